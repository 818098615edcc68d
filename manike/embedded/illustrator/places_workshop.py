"""A workshop: tools on the wall, a bench under a lamp, timber; cool when machines are named."""

import skia

from manike.embedded.illustrator.colour import fill, gradient, mix, rgb, shade, stroke
from manike.embedded.illustrator.exhibits import pegboard
from manike.embedded.illustrator.houses import path_of
from manike.embedded.illustrator.interior import Interior, interior_of
from manike.embedded.illustrator.interior_parts import hanging_lamp, prop, stool, table_of
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
    tiled,
    weather_outside,
)
from manike.embedded.illustrator.layout import Brief, Layout
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.rooms import indoors, view
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.wall_things import falloff, lamplight

MACHINES = ("lab", "factory", "robot", "engineer", "test", "machine", "electronic", "industr")
POTTERY = ("potter", "clay", "ceramic", "kiln", "pottery")
WOOD = rgb("8a5a38")


def paint_workshop(stage: Stage, brief: Brief) -> Layout:
    """A bench before a wall of tools, with a window on one side."""
    rng = stage.rng("workshop")
    cool = brief.mentions(*MACHINES)
    wall = (
        rgb(("8f9aa0", "9aa39c")[int(rng.integers(2))])
        if cool
        else rgb(("a8835c", "b59a78", "9a8a74")[int(rng.integers(3))])
    )
    side = float(rng.choice((-1, 1)))
    yaw = side * float(rng.choice((-0.1, 0.1, 0.2, 0.28)))
    inside = interior_of(stage, yaw=yaw, x=-side * 0.3)
    view(stage, 0.5, sea=brief.mentions("boat", "sea", "coast", "fish"))
    hall = Hall(-4.0, 4.0, 7.8, 5.2 if stage.frame.is_tall else 3.9)
    pane = Pane("back", side * 1.7 - 1.2, side * 1.7 + 1.2, 1.25, 2.8, bars=(4, 3))
    weather_outside(inside, hall, [pane], brief.setting.weather)
    stage.tones = indoors(stage.tones, wall)
    shell(inside, hall, wall, [pane])
    _cladding(inside, hall, pane, wall)
    falloff(inside, (side * 1.7, 2.0, hall.back), (0.46, stage.tones.light.colour, 0.26))
    lamplight(inside, (inside.eye.at(0, 2.0, 6.2),), 3.2)
    glaze(inside, hall, [pane], rgb("6a4a30") if not cool else rgb("4a5258"))
    _tools(inside, hall, side)
    if cool:
        tiled(inside, hall, (rgb("9aa0a2"), rgb("8c9396"), 1.0))
    else:
        boards(inside, hall, rgb("8f6e4e"), wide=0.3)
    sheen(inside, hall, 0.14)
    lamp_pools(inside, [(0.0, 5.6)], 2.8)
    _bench(inside, side, cool=cool, pottery=brief.mentions(*POTTERY))
    daylight(inside, hall, [pane])
    hanging_lamp(inside, (-side * 0.2, 2.55, 6.2), 0.6, (rgb("3f6a66"), 4.0))
    if not cool:
        _stored(inside, hall, side)
    _front(stage, side)
    return Layout(
        0.9,
        (0.5, 0.5),
        0.18,
        "far",
        landmark_haze=0.1,
        kind="indoors",
        shows=("workbench", "barrel", "timber", "toolbox"),
    )


def _cladding(inside: Interior, hall: Hall, pane: Pane, wall: Rgb) -> None:
    """Vertical boards on the walls, and beams under the ceiling."""
    tones = inside.stage.tones
    seam = stroke(tones.tone(shade(wall, 0.55), 0, -0.2), 0.022, 0.6)
    for name, start, end in (
        ("back", hall.left, hall.right),
        ("left", -1.5, hall.back),
        ("right", -1.5, hall.back),
    ):
        with on_wall(inside, hall, name) as face:
            x = start
            while x < end:
                if name == "back" and pane.start < x < pane.end:
                    face.drawLine(x, 0, x, hall.height - pane.high, seam)
                    face.drawLine(x, hall.height - pane.low, x, hall.height, seam)
                else:
                    face.drawLine(x, 0, x, hall.height, seam)
                x += 0.36
    for z in (7.2, 5.6, 4.0):
        inside.box(
            "mid",
            (hall.left, hall.height - 0.28, z),
            (hall.right, hall.height, z + 0.22),
            shade(WOOD, 0.9),
        )


def _tools(inside: Interior, hall: Hall, side: float) -> None:
    """A board of tools over the bench, and a shelf of jars above it."""
    eye = inside.eye
    left, right = sorted((-side * 0.2, -side * 2.7))
    (xa, ya), (xb, yb) = eye.at(left, 2.55, hall.back), eye.at(right, 1.45, hall.back)
    pegboard(inside.stage, "mid", (xa, ya, xb, yb))
    tones, rng = inside.stage.tones, inside.stage.rng("jars")
    with on_wall(inside, hall, "back") as face:
        shelf = skia.Rect.MakeLTRB(left - 0.1, hall.height - 2.86, right + 0.1, hall.height - 2.8)
        face.drawRect(shelf, fill(tones.tone(WOOD, 0, 0.5)))
        x = left
        while x < right - 0.1:
            wide, tall = float(rng.uniform(0.12, 0.2)), float(rng.uniform(0.16, 0.34))
            local = rgb(("c9a05a", "5f8a8a", "b8553f", "8fa35f", "d8cfc0")[int(rng.integers(5))])
            lit = [tones.tone(local, 0, level * -tones.light.side) for level in (0.7, 0.0, -0.5)]
            jar = skia.Rect.MakeXYWH(x, hall.height - 2.86 - tall, wide, tall)
            face.drawRoundRect(jar, 0.03, 0.03, gradient((x, 0), (x + wide, 0), lit))
            lid = skia.Rect.MakeXYWH(x, jar.top(), wide, tall * 0.16)
            face.drawRect(lid, fill(tones.tone(rgb("6a5a4a"), 0, 0.2)))
            x += wide + float(rng.uniform(0.03, 0.12))


def _bench(inside: Interior, side: float, *, cool: bool, pottery: bool) -> None:
    """A long bench with work on it, and a stool before it."""
    wood = rgb("c4ccd0") if cool else rgb("a9753f")
    left, right = sorted((-side * 2.9, side * 2.0))
    table_of(inside, (left, 0, 6.1), (right, 0.92, 7.0), wood)
    inside.box("near", (left + 0.3, 0.25, 6.2), (right - 0.3, 0.32, 6.9), shade(wood, 0.8))
    if pottery:
        row = (("jar", 0.5), ("teapot", 0.3), ("jar", 0.4), ("soup", 0.24))
    elif cool:
        row = (("laptop", 0.42), ("microscope", 0.5), ("tool", 0.3), ("radio", 0.32))
    else:
        row = (("tool", 0.34), ("hammer", 0.4), ("jar", 0.32), ("lantern", 0.4))
    for index, (name, tall) in enumerate(row):
        x = left + (right - left) * (0.12 + 0.25 * index)
        prop(inside, name, (x, 0.92, 6.55), tall)
    if not cool:
        for index in range(3):
            y = 0.92 + 0.07 * index
            inside.box(
                "near",
                (left + 1.0 + 0.1 * index, y, 6.7),
                (left + 2.6, y + 0.06, 6.9),
                rgb("d3a468"),
            )
    stool(inside, side * 0.4, 5.7, (shade(wood, 0.85), 0.6))


def _stored(inside: Interior, hall: Hall, side: float) -> None:
    """Timber on one side, barrels on the other."""
    _timber(inside, hall, -side)
    _barrel(inside, (side * 3.2, 5.4), 0.95)
    _barrel(inside, (side * 3.0, 4.4), 0.8)


def _timber(inside: Interior, hall: Hall, side: float) -> None:
    """Boards that lean at a side wall."""
    canvas, tones, eye = inside.stage.canvas("near"), inside.stage.tones, inside.eye
    wall = hall.right if side > 0 else hall.left
    for index in range(6):
        z, tall = 6.9 - 0.28 * index, 2.3 + 0.16 * (index % 3)
        foot, top = wall - side * 0.75, wall - side * 0.1
        corners = [
            eye.at(foot, 0, z),
            eye.at(foot, 0, z - 0.2),
            eye.at(top, tall, z - 0.2),
            eye.at(top, tall, z),
        ]
        local = mix(rgb("d0a068"), rgb("8a5f3a"), (index * 0.37) % 1)
        lit = [tones.tone(local, 0, 0.5), tones.tone(local, 0, -0.4)]
        canvas.drawPath(path_of(*corners), gradient(corners[3], corners[0], lit))


def _barrel(inside: Interior, where: tuple[float, float], tall_m: float) -> None:
    """A barrel with iron hoops."""
    inside.shadow("near", *where, (0.95, 0.8))
    canvas, tones = inside.stage.canvas("near"), inside.stage.tones
    tall = tall_m * inside.eye.per_m(*where)
    x, y = inside.eye.at(where[0], 0, where[1])
    half = tall * 0.36
    body = skia.Path()
    body.moveTo(x - half * 0.8, y)
    body.quadTo(x - half * 1.25, y - tall / 2, x - half * 0.8, y - tall)
    body.lineTo(x + half * 0.8, y - tall)
    body.quadTo(x + half * 1.25, y - tall / 2, x + half * 0.8, y)
    body.close()
    wood = rgb("96683f")
    lit = [tones.tone(wood, 0, level * -tones.light.side) for level in (0.9, 0.2, -0.4, -0.9)]
    canvas.drawPath(body, gradient((x - half, 0), (x + half, 0), lit))
    lid = skia.Rect.MakeXYWH(x - half * 0.8, y - tall * 1.07, half * 1.6, tall * 0.14)
    canvas.drawOval(lid, fill(tones.tone(shade(wood, 0.8), 0, 0.4)))
    steel = [tones.tone(rgb("6a7078"), 0, level * -tones.light.side) for level in (0.9, 0.0, -0.7)]
    for share in (0.2, 0.76):
        hoop = skia.Rect.MakeXYWH(x - half * 1.02, y - tall * share, half * 2.04, tall * 0.05)
        canvas.drawRect(hoop, gradient((x - half, 0), (x + half, 0), steel))


def _front(stage: Stage, side: float) -> None:
    """The end of a vice or a coil of rope close to the eye, out of focus."""
    frame, tones = stage.frame, stage.tones
    canvas, unit = stage.canvas("front"), min(frame.film_px)
    x, y = frame.x(0.5 - side * 0.47), frame.y(1.02)
    for index in range(5):
        ring = skia.Rect.MakeXYWH(
            x - unit * 0.2, y - unit * (0.06 + 0.035 * index), unit * 0.4, unit * 0.1
        )
        local = mix(rgb("c8a878"), rgb("8a6a44"), 0.2 * (index % 2))
        canvas.drawOval(ring, stroke(tones.tone(local, 0, -0.1), unit * 0.034))
    stage.blur("front", frame.line_px * 4)
