"""Which painter paints which kind of place."""

from collections.abc import Callable

from manike.embedded.illustrator import places_land as land
from manike.embedded.illustrator.layout import Brief, Layout
from manike.embedded.illustrator.stage import Stage
from manike.script.models import Place

PAINTERS: dict[Place, Callable[[Stage, Brief], Layout]] = {
    Place.MOUNTAIN: land.paint_mountain,
    Place.HILLS: land.paint_hills,
    Place.FOREST: land.paint_forest,
    Place.FIELD: land.paint_field,
    Place.DESERT: land.paint_desert,
    Place.SNOWFIELD: land.paint_snowfield,
}
