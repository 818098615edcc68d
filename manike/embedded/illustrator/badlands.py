"""Bare ground of other worlds: table mountains and craters."""

import numpy as np
import skia

from manike.embedded.illustrator.cliffs import Cliff, paint_cliff
from manike.embedded.illustrator.colour import Floats, gradient, stroke
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.stage import Stage

EYE = 0.3


def mesas(stage: Stage, plane: str, horizon: float, rock: Rgb) -> None:
    """Table mountains at the sides, their walls in layers; the middle stays open."""
    rng = stage.rng("mesas", plane)
    side = -stage.tones.light.side
    shapes = [
        (0.5 + side * float(rng.uniform(0.3, 0.4)), float(rng.uniform(0.13, 0.18)), 0.15),
        (0.5 + side * float(rng.uniform(0.5, 0.6)), 0.16, 0.22),
        (0.5 - side * float(rng.uniform(0.34, 0.46)), float(rng.uniform(0.06, 0.1)), 0.09),
    ]

    def top(us: Floats) -> Floats:
        high = np.zeros_like(us)
        for middle, half, tall in shapes:
            wall = np.clip((half - np.abs(us - middle)) / 0.035, 0, 1)
            skirt = np.clip((half + 0.09 - np.abs(us - middle)) / 0.13, 0, 1) ** 1.5
            high = np.maximum(high, tall * (0.62 * wall**0.7 + 0.38 * skirt))
        return np.asarray(horizon + 0.025 - high, np.float32)

    paint_cliff(stage, plane, Cliff(top, horizon + 0.02, 0.34, rock, moss=0.0))


def craters(stage: Stage, plane: str, horizon: float, local: Rgb) -> None:
    """Shallow craters on level ground: a bright far wall, a dark near one, a raised rim."""
    frame, tones = stage.frame, stage.tones
    canvas, rng = stage.canvas(plane), stage.rng("craters")
    for distance, low, high in (
        (2.6, -1.6, 1.6),
        (1.9, -0.9, 0.2),
        (1.4, 0.3, 0.9),
        (1.0, -0.8, -0.3),
    ):
        x = frame.x(0.5) + float(rng.uniform(low, high)) / distance * frame.unit_px
        y = frame.y(horizon) + EYE / distance * frame.unit_px
        wide = float(rng.uniform(0.14, 0.24)) / distance * frame.unit_px
        tall = wide * EYE / distance * 0.9
        pit = skia.Rect.MakeLTRB(x - wide, y - tall, x + wide, y + tall)
        side = tones.light.side
        shades = [tones.tone(local, 0.02, lit * side) for lit in (0.8, -0.3, -1.0)]
        canvas.drawOval(pit, gradient((x - wide, y), (x + wide, y), shades, [0.9, 0.85, 0.9]))
        rim = stroke(tones.tone(local, 0, 0.95), max(1.0, tall * 0.14), 0.75)
        canvas.drawArc(pit, 10, 160, False, rim)
        dark = stroke(tones.tone(local, 0, -1), max(1.0, tall * 0.12), 0.5)
        canvas.drawArc(pit, 190, 160, False, dark)
