"""Which painter paints which kind of place."""

from collections.abc import Callable

from manike.embedded.illustrator import places_land as land
from manike.embedded.illustrator import places_water as water
from manike.embedded.illustrator.layout import Brief, Layout
from manike.embedded.illustrator.places_barren import paint_desert, paint_snowfield
from manike.embedded.illustrator.places_city import paint_city
from manike.embedded.illustrator.places_clinic import paint_clinic
from manike.embedded.illustrator.places_conifers import paint_conifers
from manike.embedded.illustrator.places_deep import paint_deep
from manike.embedded.illustrator.places_farm import paint_farm
from manike.embedded.illustrator.places_forest import paint_forest
from manike.embedded.illustrator.places_garden import paint_garden
from manike.embedded.illustrator.places_home import paint_home
from manike.embedded.illustrator.places_kitchen import paint_kitchen
from manike.embedded.illustrator.places_library import paint_library
from manike.embedded.illustrator.places_market import paint_market
from manike.embedded.illustrator.places_museum import paint_museum
from manike.embedded.illustrator.places_office import paint_office
from manike.embedded.illustrator.places_red_planet import paint_planet
from manike.embedded.illustrator.places_savanna import paint_savanna
from manike.embedded.illustrator.places_space import paint_space
from manike.embedded.illustrator.places_studio import paint_studio
from manike.embedded.illustrator.places_theatre import paint_theatre
from manike.embedded.illustrator.places_town import paint_old_town, paint_temple
from manike.embedded.illustrator.places_train import paint_train
from manike.embedded.illustrator.places_village import paint_village
from manike.embedded.illustrator.places_volcano import paint_volcano
from manike.embedded.illustrator.places_waterfall import paint_waterfall
from manike.embedded.illustrator.places_workshop import paint_workshop
from manike.embedded.illustrator.stage import Stage
from manike.script.vocabulary import Place

PAINTERS: dict[Place, Callable[[Stage, Brief], Layout]] = {
    Place.MOUNTAIN: land.paint_mountain,
    Place.HILLS: land.paint_hills,
    Place.FOREST: paint_forest,
    Place.FIELD: land.paint_field,
    Place.BEACH: water.paint_beach,
    Place.SEA: water.paint_sea,
    Place.REEF: water.paint_reef,
    Place.LAKE: water.paint_lake,
    Place.RIVER: water.paint_river,
    Place.DESERT: paint_desert,
    Place.SNOWFIELD: paint_snowfield,
    Place.VOLCANO: paint_volcano,
    Place.VILLAGE: paint_village,
    Place.OLD_TOWN: paint_old_town,
    Place.CITY: paint_city,
    Place.HARBOUR: water.paint_harbour,
    Place.TEMPLE: paint_temple,
    Place.MUSEUM: paint_museum,
    Place.HOME: paint_home,
    Place.WORKSHOP: paint_workshop,
    Place.TRAIN: paint_train,
    Place.SPACE: paint_space,
    Place.PLANET: paint_planet,
    Place.STUDIO: paint_studio,
    Place.CONIFERS: paint_conifers,
    Place.FARM: paint_farm,
    Place.GARDEN: paint_garden,
    Place.SAVANNA: paint_savanna,
    Place.DEEP: paint_deep,
    Place.WATERFALL: paint_waterfall,
    Place.MARKET: paint_market,
    Place.LIBRARY: paint_library,
    Place.KITCHEN: paint_kitchen,
    Place.CLINIC: paint_clinic,
    Place.OFFICE: paint_office,
    Place.STAGE: paint_theatre,
}
