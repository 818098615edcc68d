"""Instruments and devices."""

from manike.embedded.figures.colours import (
    BRASS,
    DARK_METAL,
    DARK_WOOD,
    GLASS,
    INK,
    LAMP,
    METAL,
    NAMED,
    WHITE,
    WOOD,
    pick_named,
)
from manike.embedded.figures.geometry import blob, ellipse, limb, polar, poly, rect, ring
from manike.embedded.figures.shading import Brush, hex_rgb, mix, scaled
from manike.embedded.figures.subject import Subject


def telescope(brush: Brush) -> None:
    """A brass telescope on a wooden tripod, aimed at the sky."""
    brush.shadow(0, 90)
    for x in (-30, 30, 6):
        brush.fill(limb([(0, -50), (x, 0)], [2.8, 2.0]), WOOD, shade=0.6)
    brush.line([(-15, -24), (16, -24)], BRASS, 1.6)
    brush.fill(rect(-6, -57, 6, -46, 2), DARK_METAL, shade=0.5)
    with brush.at(0, -62, turn_deg=-36) as tube:
        tube.fill(rect(-34, -6.5, 4, 6.5, 2), BRASS, shade=0.7, rim=0.8)
        tube.fill(rect(2, -8.6, 40, 8.6, 2), NAMED["navy"], shade=0.7, rim=0.9)
        for x in (3, 37):
            tube.fill(rect(x - 2.6, -9.8, x + 2.6, 9.8, 1), BRASS, shade=0.6)
        tube.fill(ellipse(41, 0, 3.4, 9), GLASS, shade=0.5)
        tube.fill(rect(-42, -4, -34, 4, 1.5), DARK_METAL, shade=0.5)
        tube.fill(rect(-14, -12.5, 12, -8.5, 1.5), BRASS, shade=0.5)


def compass(brush: Brush) -> None:
    """A brass compass with a rose."""
    brush.shadow(0, 80)
    brush.line(ellipse(0, -94, 6), BRASS, 3.4)
    brush.fill(ellipse(0, -44, 44), BRASS, shade=0.7, rim=0.9)
    brush.fill(ellipse(0, -44, 36), NAMED["ivory"], shade=0.4, rim=0)
    for index in range(24):
        inner = 31 if index % 6 else 27
        ends = [polar((0, -44), index * 15, inner), polar((0, -44), index * 15, 34)]
        brush.line(ends, INK, 1.2)
    for turn, tint in ((0, "navy"), (45, "tan")):
        with brush.at(0, -44, turn_deg=turn) as rose:
            rose.fill(poly([(0, -20), (3.4, -3.4), (20, 0), (3.4, 3.4), (0, 20), (-3.4, 3.4),
                            (-20, 0), (-3.4, -3.4)]), NAMED[tint], shade=0.2,
                      alpha=0.5)  # fmt: skip
    with brush.at(0, -44, turn_deg=float(brush.rng.uniform(-40, 40))) as needle:
        needle.fill(poly([(0, -29), (4.4, 0), (-4.4, 0)]), NAMED["red"], shade=0.3)
        needle.fill(poly([(0, 29), (4.4, 0), (-4.4, 0)]), METAL, shade=0.3)
        needle.fill(ellipse(0, 0, 3.6), BRASS, shade=0.5)
    brush.line([(-22, -68), (-6, -78), (12, -77)], WHITE, 3, alpha=0.5)


def clock(brush: Brush) -> None:
    """A standing alarm clock."""
    colour = pick_named(brush, ("red", "teal", "mustard"))
    brush.shadow(0, 84)
    for x in (-26, 26):
        brush.fill(limb([(x * 0.8, -14), (x, -2)], [5, 4]), DARK_METAL, shade=0.5)
        brush.fill(
            blob([(x - 15, -80), (x - 9, -94), (x + 9, -94), (x + 15, -80)]), BRASS, shade=0.6
        )
    brush.line([(-8, -92), (0, -98), (8, -92)], DARK_METAL, 3)
    brush.fill(ellipse(0, -45, 42), colour, shade=0.7, rim=0.9)
    brush.fill(ellipse(0, -45, 33), NAMED["ivory"], shade=0.4, rim=0)
    for index in range(12):
        ends = [polar((0, -45), index * 30, 26), polar((0, -45), index * 30, 30)]
        brush.line(ends, INK, 2.2 if index % 3 == 0 else 1.2)
    brush.line([(0, -45), (-9, -61)], INK, 3.2)
    brush.line([(0, -45), (16, -60)], INK, 2.2)
    brush.fill(ellipse(0, -45, 3), NAMED["red"], shade=0.3)


def camera(brush: Brush) -> None:
    """A film camera."""
    brush.shadow(0, 150)
    brush.fill(rect(-40, -98, 6, -76, 4), METAL, shade=0.6)
    brush.fill(rect(38, -90, 56, -80, 3), DARK_METAL, shade=0.5)
    brush.fill(rect(-72, -84, 72, 0, 9), METAL, shade=0.6, rim=0.9)
    brush.fill(rect(-72, -66, 72, -12), hex_rgb("4a3b36"), shade=0.6, rim=0)
    for radius, colour in (
        (36, DARK_METAL),
        (29, INK),
        (20, hex_rgb("35506e")),
        (10, hex_rgb("1c2b3d")),
    ):
        brush.fill(ellipse(0, -40, radius), colour, shade=0.6, rim=0.5)
    brush.flat(ellipse(-8, -48, 6, 4.5), WHITE, alpha=0.75)
    brush.fill(rect(-32, -93, -10, -82, 2), GLASS, shade=0.5)
    brush.fill(ellipse(52, -74, 4), NAMED["red"], shade=0.4)


def phone(brush: Brush) -> None:
    """A phone that shows a picture."""
    brush.shadow(0, 60)
    brush.glow(0, -50, 70, (0.7, 0.85, 1.0), 0.45)
    brush.fill(rect(-26, -98, 26, 0, 7), hex_rgb("2e3138"), shade=0.5, rim=0.9)
    screen = rect(-22, -92, 22, -8, 3)
    brush.emit(screen, (0.62, 0.81, 0.93))
    with brush.inside(screen):
        brush.emit(ellipse(8, -68, 9), (1.0, 0.88, 0.5))
        brush.emit(
            blob([(-30, -30), (-8, -54), (8, -40), (30, -56), (40, 0), (-40, 0)]), (0.33, 0.6, 0.5)
        )
        brush.emit(rect(-18, -22, 18, -14, 4), (1, 1, 1), alpha=0.85)


def laptop(brush: Brush) -> None:
    """An open laptop with a bright screen."""
    brush.shadow(0, 170)
    brush.glow(0, -56, 96, (0.7, 0.85, 1.0), 0.4)
    brush.fill(rect(-64, -98, 64, -10, 5), hex_rgb("3a3e47"), shade=0.5, rim=0.8)
    screen = rect(-58, -92, 58, -17, 1.5)
    brush.emit(screen, (0.17, 0.24, 0.36))
    for row, (start, wide) in enumerate(((-50, 46), (-42, 60), (-42, 34), (-50, 70), (-42, 40))):
        tint = ((0.5, 0.85, 0.8), (0.95, 0.75, 0.45), (0.75, 0.7, 0.95))[row % 3]
        brush.emit(rect(start, -84 + row * 13, start + wide, -79 + row * 13, 2), tint)
    brush.fill(poly([(-66, -10), (66, -10), (82, 0), (-82, 0)]), METAL, shade=0.6, rim=0.8)
    brush.flat(poly([(-54, -8), (54, -8), (60, -4), (-60, -4)]), DARK_METAL)


def helmet(brush: Brush) -> None:
    """A bicycle helmet, worn level, with its built-in light shining ahead."""
    colour = hex_rgb("f1ece2")
    accent = brush.pick(("e8674a", "2f8f8f", "3f6fb8"))
    brush.shadow(0, 130)
    for x in (-30, 2, 40):
        brush.line([(x, -38), (10, -12)], INK, 3.2)
    brush.line([(10, -12), (18, -1), (30, -4)], INK, 3.2)
    brush.fill(ellipse(11, -11, 4.4), accent, shade=0.4)
    brush.fill(ellipse(0, -40, 62, 12), INK, shade=0.4)
    shell = blob([(-70, -32), (-76, -56), (-62, -84), (-26, -100), (14, -99), (48, -86), (68, -62),
                  (76, -46), (66, -41), (30, -46), (-20, -42), (-44, -30)])  # fmt: skip
    brush.fill(shell, colour, shade=0.65, rim=1.0)
    with brush.inside(shell):
        for lift, wide in ((0.0, 9.0), (19.0, 8.0), (37.0, 7.0)):
            vent = blob([(-58 + lift * 0.5, -52 - lift), (-30, -62 - lift * 0.92),
                         (8, -65 - lift * 0.86), (44 - lift * 0.6, -58 - lift * 0.7),
                         (8, -65 - lift * 0.86 + wide), (-30, -62 - lift * 0.92 + wide)],
                        tension=0.9)  # fmt: skip
            brush.fill(vent, hex_rgb("2b2f38"), shade=0.4, rim=0)
        ribs = ((-24, -100, -34, -36), (14, -100, 12, -44))
        for x0, y0, x1, y1 in ribs:
            brush.line(
                [(x0, y0), ((x0 + x1) / 2 - 3, (y0 + y1) / 2), (x1, y1)], colour, 8.5, level=-0.1
            )
        band = blob([(-82, -34), (-44, -42), (-20, -50), (30, -54), (82, -54), (80, -42),
                     (30, -43), (-20, -39), (-50, -26)])  # fmt: skip
        brush.fill(band, accent, shade=0.5, rim=0)
    _head_light(brush)
    brush.emit(
        blob([(-76, -56), (-66, -54), (-66, -42), (-73, -40)], tension=0.6), (1.0, 0.3, 0.26)
    )
    brush.glow(-72, -49, 34, (1.0, 0.3, 0.26), 0.9)


def _head_light(brush: Brush) -> None:
    """The lamp at the brow; after dark it throws a cone of light."""
    if brush.is_dark:
        cone = poly([(64, -62), (250, -110), (250, 14), (64, -48)])
        with brush.inside(cone):
            brush.glow(62, -55, 180, LAMP, 0.62)
    brush.emit(
        blob([(52, -67), (68, -62), (74, -52), (60, -49), (48, -53)], tension=0.7),
        (1.0, 0.97, 0.84),
    )
    brush.glow(64, -57, 66, LAMP, 0.9)


def globe(brush: Brush) -> None:
    """A globe on its stand."""
    brush.shadow(0, 70)
    brush.fill(
        blob([(-26, 0), (-20, -8), (-4, -10), (4, -10), (20, -8), (26, 0)]), DARK_WOOD, shade=0.5
    )
    brush.fill(rect(-3, -18, 3, -6), BRASS, shade=0.4)
    brush.line([(-24, -90), (-40, -66), (-36, -36), (-8, -17), (18, -20)], BRASS, 3.4)
    shape = ellipse(2, -56, 36)
    brush.fill(shape, hex_rgb("4f8fc0"), shade=0.7, rim=0.9)
    with brush.inside(shape):
        for points in ([(-30, -80), (-6, -86), (4, -70), (-10, -56), (-20, -42), (-28, -60)],
                       [(14, -76), (36, -78), (40, -58), (24, -46), (12, -60)],
                       [(-12, -36), (6, -42), (8, -26), (-6, -22)]):  # fmt: skip
            brush.fill(blob(points), hex_rgb("8fb56a"), shade=0.5, rim=0.2)
    brush.fill(ellipse(-16, -91, 3), BRASS, shade=0.4)


def microscope(brush: Brush) -> None:
    """A microscope."""
    brush.shadow(0, 80)
    brush.fill(blob([(-36, 0), (-34, -9), (34, -9), (38, 0)], tension=0.4), DARK_METAL, shade=0.5)
    brush.line([(20, -8), (32, -34), (24, -62), (6, -70)], DARK_METAL, 8)
    brush.fill(rect(-32, -34, 22, -28, 2), METAL, shade=0.5)
    with brush.at(-6, -58, turn_deg=-14) as tube:
        tube.fill(rect(-8, -38, 8, 12, 3), NAMED["ivory"], shade=0.7, rim=0.9)
        tube.fill(rect(-6, -44, 6, -36, 2), INK, shade=0.5)
        tube.fill(rect(-5, 10, 5, 22, 2), METAL, shade=0.6)
    brush.fill(ellipse(30, -40, 6), METAL, shade=0.5)


def hourglass(brush: Brush) -> None:
    """A sand glass."""
    brush.shadow(0, 60)
    glass = blob([(-20, -90), (20, -90), (18, -70), (3, -50), (18, -30), (20, -10), (-20, -10),
                  (-18, -30), (-3, -50), (-18, -70)], tension=0.7)  # fmt: skip
    brush.flat(glass, GLASS, alpha=0.5)
    with brush.inside(glass):
        brush.fill(
            blob([(-20, -68), (20, -72), (2, -50), (-2, -50)], tension=0.4),
            NAMED["gold"],
            shade=0.4,
        )
        brush.fill(blob([(-24, -8), (0, -34), (24, -8)], tension=0.5), NAMED["gold"], shade=0.4)
        brush.line([(0, -52), (0, -28)], NAMED["gold"], 1.3)
    brush.line(glass, WHITE, 1.1, alpha=0.7)
    for x in (-25, 25):
        brush.fill(rect(x - 2, -92, x + 2, -6), WOOD, shade=0.5)
    for y in (-95, -4):
        brush.fill(rect(-30, y - 4, 30, y + 4, 2), WOOD, shade=0.5)


def radio(brush: Brush) -> None:
    """An old radio."""
    colour = mix(WOOD, NAMED["coral"], 0.2)
    brush.shadow(0, 170)
    brush.line([(40, -72), (66, -99)], METAL, 1.6)
    brush.fill(rect(-78, -76, 78, 0, 14), colour, shade=0.65, rim=0.9)
    brush.fill(ellipse(-36, -38, 27), scaled(colour, 0.55), shade=0.3, rim=0)
    for radius in (21, 14, 7):
        brush.line(ring(-36, -38, radius, radius - 0.2), NAMED["beige"], 1.4)
    brush.fill(rect(4, -62, 64, -40, 3), NAMED["ivory"], shade=0.3)
    brush.line([(34, -62), (34, -40)], NAMED["red"], 1.6)
    for x in (16, 50):
        brush.fill(ellipse(x, -20, 10), BRASS, shade=0.6)


FAMILY = (
    Subject("telescope", telescope, 0.95, 0.8, also=("spyglass", "observatory telescope")),
    Subject("compass", compass, 0.12, 0.9),
    Subject("clock", clock, 0.18, 0.88, also=("alarm clock", "watch", "timer", "pocket watch")),
    Subject("camera", camera, 0.13, 1.45, also=("video camera",)),
    Subject("phone", phone, 0.12, 0.55, also=("smartphone", "tablet", "telephone", "mobile")),
    Subject(
        "laptop", laptop, 0.24, 1.65, also=("computer", "screen", "monitor", "notebook computer")
    ),
    Subject("helmet", helmet, 0.22, 1.75, also=("bicycle helmet", "bike helmet", "cycling helmet")),
    Subject("globe", globe, 0.4, 0.9),
    Subject("microscope", microscope, 0.35, 0.8),
    Subject("hourglass", hourglass, 0.2, 0.62),
    Subject("radio", radio, 0.25, 1.6),
)
