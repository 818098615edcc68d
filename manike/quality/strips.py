"""Small pictures of a video's frames, read one at a time: what the rules of the picture look at."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from manike.media.programs import decoded_frames

Plane = NDArray[np.uint8]

_PIXELS = 14_400
"""160x90: letters of captions are 4 pixels high, and half a millisecond is enough for a frame."""


@dataclass(frozen=True, slots=True)
class SmallFrame:
    """A frame made small, in TV range."""

    luma: Plane
    """Shape (rows, columns)."""
    chroma: Plane
    """Shape (2, rows / 2, columns / 2): blue difference, red difference."""
    detail: Plane
    """Luma of single pixels of the whole frame, not of their means: slow motion shows in it."""


def small_size(size_px: tuple[int, int]) -> tuple[int, int]:
    """Columns and rows, both even, of about 14,400 pixels in the same shape."""
    width_px, height_px = size_px
    scale = min(1.0, (_PIXELS / (width_px * height_px)) ** 0.5)
    return max(2, round(width_px * scale / 2) * 2), max(2, round(height_px * scale / 2) * 2)


@contextmanager
def film_strip(path: Path, size_px: tuple[int, int]) -> Iterator[Iterator[SmallFrame]]:
    """A film's frames as they are stored, stretched to the shape of ``size_px``.

    Raises:
        MediaError: it can't be decoded.
    """
    columns, rows = small_size(size_px)
    with decoded_frames(path, _small("[0:v]", columns, rows)) as stream:
        yield _frames(stream, (columns, rows))


@contextmanager
def clip_strip(
    path: Path, size_px: tuple[int, int], rate: Fraction, frame_count: int
) -> Iterator[Iterator[SmallFrame]]:
    """A clip's first frames as they should be in a film of this size and rate.

    Raises:
        MediaError: it can't be decoded.
    """
    columns, rows = small_size(size_px)
    width_px, height_px = size_px
    fitted = f"scale={width_px}:{height_px}:force_original_aspect_ratio=increase"
    fitting = f"fps={rate},trim=end_frame={frame_count},{fitted},crop={width_px}:{height_px}"
    with decoded_frames(path, f"[0:v]{fitting}[v];" + _small("[v]", columns, rows)) as stream:
        yield _frames(stream, (columns, rows))


def _small(source: str, columns: int, rows: int) -> str:
    """A graph that puts the means of a frame's pixels above some of the pixels themselves."""
    return (
        f"{source}split[a][b];[a]scale={columns}:{rows}:flags=area,setsar=1,format=yuv420p[means];"
        f"[b]scale={columns}:{rows}:flags=neighbor,setsar=1,format=yuv420p[single];"
        "[means][single]vstack"
    )


def _frames(stream: IO[bytes], size: tuple[int, int]) -> Iterator[SmallFrame]:
    columns, rows = size
    count = columns * rows
    while len(data := stream.read(count * 3)) == count * 3:
        luma, chroma = np.split(np.frombuffer(data, np.uint8), [2 * count])
        means, detail = luma.reshape(2, rows, columns)
        yield SmallFrame(means, chroma.reshape(2, rows, columns // 2)[:, : rows // 2], detail)
