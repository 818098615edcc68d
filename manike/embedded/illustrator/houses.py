"""Houses, huts and blocks of flats, with windows that light up as it gets dark."""

from dataclasses import dataclass

import numpy as np
import skia

from manike.embedded.illustrator.colour import fill, gradient, mix, radial, rgb, shade, stroke
from manike.embedded.illustrator.grove import Point, shadow
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.tones import Tones

LAMPLIGHT = rgb("ffc86e")
SNOW = rgb("f4f8ff")
DUSK_ON_LIT, DUSK_IN_SHADE = 0.22, 0.42
"""How far walls take the sky's colours at dawn and dusk."""
SIDE_SHARE = 0.3
"""Of a house's width that its side wall takes."""


@dataclass(frozen=True, slots=True)
class Plot:
    """Where a building stands."""

    foot: Point
    """Middle of its lower edge, in plane pixels."""
    width_px: float
    height_px: float
    """To the eaves or to the top of the walls."""
    haze: float = 0.0


@dataclass(frozen=True, slots=True)
class Look:
    """What a house is made of."""

    wall: Rgb
    roof: Rgb
    trim: Rgb
    pitch: float = 0.5
    """Height of the roof against the width of the house."""
    storeys: int = 2


COTTAGE = Look(rgb("efe3cf"), rgb("a4553c"), rgb("7a5338"))
PLASTER = Look(rgb("e9c9a2"), rgb("b4643f"), rgb("5f7a78"), 0.32, 3)
TIMBER = Look(rgb("9a7350"), rgb("5c4a3e"), rgb("e8d8b8"), 0.6)
FISHER = Look(rgb("b24a3c"), rgb("3f4a55"), rgb("f2ece0"), 0.55)
STILT = Look(rgb("c8a26b"), rgb("8f7b4c"), rgb("6a4c32"), 0.55, 1)


def dusky(tones: Tones, colour: Rgb, sun: float) -> Rgb:
    """A wall's colour at dawn or dusk: violet in the shade, the sky's warmth where it is lit."""
    if not tones.is_low_sun:
        return colour
    deep = shade(mix(tones.sky[1], tones.sky[2], 0.35), 0.62)
    glow = mix(tones.sky[2], tones.light.colour, 0.4)
    seen, share = (glow, DUSK_ON_LIT) if sun > 0 else (deep, DUSK_IN_SHADE)
    return mix(colour, seen, (1 - tones.overcast) * share)


def path_of(*points: Point) -> skia.Path:
    """A closed polygon."""
    path = skia.Path()
    path.addPoly([skia.Point(*point) for point in points], True)
    return path


def glow(canvas: skia.Canvas, at: Point, reach_px: float, colour: Rgb, strength: float) -> None:
    """Light around a lamp."""
    if strength <= 0:
        return
    shine = [mix(colour, (1, 1, 1), 0.35), colour, colour]
    levels = [0.85 * strength, 0.22 * strength, 0.0]
    canvas.drawCircle(*at, reach_px, radial(at, reach_px, shine, levels))


def house(stage: Stage, plane: str, plot: Plot, look: Look) -> None:
    """A house with its gable to one side, seen at an angle."""
    canvas, tones = stage.canvas(plane), stage.tones
    x, y = plot.foot
    half, tall = plot.width_px / 2, plot.height_px
    turn = -tones.light.side
    shadow(stage, plane, plot.foot, half * 1.15, haze=plot.haze, flat=0.07)
    corner = x + turn * half * (1 - 2 * SIDE_SHARE)
    left, right = sorted((x - turn * half, corner))
    front = tones.tone(look.wall, plot.haze, 0.75)
    side = tones.tone(look.wall, plot.haze, -0.6)
    canvas.drawRect(
        skia.Rect.MakeLTRB(left, y - tall, right, y),
        gradient(
            (0, y - tall), (0, y), [front, mix(front, tones.tone(look.trim, plot.haze), 0.22)]
        ),
    )
    far = x + turn * half
    ridge = tall + plot.width_px * look.pitch * 0.62
    apex = ((corner + far) / 2, y - ridge)
    canvas.drawPath(
        path_of((corner, y), (corner, y - tall), apex, (far, y - tall), (far, y)), fill(side)
    )
    _roof(stage, plane, plot, (look, corner, apex))
    _openings(stage, plane, plot, (look, left, right))
    _gable_window(stage, plane, plot, apex)


def row_of_houses(
    stage: Stage, plane: str, looks: tuple[Look, ...], *, v: float, height: float, haze: float
) -> None:
    """Houses side by side across the picture; ``height`` in shorter sides of the film."""
    frame = stage.frame
    rng = stage.rng("houses", plane)
    x = -0.05 * frame.plane_px[0]
    while x < frame.plane_px[0] * 1.05:
        tall = height * frame.unit_px * float(rng.uniform(0.75, 1.25))
        width = tall * float(rng.uniform(1.2, 1.7))
        look = looks[int(rng.integers(len(looks)))]
        foot = (x + width / 2, frame.y(v) + tall * 0.06 * float(rng.random()))
        house(stage, plane, Plot(foot, width, tall, haze), _varied(look, rng))
        x += width * float(rng.uniform(0.96, 1.25))


def block(stage: Stage, plane: str, plot: Plot, local: Rgb, *, lit_share: float) -> None:
    """A tall building with a grid of windows."""
    canvas, tones = stage.canvas(plane), stage.tones
    rng = stage.rng("block", plane, round(plot.foot[0]), round(plot.width_px))
    x, y = plot.foot[0] - plot.width_px / 2, plot.foot[1]
    width, tall = plot.width_px, plot.height_px
    face = dusky(tones, tones.tone(local, plot.haze, 0.2), 0.0)
    low = tones.tone(local, min(1.0, plot.haze + 0.25), -0.2)
    canvas.drawRect(
        skia.Rect.MakeXYWH(x, y - tall, width, tall), gradient((0, y - tall), (0, y), [face, low])
    )
    side_wide = width * 0.24
    bright = tones.light.side > 0
    side_x = x + width - side_wide if not bright else x
    dark = dusky(tones, tones.tone(local, plot.haze, -0.8), -0.8)
    canvas.drawRect(
        skia.Rect.MakeXYWH(side_x, y - tall, side_wide, tall),
        gradient((0, y - tall), (0, y), [dark, mix(dark, low, 0.6)]),
    )
    edge = x + width if bright else x
    rim = stroke(tones.tone(local, plot.haze * 0.8, 1), max(1.0, width * 0.018), 0.8)
    canvas.drawLine(edge, y - tall, edge, y, rim)
    _windows(stage, plane, plot, lit_share)
    _top(stage, plane, plot, int(rng.integers(5)))


def lamp_post(stage: Stage, plane: str, foot: Point, height_px: float) -> None:
    """A street lamp; it glows when it is dark."""
    canvas, tones = stage.canvas(plane), stage.tones
    x, y = foot
    shadow(stage, plane, foot, height_px * 0.1)
    iron = tones.tone(rgb("2f3640"), 0, -0.2)
    canvas.drawLine(x, y, x, y - height_px, stroke(iron, height_px * 0.022))
    canvas.drawLine(
        x - height_px * 0.02, y, x + height_px * 0.02, y, stroke(iron, height_px * 0.05)
    )
    head = (x, y - height_px * 1.04)
    glow(canvas, head, height_px * 0.55, LAMPLIGHT, tones.lamps)
    if tones.lamps > 0:
        reach = height_px * 0.045
        box = (x - reach, head[1] - reach, x + reach, head[1] + reach)
        stage.enliven("lamp", plane, box)
    _pool(canvas, foot, height_px, tones.lamps * (0.35 + 0.4 * tones.wet))
    pane = mix(tones.tone(rgb("dfe6ea")), rgb("fff0c8"), tones.lamps)
    size = height_px * 0.045
    canvas.drawPath(
        path_of(
            (x - size * 0.7, head[1] + size), (x + size * 0.7, head[1] + size),
            (x + size, head[1] - size), (x - size, head[1] - size),
        ),
        fill(pane),
    )  # fmt: skip
    roof = path_of(
        (x - size * 1.3, head[1] - size), (x + size * 1.3, head[1] - size), (x, head[1] - size * 2)
    )
    canvas.drawPath(roof, fill(iron))


def _pool(canvas: skia.Canvas, foot: Point, height_px: float, strength: float) -> None:
    """Lamplight on the ground, drawn out towards the eye as on wet stone."""
    if strength <= 0:
        return
    x, y = foot
    for wide, tall, share in ((0.5, 0.09, 0.8), (0.07, 0.5, 1.0)):
        canvas.save()
        canvas.translate(x, y + (tall * height_px * 0.85 if tall > wide else 0.0))
        canvas.scale(wide, tall)
        light = [LAMPLIGHT, LAMPLIGHT]
        shine = radial((0, 0), height_px, light, [share * strength, 0.0])
        canvas.drawCircle(0, 0, height_px, shine)
        canvas.restore()


def _varied(look: Look, rng: np.random.Generator) -> Look:
    warm = mix(look.wall, rgb("d98f6a"), 0.3 * float(rng.random()))
    wall = mix(warm, rgb("dfe4e2"), 0.35 * float(rng.random()))
    roof = shade(look.roof, float(rng.uniform(0.85, 1.12)))
    return Look(wall, roof, look.trim, look.pitch * float(rng.uniform(0.85, 1.15)), look.storeys)


def _roof(stage: Stage, plane: str, plot: Plot, where: tuple[Look, float, Point]) -> None:
    look, corner, apex = where
    canvas, tones = stage.canvas(plane), stage.tones
    x, y = plot.foot
    half = plot.width_px / 2
    turn = -tones.light.side
    eaves = y - plot.height_px
    out = plot.width_px * 0.05
    outer = x - turn * (half + out)
    shift = apex[0] - corner
    slope = path_of(
        (outer, eaves + out * 0.6), (corner + turn * out * 0.4, eaves + out * 0.6),
        apex, (outer + shift * 0.9, apex[1]),
    )  # fmt: skip
    local = mix(look.roof, SNOW, 0.93 * stage.tones.snow)
    high, low = tones.tone(local, plot.haze, 0.9), tones.tone(local, plot.haze, 0.1)
    canvas.drawPath(slope, gradient((0, apex[1]), (0, eaves), [high, low]))
    canvas.save()
    canvas.clipPath(slope, True)
    ink = stroke(tones.tone(look.roof, plot.haze, -0.7), max(0.8, plot.height_px * 0.008), 0.35)
    for share in np.linspace(0.12, 1, 8).tolist():
        level = apex[1] + (eaves - apex[1]) * share
        canvas.drawLine(outer - half, level, outer + half * 3, level, ink)
    canvas.restore()
    verge = stroke(tones.tone(look.trim, plot.haze, 0.3), max(1.0, plot.height_px * 0.035))
    far = x + turn * (half + out * 0.4)
    canvas.drawLine(*apex, corner + turn * out * 0.2, eaves + out * 0.6, verge)
    canvas.drawLine(*apex, far, eaves + out * 0.6, verge)
    chimney = x - turn * half * 0.35
    wide = plot.width_px * 0.06
    brick = fill(tones.tone(rgb("8f5b48"), plot.haze, 0.2))
    top = apex[1] - plot.height_px * 0.12
    canvas.drawRect(skia.Rect.MakeXYWH(chimney, top, wide, plot.height_px * 0.26), brick)
    stage.enliven("smoke", plane, (chimney, top, chimney + wide, top + wide))


def _openings(stage: Stage, plane: str, plot: Plot, where: tuple[Look, float, float]) -> None:
    look, left, right = where
    rng = stage.rng("openings", plane, round(plot.foot[0]))
    y, tall = plot.foot[1], plot.height_px
    storey = tall / look.storeys
    columns = max(2, round((right - left) / (storey * 0.85)))
    gap = (right - left) / columns
    door = int(rng.integers(columns))
    for floor in range(look.storeys):
        for column in range(columns):
            at = (left + gap * (column + 0.5), y - storey * (floor + 0.5))
            if floor == 0 and column == door:
                _door(stage, plane, plot, (look, at[0], storey))
            else:
                size = (gap * 0.44, storey * 0.44)
                _window(stage, plane, (at, size), (look.trim, plot.haze, float(rng.random())))


def _window(
    stage: Stage,
    plane: str,
    where: tuple[Point, tuple[float, float]],
    kind: tuple[Rgb, float, float],
) -> None:
    (x, y), (wide, tall) = where
    trim, haze, chance = kind
    canvas, tones = stage.canvas(plane), stage.tones
    shines = chance < 0.35 + 0.45 * tones.lamps and tones.lamps > 0
    rect = skia.Rect.MakeXYWH(x - wide / 2, y - tall / 2, wide, tall)
    glass = mix(tones.tone(rgb("4d6472"), haze), tones.sky[-1], 0.25)
    if shines:
        glow(canvas, (x, y), tall * 1.5, LAMPLIGHT, 0.3 * tones.lamps)
        glass = mix(glass, LAMPLIGHT, 0.25 + 0.75 * tones.lamps)
    frame = stroke(tones.tone(trim, haze, 0.2), max(1.0, wide * 0.13))
    canvas.drawRect(
        rect, gradient((x, y - tall / 2), (x, y + tall / 2), [shade(glass, 0.9), glass])
    )
    canvas.drawRect(rect, frame)
    thin = stroke(tones.tone(trim, haze), max(0.7, wide * 0.06))
    canvas.drawLine(x, y - tall / 2, x, y + tall / 2, thin)
    canvas.drawLine(x - wide / 2, y, x + wide / 2, y, thin)


def _door(stage: Stage, plane: str, plot: Plot, where: tuple[Look, float, float]) -> None:
    look, x, storey = where
    canvas, tones = stage.canvas(plane), stage.tones
    wide, tall, y = storey * 0.4, storey * 0.74, plot.foot[1]
    local = mix(look.trim, rgb("3f5a66"), 0.4)
    rect = skia.Rect.MakeXYWH(x - wide / 2, y - tall, wide, tall)
    canvas.drawRect(rect, fill(tones.tone(local, plot.haze, -0.2)))
    canvas.drawRect(rect, stroke(tones.tone(look.trim, plot.haze, 0.3), max(1.0, wide * 0.1)))
    knob = fill(tones.tone(rgb("d9b45a"), plot.haze, 0.6))
    canvas.drawCircle(x + wide * 0.28, y - tall * 0.48, wide * 0.06, knob)


def _gable_window(stage: Stage, plane: str, plot: Plot, apex: Point) -> None:
    where = ((apex[0], plot.foot[1] - plot.height_px * 0.96), (plot.height_px * 0.16,) * 2)
    _window(stage, plane, where, (rgb("7a5338"), plot.haze, 0.3))


def _windows(stage: Stage, plane: str, plot: Plot, lit_share: float) -> None:
    """The window grid of a block, a few of them lit in different warmth."""
    canvas, tones, frame = stage.canvas(plane), stage.tones, stage.frame
    rng = stage.rng("grid", plane, round(plot.foot[0]))
    pitch = max(frame.unit_px * 0.0165, plot.width_px / 11)
    columns, rows = int(plot.width_px / pitch), int(plot.height_px / (pitch * 1.35))
    if columns < 1 or rows < 1:
        return
    gap = plot.width_px / columns
    dark = mix(tones.tone(rgb("33485a"), plot.haze, -0.2), tones.sky[-2], 0.18)
    glass = fill(dark, 0.75)
    warm = [
        fill(mix(rgb(name), tones.light.haze, plot.haze * 0.6))
        for name in ("ffd88f", "ffc068", "fff0cf", "cfe4ff")
    ]
    shine = rng.random((rows, columns)) < lit_share * float(rng.uniform(0.6, 1.3))
    kinds = rng.choice(4, (rows, columns), p=(0.45, 0.3, 0.15, 0.1))
    left, top = plot.foot[0] - plot.width_px / 2, plot.foot[1] - plot.height_px
    for row in range(1, rows):
        for column in range(columns):
            rect = skia.Rect.MakeXYWH(
                left + gap * (column + 0.22), top + pitch * 1.35 * row, gap * 0.56, pitch * 0.72
            )
            paint = warm[int(kinds[row, column])] if shine[row, column] else glass
            canvas.drawRect(rect, paint)


def _top(stage: Stage, plane: str, plot: Plot, kind: int) -> None:
    """What stands on a block's roof."""
    canvas, tones = stage.canvas(plane), stage.tones
    x, top = plot.foot[0], plot.foot[1] - plot.height_px
    wide = plot.width_px
    paint = fill(tones.tone(rgb("56616e"), plot.haze, -0.1))
    if kind == 0:
        canvas.drawPath(
            path_of((x - wide / 2, top), (x, top - wide * 0.45), (x + wide / 2, top)), paint
        )
    elif kind == 1:
        canvas.drawRect(
            skia.Rect.MakeXYWH(x - wide * 0.25, top - wide * 0.2, wide * 0.5, wide * 0.2), paint
        )
        line = stroke(tones.tone(rgb("56616e"), plot.haze), max(1.0, wide * 0.03))
        canvas.drawLine(x, top - wide * 0.2, x, top - wide * 0.75, line)
        if tones.lamps > 0:
            glow(canvas, (x, top - wide * 0.75), wide * 0.14, rgb("ff5a4a"), tones.lamps)
    else:
        for step in range(kind):
            size = wide * (0.7 - 0.2 * step)
            rise = wide * 0.12
            rect = skia.Rect.MakeXYWH(x - size / 2, top - rise * (step + 1), size, rise + 1)
            canvas.drawRect(rect, paint)
    if tones.snow > 0:
        cap = stroke(tones.tone(SNOW, plot.haze, 0.4), max(1.5, wide * 0.04))
        canvas.drawLine(x - wide / 2, top, x + wide / 2, top, cap)
