"""A studio for news: a desk in front of a wall of screens."""

from dataclasses import replace

import skia

from manike.embedded.illustrator.colour import fill, gradient, mix, rgb, shade, stroke
from manike.embedded.illustrator.furniture import spotlight
from manike.embedded.illustrator.houses import glow
from manike.embedded.illustrator.interior import Interior, interior_of
from manike.embedded.illustrator.interior_parts import prop
from manike.embedded.illustrator.interior_shell import Hall, on_wall, sheen, shell, tiled
from manike.embedded.illustrator.layout import Brief, Layout
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.rooms import indoors
from manike.embedded.illustrator.stage import Stage

Size = tuple[float, float]
HUES = ("2f7fd0", "1f9a9a", "8a4fc0", "c8503f")
LANDS = (
    ((0.14, 0.34), (0.2, 0.2), (0.34, 0.2), (0.4, 0.36), (0.3, 0.46), (0.2, 0.44)),
    ((0.3, 0.54), (0.4, 0.52), (0.42, 0.7), (0.34, 0.86), (0.3, 0.7)),
    ((0.5, 0.26), (0.62, 0.2), (0.66, 0.34), (0.56, 0.4), (0.5, 0.36)),
    ((0.52, 0.46), (0.66, 0.44), (0.68, 0.62), (0.6, 0.8), (0.54, 0.62)),
    ((0.68, 0.24), (0.88, 0.22), (0.94, 0.4), (0.82, 0.52), (0.72, 0.4)),
    ((0.84, 0.66), (0.93, 0.66), (0.94, 0.78), (0.86, 0.8)),
)
"""Continents in shares of a screen's width and height."""


def paint_newsroom(stage: Stage, brief: Brief) -> Layout:
    """Screens with a map of the world, a lit desk, a polished floor."""
    rng = stage.rng("newsroom")
    hue = rgb(HUES[int(rng.integers(2)) if brief.mentions("news") else int(rng.integers(4))])
    side = float(rng.choice((-1, 1)))
    inside = interior_of(stage, yaw=side * float(rng.choice((0.0, 0.12, 0.22))), x=-side * 0.3)
    night = mix(hue, rgb("0c1424"), 0.78)
    stage.canvas("sky").drawPaint(fill(night))
    tones = indoors(stage.tones, night)
    light = replace(tones.light, ambient=0.86, colour=mix(hue, (1, 1, 1), 0.75))
    stage.tones = replace(tones, light=light, tint=hue, tint_amount=0.12)
    hall = Hall(-4.8, 4.8, 8.4, 5.6 if stage.frame.is_tall else 3.9)
    shell(inside, hall, mix(hue, rgb("1a2436"), 0.72))
    _screens(inside, hall, hue)
    tiled(inside, hall, (rgb("2c3648"), rgb("232c3c"), 1.2))
    sheen(inside, hall, 0.5)
    inside.pool("near", 0, 6.0, (3.0, mix(hue, (1, 1, 1), 0.6), 0.4))
    _anchor_desk(inside, side, hue)
    frame = stage.frame
    for u, target in ((0.1, 0.35), (0.9, 0.65), (0.5, 0.5)):
        lamp, aim = (frame.x(u), frame.y(-0.2)), (frame.x(target), frame.y(0.9))
        spotlight(stage, "near", lamp, aim, min(frame.film_px) * 0.26, 0.16)
    _camera(stage, -side)
    return Layout(
        0.9,
        (0.5, 0.75),
        0.3,
        "near",
        landmark_haze=0.05,
        kind="indoors",
        shows=("desk", "screen", "newsroom", "monitor"),
    )


def _screens(inside: Interior, hall: Hall, hue: Rgb) -> None:
    with on_wall(inside, hall, "back") as face:
        for x, y, wide, tall, kind in (
            (-2.0, 1.0, 4.0, 2.1, 0),
            (-4.2, 1.75, 1.9, 1.1, 1),
            (2.3, 1.75, 1.9, 1.1, 2),
            (-4.2, 0.85, 1.9, 0.75, 3),
            (2.3, 0.85, 1.9, 0.75, 3),
        ):
            face.save()
            face.translate(x, hall.height - y - tall)
            _screen(face, (wide, tall, kind), hue)
            face.restore()
        strip = mix(hue, (1, 1, 1), 0.5)
        for y in (0.7, 3.25):
            line = skia.Rect.MakeLTRB(
                hall.left, hall.height - y, hall.right, hall.height - y + 0.05
            )
            face.drawRect(line, fill(strip))
    for name in ("left", "right"):
        with on_wall(inside, hall, name) as face:
            for z in range(2, 9):
                bar = skia.Rect.MakeXYWH(z - 0.03, 0.4, 0.06, hall.height - 0.9)
                face.drawRect(bar, fill(mix(hue, (1, 1, 1), 0.35), 0.75))
    centre = inside.eye.at(0, 2.0, hall.back)
    glow(inside.stage.canvas("mid"), centre, min(inside.stage.frame.film_px) * 0.75, hue, 0.22)


def _screen(face: skia.Canvas, shape: tuple[float, float, int], hue: Rgb) -> None:
    """One screen: the world (0), a curve (1), bars (2) or a line of words (3)."""
    wide, tall, kind = shape
    deep = [mix(hue, rgb("0a1a38"), 0.35), mix(hue, rgb("0a1a38"), 0.7)]
    face.drawRect(skia.Rect.MakeLTRB(-0.05, -0.05, wide + 0.05, tall + 0.05), fill(rgb("0b0f18")))
    face.drawRect(skia.Rect.MakeWH(wide, tall), gradient((0, 0), (0, tall), deep))
    shown = (_world, _curve, _bars, _words)[kind]
    shown(face, (wide, tall), mix(hue, (1, 1, 1), 0.65))


def _world(face: skia.Canvas, size: Size, pale: Rgb) -> None:
    wide, tall = size
    grid = stroke(pale, 0.012, 0.22)
    for index in range(1, 12):
        face.drawLine(wide * index / 12, 0, wide * index / 12, tall, grid)
    for index in range(1, 6):
        face.drawLine(0, tall * index / 6, wide, tall * index / 6, grid)
    for land in LANDS:
        path = skia.Path()
        path.addPoly([skia.Point(u * wide, v * tall) for u, v in land], True)
        paint = fill(pale, 0.8)
        paint.setPathEffect(skia.CornerPathEffect.Make(0.09 * wide))
        face.drawPath(path, paint)


def _curve(face: skia.Canvas, size: Size, _: Rgb) -> None:
    wide, tall = size
    curve = skia.Path()
    curve.moveTo(0.1, tall * 0.8)
    for index, level in enumerate((0.6, 0.68, 0.45, 0.5, 0.3, 0.2)):
        curve.lineTo(0.1 + (wide - 0.2) * (index + 1) / 6, tall * level)
    face.drawPath(curve, stroke(rgb("ffd27a"), 0.04))


def _bars(face: skia.Canvas, size: Size, pale: Rgb) -> None:
    tall = size[1]
    for index, level in enumerate((0.3, 0.5, 0.42, 0.66, 0.78)):
        left = 0.15 + 0.34 * index
        bar = skia.Rect.MakeLTRB(left, tall * (1 - level), left + 0.22, tall * 0.92)
        face.drawRect(bar, fill(mix(pale, rgb("ffb36a"), 0.22 * index)))


def _words(face: skia.Canvas, size: Size, pale: Rgb) -> None:
    wide, tall = size
    for row, share in enumerate((0.8, 0.55, 0.68)):
        top = tall * (0.2 + 0.24 * row)
        line = skia.Rect.MakeXYWH(0.12, top, (wide - 0.24) * share, tall * 0.1)
        face.drawRect(line, fill(pale, 0.85 if row else 1.0))


def _anchor_desk(inside: Interior, side: float, hue: Rgb) -> None:
    """A long desk of glass and light, off the middle."""
    left, right = sorted((side * 0.6, side * 3.6))
    inside.shadow("near", (left + right) / 2, 6.2, (right - left, 1.2))
    inside.box("near", (left + 0.2, 0, 5.9), (right - 0.2, 0.85, 6.6), rgb("dfe6ee"))
    with inside.facing("near", (left + 0.2, 0.85, 5.89)) as face:
        wide = right - left - 0.4
        panel = [mix(hue, (1, 1, 1), 0.35), hue, shade(hue, 0.6)]
        face.drawRect(
            skia.Rect.MakeXYWH(0.1, 0.16, wide - 0.2, 0.5), gradient((0, 0), (wide, 0.4), panel)
        )
        face.drawRect(skia.Rect.MakeXYWH(0, 0.74, wide, 0.04), fill(mix(hue, (1, 1, 1), 0.75)))
    inside.box("near", (left, 0.85, 5.7), (right, 0.93, 6.7), rgb("eef3f8"))
    prop(inside, "laptop", (left + (right - left) * 0.3, 0.93, 6.2), 0.34)
    prop(inside, "cup", (left + (right - left) * 0.62, 0.93, 6.1), 0.15)
    prop(inside, "letter", (left + (right - left) * 0.78, 0.93, 6.0), 0.12)


def _camera(stage: Stage, side: float) -> None:
    """A studio camera close to the eye, out of focus."""
    canvas, frame = stage.canvas("front"), stage.frame
    unit = min(frame.film_px)
    x, y = frame.x(0.5 + side * 0.46), frame.y(0.8)
    dark = fill(rgb("11151d"))
    body = skia.Rect.MakeXYWH(x - unit * 0.14, y - unit * 0.1, unit * 0.28, unit * 0.18)
    canvas.drawRoundRect(body, unit * 0.02, unit * 0.02, dark)
    hood = skia.Rect.MakeXYWH(
        x - side * unit * 0.18 - unit * 0.06, y - unit * 0.07, unit * 0.12, unit * 0.12
    )
    canvas.drawRect(hood, dark)
    for lean in (-0.16, 0.0, 0.16):
        canvas.drawLine(
            x, y + unit * 0.05, x + lean * unit, y + unit * 0.5, stroke(rgb("11151d"), unit * 0.025)
        )
    canvas.drawCircle(x + side * unit * 0.1, y - unit * 0.12, unit * 0.015, fill(rgb("ff4a3a")))
    stage.blur("front", frame.line_px * 5)
