"""Mountain, hills and field."""

import math

import numpy as np

from manike.embedded.illustrator.colour import Floats, mix, rgb
from manike.embedded.illustrator.fences import fence
from manike.embedded.illustrator.flower_crops import lavender, poppy, sunflower, tulip
from manike.embedded.illustrator.ground import (
    SNOW,
    Paint,
    grassy,
    hills,
    meadow,
    mist,
    mountains,
    with_path,
)
from manike.embedded.illustrator.houses import FISHER, TIMBER, Plot, house
from manike.embedded.illustrator.layout import Brief, Layout, eye_level, third
from manike.embedded.illustrator.planting import away_from_middle, plant, spots
from manike.embedded.illustrator.sky import paint_sky
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.terrain import Ground, Seen, blend, relit
from manike.embedded.illustrator.trees import Grove, bare, broadleaf, conifer, palm, tea
from manike.embedded.illustrator.undergrowth import (
    bough,
    flowers,
    frame_with,
    stone,
    tuft,
    wheat,
)
from manike.script.vocabulary import Season, TimeOfDay

FLOWER_CROPS = {
    "lavender": lavender,
    "sunflower": sunflower,
    "tulip": tulip,
    "poppy": poppy,
}
"""What stands near the eye where a field is one of flowers."""


def paint_mountain(stage: Stage, brief: Brief) -> Layout:
    """Snowy peaks over a conifer valley and a flowering meadow with a path."""
    horizon = eye_level(stage, 0.56, 0.03)
    paint_sky(stage, horizon)
    mountains(stage, "far", horizon=horizon, height=0.46, haze=(0.2, 0.5))
    dawn = stage.tones.light.time_of_day is TimeOfDay.DAWN
    mist(stage, "far", horizon - 0.03, thickness=0.07, amount=0.9 if dawn else 0.55)
    slopes = hills(stage, "back", horizon=horizon + 0.01, height=0.13, haze=(0.14, 0.4))
    plant(stage, "back", conifer, spots(stage, slopes, 330, "firs"), 0.3, (0.12, 0.42))
    if dawn:  # the valley's mist has not risen yet
        mist(stage, "back", horizon + 0.008, thickness=0.045, amount=0.6)
    shelf = hills(
        stage, "mid", horizon=horizon + 0.05, height=0.07, haze=(0.04, 0.2), span=(1.5, 3.0)
    )
    sides = away_from_middle(stage, spots(stage, shelf, 120, "near firs"), 0.22)
    plant(stage, "mid", conifer, sides, 0.42, (0.03, 0.2))
    _alpine_ground(stage, horizon + 0.03)
    frame_with(stage, flowers if stage.tones.snow == 0 else tuft, 0.24)
    return Layout(0.88, (third(stage, "landmark"), horizon + 0.11), 0.3, "mid")


def paint_hills(stage: Stage, brief: Brief) -> Layout:
    """Hills in terraces of tea (or of grass where the text says so), with shade trees and huts."""
    horizon = eye_level(stage, 0.46, 0.03)
    paint_sky(stage, horizon)
    mountains(
        stage,
        "far",
        horizon=horizon + 0.02,
        height=0.16,
        haze=(0.5, 0.72),
        snow_line=2.0,
        rock=(0.3, 0.42, 0.38),
    )
    mist(stage, "far", horizon, thickness=0.05, amount=0.5)
    plain = brief.mentions("meadow", "grass", "sheep", "pasture", "moor")
    rows = grassy(stage) if plain else _terraces(stage, 19)
    slopes = hills(stage, "back", horizon=horizon, height=0.2, haze=(0.12, 0.5), paint=rows)
    kind = palm if brief.mentions("palm", "ceylon", "kandy", "sri lanka") else broadleaf
    plant(stage, "back", kind, spots(stage, slopes, 46, "shade"), 0.34, (0.12, 0.42))
    _hut(stage, slopes)
    knoll = hills(
        stage,
        "mid",
        horizon=horizon + 0.1,
        height=0.15,
        haze=(0.03, 0.2),
        paint=rows,
        span=(1.25, 2.8),
    )
    sides = away_from_middle(stage, spots(stage, knoll, 22, "trees"), 0.2)
    plant(stage, "mid", broadleaf, sides, 0.36, (0.02, 0.15))
    _tea_ground(stage, horizon + 0.12, plain=plain)
    frame_with(stage, tuft if plain else tea, 0.2)
    if kind is palm:
        bough(stage, int(stage.tones.light.side))
    return Layout(0.9, (third(stage, "landmark"), horizon + 0.16), 0.26, "mid")


def paint_field(stage: Stage, brief: Brief) -> Layout:
    """Rows that run to the horizon under a wide sky, with a lone tree."""
    horizon = eye_level(stage, 0.54, 0.04)
    paint_sky(stage, horizon)
    hills(stage, "far", horizon=horizon, height=0.06, haze=(0.4, 0.65))
    seen = hills(stage, "back", horizon=horizon + 0.005, height=0.025, haze=(0.2, 0.45))
    plant(stage, "back", broadleaf, spots(stage, seen, 70, "hedge"), 0.3, (0.2, 0.45))
    crop = _furrows(stage, brief)
    seen = meadow(stage, "near", horizon=horizon + 0.01, eye=0.24, far=5.0, relief=0.03, paint=crop)
    lone = Grove(stage, bare if brief.mentions("bare") else broadleaf, 0.5 * stage.frame.unit_px, 1)
    u = third(stage, "tree", 0.27)
    foot = (stage.frame.x(u), stage.frame.y(horizon + 0.09))
    lone.plant("mid", foot, 0.4 * stage.frame.unit_px, haze=0.04)
    cover = spots(stage, seen, 620, "crop")
    low = [spot for spot in cover if spot[2] < 1.3]  # noqa: PLR2004 - farther ears are texture
    ripe = stage.tones.season in (Season.SUMMER, Season.AUTUMN)
    named = next((word for word in FLOWER_CROPS if brief.mentions(word)), "")
    if named and stage.tones.snow == 0:
        plant(stage, "near", FLOWER_CROPS[named], low, 0.07)
    else:
        plant(stage, "near", wheat if ripe else tuft, low, 0.07 if ripe else 0.05)
    if stage.tones.snow == 0 and not named:
        plant(stage, "near", flowers, low[::7], 0.05)
    frame_with(stage, flowers if stage.tones.snow == 0 else tuft, 0.26)
    return Layout(0.88, (1 - u, horizon + 0.07), 0.28, "mid")


def _terraces(stage: Stage, steps: float) -> Paint:
    """Hedges of tea that follow the height of the land."""
    tones = stage.tones
    leaf = mix(tones.grass(), rgb("2f7a3f"), 0.55 * (1 - tones.snow))
    soil = mix(rgb("8a6a45"), SNOW, 0.7 * tones.snow)

    def paint(ground: Ground) -> Floats:
        row = 0.5 + 0.5 * np.sin(ground.detail * steps * 2 * np.pi)
        fade = np.clip(4.6 / ground.distance - 0.7, 0.1, 1)
        hedge = relit(stage, leaf, np.clip(ground.light + (row - 0.5) * 1.1 * fade, -1, 1))
        gap = np.clip((0.2 - row) * 5, 0, 1) * 0.75 * fade
        return blend(hedge, relit(stage, soil, ground.light - 0.3), gap)

    return paint


def _furrows(stage: Stage, brief: Brief) -> Paint:
    """Straight rows of a crop: wheat, lavender, rice or grass, by the text."""
    tones = stage.tones
    names = {
        "lavender": "8f72c4",
        "wheat": "dcb65a",
        "corn": "c8b04a",
        "rice": "8fbf58",
        "sunflower": "e0b23a",
        "tulip": "d95a6a",
        "poppy": "d4553f",
    }
    named = [rgb(code) for word, code in names.items() if brief.mentions(word)]
    season = rgb("d9b653") if tones.season in (Season.SUMMER, Season.AUTUMN) else tones.grass()
    crop = mix(named[0] if named else season, SNOW, 0.85 * tones.snow)
    soil = mix(mix(crop, rgb("6a4e32"), 0.6), SNOW, 0.5 * tones.snow)
    lean = float(stage.rng("furrows").uniform(-0.25, 0.25))

    def paint(ground: Ground) -> Floats:
        where = ground.sideways + lean * ground.distance
        row = 0.5 + 0.5 * np.cos(where * 2 * np.pi / 0.16 + (ground.detail - 0.5) * 1.5)
        fade = np.clip(2.4 / ground.distance - 0.6, 0.12, 1)
        light = np.clip(ground.light + (row - 0.55) * 0.9 * fade, -1, 1)
        gap = np.clip((0.3 - row) * 3, 0, 1) * fade * 0.8
        return blend(relit(stage, crop, light), relit(stage, soil, ground.light), gap)

    return paint


def _alpine_ground(stage: Stage, horizon: float) -> None:
    """The meadow in front of mountains."""
    seen = meadow(
        stage, "near", horizon=horizon, eye=0.28, far=3.8, paint=with_path(stage, grassy(stage))
    )
    cover = spots(stage, seen, 460, "cover")
    plant(stage, "near", tuft, cover, 0.034)
    if stage.tones.season in (Season.SPRING, Season.SUMMER):
        plant(stage, "near", flowers, cover[::5], 0.04)
    plant(stage, "near", stone, away_from_middle(stage, cover[::26], 0.1), 0.06)


def _tea_ground(stage: Stage, horizon: float, *, plain: bool) -> None:
    """Rows of bushes near the eye, with a path between them."""
    base = grassy(stage) if plain else grassy(stage, mix(stage.tones.grass(), rgb("7a6238"), 0.35))
    seen = meadow(
        stage,
        "near",
        horizon=horizon,
        eye=0.3,
        far=3.0,
        relief=0.05,
        paint=with_path(stage, base, width=0.15),
    )
    cover = spots(stage, seen, 360, "cover")
    plant(stage, "near", tuft, cover, 0.035)
    if not plain:
        _tea_rows(stage, horizon)
        return
    if stage.tones.snow == 0:
        plant(stage, "near", flowers, cover[::4], 0.042)
    plant(stage, "near", stone, away_from_middle(stage, cover, 0.12)[::30], 0.06)
    away = -int(stage.tones.light.side)
    fence(stage, "near", (0.5 + away * 0.06, horizon + 0.02), (0.5 + away * 0.68, 0.98))
    tree = Grove(stage, broadleaf, 0.6 * stage.frame.unit_px, 1)
    foot = (stage.frame.x(0.5 + away * 0.35), stage.frame.y(horizon + 0.09))
    tree.plant("near", foot, 0.5 * stage.frame.unit_px)


def _tea_rows(stage: Stage, horizon: float) -> None:
    """Clipped rows of tea across the slope, far ones first, open at the path."""
    frame, rng = stage.frame, stage.rng("tea rows")
    grove = Grove(stage, tea, 0.15 * frame.unit_px, 5)
    middle = frame.plane_px[0] / 2
    for row, distance in enumerate(np.geomspace(2.5, 0.5, 10).tolist()):
        tall = 0.078 / distance * frame.unit_px
        step = tall * 1.05
        wave = 0.012 * math.sin(row * 1.7)
        count = int(frame.plane_px[0] / step) + 2
        for index in range(-count // 2, count // 2 + 1):
            x = middle + (index + 0.5 * (row % 2)) * step
            if abs(x - middle) / frame.unit_px * distance < 0.24:  # noqa: PLR2004 - the path
                continue
            sway = wave * math.sin(index * 0.5) * frame.unit_px / distance
            y = frame.y(horizon) + 0.3 / distance * frame.unit_px + sway
            haze = 0.06 * distance
            grove.plant("near", (x, y), tall * float(rng.uniform(0.9, 1.1)), haze=haze,
                        pick=float(rng.random()))  # fmt: skip


def _hut(stage: Stage, seen: Seen) -> None:
    """A house or two far off on a slope."""
    for x, y, distance in away_from_middle(stage, spots(stage, seen, 8, "huts"), 0.1)[:3]:
        tall = 0.13 * stage.frame.unit_px / distance
        look = TIMBER if int(x) % 2 else FISHER
        house(stage, "back", Plot((x, y), tall * 1.7, tall, 0.25), look)
