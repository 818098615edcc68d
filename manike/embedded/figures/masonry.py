"""Parts that buildings share: lit windows, doors with round heads, courses of stone, steps."""

from itertools import pairwise

import skia

from manike.embedded.figures.colours import GLASS, LAMP, STONE
from manike.embedded.figures.geometry import Point, ellipse, joined, limb, rect
from manike.embedded.figures.shading import Brush, Rgb, mix, scaled

SNOW = (0.95, 0.97, 1.0)
SNOW_DEPTH = 4.2


def lit(brush: Brush, window: skia.Path) -> None:
    """A window: warm after dark, glass by day."""
    if not brush.is_dark:
        brush.fill(window, mix(GLASS, (0.2, 0.3, 0.4), 0.5), shade=0.7, rim=0.2)
        return
    bounds = window.getBounds()
    brush.emit(window, LAMP)
    reach = max(bounds.width(), bounds.height()) * 1.5
    brush.glow(bounds.centerX(), bounds.centerY(), reach, LAMP, 0.4)


def snowy_roof(brush: Brush, slope: list[Point]) -> None:
    """Snow that lies along a roof, from point to point; none where no snow has fallen."""
    if brush.light.snow == 0:
        return
    for (x0, y0), (x1, y1) in pairwise(slope):
        lying = limb([(x0, y0 - 1.5), (x1, y1 - 1.5)], [SNOW_DEPTH, SNOW_DEPTH * 0.8])
        brush.fill(lying, SNOW, shade=0.35, rim=0.6)


def arch_path(x: float, foot: float, half: float, tall: float) -> skia.Path:
    """An opening with a round head, ``half`` as wide, standing on ``foot``."""
    top = foot - tall + half
    return joined([rect(x - half, top, x + half, foot), ellipse(x, top, half)])


def arch(brush: Brush, x: float, foot: float, half: float, tall: float, colour: Rgb) -> None:
    """A door or niche with a round head and a pale frame."""
    brush.fill(
        arch_path(x, foot, half * 1.18, tall + half * 0.2), mix(STONE, (1, 1, 1), 0.3), shade=0.4
    )
    brush.fill(arch_path(x, foot, half, tall), colour, shade=0.6, rim=0)


def courses(brush: Brush, wall: skia.Path, rows: int) -> None:
    """A few stones picked out on a wall, so that it reads as masonry and not as plaster."""
    bounds = wall.getBounds()
    tall = bounds.height() / rows
    with brush.inside(wall):
        for row in range(rows):
            for _ in range(3):
                x = float(brush.rng.uniform(bounds.left(), bounds.right()))
                y = bounds.top() + tall * (row + 0.15)
                stone = rect(x, y, x + tall * 1.7, y + tall * 0.7, tall * 0.15)
                brush.flat(stone, STONE, level=float(brush.rng.uniform(-0.8, 0.5)), alpha=0.4)


def stair(brush: Brush, x: float, foot: float, half: float, steps: int) -> None:
    """Steps that narrow upwards, 2.4 units each."""
    for step in range(steps):
        wide = half * (1 - 0.09 * step)
        shape = rect(x - wide, foot - 2.4 * (step + 1), x + wide, foot - 2.4 * step)
        brush.fill(shape, mix(STONE, scaled(STONE, 0.8), step % 2), shade=0.3, rim=0.4)
