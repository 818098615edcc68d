"""Where land meets water: sand with foam, wave crests, jetties and quays."""

import math
from collections.abc import Callable

import numpy as np
import skia

from manike.embedded.illustrator.colour import fill, gradient, mix, radial, rgb, shade, stroke
from manike.embedded.illustrator.houses import SNOW
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.noise import field, line
from manike.embedded.illustrator.stage import Stage, to_image
from manike.embedded.illustrator.trees import Grove, Point
from manike.embedded.illustrator.undergrowth import stone

Edge = Callable[[float], float]
"""v of a shoreline for a u."""

SAND = rgb("e8cf9c")


def shoreline(stage: Stage, middle: float, slant: float) -> Edge:
    """A beach's edge that slants and sways across the picture; the open water is on sun's side."""
    rng = stage.rng("shoreline")
    phase = float(rng.uniform(0, 6.3))
    lean = slant * stage.tones.light.side

    def edge(u: float) -> float:
        return (
            middle + lean * (u - 0.5) + 0.016 * math.sin(u * 7 + phase) + 0.005 * math.sin(u * 23)
        )

    return edge


def sand(stage: Stage, plane: str, edge: Edge, local: Rgb = SAND) -> None:
    """Sand below a shoreline: foam, a wet shine, then dry sand with grain and ripples."""
    frame, tones = stage.frame, stage.tones
    canvas = stage.canvas(plane)
    dry = mix(local, SNOW, 0.85 * tones.snow)
    for offset, alpha in ((-0.03, 0.16), (-0.019, 0.3), (-0.008, 0.62)):
        canvas.drawPath(
            _below(stage, edge, offset, 0.006), fill(tones.tone(rgb("f6fbff"), 0, 0.4), alpha)
        )
    shine = mix(tones.tone(shade(dry, 0.72)), mix(tones.sky[-1], tones.sky[-2], 0.5), 0.45)
    canvas.drawPath(_below(stage, edge, 0.0, 0.003), fill(shine))
    low = min(edge(0.0), edge(0.5), edge(1.0))
    colours = [
        mix(tones.tone(dry, 0.08, 0.5), shine, 0.35 + 0.4 * tones.wet),
        tones.tone(dry, 0, 0.75),
        tones.tone(dry, 0, 0.1),
    ]
    body = gradient((0, frame.y(low)), (0, frame.y(1.1)), colours)
    canvas.drawPath(_below(stage, edge, 0.045, 0.008), body)
    _grain(stage, plane, _below(stage, edge, 0.02, 0.004), 0.07)


def breakers(stage: Stage, plane: str, edge: Edge, horizon: float, strength: float) -> None:
    """Waves that roll in, parallel to a shoreline: dark faces, white crests, lace of foam."""
    frame, tones = stage.frame, stage.tones
    canvas, rng = stage.canvas(plane), stage.rng("breakers")
    white = tones.tone(rgb("fbfdff"), 0, 0.55)
    for offset, level in ((-0.2, 0.16), (-0.14, 0.2), (-0.09, 0.24), (-0.05, 0.26)):
        shallow = fill(tones.tone(rgb("5fd6cf"), 0.05, 0.35), level)
        canvas.drawPath(_below(stage, edge, offset, 0.004), shallow)
    for order, share in enumerate((0.86, 0.66, 0.42, 0.24)):
        sway = line(rng, 240, cells=9, octaves=3) - 0.5
        gaps = line(rng, 240, cells=12, octaves=2)
        thick = (0.012, 0.009, 0.006, 0.003)[order] * frame.film_px[1] * (0.6 + strength)
        for index in range(239):
            u = -0.12 + 1.24 * index / 239
            v = horizon + (edge(u) - horizon) * (share + 0.05 * float(sway[index]))
            level = float(np.clip((gaps[index] - 0.42) * 3.4, 0, 1)) * (0.5 + 0.5 * strength)
            if level <= 0:
                continue
            x, y, wide = frame.x(u), frame.y(v), frame.film_px[0] * 1.3 / 239
            size = thick * level
            face = fill(tones.tone(rgb("2a8a94"), 0, -0.3), 0.35 * level)
            canvas.drawRect(skia.Rect.MakeXYWH(x, y, wide, size * 1.6), face)
            crest = fill(white, 0.85 * level)
            canvas.drawOval(skia.Rect.MakeXYWH(x - wide, y - size * 0.5, wide * 3, size), crest)


def _grain(stage: Stage, plane: str, where: skia.Path, strength: float) -> None:
    """Fine uneven texture over an area, stretched as ground is in perspective."""
    frame, tones = stage.frame, stage.tones
    width, height = (side // 2 for side in frame.map_px)
    rng = stage.rng("grain", plane)
    noise = field(rng, width, height, cells=(70, 130), octaves=3, gain=0.7) - 0.5
    alpha = np.clip(np.abs(noise) * strength * 5, 0, 0.5).astype(np.float32)
    dark, bright = tones.light.shadow, mix(tones.light.colour, (1, 1, 1), 0.3)
    colour = np.where(noise[..., None] < 0, np.array(dark), np.array(bright)).astype(np.float32)
    image = to_image(np.dstack([colour * alpha[..., None], alpha]).astype(np.float32))
    canvas = stage.canvas(plane)
    canvas.save()
    canvas.clipPath(where, True)
    full = skia.Rect.MakeWH(*frame.plane_px)
    canvas.drawImageRect(image, full, skia.SamplingOptions(skia.FilterMode.kLinear))
    canvas.restore()


def surf_rocks(stage: Stage, plane: str, side: int) -> None:
    """Wet rocks with foam around them in a lower corner."""
    frame, tones = stage.frame, stage.tones
    rng, canvas = stage.rng("surf rocks", side), stage.canvas(plane)
    grove = Grove(stage, stone, 0.3 * frame.unit_px)
    foam = tones.tone(rgb("f4faff"), 0, 0.5)
    for offset, v, size in (
        (0.3, 0.99, 0.07),
        (0.37, 1.02, 0.13),
        (0.46, 1.06, 0.22),
        (0.55, 1.1, 0.3),
    ):
        x, y = frame.x(0.5 + side * (offset + 0.01 * float(rng.normal()))), frame.y(v)
        reach = size * frame.unit_px
        grove.plant(plane, (x, y), reach, pick=float(rng.random()))
        for _ in range(16):
            at = (x + float(rng.normal(0, 0.55)) * reach, y + float(rng.normal(0, 0.04)) * reach)
            spot = reach * float(rng.uniform(0.05, 0.2))
            canvas.save()
            canvas.translate(*at)
            canvas.scale(1, 0.34)
            canvas.drawCircle(0, 0, spot, radial((0, 0), spot, [foam, foam], [0.75, 0.0]))
            canvas.restore()


def jetty(stage: Stage, plane: str, near: Point, far: Point, width_px: float) -> None:
    """A wooden jetty from its near end to its far end, both in plane pixels."""
    canvas, tones = stage.canvas(plane), stage.tones
    planks = 22
    wood = mix(rgb("8d6a4a"), SNOW, 0.8 * tones.snow)
    for index in reversed(range(planks)):
        a, b = (_along(near, far, (index + part) / planks) for part in (0.0, 1.0))
        wide_a, wide_b = (width_px * _shrink(near, far, point[1]) for point in (a, b))
        plank = skia.Path()
        plank.addPoly(
            [
                skia.Point(a[0] - wide_a / 2, a[1]),
                skia.Point(a[0] + wide_a / 2, a[1]),
                skia.Point(b[0] + wide_b / 2, b[1]),
                skia.Point(b[0] - wide_b / 2, b[1]),
            ],
            True,
        )
        if index % 5 == 0:
            for side in (-0.5, 0.5):
                post = stroke(tones.tone(rgb("5c4430"), 0, -0.3), wide_a * 0.06)
                x = a[0] + side * wide_a
                canvas.drawLine(x, a[1] - wide_a * 0.16, x, a[1] + wide_a * 0.28, post)
        tint = shade(wood, 0.86 + 0.2 * (index * 37 % 10) / 10)
        canvas.drawPath(plank, fill(tones.tone(tint, 0.02 * index / planks, 0.5)))
        canvas.drawPath(plank, stroke(tones.tone(rgb("3c2c20"), 0, -0.4), wide_a * 0.008, 0.5))


def quay(stage: Stage, plane: str, v: float, local: Rgb = (0.6, 0.56, 0.52)) -> None:
    """A paved quay across the lower edge, its stones in perspective, with bollards."""
    frame, tones = stage.frame, stage.tones
    canvas = stage.canvas(plane)
    stone = mix(local, SNOW, 0.85 * tones.snow)
    top, low = frame.y(v), frame.plane_px[1]
    lip = frame.line_px * 16
    full = skia.Rect.MakeLTRB(0, top, frame.plane_px[0], low)
    canvas.drawRect(
        full,
        gradient((0, top), (0, low), [tones.tone(stone, 0.06, 0.6), tones.tone(stone, 0, -0.1)]),
    )
    _joints(stage, plane, top, stone)
    path = skia.Path()
    path.addRect(full)
    _grain(stage, plane, path, 0.07)
    edge = skia.Rect.MakeLTRB(0, top, frame.plane_px[0], top + lip)
    canvas.drawRect(edge, fill(tones.tone(shade(stone, 1.12), 0, 0.9)))
    canvas.drawLine(
        0,
        top + lip,
        frame.plane_px[0],
        top + lip,
        stroke(tones.tone(shade(stone, 0.45)), frame.line_px * 3, 0.7),
    )
    for u in (0.07, 0.35, 0.64, 0.93):
        _bollard(stage, plane, (frame.x(u), top + lip * 1.4), frame.unit_px * 0.045)


def _joints(stage: Stage, plane: str, top: float, stone: Rgb) -> None:
    """The joints of paving stones from ``top`` down, in perspective."""
    frame, canvas = stage.frame, stage.canvas(plane)
    joint = stroke(stage.tones.tone(shade(stone, 0.5)), frame.line_px * 2, 0.4)
    rows, low, middle = 7, frame.plane_px[1], frame.x(0.5)
    edges = [top + (low - top) * (row / rows) ** 1.5 for row in range(rows + 1)]
    for row in range(rows):
        upper, lower = edges[row : row + 2]
        canvas.drawLine(0, upper, frame.plane_px[0], upper, joint)
        first, last = (
            (0.55 + 0.9 * (y - top) / (low - top)) * frame.unit_px * 0.2 for y in (upper, lower)
        )
        for column in range(-14, 15):
            shift = column + 0.5 * (row % 2)
            canvas.drawLine(middle + shift * first, upper, middle + shift * last, lower, joint)


def _bollard(stage: Stage, plane: str, foot: Point, height_px: float) -> None:
    """An iron post to moor boats to."""
    canvas, tones = stage.canvas(plane), stage.tones
    iron = rgb("39424c")
    x, y = foot
    wide = height_px * 0.36
    sides = [
        tones.tone(iron, 0, 0.8 * -tones.light.side),
        tones.tone(iron),
        tones.tone(iron, 0, 0.8 * tones.light.side),
    ]
    body = gradient((x - wide, 0), (x + wide, 0), sides)
    canvas.drawRect(skia.Rect.MakeLTRB(x - wide * 0.7, y - height_px, x + wide * 0.7, y), body)
    canvas.drawOval(
        skia.Rect.MakeXYWH(x - wide, y - height_px * 1.14, wide * 2, height_px * 0.34), body
    )


def _below(stage: Stage, edge: Edge, offset: float, ragged: float) -> skia.Path:
    """All of a plane below a shoreline."""
    frame = stage.frame
    rng = stage.rng("below", offset)
    sway = line(rng, 120, cells=14, octaves=3) - 0.5
    path = skia.Path()
    path.moveTo(0, frame.plane_px[1])
    for index in range(120):
        u = -0.12 + 1.24 * index / 119
        path.lineTo(frame.x(u), frame.y(edge(u) + offset + ragged * 2 * float(sway[index])))
    path.lineTo(frame.plane_px[0], frame.plane_px[1])
    path.close()
    return path


def _along(near: Point, far: Point, part: float) -> Point:
    """A point on the way; steps shrink with distance."""
    eased = 1 - (1 - part) * (1 - part)
    return (near[0] + (far[0] - near[0]) * eased, near[1] + (far[1] - near[1]) * eased)


def _shrink(near: Point, far: Point, y: float) -> float:
    return 1 - 0.72 * (near[1] - y) / max(near[1] - far[1], 1e-6)
