"""A savanna: golden grass to the horizon, umbrella thorns, far hills, a big sky."""

from dataclasses import replace

import numpy as np

from manike.embedded.illustrator.colour import Floats, mix, rgb
from manike.embedded.illustrator.ground import Paint, hills, meadow, mist, mountains
from manike.embedded.illustrator.grove import Grove
from manike.embedded.illustrator.layout import Brief, Layout, eye_level, third
from manike.embedded.illustrator.planting import away_from_middle, plant, spots
from manike.embedded.illustrator.sky import paint_sky
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.terrain import Ground, blend, relit
from manike.embedded.illustrator.trees import acacia, bush
from manike.embedded.illustrator.undergrowth import frame_with, savanna_grass, stone
from manike.script.vocabulary import Season, Weather

GRASS = {
    Season.SPRING: rgb("a3a850"),
    Season.SUMMER: rgb("d0a850"),
    Season.AUTUMN: rgb("c2944a"),
    Season.WINTER: rgb("c9b072"),
}
EARTH = rgb("a9673f")


def paint_savanna(stage: Stage, brief: Brief) -> Layout:
    """A low horizon under a high sky; one great tree on a third, a track towards it."""
    if stage.tones.weather is not Weather.SNOW:  # a dry season is no winter
        season = stage.tones.season
        stage.tones = replace(
            stage.tones, snow=0.0, season=Season.AUTUMN if season is Season.WINTER else season
        )
    horizon = eye_level(stage, 0.6, 0.03)
    paint_sky(stage, horizon)
    mountains(stage, "far", horizon=horizon + 0.004, height=0.11, haze=(0.55, 0.74),
              snow_line=2.0, rock=(0.42, 0.4, 0.46))  # fmt: skip
    mist(stage, "far", horizon, thickness=0.03, amount=0.5)
    plain = _plain(stage, track=False)
    back = hills(
        stage, "back", horizon=horizon + 0.005, height=0.03, haze=(0.22, 0.55), paint=plain
    )
    plant(stage, "back", bush, spots(stage, back, 60, "scrub"), 0.05, (0.25, 0.55))
    plant(stage, "back", acacia, spots(stage, back, 34, "far trees"), 0.26, (0.22, 0.52))
    seen = meadow(stage, "near", horizon=horizon + 0.015, eye=0.26, far=5.2, relief=0.05,
                  paint=_plain(stage, track=True), haze=(0.0, 0.4))  # fmt: skip
    u = third(stage, "tree", 0.25)
    _great_tree(stage, horizon, u)
    cover = spots(stage, seen, 1500, "grass")
    off = [spot for spot in cover if not _on_track(stage, spot)]
    plant(stage, "near", stone, away_from_middle(stage, off, 0.2)[::90], 0.07)
    plant(stage, "near", bush, away_from_middle(stage, off, 0.26)[::80], 0.075, (0.0, 0.3))
    plant(stage, "near", savanna_grass, off, 0.062, (0.0, 0.35))
    frame_with(stage, savanna_grass, 0.34)
    return Layout(0.89, (1 - u, horizon + 0.03), 0.26, "mid", landmark_haze=0.2)


def _great_tree(stage: Stage, horizon: float, u: float) -> None:
    frame = stage.frame
    grove = Grove(stage, acacia, 0.46 * frame.unit_px, 2)
    for across, v, size, haze in ((u - 0.31 * (u - 0.5), 0.05, 0.2, 0.16), (u, 0.1, 0.44, 0.03)):
        tall = size * frame.unit_px * (1.2 if frame.is_tall else 1.0)
        grove.plant("mid", (frame.x(across), frame.y(horizon + v)), tall, haze=haze, pick=size)


def _track_at(stage: Stage, distance: Floats) -> Floats:
    """Middle of the track at a distance, in units of distance."""
    rng = stage.rng("track")
    phase, swing = float(rng.uniform(0, 6.3)), float(rng.uniform(0.06, 0.14))
    return np.asarray(swing * np.sin(distance * 1.6 + phase) * distance, np.float32)


def _on_track(stage: Stage, spot: tuple[float, float, float]) -> bool:
    x, _, distance = spot
    sideways = (x - stage.frame.plane_px[0] / 2) / stage.frame.unit_px * distance
    return bool(abs(sideways - _track_at(stage, np.array([distance], np.float32))[0]) < 0.1)  # noqa: PLR2004 - half its width


def _plain(stage: Stage, *, track: bool) -> Paint:
    """Grass in tufts of straw and green, with red earth between."""
    tones = stage.tones
    snow = rgb("f4f8ff")
    straw = mix(GRASS[tones.season], snow, 0.8 * tones.snow)
    green = mix(mix(straw, rgb("7d8a40"), 0.5), snow, 0.5 * tones.snow)
    earth = mix(EARTH, snow, 0.6 * tones.snow)

    def paint(ground: Ground) -> Floats:
        light = np.clip(ground.light + 0.55 * ground.grain + 0.3 * ground.patch, -1, 1)
        colour = blend(relit(stage, straw, light), relit(stage, green, light), ground.patch * 1.2)
        bare = np.clip((ground.grain - 0.55) * 3, 0, 0.6)
        colour = blend(colour, relit(stage, earth, light), bare)
        if not track:
            return colour
        off = np.abs(ground.sideways - _track_at(stage, ground.distance))
        rut = np.exp(-(((off - 0.055) / 0.024) ** 2)) + 0.25 * np.exp(-((off / 0.1) ** 2))
        worn = relit(stage, earth, ground.light + 0.4 * ground.grain)
        return blend(colour, worn, np.clip(rut + 0.3 * ground.grain * rut, 0, 0.9))

    return paint
