"""A garden or park: a gravel path between flower beds to a rose arch, hedges, a bench, trees."""

import math

import numpy as np
import skia

from manike.embedded.figures.draw import draw_subject
from manike.embedded.illustrator.colour import Floats, fill, mix, rgb, stroke
from manike.embedded.illustrator.crowns import Crown, crown
from manike.embedded.illustrator.ground import SNOW, Paint, foreshade, hills, meadow, mist
from manike.embedded.illustrator.grove import Brush, Grove, Painter, Point, shadow
from manike.embedded.illustrator.layout import Brief, Layout, eye_level
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.planting import plant, spots
from manike.embedded.illustrator.sky import paint_sky
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.terrain import Ground, blend, relit
from manike.embedded.illustrator.trees import broadleaf, cypress, hedge
from manike.embedded.illustrator.undergrowth import BLOSSOMS, bough, flowers, frame_with, tuft
from manike.script.vocabulary import Season

EYE = 0.3
PATH, BED = 0.17, 0.47
"""Half the path's width, and where the beds beside it end; in units of distance."""

ROSES = ("e8607a", "f2a0b4", "fbe3e8", "d8425c")
GRAVEL = rgb("d8c6a4")


def paint_garden(stage: Stage, brief: Brief) -> Layout:
    """The path bends to a rose arch on a third; beds lead the eye, trees close the view."""
    horizon = eye_level(stage, 0.52, 0.03)
    paint_sky(stage, horizon)
    frame, tones = stage.frame, stage.tones
    hills(stage, "far", horizon=horizon, height=0.06, haze=(0.4, 0.66))
    back = hills(stage, "back", horizon=horizon + 0.012, height=0.03, haze=(0.16, 0.4))
    plant(stage, "back", broadleaf, spots(stage, back, 90, "park"), 0.42, (0.16, 0.42))
    mist(stage, "back", horizon + 0.03, thickness=0.03, amount=0.25)
    lean = -tones.light.side * 0.1
    seen = meadow(stage, "near", horizon=horizon + 0.02, eye=EYE, far=4.0, relief=0.012,
                  paint=_lawn(stage, lean))  # fmt: skip
    _hedges(stage, horizon + 0.02, lean)
    distance = 2.1
    arch_foot = _at(stage, horizon + 0.02, lean, (0.0, distance))
    arch(stage, "near", arch_foot, 0.66 / distance * frame.unit_px)
    _topiary(stage, horizon + 0.02, lean)
    _beds(stage, spots(stage, seen, 900, "beds"), lean)
    grass = [
        spot for spot in spots(stage, seen, 240, "grass") if _off(stage, spot, lean) > BED + 0.05
    ]
    plant(stage, "near", tuft, grass, 0.022)
    side = -1 if tones.light.side > 0 else 1
    bench = _at(stage, horizon + 0.02, lean, (side * (BED + 0.3), 1.15))
    shadow(stage, "near", bench, 0.14 * frame.unit_px)
    draw_subject(
        stage.canvas("near"), "bench", bench, 0.13 * frame.unit_px, tones.light, stage.rng("bench")
    )
    foreshade(stage, "near", 0.84, 0.3)
    bloom = flowers if tones.snow == 0 else tuft
    frame_with(stage, bloom, 0.3)
    bough(stage, int(tones.light.side), blossoms=tones.season is Season.SPRING)
    bough(stage, int(-tones.light.side), blossoms=tones.season is Season.SPRING)
    shows = ("bench", "arch", "hedge", "flower", "rose", "tree", "bed", "lawn")
    u = (arch_foot[0] - frame.x(0)) / frame.film_px[0]
    return Layout(0.89, (u - side * 0.26, horizon + 0.05), 0.3, "back", shows=shows)


def arch(stage: Stage, plane: str, foot: Point, height_px: float) -> None:
    """A trellis arch overgrown with roses."""
    canvas, tones = stage.canvas(plane), stage.tones
    x, y = foot
    half = height_px * 0.34
    wood = rgb("efe6d4")
    for side in (-1, 1):
        shadow(stage, plane, (x + side * half, y), height_px * 0.16)
        for inset in (0.0, 0.13):
            post = stroke(tones.tone(wood, 0.05, 0.3 * side * tones.light.side), height_px * 0.022)
            px = x + side * (half - inset * height_px)
            canvas.drawLine(px, y, px, y - height_px * 0.62, post)
    for inset in (0.0, 0.13):
        reach = half - inset * height_px
        rect = skia.Rect.MakeLTRB(
            x - reach, y - height_px * 0.62 - reach, x + reach, y - height_px * 0.62 + reach
        )
        canvas.drawArc(
            rect, 180, 180, False, stroke(tones.tone(wood, 0.05, 0.2), height_px * 0.022)
        )
    _climber(stage, plane, foot, height_px)


def _climber(stage: Stage, plane: str, foot: Point, height_px: float) -> None:
    """The roses on an arch; bare twigs in winter."""
    tones, rng = stage.tones, stage.rng("climber")
    x, y = foot
    reach = height_px * 0.34 * 0.86
    leaf = (rgb("27502f"), rgb("447d3e"), rgb("8fbb5a"))
    if tones.season is Season.WINTER:
        leaf = (rgb("574c44"), rgb("7a6e64"), rgb("b3a79a"))
    brush = Brush(stage.canvas(plane), rng, tones, height_px)
    turns = [math.pi * step / 18 for step in range(19)]
    ring = [
        (x - math.cos(turn) * reach, y - height_px * 0.62 - math.sin(turn) * reach)
        for turn in turns
    ]
    for side in (-1, 1):
        ring += [(x + side * reach, y - height_px * level) for level in (0.08, 0.22, 0.36, 0.5)]
    for at in ring:
        shape = Crown(at, height_px * 0.1, height_px * 0.095, 6, (0.45, 0.7))
        crown(brush, shape, leaf, size_px=height_px * 0.011)
    if tones.season not in (Season.SPRING, Season.SUMMER):
        return
    for at in ring * 5:
        off = rng.normal(0, 0.05, 2) * height_px
        spot = (at[0] + float(off[0]), at[1] + float(off[1]))
        _rose(stage, plane, spot, height_px * float(rng.uniform(0.011, 0.02)))


def _rose(stage: Stage, plane: str, at: Point, size: float) -> None:
    tones, canvas = stage.tones, stage.canvas(plane)
    local = rgb(ROSES[int(stage.rng("rose", round(at[0]), round(at[1])).integers(len(ROSES)))])
    canvas.drawCircle(*at, size, fill(tones.tone(local, 0, -0.35)))
    lit = (at[0] + tones.light.side * size * 0.2, at[1] - size * 0.25)
    canvas.drawCircle(*lit, size * 0.68, fill(tones.tone(local, 0, 0.5)))


def _at(stage: Stage, level: float, lean: float, where: Point) -> Point:
    """Plane pixels of a place beside the path: how far off its middle, and how far away."""
    off, distance = where
    frame = stage.frame
    x = frame.plane_px[0] / 2 + (_middle(distance, lean) + off) / distance * frame.unit_px
    return x, frame.y(level) + EYE / distance * frame.unit_px


def _middle(distance: float, lean: float) -> float:
    """Where the path's middle lies at a distance; it bends as it goes."""
    return float(lean * distance + 0.06 * math.sin(distance * 1.5))


def _off(stage: Stage, spot: tuple[float, float, float], lean: float) -> float:
    """How far a spot lies off the path's middle, in units of distance."""
    x, _, distance = spot
    sideways = (x - stage.frame.plane_px[0] / 2) / stage.frame.unit_px * distance
    return abs(sideways - _middle(distance, lean))


def _lawn(stage: Stage, lean: float) -> Paint:
    """Lawn in mown stripes, a gravel path, and dug beds with a stone edge beside it."""
    tones = stage.tones
    grass = mix(
        tones.grass(), rgb("6fae4c"), 0.35 * (1 - tones.snow) * (tones.season is not Season.AUTUMN)
    )
    gravel = mix(GRAVEL, SNOW, 0.6 * tones.snow)
    soil = mix(rgb("5b4330"), SNOW, 0.75 * tones.snow)
    edge = mix(rgb("b9b2a4"), SNOW, 0.5 * tones.snow)

    def paint(ground: Ground) -> Floats:
        middle = lean * ground.distance + 0.06 * np.sin(ground.distance * 1.5)
        off = np.abs(ground.sideways - middle)
        mown = 0.14 * np.sign(np.sin((ground.sideways - middle) * 15)) * (1 - tones.snow)
        light = np.clip(ground.light + 0.3 * ground.grain + mown + 0.25 * ground.patch, -1, 1)
        colour = relit(stage, grass, light)
        dug = relit(stage, soil, ground.light + 0.8 * ground.grain)
        colour = blend(colour, dug, np.clip((BED + 0.03 * ground.grain - off) * 60, 0, 1))
        kerb = np.clip(1 - np.abs(off - PATH - 0.012) * 70, 0, 1)
        path = relit(stage, gravel, np.clip(ground.light + 0.5 * ground.grain + 0.1, -1, 1))
        colour = blend(colour, path, np.clip((PATH - off) * 90, 0, 1))
        return blend(colour, relit(stage, edge, np.full_like(off, 0.4)), kerb)

    return paint


def _hedges(stage: Stage, level: float, lean: float) -> None:
    """A clipped hedge across the view, open at the path."""
    frame = stage.frame
    grove = Grove(stage, hedge, 0.2 * frame.unit_px, 4)
    rng = stage.rng("hedges")
    distance = 2.25
    tall = 0.3 / distance * frame.unit_px
    step = 1.35 * tall / frame.unit_px * distance
    for index in range(-9, 10):
        off = index * step
        if abs(off) < 0.3:  # noqa: PLR2004 - the opening
            continue
        foot = _at(stage, level, lean, (off, distance))
        grove.plant("near", foot, tall, haze=0.12, pick=float(rng.random()))


def _topiary(stage: Stage, level: float, lean: float) -> None:
    """Cypresses that stand in pairs beside the beds and grow smaller with distance."""
    frame = stage.frame
    grove = Grove(stage, cypress, 0.5 * frame.unit_px, 2)
    for distance in (1.9, 1.45, 1.08):
        for side in (-1, 1):
            foot = _at(stage, level, lean, (side * (BED + 0.1), distance))
            grove.plant(
                "near",
                foot,
                0.46 / distance * frame.unit_px,
                haze=0.06 * (distance - 1),
                pick=distance % 1,
            )


def _beds(stage: Stage, where: list[tuple[float, float, float]], lean: float) -> None:
    """Flowers in drifts of one colour along both sides of the path."""
    tones, frame = stage.tones, stage.frame
    painters = [_bedding(tones.season, index) for index in range(4)]
    groves = [Grove(stage, painter, 0.11 * frame.unit_px) for painter in painters]
    rng = stage.rng("bedding")
    for spot in where:
        x, y, distance = spot
        off = _off(stage, spot, lean)
        if not PATH + 0.035 < off < BED - 0.03:
            continue
        drift = int(distance * 2.4 + (off > (PATH + BED) / 2) * 2) % len(groves)
        tall = (0.085 + 0.05 * (off - PATH) / (BED - PATH)) / distance * frame.unit_px
        groves[drift].plant(
            "near", (x, y), tall * float(rng.uniform(0.8, 1.15)), pick=float(rng.random())
        )


def _bedding(season: Season, index: int) -> Painter:
    """A painter of a leafy clump with blossoms of one colour."""
    names = BLOSSOMS[season]
    local = rgb(names[index % len(names)])

    def bed(brush: Brush, foot: Point) -> None:
        h, rng, tones = brush.height_px, brush.rng, brush.tones
        leaf = (rgb("2a5530"), rgb("4a833f"), rgb("93bb5c"))
        if tones.season is Season.WINTER:
            leaf = (rgb("6b6a5c"), rgb("95907c"), rgb("c9c3b0"))
        shape = Crown((foot[0], foot[1] - 0.34 * h), 0.72 * h, 0.36 * h, 16, (0.3, 0.5))
        crown(brush, shape, leaf, size_px=0.035 * h)
        if tones.season is Season.WINTER:
            return
        for _ in range(44):
            x = foot[0] + float(rng.normal(0, 0.36)) * h
            y = foot[1] - float(rng.uniform(0.22, 0.92)) * h
            _blossom(brush, (x, y), h * float(rng.uniform(0.03, 0.048)), local)

    bed.__name__ = f"bed{index}"
    return bed


def _blossom(brush: Brush, at: Point, reach: float, local: Rgb) -> None:
    """Five petals around an eye, seen a little from the side."""
    tones, turned = brush.tones, float(brush.rng.uniform(0, 1.2))
    lit = float(brush.rng.uniform(-0.35, 0.5))
    for index in range(5):
        turn = turned + math.tau * index / 5
        petal = (at[0] + math.cos(turn) * reach, at[1] + math.sin(turn) * reach * 0.72)
        facing = lit + 0.35 * (math.cos(turn) * tones.light.side - math.sin(turn))
        brush.canvas.drawCircle(*petal, reach * 0.72, fill(tones.tone(local, 0, facing)))
    eye = mix(rgb("f6c945"), rgb("8a5a24"), float(local[2] < 0.4))  # noqa: PLR2004 - yellow ones
    brush.canvas.drawCircle(*at, reach * 0.46, fill(tones.tone(eye, 0, 0.2)))
