"""What a table is laid with, and what a brand gives away."""

from manike.embedded.figures.colours import BRASS, GLASS, INK, LEAF, METAL, NAMED, WHITE, WOOD
from manike.embedded.figures.geometry import blob, ellipse, limb, poly, rect, star
from manike.embedded.figures.shading import Brush, hex_rgb, mix
from manike.embedded.figures.subject import Subject


def wine(brush: Brush) -> None:
    """A bottle of wine and a filled glass."""
    red, green = hex_rgb("7a1f33"), hex_rgb("2f4a34")
    brush.shadow(0, 70)
    bottle = blob(
        [
            (-24, -99),
            (-16, -99),
            (-15, -74),
            (-8, -60),
            (-7, -2),
            (-33, -2),
            (-32, -60),
            (-25, -74),
        ],
        tension=0.5,
    )
    brush.fill(bottle, green, shade=0.8, rim=1.0)
    brush.fill(rect(-25, -100, -15, -84, 1), red, shade=0.5)
    brush.fill(rect(-32, -46, -8, -18, 1), NAMED["ivory"], shade=0.4, rim=0)
    brush.line([(-28, -38), (-12, -38)], NAMED["gold"], 1.4)
    brush.line([(-28, -31), (-16, -31)], INK, 0.9)
    brush.line([(-28, -26), (-18, -26)], INK, 0.9)
    brush.line([(-29, -58), (-29, -8)], WHITE, 1.4, alpha=0.45)
    bowl = blob(
        [(6, -62), (34, -62), (35, -46), (28, -32), (20, -28), (12, -32), (5, -46)], tension=0.8
    )
    brush.fill(bowl, GLASS, shade=0.3, rim=0.8, alpha=0.45)
    with brush.inside(bowl):
        brush.fill(rect(0, -50, 40, -20), red, shade=0.6, rim=0)
        brush.fill(ellipse(20, -50, 16, 2.6), mix(red, WHITE, 0.2), shade=0, rim=0)
    brush.line([(20, -28), (20, -4)], GLASS, 2.2)
    brush.fill(ellipse(20, -3, 12, 2.4), GLASS, shade=0.3)
    brush.line([(10, -58), (9, -44)], WHITE, 1.3, alpha=0.7)


def pizza(brush: Brush) -> None:
    """A pizza on a board, seen a little from above."""
    brush.shadow(0, 230)
    brush.fill(ellipse(0, -34, 116, 36), WOOD, shade=0.5)
    brush.fill(ellipse(0, -44, 106, 40), hex_rgb("c98a45"), shade=0.6, rim=0.8)
    brush.fill(ellipse(0, -47, 92, 33), hex_rgb("c8452f"), shade=0.3, rim=0)
    brush.fill(ellipse(0, -49, 88, 30), hex_rgb("f0c766"), shade=0.4, rim=0)
    for index in range(11):
        x, y = -66 + (index * 53) % 134, -66 + (index * 17) % 34
        brush.fill(ellipse(x, y, 11, 5.4), hex_rgb("b5362c"), shade=0.4, rim=0.3)
    for index in range(8):
        x, y = -58 + (index * 41) % 118, -62 + (index * 13) % 28
        brush.fill(blob([(x - 9, y), (x, y - 4), (x + 9, y), (x, y + 3)]), LEAF, shade=0.3, rim=0)
    for x in (-40, 0, 42):
        brush.line([(x, -70), (x + 5, -84), (x - 2, -99)], WHITE, 3, level=0.3, alpha=0.35)


def bouquet(brush: Brush) -> None:
    """Flowers in a vase."""
    brush.shadow(0, 44)
    for index, (x, y) in enumerate(
        ((-24, -72), (22, -74), (0, -88), (-11, -64), (12, -62), (-30, -54), (31, -56), (-2, -72))
    ):
        brush.line([(0, -34), (x * 0.5, (y - 34) / 2), (x, y)], LEAF, 1.6, level=-0.2)
        leaf = blob([(x * 0.5, y * 0.5 - 20), (x * 0.9, y * 0.5 - 26), (x * 0.7, y * 0.5 - 16)])
        brush.fill(leaf, LEAF, shade=0.4)
        tint = ("pink", "coral", "cream", "rose", "amber", "lilac", "red", "white")[index]
        for turn in range(6):
            with brush.at(x, y, turn_deg=turn * 60.0) as petal:
                petal.fill(ellipse(0, -5.4, 3.9, 5.6), NAMED[tint], shade=0.4, rim=0.4)
        brush.fill(ellipse(x, y, 3.2), NAMED["mustard"], shade=0.4)
    vase = blob(
        [(-9, -40), (9, -40), (8, -32), (17, -18), (12, -1), (-12, -1), (-17, -18), (-8, -32)]
    )
    brush.fill(vase, brush.pick(("3f74b0", "2f8388", "f1eee6", "b8734a")), shade=0.8, rim=1.0)
    brush.line([(-11, -22), (-12, -10)], WHITE, 1.6, alpha=0.6)


def trophy(brush: Brush) -> None:
    """A golden cup."""
    gold = NAMED["gold"]
    brush.shadow(0, 60)
    brush.glow(0, -66, 50, gold, 0.4)
    for side in (-1, 1):
        brush.line(
            [(side * 24, -90), (side * 42, -86), (side * 38, -64), (side * 18, -56)], BRASS, 4.5
        )
    brush.fill(rect(-22, -14, 22, 0, 2), hex_rgb("4a3226"), shade=0.6)
    brush.fill(poly([(-14, -22), (14, -22), (18, -14), (-18, -14)]), gold, shade=0.6)
    brush.fill(limb([(0, -48), (0, -22)], [5, 5]), gold, shade=0.7)
    cup = blob([(-30, -99), (30, -99), (27, -70), (12, -48), (-12, -48), (-27, -70)], tension=0.6)
    brush.fill(cup, gold, shade=0.8, rim=1.0)
    brush.fill(ellipse(0, -98, 30, 3.4), mix(gold, INK, 0.35), shade=0.3)
    brush.fill(star(0, -76, 11, 4.6), mix(gold, WHITE, 0.6), shade=0.2)


def bulb(brush: Brush) -> None:
    """A glowing light bulb: an idea."""
    brush.shadow(0, 40)
    brush.glow(0, -64, 62, (1.0, 0.9, 0.55), 0.8)
    glass = blob(
        [
            (0, -100),
            (24, -90),
            (33, -66),
            (22, -44),
            (13, -28),
            (-13, -28),
            (-22, -44),
            (-33, -66),
            (-24, -90),
        ]
    )
    brush.fill(glass, hex_rgb("fff0b0"), shade=0.3, rim=1.0)
    brush.emit(ellipse(0, -64, 17, 18), (1.0, 0.96, 0.76), alpha=0.9)
    brush.line(
        [(-9, -30), (-10, -56), (-3, -48), (3, -56), (10, -48), (9, -30)], NAMED["orange"], 1.7
    )
    for index in range(4):
        brush.fill(rect(-12 + index, -28 + index * 6.2, 12 - index, -23 + index * 6.2, 2), METAL)
    brush.fill(ellipse(0, -2, 6, 2.4), INK, shade=0.3)


def shopping_bag(brush: Brush) -> None:
    """A paper bag with handles."""
    colour = brush.pick(("c8453b", "2f8388", "2d4269", "d3a03a"))
    brush.shadow(0, 90)
    for shift, level in ((6, -0.4), (0, 0.2)):
        handle = [
            (-16 + shift, -70),
            (-14 + shift, -92),
            (0 + shift, -99),
            (14 + shift, -92),
            (16 + shift, -70),
        ]
        brush.line(handle, NAMED["cream"], 2.2, level=level)
    brush.fill(poly([(26, -74), (40, -70), (40, -3), (28, 0)]), mix(colour, INK, 0.3), shade=0.4)
    brush.fill(poly([(-34, -72), (28, -74), (28, 0), (-34, 0)]), colour, shade=0.6, rim=0.8)
    brush.fill(ellipse(-3, -38, 15), mix(colour, WHITE, 0.75), shade=0.2, rim=0)
    brush.fill(star(-3, -38, 9, 4), colour, shade=0.2, rim=0)


FAMILY = (
    Subject("wine", wine, 0.32, 0.75, also=("wine bottle", "wine glass", "bottle", "champagne")),
    Subject("pizza", pizza, 0.12, 2.5, also=("flatbread",)),
    Subject("bouquet", bouquet, 0.42, 0.95, also=("vase of flowers", "flowers in a vase")),
    Subject("trophy", trophy, 0.4, 0.95, also=("award", "prize", "medal")),
    Subject("light bulb", bulb, 0.2, 0.72, also=("bulb", "lightbulb", "idea")),
    Subject("shopping bag", shopping_bag, 0.35, 0.85, also=("shopping", "paper bag")),
)
