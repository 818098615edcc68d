"""A frame cut into tiles that stay in the cache while they are worked on, with their buffers."""

from dataclasses import dataclass

import numpy as np

from manike.embedded.animator.bend import Grid
from manike.embedded.animator.frame import Frame, Pixels

_TILE_PX = (240, 136)
"""Small enough to stay in the second-level cache, large enough that calls cost nothing: 64 tiles
at 1080p, where half of a scene's layer area is empty or hidden. Whole cells of a ``Bend``."""


@dataclass(frozen=True, slots=True)
class Scratch:
    """Buffers for tiles of one size."""

    packed: Pixels
    other: Pixels
    """Of a layer between two degrees of softness."""
    found: tuple[Grid, Grid]
    """Where each pixel of a bent layer is found: x and y."""
    full: tuple[Pixels, Pixels, Pixels, Pixels]
    """Y, U, V, behind."""
    half: tuple[Pixels, Pixels, Pixels]
    """U, V, behind at half size."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A part of a frame; ``x`` and ``y`` are its corner in the frame."""

    x: int
    y: int
    width_px: int
    height_px: int
    scratch: Scratch
    luma: Pixels
    """The frame's own pixels, and so below."""
    chroma: tuple[Pixels, Pixels]


def tiles_of(frame: Frame) -> list[Tile]:
    """All tiles of a frame; those of one size share their buffers."""
    height_px, width_px = frame.y.shape
    scratches: dict[tuple[int, int], Scratch] = {}
    tiles = []
    for y in range(0, height_px, _TILE_PX[1]):
        for x in range(0, width_px, _TILE_PX[0]):
            size = (min(_TILE_PX[0], width_px - x), min(_TILE_PX[1], height_px - y))
            scratch = scratches.setdefault(size, _scratch(size))
            tiles.append(_tile(frame, (x, y), size, scratch))
    return tiles


def _tile(frame: Frame, corner: tuple[int, int], size: tuple[int, int], scratch: Scratch) -> Tile:
    (x, y), (width_px, height_px) = corner, size
    half = (slice(y // 2, (y + height_px) // 2), slice(x // 2, (x + width_px) // 2))
    luma = frame.y[y : y + height_px, x : x + width_px]
    return Tile(x, y, width_px, height_px, scratch, luma, (frame.u[half], frame.v[half]))


def _scratch(size: tuple[int, int]) -> Scratch:
    width_px, height_px = size
    full, half = (height_px, width_px), (height_px // 2, width_px // 2)

    def empty(shape: tuple[int, ...]) -> Pixels:
        return np.empty(shape, np.uint8)

    return Scratch(
        packed=empty((*full, 4)),
        other=empty((*full, 4)),
        found=(np.empty(full, np.float32), np.empty(full, np.float32)),
        full=(empty(full), empty(full), empty(full), empty(full)),
        half=(empty(half), empty(half), empty(half)),
    )
