"""Water that moves within its plane: level water in waves, falling water in streaks."""

import math

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

_TILE = 128
_WAVES = 16.0
"""Crests beside each other in a tile: one in 8 of its pixels."""
_NEAR_PX = 500.0
"""Below the horizon, in a 1080p film: where the figures below hold."""
_CREST_PX = (84.0, 26.0)
"""Width and height of a crest there."""
_REACH_PX = (8.5, 3.4)
"""How far the water swings there, right and down."""
_RATE_HZ = 0.34
_STREAK_PX = (16.0, 110.0)
_FALL_PX_S = 330.0
_FALL_REACH_PX = (2.0, 9.0)


class Ripples:
    """Level water: crests come nearer, and grow as they do."""

    def __init__(
        self, box: Box, size_px: tuple[int, int], *, unit: float, strength: float, key: str
    ) -> None:
        """Prepare the water in a box.

        Args:
            box: its upper side is the far shore.
            size_px: of the planes.
            unit: pixels for each pixel of a 1080p film.
            strength: 1 is a lake in a light breeze.
            key: seeds the waves.
        """
        self.cells = Cells(box, size_px)
        self._tile = noise_tile(rng_of(key, "ripples"), _TILE, _WAVES)
        below = np.maximum(self.cells.y_px - box[1], 0.0) / unit
        depth = below + 0.03 * _NEAR_PX
        middle = (box[0] + box[2]) / 2.0
        across = (self.cells.x_px - middle) / unit
        crest = _TILE / _WAVES
        self._x = np.asarray(across / depth * (_NEAR_PX / _CREST_PX[0] * crest), np.float32)
        z = np.log(depth) * (_NEAR_PX / _CREST_PX[1] * crest)
        self._z = np.asarray(np.broadcast_to(z, self._x.shape), np.float32)
        nearness = smooth(below / 14.0) * depth / _NEAR_PX * unit * strength
        self._reach = along_axes(nearness, _REACH_PX)
        self._pace = crest * _RATE_HZ

    def bend(self, field: Field, time_s: float) -> None:
        """See ``Motion``: two sheets of waves that cross each other."""
        way = self._pace * time_s
        one = sampled(self._tile, self._x + 0.45 * way, self._z - way)
        other = sampled(self._tile, self._x * 1.31 - 0.6 * way, self._z * 0.83 - 0.7 * way + 57.0)
        field += (one + other) * self._reach


class Fall:
    """Falling water: streaks that run down."""

    def __init__(self, box: Box, size_px: tuple[int, int], *, unit: float, key: str) -> None:
        self.cells = Cells(box, size_px)
        self._tile = noise_tile(rng_of(key, "fall"), _TILE, _WAVES)
        crest = _TILE / _WAVES
        shape = (self.cells.y_px.size, self.cells.x_px.size)
        x = self.cells.x_px / (_STREAK_PX[0] * unit) * crest
        y = self.cells.y_px / (_STREAK_PX[1] * unit) * crest
        self._x = np.asarray(np.broadcast_to(x, shape), np.float32)
        self._y = np.asarray(np.broadcast_to(y, shape), np.float32)
        inside = feathered(self.cells, 0.12 * min(box[2] - box[0], box[3] - box[1]))
        self._reach = along_axes(unit * inside, _FALL_REACH_PX)
        self._pace = crest * _FALL_PX_S / _STREAK_PX[1]

    def bend(self, field: Field, time_s: float) -> None:
        """See ``Motion``."""
        field += sampled(self._tile, self._x, self._y - self._pace * time_s) * self._reach


class Afloat:
    """A boat that rides on the water: up and down, and a little from side to side."""

    def __init__(self, box: Box, size_px: tuple[int, int], *, strength: float, key: str) -> None:
        left, top, right, bottom = box
        margin = 0.12 * max(right - left, bottom - top)
        self.cells = Cells((left - margin, top - margin, right + margin, bottom + margin), size_px)
        self._weight = feathered(self.cells, margin)
        self._over = np.asarray((bottom - self.cells.y_px) * self._weight, np.float32)
        self._beside = np.asarray(
            (self.cells.x_px - (left + right) / 2.0) * self._weight, np.float32
        )
        self._heave_px = 0.011 * (bottom - top) * strength
        self._roll = 0.012 * strength
        self._rate_hz, *phases = rng_of(key, "afloat").uniform(
            (0.17, 0.0, 0.0), (0.23, math.tau, math.tau)
        )
        self._phases = phases

    def bend(self, field: Field, time_s: float) -> None:
        """See ``Motion``."""
        turn = math.tau * self._rate_hz * time_s
        roll = self._roll * math.sin(turn + self._phases[0])
        field[0] += roll * self._over
        field[1] += roll * self._beside
        field[1] += self._heave_px * math.sin(1.37 * turn + self._phases[1]) * self._weight
