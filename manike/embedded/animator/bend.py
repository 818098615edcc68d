"""Parts of a layer that move within it: water, cloth, leaves, people who breathe."""

from collections.abc import Sequence
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from manike.embedded.animator.coverage import Coverage

CELL_PX = 4
"""How fine movements are worked out: nothing that bends is narrower than a few of these."""
Grid = NDArray[np.float32]
Field = NDArray[np.float32]
"""Shape (2, rows, columns): how many pixels right and down of each cell its picture is found."""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels of the planes."""


class Cells:
    """The cells of a part of a layer."""

    def __init__(self, box: Box, size_px: tuple[int, int]) -> None:
        """Take the cells that ``box`` touches in planes of ``size_px``."""
        columns, rows = (-(-length // CELL_PX) for length in size_px)
        left, top = (int(max(0.0, side) // CELL_PX) for side in box[:2])
        right, bottom = int(-(-box[2] // CELL_PX)), int(-(-box[3] // CELL_PX))
        self.rows = slice(min(top, rows - 1), max(min(bottom, rows), min(top, rows - 1) + 1))
        self.columns = slice(
            min(left, columns - 1), max(min(right, columns), min(left, columns - 1) + 1)
        )

    @property
    def x_px(self) -> Grid:
        """Shape (1, columns): middles of the cells."""
        return _middles(self.columns)[None, :]

    @property
    def y_px(self) -> Grid:
        """Shape (rows, 1)."""
        return _middles(self.rows)[:, None]


class Motion(Protocol):
    """One thing that bends a part of a layer."""

    @property
    def cells(self) -> Cells:
        """Where."""
        ...

    def bend(self, field: Field, time_s: float) -> None:
        """Add its movement at ``time_s`` to the cells; ``field`` has just those."""
        ...


class Bend:
    """All movements within one layer."""

    def __init__(self, motions: Sequence[Motion], size_px: tuple[int, int]) -> None:
        self._motions = tuple(motions)
        columns, rows = (-(-length // CELL_PX) for length in size_px)
        self.field: Field = np.zeros((2, rows, columns), np.float32)
        still = np.full((size_px[1], size_px[0]), 255, np.uint8)
        for motion in self._motions:
            cells = motion.cells
            rows_px = slice(cells.rows.start * CELL_PX, cells.rows.stop * CELL_PX)
            columns_px = slice(cells.columns.start * CELL_PX, cells.columns.stop * CELL_PX)
            still[rows_px, columns_px] = 0
        self.coverage = Coverage.of(still, may_hide=False)
        """Empty where nothing moves."""

    def update(self, time_s: float) -> None:
        """Make ``field`` that of ``time_s``."""
        for motion in self._motions:
            self.field[:, motion.cells.rows, motion.cells.columns] = 0.0
        for motion in self._motions:
            motion.bend(self.field[:, motion.cells.rows, motion.cells.columns], time_s)


def feathered(cells: Cells, margin_px: float) -> Grid:
    """Shape (rows, columns): 1 within, falling smoothly to 0 at the sides of the cells."""
    sides = []
    for middles in (cells.y_px[:, 0], cells.x_px[0]):
        low, high = middles[0], middles[-1]
        inside = np.minimum(middles - low, high - middles) / max(margin_px, 1e-3)
        sides.append(smooth(inside))
    return np.asarray(sides[0][:, None] * sides[1][None, :], np.float32)


def smooth(share: NDArray[np.floating]) -> Grid:
    """A soft step from 0 at 0 to 1 at 1."""
    held = np.clip(share, 0.0, 1.0)
    return np.asarray(held * held * (3.0 - 2.0 * held), np.float32)


def along_axes(share: NDArray[np.floating], reach_px: tuple[float, float]) -> Field:
    """Shares, shape (rows, columns), of a reach to the right and down."""
    return np.asarray(np.stack([share * reach for reach in reach_px]), np.float32)


def noise_tile(rng: np.random.Generator, size: int, waves: float) -> Grid:
    """Two fields of smooth noise, about -1..1, that repeat seamlessly.

    Args:
        rng: makes it.
        size: shape is (size, size, 2).
        waves: how many crests lie side by side, about.
    """
    up = np.fft.fftfreq(size)[:, None] * size
    across = np.fft.rfftfreq(size)[None, :] * size
    band = np.exp(-(((np.hypot(up, across) - waves) / (0.5 * waves)) ** 2))
    fields = []
    for _ in range(2):
        spectrum = np.fft.rfft2(rng.standard_normal((size, size))) * band
        field = np.fft.irfft2(spectrum, (size, size))
        fields.append(field / (2.0 * field.std()))
    return np.ascontiguousarray(np.stack(fields, axis=-1), np.float32)


def sampled(tile: Grid, x: Grid, y: Grid) -> Field:
    """The tile at places in its own pixels, repeated beyond its sides; a ``Field``."""
    found = cv2.remap(tile, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
    return np.asarray(np.moveaxis(found, -1, 0), np.float32)


def _middles(part: slice) -> Grid:
    cells = np.arange(part.start, part.stop, dtype=np.float32)
    return np.asarray((cells + 0.5) * CELL_PX - 0.5, np.float32)
