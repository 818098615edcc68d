"""Flowers that are grown in fields: lavender, sunflowers, tulips, poppies."""

import math

import skia

from manike.embedded.illustrator.colour import fill, mix, rgb, stroke
from manike.embedded.illustrator.grove import Brush, Point
from manike.embedded.illustrator.light import Rgb

GREEN = rgb("5f8f45")


def lavender(brush: Brush, foot: Point) -> None:
    """A bush of violet spikes."""
    h, rng, tones = brush.height_px, brush.rng, brush.tones
    for _ in range(30):
        x = foot[0] + float(rng.normal(0, 0.16)) * h
        tip = (foot[0] + (x - foot[0]) * 2.6, foot[1] - h * float(rng.uniform(0.6, 1.0)))
        lit = float(rng.uniform(-0.5, 0.9))
        brush.canvas.drawLine(
            x, foot[1], *tip, stroke(tones.tone(rgb("7f9a6a"), 0, lit), 0.012 * h)
        )
        violet = mix(rgb("7a58b8"), rgb("b79ae6"), float(rng.random()))
        low = (tip[0] + (x - tip[0]) * 0.34, tip[1] + (foot[1] - tip[1]) * 0.34)
        brush.canvas.drawLine(*low, *tip, stroke(tones.tone(violet, 0, lit), 0.05 * h))


def sunflower(brush: Brush, foot: Point) -> None:
    """Two sunflowers that look towards the light."""
    h, rng, tones = brush.height_px, brush.rng, brush.tones
    for offset in (-0.22, 0.2):
        tall = h * float(rng.uniform(0.72, 0.9))
        x = foot[0] + offset * h
        head = (x + tones.light.side * 0.05 * h, foot[1] - tall)
        brush.canvas.drawLine(x, foot[1], *head, stroke(tones.tone(GREEN), 0.03 * h))
        for level, side in ((0.35, -1), (0.55, 1), (0.7, -1)):
            at = (x, foot[1] - tall * level)
            leaf = skia.Path()
            leaf.moveTo(*at)
            leaf.quadTo(at[0] + side * 0.12 * h, at[1] - 0.12 * h, at[0] + side * 0.24 * h, at[1])
            leaf.quadTo(at[0] + side * 0.1 * h, at[1] + 0.05 * h, *at)
            brush.canvas.drawPath(leaf, fill(tones.tone(GREEN, 0, 0.4 * side * tones.light.side)))
        _daisy(brush, head, 0.155 * h, rgb("f4b82a"))


def tulip(brush: Brush, foot: Point) -> None:
    """A clump of tulips of one colour."""
    h, rng, tones = brush.height_px, brush.rng, brush.tones
    colour = rgb(("d8344a", "f2b33a", "e77fa8", "f6eee2")[int(rng.integers(4))])
    for _ in range(7):
        x = foot[0] + float(rng.uniform(-0.4, 0.4)) * h
        y = foot[1] - h * float(rng.uniform(0.62, 0.92))
        brush.canvas.drawLine(x, foot[1], x, y, stroke(tones.tone(GREEN), 0.022 * h))
        _cup(brush, (x, y), 0.085 * h, colour)


def poppy(brush: Brush, foot: Point) -> None:
    """Poppies on thin stalks."""
    h, rng, tones = brush.height_px, brush.rng, brush.tones
    for _ in range(8):
        x = foot[0] + float(rng.uniform(-0.45, 0.45)) * h
        y = foot[1] - h * float(rng.uniform(0.5, 0.95))
        stalk = stroke(tones.tone(GREEN), 0.014 * h)
        brush.canvas.drawLine(x + 0.05 * h * float(rng.normal()), foot[1], x, y, stalk)
        red = tones.tone(rgb("dd3b2a"), 0, float(rng.uniform(-0.3, 0.7)))
        brush.canvas.drawOval(
            skia.Rect.MakeLTRB(x - 0.09 * h, y - 0.06 * h, x + 0.09 * h, y + 0.06 * h), fill(red)
        )
        brush.canvas.drawCircle(x, y, 0.022 * h, fill(tones.tone(rgb("2a1a1a"))))


def _daisy(brush: Brush, at: Point, reach: float, local: Rgb) -> None:
    """A disc among rays."""
    tones = brush.tones
    for index in range(18):
        turn = math.tau * index / 18
        tip = (at[0] + math.cos(turn) * reach, at[1] + math.sin(turn) * reach * 0.94)
        lit = 0.6 * (math.cos(turn) * tones.light.side - math.sin(turn))
        brush.canvas.drawLine(*at, *tip, stroke(tones.tone(local, 0, lit * 0.7), reach * 0.26))
    brush.canvas.drawCircle(*at, reach * 0.46, fill(tones.tone(rgb("4a2f1c"), 0, 0.1)))
    brush.canvas.drawCircle(*at, reach * 0.26, fill(tones.tone(rgb("6d4a28"), 0, 0.3)))


def _cup(brush: Brush, at: Point, size: float, local: Rgb) -> None:
    """A tulip's cup: two petals in the shade, one in the light."""
    tones, (x, y) = brush.tones, at
    for side, lit in ((-1, -0.4), (1, -0.1), (0, 0.6)):
        petal = skia.Path()
        petal.moveTo(x, y + size * 0.7)
        lean = x + side * size * 0.55
        petal.cubicTo(lean - size * 0.8, y, lean - size * 0.5, y - size, lean, y - size * 1.25)
        petal.cubicTo(lean + size * 0.5, y - size, lean + size * 0.8, y, x, y + size * 0.7)
        brush.canvas.drawPath(petal, fill(tones.tone(local, 0, lit)))
