"""What drives and flies."""

from collections.abc import Sequence

import skia

from manike.embedded.figures.colours import (
    DARK_METAL,
    GLASS,
    INK,
    LAMP,
    LEATHER,
    METAL,
    NAMED,
    WHITE,
    WOOD,
)
from manike.embedded.figures.geometry import Point, blob, ellipse, poly, rect, ring
from manike.embedded.figures.shading import Brush, Rgb, hex_rgb, mix
from manike.embedded.figures.subject import Subject

_CAR_WINDOWS: tuple[tuple[Point, ...], ...] = (
    ((-52, -58), (-42, -84), (-28, -91), (-8, -91), (-8, -58)),
    ((0, -58), (0, -91), (20, -91), (34, -82), (48, -58)),
)
_PAINTS = ("c8453b", "2f8388", "e0b13c", "3f74b0", "e8806a", "5c9a5b")


def bicycle(brush: Brush) -> None:
    """A city bicycle with its lights on."""
    frame = _paint(brush)
    brush.shadow(0, 165)
    for x in (-46, 46):
        brush.line(ellipse(x, -33, 31), INK, 4.0)
        brush.line(ellipse(x, -33, 28.2), METAL, 1.0)
        for turn in range(0, 180, 22):
            with brush.at(x, -33, turn_deg=turn) as wheel:
                wheel.line([(-27, 0), (27, 0)], METAL, 0.5, alpha=0.8)
        brush.fill(ellipse(x, -33, 3.2), METAL, shade=0.3)
    for ends in (((-46, -33), (-6, -30)), ((-46, -33), (-14, -70)), ((-6, -30), (-16, -78)),
                 ((-14, -68), (30, -72)), ((-6, -30), (31, -66))):  # fmt: skip
        brush.line(list(ends), frame, 4.0)
        brush.line([(x, y - 1) for x, y in ends], frame, 1.1, level=0.9, alpha=0.7)
    brush.line([(28, -86), (33, -66), (46, -33)], frame, 3.8)
    brush.line([(20, -93), (28, -89), (40, -90), (45, -84)], DARK_METAL, 3.0)
    brush.fill(
        blob([(-28, -80), (-16, -83), (-2, -80), (-10, -76), (-26, -75)]), LEATHER, shade=0.5
    )
    brush.line(ellipse(-6, -30, 7.5), DARK_METAL, 2.2)
    brush.line([(-6, -30), (2, -16)], DARK_METAL, 2.4)
    brush.line([(-3, -15), (8, -15)], INK, 2.8)
    basket = blob([(38, -84), (62, -84), (58, -64), (42, -64)], tension=0.25)
    brush.fill(basket, WOOD, shade=0.6)
    for y in (-78, -71):
        brush.line([(39, y), (61, y)], LEATHER, 0.9)
    brush.emit(ellipse(53, -59, 3.6), LAMP)
    brush.glow(55, -59, 34, LAMP, 0.8)
    brush.emit(ellipse(-62, -52, 2.6), (1.0, 0.35, 0.3))
    brush.glow(-62, -52, 16, (1.0, 0.35, 0.3), 0.7)


def car(brush: Brush) -> None:
    """A small rounded car."""
    paint = _paint(brush)
    brush.shadow(0, 230)
    cabin = blob([(-66, -56), (-50, -90), (-30, -99), (22, -99), (44, -88), (64, -56)], tension=0.7)
    brush.fill(cabin, paint, shade=0.6, rim=0.9)
    for glass in _CAR_WINDOWS:
        _window(brush, glass)
    body = blob([(-104, -34), (-100, -54), (-66, -62), (60, -61), (96, -54), (106, -40),
                 (104, -20), (94, -15), (-96, -15), (-105, -20)], tension=0.75)  # fmt: skip
    brush.fill(body, paint, shade=0.65, rim=0.9)
    brush.line([(-102, -38), (0, -43), (104, -38)], mix(paint, WHITE, 0.5), 1.6)
    brush.line([(-4, -60), (-5, -40), (-2, -20)], paint, 1.0, level=-0.9)
    brush.fill(rect(-22, -50, -11, -47, 1.5), METAL, shade=0.3)
    brush.fill(rect(-108, -25, 108, -18, 3), METAL, shade=0.5)
    for x in (-62, 62):
        _wheel(brush, x, -17, 17.5)
    _lamps(brush, (100, -41), (-102, -42))


def tuk_tuk(brush: Brush) -> None:
    """A three-wheeled taxi with a canvas roof."""
    paint = _paint(brush)
    brush.shadow(0, 150)
    brush.flat(blob([(-56, -84), (40, -84), (46, -40), (-58, -40)], tension=0.3), INK, alpha=0.65)
    for x in (-58, 12):
        brush.line([(x, -86), (x, -34)], INK, 2.6)
    _window(brush, [(16, -80), (38, -80), (52, -48), (16, -46)])
    roof = blob([(-66, -78), (-62, -95), (-30, -99), (30, -97), (46, -88), (48, -79), (-8, -83)],
                tension=0.8)  # fmt: skip
    brush.fill(roof, hex_rgb("3c3f47"), shade=0.6, rim=0.9)
    brush.line([(46, -84), (58, -46)], INK, 2.6)
    body = blob([(-70, -46), (-68, -22), (-60, -14), (18, -13), (34, -16), (62, -18), (68, -34),
                 (58, -46), (22, -45), (16, -32), (-10, -32), (-14, -48)],
                tension=0.6)  # fmt: skip
    brush.fill(body, paint, shade=0.65, rim=0.9)
    brush.fill(blob([(-56, -44), (-16, -46), (-14, -34), (-54, -33)], tension=0.5), LEATHER)
    brush.line([(-68, -30), (-10, -25), (30, -26), (64, -30)], WHITE, 1.8)
    for index, x in enumerate(range(-58, 44, 10)):
        tint = (NAMED["yellow"], NAMED["coral"], NAMED["teal"])[index % 3]
        brush.flat(poly([(x - 4.5, -80), (x + 4.5, -80.3), (x, -73)]), tint)
    for x in (-44, 52):
        _wheel(brush, x, -13, 13.2)
    _lamps(brush, (65, -38), (-69, -38))


def train(brush: Brush) -> None:
    """A steam engine with a lit carriage."""
    with brush.at(0, 0, scale=0.82) as framed:
        _train(framed)


def _train(brush: Brush) -> None:
    paint = _paint(brush)
    brush.shadow(0, 380)
    _carriage(brush, paint)
    dark = hex_rgb("3b4450")
    for index, (x, y, radius) in enumerate(((120, -104, 9), (104, -114, 13), (78, -122, 17))):
        brush.soft(x, y, radius * 1.7, (0.93, 0.93, 0.95), 0.6 - 0.1 * index)
    boiler = rect(58, -64, 150, -26, 10)
    brush.fill(boiler, dark, shade=0.7, rim=0.9)
    for x in (84, 110, 136):
        brush.line([(x, -64), (x, -26)], NAMED["gold"], 1.8)
    brush.fill(poly([(124, -63), (142, -63), (145, -90), (121, -90)]), dark, shade=0.6)
    brush.fill(rect(119, -95, 147, -89, 2), paint, shade=0.4)
    brush.fill(blob([(90, -62), (92, -74), (100, -78), (108, -74), (110, -62)]), NAMED["gold"])
    brush.fill(rect(24, -90, 66, -22, 3), paint, shade=0.6, rim=0.8)
    brush.fill(blob([(18, -88), (30, -96), (60, -96), (72, -88)], tension=0.6), dark, shade=0.5)
    _lit_window(brush, rect(33, -80, 57, -58, 3))
    brush.fill(rect(20, -28, 158, -18, 2), paint, shade=0.5)
    brush.fill(poly([(150, -22), (176, -2), (148, -2)]), dark, shade=0.5)
    for x, radius in ((44, 17), (82, 17), (120, 12), (142, 12)):
        _rail_wheel(brush, x, radius)
    brush.line([(44, -17), (82, -17), (108, -22)], METAL, 3.0)
    brush.emit(ellipse(151, -56, 5.5), LAMP)
    brush.glow(154, -56, 60, LAMP, 0.9)


def _carriage(brush: Brush, paint: Rgb) -> None:
    brush.fill(rect(-170, -80, 10, -20, 4), mix(paint, NAMED["cream"], 0.12), shade=0.6, rim=0.7)
    brush.fill(rect(-170, -52, 10, -46), NAMED["cream"], shade=0.3, rim=0)
    brush.fill(blob([(-176, -79), (-166, -90), (0, -90), (16, -79)], tension=0.4), INK, shade=0.5)
    for x in range(-160, 0, 28):
        _lit_window(brush, rect(x, -75, x + 19, -56, 3))
    brush.line([(8, -24), (24, -24)], INK, 4)
    for x in (-148, -122, -44, -18):
        _rail_wheel(brush, x, 11.5)


def bus(brush: Brush) -> None:
    """A country bus with luggage on the roof."""
    paint = _paint(brush)
    brush.shadow(0, 230)
    for x, tint, wide in ((-60, "brown", 16), (-34, "teal", 11), (-8, "mustard", 15)):
        brush.fill(rect(x - wide, -98 + wide * 0.2, x + wide, -84, 3), NAMED[tint], shade=0.5)
    brush.line([(-84, -88), (20, -88)], METAL, 1.8)
    body = blob([(-106, -78), (-98, -86), (84, -86), (98, -76), (107, -46), (108, -16),
                 (-106, -16)], tension=0.35)  # fmt: skip
    brush.fill(body, paint, shade=0.6, rim=0.9)
    with brush.inside(body):
        brush.flat(poly([(-110, -46), (110, -46), (110, -38), (-110, -38)]), NAMED["cream"])
        brush.flat(poly([(-110, -90), (110, -90), (110, -80), (-110, -80)]), NAMED["cream"])
    for x in range(-98, 50, 25):
        _lit_window(brush, rect(x, -75, x + 20, -52, 3))
    _window(brush, [(80, -76), (94, -74), (102, -50), (80, -50)])
    brush.fill(rect(54, -74, 74, -18, 3), mix(paint, WHITE, 0.15), shade=0.4)
    _lit_window(brush, rect(57, -71, 71, -44, 2))
    for x in (-66, 32):
        _wheel(brush, x, -16, 16)
    _lamps(brush, (106, -28), (-106, -30))


def plane(brush: Brush) -> None:
    """An airliner climbing."""
    paint = _paint(brush)
    with brush.at(0, -48, turn_deg=-9) as sky:
        sky.fill(blob([(-4, -8), (28, -40), (40, -42), (34, -10)], tension=0.4), hex_rgb("c9d2da"))
        tail = blob([(-104, -10), (-128, -56), (-110, -56), (-76, -12)], tension=0.35)
        sky.fill(tail, paint, shade=0.5, rim=0.9)
        body = blob([(132, 4), (116, -9), (84, -16), (-84, -14), (-124, -8), (-130, -2), (-84, 14),
                     (84, 18), (118, 14)], tension=0.8)  # fmt: skip
        sky.fill(body, WHITE, shade=0.65, rim=0.9)
        with sky.inside(body):
            sky.flat(blob([(-134, 4), (0, 8), (140, 8), (100, 24), (-100, 24)]), paint, level=-0.1)
        for x in range(-76, 84, 13):
            sky.flat(rect(x, -6, x + 5.5, 0, 2), GLASS, level=-0.6)
        sky.flat(blob([(104, -8), (118, -6), (124, 0), (106, 0)]), GLASS, level=-0.7)
        wing = blob([(34, 6), (8, 8), (-60, 42), (-50, 46), (-34, 44), (52, 12)], tension=0.4)
        sky.fill(wing, hex_rgb("dfe5ea"), shade=0.6, rim=0.9)
        sky.fill(rect(-18, 24, 16, 35, 5), METAL, shade=0.6)
        sky.fill(blob([(-96, 0), (-130, 12), (-122, 15), (-84, 6)], tension=0.4), hex_rgb("dfe5ea"))


def balloon(brush: Brush) -> None:
    """A hot-air balloon with coloured gores."""
    first, second = _paint(brush), NAMED["cream"]
    for x in (-9, 9):
        brush.line([(x * 1.9, -30), (x, -14)], LEATHER, 0.9)
    envelope = blob([(0, -100), (24, -95), (37, -77), (34, -56), (18, -36), (9, -28), (-9, -28),
                     (-18, -36), (-34, -56), (-37, -77), (-24, -95)])  # fmt: skip
    brush.fill(envelope, first, shade=0.6, rim=0.9)
    with brush.inside(envelope):
        for inner, outer in ((0.12, 0.42), (0.74, 1.3)):
            for side in (-1, 1):
                gore = blob([(0, -101), (side * 37 * inner, -76), (side * 24 * inner, -28),
                             (side * 24 * outer, -28), (side * 37 * outer, -76)],
                            tension=0.8)  # fmt: skip
                brush.fill(gore, second, shade=0.4, rim=0)
        brush.line([(-40, -66), (0, -58), (40, -66)], mix(first, INK, 0.35), 4.2, alpha=0.75)
    brush.glow(0, -36, 34, (1.0, 0.72, 0.35), 0.9)
    brush.emit(blob([(-2.4, -20), (0, -29), (2.4, -20)]), (1.0, 0.8, 0.4))
    brush.fill(blob([(-9, -15), (9, -15), (7.4, 0), (-7.4, 0)], tension=0.3), WOOD, shade=0.6)
    for y in (-10, -5):
        brush.line([(-8.4, y), (8.4, y)], LEATHER, 0.8)
    brush.line([(-9.4, -15), (9.4, -15)], LEATHER, 2.2)


def cart(brush: Brush) -> None:
    """A wooden cart with sacks."""
    brush.shadow(0, 150)
    for x, y, tint in (
        (-34, -60, "beige"),
        (-6, -64, "tan"),
        (22, -58, "beige"),
        (-18, -80, "tan"),
    ):
        brush.fill(ellipse(x, y, 18, 17), NAMED[tint], shade=0.6)
        brush.line([(x - 5, y - 16), (x, y - 12), (x + 5, y - 16)], LEATHER, 1.6)
    brush.fill(poly([(-62, -56), (54, -56), (46, -28), (-54, -28)]), WOOD, shade=0.6)
    for y in (-46, -37):
        brush.line([(-58, y), (50, y)], LEATHER, 1.0)
    brush.line([(50, -36), (94, -22)], WOOD, 4)
    with brush.at(-6, -25) as hub:
        hub.line(ellipse(0, 0, 22.5), WOOD, 5)
        for turn in range(0, 180, 30):
            with hub.at(0, 0, turn_deg=turn) as spoke:
                spoke.line([(-21, 0), (21, 0)], WOOD, 2.2, level=-0.2)
        hub.fill(ellipse(0, 0, 5), LEATHER, shade=0.4)


def _paint(brush: Brush) -> Rgb:
    return brush.pick(_PAINTS)


def _window(brush: Brush, points: Sequence[Point]) -> None:
    shape = blob(points, tension=0.25)
    brush.fill(shape, GLASS, shade=0.7, rim=0.4)
    with brush.inside(shape):
        x = sum(point[0] for point in points) / len(points)
        brush.line([(x - 14, -40), (x + 8, -100)], WHITE, 4, alpha=0.25)


def _lit_window(brush: Brush, shape: skia.Path) -> None:
    if brush.is_dark:
        brush.emit(shape, LAMP)
        bounds = shape.getBounds()
        brush.glow(bounds.centerX(), bounds.centerY(), bounds.width(), LAMP, 0.35)
    else:
        brush.fill(shape, GLASS, shade=0.7, rim=0.4)


def _wheel(brush: Brush, x: float, y: float, radius: float) -> None:
    brush.flat(ellipse(x, y - radius * 0.1, radius * 1.2), INK, alpha=0.55)
    brush.fill(ellipse(x, y, radius), hex_rgb("2c2d33"), shade=0.5, rim=0.5)
    brush.fill(ellipse(x, y, radius * 0.58), METAL, shade=0.5)
    brush.flat(ring(x, y, radius * 0.36, radius * 0.24), DARK_METAL)


def _rail_wheel(brush: Brush, x: float, radius: float) -> None:
    brush.fill(ellipse(x, -radius, radius), hex_rgb("8f3b33"), shade=0.5)
    brush.fill(ellipse(x, -radius, radius * 0.72), INK, shade=0.4, rim=0)
    for turn in (0, 60, 120):
        with brush.at(x, -radius, turn_deg=turn) as hub:
            hub.line([(-radius * 0.66, 0), (radius * 0.66, 0)], hex_rgb("8f3b33"), 1.8)


def _lamps(brush: Brush, front: tuple[float, float], back: tuple[float, float]) -> None:
    brush.emit(ellipse(*front, 4.2, 5.0), LAMP)
    brush.glow(front[0] + 4, front[1], 46, LAMP, 0.8)
    brush.emit(ellipse(*back, 2.6, 4.2), (0.86, 0.25, 0.22))


FAMILY = (
    Subject("bicycle", bicycle, 0.62, 1.6, also=("bike", "cycle")),
    Subject(
        "car",
        car,
        0.85,
        2.25,
        also=("automobile", "taxi", "jeep", "van", "truck", "lorry", "limousine"),
    ),
    Subject("tuk tuk", tuk_tuk, 1.0, 1.5, also=("tuktuk", "rickshaw", "auto rickshaw")),
    Subject(
        "train", train, 2.1, 3.0, also=("locomotive", "railway", "steam engine", "night train")
    ),
    Subject("bus", bus, 1.7, 2.3, also=("coach", "minibus")),
    Subject(
        "plane", plane, 3.6, 2.75, "air", ("airplane", "aeroplane", "aircraft", "jet", "airliner")
    ),
    Subject("balloon", balloon, 9.0, 0.78, "air", ("hot air balloon", "air balloon")),
    Subject("cart", cart, 0.85, 1.95, also=("wagon", "carriage", "wheelbarrow")),
)
