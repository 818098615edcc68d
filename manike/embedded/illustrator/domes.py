"""Domed halls with pointed arches and minarets."""

import math
from dataclasses import dataclass

import skia

from manike.embedded.illustrator.colour import fill, gradient, mix, rgb, shade, stroke
from manike.embedded.illustrator.houses import LAMPLIGHT, SNOW, Plot, path_of
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.masonry import rounded, walls
from manike.embedded.illustrator.stage import Stage


@dataclass(frozen=True, slots=True)
class Dome:
    """A domed hall."""

    wall: Rgb
    tile: Rgb
    bulge: float
    """1 a half sphere, above that an onion."""
    minarets: int
    ribs: int


SAMARKAND = Dome(rgb("d9b98a"), rgb("1fa3a8"), 1.35, 2, 15)


BYZANTINE = Dome(rgb("dba98a"), rgb("8fa0a8"), 0.78, 4, 19)


def domed(stage: Stage, plane: str, plot: Plot, kind: Dome) -> None:
    """A block with a portal, a drum and a dome, minarets beside it."""
    x, y = plot.foot
    wide, tall, haze = plot.width_px, plot.height_px, plot.haze
    for index in range(kind.minarets):
        side = -1 if index % 2 else 1
        out = 0.56 if index < 2 else 0.72  # noqa: PLR2004 - the inner pair
        foot = (x + side * out * wide, y)
        _minaret(stage, plane, Plot(foot, wide * 0.06, tall * 1.02, haze), kind)
    block = Plot((x, y), wide, tall * 0.42, haze)
    _block(stage, plane, block, kind)
    _crown(stage, plane, block, tall * 0.14, kind)
    _portal(stage, plane, block, kind)


def _block(stage: Stage, plane: str, block: Plot, kind: Dome) -> None:
    """Walls with niches, and small domes beside a low one."""
    x, y = block.foot
    wide, body, haze = block.width_px, block.height_px, block.haze
    walls(stage, plane, block, kind.wall)
    for offset in (-0.36, -0.24, 0.24, 0.36):
        niche = Plot((x + offset * wide, y - body * 0.08), wide * 0.085, body * 0.66, haze)
        _pointed(stage, plane, niche, (kind.tile, 0.35))
    if kind.bulge < 1:
        for side in (-1, 1):
            small = Plot((x + side * wide * 0.33, y - body), wide * 0.3, wide * 0.13, haze)
            _dome(stage, plane, small, kind)


def _crown(stage: Stage, plane: str, block: Plot, drum: float, kind: Dome) -> None:
    """A drum with windows under the great dome."""
    x, y = block.foot
    body, haze, radius = block.height_px, block.haze, block.width_px * 0.25
    ring = Plot((x, y - body * 0.98), radius * 1.9, drum, haze)
    walls(stage, plane, ring, mix(kind.wall, kind.tile, 0.25))
    for step in range(9):
        foot = (x + radius * 0.86 * (step - 4) / 4, y - body - drum * 0.15)
        window = Plot(foot, radius * 0.1, drum * 0.6, haze)
        _pointed(stage, plane, window, (kind.tile, 0.6))
    tall = radius * (1.25 if kind.bulge > 1 else 0.8)
    _dome(stage, plane, Plot((x, y - body - drum * 0.95), radius * 2, tall, haze), kind)


def _portal(stage: Stage, plane: str, block: Plot, kind: Dome) -> None:
    x, y = block.foot
    wide, body, haze = block.width_px, block.height_px, block.haze
    walls(stage, plane, Plot((x, y), wide * 0.34, body * 1.24, haze), shade(kind.wall, 1.03))
    band = stroke(stage.tones.tone(kind.tile, haze, 0.2), wide * 0.016)
    rect = skia.Rect.MakeXYWH(x - wide * 0.148, y - body * 1.17, wide * 0.296, body * 1.17)
    stage.canvas(plane).drawRect(rect, band)
    _pointed(stage, plane, Plot((x, y), wide * 0.2, body * 0.98, haze), (kind.tile, 0.15))


def _pointed(stage: Stage, plane: str, plot: Plot, look: tuple[Rgb, float]) -> None:
    """A pointed arch that leads into the dark; lamplight in it at night."""
    canvas, tones = stage.canvas(plane), stage.tones
    tile, depth = look
    x, y = plot.foot
    half, tall = plot.width_px / 2, plot.height_px
    path = skia.Path()
    path.moveTo(x - half, y)
    path.lineTo(x - half, y - tall * 0.58)
    path.cubicTo(x - half, y - tall * 0.82, x - half * 0.35, y - tall * 0.93, x, y - tall)
    path.cubicTo(
        x + half * 0.35, y - tall * 0.93, x + half, y - tall * 0.82, x + half, y - tall * 0.58
    )
    path.lineTo(x + half, y)
    path.close()
    inner = mix(tones.tone(shade(tile, 0.45), plot.haze, -0.6), LAMPLIGHT, 0.55 * tones.lamps)
    outer = tones.tone(shade(tile, 0.75), plot.haze, -0.2)
    canvas.drawPath(path, gradient((0, y - tall), (0, y), [outer, mix(outer, inner, 1 - depth)]))
    canvas.drawPath(
        path, stroke(tones.tone(mix(tile, (1, 1, 1), 0.35), plot.haze, 0.3), max(1.0, half * 0.09))
    )


def _dome(stage: Stage, plane: str, plot: Plot, kind: Dome) -> None:
    canvas, tones = stage.canvas(plane), stage.tones
    x, y = plot.foot
    half, tall = plot.width_px / 2, plot.height_px
    belly = half * (1.1 if kind.bulge > 1 else 1.0)
    path = skia.Path()
    path.moveTo(x - half * 0.92, y)
    path.cubicTo(x - belly * 1.22, y - tall * 0.55, x - half * 0.4, y - tall * 0.86, x, y - tall)
    path.cubicTo(
        x + half * 0.4, y - tall * 0.86, x + belly * 1.22, y - tall * 0.55, x + half * 0.92, y
    )
    path.close()
    local = mix(kind.tile, SNOW, 0.55 * tones.snow)
    canvas.drawPath(path, rounded(stage, x, half, local, plot.haze))
    canvas.save()
    canvas.clipPath(path, True)
    rib = stroke(tones.tone(shade(kind.tile, 0.7), plot.haze, -0.2), max(0.7, half * 0.02), 0.6)
    for index in range(kind.ribs):
        share = math.sin(math.pi * (index / (kind.ribs - 1) - 0.5))
        line = skia.Path()
        line.moveTo(x + share * half * 0.92, y)
        line.cubicTo(
            x + share * belly * 1.18,
            y - tall * 0.55,
            x + share * half * 0.4,
            y - tall * 0.86,
            x,
            y - tall,
        )
        canvas.drawPath(line, rib)
    canvas.restore()
    gold = fill(tones.tone(rgb("e6bd5a"), plot.haze, 0.8))
    canvas.drawRect(
        skia.Rect.MakeXYWH(x - half * 0.018, y - tall * 1.2, half * 0.036, tall * 0.22), gold
    )
    canvas.drawCircle(x, y - tall * 1.07, half * 0.05, gold)


def _minaret(stage: Stage, plane: str, plot: Plot, kind: Dome) -> None:
    canvas, tones = stage.canvas(plane), stage.tones
    x, y = plot.foot
    half, tall = plot.width_px / 2, plot.height_px
    body = path_of(
        (x - half, y),
        (x - half * 0.72, y - tall * 0.86),
        (x + half * 0.72, y - tall * 0.86),
        (x + half, y),
    )
    canvas.drawPath(body, rounded(stage, x, half, mix(kind.wall, kind.tile, 0.12), plot.haze))
    band = tones.tone(kind.tile, plot.haze, 0.1)
    for share in (0.24, 0.42, 0.6):
        level = y - tall * share
        canvas.drawLine(x - half * 0.88, level, x + half * 0.88, level, stroke(band, tall * 0.012))
    for share in (0.68, 0.86):
        ring = skia.Rect.MakeXYWH(x - half * 1.25, y - tall * share, half * 2.5, tall * 0.024)
        canvas.drawRect(ring, fill(tones.tone(kind.wall, plot.haze, 0.4)))
    if kind.bulge > 1:
        cap = Plot((x, y - tall * 0.88), half * 1.9, tall * 0.1, plot.haze)
        _dome(stage, plane, cap, kind)
    else:
        cone = path_of(
            (x - half * 0.8, y - tall * 0.88),
            (x + half * 0.8, y - tall * 0.88),
            (x, y - tall * 1.1),
        )
        canvas.drawPath(cone, fill(tones.tone(rgb("6d7f8c"), plot.haze, 0.2)))
