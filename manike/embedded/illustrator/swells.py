"""Waves of the open sea as crests one before the other: long swells, or a storm's breakers."""

import numpy as np
import skia

from manike.embedded.illustrator.colour import gradient, mix, radial, rgb, stroke
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.noise import line
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.trees import Point

GREEN = rgb("2f8f8c")
SAMPLES = 260
ROWS = (
    ("mid", 0.6, 0.02, 9.0),
    ("mid", 0.67, 0.032, 7.0),
    ("near", 0.76, 0.052, 5.0),
    ("near", 0.87, 0.08, 3.4),
    ("front", 1.04, 0.1, 2.4),
)
"""Plane, v where the water lies, height of a storm's wave in shares of the film's height, and how
many crests lie across; far ones first."""


def paint_swells(stage: Stage, horizon: float, strength: float, deep: Rgb) -> None:
    """Paint the crests of a rough sea; ``strength`` is 1 for a storm."""
    for number, (plane, v, high, cells) in enumerate(ROWS):
        level = horizon + (v - 0.5) / 0.5 * (1 - horizon)
        _crest(stage, plane, (level, high * strength, cells, number), (deep, strength))


def _crest(
    stage: Stage, plane: str, wave: tuple[float, float, float, int], look: tuple[Rgb, float]
) -> None:
    (level, high, cells, number), (deep, strength) = wave, look
    frame, tones = stage.frame, stage.tones
    canvas = stage.canvas(plane)
    points = _outline(stage, wave)
    body = skia.Path()
    body.addPoly([skia.Point(*point) for point in points], False)
    low = frame.y(level + 1.6 * high + 0.1)
    body.lineTo(frame.plane_px[0], low)
    body.lineTo(0, low)
    body.close()
    top = min(y for _, y in points)
    haze = max(0.0, 0.34 - 0.1 * number)
    sky = mix(tones.sky[-1], tones.light.colour, 0.3)
    lit = mix(tones.tone(mix(deep, GREEN, 0.6), haze, 0.4), sky, 0.24)
    middle, dark = tones.tone(deep, haze, -0.2), tones.tone(deep, haze, -0.6)
    solid = [1.0, 1.0, 0.95, 0.0] if strength >= 1 else [0.9, 0.6, 0.35, 0.0]
    shades = gradient((0, top), (0, low), [lit, middle, dark, dark], solid)
    canvas.drawPath(body, shades)
    white = tones.tone(rgb("f3f8fb"), haze * 0.7, 0.5)
    canvas.save()
    canvas.clipPath(body, True)
    _streaks(stage, plane, (points, high, number), (mix(sky, lit, 0.4), dark))
    canvas.restore()
    _breaking(stage, plane, (points, high, cells, number), white)


def _streaks(
    stage: Stage,
    plane: str,
    wave: tuple[list[Point], float, int],
    colours: tuple[Rgb, Rgb],
) -> None:
    """Light and dark streaks along the face of a wave, which give it form."""
    (points, high, number), (light, dark) = wave, colours
    frame, canvas = stage.frame, stage.canvas(plane)
    rng = stage.rng("streaks", number)
    tall = high * frame.film_px[1]
    for _ in range(150):
        start = int(rng.integers(0, SAMPLES - 14))
        down = (0.08 + 1.5 * float(rng.random()) ** 1.4) * tall
        path = skia.Path()
        path.moveTo(points[start][0], points[start][1] + down)
        for step in range(1, int(rng.integers(4, 13))):
            x, y = points[start + step]
            flat = down / tall * 0.4
            path.lineTo(x, (y + down) * (1 - flat * 0.3) + (points[start][1] + down) * flat * 0.3)
        colour = light if rng.random() < 0.5 else dark  # noqa: PLR2004 - half of them
        width = tall * float(rng.uniform(0.015, 0.05))
        canvas.drawPath(path, stroke(colour, max(0.8, width), 0.4))


def _breaking(
    stage: Stage, plane: str, wave: tuple[list[Point], float, float, int], white: Rgb
) -> None:
    """White water along the crests that break, streaks down their faces, mist to the left."""
    points, high, cells, number = wave
    frame, canvas = stage.frame, stage.canvas(plane)
    rng = stage.rng("foam", number)
    where = line(rng, SAMPLES, cells=cells * 1.5, octaves=3)
    tall = high * frame.film_px[1]
    middle = sorted(y for _, y in points)[SAMPLES // 2]
    for index in range(1, SAMPLES - 1):
        x, y = points[index]
        raised = float(np.clip((middle - y) / tall * 1.4 + 0.2, 0, 1))
        level = float(np.clip((where[index] - 0.4) * 4, 0, 1)) * raised
        if level <= 0.05:  # noqa: PLR2004 - too little to see
            continue
        rim = stroke(white, max(1.0, tall * 0.09 * level), 0.5 + 0.4 * level)
        canvas.drawLine(*points[index - 1], x, y, rim)
        for _ in range(3):
            fall = abs(float(rng.normal(0, 0.28))) * tall * level
            end = (x + float(rng.normal(0.02, 0.08)) * tall, y + fall)
            canvas.drawLine(x, y, *end, stroke(white, max(0.8, tall * 0.028), 0.36 * level))
        size = tall * (0.1 + 0.16 * level)
        mist = (x - abs(float(rng.normal(0, 0.22))) * tall, y - float(rng.uniform(0, 0.1)) * tall)
        canvas.drawCircle(*mist, size, radial(mist, size, [white, white], [0.17 * level, 0.0]))


def _outline(stage: Stage, wave: tuple[float, float, float, int]) -> list[Point]:
    """Sharp crests and round troughs from the left to the right edge of a plane."""
    level, high, cells, number = wave
    frame, rng = stage.frame, stage.rng("crest", number)
    cells *= max(0.5, frame.film_px[0] / frame.film_px[1] / 1.7)
    long = line(rng, SAMPLES, cells=max(2.0, cells), octaves=2, gain=0.3)
    fine = line(rng, SAMPLES, cells=cells * 7, octaves=2)
    rise = 1 - np.abs(2 * long - 1) ** 0.8 * 1.7
    shape = rise + 0.14 * (fine - 0.5)
    width = frame.plane_px[0]
    return [
        (width * index / (SAMPLES - 1), frame.y(level - high * float(shape[index])))
        for index in range(SAMPLES)
    ]
