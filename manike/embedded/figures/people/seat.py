"""What somebody sits on: a stool in a room, a log among trees, elsewhere a stone."""

from collections.abc import Callable

from manike.embedded.figures.colours import DARK_WOOD, STONE, WOOD
from manike.embedded.figures.geometry import Point, blob, ellipse, limb, rect
from manike.embedded.figures.people.pose import Build
from manike.embedded.figures.shading import Brush, mix

_UNDER = 4.4
"""From the middle of the hips down to the seat; an adult's, in the figure's units."""
_LEFT, _RIGHT = -9.5, 9.5


def paint_seat(brush: Brush, kind: str, hips: Point, build: Build) -> None:
    """Draw a seat of ``SEATS`` from under the hips to the ground."""
    _PAINTERS[kind](brush, hips[1] + _UNDER * build.girth)


def _stool(brush: Brush, top: float) -> None:
    for x, foot in ((_LEFT + 3, _LEFT + 1), (_RIGHT - 3, _RIGHT - 1)):
        brush.fill(limb([(x, top + 2), (foot, -0.6)], [1.3, 1.0]), DARK_WOOD, shade=0.5)
    brush.fill(rect(_LEFT + 2, top * 0.45, _RIGHT - 2, top * 0.45 + 1.5), DARK_WOOD, shade=0.4)
    brush.fill(rect(_LEFT, top, _RIGHT, top + 3.2, 1.5), WOOD, shade=0.5, rim=0.7)


def _log(brush: Brush, top: float) -> None:
    middle, half = top / 2, -top / 2
    bark = blob([(_LEFT - 7, top), (_RIGHT + 5, top + 0.6), (_RIGHT + 5, 0.4), (_LEFT - 7, 0.6)],
                tension=0.25)  # fmt: skip
    brush.fill(bark, DARK_WOOD, shade=0.8, rim=0.6)
    for index in range(4):
        y = top + half * (0.5 + 0.4 * index)
        brush.line([(_LEFT - 4, y), (0, y + 0.5), (_RIGHT + 2, y - 0.3)], DARK_WOOD, 0.5,
                   level=-0.7, alpha=0.6)  # fmt: skip
    brush.fill(ellipse(_LEFT - 7, middle, half * 0.5, half), mix(WOOD, (1, 1, 1), 0.2), shade=0.4)
    for share in (0.7, 0.4):
        ring = ellipse(_LEFT - 7, middle, half * 0.5 * share, half * share)
        brush.line(ring, DARK_WOOD, 0.5, alpha=0.6)


def _stone(brush: Brush, top: float) -> None:
    shape = blob([(_LEFT, top + 1.2), (-1, top), (_RIGHT - 1, top + 0.9), (_RIGHT + 3, top * 0.5),
                  (_RIGHT + 5, 0.6), (0, 1.2), (_LEFT - 6, 0.6), (_LEFT - 3.5, top * 0.6)],
                 tension=0.75)  # fmt: skip
    brush.fill(shape, STONE, shade=0.8, rim=0.6)
    with brush.inside(shape):
        for x, y in ((-6, 0.7), (3, 0.42), (9, 0.75)):
            crack = [(x, top * y), (x + 3, top * (y - 0.14)), (x + 5, top * (y - 0.1))]
            brush.line(crack, STONE, 0.5, level=-0.7, alpha=0.5)


_PAINTERS: dict[str, Callable[[Brush, float], None]] = {
    "stool": _stool,
    "log": _log,
    "stone": _stone,
}
SEATS: tuple[str, ...] = tuple(_PAINTERS)
