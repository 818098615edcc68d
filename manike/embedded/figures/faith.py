"""Buildings of faith."""

import skia

from manike.embedded.figures.colours import (
    BRASS,
    DARK_WOOD,
    INK,
    LAMP,
    NAMED,
    STONE,
    WHITE,
)
from manike.embedded.figures.geometry import blob, ellipse, poly, rect
from manike.embedded.figures.masonry import arch, arch_path, lit, stair
from manike.embedded.figures.shading import Brush, hex_rgb, mix, scaled
from manike.embedded.figures.subject import Subject

_LIMEWASH = hex_rgb("efe7d8")
_SANDSTONE = hex_rgb("d6b684")
_TILE = hex_rgb("a8503a")


def temple(brush: Brush) -> None:
    """A Kandyan temple: white walls, tiled double roof, golden finial."""
    brush.shadow(0, 200)
    stair(brush, 0, 0, 60, 4)
    brush.fill(rect(-84, -40, 84, -9), _LIMEWASH, shade=0.6)
    for x in range(-72, 73, 18):
        if x:
            brush.fill(arch_path(x, -9, 5.4, 20), hex_rgb("6d5a4c"), shade=0.3, rim=0)
            lit(brush, arch_path(x, -9, 5.4, 20))
        brush.fill(rect(x + 7.4, -38, x + 10.6, -9), WHITE, shade=0.5)
    arch(brush, 0, -9, 8, 26, DARK_WOOD)
    _hip_roof(brush, -38, 100, 74, 17)
    brush.fill(rect(-50, -70, 50, -54), _LIMEWASH, shade=0.6)
    for x in range(-40, 41, 16):
        lit(brush, rect(x - 3.2, -67, x + 3.2, -57, 1))
    _hip_roof(brush, -68, 62, 20, 21)
    brush.line([(0, -88), (0, -99)], BRASS, 2.0)
    brush.fill(ellipse(0, -91, 3.2), BRASS, shade=0.5)


def _hip_roof(brush: Brush, eave: float, half: float, ridge: float, tall: float) -> None:
    """A tiled roof with upswept eaves."""
    shape = blob([(-half, eave), (-half * 0.86, eave - tall * 0.26), (-ridge, eave - tall),
                  (ridge, eave - tall), (half * 0.86, eave - tall * 0.26), (half, eave),
                  (half * 0.5, eave + 1.6), (-half * 0.5, eave + 1.6)], tension=0.5)  # fmt: skip
    brush.fill(shape, _TILE, shade=0.65, rim=0.9)
    with brush.inside(shape):
        for row in range(1, 4):
            y = eave - tall * row / 4
            brush.line([(-half, y + 1), (0, y), (half, y + 1)], _TILE, 0.8, level=-0.8, alpha=0.6)
    brush.line([(-ridge, eave - tall), (ridge, eave - tall)], scaled(_TILE, 0.7), 2.4)


def pagoda(brush: Brush) -> None:
    """A five-storeyed pagoda."""
    brush.shadow(0, 80)
    brush.fill(rect(-34, -5, 34, 0), STONE, shade=0.5)
    for floor in range(5):
        size = 1 - floor * 0.135
        low = -5 - floor * 16.6
        wall = rect(-19 * size, low - 12, 19 * size, low)
        brush.fill(wall, NAMED["crimson"], shade=0.6)
        for x in (-10, 0, 10):
            lit(brush, rect(x * size - 2.6, low - 9, x * size + 2.6, low - 2, 0.5))
        half = 35 * size
        roof = blob([(-half, low - 13.5), (-half * 0.72, low - 13), (half * 0.72, low - 13),
                     (half, low - 13.5), (half * 0.62, low - 17), (17 * size, low - 20.5),
                     (-17 * size, low - 20.5), (-half * 0.62, low - 17)],
                    tension=0.6)  # fmt: skip
        brush.fill(roof, hex_rgb("3d5a5c"), shade=0.6, rim=0.9)
        for side in (-1, 1):
            brush.line(
                [(side * half * 0.92, low - 13.6), (side * half * 1.06, low - 16)], BRASS, 0.9
            )
    brush.line([(0, -88), (0, -100)], BRASS, 1.3)
    for y, wide in ((-90.5, 2.8), (-93, 2.2), (-95.5, 1.6)):
        brush.fill(ellipse(0, y, wide, 1.1), BRASS, shade=0.4)


def stupa(brush: Brush) -> None:
    """A white dagoba with a golden spire."""
    brush.shadow(0, 130)
    for y, half in ((0, 64), (-6, 57), (-12, 50)):
        brush.fill(rect(-half, y - 6.4, half, y, 1), _LIMEWASH, shade=0.5)
    dome = blob(
        [(-46, -18), (-48, -34), (-36, -56), (-14, -67), (14, -67), (36, -56), (48, -34), (46, -18)]
    )
    brush.fill(dome, WHITE, shade=0.75, rim=0.9)
    brush.fill(rect(-13, -75, 13, -65), _LIMEWASH, shade=0.5)
    brush.fill(poly([(-7, -75), (7, -75), (1.4, -96), (-1.4, -96)]), BRASS, shade=0.6, rim=0.9)
    for y in (-79, -84, -89):
        wide = 7 * (1 - (-75 - y) / 24)
        brush.line([(-wide, y), (wide, y)], scaled(BRASS, 0.7), 1.0)
    brush.fill(ellipse(0, -97.5, 2.2), NAMED["gold"], shade=0.3)
    brush.glow(0, -97, 18, LAMP, 0.6)
    for index in range(-4, 5):
        tint = NAMED[("orange", "blue", "yellow", "red")[index % 4]]
        x = index * 9
        brush.fill(
            poly([(x, -16 + abs(index) * 0.3), (x + 5, -16), (x + 2.5, -10.5)]), tint, shade=0.2
        )


def mosque(brush: Brush) -> None:
    """A tiled dome between two minarets."""
    brush.shadow(0, 150)
    tile = hex_rgb("3f98a8")
    for x in (-62, 62):
        brush.fill(
            poly([(x - 5.4, 0), (x + 5.4, 0), (x + 4, -78), (x - 4, -78)]), _SANDSTONE, shade=0.6
        )
        for y in (-50, -74):
            brush.fill(rect(x - 7, y - 4, x + 7, y, 1), mix(_SANDSTONE, WHITE, 0.3), shade=0.4)
        brush.fill(_onion(x, -78, 5.6, 13), tile, shade=0.6, rim=0.9)
        brush.line([(x, -91), (x, -96)], BRASS, 1.0)
    brush.fill(rect(-50, -36, 50, 0), _SANDSTONE, shade=0.6)
    for x in (-38, 38):
        arch(brush, x, 0, 7.5, 24, hex_rgb("5c7f86"))
    brush.fill(rect(-24, -48, 24, 0, 1), mix(_SANDSTONE, WHITE, 0.22), shade=0.5, rim=0.7)
    brush.line(rect(-21, -45, 21, 0), tile, 2.0)
    pointed = blob(
        [(-13, 0), (-13, -22), (-9, -32), (0, -39), (9, -32), (13, -22), (13, 0)], tension=0.6
    )
    brush.fill(pointed, hex_rgb("3f5f68"), shade=0.5, rim=0)
    lit(brush, blob([(-6, 0), (-6, -14), (0, -20), (6, -14), (6, 0)], tension=0.5))
    brush.fill(rect(-23, -58, 23, -47), tile, shade=0.5)
    for x in range(-18, 19, 9):
        lit(brush, rect(x - 2, -56, x + 2, -50, 1))
    brush.fill(_onion(0, -57, 26, 34), tile, shade=0.75, rim=0.95)
    brush.line([(0, -91), (0, -99)], BRASS, 1.6)
    brush.line([(2.4, -98), (-1, -96.5), (2.4, -94.6)], BRASS, 1.1)


def _onion(x: float, foot: float, half: float, tall: float) -> skia.Path:
    """A dome that swells above its neck and ends in a point."""
    return blob([(x - half * 0.86, foot), (x - half, foot - tall * 0.3),
                 (x - half * 0.66, foot - tall * 0.66), (x - half * 0.14, foot - tall * 0.9),
                 (x, foot - tall), (x + half * 0.14, foot - tall * 0.9),
                 (x + half * 0.66, foot - tall * 0.66), (x + half, foot - tall * 0.3),
                 (x + half * 0.86, foot)], tension=0.85)  # fmt: skip


def basilica(brush: Brush) -> None:
    """A great flat-domed church with half domes and slim towers."""
    brush.shadow(0, 190)
    wall, lead = hex_rgb("cf9f86"), hex_rgb("8d9aa5")
    for x in (-86, 86):
        brush.fill(rect(x - 4, -82, x + 4, 0), _LIMEWASH, shade=0.6)
        brush.fill(rect(x - 6, -64, x + 6, -61), WHITE, shade=0.4)
        brush.fill(poly([(x - 4.6, -82), (x + 4.6, -82), (x, -99)]), lead, shade=0.5)
    brush.fill(rect(-72, -34, 72, 0), wall, shade=0.6)
    for x, half in ((-48, 26), (48, 26)):
        half_dome = blob(
            [
                (x - half, -33),
                (x - half * 0.7, -48),
                (x, -54),
                (x + half * 0.7, -48),
                (x + half, -33),
            ]
        )
        brush.fill(half_dome, lead, shade=0.65, rim=0.8)
    brush.fill(rect(-36, -58, 36, -20), wall, shade=0.5)
    brush.fill(rect(-33, -66, 33, -57), _LIMEWASH, shade=0.5)
    for x in range(-28, 29, 8):
        lit(brush, rect(x - 1.6, -64.5, x + 1.6, -58.5, 1))
    brush.fill(
        blob([(-33, -65), (-28, -80), (-12, -90), (12, -90), (28, -80), (33, -65)]),
        lead,
        shade=0.75,
    )
    brush.line([(0, -90), (0, -98)], BRASS, 1.7)
    for x in (-56, -22, 0, 22, 56):
        arch(brush, x, 0, 6, 21 if x else 26, hex_rgb("5f4a44"))
    for x in (-24, 0, 24):
        lit(brush, arch_path(x, -30, 4, 14))


def church(brush: Brush) -> None:
    """A village church with a steeple."""
    brush.shadow(0, 110)
    brush.fill(rect(-8, -32, 48, 0), _LIMEWASH, shade=0.6)
    brush.fill(poly([(-12, -31), (-4, -52), (42, -52), (54, -31)]), _TILE, shade=0.6, rim=0.8)
    for x in (8, 22, 36):
        lit(brush, arch_path(x, -8, 3.4, 17))
    brush.fill(rect(-36, -58, -8, 0), mix(_LIMEWASH, WHITE, 0.4), shade=0.6)
    brush.fill(poly([(-39, -57), (-22, -94), (-5, -57)]), hex_rgb("5a6470"), shade=0.6, rim=0.9)
    brush.line([(-22, -93), (-22, -100)], BRASS, 1.4)
    brush.line([(-25, -97), (-19, -97)], BRASS, 1.4)
    brush.fill(ellipse(-22, -46, 5.6), WHITE, shade=0.3)
    brush.line([(-22, -46), (-22, -49.6)], INK, 0.9)
    brush.line([(-22, -46), (-19.4, -45)], INK, 0.9)
    lit(brush, arch_path(-22, -24, 3.4, 12))
    arch(brush, -22, 0, 6, 16, DARK_WOOD)


FAMILY = (
    Subject("stupa", stupa, 8.0, 1.3, also=("dagoba", "chorten")),
    Subject("pagoda", pagoda, 10.0, 0.78, also=("shrine",)),
    Subject(
        "mosque",
        mosque,
        9.0,
        1.4,
        also=("minaret", "madrasa", "registan", "dome", "palace", "taj mahal"),
    ),
    Subject("basilica", basilica, 10.0, 1.9, also=("hagia sophia", "cathedral")),
    Subject("temple", temple, 6.0, 2.05, also=("temple of the tooth", "monastery")),
    Subject("church", church, 6.5, 1.1, also=("chapel",)),
)
