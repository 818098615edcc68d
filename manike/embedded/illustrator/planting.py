"""Where plants go on land that was painted."""

from manike.embedded.illustrator.grove import Painter
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.terrain import Seen
from manike.embedded.illustrator.undergrowth import scatter

Spots = list[tuple[float, float, float]]
"""x and y in plane pixels, and distance, of each foot; far ones first."""


def spots(stage: Stage, seen: Seen, count: int, name: str) -> Spots:
    """Places for plants on land that was painted."""
    return seen.spots(stage.rng("spots", name), count, stage.frame.plane_px[0])


def plant(
    stage: Stage,
    plane: str,
    painter: Painter,
    where: Spots,
    size: float,
    haze: tuple[float, float] = (0.0, 0.0),
) -> None:
    """Plants at their places; ``size`` is a height in units of distance."""
    scatter(stage, plane, painter, where, size, haze=haze)


def away_from_middle(stage: Stage, where: Spots, reach: float) -> Spots:
    """Without the places near the middle, which stays open for the cast."""
    frame = stage.frame
    low, high = frame.x(0.5 - reach), frame.x(0.5 + reach)
    return [spot for spot in where if not low < spot[0] < high]


def beside(stage: Stage, where: Spots, half: float) -> Spots:
    """Without the places on a straight way of that half width, in units of distance."""
    middle, unit = stage.frame.plane_px[0] / 2, stage.frame.unit_px
    return [spot for spot in where if abs(spot[0] - middle) / unit * spot[2] > half]
