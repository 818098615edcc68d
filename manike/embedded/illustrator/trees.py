"""Trees as pictures of their own, painted once and set into a scene many times."""

import math

import numpy as np
import skia

from manike.embedded.illustrator.colour import colour4, fill, gradient, mix, rgb, shade, stroke
from manike.embedded.illustrator.crowns import Crown, Leaf, crown
from manike.embedded.illustrator.grove import Brush as Brush
from manike.embedded.illustrator.grove import Grove as Grove
from manike.embedded.illustrator.grove import Painter as Painter
from manike.embedded.illustrator.grove import Point as Point
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.tones import Tones
from manike.script.vocabulary import Season

BARK = rgb("5b4536")

PALM = ("23583a", "8fbf58")
TEA = ("1f5a34", "3f8a42", "a3cf62")
SNOW = rgb("f4f8ff")


def broadleaf(brush: Brush, foot: Point) -> None:
    """An oak or lime: a forked trunk under a crown of leaves; bare in winter."""
    h, rng = brush.height_px, brush.rng
    if brush.tones.season is Season.WINTER:
        bare(brush, foot)
        return
    wide, high = float(rng.uniform(0.3, 0.4)) * h, float(rng.uniform(0.29, 0.34)) * h
    middle = (foot[0] + float(rng.normal(0, 0.02)) * h, foot[1] - h * 0.99 + high)
    _forked(brush, foot, middle, (wide, 0.034 * h))
    crown(brush, Crown(middle, wide, high, 40), brush.tones.deciduous())


def birch(brush: Brush, foot: Point) -> None:
    """A birch: a slender white stem, dark scars, an airy crown."""
    h, rng, tones = brush.height_px, brush.rng, brush.tones
    top = (foot[0] + float(rng.normal(0, 0.02)) * h, foot[1] - 0.92 * h)
    white = [tones.tone(rgb("e6e3da"), 0, lit * tones.light.side) for lit in (-0.7, 0.8)]
    half = 0.016 * h
    stem = skia.Path()
    stem.moveTo(foot[0] - half * 1.3, foot[1])
    stem.lineTo(top[0] - half * 0.3, top[1])
    stem.lineTo(top[0] + half * 0.3, top[1])
    stem.lineTo(foot[0] + half * 1.3, foot[1])
    brush.canvas.drawPath(stem, gradient((foot[0] - half, 0), (foot[0] + half, 0), white))
    for _ in range(22):
        share = float(rng.uniform(0.02, 0.75))
        x, y = foot[0] + (top[0] - foot[0]) * share, foot[1] - share * 0.92 * h
        wide = half * float(rng.uniform(0.3, 1.0)) * (1 - 0.6 * share)
        scar = stroke(tones.tone(rgb("35302c")), max(0.004 * h, 0.6), 0.8)
        brush.canvas.drawLine(x - wide, y, x + wide * 0.3, y, scar)
    for _ in range(7):
        level, side = float(rng.uniform(0.4, 0.85)), float(rng.choice((-1, 1)))
        start = (foot[0] + (top[0] - foot[0]) * level, foot[1] - level * 0.92 * h)
        tip = (start[0] + side * 0.17 * h, start[1] - 0.1 * h)
        _limb(brush, start, tip, 0.007 * h)
    if tones.season is Season.WINTER:
        for _ in range(7):
            lean, reach = float(rng.normal(0, 0.5)), 0.12 * h
            start = (top[0], top[1] + float(rng.uniform(0, 0.35)) * h)
            _bough(brush, start, -math.pi / 2 + lean, reach, 0.008 * h)
        return
    middle = (top[0], foot[1] - 0.66 * h)
    crown(brush, Crown(middle, 0.2 * h, 0.33 * h, 34, (0.14, 0.26)), tones.deciduous(),
          size_px=0.0068 * h)  # fmt: skip


def fruit_tree(brush: Brush, foot: Point) -> None:
    """An orchard's tree: low and round; blossom in spring, apples in summer and autumn."""
    h, rng, tones = brush.height_px, brush.rng, brush.tones
    if tones.season is Season.WINTER:
        bare(brush, foot)
        return
    wide, high = float(rng.uniform(0.4, 0.46)) * h, 0.31 * h
    middle = (foot[0], foot[1] - h * 0.98 + high)
    _forked(brush, foot, middle, (wide, 0.036 * h))
    blossom = (rgb("b98aa4"), rgb("f3bcd2"), rgb("fff1f5"))
    leaf = (
        blossom if tones.season is Season.SPRING else (rgb("2c5a2f"), rgb("4d8a3c"), rgb("9cc255"))
    )
    crown(brush, Crown(middle, wide, high, 32), leaf)
    if tones.season is not Season.SPRING:
        _apples(brush, middle, (wide, high))


def acacia(brush: Brush, foot: Point) -> None:
    """An umbrella thorn: thin stems that fork under a flat crown."""
    h, rng = brush.height_px, brush.rng
    wide = float(rng.uniform(0.66, 0.86)) * h
    top = foot[1] - 0.86 * h
    fork = (foot[0] + float(rng.normal(0, 0.03)) * h, foot[1] - 0.34 * h)
    _trunk(brush, foot, fork, 0.045 * h)
    for lean in (-0.72, -0.4, -0.12, 0.2, 0.5, 0.8):
        tip = (foot[0] + lean * wide, top + abs(lean) * 0.05 * h)
        _limb(brush, fork, tip, 0.02 * h)
    leaf = (rgb("33502c"), rgb("5f7d3a"), rgb("a9b85c"))
    for shift, lift, share in ((-0.5, 0.07, 0.44), (0.52, 0.055, 0.42), (0.0, 0.0, 0.92)):
        middle = (foot[0] + shift * wide, top + lift * h)
        for part in (-0.72, 0.72, -0.4, 0.4, 0.0):
            at = (middle[0] + part * wide * share, middle[1] + 0.05 * h * part * part)
            shape = Crown(at, 0.34 * wide * share, 0.062 * h, 12, (0.26, 0.42), 0.42)
            crown(brush, shape, leaf, size_px=0.0068 * h)


def bush(brush: Brush, foot: Point) -> None:
    """A round bush of anything; bare twigs under snow in winter."""
    h, rng = brush.height_px, brush.rng
    middle = (foot[0], foot[1] - 0.42 * h)
    wide = float(rng.uniform(0.6, 0.85)) * h
    crown(brush, Crown(middle, wide, 0.44 * h, 22, (0.3, 0.46)), brush.tones.deciduous(),
          size_px=0.02 * h)  # fmt: skip


def hedge(brush: Brush, foot: Point) -> None:
    """A clipped hedge that is green all year."""
    _clipped(brush, foot, (rgb("1d4a2c"), rgb("3a7a3a"), rgb("8dbb55")))


def tea(brush: Brush, foot: Point) -> None:
    """A clipped bush that keeps its leaves all year."""
    _clipped(brush, foot, (rgb(TEA[0]), rgb(TEA[1]), rgb(TEA[2])))


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


def pine(brush: Brush, foot: Point) -> None:
    """A Scots pine: a tall bare stem, red above, under clouds of needles."""
    h, rng, tones = brush.height_px, brush.rng, brush.tones
    top = (foot[0] + float(rng.normal(0, 0.025)) * h, foot[1] - 0.93 * h)
    _trunk(brush, foot, top, 0.034 * h)
    canvas = brush.canvas
    red = tones.tone(rgb("b06a3f"), 0, 0.25)
    middle = ((foot[0] + top[0]) / 2, (foot[1] + top[1]) / 2)
    canvas.drawLine(*middle, *top, stroke(red, 0.013 * h))
    for level in (0.52, 0.6, 0.67, 0.74, 0.81, 0.88, 0.94):
        for side in (-1, 1):
            reach = (0.3 - 0.24 * abs(level - 0.68)) * float(rng.uniform(0.45, 1.0)) * h
            reach *= 0.35 if level > 0.9 else 1.0  # noqa: PLR2004 - the top is narrow
            start = (foot[0] + (top[0] - foot[0]) * level, foot[1] - (level - 0.05) * h)
            tip = (start[0] + side * reach, foot[1] - (level + float(rng.uniform(0, 0.05))) * h)
            _limb(brush, start, tip, 0.01 * h)
            cloud = (start[0] + side * reach * 0.8, tip[1] - 0.012 * h)
            shape = Crown(cloud, reach * 0.5 + 0.035 * h, 0.036 * h, 9, (0.4, 0.62), 0.6)
            crown(brush, shape, tones.conifer(), size_px=0.0068 * h)


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
    h = brush.height_px
    _trunk(brush, foot, (foot[0], foot[1] - 0.2 * h), 0.03 * h)
    shape = Crown((foot[0], foot[1] - 0.5 * h), 0.1 * h, 0.47 * h, 44, (0.16, 0.24))
    crown(brush, shape, brush.tones.conifer(), size_px=0.0085 * h)


def _across(tones: Tones, local: Rgb, x: float, reach: float) -> skia.Paint:
    """A fill for something round: light on one side, dark on the other."""
    colours = [tones.tone(local, 0, 0.8), tones.tone(local), tones.tone(local, 0, -0.9)]
    if tones.light.side > 0:
        colours.reverse()
    shader = skia.GradientShader.MakeLinear(
        [(x - reach, 0), (x + reach, 0)], [colour4(colour).toColor() for colour in colours]
    )
    return skia.Paint(AntiAlias=True, Shader=shader)


def _forked(brush: Brush, foot: Point, crown_at: Point, size: tuple[float, float]) -> None:
    """A trunk with a flare at its foot that parts into boughs under the crown."""
    wide, half = size
    fork = (foot[0] * 0.7 + crown_at[0] * 0.3, foot[1] - (foot[1] - crown_at[1]) * 0.52)
    for lean, rise in ((-0.5, 0.16), (-0.24, -0.1), (0.05, -0.2), (0.28, -0.08), (0.5, 0.16)):
        tip = (crown_at[0] + lean * wide, crown_at[1] + rise * wide * 0.6)
        _limb(brush, (fork[0], fork[1] + half), tip, half * float(brush.rng.uniform(0.6, 0.95)))
    _trunk(brush, foot, fork, half * 2)


def _clipped(brush: Brush, foot: Point, leaf: Leaf) -> None:
    """A body of leaves, wide and flat above."""
    h = brush.height_px
    low = tuple(mix(colour, SNOW, 0.4 * brush.tones.snow) for colour in leaf)
    shape = Crown((foot[0], foot[1] - 0.34 * h), 1.0 * h, 0.36 * h, 40, (0.22, 0.3), 0.9)
    crown(brush, shape, (low[0], low[1], low[2]), size_px=0.022 * h)


def _apples(brush: Brush, middle: Point, size: tuple[float, float]) -> None:
    """Fruit all over the crown."""
    h, rng, tones = brush.height_px, brush.rng, brush.tones
    for _ in range(34):
        angle, far = float(rng.uniform(0, 2 * math.pi)), math.sqrt(float(rng.random())) * 0.92
        x, y = (
            middle[0] + math.cos(angle) * far * size[0],
            middle[1] + math.sin(angle) * far * size[1],
        )
        red = mix(rgb("c22f2a"), rgb("e8a23a"), 0.5 * float(rng.random()) ** 2)
        reach = 0.0155 * h
        brush.canvas.drawCircle(x, y, reach, fill(tones.tone(red, 0, -0.1)))
        shine = (x + tones.light.side * reach * 0.32, y - reach * 0.36)
        brush.canvas.drawCircle(*shine, reach * 0.42, fill(tones.tone(mix(red, SNOW, 0.5), 0, 0.7)))


def _trunk(brush: Brush, foot: Point, top: Point, width: float) -> None:
    """A stem that tapers, with roots that spread and furrows in its bark."""
    path = skia.Path()
    path.moveTo(foot[0] - width * 1.15, foot[1] + width * 0.08)
    path.quadTo(foot[0] - width * 0.5, foot[1] - width * 0.5, top[0] - width * 0.36, top[1])
    path.lineTo(top[0] + width * 0.36, top[1])
    path.quadTo(foot[0] + width * 0.5, foot[1] - width * 0.5, foot[0] + width * 1.15,
                foot[1] + width * 0.08)  # fmt: skip
    path.quadTo(foot[0] + width * 0.4, foot[1] - width * 0.1, foot[0], foot[1] + width * 0.12)
    path.quadTo(foot[0] - width * 0.4, foot[1] - width * 0.1, foot[0] - width * 1.15,
                foot[1] + width * 0.08)  # fmt: skip
    brush.canvas.drawPath(path, _across(brush.tones, BARK, foot[0], width * 0.6))
    furrow = stroke(brush.tones.tone(BARK, 0, -0.9), max(width * 0.05, 0.6), 0.5)
    for _ in range(9):
        share = float(brush.rng.uniform(0.03, 0.9))
        x = foot[0] + (top[0] - foot[0]) * share + float(brush.rng.uniform(-0.34, 0.34)) * width
        y = foot[1] + (top[1] - foot[1]) * share
        brush.canvas.drawLine(x, y, x, y + (foot[1] - top[1]) * 0.09, furrow)


def _limb(brush: Brush, start: Point, end: Point, width: float) -> None:
    path = skia.Path()
    path.moveTo(*start)
    path.quadTo((start[0] + end[0]) / 2, end[1] + (start[1] - end[1]) * 0.35, *end)
    brush.canvas.drawPath(path, stroke(brush.tones.tone(BARK, 0, -0.4), width))


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
