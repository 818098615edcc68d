"""Which painter paints which kind of place."""

from collections.abc import Callable

from manike.embedded.illustrator import places_beyond as beyond
from manike.embedded.illustrator import places_inside as inside
from manike.embedded.illustrator import places_land as land
from manike.embedded.illustrator import places_town as town
from manike.embedded.illustrator import places_water as water
from manike.embedded.illustrator.layout import Brief, Layout
from manike.embedded.illustrator.stage import Stage
from manike.script.models import Place

PAINTERS: dict[Place, Callable[[Stage, Brief], Layout]] = {
    Place.MOUNTAIN: land.paint_mountain,
    Place.HILLS: land.paint_hills,
    Place.FOREST: land.paint_forest,
    Place.FIELD: land.paint_field,
    Place.BEACH: water.paint_beach,
    Place.SEA: water.paint_sea,
    Place.REEF: water.paint_reef,
    Place.LAKE: water.paint_lake,
    Place.RIVER: water.paint_river,
    Place.HARBOUR: water.paint_harbour,
    Place.VILLAGE: town.paint_village,
    Place.OLD_TOWN: town.paint_old_town,
    Place.CITY: town.paint_city,
    Place.TEMPLE: town.paint_temple,
    Place.VOLCANO: beyond.paint_volcano,
    Place.SPACE: beyond.paint_space,
    Place.PLANET: beyond.paint_planet,
    Place.MUSEUM: inside.paint_museum,
    Place.HOME: inside.paint_home,
    Place.WORKSHOP: inside.paint_workshop,
    Place.TRAIN: inside.paint_train,
    Place.STUDIO: inside.paint_studio,
    Place.DESERT: land.paint_desert,
    Place.SNOWFIELD: land.paint_snowfield,
}
