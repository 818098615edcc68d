"""What wind and heat bend: leaves in the foreground, grass, flags, flames."""

import math

import cv2
import numpy as np

from manike.embedded.animator.bend import (
    Box,
    Cells,
    Field,
    along_axes,
    feathered,
    noise_tile,
    sampled,
    smooth,
)
from manike.embedded.animator.chance import rng_of

_TILE = 64
_WAVES = 5.0
_COARSE = 4


class Sway:
    """Leaves and stems that give way to the air, held fast where the plane ends."""

    def __init__(
        self,
        size_px: tuple[int, int],
        *,
        crest_px: float,
        reach_px: tuple[float, float],
        rate_hz: float,
        key: str,
    ) -> None:
        """Prepare a whole plane.

        Args:
            size_px: of the planes.
            crest_px: how wide what moves together is.
            reach_px: how far it swings, right and down.
            rate_hz: swings a second, about.
            key: seeds it.
        """
        width_px, height_px = size_px
        self.cells = Cells((0.0, 0.0, width_px, height_px), size_px)
        self._tile = noise_tile(rng_of(key, "sway"), _TILE, _WAVES)
        crest = _TILE / _WAVES
        # A breeze is wide: a sixteenth of the cells hold all of it.
        x, y = self.cells.x_px[:, ::_COARSE], self.cells.y_px[::_COARSE]
        shape = (y.size, x.size)
        self._x = np.asarray(np.broadcast_to(x / crest_px * crest, shape), np.float32)
        self._y = np.asarray(np.broadcast_to(y / crest_px * crest, shape), np.float32)
        self._reach = along_axes(feathered(self.cells, 0.3 * min(size_px)), reach_px)
        self._pace = crest * rate_hz

    def bend(self, field: Field, time_s: float) -> None:
        """See ``Motion``."""
        way = self._pace * time_s
        coarse = sampled(self._tile, self._x - way, self._y + 0.23 * way)
        size = (field.shape[2], field.shape[1])
        for axis, wide, reach in zip(field, coarse, self._reach, strict=True):
            axis += cv2.resize(wide, size, interpolation=cv2.INTER_LINEAR) * reach


class Cloth:
    """A flag that flies from a pole at its left side."""

    def __init__(self, box: Box, size_px: tuple[int, int], *, wind: float, key: str) -> None:
        left, top, right, bottom = box
        width_px, height_px = right - left, bottom - top
        slack = 0.4 * height_px
        self.cells = Cells((left, top - slack, right + slack, bottom + slack), size_px)
        share = np.clip((self.cells.x_px - left) / width_px, 0.0, 1.4)
        near = feathered(self.cells, 0.6 * slack)
        self._reach = np.asarray(0.085 * height_px * share * np.maximum(near, 0.0), np.float32)
        self._reach *= wind
        self._along = np.asarray(share * 5.2 + 0.02 * (self.cells.y_px - top), np.float32)
        self._rate_hz = 0.9 + 0.35 * wind
        self._phase = float(rng_of(key, "cloth").uniform(0.0, math.tau))

    def bend(self, field: Field, time_s: float) -> None:
        """See ``Motion``: waves run from the pole to the free side."""
        turn = self._along - (math.tau * self._rate_hz * time_s + self._phase)
        field[1] += self._reach * np.sin(turn)
        field[0] += 0.45 * self._reach * np.sin(1.7 * turn + 1.0)


class Flicker:
    """Flames that lean and stretch, fast at the tips and still at the foot."""

    def __init__(self, box: Box, size_px: tuple[int, int], *, key: str) -> None:
        left, top, right, bottom = box
        wide, tall = right - left, bottom - top
        self.cells = Cells(
            (left - 0.5 * wide, top - 0.5 * tall, right + 0.5 * wide, bottom), size_px
        )
        share = np.clip((bottom - self.cells.y_px) / tall, 0.0, 1.4)
        beside = np.abs(self.cells.x_px - (left + right) / 2.0) / wide
        weight = share**1.3 * smooth((1.0 - beside) / 0.5) * smooth((1.5 - share) / 0.4)
        self._lean = np.asarray(0.1 * min(wide, 0.6 * tall) * weight, np.float32)
        self._stretch = np.asarray(0.07 * tall * weight, np.float32)
        self._share = np.asarray(3.1 * share, np.float32)
        self._phase = rng_of(key, "flicker").uniform(0.0, math.tau, 3)

    def bend(self, field: Field, time_s: float) -> None:
        """See ``Motion``."""
        one, two, three = self._phase
        turn = math.tau * time_s
        lean = np.sin(1.3 * turn - self._share + one) + 0.6 * np.sin(
            2.9 * turn - 1.8 * self._share + two
        )
        field[0] += self._lean * lean
        field[1] += self._stretch * (
            0.6 * math.sin(1.9 * turn + three) + 0.4 * math.sin(3.7 * turn + one)
        )
