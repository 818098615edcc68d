"""Where the captions of a scene stand, so that they cover no face and little of what matters."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from manike.film.captions import shape_of
from manike.film.timeline import Timeline
from manike.ports import Region


class Band(StrEnum):
    """A place for captions, the same through a scene; the first that is free is taken."""

    BOTTOM = "bottom"
    LOWER = "lower"
    HIGHER = "higher"
    TOP = "top"


FEET: Mapping[str, Mapping[Band, float]] = {
    "wide": {Band.BOTTOM: 0.925, Band.LOWER: 0.955, Band.HIGHER: 0.8},
    "square": {Band.BOTTOM: 0.92, Band.LOWER: 0.955, Band.HIGHER: 0.79},
    "tall": {Band.BOTTOM: 0.78, Band.LOWER: 0.87, Band.HIGHER: 0.68},
}
"""Lower edge of the captions, down the film. Players of tall films draw buttons over the last
fifth; a television may cut 3.5 % off each edge (EBU R95)."""
HEADS: Mapping[str, Mapping[Band, float]] = {
    "wide": {Band.TOP: 0.085},
    "square": {Band.TOP: 0.09},
    "tall": {Band.TOP: 0.14},
}
"""Upper edge of captions at the top."""
TRAVEL = 0.045
"""The embedded camera moves people by at most 5.5 % of the film in its strongest pan, and half of
that in most moves."""
_HEIGHT = {"wide": 0.16, "square": 0.16, "tall": 0.11}
"""Of two lines and what is behind them, as a share of the film's height."""
_HALF_WIDTH = 0.4
"""Of captions as wide as most are, to each side of the middle."""
_WEIGHT = {"head": 40.0, "text": 40.0, "subject": 4.0, "body": 1.5}
"""Cost of covering all of a region."""
_PREFERENCE = {Band.BOTTOM: 0.0, Band.LOWER: 0.12, Band.HIGHER: 0.3, Band.TOP: 0.5}
_TOUCHED = 2.0
"""Cost of touching a head or words at all."""


def caption_bands(timeline: Timeline) -> dict[int, Band]:
    """The band of each scene's captions, by the scene's number."""
    shape = shape_of(timeline.size_px)
    return {scene.number: caption_band(scene.regions, shape) for scene in timeline.scenes}


def caption_band(regions: Sequence[Region], shape: str, travel: float = TRAVEL) -> Band:
    """The band for a scene's captions.

    Args:
        regions: where the picture says that people and things are; empty gives the bottom.
        shape: ``wide``, ``square`` or ``tall``.
        travel: how far the camera may carry them, as a share of the film's width and height.
    """
    return min(Band, key=lambda band: _PREFERENCE[band] + _cost(band, regions, travel, shape))


def band_box(band: Band, shape: str) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the captions of a band, as shares of the film."""
    height = _HEIGHT[shape]
    if band in HEADS[shape]:
        top = HEADS[shape][band]
        return 0.5 - _HALF_WIDTH, top, 0.5 + _HALF_WIDTH, top + height
    foot = FEET[shape][band]
    return 0.5 - _HALF_WIDTH, foot - height, 0.5 + _HALF_WIDTH, foot


def covered(region: Region, box: tuple[float, float, float, float], travel: float) -> float:
    """Share of a region, grown by the camera's travel, that lies in a box."""
    left, top = max(region.left - travel, 0.0), max(region.top - travel, 0.0)
    right, bottom = min(region.right + travel, 1.0), min(region.bottom + travel, 1.0)
    width = min(right, box[2]) - max(left, box[0])
    height = min(bottom, box[3]) - max(top, box[1])
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / max((right - left) * (bottom - top), 1e-6)


def _cost(band: Band, regions: Sequence[Region], travel: float, shape: str) -> float:
    box, cost = band_box(band, shape), 0.0
    for region in regions:
        share = covered(region, box, travel)
        cost += _WEIGHT[region.kind] * share
        cost += _TOUCHED * (share > 0 and region.kind in ("head", "text"))
    return cost
