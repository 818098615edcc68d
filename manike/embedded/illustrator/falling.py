"""What falls through the air of a still picture; in a film the animator lets it fall."""

import numpy as np
import skia

from manike.embedded.illustrator.colour import fill, radial, rgb
from manike.embedded.illustrator.stage import Stage
from manike.script.vocabulary import Weather

FLAKE = rgb("f2f6ff")
FLAKES = ((520, (0.9, 1.7), 0.6), (170, (1.9, 3.4), 0.7), (30, (5.0, 9.0), 0.42))
"""Far to near: how many, their radii in thousandths of the film's shorter side, opacity."""
_SHARP = 4.0
"""Radius up to which a flake is in focus."""


def draw_falling(stage: Stage, canvas: skia.Canvas) -> None:
    """Flakes of snow over a whole film frame, where snow falls in the open."""
    if stage.tones.weather is not Weather.SNOW or not stage.open_air:
        return
    rng, (width, height) = stage.rng("flakes"), stage.frame.film_px
    wide = width / min(width, height) / 1.78
    for count, radii, opacity in FLAKES:
        number = max(1, round(count * wide))
        across, down = rng.random(number) * width, rng.random(number) * height
        sizes = rng.uniform(*radii, number) * stage.frame.line_px
        fades = opacity * rng.uniform(0.6, 1.0, number)
        blurred = radii[0] > _SHARP
        for x, y, size, fade in np.stack([across, down, sizes, fades], axis=1).tolist():
            soft = radial((x, y), size, [FLAKE] * 3, [fade, 0.7 * fade, 0.0])
            canvas.drawCircle(x, y, size, soft if blurred else fill(FLAKE, fade))
