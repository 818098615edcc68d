"""What gives light and warmth."""

import math

from manike.embedded.figures.colours import (
    BRASS,
    DARK_METAL,
    DARK_WOOD,
    FLAME,
    INK,
    LAMP,
    NAMED,
    STONE,
    WOOD,
)
from manike.embedded.figures.geometry import blob, ellipse, limb, poly, rect
from manike.embedded.figures.shading import Brush, mix
from manike.embedded.figures.subject import Subject


def flame(brush: Brush, x: float, y: float, tall: float) -> None:
    """A flame that stands on (x, y), with its halo."""
    brush.glow(x, y - tall * 0.4, tall * 1.9, FLAME, 0.6)
    for share, colour in (
        (1.0, (0.95, 0.42, 0.16)),
        (0.74, (1.0, 0.69, 0.25)),
        (0.44, (1.0, 0.93, 0.66)),
    ):
        reach, wide = tall * share, tall * 0.27 * share
        shape = blob([(x, y), (x - wide, y - reach * 0.22), (x - wide * 0.7, y - reach * 0.52),
                      (x + wide * 0.1, y - reach), (x + wide * 0.55, y - reach * 0.6),
                      (x + wide, y - reach * 0.28)])  # fmt: skip
        brush.emit(shape, colour)


def lantern(brush: Brush) -> None:
    """A storm lantern with a warm flame."""
    brush.shadow(0, 60)
    brush.line([(-19, -72), (-16, -94), (0, -100), (16, -94), (19, -72)], DARK_METAL, 2.6)
    glass = blob([(-17, -62), (-21, -40), (-17, -18), (17, -18), (21, -40), (17, -62)], tension=0.8)
    brush.emit(glass, mix(LAMP, (1, 1, 1), 0.25), alpha=0.95 if brush.is_dark else 0.7)
    brush.glow(0, -40, 130, LAMP, 0.75)
    flame(brush, 0, -20, 26)
    for x in (-20, 0, 20):
        bend = x * 1.14
        brush.line([(x * 0.85, -63), (bend, -40), (x * 0.85, -17)], DARK_METAL, 1.8)
    brush.fill(blob([(-24, -62), (-14, -75), (-7, -80), (7, -80), (14, -75), (24, -62)],
                    tension=0.5), BRASS, shade=0.6, rim=0.9)  # fmt: skip
    brush.fill(rect(-8, -86, 8, -79, 2), DARK_METAL, shade=0.5)
    brush.fill(
        blob([(-22, -19), (22, -19), (27, 0), (-27, 0)], tension=0.25), BRASS, shade=0.6, rim=0.8
    )


def candle(brush: Brush) -> None:
    """A candle in its holder."""
    brush.shadow(0, 90)
    brush.fill(ellipse(0, -6, 42, 6), BRASS, shade=0.6)
    brush.line([(30, -12), (50, -16), (46, -2), (34, -4)], BRASS, 4)
    wax = blob([(-13, -66), (-4, -70), (6, -66), (13, -68), (14, -8), (-14, -8)], tension=0.4)
    brush.fill(wax, NAMED["ivory"], shade=0.5)
    brush.fill(blob([(-14, -66), (-9, -66), (-9, -44), (-12, -38), (-15, -44)]), NAMED["ivory"])
    brush.line([(0, -68), (1, -75)], INK, 1.8)
    flame(brush, 1, -71, 27)


def lamp(brush: Brush) -> None:
    """A standing lamp with a cloth shade."""
    brush.shadow(0, 56)
    brush.fill(ellipse(0, -3, 20, 3.4), DARK_METAL, shade=0.5)
    brush.fill(limb([(0, -3), (0, -70)], [1.7, 1.5]), BRASS, shade=0.5)
    shade = poly([(-14, -98), (14, -98), (25, -66), (-25, -66)])
    if brush.is_dark:
        brush.glow(0, -76, 78, LAMP, 0.8)
        brush.emit(shade, mix(LAMP, (1, 1, 1), 0.25))
        brush.glow(0, -74, 24, (1.0, 0.97, 0.88), 0.7)
    else:
        brush.fill(shade, NAMED["cream"], shade=0.5)
    for y, wide in ((-97, 14.5), (-67, 25)):
        brush.line([(-wide, y), (wide, y)], NAMED["ochre"], 1.6)
    brush.line([(10, -66), (10, -54)], BRASS, 0.7)


def street_lamp(brush: Brush) -> None:
    """A cast-iron street lamp."""
    brush.shadow(0, 28)
    brush.fill(blob([(-6, 0), (-4.4, -9), (4.4, -9), (6, 0)], tension=0.3), DARK_METAL, shade=0.6)
    brush.fill(limb([(0, -6), (0, -78)], [2.0, 1.3]), DARK_METAL, shade=0.6)
    brush.line([(-7, -72), (7, -72)], DARK_METAL, 1.1)
    glass = poly([(-5.5, -93), (5.5, -93), (3.8, -80), (-3.8, -80)])
    brush.emit(glass, LAMP, alpha=1.0 if brush.is_dark else 0.55)
    brush.glow(0, -86, 44, LAMP, 0.85)
    brush.line(glass, DARK_METAL, 0.9)
    brush.fill(poly([(-7, -93), (0, -100), (7, -93)]), DARK_METAL, shade=0.5)


def campfire(brush: Brush) -> None:
    """A fire between stones with sparks."""
    brush.shadow(0, 160)
    brush.glow(0, -36, 120, FLAME, 0.8)
    for x in (-58, -34, 34, 58):
        brush.fill(ellipse(x, -9, 15, 11), STONE, shade=0.7)
    for start, end in (((-52, -4), (30, -22)), ((52, -4), (-30, -22)), ((-40, -12), (44, -8))):
        brush.fill(limb([start, end], [7, 6]), DARK_WOOD, shade=0.5)
    for x, tall in ((-18, 52), (20, 58), (0, 84)):
        flame(brush, x, -12, tall)
    for _ in range(9):
        spark = float(brush.rng.uniform(-30, 30)), float(brush.rng.uniform(-98, -54))
        brush.emit(ellipse(*spark, 1.4), (1.0, 0.8, 0.4), alpha=0.9)
    for x in (-22, 4, 24):
        brush.fill(ellipse(x, -6, 13, 9), STONE, shade=0.7)


def torch(brush: Brush) -> None:
    """A burning torch on a stake."""
    brush.shadow(0, 20)
    brush.fill(limb([(0, 0), (0, -66)], [3.0, 3.8]), WOOD, shade=0.6)
    brush.fill(blob([(-7, -62), (7, -62), (9, -74), (-9, -74)], tension=0.4), DARK_METAL, shade=0.5)
    flame(brush, 0, -70, 30)


def paper_lantern(brush: Brush) -> None:
    """A round paper lantern on a cord."""
    colour = brush.pick(("d9503f", "e6a13c", "d96f8a"))
    brush.line([(0, -100), (0, -84)], INK, 1.4)
    body = blob(
        [(0, -84), (26, -76), (38, -52), (26, -28), (0, -20), (-26, -28), (-38, -52), (-26, -76)]
    )
    brush.glow(0, -52, 90, mix(colour, LAMP, 0.5), 0.7)
    if brush.is_dark:
        brush.emit(body, mix(colour, LAMP, 0.25))
        brush.glow(0, -48, 34, (1.0, 0.9, 0.65), 0.7)
    else:
        brush.fill(body, colour, shade=0.6, rim=0.8)
    for angle in (-60, -30, 0, 30, 60):
        x = 38 * math.sin(math.radians(angle))
        brush.line([(0, -84), (x, -52), (0, -20)], colour, 0.8, level=-0.6, alpha=0.7)
    for y in (-85, -20):
        brush.fill(rect(-12, y - 3, 12, y + 3, 2), BRASS, shade=0.5)
    for x in (-5, 0, 5):
        brush.line([(x, -17), (x, 0)], NAMED["gold"], 1.5)


FAMILY = (
    Subject("lantern", lantern, 0.24, 0.56, also=("oil lamp", "storm lantern", "hurricane lamp")),
    Subject("candle", candle, 0.16, 1.1),
    Subject("lamp", lamp, 0.85, 0.55, also=("floor lamp", "reading lamp", "desk lamp")),
    Subject("street lamp", street_lamp, 2.4, 0.18, also=("streetlight", "streetlamp", "lamppost")),
    Subject("campfire", campfire, 0.5, 1.5, also=("fire", "bonfire", "hearth", "fireplace")),
    Subject("torch", torch, 1.0, 0.22),
    Subject(
        "paper lantern",
        paper_lantern,
        0.3,
        0.78,
        "air",
        ("sky lantern", "chinese lantern", "vesak lantern"),
    ),
)
