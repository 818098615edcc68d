"""Old town and temple."""

import skia

from manike.embedded.illustrator.architecture import (
    CHINESE,
    KANDYAN,
    PAGODA,
    Hall,
    colonnade,
    hall,
    lantern,
    stall,
    stupa,
)
from manike.embedded.illustrator.colour import fill, mix, rgb
from manike.embedded.illustrator.domes import BYZANTINE, SAMARKAND, Dome, domed
from manike.embedded.illustrator.ground import SNOW, Paint, grassy, hills, meadow, mist, mountains
from manike.embedded.illustrator.houses import (
    COTTAGE,
    LAMPLIGHT,
    PLASTER,
    TIMBER,
    Plot,
    block,
    glow,
    lamp_post,
    row_of_houses,
)
from manike.embedded.illustrator.layout import Brief, Layout, eye_level, third, varied
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.planting import beside, plant, spots
from manike.embedded.illustrator.sky import paint_sky
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.streets import EVERYWHERE, paving, reflect, street_front
from manike.embedded.illustrator.trees import Grove, broadleaf, cypress, palm, tea
from manike.embedded.illustrator.undergrowth import bough, fern, flowers, frame_with, tuft
from manike.embedded.illustrator.water import Water, paint_water
from manike.script.vocabulary import Season

DOMED_TOWNS = (
    "samarkand",
    "bukhara",
    "constantinople",
    "istanbul",
    "baghdad",
    "cairo",
    "isfahan",
    "persia",
    "mosque",
    "minaret",
    "dome",
    "damascus",
    "byzant",
    "marrakesh",
    "agra",
    "tashkent",
    "khiva",
)


BYZANTINE_TOWNS = ("constantinople", "istanbul", "byzant", "venice", "damascus")


EASTERN_TOWNS = (
    "chang'an",
    "changan",
    "xi'an",
    "xian",
    "beijing",
    "kyoto",
    "china",
    "chinese",
    "japan",
    "pagoda",
    "hanoi",
    "seoul",
    "tang",
    "dynasty",
    "kandy",
    "sri lanka",
    "tokyo",
    "edo",
)


LANKAN = ("kandy", "sri lanka", "ceylon", "tooth", "colombo", "galle")


def paint_old_town(stage: Stage, brief: Brief) -> Layout:
    """An old town: domes and arches, curved roofs or gables, by its name."""
    if brief.mentions(*DOMED_TOWNS):
        return _domed_town(stage, brief)
    if brief.mentions(*EASTERN_TOWNS):
        return _eastern_town(stage, brief)
    return _gabled_town(stage)


HEDGED_TO = 1.7
"""Distance up to which clipped bushes stand beside a temple's way."""


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
    hedged = [spot for spot in beside(stage, cover, 0.42) if spot[2] < HEDGED_TO]
    plant(stage, "near", tea, hedged[::5], 0.075)
    _lamps_along(stage, horizon)
    frame_with(stage, fern, 0.24)
    bough(stage, 1, blossoms=stage.tones.season is Season.SPRING)
    bough(stage, -1, blossoms=stage.tones.season is Season.SPRING)
    shown = ("temple", "shrine", "pagoda", "stupa", "monastery", "sanctuary", "tooth")
    return Layout(0.89, (third(stage, "landmark", 0.3), horizon + 0.13), 0.3, "mid", shows=shown)


def _domed_town(stage: Stage, brief: Brief) -> Layout:
    kind = BYZANTINE if brief.mentions(*BYZANTINE_TOWNS) else SAMARKAND
    horizon = eye_level(stage, 0.54, 0.03)
    paint_sky(stage, horizon)
    frame = stage.frame
    _far_domes(stage, horizon, kind)
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
    grove, tall = Grove(stage, cypress, 0.4 * frame.unit_px), 0.3 * frame.unit_px
    for offset in (-0.36, -0.27, 0.3, 0.4):
        foot = (frame.x(0.5 + offset), frame.y(horizon + 0.13))
        grove.plant("mid", foot, tall, haze=0.06, pick=abs(offset))
    shows = ("mosque", "dome", "minaret", "madras", "hagia", "registan")
    return Layout(0.9, (1 - u, horizon + 0.09), 0.3, "back", shows=shows)


def _far_domes(stage: Stage, horizon: float, kind: Dome) -> None:
    """Dry mountains and the domes of other quarters; a strait before Byzantine ones."""
    frame, rng = stage.frame, stage.rng("domes")
    mountains(stage, "far", horizon=horizon, height=0.12, haze=(0.5, 0.7), snow_line=0.8,
              rock=(0.6, 0.5, 0.42))  # fmt: skip
    for index in range(5):
        u = -0.02 + 0.26 * index + float(rng.normal(0, 0.03))
        wide = frame.unit_px * float(rng.uniform(0.16, 0.24))
        foot = (frame.x(u), frame.y(horizon + 0.02))
        domed(stage, "far", Plot(foot, wide, wide * 0.9, 0.45), kind)
    if kind is BYZANTINE:
        paint_water(stage, "far", Water(horizon + 0.015, horizon, 0.3))


def _eastern_town(stage: Stage, brief: Brief) -> Layout:
    lankan = brief.mentions(*LANKAN)
    kind = KANDYAN if lankan else CHINESE
    horizon = eye_level(stage, 0.55, 0.03)
    paint_sky(stage, horizon)
    frame, side = stage.frame, -stage.tones.light.side
    _far_roofs(stage, horizon, kind, wooded=lankan)
    if not lankan:
        tall = 0.52 * frame.unit_px
        foot = (frame.x(0.5 + side * 0.27), frame.y(horizon + 0.1))
        hall(stage, "back", Plot(foot, tall * 0.42, tall, 0.16), PAGODA)
    _halls(stage, horizon, 0.5 - side * 0.06, kind)
    _eastern_square(stage, horizon)
    bough(stage, int(-side), blossoms=stage.tones.season is Season.SPRING)
    shows = ("pagoda",) if not lankan else ()
    return Layout(0.9, (0.5 + side * 0.3, horizon + 0.1), 0.36, "back", shows=shows)


def _far_roofs(stage: Stage, horizon: float, kind: Hall, *, wooded: bool) -> None:
    """Misty slopes and the roofs of a town beneath them."""
    frame = stage.frame
    slopes = mountains(stage, "far", horizon=horizon, height=0.2, haze=(0.48, 0.7), snow_line=2.0,
                       rock=(0.36, 0.46, 0.46))  # fmt: skip
    mist(stage, "far", horizon - 0.02, thickness=0.06, amount=0.5)
    if wooded:
        plant(stage, "far", broadleaf, spots(stage, slopes, 40, "wood"), 0.3, (0.4, 0.6))
    rng = stage.rng("roofs")
    for index in range(7):
        wide = frame.unit_px * float(rng.uniform(0.2, 0.3))
        foot = (frame.x(-0.06 + 0.19 * index), frame.y(horizon + 0.04 + 0.02 * (index % 2)))
        hall(stage, "far", Plot(foot, wide, wide * 0.5, 0.34), kind)


def _halls(stage: Stage, horizon: float, middle: float, kind: Hall) -> None:
    """A great hall across the square and one at each of its sides."""
    frame = stage.frame
    wide = min(0.62 * frame.unit_px, 0.7 * frame.film_px[0])
    foot = (frame.x(middle), frame.y(horizon + 0.13))
    hall(stage, "back", Plot(foot, wide, wide * 0.6, 0.05), kind)
    near = 0.5 * frame.unit_px
    for offset in (-0.5, 0.5):
        foot = (frame.x(0.5 + offset), frame.y(horizon + 0.2))
        hall(stage, "mid", Plot(foot, near, near * 0.66, 0.0), kind)


def _eastern_square(stage: Stage, horizon: float) -> None:
    """Paving with market stalls under red lanterns."""
    frame = stage.frame
    stone = mix(rgb("b9b0a0"), SNOW, 0.7 * stage.tones.snow)
    earth = _plain(stage, mix(stone, rgb("8a7a62"), 0.5))
    square = paving(stage, earth, stone, half=EVERYWHERE)
    meadow(stage, "near", horizon=horizon, eye=0.3, far=2.6, relief=0.0, paint=square)
    if stage.tones.wet > 0:
        reflect(stage, "near", horizon + 0.12, 0.5)
    _market(stage, horizon)
    for u, v in ((0.1, 0.3), (0.2, 0.36), (0.8, 0.36), (0.9, 0.3)):
        lantern(stage, "mid", (frame.x(u), frame.y(v)), 0.021 * frame.unit_px, rgb("d8402f"))


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
    meadow(
        stage,
        "near",
        horizon=horizon,
        eye=0.3,
        far=6.0,
        relief=0.01,
        paint=paving(stage, _plain(stage, mix(stone, rgb("7a7268"), 0.4)), stone, half=EVERYWHERE),
    )
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
            if tones.lamps > 0:
                box = (x - tall * 0.1, y - tall * 0.9, x + tall * 0.1, y - tall * 0.7)
                stage.enliven("lamp", "near", box)
            pane = mix(tones.tone(rgb("d8d0bf")), LAMPLIGHT, tones.lamps)
            canvas.drawRect(
                skia.Rect.MakeXYWH(x - tall * 0.12, y - tall * 0.9, tall * 0.24, tall * 0.2),
                fill(pane),
            )
            roof = skia.Path()
            roof.addPoly(
                [
                    skia.Point(x - tall * 0.24, y - tall * 0.9),
                    skia.Point(x + tall * 0.24, y - tall * 0.9),
                    skia.Point(x, y - tall * 1.1),
                ],
                True,
            )
            canvas.drawPath(
                roof, fill(tones.tone(mix(rgb("7f786e"), SNOW, 0.9 * tones.snow), 0, 0.3))
            )


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


def _plain(stage: Stage, local: Rgb) -> Paint:
    return grassy(stage, local)
