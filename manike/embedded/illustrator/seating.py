"""Chairs, tables and the benches of a train."""

import numpy as np
import skia

from manike.embedded.illustrator.colour import fill, gradient, rgb, shade, stroke
from manike.embedded.illustrator.houses import Plot, path_of
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.stage import Stage


def armchair(stage: Stage, plane: str, plot: Plot, cloth: Rgb) -> None:
    """An upholstered chair seen from the front."""
    canvas, tones = stage.canvas(plane), stage.tones
    x, y = plot.foot
    half, tall = plot.width_px / 2, plot.height_px
    for side in (-0.72, 0.72):
        leg = skia.Rect.MakeXYWH(
            x + side * half - half * 0.05, y - tall * 0.12, half * 0.1, tall * 0.12
        )
        canvas.drawRect(leg, fill(tones.tone(rgb("5a3f2a"))))
    back = skia.Rect.MakeLTRB(x - half * 0.8, y - tall, x + half * 0.8, y - tall * 0.3)
    lit = [tones.tone(cloth, 0, level * -tones.light.side) for level in (0.7, 0.1, -0.5)]
    canvas.drawRoundRect(
        back, half * 0.3, half * 0.3, gradient((back.left(), 0), (back.right(), 0), lit)
    )
    seat = skia.Rect.MakeLTRB(x - half * 0.76, y - tall * 0.46, x + half * 0.76, y - tall * 0.1)
    tops = [tones.tone(shade(cloth, 1.12), 0, 0.7), tones.tone(cloth, 0, -0.4)]
    canvas.drawRoundRect(
        seat, half * 0.14, half * 0.14, gradient((0, seat.top()), (0, seat.bottom()), tops)
    )
    for side in (-1, 1):
        arm = skia.Rect.MakeLTRB(
            *sorted((x + side * half * 0.66, x + side * half))[:1],
            y - tall * 0.62,
            max(x + side * half * 0.66, x + side * half),
            y - tall * 0.08,
        )
        level = 0.6 if side == tones.light.side else -0.4
        ends = [tones.tone(cloth, 0, level + 0.2), tones.tone(cloth, 0, level - 0.3)]
        canvas.drawRoundRect(
            arm, half * 0.13, half * 0.13, gradient((0, arm.top()), (0, arm.bottom()), ends)
        )


def table(stage: Stage, plane: str, plot: Plot, wood: Rgb) -> None:
    """A table seen a little from above."""
    canvas, tones = stage.canvas(plane), stage.tones
    x, y = plot.foot
    half, tall = plot.width_px / 2, plot.height_px
    for side in (-0.86, 0.86):
        leg = path_of(
            (x + side * half - half * 0.05, y - tall * 0.9),
            (x + side * half + half * 0.05, y - tall * 0.9),
            (x + side * half + half * 0.03, y),
            (x + side * half - half * 0.03, y),
        )
        canvas.drawPath(leg, fill(tones.tone(wood, 0, -0.35)))
    top = path_of(
        (x - half * 0.9, y - tall * 1.12),
        (x + half * 0.9, y - tall * 1.12),
        (x + half * 1.04, y - tall * 0.94),
        (x - half * 1.04, y - tall * 0.94),
    )
    canvas.drawPath(
        top,
        gradient(
            (x - half, 0),
            (x + half, 0),
            [tones.tone(wood, 0, level * -tones.light.side) for level in (0.95, 0.35, -0.1)],
        ),
    )
    edge = skia.Rect.MakeLTRB(x - half * 1.04, y - tall * 0.945, x + half * 1.04, y - tall * 0.84)
    canvas.drawRect(
        edge,
        gradient(
            (0, edge.top()),
            (0, edge.bottom()),
            [tones.tone(wood, 0, 0.1), tones.tone(wood, 0, -0.6)],
        ),
    )


def seats(stage: Stage, plane: str, side: int, cloth: Rgb, floor_v: float) -> None:
    """A bench of a train compartment at one side, seen from between the benches."""
    canvas, tones, frame = stage.canvas(plane), stage.tones, stage.frame
    unit = min(frame.film_px)
    wall = frame.x(0.5 + side * 0.62)
    inner = frame.x(0.5) + side * 0.42 * min(frame.film_px[0] * 0.6, unit)
    floor = frame.y(floor_v)
    seat_far, seat_near = floor - unit * 0.15, floor - unit * 0.02
    back = path_of(
        (inner, seat_far),
        (inner + side * unit * 0.06, seat_far - unit * 0.32),
        (wall, seat_far - unit * 0.42),
        (wall, seat_near + unit * 0.1),
    )
    lit = 0.3 if side == -tones.light.side else -0.2
    canvas.drawPath(
        back,
        gradient(
            (inner, 0),
            (wall, 0),
            [tones.tone(cloth, 0, lit + 0.3), tones.tone(cloth, 0, lit - 0.4)],
        ),
    )
    for step in np.linspace(0.2, 0.9, 5).tolist():
        x = inner + (wall - inner) * step
        seam = stroke(tones.tone(shade(cloth, 0.7), 0, -0.2), unit * 0.004, 0.7)
        canvas.drawLine(
            x, seat_far - unit * (0.31 + 0.09 * step), x, seat_near + unit * 0.08 * step, seam
        )
    cushion = path_of(
        (inner - side * unit * 0.12, seat_near),
        (inner, seat_far),
        (wall, seat_near + unit * 0.1),
        (wall, floor + unit * 0.42),
        (inner - side * unit * 0.06, floor + unit * 0.3),
    )
    canvas.drawPath(
        cushion,
        gradient(
            (0, seat_far),
            (0, floor + unit * 0.3),
            [tones.tone(shade(cloth, 1.12), 0, 0.5), tones.tone(cloth, 0, -0.5)],
        ),
    )
    edge = stroke(tones.tone(rgb("d9b45a"), 0, 0.4), unit * 0.008)
    canvas.drawLine(inner, seat_far, inner + side * unit * 0.06, seat_far - unit * 0.32, edge)
    canvas.drawLine(inner - side * unit * 0.12, seat_near, inner, seat_far, edge)
