"""Flashes after ITU-R BT.1702 and WCAG 2.3.1: changes of light up and down over a large area."""

import numpy as np
from numpy.typing import NDArray

from manike.quality.strips import Plane

_TILE = 10
_CHANGE = 0.1
"""Of the relative luminance of white."""
_DARK = 0.8
"""The darker of both lies below this."""
_AREA = 0.25
"""Share of the picture that changes."""
_FRAMES = 3
"""Within as many frames the tiles change together."""


Tiles = NDArray[np.float32]


class FlashMeter:
    """Finds the frames at which a large part of the picture has become lighter or darker."""

    def __init__(self) -> None:
        self._highest: Tiles = np.zeros((0, 0), np.float32)
        self._lowest: Tiles = self._highest
        self._way: Tiles = self._highest
        self._rising: list[float] = []
        self._falling: list[float] = []
        self._last = 0
        self.changes: list[int] = []
        """Frames at which a rise followed a fall or a fall a rise."""

    def see(self, luma: Plane, frame: int) -> None:
        """Look at the next frame."""
        light: Tiles = (np.clip((tiles(luma) - 16) / 219, 0, 1) ** 2.4).astype(np.float32)
        if not self._highest.size:
            self._highest, self._lowest, self._way = light, light, np.zeros_like(light)
        rises = (self._way <= 0) & (light - self._lowest >= _CHANGE) & (self._lowest < _DARK)
        falls = (self._way >= 0) & (self._highest - light >= _CHANGE) & (light < _DARK)
        self._way = np.where(rises, 1, np.where(falls, -1, self._way)).astype(np.float32)
        turned = rises | falls
        self._highest = np.where(turned, light, np.maximum(self._highest, light))
        self._lowest = np.where(turned, light, np.minimum(self._lowest, light))
        self._note(float(rises.mean()), float(falls.mean()), frame)

    def _note(self, rising: float, falling: float, frame: int) -> None:
        self._rising = [*self._rising[1 - _FRAMES :], rising]
        self._falling = [*self._falling[1 - _FRAMES :], falling]
        for way, shares in ((1, self._rising), (-1, self._falling)):
            if way != self._last and shares[-1] > 0 and sum(shares) >= _AREA:
                self._last = way
                self.changes.append(frame)
                shares[:] = [0.0] * len(shares)


def tiles(luma: Plane) -> Tiles:
    """Means of squares of ten by ten small pixels; what is left over at the edges is not seen."""
    rows, columns = (max(1, side // _TILE) for side in luma.shape)
    high, wide = luma.shape[0] // rows, luma.shape[1] // columns
    cut = luma[: rows * high, : columns * wide].astype(np.float32)
    means: Tiles = cut.reshape(rows, high, columns, wide).mean(axis=(1, 3))
    return means
