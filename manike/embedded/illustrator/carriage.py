"""An open carriage of a train, seen along its aisle: seats, tables with lamps, windows in a row."""

import math

import skia

from manike.embedded.illustrator.colour import fill, gradient, mix, rgb, shade, stroke
from manike.embedded.illustrator.houses import LAMPLIGHT
from manike.embedded.illustrator.interior import CAST_M, Interior, interior_of
from manike.embedded.illustrator.interior_parts import desk_lamp, prop
from manike.embedded.illustrator.interior_shell import (
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
from manike.embedded.illustrator.layout import Brief, Layout, flip_of
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.rooms import indoors, view
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.wall_things import falloff

PANELS = ("8a5a3a", "6f4632", "9a7048", "5a6a5c")
CLOTHS = ("8a3f3a", "3f6a5a", "3f5a7a", "9a7038")
BAY_M = 2.3
"""From one window to the next."""
AISLE_M = 1.55


def paint_carriage(stage: Stage, brief: Brief) -> Layout:
    """A carriage whose windows and lamps lead to the door at its end."""
    rng = stage.rng("carriage")
    panel, cloth = rgb(PANELS[int(rng.integers(4))]), rgb(CLOTHS[int(rng.integers(4))])
    flip = flip_of(stage)
    side = -flip
    # The aisle passes where a single person stands, a sixth of the film off its middle.
    reach = 0.16 * stage.frame.film_px[0] / interior_of(stage).eye.per_m(0, CAST_M)
    yaw = flip * math.asin(min(0.26, reach / CAST_M))
    inside = interior_of(stage, yaw=yaw, x=-flip * float(rng.uniform(0, 0.25)))
    view(stage, 0.46, sea=brief.mentions("sea", "coast", "bay"))
    hall = Hall(-3.1, 3.1, 12.6, 4.2 if stage.frame.is_tall else 3.3)
    bays = [3.0 + BAY_M * index for index in range(4)]
    panes = [
        Pane(wall, z, z + 1.7, 1.0, 2.3, bars=(1, 1)) for wall in ("left", "right") for z in bays
    ]
    weather_outside(inside, hall, panes, brief.setting.weather)
    stage.tones = indoors(stage.tones, panel)
    shell(inside, hall, mix(panel, rgb("d8c7a8"), 0.35), panes)
    _panelling(inside, hall, panel)
    cornice(inside, hall, rgb("e2d3b4"), thick=0.12)
    falloff(inside, (0, 1.8, hall.back), (0.4, LAMPLIGHT, 0.2))
    glaze(inside, hall, panes, rgb("c9a45a"))
    boards(inside, hall, rgb("6f4a34"), wide=0.4)
    _runner(inside, cloth)
    sheen(inside, hall, 0.14)
    lamp_pools(inside, [(0, 9.0), (0, 6.0)], 2.0)
    daylight(inside, hall, panes)
    for z in reversed(bays):
        for way in (-1.0, 1.0):
            _seating(inside, (way, z + 0.85), cloth)
    return Layout(
        0.9,
        (0.5 + 0.2 * side, 0.5),
        0.2,
        "far",
        landmark_haze=0.2,
        kind="indoors",
        shows=("train", "window", "carriage", "seat"),
    )


def _panelling(inside: Interior, hall: Hall, panel: Rgb) -> None:
    """Wood below the windows, a rail with cases above them, a door at the end."""
    tones = inside.stage.tones
    brass = stroke(tones.tone(rgb("d0a850"), 0, 0.5), 0.035)
    for name in ("left", "right", "back"):
        start, end = (hall.left, hall.right) if name == "back" else (-1.5, hall.back)
        with on_wall(inside, hall, name) as face:
            low = skia.Rect.MakeLTRB(start, hall.height - 0.92, end, hall.height + 0.5)
            shades = [tones.tone(panel, 0, 0.25), tones.tone(panel, 0, -0.35)]
            face.drawRect(low, gradient((0, low.top()), (0, hall.height), shades))
            x = start + 0.15
            while x < end:
                field = skia.Rect.MakeXYWH(x, hall.height - 0.8, 0.95, 0.6)
                face.drawRoundRect(
                    field, 0.05, 0.05, stroke(tones.tone(shade(panel, 1.3), 0, 0.3), 0.02)
                )
                x += 1.15
            face.drawLine(start, hall.height - 0.94, end, hall.height - 0.94, brass)
            if name != "back":
                _cases(face, inside, (hall, name))
                face.drawLine(start, hall.height - 2.48, end, hall.height - 2.48, brass)
    with on_wall(inside, hall, "back") as face:
        leaf = skia.Rect.MakeLTRB(-0.6, hall.height - 2.25, 0.6, hall.height)
        shades = [tones.tone(shade(panel, 0.9), 0, 0.3), tones.tone(panel, 0, -0.3)]
        face.drawRect(leaf, gradient((0, leaf.top()), (0, hall.height), shades))
        face.drawRect(leaf, stroke(tones.tone(rgb("c9a45a"), 0, 0.4), 0.05))
        glass = skia.Rect.MakeLTRB(-0.38, hall.height - 2.0, 0.38, hall.height - 1.1)
        face.drawRoundRect(
            glass, 0.1, 0.1, fill(mix(rgb("6f8a96"), LAMPLIGHT, 0.3 + 0.6 * tones.lamps))
        )


def _cases(face: skia.Canvas, inside: Interior, where: tuple[Hall, str]) -> None:
    """Luggage on the rack above the windows."""
    hall, name = where
    tones, rng = inside.stage.tones, inside.stage.rng("cases", name)
    z = 2.6
    while z < hall.back - 0.8:
        wide, tall = float(rng.uniform(0.5, 0.85)), float(rng.uniform(0.28, 0.42))
        local = rgb(("8a4f34", "4f6a5f", "6a5a7a", "b08a4f")[int(rng.integers(4))])
        case = skia.Rect.MakeXYWH(z, hall.height - 2.48 - tall, wide, tall)
        shades = [tones.tone(local, 0, 0.4), tones.tone(local, 0, -0.4)]
        face.drawRoundRect(case, 0.05, 0.05, gradient((0, case.top()), (0, case.bottom()), shades))
        for share in (0.22, 0.74):
            strap = skia.Rect.MakeXYWH(z + wide * share, case.top(), 0.05, tall)
            face.drawRect(strap, fill(tones.tone(shade(local, 0.6))))
        z += wide + float(rng.uniform(0.1, 0.9))


def _runner(inside: Interior, cloth: Rgb) -> None:
    tones = inside.stage.tones
    with inside.floor("near") as face:
        for half, local in ((0.75, shade(cloth, 0.8)), (0.66, rgb("d0a95a")), (0.62, cloth)):
            strip = skia.Rect.MakeLTRB(-half, -12.6, half, 1.0)
            face.drawRect(strip, fill(tones.tone(local, 0, 0.05)))


def _seating(inside: Interior, where: tuple[float, float], cloth: Rgb) -> None:
    """Two seats that face each other over a table at the window, with a lamp."""
    way, z = where
    inner, outer = sorted((way * AISLE_M, way * 3.0))
    for at, turn in ((z + 0.8, 1), (z - 0.8, -1)):
        back = at + 0.22 * turn
        low, high = sorted((back, back + 0.16 * turn))
        seat = sorted((at - 0.25 * turn, back))
        pieces = [
            ((inner, 0.15, seat[0]), (outer, 0.5, seat[1]), cloth),
            ((inner, 0.15, low), (outer, 1.25, high), shade(cloth, 0.88)),
        ]
        for near, far, local in pieces if turn < 0 else reversed(pieces):
            inside.box("near", near, far, local)
        if turn > 0:
            _table(inside, (inner, outer, z))
    tones = inside.stage.tones
    with inside.facing("near", (inner + 0.1, 1.25, z - 1.19)) as face:
        cover = skia.Rect.MakeWH(outer - inner - 0.2, 0.3)
        face.drawRect(cover, fill(tones.tone(rgb("f2ead6"), 0, 0.2), 0.9))


def _table(inside: Interior, where: tuple[float, float, float]) -> None:
    """A little table with a white cloth, a lamp and a cup."""
    inner, outer, z = where
    inside.box("near", (inner + 0.35, 0.0, z - 0.05), (inner + 0.45, 0.72, z + 0.05), rgb("5a3f2a"))
    inside.box("near", (inner + 0.1, 0.6, z - 0.32), (outer, 0.76, z + 0.32), rgb("f0e8d8"))
    middle = (inner + outer) / 2
    wall = 2.75 if middle > 0 else -2.75
    desk_lamp(inside, (wall, 0.76, z), rgb("c8643a"))
    prop(inside, "cup", (middle, 0.76, z - 0.1), 0.14)
