"""Mountain, hills, forest, field, desert and snowfield."""

import math
from dataclasses import replace

import numpy as np
import skia

from manike.embedded.illustrator.colour import Floats, colour4, mix, rgb
from manike.embedded.illustrator.dunes import dunes, great_dune
from manike.embedded.illustrator.fences import fence
from manike.embedded.illustrator.ground import (
    SNOW,
    Paint,
    foreshade,
    grassy,
    hills,
    meadow,
    mist,
    mountains,
    near_distance,
    with_path,
)
from manike.embedded.illustrator.houses import FISHER, TIMBER, Plot, house
from manike.embedded.illustrator.layout import Brief, Layout, eye_level, third
from manike.embedded.illustrator.sky import paint_sky, sun_place
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.terrain import Ground, Seen, blend, relit
from manike.embedded.illustrator.tracks import footprints
from manike.embedded.illustrator.trees import Grove, Painter, bare, broadleaf, conifer, palm, tea
from manike.embedded.illustrator.undergrowth import (
    bough,
    dry_tuft,
    fern,
    flowers,
    frame_with,
    scatter,
    stone,
    tuft,
    wheat,
)
from manike.script.vocabulary import Season

Spots = list[tuple[float, float, float]]


def paint_mountain(stage: Stage, brief: Brief) -> Layout:
    """Snowy peaks over a conifer valley and a flowering meadow with a path."""
    horizon = eye_level(stage, 0.56, 0.03)
    paint_sky(stage, horizon)
    mountains(stage, "far", horizon=horizon, height=0.46, haze=(0.2, 0.5))
    mist(stage, "far", horizon - 0.03, thickness=0.07, amount=0.55)
    slopes = hills(stage, "back", horizon=horizon + 0.01, height=0.13, haze=(0.14, 0.4))
    plant(stage, "back", conifer, spots(stage, slopes, 330, "firs"), 0.3, (0.12, 0.42))
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


def paint_forest(stage: Stage, brief: Brief) -> Layout:
    """A path into trees, haze between the trunks and shafts of light."""
    horizon = eye_level(stage, 0.55, 0.03)
    paint_sky(stage, horizon + 0.1)
    conifers = brief.mentions("pine", "fir", "spruce", "conifer", "taiga", "cedar")
    if not conifers and not brief.mentions(
        "oak", "beech", "jungle", "birch", "maple", "leaf", "leaves"
    ):
        conifers = stage.tones.season is Season.WINTER or bool(stage.rng("kind").integers(2))
    kind: Painter = conifer if conifers else broadleaf
    floor = grassy(stage, mix(stage.tones.grass(), rgb("6a5436"), 0.3 * (1 - stage.tones.snow)))
    hills(stage, "far", horizon=horizon, height=0.05, haze=(0.3, 0.75), paint=floor)
    rows = (
        ("far", 0.62, 30, 0.52, 0.04),
        ("back", 0.36, 15, 0.74, 0.08),
        ("mid", 0.12, 8, 1.0, 0.14),
    )
    for plane, haze, count, height, drop in rows:
        _wood(stage, plane, kind, (count, horizon + drop), (height, haze))
        mist(stage, plane, horizon + drop, thickness=0.1, amount=0.42 * haze + 0.12)
    shafts(stage, "mid", horizon)
    seen = meadow(
        stage,
        "near",
        horizon=horizon + 0.02,
        far=3.8,
        relief=0.05,
        paint=with_path(stage, floor, width=0.2, local=(0.55, 0.43, 0.3)),
    )
    cover = spots(stage, seen, 260, "cover")
    plant(stage, "near", tuft, cover, 0.035)
    plant(stage, "near", fern, away_from_middle(stage, cover[::5], 0.12), 0.07)
    if stage.tones.season is Season.SPRING:
        plant(stage, "near", flowers, cover[1::6], 0.04)
    _near_trees(stage, kind)
    plant(stage, "near", fern, away_from_middle(stage, cover[::3], 0.2), 0.09)
    frame_with(stage, fern, 0.3)
    bough(stage, 1)
    bough(stage, -1)
    return Layout(0.88, (third(stage, "landmark", 0.16), horizon + 0.16), 0.34, "mid")


def _near_trees(stage: Stage, kind: Painter) -> None:
    """Two large trees at each side of the path."""
    grove = Grove(stage, kind, 0.9 * stage.frame.unit_px, 2)
    rng = stage.rng("near trees")
    for u, v, size in (
        (0.16, 0.7, 0.95),
        (0.86, 0.72, 1.05),
        (-0.01, 0.82, 1.25),
        (1.02, 0.8, 1.2),
    ):
        foot = (stage.frame.x(u + 0.03 * float(rng.normal())), stage.frame.y(v))
        grove.plant("near", foot, size * stage.frame.unit_px, pick=float(rng.random()))


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
    plant(stage, "near", wheat if ripe else tuft, low, 0.07 if ripe else 0.05)
    if stage.tones.snow == 0:
        plant(stage, "near", flowers, low[::7], 0.05)
    frame_with(stage, flowers if stage.tones.snow == 0 else tuft, 0.26)
    return Layout(0.88, (1 - u, horizon + 0.07), 0.28, "mid")


def paint_desert(stage: Stage, brief: Brief) -> Layout:
    """Dunes with crests of light, ripples and far table mountains."""
    horizon = eye_level(stage, 0.52, 0.03)
    paint_sky(stage, horizon)
    mountains(
        stage,
        "far",
        horizon=horizon + 0.01,
        height=0.1,
        haze=(0.5, 0.7),
        snow_line=2.0,
        rock=(0.72, 0.5, 0.36),
    )
    dunes(stage, "back", horizon=horizon, height=0.11, haze=(0.2, 0.5), span=(2.2, 6.5))
    u = third(stage, "dune", 0.2)
    great_dune(stage, "mid", horizon=horizon + 0.01, u=u, haze=(0.02, 0.3))
    near = near_distance(stage, horizon, 0.3)
    seen = dunes(
        stage,
        "near",
        horizon=horizon + 0.03,
        height=0.05,
        haze=(0.0, 0.12),
        span=(near * 0.95, 1.5),
    )
    dry = away_from_middle(stage, spots(stage, seen, 22, "dry"), 0.2)
    plant(stage, "near", stone, dry[::3], 0.05)
    plant(stage, "near", dry_tuft, dry, 0.06)
    frame_with(stage, dry_tuft, 0.2, corners="left" if stage.tones.light.side > 0 else "right")
    footprints(stage, "near", horizon + 0.03, u)
    foreshade(stage, "near", 0.84, 0.3)
    return Layout(0.87, (1 - u, horizon + 0.1), 0.3, "mid")


def paint_snowfield(stage: Stage, brief: Brief) -> Layout:
    """Soft snow to a far range, a few firs; at night the northern lights."""
    stage.tones = replace(stage.tones, snow=1.0, season=Season.WINTER)
    horizon = eye_level(stage, 0.55, 0.03)
    paint_sky(stage, horizon)
    if stage.tones.is_night and stage.tones.overcast < 0.5:  # noqa: PLR2004 - clear enough
        _aurora(stage, horizon)
    mountains(stage, "far", horizon=horizon, height=0.24, haze=(0.34, 0.6), snow_line=0.1)
    white = grassy(stage, SNOW)
    seen = hills(stage, "back", horizon=horizon + 0.01, height=0.07, haze=(0.15, 0.4), paint=white)
    plant(stage, "back", conifer, spots(stage, seen, 90, "firs"), 0.34, (0.15, 0.4))
    seen = hills(
        stage,
        "mid",
        horizon=horizon + 0.04,
        height=0.05,
        haze=(0.03, 0.18),
        paint=white,
        span=(1.4, 3.0),
    )
    plant(
        stage,
        "mid",
        conifer,
        away_from_middle(stage, spots(stage, seen, 34, "pines"), 0.2),
        0.46,
        (0.03, 0.15),
    )
    u = third(stage, "landmark")
    seen = meadow(stage, "near", horizon=horizon + 0.03, far=3.4, relief=0.1, paint=_drifts(stage))
    off = away_from_middle(stage, spots(stage, seen, 40, "stones"), 0.2)
    plant(stage, "near", stone, off[::3], 0.07)
    plant(stage, "near", dry_tuft, off, 0.05)
    footprints(stage, "near", horizon + 0.03, u)
    _near_firs(stage)
    frame_with(stage, dry_tuft, 0.16)
    return Layout(0.88, (u, horizon + 0.1), 0.3, "mid")


def _near_firs(stage: Stage) -> None:
    """Large firs under snow at one side, a small one at the other."""
    frame, rng = stage.frame, stage.rng("near firs")
    side = -stage.tones.light.side
    grove = Grove(stage, conifer, 0.9 * frame.unit_px, 2)
    for off, v, size in (
        (0.33, 0.7, 0.42),
        (0.42, 0.78, 0.66),
        (0.53, 0.9, 1.0),
        (-0.42, 0.74, 0.34),
    ):
        u = 0.5 + side * (off + 0.01 * float(rng.normal()))
        foot = (frame.x(u), frame.y(v))
        grove.plant("near", foot, size * frame.unit_px, pick=float(rng.random()))


def spots(stage: Stage, seen: Seen, count: int, name: str) -> Spots:
    """Places for plants on land that was painted."""
    return seen.spots(stage.rng("spots", name), count, stage.frame.plane_px[0])


def plant(
    stage: Stage,
    plane: str,
    painter: Painter,
    where: Spots,
    size: float,
    haze: tuple[float, float] = (0.0, 0.0),
) -> None:
    """Plants at their places; ``size`` is a height in units of distance."""
    scatter(stage, plane, painter, where, size, haze=haze)


def away_from_middle(stage: Stage, where: Spots, reach: float) -> Spots:
    """Without the places near the middle, which stays open for the cast."""
    frame = stage.frame
    low, high = frame.x(0.5 - reach), frame.x(0.5 + reach)
    return [spot for spot in where if not low < spot[0] < high]


def beside(stage: Stage, where: Spots, half: float) -> Spots:
    """Without the places on a straight way of that half width, in units of distance."""
    middle, unit = stage.frame.plane_px[0] / 2, stage.frame.unit_px
    return [spot for spot in where if abs(spot[0] - middle) / unit * spot[2] > half]


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


def _drifts(stage: Stage) -> Paint:
    """Wind-blown snow with blue hollows."""

    def paint(ground: Ground) -> Floats:
        wave = np.sin(ground.distance * 26 + ground.detail * 26 + np.sin(ground.sideways * 5) * 2)
        fade = np.clip(1.7 / ground.distance - 0.3, 0, 1)
        light = ground.light * 1.6 + 0.13 * wave * fade + 0.26 * ground.grain + 0.3 * ground.patch
        return relit(stage, SNOW, np.clip(light - 0.12, -1, 1))

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


def _wood(
    stage: Stage, plane: str, kind: Painter, row: tuple[int, float], look: tuple[float, float]
) -> None:
    """One row of trees of a forest; the middle of the nearer rows stays open."""
    (count, v), (height, haze) = row, look
    frame, rng = stage.frame, stage.rng("wood", plane)
    grove = Grove(stage, kind, height * frame.unit_px * 1.1, 3)
    wide = max(1.0, frame.film_px[0] / frame.film_px[1])
    gap = {"far": 0.0, "back": 0.07, "mid": 0.2}[plane]
    for index in range(int(count * max(0.7, wide / 1.6))):
        u = float(rng.uniform(-0.12, 1.12)) if index else -0.05
        if abs(u - 0.5) < gap:
            u = 0.5 + math.copysign(gap + abs(u - 0.5), u - 0.5)
        foot = (frame.x(u), frame.y(v + float(rng.uniform(-0.015, 0.03))))
        tall = height * frame.unit_px * float(rng.uniform(0.8, 1.15))
        grove.plant(
            plane, foot, tall, haze=haze * float(rng.uniform(0.85, 1.1)), pick=float(rng.random())
        )


def shafts(stage: Stage, plane: str, horizon: float) -> None:
    """Beams of light that fall between the trees."""
    tones, frame = stage.tones, stage.frame
    strength = (0.3 if tones.is_night else 0.5) * (1 - 0.85 * tones.overcast)
    canvas, rng = stage.canvas(plane), stage.rng("shafts")
    source = sun_place(stage, horizon)
    start = (frame.x(source[0]), frame.y(-0.25))
    for _ in range(7):
        u = float(rng.uniform(0.08, 0.92))
        foot, wide = (
            (frame.x(u), frame.y(horizon + 0.22)),
            frame.unit_px * float(rng.uniform(0.02, 0.07)),
        )
        beam = skia.Path()
        beam.addPoly(
            [
                skia.Point(start[0] - wide * 0.2, start[1]),
                skia.Point(start[0] + wide * 0.2, start[1]),
                skia.Point(foot[0] + wide, foot[1]),
                skia.Point(foot[0] - wide, foot[1]),
            ],
            True,
        )
        light = colour4(tones.light.colour, strength * float(rng.uniform(0.25, 0.6))).toColor()
        none = colour4(tones.light.colour, 0).toColor()
        shader = skia.GradientShader.MakeLinear([start, foot], [light, none])
        blur = skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, wide * 0.3)
        canvas.drawPath(beam, skia.Paint(AntiAlias=True, Shader=shader, MaskFilter=blur))


def _aurora(stage: Stage, horizon: float) -> None:
    """Green and violet curtains."""
    frame, canvas, rng = stage.frame, stage.canvas("sky"), stage.rng("aurora")
    for curtain in range(3):
        phase, v = float(rng.uniform(0, 6.3)), horizon * float(rng.uniform(0.45, 0.72))
        low = rgb(("5dffb0", "64e8d0", "8fff9a")[curtain])
        for step in range(150):
            u = -0.12 + 1.24 * step / 149
            foot = v + 0.09 * math.sin(u * 5 + phase) + 0.03 * math.sin(u * 17 + phase * 2)
            tall = 0.3 * (0.6 + 0.4 * math.sin(u * 23 + phase)) * (0.7 + 0.3 * float(rng.random()))
            x, y, top = frame.x(u), frame.y(foot), frame.y(foot - tall)
            shader = skia.GradientShader.MakeLinear(
                [(x, y), (x, top)],
                [
                    colour4(low, 0.0).toColor(),
                    colour4(low, 0.2).toColor(),
                    colour4(rgb("7a5cff"), 0.09).toColor(),
                    colour4(rgb("7a5cff"), 0.0).toColor(),
                ],
                [0.0, 0.12, 0.6, 1.0],
            )
            wide = frame.plane_px[0] / 95
            rect = skia.Rect.MakeLTRB(x - wide, top, x + wide, y)
            canvas.drawRect(rect, skia.Paint(Shader=shader, BlendMode=skia.BlendMode.kScreen))
