"""A workshop."""

import skia

from manike.embedded.illustrator.colour import fill, gradient, mix, rgb, shade, stroke
from manike.embedded.illustrator.exhibits import pegboard
from manike.embedded.illustrator.furniture import (
    pendant,
    window,
)
from manike.embedded.illustrator.houses import Plot, path_of
from manike.embedded.illustrator.layout import Brief, Layout
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.perspective import Box, Room, planks
from manike.embedded.illustrator.rooms import (
    indoors,
    light_patch,
    room_of,
    shell,
    view,
)
from manike.embedded.illustrator.seating import table
from manike.embedded.illustrator.stage import Stage

WOOD = rgb("8a5a38")


def paint_workshop(stage: Stage, brief: Brief) -> Layout:
    """A workshop: tools on the wall, a bench under a lamp, a window."""
    lab = brief.mentions("lab", "science", "factory", "robot", "engineer", "test", "design")
    wall = rgb("8f9aa0") if lab else rgb("a8835c")
    view(stage, 0.46, sea=brief.mentions("boat", "sea", "coast", "fish"))
    stage.tones = indoors(stage.tones, wall)
    frame, unit = stage.frame, min(stage.frame.film_px)
    side = float(stage.rng("workshop").choice((-1, 1)))
    room = room_of(stage, 0.7, 0.04, 0.35)
    middle = 0.5 + side * 0.17
    glass = (frame.x(middle - 0.12), frame.y(0.2), frame.x(middle + 0.12), frame.y(0.47))
    shell(stage, room, wall, glass)
    _boards(stage, room, wall, glass)
    planks(stage, "mid", room.floor, (rgb("7d6148") if not lab else rgb("7f858a"), 16))
    light_patch(stage, room, glass)
    window(stage, "mid", glass, wood=rgb("6a4a30"), curtain=None)
    left, right = sorted((frame.x(0.5 - side * 0.03), frame.x(0.5 - side * 0.3)))
    pegboard(stage, "mid", (left, frame.y(0.2), right, frame.y(0.43)))
    for level in (0.16, 0.3):
        _jars(stage, room, -side, frame.y(level + 0.08))
    bench = Plot(
        (frame.x(0.5), room.bottom + unit * 0.05),
        min(unit * 1.05, frame.film_px[0] * 0.82),
        unit * 0.2,
    )
    table(stage, "mid", bench, rgb("a9753f") if not lab else rgb("c9ced2"))
    _bench_things(stage, bench)
    pendant(stage, "mid", (frame.x(0.5 - side * 0.1), frame.y(0.2)), unit * 0.055, frame.y(-0.12))
    _timber(stage, side)
    _barrel(stage, (frame.x(0.5 + side * 0.42), frame.y(0.93)), unit * 0.22)
    _barrel(stage, (frame.x(0.5 + side * 0.52), frame.y(1.0)), unit * 0.26)
    return Layout(0.91, (middle, 0.46), 0.18, "far", landmark_haze=0.1, kind="indoors",
                  pedestal=(0.5, 0.62))  # fmt: skip


def _boards(stage: Stage, room: Room, wall: Rgb, hole: Box) -> None:
    """Vertical boards on the back wall."""
    canvas, tones = stage.canvas("mid"), stage.tones
    seam = stroke(tones.tone(shade(wall, 0.6), 0, -0.2), stage.frame.line_px * 2, 0.5)
    count = 18
    for index in range(1, count):
        x = room.left + (room.right - room.left) * index / count
        if hole[0] < x < hole[2]:
            canvas.drawLine(x, room.top, x, hole[1], seam)
            canvas.drawLine(x, hole[3], x, room.bottom, seam)
        else:
            canvas.drawLine(x, room.top, x, room.bottom, seam)


def _jars(stage: Stage, room: Room, side: float, y: float) -> None:
    """A shelf with jars and boxes on the back wall."""
    canvas, tones = stage.canvas("mid"), stage.tones
    unit, rng = min(stage.frame.film_px), stage.rng("jars", y)
    edge = room.left if side < 0 else room.right
    left, right = sorted((edge, edge - side * unit * 0.2))
    x = left + unit * 0.01
    while x < right - unit * 0.03:
        wide, tall = unit * float(rng.uniform(0.02, 0.045)), unit * float(rng.uniform(0.03, 0.075))
        local = rgb(
            ("c9a05a", "5f8a8a", "b8553f", "8fa35f", "d8cfc0", "5a5f78")[int(rng.integers(6))]
        )
        rect = skia.Rect.MakeXYWH(x, y - tall, wide, tall)
        lit = [tones.tone(local, 0, level * -tones.light.side) for level in (0.7, 0.0, -0.5)]
        canvas.drawRoundRect(rect, wide * 0.14, wide * 0.14, gradient((x, 0), (x + wide, 0), lit))
        lid = skia.Rect.MakeXYWH(x, y - tall, wide, tall * 0.16)
        canvas.drawRect(lid, fill(tones.tone(rgb("6a5a4a"), 0, 0.2)))
        x += wide * 1.15
    board = skia.Rect.MakeLTRB(left - unit * 0.01, y, right + unit * 0.01, y + unit * 0.014)
    canvas.drawRect(board, fill(tones.tone(rgb("6a4a30"), 0, 0.4)))


def _bench_things(stage: Stage, bench: Plot) -> None:
    """Planks, a vice and shavings on the bench."""
    canvas, tones = stage.canvas("mid"), stage.tones
    x, y = bench.foot[0], bench.foot[1] - bench.height_px * 1.03
    unit = bench.height_px
    for index, (offset, wide) in enumerate(((-0.3, 1.3), (-0.24, 1.0))):
        rect = skia.Rect.MakeXYWH(
            x + offset * bench.width_px, y - unit * (0.1 + 0.09 * index), unit * wide, unit * 0.09
        )
        canvas.drawRect(rect, fill(tones.tone(rgb("d3a468"), 0, 0.5 - 0.4 * index)))
    steel = rgb("6f7a82")
    vice = x + bench.width_px * 0.33
    canvas.drawRect(
        skia.Rect.MakeXYWH(vice, y - unit * 0.26, unit * 0.2, unit * 0.28),
        fill(tones.tone(steel, 0, 0.4)),
    )
    canvas.drawRect(
        skia.Rect.MakeXYWH(vice + unit * 0.26, y - unit * 0.24, unit * 0.14, unit * 0.26),
        fill(tones.tone(steel, 0, -0.1)),
    )
    canvas.drawLine(
        vice + unit * 0.1,
        y - unit * 0.1,
        vice + unit * 0.6,
        y - unit * 0.1,
        stroke(tones.tone(steel, 0, 0.6), unit * 0.05),
    )


def _timber(stage: Stage, side: float) -> None:
    """Boards that lean in a corner."""
    canvas, tones, frame = stage.canvas("near"), stage.tones, stage.frame
    unit = min(frame.film_px)
    for index in range(5):
        foot = (frame.x(0.5 - side * (0.4 + 0.045 * index)), frame.y(0.9 + 0.025 * index))
        lean, tall, wide = -side * unit * 0.06, unit * (0.62 + 0.05 * (index % 3)), unit * 0.035
        board = path_of(
            foot,
            (foot[0] + wide, foot[1]),
            (foot[0] + wide + lean, foot[1] - tall),
            (foot[0] + lean, foot[1] - tall),
        )
        local = mix(rgb("c9975c"), rgb("8a5f3a"), (index * 0.37) % 1)
        canvas.drawPath(
            board,
            gradient(
                (foot[0], 0),
                (foot[0] + wide, 0),
                [tones.tone(local, 0, 0.5), tones.tone(local, 0, -0.4)],
            ),
        )


def _barrel(stage: Stage, foot: tuple[float, float], tall: float) -> None:
    """A barrel with iron hoops."""
    canvas, tones = stage.canvas("near"), stage.tones
    x, y = foot
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
    lid = skia.Rect.MakeXYWH(x - half * 0.8, y - tall * 1.06, half * 1.6, tall * 0.12)
    canvas.drawOval(lid, fill(tones.tone(shade(wood, 0.8), 0, 0.4)))
    for share in (0.2, 0.76):
        hoop = skia.Rect.MakeXYWH(x - half * 1.02, y - tall * share, half * 2.04, tall * 0.05)
        canvas.drawRect(
            hoop,
            gradient(
                (x - half, 0),
                (x + half, 0),
                [
                    tones.tone(rgb("6a7078"), 0, level * -tones.light.side)
                    for level in (0.9, 0.0, -0.7)
                ],
            ),
        )
