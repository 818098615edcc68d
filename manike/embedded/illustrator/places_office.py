"""Offices with a view, classrooms with a board, newsrooms with a wall of screens."""

import skia

from manike.embedded.illustrator.colour import fill, gradient, mix, rgb, shade, stroke
from manike.embedded.illustrator.houses import LAMPLIGHT, glow
from manike.embedded.illustrator.interior import Interior, Spot, interior_of
from manike.embedded.illustrator.interior_parts import prop, stool, table_of
from manike.embedded.illustrator.interior_shell import (
    Hall,
    Pane,
    boards,
    daylight,
    glaze,
    lamp_pools,
    on_wall,
    sheen,
    shell,
    skirting,
    weather_outside,
)
from manike.embedded.illustrator.layout import Brief, Layout
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.newsroom import paint_newsroom
from manike.embedded.illustrator.rooms import indoors, view
from manike.embedded.illustrator.skyline import skyline
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.wall_things import (
    door,
    falloff,
    framed,
    front_plant,
    lamplight,
    side_cupboard,
)

CLASSROOM = (
    "classroom",
    "school",
    "teach",
    "pupil",
    "student",
    "lesson",
    "blackboard",
    "chalk",
    "universit",
    "lecture",
)
NEWSROOM = (
    "newsroom",
    "news ",
    "anchor",
    "broadcast",
    "headline",
    "tv studio",
    "control room",
    "presenter",
    "mission control",
)
WALLS = ("dcd6ca", "cfd8dc", "d8cfc4", "c9d2c8")
WOODS = ("c49a68", "a8784c", "d6b48a", "8f6a4a")
TOP_M = 0.76


def paint_office(stage: Stage, brief: Brief) -> Layout:
    """Where people work at desks; by its words a classroom or a newsroom."""
    if brief.mentions(*NEWSROOM):
        return paint_newsroom(stage, brief)
    if brief.mentions(*CLASSROOM):
        return _classroom(stage, brief)
    return _office(stage, brief)


def _office(stage: Stage, brief: Brief) -> Layout:
    rng = stage.rng("office")
    wall, wood = rgb(WALLS[int(rng.integers(4))]), rgb(WOODS[int(rng.integers(4))])
    side = float(rng.choice((-1, 1)))
    yaw = side * float(rng.choice((0.0, 0.16, 0.28)))
    inside = interior_of(stage, yaw=yaw, x=-side * 0.4 if yaw else 0.0)
    skyline(stage, 0.52)
    hall = Hall(-4.2, 4.2, 7.8, 5.2 if stage.frame.is_tall else 3.6)
    panes = [
        Pane("back", x, x + 2.55, 0.45, hall.height - 0.5, bars=(2, 1)) for x in (-4.0, -1.28, 1.44)
    ]
    weather_outside(inside, hall, panes, brief.setting.weather)
    stage.tones = indoors(stage.tones, wall)
    shell(inside, hall, wall, panes)
    falloff(inside, (0, 2.0, hall.back), (0.3, stage.tones.light.colour, 0.2))
    lamplight(inside, (inside.eye.at(-2, 2.6, 6.5), inside.eye.at(2, 2.6, 6.5)), 2.6)
    framed(inside, hall, "right" if side > 0 else "left", (5.4, 6.6, 1.3, 2.2))
    glaze(inside, hall, panes, rgb("4a5058"))
    boards(inside, hall, mix(wood, rgb("b08a60"), 0.4), wide=0.3)
    sheen(inside, hall, 0.25)
    lamp_pools(inside, [(-2.3, 6.5), (2.3, 6.5)], 2.2)
    daylight(inside, hall, panes)
    side_cupboard(inside, hall, -side, (mix(wall, rgb("5a6a72"), 0.6), 5.2, 7.0))
    for x, z in ((-side * 2.6, 6.4), (side * 2.7, 6.6), (side * 2.4, 4.9)):
        _desk(inside, (x, 0, z), wood)
    _bar_lamps(inside, side, hall)
    front_plant(inside, -side, 0.5)
    return Layout(
        0.9,
        (0.5, 0.75),
        0.3,
        "near",
        landmark_haze=0.05,
        kind="indoors",
        shows=("desk", "screen", "skyline", "city", "monitor", "computer"),
    )


def _desk(inside: Interior, spot: Spot, wood: Rgb) -> None:
    """A desk with a screen, a chair behind it and small things on it."""
    x, _, z = spot
    rng = inside.stage.rng("desk", x, z)
    _chair(inside, x + 0.1, z + 0.75)
    table_of(inside, (x - 0.85, 0, z - 0.4), (x + 0.85, TOP_M, z + 0.4), wood)
    _monitor(inside, (x + float(rng.uniform(-0.25, 0.1)), TOP_M, z + 0.15), int(rng.integers(3)))
    thing = ("cup", "book", "letter", "phone")[int(rng.integers(4))]
    prop(inside, thing, (x + 0.6, TOP_M, z - 0.1), 0.16)
    if rng.random() < 0.6:  # noqa: PLR2004 - more than half of the desks have a lamp or flowers
        name = ("flower", "lamp")[int(rng.integers(2))]
        prop(inside, name, (x - 0.65, TOP_M, z + 0.1), 0.36)


def _chair(inside: Interior, x: float, z: float) -> None:
    """The back of an office chair."""
    canvas, tones = inside.stage.canvas("near"), inside.stage.tones
    px, py = inside.eye.at(x, 0, z)
    m = inside.eye.per_m(x, z)
    dark = rgb("39424a")
    canvas.drawLine(px, py - 0.1 * m, px, py - 0.5 * m, stroke(tones.tone(dark), 0.05 * m))
    shades = [tones.tone(dark, 0, 0.5), tones.tone(dark, 0, -0.3)]
    paint = gradient((px, py - 1.15 * m), (px, py - 0.5 * m), shades)
    back = skia.Rect.MakeXYWH(px - 0.26 * m, py - 1.15 * m, 0.52 * m, 0.62 * m)
    canvas.drawRoundRect(back, 0.1 * m, 0.1 * m, paint)


def _monitor(inside: Interior, spot: Spot, kind: int) -> None:
    """A screen seen from its front, with a page, a chart or a picture on it."""
    x, y, z = spot
    tones = inside.stage.tones
    canvas, m = inside.stage.canvas("near"), inside.eye.per_m(x, z)
    foot = inside.eye.at(x, y, z)
    canvas.drawLine(*foot, foot[0], foot[1] - 0.15 * m, stroke(tones.tone(rgb("3a4046")), 0.05 * m))
    glow(canvas, (foot[0], foot[1] - 0.34 * m), 0.6 * m, rgb("a8d4ff"), 0.08 + 0.2 * tones.lamps)
    with inside.facing("near", (x - 0.36, y + 0.55, z)) as face:
        face.drawRoundRect(skia.Rect.MakeWH(0.72, 0.44), 0.02, 0.02, fill(rgb("2b3036")))
        screen = skia.Rect.MakeLTRB(0.02, 0.02, 0.7, 0.41)
        face.drawRect(screen, gradient((0, 0), (0.7, 0.4), [rgb("dff0ff"), rgb("a9cbe6")]))
        if kind == 0:
            for row in range(5):
                line = skia.Rect.MakeXYWH(0.08, 0.08 + row * 0.06, 0.5 - 0.07 * (row % 3), 0.025)
                face.drawRect(line, fill(rgb("5a7890"), 0.8))
            return
        for column in range(6):
            tall = 0.08 + 0.04 * ((column * 5 + kind) % 5)
            bar = skia.Rect.MakeXYWH(0.1 + column * 0.09, 0.36 - tall, 0.06, tall)
            face.drawRect(bar, fill(rgb(("3f8f8a", "e08a4a")[(column + kind) % 2])))


def _bar_lamps(inside: Interior, side: float, hall: Hall) -> None:
    """Long thin lamps over the desks."""
    canvas, tones, eye = inside.stage.canvas("near"), inside.stage.tones, inside.eye
    power = 0.3 + 0.7 * tones.lamps
    for x, z in ((-2.6, 6.5), (2.6, 6.5), (side * 2.4, 4.9)):
        m = eye.per_m(x, z)
        left, right = eye.at(x - 0.75, 2.5, z), eye.at(x + 0.75, 2.5, z)
        for at in (left, right):
            canvas.drawLine(
                *at,
                at[0],
                eye.at(x, hall.height, z)[1],
                stroke(tones.tone(rgb("3a3a3a")), 0.012 * m),
            )
        middle = ((left[0] + right[0]) / 2, (left[1] + right[1]) / 2)
        glow(canvas, middle, 1.5 * m, LAMPLIGHT, 0.32 * power)
        canvas.drawLine(*left, *right, stroke(tones.tone(rgb("30343a")), 0.09 * m))
        low = stroke(mix(rgb("e8e4d8"), rgb("fff4d4"), power), 0.04 * m)
        canvas.drawLine(left[0], left[1] + 0.04 * m, right[0], right[1] + 0.04 * m, low)


def _classroom(stage: Stage, brief: Brief) -> Layout:
    rng = stage.rng("classroom")
    wall, wood = rgb(WALLS[int(rng.integers(4))]), rgb(WOODS[int(rng.integers(4))])
    side = float(rng.choice((-1, 1)))
    yaw = side * float(rng.choice((0.08, 0.18, 0.28)))
    inside = interior_of(stage, yaw=yaw, x=-side * 0.7)
    view(stage, 0.5, sea=brief.mentions("sea", "coast"))
    hall = Hall(-4.2, 4.2, 8.4, 5.0 if stage.frame.is_tall else 3.6)
    name = "right" if side > 0 else "left"
    windows = [(3.9, 5.3), (5.8, 7.4)]
    panes = [Pane("right" if side > 0 else "left", a, b, 1.0, 2.9, bars=(2, 2)) for a, b in windows]
    weather_outside(inside, hall, panes, brief.setting.weather)
    stage.tones = indoors(stage.tones, wall)
    shell(inside, hall, wall, panes)
    skirting(inside, hall, wood)
    falloff(inside, (side * 2.0, 2.0, hall.back), (0.36, stage.tones.light.colour, 0.25))
    _blackboard(inside, hall, -side * 0.4)
    framed(inside, hall, "back", (side * 3.2 - 0.5, side * 3.2 + 0.5, 1.4, 2.3))
    door(inside, hall, "left" if name == "right" else "right", (5.6, mix(wood, wall, 0.3)))
    glaze(inside, hall, panes, rgb("f0ead8"))
    boards(inside, hall, mix(wood, rgb("b88a58"), 0.5))
    sheen(inside, hall, 0.18)
    lamp_pools(inside, [(-1.8, 6.0), (1.8, 6.0)], 2.4)
    daylight(inside, hall, panes)
    table_of(inside, (-side * 2.6 - 0.9, 0, 6.9), (-side * 2.6 + 0.9, 0.8, 7.6), shade(wood, 0.85))
    for offset, thing, tall in ((-0.5, "globe", 0.5), (0.1, "book", 0.28), (0.6, "fruit", 0.22)):
        prop(inside, thing, (-side * 2.6 + offset, 0.8, 7.2), tall)
    for x, z in ((side * 1.5, 6.6), (side * 3.0, 6.6), (side * 2.1, 4.9), (-side * 2.6, 5.0)):
        stool(inside, x, z - 0.45, (shade(wood, 0.9), 0.46))
        table_of(inside, (x - 0.5, 0, z - 0.25), (x + 0.5, 0.66, z + 0.25), wood)
        prop(inside, "open book", (x, 0.66, z), 0.16)
    front_plant(inside, -side, 0.4)
    return Layout(
        0.9,
        (0.5, 0.75),
        0.3,
        "near",
        landmark_haze=0.05,
        kind="indoors",
        shows=("desk", "board", "blackboard", "classroom", "school"),
    )


def _blackboard(inside: Interior, hall: Hall, x: float) -> None:
    """A green board with a drawing in chalk."""
    tones = inside.stage.tones
    rng = inside.stage.rng("chalk")
    chalk = stroke(rgb("f2f4ea"), 0.018, 0.75)
    with on_wall(inside, hall, "back") as face:
        face.translate(x - 1.7, hall.height - 2.55)
        face.drawRect(skia.Rect.MakeXYWH(0.02, 0.05, 3.44, 1.6), fill(tones.light.shadow, 0.3))
        face.drawRect(
            skia.Rect.MakeXYWH(-0.08, -0.08, 3.56, 1.66), fill(tones.tone(rgb("9a6a42"), 0, 0.3))
        )
        board = [tones.tone(rgb("2f5a4a"), 0, 0.15), tones.tone(rgb("264a3e"), 0, -0.15)]
        face.drawRect(skia.Rect.MakeWH(3.4, 1.5), gradient((0, 0), (3.4, 1.5), board))
        face.drawCircle(0.75, 0.75, 0.3, chalk)
        face.drawOval(skia.Rect.MakeXYWH(0.2, 0.62, 1.1, 0.26), chalk)
        face.drawCircle(1.32, 0.42, 0.07, chalk)
        for row in range(5):
            at, y = 1.75, 0.3 + row * 0.23
            while at < 2.9 - 0.2 * (row % 2):
                long = float(rng.uniform(0.08, 0.24))
                face.drawLine(at, y, at + long, y + float(rng.uniform(-0.02, 0.02)), chalk)
                at += long + 0.08
        face.drawRect(
            skia.Rect.MakeXYWH(0, 1.5, 3.4, 0.07), fill(tones.tone(rgb("b98a5a"), 0, 0.5))
        )
