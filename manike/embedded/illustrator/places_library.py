"""A library: walls of books, a tall window, a ladder, reading lamps."""

import math

import skia

from manike.embedded.illustrator.colour import fill, mix, rgb, shade, stroke
from manike.embedded.illustrator.houses import LAMPLIGHT
from manike.embedded.illustrator.interior import Interior, interior_of
from manike.embedded.illustrator.interior_parts import (
    books_on,
    desk_lamp,
    hanging_lamp,
    prop,
    table_of,
)
from manike.embedded.illustrator.interior_shell import (
    BEHIND_M,
    Hall,
    Pane,
    boards,
    cornice,
    daylight,
    glaze,
    lamp_pools,
    on_wall,
    sheen,
    shell,
    weather_outside,
)
from manike.embedded.illustrator.layout import Brief, Layout
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.rooms import indoors, view
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.wall_things import falloff

WOODS = ("6b4328", "7d5230", "55362a", "8a6140")
WALLS = ("b8a888", "8f9a86", "a58a70", "8c94a0")
SHADES = ("3f8a5a", "3a6f9a", "b5763a")


def paint_library(stage: Stage, brief: Brief) -> Layout:
    """A reading room: an aisle towards the window, or the corner beside it."""
    rng = stage.rng("library")
    wall, wood = rgb(WALLS[int(rng.integers(4))]), rgb(WOODS[int(rng.integers(4))])
    side = float(rng.choice((-1, 1)))
    yaw = side * float(rng.choice((0.0, 0.2, 0.3)))
    inside = interior_of(stage, yaw=yaw, x=-side * 0.7 if yaw else 0.0)
    view(stage, 0.5, sea=brief.mentions("sea", "harbo", "coast"))
    tall = 7.4 if stage.frame.is_tall else 4.7
    hall = Hall(-4.6, 4.6, 10.5, tall)
    pane = Pane("back", -1.3, 1.3, 0.9, tall - 0.6, arched=True, bars=(4, 5))
    weather_outside(inside, hall, [pane], brief.setting.weather)
    stage.tones = indoors(stage.tones, wall)
    shell(inside, hall, wall, [pane])
    _shelves(inside, hall, pane, wood)
    cornice(inside, hall, mix(wood, (1, 1, 1), 0.1))
    falloff(inside, (0, 0.5 * tall, hall.back), (0.5, stage.tones.light.colour, 0.3))
    glaze(inside, hall, [pane], rgb("e2d6bd"))
    boards(inside, hall, shade(mix(wood, rgb("a8744a"), 0.5), 1.05))
    _runner(inside, hall)
    sheen(inside, hall, 0.22)
    lamp_pools(inside, [(side * 2.3, 7.2), (-side * 2.9, 8.6)], 2.6)
    daylight(inside, hall, [pane])
    _ladder(inside, hall, -side, wood)
    _reading_table(inside, side, wood)
    for z in (8.2, 5.2):
        hanging_lamp(
            inside, (0, 5.0 if stage.frame.is_tall else 3.5, z), 0.5, (rgb("7d6335"), tall)
        )
    _foreground(inside, -side)
    return Layout(
        0.9,
        (0.5, 0.75),
        0.3,
        "near",
        landmark_haze=0.05,
        kind="indoors",
        shows=("book", "ladder", "lamp", "reading"),
    )


def _shelves(inside: Interior, hall: Hall, pane: Pane, wood: Rgb) -> None:
    tones, top = inside.stage.tones, 0.55
    for name in ("left", "right"):
        lit = 0.1 if (name == "left") == (tones.light.side > 0) else -0.2
        with on_wall(inside, hall, name) as face:
            box = (BEHIND_M + 2.6, top, hall.back, hall.height - 0.1)
            books_on(face, inside, box, (wood, name, lit))
            for post in range(7):
                z = hall.back - post * 1.55
                rect = skia.Rect.MakeXYWH(z - 0.16, top - 0.12, 0.16, hall.height)
                face.drawRect(rect, fill(tones.tone(mix(wood, (1, 1, 1), 0.08), 0, lit + 0.3)))
                edge = skia.Rect.MakeXYWH(z - 0.19, top, 0.03, hall.height)
                face.drawRect(edge, fill(tones.light.shadow, 0.5))
    with on_wall(inside, hall, "back") as face:
        for left, right in ((hall.left, pane.start - 0.45), (pane.end + 0.45, hall.right)):
            books_on(face, inside, (left, top, right, hall.height), (wood, left, 0.0))


def _runner(inside: Interior, hall: Hall) -> None:
    """A long carpet towards the window: the leading line."""
    tones = inside.stage.tones
    cloth = rgb(("8a3038", "2f4f6a", "3f5f48")[int(inside.stage.rng("runner").integers(3))])
    with inside.floor("near") as face:
        for reach, local in ((1.15, cloth), (1.02, rgb("d9b36a")), (0.96, shade(cloth, 1.08))):
            rect = skia.Rect.MakeLTRB(-reach, -hall.back + 1.2, reach, -0.8)
            face.drawRect(rect, fill(tones.tone(local, 0, 0.1)))
        for row in range(9):
            y = -hall.back + 2 + row
            diamond = skia.Path()
            diamond.addPoly(
                [
                    skia.Point(0, y - 0.3),
                    skia.Point(0.5, y),
                    skia.Point(0, y + 0.3),
                    skia.Point(-0.5, y),
                ],
                True,
            )
            face.drawPath(diamond, fill(tones.tone(rgb("d9b36a"), 0, 0.0), 0.7))


def _ladder(inside: Interior, hall: Hall, side: float, wood: Rgb) -> None:
    """A ladder that leans at the shelves of one side."""
    canvas, tones, eye = inside.stage.canvas("near"), inside.stage.tones, inside.eye
    wall = hall.right if side > 0 else hall.left
    top, z = min(3.6, hall.height - 0.9), 7.6
    paint = tones.tone(mix(wood, rgb("d9a868"), 0.6), 0, 0.5)
    rails = []
    for along in (z, z + 0.55):
        low, high = eye.at(wall - side * 1.0, 0, along), eye.at(wall - side * 0.08, top, along)
        canvas.drawLine(*low, *high, stroke(paint, 0.07 * eye.per_m(wall, along)))
        rails.append((low, high))
    for step in range(1, 11):
        share = step / 11
        ends = [(a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share) for a, b in rails]
        canvas.drawLine(*ends[0], *ends[1], stroke(shade(paint, 0.85), 0.05 * eye.per_m(wall, z)))


def _reading_table(inside: Interior, side: float, wood: Rgb) -> None:
    left, right = sorted((side * 1.5, side * 3.6))
    table_of(inside, (left, 0, 6.4), (right, 0.78, 7.7), mix(wood, rgb("9a6238"), 0.5))
    lamp = rgb(SHADES[int(inside.stage.rng("glass").integers(3))])
    for share in (0.25, 0.78):
        x = left + (right - left) * share
        desk_lamp(inside, (x, 0.78, 7.2), lamp)
        inside.pool("near", x, 7.0, (1.4, LAMPLIGHT, 0.12))
    prop(inside, "open book", (left + (right - left) * 0.5, 0.78, 6.7), 0.22)
    prop(inside, "book", (left + (right - left) * 0.9, 0.78, 6.8), 0.3)
    prop(inside, "globe", (left + (right - left) * 0.06, 0.78, 6.9), 0.5)


def _foreground(inside: Interior, side: float) -> None:
    """The end of a shelf close to the eye, out of focus: it frames the picture."""
    stage = inside.stage
    frame, tones = stage.frame, stage.tones
    canvas, unit = stage.canvas("front"), min(frame.film_px)
    edge = frame.x(0.5 + side * 0.5)
    inner, outer = edge - side * unit * 0.05, edge + side * unit * 0.6
    left, right = sorted((inner, outer))
    wood = rgb("4a3020")
    canvas.drawRect(
        skia.Rect.MakeLTRB(left, -10, right, frame.plane_px[1] + 10),
        fill(tones.tone(wood, 0, -0.5)),
    )
    rng = stage.rng("front books")
    rows = math.ceil(frame.plane_px[1] / (unit * 0.3))
    for row in range(rows):
        low = (row + 1) * unit * 0.3
        x = left + unit * 0.02
        while x < right:
            wide, tall = unit * float(rng.uniform(0.03, 0.05)), unit * float(rng.uniform(0.2, 0.26))
            local = rgb(("8a3a34", "2f4f6a", "a87a3a", "3f5f48", "5a4058")[int(rng.integers(5))])
            canvas.drawRect(
                skia.Rect.MakeXYWH(x, low - tall, wide * 0.94, tall),
                fill(tones.tone(local, 0, -0.35)),
            )
            x += wide
        shelf = skia.Rect.MakeXYWH(left, low, right - left, unit * 0.025)
        canvas.drawRect(shelf, fill(tones.tone(shade(wood, 1.2), 0, -0.2)))
    stage.blur("front", frame.line_px * 5)
