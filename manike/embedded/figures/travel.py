"""Sights and vehicles that travel films ask for."""

import math

from manike.embedded.figures.colours import DARK_METAL, GLASS, INK, LAMP, METAL, NAMED, WHITE
from manike.embedded.figures.geometry import blob, ellipse, limb, poly, rect, ring
from manike.embedded.figures.shading import Brush, Rgb, hex_rgb, mix
from manike.embedded.figures.subject import Subject


def iron_tower(brush: Brush) -> None:
    """A tall lattice tower of iron on four feet."""
    iron = hex_rgb("8a6a4e")
    brush.shadow(0, 46)
    for side in (-1, 1):
        leg = blob(
            [
                (side * 23, 0),
                (side * 15, 0),
                (side * 9, -18),
                (side * 5.4, -40),
                (side * 2.0, -70),
                (0, -94),
                (side * 2.6, -70),
                (side * 8.4, -40),
                (side * 14, -18),
            ],
            tension=0.4,
        )
        brush.fill(leg, iron, shade=0.5, rim=0.6)
    _lattice(brush, iron)
    brush.line([(-14, -3), (-9, -13), (0, -16), (9, -13), (14, -3)], iron, 1.3)
    for y, wide in ((-18, 14.5), (-40, 8.6), (-72, 3.4)):
        brush.fill(rect(-wide, y - 1.8, wide, y + 1, 0.4), mix(iron, INK, 0.25), shade=0.4)
    brush.line([(0, -92), (0, -100)], iron, 0.9)
    if brush.is_dark:
        for y, wide in ((-8, 16), (-18, 13), (-30, 9), (-40, 8), (-54, 4.6), (-70, 2.6), (-84, 1)):
            for side in (-1, 1):
                brush.emit(ellipse(side * wide, y, 0.6), LAMP)
        brush.glow(0, -40, 46, LAMP, 0.35)


def _lattice(brush: Brush, iron: Rgb) -> None:
    """Crossed bars between the legs."""
    for low, high, wide in ((0, -18, 19), (-18, -40, 11.4), (-40, -56, 6), (-56, -72, 3.4)):
        top = wide * 0.62
        for step in range(3):
            y, up = low + (high - low) * step / 3, low + (high - low) * (step + 1) / 3
            a, b = wide + (top - wide) * step / 3, wide + (top - wide) * (step + 1) / 3
            for side in (-1, 1):
                brush.line([(side * a, y), (side * b * 0.74, up)], iron, 0.5, level=-0.4)
                brush.line([(side * a * 0.74, y), (side * b, up)], iron, 0.5, level=-0.4)


def ferris_wheel(brush: Brush) -> None:
    """A great wheel with cabins."""
    brush.shadow(0, 74)
    centre, reach = (0.0, -53.0), 42.0
    for side in (-1, 1):
        brush.fill(limb([centre, (side * 27, 0)], [1.6, 2.4]), METAL, shade=0.5)
    for index in range(16):
        angle = index * math.pi / 8
        tip = (centre[0] + math.cos(angle) * reach, centre[1] + math.sin(angle) * reach)
        brush.line([centre, tip], METAL, 0.6)
    brush.line(ring(*centre, reach, reach - 3.4), WHITE, 1.1)
    tints = ("red", "amber", "teal", "blue", "coral", "purple", "green", "mustard")
    for index in range(16):
        angle = index * math.pi / 8
        x, y = centre[0] + math.cos(angle) * reach, centre[1] + math.sin(angle) * reach
        cabin = blob(
            [(x - 3.4, y + 1), (x + 3.4, y + 1), (x + 3, y + 6), (x - 3, y + 6)], tension=0.5
        )
        brush.fill(cabin, NAMED[tints[index % 8]], shade=0.5)
        brush.fill(rect(x - 2.4, y + 1.6, x + 2.4, y + 3.6, 0.6), GLASS, shade=0.2, rim=0)
        if brush.is_dark:
            brush.emit(ellipse(x, y, 1.0), LAMP)
    brush.fill(ellipse(*centre, 4.4), NAMED["red"], shade=0.5)
    brush.glow(*centre, 50, LAMP, 0.3)


def tram(brush: Brush) -> None:
    """An old town's tram."""
    colour = brush.pick(("c8453b", "d9ae4a", "2f8388"))
    brush.shadow(0, 190)
    for x in (-52, -34, 34, 52):
        brush.fill(ellipse(x, -7, 7), DARK_METAL, shade=0.6)
    brush.fill(rect(-88, -72, 88, -10, 6), colour, shade=0.6, rim=0.9)
    brush.fill(rect(-88, -74, 88, -40, 6), NAMED["cream"], shade=0.5, rim=0.6)
    brush.fill(blob([(-84, -74), (-76, -84), (76, -84), (84, -74)], tension=0.6), DARK_METAL)
    lit = LAMP if brush.is_dark else GLASS
    for index in range(6):
        left = -72 + index * 25.5
        brush.fill(rect(left, -68, left + 19, -46, 2.4), lit, shade=0.3, rim=0)
        brush.line([(left + 3, -50), (left + 11, -65)], WHITE, 1.2, alpha=0.5)
    brush.fill(rect(-88, -40, 88, -36), NAMED["gold"], shade=0.3, rim=0)
    brush.fill(rect(-10, -68, 10, -12, 2), mix(colour, INK, 0.25), shade=0.4)
    brush.fill(rect(-7, -64, 7, -40, 1.5), lit, shade=0.2, rim=0)
    brush.line([(-6, -84), (10, -92), (-4, -99)], DARK_METAL, 1.6)
    brush.line([(-22, -99), (22, -99)], INK, 1.2)
    brush.emit(ellipse(84, -24, 4), LAMP)
    brush.glow(90, -24, 26, LAMP, 0.5)


def motorcycle(brush: Brush) -> None:
    """A motorcycle seen from its side."""
    colour = brush.pick(("c8453b", "2d4269", "34353d", "2f8f6b"))
    brush.shadow(0, 160)
    for x in (-50, 52):
        brush.line(ring(x, -25, 21, 20), INK, 8.5)
        brush.line(ellipse(x, -25, 16), METAL, 1.2)
        for turn in range(6):
            angle = turn * math.pi / 6
            dx, dy = math.cos(angle) * 16, math.sin(angle) * 16
            brush.line([(x - dx, -25 - dy), (x + dx, -25 + dy)], METAL, 0.7)
        brush.fill(ellipse(x, -25, 4), DARK_METAL, shade=0.5)
    brush.line([(52, -25), (36, -72), (26, -88)], METAL, 4)
    brush.line([(14, -92), (30, -88)], INK, 4)
    brush.fill(rect(-20, -44, 22, -14, 6), DARK_METAL, shade=0.7)
    for y in (-38, -32, -26):
        brush.line([(-14, y), (16, y)], METAL, 1.6)
    brush.line([(-2, -16), (-40, -14), (-76, -18)], METAL, 4.6)
    brush.line([(-50, -25), (-14, -40)], DARK_METAL, 4)
    brush.fill(blob([(-14, -60), (2, -74), (26, -72), (34, -60), (20, -48), (-8, -48)]), colour)
    seat = blob([(-66, -66), (-40, -64), (-12, -62), (-10, -54), (-44, -52), (-70, -58)])
    brush.fill(seat, INK, shade=0.5)
    brush.fill(
        blob([(-78, -50), (-62, -58), (-34, -52), (-40, -46), (-66, -46)]), colour, shade=0.5
    )
    brush.fill(blob([(36, -50), (52, -54), (68, -44), (60, -44), (50, -47)]), colour, shade=0.5)
    brush.fill(ellipse(42, -74, 8), METAL, shade=0.6)
    brush.emit(ellipse(46, -74, 5), LAMP)
    brush.glow(52, -74, 24, LAMP, 0.5)


def helicopter(brush: Brush) -> None:
    """A helicopter in flight."""
    with brush.at(12, 0) as moved:
        _helicopter(moved)


def _helicopter(brush: Brush) -> None:
    colour = brush.pick(("c8453b", "3f74b0", "d9ae4a"))
    brush.line([(-84, -98), (94, -94)], DARK_METAL, 2.4, alpha=0.85)
    brush.line([(6, -96), (6, -80)], DARK_METAL, 4)
    brush.fill(
        blob(
            [(-30, -66), (-96, -64), (-118, -88), (-122, -86), (-112, -52), (-30, -38)], tension=0.5
        ),
        colour,
        shade=0.6,
    )
    brush.line(ellipse(-112, -72, 11), METAL, 1.2, alpha=0.7)
    body = blob(
        [(-44, -56), (-26, -80), (16, -84), (54, -70), (66, -44), (54, -26), (4, -20), (-34, -28)]
    )
    brush.fill(body, colour, shade=0.7, rim=1.0)
    brush.fill(blob([(20, -78), (48, -68), (60, -48), (50, -42), (20, -44)]), GLASS, shade=0.5)
    brush.fill(rect(-14, -72, 12, -48, 4), GLASS, shade=0.4)
    with brush.inside(body):
        brush.fill(rect(-60, -36, 80, -30), WHITE, shade=0.2, rim=0)
    for x in (-20, 30):
        brush.line([(x, -22), (x + 3, -4)], DARK_METAL, 2.4)
    brush.line([(-40, -4), (48, -3), (58, -9)], DARK_METAL, 3.2)


def tractor(brush: Brush) -> None:
    """A farmer's tractor."""
    colour = brush.pick(("c8453b", "5c9a5b", "3f74b0"))
    brush.shadow(0, 140)
    brush.line([(34, -52), (34, -78)], DARK_METAL, 4)
    brush.fill(rect(-8, -58, 62, -24, 6), colour, shade=0.6, rim=0.9)
    for y in (-50, -43, -36):
        brush.line([(42, y), (58, y)], INK, 2)
    cab = poly([(-48, -50), (-40, -96), (-2, -96), (4, -50)])
    brush.fill(cab, GLASS, shade=0.5, rim=0.8)
    brush.line([(-48, -50), (-40, -96), (-2, -96), (4, -50)], colour, 4)
    brush.fill(rect(-46, -100, 4, -94, 2.5), colour, shade=0.5)
    brush.fill(
        blob([(-66, -40), (-56, -58), (-22, -60), (-6, -44), (-10, -30), (-60, -30)]), colour
    )
    for x, radius in ((-34.0, 31.0), (46.0, 19.0)):
        brush.fill(ellipse(x, -radius, radius), hex_rgb("2b2c31"), shade=0.6, rim=0.6)
        brush.line(ellipse(x, -radius, radius * 0.86), hex_rgb("4b4d54"), 2.4)
        brush.fill(ellipse(x, -radius, radius * 0.52), NAMED["mustard"], shade=0.5)
        brush.fill(ellipse(x, -radius, radius * 0.16), INK, shade=0.4)
    brush.emit(ellipse(62, -46, 3), LAMP)


FAMILY = (
    Subject("iron tower", iron_tower, 14.0, 0.5, also=("eiffel tower", "eiffel", "radio tower")),
    Subject("ferris wheel", ferris_wheel, 9.0, 1.0, also=("big wheel", "london eye", "carousel")),
    Subject("tram", tram, 1.8, 1.9, also=("streetcar", "trolley", "cable car", "funicular")),
    Subject("motorcycle", motorcycle, 0.7, 1.65, also=("motorbike", "scooter", "moped")),
    Subject("helicopter", helicopter, 1.8, 2.3, "air", also=("chopper",)),
    Subject("tractor", tractor, 1.6, 1.35, also=("bulldozer", "excavator", "digger")),
)
