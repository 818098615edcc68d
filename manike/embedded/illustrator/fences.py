"""Fences that lead from far to near."""

import skia

from manike.embedded.illustrator.colour import gradient, rgb, stroke
from manike.embedded.illustrator.grove import shadow
from manike.embedded.illustrator.stage import Stage

SNOW = rgb("f4f8ff")


def fence(
    stage: Stage, plane: str, start: tuple[float, float], end: tuple[float, float], posts: int = 11
) -> None:
    """A post and rail fence from far to near, both ends as u and v."""
    frame, tones, canvas = stage.frame, stage.tones, stage.canvas(plane)
    rng = stage.rng("fence", start)
    wood = rgb("a58a68")
    last: tuple[float, float, float] | None = None
    for step in range(posts):
        share = (step / (posts - 1)) ** 1.5
        x = frame.x(start[0] + (end[0] - start[0]) * share)
        y = frame.y(start[1] + (end[1] - start[1]) * share)
        tall = frame.unit_px * (0.045 + 0.115 * share)
        shadow(stage, plane, (x, y), tall * 0.4, flat=0.1)
        if last:
            for level in (0.36, 0.62, 0.86):
                sag = float(rng.normal(0, 0.015))
                a = (last[0], last[1] - last[2] * level)
                b = (x, y - tall * (level + sag))
                canvas.drawLine(a[0], a[1] + tall * 0.03, b[0], b[1] + tall * 0.03,
                                stroke(tones.tone(wood, 0, -0.8), tall * 0.07))  # fmt: skip
                canvas.drawLine(*a, *b, stroke(tones.tone(wood, 0, 0.45), tall * 0.06))
                if tones.snow > 0:
                    lift = tall * 0.05
                    snow = stroke(tones.tone(SNOW, 0, 0.4), tall * 0.05)
                    canvas.drawLine(a[0], a[1] - lift, b[0], b[1] - lift, snow)
        half = tall * 0.06
        sides = [tones.tone(wood, 0, lit * tones.light.side) for lit in (-0.8, 0.8)]
        canvas.drawRect(
            skia.Rect.MakeLTRB(x - half, y - tall, x + half, y + half * 0.4),
            gradient((x - half, 0), (x + half, 0), sides),
        )
        last = (x, y, tall)
