"""A city as it is seen through the windows of an office."""

import skia

from manike.embedded.illustrator.colour import gradient, mix, rgb, shade
from manike.embedded.illustrator.sky import paint_sky
from manike.embedded.illustrator.stage import Stage

TOWERS = ("7f8b98", "8f8a8c", "6f8290", "9a948c", "5f6f80")
WINDOW = rgb("ffdf9a")
ROWS = ((0.62, 0.1, 0.27), (0.42, 0.05, 0.19), (0.2, -0.02, 0.1))
"""Haze, least and greatest height in shorter sides of the film."""


def skyline(stage: Stage, horizon: float) -> None:
    """Sky, and three rows of towers on the plane ``far``, paler the farther."""
    paint_sky(stage, horizon)
    frame, tones = stage.frame, stage.tones
    canvas, unit = stage.canvas("far"), min(frame.film_px)
    for row, (haze, low, high) in enumerate(ROWS):
        rng = stage.rng("skyline", row)
        x = -unit * 0.05
        while x < frame.plane_px[0]:
            wide = unit * float(rng.uniform(0.035, 0.075)) * (1 + 0.2 * row)
            top = frame.y(horizon) - unit * float(rng.uniform(low, high))
            local = rgb(TOWERS[int(rng.integers(len(TOWERS)))])
            shades = [tones.tone(local, haze, lit * -tones.light.side) for lit in (0.6, -0.5)]
            box = skia.Rect.MakeLTRB(x, top, x + wide, frame.plane_px[1])
            canvas.drawRect(box, gradient((x, 0), (x + wide, 0), shades))
            if rng.random() < 0.3:  # noqa: PLR2004 - the share of towers with a mast
                mast = skia.Rect.MakeXYWH(
                    x + wide * 0.48, top - unit * 0.05, wide * 0.04, unit * 0.05
                )
                canvas.drawRect(mast, skia.Paint(Color4f=skia.Color4f(*shades[0], 1)))
            _windows(stage, (x, top, wide), (haze, row))
            x += wide * float(rng.uniform(0.95, 1.5))


def _windows(stage: Stage, tower: tuple[float, float, float], look: tuple[float, int]) -> None:
    (x, top, wide), (haze, row) = tower, look
    tones, canvas = stage.tones, stage.canvas("far")
    rng = stage.rng("panes", row, round(x))
    step = wide / 5
    dark = mix(tones.tone(rgb("3f5264"), haze), tones.sky[-1], 0.3)
    lit = mix(WINDOW, tones.light.haze, haze * 0.6)
    for level in range(int(min(stage.frame.film_px) * 0.3 / (step * 1.3))):
        for column in range(4):
            burns = rng.random() < 0.1 + 0.5 * tones.lamps
            colour = lit if burns and tones.lamps > 0 else shade(dark, 1.0)
            pane = skia.Rect.MakeXYWH(
                x + step * (0.65 + column), top + step * (0.8 + level * 1.3), step * 0.6, step * 0.7
            )
            canvas.drawRect(pane, skia.Paint(Color4f=skia.Color4f(*colour, 0.85)))
