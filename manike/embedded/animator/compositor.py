"""Layers warped and blended into a frame, tile by tile, skipping what is empty or hidden."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from manike.embedded.animator.bend import CELL_PX, Bend, Field, Grid
from manike.embedded.animator.camera import View
from manike.embedded.animator.colour import CHROMA_ZERO
from manike.embedded.animator.coverage import Rects
from manike.embedded.animator.focus import SHARP, Softness
from manike.embedded.animator.frame import Frame, Pixels
from manike.embedded.animator.layers import Layer, Soft
from manike.embedded.animator.tiles import Tile, tiles_of

Flags = NDArray[np.bool_]
_SAMPLING = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where a film pixel is found in a layer: ``x * step + origin_x``."""

    layer: Layer
    soft: Softness
    bend: Bend | None
    field: Field | None
    """How it bends, on the film's own cells, see ``_field``."""
    step: float
    origin_x: float
    origin_y: float


@dataclass(frozen=True, slots=True)
class _States:
    """Of each tile, shape (tiles,)."""

    empty: Flags
    hides: Flags
    still: Flags
    """Whether nothing bends there."""


class Compositor:
    """Paints layers into one frame, over and over."""

    def __init__(
        self, layers: Sequence[Layer], frame: Frame, bends: Mapping[int, Bend] | None = None
    ) -> None:
        """Prepare to paint ``layers``; ``bends`` are movements within some, by their index."""
        self._layers = tuple(layers)
        self._bends = bends or {}
        self._size_px = (frame.y.shape[1], frame.y.shape[0])
        self._tiles = tiles_of(frame)
        self._corners = np.array([(tile.x, tile.y) for tile in self._tiles])
        self._ends = self._corners + [(tile.width_px, tile.height_px) for tile in self._tiles]
        self._placed: list[_Placed] = []
        self._states: list[_States] = []

    def compose(self, views: Sequence[View]) -> None:
        """Overwrite the frame with the layers, seen as ``views`` says, one a layer."""
        self.look(views)
        self.paint(0, len(self._layers))

    def look(self, views: Sequence[View], softness: Sequence[Softness] = ()) -> None:
        """Take these views, and how soft each layer is, for what is painted next."""
        soft = softness or [SHARP] * len(views)
        self._placed = [
            self._place(index, view, softness)
            for index, (view, softness) in enumerate(zip(views, soft, strict=True))
        ]
        self._states = [self._states_of(item) for item in self._placed]
        hides = np.array([states.hides for states in self._states])
        # The frontmost layer that hides a tile is the first one painted there.
        backmost = len(hides) - 1 - np.argmax(hides[::-1], axis=0)
        self._bases = np.where(hides.any(axis=0), backmost, 0).tolist()

    def paint(self, first: int, end: int) -> None:
        """Paint layers ``first`` to ``end`` (excluded) over what is in the frame."""
        for number, (tile, base) in enumerate(zip(self._tiles, self._bases, strict=True)):
            for index in range(max(first, base), end):
                states = self._states[index]
                if index == base or not states.empty[number]:
                    still = bool(states.still[number])
                    _lay(self._placed[index], tile, is_base=index == base, is_still=still)

    def _place(self, index: int, view: View, soft: Softness) -> _Placed:
        layer = self._layers[index]
        step = 1.0 / view.scale
        shifts = (view.shift_x_px, view.shift_y_px)
        origin_x, origin_y = (
            (plane_px - 1) / 2.0 - ((film_px - 1) / 2.0 + shift_px) * step
            for plane_px, film_px, shift_px in zip(
                layer.size_px, self._size_px, shifts, strict=True
            )
        )
        bend = self._bends.get(index)
        field = self._field(bend, step, (origin_x, origin_y)) if bend else None
        return _Placed(layer, soft, bend, field, step, origin_x, origin_y)

    def _field(self, bend: Bend, step: float, origin: tuple[float, float]) -> Field:
        """A layer's movements for cells of the film, with one cell more on each side."""
        columns, rows = (-(-length // CELL_PX) + 2 for length in self._size_px)
        middle = (CELL_PX - 1) / 2.0
        first = (step * (middle - CELL_PX) - middle) / CELL_PX
        shifts = [first + start / CELL_PX for start in origin]
        matrix = np.array([[step, 0.0, shifts[0]], [0.0, step, shifts[1]]])
        axes = [
            cv2.warpAffine(
                axis, matrix, (columns, rows), flags=_SAMPLING, borderMode=cv2.BORDER_REPLICATE
            )
            for axis in bend.field
        ]
        return np.asarray(np.stack(axes), np.float32)

    def _states_of(self, placed: _Placed) -> _States:
        origin = np.array([placed.origin_x, placed.origin_y])
        starts = np.floor(self._corners * placed.step + origin).astype(np.intp)
        # Bilinear sampling reads the next pixel too.
        ends = np.ceil((self._ends - 1) * placed.step + origin).astype(np.intp) + 1
        rects: Rects = (starts[:, 0], starts[:, 1], ends[:, 0], ends[:, 1])
        empty, hides = placed.layer.coverage.states(rects)
        still = placed.bend.coverage.states(rects)[0] if placed.bend else np.ones_like(empty)
        return _States(empty, hides, still)


def _lay(placed: _Placed, tile: Tile, *, is_base: bool, is_still: bool) -> None:
    scratch = tile.scratch
    low, high, share = placed.soft
    field = None if is_still else placed.field
    if field is not None:
        _find(placed, field, tile)
    _sample(placed, low, tile, scratch.packed, bends=field is not None)
    if high is not None:
        _sample(placed, high, tile, scratch.other, bends=field is not None)
        cv2.addWeighted(scratch.packed, 1.0 - share, scratch.other, share, 0.0, scratch.packed)
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


def _sample(placed: _Placed, soft: Soft | None, tile: Tile, target: Pixels, *, bends: bool) -> None:
    """Fill ``target`` with the layer, or with it out of focus, as it lies on the tile."""
    layer = placed.layer
    pixels, share = (soft.pixels, soft.share) if soft else (layer.pixels, 1.0)
    left, top = layer.corner_px
    # A soft sheet holds whole planes, and a smaller one's pixels have their middles elsewhere.
    shift_x, shift_y = ((corner + 0.5) * share - 0.5 for corner in (left, top))
    if soft is None:
        shift_x = shift_y = 0.0
    if bends:
        found_x, found_y = tile.scratch.found
        if soft is not None:
            found_x = found_x * np.float32(share) + np.float32(shift_x)
            found_y = found_y * np.float32(share) + np.float32(shift_y)
        cv2.remap(
            pixels,
            found_x,
            found_y,
            cv2.INTER_LINEAR,
            dst=target,
            borderMode=cv2.BORDER_REPLICATE if soft else cv2.BORDER_CONSTANT,
            borderValue=layer.nothing,
        )
        return
    step = placed.step * share
    x, y = _start(placed, tile)
    matrix = np.array([[step, 0.0, x * share + shift_x], [0.0, step, y * share + shift_y]])
    cv2.warpAffine(
        pixels,
        matrix,
        (tile.width_px, tile.height_px),
        dst=target,
        flags=_SAMPLING,
        borderMode=cv2.BORDER_REPLICATE if soft else cv2.BORDER_CONSTANT,
        borderValue=layer.nothing,
    )


def _start(placed: _Placed, tile: Tile) -> tuple[float, float]:
    """Where a tile's first pixel is found in the layer's own pixels."""
    left, top = placed.layer.corner_px
    x = tile.x * placed.step + placed.origin_x - left
    return x, tile.y * placed.step + placed.origin_y - top


def _find(placed: _Placed, field: Field, tile: Tile) -> None:
    """Note in ``scratch.found`` where each pixel of the tile is found in the layer."""
    x, y = _start(placed, tile)
    across = (x + placed.step * np.arange(tile.width_px)).astype(np.float32)
    down = (y + placed.step * np.arange(tile.height_px)).astype(np.float32)
    found_x, found_y = tile.scratch.found
    np.add(_fine(field[0], tile), across, out=found_x)
    np.add(_fine(field[1], tile), down[:, None], out=found_y)


def _fine(axis: Grid, tile: Tile) -> Grid:
    """A tile's part of the film's cells, for each pixel; the cells beside it make it seamless."""
    row, column = tile.y // CELL_PX, tile.x // CELL_PX
    rows, columns = -(-tile.height_px // CELL_PX) + 2, -(-tile.width_px // CELL_PX) + 2
    part = axis[row : row + rows, column : column + columns]
    fine = cv2.resize(part, (columns * CELL_PX, rows * CELL_PX), interpolation=cv2.INTER_LINEAR)
    inner = fine[CELL_PX : CELL_PX + tile.height_px, CELL_PX : CELL_PX + tile.width_px]
    return np.asarray(inner, np.float32)


def _cover(tile: Tile) -> None:
    np.copyto(tile.luma, tile.scratch.full[0])
    for target, chroma in zip(tile.chroma, tile.scratch.half[:2], strict=True):
        np.copyto(target, chroma)


def _add(tile: Tile) -> None:
    cv2.add(tile.luma, tile.scratch.full[0], tile.luma)
    for target, chroma in zip(tile.chroma, tile.scratch.half[:2], strict=True):
        cv2.addWeighted(target, 1.0, chroma, 1.0, -CHROMA_ZERO, target)


def _blend(tile: Tile) -> None:
    y, _, _, behind = tile.scratch.full
    cv2.multiply(tile.luma, behind, tile.luma, 1 / 255)
    cv2.add(tile.luma, y, tile.luma)
    *chromas, half_behind = tile.scratch.half
    for target, chroma in zip(tile.chroma, chromas, strict=True):
        cv2.multiply(target, half_behind, target, 1 / 255)
        cv2.add(target, chroma, target)
