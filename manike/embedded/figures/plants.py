"""Plants: trees, flowers and what grows in fields and gardens."""

import math

import skia

from manike.embedded.figures.colours import DARK_WOOD, GLASS, LEAF, NAMED, WHITE, WOOD
from manike.embedded.figures.geometry import Point, blob, ellipse, joined, limb, polar, rect
from manike.embedded.figures.shading import Brush, Rgb, hex_rgb, mix, scaled
from manike.embedded.figures.subject import Subject

_PETALS = ("d9534f", "e8a33d", "e6738f", "8d6cc0", "f0dc82", "5f8fd0")
_AUTUMN = ("c9502f", "e08a2f", "d9b03a", "9c3f2c", "b5702f")


def tree(brush: Brush) -> None:
    """A broad-leaved tree with a crown of leaf masses."""
    _broadleaf(brush, (hex_rgb("527f43"), hex_rgb("6b9c50"), hex_rgb("88b566")))


def autumn_tree(brush: Brush) -> None:
    """The same tree in red and gold, letting leaves fall."""
    _broadleaf(brush, (hex_rgb("a5482c"), hex_rgb("d07a32"), hex_rgb("e5ab45")))
    for _ in range(9):
        x, y = brush.rng.uniform(-34, 34), brush.rng.uniform(-34, -1)
        _leaf(brush, (float(x), float(y)), 3.0, _autumn(brush))


def _broadleaf(brush: Brush, greens: tuple[Rgb, Rgb, Rgb]) -> None:
    brush.shadow(0, 60)
    bark = hex_rgb("6b4c36")
    trunk = joined([limb([(0, 0), (-1, -22), (1, -46)], [5.4, 3.6, 3.0]), limb([(-1, -26),
                                                                                (-15, -50)], [2.6,
                                                                                              1.6]),
                    limb([(0, -32), (15, -56)], [2.4, 1.5]), blob([(-9, 0), (0, -8),
                                                                   (9, 0)])])  # fmt: skip
    brush.fill(trunk, bark, shade=0.7, rim=0.6)
    masses = ((-20, -52, 17), (20, -54, 17), (0, -50, 15), (-24, -66, 16), (25, -68, 15),
              (-12, -82, 16), (13, -83, 16), (0, -70, 22))  # fmt: skip
    for index, (x, y, radius) in enumerate(masses):
        lift = index / (len(masses) - 1)
        colour = mix(greens[0], greens[1], lift)
        brush.fill(_clump(brush, x, y, radius), colour, shade=0.65, rim=0.4)
    light_x = brush.side * 8
    for x, y, radius in ((-12, -78, 8), (10, -72, 8), (0, -88, 7), (-22, -62, 6), (20, -60, 5)):
        brush.flat(_clump(brush, x + light_x, y - 3, radius), greens[2], level=0.15, alpha=0.55)


def _clump(brush: Brush, x: float, y: float, radius: float) -> skia.Path:
    """A leafy mass: a circle with a lobed edge."""
    start = float(brush.rng.uniform(0, 360))
    points = []
    for index in range(16):
        reach = radius * (1.06 if index % 2 else 0.92) * float(brush.rng.uniform(0.96, 1.04))
        points.append(polar((x, y), start + index * 22.5, reach))
    return blob(points)


def pine(brush: Brush) -> None:
    """A fir with drooping tiers."""
    brush.shadow(0, 46)
    brush.fill(limb([(0, 0), (0, -20)], [3.4, 2.8]), hex_rgb("5f4433"), shade=0.6)
    colour = hex_rgb("3f6b54")
    for index in range(6):
        low, tall, wide = -11 - index * 13.4, 29 - index * 1.3, 27 - index * 4.1
        edge: list[Point] = [(0, low - tall)]
        for step in range(1, 6):
            share = step / 5
            edge.append((wide * share, low - tall * (1 - share) ** 1.25 + (3 if step % 2 else 0)))
        left = [(-x, y) for x, y in reversed(edge[1:])]
        skirt = [*edge, (wide * 0.5, low + 1.6), (0, low - 1), (-wide * 0.5, low + 1.6), *left]
        tier = mix(colour, hex_rgb("5d9068"), index / 7)
        brush.fill(blob(skirt, tension=0.35), tier, shade=0.7, rim=0.6)


def palm(brush: Brush) -> None:
    """A leaning coconut palm."""
    brush.shadow(-4, 44)
    bark = hex_rgb("927253")
    stem = [(-10, 0), (-7, -22), (0, -46), (10, -70)]
    brush.fill(limb(stem, [4.6, 3.2, 2.6, 2.2]), bark, shade=0.6, rim=0.7)
    for step in range(12):
        share = step / 12
        x, y = -10 + 20 * share**1.4, -4 - 64 * share
        brush.line([(x - 2.4, y), (x, y + 1.1), (x + 2.6, y - 0.6)], bark, 0.7, level=-0.8)
    top = (10.0, -71.0)
    for angle, reach in ((252, 36), (118, 34), (226, 41), (140, 40), (98, 26), (272, 26),
                         (200, 37), (164, 36)):  # fmt: skip
        _frond(brush, top, angle, reach)
    for x, y in ((7, -67), (13, -67), (10, -64)):
        brush.fill(ellipse(x, y, 2.9), hex_rgb("7a5636"), shade=0.6)


def _frond(brush: Brush, root: Point, angle: float, reach: float) -> None:
    tip = polar(root, angle, reach)
    tip = (tip[0], tip[1] + reach * 0.34)
    middle = polar(root, angle, reach * 0.55)
    crest = (middle[0], middle[1] - reach * 0.14)
    colour = mix(hex_rgb("4f8a4c"), hex_rgb("77ab55"), float(brush.rng.uniform(0, 1)))
    upper = [root, (crest[0], crest[1] - reach * 0.05), tip]
    lower = []
    for step in range(7, 0, -1):
        share = step / 8
        x = (1 - share) ** 2 * root[0] + 2 * share * (1 - share) * crest[0] + share**2 * tip[0]
        y = (1 - share) ** 2 * root[1] + 2 * share * (1 - share) * crest[1] + share**2 * tip[1]
        lower.append((x, y + reach * (0.19 if step % 2 else 0.05)))
    brush.fill(blob([*upper, *lower], tension=0.5), colour, shade=0.5, rim=0.7)
    brush.line([root, crest, tip], colour, 0.7, level=0.6)


def rose(brush: Brush) -> None:
    """A red rose in a pot under a glass bell, lit from within."""
    brush.shadow(0, 66)
    brush.glow(0, -60, 58, (1.0, 0.75, 0.7), 0.5)
    brush.fill(blob([(-24, -28), (24, -28), (17, 0), (-17, 0)], tension=0.25), hex_rgb("b8643f"))
    brush.fill(rect(-27, -33, 27, -25, 2.5), hex_rgb("c9744b"), shade=0.5)
    brush.flat(ellipse(0, -32, 23, 3.2), hex_rgb("5a3d2e"))
    brush.line([(0, -32), (-2, -48), (1, -68)], hex_rgb("4e7d45"), 2.3)
    for points in ([(-1, -44), (-12, -54), (-19, -50), (-10, -43)], [(0, -50), (11, -60),
                                                                     (18, -57),
                                                                     (10, -49)]):  # fmt: skip
        brush.fill(blob(points), LEAF, shade=0.5)
    _rose_head(brush, (1, -76), 13.5, hex_rgb("cf3a4b"))
    dome = blob([(-26, -33), (-28, -70), (-18, -93), (0, -99), (18, -93), (28, -70), (26, -33)],
                tension=0.9)  # fmt: skip
    brush.flat(dome, GLASS, level=0.5, alpha=0.16)
    brush.line(dome, WHITE, 1.1, alpha=0.65)
    x = 19.0 if brush.side >= 0 else -19.0
    brush.line([(x, -42), (x * 1.1, -66), (x * 0.8, -86)], WHITE, 2.6, alpha=0.5)


def _rose_head(brush: Brush, at: Point, radius: float, colour: Rgb) -> None:
    """Petals wound round a heart."""
    x, y = at
    for angle in (230, 130, 300, 60, 0):
        centre = polar((x, y), angle, radius * 0.52)
        brush.fill(ellipse(*centre, radius * 0.68, radius * 0.6), scaled(colour, 0.86), shade=0.6)
    brush.fill(
        ellipse(x, y - radius * 0.12, radius * 0.72, radius * 0.68), colour, shade=0.6, rim=0.8
    )
    for reach, start in ((0.52, 20), (0.36, 150), (0.2, 290)):
        swirl = [
            polar((x, y - radius * 0.16), start + turn, radius * reach)
            for turn in (0, 60, 120, 180)
        ]
        brush.line(swirl, scaled(colour, 0.55), radius * 0.09)


def flowers(brush: Brush) -> None:
    """A meadow clump of mixed flowers."""
    brush.shadow(0, 90)
    for x in range(-44, 45, 5):
        lean = float(brush.rng.uniform(-9, 9))
        tall = float(brush.rng.uniform(26, 54))
        blade = blob([(x - 2, 0), (x + lean * 0.5, -tall * 0.6), (x + lean, -tall), (x + 2, 0)])
        brush.fill(blade, mix(LEAF, hex_rgb("41723f"), float(brush.rng.uniform(0, 1))), shade=0.4)
    first = int(brush.rng.integers(len(_PETALS)))
    spots = ((-38, -52), (-20, -74), (-2, -58), (14, -86), (30, -62), (42, -46), (-30, -34),
             (6, -36), (26, -34))  # fmt: skip
    for index, (x, y) in enumerate(spots):
        brush.line([(x * 0.8, 0), (x * 0.85, y * 0.5), (x, y)], hex_rgb("4f8044"), 1.5)
        petals = hex_rgb(_PETALS[(first + index) % len(_PETALS)])
        _blossom(brush, (x, y), 9.5 - index * 0.3, petals)


def _blossom(brush: Brush, at: Point, radius: float, colour: Rgb) -> None:
    for index in range(6):
        x, y = polar(at, 60 * index + 15, radius * 0.62)
        brush.fill(ellipse(x, y, radius * 0.42, radius * 0.40), colour, shade=0.4, rim=0.4)
    brush.fill(ellipse(*at, radius * 0.36), NAMED["gold"], shade=0.5)


def mushroom(brush: Brush) -> None:
    """Two red mushrooms with white dots."""
    brush.shadow(4, 96)
    for x, size in ((30, 0.56), (-10, 1.0)):
        with brush.at(x, 0, scale=size) as one:
            one.fill(blob([(-12, 0), (-9, -30), (-12, -56), (12, -56), (9, -30), (13, 0)],
                          tension=0.6), NAMED["cream"], shade=0.6)  # fmt: skip
            one.fill(blob([(-17, -46), (0, -42), (17, -46), (8, -54), (-8, -54)]), NAMED["ivory"])
            cap = blob([(-42, -52), (-36, -78), (-16, -97), (4, -100), (26, -92), (40, -70),
                        (43, -52), (20, -58), (-20, -58)])  # fmt: skip
            one.fill(cap, NAMED["red"], shade=0.65, rim=0.9)
            for dx, dy, radius in (
                (-20, -74, 6),
                (-2, -87, 5),
                (4, -68, 6.5),
                (24, -76, 5),
                (-33, -60, 4),
            ):
                one.flat(ellipse(dx, dy, radius, radius * 0.82), WHITE)


def pumpkin(brush: Brush) -> None:
    """A ribbed pumpkin with its vine."""
    colour = hex_rgb("dd7f2e")
    brush.shadow(0, 130)
    for x, wide in ((-36, 24), (36, 24), (-20, 26), (20, 26), (0, 24)):
        brush.fill(ellipse(x, -39, wide, 38 - abs(x) * 0.16), colour, shade=0.65, rim=0.6)
    stem = limb([(0, -74), (4, -86), (16, -96)], [6, 4.5, 4])
    brush.fill(stem, hex_rgb("71813c"), shade=0.6)
    brush.fill(blob([(6, -76), (24, -88), (46, -84), (50, -70), (30, -66)]), LEAF, shade=0.5)
    brush.line([(4, -78), (-20, -86), (-32, -78), (-26, -72)], hex_rgb("71813c"), 1.8)


def leaves(brush: Brush) -> None:
    """A drift of autumn leaves, a few still falling."""
    brush.shadow(0, 160, alpha=0.3)
    for index in range(46):
        x = float(brush.rng.normal(0, 34))
        x = min(max(x, -78), 78)
        tall = 30 * math.exp(-((x / 40) ** 2))
        y = -4 - tall * float(brush.rng.uniform(0, 1)) * (1 - index / 90)
        _leaf(brush, (x, y), 9.0, _autumn(brush))
    for x, y in ((-40, -72), (26, -88), (54, -56), (-8, -54), (-66, -46)):
        _leaf(brush, (x, y), 9.5, _autumn(brush))


def _leaf(brush: Brush, at: Point, size: float, colour: Rgb) -> None:
    outline = [(0, -1.0), (0.34, -0.55), (0.9, -0.5), (0.56, -0.06), (0.74, 0.42), (0.2, 0.34),
               (0, 0.62), (-0.2, 0.34), (-0.74, 0.42), (-0.56, -0.06), (-0.9, -0.5),
               (-0.34, -0.55)]  # fmt: skip
    with brush.at(*at, scale=size, turn_deg=float(brush.rng.uniform(0, 360))) as leaf:
        leaf.fill(blob(outline, tension=0.4), colour, shade=0.5, rim=0.5)
        leaf.line([(0, -0.8), (0, 1.1)], colour, 0.09, level=-0.8)
        for side in (-1, 1):
            leaf.line([(0, 0.1), (side * 0.6, -0.36)], colour, 0.06, level=-0.7)


def _autumn(brush: Brush) -> Rgb:
    return hex_rgb(_AUTUMN[int(brush.rng.integers(len(_AUTUMN)))])


def wheat(brush: Brush) -> None:
    """A stand of ripe wheat."""
    brush.shadow(0, 80)
    for index in range(15):
        x = -42 + index * 6
        lean = float(brush.rng.uniform(-8, 12))
        tall = float(brush.rng.uniform(74, 96))
        colour = mix(hex_rgb("c99a3f"), hex_rgb("e6c467"), float(brush.rng.uniform(0, 1)))
        brush.line([(x, 0), (x + lean * 0.3, -tall * 0.5), (x + lean, -tall + 18)], colour, 1.3)
        for grain in range(6):
            gy = -tall + 22 - grain * 4
            for side in (-1, 1):
                with brush.at(x + lean + side * 1.9, gy, turn_deg=side * 24) as one:
                    one.fill(ellipse(0, 0, 1.7, 3.2), colour, shade=0.4, rim=0.3)
        brush.line([(x + lean, -tall), (x + lean * 1.15, -tall - 4)], colour, 0.8)


def tea_bushes(brush: Brush) -> None:
    """Rows of clipped tea bushes."""
    brush.shadow(0, 230)
    for row, (y, size) in enumerate(((-44, 0.72), (-20, 0.86), (0, 1.0))):
        colour = mix(hex_rgb("7aa765"), hex_rgb("4f8449"), row / 2)
        for index in range(-2, 3):
            x = index * 44 * size + (22 * size if row % 2 else 0) * 0.6
            dome = blob([(x - 24 * size, y), (x - 23 * size, y - 20 * size),
                         (x - 8 * size, y - 36 * size), (x + 10 * size, y - 36 * size),
                         (x + 23 * size, y - 19 * size), (x + 24 * size, y)],
                        tension=0.9)  # fmt: skip
            brush.fill(dome, colour, shade=0.65, rim=0.7)
            for _ in range(9):
                lx = x + float(brush.rng.uniform(-16, 16)) * size
                ly = y - float(brush.rng.uniform(12, 35)) * size
                sprig = [(lx - 2.4, ly - 3), (lx, ly), (lx + 2.4, ly - 3)]
                brush.line(sprig, hex_rgb("b5d67a"), 1.1 * size, level=0.2, alpha=0.75)


def bush(brush: Brush) -> None:
    """A round shrub with berries."""
    brush.shadow(0, 130)
    green = hex_rgb("5b8a4b")
    for x, y, radius in (
        (-36, -26, 27),
        (36, -26, 27),
        (-14, -52, 30),
        (18, -54, 30),
        (0, -30, 30),
    ):
        brush.fill(_clump(brush, x, y, radius), green, shade=0.65, rim=0.4)
    for _ in range(14):
        berry = float(brush.rng.uniform(-46, 46)), float(brush.rng.uniform(-70, -10))
        brush.fill(ellipse(*berry, 3.0), NAMED["red"], shade=0.5)


def cactus(brush: Brush) -> None:
    """A branching desert cactus in flower."""
    brush.shadow(0, 60)
    green = hex_rgb("5f8f5b")
    brush.fill(limb([(-4, -34), (-26, -38), (-27, -66)], [6, 6, 6]), green, shade=0.6)
    brush.fill(limb([(4, -46), (25, -50), (26, -76)], [6, 6, 5.5]), green, shade=0.6)
    brush.fill(limb([(0, 0), (0, -90)], [10, 9.5]), green, shade=0.65, rim=0.8)
    for x in (-4.5, 0, 4.5):
        brush.line([(x, -2), (x, -92)], green, 0.9, level=-0.7)
    for x, y in ((0, -99), (-27, -72), (26, -81)):
        _blossom(brush, (x, y + 3), 5.5, hex_rgb("e6738f"))


def sapling(brush: Brush) -> None:
    """A seedling in a mound of earth."""
    brush.shadow(0, 110)
    brush.fill(
        blob([(-54, 0), (-34, -16), (0, -22), (34, -16), (54, 0)]), hex_rgb("6b4a35"), shade=0.6
    )
    brush.line([(0, -18), (-2, -50), (2, -74)], hex_rgb("5c9448"), 4.2)
    for points in (
        [(1, -66), (18, -98), (46, -98), (36, -76)],
        [(0, -58), (-20, -86), (-44, -80), (-30, -62)],
    ):
        brush.fill(blob(points), hex_rgb("79b356"), shade=0.5, rim=0.9)
        brush.line([points[0], points[2]], LEAF, 1.2, level=-0.5)


def log(brush: Brush) -> None:
    """A fallen log with moss."""
    brush.shadow(0, 230)
    brush.fill(limb([(-90, -48), (80, -44)], [46, 42]), DARK_WOOD, shade=0.7, rim=0.7)
    brush.fill(ellipse(84, -44, 26, 42), WOOD, shade=0.5)
    for radius in (0.72, 0.46, 0.2):
        brush.line(ellipse(84, -44, 26 * radius, 42 * radius), DARK_WOOD, 1.8)
    moss = blob([(-110, -88), (-40, -98), (30, -92), (10, -76), (-40, -80), (-90, -70)])
    brush.fill(moss, hex_rgb("7c9c4c"), shade=0.5)


FAMILY = (
    Subject("autumn tree", autumn_tree, 3.4, 0.86, also=("maple", "autumn trees")),
    Subject("tree", tree, 3.4, 0.86, also=("oak", "elm", "beech", "birch", "willow", "banyan")),
    Subject(
        "pine",
        pine,
        4.0,
        0.58,
        also=("fir", "spruce", "pine tree", "fir tree", "conifer", "christmas tree"),
    ),
    Subject("palm", palm, 3.8, 0.9, also=("palm tree", "coconut", "coconut palm")),
    Subject("rose", rose, 0.35, 0.65, also=("red rose",)),
    Subject(
        "flower",
        flowers,
        0.4,
        1.1,
        also=(
            "tulip",
            "daisy",
            "lotus",
            "bloom",
            "blossom",
            "poppy",
            "sunflower",
            "lily",
            "bouquet",
            "wildflower",
        ),
    ),
    Subject("mushroom", mushroom, 0.2, 1.1, also=("toadstool",)),
    Subject("pumpkin", pumpkin, 0.28, 1.25, also=("squash",)),
    Subject("leaf", leaves, 0.5, 1.9, also=("autumn leaf", "fallen leaf", "foliage")),
    Subject(
        "wheat",
        wheat,
        0.7,
        1.1,
        also=("grain", "barley", "rice", "paddy", "corn", "reed", "crop", "harvest"),
    ),
    Subject(
        "tea bush",
        tea_bushes,
        0.9,
        2.5,
        also=("tea", "tea plant", "tea plantation", "tea field", "tea estate", "tea leaf"),
    ),
    Subject("bush", bush, 0.6, 1.35, also=("shrub", "hedge", "fern", "berry", "plant")),
    Subject("cactus", cactus, 1.5, 0.7, also=("saguaro",)),
    Subject("sapling", sapling, 0.2, 1.2, also=("seedling", "sprout", "shoot", "seed")),
    Subject("log", log, 0.35, 2.8, also=("driftwood", "firewood", "tree trunk")),
)
