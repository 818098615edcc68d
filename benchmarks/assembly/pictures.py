"""Clips of a camera that drifts over a painted ground, with a mark that tells the scenes apart."""

from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from manike.media.files import scratch_folder
from manike.media.programs import run_ffmpeg

MARK_LEVELS = (60, 130, 200)
"""Greys of the mark in the top left corner; two scenes in a row never have the same."""
_OVERSCAN = 1.2
_OCTAVES = 7


def mark_px(size_px: tuple[int, int]) -> int:
    """Side of the mark."""
    return min(size_px) // 12 // 2 * 2


def write_clip(
    path: Path, size_px: tuple[int, int], fps: Fraction, *, scene: int, seed: int, frames: int
) -> None:
    """Write a clip as an animator delivers it: H.264, a key frame every half second."""
    with scratch_folder(path.parent) as folder:
        picture = folder / "ground.png"
        cv2.imwrite(str(picture), _ground(size_px, seed))
        drift = _drift(size_px, fps, seed, frames)
        source = ["-framerate", str(fps), "-i", str(picture)]
        run_ffmpeg([*source, "-vf", drift + _mark(size_px, scene), *_OPTIONS], path)


_OPTIONS = (
    *("-c:v", "libx264", "-preset", "veryfast", "-crf", "17", "-profile:v", "high"),
    *("-threads", "1", "-x264-params", "keyint=15:min-keyint=15:scenecut=0:open-gop=0"),
    *("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"),
    *("-color_range", "tv", "-an"),
)


def _ground(size_px: tuple[int, int], seed: int) -> NDArray[np.uint8]:
    """Blobs of every size in three colours that depend on the seed; shape (h, w, 3), BGR."""
    draw = np.random.default_rng([2, seed])
    width_px, height_px = (round(length * _OVERSCAN) for length in size_px)
    relief = np.zeros((height_px, width_px), np.float32)
    for octave in range(_OCTAVES):
        cells = 3 * 2**octave
        coarse = draw.random((cells * 2, cells)).astype(np.float32) - 0.5
        full = cv2.resize(coarse, (width_px, height_px), interpolation=cv2.INTER_CUBIC)
        relief += full * np.float32(0.62**octave)
    relief = (relief - relief.min()) / (relief.max() - relief.min())
    dark, middle, light = draw.uniform((0, 40, 140), (60, 190, 255), (3, 3)).T
    shades = [np.interp(relief, (0, 0.5, 1), (dark[c], middle[c], light[c])) for c in range(3)]
    return np.stack(shades, axis=2).astype(np.uint8)


def _drift(size_px: tuple[int, int], fps: Fraction, seed: int, frames: int) -> str:
    """Repeats the picture and moves the view over it, up or down and to a side by the seed."""
    width_px, height_px = size_px
    step = f"n/{frames}"
    across = step if seed % 2 else f"(1-{step})"
    down = step if seed % 3 else f"(1-{step})"
    repeat = f"loop=loop={frames - 1}:size=1,settb={1 / fps},setpts=N,format=yuv420p"
    view = f"crop={width_px}:{height_px}:(iw-ow)*{across}:(ih-oh)*{down}"
    return f"scale=out_color_matrix=bt709:out_range=tv,{repeat},{view}"


def _mark(size_px: tuple[int, int], scene: int) -> str:
    side_px = mark_px(size_px)
    level = MARK_LEVELS[scene % len(MARK_LEVELS)]
    grey = f"0x{level:02x}{level:02x}{level:02x}"
    return f",drawbox=x=0:y=0:w={side_px}:h={side_px}:color={grey}:t=fill"
