"""What belongs to the sky and to other worlds."""

import itertools
from dataclasses import replace

from manike.embedded.figures.colours import (
    BRASS,
    DARK_METAL,
    FLAME,
    GLASS,
    INK,
    METAL,
    NAMED,
    WHITE,
)
from manike.embedded.figures.geometry import Point, blob, ellipse, limb, polar, poly, rect, star
from manike.embedded.figures.shading import Brush, hex_rgb, mix
from manike.embedded.figures.subject import Subject


def rocket(brush: Brush) -> None:
    """A storybook rocket on its fins."""
    red = NAMED["red"]
    brush.shadow(0, 60)
    for side in (-1, 1):
        fin = blob([(side * 13, -38), (side * 27, -20), (side * 29, 0), (side * 20, -7),
                    (side * 11, -10)], tension=0.6)  # fmt: skip
        brush.fill(fin, red, shade=0.6, rim=0.8)
    brush.fill(poly([(-8, -12), (8, -12), (11, -3), (-11, -3)]), DARK_METAL, shade=0.6)
    body = blob([(0, -100), (12, -82), (18, -56), (16, -28), (11, -10), (-11, -10), (-16, -28),
                 (-18, -56), (-12, -82)], tension=0.9)  # fmt: skip
    brush.fill(body, WHITE, shade=0.7, rim=0.9)
    with brush.inside(body):
        brush.fill(blob([(0, -104), (16, -78), (0, -75), (-16, -78)], tension=0.5), red, shade=0.6)
        brush.flat(poly([(-20, -26), (20, -26), (20, -20), (-20, -20)]), red)
    brush.fill(ellipse(0, -56, 8.4), METAL, shade=0.5)
    brush.fill(ellipse(0, -56, 6), hex_rgb("5d9fc4"), shade=0.7)
    brush.fill(blob([(-3, -30), (3, -30), (4, 0), (-4, 0)], tension=0.4), red, shade=0.5)


def satellite_dish(brush: Brush) -> None:
    """A dish antenna that listens to the sky."""
    brush.shadow(0, 90)
    brush.fill(poly([(-20, 0), (20, 0), (8, -44), (-8, -44)]), METAL, shade=0.6)
    for y in (-12, -26):
        brush.line([(-16 + y * -0.2, y), (16 + y * 0.2, y - 6)], DARK_METAL, 1.5)
    brush.fill(rect(-11, -52, 11, -42, 3), DARK_METAL, shade=0.5)
    with brush.at(0, -58, turn_deg=-38) as dish:
        bowl = blob(
            [(-6, -44), (16, -34), (24, 0), (16, 34), (-6, 44), (-16, 20), (-20, 0), (-16, -20)]
        )
        dish.fill(blob([(-6, -44), (-22, -22), (-27, 0), (-22, 22), (-6, 44)]), METAL, shade=0.5)
        dish.fill(bowl, WHITE, shade=0.6, rim=0.9)
        dish.fill(ellipse(9, 0, 12, 34), hex_rgb("d5dbe0"), shade=0.7, rim=0)
        for y in (-30, 30):
            dish.line([(10, y), (44, 0)], DARK_METAL, 1.4)
        dish.fill(ellipse(44, 0, 4.6), NAMED["red"], shade=0.5)
        dish.glow(44, 0, 22, (1.0, 0.4, 0.35), 0.6)


def rover(brush: Brush) -> None:
    """A six-wheeled rover with a camera mast."""
    brush.shadow(0, 170)
    for x in (-52, 0, 52):
        brush.line([(x, -16), (x * 0.7, -34), (0, -38)], METAL, 3.8)
    panel = poly([(-80, -62), (-8, -62), (-20, -48), (-92, -48)])
    brush.fill(panel, hex_rgb("34558f"), shade=0.5, rim=0.9)
    for shift in (-62, -40, -22):
        brush.line([(shift, -62), (shift - 11, -48)], METAL, 0.9)
    brush.fill(rect(-46, -50, 50, -28, 4), hex_rgb("d8cdb8"), shade=0.6, rim=0.8)
    brush.fill(rect(-30, -42, -6, -34, 1), BRASS, shade=0.4)
    brush.fill(limb([(36, -48), (36, -82)], [2.4, 2.0]), METAL, shade=0.5)
    brush.fill(rect(23, -99, 53, -80, 4), WHITE, shade=0.6, rim=0.9)
    for x in (33, 46):
        brush.fill(ellipse(x, -89, 4.6), INK, shade=0.3)
        brush.flat(ellipse(x + 1.2, -90.4, 1.5), (0.7, 0.9, 1.0), level=0.6)
    brush.line([(46, -36), (72, -46), (80, -24)], METAL, 3)
    brush.fill(rect(75, -26, 85, -18, 2), DARK_METAL, shade=0.5)
    brush.line([(-36, -50), (-40, -88)], METAL, 1.4)
    brush.fill(ellipse(-40, -90, 3), NAMED["red"], shade=0.4)
    for x in (-52, 0, 52):
        brush.fill(ellipse(x, -15, 15), hex_rgb("3d3f46"), shade=0.6, rim=0.6)
        brush.fill(ellipse(x, -15, 7.5), METAL, shade=0.5)
        for turn in range(0, 360, 45):
            brush.line(
                [polar((x, -15), turn, 12), polar((x, -15), turn, 15)], METAL, 1.5, alpha=0.7
            )


def satellite(brush: Brush) -> None:
    """A satellite with solar wings."""
    with brush.at(0, -50, turn_deg=-18) as probe:
        for side in (-1, 1):
            probe.line([(0, 0), (side * 40, 0)], METAL, 3)
            left = 30 if side > 0 else -96
            probe.fill(rect(left, -20, left + 66, 20, 2), hex_rgb("2f5596"), shade=0.5, rim=0.8)
            for index in range(1, 4):
                x = side * (30 + index * 16.5)
                probe.line([(x, -20), (x, 20)], METAL, 1)
            probe.line([(side * 30, 0), (side * 96, 0)], METAL, 1)
        probe.fill(rect(-18, -26, 18, 26, 4), BRASS, shade=0.6, rim=0.9)
        probe.fill(blob([(-20, 28), (20, 28), (10, 42), (-10, 42)]), WHITE, shade=0.5)
        probe.line([(0, 42), (0, 50)], METAL, 2)


def moon(brush: Brush) -> None:
    """A full moon with its seas."""
    brush.glow(0, -50, 104, (0.93, 0.94, 0.86), 0.75)
    disc = ellipse(0, -50, 50)
    brush.emit(disc, (0.96, 0.95, 0.88))
    with brush.inside(disc):
        for x, y, wide, tall in ((-16, -66, 17, 13), (14, -58, 12, 10), (-4, -36, 20, 11), (26,
                                                                                            -32, 8,
                                                                                            7),
                                 (-30, -40, 7, 8), (8, -82, 8, 5)):  # fmt: skip
            brush.emit(ellipse(x, y, wide, tall), (0.80, 0.80, 0.76), alpha=0.6)
        side = 1 if brush.side >= 0 else -1
        brush.emit(ellipse(-side * 62, -42, 50, 62), (0.55, 0.58, 0.66), alpha=0.16)


def star_(brush: Brush) -> None:
    """A bright five-pointed star."""
    brush.glow(0, -50, 92, (1.0, 0.93, 0.66), 0.8)
    brush.emit(star(0, -46, 52, 23), (1.0, 0.88, 0.48))
    brush.emit(star(0, -46, 36, 15), (1.0, 0.95, 0.74), alpha=0.9)


def constellation(brush: Brush) -> None:
    """The Plough: seven stars joined by fine lines."""
    spots: list[Point] = [
        (-84, -86),
        (-46, -92),
        (-18, -74),
        (12, -62),
        (22, -22),
        (72, -14),
        (84, -54),
    ]
    path = [*spots, spots[3]]
    for start, end in itertools.pairwise(path):
        brush.emit(limb([start, end], [0.45, 0.45]), (0.85, 0.91, 1.0), alpha=0.6)
    for index, (x, y) in enumerate(spots):
        size = 4.6 + (index * 5 % 3)
        brush.glow(x, y, size * 4.2, (0.9, 0.94, 1.0), 0.9)
        brush.emit(star(x, y, size * 1.5, size * 0.44, 4), (1.0, 1.0, 0.95))
    for _ in range(16):
        x, y = float(brush.rng.uniform(-92, 92)), float(brush.rng.uniform(-98, -4))
        brush.emit(ellipse(x, y, 1.0), (1, 1, 1), alpha=0.7)


def planet(brush: Brush) -> None:
    """A ringed planet."""
    colour = brush.pick(("d9a066", "c97b5a", "8fa9c9"))
    ring_colour = mix(colour, WHITE, 0.45)
    with replace(brush, floor=0.85).at(0, -50, turn_deg=-16) as world:
        world.line(ellipse(0, 0, 84, 19), ring_colour, 9, alpha=0.85)
        disc = ellipse(0, 0, 46)
        world.fill(disc, colour, shade=0.8, rim=0.9)
        with world.inside(disc):
            for y, tall in ((-26, 6), (-8, 9), (14, 5), (28, 7)):
                world.flat(ellipse(0, y, 60, tall), mix(colour, WHITE, 0.3), alpha=0.4)
        front = blob([(-88, 0), (-60, 13), (0, 19), (60, 13), (88, 0), (96, 8), (60, 30),
                      (-60, 30), (-96, 8)], tension=0.4)  # fmt: skip
        with world.inside(front):
            world.line(ellipse(0, 0, 84, 19), ring_colour, 9)


def comet(brush: Brush) -> None:
    """A comet with a streaming tail."""
    for wide, alpha in ((22, 0.18), (14, 0.28), (7, 0.45)):
        tail = blob(
            [(56, -30), (-20, -62 - wide), (-92, -98), (-30, -56 + wide), (50, -14)], tension=0.6
        )
        brush.emit(tail, (0.72, 0.86, 1.0), alpha=alpha)
    brush.glow(56, -22, 44, (0.85, 0.93, 1.0), 0.9)
    brush.emit(ellipse(56, -22, 11), (1.0, 1.0, 0.97))


def crystal(brush: Brush) -> None:
    """A cluster of glowing crystals."""
    colour = brush.pick(("8fc7e8", "c29be8", "92dcc0"))
    brush.shadow(0, 90)
    brush.glow(0, -46, 84, colour, 0.8)
    for x, tall, wide, tilt in ((-24, 56, 9, -26), (26, 60, 9, 24), (-10, 78, 11, -9), (13, 74, 11,
                                                                                        10),
                                (1, 98, 14, 1)):  # fmt: skip
        with brush.at(x, 0, turn_deg=tilt) as shard:
            left = poly(
                [(-wide, 0), (-wide, -tall * 0.74), (-wide * 0.1, -tall), (0, -tall * 0.7), (0, 0)]
            )
            right = poly(
                [(wide, 0), (wide, -tall * 0.72), (-wide * 0.1, -tall), (0, -tall * 0.7), (0, 0)]
            )
            shard.fill(left, mix(colour, WHITE, 0.35), shade=0.3, rim=0.9)
            shard.fill(right, mix(colour, NAMED["indigo"], 0.22), shade=0.4, rim=0.4)
            shard.line(
                [(-wide * 0.5, -tall * 0.2), (-wide * 0.5, -tall * 0.6)], WHITE, 1.3, alpha=0.7
            )


def ufo(brush: Brush) -> None:
    """A flying saucer with its beam."""
    beam = poly([(-20, -62), (20, -62), (46, 0), (-46, 0)])
    brush.emit(beam, (0.75, 1.0, 0.85), alpha=0.28 if brush.is_dark else 0.16)
    brush.fill(blob([(-26, -74), (-20, -94), (0, -99), (20, -94), (26, -74)]), GLASS, shade=0.6)
    brush.fill(
        blob([(-64, -68), (-30, -80), (30, -80), (64, -68), (30, -58), (-30, -58)]),
        METAL,
        shade=0.7,
    )
    for x in (-40, -20, 0, 20, 40):
        brush.emit(ellipse(x, -67, 3.2), FLAME)
        brush.glow(x, -67, 12, FLAME, 0.6)


FAMILY = (
    Subject(
        "rocket", rocket, 6.0, 0.6, also=("spaceship", "spacecraft", "space rocket", "shuttle")
    ),
    Subject(
        "satellite dish",
        satellite_dish,
        3.0,
        0.8,
        also=("antenna", "dish", "radio telescope", "radio dish", "transmitter"),
    ),
    Subject("rover", rover, 1.2, 1.85, also=("mars rover", "probe")),
    Subject("satellite", satellite, 1.2, 2.0, "sky", ("space station",)),
    Subject("moon", moon, 3.0, 1.05, "sky", ("full moon",)),
    Subject(
        "constellation",
        constellation,
        4.0,
        1.9,
        "sky",
        ("stars", "plough", "big dipper", "zodiac", "orion"),
    ),
    Subject("star", star_, 0.6, 1.05, "sky", ("north star", "pole star")),
    Subject("planet", planet, 3.0, 1.9, "sky", ("saturn", "jupiter", "mars", "world")),
    Subject("comet", comet, 2.0, 1.9, "sky", ("meteor", "shooting star", "asteroid")),
    Subject(
        "crystal",
        crystal,
        0.6,
        1.05,
        also=("gem", "diamond", "jewel", "mineral", "ruby", "emerald"),
    ),
    Subject("saucer", ufo, 2.4, 1.35, "air", ("ufo", "flying saucer")),
)
