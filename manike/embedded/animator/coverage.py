"""Where a layer is empty and where it hides all behind it, told for rectangles at once."""

import math
from dataclasses import dataclass
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from manike.embedded.animator.frame import Pixels

_BLOCK_PX = 16
_CLEAR = 255
Rects = tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]
"""Left, top, right, bottom of rectangles, in pixels; right and bottom excluded."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Summed tables over blocks of 16x16 pixels."""

    _used: NDArray[np.int32]
    _open: NDArray[np.int32]

    @classmethod
    def of(cls, behind: Pixels, *, may_hide: bool, reach_px: float = 0.0) -> Self:
        """Build from what shines through a layer.

        Args:
            behind: shape (height, width): 255 where the layer is empty, 0 where it hides all.
            may_hide: false for light, which hides nothing wherever it is.
            reach_px: how far parts of the layer may move or spread.
        """
        used = _blocks(behind, np.minimum) < _CLEAR
        opened = _blocks(behind, np.maximum) > 0 if may_hide else np.ones_like(used)
        if reach_px > 0.0:
            blocks = math.ceil(reach_px / _BLOCK_PX)
            used, opened = _grown(used, blocks), _grown(opened, blocks)
        return cls(_summed(used), _summed(opened))

    def states(self, rects: Rects) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """For each rectangle: is it empty, and does it hide all behind it."""
        left, top, right, bottom = rects
        rows, columns = self._used.shape
        x0 = np.clip(left // _BLOCK_PX, 0, columns - 1)
        y0 = np.clip(top // _BLOCK_PX, 0, rows - 1)
        x1 = np.clip(-(-right // _BLOCK_PX), 0, columns - 1)
        y1 = np.clip(-(-bottom // _BLOCK_PX), 0, rows - 1)
        used, opened = (
            table[y1, x1] - table[y0, x1] - table[y1, x0] + table[y0, x0]
            for table in (self._used, self._open)
        )
        return used == 0, opened == 0


def _blocks(image: Pixels, reduce: np.ufunc) -> Pixels:
    rows, columns = (-(-length // _BLOCK_PX) for length in image.shape)
    height_px, width_px = image.shape
    padded = cv2.copyMakeBorder(
        image,
        0,
        rows * _BLOCK_PX - height_px,
        0,
        columns * _BLOCK_PX - width_px,
        cv2.BORDER_REPLICATE,
    )
    tall = reduce.reduce(padded.reshape(rows, _BLOCK_PX, -1), axis=1)
    return np.asarray(reduce.reduce(tall.reshape(rows, columns, _BLOCK_PX), axis=2))


def _grown(blocks: NDArray[np.bool_], reach: int) -> NDArray[np.bool_]:
    """Those blocks and their neighbours up to ``reach`` away."""
    near = np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)
    return np.asarray(cv2.dilate(blocks.astype(np.uint8), near)) > 0


def _summed(blocks: NDArray[np.bool_]) -> NDArray[np.int32]:
    table = np.zeros((blocks.shape[0] + 1, blocks.shape[1] + 1), np.int32)
    table[1:, 1:] = np.cumsum(np.cumsum(blocks, axis=0), axis=1)
    return table
