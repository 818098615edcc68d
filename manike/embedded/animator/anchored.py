"""Particles that belong to a place in the picture: glitter, stars, smoke, embers, spray."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from manike.embedded.animator.camera import View
from manike.embedded.animator.chance import rng_of
from manike.embedded.animator.frame import Frame
from manike.embedded.animator.sprites import FRAMES, Ink, Shape, Sprite

_GOLDEN = 0.6180339887
_PLASTIC = 0.7548776662
_SIZES = 3
Places = NDArray[np.float64]
"""Shape (places, 2): x and y in pixels of the planes, from their middle."""


@dataclass(frozen=True, slots=True)
class SparkleSpec:
    """Points that light up and go out where they are; lengths are pixels of the film."""

    shape: Shape
    count: int
    """Lit or waiting at a time."""
    radius_px: tuple[float, float]
    ink: Ink
    life_s: tuple[float, float]
    """Seconds seen and seconds from one appearance to the next."""
    wanders: bool
    """Whether each appearance is at another place."""


class Sparkle:
    """Draws points of light on a plane."""

    def __init__(
        self,
        spec: SparkleSpec,
        places_px: Places,
        sizes: NDArray[np.float64],
        frame: Frame,
        *,
        depth: float,
        key: str,
    ) -> None:
        """Prepare points at ``places_px``; ``sizes`` says of each how large it is there, 0..1."""
        self.depth = depth
        self._spec = spec
        self._frame = frame
        self._places_px = places_px
        self._sizes = np.clip(sizes * _SIZES, 0, _SIZES - 1).astype(int)
        rng = rng_of(key, "sparkle")
        self._count = min(spec.count, len(places_px))
        self._phase = rng.random(self._count)
        self._pace = rng.uniform(0.75, 1.3, self._count)
        self._sprites = [
            Sprite(spec.shape, float(radius), (0.0, 0.0), spec.ink)
            for radius in np.linspace(*spec.radius_px, _SIZES)
        ]

    def draw(self, time_s: float, view: View) -> None:
        """Draw those that are lit at ``time_s``."""
        seen_s, period_s = self._spec.life_s
        cycles = time_s / period_s * self._pace + self._phase
        ages = cycles % 1.0 * period_s / seen_s
        lit = np.flatnonzero(ages < 1.0)
        chosen = lit
        if self._spec.wanders:
            jumps = lit * _PLASTIC + np.floor(cycles[lit]) * _GOLDEN
            chosen = (jumps % 1.0 * len(self._places_px)).astype(int)
        x, y = on_film(self._places_px[chosen], view, self._frame)
        states = (ages[lit] * FRAMES).astype(int)
        for x_px, y_px, size, state in zip(
            x.tolist(), y.tolist(), self._sizes[chosen].tolist(), states.tolist(), strict=True
        ):
            self._sprites[size].press(self._frame, x_px, y_px, state)


@dataclass(frozen=True, slots=True)
class PlumeSpec:
    """What rises or falls from a place, over and over; lengths are pixels of the film."""

    shape: Shape
    count: int
    radius_px: tuple[float, float]
    ink: Ink
    velocity_px_s: tuple[float, float]
    life_s: float
    sway_px: float = 0.0
    sway_hz: float = 0.3
    slows: float = 1.0
    """1 keeps its speed; below, it is fast at first: its way is a share of its age to this."""


class Plume:
    """Draws what comes out of a box of a plane."""

    def __init__(
        self,
        spec: PlumeSpec,
        box_px: tuple[float, float, float, float],
        frame: Frame,
        *,
        depth: float,
        key: str,
    ) -> None:
        """Prepare a plume; ``box_px`` is left, top, right, bottom from the planes' middle."""
        self.depth = depth
        self._spec = spec
        self._frame = frame
        self._box_px = box_px
        rng = rng_of(key, "plume")
        self._phase = rng.random((3, spec.count))
        # Even steps with a little chance: a plume without holes.
        self._phase[0] = (np.arange(spec.count) + 0.5 * self._phase[0]) / spec.count
        self._pace = rng.uniform(0.9, 1.12, spec.count)
        self._size = rng.integers(0, _SIZES, spec.count).tolist()
        trail_px = (0.0, 8.0 * spec.radius_px[1]) if spec.shape == "thread" else (0.0, 0.0)
        self._sprites = [
            Sprite(spec.shape, float(radius), trail_px, spec.ink)
            for radius in np.linspace(*spec.radius_px, _SIZES)
        ]

    def draw(self, time_s: float, view: View) -> None:
        """Draw it as it is at ``time_s``."""
        spec = self._spec
        cycles = time_s / spec.life_s * self._pace + self._phase[0]
        ages, rounds = cycles % 1.0, np.floor(cycles)
        left, top, right, bottom = self._box_px
        way_s = ages**spec.slows * spec.life_s
        swing = math.tau * (spec.sway_hz * time_s * self._pace + self._phase[1])
        x = left + (right - left) * ((self._phase[1] + rounds * _GOLDEN) % 1.0)
        y = top + (bottom - top) * ((self._phase[2] + rounds * _PLASTIC) % 1.0)
        x = x + spec.velocity_px_s[0] * way_s * ages**0.5 + spec.sway_px * ages * np.sin(swing)
        y = y + spec.velocity_px_s[1] * way_s
        film_x, film_y = on_film(np.stack([x, y], axis=1), view, self._frame)
        states = (ages * FRAMES).astype(int)
        for x_px, y_px, size, state in zip(
            film_x.tolist(), film_y.tolist(), self._size, states.tolist(), strict=True
        ):
            self._sprites[size].press(self._frame, x_px, y_px, state)


def on_film(
    places_px: Places, view: View, frame: Frame
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where places of a plane are seen: x and y in pixels of the film."""
    height_px, width_px = frame.y.shape
    x = (width_px - 1) / 2.0 + view.shift_x_px + places_px[:, 0] * view.scale
    y = (height_px - 1) / 2.0 + view.shift_y_px + places_px[:, 1] * view.scale
    return x, y
