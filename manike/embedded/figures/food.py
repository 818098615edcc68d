"""Food and what it is served in."""

from manike.embedded.figures.colours import BRASS, LEAF, METAL, NAMED, WHITE, WOOD
from manike.embedded.figures.geometry import Point, blob, ellipse, joined, limb, poly, rect
from manike.embedded.figures.shading import Brush, Rgb, hex_rgb, mix
from manike.embedded.figures.subject import Subject

_BASKET = (
    (-28, -54, "red"),
    (0, -60, "green"),
    (27, -54, "amber"),
    (-12, -50, "cream"),
    (14, -51, "crimson"),
)
_CRUST = hex_rgb("c98a45")


def steam(brush: Brush, x: float, y: float, tall: float) -> None:
    """Three wisps that rise from something hot."""
    for dx, share in ((-9, 0.8), (0, 1.0), (9, 0.72)):
        top = y - tall * share
        middle = (y + top) / 2
        wisp = [(x + dx, y), (x + dx + 2.6, y - tall * 0.16), (x + dx, middle),
                (x + dx - 2.6, middle - tall * 0.16), (x + dx + 1, top)]  # fmt: skip
        brush.line(wisp, WHITE, 3.0, level=0.3, alpha=0.4)


def teapot(brush: Brush) -> None:
    """A round teapot, steaming."""
    colour = _glaze(brush)
    brush.shadow(0, 150)
    steam(brush, 78, -74, 26)
    brush.fill(limb([(36, -28), (60, -40), (74, -66)], [11, 7.5, 5]), colour, shade=0.6)
    brush.line([(-38, -62), (-72, -66), (-74, -32), (-42, -22)], colour, 8.5)
    body = blob([(-46, -40), (-36, -68), (0, -78), (36, -68), (46, -40), (34, -8), (20, 0),
                 (-20, 0), (-34, -8)])  # fmt: skip
    brush.fill(body, colour, shade=0.65, rim=0.9)
    with brush.inside(body):
        brush.line([(-50, -34), (0, -26), (50, -34)], mix(colour, WHITE, 0.7), 3)
        for x in range(-36, 40, 12):
            brush.flat(ellipse(x, -22 + abs(x) * -0.05, 2.6), WHITE, alpha=0.85)
    brush.fill(blob([(-26, -72), (-18, -84), (0, -88), (18, -84), (26, -72), (0, -68)]), colour)
    brush.fill(ellipse(0, -92, 6.5), BRASS, shade=0.5)


def cup(brush: Brush) -> None:
    """A steaming cup on a saucer."""
    colour = _glaze(brush)
    brush.shadow(0, 130)
    steam(brush, 0, -62, 36)
    brush.fill(ellipse(0, -7, 56, 8), mix(colour, WHITE, 0.6), shade=0.5)
    brush.line([(32, -54), (58, -50), (52, -26), (28, -22)], colour, 7)
    bowl = blob([(-40, -62), (40, -62), (34, -28), (18, -9), (-18, -9), (-34, -28)], tension=0.7)
    brush.fill(bowl, colour, shade=0.6, rim=0.9)
    brush.fill(ellipse(0, -62, 40, 7), mix(colour, WHITE, 0.5), shade=0.3)
    brush.flat(ellipse(0, -61, 35, 5), hex_rgb("8a5530"))


def bread(brush: Brush) -> None:
    """A scored loaf on a board with a slice."""
    brush.shadow(0, 190)
    brush.fill(rect(-92, -12, 92, 0, 5), WOOD, shade=0.6)
    loaf = blob([(-78, -12), (-80, -46), (-56, -80), (-10, -94), (38, -84), (62, -52), (60, -12)],
                tension=0.8)  # fmt: skip
    brush.fill(loaf, _CRUST, shade=0.65, rim=0.9)
    for x in (-48, -18, 12):
        cut = blob([(x - 4, -38), (x + 6, -74), (x + 20, -82), (x + 12, -50)])
        brush.fill(cut, hex_rgb("eccf95"), shade=0.3)
    piece = blob([(48, -12), (46, -50), (58, -64), (78, -64), (88, -50), (88, -12)], tension=0.6)
    brush.fill(piece, _CRUST, shade=0.4)
    brush.fill(blob([(53, -15), (51, -48), (61, -58), (76, -58), (83, -48), (83, -15)],
                    tension=0.6), hex_rgb("f0dcae"), shade=0.3, rim=0)  # fmt: skip


def fruit(brush: Brush) -> None:
    """A bowl of fruit."""
    brush.shadow(0, 130)
    brush.fill(limb([(-40, -62), (-16, -88), (18, -90), (44, -66)], [6, 9, 9, 5]), NAMED["yellow"])
    for x, y, radius, tint in ((-32, -54, 19, "red"), (34, -54, 18, "orange"), (2, -62, 21,
                                                                                "green"), (-10,
                                                                                           -46, 17,
                                                                                           "amber"),
                               (20, -44, 16, "crimson")):  # fmt: skip
        brush.fill(ellipse(x, y, radius), NAMED[tint], shade=0.65, rim=0.8)
        brush.line([(x, y - radius + 2), (x + 3, y - radius - 5)], WOOD, 2)
    for index in range(8):
        x, y = -56 + (index % 3) * 9 + index, -44 + (index // 3) * 9
        brush.fill(ellipse(x, y, 6.2), NAMED["purple"], shade=0.6)
    bowl = blob([(-66, -42), (66, -42), (50, -10), (26, 0), (-26, 0), (-50, -10)], tension=0.7)
    brush.fill(bowl, _glaze(brush), shade=0.65, rim=0.9)
    brush.line([(-60, -28), (0, -22), (60, -28)], WHITE, 2.6, alpha=0.8)


def cake(brush: Brush) -> None:
    """A layer cake with candles."""
    brush.shadow(0, 140)
    brush.fill(ellipse(0, -4, 68, 6), METAL, shade=0.5)
    for y, wide, tint in ((-8, 56, "cream"), (-36, 42, "pink")):
        brush.fill(blob([(-wide, y), (-wide, y - 27), (wide, y - 27), (wide, y)], tension=0.12),
                   mix(NAMED[tint], WHITE, 0.25), shade=0.6)  # fmt: skip
        drips: list[Point] = [(-wide - 1, y - 27)]
        for index in range(9):
            x = -wide + index * wide / 4
            drips.append((x, y - (12 if index % 2 else 20)))
        icing = blob([*drips, (wide + 1, y - 27), (0, y - 31)], tension=0.8)
        brush.fill(icing, hex_rgb("8a4f3c") if tint == "cream" else NAMED["rose"], shade=0.4)
    for index, x in enumerate((-26, -9, 9, 26)):
        wax = NAMED[("teal", "mustard")[index % 2]]
        brush.fill(rect(x - 2, -86, x + 2, -66, 1), wax, shade=0.4)
        brush.glow(x, -93, 20, (1.0, 0.75, 0.35), 0.8)
        brush.emit(blob([(x - 2.4, -89), (x, -99), (x + 2.4, -89), (x, -87)]), (1.0, 0.83, 0.4))


def soup(brush: Brush) -> None:
    """A steaming bowl with a spoon."""
    colour = _glaze(brush)
    brush.shadow(0, 140)
    steam(brush, 0, -60, 38)
    brush.line([(20, -56), (64, -88)], METAL, 4)
    bowl = blob([(-62, -56), (62, -56), (48, -16), (24, 0), (-24, 0), (-48, -16)], tension=0.75)
    brush.fill(bowl, colour, shade=0.65, rim=0.9)
    brush.fill(ellipse(0, -56, 62, 11), mix(colour, WHITE, 0.55), shade=0.3)
    brush.flat(ellipse(0, -55, 55, 8.4), hex_rgb("d38a3c"))
    for x, y, tint in (
        (-24, -57, "green"),
        (4, -53, "red"),
        (26, -57, "green"),
        (-8, -58, "cream"),
    ):
        brush.flat(ellipse(x, y, 5, 2.4), NAMED[tint])
    brush.line([(-52, -34), (0, -26), (52, -34)], WHITE, 2.4, alpha=0.7)


def basket(brush: Brush) -> None:
    """A woven basket with a handle, filled."""
    straw = hex_rgb("b98a50")
    brush.shadow(0, 110)
    brush.line([(-44, -50), (-34, -88), (0, -98), (34, -88), (44, -50)], straw, 6)
    for x, y, fruit_name in _BASKET:
        brush.fill(ellipse(x, y, 15), NAMED[fruit_name], shade=0.6)
    body = blob([(-54, -50), (54, -50), (42, 0), (-42, 0)], tension=0.2)
    brush.fill(body, straw, shade=0.65, rim=0.6)
    with brush.inside(body):
        for row in range(5):
            for column in range(-6, 7):
                left, low = column * 10 + (5 if row % 2 else 0) - 4.4, -42 + row * 9.6
                brush.line(
                    [(left, low), (left + 4.4, low + 1.6), (left + 8.8, low)], straw, 2.4, level=0.5
                )
    brush.fill(rect(-57, -56, 57, -47, 4.5), straw, shade=0.4)


def jar(brush: Brush) -> None:
    """A clay jar with painted bands."""
    clay = hex_rgb("b9724a")
    brush.shadow(0, 70)
    body = blob([(-14, -98), (14, -98), (12, -84), (34, -60), (32, -26), (14, 0), (-14, 0),
                 (-32, -26), (-34, -60), (-12, -84)], tension=0.85)  # fmt: skip
    brush.fill(body, clay, shade=0.65, rim=0.8)
    with brush.inside(body):
        for y, tint in ((-62, "cream"), (-54, "indigo"), (-36, "cream")):
            brush.line([(-40, y - 2), (0, y + 3), (40, y - 2)], NAMED[tint], 3.2, alpha=0.85)
    brush.flat(ellipse(0, -97, 13, 2.6), clay, level=-1)


def cheese(brush: Brush) -> None:
    """A wedge of cheese with holes."""
    brush.shadow(0, 170)
    top = poly([(-80, -58), (40, -98), (80, -58)])
    brush.fill(top, mix(NAMED["yellow"], WHITE, 0.35), shade=0.4)
    side = poly([(-80, -58), (80, -58), (80, 0), (-80, 0)])
    brush.fill(side, NAMED["yellow"], shade=0.6)
    for x, y, radius in ((-48, -32, 11), (-6, -20, 9), (30, -38, 13), (58, -14, 7), (-66, -10, 5)):
        brush.flat(ellipse(x, y, radius, radius * 0.86), NAMED["ochre"], level=-0.2)


def sweets(brush: Brush) -> None:
    """An ice-cream cone with three scoops."""
    brush.shadow(0, 30)
    scoops = joined([ellipse(-12, -66, 15), ellipse(12, -66, 15)])
    brush.fill(scoops, NAMED["pink"], shade=0.6)
    brush.fill(ellipse(0, -82, 16), NAMED["cream"], shade=0.6)
    brush.fill(ellipse(4, -98 + 4, 4.4), NAMED["red"], shade=0.5)
    cone = poly([(-22, -58), (22, -58), (0, 0)])
    brush.fill(cone, _CRUST, shade=0.6)
    with brush.inside(cone):
        for shift in range(-60, 61, 10):
            brush.line([(shift, -60), (shift + 30, 0)], _CRUST, 1.1, level=-0.8)
            brush.line([(shift, -60), (shift - 30, 0)], _CRUST, 1.1, level=-0.8)
    brush.fill(blob([(14, -96), (24, -100), (20, -92)]), LEAF, shade=0.3)


def _glaze(brush: Brush) -> Rgb:
    return brush.pick(("3f7f8c", "c8654a", "4f6fa8", "d9a441", "6f8f5a"))


FAMILY = (
    Subject("teapot", teapot, 0.16, 1.85, also=("kettle", "tea pot", "pot")),
    Subject(
        "cup",
        cup,
        0.1,
        1.3,
        also=(
            "mug",
            "coffee",
            "teacup",
            "cup of tea",
            "hot chocolate",
            "cocoa",
            "espresso",
            "latte",
            "cappuccino",
        ),
    ),
    Subject(
        "bread", bread, 0.16, 1.9, also=("loaf", "baguette", "toast", "pastry", "bun", "croissant")
    ),
    Subject(
        "fruit",
        fruit,
        0.28,
        1.45,
        also=(
            "apple",
            "orange",
            "mango",
            "banana",
            "grape",
            "pear",
            "bowl of fruit",
            "vegetable",
            "food",
        ),
    ),
    Subject(
        "cake",
        cake,
        0.26,
        1.4,
        also=("birthday cake", "pie", "cupcake", "muffin", "cookie", "dessert"),
    ),
    Subject(
        "soup",
        soup,
        0.14,
        1.35,
        also=("soup bowl", "bowl", "stew", "noodle", "curry", "meal", "dinner", "bowl of soup"),
    ),
    Subject("basket", basket, 0.3, 1.2, also=("hamper",)),
    Subject("jar", jar, 0.4, 0.75, also=("vase", "urn", "amphora", "pottery", "pitcher", "jug")),
    Subject("cheese", cheese, 0.14, 1.65),
    Subject("ice cream", sweets, 0.2, 0.6, also=("icecream", "gelato")),
)
