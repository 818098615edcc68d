"""A train: a compartment from inside, or carriages on a viaduct."""

import math

import skia

from manike.embedded.illustrator.carriage import paint_carriage
from manike.embedded.illustrator.colour import fill, gradient, mix, rgb, shade, stroke
from manike.embedded.illustrator.furniture import floor_lamp
from manike.embedded.illustrator.ground import hills, mist, mountains
from manike.embedded.illustrator.houses import LAMPLIGHT, Plot, glow, path_of
from manike.embedded.illustrator.layout import Brief, Layout, eye_level, third
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.perspective import Box
from manike.embedded.illustrator.planting import away_from_middle, plant, spots
from manike.embedded.illustrator.rooms import indoors, view
from manike.embedded.illustrator.seating import seats, table
from manike.embedded.illustrator.sky import paint_sky
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.trees import broadleaf, conifer

INSIDE_TRAIN = ("window", "compartment", "seat", "inside", "carriage", "passenger", "aboard")


OUTSIDE_TRAIN = ("viaduct", "locomotive", "bridge", "railway", "track", "steam", "cross", "wind")


def paint_train(stage: Stage, brief: Brief) -> Layout:
    """A compartment or an open carriage; or a train on a viaduct, seen from outside."""
    outside = brief.mentions(*OUTSIDE_TRAIN) or any("train" in name for name in brief.subjects)
    if outside and not brief.mentions(*INSIDE_TRAIN):
        return _viaduct(stage, brief)
    aisle = stage.rng("train").integers(2) or brief.mentions("aisle", "dining", "walk")
    if aisle and not brief.mentions("compartment"):
        return paint_carriage(stage, brief)
    return _compartment(stage, brief)


def _compartment(stage: Stage, brief: Brief) -> Layout:
    view(stage, 0.44, sea=brief.mentions("sea", "coast", "bay"))
    panel = rgb("7d4f33")
    stage.tones = indoors(stage.tones, panel)
    frame = stage.frame
    half = 0.34 if not frame.is_tall else 0.4
    glass = (frame.x(0.5 - half), frame.y(0.16), frame.x(0.5 + half), frame.y(0.56))
    _window_wall(stage, glass, panel)
    _blinds(stage, glass)
    _rack(stage, glass)
    cloth = rgb("3f6a5a") if int(stage.rng("cloth").integers(2)) else rgb("8a3f3a")
    for side in (-1, 1):
        seats(stage, "near", side, cloth, 0.84)
        _wall_lamp(stage, (frame.x(0.5 + side * (half + 0.07)), frame.y(0.33)))
    _laid_table(stage)
    return Layout(0.93, (third(stage, "landmark", 0.12), 0.5), 0.2, "far", landmark_haze=0.2,
                  kind="indoors", nearness=1.7, shows=("train", "window"))  # fmt: skip


def _window_wall(stage: Stage, glass: Box, panel: Rgb) -> None:
    """The wall around a compartment's window, and the window's frame."""
    frame, tones, unit = stage.frame, stage.tones, min(stage.frame.film_px)
    canvas = stage.canvas("mid")
    wall = skia.Path()
    wall.setFillType(skia.PathFillType.kEvenOdd)
    wall.addRect(skia.Rect.MakeWH(*frame.plane_px))
    wall.addRoundRect(skia.Rect.MakeLTRB(*glass), unit * 0.04, unit * 0.04)
    colours = [
        tones.tone(rgb("d8c7a8"), 0, 0.2),
        tones.tone(panel, 0, 0.1),
        tones.tone(shade(panel, 0.75), 0, -0.2),
    ]
    canvas.drawPath(wall, gradient((0, 0), (0, frame.y(0.9)), colours))
    _panels(stage, glass, panel)
    rim = stroke(tones.tone(rgb("c9a45a"), 0, 0.5), unit * 0.014)
    canvas.drawRoundRect(skia.Rect.MakeLTRB(*glass), unit * 0.04, unit * 0.04, rim)
    middle = stroke(tones.tone(rgb("5a3a26"), 0, 0.2), unit * 0.02)
    canvas.drawLine(frame.x(0.5), glass[1], frame.x(0.5), glass[3], middle)


def _laid_table(stage: Stage) -> None:
    """The table under the window with a cup and a lamp."""
    frame, unit = stage.frame, min(stage.frame.film_px)
    shelf = Plot((frame.x(0.5), frame.y(0.74)), unit * 0.4, unit * 0.14)
    table(stage, "near", shelf, rgb("9a6a40"))
    _cup(stage, (frame.x(0.5) + unit * 0.09, frame.y(0.74) - unit * 0.15), unit * 0.05)
    lamp = (frame.x(0.5) - unit * 0.11, frame.y(0.74) - unit * 0.15)
    floor_lamp(stage, "near", lamp, unit * 0.17)


def _panels(stage: Stage, glass: Box, wood: Rgb) -> None:
    """Wooden panels beneath and beside a compartment's window."""
    canvas, tones, frame = stage.canvas("mid"), stage.tones, stage.frame
    unit = min(frame.film_px)
    low = glass[3] + unit * 0.035
    rect = skia.Rect.MakeLTRB(0, low, *frame.plane_px)
    canvas.drawRect(
        rect,
        gradient(
            (0, low),
            (0, frame.y(0.95)),
            [tones.tone(wood, 0, 0.3), tones.tone(shade(wood, 0.7), 0, -0.4)],
        ),
    )
    canvas.drawRect(
        skia.Rect.MakeLTRB(0, low, frame.plane_px[0], low + unit * 0.016),
        fill(tones.tone(rgb("c9a45a"), 0, 0.4)),
    )
    inlay = stroke(tones.tone(shade(wood, 1.3), 0, 0.3), unit * 0.005, 0.8)
    for index in range(-1, 7):
        x = frame.x(-0.1 + 0.2 * index + 0.01)
        box = skia.Rect.MakeXYWH(x, low + unit * 0.05, frame.film_px[0] * 0.18, unit * 0.2)
        canvas.drawRoundRect(box, unit * 0.015, unit * 0.015, inlay)


def _blinds(stage: Stage, glass: Box) -> None:
    """Short curtains at both ends of the compartment's window."""
    canvas, tones = stage.canvas("mid"), stage.tones
    cloth = rgb("c9803f")
    wide = (glass[2] - glass[0]) * 0.1
    for x, side in ((glass[0], 1), (glass[2], -1)):
        path = skia.Path()
        path.moveTo(x, glass[1])
        path.lineTo(x + side * wide, glass[1])
        path.quadTo(
            x + side * wide * 0.9,
            glass[3] - (glass[3] - glass[1]) * 0.3,
            x + side * wide * 0.7,
            glass[3],
        )
        path.lineTo(x, glass[3])
        path.close()
        folds = [tones.tone(cloth, 0, level) for level in (0.4, -0.3, 0.5, -0.4)]
        canvas.drawPath(path, gradient((x, 0), (x + side * wide, 0), folds))


def _rack(stage: Stage, glass: Box) -> None:
    """A luggage rack with cases above the window."""
    canvas, tones, frame = stage.canvas("mid"), stage.tones, stage.frame
    unit, rng = min(frame.film_px), stage.rng("cases")
    y = glass[1] - unit * 0.06
    x = glass[0]
    while x < glass[2] - unit * 0.1:
        wide, tall = unit * float(rng.uniform(0.12, 0.2)), unit * float(rng.uniform(0.07, 0.11))
        local = rgb(("8a4f34", "4f6a5f", "6a5a7a", "b08a4f")[int(rng.integers(4))])
        case = skia.Rect.MakeXYWH(x, y - tall, wide, tall)
        canvas.drawRoundRect(
            case,
            unit * 0.012,
            unit * 0.012,
            gradient(
                (0, y - tall), (0, y), [tones.tone(local, 0, 0.4), tones.tone(local, 0, -0.4)]
            ),
        )
        canvas.drawRect(
            skia.Rect.MakeXYWH(x + wide * 0.2, y - tall, unit * 0.012, tall),
            fill(tones.tone(shade(local, 0.6))),
        )
        canvas.drawRect(
            skia.Rect.MakeXYWH(x + wide * 0.72, y - tall, unit * 0.012, tall),
            fill(tones.tone(shade(local, 0.6))),
        )
        x += wide + unit * float(rng.uniform(0.02, 0.12))
    brass = stroke(tones.tone(rgb("d0a850"), 0, 0.5), unit * 0.009)
    canvas.drawLine(glass[0] - unit * 0.1, y, glass[2] + unit * 0.1, y, brass)
    canvas.drawLine(
        glass[0] - unit * 0.1, y - unit * 0.035, glass[2] + unit * 0.1, y - unit * 0.035, brass
    )


def _wall_lamp(stage: Stage, at: tuple[float, float]) -> None:
    """A small lamp with a cloth shade."""
    canvas, tones = stage.canvas("mid"), stage.tones
    size = min(stage.frame.film_px) * 0.03
    glow(canvas, at, size * 6, LAMPLIGHT, 0.75 * tones.lamps)
    if tones.lamps > 0:
        box = (at[0] - size, at[1] - size, at[0] + size, at[1] + size)
        stage.enliven("lamp", "mid", box)
    lit = mix(tones.tone(rgb("efe0c2")), rgb("ffe7b0"), tones.lamps)
    x, y = at
    canvas.drawPath(
        path_of(
            (x - size * 0.6, y - size),
            (x + size * 0.6, y - size),
            (x + size, y + size),
            (x - size, y + size),
        ),
        fill(lit),
    )


def _cup(stage: Stage, foot: tuple[float, float], tall: float) -> None:
    """A steaming cup."""
    canvas, tones = stage.canvas("near"), stage.tones
    x, y = foot
    body = path_of(
        (x - tall * 0.42, y - tall * 0.8),
        (x + tall * 0.42, y - tall * 0.8),
        (x + tall * 0.3, y),
        (x - tall * 0.3, y),
    )
    canvas.drawPath(body, fill(tones.tone(rgb("f4f0e6"), 0, 0.4)))
    canvas.drawCircle(
        x + tall * 0.48,
        y - tall * 0.45,
        tall * 0.18,
        stroke(tones.tone(rgb("f4f0e6")), tall * 0.08),
    )
    for offset in (-0.12, 0.1):
        steam = skia.Path()
        steam.moveTo(x + offset * tall, y - tall * 0.9)
        steam.cubicTo(
            x + (offset - 0.3) * tall,
            y - tall * 1.3,
            x + (offset + 0.3) * tall,
            y - tall * 1.6,
            x + offset * tall,
            y - tall * 2,
        )
        canvas.drawPath(steam, stroke((1.0, 1.0, 1.0), tall * 0.09, 0.25))


def _viaduct(stage: Stage, brief: Brief) -> Layout:
    """A train on arches over a valley."""
    horizon = eye_level(stage, 0.47, 0.03)
    paint_sky(stage, horizon)
    mountains(stage, "far", horizon=horizon, height=0.24, haze=(0.4, 0.65), snow_line=0.7)
    mist(stage, "far", horizon, thickness=0.05, amount=0.45)
    slopes = hills(stage, "back", horizon=horizon + 0.01, height=0.13, haze=(0.14, 0.42))
    plant(stage, "back", broadleaf, spots(stage, slopes, 150, "wood"), 0.3, (0.14, 0.42))
    frame, tones = stage.frame, stage.tones
    unit, canvas = stage.frame.unit_px, stage.canvas("mid")
    deck, low = frame.y(horizon), frame.y(horizon + 0.34)
    stone = rgb("a3917c")
    _arches(stage, (deck, low), stone)
    _carriages(stage, deck, brief)
    rail = skia.Rect.MakeLTRB(0, deck, frame.plane_px[0], deck + unit * 0.018)
    canvas.drawRect(rail, fill(tones.tone(shade(stone, 1.12), 0, 0.7)))
    near = hills(
        stage, "near", horizon=horizon + 0.3, height=0.035, haze=(0.0, 0.15), span=(0.75, 2.6)
    )
    firs = away_from_middle(stage, spots(stage, near, 60, "firs"), 0.2)
    plant(stage, "near", conifer, firs, 0.3, (0.0, 0.12))
    plant(stage, "near", broadleaf, spots(stage, near, 16, "trees"), 0.26, (0.0, 0.12))
    return Layout(
        0.9,
        (third(stage, "landmark", 0.3), horizon + 0.06),
        0.24,
        "back",
        shows=("viaduct", "bridge", "train"),
    )


def _arches(stage: Stage, levels: tuple[float, float], stone: Rgb) -> None:
    """The arches of a viaduct across the picture."""
    frame, tones = stage.frame, stage.tones
    canvas, unit = stage.canvas("mid"), stage.frame.unit_px
    deck, low = levels
    wall = skia.Path()
    wall.setFillType(skia.PathFillType.kEvenOdd)
    wall.addRect(skia.Rect.MakeLTRB(-10, deck, frame.plane_px[0] + 10, frame.plane_px[1]))
    gap = unit * 0.2
    count = math.ceil(frame.plane_px[0] / gap) + 1
    for index in range(count):
        x = (index - 0.25) * gap
        hole = skia.Rect.MakeLTRB(
            x + gap * 0.12, deck + unit * 0.05, x + gap * 0.88, frame.plane_px[1] + unit
        )
        wall.addRoundRect(hole, gap * 0.38, gap * 0.38)
    canvas.drawPath(
        wall,
        gradient(
            (0, deck), (0, low), [tones.tone(stone, 0.05, 0.5), tones.tone(stone, 0.02, -0.3)]
        ),
    )
    joint = stroke(tones.tone(shade(stone, 0.6), 0, -0.3), unit * 0.002, 0.4)
    canvas.save()
    canvas.clipPath(wall, True)
    for row in range(24):
        canvas.drawLine(
            0, deck + row * unit * 0.026, frame.plane_px[0], deck + row * unit * 0.026, joint
        )
    canvas.restore()


def _carriages(stage: Stage, deck: float, brief: Brief) -> None:
    """A train of a locomotive and carriages with lit windows."""
    frame, tones = stage.frame, stage.tones
    canvas, unit = stage.canvas("mid"), stage.frame.unit_px
    tall, long = unit * 0.085, unit * 0.27
    side = float(stage.rng("way").choice((-1, 1)))
    head = frame.x(0.5 + side * 0.3)
    paint = rgb(("8a2f33", "2f5a6a", "3a6a48")[int(stage.rng("livery").integers(3))])
    for index in range(6):
        left = head - side * (long + unit * 0.012) * index - (long if side > 0 else 0)
        body = skia.Rect.MakeXYWH(left, deck - tall, long, tall * 0.86)
        canvas.drawRoundRect(
            body,
            tall * 0.14,
            tall * 0.14,
            gradient(
                (0, deck - tall),
                (0, deck),
                [tones.tone(paint, 0.03, 0.7), tones.tone(paint, 0, -0.4)],
            ),
        )
        canvas.drawRect(
            skia.Rect.MakeXYWH(left, deck - tall * 0.46, long, tall * 0.06),
            fill(tones.tone(rgb("efdfae"), 0, 0.3)),
        )
        for window_index in range(7):
            x = left + long * (0.07 + 0.128 * window_index)
            glass = skia.Rect.MakeXYWH(x, deck - tall * 0.82, long * 0.09, tall * 0.3)
            lit = mix(tones.tone(rgb("43586a"), 0, -0.1), rgb("ffd98a"), 0.25 + 0.75 * tones.lamps)
            canvas.drawRect(glass, fill(lit))
        glow(
            canvas, (left + long / 2, deck - tall * 0.6), long * 0.6, LAMPLIGHT, 0.25 * tones.lamps
        )
        for wheel in (0.16, 0.28, 0.72, 0.84):
            canvas.drawCircle(
                left + long * wheel, deck - tall * 0.08, tall * 0.1, fill(tones.tone(rgb("2b2b30")))
            )
    nose = (head, deck - tall * 0.4)
    glow(canvas, nose, unit * 0.16, rgb("fff1c4"), 0.35 + 0.5 * tones.lamps)
