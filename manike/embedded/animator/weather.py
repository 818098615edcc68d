"""What is in the air of a scene: the weather's rain, snow and fog, or a place's own motes."""

from dataclasses import replace

from manike.embedded.animator.colour import Rgb
from manike.embedded.animator.particles import SwarmSpec
from manike.embedded.animator.sprites import Ink
from manike.embedded.animator.veil import VeilSpec
from manike.script.models import Scene, Setting
from manike.script.vocabulary import INDOORS, UNDERWATER, Place, Season, TimeOfDay, Weather

_WITHOUT_WEATHER = INDOORS | UNDERWATER | {Place.STUDIO, Place.SPACE}
_FAIR = frozenset({Weather.CLEAR, Weather.CLOUDY})
_GREEN = frozenset(
    {
        Place.FOREST, Place.FIELD, Place.HILLS, Place.LAKE, Place.RIVER, Place.VILLAGE,
        Place.TEMPLE, Place.FARM, Place.GARDEN,
    }
)  # fmt: skip
_LEAFY = _GREEN | {Place.OLD_TOWN, Place.MOUNTAIN, Place.MARKET, Place.CITY}
_DUSTY = frozenset({Place.DESERT, Place.SAVANNA, Place.PLANET})
_COLD = frozenset({Place.SNOWFIELD, Place.MOUNTAIN})

_WHITE: Rgb = (0.93, 0.96, 1.0)
_WARM: Rgb = (1.0, 0.9, 0.7)


def _rain(density: float, slant: float, light: float = 1.0) -> tuple[SwarmSpec, ...]:
    """Three distances of rain and a hint of splashes; ``slant`` is wind over fall."""

    def drops(count: int, width_px: float, fall_px_s: float, opacity: float) -> SwarmSpec:
        return SwarmSpec(
            "streak",
            round(count * density),
            (width_px * 0.8, width_px * 1.2),
            Ink(_WHITE, opacity * light),
            (-fall_px_s * slant, fall_px_s),
            depth=1.5,
        )

    splashes = SwarmSpec(
        "ring",
        round(70 * density),
        (3.5, 8.0),
        Ink(_WHITE, 0.22),
        (0.0, 0.0),
        depth=1.2,
        life_s=(0.2, 0.7),
        rows=(0.74, 1.0),
    )
    return (
        drops(190, 0.6, 1500.0, 0.15),
        drops(100, 0.85, 2200.0, 0.17),
        splashes,
        drops(26, 1.4, 3200.0, 0.13),
    )


_FLAKE = SwarmSpec(
    "disc", 240, (0.9, 1.6), Ink(_WHITE, 0.75, adds=False), (10.0, 58.0), depth=0.7, sway_px=9.0
)
_SNOW = (
    _FLAKE,
    replace(
        _FLAKE, count=130, radius_px=(1.8, 3.2), velocity_px_s=(18.0, 100.0), depth=1.2, sway_px=16
    ),
    replace(
        _FLAKE,
        count=30,
        radius_px=(5.0, 10.0),
        ink=Ink(_WHITE, 0.55, adds=False),
        velocity_px_s=(32.0, 180.0),
        depth=1.8,
        sway_px=28.0,
    ),
)
_BLOWN = SwarmSpec(
    "leaf",
    10,
    (5.0, 10.0),
    Ink((0.45, 0.46, 0.2), 0.9, adds=False),
    (330.0, 42.0),
    depth=1.25,
    sway_px=70.0,
    sway_hz=0.45,
    spin_hz=1.1,
)
_DUST = SwarmSpec(
    "disc",
    34,
    (0.9, 2.2),
    Ink((0.95, 0.88, 0.74), 0.26),
    (260.0, -8.0),
    depth=1.1,
    sway_px=30.0,
    sway_hz=0.3,
)
_DRIFTING_SNOW = replace(
    _FLAKE, count=150, radius_px=(0.8, 1.7), velocity_px_s=(420.0, 30.0), sway_px=24.0, depth=1.1
)
_WEATHER = {
    Weather.RAIN: _rain(density=1.0, slant=0.1),
    Weather.STORM: _rain(density=1.7, slant=0.28, light=1.25),
    Weather.SNOW: _SNOW,
}

_FIREFLIES = SwarmSpec(
    "spark",
    30,
    (5.0, 9.0),
    Ink((0.85, 0.95, 0.35), 0.9),
    (0.0, -6.0),
    depth=1.3,
    sway_px=26.0,
    sway_hz=0.22,
    life_s=(2.4, 4.2),
    rows=(0.5, 0.92),
)
_MOTES = SwarmSpec(
    "disc", 46, (1.0, 2.6), Ink(_WARM, 0.2), (7.0, -5.0), depth=1.5, sway_px=18.0, sway_hz=0.12
)
_POLLEN = replace(_MOTES, count=30, ink=Ink(_WARM, 0.26), velocity_px_s=(14.0, -3.0))
_LEAVES = SwarmSpec(
    "leaf",
    11,
    (9.0, 15.0),
    Ink((0.80, 0.42, 0.13), 0.92, adds=False),
    (46.0, 92.0),
    depth=1.6,
    sway_px=44.0,
    sway_hz=0.4,
    spin_hz=0.45,
)
_PETALS = replace(
    _LEAVES,
    count=14,
    radius_px=(4.5, 7.5),
    ink=Ink((0.99, 0.82, 0.87), 0.9, adds=False),
    velocity_px_s=(38.0, 58.0),
)
_EMBERS = SwarmSpec(
    "spark",
    60,
    (3.0, 6.5),
    Ink((1.0, 0.5, 0.14), 0.95),
    (14.0, -85.0),
    depth=1.4,
    sway_px=22.0,
    sway_hz=0.5,
    life_s=(2.2, 3.0),
    rows=(0.35, 1.0),
)
_PLANKTON = replace(_MOTES, count=60, ink=Ink((0.75, 0.95, 1.0), 0.2), velocity_px_s=(6.0, -9.0))
_BUBBLES = replace(
    _MOTES, count=22, radius_px=(1.6, 4.0), ink=Ink(_WHITE, 0.3), velocity_px_s=(0.0, -95.0)
)
_SAND = SwarmSpec(
    "streak",
    60,
    (0.7, 1.1),
    Ink((1.0, 0.88, 0.66), 0.22),
    (620.0, 22.0),
    depth=1.6,
    sway_px=10.0,
)
_GLITTER = SwarmSpec(
    "spark",
    34,
    (2.2, 4.0),
    Ink(_WHITE, 0.8),
    (5.0, 12.0),
    depth=1.2,
    sway_px=6.0,
    life_s=(0.9, 2.6),
)
_STARDUST = replace(_MOTES, count=34, ink=Ink((0.8, 0.88, 1.0), 0.22), velocity_px_s=(-9.0, 2.0))

_DAYLIGHT = {
    TimeOfDay.DAWN: 0.85,
    TimeOfDay.DAY: 1.0,
    TimeOfDay.DUSK: 0.75,
    TimeOfDay.NIGHT: 0.42,
}
_FOG_COLOURS: dict[TimeOfDay, Rgb] = {
    TimeOfDay.DAWN: (0.92, 0.85, 0.81),
    TimeOfDay.DAY: (0.87, 0.89, 0.91),
    TimeOfDay.DUSK: (0.66, 0.58, 0.62),
    TimeOfDay.NIGHT: (0.25, 0.3, 0.4),
}


def swarms_of(scene: Scene) -> tuple[SwarmSpec, ...]:
    """The swarms of a scene, those farther away first; empty where the air is clear."""
    setting = scene.setting
    swarms = _air_of_place(setting) or _air_of_season(setting)
    if setting.place not in _WITHOUT_WEATHER and setting.weather not in _FAIR:
        is_windy = setting.weather is Weather.WIND
        swarms = _air_of_wind(setting) if is_windy else _WEATHER.get(setting.weather, ())
    return tuple(_lit(swarm, setting.time_of_day) for swarm in swarms)


def veils_of(setting: Setting) -> tuple[VeilSpec, ...]:
    """The fog or mist of a setting, back to front; empty where the air is clear.

    What is near stands out of a fog: most of it lies behind the cast.
    """
    if setting.place in _WITHOUT_WEATHER:
        return ()
    colour = _FOG_COLOURS[setting.time_of_day]
    if setting.weather is Weather.FOG:
        return (
            VeilSpec(colour, opacity=0.5, top=0.25, depth=0.6, thickest=0.62),
            VeilSpec(colour, opacity=0.3, top=0.2, depth=1.4, thickest=0.75),
        )
    if setting.weather in (Weather.RAIN, Weather.STORM):
        return (VeilSpec(colour, opacity=0.16, top=0.3, depth=0.9, thickest=0.6),)
    if setting.weather is Weather.WIND and setting.place in _DUSTY:
        sand = _lit_colour(_SAND.ink.colour, setting.time_of_day)
        return (VeilSpec(sand, opacity=0.42, top=0.0, depth=0.9, thickest=0.78, pace=9.0),)
    return ()


def _lit(swarm: SwarmSpec, time_of_day: TimeOfDay) -> SwarmSpec:
    """What does not shine by itself grows dark with the day."""
    if swarm.ink.adds:
        return swarm
    colour = _lit_colour(swarm.ink.colour, time_of_day)
    return replace(swarm, ink=replace(swarm.ink, colour=colour))


def _lit_colour(colour: Rgb, time_of_day: TimeOfDay) -> Rgb:
    red, green, blue = (channel * _DAYLIGHT[time_of_day] for channel in colour)
    return red, green, blue


def _air_of_wind(setting: Setting) -> tuple[SwarmSpec, ...]:
    if setting.place in _DUSTY:
        return (replace(_SAND, count=110), _DUST)
    if setting.place is Place.SNOWFIELD or (
        setting.season is Season.WINTER and setting.place in _COLD | _GREEN
    ):
        return (_DRIFTING_SNOW,)
    if setting.place not in _LEAFY | {Place.CONIFERS}:
        return (_DUST,)
    if setting.season is Season.AUTUMN:
        return (replace(_BLOWN, count=16, ink=_LEAVES.ink), _DUST)
    return (_BLOWN, _DUST)


def _air_of_place(setting: Setting) -> tuple[SwarmSpec, ...]:
    if setting.place in INDOORS:
        return () if setting.time_of_day is TimeOfDay.NIGHT else (_MOTES,)
    return {
        Place.VOLCANO: (_EMBERS,),
        Place.REEF: (_PLANKTON, _BUBBLES),
        Place.DEEP: (_PLANKTON, _BUBBLES),
        Place.DESERT: (replace(_SAND, count=24),),
        Place.SPACE: (_STARDUST,),
        Place.PLANET: (_STARDUST,),
        Place.SNOWFIELD: (_GLITTER,),
    }.get(setting.place, ())


def _air_of_season(setting: Setting) -> tuple[SwarmSpec, ...]:
    is_green = setting.place in _GREEN
    is_night = setting.time_of_day is TimeOfDay.NIGHT
    match setting.season:
        case Season.AUTUMN if setting.place in _LEAFY:
            return (_LEAVES,)
        case Season.SPRING if setting.place in _LEAFY and not is_night:
            return (_PETALS,)
        case Season.SUMMER if is_green:
            return (_FIREFLIES,) if is_night else (_POLLEN,)
        case Season.WINTER if setting.place in _COLD:
            return (_GLITTER,)
    return ()
