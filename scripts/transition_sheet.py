"""Draws a sheet of every transition between two pictures, a row each, to be looked at."""

import argparse
import tempfile
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from manike.film.cache import FilmCache
from manike.film.job import SourceFile
from manike.film.rendering import render_segment
from manike.film.segments import ClipFrames, Segment, SegmentKind, Window
from manike.film.stills import still
from manike.film.transitions import transition_frames
from manike.media.coding import x264_options
from manike.media.files import sha256_of
from manike.media.programs import run_ffmpeg
from manike.script.vocabulary import Transition

FPS = Fraction(30)
SHOWN = 7
"""Frames of a transition in its row."""
LABEL_PX = 150


def main() -> None:
    """Read the command line and write the sheet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=Path, help="a picture")
    parser.add_argument("second", type=Path, help="another")
    parser.add_argument("sheet", type=Path, help="the JPEG to write")
    parser.add_argument("--size", default="1920x1080", help="of the film")
    options = parser.parse_args()
    width_px, height_px = (int(side) for side in options.size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        clips = [
            _clip(picture, Path(folder) / f"{index}.mp4", (width_px, height_px))
            for index, picture in enumerate((options.first, options.second))
        ]
        kinds = [kind for kind in Transition if kind is not Transition.CUT]
        rows = [_row(kind, clips, (width_px, height_px), Path(folder)) for kind in kinds]
    cv2.imwrite(str(options.sheet), np.vstack(rows), [cv2.IMWRITE_JPEG_QUALITY, 88])


def _clip(picture: Path, clip: Path, size_px: tuple[int, int]) -> SourceFile:
    """A second of the picture, standing still."""
    width_px, height_px = size_px
    fitted = (
        f"scale={width_px}:{height_px}:force_original_aspect_ratio=increase:"
        f"out_color_matrix=bt709:out_range=tv,crop={width_px}:{height_px}"
    )
    source = ["-loop", "1", "-framerate", str(FPS), "-i", str(picture), "-frames:v", "40"]
    run_ffmpeg([*source, "-vf", fitted, *x264_options(FPS, crf=12)], clip)
    return SourceFile(clip, sha256_of(clip))


def _row(
    kind: Transition, clips: list[SourceFile], size_px: tuple[int, int], folder: Path
) -> NDArray[np.uint8]:
    count = transition_frames(kind, FPS, room=99)
    segment = Segment(
        scene=2,
        kind=SegmentKind(kind.value),
        window=Window(0, count),
        sources=tuple(ClipFrames(clip, 0) for clip in clips),
        captions="",
        font="Roboto",
        logo=None,
        size_px=size_px,
        fps=FPS,
    )
    film = render_segment(segment, FilmCache(folder / "kept")).path
    height_px = 270 * size_px[1] // max(size_px) // 2 * 2
    width_px = height_px * size_px[0] // size_px[1] // 2 * 2
    label = np.zeros((height_px, LABEL_PX, 3), np.uint8)
    for line, text in enumerate((kind.value.replace("_", " "), f"{count} frames")):
        at = (8, height_px // 2 + 24 * line)
        cv2.putText(label, text, at, cv2.FONT_HERSHEY_SIMPLEX, 0.5, (240, 240, 240), 1, cv2.LINE_AA)
    cells = [label]
    for index in range(SHOWN):
        file = folder / "frame.jpg"
        still(film, round(index * (count - 1) / (SHOWN - 1)), FPS, (width_px, height_px), file)
        cells.append(np.asarray(cv2.imread(str(file)), np.uint8))
    return np.asarray(cv2.copyMakeBorder(np.hstack(cells), 0, 4, 0, 0, cv2.BORDER_CONSTANT))


if __name__ == "__main__":
    main()
