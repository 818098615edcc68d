"""What rooms have in common: their light, and the view outside."""

from dataclasses import replace

from manike.embedded.illustrator.colour import mix, rgb
from manike.embedded.illustrator.ground import hills, mist, mountains
from manike.embedded.illustrator.houses import LAMPLIGHT
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.planting import plant, spots
from manike.embedded.illustrator.sky import paint_sky
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.tones import Tones
from manike.embedded.illustrator.trees import broadleaf, conifer
from manike.embedded.illustrator.water import Water, paint_water

CLOTHS = ("b5483f", "3f6f7f", "7a8a4a", "c08a3f", "6a4a78")


def indoors(tones: Tones, wall: Rgb) -> Tones:
    """The tones of a room: even light by day, lamplight in the evening."""
    warm = tones.lamps
    light = replace(
        tones.light,
        ambient=0.98 - 0.26 * warm,
        haze=mix(wall, rgb("3a2c28"), 0.2 + 0.3 * warm),
        colour=mix(tones.light.colour, LAMPLIGHT, 0.75 * warm),
        shadow=mix(rgb("3a2f3a"), tones.light.shadow, 0.4),
    )
    return replace(
        tones,
        light=light,
        tint=rgb("c47f4a"),
        tint_amount=0.05 + 0.14 * warm,
        fog=0.0,
        snow=0.0,
        wet=0.0,
        overcast=0.3 * tones.overcast,
    )


def view(stage: Stage, horizon: float, *, sea: bool) -> None:
    """What is seen through a window: sky and hills, or the sea."""
    paint_sky(stage, horizon)
    if sea:
        mountains(
            stage, "far", horizon=horizon + 0.004, height=0.08, haze=(0.4, 0.6), snow_line=2.0
        )
        paint_water(stage, "far", Water(horizon, horizon, 0.5))
        return
    mountains(stage, "far", horizon=horizon, height=0.22, haze=(0.35, 0.6), snow_line=0.55)
    mist(stage, "far", horizon, thickness=0.05, amount=0.4)
    slopes = hills(stage, "far", horizon=horizon + 0.02, height=0.1, haze=(0.1, 0.4))
    kind = broadleaf if stage.rng("view").integers(2) else conifer
    plant(stage, "far", kind, spots(stage, slopes, 130, "view"), 0.3, (0.1, 0.4))
