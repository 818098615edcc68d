"""A farm: a yard with a red barn between fields, or an orchard in rows."""

import numpy as np
import skia

from manike.embedded.figures.draw import draw_subject
from manike.embedded.illustrator.colour import Floats, fill, gradient, mix, rgb, stroke
from manike.embedded.illustrator.fences import fence
from manike.embedded.illustrator.ground import (
    SNOW,
    Paint,
    foreshade,
    grassy,
    hills,
    meadow,
    mist,
    with_path,
)
from manike.embedded.illustrator.grove import Grove, Point, shadow
from manike.embedded.illustrator.houses import COTTAGE, Plot, house
from manike.embedded.illustrator.layout import Brief, Layout, eye_level, third
from manike.embedded.illustrator.planting import away_from_middle, beside, plant, spots
from manike.embedded.illustrator.sky import paint_sky
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.terrain import Ground, blend, relit
from manike.embedded.illustrator.trees import broadleaf, fruit_tree
from manike.embedded.illustrator.undergrowth import bough, flowers, frame_with, tuft
from manike.script.vocabulary import Season

ORCHARD = ("orchard", "apple", "cherr", "pear", "plum", "peach", "fruit", "cider", "blossom")
CROPS = ("d8bd5a", "8fae4f", "b9964f", "6f9a48", "c9c06a", "a8743f")
ROW_GAP = 0.62
"""Between two rows of an orchard, in units of distance."""


def paint_farm(stage: Stage, brief: Brief) -> Layout:
    """A lane leads between fields to the barn, or between rows of fruit trees."""
    horizon = eye_level(stage, 0.52, 0.03)
    paint_sky(stage, horizon)
    hills(stage, "far", horizon=horizon, height=0.11, haze=(0.38, 0.66))
    mist(stage, "far", horizon, thickness=0.03, amount=0.4)
    slopes = hills(
        stage, "back", horizon=horizon + 0.012, height=0.085, haze=(0.1, 0.42),
        paint=_patchwork(stage),
    )  # fmt: skip
    plant(stage, "back", broadleaf, spots(stage, slopes, 90, "hedgerow"), 0.17, (0.1, 0.42))
    if brief.mentions(*ORCHARD):
        return _orchard(stage, horizon)
    return _yard(stage, brief, horizon)


def _yard(stage: Stage, brief: Brief, horizon: float) -> Layout:
    u = third(stage, "barn", 0.22)
    away = 1 if u > 0.5 else -1  # noqa: PLR2004 - the middle
    frame = stage.frame
    lane = with_path(stage, grassy(stage), width=0.2, local=(0.62, 0.5, 0.36))
    seen = meadow(stage, "near", horizon=horizon + 0.025, far=3.9, relief=0.035, paint=lane)
    _buildings(stage, brief, horizon, u)
    cover = spots(stage, seen, 420, "cover")
    plant(stage, "near", tuft, cover, 0.034)
    bloom = flowers if stage.tones.snow == 0 else tuft
    plant(stage, "near", bloom, away_from_middle(stage, cover, 0.1)[::8], 0.042)
    for across, v, size in ((0.5 - away * 0.3, 0.66, 0.07), (0.5 - away * 0.21, 0.64, 0.055),
                            (0.5 - away * 0.4, 0.72, 0.1)):  # fmt: skip
        bale(
            stage, "near", (frame.x(across), frame.y(max(v, horizon + 0.09))), size * frame.unit_px
        )
    fence(stage, "near", (0.5 + away * 0.16, horizon + 0.1), (0.5 + away * 0.66, 0.93))
    frame_with(stage, bloom, 0.26)
    bough(stage, -away, blossoms=stage.tones.season is Season.SPRING)
    shows = ("barn", "hay", "farmhouse", "fence", "tree")
    mill = ("windmill", "mill") if brief.mentions("windmill", "mill") else ()
    return Layout(0.88, (0.5 - away * 0.1, horizon + 0.05), 0.2, "back", shows=shows + mill)


def _buildings(stage: Stage, brief: Brief, horizon: float, u: float) -> None:
    """The barn, a house beside it, shade trees, and a windmill where the text has one."""
    frame, tones = stage.frame, stage.tones
    unit, rng = frame.unit_px, stage.rng("farm buildings")
    away = 1 if u > 0.5 else -1  # noqa: PLR2004 - the middle
    grove = Grove(stage, broadleaf, 0.36 * unit)
    y = frame.y(horizon + 0.085)
    for off, size, pick in ((0.26, 0.3, 0.1), (-0.23, 0.24, 0.5)):
        grove.plant(
            "mid",
            (frame.x(u) + away * off * unit, y - 0.01 * unit),
            size * unit,
            haze=0.08,
            pick=pick,
        )
    home = (frame.x(u) - away * 0.36 * unit, y - 0.012 * unit)
    house(stage, "mid", Plot(home, 0.16 * unit, 0.085 * unit, 0.1), COTTAGE)
    barn = (frame.x(u), y + 0.012 * unit)
    shadow(stage, "near", barn, 0.2 * unit, flat=0.14)
    draw_subject(stage.canvas("mid"), "barn", barn, 0.25 * unit, tones.light, rng, haze=0.04)
    if brief.mentions("windmill", "mill"):
        mill = (frame.x(1 - u) + away * 0.02 * unit, frame.y(horizon + 0.045))
        draw_subject(
            stage.canvas("back"), "windmill", mill, 0.4 * unit, tones.light, rng, haze=0.12
        )


def _orchard(stage: Stage, horizon: float) -> Layout:
    """Rows of fruit trees that run to the barn, a mown lane between them."""
    frame, tones = stage.frame, stage.tones
    unit, rng = frame.unit_px, stage.rng("orchard")
    level, eye = horizon + 0.01, 0.3
    seen = meadow(stage, "near", horizon=level, eye=eye, far=5.5, relief=0.02,
                  paint=_mown(stage))  # fmt: skip
    barn = (frame.x(0.5) + 0.05 * unit, frame.y(horizon + 0.06))
    draw_subject(stage.canvas("mid"), "barn", barn, 0.13 * unit, tones.light, rng, haze=0.22)
    cover = spots(stage, seen, 420, "cover")
    off = beside(stage, cover, 0.26)
    plant(stage, "near", tuft, off, 0.036)
    if tones.snow == 0:
        plant(stage, "near", flowers, off[::7], 0.04)
    grove = Grove(stage, fruit_tree, 0.8 * unit, 4)
    middle = frame.plane_px[0] / 2
    for distance in np.geomspace(5.2, 0.62, 11).tolist():
        haze = 0.42 * max(0.0, (distance - 0.8) / 4.4)
        for row in (3.5, 2.5, 1.5, 0.5):
            for side in (-1, 1):
                sideways = side * (row * ROW_GAP * 1.5 + 0.03 * float(rng.normal()))
                x = middle + sideways / distance * unit
                y = frame.y(level) + eye / distance * unit
                tall = 0.56 / distance * unit * float(rng.uniform(0.9, 1.1))
                if abs(x - middle) < middle + 0.4 * tall and tall < 0.95 * unit:
                    grove.plant("near", (x, y), tall, haze=haze, pick=float(rng.random()))
    _windfall(stage, seen_spots=[spot for spot in off if spot[2] < 2])  # noqa: PLR2004 - farther ones are not seen
    _crates(stage)
    foreshade(stage, "near", 0.86, 0.3)
    frame_with(stage, flowers if tones.snow == 0 else tuft, 0.24)
    bough(stage, int(-tones.light.side), blossoms=tones.season is Season.SPRING)
    shows = (
        "orchard",
        "tree",
        "barn",
        "apple tree",
        "blossom",
        "fruit",
        "apple",
        "crate",
        "basket",
    )
    return Layout(0.89, (0.5, horizon + 0.06), 0.2, "back", shows=shows)


def bale(stage: Stage, plane: str, foot: Point, height_px: float) -> None:
    """A round bale of straw that lies on its side, its end turned to the light."""
    tones, canvas = stage.tones, stage.canvas(plane)
    rng = stage.rng("bale", round(foot[0]))
    straw = mix(rgb("d9b75e"), SNOW, 0.25 * tones.snow)
    x, y = foot
    side, half, long = tones.light.side, height_px / 2, height_px * 0.62
    shadow(stage, plane, (x - side * long * 0.4, y), height_px * 0.95)
    body = skia.Rect.MakeLTRB(x - long - half * 0.5, y - height_px, x + long, y)
    round_body = skia.RRect.MakeRectXY(body, half * 0.5, half)
    shades = [tones.tone(straw, 0, lit) for lit in (0.8, 0.2, -0.9)]
    canvas.drawRRect(round_body, gradient((0, y - height_px), (0, y), shades))
    canvas.save()
    canvas.clipRRect(round_body, True)
    for _ in range(60):
        sx, sy = x + float(rng.uniform(-1.4, 1)) * long, y - float(rng.random()) * height_px
        mark = stroke(tones.tone(straw, 0, float(rng.uniform(-1, 0.9))), height_px * 0.012, 0.6)
        canvas.drawLine(sx, sy, sx + height_px * float(rng.uniform(0.05, 0.2)), sy, mark)
    canvas.restore()
    cx = x + side * long * 0.8
    canvas.drawOval(skia.Rect.MakeLTRB(cx - half * 0.62, y - height_px, cx + half * 0.62, y),
                    fill(tones.tone(straw, 0, 0.55)))  # fmt: skip
    for share in np.linspace(0.9, 0.15, 7).tolist():
        ring = skia.Rect.MakeLTRB(
            cx - half * 0.62 * share, y - half - half * share, cx + half * 0.62 * share,
            y - half + half * share,
        )  # fmt: skip
        canvas.drawOval(ring, stroke(tones.tone(straw, 0, -0.4), height_px * 0.018, 0.7))
    if tones.snow > 0:
        cap = skia.Rect.MakeLTRB(
            x - long * 1.1, y - height_px * 1.06, x + long, y - height_px * 0.82
        )
        canvas.drawOval(cap, fill(tones.tone(SNOW, 0, 0.5)))


def _patchwork(stage: Stage) -> Paint:
    """Fields of several crops with seams between them."""
    tones, rng = stage.tones, stage.rng("patchwork")
    names = [CROPS[index] for index in rng.permutation(len(CROPS)).tolist()]
    green = tones.season is Season.SPRING
    locals_ = [
        mix(mix(rgb(name), rgb("7fae52"), 0.55 * green), SNOW, 0.88 * tones.snow) for name in names
    ]

    def paint(ground: Ground) -> Floats:
        across = np.floor(ground.sideways * 1.15 + 0.5 * np.sin(ground.distance * 1.7))
        along = np.floor(ground.distance * 1.1 + 0.3 * np.sin(across * 2.1))
        pick = np.mod(across * 3 + along * 5, len(locals_)).astype(int)
        rows = np.sin((ground.sideways + ground.distance * 0.4 * np.cos(pick)) * 90)
        light = np.clip(ground.light + 0.12 * rows + 0.3 * ground.patch, -1, 1)
        colour = np.zeros((*light.shape, 3), np.float32)
        for index, local in enumerate(locals_):
            mask = pick == index
            colour[mask] = relit(stage, local, light[mask])
        return colour

    return paint


def _mown(stage: Stage) -> Paint:
    """Grass with a mown lane in the middle, striped by the mower."""
    tones = stage.tones
    base = grassy(stage)
    lane = mix(tones.grass(), rgb("a9c46a"), 0.4 * (1 - tones.snow))

    def paint(ground: Ground) -> Floats:
        off = np.abs(ground.sideways) + 0.05 * ground.grain
        stripe = 0.16 * np.sign(np.sin(ground.sideways * 26))
        light = np.clip(ground.light + 0.35 * ground.grain + stripe + 0.15, -1, 1)
        return blend(base(ground), relit(stage, lane, light), np.clip((0.27 - off) * 14, 0, 1))

    return paint


def _windfall(stage: Stage, *, seen_spots: list[tuple[float, float, float]]) -> None:
    """Apples in the grass in autumn, petals in spring."""
    season, tones = stage.tones.season, stage.tones
    if season not in (Season.AUTUMN, Season.SPRING) or tones.snow > 0:
        return
    canvas, rng = stage.canvas("near"), stage.rng("windfall")
    colour = rgb("c2352c") if season is Season.AUTUMN else rgb("fbdde8")
    share = 0.0085 if season is Season.AUTUMN else 0.003
    for x, y, distance in seen_spots:
        if season is Season.AUTUMN and rng.random() < 0.6:  # noqa: PLR2004 - not under each tuft
            continue
        for _ in range(1 if season is Season.AUTUMN else 5):
            reach = share / distance * stage.frame.unit_px
            at = (x + float(rng.normal(0, 4)) * reach, y + float(rng.normal(0, 1)) * reach)
            canvas.drawCircle(
                *at, reach, fill(tones.tone(colour, 0, float(rng.uniform(-0.4, 0.6))))
            )


def _crates(stage: Stage) -> None:
    """Wooden crates at a tree, full of fruit in autumn and summer."""
    frame, tones, rng = stage.frame, stage.tones, stage.rng("crates")
    canvas, side = stage.canvas("near"), tones.light.side
    full = tones.season in (Season.SUMMER, Season.AUTUMN)
    wood = rgb("b98d5c")
    for off, v, size in ((0.3, 0.85, 0.075), (0.385, 0.865, 0.08)):
        x, y = frame.x(0.5) - side * off * min(frame.film_px[0], 1.5 * frame.unit_px), frame.y(v)
        wide, tall = size * frame.unit_px, size * frame.unit_px * 0.62
        shadow(stage, "near", (x, y), wide * 0.8)
        if full:
            for _ in range(26):
                red = mix(rgb("c22f2a"), rgb("e0a13e"), 0.6 * float(rng.random()) ** 2)
                at = (
                    x + float(rng.uniform(-0.44, 0.44)) * wide,
                    y - tall - float(rng.uniform(-0.06, 0.14)) * tall,
                )
                canvas.drawCircle(
                    *at, wide * 0.065, fill(tones.tone(red, 0, float(rng.uniform(-0.3, 0.8))))
                )
        for slat in range(3):
            top = y - tall * (slat + 1) / 3 + tall * 0.03
            rect = skia.Rect.MakeLTRB(x - wide / 2, top, x + wide / 2, top + tall * 0.27)
            shades = [tones.tone(wood, 0, lit * side) for lit in (-0.5, 0.6)]
            canvas.drawRect(rect, gradient((x - wide / 2, 0), (x + wide / 2, 0), shades))
        for edge in (-0.46, 0.46):
            post = skia.Rect.MakeXYWH(x + (edge - 0.04) * wide, y - tall, wide * 0.08, tall)
            canvas.drawRect(post, fill(tones.tone(wood, 0, -0.35)))
