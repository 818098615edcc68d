"""What stands in rooms that are built in metres: shelves, counters, tables, lamps, stools."""

import numpy as np
import skia

from manike.embedded.figures.draw import draw_subject
from manike.embedded.illustrator.colour import fill, gradient, mix, rgb, shade, stroke
from manike.embedded.illustrator.furniture import BOOKS
from manike.embedded.illustrator.houses import LAMPLIGHT, glow, path_of
from manike.embedded.illustrator.interior import Interior, Spot
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.trees import Point

BOOK_M = 0.055
SHELF_M = 0.42


def books_on(
    face: skia.Canvas,
    inside: Interior,
    box: tuple[float, float, float, float],
    look: tuple[Rgb, object, float],
) -> None:
    """Shelves full of books on a face: left, top, right, bottom in metres; wood, name, light."""
    left, top, right, bottom = box
    wood, name, lit = look
    tones, rng = inside.stage.tones, inside.stage.rng("books", name)
    paints = [
        [fill(tones.tone(shade(rgb(code), step), 0, lit + level)) for level in (-0.35, 0.1)]
        for code in BOOKS
        for step in (0.85, 1.0)
    ]
    band = fill(tones.tone(rgb("e8cf92"), 0, lit), 0.8)
    dark = tones.tone(shade(wood, 0.42), 0, -0.6)
    face.drawRect(skia.Rect.MakeLTRB(*box), fill(tones.tone(wood, 0, lit)))
    rows = max(1, round((bottom - top) / SHELF_M))
    tall = (bottom - top) / rows
    bays = max(1, round((right - left) / 1.1))
    wide = (right - left) / bays
    for bay in range(bays):
        for row in range(rows):
            x0, y0 = left + bay * wide + 0.04, top + row * tall + 0.035
            x1, y1 = left + (bay + 1) * wide - 0.04, top + (row + 1) * tall - 0.01
            face.drawRect(skia.Rect.MakeLTRB(x0, y0, x1, y1), fill(dark))
            _row_of_books(face, rng, (x0, x1, y1, tall), (paints, band))
            shadow = gradient((0, y0), (0, y0 + tall * 0.4), [dark, dark], [0.75, 0.0])
            face.drawRect(skia.Rect.MakeLTRB(x0, y0, x1, y1), shadow)
    edge = fill(tones.tone(mix(wood, (1, 1, 1), 0.12), 0, lit + 0.35))
    for row in range(rows + 1):
        face.drawRect(
            skia.Rect.MakeLTRB(left, top + row * tall - 0.012, right, top + row * tall + 0.022),
            edge,
        )


def _row_of_books(
    face: skia.Canvas,
    rng: np.random.Generator,
    where: tuple[float, float, float, float],
    look: tuple[list[list[skia.Paint]], skia.Paint],
) -> None:
    """Books on one shelf: from where to where, on which level, how high the shelf is."""
    (x0, x1, y1, tall), (paints, band) = where, look
    x = x0
    while x < x1 - BOOK_M:
        if rng.random() < 0.05:  # noqa: PLR2004 - one gap in twenty
            x += float(rng.uniform(0.05, 0.2))
            continue
        thick = BOOK_M * float(rng.uniform(0.6, 1.25))
        high = (tall - 0.06) * float(rng.uniform(0.62, 0.94))
        pair = paints[int(rng.integers(len(paints)))]
        back = skia.Rect.MakeXYWH(x, y1 - high, thick, high)
        face.drawRect(back, pair[1])
        face.drawRect(skia.Rect.MakeXYWH(x + thick * 0.68, y1 - high, thick * 0.32, high), pair[0])
        if rng.random() < 0.4:  # noqa: PLR2004 - the share of books with a gilt band
            face.drawRect(skia.Rect.MakeXYWH(x, y1 - high * 0.85, thick, 0.018), band)
        x += thick * 1.06


def table_of(inside: Interior, near: Spot, far: Spot, wood: Rgb) -> None:
    """A table: a top on four legs, from its left near foot to its right far upper corner."""
    (left, low, front), (right, high, back) = near, far
    inside.shadow("near", (left + right) / 2, (front + back) / 2, (right - left, back - front))
    leg = 0.09
    for z in (back - leg, front):
        for x in (left + 0.05, right - leg - 0.05):
            inside.box("near", (x, low, z), (x + leg, high - 0.06, z + leg), shade(wood, 0.8))
    inside.box("near", (left, high - 0.07, front), (right, high, back), wood)


def counter(inside: Interior, near: Spot, far: Spot, look: tuple[Rgb, Rgb, int]) -> None:
    """A counter: fronts with so many doors, a worktop above a kick board."""
    (left, low, front), (right, high, back) = near, far
    body, top, doors = look
    tones = inside.stage.tones
    inside.shadow(
        "near", (left + right) / 2, (front + back) / 2, (right - left + 0.2, back - front + 0.3)
    )
    inside.box("near", (left + 0.04, low, front + 0.06), (right - 0.04, high - 0.05, back), body)
    with inside.facing("near", (left + 0.04, high - 0.05, front + 0.06)) as face:
        wide, tall = (right - left - 0.08) / doors, high - 0.05 - low
        for index in range(doors):
            x = index * wide
            panel = skia.Rect.MakeLTRB(x + 0.03, 0.05, x + wide - 0.03, tall - 0.1)
            shades = [tones.tone(mix(body, (1, 1, 1), 0.1), 0, 0.3), tones.tone(body, 0, -0.15)]
            face.drawRoundRect(panel, 0.02, 0.02, gradient((0, 0), (0, tall), shades))
            line = stroke(tones.tone(shade(body, 0.6), 0, -0.3), 0.012, 0.7)
            face.drawRoundRect(panel, 0.02, 0.02, line)
            knob = (x + (wide * 0.86 if index % 2 == 0 else wide * 0.14), 0.16)
            face.drawCircle(*knob, 0.022, fill(tones.tone(rgb("d8b56a"), 0, 0.6)))
        kick = skia.Rect.MakeLTRB(0, tall - 0.08, wide * doors, tall)
        face.drawRect(kick, fill(tones.tone(shade(body, 0.4), 0, -0.5)))
    inside.box("near", (left, high - 0.06, front), (right, high, back), top)


def hanging_lamp(inside: Interior, spot: Spot, size_m: float, look: tuple[Rgb, float]) -> None:
    """A lamp on a cord; the colour of its shade and the cord's length in metres."""
    tin, cord = look
    stage, (x, y, z) = inside.stage, spot
    canvas, tones = stage.canvas("near"), stage.tones
    px, py = inside.eye.at(x, y, z)
    size = size_m * inside.eye.per_m(x, z)
    power = max(0.35, tones.lamps)
    top = inside.eye.at(x, y + cord, z)[1]
    canvas.drawLine(px, top, px, py - size * 0.4, stroke(tones.tone(rgb("2b2622")), size * 0.05))
    glow(canvas, (px, py + size * 0.2), size * 3.6, LAMPLIGHT, 0.5 * power)
    if tones.lamps > 0:
        box = (px - size * 0.5, py - size * 0.1, px + size * 0.5, py + size * 0.5)
        stage.enliven("lamp", "near", box)
    bowl = skia.Path()
    bowl.moveTo(px - size * 0.62, py + size * 0.12)
    bowl.cubicTo(
        px - size * 0.56,
        py - size * 0.42,
        px - size * 0.16,
        py - size * 0.4,
        px - size * 0.1,
        py - size * 0.5,
    )
    bowl.lineTo(px + size * 0.1, py - size * 0.5)
    bowl.cubicTo(
        px + size * 0.16,
        py - size * 0.4,
        px + size * 0.56,
        py - size * 0.42,
        px + size * 0.62,
        py + size * 0.12,
    )
    bowl.close()
    shades = [tones.tone(tin, 0, level * -tones.light.side) for level in (0.7, 0.1, -0.5)]
    canvas.drawPath(bowl, gradient((px - size, 0), (px + size, 0), shades))
    bulb = skia.Rect.MakeXYWH(px - size * 0.56, py + size * 0.04, size * 1.12, size * 0.18)
    canvas.drawOval(bulb, fill(mix(tones.tone(rgb("f4ecd8")), rgb("fff3cf"), power)))


def desk_lamp(inside: Interior, spot: Spot, glass: Rgb) -> None:
    """A reading lamp with a glass shade that always burns."""
    stage = inside.stage
    canvas, tones = stage.canvas("near"), stage.tones
    x, y = inside.eye.at(*spot)
    size = 0.5 * inside.eye.per_m(spot[0], spot[2])
    power = 0.45 + 0.55 * tones.lamps
    brass = tones.tone(rgb("b98f45"), 0, 0.4)
    canvas.drawLine(x, y, x, y - size * 0.8, stroke(brass, size * 0.05))
    foot = skia.Rect.MakeXYWH(x - size * 0.2, y - size * 0.06, size * 0.4, size * 0.1)
    canvas.drawOval(foot, fill(brass))
    glow(canvas, (x, y - size * 0.55), size * 2.0, LAMPLIGHT, 0.7 * power)
    if tones.lamps > 0:
        box = (x - size * 0.4, y - size * 0.94, x + size * 0.4, y - size * 0.5)
        stage.enliven("lamp", "near", box)
    cap = path_of(
        (x - size * 0.4, y - size * 0.66),
        (x - size * 0.26, y - size * 0.94),
        (x + size * 0.26, y - size * 0.94),
        (x + size * 0.4, y - size * 0.66),
    )
    lit = mix(tones.tone(glass), mix(glass, (1, 1, 1), 0.35), power)
    canvas.drawPath(cap, gradient((0, y - size), (0, y - size * 0.6), [shade(lit, 0.75), lit]))
    warm = skia.Rect.MakeXYWH(x - size * 0.38, y - size * 0.7, size * 0.76, size * 0.09)
    canvas.drawOval(warm, fill(rgb("fff0c4"), 0.9))


def prop(inside: Interior, name: str, spot: Spot, tall_m: float, plane: str = "near") -> None:
    """A drawing from the registry, standing there."""
    stage = inside.stage
    height = tall_m * inside.eye.per_m(spot[0], spot[2])
    rng = stage.rng("prop", name, round(spot[0], 2), round(spot[2], 2))
    draw_subject(stage.canvas(plane), name, inside.eye.at(*spot), height, stage.tones.light, rng)


def stool(inside: Interior, x: float, z: float, look: tuple[Rgb, float]) -> None:
    """A round stool: colour of its seat and height."""
    colour, tall = look
    inside.shadow("near", x, z, (0.5, 0.4))
    canvas, tones = inside.stage.canvas("near"), inside.stage.tones
    px, py = inside.eye.at(x, 0, z)
    m = inside.eye.per_m(x, z)
    steel = tones.tone(rgb("4a4640"), 0, 0.3)
    for lean in (-0.17, 0.17, -0.05, 0.07):
        canvas.drawLine(
            px + lean * m, py, px + lean * 0.6 * m, py - tall * m, stroke(steel, 0.03 * m)
        )
    seat: Point = (px, py - tall * m)
    for drop, lit in ((0.05, -0.4), (0.0, 0.6)):
        oval = skia.Rect.MakeXYWH(
            seat[0] - 0.2 * m, seat[1] - 0.06 * m + drop * m, 0.4 * m, 0.12 * m
        )
        canvas.drawOval(oval, fill(tones.tone(colour, 0, lit)))
