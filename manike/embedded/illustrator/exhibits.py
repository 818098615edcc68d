"""Small things to look at: showcases, vases, tools on a board."""

import math

import skia

from manike.embedded.illustrator.colour import fill, gradient, rgb, stroke
from manike.embedded.illustrator.houses import Plot, glow, path_of
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.perspective import Box
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.trees import Point


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
    kind, haze = look
    if kind == 0:
        vase(stage, plane, *where)
    elif kind == 1:
        _shell(stage, plane, where, haze)
    elif kind == 2:  # noqa: PLR2004 - the third of four exhibits
        _crystals(stage, plane, where, haze)
    else:
        _skull(stage, plane, where, haze)


def _shell(stage: Stage, plane: str, where: tuple[Point, float], haze: float) -> None:
    (x, y), size = where
    shell = skia.Path()
    for step in range(70):
        angle, reach = step * 0.24, size * 0.42 * math.exp(-step * 0.035)
        point = (x + math.cos(angle) * reach, y - size * 0.45 + math.sin(angle) * reach)
        (shell.lineTo if step else shell.moveTo)(*point)
    paint = stroke(stage.tones.tone(rgb("c9a877"), haze, 0.5), size * 0.11)
    stage.canvas(plane).drawPath(shell, paint)


def _crystals(stage: Stage, plane: str, where: tuple[Point, float], haze: float) -> None:
    (x, y), size = where
    tones = stage.tones
    lit = [tones.tone(rgb("b79be8"), haze, 0.9), tones.tone(rgb("6a4fa8"), haze, -0.2)]
    for offset, tall in ((-0.2, 0.55), (0.05, 0.85), (0.24, 0.6)):
        crystal = path_of(
            (x + (offset - 0.1) * size, y),
            (x + (offset - 0.07) * size, y - tall * size * 0.75),
            (x + offset * size, y - tall * size),
            (x + (offset + 0.1) * size, y - tall * size * 0.7),
            (x + (offset + 0.12) * size, y),
        )
        paint = gradient((x - size * 0.3, 0), (x + size * 0.3, 0), lit)
        stage.canvas(plane).drawPath(crystal, paint)


def _skull(stage: Stage, plane: str, where: tuple[Point, float], haze: float) -> None:
    """A beast's skull on a stand."""
    canvas, tones = stage.canvas(plane), stage.tones
    (x, y), size = where
    skull = skia.Path()
    skull.addOval(skia.Rect.MakeXYWH(x - size * 0.38, y - size * 0.75, size * 0.62, size * 0.48))
    skull.addRect(skia.Rect.MakeXYWH(x - size * 0.05, y - size * 0.5, size * 0.48, size * 0.26))
    bone = tones.tone(rgb("ece0c6"), haze, 0.5)
    canvas.drawPath(skull, fill(bone))
    canvas.drawCircle(x - size * 0.04, y - size * 0.52, size * 0.09, fill(rgb("3a2c24")))
    for tooth in range(5):
        tx = x + size * (0.06 + 0.08 * tooth)
        fang = path_of(
            (tx, y - size * 0.25),
            (tx + size * 0.06, y - size * 0.25),
            (tx + size * 0.03, y - size * 0.14),
        )
        canvas.drawPath(fang, fill(bone))
    stand = stroke(tones.tone(rgb("6a6a6a"), haze), size * 0.05)
    canvas.drawLine(x, y, x, y - size * 0.3, stand)


def vase(stage: Stage, plane: str, foot: Point, tall: float) -> None:
    """A glazed vase."""
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
