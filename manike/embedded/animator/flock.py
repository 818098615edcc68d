"""Birds far away that cross the sky."""

import math

import numpy as np

from manike.embedded.animator.camera import View
from manike.embedded.animator.chance import rng_of
from manike.embedded.animator.frame import Frame
from manike.embedded.animator.sprites import FRAMES, Ink, Sprite

_WINGS_PX = (9.0, 13.0)
"""Half the span, in a 1080p film."""
_SPEED = 0.028
"""Film widths a second."""
_BEATS_HZ = 2.1
_GLIDES_HZ = 0.4
"""As often their wings come nearly to rest."""


class Flock:
    """A few birds, one ahead and the others behind it on both sides."""

    depth = 0.12

    def __init__(self, frame: Frame, *, ink: Ink, duration_s: float, key: str) -> None:
        self._frame = frame
        height_px, width_px = frame.y.shape
        unit = min(width_px, height_px) / 1080
        rng = rng_of(key, "flock")
        count = int(rng.integers(3, 7))
        rank = (np.arange(count) + 1) // 2
        side = np.where(np.arange(count) % 2, 1.0, -1.0)
        gap = 46.0 * unit
        self._way = -1.0 if rng.random() < 0.5 else 1.0  # noqa: PLR2004 - a coin
        self._x_px = -self._way * rank * gap + rng.normal(0, 9 * unit, count)
        self._y_px = side * rank * 0.45 * gap + rng.normal(0, 7 * unit, count)
        self._middle = (float(rng.uniform(0.3, 0.7)), float(rng.uniform(0.1, 0.24)))
        self._phase = rng.random((2, count))
        self._pace = rng.uniform(0.9, 1.1, count)
        self._duration_s = duration_s
        self._sprite = Sprite("bird", float(rng.uniform(*_WINGS_PX)) * unit, (0.0, 0.0), ink)

    def draw(self, time_s: float, view: View) -> None:
        """Draw the birds as they are at ``time_s``; they beat their wings and glide by turns."""
        height_px, width_px = self._frame.y.shape
        way = self._way * _SPEED * (time_s - self._duration_s / 2.0)
        x = (self._middle[0] + way) * width_px + self._x_px + view.shift_x_px
        lift = np.sin(math.tau * (0.11 * time_s + self._phase[1]))
        y = self._middle[1] * height_px + self._y_px + view.shift_y_px + 0.006 * height_px * lift
        turn = math.tau * _GLIDES_HZ * time_s * self._pace
        held = 0.95 * np.sin(turn + self._phase[1]) / (math.tau * _GLIDES_HZ)
        beats = _BEATS_HZ * (time_s * self._pace - held) + self._phase[0]
        states = beats % 1.0 * FRAMES
        for x_px, y_px, state in zip(x.tolist(), y.tolist(), states.astype(int), strict=True):
            self._sprite.press(self._frame, x_px, y_px, int(state))
