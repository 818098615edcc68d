"""Footprints that lead the eye over sand and snow."""

import math

import skia

from manike.embedded.illustrator.colour import fill
from manike.embedded.illustrator.stage import Stage

EYE = 0.3
STRIDE = 0.055
"""Between two prints, in units of distance."""


def footprints(
    stage: Stage, plane: str, horizon: float, u: float, far: float = 1.5, start: float = 0.1
) -> None:
    """A track of prints from the lower edge towards ``u`` at the distance ``far``.

    Args:
        stage: Where to paint.
        plane: On which plane; the ground must be there already.
        horizon: v of the eye's level.
        u: Where the track leads to.
        far: Distance at which it is lost.
        start: How far off the middle it begins, in units of distance.
    """
    frame, tones = stage.frame, stage.tones
    canvas = stage.canvas(plane)
    side = 1 if u > 0.5 else -1  # noqa: PLR2004 - the middle
    aim = (u - 0.5) * frame.film_px[0] / frame.unit_px * far
    dark, light = tones.light.shadow, tones.tone((0.96, 0.94, 0.9), 0, 0.8)
    distance, step = 0.46, 0
    while distance < far:
        share = (distance - 0.46) / (far - 0.46)
        bend = 0.14 * math.sin(share * 4.2)
        sideways = -side * start * (1 - share) + aim * share**1.6 + side * bend
        sideways += (0.014, -0.014)[step % 2]
        x = frame.plane_px[0] / 2 + sideways / distance * frame.unit_px
        y = frame.y(horizon) + EYE / distance * frame.unit_px
        wide, tall = 0.0085 / distance * frame.unit_px, 0.0052 / distance * frame.unit_px
        fade = 1 - 0.7 * share
        lip = skia.Rect.MakeLTRB(x - wide, y - tall * 0.7, x + wide, y + tall * 1.35)
        pit = skia.Rect.MakeLTRB(x - wide, y - tall, x + wide, y + tall)
        canvas.drawOval(lip, fill(light, 0.4 * fade))
        canvas.drawOval(pit, fill(dark, 0.34 * fade))
        distance *= 1 + STRIDE / (distance + 0.4)
        step += 1
