"""A video's frames, made small: what everything in this package looks at.

Small frames keep the video's shape and are good for measures of a picture. Tiny ones are made from
them; boundaries are told by those.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

import numpy as np
from numpy.typing import NDArray

from manike.analysis.changes import COLUMNS, ROWS, Frames
from manike.media.probe import VideoStream
from manike.media.programs import Decoding, decoded_footage
from manike.media.tones import tone_filters

_PIXELS: Final = 14_400
"""160x90."""
_BATCH: Final = 64
_TINY: Final = f"scale={COLUMNS}:{ROWS}:flags=area,setsar=1,format=yuv444p"
_TINY_BYTES: Final = 3 * ROWS * COLUMNS


@dataclass(frozen=True, slots=True)
class Batch:
    """Frames in a row."""

    tiny: Frames
    small: NDArray[np.uint8]
    """Shape (frames, 3, rows, columns): luma, blue difference, red difference."""


def small_size(size_px: tuple[int, int]) -> tuple[int, int]:
    """Columns and rows, both even, of at most 14,400 pixels in the same shape."""
    width_px, height_px = size_px
    scale = min(1.0, (_PIXELS / (width_px * height_px)) ** 0.5)
    return max(2, round(width_px * scale / 2) * 2), max(2, round(height_px * scale / 2) * 2)


def tiny_frames(decoding: Decoding) -> Iterator[Frames]:
    """The frames of ``tiny_footage``, in batches."""
    for data in _chunks(decoding.stream, _TINY_BYTES):
        yield np.frombuffer(data, np.uint8).reshape(-1, 3, ROWS, COLUMNS)


@contextmanager
def tiny_footage(path: Path, video: VideoStream) -> Iterator[Decoding]:
    """Decode a video into tiny frames.

    Raises:
        MediaError: nothing of it can be decoded.
    """
    with decoded_footage(path, f"[0:v:0]{_small(video)},{_TINY}") as decoding:
        yield decoding


@contextmanager
def small_footage(
    path: Path, video: VideoStream, before: str = "", *, limit_s: float | None = None
) -> Iterator[Decoding]:
    """Decode a video once into small and tiny frames, to be read with ``batches``.

    Args:
        path: the video.
        video: what is known of its picture.
        before: filters that come first, each with a comma after it, such as ``fps=25,``.
        limit_s: nothing comes after as many seconds.

    Raises:
        MediaError: nothing of it can be decoded.
    """
    columns, rows = small_size(video.shown_px)
    # One stream of grey pictures: the planes of the small frame and below them those of the tiny.
    graph = (
        f"[0:v:0]{before}{_small(video)},split[small][b];"
        f"[b]{_TINY},extractplanes=y+u+v[y][u][v];[y][u][v]vstack=3,format=gray,"
        f"pad={max(columns, COLUMNS)}:{3 * ROWS}[tiny];"
        "[small]extractplanes=y+u+v[sy][su][sv];[sy][su][sv]vstack=3,format=gray,"
        f"pad={max(columns, COLUMNS)}:{3 * rows}[stack];[stack][tiny]vstack"
    )
    with decoded_footage(path, graph, limit_s=limit_s) as decoding:
        yield decoding


def batches(decoding: Decoding, size_px: tuple[int, int]) -> Iterator[Batch]:
    """The frames of ``small_footage``, some at a time."""
    columns, rows = small_size(size_px)
    wide = max(columns, COLUMNS)
    frame_bytes = wide * 3 * (rows + ROWS)
    for data in _chunks(decoding.stream, frame_bytes):
        packed = np.frombuffer(data, np.uint8).reshape(-1, 3 * (rows + ROWS), wide)
        small, tiny = packed[:, : 3 * rows, :columns], packed[:, 3 * rows :, :COLUMNS]
        yield Batch(
            tiny=np.ascontiguousarray(tiny).reshape(-1, 3, ROWS, COLUMNS),
            small=np.ascontiguousarray(small).reshape(-1, 3, rows, columns),
        )


def _small(video: VideoStream) -> str:
    columns, rows = small_size(video.shown_px)
    return f"scale={columns}:{rows}:flags=area,setsar=1{tone_filters(video)},format=yuv444p"


def _chunks(stream: IO[bytes], frame_bytes: int) -> Iterator[bytes]:
    """What is there of whole frames, some at a time."""
    while data := stream.read(_BATCH * frame_bytes):
        whole = len(data) // frame_bytes * frame_bytes
        if whole:
            yield data[:whole]
