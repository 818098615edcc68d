"""Halls with curved roofs, colonnades, stupas, stalls and lanterns."""

from dataclasses import dataclass

import numpy as np
import skia

from manike.embedded.illustrator.colour import colour4, fill, gradient, mix, rgb, shade, stroke
from manike.embedded.illustrator.houses import LAMPLIGHT, SNOW, Plot, glow, path_of
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.masonry import column, rounded, steps, walls
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.trees import Point

GOODS = ("e0913a", "c9503f", "d9c050", "7f9f4a", "a8703f", "8f4f7a")


@dataclass(frozen=True, slots=True)
class Hall:
    """A hall under curved roofs."""

    wall: Rgb
    post: Rgb
    roof: Rgb
    edge: Rgb
    tiers: int
    upturn: float
    """How much the eaves rise at their ends."""


CHINESE = Hall(rgb("efe0c4"), rgb("b3362b"), rgb("3f5a55"), rgb("c9973f"), 2, 0.5)


KANDYAN = Hall(rgb("fbf4e4"), rgb("8a5a34"), rgb("9a5638"), rgb("e0b354"), 2, 0.12)


PAGODA = Hall(rgb("e9dcc3"), rgb("a53a2d"), rgb("44524f"), rgb("c9973f"), 5, 0.45)


def hall(stage: Stage, plane: str, plot: Plot, kind: Hall) -> None:
    """A hall on a platform, its tiers smaller towards the top."""
    x, y = plot.foot
    plinth = plot.height_px * 0.1
    steps(stage, plane, plot, plinth)
    level, width = y - plinth, plot.width_px * 0.82
    storey = (plot.height_px - plinth) / (kind.tiers * 1.02 + 0.25)
    for tier in range(kind.tiers):
        tall = storey * (0.56 if tier == 0 else 0.4)
        _storey(stage, plane, Plot((x, level), width, tall, plot.haze), kind)
        level -= tall
        rise = storey * (0.62 if tier == kind.tiers - 1 else 0.4)
        top = width * (0.3 if tier == kind.tiers - 1 else 0.66)
        _curved_roof(stage, plane, Plot((x, level), width * 1.22, rise, plot.haze), (kind, top))
        level -= rise * 0.94
        width *= 0.74
    gold = stage.tones.tone(kind.edge, plot.haze, 0.8)
    canvas = stage.canvas(plane)
    canvas.drawPath(
        path_of((x - storey * 0.05, level), (x + storey * 0.05, level), (x, level - storey * 0.4)),
        fill(gold),
    )
    canvas.drawCircle(x, level - storey * 0.08, storey * 0.07, fill(gold))


def colonnade(stage: Stage, plane: str, plot: Plot, local: Rgb) -> None:
    """A temple front: steps, fluted columns, pediment."""
    canvas, tones = stage.canvas(plane), stage.tones
    x, y = plot.foot
    wide, tall, haze = plot.width_px, plot.height_px, plot.haze
    steps(stage, plane, plot, tall * 0.14)
    base, top = y - tall * 0.14, y - tall * 0.66
    back = skia.Rect.MakeLTRB(x - wide * 0.4, top, x + wide * 0.4, base)
    canvas.drawRect(back, fill(mix(tones.tone(local, haze, -0.9), LAMPLIGHT, 0.2 * tones.lamps)))
    for index in range(6):
        column(
            stage,
            plane,
            (x + wide * 0.4 * (index - 2.5) / 2.5, base),
            (base - top, wide * 0.052),
            (local, haze),
        )
    beam = skia.Rect.MakeLTRB(x - wide * 0.46, top - tall * 0.1, x + wide * 0.46, top)
    canvas.drawRect(
        beam,
        gradient(
            (0, beam.top()), (0, top), [tones.tone(local, haze, 0.7), tones.tone(local, haze, -0.2)]
        ),
    )
    roof = path_of(
        (x - wide * 0.5, top - tall * 0.1), (x, y - tall), (x + wide * 0.5, top - tall * 0.1)
    )
    canvas.drawPath(roof, fill(tones.tone(local, haze, 0.5)))
    inner = path_of(
        (x - wide * 0.38, top - tall * 0.125),
        (x, y - tall * 0.95),
        (x + wide * 0.38, top - tall * 0.125),
    )
    canvas.drawPath(inner, fill(tones.tone(local, haze, -0.4)))


def stupa(stage: Stage, plane: str, plot: Plot) -> None:
    """A white bell of brick with a spire."""
    canvas, tones = stage.canvas(plane), stage.tones
    x, y = plot.foot
    wide, tall, haze = plot.width_px, plot.height_px, plot.haze
    local = rgb("f7f3ea")
    for step, share in enumerate((1.0, 0.92, 0.84)):
        rise = tall * 0.05
        walls(
            stage, plane, Plot((x, y - rise * step), wide * share, rise, haze), shade(local, 0.95)
        )
    level, half = y - tall * 0.15, wide * 0.38
    bell = skia.Path()
    bell.moveTo(x - half * 1.06, level)
    bell.cubicTo(
        x - half, level - tall * 0.52, x - half * 0.2, level - tall * 0.5, x, level - tall * 0.5
    )
    bell.cubicTo(
        x + half * 0.2, level - tall * 0.5, x + half, level - tall * 0.52, x + half * 1.06, level
    )
    bell.close()
    canvas.drawPath(bell, rounded(stage, x, half, local, haze))
    box = Plot((x, level - tall * 0.49), wide * 0.14, tall * 0.09, haze)
    walls(stage, plane, box, local)
    spire = path_of(
        (x - wide * 0.045, level - tall * 0.58),
        (x + wide * 0.045, level - tall * 0.58),
        (x, y - tall),
    )
    canvas.drawPath(spire, fill(tones.tone(rgb("e3bd62"), haze, 0.7)))


def stall(stage: Stage, plane: str, plot: Plot, cloth: Rgb) -> None:
    """A market stall with a striped awning and heaps of goods."""
    tones = stage.tones
    x, y = plot.foot
    _counter(stage, plane, plot)
    _goods(stage, plane, plot)
    if tones.lamps > 0:
        lamp = (x, y - plot.height_px * 0.62)
        glow(stage.canvas(plane), lamp, plot.height_px * 0.7, LAMPLIGHT, 0.7 * tones.lamps)
    _awning(stage, plane, plot, cloth)


def _counter(stage: Stage, plane: str, plot: Plot) -> None:
    canvas, tones = stage.canvas(plane), stage.tones
    x, y = plot.foot
    half, tall = plot.width_px / 2, plot.height_px
    wood = rgb("7a5638")
    post = stroke(tones.tone(wood, plot.haze), tall * 0.03)
    for side in (-0.92, 0.92):
        canvas.drawLine(x + side * half, y, x + side * half, y - tall * 0.8, post)
    table = skia.Rect.MakeLTRB(x - half * 0.95, y - tall * 0.34, x + half * 0.95, y)
    boards = [tones.tone(wood, plot.haze, 0.2), tones.tone(wood, plot.haze, -0.7)]
    canvas.drawRect(table, gradient((0, table.top()), (0, y), boards))


def _goods(stage: Stage, plane: str, plot: Plot) -> None:
    """Six heaps of fruit or spice."""
    canvas, rng = stage.canvas(plane), stage.rng("stall", plane, round(plot.foot[0]))
    x, y = plot.foot
    half, tall = plot.width_px / 2, plot.height_px
    for index in range(6):
        at = (x + half * (index - 2.5) / 3, y - tall * 0.36)
        local = rgb(GOODS[int(rng.integers(6))])
        for _ in range(5):
            spot = (
                at[0] + float(rng.normal(0, 0.05)) * half,
                at[1] - abs(float(rng.normal(0, 0.03))) * tall,
            )
            paint = fill(stage.tones.tone(local, plot.haze, float(rng.uniform(-0.3, 0.6))))
            canvas.drawCircle(*spot, tall * 0.04, paint)


def _awning(stage: Stage, plane: str, plot: Plot, cloth: Rgb) -> None:
    canvas, tones = stage.canvas(plane), stage.tones
    x, y = plot.foot
    half, tall = plot.width_px / 2, plot.height_px
    strips, inward = 8, 0.86
    for index in range(strips):
        left, right = (x + half * 1.1 * (2 * part / strips - 1) for part in (index, index + 1))
        colour = cloth if index % 2 else rgb("f4ead6")
        strip = path_of(
            (x + (left - x) * inward, y - tall),
            (x + (right - x) * inward, y - tall),
            (right, y - tall * 0.72),
            ((left + right) / 2, y - tall * 0.67),
            (left, y - tall * 0.72),
        )
        canvas.drawPath(strip, fill(tones.tone(colour, plot.haze, 0.5)))


def lantern(stage: Stage, plane: str, at: Point, size_px: float, local: Rgb) -> None:
    """A round paper lantern that hangs from a string."""
    canvas, tones = stage.canvas(plane), stage.tones
    x, y = at
    canvas.drawLine(
        x,
        y - size_px * 2.2,
        x,
        y - size_px * 0.8,
        stroke(tones.tone(rgb("3a2c24")), size_px * 0.05),
    )
    glow(canvas, at, size_px * 3, mix(local, LAMPLIGHT, 0.5), 0.7 * tones.lamps)
    lit = mix(tones.tone(local, 0, 0.4), mix(local, LAMPLIGHT, 0.6), tones.lamps)
    body = skia.Rect.MakeXYWH(x - size_px, y - size_px * 0.8, size_px * 2, size_px * 1.6)
    spot = mix(lit, rgb("fff2c9"), 0.6 * tones.lamps)
    shader = skia.GradientShader.MakeRadial(
        (x, y), size_px * 1.05, [colour4(c).toColor() for c in (spot, lit, shade(lit, 0.72))]
    )
    canvas.drawOval(body, skia.Paint(AntiAlias=True, Shader=shader))
    for share in (0.35, 0.7):
        rib = skia.Rect.MakeXYWH(
            x - size_px * share, y - size_px * 0.8, size_px * 2 * share, size_px * 1.6
        )
        canvas.drawOval(rib, stroke(shade(lit, 0.75), size_px * 0.04, 0.6))
    cap = fill(tones.tone(rgb("c9973f"), 0, 0.4))
    for side in (-1, 1):
        canvas.drawRect(
            skia.Rect.MakeXYWH(
                x - size_px * 0.4,
                y + side * size_px * 0.8 - size_px * 0.09,
                size_px * 0.8,
                size_px * 0.18,
            ),
            cap,
        )
    canvas.drawLine(
        x,
        y + size_px * 0.9,
        x,
        y + size_px * 1.6,
        stroke(tones.tone(local, 0, 0.2), size_px * 0.14),
    )


def _storey(stage: Stage, plane: str, plot: Plot, kind: Hall) -> None:
    canvas, tones = stage.canvas(plane), stage.tones
    x, y = plot.foot
    walls(stage, plane, plot, kind.wall)
    posts = 7
    half, tall = plot.width_px / 2, plot.height_px
    for index in range(posts):
        px = x + half * 0.96 * (2 * index / (posts - 1) - 1)
        if index < posts - 1:
            middle = px + half * 0.96 / (posts - 1)
            wide = half * 0.17
            opening = skia.Rect.MakeLTRB(
                middle - wide / 2, y - tall * 0.78, middle + wide / 2, y - tall * 0.1
            )
            glass = mix(tones.tone(rgb("5a3a28"), plot.haze, -0.5), LAMPLIGHT, 0.75 * tones.lamps)
            canvas.drawRect(opening, fill(glass))
            canvas.drawRect(
                opening, stroke(tones.tone(kind.post, plot.haze, -0.2), max(0.8, wide * 0.1))
            )
        canvas.drawLine(
            px, y, px, y - tall, stroke(tones.tone(kind.post, plot.haze, 0.2), half * 0.035)
        )
    rail = stroke(tones.tone(kind.post, plot.haze, 0.3), max(1.0, tall * 0.05))
    canvas.drawLine(x - half, y - tall * 0.9, x + half, y - tall * 0.9, rail)
    under = gradient((0, y - tall), (0, y - tall * 0.62), [tones.light.shadow] * 2, [0.5, 0.0])
    canvas.drawRect(skia.Rect.MakeLTRB(x - half, y - tall, x + half, y - tall * 0.6), under)


def _curved_roof(stage: Stage, plane: str, plot: Plot, look: tuple[Hall, float]) -> None:
    kind, top_px = look
    canvas, tones = stage.canvas(plane), stage.tones
    x, y = plot.foot
    half, rise, top = plot.width_px / 2, plot.height_px, top_px / 2
    lift = rise * kind.upturn
    path = skia.Path()
    path.moveTo(x - half, y - lift)
    path.quadTo(x - half * 0.62, y - rise * 0.18, x - top, y - rise)
    path.lineTo(x + top, y - rise)
    path.quadTo(x + half * 0.62, y - rise * 0.18, x + half, y - lift)
    path.quadTo(x + half * 0.6, y + rise * 0.1, x, y + rise * 0.1)
    path.quadTo(x - half * 0.6, y + rise * 0.1, x - half, y - lift)
    path.close()
    local = mix(kind.roof, SNOW, 0.9 * tones.snow)
    lit = [
        tones.tone(local, plot.haze, level * -tones.light.side) for level in (0.95, 0.45, 0.0, -0.5)
    ]
    canvas.drawPath(path, gradient((x - half, 0), (x + half, 0), lit))
    _ribs(stage, plane, path, (plot, look))
    eave = skia.Path()
    eave.moveTo(x - half, y - lift)
    eave.quadTo(x - half * 0.6, y + rise * 0.1, x, y + rise * 0.1)
    eave.quadTo(x + half * 0.6, y + rise * 0.1, x + half, y - lift)
    gold = tones.tone(kind.edge, plot.haze, 0.5)
    canvas.drawPath(eave, stroke(gold, max(1.0, rise * 0.07)))
    canvas.drawLine(x - top, y - rise, x + top, y - rise, stroke(gold, max(1.0, rise * 0.1)))


def _ribs(stage: Stage, plane: str, roof: skia.Path, what: tuple[Plot, tuple[Hall, float]]) -> None:
    """Rows of tiles that run down a curved roof."""
    plot, (kind, top_px) = what
    x, y = plot.foot
    half, rise, top = plot.width_px / 2, plot.height_px, top_px / 2
    canvas = stage.canvas(plane)
    canvas.save()
    canvas.clipPath(roof, True)
    dark = stage.tones.tone(kind.roof, plot.haze, -0.8)
    ink = stroke(dark, max(0.7, rise * 0.012), 0.5)
    for share in np.linspace(-1, 1, 27).tolist():
        line = skia.Path()
        line.moveTo(x + share * top, y - rise)
        line.quadTo(x + share * half * 0.66, y - rise * 0.2, x + share * half, y + rise * 0.1)
        canvas.drawPath(line, ink)
    canvas.restore()
