"""Swarms of rain, snow, leaves, sparks: each particle on its own way, a function of time alone."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from manike.embedded.animator.camera import View
from manike.embedded.animator.chance import rng_of
from manike.embedded.animator.frame import Frame
from manike.embedded.animator.sprites import FRAMES, Ink, Shape, Sprite

REFERENCE_PX = 1080
"""Lengths in a ``SwarmSpec`` are for a film whose shorter side has this many pixels."""
_SIZES = 3
_SHUTTER_S = 1 / 42
_GOLDEN = 0.6180339887
"""Steps of this share of the width or height never fall on the same place again."""
_PLASTIC = 0.7548776662
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SwarmSpec:
    """What flies through a scene, in pixels of a 1080p film."""

    shape: Shape
    count: int
    """In a film of 16:9; other shapes get as many for their area."""
    radius_px: tuple[float, float]
    """Smallest and largest."""
    ink: Ink
    velocity_px_s: tuple[float, float]
    """To the right and down."""
    depth: float
    """How strongly the camera shifts it, as of a plane."""
    sway_px: float = 0.0
    sway_hz: float = 0.3
    spin_hz: float = 0.0
    """Turns a second of a leaf."""
    life_s: tuple[float, float] = (0.0, 0.0)
    """Seconds seen and seconds from one appearance to the next; zero for always there."""
    rows: tuple[float, float] = (0.0, 1.0)
    """Where it lives, as shares of the height; meant for what has a life."""


class Swarm:
    """Draws one kind of particle into a frame."""

    def __init__(self, spec: SwarmSpec, frame: Frame, key: str) -> None:
        self.depth = spec.depth
        self._spec = spec
        self._frame = frame
        height_px, width_px = frame.y.shape
        self._unit = min(width_px, height_px) / REFERENCE_PX
        area = width_px * height_px / (min(width_px, height_px) ** 2 * 16 / 9)
        self._count = max(1, round(spec.count * area))
        rng = rng_of(key, spec.shape)
        self._start = rng.random((2, self._count))
        self._phase = rng.random((3, self._count))
        self._pace = rng.uniform(0.8, 1.25, self._count)
        self._size = rng.integers(0, _SIZES, self._count)
        self._sprites = [
            Sprite(spec.shape, float(radius) * self._unit, self._trail(), spec.ink)
            for radius in np.linspace(*spec.radius_px, _SIZES)
        ]

    def draw(self, time_s: float, view: View) -> None:
        """Draw all particles as they are at ``time_s``."""
        x, y, states = self._places(time_s, view)
        for x_px, y_px, size, state in zip(
            x.tolist(), y.tolist(), self._size.tolist(), states, strict=True
        ):
            if state is not None:
                self._sprites[size].press(self._frame, x_px, y_px, state)

    def _trail(self) -> tuple[float, float]:
        if self._spec.shape != "streak":
            return (0.0, 0.0)
        x, y = (speed * self._unit * _SHUTTER_S for speed in self._spec.velocity_px_s)
        return (x, y)

    def _places(self, time_s: float, view: View) -> tuple[Values, Values, list[int | None]]:
        """Centres in px and the state of each; ``None`` is unseen."""
        spec = self._spec
        height_px, width_px = self._frame.y.shape
        rounds = np.zeros(self._count)
        states: list[int | None] = [0] * self._count
        if spec.life_s[1] > 0.0:
            rounds, states = self._ages(time_s)
        elif spec.spin_hz > 0.0:
            turns = (time_s * spec.spin_hz * self._pace + self._phase[0]) % 1.0
            states = [int(turn * FRAMES) for turn in turns.tolist()]
        margin = self._margin_px()
        top, bottom = spec.rows
        x0 = (self._start[0] + rounds * _GOLDEN) % 1.0 * (width_px + 2 * margin)
        y0 = top * height_px + (self._start[1] + rounds * _PLASTIC) % 1.0 * (
            (bottom - top) * height_px + 2 * margin
        )
        way_x, way_y = self._way(time_s)
        x = (x0 + way_x + view.shift_x_px) % (width_px + 2 * margin) - margin
        y = (y0 + way_y + view.shift_y_px) % (height_px + 2 * margin) - margin
        return x, y, states

    def _ages(self, time_s: float) -> tuple[Values, list[int | None]]:
        seen_s, period_s = self._spec.life_s
        cycles = time_s / period_s * self._pace + self._phase[0]
        ages = (cycles % 1.0) * period_s / seen_s
        states = [int(age * FRAMES) if age < 1.0 else None for age in ages.tolist()]
        return np.floor(cycles), states

    def _way(self, time_s: float) -> tuple[Values, Values]:
        spec = self._spec
        speed_x, speed_y = (speed * self._unit for speed in spec.velocity_px_s)
        swing = 2.0 * math.pi * (spec.sway_hz * time_s * self._pace + self._phase[1])
        sway = spec.sway_px * self._unit
        x = speed_x * time_s * self._pace + sway * np.sin(swing)
        y = speed_y * time_s * self._pace + 0.3 * sway * np.sin(1.7 * swing + self._phase[2])
        return x, y

    def _margin_px(self) -> float:
        reach = max(abs(way) for way in self._trail()) / 2.0
        body = (self._spec.radius_px[1] * 2.0 + self._spec.sway_px) * self._unit
        return float(body + reach + 4.0)
