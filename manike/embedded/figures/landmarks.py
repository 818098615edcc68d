"""Great works of trade, defence and memory."""

from manike.embedded.figures.colours import (
    BRASS,
    DARK_STONE,
    DARK_WOOD,
    INK,
    LAMP,
    NAMED,
    STONE,
    WHITE,
)
from manike.embedded.figures.geometry import blob, joined, poly, rect
from manike.embedded.figures.masonry import arch, arch_path, courses, lit
from manike.embedded.figures.shading import Brush, hex_rgb, mix, scaled
from manike.embedded.figures.subject import Subject

_LIMEWASH = hex_rgb("efe7d8")
_SANDSTONE = hex_rgb("d6b684")
_TILE = hex_rgb("a8503a")


_BOULDERS = (
    (-24, 0.0, 7), (27, 0.0, 8), (-31, 2.5, 5.5), (33, 2.0, 4.5), (-18, 3.0, 8.5), (19, 3.0, 7),
    (-5, 3.6, 6), (7, 4.2, 8), (-28, 4.6, 4.5), (28, 4.4, 5), (-11, 5.0, 4),
)  # fmt: skip
"""x, y and size of the boulders at the foot of a lighthouse, far ones first."""


def lighthouse(brush: Brush) -> None:
    """A banded lighthouse on its rock; after dark its beam sweeps the sea."""
    brush.shadow(0, 66)
    rock = blob([(-33, 3), (-29, -6), (-14, -11), (12, -11), (26, -7), (34, 3)])
    brush.fill(rock, DARK_STONE, shade=0.6)
    for x, y, size in _BOULDERS:
        brush.shadow(x, size * 2.6, y=y)
        outline = [(-1, 0), (-0.8, -0.7), (-0.15, -1), (0.6, -0.8), (1, 0)]
        stone = blob([(x + size * dx, y + 0.8 * size * dy) for dx, dy in outline], tension=0.5)
        brush.fill(stone, mix(DARK_STONE, STONE, 0.1 * (size % 4)), shade=0.7)
    cabin = rect(10, -20, 28, -5)
    brush.fill(cabin, _LIMEWASH, shade=0.5)
    brush.fill(poly([(8, -19), (19, -27), (30, -19)]), _TILE, shade=0.5)
    lit(brush, rect(17, -15, 21.5, -10, 0.6))
    tower = poly([(-11.5, -8), (11.5, -8), (6.8, -76), (-6.8, -76)])
    brush.fill(tower, WHITE, shade=0.7, rim=0.8)
    with brush.inside(tower):
        for low in (-22, -50, -78):
            band = poly([(-14, low), (14, low - 1.5), (14, low - 14), (-14, low - 12.5)])
            brush.fill(band, NAMED["red"], shade=0.7, rim=0)
    for y in (-34, -60):
        lit(brush, rect(-1.6, y - 4, 1.6, y, 1))
    arch(brush, -0.2, -8, 2.8, 8, DARK_WOOD)
    _lantern_room(brush)


def _lantern_room(brush: Brush) -> None:
    brush.fill(rect(-9.6, -78.5, 9.6, -75.5, 0.8), INK, shade=0.5, rim=0.9)
    if brush.is_dark:
        for flip in (-1, 1):
            cone = poly([(0, -84), (flip * 190, -116), (flip * 190, -62), (0, -82)])
            with brush.inside(cone):
                brush.glow(0, -83.5, 185, LAMP, 0.75)
    room = rect(-5.2, -90, 5.2, -78)
    brush.emit(room, LAMP, alpha=1.0 if brush.is_dark else 0.55)
    brush.glow(0, -84, 40, LAMP, 1.0)
    for x in (-5.2, -1.8, 1.8, 5.2):
        brush.line([(x, -90), (x, -78)], INK, 0.7)
    for x in range(-9, 10, 3):
        brush.line([(x, -78), (x, -81.5)], INK, 0.45)
    brush.line([(-9.4, -81.5), (9.4, -81.5)], INK, 0.5)
    brush.fill(
        blob([(-7, -89.6), (-4, -95), (0, -97), (4, -95), (7, -89.6)], tension=0.8), NAMED["red"]
    )
    brush.line([(0, -97), (0, -100)], INK, 0.8)


def tower(brush: Brush) -> None:
    """A round stone tower with a conical roof."""
    brush.shadow(0, 56)
    wall = poly([(-18, 0), (18, 0), (15, -66), (-15, -66)])
    brush.fill(wall, STONE, shade=0.75, rim=0.6)
    courses(brush, wall, 8)
    brush.fill(rect(-18, -74, 18, -64, 1), STONE, shade=0.6)
    for x in (-15, -5, 5, 15):
        brush.fill(rect(x - 2.4, -66, x + 2.4, -61, 0.6), DARK_STONE, shade=0.4)
    brush.fill(
        blob([(-21, -73), (-8, -89), (0, -100), (8, -89), (21, -73), (0, -71)], tension=0.4), _TILE
    )
    for y in (-30, -52):
        lit(brush, arch_path(0, y, 2.6, 9))
    arch(brush, 0, 0, 5, 15, DARK_WOOD)


def castle(brush: Brush) -> None:
    """A castle with four towers, gate and banners."""
    with brush.at(0, 0, scale=0.91) as framed:
        _castle(framed)


def _castle(brush: Brush) -> None:
    brush.shadow(0, 170)
    for x, half, top in ((-40, 11, -78), (38, 12, -84), (0, 13, -70)):
        keep = rect(x - half, top, x + half, -20)
        brush.fill(keep, mix(STONE, WHITE, 0.08), shade=0.65)
        brush.fill(
            poly([(x - half - 3, top + 1), (x, top - 20), (x + half + 3, top + 1)]),
            hex_rgb("4f6d8c"),
        )
        lit(brush, arch_path(x, top + 18, 2.8, 9))
        brush.line([(x, top - 19), (x, top - 26)], DARK_WOOD, 0.9)
        brush.fill(poly([(x, top - 26), (x + 9, top - 24), (x, top - 21)]), NAMED["red"], shade=0.3)
    wall = rect(-62, -42, 62, 0)
    brush.fill(wall, STONE, shade=0.6)
    courses(brush, wall, 6)
    for x in range(-58, 60, 12):
        brush.fill(rect(x - 3.6, -48, x + 3.6, -41), STONE, shade=0.4)
    for x in (-68, 68):
        round_tower = rect(x - 11, -52, x + 11, 0)
        brush.fill(round_tower, STONE, shade=0.75, rim=0.7)
        courses(brush, round_tower, 7)
        for dx in (-8, 0, 8):
            brush.fill(rect(x + dx - 3, -58, x + dx + 3, -51), STONE, shade=0.4)
        lit(brush, arch_path(x, -26, 2.4, 9))
    arch(brush, 0, 0, 12, 28, DARK_WOOD)
    for dx in (-6, 0, 6):
        brush.line([(dx, 0), (dx, -25)], INK, 0.8)


def bridge(brush: Brush) -> None:
    """A stone bridge of three arches."""
    brush.shadow(0, 330, alpha=0.3)
    deck = blob(
        [(-170, -58), (-90, -78), (0, -86), (90, -78), (170, -58), (172, 0), (-172, 0)], tension=0.5
    )
    openings = joined(
        [
            arch_path(x, 0, half, tall)
            for x, half, tall in ((-96, 36, 56), (0, 42, 68), (96, 36, 56))
        ]
    )
    brush.canvas.save()
    brush.cut(openings)
    brush.fill(deck, STONE, shade=0.6, rim=0.8)
    courses(brush, deck, 9)
    brush.canvas.restore()
    for x, half, tall in ((-96, 36, 56), (0, 42, 68), (96, 36, 56)):
        brush.line(_arch_line(x, half, tall), DARK_STONE, 4)
    parapet = [(-168, -61), (-90, -80), (0, -88), (90, -80), (168, -61)]
    brush.line(parapet, mix(STONE, WHITE, 0.15), 9)
    for x, y in ((-90, -84), (0, -94), (90, -84)):
        brush.fill(rect(x - 6, y - 5, x + 6, y + 16, 1), STONE, shade=0.5, rim=0.7)


def _arch_line(x: float, half: float, tall: float) -> list[tuple[float, float]]:
    top = -tall + half
    return [(x - half, 0), (x - half, top), (x - half * 0.7, top - half * 0.7), (x, -tall),
            (x + half * 0.7, top - half * 0.7), (x + half, top), (x + half, 0)]  # fmt: skip


def pyramid(brush: Brush) -> None:
    """A great pyramid with a smaller one behind."""
    brush.shadow(0, 250, alpha=0.3)
    for x, size, fade in ((78, 0.55, 0.25), (0, 1.0, 0.0)):
        stone = mix(_SANDSTONE, WHITE, fade * 0.5)
        with brush.at(x, 0, scale=size) as one:
            left, right = poly([(0, -100), (-92, 0), (22, 0)]), poly([(0, -100), (22, 0), (92, 0)])
            near, far = (left, right) if brush.side <= 0 else (right, left)
            one.fill(near, mix(stone, WHITE, 0.12), shade=0.3, rim=0.3)
            one.fill(far, scaled(stone, 0.66), shade=0.4, rim=0)
            with one.inside(joined([left, right])):
                for row in range(1, 13):
                    y = -100 + row * 8
                    one.line(
                        [(-95, y), (22 * row / 12.5, y + 0.5), (95, y)],
                        stone,
                        0.7,
                        level=-0.8,
                        alpha=0.5,
                    )


def gate(brush: Brush) -> None:
    """A city gate with a tiled pavilion on top, as in old Chang'an."""
    brush.shadow(0, 170)
    wall = poly([(-78, -42), (78, -42), (86, 0), (-86, 0)])
    brush.fill(wall, hex_rgb("a89a88"), shade=0.6)
    courses(brush, wall, 7)
    for x in range(-72, 74, 12):
        brush.fill(rect(x - 4, -47, x + 4, -41), hex_rgb("a89a88"), shade=0.4)
    arch(brush, 0, 0, 15, 31, hex_rgb("3a322e"))
    for floor, (half, low) in enumerate(((46, -44), (34, -67))):
        brush.fill(rect(-half * 0.86, low - 14, half * 0.86, low), NAMED["crimson"], shade=0.5)
        for x in range(-3, 4):
            lit(brush, rect(x * half * 0.24 - 2.6, low - 11, x * half * 0.24 + 2.6, low - 3, 0.5))
        roof = blob([(-half * 1.3, low - 16), (half * 1.3, low - 16), (half * 0.92, low - 20),
                     (half * 0.66, low - 27), (-half * 0.66, low - 27), (-half * 0.92, low - 20)],
                    tension=0.55)  # fmt: skip
        brush.fill(roof, hex_rgb("4a5c58"), shade=0.6, rim=0.9)
        if floor:
            brush.line([(-half * 0.66, low - 27), (half * 0.66, low - 27)], BRASS, 1.6)


def triumphal_arch(brush: Brush) -> None:
    """A triumphal arch."""
    brush.shadow(0, 120)
    opening = arch_path(0, 0, 17, 62)
    brush.canvas.save()
    brush.cut(opening)
    brush.fill(rect(-50, -88, 50, 0), _LIMEWASH, shade=0.6)
    brush.canvas.restore()
    for x in (-43, -26, 26, 43):
        brush.fill(rect(x - 3, -62, x + 3, -4), WHITE, shade=0.6, rim=0.6)
    for y, half in ((-66, 54), (-90, 55), (-98, 48)):
        brush.fill(
            rect(-half, y - 3, half, y + 3, 1), mix(_LIMEWASH, WHITE, 0.3), shade=0.4, rim=0.8
        )
    brush.line([(-34, -80), (34, -80)], STONE, 3)
    for x in (-34, 34):
        brush.fill(rect(x - 16, -5, x + 16, 0), STONE, shade=0.5)


FAMILY = (
    Subject("lighthouse", lighthouse, 9.0, 0.75, also=("beacon", "light house")),
    Subject("tower", tower, 7.5, 0.46, also=("turret", "watchtower", "clock tower", "observatory")),
    Subject("castle", castle, 9.0, 1.62, also=("fortress", "fort", "citadel")),
    Subject("bridge", bridge, 2.6, 3.75, also=("stone bridge", "viaduct", "aqueduct")),
    Subject("pyramid", pyramid, 10.0, 2.6, also=("pyramids",)),
    Subject("gate", gate, 6.0, 1.75, also=("city gate", "city wall", "wall", "gateway")),
    Subject("arch", triumphal_arch, 7.0, 1.15, also=("archway", "triumphal arch")),
)
