"""Where people live, work, learn and grow things."""

from manike.embedded.figures.colours import (
    DARK_METAL,
    DARK_WOOD,
    GLASS,
    INK,
    LAMP,
    LEAF,
    METAL,
    NAMED,
    STONE,
    WHITE,
    WOOD,
)
from manike.embedded.figures.geometry import blob, ellipse, joined, limb, poly, rect
from manike.embedded.figures.masonry import (
    arch,
    arch_path,
    courses,
    lit,
    snowy_roof,
    stair,
)
from manike.embedded.figures.shading import Brush, Rgb, hex_rgb, mix, scaled
from manike.embedded.figures.subject import Subject

_WALLS = ("efe3cf", "e9c9a4", "d9d4c4", "e7b9a0", "c8d4cf")
_BEDS = (
    (-58, 24, "5c8f4e"),
    (-36, 40, "6fa457"),
    (-12, 30, "5c8f4e"),
    (12, 46, "79b061"),
    (38, 34, "5c8f4e"),
    (60, 22, "6fa457"),
)
"""Plants under the glass: x, height, colour."""
_ROOFS = ("a8503a", "6b5a55", "8a4b3c", "4f6470")


def house(brush: Brush) -> None:
    """A gabled house with chimney, door and flowers."""
    wall, roof = brush.pick(_WALLS), brush.pick(_ROOFS, tinted=False)
    brush.shadow(0, 150)
    brush.fill(rect(26, -96, 38, -66), hex_rgb("9b6a55"), shade=0.5)
    brush.fill(rect(24, -99, 40, -94, 1), STONE, shade=0.4)
    brush.fill(rect(-54, -54, 54, 0), wall, shade=0.6)
    brush.fill(poly([(-64, -52), (-36, -92), (36, -92), (64, -52)]), roof, shade=0.65, rim=0.9)
    snowy_roof(brush, [(-64, -54), (-36, -91), (36, -91), (64, -54)])
    for row in range(1, 5):
        y, half = -92 + row * 8.4, 36 + row * 5.8
        brush.line([(-half, y), (0, y + 0.6), (half, y)], roof, 0.9, level=-0.8, alpha=0.6)
    for x in (-34, 34):
        brush.fill(rect(x - 12, -41, x + 12, -17, 1), WHITE, shade=0.3)
        lit(brush, rect(x - 10, -39, x + 10, -19))
        brush.line([(x, -39), (x, -19)], WHITE, 1.4)
        brush.line([(x - 10, -29), (x + 10, -29)], WHITE, 1.4)
        _window_box(brush, x)
    brush.fill(rect(-10, -36, 10, 0, 1), scaled(roof, 0.9), shade=0.5)
    lit(brush, arch_path(0, -22, 4, 10))
    brush.fill(ellipse(6.4, -16, 1.2), NAMED["gold"], shade=0.3)


def _window_box(brush: Brush, x: float) -> None:
    brush.fill(rect(x - 13, -17, x + 13, -12, 1), DARK_WOOD, shade=0.4)
    for index, dx in enumerate((-9, -4, 1, 6, 10)):
        brush.fill(ellipse(x + dx, -18.5, 2.8), LEAF, shade=0.3)
        brush.fill(
            ellipse(x + dx, -20, 1.8), NAMED[("red", "yellow", "pink")[index % 3]], shade=0.2
        )


def cabin(brush: Brush) -> None:
    """A log cabin with smoke from its chimney."""
    with brush.at(0, 0, scale=0.8) as framed:
        _cabin(framed)


def _cabin(brush: Brush) -> None:
    brush.shadow(0, 150)
    for y, radius in ((-106, 7), (-118, 10), (-133, 13)):
        brush.soft(-30 + (y + 100) * -0.35, y + 8, radius * 1.3, WHITE, 0.7)
    brush.fill(rect(-36, -98, -24, -60), STONE, shade=0.6)
    for row in range(6):
        low = -4.5 - row * 9
        brush.fill(
            limb([(-56, low), (56, low)], [4.8, 4.8]),
            mix(WOOD, DARK_WOOD, 0.3 * (row % 2)),
            shade=0.6,
        )
        for x in (-57, 57):
            brush.fill(ellipse(x, low, 3.4, 4.4), mix(WOOD, WHITE, 0.25), shade=0.3)
    gable = poly([(-56, -54), (0, -92), (56, -54)])
    brush.fill(gable, WOOD, shade=0.5)
    for side in (-1, 1):
        eave = poly([(0, -97), (side * 72, -50), (side * 68, -45), (0, -88)])
        brush.fill(eave, hex_rgb("5d6a58"), shade=0.5, rim=0.9)
        snowy_roof(brush, [(0, -97), (side * 72, -50)])
    lit(brush, ellipse(0, -66, 6.4))
    brush.fill(rect(-42, -39, -16, -17), DARK_WOOD, shade=0.3)
    lit(brush, rect(-40, -37, -18, -19))
    brush.line([(-29, -37), (-29, -19)], DARK_WOOD, 1.5)
    brush.line([(-40, -28), (-18, -28)], DARK_WOOD, 1.5)
    brush.fill(rect(10, -40, 32, 0, 1), DARK_WOOD, shade=0.5)
    for x in (17, 25):
        brush.line([(x, -39), (x, -1)], INK, 0.8, alpha=0.6)
    brush.fill(ellipse(28, -19, 1.5), NAMED["gold"], shade=0.3)


def hut(brush: Brush) -> None:
    """A thatched hut on stilts, as in a fishing village."""
    thatch = hex_rgb("b39255")
    brush.shadow(0, 130)
    for x in (-44, -16, 16, 44):
        brush.fill(limb([(x, -24), (x * 1.04, 0)], [2.6, 2.4]), DARK_WOOD, shade=0.5)
    brush.fill(rect(-54, -27, 54, -21, 1), WOOD, shade=0.4)
    wall = rect(-44, -54, 44, -26)
    brush.fill(wall, hex_rgb("c4a06a"), shade=0.6)
    with brush.inside(wall):
        for x in range(-42, 46, 6):
            brush.line([(x, -54), (x, -26)], DARK_WOOD, 0.7, alpha=0.5)
    lit(brush, rect(-32, -48, -16, -36, 1))
    brush.fill(rect(6, -50, 24, -26), DARK_WOOD, shade=0.5)
    roof = blob([(-66, -50), (-50, -62), (-26, -92), (0, -100), (26, -92), (50, -62), (66, -50),
                 (30, -47), (-30, -47)], tension=0.6)  # fmt: skip
    brush.fill(roof, thatch, shade=0.65, rim=0.8)
    with brush.inside(roof):
        for index in range(26):
            x = -62 + index * 5
            brush.line([(x * 0.3, -98), (x * 0.7, -72), (x, -47)], thatch, 0.9,
                       level=-0.7 if index % 2 else 0.5, alpha=0.5)  # fmt: skip
    for x in (30, 38, 46):
        brush.line([(x, -24), (x + 2, 0)], WOOD, 1.2)


def skyscraper(brush: Brush) -> None:
    """Three towers of a city, their windows lit at night."""
    brush.shadow(0, 90)
    for x, half, tall, code in (
        (-26, 13, 72, "6f8aa6"),
        (25, 14, 82, "8296a8"),
        (0, 15, 96, "5f7f9e"),
    ):
        block = rect(x - half, -tall, x + half, 0, 0.6)
        brush.fill(block, hex_rgb(code), shade=0.6, rim=0.9)
        for row in range(int(tall // 5) - 1):
            for column in range(4):
                left = x - half + 2.4 + column * (half * 2 - 3.4) / 4
                y = -tall + 4 + row * 5
                _office(brush, left, y, (half * 2 - 3.4) / 4 - 1.4)
    brush.fill(poly([(-6, -96), (0, -99), (6, -96)]), METAL, shade=0.4)
    brush.line([(0, -98), (0, -104)], METAL, 0.8)
    brush.glow(0, -103, 8, (1.0, 0.35, 0.3), 0.8)


def _office(brush: Brush, x: float, y: float, wide: float) -> None:
    pane = rect(x, y, x + wide, y + 3)
    if brush.is_dark and brush.rng.uniform() < 0.6:  # noqa: PLR2004 - most people still work
        brush.emit(pane, LAMP, alpha=float(brush.rng.uniform(0.6, 1.0)))
    else:
        brush.flat(pane, GLASS, level=-0.35, alpha=0.8)


def museum(brush: Brush) -> None:
    """A columned museum with a banner."""
    stone = hex_rgb("dccfb6")
    brush.shadow(0, 200)
    stair(brush, 0, 0, 88, 4)
    brush.fill(rect(-78, -58, 78, -9.6), stone, shade=0.5)
    brush.flat(rect(-72, -56, 72, -9.6), INK, alpha=0.28)
    arch(brush, 0, -9.6, 10, 34, DARK_WOOD)
    lit(brush, arch_path(0, -9.6, 8, 30))
    for x in (-46, 46):
        banner = poly([(x - 7, -54), (x + 7, -54), (x + 7, -22), (x, -17), (x - 7, -22)])
        brush.fill(banner, NAMED["crimson"], shade=0.5)
        brush.fill(ellipse(x, -40, 4), NAMED["gold"], shade=0.3)
    for x in (-66, -28, 28, 66):
        brush.fill(rect(x - 4.6, -57, x + 4.6, -11), mix(stone, WHITE, 0.3), shade=0.7, rim=0.6)
        for y in (-59, -11.6):
            brush.fill(rect(x - 6.4, y - 1.6, x + 6.4, y + 1.6, 0.6), WHITE, shade=0.3)
    brush.fill(rect(-86, -67, 86, -60, 0.6), stone, shade=0.4, rim=0.9)
    brush.fill(poly([(-90, -67), (0, -97), (90, -67)]), stone, shade=0.55, rim=0.95)
    brush.fill(poly([(-66, -69.5), (0, -91), (66, -69.5)]), scaled(stone, 0.82), shade=0.4, rim=0)
    brush.fill(ellipse(0, -77, 6), stone, shade=0.5)
    brush.line(poly([(-88, -67), (0, -97), (88, -67)], closed=False), WHITE, 2.2)


def greenhouse(brush: Brush) -> None:
    """A glass dome with plants inside, as on Mars."""
    brush.shadow(0, 180)
    brush.glow(0, -34, 130, (0.75, 1.0, 0.78), 0.55)
    dome = blob([(-82, -10), (-76, -46), (-48, -80), (0, -95), (48, -80), (76, -46), (82, -10)])
    brush.emit(dome, (0.80, 0.95, 0.86), alpha=0.42 if brush.is_dark else 0.3)
    with brush.inside(dome):
        for x, tall, code in _BEDS:
            for angle in (-1.0, -0.4, 0.4, 1.0):
                tip = (x + angle * 15, -10 - tall * (1.1 - abs(angle) * 0.3))
                upper, lower = (x + angle * 9, -10 - tall * 0.7), (x + angle * 4, -10 - tall * 0.5)
                brush.fill(blob([(x, -10), upper, tip, lower]), hex_rgb(code), shade=0.4)
        for x, y in ((-36, -50), (12, -58), (40, -44)):
            brush.fill(ellipse(x, y, 4.6), NAMED["red"], shade=0.5)
    frame: Rgb = (0.93, 0.95, 0.96)
    for x in (-54, -20, 20, 54):
        brush.line([(x * 1.2, -10), (x * 1.02, -52), (x * 0.28, -93)], frame, 1.4)
    brush.line([(-74, -48), (0, -54), (74, -48)], frame, 1.4)
    brush.line([(-46, -80), (0, -84), (46, -80)], frame, 1.2)
    brush.line(dome, frame, 2.6)
    side = 1 if brush.side >= 0 else -1
    brush.line([(side * 66, -34), (side * 58, -60), (side * 38, -78)], WHITE, 4.5, alpha=0.5)
    brush.fill(rect(-90, -12, 90, 0, 3), METAL, shade=0.5)
    brush.fill(rect(-12, -30, 12, 0, 5), DARK_METAL, shade=0.4, rim=0.8)
    brush.emit(rect(-7, -25, 7, -14, 3), LAMP if brush.is_dark else mix(LAMP, GLASS, 0.5))


def windmill(brush: Brush) -> None:
    """A Dutch windmill with turning sails."""
    brush.shadow(0, 60)
    body = poly([(-19, 0), (19, 0), (11, -62), (-11, -62)])
    brush.fill(body, hex_rgb("e6dcc8"), shade=0.7, rim=0.7)
    brush.fill(
        blob([(-14, -61), (-11, -73), (0, -78), (11, -73), (14, -61)]), hex_rgb("6d4a3a"), shade=0.6
    )
    brush.fill(rect(-22, -28, 22, -25, 0.6), WOOD, shade=0.4)
    lit(brush, rect(-3.4, -46, 3.4, -38, 1))
    arch(brush, 0, 0, 5, 15, DARK_WOOD)
    with brush.at(0, -66, turn_deg=float(brush.rng.uniform(18, 34))) as hub:
        for turn in (0, 90, 180, 270):
            with hub.at(0, 0, turn_deg=turn) as sail:
                sail.line([(0, 0), (0, -33)], DARK_WOOD, 1.5)
                cloth = poly([(0.6, -8), (8, -8), (8, -33), (0.6, -33)])
                sail.fill(cloth, NAMED["cream"], shade=0.3, rim=0.4, alpha=0.92)
                for y in (-14, -20, -26):
                    sail.line([(0, y), (8, y)], DARK_WOOD, 0.5)
        hub.fill(ellipse(0, 0, 2.6), DARK_WOOD, shade=0.4)


def barn(brush: Brush) -> None:
    """A red barn with white trim."""
    brush.shadow(0, 150)
    shape = poly([(-56, 0), (-56, -52), (-38, -80), (0, -98), (38, -80), (56, -52), (56, 0)])
    brush.fill(shape, hex_rgb("ab4236"), shade=0.6)
    with brush.inside(shape):
        for x in range(-54, 56, 6):
            brush.line([(x, -98), (x, 0)], INK, 0.4, alpha=0.3)
    brush.line(
        poly([(-58, -50), (-39, -81), (0, -99), (39, -81), (58, -50)], closed=False),
        hex_rgb("6b6460"),
        5,
    )
    brush.line(
        poly([(-54, -50), (-37, -77), (0, -94), (37, -77), (54, -50)], closed=False), WHITE, 2
    )
    brush.fill(rect(-24, -42, 24, 0), hex_rgb("8f352c"), shade=0.4)
    brush.line(rect(-24, -42, 24, 0), WHITE, 2.2)
    for x0, x1 in ((-24, 0), (0, 24)):
        brush.line(poly([(x0, -42), (x1, 0), (x1, -42), (x0, 0)], closed=False), WHITE, 1.6)
    lit(brush, arch_path(0, -58, 8, 17))


def pier(brush: Brush) -> None:
    """A wooden jetty on posts."""
    for x in (-150, -90, -30, 30, 90, 150):
        brush.fill(rect(x - 6, -78, x + 6, 4, 2), DARK_WOOD, shade=0.6)
    brush.fill(rect(-172, -64, 172, -48, 2), WOOD, shade=0.5, rim=0.8)
    for x in range(-160, 170, 14):
        brush.line([(x, -63), (x, -49)], DARK_WOOD, 1.1, alpha=0.6)
    for x in (-150, -30, 90):
        brush.fill(rect(x - 5, -98, x + 5, -64, 2), DARK_WOOD, shade=0.6)
    for start, end in ((-150, -30), (-30, 90)):
        brush.line([(start, -92), ((start + end) / 2, -80), (end, -92)], NAMED["beige"], 2.4)


def factory(brush: Brush) -> None:
    """A workshop hall with saw-tooth roof and chimney."""
    brush.shadow(0, 160)
    brush.soft(52, -98, 16, (0.9, 0.9, 0.92), 0.55)
    brush.fill(poly([(44, 0), (60, 0), (57, -92), (47, -92)]), hex_rgb("a5604c"), shade=0.6)
    wall = joined(
        [
            rect(-70, -40, 40, 0),
            *[poly([(x, -40), (x, -64), (x + 28, -40)]) for x in (-70, -42, -14, 12)],
        ]
    )
    brush.fill(wall, hex_rgb("b5715a"), shade=0.6, rim=0.8)
    courses(brush, rect(-70, -40, 40, 0), 7)
    for x in (-58, -34, -10, 14):
        lit(brush, rect(x - 8, -32, x + 8, -16, 1))
    brush.fill(rect(26, -24, 38, 0), DARK_METAL, shade=0.4)


FAMILY = (
    Subject(
        "house",
        house,
        3.6,
        1.32,
        also=("home", "cottage", "villa", "bungalow", "school", "building"),
    ),
    Subject("cabin", cabin, 2.8, 1.2, also=("log cabin", "chalet", "lodge")),
    Subject("hut", hut, 2.6, 1.35, also=("stilt house", "shack", "fishing hut")),
    Subject(
        "skyscraper",
        skyscraper,
        22.0,
        0.82,
        also=("city", "skyline", "high rise", "office", "city tower"),
    ),
    Subject(
        "museum",
        museum,
        6.0,
        1.85,
        also=(
            "museum facade",
            "gallery",
            "library",
            "parliament",
            "parthenon",
            "bank",
            "town hall",
        ),
    ),
    Subject(
        "greenhouse",
        greenhouse,
        3.0,
        1.95,
        also=("greenhouse dome", "glasshouse", "biodome", "habitat", "base"),
    ),
    Subject("windmill", windmill, 6.0, 0.7, also=("mill", "wind turbine")),
    Subject("barn", barn, 3.6, 1.25, also=("farm", "farmhouse", "stable")),
    Subject("pier", pier, 1.2, 3.5, "water", ("jetty", "dock", "wharf", "quay")),
    Subject("factory", factory, 5.0, 1.45, also=("workshop", "plant hall", "mine")),
)
