"""What stands in squares, gardens and camps."""

from manike.embedded.figures.colours import (
    DARK_METAL,
    DARK_STONE,
    DARK_WOOD,
    GLASS,
    INK,
    LAMP,
    LEAF,
    NAMED,
    STONE,
    WHITE,
    WOOD,
    pick_named,
)
from manike.embedded.figures.geometry import blob, ellipse, joined, limb, poly, rect
from manike.embedded.figures.shading import Brush, hex_rgb, mix, scaled
from manike.embedded.figures.subject import Subject


def sign(brush: Brush) -> None:
    """A wooden signpost with two arrows."""
    brush.shadow(0, 40)
    brush.fill(limb([(0, 0), (0, -97)], [4.0, 3.4]), DARK_WOOD, shade=0.6)
    for y, flip, tint in ((-80, 1, 0.08), (-54, -1, 0.0)):
        board = poly([(-30 * flip, y - 10), (26 * flip, y - 10), (40 * flip, y),
                      (26 * flip, y + 10), (-30 * flip, y + 10)])  # fmt: skip
        brush.fill(board, mix(WOOD, WHITE, tint), shade=0.5, rim=0.9)
        for shift in (-3.4, 3.4):
            brush.line([(-22 * flip, y + shift), (20 * flip, y + shift)], DARK_WOOD, 1.5, alpha=0.8)
    for x in (-7, 6):
        brush.line([(x, 0), (x * 1.5, -8)], LEAF, 1.8)


def stall(brush: Brush) -> None:
    """A market stall with a striped awning."""
    colour = pick_named(brush, ("crimson", "teal", "mustard", "coral"))
    brush.shadow(0, 150)
    for x in (-58, 58):
        brush.fill(rect(x - 2.2, -80, x + 2.2, 0), WOOD, shade=0.5)
    brush.flat(rect(-58, -72, 58, -40), INK, alpha=0.3)
    for index, x in enumerate(range(-46, 50, 15)):
        tint = NAMED[("red", "amber", "green", "orange", "purple", "yellow", "coral")[index % 7]]
        for dx, y in ((-4, -42), (4, -42), (0, -48)):
            brush.fill(ellipse(x + dx, y, 4.6), tint, shade=0.6)
        brush.fill(poly([(x - 8, -42), (x + 8, -42), (x + 7, -34), (x - 7, -34)]), WOOD, shade=0.4)
    brush.fill(rect(-62, -36, 62, -30, 1), WOOD, shade=0.4)
    brush.fill(poly([(-58, -30), (58, -30), (56, 0), (-56, 0)]), mix(WOOD, WHITE, 0.1), shade=0.6)
    for x in (-34, -12, 12, 34):
        brush.line([(x, -29), (x, -1)], DARK_WOOD, 1.0, alpha=0.7)
    _awning(brush, colour)
    brush.emit(ellipse(0, -62, 3.4), LAMP, alpha=1.0 if brush.is_dark else 0.6)
    brush.glow(0, -60, 52, LAMP, 0.8)


def _awning(brush: Brush, colour: tuple[float, float, float]) -> None:
    for index in range(8):
        left, right = -72 + index * 18, -54 + index * 18
        tint = colour if index % 2 else NAMED["cream"]
        strip = joined([poly([(left * 0.86, -98), (right * 0.86, -98), (right, -76), (left, -76)]),
                        ellipse((left + right) / 2, -76, 9, 5.4)])  # fmt: skip
        brush.fill(strip, tint, shade=0.45, rim=0.2)
    brush.fill(rect(-63, -100, 63, -96, 1.5), scaled(colour, 0.8), shade=0.3)


def tent(brush: Brush) -> None:
    """A camping tent with a lit inside."""
    colour = pick_named(brush, ("orange", "teal", "mustard"))
    brush.shadow(0, 180)
    back = poly([(-4, -98), (52, -92), (94, 0), (40, 0)])
    brush.fill(back, scaled(colour, 0.72), shade=0.5)
    front = poly([(-4, -98), (42, 0), (-72, 0)])
    brush.fill(front, colour, shade=0.5, rim=0.9)
    door = blob([(-5, -80), (16, 0), (-34, 0)], tension=0.25)
    if brush.is_dark:
        brush.emit(door, LAMP)
        brush.glow(-8, -20, 80, LAMP, 0.7)
    else:
        brush.flat(door, INK, alpha=0.75)
    brush.fill(
        blob([(-5, -80), (-34, 0), (-44, 0), (-24, -36)], tension=0.5), mix(colour, WHITE, 0.3)
    )
    for start, end in (((-4, -98), (-92, -2)), ((52, -92), (104, -2))):
        brush.line([start, end], NAMED["cream"], 0.9)
    brush.line([(-4, -98), (-4, -100)], DARK_WOOD, 3)


def bench(brush: Brush) -> None:
    """A park bench."""
    brush.shadow(0, 210)
    for x in (-78, 78):
        brush.line([(x, 0), (x, -48), (x * 1.04, -96)], DARK_METAL, 6)
        brush.line([(x * 0.8, 0), (x * 0.8, -44)], DARK_METAL, 5)
        brush.line([(x * 1.06, -64), (x * 0.84, -64), (x * 0.8, -46)], DARK_METAL, 5)
    for y in (-92, -76, -60):
        brush.fill(rect(-96, y - 6, 96, y + 6, 3), WOOD, shade=0.5, rim=0.8)
    for y in (-46, -39):
        brush.fill(rect(-98, y - 4, 98, y + 4, 3), mix(WOOD, WHITE, 0.12), shade=0.4, rim=0.7)


def fountain(brush: Brush) -> None:
    """A two-tiered stone fountain."""
    water = hex_rgb("a9d8e8")
    brush.shadow(0, 170)
    brush.fill(rect(-7, -84, 7, -20, 3), STONE, shade=0.6)
    for x0, y0, x1, y1 in (
        (6, -92, 30, -58),
        (9, -90, 21, -58),
        (26, -58, 58, -24),
        (20, -57, 42, -24),
    ):
        for side in (-1, 1):
            peak = ((x0 + x1) / 2 * side, y0 - 8)
            brush.line([(x0 * side, y0), peak, (x1 * side, y1)], water, 2.4, level=0.5, alpha=0.7)
    brush.line([(0, -86), (0, -98)], water, 3.2, level=0.6, alpha=0.8)
    for y, wide in ((-58, 36), (-22, 74)):
        bowl = blob(
            [(-wide, y), (wide, y), (wide * 0.62, y + 13), (-wide * 0.62, y + 13)], tension=0.7
        )
        brush.fill(bowl, STONE, shade=0.65, rim=0.7)
        brush.fill(ellipse(0, y, wide, wide * 0.085), STONE, shade=0.3)
        brush.fill(ellipse(0, y, wide * 0.92, wide * 0.062), water, shade=0.4)
    brush.fill(blob([(-64, 0), (-56, -12), (56, -12), (64, 0)], tension=0.3), DARK_STONE, shade=0.5)


def statue(brush: Brush) -> None:
    """A robed stone figure with a raised hand on a plinth."""
    brush.shadow(0, 60)
    brush.fill(rect(-22, -8, 22, 0), DARK_STONE, shade=0.5)
    brush.fill(poly([(-17, -34), (17, -34), (19, -8), (-19, -8)]), STONE, shade=0.6)
    brush.fill(rect(-20, -38, 20, -33, 1), STONE, shade=0.4)
    stone = hex_rgb("c9c3b6")
    figure = joined([blob([(-7, -80), (0, -83), (7, -80), (10, -66), (8, -54), (12, -38),
                           (-12, -38), (-8, -56), (-10, -68)]), limb([(-8, -77), (-11, -66),
                                                                      (-5, -58)], [2.8, 2.4, 2]),
                     limb([(8, -78), (15, -84), (17, -96)], [2.8, 2.3, 1.9]), ellipse(0, -89, 5,
                                                                                      6.2),
                     limb([(0, -85), (0, -80)], [2.4, 3])])  # fmt: skip
    brush.fill(figure, stone, shade=0.7, rim=0.9)
    with brush.inside(figure):
        for x in (-5, -1, 4):
            brush.line(
                [(x * 0.6, -70), (x, -54), (x * 1.6, -38)], stone, 1.0, level=-0.8, alpha=0.8
            )
        brush.line([(-9, -76), (2, -66), (9, -58)], stone, 1.3, level=-0.7)
        brush.flat(ellipse(0, -93.5, 6, 3.2), stone, level=-0.4)


def well(brush: Brush) -> None:
    """A roofed stone well."""
    brush.shadow(0, 110)
    for x in (-34, 34):
        brush.fill(rect(x - 3, -78, x + 3, -28), WOOD, shade=0.5)
    brush.fill(rect(-38, -66, 38, -61, 2), DARK_WOOD, shade=0.4)
    brush.line([(0, -62), (0, -44)], NAMED["beige"], 1.4)
    brush.fill(poly([(-8, -46), (8, -46), (6, -32), (-6, -32)]), WOOD, shade=0.5)
    body = blob([(-44, -32), (44, -32), (42, 0), (-42, 0)], tension=0.15)
    brush.fill(body, STONE, shade=0.65)
    with brush.inside(body):
        for row in range(3):
            for column in range(-3, 4):
                x, y = column * 16 + (8 if row % 2 else 0), -26 + row * 11
                brush.line(rect(x - 7, y - 4.4, x + 7, y + 4.4, 2), DARK_STONE, 1.0, alpha=0.7)
    brush.fill(ellipse(0, -32, 45, 5.4), DARK_STONE, shade=0.4)
    brush.fill(poly([(-54, -72), (0, -100), (54, -72)]), hex_rgb("a4533d"), shade=0.6, rim=0.9)


def snowman(brush: Brush) -> None:
    """A snowman with a scarf."""
    brush.shadow(0, 70)
    for y, radius in ((-24, 25), (-57, 18.5), (-80, 13.5)):
        brush.fill(ellipse(0, y, radius), WHITE, shade=0.55, rim=0.9)
    for side in (-1, 1):
        brush.line([(side * 16, -60), (side * 32, -70), (side * 38, -80)], DARK_WOOD, 1.9)
        brush.line([(side * 32, -70), (side * 40, -70)], DARK_WOOD, 1.5)
        brush.flat(ellipse(side * 4.6 + 1, -83, 1.6), INK)
    brush.fill(poly([(1, -80), (17, -77), (1, -76)]), NAMED["orange"], shade=0.4)
    brush.line([(-5, -73), (1, -71), (7, -73)], INK, 1.2)
    for y in (-62, -54, -46):
        brush.flat(ellipse(1, y, 1.6), INK)
    brush.fill(limb([(-12, -69), (0, -66), (12, -69)], [3, 3.4, 3]), NAMED["red"], shade=0.5)
    brush.fill(limb([(8, -66), (12, -52)], [3, 3.4]), NAMED["red"], shade=0.5)
    brush.fill(rect(-15, -95, 15, -91, 1.5), INK, shade=0.4)
    brush.fill(rect(-9, -101, 9, -93, 1), INK, shade=0.5)


def chair(brush: Brush) -> None:
    """A deep armchair with a cushion."""
    colour = pick_named(brush, ("teal", "burgundy", "olive"))
    brush.shadow(0, 120)
    for x in (-36, 36):
        brush.fill(limb([(x, -10), (x * 1.04, -1)], [4, 2.6]), DARK_WOOD, shade=0.4)
    brush.fill(blob([(-38, -30), (-42, -80), (-28, -99), (28, -99), (42, -80), (38, -30)],
                    tension=0.7), colour, shade=0.6, rim=0.9)  # fmt: skip
    for x, y in ((-16, -76), (16, -76), (0, -62), (-16, -50), (16, -50)):
        brush.flat(ellipse(x, y, 1.8), colour, level=-0.9)
    brush.fill(rect(-36, -38, 36, -18, 8), mix(colour, WHITE, 0.12), shade=0.5)
    brush.fill(rect(-44, -20, 44, -7, 4), colour, shade=0.5)
    for side in (-1, 1):
        arm = blob(
            [(side * 34, -50), (side * 54, -52), (side * 56, -8), (side * 36, -8)], tension=0.45
        )
        brush.fill(arm, colour, shade=0.5, rim=0.8)
    with brush.at(8, -46, turn_deg=14) as cushion:
        cushion.fill(rect(-14, -13, 14, 13, 4), NAMED["mustard"], shade=0.5, rim=0.7)


def table(brush: Brush) -> None:
    """A round table with a cloth and a vase of flowers."""
    brush.shadow(0, 130)
    brush.fill(limb([(0, -40), (0, -4)], [5, 4]), DARK_WOOD, shade=0.5)
    brush.fill(blob([(-26, 0), (-8, -9), (8, -9), (26, 0)]), DARK_WOOD, shade=0.5)
    cloth = blob([(-58, -52), (58, -52), (60, -32), (36, -28), (14, -32), (-14, -28), (-38, -32),
                  (-60, -29)], tension=0.6)  # fmt: skip
    brush.fill(cloth, NAMED["cream"], shade=0.6)
    brush.fill(ellipse(0, -52, 58, 7), WHITE, shade=0.4)
    brush.fill(
        blob([(-7, -54), (-10, -66), (-5, -74), (5, -74), (10, -66), (7, -54)]), GLASS, shade=0.5
    )
    for x, y, tint in ((-12, -90, "coral"), (0, -96, "mustard"), (12, -88, "purple")):
        brush.line([(0, -72), (x * 0.6, -82), (x, y)], LEAF, 1.5)
        brush.fill(ellipse(x, y, 6), NAMED[tint], shade=0.5)


def fence(brush: Brush) -> None:
    """A picket fence."""
    brush.shadow(0, 210)
    for y in (-66, -28):
        brush.fill(rect(-100, y - 5, 100, y + 5), WHITE, shade=0.4)
    for x in range(-90, 91, 20):
        picket = poly([(x - 7, 0), (x - 7, -84), (x, -98), (x + 7, -84), (x + 7, 0)])
        brush.fill(picket, WHITE, shade=0.5, rim=0.6)


FAMILY = (
    Subject("sign", sign, 1.3, 0.85, also=("signpost", "road sign", "notice")),
    Subject(
        "stall",
        stall,
        1.6,
        1.5,
        also=("market stall", "market", "bazaar", "shop", "kiosk", "stand"),
    ),
    Subject("tent", tent, 1.1, 2.1, also=("camp", "yurt")),
    Subject("bench", bench, 0.5, 2.0, also=("park bench",)),
    Subject("fountain", fountain, 2.0, 1.6, also=("water fountain",)),
    Subject("statue", statue, 2.8, 0.48, also=("sculpture", "monument", "buddha")),
    Subject("well", well, 1.4, 1.1),
    Subject("snowman", snowman, 0.95, 0.85),
    Subject("armchair", chair, 0.62, 1.15, also=("chair", "sofa", "couch", "seat")),
    Subject("table", table, 0.65, 1.35, also=("desk",)),
    Subject("fence", fence, 0.6, 2.05, also=("picket fence",)),
)
