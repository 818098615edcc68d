"""Layers warped and blended into a frame, tile by tile, skipping what is empty or hidden."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from manike.embedded.animator.camera import View
from manike.embedded.animator.colour import CHROMA_ZERO
from manike.embedded.animator.coverage import Rects
from manike.embedded.animator.frame import Frame, Pixels
from manike.embedded.animator.layers import Layer

_TILE_PX = (240, 136)
"""Small enough to stay in the second-level cache, large enough that calls cost nothing: 64 tiles
at 1080p, where half of a scene's layer area is empty or hidden."""
_SAMPLING = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP


@dataclass(frozen=True, slots=True)
class _Scratch:
    """Buffers for tiles of one size."""

    packed: Pixels
    full: tuple[Pixels, Pixels, Pixels, Pixels]
    """Y, U, V, behind."""
    half: tuple[Pixels, Pixels, Pixels]
    """U, V, behind at half size."""


@dataclass(frozen=True, slots=True)
class _Tile:
    x: int
    y: int
    width_px: int
    height_px: int
    scratch: _Scratch
    luma: Pixels
    """The frame's own pixels, and so below."""
    chroma: tuple[Pixels, Pixels]


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where a film pixel is found in a layer: ``x * step + origin_x``."""

    layer: Layer
    step: float
    origin_x: float
    origin_y: float


class Compositor:
    """Paints layers into one frame, over and over."""

    def __init__(self, layers: Sequence[Layer], frame: Frame) -> None:
        self._layers = tuple(layers)
        self._size_px = (frame.y.shape[1], frame.y.shape[0])
        self._tiles = _tiles(frame)
        self._corners = np.array([(tile.x, tile.y) for tile in self._tiles])
        self._ends = self._corners + [(tile.width_px, tile.height_px) for tile in self._tiles]

    def compose(self, views: Sequence[View]) -> None:
        """Overwrite the frame with the layers, seen as ``views`` says, one a layer."""
        placed = [self._place(layer, view) for layer, view in zip(self._layers, views, strict=True)]
        states = [self._states(item) for item in placed]
        for index, tile in enumerate(self._tiles):
            for item, is_base in _visible(placed, states, index):
                _lay(item, tile, is_base=is_base)

    def _place(self, layer: Layer, view: View) -> _Placed:
        step = 1.0 / view.scale
        shifts = (view.shift_x_px, view.shift_y_px)
        origin_x, origin_y = (
            (plane_px - 1) / 2.0 - ((film_px - 1) / 2.0 + shift_px) * step
            for plane_px, film_px, shift_px in zip(
                layer.size_px, self._size_px, shifts, strict=True
            )
        )
        return _Placed(layer, step, origin_x, origin_y)

    def _states(self, placed: _Placed) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        origin = np.array([placed.origin_x, placed.origin_y])
        starts = np.floor(self._corners * placed.step + origin).astype(np.intp)
        # Bilinear sampling reads the next pixel too.
        ends = np.ceil((self._ends - 1) * placed.step + origin).astype(np.intp) + 1
        rects: Rects = (starts[:, 0], starts[:, 1], ends[:, 0], ends[:, 1])
        return placed.layer.coverage.states(rects)


def _visible(
    placed: Sequence[_Placed],
    states: Sequence[tuple[NDArray[np.bool_], NDArray[np.bool_]]],
    tile: int,
) -> list[tuple[_Placed, bool]]:
    """Layers that show in a tile, back to front, each with whether it is the backmost."""
    base = max((index for index, (_, hides) in enumerate(states) if hides[tile]), default=0)
    return [
        (placed[index], index == base)
        for index in range(base, len(placed))
        if index == base or not states[index][0][tile]
    ]


def _lay(placed: _Placed, tile: _Tile, *, is_base: bool) -> None:
    scratch = tile.scratch
    matrix = np.array(
        [
            [placed.step, 0.0, tile.x * placed.step + placed.origin_x],
            [0.0, placed.step, tile.y * placed.step + placed.origin_y],
        ]
    )
    size = (tile.width_px, tile.height_px)
    cv2.warpAffine(placed.layer.pixels, matrix, size, dst=scratch.packed, flags=_SAMPLING)
    cv2.split(scratch.packed, scratch.full)
    half_size = (tile.width_px // 2, tile.height_px // 2)
    for full, half in zip(scratch.full[1:], scratch.half, strict=True):
        cv2.resize(full, half_size, dst=half, interpolation=cv2.INTER_AREA)
    if is_base:
        _cover(tile)
    elif placed.layer.adds:
        _add(tile)
    else:
        _blend(tile)


def _cover(tile: _Tile) -> None:
    np.copyto(tile.luma, tile.scratch.full[0])
    for target, chroma in zip(tile.chroma, tile.scratch.half[:2], strict=True):
        np.copyto(target, chroma)


def _add(tile: _Tile) -> None:
    cv2.add(tile.luma, tile.scratch.full[0], tile.luma)
    for target, chroma in zip(tile.chroma, tile.scratch.half[:2], strict=True):
        cv2.addWeighted(target, 1.0, chroma, 1.0, -CHROMA_ZERO, target)


def _blend(tile: _Tile) -> None:
    y, _, _, behind = tile.scratch.full
    cv2.multiply(tile.luma, behind, tile.luma, 1 / 255)
    cv2.add(tile.luma, y, tile.luma)
    *chromas, half_behind = tile.scratch.half
    for target, chroma in zip(tile.chroma, chromas, strict=True):
        cv2.multiply(target, half_behind, target, 1 / 255)
        cv2.add(target, chroma, target)


def _tiles(frame: Frame) -> list[_Tile]:
    height_px, width_px = frame.y.shape
    scratches: dict[tuple[int, int], _Scratch] = {}
    tiles = []
    for y in range(0, height_px, _TILE_PX[1]):
        for x in range(0, width_px, _TILE_PX[0]):
            size = (min(_TILE_PX[0], width_px - x), min(_TILE_PX[1], height_px - y))
            scratch = scratches.setdefault(size, _scratch(size))
            tiles.append(_tile(frame, (x, y), size, scratch))
    return tiles


def _tile(frame: Frame, corner: tuple[int, int], size: tuple[int, int], scratch: _Scratch) -> _Tile:
    (x, y), (width_px, height_px) = corner, size
    half = (slice(y // 2, (y + height_px) // 2), slice(x // 2, (x + width_px) // 2))
    luma = frame.y[y : y + height_px, x : x + width_px]
    return _Tile(x, y, width_px, height_px, scratch, luma, (frame.u[half], frame.v[half]))


def _scratch(size: tuple[int, int]) -> _Scratch:
    width_px, height_px = size
    full, half = (height_px, width_px), (height_px // 2, width_px // 2)

    def empty(shape: tuple[int, ...]) -> Pixels:
        return np.empty(shape, np.uint8)

    return _Scratch(
        packed=empty((*full, 4)),
        full=(empty(full), empty(full), empty(full), empty(full)),
        half=(empty(half), empty(half), empty(half)),
    )
