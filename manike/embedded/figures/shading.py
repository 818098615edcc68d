"""The one way in which all figures are coloured: soft gradient, core shade, rim light, glow."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import numpy as np
import skia

from manike.embedded.figures.geometry import Point, curve, ellipse
from manike.embedded.figures.marks import Marks
from manike.embedded.illustrator.light import Light
from manike.embedded.illustrator.light import Rgb as Rgb
from manike.script.vocabulary import TimeOfDay

_FALL_OFF = ((0.0, 1.0), (0.18, 0.66), (0.4, 0.3), (0.68, 0.08), (1.0, 0.0))
"""Of soft spots: share of the radius, share of the strength."""


def mix(a: Rgb, b: Rgb, share: float) -> Rgb:
    """Colour ``share`` of the way from a to b; a share outside 0..1 goes beyond and is clipped."""
    red, green, blue = (min(max(p + (q - p) * share, 0.0), 1.0) for p, q in zip(a, b, strict=True))
    return red, green, blue


def scaled(colour: Rgb, factor: float) -> Rgb:
    """A darker or brighter colour of the same hue."""
    return mix((0.0, 0.0, 0.0), colour, factor)


def luminance(colour: Rgb) -> float:
    """Perceived brightness 0..1 of an sRGB colour (Rec. 709 weights on the encoded values)."""
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


def hex_rgb(code: str) -> Rgb:
    """Read ``d94f3a``."""
    red, green, blue = (int(code[index : index + 2], 16) / 255 for index in (0, 2, 4))
    return red, green, blue


_SOFT_STEPS = (0.3, 0.55, 0.8, 1.1, 1.45, 1.85)
_EDGE_SEEN_PX = 2.0
"""From this width on a shade's inner edge looks like a line that somebody drew."""


@dataclass(frozen=True, slots=True)
class Brush:
    """Draws lit shapes in a figure's own units on a canvas that is scaled to them."""

    canvas: skia.Canvas
    light: Light
    rng: np.random.Generator
    haze: float = 0.0
    side: float = 0.0
    """The light's side as the (perhaps flipped) figure sees it."""
    floor: float = 0.54
    """Local colours are multiplied by at least this, so that a subject reads at night."""
    tint: Rgb | None = None
    """The main colour that was asked for, as in ``red boat``."""
    rounded: bool = False
    """Where it is drawn large, shade and rim fade instead of ending in a line."""
    marks: Marks | None = None
    """Where a character notes its eyes and chest."""

    def pick(self, codes: Sequence[str], *, tinted: bool = True) -> Rgb:
        """A seeded choice of ``d94f3a`` codes, or the colour that was asked for."""
        choice = hex_rgb(codes[int(self.rng.integers(len(codes)))])
        return self.tint if tinted and self.tint is not None else choice

    @property
    def is_dark(self) -> bool:
        """Lamps burn: night, dusk or deep gloom."""
        dim = self.light.time_of_day in (TimeOfDay.NIGHT, TimeOfDay.DUSK)
        return dim or self.light.ambient < 0.6  # noqa: PLR2004 - half way between dusk and night

    def tone(self, colour: Rgb, level: float = 0.0) -> Rgb:
        """A local colour under this light; level -1 is deep shade, 0 itself, +1 fully lit."""
        bright = max(self.light.ambient, self.floor)
        tint = mix((1.0, 1.0, 1.0), self.light.colour, 0.4 * (1 - self.light.ambient) + 0.1)
        local = (colour[0] * tint[0], colour[1] * tint[1], colour[2] * tint[2])
        base = mix(scaled(local, bright), self.light.shadow, 0.2 * (1 - bright))
        if level > 0:
            lamp = scaled(self.light.colour, 0.35 + 0.65 * bright)
            base = mix(base, lamp, 0.32 * level)
        elif level < 0:
            deep = mix(scaled(base, 0.62), self.light.shadow, 0.3)
            base = mix(base, deep, -level)
        return mix(base, self.light.haze, self.haze)

    def fill(
        self,
        path: skia.Path,
        colour: Rgb,
        *,
        shade: float = 0.5,
        rim: float = 0.5,
        alpha: float = 1.0,
    ) -> None:
        """Fill a shape: gradient along the light, a core shade on the far side, a rim on the near.

        Args:
            path: The shape.
            colour: Its local colour.
            shade: Strength 0..1 of gradient and core shade.
            rim: Strength 0..1 of the rim light.
            alpha: Opacity 0..1.
        """
        paint = skia.Paint(AntiAlias=True)
        paint.setShader(self._gradient(path, colour, shade, alpha))
        self.canvas.drawPath(path, paint)
        bounds = path.getBounds()
        small = min(bounds.width(), bounds.height())
        if shade > 0:
            self._crescent(path, self.tone(colour, -1), 0.5 * shade * alpha, -small * 0.13)
        if rim > 0:
            lit = mix(self.tone(colour, 1), self.light.colour, 0.5 * (1 - self.haze))
            width = min(small * 0.04, 1.0)
            strength = 0.75 if not self.rounded else 1.0 if self.is_dark else 0.6
            self._crescent(path, lit, strength * rim * alpha * (1 - 0.6 * self.haze), width)

    def flat(self, path: skia.Path, colour: Rgb, *, level: float = 0.0, alpha: float = 1.0) -> None:
        """Fill a shape with one tone: details that need no volume of their own."""
        self.canvas.drawPath(path, _paint(self.tone(colour, level), alpha))

    def line(
        self,
        points: list[Point] | skia.Path,
        colour: Rgb,
        width: float,
        *,
        level: float = 0.0,
        alpha: float = 1.0,
    ) -> None:
        """Stroke a smooth line through the points, or a path."""
        path = points if isinstance(points, skia.Path) else curve(points)
        paint = _paint(self.tone(colour, level), alpha)
        paint.setStyle(skia.Paint.kStroke_Style)
        paint.setStrokeWidth(width)
        paint.setStrokeCap(skia.Paint.kRound_Cap)
        paint.setStrokeJoin(skia.Paint.kRound_Join)
        self.canvas.drawPath(path, paint)

    def emit(self, path: skia.Path, colour: Rgb, *, alpha: float = 1.0) -> None:
        """Fill a shape that shines by itself: its colour does not follow the light."""
        self.canvas.drawPath(path, _paint(mix(colour, self.light.haze, self.haze * 0.6), alpha))

    def glow(self, x: float, y: float, radius: float, colour: Rgb, strength: float = 0.6) -> None:
        """Add a soft halo of light; weaker by day, as a lamp's is."""
        power = strength * (1.0 if self.is_dark else 0.22) * (1 - 0.5 * self.haze)
        self._radial(x, y, radius, colour, power, skia.BlendMode.kScreen)

    def soft(
        self, x: float, y: float, radius: float, colour: Rgb, alpha: float, *, level: float = 0.0
    ) -> None:
        """A spot without an edge: a blush, a bruise of shade."""
        self._radial(x, y, radius, self.tone(colour, level), alpha, skia.BlendMode.kSrcOver)

    def shadow(self, x: float, width: float, *, alpha: float = 0.42, y: float = 0.0) -> None:
        """The contact shadow on the ground, pulled away from the light."""
        tall = min(width * 0.075, 5.0)
        colour = mix(scaled(self.light.shadow, 0.6), self.light.haze, self.haze)
        strength = alpha * (1 - 0.7 * self.haze)
        with self.at(x - self.side * width * 0.06, y, scale=width / 2, squeeze=2 * tall / width):
            self._radial(0, 0, 1.0, colour, strength, skia.BlendMode.kSrcOver, core=0.45)

    @contextmanager
    def at(
        self,
        x: float,
        y: float,
        *,
        scale: float = 1.0,
        turn_deg: float = 0.0,
        flip: bool = False,
        squeeze: float = 1.0,
    ) -> Iterator["Brush"]:
        """Draw elsewhere: moved, turned clockwise, scaled, mirrored, squeezed in height."""
        self.canvas.save()
        self.canvas.translate(x, y)
        self.canvas.rotate(turn_deg)
        self.canvas.scale(-scale if flip else scale, scale * squeeze)
        try:
            yield replace(self, side=-self.side) if flip else self
        finally:
            self.canvas.restore()

    @contextmanager
    def inside(self, path: skia.Path) -> Iterator[None]:
        """Keep what is drawn within a shape: patterns, folds, patches."""
        self.canvas.save()
        self.canvas.clipPath(path, skia.ClipOp.kIntersect, True)
        try:
            yield
        finally:
            self.canvas.restore()

    def cut(self, hole: skia.Path) -> None:
        """Leave a hole in all that is drawn until the canvas is restored: an open arch."""
        self.canvas.clipPath(hole, skia.ClipOp.kDifference, True)

    def _crescent(self, path: skia.Path, colour: Rgb, alpha: float, width: float) -> None:
        """The part of a shape that its copy, moved away from the light by ``width``, leaves."""
        scale = self.canvas.getTotalMatrix().mapRadius(1.0)
        soft = self.rounded and abs(width) * scale > _EDGE_SEEN_PX
        steps = _SOFT_STEPS if soft else (1.0,)
        for share in steps:
            moved = skia.Path(path)
            reach = width * share
            moved.offset(-self._towards[0] * reach, -self._towards[1] * reach)
            self.canvas.save()
            self.canvas.clipPath(path, skia.ClipOp.kIntersect, True)
            self.canvas.clipPath(moved, skia.ClipOp.kDifference, True)
            self.canvas.drawPaint(_paint(colour, 1.25 * alpha / len(steps) if soft else alpha))
            self.canvas.restore()

    @property
    def _towards(self) -> Point:
        """Unit-like vector to the light: from its side and always a little from above."""
        return self.side * 0.85, -0.55

    def _gradient(self, path: skia.Path, colour: Rgb, shade: float, alpha: float) -> skia.Shader:
        bounds = path.getBounds()
        x, y = bounds.centerX(), bounds.centerY()
        reach_x = self._towards[0] * bounds.width() / 2
        reach_y = self._towards[1] * bounds.height() / 2
        ends = [skia.Point(x + reach_x, y + reach_y), skia.Point(x - reach_x, y - reach_y)]
        if abs(reach_x) + abs(reach_y) < 1e-6:  # noqa: PLR2004 - a degenerate shape
            ends[1] = skia.Point(x, y + 1)
        levels = (0.55 * shade, 0.0, -0.8 * shade)
        colours = [_argb(self.tone(colour, level), alpha) for level in levels]
        return skia.GradientShader.MakeLinear(ends, colours, [0.0, 0.42, 1.0])

    def _radial(  # noqa: PLR0913, PLR0917 - private, all callers name what they mean
        self,
        x: float,
        y: float,
        radius: float,
        colour: Rgb,
        alpha: float,
        blend: skia.BlendMode,
        core: float = 0.0,
    ) -> None:
        stops = [core + (1 - core) * share for share, _ in _FALL_OFF]
        colours = [_argb(colour, alpha * power) for _, power in _FALL_OFF]
        paint = skia.Paint(AntiAlias=True, BlendMode=blend)
        centre = skia.Point(x, y)
        paint.setShader(skia.GradientShader.MakeRadial(centre, radius, colours, stops))
        self.canvas.drawPath(ellipse(x, y, radius), paint)


def _argb(colour: Rgb, alpha: float) -> int:
    red, green, blue = (round(255 * min(max(channel, 0.0), 1.0)) for channel in colour)
    return int(skia.Color(red, green, blue, round(255 * min(max(alpha, 0.0), 1.0))))


def _paint(colour: Rgb, alpha: float) -> skia.Paint:
    return skia.Paint(AntiAlias=True, Color=_argb(colour, alpha))
