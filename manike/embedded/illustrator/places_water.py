"""Beach, sea, reef, lake, river and harbour."""

from collections.abc import Callable

import numpy as np
import skia

from manike.embedded.figures.draw import draw_subject
from manike.embedded.illustrator.colour import Floats, fill, gradient, mix, rgb
from manike.embedded.illustrator.corals import (
    brain,
    bubbles,
    fan,
    paint_depths,
    school,
    sponge,
    staghorn,
    submerged,
    weed,
)
from manike.embedded.illustrator.ground import (
    SNOW,
    Paint,
    foreshade,
    grassy,
    ground_v,
    hills,
    meadow,
    mist,
    mountains,
)
from manike.embedded.illustrator.houses import COTTAGE, FISHER, PLASTER, lamp_post, row_of_houses
from manike.embedded.illustrator.layout import Brief, Layout, eye_level, third
from manike.embedded.illustrator.planting import away_from_middle, plant, spots
from manike.embedded.illustrator.quays import cargo
from manike.embedded.illustrator.shores import (
    SAND,
    Edge,
    breakers,
    jetty,
    quay,
    sand,
    shoreline,
    surf_rocks,
)
from manike.embedded.illustrator.sky import paint_sky
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.swells import paint_swells
from manike.embedded.illustrator.terrain import Ground, blend, relit
from manike.embedded.illustrator.tracks import footprints
from manike.embedded.illustrator.trees import Grove, broadleaf, conifer, palm
from manike.embedded.illustrator.undergrowth import (
    bough,
    flowers,
    frame_with,
    lily,
    reeds,
    savanna_grass,
    scatter,
    stone,
    tuft,
)
from manike.embedded.illustrator.water import Water, paint_water
from manike.script.vocabulary import Weather

Spot = tuple[float, float, float]
"""x and y on the plane, and distance."""

LAGOON = rgb("2fb7c4")
OCEAN = rgb("124f78")

PALMS = ((0.36, 0.8, 0.5), (0.45, 0.86, 0.66), (0.56, 0.93, 0.86))
PALMS_APART = ((0.5, 1.0, 0.72), (0.58, 1.04, 0.9))
"""How far from the middle, v of the foot, and height; the latter where they frame a landmark."""


def paint_beach(stage: Stage, brief: Brief) -> Layout:
    """Sand that slants into the sea, palms on the land side, a far headland."""
    horizon = eye_level(stage, 0.47, 0.03)
    paint_sky(stage, horizon)
    mountains(stage, "far", horizon=horizon + 0.004, height=0.09, haze=(0.5, 0.7), snow_line=2.0,
              rock=(0.3, 0.42, 0.36))  # fmt: skip
    rough = 0.85 if stage.tones.weather is Weather.STORM else 0.42
    paint_water(stage, "mid", Water(horizon, horizon, rough, deep=OCEAN, shallow=LAGOON))
    edge = shoreline(stage, 0.72, 0.2)
    sand(stage, "near", edge)
    inland = 1.0 if edge(1.0) < edge(0.0) else -1.0
    breakers(stage, "mid", edge, horizon, 1.0 if rough > 0.5 else 0.55)  # noqa: PLR2004 - a storm
    _strand(stage, edge, inland)
    tropical = not brief.mentions("cliff", "north", "cold", "fjord") and stage.tones.snow == 0
    if tropical:
        _palms(stage, inland, landmark=bool(brief.setting.landmark))
    else:
        _dune_grass(stage, inland, edge)
    foreshade(stage, "near", 0.82, 0.3)
    frame_with(stage, tuft, 0.2, corners="right" if inland > 0 else "left")
    return Layout(0.9, (0.5 + inland * 0.3, edge(0.5 + inland * 0.3) + 0.03), 0.5, "near",
                  landmark_haze=0.0, water=horizon + 0.17)  # fmt: skip


def paint_sea(stage: Stage, brief: Brief) -> Layout:
    """Open water in long swells, an island far off."""
    storm = stage.tones.weather is Weather.STORM
    horizon = eye_level(stage, 0.5, 0.04)
    paint_sky(stage, horizon)
    if brief.mentions("island", "coast", "land", "archipelago") or brief.setting.landmark:
        mountains(stage, "far", horizon=horizon + 0.004, height=0.08, haze=(0.45, 0.65),
                  snow_line=2.0, rock=(0.32, 0.4, 0.38))  # fmt: skip
    paint_water(stage, "mid", Water(horizon, horizon, 1.0 if storm else 0.6, deep=OCEAN))
    rough = {Weather.STORM: 1.0, Weather.WIND: 0.6}.get(stage.tones.weather, 0.0)
    if rough > 0:
        paint_swells(stage, horizon, rough, OCEAN)
    else:
        surf_rocks(stage, "front", int(stage.tones.light.side))
    u = third(stage, "landmark", 0.26)
    if brief.setting.landmark:
        _islet(stage, u, 0.7)
    return Layout(0.84, (u, 0.66), 0.46, "mid", landmark_haze=0.08, water=0.8)


def paint_reef(stage: Stage, brief: Brief) -> Layout:
    """A coral garden under water with shafts of light and schools of fish."""
    stage.tones = submerged(stage.tones)
    paint_depths(stage)
    bed = grassy(stage, mix(SAND, rgb("7fb0a8"), 0.3))
    rock = grassy(stage, rgb("7a8a84"))
    far = hills(stage, "far", horizon=0.62, height=0.14, haze=(0.55, 0.85), paint=rock)
    plant(stage, "far", staghorn, spots(stage, far, 40, "far"), 0.16, (0.55, 0.8))
    school(stage, "far", 34, 0.5)
    back = hills(stage, "back", horizon=0.7, height=0.1, haze=(0.3, 0.55), paint=rock)
    for kind in (fan, brain, sponge, staghorn):
        plant(stage, "back", kind, spots(stage, back, 17, kind.__name__), 0.34, (0.2, 0.42))
    school(stage, "back", 26, 0.25)
    seen = meadow(
        stage, "near", horizon=0.74, eye=0.22, far=3.4, relief=0.09, paint=bed, haze=(0.02, 0.4)
    )
    for kind, size, count in (
        (brain, 0.11, 26),
        (staghorn, 0.19, 22),
        (fan, 0.22, 18),
        (sponge, 0.17, 14),
        (weed, 0.2, 10),
    ):
        chosen = away_from_middle(stage, spots(stage, seen, count, f"near {kind.__name__}"), 0.14)
        plant(stage, "near", kind, chosen, size, (0.0, 0.22))
    frame_with(stage, weed, 0.5, corners="left")
    frame_with(stage, staghorn, 0.3, corners="right")
    bubbles(stage, "front", 34)
    return Layout(0.9, (third(stage, "landmark"), 0.84), 0.3, "near", kind="underwater")


def paint_lake(stage: Stage, brief: Brief) -> Layout:
    """Hills in the mirror of a lake, reeds, lilies and a jetty."""
    horizon = eye_level(stage, 0.48, 0.03)
    paint_sky(stage, horizon)
    warm = brief.mentions("kandy", "sri lanka", "ceylon", "tropic", "palm", "lotus")
    mountains(stage, "far", horizon=horizon + 0.01, height=0.15 if warm else 0.3, haze=(0.34, 0.62),
              snow_line=2.0 if warm else 0.5, rock=(0.33, 0.44, 0.4))  # fmt: skip
    mist(stage, "far", horizon + 0.01, thickness=0.045, amount=0.55)
    bank = hills(stage, "back", horizon=horizon + 0.012, height=0.1, haze=(0.1, 0.42))
    kind = broadleaf if warm or stage.rng("kind").integers(2) else conifer
    plant(stage, "back", kind, spots(stage, bank, 240, "wood"), 0.26, (0.1, 0.42))
    if warm:
        plant(stage, "back", palm, spots(stage, bank, 26, "palms"), 0.36, (0.08, 0.35))
    mist(stage, "back", horizon + 0.085, thickness=0.02, amount=0.4)
    paint_water(stage, "mid", Water(horizon + 0.09, horizon, 0.2, deep=rgb("14505c")))
    level, eye, far = 0.66, 0.24, 0.95
    seen = meadow(stage, "near", horizon=level, eye=eye, far=far, relief=0.035,
                  paint=grassy(stage))  # fmt: skip
    foot = max(0.9, min(ground_v(stage, level, eye, far), 1.1))  # the bank is lower in a close shot
    cover = spots(stage, seen, 360, "cover")
    plant(stage, "near", tuft, cover, 0.04)
    plant(stage, "near", flowers if stage.tones.snow == 0 else tuft, cover[::7], 0.045)
    away = -stage.tones.light.side
    frame = stage.frame
    start = (frame.x(0.5 + away * 0.38), frame.y(1.02))
    jetty(stage, "near", start, (frame.x(0.5 + away * 0.28), frame.y(0.73)), 0.2 * frame.unit_px)
    if stage.tones.snow == 0:
        _lilies(stage, horizon)
    frame_with(stage, reeds, 0.34, corners="left" if away > 0 else "right")
    bough(stage, int(away))
    return Layout(foot, (third(stage, "landmark", 0.24), horizon + 0.1), 0.24, "back", water=0.74)


def paint_river(stage: Stage, brief: Brief) -> Layout:
    """A river that winds out of the hills, between stones and trees."""
    horizon = eye_level(stage, 0.48, 0.03)
    paint_sky(stage, horizon)
    mountains(stage, "far", horizon=horizon, height=0.24, haze=(0.4, 0.65), snow_line=0.6)
    bank = hills(stage, "back", horizon=horizon + 0.01, height=0.11, haze=(0.12, 0.42))
    plant(stage, "back", broadleaf, spots(stage, bank, 130, "wood"), 0.3, (0.12, 0.42))
    paint_water(stage, "mid", Water(horizon + 0.07, horizon, 0.35, deep=rgb("1d5a66")))
    course, paint = _river_banks(stage)
    seen = meadow(stage, "near", horizon=horizon + 0.02, eye=0.3, far=4.2, relief=0.03, paint=paint)
    dry = [spot for spot in spots(stage, seen, 620, "banks") if not course(spot)]
    plant(stage, "near", tuft, dry, 0.04)
    plant(stage, "near", flowers if stage.tones.snow == 0 else tuft, dry[::8], 0.045)
    plant(stage, "near", stone, dry[::24], 0.06)
    trees = [spot for spot in away_from_middle(stage, dry, 0.26) if spot[2] > 1.0]
    plant(stage, "near", broadleaf, trees[::22], 0.5, (0.0, 0.2))
    frame_with(stage, reeds, 0.3)
    bough(stage, int(stage.tones.light.side))
    return Layout(0.9, (third(stage, "landmark", 0.24), horizon + 0.1), 0.26, "back", water=0.8)


def paint_harbour(stage: Stage, brief: Brief) -> Layout:
    """Houses along a basin, boats and their mirror images, a quay in front."""
    horizon = eye_level(stage, 0.46, 0.03)
    paint_sky(stage, horizon)
    slopes = hills(stage, "far", horizon=horizon, height=0.14, haze=(0.35, 0.6))
    plant(stage, "far", broadleaf, spots(stage, slopes, 60, "wood"), 0.24, (0.35, 0.6))
    looks = (FISHER, COTTAGE, PLASTER)
    row_of_houses(stage, "back", looks, v=horizon + 0.05, height=0.1, haze=0.22)
    row_of_houses(stage, "back", looks, v=horizon + 0.09, height=0.13, haze=0.08)
    quay_edge = horizon + 0.1
    rough = 0.6 if stage.tones.weather is Weather.STORM else 0.28
    _wall(stage, quay_edge)
    paint_water(stage, "mid", Water(quay_edge + 0.02, horizon, rough, deep=rgb("154a5e")))
    _moored(stage, quay_edge)
    quay(stage, "near", 0.83)
    frame = stage.frame
    side = -stage.tones.light.side
    start = (frame.x(0.5 + side * 0.4), frame.y(0.85))
    jetty(stage, "mid", start, (frame.x(0.5 + side * 0.2), frame.y(0.66)), 0.17 * frame.unit_px)
    cargo(stage, "near", 0.5 + side * 0.3, 0.935)
    for u in (0.5 - side * 0.43, 0.5 + side * 0.46):
        lamp_post(stage, "near", (frame.x(u), frame.y(0.9)), 0.34 * frame.unit_px)
    return Layout(0.93, (third(stage, "landmark", 0.3), horizon + 0.1), 0.36, "back", water=0.79)


def _islet(stage: Stage, u: float, v: float) -> None:
    """A rock in the water for a landmark to stand on."""
    frame = stage.frame
    rocks = Grove(stage, stone, 0.2 * frame.unit_px)
    for offset, size in ((-0.1, 0.09), (0.11, 0.08), (-0.03, 0.13), (0.05, 0.12)):
        foot = (frame.x(u + offset * frame.unit_px / frame.film_px[0]), frame.y(v))
        rocks.plant("mid", foot, size * frame.unit_px, haze=0.08, pick=abs(offset) * 9)


def _palms(stage: Stage, inland: float, *, landmark: bool) -> None:
    """Palms on the land side; on the other one, where they would hide a landmark."""
    frame, rng = stage.frame, stage.rng("palms")
    grove = Grove(stage, palm, 0.8 * frame.unit_px)
    side = -inland if landmark else inland
    for offset, v, size in PALMS_APART if landmark else PALMS:
        foot = (frame.x(0.5 + side * (offset + 0.03 * float(rng.normal()))), frame.y(v))
        grove.plant("near", foot, size * frame.unit_px, pick=float(rng.random()))


def _strand(stage: Stage, edge: Edge, inland: float) -> None:
    """What lies on a beach: stones at the tide line, drift wood, shells, a track of prints."""
    frame, rng, tones = stage.frame, stage.rng("strand"), stage.tones
    where = []
    for _ in range(11):
        u = 0.5 + inland * float(rng.uniform(-0.6, 0.6))
        where.append((frame.x(u), frame.y(edge(u) + float(rng.uniform(0.03, 0.1))), 1.0))
    scatter(stage, "near", stone, sorted(where, key=lambda spot: spot[1]), 0.03)
    footprints(stage, "near", 0.47, 0.5 + inland * 0.08, far=0.92, start=0.12)
    canvas = stage.canvas("near")
    for _ in range(26):
        u = float(rng.uniform(-0.05, 1.05))
        v = edge(u) + float(rng.uniform(0.06, 0.3))
        reach = frame.unit_px * 0.0032 * (1 + 5 * (v - edge(u)))
        shell = rgb(("fff3e0", "f2c4ae", "e9dccb", "d98f7a")[int(rng.integers(4))])
        canvas.drawCircle(
            frame.x(u), frame.y(v) + reach * 0.4, reach, fill(tones.light.shadow, 0.35)
        )
        box = skia.Rect.MakeXYWH(frame.x(u) - reach, frame.y(v) - reach, 2 * reach, 2 * reach)
        canvas.drawArc(box, 150, 240, True, fill(tones.tone(shell, 0, 0.5)))


def _dune_grass(stage: Stage, inland: float, edge: Edge) -> None:
    """Marram grass in bunches on the land side."""
    frame, rng = stage.frame, stage.rng("dune grass")
    where = []
    for _ in range(70):
        u = 0.5 + inland * (0.62 - 0.42 * float(rng.random()) ** 1.5)
        v = edge(u) + 0.07 + 0.3 * float(rng.random())
        where.append((frame.x(u), frame.y(v), 1.6 - v))
    where.sort(key=lambda spot: spot[1])
    scatter(stage, "near", savanna_grass, where, 0.07)


def _lilies(stage: Stage, horizon: float) -> None:
    rng, frame = stage.rng("lilies"), stage.frame
    grove = Grove(stage, lily, 0.09 * frame.unit_px)
    side = stage.tones.light.side
    places = sorted(
        (float(rng.uniform(horizon + 0.2, 0.83)), 0.5 + side * float(rng.uniform(0.05, 0.5)))
        for _ in range(15)
    )
    for v, u in places:
        size = (v - horizon) * 0.16 * frame.unit_px
        grove.plant("mid", (frame.x(u), frame.y(v)), size, pick=float(rng.random()))


def _river_banks(stage: Stage) -> tuple[Callable[[Spot], bool], Paint]:
    """Whether a spot lies in the river, and the colours of the land beside it."""
    rng = stage.rng("river")
    phase, swing = float(rng.uniform(0, 6.3)), float(rng.uniform(0.2, 0.32))
    frame = stage.frame
    base = grassy(stage)
    mud = mix(rgb("8a7355"), SNOW, 0.6 * stage.tones.snow)

    def middle(distance: Floats) -> Floats:
        return np.asarray(
            swing * np.sin(distance * 1.7 + phase) * np.clip(distance, 0.6, 3), np.float32
        )

    def half(distance: Floats) -> Floats:
        return np.asarray(0.17 + 0.05 * distance, np.float32)

    def paint(ground: Ground) -> Floats:
        off = np.abs(ground.sideways - middle(ground.distance))
        off = off + (ground.detail - 0.5) * 0.1
        beyond = (off - half(ground.distance)) / 0.07
        colour = blend(relit(stage, mud, ground.light - 0.2), base(ground), np.clip(beyond, 0, 1))
        alpha = np.clip(beyond * 6 + 1, 0, 1)
        return np.asarray(np.dstack([colour, alpha]), np.float32)

    def wet(spot: Spot) -> bool:
        distance = np.array([spot[2]], np.float32)
        sideways = (spot[0] - frame.plane_px[0] / 2) / frame.unit_px * spot[2]
        return bool(abs(sideways - middle(distance)[0]) < half(distance)[0] + 0.09)

    return wet, paint


def _wall(stage: Stage, v: float) -> None:
    """The stone edge of the far quay."""
    frame, tones = stage.frame, stage.tones
    local = rgb("8f887c")
    rect = skia.Rect.MakeLTRB(0, frame.y(v - 0.012), frame.plane_px[0], frame.y(v + 0.03))
    shades = [tones.tone(local, 0.1, 0.4), tones.tone(local, 0.1, -0.7)]
    stage.canvas("back").drawRect(rect, gradient((0, rect.top()), (0, rect.bottom()), shades))


def _moored(stage: Stage, quay_edge: float) -> None:
    """Boats that lie in the basin."""
    frame, rng = stage.frame, stage.rng("moored")
    for name, u, v, size in (
        ("sailboat", 0.16, 0.06, 0.17), ("boat", 0.4, 0.045, 0.06), ("sailboat", 0.62, 0.07, 0.15),
        ("boat", 0.87, 0.1, 0.09),
    ):  # fmt: skip
        foot = (frame.x(u + float(rng.normal(0, 0.03))), frame.y(quay_edge + v))
        draw_subject(
            stage.canvas("mid"), name, foot, size * frame.unit_px, stage.tones.light, rng, haze=0.08
        )
