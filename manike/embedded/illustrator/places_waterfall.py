"""A waterfall in a gorge: cliffs, the fall, its spray and a pool among rocks."""

from collections.abc import Callable

import numpy as np

from manike.embedded.illustrator.cliffs import Cliff, Fall, paint_cliff, paint_fall, spray
from manike.embedded.illustrator.colour import Floats, rgb
from manike.embedded.illustrator.ground import grassy, ground_v, hills, meadow, mist
from manike.embedded.illustrator.grove import Grove
from manike.embedded.illustrator.layout import Brief, Layout, eye_level, third
from manike.embedded.illustrator.planting import away_from_middle, plant, spots
from manike.embedded.illustrator.sky import paint_sky
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.trees import Painter, broadleaf, conifer, palm
from manike.embedded.illustrator.undergrowth import bough, fern, frame_with, stone, tuft
from manike.embedded.illustrator.water import Water, paint_water

NORTH = ("iceland", "norw", "fjord", "alp", "pine", "fir", "spruce", "canad", "glacier")
TROPIC = ("jungle", "tropic", "rainforest", "palm", "hawai", "sri lanka", "bali")


BANK = rgb("5c6a44")
BANK_V, BANK_FAR = 0.685, 0.95
"""v of the eye's level over the near bank, and the distance of its edge."""

OPEN = 0.24
"""Of the film's width to both sides of the fall, where no trees stand."""

Edge = Callable[[Floats], Floats]
"""v of a cliff's upper edge for each u."""


def paint_waterfall(stage: Stage, brief: Brief) -> Layout:
    """The fall stands on a third, bright between dark walls; the pool leads to it."""
    level = eye_level(stage, 0.66, 0.02)
    paint_sky(stage, level - 0.1)
    kind = _kind(stage, brief)
    u = third(stage, "fall", 0.13)
    lip = 0.17 if stage.frame.is_tall else 0.15
    fall = Fall(u, lip, level + 0.012, 0.24 * stage.frame.zoom)
    slopes = hills(stage, "far", horizon=0.2, height=0.14, haze=(0.4, 0.6))
    plant(stage, "far", kind, spots(stage, slopes, 110, "ridge"), 0.3, (0.38, 0.6))
    _walls(stage, fall, kind)
    water = Water(
        level, level - 0.06, 0.34, deep=rgb("14545c"), shallow=rgb("3f8a86"), glitter=0.15
    )
    paint_water(stage, "mid", water)
    spray(stage, "mid", fall)
    mist(stage, "mid", level - 0.01, thickness=0.05, amount=0.4)
    _rocks(stage, level, u)
    seen = meadow(stage, "near", horizon=BANK_V, eye=0.2, far=BANK_FAR, relief=0.05,
                  paint=grassy(stage, None if stage.tones.snow else BANK))  # fmt: skip
    cover = spots(stage, seen, 260, "cover")
    plant(stage, "near", tuft, cover, 0.045)
    plant(stage, "near", stone, away_from_middle(stage, cover, 0.2)[::16], 0.09)
    plant(stage, "near", fern, away_from_middle(stage, cover, 0.16)[::5], 0.1)
    frame_with(stage, fern, 0.32)
    bough(stage, 1 if u < 0.5 else -1)  # noqa: PLR2004 - the middle
    foot = max(0.93, min(ground_v(stage, BANK_V, 0.2, BANK_FAR) + 0.035, 1.1))
    return Layout(foot, (1 - u, level - 0.01), 0.2, "back", water=0.84)


def _kind(stage: Stage, brief: Brief) -> Painter:
    """The trees on the cliffs, by the text."""
    if brief.mentions(*TROPIC):
        return palm
    if brief.mentions(*NORTH) or stage.tones.snow > 0:
        return conifer
    return (broadleaf, conifer)[int(stage.rng("kind").integers(2))]


def _walls(stage: Stage, fall: Fall, kind: Painter) -> None:
    """The wall that the water falls over, and nearer ones that frame it."""

    def back(us: Floats) -> Floats:
        away = np.abs(us - fall.u)
        return np.asarray(fall.top + 0.015 - 0.09 * np.clip(away - 0.03, 0, 0.4), np.float32)

    foot = fall.foot + 0.02
    paint_cliff(stage, "back", Cliff(back, foot, 0.2, moss=0.55))
    _crest(stage, "back", kind, (back, 13, 0.16, 0.18), fall)
    paint_fall(stage, "back", fall)

    def sides(us: Floats) -> Floats:
        away = np.abs(us - fall.u) * max(1.0, stage.frame.film_px[0] / stage.frame.film_px[1] / 1.6)
        step = np.clip((away - 0.17) / 0.13, 0, 1)
        return np.asarray(fall.foot + 0.05 - step * (0.2 + 0.9 * (away - 0.17)), np.float32)

    paint_cliff(stage, "back", Cliff(sides, foot, 0.04, (0.36, 0.35, 0.33), moss=0.75))
    _crest(stage, "back", kind, (sides, 22, 0.3, 0.03), fall)


def _crest(
    stage: Stage,
    plane: str,
    kind: Painter,
    row: tuple[Edge, int, float, float],
    fall: Fall,
) -> None:
    """Trees along a cliff's upper edge, none before the fall."""
    edge, count, size, haze = row
    frame, rng = stage.frame, stage.rng("crest", count)
    grove = Grove(stage, kind, size * frame.unit_px)
    for _ in range(count):
        u = float(rng.uniform(-0.08, 1.08))
        if abs(u - fall.u) < OPEN:
            continue
        v = float(edge(np.array([u], np.float32))[0]) + 0.015
        tall = size * frame.unit_px * float(rng.uniform(0.6, 1.1))
        grove.plant(plane, (frame.x(u), frame.y(v)), tall, haze=haze, pick=float(rng.random()))


def _rocks(stage: Stage, level: float, u: float) -> None:
    """Boulders in the pool, larger towards the eye, beside the water's way."""
    frame, rng = stage.frame, stage.rng("rocks")
    grove = Grove(stage, stone, 0.2 * frame.unit_px)
    for v, out, size in (
        (0.012, 0.15, 0.05), (0.02, -0.17, 0.06), (0.035, 0.24, 0.08), (0.05, -0.27, 0.09),
        (0.08, 0.33, 0.13), (0.1, -0.4, 0.14), (0.14, 0.45, 0.17), (0.17, -0.5, 0.19),
    ):  # fmt: skip
        x = frame.x(u) + (out + 0.03 * float(rng.normal())) * frame.unit_px
        foot = (x, frame.y(level + v + 0.01))
        grove.plant("mid", foot, size * frame.unit_px, haze=0.05, pick=float(rng.random()))
