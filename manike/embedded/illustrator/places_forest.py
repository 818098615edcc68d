"""A broad-leaved forest: a way between great trunks, under a canopy that lets the light through."""

import math

import numpy as np
import skia

from manike.embedded.illustrator.colour import Floats, fill, mix, rgb
from manike.embedded.illustrator.crowns import Crown, crown
from manike.embedded.illustrator.ground import Paint, hills, meadow, mist, with_path
from manike.embedded.illustrator.grove import Brush, Grove, Painter
from manike.embedded.illustrator.layout import Brief, Layout, eye_level, third
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.places_conifers import paint_conifers
from manike.embedded.illustrator.planting import Spots, away_from_middle, plant, spots
from manike.embedded.illustrator.sky import paint_sky
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.stems import BEECH_BARK, BIRCH_BARK, shafts, stem
from manike.embedded.illustrator.terrain import Ground, relit
from manike.embedded.illustrator.trees import BARK, birch, broadleaf, bush, palm
from manike.embedded.illustrator.undergrowth import fern, flowers, frame_with, stone, tuft
from manike.script.vocabulary import Season

CONIFEROUS = ("pine", "fir ", "firs", "spruce", "conifer", "taiga", "cedar", "redwood", "sequoia")
TROPICAL = ("jungle", "rainforest", "tropic", "amazon")
MOULD = rgb("6a5436")
BUSHES_FROM = 1.2
"""Distance."""


def paint_forest(stage: Stage, brief: Brief) -> Layout:
    """Rows of trees, each paler than the one before; trunks frame the way, leaves the sky."""
    if brief.mentions(*CONIFEROUS):
        return paint_conifers(stage, brief)
    horizon = eye_level(stage, 0.56, 0.03)
    paint_sky(stage, horizon + 0.1)
    kind: Painter = birch if brief.mentions("birch") else broadleaf
    bark = BIRCH_BARK if kind is birch else (BARK, BEECH_BARK)[int(stage.rng("bark").integers(2))]
    floor = _floor(stage)
    hills(stage, "far", horizon=horizon - 0.02, height=0.1, haze=(0.4, 0.8), paint=floor)
    for plane, (count, drop, height, haze, gap) in {
        "far": (30, 0.05, 0.5, 0.62, 0.0),
        "back": (17, 0.085, 0.74, 0.36, 0.07),
        "mid": (8, 0.14, 1.02, 0.12, 0.21),
    }.items():
        _row(stage, plane, kind, (count, horizon + drop, height, haze, gap))
        mist(stage, plane, horizon + drop, thickness=0.08, amount=0.14 + 0.44 * haze)
    if brief.mentions(*TROPICAL):
        _row(stage, "mid", palm, (7, horizon + 0.15, 0.7, 0.08, 0.24))
    shafts(stage, "mid", horizon)
    path = with_path(stage, floor, width=0.2, local=(0.55, 0.43, 0.3))
    seen = meadow(stage, "near", horizon=horizon + 0.02, far=3.8, relief=0.06, paint=path)
    cover = spots(stage, seen, 380, "cover")
    _litter(stage, cover)
    plant(stage, "near", stone, away_from_middle(stage, cover, 0.15)[::24], 0.075)
    plant(stage, "near", tuft, cover[::2], 0.036)
    far = [spot for spot in away_from_middle(stage, cover, 0.25) if spot[2] > BUSHES_FROM]
    plant(stage, "near", bush, far[::9], 0.2, (0.0, 0.2))
    plant(stage, "near", fern, away_from_middle(stage, cover, 0.13)[::4], 0.08)
    if stage.tones.season in (Season.SPRING, Season.SUMMER):
        plant(stage, "near", flowers, away_from_middle(stage, cover, 0.08)[1::5], 0.042)
    for u, v, wide in ((0.17, 0.73, 0.075), (0.86, 0.75, 0.085), (0.015, 0.88, 0.13)):
        stem(stage, "near", (u, v), wide, bark, evergreen=False)
    canopy(stage, "near")
    stem(stage, "front", (1.02, 1.18), 0.19, bark, evergreen=False)
    frame_with(stage, fern, 0.3)
    return Layout(0.88, (third(stage, "landmark", 0.14), horizon + 0.16), 0.34, "mid")


def canopy(stage: Stage, plane: str) -> None:
    """Leaves along the upper edge, open in the middle; none in winter."""
    tones, frame = stage.tones, stage.frame
    if tones.season is Season.WINTER:
        return
    rng = stage.rng("canopy", plane)
    unit = min(frame.film_px)
    brush = Brush(stage.canvas(plane), rng, tones, unit)
    for u, v, wide, high in (
        (0.27, -0.1, 0.2, 0.1), (0.76, -0.1, 0.22, 0.11), (-0.04, -0.03, 0.3, 0.2),
        (0.13, -0.05, 0.22, 0.14), (0.9, -0.04, 0.24, 0.15), (1.05, -0.02, 0.3, 0.21),
    ):  # fmt: skip
        at = (frame.x(u + 0.02 * float(rng.normal())), frame.y(v))
        crown(brush, Crown(at, wide * unit, high * unit, 26, (0.22, 0.4)), tones.deciduous())


def _row(
    stage: Stage, plane: str, kind: Painter, row: tuple[int, float, float, float, float]
) -> None:
    """One row of trees; the middle of the nearer rows stays open."""
    count, v, height, haze, gap = row
    frame, rng = stage.frame, stage.rng("row", plane, kind.__name__)
    grove = Grove(stage, kind, height * frame.unit_px * 1.1, 4)
    wide = max(0.7, frame.film_px[0] / frame.film_px[1] / 1.6)
    trees = []
    for index in range(int(count * wide)):
        u = -0.1 + 1.2 * (index + 0.9 * float(rng.random())) / (count * wide)
        if abs(u - 0.5) < gap:
            u = 0.5 + math.copysign(gap + 0.4 * abs(u - 0.5), u - 0.5)
        trees.append((float(rng.uniform(-0.015, 0.03)), u, float(rng.random())))
    for lower, u, pick in sorted(trees):
        tall = height * frame.unit_px * (0.8 + 0.35 * float(rng.random()))
        grove.plant(plane, (frame.x(u), frame.y(v + lower)), tall, haze=haze, pick=pick)


def _floor(stage: Stage) -> Paint:
    """Mould and moss under trees, with pools of light where the sun comes through."""
    tones = stage.tones
    bare = 1 - tones.snow
    moss = mix(tones.grass(), MOULD, 0.3 * bare)
    mould: Rgb = mix(moss, MOULD, 0.45 * bare)
    pools = 0.75 * (1 - tones.overcast) * (0.5 if tones.is_night else 1.0)

    def paint(ground: Ground) -> Floats:
        pool = np.clip(ground.patch * 2.2 - 0.5 + 0.5 * ground.grain, 0, 1) * pools
        light = np.clip(ground.light + 0.5 * ground.grain - 0.28 + 1.1 * pool, -1, 1)
        where = np.clip((ground.detail - 0.4) * 3, 0, 1)[..., None]
        colour = relit(stage, moss, light)
        return np.asarray(colour + (relit(stage, mould, light) - colour) * where, np.float32)

    return paint


def _litter(stage: Stage, where: Spots) -> None:
    """Fallen leaves: many in autumn, few in summer."""
    tones, canvas, rng = stage.tones, stage.canvas("near"), stage.rng("litter")
    if tones.snow > 0:
        return
    many = 9 if tones.season is Season.AUTUMN else 2
    leaf = [rgb(name) for name in ("c9772c", "e2a53c", "a34a24", "8a6a38", "d9913a")]
    for x, y, distance in where:
        if distance > 2:  # noqa: PLR2004 - farther ones are not seen
            continue
        size = 0.0075 / distance * stage.frame.unit_px
        for _ in range(many):
            canvas.save()
            canvas.translate(x + float(rng.normal(0, 9)) * size, y + float(rng.normal(0, 3)) * size)
            canvas.scale(1, 0.45)
            canvas.rotate(float(rng.uniform(0, 180)))
            colour = tones.tone(leaf[int(rng.integers(5))], 0, float(rng.uniform(-0.6, 0.7)))
            canvas.drawOval(skia.Rect.MakeLTRB(-size, -size * 0.5, size, size * 0.5), fill(colour))
            canvas.restore()
