"""Instruments and what carries a voice."""

from manike.embedded.figures.colours import BRASS, DARK_METAL, DARK_WOOD, INK, METAL, NAMED, WHITE
from manike.embedded.figures.geometry import blob, ellipse, limb, poly, rect
from manike.embedded.figures.shading import Brush, hex_rgb, mix
from manike.embedded.figures.subject import Subject


def piano(brush: Brush) -> None:
    """A grand piano with its lid up."""
    black = hex_rgb("23242b")
    brush.shadow(0, 170)
    for x in (-52, 30, 62):
        brush.fill(limb([(x, -38), (x, -3)], [4.6, 2.6]), black, shade=0.6)
        brush.fill(ellipse(x, -2.5, 3.4, 2.5), BRASS, shade=0.5)
    lid = poly([(-40, -58), (72, -58), (84, -98), (-18, -92)])
    brush.fill(lid, mix(black, WHITE, 0.08), shade=0.8, rim=0.9)
    brush.line([(48, -58), (60, -88)], BRASS, 1.5)
    brush.fill(
        blob([(-70, -58), (76, -58), (80, -46), (70, -34), (-66, -34), (-74, -42)], tension=0.4),
        black,
        shade=0.7,
        rim=1.0,
    )
    brush.fill(poly([(-36, -59), (70, -59), (72, -56), (-40, -56)]), hex_rgb("b5803c"), shade=0.4)
    brush.fill(rect(-82, -50, -30, -44, 1), WHITE, shade=0.2, rim=0)
    for index in range(9):
        left = -80 + index * 5.6
        brush.line([(left, -50), (left, -44)], INK, 0.5)
        brush.flat(rect(left + 1.8, -50, left + 4, -46.6), INK)
    brush.fill(rect(-84, -44, -28, -38, 2), black, shade=0.6)
    brush.fill(poly([(-62, -58), (-30, -58), (-34, -74), (-60, -74)]), mix(black, WHITE, 0.1))
    brush.fill(poly([(-58, -60), (-36, -60), (-39, -72), (-57, -72)]), NAMED["ivory"], shade=0.2)


def violin(brush: Brush) -> None:
    """A violin that stands on its end with its bow."""
    wood = brush.pick(("a8562a", "8a4424", "b8702f"))
    brush.shadow(0, 40)
    brush.line([(25, -3), (19, -96)], DARK_WOOD, 1.5)
    brush.line([(27, -6), (21, -92)], WHITE, 0.7)
    body = blob(
        [
            (0, -58),
            (12, -56),
            (16, -48),
            (11, -38),
            (11, -33),
            (19, -22),
            (17, -6),
            (0, -1),
            (-17, -6),
            (-19, -22),
            (-11, -33),
            (-11, -38),
            (-16, -48),
            (-12, -56),
        ]
    )
    brush.fill(body, wood, shade=0.75, rim=1.0)
    brush.fill(rect(-2.2, -90, 2.2, -30, 1), hex_rgb("2b2322"), shade=0.4)
    brush.fill(blob([(-3, -90), (-3.4, -97), (0, -100), (4, -97), (3, -90)]), wood, shade=0.5)
    for y in (-92, -95):
        brush.line([(-6, y), (6, y)], INK, 1.4)
    for side in (-1, 1):
        hole = [(side * 7, -37), (side * 6, -30), (side * 8, -24)]
        brush.line(hole, INK, 1.1)
    brush.fill(rect(-6, -25, 6, -22.6, 0.5), hex_rgb("e0c08a"), shade=0.3)
    brush.fill(poly([(-3, -16), (3, -16), (2, -3), (-2, -3)]), hex_rgb("2b2322"), shade=0.3)
    for x in (-1.3, 0, 1.3):
        brush.line([(x, -90), (x * 1.6, -8)], METAL, 0.35)


def microphone(brush: Brush) -> None:
    """A classic microphone on a stand."""
    brush.shadow(0, 50)
    brush.fill(ellipse(0, -2.5, 20, 3.4), DARK_METAL, shade=0.6)
    brush.line([(0, -3), (0, -60)], METAL, 2.6)
    brush.line([(-13, -64), (-13, -74)], METAL, 1.8)
    brush.line([(13, -64), (13, -74)], METAL, 1.8)
    brush.line([(-13, -64), (0, -59), (13, -64)], METAL, 2.2)
    brush.fill(rect(-11, -99, 11, -63, 10), METAL, shade=0.8, rim=1.0)
    for x in (-6, -2, 2, 6):
        brush.line([(x, -96), (x, -83)], DARK_METAL, 1.1)
        brush.line([(x, -77), (x, -67)], DARK_METAL, 1.1)
    brush.fill(rect(-12, -83, 12, -77, 1.5), brush.pick(("c8453b", "2d4269", "34353d")), shade=0.6)


def trumpet(brush: Brush) -> None:
    """A trumpet on its little stand."""
    brush.shadow(0, 150)
    brush.line([(-8, -34), (-20, 0)], DARK_METAL, 3)
    brush.line([(8, -34), (20, 0)], DARK_METAL, 3)
    bell = blob(
        [(30, -66), (56, -74), (82, -98), (90, -98), (90, -32), (82, -32), (56, -56), (30, -60)],
        tension=0.5,
    )
    brush.line([(-84, -63), (36, -63)], BRASS, 6.5)
    brush.line([(-30, -60), (-42, -46), (-30, -34), (24, -34), (36, -46), (26, -60)], BRASS, 5.5)
    brush.fill(bell, BRASS, shade=0.8, rim=1.0)
    brush.fill(ellipse(89, -65, 5, 33), mix(BRASS, INK, 0.4), shade=0.5)
    for x in (-14, 0, 14):
        brush.fill(rect(x - 5, -72, x + 5, -28, 3), BRASS, shade=0.7, rim=0.9)
        brush.line([(x, -72), (x, -82)], METAL, 2.4)
        brush.fill(ellipse(x, -84, 5, 2.4), NAMED["ivory"], shade=0.4)
    brush.fill(poly([(-92, -70), (-82, -66), (-82, -60), (-92, -56)]), BRASS, shade=0.6)


FAMILY = (
    Subject("piano", piano, 0.95, 1.75, also=("grand piano", "keyboard", "harpsichord")),
    Subject("violin", violin, 0.55, 0.58, also=("fiddle", "cello", "viola")),
    Subject("microphone", microphone, 0.9, 0.5, also=("mic", "podcast")),
    Subject("trumpet", trumpet, 0.3, 1.95, also=("saxophone", "trombone", "brass instrument")),
)
