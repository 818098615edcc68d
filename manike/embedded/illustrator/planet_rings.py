"""Rings about a world: hundreds of fine bands with gaps, their shadow and the world's on them."""

from dataclasses import dataclass

import cv2
import numpy as np

from manike.embedded.illustrator.colour import Floats, mix, ramp
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.noise import line
from manike.embedded.illustrator.stage import premultiplied

INNER, OUTER = 1.22, 2.3
"""In radii of the world."""

_SAMPLES = 2048
_PENUMBRA = 0.03


@dataclass(frozen=True, slots=True)
class Rings:
    """Rings seen from above their plane. Lengths are radii of the world.

    Coordinates: x along the rings' long axis, y down across it, z to the viewer.
    """

    opening: float
    """Height of a ring against its width."""
    sun: Floats
    """Unit vector to the sun, shape (3,)."""
    density: Floats
    """Of the bands from INNER to OUTER, 0..1; in a row each: sharp, and as seen foreshortened."""
    colour: Floats
    """Of the bands, shape (samples, 3)."""

    @classmethod
    def of(cls, rng: np.random.Generator, opening: float, sun: Floats, stops: list[Rgb]) -> "Rings":
        """Rings of their own for a generator, in shades between the stops."""
        reach = np.linspace(INNER, OUTER, _SAMPLES, dtype=np.float32)
        sharp = _bands(rng, reach)
        soft = cv2.GaussianBlur(sharp[None], (161, 1), _SAMPLES / 80)
        shades = 0.55 * line(rng, _SAMPLES, cells=9) + 0.45 * line(rng, _SAMPLES, cells=70)
        return cls(opening, sun, np.vstack([sharp[None], soft]), ramp(stops, shades))

    def seen(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Colours and alpha of the rings at points of the picture.

        Returns:
            Colours of the shape of ``x`` plus an axis of three, and alpha of its shape; 0..1.
        """
        down = y / self.opening
        reach = np.sqrt(x * x + down * down) + 1e-6
        slope = np.hypot(x, down / self.opening) / reach
        softness = np.clip((slope - 1) / 1.3, 0, 1)
        sharp, soft = (self._at(row, reach) for row in self.density)
        alpha = sharp * (1 - softness) + soft * softness
        colour = np.dstack([self._at(channel, reach) for channel in self.colour.T])
        lit = 0.13 + 0.95 * self._sunlit(x, y, reach)
        return colour * lit[..., None], np.asarray(alpha, np.float32)

    def picture(self, width_px: int) -> tuple[Floats, float]:
        """The whole rings as premultiplied RGBA of that width, and height against width."""
        high = max(2, int(width_px * self.opening))
        y, x = np.mgrid[-OUTER : OUTER : high * 1j, -OUTER : OUTER : width_px * 1j].astype(
            np.float32
        )
        return premultiplied(*self.seen(x, y * self.opening)), self.opening

    def shadow(self, normal: tuple[Floats, Floats, Floats]) -> Floats:
        """How much of the sun the rings take from points of the globe, 0..1."""
        pole = self._pole
        height = normal[1] * pole[1] + normal[2] * pole[2]
        climb = float(self.sun @ pole)
        way = -height / max(climb, 0.05)
        reach = np.sqrt(
            sum((part + way * float(to)) ** 2 for part, to in zip(normal, self.sun, strict=True))
        )
        return np.where(way > 0, self._at(self.density[1], reach), 0).astype(np.float32)

    @property
    def _pole(self) -> Floats:
        """Unit vector out of the rings' plane, towards the viewer."""
        return np.array([0, -np.sqrt(1 - self.opening**2), self.opening], np.float32)

    def _sunlit(self, x: Floats, y: Floats, reach: Floats) -> Floats:
        """0 in the world's shadow, 1 in the sun."""
        away = y * (np.sqrt(1 - self.opening**2) / self.opening)
        along = x * self.sun[0] + y * self.sun[1] + away * self.sun[2]
        off = np.sqrt(np.maximum(reach * reach - along * along, 0))
        edge = np.clip((off - 1) / _PENUMBRA * 0.5 + 0.5, 0, 1)
        return np.where(along < 0, edge * edge * (3 - 2 * edge), 1).astype(np.float32)

    def _at(self, table: Floats, reach: Floats) -> Floats:
        """A table over INNER to OUTER read at distances; its end values beyond."""
        column = (reach - INNER) * np.float32((_SAMPLES - 1) / (OUTER - INNER))
        at = np.clip(column, 0, _SAMPLES - 1).astype(np.float32)
        return np.asarray(
            cv2.remap(np.ascontiguousarray(table[None]), at, np.zeros_like(at), cv2.INTER_LINEAR),
            np.float32,
        )


def ring_shades(stops: list[Rgb]) -> list[Rgb]:
    """Colours of rings that go with a world's: ice with some of its dust."""
    return [mix(stop, (0.95, 0.9, 0.84), 0.55) for stop in stops]


def _bands(rng: np.random.Generator, reach: Floats) -> Floats:
    """How thick the rings are at each distance: thin, broad, a gap, an outer ring with a line."""
    start, gap = float(rng.uniform(1.46, 1.56)), float(rng.uniform(1.9, 2.0))
    wide = float(rng.uniform(0.05, 0.08))
    thick = 0.2 * _between(reach, INNER + 0.03, start, 0.03)
    thick += 0.88 * _between(reach, start, gap, 0.012)
    thick += 0.04 * _between(reach, gap, gap + wide, 0.005)
    thick += 0.66 * _between(reach, gap + wide, OUTER - 0.04, 0.01)
    thick *= 1 - 0.85 * _between(reach, OUTER - 0.115, OUTER - 0.1, 0.004)
    grain = 0.5 * line(rng, _SAMPLES, cells=26, octaves=2) + 0.5 * line(
        rng, _SAMPLES, cells=120, octaves=2
    )
    return np.asarray(np.clip(thick * (0.45 + 0.75 * grain), 0, 1), np.float32)


def _between(reach: Floats, low: float, high: float, soft: float) -> Floats:
    """1 from ``low`` to ``high``, falling to 0 within ``soft``."""
    rise = np.clip((reach - low) / soft + 0.5, 0, 1)
    fall = np.clip((high - reach) / soft + 0.5, 0, 1)
    return np.asarray(rise * rise * (3 - 2 * rise) * fall * fall * (3 - 2 * fall), np.float32)
