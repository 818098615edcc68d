"""People who are there: they breathe, blink, and walk on a little."""

import math
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from manike.embedded.animator.bend import Cells, Field, feathered, smooth
from manike.embedded.animator.chance import rng_of
from manike.embedded.animator.colour import yuv_of
from manike.embedded.animator.frame import Pixels
from manike.embedded.animator.layers import Layer
from manike.ports import Eye, Figure

_BREATH_HZ = 0.25
_RISE = 0.0022
"""Of the height, up and down from the middle: 0.44 % in all."""
_WIDEN = 0.006
"""Of the chest, to each side."""
_NOD = 0.0011
"""Of the height: a head that is never quite still."""
_BLINK_S = 0.14
"""From the first movement of a lid to the last."""
_CLOSED = (0.22, 0.72)
"""The share of that time in which the eye is shut."""
_BETWEEN_S = (2.0, 6.0)
_STEP_HZ = {"walk": 0.9, "run": 1.5}
"""Pairs of steps a second."""
_WAY = {"walk": 0.014, "run": 0.03}
"""Of the height, a second: what a viewer feels as walking without legs that move."""
_BOB = {"walk": 0.0024, "run": 0.004}


class Breath:
    """The chest widens, what is above it rises; the feet stay where they are."""

    def __init__(self, figure: Figure, size_px: tuple[int, int], *, key: str) -> None:
        tall = figure.bottom_px - figure.top_px
        margin = 0.03 * tall
        box = (figure.left_px - margin, figure.top_px - margin,
               figure.right_px + margin, figure.bottom_px)  # fmt: skip
        self.cells = Cells(box, size_px)
        rng = rng_of(key, "breath", figure.name)
        self._rate_hz = _BREATH_HZ * rng.uniform(0.9, 1.12)
        self._phase, self._nod_phase = rng.uniform(0.0, math.tau, 2)
        y = (self.cells.y_px - figure.chest_y_px) / figure.chest_radius_px
        x = self.cells.x_px - figure.chest_x_px
        sides = feathered(self.cells, margin)
        above = smooth((1.0 - y) / 2.0)
        self._rise = np.asarray(_RISE * tall * above * sides, np.float32)
        near = np.exp(-(y * y)) * np.exp(-((x / (1.6 * figure.chest_radius_px)) ** 2))
        self._widen = np.asarray(-_WIDEN * x * near, np.float32)
        self._nod = np.asarray(_NOD * tall * smooth(-y - 0.6) * sides, np.float32)

    def bend(self, field: Field, time_s: float) -> None:
        """See ``Motion``: in faster than out, as people breathe."""
        turn = math.tau * self._rate_hz * time_s + self._phase
        lungs = math.sin(turn + 0.35 * math.sin(turn))
        field[1] += lungs * self._rise
        field[0] += (0.5 + 0.5 * lungs) * self._widen
        field[0] += math.sin(0.41 * turn + self._nod_phase) * self._nod


class Steps:
    """Somebody who walks or runs: on a little, with the steps' slight rise and fall."""

    def __init__(self, figure: Figure, size_px: tuple[int, int], *, duration_s: float) -> None:
        tall = figure.bottom_px - figure.top_px
        self._way_px = figure.facing * _WAY[figure.pose] * tall
        self._duration_s = duration_s
        reach = abs(self._way_px) * duration_s / 2.0 + 0.04 * tall
        box = (figure.left_px - reach, figure.top_px - 0.04 * tall,
               figure.right_px + reach, figure.bottom_px + 0.04 * tall)  # fmt: skip
        self.cells = Cells(box, size_px)
        self._weight = feathered(self.cells, 0.03 * tall)
        self._bob_px = _BOB[figure.pose] * tall
        self._rate_hz = 2.0 * _STEP_HZ[figure.pose]

    def bend(self, field: Field, time_s: float) -> None:
        """See ``Motion``; half of the way lies before the painted place."""
        way_px = self._way_px * (time_s - self._duration_s / 2.0)
        field[0] -= way_px * self._weight
        bob = math.sin(math.tau * self._rate_hz * time_s)
        field[1] += self._bob_px * bob * self._weight


def walks(figure: Figure) -> bool:
    """Whether the figure's pose takes it from its place."""
    return figure.pose in _STEP_HZ


class Blinks:
    """Lids that close for an instant, at irregular times; they change a layer's own pixels."""

    def __init__(self, layer: Layer, figure: Figure, *, duration_s: float, key: str) -> None:
        self._pixels = layer.pixels
        eyes = [_Lid(layer, eye) for eye in figure.eyes]
        self._lids = [lid for lid in eyes if lid.is_inside]
        self._times_s = blink_times(duration_s, f"{key}/{figure.name}")

    def set(self, time_s: float) -> None:
        """Make the eyes what they are at ``time_s``."""
        shut = max((_shut(time_s - start_s) for start_s in self._times_s), default=0.0)
        for lid in self._lids:
            lid.set(self._pixels, shut)


def blink_times(duration_s: float, key: str) -> list[float]:
    """When blinks begin: every 2 to 6 s, and not in a clip's first and last instant."""
    rng = rng_of(key, "blink")
    times, at_s = [], float(rng.uniform(0.5, 3.0))
    while at_s < duration_s - 2.0 * _BLINK_S:
        times.append(at_s)
        at_s += float(rng.uniform(*_BETWEEN_S))
    return times


def _shut(since_s: float) -> float:
    """How far lids are shut: 0, a half or 1."""
    if not 0.0 <= since_s < _BLINK_S:
        return 0.0
    part = since_s / _BLINK_S
    return 1.0 if _CLOSED[0] <= part < _CLOSED[1] else 0.5


class _Lid:
    """One eye's pixels, open, half shut and shut."""

    def __init__(self, layer: Layer, eye: Eye) -> None:
        x, y = eye.x_px - layer.corner_px[0], eye.y_px - layer.corner_px[1]
        reach = 1.25 * max(eye.half_width_px, eye.half_height_px) + 2.0
        tall, wide = layer.pixels.shape[:2]
        left, top = max(0, int(x - reach)), max(0, int(y - reach))
        right, bottom = min(wide, int(x + reach) + 2), min(tall, int(y + reach) + 2)
        self.is_inside = right > left and bottom > top
        self._cut = (slice(top, bottom), slice(left, right))
        if self.is_inside:
            self._states = _states(layer.pixels[self._cut], eye, (x - left, y - top))
        self._shut = 0.0

    def set(self, pixels: Pixels, shut: float) -> None:
        if shut != self._shut:
            pixels[self._cut] = self._states[shut]
            self._shut = shut


def _states(opened: Pixels, eye: Eye, middle: tuple[float, float]) -> dict[float, Pixels]:
    skin = _packed(eye.lid, 1.0)
    lash = _packed(eye.lid, 0.38)
    rows, columns = opened.shape[:2]
    angle = math.radians(eye.tilt_deg)
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float64)
    x, y = x - middle[0], y - middle[1]
    across = (x * math.cos(angle) + y * math.sin(angle)) / eye.half_width_px
    down = (y * math.cos(angle) - x * math.sin(angle)) / eye.half_height_px
    soft = 1.0 / max(eye.half_height_px, 1.0)
    states = {0.0: opened.copy()}
    for shut in (0.5, 1.0):
        rim = np.sqrt(np.clip(1.0 - across**2, 0.0, 1.0))
        edge = (1.3 * shut - 0.5) * rim
        inside = smooth((1.12 - np.hypot(across, down)) / (1.5 * soft) + 0.5)
        lid = inside * smooth((edge - down) / soft + 0.5)
        width = max(0.16, 0.9 * soft)
        line = smooth(1.5 - np.abs(down - edge) / width) * smooth((1.05 - np.abs(across)) / 0.2)
        states[shut] = _laid(_laid(opened, skin, lid), lash, 0.85 * line * (rim > 0))
    return states


def _laid(under: Pixels, colour: Sequence[float], share: NDArray[np.floating]) -> Pixels:
    """A colour over pixels, only where these are."""
    shown = share[..., None] * (255.0 - under[..., 3:]) / 255.0
    mixed = under[..., :3] + (np.array(colour) - under[..., :3]) * shown
    return np.asarray(
        cv2.merge([*np.dsplit(np.round(mixed).astype(np.uint8), 3), under[..., 3]]), np.uint8
    )


def _packed(colour: str, share: float) -> tuple[float, float, float]:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 * share for start in (1, 3, 5))
    return yuv_of((red, green, blue))
