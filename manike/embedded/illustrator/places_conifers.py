"""A forest of pines, spruces or firs: near trunks, rows that fade into mist, a way between."""

import math

import skia

from manike.embedded.illustrator.colour import fill, gradient, mix, rgb, stroke
from manike.embedded.illustrator.ground import grassy, hills, meadow, mist, with_path
from manike.embedded.illustrator.grove import Grove, shadow
from manike.embedded.illustrator.layout import Brief, Layout, eye_level, third
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.places_land import away_from_middle, plant, shafts, spots
from manike.embedded.illustrator.sky import paint_sky
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.trees import Painter, conifer, pine
from manike.embedded.illustrator.undergrowth import fern, frame_with, stone, tuft

NEEDLES = rgb("6e5638")
"""Of the ground under the trees."""

PINE_BARK, SPRUCE_BARK = rgb("8a563a"), rgb("57483c")


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


def stem(stage: Stage, plane: str, foot: tuple[float, float], wide: float, bark: Rgb) -> None:
    """A trunk that rises out of the picture, with bark, stubs and a few hanging boughs."""
    frame, tones = stage.frame, stage.tones
    rng, canvas = stage.rng("stem", foot), stage.canvas(plane)
    x, y = frame.x(foot[0] + 0.015 * float(rng.normal())), frame.y(foot[1])
    half = wide * frame.unit_px / 2
    if plane != "front":
        shadow(stage, plane, (x, y), half * 3.6)
    top = -0.02 * frame.plane_px[1]
    trunk = skia.Path()
    trunk.moveTo(x - half * 1.7, y + half * 0.16)
    trunk.quadTo(x - half, y - half * 1.2, x - half * 0.74, top)
    trunk.lineTo(x + half * 0.74, top)
    trunk.quadTo(x + half, y - half * 1.2, x + half * 1.7, y + half * 0.16)
    trunk.close()
    lit = [tones.tone(bark, 0, level) for level in (-0.9, -0.25, 0.75)]
    sides = lit if tones.light.side > 0 else lit[::-1]
    canvas.drawPath(trunk, gradient((x - half, 0), (x + half, 0), sides))
    canvas.save()
    canvas.clipPath(trunk, True)
    _bark(stage, plane, (x, y, half), bark)
    canvas.restore()
    for index in range(7):
        side = (-1, 1)[index % 2]
        level = y - (0.16 + 0.13 * index + 0.05 * float(rng.random())) * frame.unit_px
        reach = half * float(rng.uniform(1.6, 3.4)) + 0.05 * frame.unit_px * (index > 3)  # noqa: PLR2004 - upper boughs live
        _stub(stage, plane, (x + side * half * 0.7, level), (side, reach, index))


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


def _bark(stage: Stage, plane: str, where: tuple[float, float, float], local: Rgb) -> None:
    """Plates and furrows of a trunk."""
    x, y, half = where
    tones, canvas, rng = stage.tones, stage.canvas(plane), stage.rng("bark", round(x))
    for _ in range(90):
        across = float(rng.uniform(-1.1, 1.1))
        level = float(rng.uniform(0, y))
        facing = across * tones.light.side
        tone = tones.tone(local, 0, 0.7 * facing + float(rng.normal(0, 0.35)) - 0.15)
        mark = stroke(tone, half * float(rng.uniform(0.05, 0.16)), 0.6)
        length = half * float(rng.uniform(0.4, 1.6))
        canvas.drawLine(x + across * half, level, x + across * half * 1.02, level + length, mark)
    if tones.snow > 0:
        snow = fill(tones.tone(rgb("f4f8ff"), 0, 0.4), 0.8)
        edge = x - tones.light.side * half * 0.9
        for _ in range(26):
            level = float(rng.uniform(0, y))
            canvas.drawCircle(edge + half * float(rng.normal(0, 0.14)), level, half * 0.14, snow)


def _stub(stage: Stage, plane: str, at: tuple[float, float], kind: tuple[int, float, int]) -> None:
    """A dead branch below, a hanging bough of needles above."""
    side, reach, index = kind
    tones, canvas = stage.tones, stage.canvas(plane)
    rng = stage.rng("stub", round(at[0]), index)
    tip = (at[0] + side * reach, at[1] + reach * float(rng.uniform(-0.1, 0.35)))
    canvas.drawLine(*at, *tip, stroke(tones.tone(SPRUCE_BARK, 0, -0.5), max(reach * 0.045, 1.0)))
    if index < 3:  # noqa: PLR2004 - below all is dead wood
        return
    dark, middle, bright = tones.conifer()
    for _ in range(70):
        share = float(rng.uniform(0.15, 1.05))
        x = at[0] + (tip[0] - at[0]) * share
        y = at[1] + (tip[1] - at[1]) * share
        lit = float(rng.uniform(-0.8, 0.7))
        colour = mix(middle, bright if lit > 0 else dark, abs(lit))
        if tones.snow > 0 and rng.random() < 0.4:  # noqa: PLR2004 - some carry snow
            colour = rgb("eef4fb")
        end = (x + side * reach * 0.14, y + reach * float(rng.uniform(0.06, 0.3)))
        canvas.drawLine(
            x, y, *end, stroke(tones.tone(colour, 0, lit * 0.5), max(reach * 0.022, 0.8))
        )
