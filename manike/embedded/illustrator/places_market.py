"""A market: stalls under awnings on both sides of a lane, heaps of goods, lamps on strings."""

import math
from dataclasses import dataclass

import numpy as np
import skia

from manike.embedded.illustrator.colour import fill, gradient, mix, rgb, shade, stroke
from manike.embedded.illustrator.goods import Heap, crates
from manike.embedded.illustrator.ground import SNOW, hills, mist
from manike.embedded.illustrator.houses import LAMPLIGHT, glow
from manike.embedded.illustrator.interior import Interior, interior_of
from manike.embedded.illustrator.layout import Brief, Layout
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.planting import plant, spots
from manike.embedded.illustrator.sky import paint_sky
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.streets import reflect, street_front
from manike.embedded.illustrator.trees import broadleaf

AWNINGS = (
    ("b8423a", "f3e6cc"),
    ("2f6f7a", "f0e8d4"),
    ("d0903a", "f6ead0"),
    ("4f7a48", "efe6cf"),
    ("7a4a78", "f2e2d4"),
    ("c8643a", "f4dfbc"),
)
FAR_M, NEAR_M, STEP_M = 17.0, 3.9, 2.7
LANE_M = 1.75
"""Half the width of the lane between the stalls."""
PAVED_M = 5.0
LIP_M, RIDGE_M = 2.2, 3.45
"""Heights of an awning's edges; steep enough to be seen from above its plane."""


@dataclass(frozen=True, slots=True)
class _Stall:
    side: float
    z: float
    haze: float
    cloth: tuple[Rgb, Rgb]
    heap: Heap


def paint_market(stage: Stage, brief: Brief) -> Layout:
    """A lane of stalls that leads to the houses at its end."""
    rng = stage.rng("market")
    inside = interior_of(
        stage, yaw=float(rng.uniform(-0.16, 0.16)), x=float(rng.uniform(-0.4, 0.4))
    )
    vanish = inside.eye.at(0, inside.eye.height_m, 60)
    horizon = (vanish[1] - stage.frame.y(0)) / stage.frame.film_px[1]
    paint_sky(stage, horizon)
    slopes = hills(stage, "far", horizon=horizon, height=0.14, haze=(0.34, 0.6))
    plant(stage, "far", broadleaf, spots(stage, slopes, 90, "wood"), 0.3, (0.34, 0.6))
    mist(stage, "far", horizon, thickness=0.05, amount=0.4)
    for side in (-1, 1):
        street_front(stage, "mid", vanish, side, kind="old")
    _ground(inside)
    if stage.tones.wet > 0:
        reflect(stage, "near", horizon + 0.05, 0.35)
    for z in np.arange(FAR_M, NEAR_M, -STEP_M).tolist():
        for way in (-1.0, 1.0):
            _stall(inside, _furnished(stage, brief, (way, z)))
    _strings(inside)
    _front(stage, brief)
    return Layout(
        0.9,
        (0.5 + 0.04 * float(rng.uniform(-1, 1)), horizon + 0.03),
        0.34,
        "mid",
        landmark_haze=0.3,
        shows=("awning", "goods", "lane", "crate"),
    )


def _furnished(stage: Stage, brief: Brief, where: tuple[float, float]) -> _Stall:
    side, z = where
    rng = stage.rng("stall", side, round(z, 1))
    cloth = AWNINGS[int(rng.integers(len(AWNINGS)))]
    haze = max(0.0, (z - 6.0) / 26) * (1 + stage.tones.fog)
    heap = Heap.of(brief, int(rng.integers(1 << 16)))
    return _Stall(side, z, haze, (rgb(cloth[0]), rgb(cloth[1])), heap)


def _ground(inside: Interior) -> None:
    """Flagstones in rows."""
    tones, rng = inside.stage.tones, inside.stage.rng("flags")
    stone = mix(rgb("c2b196"), SNOW, 0.75 * tones.snow)
    stone = shade(stone, 1 - 0.25 * tones.wet)
    with inside.floor("near") as face:
        far = 60.0
        plain = [tones.tone(stone, 0.4, 0.3), tones.tone(stone, 0, 0.15)]
        face.drawRect(skia.Rect.MakeLTRB(-30, -far, 30, 2), gradient((0, -24), (0, -4), plain))
        for row in range(34):
            y = -(2.2 + row * 0.55)
            away = min(0.4, row / 70)
            x = -PAVED_M + 0.4 * (row % 2)
            while x < PAVED_M:
                wide = float(rng.uniform(0.6, 1.0))
                local = shade(stone, float(rng.uniform(0.88, 1.06)))
                slab = skia.Rect.MakeXYWH(x + 0.02, y + 0.02, wide - 0.04, 0.51)
                face.drawRoundRect(slab, 0.05, 0.05, fill(tones.tone(local, away, 0.2)))
                x += wide
        for side in (-1, 1):
            dark = tones.light.shadow
            paint = gradient((side * 1.1, 0), (side * 2.4, 0), [dark, dark], [0.0, 0.45])
            left, right = sorted((side * 1.1, side * 6.0))
            face.drawRect(skia.Rect.MakeLTRB(left, -20, right, 2), paint)


def _stall(inside: Interior, stall: _Stall) -> None:
    """Posts, a table of crates before a dark back, an awning with a scalloped edge, a lamp."""
    tones, z, side = inside.stage.tones, stall.z, stall.side
    near, far = z - 1.05, z + 1.05
    inner, outer = side * LANE_M, side * (LANE_M + 1.5)
    left, right = sorted((inner, outer))
    back = sorted((outer, side * (LANE_M + 1.56)))
    dim = mix(tones.tone(rgb("6a4a36"), stall.haze, -0.5), LAMPLIGHT, 0.22 * tones.lamps)
    inside.box("near", (back[0], 0, near), (back[1], 3.1, far), dim, haze=stall.haze)
    crates(inside, (left, right), (near, far), (stall.heap, stall.haze, side))
    for post_z in (far, near):
        for x in (inner, outer):
            low, high = inside.eye.at(x, 0, post_z), inside.eye.at(x, 2.5, post_z)
            wood = stroke(
                tones.tone(rgb("6b4a32"), stall.haze, 0.2), 0.07 * inside.eye.per_m(x, post_z)
            )
            inside.stage.canvas("near").drawLine(*low, *high, wood)
    at = inside.eye.at(side * (LANE_M + 0.35), 2.05, z)
    m = inside.eye.per_m(side * LANE_M, z)
    canvas = inside.stage.canvas("near")
    glow(canvas, at, 1.5 * m, LAMPLIGHT, (0.1 + 0.75 * tones.lamps) * (1 - stall.haze))
    inside.lift("near", at, 1.9 * m, (LAMPLIGHT, 0.3 * tones.lamps * (1 - stall.haze)))
    bulb = mix(tones.tone(rgb("f2ead4"), stall.haze), rgb("fff2c8"), 0.4 + 0.6 * tones.lamps)
    canvas.drawCircle(*at, 0.09 * m, fill(bulb))
    if tones.lamps > 0:
        box = (at[0] - 0.2 * m, at[1] - 0.2 * m, at[0] + 0.2 * m, at[1] + 0.2 * m)
        inside.stage.enliven("lamp", "near", box)
    _awning(inside, stall)


def _awning(inside: Interior, stall: _Stall) -> None:
    tones, side, z = inside.stage.tones, stall.side, stall.z
    near, far = z - 1.2, z + 1.2
    lip, ridge = side * (LANE_M - 0.3), side * (LANE_M + 1.65)
    run, drop = abs(ridge - lip), RIDGE_M - LIP_M
    long = math.hypot(run, drop)
    lit = 0.7 if side == -tones.light.side else 0.15
    bands = 8
    with inside.face(
        "near", (ridge, RIDGE_M, near), (0, 0, 1), (-side * run / long, -drop / long, 0)
    ) as face:
        wide = (far - near) / bands
        for index in range(bands):
            local = mix(stall.cloth[index % 2], SNOW, 0.8 * tones.snow)
            shades = [tones.tone(local, stall.haze, lit), tones.tone(local, stall.haze, lit - 0.4)]
            strip = skia.Rect.MakeXYWH(index * wide, 0, wide * 1.02, long)
            face.drawRect(strip, gradient((0, 0), (0, long), shades))
    with inside.side("near", lip, LIP_M) as face:
        for index in range(bands):
            local = shade(stall.cloth[index % 2], 0.86)
            flap = skia.Path()
            x = near + index * wide
            flap.moveTo(x, 0)
            flap.lineTo(x + wide, 0)
            flap.lineTo(x + wide, 0.14)
            flap.quadTo(x + wide / 2, 0.34, x, 0.14)
            flap.close()
            face.drawPath(flap, fill(tones.tone(local, stall.haze, lit - 0.2)))


def _strings(inside: Interior) -> None:
    """Lamps on strings over the lane."""
    stage, eye, tones = inside.stage, inside.eye, inside.stage.tones
    canvas = stage.canvas("near")
    colours = ("ffd27a", "ff9a6a", "ffe9b0", "ffc24a")
    for row, z in enumerate((13.0, 9.5, 6.8)):
        ends = [eye.at(side * (LANE_M + 1.2), 3.9, z) for side in (-1, 1)]
        m = eye.per_m(0, z)
        sag = 0.45 * m
        path = skia.Path()
        path.moveTo(*ends[0])
        middle = ((ends[0][0] + ends[1][0]) / 2, (ends[0][1] + ends[1][1]) / 2 + 2 * sag)
        path.quadTo(*middle, *ends[1])
        canvas.drawPath(path, stroke(tones.tone(rgb("3a3030"), 0.2), 0.02 * m))
        for index in range(1, 10):
            t = index / 10
            at = tuple(
                (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t * t * c
                for a, b, c in zip(ends[0], middle, ends[1], strict=True)
            )
            spot = (at[0], at[1] + 0.1 * m)
            tint = rgb(colours[(index + row) % 4])
            glow(canvas, spot, 0.5 * m, tint, 0.75 * tones.lamps)
            canvas.drawCircle(*spot, 0.075 * m, fill(mix(tones.tone(tint, 0.1), tint, tones.lamps)))


def _front(stage: Stage, brief: Brief) -> None:
    """The edge of an awning and what hangs from it, close to the eye and out of focus."""
    frame, tones, rng = stage.frame, stage.tones, stage.rng("front")
    canvas, unit = stage.canvas("front"), min(frame.film_px)
    side = float(rng.choice((-1, 1)))
    cloth = [rgb(code) for code in AWNINGS[int(rng.integers(len(AWNINGS)))]]
    edge, wide = frame.x(0.5 - side * 0.56), unit * 0.085
    for index in range(6):
        x = edge + side * index * wide
        drop = frame.y(0.02) + unit * 0.05 - index * unit * 0.012
        flap = skia.Path()
        flap.moveTo(x, -20)
        flap.lineTo(x, drop)
        flap.quadTo(x + side * wide / 2, drop + unit * 0.05, x + side * wide, drop)
        flap.lineTo(x + side * wide, -20)
        flap.close()
        canvas.drawPath(flap, fill(tones.tone(cloth[index % 2], 0, -0.4)))
    crate = Heap.of(brief, int(rng.integers(1 << 16)))
    for index in range(16):
        x = edge + side * unit * float(rng.uniform(-0.1, 0.3))
        y = frame.y(1.03) - unit * float(rng.uniform(0, 0.08)) + abs(x - edge) * 0.16
        colour = crate.colours[index % len(crate.colours)]
        reach = unit * 0.05
        shades = [tones.tone(colour, 0, 0.4), tones.tone(colour, 0, -0.7)]
        canvas.drawCircle(x, y, reach, gradient((x, y - reach), (x, y + reach), shades))
    stage.blur("front", frame.line_px * 5)
