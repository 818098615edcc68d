"""Village, old town, city and temple."""

import numpy as np
import skia

from manike.embedded.illustrator.architecture import (
    BYZANTINE,
    CHINESE,
    KANDYAN,
    PAGODA,
    SAMARKAND,
    Dome,
    Hall,
    colonnade,
    domed,
    hall,
    lantern,
    stall,
    stupa,
)
from manike.embedded.illustrator.colour import Floats, fill, mix, rgb, stroke
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
from manike.embedded.illustrator.houses import (
    COTTAGE,
    FISHER,
    LAMPLIGHT,
    PLASTER,
    STILT,
    TIMBER,
    Look,
    Plot,
    block,
    glow,
    house,
    lamp_post,
    row_of_houses,
)
from manike.embedded.illustrator.layout import Brief, Layout, eye_level, third, varied
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.places_land import away_from_middle, beside, plant, spots
from manike.embedded.illustrator.shores import jetty, sand, shoreline
from manike.embedded.illustrator.sky import paint_sky
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.streets import EVERYWHERE, paving, reflect, street_front
from manike.embedded.illustrator.terrain import Ground, blend, relit
from manike.embedded.illustrator.trees import Grove, broadleaf, bush, conifer, cypress, palm
from manike.embedded.illustrator.undergrowth import bough, fern, flowers, frame_with, tuft
from manike.embedded.illustrator.water import Water, paint_water
from manike.script.models import Season

DOMED_TOWNS = (
    "samarkand", "bukhara", "constantinople", "istanbul", "baghdad", "cairo", "isfahan", "persia",
    "mosque", "minaret", "dome", "damascus", "byzant", "marrakesh", "agra", "tashkent", "khiva",
)  # fmt: skip
BYZANTINE_TOWNS = ("constantinople", "istanbul", "byzant", "venice", "damascus")
EASTERN_TOWNS = (
    "chang'an", "chang’an", "changan", "xi'an", "xian", "beijing", "kyoto", "china", "chinese",
    "japan", "pagoda", "hanoi", "seoul", "tang", "dynasty", "kandy", "sri lanka", "tokyo", "edo",
)  # fmt: skip
LANKAN = ("kandy", "sri lanka", "ceylon", "tooth", "colombo", "galle")
COAST = ("fish", "sea", "coast", "boat", "harbo", "shore", "beach", "monsoon", "island")


def paint_village(stage: Stage, brief: Brief) -> Layout:
    """Cottages on a slope along a lane; by the sea huts on a beach."""
    if brief.mentions(*COAST):
        return _fishing_village(stage, brief)
    horizon = eye_level(stage, 0.47, 0.03)
    paint_sky(stage, horizon)
    mountains(stage, "far", horizon=horizon, height=0.2, haze=(0.4, 0.65), snow_line=0.7)
    slopes = hills(stage, "back", horizon=horizon + 0.01, height=0.14, haze=(0.12, 0.42))
    plant(stage, "back", broadleaf, spots(stage, slopes, 70, "wood"), 0.28, (0.14, 0.42))
    _cottages(stage, "back", spots(stage, slopes, 26, "cottages")[-16:], 0.2)
    lane = with_path(stage, grassy(stage), width=0.22, local=(0.66, 0.54, 0.4))
    seen = meadow(stage, "near", horizon=horizon + 0.04, paint=lane)
    _street_houses(stage, horizon + 0.2, (COTTAGE, TIMBER, PLASTER))
    cover = spots(stage, seen, 300, "cover")
    plant(stage, "near", tuft, cover, 0.035)
    plant(stage, "near", flowers if stage.tones.snow == 0 else tuft, cover[::6], 0.04)
    plant(stage, "near", bush, away_from_middle(stage, cover, 0.22)[::14], 0.1)
    _fence(stage, 0.86)
    frame_with(stage, flowers if stage.tones.snow == 0 else tuft, 0.26)
    bough(stage, int(stage.tones.light.side), blossoms=stage.tones.season is Season.SPRING)
    return Layout(0.89, (third(stage, "landmark", 0.1), horizon + 0.1), 0.3, "back")


def paint_old_town(stage: Stage, brief: Brief) -> Layout:
    """An old town: domes and arches, curved roofs or gables, by its name."""
    if brief.mentions(*DOMED_TOWNS):
        return _domed_town(stage, brief)
    if brief.mentions(*EASTERN_TOWNS):
        return _eastern_town(stage, brief)
    return _gabled_town(stage)


def paint_city(stage: Stage, brief: Brief) -> Layout:
    """A street between towers that runs to a skyline, wet where it rains."""
    horizon = eye_level(stage, 0.58, 0.03)
    paint_sky(stage, horizon, stars=False)
    lit = (0.06, 0.3, 0.55)[min(2, int(stage.tones.lamps * 2.5))]
    base = rgb("6d7b8c")
    for plane, haze, count, height, width in (
        ("far", 0.62, 26, 0.42, 0.085), ("far", 0.45, 17, 0.34, 0.11), ("back", 0.2, 12, 0.3, 0.15),
    ):  # fmt: skip
        _skyline(stage, plane, (horizon + 0.02, height, width), (base, haze, count, lit))
    mist(stage, "back", horizon, thickness=0.06, amount=0.35)
    vanish = (stage.frame.x(varied(stage, "vanish", 0.5, 0.07)), stage.frame.y(horizon))
    for side in (-1, 1):
        street_front(stage, "mid", vanish, side, kind="city")
    road = _road(stage, vanish)
    meadow(
        stage, "near", horizon=horizon, eye=0.3, far=9.0, relief=0.0, paint=road, haze=(0.0, 0.4)
    )
    reflect(stage, "near", horizon + 0.035, 0.2 + 0.55 * stage.tones.wet)
    stage.drop("mid")
    for side in (-1, 1):
        street_front(stage, "near", vanish, side, kind="city")
    for depth in (0.12, 0.2, 0.34, 0.62):
        for side in (-1, 1):
            foot = (
                vanish[0] + side * depth * 0.9 * stage.frame.unit_px,
                vanish[1] + depth * 0.42 * stage.frame.unit_px,
            )
            lamp_post(stage, "near", foot, depth * 0.75 * stage.frame.unit_px)
    return Layout(0.9, (third(stage, "landmark"), horizon + 0.03), 0.5, "back", landmark_haze=0.2)


def paint_temple(stage: Stage, brief: Brief) -> Layout:
    """A temple at the end of a paved way, with lamps, trees and steps."""
    horizon = eye_level(stage, 0.55, 0.025)
    paint_sky(stage, horizon)
    slopes = hills(stage, "far", horizon=horizon, height=0.16, haze=(0.34, 0.6))
    plant(stage, "far", broadleaf, spots(stage, slopes, 110, "wood"), 0.3, (0.34, 0.6))
    frame = stage.frame
    wide = min(0.78 * frame.unit_px, 0.8 * frame.film_px[0])
    foot = (frame.x(varied(stage, "temple", 0.5, 0.05)), frame.y(horizon + 0.13))
    _temple_trees(stage, horizon, tropical=brief.mentions(*LANKAN))
    _temple(stage, brief, Plot(foot, wide, wide * 0.66, 0.02))
    lawn = grassy(stage)
    stone = mix(rgb("cfc3ae"), SNOW, 0.6 * stage.tones.snow)
    way = paving(stage, lawn, stone, half=0.26)
    seen = meadow(stage, "near", horizon=horizon, eye=0.3, far=2.4, relief=0.0, paint=way)
    if stage.tones.wet > 0:
        reflect(stage, "near", horizon + 0.13, 0.4)
    cover = beside(stage, spots(stage, seen, 300, "lawn"), 0.31)
    plant(stage, "near", tuft, cover, 0.03)
    plant(stage, "near", flowers if stage.tones.snow == 0 else tuft, cover[::5], 0.04)
    _lamps_along(stage, horizon)
    frame_with(stage, fern, 0.24)
    bough(stage, 1, blossoms=stage.tones.season is Season.SPRING)
    bough(stage, -1, blossoms=stage.tones.season is Season.SPRING)
    shown = ("temple", "shrine", "pagoda", "stupa", "monastery", "sanctuary", "tooth")
    return Layout(0.89, (third(stage, "landmark", 0.3), horizon + 0.13), 0.3, "mid", shows=shown)


def _fishing_village(stage: Stage, brief: Brief) -> Layout:
    horizon = eye_level(stage, 0.45, 0.03)
    paint_sky(stage, horizon)
    slopes = hills(stage, "far", horizon=horizon, height=0.12, haze=(0.35, 0.62))
    warm = not brief.mentions("north", "fjord", "norw", "iceland") and stage.tones.snow == 0
    plant(
        stage, "far", palm if warm else conifer, spots(stage, slopes, 70, "wood"), 0.26, (0.35, 0.6)
    )
    paint_water(stage, "back", Water(horizon + 0.03, horizon, 0.3 + 0.4 * stage.tones.overcast))
    edge = shoreline(stage, 0.66, 0.3)
    sand(stage, "near", edge, rgb("cdb389"))
    frame = stage.frame
    inland = 1.0 if edge(1.0) < edge(0.0) else -1.0
    pier = (
        (frame.x(0.5 - inland * 0.2), frame.y(0.84)),
        (frame.x(0.5 - inland * 0.34), frame.y(0.55)),
    )
    jetty(stage, "mid", *pier, 0.16 * frame.unit_px)
    looks = (STILT, FISHER, STILT, TIMBER) if warm else (FISHER, TIMBER, COTTAGE)
    rng = stage.rng("huts")
    for index, (offset, size) in enumerate(((0.16, 0.1), (0.27, 0.13), (0.4, 0.17), (0.55, 0.22))):
        u = 0.5 + inland * (offset + 0.02 * float(rng.normal()))
        tall = size * frame.unit_px
        foot = (frame.x(u), frame.y(edge(u) + 0.035 + 0.1 * size))
        house(
            stage,
            "near",
            Plot(foot, tall * 1.6, tall, 0.05 * (3 - index)),
            looks[index % len(looks)],
        )
    if warm:
        grove = Grove(stage, palm, 0.7 * frame.unit_px)
        for offset, size in ((0.22, 0.36), (0.47, 0.5), (0.6, 0.7)):
            u = 0.5 + inland * offset
            grove.plant(
                "near", (frame.x(u), frame.y(edge(u) + 0.08)), size * frame.unit_px, pick=offset
            )
    _nets(stage, edge(0.5 + inland * 0.1) + 0.14, inland)
    frame_with(stage, tuft, 0.2, corners="right" if inland > 0 else "left")
    return Layout(
        0.9,
        (0.5 - inland * 0.3, horizon + 0.05),
        0.3,
        "back",
        water=edge(0.5 - inland * 0.25) - 0.02,
    )


def _domed_town(stage: Stage, brief: Brief) -> Layout:
    kind = BYZANTINE if brief.mentions(*BYZANTINE_TOWNS) else SAMARKAND
    horizon = eye_level(stage, 0.54, 0.03)
    paint_sky(stage, horizon)
    frame, rng = stage.frame, stage.rng("domes")
    mountains(
        stage,
        "far",
        horizon=horizon,
        height=0.12,
        haze=(0.5, 0.7),
        snow_line=0.8,
        rock=(0.6, 0.5, 0.42),
    )
    for index in range(5):
        u = -0.02 + 0.26 * index + float(rng.normal(0, 0.03))
        wide = frame.unit_px * float(rng.uniform(0.16, 0.24))
        domed(
            stage, "far", Plot((frame.x(u), frame.y(horizon + 0.02)), wide, wide * 0.9, 0.45), kind
        )
    if kind is BYZANTINE:
        paint_water(stage, "far", Water(horizon + 0.015, horizon, 0.3))
    u = third(stage, "hall", 0.12)
    wide = min(0.62 * frame.unit_px, 0.72 * frame.film_px[0])
    domed(stage, "back", Plot((frame.x(u), frame.y(horizon + 0.11)), wide, wide * 0.86, 0.08), kind)
    _flat_houses(stage, horizon + 0.11, kind)
    stone = mix(rgb("d9c4a0"), rgb("b9c4c0"), 0.4 if kind is BYZANTINE else 0.0)
    square = paving(stage, _plain(stage, stone), mix(stone, kind.tile, 0.16), half=EVERYWHERE)
    meadow(stage, "near", horizon=horizon, eye=0.3, far=3.0, relief=0.0, paint=square)
    if stage.tones.wet > 0:
        reflect(stage, "near", horizon + 0.1, 0.45)
    _market(stage, horizon)
    grove = Grove(stage, cypress, 0.4 * frame.unit_px)
    for offset in (-0.36, -0.27, 0.3, 0.4):
        grove.plant(
            "mid",
            (frame.x(0.5 + offset), frame.y(horizon + 0.13)),
            0.3 * frame.unit_px,
            haze=0.06,
            pick=abs(offset),
        )
    return Layout(
        0.9,
        (1 - u, horizon + 0.09),
        0.3,
        "back",
        shows=("mosque", "dome", "minaret", "madras", "hagia", "registan"),
    )


def _eastern_town(stage: Stage, brief: Brief) -> Layout:
    lankan = brief.mentions(*LANKAN)
    kind = KANDYAN if lankan else CHINESE
    horizon = eye_level(stage, 0.55, 0.03)
    paint_sky(stage, horizon)
    frame = stage.frame
    slopes = mountains(
        stage,
        "far",
        horizon=horizon,
        height=0.2,
        haze=(0.48, 0.7),
        snow_line=2.0,
        rock=(0.36, 0.46, 0.46),
    )
    mist(stage, "far", horizon - 0.02, thickness=0.06, amount=0.5)
    if lankan:
        plant(stage, "far", broadleaf, spots(stage, slopes, 40, "wood"), 0.3, (0.4, 0.6))
    rng = stage.rng("roofs")
    for index in range(7):
        wide = frame.unit_px * float(rng.uniform(0.2, 0.3))
        foot = (frame.x(-0.06 + 0.19 * index), frame.y(horizon + 0.04 + 0.02 * (index % 2)))
        hall(stage, "far", Plot(foot, wide, wide * 0.5, 0.34), kind)
    side = -stage.tones.light.side
    if not lankan:
        tall = 0.52 * frame.unit_px
        hall(
            stage,
            "back",
            Plot((frame.x(0.5 + side * 0.27), frame.y(horizon + 0.1)), tall * 0.42, tall, 0.16),
            PAGODA,
        )
    wide = min(0.62 * frame.unit_px, 0.7 * frame.film_px[0])
    hall(
        stage,
        "back",
        Plot((frame.x(0.5 - side * 0.06), frame.y(horizon + 0.13)), wide, wide * 0.6, 0.05),
        kind,
    )
    for offset in (-0.5, 0.5):
        near = 0.5 * frame.unit_px
        hall(
            stage,
            "mid",
            Plot((frame.x(0.5 + offset), frame.y(horizon + 0.2)), near, near * 0.66, 0.0),
            kind,
        )
    stone = mix(rgb("b9b0a0"), SNOW, 0.7 * stage.tones.snow)
    meadow(stage, "near", horizon=horizon, eye=0.3, far=2.6, relief=0.0,
           paint=paving(stage, _plain(stage, mix(stone, rgb("8a7a62"), 0.5)), stone, half=EVERYWHERE))  # fmt: skip
    if stage.tones.wet > 0:
        reflect(stage, "near", horizon + 0.12, 0.5)
    _market(stage, horizon)
    for u, v in ((0.1, 0.3), (0.2, 0.36), (0.8, 0.36), (0.9, 0.3)):
        lantern(stage, "mid", (frame.x(u), frame.y(v)), 0.021 * frame.unit_px, rgb("d8402f"))
    bough(stage, int(-side), blossoms=stage.tones.season is Season.SPRING)
    return Layout(
        0.9,
        (0.5 + side * 0.3, horizon + 0.1),
        0.36,
        "back",
        shows=("pagoda",) if not lankan else (),
    )


def _gabled_town(stage: Stage) -> Layout:
    horizon = eye_level(stage, 0.56, 0.03)
    paint_sky(stage, horizon)
    frame = stage.frame
    looks = (PLASTER, COTTAGE, TIMBER)
    slopes = hills(stage, "far", horizon=horizon, height=0.16, haze=(0.4, 0.65))
    plant(stage, "far", broadleaf, spots(stage, slopes, 50, "wood"), 0.26, (0.4, 0.65))
    row_of_houses(stage, "far", looks, v=horizon + 0.02, height=0.13, haze=0.4)
    row_of_houses(stage, "back", looks, v=horizon + 0.06, height=0.19, haze=0.16)
    vanish = (frame.x(varied(stage, "vanish", 0.5, 0.08)), frame.y(horizon))
    for side in (-1, 1):
        street_front(stage, "mid", vanish, side, kind="old")
    stone = mix(rgb("a79d90"), SNOW, 0.75 * stage.tones.snow)
    meadow(stage, "near", horizon=horizon, eye=0.3, far=6.0, relief=0.01,
           paint=paving(stage, _plain(stage, mix(stone, rgb("7a7268"), 0.4)), stone, half=EVERYWHERE))  # fmt: skip
    reflect(stage, "near", horizon + 0.05, 0.12 + 0.45 * stage.tones.wet)
    stage.drop("mid")
    for side in (-1, 1):
        street_front(stage, "near", vanish, side, kind="old")
    for depth in (0.24, 0.5):
        for side in (-1, 1):
            foot = (
                vanish[0] + side * depth * 0.85 * frame.unit_px,
                vanish[1] + depth * 0.45 * frame.unit_px,
            )
            lamp_post(stage, "near", foot, depth * 0.7 * frame.unit_px)
    _market(stage, horizon + 0.02)
    return Layout(0.9, (third(stage, "landmark", 0.08), horizon + 0.06), 0.46, "back")


def _temple(stage: Stage, brief: Brief, plot: Plot) -> None:
    if brief.mentions("greek", "greece", "athen", "roman", "rome", "parthenon", "apollo", "zeus"):
        colonnade(
            stage,
            "mid",
            Plot(plot.foot, plot.width_px, plot.height_px * 0.8, plot.haze),
            rgb("efe6d4"),
        )
    elif brief.mentions("stupa", "dagoba", "anuradhapura"):
        stupa(stage, "mid", plot)
    else:
        kind = KANDYAN if brief.mentions(*LANKAN) else CHINESE
        for side in (-1, 1):
            x = plot.foot[0] + side * plot.width_px * 0.5
            wing = Plot((x, plot.foot[1]), plot.width_px * 0.46, plot.height_px * 0.48, 0.06)
            hall(
                stage, "mid", wing, Hall(kind.wall, kind.post, kind.roof, kind.edge, 1, kind.upturn)
            )
        hall(stage, "mid", plot, kind)


def _temple_trees(stage: Stage, horizon: float, *, tropical: bool) -> None:
    frame, rng = stage.frame, stage.rng("temple trees")
    grove = Grove(stage, broadleaf, 0.46 * frame.unit_px)
    palms = Grove(stage, palm, 0.5 * frame.unit_px) if tropical else grove
    for index, u in enumerate((-0.05, 0.06, 0.18, 0.3, 0.7, 0.82, 0.94, 1.05)):
        chosen = palms if index % 3 == 1 else grove
        foot = (frame.x(u + float(rng.normal(0, 0.02))), frame.y(horizon + 0.09))
        chosen.plant(
            "back",
            foot,
            frame.unit_px * float(rng.uniform(0.3, 0.46)),
            haze=0.16,
            pick=float(rng.random()),
        )


def _lamps_along(stage: Stage, horizon: float) -> None:
    """Stone lamps on both sides of a way."""
    frame, tones = stage.frame, stage.tones
    canvas = stage.canvas("near")
    for distance in (1.7, 1.15, 0.82):
        y = frame.y(horizon) + 0.3 / distance * frame.unit_px
        tall = 0.13 / distance * frame.unit_px
        for side in (-1, 1):
            x = frame.x(0.5) + side * 0.33 / distance * frame.unit_px
            stone = fill(tones.tone(rgb("a49c90"), 0, 0.3 * -side * -tones.light.side))
            canvas.drawRect(
                skia.Rect.MakeXYWH(x - tall * 0.07, y - tall * 0.7, tall * 0.14, tall * 0.7), stone
            )
            canvas.drawRect(
                skia.Rect.MakeXYWH(x - tall * 0.2, y - tall * 0.08, tall * 0.4, tall * 0.08), stone
            )
            glow(canvas, (x, y - tall * 0.8), tall * 0.9, LAMPLIGHT, tones.lamps)
            pane = mix(tones.tone(rgb("d8d0bf")), LAMPLIGHT, tones.lamps)
            canvas.drawRect(
                skia.Rect.MakeXYWH(x - tall * 0.12, y - tall * 0.9, tall * 0.24, tall * 0.2),
                fill(pane),
            )
            roof = skia.Path()
            roof.addPoly([skia.Point(x - tall * 0.24, y - tall * 0.9), skia.Point(x + tall * 0.24, y - tall * 0.9),
                          skia.Point(x, y - tall * 1.1)], True)  # fmt: skip
            canvas.drawPath(
                roof, fill(tones.tone(mix(rgb("7f786e"), SNOW, 0.9 * tones.snow), 0, 0.3))
            )


def _cottages(
    stage: Stage, plane: str, where: list[tuple[float, float, float]], haze: float
) -> None:
    looks = (COTTAGE, TIMBER, FISHER, PLASTER)
    for index, (x, y, distance) in enumerate(where):
        tall = 0.2 * stage.frame.unit_px / distance
        house(stage, plane, Plot((x, y), tall * 1.6, tall, haze), looks[index % len(looks)])


def _street_houses(stage: Stage, v: float, looks: tuple[Look, ...]) -> None:
    """A few houses near the eye, to both sides."""
    frame = stage.frame
    for index, (u, size) in enumerate(((0.27, 0.12), (0.73, 0.13), (0.12, 0.18), (0.9, 0.19))):
        tall = size * frame.unit_px
        foot = (frame.x(u), frame.y(v - 0.06 + 0.5 * (size - 0.12)))
        house(stage, "near", Plot(foot, tall * 1.55, tall, 0.04), looks[index % len(looks)])


def _flat_houses(stage: Stage, v: float, kind: Dome) -> None:
    """Flat-roofed houses at both sides of a square."""
    frame = stage.frame
    for u, size in ((-0.06, 0.24), (0.09, 0.17), (0.93, 0.18), (1.06, 0.25)):
        wide = size * frame.unit_px
        foot = (frame.x(u), frame.y(v + 0.02))
        block(
            stage,
            "mid",
            Plot(foot, wide, wide * 1.1, 0.05),
            mix(kind.wall, rgb("efe0c4"), 0.4),
            lit_share=0.4 * stage.tones.lamps,
        )


def _market(stage: Stage, horizon: float) -> None:
    frame, rng = stage.frame, stage.rng("market")
    cloths = ("c2473a", "2f7f8f", "d9953a", "4f7a4a")
    for index, (u, v, size) in enumerate(
        ((0.1, 0.19, 0.2), (0.9, 0.2, 0.21), (0.25, 0.14, 0.13), (0.76, 0.14, 0.13))
    ):
        wide = size * frame.unit_px
        foot = (frame.x(u + float(rng.normal(0, 0.012))), frame.y(horizon + v))
        stall(stage, "near", Plot(foot, wide, wide * 0.8), rgb(cloths[index]))


def _nets(stage: Stage, v: float, inland: float) -> None:
    """Fishing nets that hang to dry, and floats."""
    frame, tones, canvas = stage.frame, stage.tones, stage.canvas("near")
    left, right = sorted((frame.x(0.5 + inland * 0.34), frame.x(0.5 + inland * 0.52)))
    y, tall = frame.y(v), 0.12 * frame.unit_px
    wood = stroke(tones.tone(rgb("6a4f38")), frame.line_px * 6)
    for x in (left, right):
        canvas.drawLine(x, y, x, y - tall, wood)
    thread = stroke(tones.tone(rgb("c8d4c8")), frame.line_px * 1.1, 0.7)
    for step in range(23):
        share = step / 22
        x = left + (right - left) * share
        sag = tall * (0.16 + 0.5 * (1 - (2 * share - 1) ** 2) * 0.3)
        canvas.drawLine(x, y - tall + sag, x + tall * 0.18, y - tall * 0.12, thread)
        canvas.drawLine(x, y - tall + sag, x - tall * 0.18, y - tall * 0.12, thread)
    for step in range(6):
        x = left + (right - left) * (step + 0.5) / 6
        canvas.drawCircle(
            x, y - tall * 0.1, frame.line_px * 6, fill(tones.tone(rgb("e07b3a"), 0, 0.4))
        )


def _fence(stage: Stage, v: float) -> None:
    """A wooden fence at the side of the lane."""
    frame, tones, canvas = stage.frame, stage.tones, stage.canvas("near")
    side = stage.tones.light.side
    wood = mix(rgb("9a7c5c"), SNOW, 0.2 * tones.snow)
    start, end = 0.5 + side * 0.27, 0.5 + side * 0.64
    posts = 10
    last = None
    for step in range(posts):
        share = step / (posts - 1)
        x = frame.x(start + (end - start) * share)
        y = frame.y(v - 0.06 + 0.12 * share)
        tall = frame.unit_px * (0.06 + 0.05 * share)
        if last:
            for level in (0.45, 0.8):
                rail = stroke(tones.tone(wood, 0, 0.2), tall * 0.08)
                canvas.drawLine(last[0], last[1] - last[2] * level, x, y - tall * level, rail)
        canvas.drawLine(x, y, x, y - tall, stroke(tones.tone(wood, 0, 0.5), tall * 0.11))
        last = (x, y, tall)


def _skyline(
    stage: Stage, plane: str, shape: tuple[float, float, float], look: tuple[Rgb, float, int, float]
) -> None:
    (v, height, width), (local, haze, count, lit) = shape, look
    frame, rng = stage.frame, stage.rng("skyline", plane, count)
    tall_film = 1.35 if frame.is_tall else 1.0
    for index in range(count):
        u = -0.08 + 1.16 * index / (count - 1) + float(rng.normal(0, 0.012))
        middle = 1 - 0.5 * abs(u - 0.5)
        tall = height * tall_film * middle * float(rng.uniform(0.45, 1.15)) * frame.unit_px
        wide = width * frame.unit_px * float(rng.uniform(0.7, 1.15))
        tint = mix(local, rgb(("8a7f78", "56708a", "7f8a94", "6a6478")[int(rng.integers(4))]), 0.55)
        plot = Plot((frame.x(u), frame.y(v)), wide, tall, haze)
        block(stage, plane, plot, tint, lit_share=lit * (1 - 0.4 * haze))


def _road(stage: Stage, vanish: tuple[float, float]) -> Paint:
    """Asphalt with a kerb, a pavement and a dashed line."""
    tones = stage.tones
    asphalt = mix(rgb("4d525a"), SNOW, 0.55 * tones.snow)
    walk = mix(rgb("8f8d8a"), SNOW, 0.75 * tones.snow)
    offset = (vanish[0] - stage.frame.plane_px[0] / 2) / stage.frame.unit_px

    def paint(ground: Ground) -> Floats:
        across = np.abs(ground.sideways - offset * ground.distance)
        speck = (ground.detail - 0.5) * 0.5
        road = relit(stage, asphalt, speck)
        slab = np.clip((np.sin(ground.distance * 60) - 0.96) * 25, 0, 1) * 0.4
        paved = relit(stage, walk, speck - slab)
        colour = blend(road, paved, np.clip((across - 0.62) * 90, 0, 1))
        kerb = np.clip(1 - np.abs(across - 0.62) * 60, 0, 1)
        colour = blend(colour, relit(stage, rgb("c9c6c0"), np.zeros_like(across)), kerb * 0.8)
        dash = (np.sin(ground.distance * 14) > 0) * np.clip(1 - np.abs(across) * 60, 0, 1)
        return blend(colour, relit(stage, rgb("f4efe0"), np.zeros_like(across)), dash * 0.85)

    return paint


def _plain(stage: Stage, local: Rgb) -> Paint:
    return grassy(stage, local)
