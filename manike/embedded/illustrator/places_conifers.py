"""A forest of pines, spruces or firs: near trunks, rows that fade into mist, a way between."""

import math

from manike.embedded.illustrator.colour import mix, rgb
from manike.embedded.illustrator.ground import grassy, hills, meadow, mist, with_path
from manike.embedded.illustrator.grove import Grove
from manike.embedded.illustrator.layout import Brief, Layout, eye_level, third
from manike.embedded.illustrator.planting import away_from_middle, plant, spots
from manike.embedded.illustrator.sky import paint_sky
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.stems import PINE_BARK, SPRUCE_BARK, shafts, stem
from manike.embedded.illustrator.trees import Painter, conifer, pine
from manike.embedded.illustrator.undergrowth import fern, frame_with, stone, tuft

NEEDLES = rgb("6e5638")
"""Of the ground under the trees."""


def paint_conifers(stage: Stage, brief: Brief) -> Layout:
    """Rows of conifers on both sides of a way, each paler than the one before it."""
    horizon = eye_level(stage, 0.58, 0.03)
    paint_sky(stage, horizon + 0.06)
    kind: Painter = pine if brief.mentions("pine", "cedar", "redwood", "sequoia") else conifer
    ground = mix(stage.tones.grass(), NEEDLES, 0.45 * (1 - stage.tones.snow))
    floor = grassy(stage, ground)
    hills(stage, "far", horizon=horizon - 0.06, height=0.2, haze=(0.5, 0.8), paint=floor)
    for plane, row in {
        "far": (46, 0.03, 0.36, 0.66, 0.0),
        "back": (26, 0.07, 0.56, 0.4, 0.13),
        "mid": (13, 0.13, 0.86, 0.14, 0.25),
    }.items():
        _row(stage, plane, kind, (horizon, *row))
        mist(stage, plane, horizon + row[1] - 0.015, thickness=0.075, amount=0.3 + 0.5 * row[3])
    shafts(stage, "mid", horizon)
    path = with_path(stage, floor, width=0.2, local=(0.5, 0.39, 0.28))
    seen = meadow(stage, "near", horizon=horizon + 0.03, far=3.6, relief=0.07, paint=path)
    cover = spots(stage, seen, 340, "cover")
    plant(stage, "near", stone, away_from_middle(stage, cover, 0.15)[::19], 0.08)
    plant(stage, "near", tuft, cover, 0.036)
    plant(stage, "near", fern, away_from_middle(stage, cover, 0.13)[::3], 0.085)
    young = [spot for spot in away_from_middle(stage, cover, 0.24) if spot[2] > 1.1]  # noqa: PLR2004 - not at the eye
    plant(stage, "near", conifer, young[::14], 0.34)
    bark = PINE_BARK if kind is pine else SPRUCE_BARK
    for u, v, wide in ((0.2, 0.74, 0.045), (0.83, 0.76, 0.052), (0.035, 0.86, 0.085)):
        stem(stage, "near", (u, v), wide, bark)
    stem(stage, "front", (1.0, 1.16), 0.15, bark)
    frame_with(stage, fern, 0.3)
    return Layout(0.88, (third(stage, "landmark", 0.14), horizon + 0.15), 0.34, "mid")


def _row(
    stage: Stage, plane: str, kind: Painter, row: tuple[float, int, float, float, float, float]
) -> None:
    """One row of trees; the middle of the nearer rows stays open."""
    horizon, count, drop, height, haze, gap = row
    frame, rng = stage.frame, stage.rng("row", plane)
    grove = Grove(stage, kind, height * 1.15 * frame.unit_px, 4)
    wide = max(0.7, frame.film_px[0] / frame.film_px[1] / 1.6)
    trees = []
    for index in range(int(count * wide)):
        u = -0.1 + 1.2 * (index + 0.8 * float(rng.random())) / (count * wide)
        if abs(u - 0.5) < gap:
            u = 0.5 + math.copysign(gap + 0.4 * abs(u - 0.5), u - 0.5)
        trees.append((float(rng.uniform(-0.012, 0.03)), u, float(rng.random())))
    for lower, u, pick in sorted(trees):
        tall = height * frame.unit_px * (0.72 + 0.42 * float(rng.random()))
        foot = (frame.x(u), frame.y(horizon + drop + lower))
        grove.plant(plane, foot, tall, haze=haze * (1 - 6 * lower), pick=pick)
