"""A silent moving preview of six seconds that loops: the best moment of some of the scenes."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from manike.errors import MediaError
from manike.film.job import FilmJob
from manike.film.looks import Look, clear_frames
from manike.media.files import write_bytes
from manike.media.programs import decoded_frames

PREVIEW_FILE = "preview.webp"
"""Animated WebP: browsers show it wherever they show a picture, as the studio's pages do; a GIF of
that size has 256 colours and four times the bytes."""
FRAME_MS = 80
FRAME_COUNT = 75
MAX_BYTES = 1_500_000

_SHOTS = 5
_BLEND_FRAMES = 5
"""Each shot comes in over the end of the one before, and the first one over that of the last."""
_LONGER_SIDE_PX = 480
_QUALITIES = (72, 62, 52, 42, 32, 22, 12, 2)

Frames = NDArray[np.uint8]
"""Shape (n, height, width, 3), blue first."""


def preview(job: FilmJob, looks: Sequence[Look], output: Path) -> None:
    """Write the preview, from clips: without captions, titles and logo.

    Raises:
        MediaError: a clip can't be decoded.
    """
    chosen = _chosen(looks)
    bounds = [round(FRAME_COUNT * at / len(chosen)) for at in range(len(chosen) + 1)]
    lengths = [end - start for start, end in pairwise(bounds)]
    shots = [_shot(job, look, length) for look, length in zip(chosen, lengths, strict=True)]
    write_bytes(output, _encoded(_loop(shots)))


def _chosen(looks: Sequence[Look]) -> list[Look]:
    """The best scene of each part of the film, in order."""
    count = min(_SHOTS, len(looks))
    bounds = [len(looks) * part // count for part in range(count + 1)]
    return [max(looks[a:b], key=lambda look: look.score) for a, b in pairwise(bounds)]


def _shot(job: FilmJob, look: Look, length: int) -> Frames:
    """Frames round the look, with those that come in over the shot before."""
    timeline = job.timeline
    scene = next(scene for scene in timeline.scenes if scene.number == look.scene)
    first, last = clear_frames(scene, timeline)
    step = timeline.rate * FRAME_MS / 1000
    offsets = [int(index * step) for index in range(length + _BLEND_FRAMES)]
    start = min(max(look.frame - offsets[-1] // 2, first), max(first, last - offsets[-1]))
    wanted = [_there_and_back(start + offset, first, last) for offset in offsets]
    size_px = _size_px(timeline.size_px)
    frames = _decoded(job.clips[look.scene].path, sorted(set(wanted)), size_px)
    return frames[np.searchsorted(sorted(set(wanted)), wanted)]


def _there_and_back(frame: int, first: int, last: int) -> int:
    """The frame itself, or where a scene is shorter than its shot one on the way back."""
    length = max(1, last - first)
    beyond = (frame - first) % (2 * length)
    return min(last, first + min(beyond, 2 * length - beyond))


def _size_px(film_px: tuple[int, int]) -> tuple[int, int]:
    width_px, height_px = (2 * round(_LONGER_SIDE_PX * side / max(film_px) / 2) for side in film_px)
    return width_px, height_px


def _decoded(clip: Path, wanted: Sequence[int], size_px: tuple[int, int]) -> Frames:
    """The frames of a clip with these numbers, in order."""
    width_px, height_px = size_px
    chosen = "+".join(f"eq(n\\,{frame - wanted[0]})" for frame in wanted)
    filters = (
        f"trim=start_frame={wanted[0]}:end_frame={wanted[-1] + 1},setpts=PTS-STARTPTS,"
        f"select='{chosen}',scale={width_px}:{height_px}:flags=area"
        ":in_color_matrix=bt709:out_color_matrix=bt601"
    )
    with decoded_frames(clip, filters) as stream:
        data = np.frombuffer(stream.read(), np.uint8)
    size = width_px * height_px * 3 // 2
    if len(data) != size * len(wanted):
        raise MediaError(f"{clip.name} has no frame {wanted[-1]}.")
    planes = data.reshape(len(wanted), height_px * 3 // 2, width_px)
    return np.stack([cv2.cvtColor(frame, cv2.COLOR_YUV2BGR_I420) for frame in planes])


def _loop(shots: Sequence[Frames]) -> Frames:
    """Shots one after the other, each faded in over the end of the one before, in place."""
    rest = [shot[_BLEND_FRAMES:] for shot in shots]
    shares = (np.arange(_BLEND_FRAMES, dtype=np.float32) + 1) / (_BLEND_FRAMES + 1)
    shares = (shares * shares * (3 - 2 * shares))[:, None, None, None]
    for index, shot in enumerate(shots):
        over = rest[index - 1][-_BLEND_FRAMES:]
        fading = over.astype(np.float32)
        over[:] = np.rint(fading + (shot[:_BLEND_FRAMES] - fading) * shares)
    return np.concatenate(rest)


def _encoded(frames: Frames) -> bytes:
    """Animated WebP of the finest quality that stays within ``MAX_BYTES``."""
    animation = cv2.Animation()
    animation.frames = list(frames)
    animation.durations = [FRAME_MS] * len(frames)
    animation.loop_count = 0
    for quality in _QUALITIES:
        done, data = cv2.imencodeanimation(".webp", animation, [cv2.IMWRITE_WEBP_QUALITY, quality])
        if not done:
            raise MediaError(f"{PREVIEW_FILE} can't be encoded.")
        if len(data) <= MAX_BYTES:
            break
    return bytes(data)
