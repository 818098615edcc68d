"""What stands in rooms: windows with curtains, lamps, shelves, seats, tables, plants, showcases."""

import math

import numpy as np
import skia

from manike.embedded.illustrator.colour import colour4, fill, gradient, mix, rgb, shade, stroke
from manike.embedded.illustrator.houses import LAMPLIGHT, Plot, glow, path_of
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.trees import Point

BOOKS = ("a8453b", "2f5d7c", "d9a441", "4d7a55", "7a4d7c", "c9b79c", "34495e", "c97a4a", "8fa3ad")

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in plane pixels."""


def window(stage: Stage, plane: str, box: Box, *, wood: Rgb, curtain: Rgb | None) -> None:
    """The frame, bars, sill and curtains of a window whose glass is already open to the sky."""
    canvas, tones = stage.canvas(plane), stage.tones
    left, top, right, bottom = box
    wide, tall = right - left, bottom - top
    bar = max(2.0, wide * 0.02)
    sheen = path_of(
        (left + wide * 0.1, bottom),
        (left + wide * 0.5, top),
        (left + wide * 0.66, top),
        (left + wide * 0.26, bottom),
    )
    canvas.drawPath(sheen, fill(tones.light.colour, 0.07))
    paint = stroke(tones.tone(wood, 0, 0.3), bar * 1.9)
    paint.setStrokeCap(skia.Paint.kSquare_Cap)
    canvas.drawRect(skia.Rect.MakeLTRB(*box), paint)
    thin = stroke(tones.tone(wood, 0, 0.1), bar)
    for share in (1 / 3, 2 / 3):
        canvas.drawLine(left + wide * share, top, left + wide * share, bottom, thin)
    canvas.drawLine(left, top + tall * 0.34, right, top + tall * 0.34, thin)
    sill = skia.Rect.MakeLTRB(
        left - wide * 0.06, bottom, right + wide * 0.06, bottom + tall * 0.055
    )
    canvas.drawRect(
        sill,
        gradient(
            (0, bottom), (0, sill.bottom()), [tones.tone(wood, 0, 0.8), tones.tone(wood, 0, -0.3)]
        ),
    )
    if curtain:
        for side in (-1, 1):
            _curtain(stage, plane, box, (curtain, side))
        rod = stroke(tones.tone(rgb("8a6a3f"), 0, 0.4), bar * 1.2)
        canvas.drawLine(
            left - wide * 0.2, top - tall * 0.07, right + wide * 0.2, top - tall * 0.07, rod
        )


def bookcase(stage: Stage, plane: str, box: Box, wood: Rgb) -> None:
    """Shelves full of books, with a few things between them."""
    canvas, tones = stage.canvas(plane), stage.tones
    rng = stage.rng("books", round(box[0]))
    left, top, right, bottom = box
    canvas.drawRect(skia.Rect.MakeLTRB(*box), fill(tones.tone(wood, 0, 0.2)))
    rows = 5
    edge = (right - left) * 0.035
    row_tall = (bottom - top - edge) / rows
    for row in range(rows):
        high = top + edge + row * row_tall
        low = high + row_tall - edge
        inner = skia.Rect.MakeLTRB(left + edge, high, right - edge, low)
        dark = tones.tone(shade(wood, 0.5), 0, -0.5)
        canvas.drawRect(inner, gradient((0, high), (0, low), [dark, shade(dark, 1.25)]))
        x = left + edge * 1.6
        while x < right - edge * 2.4:
            wide = row_tall * float(rng.uniform(0.09, 0.19))
            tall = (row_tall - edge) * float(rng.uniform(0.6, 0.92))
            if rng.random() < 0.1:  # noqa: PLR2004 - a tenth of the places holds a vase
                _vase(stage, plane, (x + row_tall * 0.2, low), row_tall * 0.55)
                x += row_tall * 0.45
                continue
            colour = rgb(BOOKS[int(rng.integers(len(BOOKS)))])
            book = skia.Rect.MakeXYWH(x, low - tall, wide, tall)
            lit = [tones.tone(colour, 0, level * -tones.light.side) for level in (0.6, 0.0, -0.4)]
            canvas.drawRect(book, gradient((x, 0), (x + wide, 0), lit))
            band = fill(tones.tone(mix(colour, rgb("f0d9a0"), 0.6), 0, 0.1))
            canvas.drawRect(skia.Rect.MakeXYWH(x, low - tall * 0.82, wide, tall * 0.06), band)
            x += wide * 1.05


def floor_lamp(stage: Stage, plane: str, foot: Point, height_px: float) -> None:
    """A standing lamp; it shines towards evening."""
    canvas, tones = stage.canvas(plane), stage.tones
    x, y = foot
    head = (x, y - height_px * 0.9)
    metal = tones.tone(rgb("4a4038"), 0, 0.2)
    canvas.drawLine(x, y, x, head[1], stroke(metal, height_px * 0.018))
    base = skia.Rect.MakeXYWH(
        x - height_px * 0.09, y - height_px * 0.02, height_px * 0.18, height_px * 0.04
    )
    canvas.drawOval(base, fill(metal))
    glow(canvas, head, height_px * 0.9, LAMPLIGHT, 0.65 * tones.lamps)
    size = height_px * 0.12
    cloth = mix(tones.tone(rgb("efe0c2"), 0, 0.3), rgb("ffe7b0"), 0.9 * tones.lamps)
    cone = path_of(
        (x - size * 0.62, head[1] - size),
        (x + size * 0.62, head[1] - size),
        (x + size * 1.15, head[1] + size),
        (x - size * 1.15, head[1] + size),
    )
    canvas.drawPath(
        cone, gradient((x - size, 0), (x + size, 0), [shade(cloth, 0.9), cloth, shade(cloth, 0.9)])
    )


def pendant(stage: Stage, plane: str, at: Point, size_px: float, top_y: float) -> None:
    """A metal shade on a cord with a cone of light."""
    canvas, tones = stage.canvas(plane), stage.tones
    x, y = at
    canvas.drawLine(
        x, top_y, x, y - size_px * 0.6, stroke(tones.tone(rgb("2b2622")), size_px * 0.06)
    )
    strength = max(0.25, tones.lamps)
    glow(canvas, (x, y + size_px * 0.2), size_px * 3.4, LAMPLIGHT, 0.6 * strength)
    cone = path_of(
        (x - size_px * 0.9, y + size_px * 0.1),
        (x + size_px * 0.9, y + size_px * 0.1),
        (x + size_px * 5, y + size_px * 11),
        (x - size_px * 5, y + size_px * 11),
    )
    light = gradient((0, y), (0, y + size_px * 11), [LAMPLIGHT, LAMPLIGHT], [0.26 * strength, 0.0])
    light.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, size_px * 0.5))
    canvas.drawPath(cone, light)
    shade_path = skia.Path()
    shade_path.moveTo(x - size_px, y + size_px * 0.2)
    shade_path.cubicTo(
        x - size_px * 0.9,
        y - size_px * 0.7,
        x + size_px * 0.9,
        y - size_px * 0.7,
        x + size_px,
        y + size_px * 0.2,
    )
    shade_path.close()
    tin = rgb("3f6a66")
    canvas.drawPath(
        shade_path,
        gradient(
            (x - size_px, 0), (x + size_px, 0), [tones.tone(tin, 0, 0.6), tones.tone(tin, 0, -0.4)]
        ),
    )
    bulb = skia.Rect.MakeXYWH(x - size_px * 0.3, y + size_px * 0.05, size_px * 0.6, size_px * 0.42)
    canvas.drawOval(bulb, fill(mix(tones.tone(rgb("f4ecd8")), rgb("fff3cf"), strength)))


def armchair(stage: Stage, plane: str, plot: Plot, cloth: Rgb) -> None:
    """An upholstered chair seen from the front."""
    canvas, tones = stage.canvas(plane), stage.tones
    x, y = plot.foot
    half, tall = plot.width_px / 2, plot.height_px
    for side in (-0.72, 0.72):
        leg = skia.Rect.MakeXYWH(
            x + side * half - half * 0.05, y - tall * 0.12, half * 0.1, tall * 0.12
        )
        canvas.drawRect(leg, fill(tones.tone(rgb("5a3f2a"))))
    back = skia.Rect.MakeLTRB(x - half * 0.8, y - tall, x + half * 0.8, y - tall * 0.3)
    lit = [tones.tone(cloth, 0, level * -tones.light.side) for level in (0.7, 0.1, -0.5)]
    canvas.drawRoundRect(
        back, half * 0.3, half * 0.3, gradient((back.left(), 0), (back.right(), 0), lit)
    )
    seat = skia.Rect.MakeLTRB(x - half * 0.76, y - tall * 0.46, x + half * 0.76, y - tall * 0.1)
    tops = [tones.tone(shade(cloth, 1.12), 0, 0.7), tones.tone(cloth, 0, -0.4)]
    canvas.drawRoundRect(
        seat, half * 0.14, half * 0.14, gradient((0, seat.top()), (0, seat.bottom()), tops)
    )
    for side in (-1, 1):
        arm = skia.Rect.MakeLTRB(
            *sorted((x + side * half * 0.66, x + side * half))[:1],
            y - tall * 0.62,
            max(x + side * half * 0.66, x + side * half),
            y - tall * 0.08,
        )
        level = 0.6 if side == tones.light.side else -0.4
        ends = [tones.tone(cloth, 0, level + 0.2), tones.tone(cloth, 0, level - 0.3)]
        canvas.drawRoundRect(
            arm, half * 0.13, half * 0.13, gradient((0, arm.top()), (0, arm.bottom()), ends)
        )


def table(stage: Stage, plane: str, plot: Plot, wood: Rgb) -> None:
    """A table seen a little from above."""
    canvas, tones = stage.canvas(plane), stage.tones
    x, y = plot.foot
    half, tall = plot.width_px / 2, plot.height_px
    for side in (-0.86, 0.86):
        leg = path_of(
            (x + side * half - half * 0.05, y - tall * 0.9),
            (x + side * half + half * 0.05, y - tall * 0.9),
            (x + side * half + half * 0.03, y),
            (x + side * half - half * 0.03, y),
        )
        canvas.drawPath(leg, fill(tones.tone(wood, 0, -0.35)))
    top = path_of(
        (x - half * 0.9, y - tall * 1.12),
        (x + half * 0.9, y - tall * 1.12),
        (x + half * 1.04, y - tall * 0.94),
        (x - half * 1.04, y - tall * 0.94),
    )
    canvas.drawPath(
        top,
        gradient(
            (x - half, 0),
            (x + half, 0),
            [tones.tone(wood, 0, level * -tones.light.side) for level in (0.95, 0.35, -0.1)],
        ),
    )
    edge = skia.Rect.MakeLTRB(x - half * 1.04, y - tall * 0.945, x + half * 1.04, y - tall * 0.84)
    canvas.drawRect(
        edge,
        gradient(
            (0, edge.top()),
            (0, edge.bottom()),
            [tones.tone(wood, 0, 0.1), tones.tone(wood, 0, -0.6)],
        ),
    )


def pot_plant(stage: Stage, plane: str, foot: Point, height_px: float) -> None:
    """A plant with broad leaves in a pot."""
    canvas, tones = stage.canvas(plane), stage.tones
    rng = stage.rng("pot plant", round(foot[0]))
    x, y = foot
    for index in range(13):
        angle = -math.pi / 2 + (index - 6) * 0.19 + float(rng.normal(0, 0.05))
        reach = height_px * float(rng.uniform(0.5, 0.76))
        start = (x, y - height_px * 0.26)
        tip = (x + math.cos(angle) * reach, start[1] + math.sin(angle) * reach * 0.95)
        side = (-math.sin(angle) * reach * 0.16, math.cos(angle) * reach * 0.16)
        middle = ((start[0] + tip[0]) / 2, (start[1] + tip[1]) / 2 - reach * 0.06)
        leaf = skia.Path()
        leaf.moveTo(*start)
        leaf.quadTo(middle[0] + side[0], middle[1] + side[1], *tip)
        leaf.quadTo(middle[0] - side[0], middle[1] - side[1], *start)
        lit = 0.6 * math.cos(angle) * tones.light.side + 0.2
        canvas.drawPath(
            leaf, fill(tones.tone(mix(rgb("2f6f45"), rgb("6fae5a"), float(rng.random())), 0, lit))
        )
        canvas.drawLine(*start, *tip, stroke(tones.tone(rgb("9fcf8a")), height_px * 0.006, 0.5))
    half = height_px * 0.15
    pot = path_of(
        (x - half, y - height_px * 0.3),
        (x + half, y - height_px * 0.3),
        (x + half * 0.72, y),
        (x - half * 0.72, y),
    )
    clay = rgb("b9683f")
    canvas.drawPath(
        pot,
        gradient(
            (x - half, 0),
            (x + half, 0),
            [tones.tone(clay, 0, level * -tones.light.side) for level in (0.8, 0.0, -0.6)],
        ),
    )


def fireplace(stage: Stage, plane: str, plot: Plot) -> None:
    """A stone hearth with a fire."""
    canvas, tones = stage.canvas(plane), stage.tones
    rng = stage.rng("fire")
    x, y = plot.foot
    half, tall = plot.width_px / 2, plot.height_px
    stone = rgb("9a9087")
    body = skia.Rect.MakeLTRB(x - half, y - tall, x + half, y)
    canvas.drawRect(
        body,
        gradient((0, y - tall), (0, y), [tones.tone(stone, 0, 0.2), tones.tone(stone, 0, -0.3)]),
    )
    joint = stroke(tones.tone(shade(stone, 0.6)), tall * 0.008, 0.6)
    for row in range(8):
        level = y - tall * row / 8
        canvas.drawLine(x - half, level, x + half, level, joint)
        for column in range(5):
            cut = x - half + half * 2 * (column + 0.5 * (row % 2)) / 5
            canvas.drawLine(cut, level, cut, level - tall / 8, joint)
    mouth = skia.Rect.MakeLTRB(x - half * 0.62, y - tall * 0.6, x + half * 0.62, y)
    canvas.drawRect(mouth, fill(rgb("1a1210")))
    glow(canvas, (x, y - tall * 0.15), tall * 1.1, rgb("ff8a3c"), 0.75)
    for index in range(9):
        fx = x + half * 0.09 * (index - 4)
        size = tall * float(rng.uniform(0.2, 0.44)) * (1 - abs(index - 4) / 7)
        flame = skia.Path()
        flame.moveTo(fx - half * 0.1, y - tall * 0.06)
        flame.quadTo(fx - half * 0.12, y - size * 0.7, fx + half * 0.03, y - size - tall * 0.05)
        flame.quadTo(fx + half * 0.12, y - size * 0.6, fx + half * 0.1, y - tall * 0.06)
        canvas.drawPath(
            flame, gradient((0, y - size), (0, y), [rgb("ff7a2c"), rgb("ffd76a")], [0.75, 0.95])
        )
    shelf = skia.Rect.MakeLTRB(x - half * 1.12, y - tall * 1.06, x + half * 1.12, y - tall * 0.97)
    canvas.drawRect(shelf, fill(tones.tone(rgb("6b4a30"), 0, 0.4)))
    for offset in (-0.7, 0.66):
        _vase(stage, plane, (x + offset * half, y - tall * 1.06), tall * 0.2)


def picture_frame(stage: Stage, plane: str, box: Box) -> None:
    """A small landscape in a frame."""
    canvas, tones = stage.canvas(plane), stage.tones
    left, top, right, bottom = box
    rect = skia.Rect.MakeLTRB(*box)
    rng = stage.rng("framed", round(left))
    sky, land = (
        rgb(("a9cbe0", "f0c9a0", "c8b8d8")[int(rng.integers(3))]),
        rgb(("5a7f5f", "7a5a4a", "4a6a80")[int(rng.integers(3))]),
    )
    canvas.drawRect(
        rect,
        gradient((0, top), (0, bottom), [tones.tone(sky), tones.tone(mix(sky, (1, 1, 1), 0.5))]),
    )
    hill = skia.Path()
    hill.moveTo(left, bottom)
    hill.lineTo(left, top + (bottom - top) * 0.62)
    hill.quadTo(
        left + (right - left) * 0.3,
        top + (bottom - top) * 0.4,
        left + (right - left) * 0.6,
        top + (bottom - top) * 0.66,
    )
    hill.quadTo(
        left + (right - left) * 0.8, top + (bottom - top) * 0.5, right, top + (bottom - top) * 0.6
    )
    hill.lineTo(right, bottom)
    canvas.drawPath(hill, fill(tones.tone(land)))
    canvas.drawRect(rect, stroke(tones.tone(rgb("a8803f"), 0, 0.5), (right - left) * 0.06))


def showcase(stage: Stage, plane: str, plot: Plot, lit: float) -> None:
    """A glass case on a plinth with something old in it."""
    canvas, tones = stage.canvas(plane), stage.tones
    rng = stage.rng("showcase", round(plot.foot[0]))
    x, y = plot.foot
    half, tall = plot.width_px / 2, plot.height_px
    stone = rgb("e6dfd2")
    base = skia.Rect.MakeLTRB(x - half, y - tall * 0.42, x + half, y)
    sides = [tones.tone(stone, plot.haze, level * -tones.light.side) for level in (0.8, 0.2, -0.5)]
    canvas.drawRect(base, gradient((x - half, 0), (x + half, 0), sides))
    glow(canvas, (x, y - tall * 0.62), tall * 0.5, rgb("fff0cf"), 0.55 * lit)
    _exhibit(stage, plane, ((x, y - tall * 0.42), tall * 0.36), (int(rng.integers(4)), plot.haze))
    glass = skia.Rect.MakeLTRB(x - half * 0.9, y - tall, x + half * 0.9, y - tall * 0.42)
    canvas.drawRect(glass, fill(rgb("dff2ff"), 0.13))
    canvas.drawRect(
        glass, stroke(tones.tone(rgb("f4fbff"), plot.haze, 0.5), max(1.0, half * 0.03), 0.8)
    )
    sheen = path_of(
        (x - half * 0.7, y - tall * 0.44),
        (x - half * 0.2, y - tall * 0.98),
        (x + half * 0.1, y - tall * 0.98),
        (x - half * 0.4, y - tall * 0.44),
    )
    canvas.drawPath(sheen, fill((1.0, 1.0, 1.0), 0.13))


def rug(stage: Stage, plane: str, centre: Point, size: tuple[float, float], cloth: Rgb) -> None:
    """A round rug with rings, flat on the floor."""
    canvas, tones = stage.canvas(plane), stage.tones
    for index, share in enumerate((1.0, 0.86, 0.8, 0.45, 0.38)):
        colour = cloth if index % 2 == 0 else mix(cloth, rgb("f3dfb4"), 0.7)
        half, tall = size[0] * share / 2, size[1] * share / 2
        oval = skia.Rect.MakeLTRB(
            centre[0] - half, centre[1] - tall, centre[0] + half, centre[1] + tall
        )
        lit = [tones.tone(colour, 0, level) for level in (-0.2, 0.3)]
        canvas.drawOval(oval, gradient((0, oval.top()), (0, oval.bottom()), lit))


def pegboard(stage: Stage, plane: str, box: Box) -> None:
    """Tools on a board."""
    canvas, tones = stage.canvas(plane), stage.tones
    left, top, right, bottom = box
    canvas.drawRect(skia.Rect.MakeLTRB(*box), fill(tones.tone(rgb("c79f6b"), 0, 0.2)))
    canvas.drawRect(
        skia.Rect.MakeLTRB(*box), stroke(tones.tone(rgb("6a4a30"), 0, 0.1), (bottom - top) * 0.03)
    )
    rng = stage.rng("tools", round(left))
    cell = (bottom - top) * 0.4
    steel, wood = tones.tone(rgb("a9b4bd"), 0, 0.4), tones.tone(rgb("8a4f2c"), 0, 0.3)
    columns = max(2, int((right - left) / cell))
    for row in range(2):
        for column in range(columns):
            x = left + (right - left) * (column + 0.5) / columns
            y = top + (bottom - top) * (0.08 + 0.47 * row)
            _tool(canvas, (x, y), cell, (int(rng.integers(5)), steel, wood))


def _tool(canvas: skia.Canvas, at: Point, cell: float, look: tuple[int, Rgb, Rgb]) -> None:
    kind, steel, wood = look
    x, y = at
    thick = cell * 0.1
    if kind == 0:
        canvas.drawLine(x, y + cell * 0.14, x, y + cell * 0.9, stroke(wood, thick))
        canvas.drawRoundRect(
            skia.Rect.MakeXYWH(x - cell * 0.24, y, cell * 0.48, cell * 0.2), 3, 3, fill(steel)
        )
    elif kind == 1:
        blade = path_of(
            (x - cell * 0.14, y + cell * 0.3),
            (x + cell * 0.14, y + cell * 0.3),
            (x + cell * 0.05, y + cell * 0.98),
            (x - cell * 0.05, y + cell * 0.98),
        )
        canvas.drawPath(blade, fill(steel))
        canvas.drawRoundRect(
            skia.Rect.MakeXYWH(x - cell * 0.13, y, cell * 0.26, cell * 0.32), 5, 5, fill(wood)
        )
    elif kind == 2:  # noqa: PLR2004 - the third of five tools
        canvas.drawLine(x, y + cell * 0.2, x, y + cell * 0.85, stroke(steel, thick))
        canvas.drawCircle(x, y + cell * 0.14, cell * 0.13, stroke(steel, thick * 0.8))
        canvas.drawCircle(x, y + cell * 0.88, cell * 0.1, stroke(steel, thick * 0.7))
    elif kind == 3:  # noqa: PLR2004 - the fourth of five tools
        canvas.drawRoundRect(
            skia.Rect.MakeXYWH(x - thick, y, thick * 2, cell * 0.4), 5, 5, fill(rgb("b8403a"))
        )
        canvas.drawLine(x, y + cell * 0.4, x, y + cell * 0.95, stroke(steel, thick * 0.6))
    else:
        canvas.drawCircle(x, y + cell * 0.4, cell * 0.3, stroke(wood, thick * 0.8))
        canvas.drawCircle(x, y + cell * 0.4, cell * 0.2, stroke(steel, thick * 0.4))


def _exhibit(stage: Stage, plane: str, where: tuple[Point, float], look: tuple[int, float]) -> None:
    canvas, tones = stage.canvas(plane), stage.tones
    (x, y), size = where
    kind, haze = look
    if kind == 0:
        _vase(stage, plane, (x, y), size)
    elif kind == 1:
        shell = skia.Path()
        for step in range(70):
            angle, reach = step * 0.24, size * 0.42 * math.exp(-step * 0.035)
            point = (x + math.cos(angle) * reach, y - size * 0.45 + math.sin(angle) * reach)
            (shell.lineTo if step else shell.moveTo)(*point)
        canvas.drawPath(shell, stroke(tones.tone(rgb("c9a877"), haze, 0.5), size * 0.11))
    elif kind == 2:  # noqa: PLR2004 - the third of four exhibits
        for offset, tall in ((-0.2, 0.55), (0.05, 0.85), (0.24, 0.6)):
            crystal = path_of(
                (x + (offset - 0.1) * size, y),
                (x + (offset - 0.07) * size, y - tall * size * 0.75),
                (x + offset * size, y - tall * size),
                (x + (offset + 0.1) * size, y - tall * size * 0.7),
                (x + (offset + 0.12) * size, y),
            )
            canvas.drawPath(
                crystal,
                gradient(
                    (x - size * 0.3, 0),
                    (x + size * 0.3, 0),
                    [tones.tone(rgb("b79be8"), haze, 0.9), tones.tone(rgb("6a4fa8"), haze, -0.2)],
                ),
            )
    else:
        skull = skia.Path()
        skull.addOval(
            skia.Rect.MakeXYWH(x - size * 0.38, y - size * 0.75, size * 0.62, size * 0.48)
        )
        skull.addRect(skia.Rect.MakeXYWH(x - size * 0.05, y - size * 0.5, size * 0.48, size * 0.26))
        bone = tones.tone(rgb("ece0c6"), haze, 0.5)
        canvas.drawPath(skull, fill(bone))
        canvas.drawCircle(x - size * 0.04, y - size * 0.52, size * 0.09, fill(rgb("3a2c24")))
        for tooth in range(5):
            tx = x + size * (0.06 + 0.08 * tooth)
            canvas.drawPath(
                path_of(
                    (tx, y - size * 0.25),
                    (tx + size * 0.06, y - size * 0.25),
                    (tx + size * 0.03, y - size * 0.14),
                ),
                fill(bone),
            )
        canvas.drawLine(
            x, y, x, y - size * 0.3, stroke(tones.tone(rgb("6a6a6a"), haze), size * 0.05)
        )


def _vase(stage: Stage, plane: str, foot: Point, tall: float) -> None:
    canvas, tones = stage.canvas(plane), stage.tones
    rng = stage.rng("vase", round(foot[0]), round(foot[1]))
    x, y = foot
    local = rgb(("3f6f8f", "b8683f", "d8cbb0", "6a8f6f", "8f4a4a")[int(rng.integers(5))])
    half = tall * 0.26
    vase = skia.Path()
    vase.moveTo(x - half * 0.5, y)
    vase.cubicTo(
        x - half * 1.6,
        y - tall * 0.4,
        x - half * 0.9,
        y - tall * 0.62,
        x - half * 0.4,
        y - tall * 0.78,
    )
    vase.lineTo(x - half * 0.6, y - tall)
    vase.lineTo(x + half * 0.6, y - tall)
    vase.lineTo(x + half * 0.4, y - tall * 0.78)
    vase.cubicTo(x + half * 0.9, y - tall * 0.62, x + half * 1.6, y - tall * 0.4, x + half * 0.5, y)
    vase.close()
    lit = [tones.tone(local, 0, level * -tones.light.side) for level in (0.9, 0.1, -0.7)]
    canvas.drawPath(vase, gradient((x - half, 0), (x + half, 0), lit))


def _curtain(stage: Stage, plane: str, box: Box, look: tuple[Rgb, int]) -> None:
    cloth, side = look
    canvas, tones = stage.canvas(plane), stage.tones
    left, top, right, bottom = box
    wide, tall = right - left, bottom - top
    edge = left if side < 0 else right
    outer, inner = edge + side * wide * 0.17, edge - side * wide * 0.1
    path = skia.Path()
    path.moveTo(outer, top - tall * 0.07)
    path.lineTo(inner, top - tall * 0.07)
    path.quadTo(
        inner - side * wide * 0.02, top + tall * 0.55, edge + side * wide * 0.03, top + tall * 0.72
    )
    path.quadTo(inner, bottom, inner + side * wide * 0.04, bottom + tall * 0.16)
    path.lineTo(outer, bottom + tall * 0.16)
    path.close()
    folds = [tones.tone(cloth, 0, level) for level in (0.5, -0.4, 0.4, -0.5, 0.3, -0.3)]
    colours = [colour4(fold).toColor() for fold in folds]
    shader = skia.GradientShader.MakeLinear(
        [(min(outer, inner), 0), (max(outer, inner), 0)], colours
    )
    canvas.drawPath(path, skia.Paint(AntiAlias=True, Shader=shader))


def spotlight(
    stage: Stage, plane: str, source: Point, target: Point, width_px: float, strength: float
) -> None:
    """A beam of light with soft edges."""
    angle = math.atan2(target[1] - source[1], target[0] - source[0])
    side = (-math.sin(angle) * width_px, math.cos(angle) * width_px)
    beam = path_of(
        (source[0] - side[0] * 0.08, source[1] - side[1] * 0.08), (source[0] + side[0] * 0.08, source[1] + side[1] * 0.08),
        (target[0] + side[0], target[1] + side[1]), (target[0] - side[0], target[1] - side[1]),
    )  # fmt: skip
    light = rgb("fff3d6")
    paint = gradient(source, target, [light, light], [strength, 0.0])
    paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, width_px * 0.12))
    stage.canvas(plane).drawPath(beam, paint)


def seats(stage: Stage, plane: str, side: int, cloth: Rgb, floor_v: float) -> None:
    """A bench of a train compartment at one side, seen from between the benches."""
    canvas, tones, frame = stage.canvas(plane), stage.tones, stage.frame
    unit = min(frame.film_px)
    wall = frame.x(0.5 + side * 0.62)
    inner = frame.x(0.5) + side * 0.42 * min(frame.film_px[0] * 0.6, unit)
    floor = frame.y(floor_v)
    seat_far, seat_near = floor - unit * 0.15, floor - unit * 0.02
    back = path_of(
        (inner, seat_far),
        (inner + side * unit * 0.06, seat_far - unit * 0.32),
        (wall, seat_far - unit * 0.42),
        (wall, seat_near + unit * 0.1),
    )
    lit = 0.3 if side == -tones.light.side else -0.2
    canvas.drawPath(
        back,
        gradient(
            (inner, 0),
            (wall, 0),
            [tones.tone(cloth, 0, lit + 0.3), tones.tone(cloth, 0, lit - 0.4)],
        ),
    )
    for step in np.linspace(0.2, 0.9, 5).tolist():
        x = inner + (wall - inner) * step
        seam = stroke(tones.tone(shade(cloth, 0.7), 0, -0.2), unit * 0.004, 0.7)
        canvas.drawLine(
            x, seat_far - unit * (0.31 + 0.09 * step), x, seat_near + unit * 0.08 * step, seam
        )
    cushion = path_of(
        (inner - side * unit * 0.12, seat_near),
        (inner, seat_far),
        (wall, seat_near + unit * 0.1),
        (wall, floor + unit * 0.42),
        (inner - side * unit * 0.06, floor + unit * 0.3),
    )
    canvas.drawPath(
        cushion,
        gradient(
            (0, seat_far),
            (0, floor + unit * 0.3),
            [tones.tone(shade(cloth, 1.12), 0, 0.5), tones.tone(cloth, 0, -0.5)],
        ),
    )
    edge = stroke(tones.tone(rgb("d9b45a"), 0, 0.4), unit * 0.008)
    canvas.drawLine(inner, seat_far, inner + side * unit * 0.06, seat_far - unit * 0.32, edge)
    canvas.drawLine(inner - side * unit * 0.12, seat_near, inner, seat_far, edge)
