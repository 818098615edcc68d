"""Heaps of leaves: the crowns of trees and the bodies of bushes, in the picture's light."""

import math
from dataclasses import dataclass

import numpy as np
import skia

from manike.embedded.illustrator.colour import Floats, fill, mix, rgb, stroke
from manike.embedded.illustrator.grove import Brush, Point
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.tones import Tones

Leaf = tuple[Rgb, Rgb, Rgb]
"""A leaf's colour in the dark, in the middle and in the light."""

SNOWY = rgb("f4f8ff")


@dataclass(frozen=True, slots=True)
class Crown:
    """Where leaves grow, in pixels of the plant's picture."""

    middle: Point
    wide_px: float
    """Half its width."""
    high_px: float
    """Half its height."""
    lobes: int = 34
    lobe: tuple[float, float] = (0.2, 0.36)
    """Least and greatest reach of a lobe against the crown's half width and height together."""
    flat: float = 1.0
    """Height of a lobe against its width."""


def crown(brush: Brush, shape: Crown, leaf: Leaf, *, size_px: float = 0.0) -> None:
    """Paint a crown: boughs of leaves, dark within and beneath, bright towards the light."""
    rng, tones = brush.rng, brush.tones
    lobes = _lobes(rng, shape)
    deep = fill(tones.tone(leaf[0], 0, -0.62))
    for x, y, reach in lobes.tolist():
        wide, high = reach * 0.82, reach * 0.78 * shape.flat
        brush.canvas.drawOval(skia.Rect.MakeLTRB(x - wide, y - high, x + wide, y + high), deep)
    size = max(size_px or brush.height_px * 0.0088, 0.9)
    area = math.pi * shape.wide_px * shape.high_px
    count = int(np.clip(2.9 * area / (size * size * 2.2), 200, 4600))
    xs, ys, light = _scattered(brush, shape, lobes, count)
    dabs(brush, (xs, ys, light), (size, 1.0), leaf_colours(tones, leaf))


def leaf_colours(tones: Tones, leaf: Leaf) -> list[Rgb]:
    """The colours of leaves in seven steps from deep shade to full light."""
    dark, middle, bright = leaf
    if tones.snow > 0:
        bright = SNOWY
    return [
        tones.tone(dark, 0, -0.62),
        tones.tone(dark, 0, -0.25),
        tones.tone(mix(dark, middle, 0.45)),
        tones.tone(middle, 0, 0.05),
        tones.tone(mix(middle, bright, 0.4), 0, 0.25),
        tones.tone(mix(middle, bright, 0.75), 0, 0.55),
        tones.tone(bright, 0, 0.95),
    ]


def _lobes(rng: np.random.Generator, shape: Crown) -> Floats:
    """X, y and reach of each lobe; they gather in a few masses with gaps between."""
    masses = max(3, shape.lobes // 6)
    turn = rng.uniform(0, 2 * math.pi, masses)
    far = rng.uniform(0.35, 0.78, masses)
    near = np.stack([np.cos(turn) * far, np.sin(turn) * far * 0.9], 1)
    pick = rng.integers(0, masses + 2, shape.lobes)
    centre = np.vstack([near, [[0.0, -0.25], [0.0, 0.1]]])[pick]
    spread = rng.normal(0, 0.24, (shape.lobes, 2))
    at = np.clip(centre + spread, -1, 1)
    length = np.hypot(at[:, 0], at[:, 1])
    at /= np.maximum(length, 0.86)[:, None] / 0.86
    mean = (shape.wide_px + shape.high_px) / 2
    reach = rng.uniform(*shape.lobe, shape.lobes) * mean * (1.15 - 0.5 * np.hypot(*at.T))
    x = shape.middle[0] + at[:, 0] * shape.wide_px
    y = shape.middle[1] + at[:, 1] * shape.high_px
    return np.asarray(np.stack([x, y, reach], 1), np.float32)


def _scattered(
    brush: Brush, shape: Crown, lobes: Floats, count: int
) -> tuple[Floats, Floats, Floats]:
    """Places and light (-1..1) of leaves on the lobes."""
    rng, side = brush.rng, brush.tones.light.side
    weight = lobes[:, 2].astype(np.float64) ** 2
    own = rng.choice(len(lobes), count, p=weight / weight.sum())
    angle, far = rng.uniform(0, 2 * math.pi, count), np.sqrt(rng.random(count))
    far = far * (1 + 0.16 * np.abs(rng.normal(0, 1, count)) * (far > 0.8))  # noqa: PLR2004 - a rim
    dx, dy = np.cos(angle) * far, np.sin(angle) * far * shape.flat
    x = lobes[own, 0] + dx * lobes[own, 2]
    y = lobes[own, 1] + dy * lobes[own, 2]
    over = ((x - shape.middle[0]) / shape.wide_px) * side * 0.5 - (
        (y - shape.middle[1]) / shape.high_px
    ) * 0.72
    light = 0.5 * over - 0.07 + 0.42 * (dx * side * 0.5 - dy * 0.85) + rng.normal(0, 0.17, count)
    return np.asarray(x), np.asarray(y), np.asarray(np.clip(light, -1, 1))


def dabs(
    brush: Brush,
    marks: tuple[Floats, Floats, Floats],
    shape: tuple[float, float],
    colours: list[Rgb],
) -> None:
    """Short strokes, the dark ones first.

    Args:
        brush: What to paint with.
        marks: x, y and light (-1..1) of each stroke.
        shape: Half the length of a stroke in pixels, and how far it may lean (1: any way).
        colours: From deep shade to full light.
    """
    (x, y, light), (size_px, lean) = marks, shape
    turn = brush.rng.uniform(-lean, lean, len(x)) * math.pi / 2
    ex, ey = np.cos(turn) * size_px, np.sin(turn) * size_px * 0.75
    ends = np.stack([x - ex, y - ey, x + ex, y + ey], 1)
    steps = len(colours)
    level = np.clip(((light + 0.8) / 1.6 * steps).astype(int), 0, steps - 1)
    for step, colour in enumerate(colours):
        rows = ends[level == step].reshape(-1, 2).tolist()
        points = [skia.Point(*row) for row in rows]
        if points:
            paint = stroke(colour, size_px * 1.25)
            brush.canvas.drawPoints(skia.Canvas.PointMode.kLines_PointMode, points, paint)
