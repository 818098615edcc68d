"""Trees as pictures of their own, painted once and set into a scene many times."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import skia

from manike.embedded.illustrator.colour import colour4, fill, mix, rgb, shade, stroke
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.noise import generator
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.tones import Tones
from manike.script.vocabulary import Season

Point = tuple[float, float]

FAINTEST_HAZE = 0.01
"""Below, skia makes no filter: it would change no pixel."""

BARK = rgb("5b4536")
LEVELS = 5
"""Steps of light in which leaves are painted."""


@dataclass(frozen=True, slots=True)
class Sprite:
    """A plant in light without air; its foot is at the middle of the lower edge."""

    image: skia.Image
    height_px: float
    """Of the plant itself; the picture has a margin."""
    foot: Point


@dataclass(slots=True)
class Brush:
    """What a tree is painted with."""

    canvas: skia.Canvas
    rng: np.random.Generator
    tones: Tones
    height_px: float


PALM = ("23583a", "8fbf58")
TEA = ("1f5a34", "3f8a42", "a3cf62")
SNOW = rgb("f4f8ff")

WIDTHS = {
    "broadleaf": 1.3,
    "bush": 2.4,
    "tea": 2.6,
    "palm": 1.7,
    "conifer": 0.6,
    "cypress": 0.5,
    "stone": 2.1,
    "_red_stone": 2.1,
    "fern": 2.5,
    "tuft": 2.2,
    "dry_tuft": 2.0,
    "flowers": 2.2,
    "lily": 2.9,
    "brain": 1.8,
    "fan": 1.9,
    "staghorn": 1.9,
    "weed": 1.4,
    "wheat": 1.5,
}
"""Width of a plant's picture against its height, where it is not 1.1."""

Painter = Callable[[Brush, Point], None]


def broadleaf(brush: Brush, foot: Point) -> None:
    """An oak or lime: a branching trunk under heaps of leaves; bare in winter."""
    h, rng = brush.height_px, brush.rng
    if brush.tones.season is Season.WINTER:
        bare(brush, foot)
        return
    crown = (foot[0] + float(rng.normal(0, 0.02)) * h, foot[1] - 0.64 * h)
    _trunk(brush, foot, (crown[0], foot[1] - 0.5 * h), 0.065 * h)
    for lean in (-0.2, -0.1, 0.11, 0.21):
        tip = (crown[0] + lean * h, crown[1] + float(rng.uniform(-0.05, 0.08)) * h)
        _limb(brush, (foot[0], foot[1] - float(rng.uniform(0.24, 0.36)) * h), tip, 0.026 * h)
    lobes = []
    wide, high = float(rng.uniform(0.28, 0.38)) * h, float(rng.uniform(0.2, 0.26)) * h
    for _ in range(24):
        angle, far = float(rng.uniform(0, 2 * math.pi)), float(rng.uniform(0.1, 1.0)) ** 0.6
        x = crown[0] + math.cos(angle) * far * wide
        y = crown[1] + math.sin(angle) * far * high
        lobes.append((x, y, float(rng.uniform(0.065, 0.13)) * h))
    lobes.sort(key=lambda lobe: -lobe[1])
    for lobe in lobes:
        _leaves(brush, lobe, (crown, 0.36 * h), brush.tones.deciduous())


def bush(brush: Brush, foot: Point) -> None:
    """A round bush, of tea or of anything."""
    h, rng = brush.height_px, brush.rng
    middle = (foot[0], foot[1] - 0.42 * h)
    lobes = [
        (
            middle[0] + float(rng.uniform(-0.5, 0.5)) * h,
            foot[1] - float(rng.uniform(0.24, 0.62)) * h,
            float(rng.uniform(0.2, 0.34)) * h,
        )
        for _ in range(9)
    ]
    for lobe in sorted(lobes, key=lambda lobe: lobe[1]):
        _leaves(brush, lobe, (middle, 0.7 * h), brush.tones.deciduous())


def tea(brush: Brush, foot: Point) -> None:
    """A clipped bush that keeps its leaves all year."""
    h, rng = brush.height_px, brush.rng
    middle = (foot[0], foot[1] - 0.4 * h)
    leaf = tuple(mix(rgb(code), SNOW, 0.5 * brush.tones.snow) for code in TEA)
    for row in (0.42, 0.3):
        for step in range(7):
            x = foot[0] + (step - 3) * 0.24 * h + float(rng.normal(0, 0.03)) * h
            lobe = (x, foot[1] - (row + 0.05 * float(rng.random())) * h, 0.27 * h)
            _leaves(brush, lobe, (middle, 0.8 * h), (leaf[0], leaf[1], leaf[2]))


def conifer(brush: Brush, foot: Point) -> None:
    """A spruce: tiers of hanging needles, with snow on them where it lies."""
    h, rng, tones = brush.height_px, brush.rng, brush.tones
    _trunk(brush, foot, (foot[0], foot[1] - 0.9 * h), 0.03 * h)
    dark, middle, bright = (tones.tone(leaf) for leaf in tones.conifer())
    tiers = 19
    width = 0.19 * float(rng.uniform(0.8, 1.15)) * h
    for tier in range(tiers):
        share = tier / (tiers - 1)
        y = foot[1] - (0.1 + 0.86 * share) * h
        reach = width * (1 - share) ** 0.85 + 0.012 * h
        _tier(brush, (foot[0], y), reach * float(rng.uniform(0.86, 1.12)), (dark, middle, bright))
    top = foot[1] - h
    brush.canvas.drawLine(foot[0], top + 0.1 * h, foot[0], top, stroke(middle, 0.008 * h))


def palm(brush: Brush, foot: Point) -> None:
    """A coconut palm with a leaning stem."""
    h, rng, tones = brush.height_px, brush.rng, brush.tones
    lean = float(rng.uniform(-0.26, 0.26))
    top = (foot[0] + lean * h, foot[1] - 0.8 * h)
    stem = skia.Path()
    wide = 0.022 * h
    stem.moveTo(foot[0] - wide * 1.5, foot[1])
    stem.quadTo(foot[0] - wide * 0.4, foot[1] - 0.45 * h, top[0] - wide * 0.6, top[1])
    stem.lineTo(top[0] + wide * 0.6, top[1])
    stem.quadTo(foot[0] + wide * 2, foot[1] - 0.45 * h, foot[0] + wide * 1.5, foot[1])
    bark = rgb("8a6d4f")
    brush.canvas.drawPath(stem, _across(tones, bark, foot[0], wide * 1.5))
    for index in range(15):
        angle = math.pi * (index / 14) * 1.3 - 0.15 * math.pi + float(rng.normal(0, 0.1))
        _frond(brush, top, angle, 0.36 * h * float(rng.uniform(0.85, 1.12)))
    for _ in range(4):
        nut = (top[0] + float(rng.normal(0, 0.016)) * h, top[1] + float(rng.uniform(0, 0.03)) * h)
        brush.canvas.drawCircle(*nut, 0.016 * h, fill(tones.tone(rgb("6b5a2e"), 0, -0.3)))


def bare(brush: Brush, foot: Point) -> None:
    """A leafless tree, snow on its boughs where it lies."""
    h = brush.height_px
    _bough(brush, foot, -math.pi / 2 + float(brush.rng.normal(0, 0.05)), 0.3 * h, 0.05 * h)


def cypress(brush: Brush, foot: Point) -> None:
    """A slender dark column of leaves."""
    h, rng = brush.height_px, brush.rng
    _trunk(brush, foot, (foot[0], foot[1] - 0.2 * h), 0.03 * h)
    middle = (foot[0], foot[1] - 0.5 * h)
    for index in range(13):
        share = index / 12
        reach = 0.1 * h * math.sin(math.pi * (0.16 + 0.78 * share)) ** 0.7
        x = foot[0] + float(rng.normal(0, 0.012)) * h
        lobe = (x, foot[1] - (0.1 + 0.82 * share) * h, max(reach, 0.03 * h))
        _leaves(brush, lobe, (middle, 0.4 * h), brush.tones.conifer())


class Grove:
    """Plants of one kind: a few variants, painted once, stamped into a scene."""

    def __init__(self, stage: Stage, painter: Painter, height_px: float, variants: int = 3) -> None:
        self._stage = stage
        names = range(variants)
        kind = painter.__name__
        self._sprites = [_sprite(stage, painter, height_px, f"{kind}{name}") for name in names]

    def plant(
        self, plane: str, foot: Point, height_px: float, *, haze: float = 0.0, pick: float = 0.0
    ) -> None:
        """Set a plant on a plane; ``pick`` 0..1 chooses the variant and whether it is mirrored."""
        canvas = self._stage.canvas(plane)
        _stamp(canvas, self._choose(pick), foot, height_px, air=(self._stage.tones, haze))

    def _choose(self, pick: float) -> Sprite:
        return self._sprites[int(pick * len(self._sprites)) % len(self._sprites)]


def _stamp(
    canvas: skia.Canvas,
    sprite: Sprite,
    foot: Point,
    height_px: float,
    *,
    air: tuple[Tones, float],
) -> None:
    """Set a sprite, faded into the air."""
    tones, haze = air
    scale = height_px / sprite.height_px
    paint = skia.Paint(AntiAlias=True)
    if haze > FAINTEST_HAZE:
        veil = colour4(tones.light.haze, min(haze, 1.0)).toColor()
        paint.setColorFilter(skia.ColorFilters.Blend(veil, skia.BlendMode.kSrcATop))
    x, y = foot[0] - sprite.foot[0] * scale, foot[1] - sprite.foot[1] * scale
    width, height = sprite.image.width() * scale, sprite.image.height() * scale
    sampling = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
    canvas.drawImageRect(sprite.image, skia.Rect.MakeXYWH(x, y, width, height), sampling, paint)


def _sprite(stage: Stage, painter: Painter, height_px: float, name: str) -> Sprite:
    size = math.ceil(height_px * 1.12)
    wide = math.ceil(height_px * WIDTHS.get(painter.__name__, 1.1))
    surface = skia.Surface(wide, size)
    canvas = surface.getCanvas()
    canvas.clear(skia.ColorTRANSPARENT)
    foot = (wide / 2, size - height_px * 0.06)
    rng = generator(str(stage.rng(name).integers(1 << 60)))
    painter(Brush(canvas, rng, stage.tones, height_px), foot)
    image = surface.makeImageSnapshot().withDefaultMipmaps()
    return Sprite(image, height_px, foot)


def _across(tones: Tones, local: Rgb, x: float, reach: float) -> skia.Paint:
    """A fill for something round: light on one side, dark on the other."""
    colours = [tones.tone(local, 0, 0.8), tones.tone(local), tones.tone(local, 0, -0.9)]
    if tones.light.side > 0:
        colours.reverse()
    shader = skia.GradientShader.MakeLinear(
        [(x - reach, 0), (x + reach, 0)], [colour4(colour).toColor() for colour in colours]
    )
    return skia.Paint(AntiAlias=True, Shader=shader)


def _trunk(brush: Brush, foot: Point, top: Point, width: float) -> None:
    path = skia.Path()
    path.moveTo(foot[0] - width * 0.9, foot[1])
    path.quadTo(foot[0] - width * 0.42, foot[1] - width, top[0] - width * 0.25, top[1])
    path.lineTo(top[0] + width * 0.25, top[1])
    path.quadTo(foot[0] + width * 0.42, foot[1] - width, foot[0] + width * 0.9, foot[1])
    brush.canvas.drawPath(path, _across(brush.tones, BARK, foot[0], width * 0.6))


def _limb(brush: Brush, start: Point, end: Point, width: float) -> None:
    path = skia.Path()
    path.moveTo(*start)
    path.quadTo((start[0] + end[0]) / 2, end[1] + (start[1] - end[1]) * 0.35, *end)
    brush.canvas.drawPath(path, stroke(brush.tones.tone(BARK, 0, -0.4), width))


def _leaves(
    brush: Brush,
    lobe: tuple[float, float, float],
    crown: tuple[Point, float],
    leaf: tuple[Rgb, Rgb, Rgb],
) -> None:
    """A heap of leaves: dark beneath, bright where it faces the light."""
    x, y, reach = lobe
    rng, tones = brush.rng, brush.tones
    count = int(np.clip(reach * 4.5, 60, 300))
    angle = rng.uniform(0, 2 * math.pi, count)
    far = np.sqrt(rng.random(count))
    dx, dy = np.cos(angle) * far, np.sin(angle) * far * 0.9
    middle, wide = crown
    outer = ((x + dx * reach - middle[0]) * tones.light.side - (y + dy * reach - middle[1])) / wide
    inner = dx * tones.light.side * 0.62 - dy * 0.8
    light = 0.52 * inner + 0.34 * outer + rng.normal(0, 0.13, count)
    bucket = np.clip(((light + 0.75) / 1.5 * LEVELS).astype(int), 0, LEVELS - 1)
    length = max(reach * 0.1, 1.1)
    turn = rng.uniform(0, math.pi, count)
    xs, ys = x + dx * reach, y + dy * reach
    ex, ey = np.cos(turn) * length, np.sin(turn) * length * 0.7
    brush.canvas.drawCircle(x, y, reach * 0.86, fill(tones.tone(leaf[0], 0, -0.7)))
    for level, colour in enumerate(_leaf_colours(tones, leaf)):
        chosen = np.flatnonzero(bucket == level)
        points = [
            skia.Point(float(px), float(py))
            for i in chosen
            for px, py in ((xs[i] - ex[i], ys[i] - ey[i]), (xs[i] + ex[i], ys[i] + ey[i]))
        ]
        paint = stroke(colour, max(reach * 0.085, 1.0))
        brush.canvas.drawPoints(skia.Canvas.PointMode.kLines_PointMode, points, paint)


def _leaf_colours(tones: Tones, leaf: tuple[Rgb, Rgb, Rgb]) -> list[Rgb]:
    dark, middle, bright = leaf
    if tones.snow > 0:
        bright = rgb("f4f8ff")
    return [
        tones.tone(dark, 0, -0.55),
        tones.tone(dark),
        tones.tone(middle),
        tones.tone(mix(middle, bright, 0.55), 0, 0.35),
        tones.tone(bright, 0, 0.9),
    ]


def _tier(brush: Brush, at: Point, reach: float, needle: tuple[Rgb, Rgb, Rgb]) -> None:
    """One whorl of a conifer: a hanging skirt of strokes."""
    rng, h, tones = brush.rng, brush.height_px, brush.tones
    dark, middle, bright = needle
    strokes = max(14, int(reach / h * 240))
    skirt = skia.Path()
    skirt.moveTo(at[0], at[1] - reach * 0.75)
    skirt.quadTo(at[0] + reach * 0.35, at[1] - reach * 0.1, at[0] + reach, at[1] + reach * 0.24)
    skirt.quadTo(at[0], at[1] + reach * 0.34, at[0] - reach, at[1] + reach * 0.24)
    skirt.quadTo(at[0] - reach * 0.35, at[1] - reach * 0.1, at[0], at[1] - reach * 0.75)
    brush.canvas.drawPath(skirt, fill(shade(dark, 0.82)))
    for where in np.sort(rng.uniform(-1, 1, strokes)).tolist():
        facing = where * tones.light.side
        colour = mix(middle, bright, facing) if facing > 0 else mix(middle, dark, -facing)
        start = (at[0] + where * reach * 0.55, at[1] - reach * 0.42 * (1 - abs(where)))
        end = (
            at[0] + where * reach * 1.04,
            at[1] + reach * (0.2 + 0.14 * float(rng.random())) - 0.05 * reach * abs(where),
        )
        line = skia.Path()
        line.moveTo(*start)
        line.quadTo((start[0] + end[0]) / 2, start[1] + reach * 0.1, *end)
        width = h * 0.0045 * float(rng.uniform(0.8, 1.7))
        brush.canvas.drawPath(line, stroke(colour, width))
        if rng.random() < tones.snow * 0.75:
            lift = h * 0.005
            snow = tones.tone(rgb("f6f9ff"), 0, 0.35 + 0.6 * facing)
            brush.canvas.drawLine(
                (start[0] + end[0]) / 2,
                (start[1] + end[1]) / 2 - lift,
                end[0],
                end[1] - lift,
                stroke(snow, width * 2.2),
            )


def _frond(brush: Brush, top: Point, angle: float, length: float) -> None:
    """An arching leaf with leaflets on both sides."""
    tones, h = brush.tones, brush.height_px
    across, up = math.cos(angle), math.sin(angle)
    droop = float(brush.rng.uniform(0.1, 0.42))
    tip = (top[0] + across * length, top[1] - up * length * 0.6 + length * droop)
    bend = (top[0] + across * length * 0.6, top[1] - up * length * 0.75 - length * 0.16)
    facing = across * tones.light.side * 0.5 + up * 0.4
    dark, bright = (rgb(code) for code in PALM)
    base = tones.tone(mix(dark, bright, 0.25 + 0.35 * max(0.0, facing)), 0, facing)
    for part in np.linspace(0.08, 1, 24).tolist():
        keep = 1 - part
        x = keep * keep * top[0] + 2 * keep * part * bend[0] + part * part * tip[0]
        y = keep * keep * top[1] + 2 * keep * part * bend[1] + part * part * tip[1]
        leaf = length * 0.27 * (1 - 0.62 * part)
        for side in (-1.0, 1.0):
            end = (x + across * leaf * 0.6 + side * leaf * 0.28, y + leaf * (0.62 + 0.2 * side))
            line = skia.Path()
            line.moveTo(x, y)
            line.quadTo(x + side * leaf * 0.3 + across * leaf * 0.3, y + leaf * 0.12, *end)
            tint = base if side < 0 else mix(base, tones.light.shadow, 0.2)
            brush.canvas.drawPath(line, stroke(tint, h * 0.0075))


def _bough(brush: Brush, start: Point, angle: float, length: float, width: float) -> None:
    """A branch and all that grows from it."""
    tones, rng = brush.tones, brush.rng
    end = (start[0] + math.cos(angle) * length, start[1] + math.sin(angle) * length)
    bark = tones.tone(BARK, 0, 0.25 * math.cos(angle) * tones.light.side - 0.2)
    brush.canvas.drawLine(*start, *end, stroke(bark, width))
    if tones.snow > 0 and abs(math.cos(angle)) > 0.3:  # noqa: PLR2004 - snow slides off steep boughs
        snow = tones.tone(rgb("f2f6fc"), 0, 0.3)
        lift = width * 0.35
        brush.canvas.drawLine(
            start[0], start[1] - lift, end[0], end[1] - lift, stroke(snow, width * 0.45)
        )
    if length < brush.height_px * 0.035:
        return
    for turn in (-0.55, 0.05, 0.5):
        lean = angle + turn + float(rng.normal(0, 0.16))
        grown = length * float(rng.uniform(0.6, 0.78))
        _bough(brush, end, lean, grown, max(width * 0.58, 0.7))
