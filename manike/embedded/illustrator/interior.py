"""A room in metres: an eye that looks into it, flat drawings on its faces, boxes that stand in it.

In a room x runs to the right, y up and z ahead; its origin is on the floor beneath the eye.
"""

import math
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

import skia

from manike.embedded.illustrator.colour import gradient, radial
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.trees import Point

Spot = tuple[float, float, float]
"""x, y, z in metres."""
CAST_M = 5.5
"""How far from the eye people stand."""
NEAR_M = 0.4
ADULT_M, ADULT_SHARE, TALL_GAIN = 1.7, 0.34, 1.25
"""An adult's height, and in shorter sides of the film as the cast has it in a wide shot."""
FOOT_V, EYE_M = 0.9, 2.0


@dataclass(frozen=True, slots=True)
class Eye:
    """A pinhole camera that is turned, but not tilted."""

    vanish: Point
    """Plane pixels straight ahead."""
    focal_px: float
    yaw: float
    """Radians; a positive one looks to the right."""
    x: float = 0.0
    height_m: float = EYE_M

    def turned(self, spot: Spot) -> Spot:
        """A spot as the eye has it: right of it, above it, ahead of it."""
        cos, sin = math.cos(self.yaw), math.sin(self.yaw)
        dx = spot[0] - self.x
        return (dx * cos - spot[2] * sin, spot[1] - self.height_m, dx * sin + spot[2] * cos)

    def at(self, x: float, y: float, z: float) -> Point:
        """Plane pixels of a spot."""
        right, up, ahead = self.turned((x, y, z))
        scale = self.focal_px / max(ahead, NEAR_M)
        return (self.vanish[0] + right * scale, self.vanish[1] - up * scale)

    def per_m(self, x: float, z: float) -> float:
        """Plane pixels of a metre there."""
        return self.focal_px / max(self.turned((x, 0.0, z))[2], NEAR_M)

    def matrix(self, origin: Spot, across: Spot, down: Spot) -> skia.Matrix:
        """From metres on a plane of the room to plane pixels."""
        start = self.turned(origin)
        rows: list[list[float]] = [[], [], []]
        for vector, is_origin in ((across, False), (down, False), (start, True)):
            x, y, z = vector if is_origin else self._direction(vector)
            rows[0].append(self.focal_px * x + self.vanish[0] * z)
            rows[1].append(-self.focal_px * y + self.vanish[1] * z)
            rows[2].append(z)
        flat = [value for row in rows for value in row]
        return skia.Matrix.MakeAll(*flat)

    def _direction(self, vector: Spot) -> Spot:
        cos, sin = math.cos(self.yaw), math.sin(self.yaw)
        return (vector[0] * cos - vector[2] * sin, vector[1], vector[0] * sin + vector[2] * cos)


@dataclass(frozen=True, slots=True)
class Interior:
    """A stage seen as a room."""

    stage: Stage
    eye: Eye

    @contextmanager
    def face(self, plane: str, origin: Spot, across: Spot, down: Spot) -> Iterator[skia.Canvas]:
        """A canvas in metres on a plane through ``origin``; both vectors are unit vectors."""
        canvas = self.stage.canvas(plane)
        canvas.save()
        canvas.concat(self.eye.matrix(origin, across, down))
        try:
            yield canvas
        finally:
            canvas.restore()

    def facing(self, plane: str, top_left: Spot) -> AbstractContextManager[skia.Canvas]:
        """A face that looks at the front of the room: right is +x, down is down."""
        return self.face(plane, top_left, (1, 0, 0), (0, -1, 0))

    def floor(self, plane: str, y: float = 0.0) -> AbstractContextManager[skia.Canvas]:
        """A level face at a height: right is +x, down is towards the eye; (0, 0) is the origin."""
        return self.face(plane, (0, y, 0), (1, 0, 0), (0, 0, -1))

    def side(self, plane: str, x: float, top: float) -> AbstractContextManager[skia.Canvas]:
        """A side wall: across is z (away from the eye), down is down."""
        return self.face(plane, (x, top, 0), (0, 0, 1), (0, -1, 0))

    def box(self, plane: str, near: Spot, far: Spot, local: Rgb, *, haze: float = 0.0) -> None:
        """A box from its left, lower, near corner to its right, upper, far one."""
        (left, low, front), (right, high, back) = near, far
        tones = self.stage.tones
        towards = tones.light.side
        eye = self.eye
        if eye.height_m > high:
            with self.floor(plane, high) as top:
                shades = [tones.tone(local, haze, 0.55), tones.tone(local, haze, 0.95)]
                paint = gradient((0, -back), (0, -front), shades)
                top.drawRect(skia.Rect.MakeLTRB(left, -back, right, -front), paint)
        for x, seen, turn in ((left, eye.x < left, -1), (right, eye.x > right, 1)):
            if seen:
                lit = 0.35 if turn == towards else -0.6
                shades = [tones.tone(local, haze, lit), tones.tone(local, haze, lit - 0.25)]
                with self.side(plane, x, high) as wall:
                    rect = skia.Rect.MakeLTRB(front, 0, back, high - low)
                    wall.drawRect(rect, gradient((0, 0), (0, high - low), shades))
        with self.facing(plane, (left, high, front)) as wall:
            shades = [tones.tone(local, haze, 0.2), tones.tone(local, haze, -0.25)]
            rect = skia.Rect.MakeWH(right - left, high - low)
            wall.drawRect(rect, gradient((0, 0), (0, high - low), shades))

    def shadow(self, plane: str, x: float, z: float, size: Point, *, y: float = 0.0) -> None:
        """The soft contact shadow of what stands there, ``size`` wide and deep."""
        with self.floor(plane, y) as ground:
            ground.translate(x, -z)
            ground.scale(size[0] / 2 * 1.25, size[1] / 2 * 1.35)
            dark = self.stage.tones.light.shadow
            ground.drawCircle(0, 0, 1, radial((0, 0), 1, [dark] * 3, [0.55, 0.42, 0.0]))

    def pool(self, plane: str, x: float, z: float, look: tuple[float, Rgb, float]) -> None:
        """Light on the floor: its reach in metres, colour and strength."""
        reach, colour, strength = look
        with self.floor(plane) as ground:
            paint = radial((x, -z), reach, [colour] * 3, [strength, 0.4 * strength, 0.0])
            paint.setBlendMode(skia.BlendMode.kScreen)
            ground.drawCircle(x, -z, reach, paint)

    def dim(self, plane: str, centre: Point, reach_px: float, strength: float) -> None:
        """Darken what is painted on a plane away from a place, as corners of rooms are."""
        dark = self.stage.tones.light.shadow
        clear = [0.0, 0.25 * strength, strength]
        paint = radial(centre, reach_px, [dark] * 3, clear)
        paint.setBlendMode(skia.BlendMode.kSrcATop)
        self.stage.canvas(plane).drawPaint(paint)

    def lift(self, plane: str, centre: Point, reach_px: float, look: tuple[Rgb, float]) -> None:
        """Brighten what is painted on a plane around a lamp or a window."""
        colour, strength = look
        paint = radial(centre, reach_px, [colour] * 3, [strength, 0.36 * strength, 0.0])
        paint.setBlendMode(skia.BlendMode.kSrcATop)
        self.stage.canvas(plane).drawCircle(*centre, reach_px, paint)


def interior_of(stage: Stage, *, yaw: float = 0.0, x: float = 0.0) -> Interior:
    """The room of a stage, its scale such that the cast fits into it in every aspect."""
    frame = stage.frame
    short, long = min(frame.film_px), frame.film_px[1]
    adult = ADULT_SHARE * short * (TALL_GAIN if frame.is_tall else 1.0)
    per_m = adult / ADULT_M
    horizon = FOOT_V - EYE_M * per_m / long
    focal = per_m * CAST_M * frame.zoom
    return Interior(stage, Eye((frame.x(0.5), frame.y(horizon)), focal, yaw, x))
