"""A village on a slope or by the sea."""

from manike.embedded.illustrator.fences import fence
from manike.embedded.illustrator.ground import grassy, hills, meadow, mountains, with_path
from manike.embedded.illustrator.houses import (
    COTTAGE,
    FISHER,
    PLASTER,
    TIMBER,
    Look,
    Plot,
    house,
)
from manike.embedded.illustrator.layout import Brief, Layout, eye_level, third
from manike.embedded.illustrator.places_shore_village import paint_fishing_village
from manike.embedded.illustrator.planting import away_from_middle, plant, spots
from manike.embedded.illustrator.sky import paint_sky
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.trees import Grove, broadleaf, bush, hedge
from manike.embedded.illustrator.undergrowth import bough, flowers, frame_with, tuft
from manike.script.vocabulary import Season

COAST = ("fish", "sea", "coast", "boat", "harbo", "shore", "beach", "monsoon", "island")


STREET = (
    (2.6, -0.5), (2.5, 0.62), (2.0, -0.98), (1.85, 0.86), (1.4, -0.9), (1.3, 1.0), (0.98, -0.98),
    (0.92, 1.05),
)  # fmt: skip
"""Distance of each house and how far it stands off the lane, far ones first."""

CLOSE_BY = 1.0


def paint_village(stage: Stage, brief: Brief) -> Layout:
    """Cottages on a slope along a lane; by the sea huts on a beach."""
    if brief.mentions(*COAST):
        return paint_fishing_village(stage, brief)
    horizon = eye_level(stage, 0.47, 0.03)
    paint_sky(stage, horizon)
    mountains(stage, "far", horizon=horizon, height=0.2, haze=(0.4, 0.65), snow_line=0.7)
    slopes = hills(stage, "back", horizon=horizon + 0.01, height=0.14, haze=(0.12, 0.42))
    plant(stage, "back", broadleaf, spots(stage, slopes, 70, "wood"), 0.28, (0.14, 0.42))
    _cottages(stage, "back", spots(stage, slopes, 22, "cottages")[-9:], 0.26)
    lane = with_path(stage, grassy(stage), width=0.22, local=(0.66, 0.54, 0.4))
    seen = meadow(stage, "near", horizon=horizon + 0.04, paint=lane)
    cover = spots(stage, seen, 380, "cover")
    bloom = flowers if stage.tones.snow == 0 else tuft
    plant(stage, "near", tuft, cover, 0.035)
    plant(stage, "near", bloom, away_from_middle(stage, cover, 0.1)[::6], 0.04)
    _street_houses(stage, horizon, (COTTAGE, TIMBER, PLASTER, FISHER))
    side = stage.tones.light.side
    fence(stage, "near", (0.5 + side * 0.13, horizon + 0.17), (0.5 + side * 0.7, 1.0))
    low = away_from_middle(stage, cover, 0.27)
    plant(stage, "near", bush, [spot for spot in low if spot[2] < CLOSE_BY][::9], 0.09)
    frame_with(stage, flowers if stage.tones.snow == 0 else tuft, 0.26)
    bough(stage, int(stage.tones.light.side), blossoms=stage.tones.season is Season.SPRING)
    return Layout(0.89, (third(stage, "landmark", 0.1), horizon + 0.1), 0.3, "back")


def _cottages(
    stage: Stage, plane: str, where: list[tuple[float, float, float]], haze: float
) -> None:
    looks = (COTTAGE, TIMBER, FISHER, PLASTER)
    for index, (x, y, distance) in enumerate(where):
        tall = 0.2 * stage.frame.unit_px / distance
        house(stage, plane, Plot((x, y), tall * 1.6, tall, haze), looks[index % len(looks)])


def _street_houses(stage: Stage, horizon: float, looks: tuple[Look, ...]) -> None:
    """Houses to both sides of the lane, larger towards the eye, with gardens and trees."""
    frame, rng = stage.frame, stage.rng("street")
    trees = Grove(stage, broadleaf, 0.5 * frame.unit_px, 3)
    beds = Grove(stage, hedge, 0.09 * frame.unit_px)
    bloom = Grove(stage, flowers if stage.tones.snow == 0 else tuft, 0.07 * frame.unit_px)
    for index, (distance, off) in enumerate(STREET):
        tall = 0.3 / distance * frame.unit_px
        side = 1 if off > 0 else -1
        x = frame.plane_px[0] / 2 + off / distance * frame.unit_px
        y = frame.y(horizon + 0.04) + 0.3 / distance * frame.unit_px
        haze = 0.05 * max(0.0, distance - 1)
        behind = (x + side * tall * 0.5, y - tall * 0.06)
        trees.plant("near", behind, tall * 1.75, haze=haze, pick=float(rng.random()))
        look = looks[index % len(looks)]
        house(stage, "near", Plot((x, y), tall * 1.5, tall * 0.92, haze), look)
        for step in (-0.62, -0.3, 0.28, 0.6):
            foot = (x + step * tall * 1.3, y + tall * 0.07)
            grove = beds if step in (-0.62, 0.6) else bloom
            grove.plant("near", foot, tall * 0.2, haze=haze, pick=float(rng.random()))
