"""What time, season, weather and mood do to colours: the sky's, the light's and everything's."""

from dataclasses import dataclass

import numpy as np

from manike.embedded.illustrator.colour import mix, rgb, shade, tune
from manike.embedded.illustrator.light import Light, Rgb
from manike.script.models import Setting
from manike.script.vocabulary import Season, TimeOfDay, Weather


@dataclass(frozen=True, slots=True)
class Hour:
    """The clear sky of one time of day."""

    skies: tuple[tuple[str, ...], ...]
    """Variants; each from the zenith down to the horizon."""
    light: str
    shadow: str
    ambient: float
    tint: str
    """What local colours are drawn towards."""
    tint_amount: float
    sun_height: tuple[float, float]
    """Lowest and highest place of sun or moon: 0 at the horizon, 1 at the top of the frame."""
    lamps: float
    """How strongly windows and lamps show, 0..1."""


HOURS = {
    TimeOfDay.DAWN: Hour(
        (
            ("3f5fae", "7d84cc", "d99bbf", "ffb79a", "ffe2a8"),
            ("4a7cc0", "86a8dc", "e6b0c0", "ffc398", "ffe9b4"),
            ("4a55a4", "8c78c0", "e58fae", "ffab8c", "ffdc9c"),
        ),
        "ffc98c", "3b3a80", 0.86, "e6a0aa", 0.18, (0.05, 0.14), 0.55,
    ),
    TimeOfDay.DAY: Hour(
        (
            ("1f6fc4", "4d9fe0", "8fcbf0", "cfeaf7"),
            ("2e7ecb", "66b3e6", "a9dbf2", "e3f4f6"),
            ("1a62b5", "3f92da", "85c4ee", "d6ecf4"),
        ),
        "fff4d2", "2b4a6b", 1.0, "fff4d2", 0.04, (0.74, 0.9), 0.0,
    ),
    TimeOfDay.DUSK: Hour(
        (
            ("231f5c", "6a3a86", "d55c72", "ff9d5c", "ffd98f"),
            ("1f2a63", "5d4a8f", "c5697f", "f9a566", "ffe0a0"),
            ("2c1f52", "8a3a74", "e8645a", "ffae5a", "ffe3a1"),
        ),
        "ffb56a", "33205a", 0.78, "b5607a", 0.22, (0.04, 0.11), 0.8,
    ),
    TimeOfDay.NIGHT: Hour(
        (
            ("050a26", "0c1c52", "1b3c84", "3c68b0"),
            ("070a2a", "151c5a", "28408e", "4c68b4"),
            ("04101f", "0a2741", "17486a", "3c7390"),
        ),
        "cfe0ff", "081238", 0.56, "2a50a6", 0.32, (0.62, 0.86), 1.0,
    ),
}  # fmt: skip

OVERCAST = {
    Weather.CLEAR: 0.0,
    Weather.CLOUDY: 0.35,
    Weather.RAIN: 0.8,
    Weather.STORM: 0.95,
    Weather.SNOW: 0.65,
    Weather.FOG: 0.6,
    Weather.WIND: 0.18,
}
"""How far a weather turns the sky's own colours to the colour of its clouds."""

CLOUD_COVER = {
    Weather.CLEAR: 0.32,
    Weather.CLOUDY: 0.75,
    Weather.RAIN: 0.95,
    Weather.STORM: 1.0,
    Weather.SNOW: 0.85,
    Weather.FOG: 0.3,
    Weather.WIND: 0.62,
}

_CLOUD_GREY = {
    Weather.CLEAR: "ffffff",
    Weather.CLOUDY: "a9b6c2",
    Weather.RAIN: "8496a8",
    Weather.STORM: "56657a",
    Weather.SNOW: "b9c4d2",
    Weather.FOG: "cdd5d8",
    Weather.WIND: "c3cdd8",
}

_WIND = {Weather.WIND: 1.0, Weather.STORM: 0.85, Weather.RAIN: 0.2, Weather.SNOW: 0.15}

_FOLIAGE = {
    Season.SPRING: ("3f7a3d", "6fae4e", "b5d873"),
    Season.SUMMER: ("23583a", "3f8a48", "86bd58"),
    Season.AUTUMN: ("8f3b20", "cf6f26", "f2b43f"),
    Season.WINTER: ("5a534f", "7d746e", "a79d94"),
}
_GRASS = {
    Season.SPRING: "79b04f",
    Season.SUMMER: "5f9a48",
    Season.AUTUMN: "b09247",
    Season.WINTER: "e4edf5",
}
_CONIFER = {
    Season.SPRING: ("1f4d3c", "2f6f4e", "5f9a62"),
    Season.SUMMER: ("173f35", "275f47", "4f8758"),
    Season.AUTUMN: ("2a4634", "4a6640", "8a8a4a"),
    Season.WINTER: ("1d3d40", "315a5a", "5d8583"),
}

MOONLIT = 0.62
"""Share of a weather's clouds that are there at night where snow falls: the moon shines through."""
LOW_SUN_HAZE = 0.4
FOG_GLOW = 0.3
NIGHT_BLUE = 0.5
"""How far clouds turn to the colour of the night."""

SHADOW_PULL = 0.45
LOW_SUN_SHADOW_PULL = 0.56
SUN_PULL = 0.34
LOW_SUN_PULL = 0.5


@dataclass(frozen=True, slots=True)
class Tones:
    """Everything that colours a picture."""

    light: Light
    sky: tuple[Rgb, ...]
    """From the zenith down to the horizon."""
    cloud: Rgb
    season: Season
    weather: Weather
    overcast: float
    lamps: float
    """How strongly windows and lamps show, 0..1."""
    sun_uv: tuple[float, float]
    """Across the frame 0..1; above the horizon, 0 there and 1 at the top of the frame."""
    snow: float
    """Snow on the ground, 0..1."""
    wet: float
    """Rain on the ground, 0..1."""
    tint: Rgb
    tint_amount: float
    fog: float
    """How much nearer the haze begins, 0..1."""
    wind: float = 0.0
    """0 calm, 1 a fresh wind; it blows to the left, as the rain of a storm falls."""
    disc: float = 1.0
    """Size of sun or moon against the usual one; 0 for none."""

    def tone(self, local: Rgb, haze: float = 0.0, sun: float = 0.0) -> Rgb:
        """A thing's own colour as it is seen.

        Args:
            local: Its colour under white light.
            haze: 0 here, 1 lost in the air.
            sun: 1 full in the light, 0 in open shade, -1 in deep shadow.
        """
        gloom = 1.0 - 0.45 * self.overcast
        seen = tune(local, lightness=self.light.ambient, chroma=1.0 - 0.4 * self.overcast)
        seen = mix(seen, self.tint, self.tint_amount)
        if sun > 0:
            pull = LOW_SUN_PULL if self.is_low_sun else SUN_PULL
            seen = mix(
                seen, shade(mix(local, self.light.colour, 0.5), self._sunny), sun * gloom * pull
            )
        elif sun < 0:
            pull = LOW_SUN_SHADOW_PULL if self.is_low_sun else SHADOW_PULL
            seen = mix(seen, self.light.shadow, -sun * pull)
        return mix(seen, self.light.haze, min(1.0, haze)) if haze > 0 else seen

    @property
    def _sunny(self) -> float:
        return 0.55 + 0.5 * self.light.ambient

    def deciduous(self) -> tuple[Rgb, Rgb, Rgb]:
        """Leaves of broad-leaved trees in this season: in the dark, in the middle, in the light."""
        return _three(_FOLIAGE[self.season])

    def conifer(self) -> tuple[Rgb, Rgb, Rgb]:
        """Needles in this season: in the dark, in the middle, in the light."""
        return _three(_CONIFER[self.season])

    def grass(self) -> Rgb:
        """Open ground in this season, snow-covered if snow lies."""
        return mix(rgb(_GRASS[self.season]), rgb("e6eef6"), self.snow)

    @property
    def is_night(self) -> bool:
        """Whether moon and stars light the picture."""
        return self.light.time_of_day is TimeOfDay.NIGHT

    @property
    def is_low_sun(self) -> bool:
        """Whether the sun is at the horizon."""
        return self.light.time_of_day in (TimeOfDay.DAWN, TimeOfDay.DUSK)


def tones_of(setting: Setting, rng: np.random.Generator) -> Tones:
    """The colours of a setting; ``rng`` picks among its skies and the side of the light."""
    hour = HOURS[setting.time_of_day]
    overcast = overcast_of(setting)
    sky = _sky(hour, setting, int(rng.integers(len(hour.skies))))
    side = float(rng.choice((-1.0, 1.0)))
    low, high = hour.sun_height
    sun_uv = (0.5 + side * float(rng.uniform(0.16, 0.32)), float(rng.uniform(low, high)))
    return Tones(
        light=_light(hour, setting, sky, side),
        sky=sky,
        cloud=_cloud(setting, hour),
        season=setting.season,
        weather=setting.weather,
        overcast=overcast,
        lamps=max(hour.lamps, 0.55 * (setting.weather is Weather.STORM)),
        sun_uv=sun_uv,
        snow=_snow(setting),
        wet={Weather.RAIN: 1.0, Weather.STORM: 0.8}.get(setting.weather, 0.0),
        tint=mix(rgb(hour.tint), _cloud(setting, hour), 0.6 * overcast),
        tint_amount=hour.tint_amount,
        fog={Weather.FOG: 1.0, Weather.RAIN: 0.35, Weather.SNOW: 0.35}.get(setting.weather, 0.0),
        wind=_WIND.get(setting.weather, 0.0),
    )


def overcast_of(setting: Setting) -> float:
    """How far the sky's own colours turn to the colour of its clouds, 0..1."""
    snowy_night = setting.time_of_day is TimeOfDay.NIGHT and setting.weather is Weather.SNOW
    return OVERCAST[setting.weather] * (MOONLIT if snowy_night else 1.0)


def _sky(hour: Hour, setting: Setting, variant: int) -> tuple[Rgb, ...]:
    overcast = overcast_of(setting)
    clear = [rgb(stop) for stop in hour.skies[variant]]
    if overcast == 0:
        return tuple(clear)
    grey = _cloud(setting, hour)
    last = len(clear) - 1
    return tuple(
        mix(stop, shade(grey, 0.7 + 0.62 * i / last), overcast) for i, stop in enumerate(clear)
    )


def _snow(setting: Setting) -> float:
    falls = setting.weather is Weather.SNOW
    return 1.0 if setting.season is Season.WINTER else 0.75 * falls


def _cloud(setting: Setting, hour: Hour) -> Rgb:
    grey = tune(rgb(_CLOUD_GREY[setting.weather]), lightness=0.25 + 0.75 * hour.ambient)
    night = setting.time_of_day is TimeOfDay.NIGHT
    return mix(grey, rgb(hour.tint), NIGHT_BLUE if night else 0.7 * hour.tint_amount)


def _light(hour: Hour, setting: Setting, sky: tuple[Rgb, ...], side: float) -> Light:
    overcast = overcast_of(setting)
    dim = 1.0 - (0.22 if setting.weather is Weather.STORM else 0.12) * overcast
    return Light(
        side=side,
        colour=mix(rgb(hour.light), sky[-1], 0.6 * overcast),
        shadow=mix(rgb(hour.shadow), _cloud(setting, hour), 0.15 * overcast),
        haze=_haze(hour, setting, sky),
        ambient=max(0.35, hour.ambient * dim),
        time_of_day=setting.time_of_day,
        snow=_snow(setting),
    )


def _haze(hour: Hour, setting: Setting, sky: tuple[Rgb, ...]) -> Rgb:
    """The air's colour: the horizon's; rose and violet about a low sun, aglow in fog by night."""
    horizon = mix(sky[-1], sky[-2], 0.45)
    if setting.time_of_day in (TimeOfDay.DAWN, TimeOfDay.DUSK):
        return mix(horizon, mix(sky[1], sky[2], 0.85), LOW_SUN_HAZE)
    if setting.time_of_day is TimeOfDay.NIGHT and setting.weather is Weather.FOG:
        return mix(horizon, rgb(hour.light), FOG_GLOW)
    return horizon


def _three(names: tuple[str, str, str]) -> tuple[Rgb, Rgb, Rgb]:
    return rgb(names[0]), rgb(names[1]), rgb(names[2])
