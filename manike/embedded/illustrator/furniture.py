"""What stands in rooms: lamps, plants, a hearth, beams of light."""

import math

import skia

from manike.embedded.illustrator.colour import fill, gradient, mix, rgb, shade, stroke
from manike.embedded.illustrator.exhibits import vase
from manike.embedded.illustrator.houses import LAMPLIGHT, Plot, glow, path_of
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.trees import Point

BOOKS = ("a8453b", "2f5d7c", "d9a441", "4d7a55", "7a4d7c", "c9b79c", "34495e", "c97a4a", "8fa3ad")


def floor_lamp(stage: Stage, plane: str, foot: Point, height_px: float) -> None:
    """A standing lamp; it shines towards evening."""
    canvas, tones = stage.canvas(plane), stage.tones
    x, y = foot
    head = (x, y - height_px * 0.9)
    metal = tones.tone(rgb("4a4038"), 0, 0.2)
    canvas.drawLine(x, y, x, head[1], stroke(metal, height_px * 0.018))
    base = skia.Rect.MakeXYWH(
        x - height_px * 0.09, y - height_px * 0.02, height_px * 0.18, height_px * 0.04
    )
    canvas.drawOval(base, fill(metal))
    glow(canvas, head, height_px * 0.9, LAMPLIGHT, 0.65 * tones.lamps)
    size = height_px * 0.12
    cloth = mix(tones.tone(rgb("efe0c2"), 0, 0.3), rgb("ffe7b0"), 0.9 * tones.lamps)
    if tones.lamps > 0:
        stage.enliven("lamp", plane, (x - size, head[1] - size, x + size, head[1] + size))
    cone = path_of(
        (x - size * 0.62, head[1] - size),
        (x + size * 0.62, head[1] - size),
        (x + size * 1.15, head[1] + size),
        (x - size * 1.15, head[1] + size),
    )
    canvas.drawPath(
        cone, gradient((x - size, 0), (x + size, 0), [shade(cloth, 0.9), cloth, shade(cloth, 0.9)])
    )


def pot_plant(stage: Stage, plane: str, foot: Point, height_px: float) -> None:
    """A plant with broad leaves in a pot."""
    canvas, tones = stage.canvas(plane), stage.tones
    rng = stage.rng("pot plant", round(foot[0]))
    x, y = foot
    for index in range(13):
        angle = -math.pi / 2 + (index - 6) * 0.19 + float(rng.normal(0, 0.05))
        reach = height_px * float(rng.uniform(0.5, 0.76))
        start = (x, y - height_px * 0.26)
        tip = (x + math.cos(angle) * reach, start[1] + math.sin(angle) * reach * 0.95)
        side = (-math.sin(angle) * reach * 0.16, math.cos(angle) * reach * 0.16)
        middle = ((start[0] + tip[0]) / 2, (start[1] + tip[1]) / 2 - reach * 0.06)
        leaf = skia.Path()
        leaf.moveTo(*start)
        leaf.quadTo(middle[0] + side[0], middle[1] + side[1], *tip)
        leaf.quadTo(middle[0] - side[0], middle[1] - side[1], *start)
        lit = 0.6 * math.cos(angle) * tones.light.side + 0.2
        canvas.drawPath(
            leaf, fill(tones.tone(mix(rgb("2f6f45"), rgb("6fae5a"), float(rng.random())), 0, lit))
        )
        canvas.drawLine(*start, *tip, stroke(tones.tone(rgb("9fcf8a")), height_px * 0.006, 0.5))
    half = height_px * 0.15
    pot = path_of(
        (x - half, y - height_px * 0.3),
        (x + half, y - height_px * 0.3),
        (x + half * 0.72, y),
        (x - half * 0.72, y),
    )
    clay = rgb("b9683f")
    canvas.drawPath(
        pot,
        gradient(
            (x - half, 0),
            (x + half, 0),
            [tones.tone(clay, 0, level * -tones.light.side) for level in (0.8, 0.0, -0.6)],
        ),
    )


def fireplace(stage: Stage, plane: str, plot: Plot) -> None:
    """A stone hearth with a fire."""
    canvas, tones = stage.canvas(plane), stage.tones
    rng = stage.rng("fire")
    x, y = plot.foot
    half, tall = plot.width_px / 2, plot.height_px
    stone = rgb("9a9087")
    body = skia.Rect.MakeLTRB(x - half, y - tall, x + half, y)
    canvas.drawRect(
        body,
        gradient((0, y - tall), (0, y), [tones.tone(stone, 0, 0.2), tones.tone(stone, 0, -0.3)]),
    )
    joint = stroke(tones.tone(shade(stone, 0.6)), tall * 0.008, 0.6)
    for row in range(8):
        level = y - tall * row / 8
        canvas.drawLine(x - half, level, x + half, level, joint)
        for column in range(5):
            cut = x - half + half * 2 * (column + 0.5 * (row % 2)) / 5
            canvas.drawLine(cut, level, cut, level - tall / 8, joint)
    mouth = skia.Rect.MakeLTRB(x - half * 0.62, y - tall * 0.6, x + half * 0.62, y)
    canvas.drawRect(mouth, fill(rgb("1a1210")))
    glow(canvas, (x, y - tall * 0.15), tall * 1.1, rgb("ff8a3c"), 0.75)
    stage.enliven("flame", plane, (x - half * 0.5, y - tall * 0.5, x + half * 0.5, y))
    for index in range(9):
        fx = x + half * 0.09 * (index - 4)
        size = tall * float(rng.uniform(0.2, 0.44)) * (1 - abs(index - 4) / 7)
        flame = skia.Path()
        flame.moveTo(fx - half * 0.1, y - tall * 0.06)
        flame.quadTo(fx - half * 0.12, y - size * 0.7, fx + half * 0.03, y - size - tall * 0.05)
        flame.quadTo(fx + half * 0.12, y - size * 0.6, fx + half * 0.1, y - tall * 0.06)
        canvas.drawPath(
            flame, gradient((0, y - size), (0, y), [rgb("ff7a2c"), rgb("ffd76a")], [0.75, 0.95])
        )
    shelf = skia.Rect.MakeLTRB(x - half * 1.12, y - tall * 1.06, x + half * 1.12, y - tall * 0.97)
    canvas.drawRect(shelf, fill(tones.tone(rgb("6b4a30"), 0, 0.4)))
    for offset in (-0.7, 0.66):
        vase(stage, plane, (x + offset * half, y - tall * 1.06), tall * 0.2)


def spotlight(
    stage: Stage, plane: str, source: Point, target: Point, width_px: float, strength: float
) -> None:
    """A beam of light with soft edges."""
    angle = math.atan2(target[1] - source[1], target[0] - source[0])
    side = (-math.sin(angle) * width_px, math.cos(angle) * width_px)
    beam = path_of(
        (source[0] - side[0] * 0.08, source[1] - side[1] * 0.08),
        (source[0] + side[0] * 0.08, source[1] + side[1] * 0.08),
        (target[0] + side[0], target[1] + side[1]),
        (target[0] - side[0], target[1] - side[1]),
    )
    light = rgb("fff3d6")
    paint = gradient(source, target, [light, light], [strength, 0.0])
    paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, width_px * 0.12))
    stage.canvas(plane).drawPath(beam, paint)
