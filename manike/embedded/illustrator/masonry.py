"""Walls, round bodies, steps and columns of stone."""

import skia

from manike.embedded.illustrator.colour import colour4, fill, gradient, mix, rgb, stroke
from manike.embedded.illustrator.houses import SNOW, Plot, path_of
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.trees import Point


def column(
    stage: Stage, plane: str, foot: Point, size: tuple[float, float], look: tuple[Rgb, float]
) -> None:
    """A fluted column: ``size`` is its height and its width, ``look`` its stone and the haze."""
    canvas, tones = stage.canvas(plane), stage.tones
    (tall, wide), (local, haze) = size, look
    x, y = foot
    sides = [tones.tone(local, haze, lit * -tones.light.side) for lit in (0.9, 0.35, -0.35, -0.9)]
    shader = skia.GradientShader.MakeLinear(
        [(x - wide / 2, 0), (x + wide / 2, 0)], [colour4(side).toColor() for side in sides]
    )
    body = path_of(
        (x - wide / 2, y),
        (x - wide * 0.42, y - tall),
        (x + wide * 0.42, y - tall),
        (x + wide / 2, y),
    )
    canvas.drawPath(body, skia.Paint(AntiAlias=True, Shader=shader))
    flute = stroke(tones.tone(local, haze, -0.8), max(0.6, wide * 0.035), 0.35)
    for offset in (-0.3, -0.15, 0.0, 0.15, 0.3):
        canvas.drawLine(
            x + offset * wide,
            y - wide * 0.3,
            x + offset * wide * 0.86,
            y - tall + wide * 0.3,
            flute,
        )
    ends = fill(tones.tone(local, haze, 0.55))
    canvas.drawRect(
        skia.Rect.MakeXYWH(x - wide * 0.68, y - wide * 0.34, wide * 1.36, wide * 0.34), ends
    )
    canvas.drawRect(skia.Rect.MakeXYWH(x - wide * 0.66, y - tall, wide * 1.32, wide * 0.36), ends)


def walls(stage: Stage, plane: str, plot: Plot, local: Rgb) -> None:
    """An upright wall, lit from one side."""
    tones = stage.tones
    x, y = plot.foot
    rect = skia.Rect.MakeXYWH(
        x - plot.width_px / 2, y - plot.height_px, plot.width_px, plot.height_px
    )
    sides = [tones.tone(local, plot.haze, lit * -tones.light.side) for lit in (0.9, 0.1, -0.7)]
    stage.canvas(plane).drawRect(rect, gradient((rect.left(), 0), (rect.right(), 0), sides))


def rounded(stage: Stage, x: float, half: float, local: Rgb, haze: float) -> skia.Paint:
    """A fill for a round body of that half width around ``x``."""
    tones = stage.tones
    lit = [tones.tone(local, haze, level * -tones.light.side) for level in (0.9, 0.5, -0.2, -0.95)]
    return gradient((x - half, 0), (x + half, 0), lit)


def steps(stage: Stage, plane: str, plot: Plot, tall: float) -> None:
    """A flight of four steps, ``tall`` pixels high, as wide as the plot."""
    canvas, tones = stage.canvas(plane), stage.tones
    x, y = plot.foot
    local = mix(rgb("b9ad9a"), SNOW, 0.8 * tones.snow)
    count = 4
    for step in range(count):
        half = plot.width_px / 2 * (1.06 - 0.05 * step)
        low = y - tall * step / count
        rect = skia.Rect.MakeLTRB(x - half, low - tall / count, x + half, low)
        canvas.drawRect(rect, fill(tones.tone(local, plot.haze, 0.55 - 0.9 * (step % 2))))
