"""Birds and butterflies."""

from manike.embedded.figures.beast import paint_eye
from manike.embedded.figures.colours import INK, NAMED, WHITE
from manike.embedded.figures.geometry import blob, ellipse, limb, poly
from manike.embedded.figures.shading import Brush, Rgb, hex_rgb, mix, scaled
from manike.embedded.figures.subject import Subject


def bird(brush: Brush) -> None:
    """A flock of three gliding birds, the nearest with all its feathers."""
    for x, y, size in ((-92, -78, 0.34), (96, -84, 0.26)):
        with brush.at(x, y, scale=size, turn_deg=float(brush.rng.uniform(-12, 4))) as far:
            _gull(far)
    with brush.at(0, -34, scale=0.98, turn_deg=-6) as near:
        _gull(near)


def _gull(brush: Brush) -> None:
    grey = hex_rgb("aab4bf")
    far_wing = blob([(6, -6), (22, -34), (54, -52), (88, -46), (60, -34), (30, -4)])
    brush.fill(far_wing, scaled(grey, 0.86), shade=0.5)
    brush.fill(blob([(-34, 2), (-66, 4), (-72, 12), (-40, 14)]), WHITE, shade=0.4)
    body = blob(
        [(-42, 4), (-12, -10), (22, -12), (40, -16), (52, -10), (46, 0), (18, 12), (-18, 14)]
    )
    brush.fill(body, WHITE, shade=0.6, rim=0.8)
    wing = blob([(14, -4), (0, -34), (-28, -54), (-78, -58), (-96, -46), (-60, -38), (-30, -14),
                 (-14, 6)])  # fmt: skip
    brush.fill(wing, grey, shade=0.5, rim=0.9)
    with brush.inside(wing):
        brush.flat(blob([(-66, -62), (-100, -62), (-100, -40), (-70, -40)]), INK)
        for x in (-20, -40, -58):
            brush.line([(x, -24 + x * 0.2), (x - 16, -36 + x * 0.2)], grey, 1.0, level=-0.7)
    brush.fill(poly([(50, -13), (66, -7), (49, -6)]), NAMED["amber"], shade=0.4)
    paint_eye(brush, 43, -11, 1.9)


def songbird(brush: Brush) -> None:
    """A small bird that sits."""
    colour = brush.pick(("4f8fc4", "d9634a", "e0b24a", "6aa568"))
    brush.shadow(0, 60)
    for x in (-2, 8):
        brush.line([(x, -18), (x + 1, -1)], hex_rgb("b0713a"), 1.8)
        brush.line([(x - 3, -0.6), (x + 7, -0.6)], hex_rgb("b0713a"), 1.6)
    brush.fill(
        blob([(-26, -40), (-66, -20), (-72, -12), (-58, -12), (-22, -26)]), scaled(colour, 0.7)
    )
    body = blob([(-34, -36), (-20, -60), (4, -78), (16, -98), (38, -100), (50, -86), (46, -66),
                 (36, -36), (14, -16), (-14, -18)])  # fmt: skip
    brush.fill(body, colour, shade=0.6, rim=0.9)
    with brush.inside(body):
        brush.flat(blob([(52, -74), (54, -40), (20, -10), (4, -16), (16, -44), (34, -72)]),
                   mix(colour, WHITE, 0.72))  # fmt: skip
    wing = blob([(8, -66), (14, -46), (-10, -30), (-48, -22), (-26, -44), (-10, -62)])
    brush.fill(wing, scaled(colour, 0.78), shade=0.5, rim=0.8)
    brush.fill(poly([(48, -88), (64, -82), (48, -78)]), NAMED["amber"], shade=0.4)
    paint_eye(brush, 37, -86, 3.6)


def crane(brush: Brush) -> None:
    """A crane standing on one long leg and a half."""
    brush.shadow(0, 40)
    leg = hex_rgb("4b4a50")
    brush.line([(2, -44), (2, -22), (2, -1)], leg, 1.5)
    brush.line([(-4, -44), (-10, -28), (2, -26)], leg, 1.5)
    brush.line([(-2, -0.7), (8, -0.7)], leg, 1.3)
    for index, drop in enumerate((0, 5, 10)):
        plume = blob([(-14, -54), (-30, -50 + drop), (-38 + index * 3, -38 + drop), (-22, -44)])
        brush.fill(plume, INK, shade=0.4, rim=0.5)
    neck = limb([(10, -54), (18, -66), (11, -78), (16, -90)], [6, 3.6, 2.6, 2.8])
    brush.fill(neck, WHITE, shade=0.5, rim=0.7)
    body = blob([(-26, -54), (-10, -64), (10, -62), (17, -54), (10, -43), (-10, -40)])
    brush.fill(body, WHITE, shade=0.6, rim=0.8)
    brush.fill(blob([(8, -60), (-6, -48), (-30, -48), (-14, -60)]), hex_rgb("e2e4e8"), shade=0.5)
    head = blob([(11, -92), (16, -97), (22, -94), (22, -89), (15, -87)])
    brush.fill(head, WHITE, shade=0.4)
    brush.flat(blob([(13, -96), (17, -99), (21, -96), (16, -94)]), NAMED["red"])
    brush.fill(poly([(21, -94), (37, -90), (21, -89.6)]), hex_rgb("8d8a70"), shade=0.3)
    brush.line([(12, -86), (17, -76), (20, -66)], INK, 2.2, alpha=0.85)
    paint_eye(brush, 18.6, -92.6, 0.9)


def owl(brush: Brush) -> None:
    """An owl with wide eyes."""
    colour = hex_rgb("92714f")
    pale = mix(colour, WHITE, 0.6)
    brush.shadow(0, 56)
    for side in (-1, 1):
        brush.fill(
            blob([(side * 12, -86), (side * 30, -102), (side * 30, -80)], tension=0.4), colour
        )
    body = blob([(-32, -40), (-34, -72), (-22, -92), (0, -95), (22, -92), (34, -72), (32, -40),
                 (18, -4), (-18, -4)])  # fmt: skip
    brush.fill(body, colour, shade=0.6, rim=0.9)
    brush.fill(ellipse(0, -30, 19, 24), pale, shade=0.3, rim=0)
    for row in range(4):
        for column in (-1, 0, 1):
            x, y = column * 11 + (5 if row % 2 else 0) - 2, -44 + row * 10
            brush.line([(x - 3, y), (x, y + 3), (x + 3, y)], colour, 1.3)
    for side in (-1, 1):
        wing = blob([(side * 30, -62), (side * 37, -40), (side * 28, -10), (side * 19, -24)])
        brush.fill(wing, scaled(colour, 0.75), shade=0.5)
        brush.flat(ellipse(side * 12.5, -72, 13), pale)
        brush.flat(ellipse(side * 12, -72, 8.4), NAMED["amber"], level=0.2)
        paint_eye(brush, side * 11.4, -72, 5)
    brush.fill(poly([(-4, -66), (4, -66), (0, -56)]), NAMED["amber"], shade=0.4)
    for x in (-9, 9):
        brush.line([(x - 4, -2), (x, -5), (x + 4, -2)], NAMED["amber"], 2.4)


def butterfly(brush: Brush) -> None:
    """A butterfly with patterned wings."""
    tints = (("e58a3a", "3a2c2c"), ("5a8fd0", "24304a"), ("e6c04c", "5a4420"), ("c46aa8", "4a2446"))
    main, edge = (hex_rgb(code) for code in tints[int(brush.rng.integers(4))])
    with brush.at(-6, -46, scale=0.92, turn_deg=14) as tilted:
        for side in (-1, 1):
            _wing(tilted, side, main, edge)
        tilted.fill(limb([(0, -24), (0, 30)], [3.4, 1.8]), INK, shade=0.4)
        tilted.fill(ellipse(0, -28, 4.2), INK, shade=0.4)
        for side in (-1, 1):
            tilted.line([(side * 1.5, -31), (side * 7, -44), (side * 13, -49)], INK, 1.1)


def _wing(brush: Brush, side: int, main: Rgb, edge: Rgb) -> None:
    upper = [(2, -18), (14, -44), (40, -52), (54, -38), (46, -14), (22, 0), (2, -4)]
    lower = [(2, 0), (24, 2), (40, 16), (36, 38), (22, 44), (8, 24)]
    for outline in (lower, upper):
        points = [(side * x, y) for x, y in outline]
        x0 = sum(x for x, _ in points) / len(points)
        y0 = sum(y for _, y in points) / len(points)
        brush.fill(blob(points), edge, shade=0.4, rim=0.9)
        inner = [(x0 + (x - x0) * 0.8 - side * 1.5, y0 + (y - y0) * 0.8) for x, y in points]
        brush.fill(blob(inner), main, shade=0.5, rim=0.3)
    for x, y in ((48, -36), (44, -26), (36, 32), (34, 22)):
        brush.flat(ellipse(side * x, y, 1.9), WHITE, alpha=0.9)
    for x, y in ((26, -34), (34, -24)):
        brush.line([(side * 4, -8), (side * x, y)], edge, 0.9, alpha=0.8)


FAMILY = (
    Subject(
        "bird",
        bird,
        0.55,
        2.6,
        "air",
        (
            "gull",
            "seagull",
            "seabird",
            "flock",
            "albatross",
            "eagle",
            "hawk",
            "swallow",
            "goose",
            "parrot",
            "dove",
            "pigeon",
            "raven",
            "crow",
        ),
    ),
    Subject(
        "songbird", songbird, 0.14, 1.5, "ground", ("robin", "sparrow", "finch", "hummingbird")
    ),
    Subject(
        "crane", crane, 0.8, 0.8, "ground", ("crane bird", "heron", "stork", "egret", "flamingo")
    ),
    Subject("owl", owl, 0.28, 0.8, "ground"),
    Subject("butterfly", butterfly, 0.16, 1.05, "air", ("moth",)),
)
