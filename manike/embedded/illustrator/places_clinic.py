"""Clinics: an examination room with clean light, or a laboratory."""

from dataclasses import replace

import skia

from manike.embedded.illustrator.colour import fill, gradient, mix, rgb, shade, stroke
from manike.embedded.illustrator.houses import glow
from manike.embedded.illustrator.interior import Interior, interior_of
from manike.embedded.illustrator.interior_parts import counter, prop, stool
from manike.embedded.illustrator.interior_shell import (
    Hall,
    Pane,
    daylight,
    glaze,
    on_wall,
    sheen,
    shell,
    skirting,
    tiled,
    weather_outside,
)
from manike.embedded.illustrator.layout import Brief, Layout
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.rooms import indoors, view
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.tones import Tones
from manike.embedded.illustrator.wall_things import door, falloff, framed, front_plant

LABORATORY = ("laborator", "lab ", "scien", "research", "chemi", "experiment", "vaccine", "biolog")
SHELF_M = 1.2
"""Width of what stands in a cabinet."""
WALLS = ("d3e4e2", "dbe3ea", "e2e6da", "d0dde8")
ACCENTS = ("4f9a98", "4a86a8", "6fa07a", "c9795f")
COOL = rgb("f2fbff")


def paint_clinic(stage: Stage, brief: Brief) -> Layout:
    """A doctor's room: bed, cabinet, screen and blinds; a bench with glassware if it's said."""
    rng = stage.rng("clinic")
    wall, accent = rgb(WALLS[int(rng.integers(4))]), rgb(ACCENTS[int(rng.integers(4))])
    side = float(rng.choice((-1, 1)))
    yaw = side * float(rng.choice((0.08, 0.2, 0.3)))
    inside = interior_of(stage, yaw=yaw, x=-side * 0.5)
    view(stage, 0.5, sea=brief.mentions("sea", "coast"))
    hall = Hall(-3.8, 3.8, 7.4, 5.0 if stage.frame.is_tall else 3.5)
    pane = Pane("back", -side * 0.6 - 1.25, -side * 0.6 + 1.25, 1.15, 2.85, bars=(2, 1))
    weather_outside(inside, hall, [pane], brief.setting.weather)
    stage.tones = _clean(indoors(stage.tones, wall))
    shell(inside, hall, wall, [pane])
    _band(inside, hall, accent)
    _ceiling_lights(inside, hall)
    falloff(inside, (-side * 0.6, 2.2, hall.back), (0.26, COOL, 0.3))
    door(inside, hall, "right" if side > 0 else "left", (4.3, mix(accent, rgb("e8dcc4"), 0.6)))
    framed(inside, hall, "right" if side > 0 else "left", (6.0, 6.8, 1.4, 2.3))
    glaze(inside, hall, [pane], rgb("fbfbf8"))
    _blinds(inside, hall, pane)
    _floor(inside, hall, accent)
    daylight(inside, hall, [pane])
    if brief.mentions(*LABORATORY):
        _laboratory(inside, hall, side, accent)
    else:
        _examination(inside, hall, side, accent)
    front_plant(inside, -side, 0.46)
    return Layout(
        0.9,
        (0.5, 0.75),
        0.3,
        "near",
        landmark_haze=0.05,
        kind="indoors",
        shows=("bed", "cabinet", "screen", "blind", "laborator", "bench"),
    )


def _clean(tones: Tones) -> Tones:
    """White ceiling lights keep a clinic bright at night."""
    light = replace(
        tones.light,
        ambient=max(tones.light.ambient, 0.84),
        colour=mix(tones.light.colour, COOL, 0.6 * tones.lamps),
    )
    return replace(tones, light=light, tint=rgb("b8ccd4"))


def _floor(inside: Interior, hall: Hall, accent: Rgb) -> None:
    tiled(inside, hall, (rgb("e9eeee"), mix(rgb("dfe6e6"), accent, 0.12), 0.7))
    sheen(inside, hall, 0.3)
    for x in (-1.7, 1.7):
        inside.pool("near", x, 6.4, (2.6, COOL, 0.1 + 0.2 * inside.stage.tones.lamps))


def _band(inside: Interior, hall: Hall, accent: Rgb) -> None:
    """A painted band along the walls."""
    tones = inside.stage.tones
    for name in ("left", "right", "back"):
        with on_wall(inside, hall, name) as face:
            for y, tall, local in ((1.02, 0.1, accent), (0.9, 0.05, mix(accent, (1, 1, 1), 0.5))):
                rect = skia.Rect.MakeLTRB(-6, hall.height - y - tall, 9, hall.height - y)
                face.save()
                edge = hall.right if name == "back" else hall.back
                start = hall.left if name == "back" else -1.5
                face.clipRect(skia.Rect.MakeLTRB(start, 0, edge, hall.height))
                face.drawRect(rect, fill(tones.tone(local, 0, 0.1)))
                face.restore()
    skirting(inside, hall, mix(accent, (1, 1, 1), 0.5), tall=0.14)


def _ceiling_lights(inside: Interior, hall: Hall) -> None:
    """Flat panels of cool light."""
    power = 0.5 + 0.5 * inside.stage.tones.lamps
    with inside.floor("mid", hall.height - 0.01) as face:
        for z in (7.2, 4.8):
            for x in (-2.6, 1.2):
                rect = skia.Rect.MakeXYWH(x, -z, 1.4, 0.6)
                face.drawRect(rect, fill(mix(rgb("e6ecec"), COOL, power)))
                face.drawRect(rect, stroke(rgb("c2cccc"), 0.04))


def _blinds(inside: Interior, hall: Hall, pane: Pane) -> None:
    """Slats over the upper part of a window."""
    tones = inside.stage.tones
    slat = fill(tones.tone(rgb("f6f4ec"), 0, 0.4), 0.92)
    under = fill(tones.light.shadow, 0.25)
    with on_wall(inside, hall, "back") as face:
        y = hall.height - pane.high + 0.04
        for _ in range(9):
            face.drawRect(
                skia.Rect.MakeLTRB(pane.start + 0.05, y, pane.end - 0.05, y + 0.055), slat
            )
            face.drawRect(
                skia.Rect.MakeLTRB(pane.start + 0.05, y + 0.055, pane.end - 0.05, y + 0.068), under
            )
            y += 0.088


def _examination(inside: Interior, hall: Hall, side: float, accent: Rgb) -> None:
    _cabinet(inside, hall, (-side * 3.0, accent))
    _chart(inside, hall, side * 2.0)
    _screen(inside, side * 3.1, accent)
    _bed(inside, (side * 0.7, side * 2.8), accent)
    left, right = sorted((-side * 2.1, -side * 3.6))
    counter(inside, (left, 0, 5.4), (right, 0.82, 6.1), (rgb("e8ebe8"), rgb("c9b48f"), 2))
    prop(inside, "laptop", (left + 0.5, 0.82, 5.8), 0.36)
    prop(inside, "cup", (right - 0.3, 0.82, 5.75), 0.16)
    stool(inside, -side * 1.5, 5.6, (accent, 0.55))


def _bed(inside: Interior, span: tuple[float, float], accent: Rgb) -> None:
    """An examination bed: raised head, paper sheet, pillow."""
    left, right = sorted(span)
    head_left = span[1] < span[0]
    steel = rgb("b9c2c6")
    inside.shadow("near", (left + right) / 2, 6.1, (right - left, 1.0))
    for x in (left + 0.15, right - 0.2):
        for z in (6.4, 5.75):
            inside.box("near", (x, 0, z), (x + 0.07, 0.6, z + 0.07), steel)
    inside.box("near", (left, 0.58, 5.7), (right, 0.68, 6.5), rgb("e4e8e8"))
    inside.box("near", (left, 0.68, 5.7), (right, 0.84, 6.5), accent)
    inside.box("near", (left + 0.25, 0.84, 5.78), (right - 0.25, 0.855, 6.42), rgb("f8faf8"))
    low = left if head_left else right - 0.62
    inside.box("near", (low, 0.84, 5.7), (low + 0.62, 1.06, 6.5), mix(accent, (1, 1, 1), 0.12))
    inside.box("near", (low + 0.08, 1.06, 5.85), (low + 0.54, 1.16, 6.35), rgb("fbfbf6"))


def _cabinet(inside: Interior, hall: Hall, where: tuple[float, Rgb]) -> None:
    """A tall cabinet with glass doors and bottles."""
    x, accent = where
    tones = inside.stage.tones
    front, tall = hall.back - 0.5, 2.3
    inside.box("near", (x - 0.7, 0, front), (x + 0.7, tall, hall.back), rgb("eef1ef"))
    with inside.facing("near", (x - 0.7, tall, front)) as face:
        glass = skia.Rect.MakeLTRB(0.08, 0.1, 1.32, 1.5)
        face.drawRect(
            glass,
            gradient(
                (0, 0),
                (1.3, 1.4),
                [tones.tone(rgb("a8c4c8"), 0, 0.3), tones.tone(rgb("7fa0a8"), 0, -0.2)],
            ),
        )
        _bottles(face, inside)
        face.drawLine(0.7, 0.1, 0.7, 1.5, stroke(tones.tone(rgb("f4f6f4"), 0, 0.2), 0.06))
        sheen_path = skia.Path()
        sheen_path.addPoly(
            [
                skia.Point(0.15, 1.5),
                skia.Point(0.5, 0.1),
                skia.Point(0.75, 0.1),
                skia.Point(0.4, 1.5),
            ],
            True,
        )
        face.drawPath(sheen_path, fill((1.0, 1.0, 1.0), 0.2))
        for left in (0.08, 0.74):
            door = skia.Rect.MakeXYWH(left, 1.62, 0.58, 0.6)
            face.drawRect(door, stroke(tones.tone(mix(accent, (1, 1, 1), 0.3)), 0.02))


def _bottles(face: skia.Canvas, inside: Interior) -> None:
    """Three shelves of bottles behind a cabinet's glass."""
    tones, rng = inside.stage.tones, inside.stage.rng("cabinet")
    for row in range(3):
        y = 0.55 + row * 0.46
        at = 0.15
        while at < SHELF_M:
            wide, high = float(rng.uniform(0.07, 0.13)), float(rng.uniform(0.14, 0.32))
            local = rgb(("8a5a34", "f4f4ee", "4f86a8", "c96f5a", "6fa07a")[int(rng.integers(5))])
            face.drawRoundRect(
                skia.Rect.MakeXYWH(at, y - high, wide, high),
                0.02,
                0.02,
                fill(tones.tone(local, 0, 0.2)),
            )
            face.drawRect(
                skia.Rect.MakeXYWH(at + wide * 0.25, y - high - 0.04, wide * 0.5, 0.05),
                fill(tones.tone(rgb("f6f6f2"), 0, 0.1)),
            )
            at += wide + float(rng.uniform(0.02, 0.08))
        face.drawLine(0.08, y, 1.32, y, stroke(tones.tone(rgb("f4f8f8"), 0, 0.3), 0.025))


def _chart(inside: Interior, hall: Hall, x: float) -> None:
    """An eye chart on the back wall."""
    tones = inside.stage.tones
    with on_wall(inside, hall, "back") as face:
        top = hall.height - 2.75
        page = skia.Rect.MakeXYWH(x - 0.4, top, 0.8, 1.15)
        face.drawRect(
            skia.Rect.MakeXYWH(x - 0.38, top + 0.03, 0.83, 1.17), fill(tones.light.shadow, 0.25)
        )
        face.drawRect(page, fill(tones.tone(rgb("fdfcf6"), 0, 0.4)))
        ink = fill(rgb("2c3238"))
        for row, count in enumerate((1, 2, 3, 4, 5)):
            size = 0.17 - row * 0.026
            y = top + 0.1 + sum(0.24 - 0.03 * i for i in range(row))
            for index in range(count):
                at = x + (index - (count - 1) / 2) * size * 1.5 - size / 2
                face.drawRect(skia.Rect.MakeXYWH(at, y, size, size), ink)
                hole = skia.Rect.MakeXYWH(at + size * 0.2, y + size * 0.2, size * 0.8, size * 0.2)
                low = skia.Rect.MakeXYWH(at + size * 0.2, y + size * 0.6, size * 0.8, size * 0.2)
                for gap in (hole, low):
                    face.drawRect(gap, fill(tones.tone(rgb("fdfcf6"), 0, 0.4)))


def _screen(inside: Interior, x: float, accent: Rgb) -> None:
    """A folding screen of three cloths."""
    tones = inside.stage.tones
    canvas, eye = inside.stage.canvas("near"), inside.eye
    points = ((x - 0.7, 7.2), (x - 0.25, 6.8), (x + 0.25, 7.2), (x + 0.7, 6.8))
    inside.shadow("near", x, 7.0, (1.6, 0.5))
    for index in range(3):
        (xa, za), (xb, zb) = points[index], points[index + 1]
        corners = [
            eye.at(xa, 1.9, za),
            eye.at(xb, 1.9, zb),
            eye.at(xb, 0.15, zb),
            eye.at(xa, 0.15, za),
        ]
        path = skia.Path()
        path.addPoly([skia.Point(*corner) for corner in corners], True)
        local = mix(accent, (1, 1, 1), 0.62)
        shades = [tones.tone(local, 0, level) for level in (0.4, -0.2, 0.3, -0.35)]
        canvas.drawPath(path, gradient(corners[0], corners[1], shades))
        canvas.drawPath(path, stroke(tones.tone(rgb("c4cccc"), 0, 0.3), 0.035 * eye.per_m(xa, za)))


def _laboratory(inside: Interior, hall: Hall, side: float, accent: Rgb) -> None:
    """A bench with a microscope and glassware before shelves of bottles."""
    _cabinet(inside, hall, (-side * 2.9, accent))
    _cabinet(inside, hall, (side * 2.3, accent))
    left, right = sorted((side * 0.6, side * 3.4))
    counter(
        inside, (left, 0, 5.5), (right, 0.92, 6.3), (mix(accent, (1, 1, 1), 0.7), rgb("4a5256"), 4)
    )
    wide = right - left
    prop(inside, "microscope", (left + wide * 0.2, 0.92, 5.9), 0.62)
    prop(inside, "laptop", (left + wide * 0.8, 0.92, 6.0), 0.42)
    for share, kind, local in ((0.4, 0, "4fb0c8"), (0.5, 1, "d9705a"), (0.6, 0, "8fc25a")):
        _flask(inside, (left + wide * share, 0.92, 5.9), (kind, rgb(local)))
    left, right = sorted((-side * 1.9, -side * 3.7))
    counter(inside, (left, 0, 5.9), (right, 0.92, 6.5), (rgb("e6eaea"), rgb("4a5256"), 2))
    for share, kind, local in ((0.2, 1, "7a6fc8"), (0.45, 0, "e0b04a"), (0.75, 1, "4fb08a")):
        _flask(inside, (left + (right - left) * share, 0.92, 6.2), (kind, rgb(local)))
    stool(inside, side * 1.2, 5.2, (shade(accent, 0.9), 0.62))


def _flask(inside: Interior, spot: tuple[float, float, float], look: tuple[int, Rgb]) -> None:
    """A glass with a coloured liquid: a cone (0) or a rack of tubes (1)."""
    kind, liquid = look
    stage = inside.stage
    canvas, m = stage.canvas("near"), inside.eye.per_m(spot[0], spot[2])
    x, y = inside.eye.at(*spot)
    line = stroke(rgb("f2fafc"), 0.016 * m, 0.9)
    glow(canvas, (x, y - 0.1 * m), 0.32 * m, liquid, 0.22)
    if kind == 0:
        cone = skia.Path()
        cone.addPoly(
            [
                skia.Point(x + dx * m, y - dy * m)
                for dx, dy in (
                    (-0.05, 0.4),
                    (-0.05, 0.26),
                    (-0.17, 0.0),
                    (0.17, 0.0),
                    (0.05, 0.26),
                    (0.05, 0.4),
                )
            ],
            True,
        )
        canvas.drawPath(cone, fill(rgb("e6f6fa"), 0.35))
        canvas.save()
        canvas.clipPath(cone, True)
        canvas.drawRect(skia.Rect.MakeLTRB(x - m, y - 0.15 * m, x + m, y), fill(liquid, 0.85))
        canvas.restore()
        canvas.drawPath(cone, line)
        return
    for index in range(4):
        at = x + (index - 1.5) * 0.1 * m
        tube = skia.Rect.MakeXYWH(at - 0.03 * m, y - 0.36 * m, 0.06 * m, 0.34 * m)
        canvas.drawRoundRect(tube, 0.03 * m, 0.03 * m, fill(rgb("e6f6fa"), 0.4))
        full = skia.Rect.MakeXYWH(
            at - 0.026 * m, y - (0.14 + 0.04 * index) * m, 0.052 * m, (0.11 + 0.04 * index) * m
        )
        canvas.drawRoundRect(full, 0.026 * m, 0.026 * m, fill(liquid, 0.9))
    rack = skia.Rect.MakeXYWH(x - 0.24 * m, y - 0.2 * m, 0.48 * m, 0.05 * m)
    canvas.drawRect(rack, fill(stage.tones.tone(rgb("b98f5a"), 0, 0.3)))
