"""Small soft shapes, drawn when first needed and then stamped by the hundred, off any grid."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from manike.embedded.animator.colour import CHROMA_ZERO, Rgb, yuv_of
from manike.embedded.animator.frame import Frame, Pixels

_PHASES = ((6.0, 8), (14.0, 4), (24.0, 2), (math.inf, 1))
"""Offsets along each axis, over two pixels, by radius: a stamp of a small shape lies at most an
eighth of a pixel off, of a large and soft one a pixel; all of these would fill memory."""
FRAMES = 32
"""States of a shape: the angles of a leaf, the ages of a spark."""
Shape = Literal["disc", "spark", "streak", "leaf", "ring", "glint", "thread", "puff", "bird"]
Grid = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Ink:
    """What a shape is filled with."""

    colour: Rgb
    opacity: float
    adds: bool = True
    """Light, rather than a body that hides what is behind it."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """One shape in one state at one offset; arrays of even size about its centre."""

    luma: Pixels
    """Shape (2 h, 2 w): what is added."""
    luma_behind: Pixels | None
    """What the frame is first multiplied with, over 255; ``None`` for light."""
    chroma: tuple[Pixels, Pixels] | None
    """U and V at half size: of light about 128, else times coverage; ``None`` for grey light."""
    chroma_behind: Pixels | None


class Sprite:
    """A shape of one size, in all its states and at all offsets."""

    def __init__(
        self, shape: Shape, radius_px: float, trail_px: tuple[float, float], ink: Ink
    ) -> None:
        """Prepare a shape.

        Args:
            shape: what it is.
            radius_px: its half width.
            trail_px: the way it goes while the shutter is open; drawn only of streaks and threads.
            ink: its colour.
        """
        self._shape = shape
        self._radius_px = radius_px
        self._trail_px = trail_px
        self._ink = ink
        reaches = (1.6 * radius_px + 2.5 + abs(way) / 2.0 for way in trail_px)
        width, height = (2 * math.ceil(reach / 2.0) for reach in reaches)
        self._half = (width, height)
        self._phases = next(phases for most, phases in _PHASES if radius_px <= most)
        self._stamps: dict[tuple[int, int, int], Stamp] = {}

    def press(self, frame: Frame, x_px: float, y_px: float, state: int = 0) -> None:
        """Stamp the shape with its centre at a place that may lie outside the frame."""
        corner_x, corner_y = 2 * int(x_px // 2), 2 * int(y_px // 2)
        phase_x = int((x_px - corner_x) * self._phases / 2)
        phase_y = int((y_px - corner_y) * self._phases / 2)
        key = (state, phase_y, phase_x)
        stamp = self._stamps.get(key)
        if stamp is None:
            stamp = self._stamps[key] = self._drawn(*key)
        _press(stamp, frame, corner_x - self._half[0], corner_y - self._half[1])

    def _drawn(self, state: int, phase_y: int, phase_x: int) -> Stamp:
        half_width, half_height = self._half
        x = np.arange(2 * half_width) + 0.5 - half_width - (phase_x + 0.5) * 2 / self._phases
        y = np.arange(2 * half_height) + 0.5 - half_height - (phase_y + 0.5) * 2 / self._phases
        opacity = self._opacity(x[None, :], y[:, None], state) * self._ink.opacity
        return _stamp(opacity, self._ink)

    def _opacity(self, x: Grid, y: Grid, state: int) -> Grid:
        pose = _Pose(self._radius_px, (state + 0.5) / FRAMES, self._trail_px)
        return _SHAPES[self._shape](x, y, pose)


@dataclass(frozen=True, slots=True)
class _Pose:
    """Size and state of a shape."""

    radius: float
    age: float
    """0..1: of a spark its age, of a leaf its turn, of a bird its beat."""
    trail_px: tuple[float, float]

    @property
    def swell(self) -> float:
        """Light that comes and goes with the age, 0..1."""
        return math.sin(math.pi * self.age) ** 2


def _disc(x: Grid, y: Grid, pose: _Pose) -> Grid:
    return _soft_disc(np.hypot(x, y), pose.radius)


def _spark(x: Grid, y: Grid, pose: _Pose) -> Grid:
    core = _soft_disc(np.hypot(x, y), pose.radius * 0.4)
    glow = np.exp(-(x * x + y * y) / (pose.radius * pose.radius) * 1.6)
    return np.asarray((0.6 * core + 0.4 * glow) * pose.swell)


def _glint(x: Grid, y: Grid, pose: _Pose) -> Grid:
    """A spark drawn out along the water."""
    wide = np.exp(-((x / pose.radius) ** 2) - (y / (0.34 * pose.radius)) ** 2)
    return np.asarray(wide * pose.swell)


def _thread(x: Grid, y: Grid, pose: _Pose) -> Grid:
    """A strand of falling water."""
    tall = max(pose.trail_px[1] / 2.0, pose.radius)
    long = np.exp(-((x / pose.radius) ** 2) - 3.0 * (y / tall) ** 2)
    return np.asarray(long * math.sin(math.pi * pose.age))


def _soft_disc(distance: Grid, radius: float) -> Grid:
    """Edges nearly as wide as the radius, one pixel at least; smaller discs grow fainter."""
    edge = max(1.0, radius * 0.8)
    ramp = np.clip((radius + edge / 2.0 - distance) / edge, 0.0, 1.0)
    return np.asarray(ramp * ramp * (3.0 - 2.0 * ramp) * min(1.0, (radius / 0.7) ** 2))


def _streak(x: Grid, y: Grid, pose: _Pose) -> Grid:
    """A line blurred along its way, brightest near its head."""
    radius, trail_px = pose.radius, pose.trail_px
    length = max(math.hypot(*trail_px), 0.5)
    along_x, along_y = trail_px[0] / length, trail_px[1] / length
    along = (x * along_x + y * along_y) / length + 0.5
    across = x * along_y - y * along_x
    inside = np.clip(along, 0.0, 1.0)
    fade = 2.6 * inside**1.4 * np.clip(1.0 - inside, 0.0, 1.0) ** 0.6
    sigma = max(radius, 0.6)
    width = np.exp(-(across * across) / (2.0 * sigma * sigma))
    return np.asarray(fade * width * min(1.0, radius / 0.6))


def _leaf(x: Grid, y: Grid, pose: _Pose) -> Grid:
    """A pointed oval that turns over as it turns round."""
    radius, angle = pose.radius, 2.0 * math.pi * pose.age
    turned_x = x * math.cos(angle) + y * math.sin(angle)
    turned_y = y * math.cos(angle) - x * math.sin(angle)
    thickness = radius * (0.22 + 0.33 * abs(math.cos(angle * 1.5)))
    taper = np.clip(1.0 - (turned_x / radius) ** 2, 0.0, 1.0)
    edge = np.abs(turned_y) - thickness * taper
    ends = np.clip(radius + 0.5 - np.abs(turned_x), 0.0, 1.0)
    return np.asarray(np.clip(0.5 - edge, 0.0, 1.0) * ends)


def _ring(x: Grid, y: Grid, pose: _Pose) -> Grid:
    """A ripple seen at a low angle: three times as wide as it is high."""
    distance, radius = np.hypot(x, y * 3.0), pose.radius * (0.3 + 0.7 * pose.age)
    line = np.exp(-(((distance - radius) / max(0.8, radius * 0.2)) ** 2))
    return np.asarray(line * (1.0 - pose.age))


def _puff(x: Grid, y: Grid, pose: _Pose) -> Grid:
    """A cloud that grows and thins out."""
    age, size = pose.age, pose.radius * (0.3 + 0.7 * pose.age**0.8)
    body = np.clip(1.0 - (np.hypot(x, y) / size) ** 2, 0.0, 1.0) ** 2
    return np.asarray(body * min(1.0, age / 0.05) * (1.0 - age))


def _bird(x: Grid, y: Grid, pose: _Pose) -> Grid:
    """A far bird from behind: two bent wings that beat once in its states."""
    radius, lift = pose.radius, math.sin(2.0 * math.pi * pose.age)
    out = np.abs(x) / radius
    wing = -radius * (0.42 * lift * out + 0.16 * np.sin(np.pi * np.clip(out, 0.0, 1.0)))
    thick = np.maximum(0.16 * radius * (1.0 - 0.75 * out), 0.35)
    line = np.clip(thick + 0.5 - np.abs(y - wing), 0.0, 1.0) * np.clip(radius - np.abs(x), 0.0, 1.0)
    body = np.clip(1.0 - np.hypot(x / (0.17 * radius), y / (0.2 * radius)) ** 2, 0.0, 1.0)
    return np.asarray(np.maximum(line, body))


_SHAPES: dict[Shape, Callable[[Grid, Grid, _Pose], Grid]] = {
    "disc": _disc,
    "spark": _spark,
    "streak": _streak,
    "leaf": _leaf,
    "ring": _ring,
    "glint": _glint,
    "thread": _thread,
    "puff": _puff,
    "bird": _bird,
}


def _stamp(opacity: Grid, ink: Ink) -> Stamp:
    y, u, v = yuv_of(ink.colour)
    rows, columns = opacity.shape
    half = opacity.reshape(rows // 2, 2, columns // 2, 2).mean(axis=(1, 3))
    luma = _bytes(opacity * y)
    if not ink.adds:
        chroma = (_bytes(half * u), _bytes(half * v))
        return Stamp(luma, _bytes(255 * (1 - opacity)), chroma, _bytes(255 * (1 - half)))
    if max(abs(u - CHROMA_ZERO), abs(v - CHROMA_ZERO)) * float(half.max()) < 1.0:
        return Stamp(luma, None, None, None)
    tint = [_bytes(CHROMA_ZERO + half * (value - CHROMA_ZERO)) for value in (u, v)]
    return Stamp(luma, None, (tint[0], tint[1]), None)


def _bytes(values: Grid) -> Pixels:
    return np.clip(np.round(values), 0, 255).astype(np.uint8)


def _press(stamp: Stamp, frame: Frame, left: int, top: int) -> None:
    """Blend a stamp whose even corner may lie outside the frame."""
    rows, columns = stamp.luma.shape
    height_px, width_px = frame.y.shape
    x0, x1 = max(0, left), min(width_px, left + columns)
    y0, y1 = max(0, top), min(height_px, top + rows)
    if x0 >= x1 or y0 >= y1:
        return
    cut = (slice(y0 - top, y1 - top), slice(x0 - left, x1 - left))
    luma = frame.y[y0:y1, x0:x1]
    if stamp.luma_behind is not None:
        cv2.multiply(luma, stamp.luma_behind[cut], luma, 1 / 255)
    cv2.add(luma, stamp.luma[cut], luma)
    if stamp.chroma is not None:
        half = (slice(y0 // 2, y1 // 2), slice(x0 // 2, x1 // 2))
        half_cut = tuple(slice(part.start // 2, part.stop // 2) for part in cut)
        for target, tint in zip((frame.u[half], frame.v[half]), stamp.chroma, strict=True):
            _tint(target, tint[half_cut], stamp.chroma_behind, half_cut)


def _tint(target: Pixels, tint: Pixels, behind: Pixels | None, cut: tuple[slice, ...]) -> None:
    if behind is None:
        cv2.addWeighted(target, 1.0, tint, 1.0, -CHROMA_ZERO, target)
        return
    cv2.multiply(target, behind[cut], target, 1 / 255)
    cv2.add(target, tint, target)
