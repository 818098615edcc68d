"""Paintings in gold frames for the walls of a gallery."""

import math

import numpy as np
import skia

from manike.embedded.illustrator.colour import fill, gradient, mix, radial, rgb, shade, stroke
from manike.embedded.illustrator.interior import Interior
from manike.embedded.illustrator.interior_shell import Hall, on_wall
from manike.embedded.illustrator.light import Rgb

PALETTES = (
    ("f0c68a", "d9824a", "8a4a5a", "3f3a5a"), ("bcd8e6", "6f9ab5", "3f6a5a", "2a4038"),
    ("f2e2c0", "c9a05a", "7a5a3a", "3a2c24"), ("e8b8c0", "a8688a", "5a4a7a", "2a2a4a"),
    ("e6ecd0", "9ab86a", "4a7a5a", "24403a"), ("f4d8a0", "e0603f", "7a2f3a", "2a1c2a"),
)  # fmt: skip
"""From light to dark."""


def painting(
    inside: Interior, hall: Hall, wall: str, box: tuple[float, float, float, float]
) -> None:
    """A painting: its middle along the wall and above the floor, its width and height in metres."""
    at, middle, wide, tall = box
    tones = inside.stage.tones
    rng = inside.stage.rng("painting", wall, at)
    with on_wall(inside, hall, wall) as face:
        face.translate(at - wide / 2, hall.height - middle - tall / 2)
        reach = max(wide, tall)
        lit = [rgb("fff0cc")] * 2
        pool = radial((wide / 2, 0.1), reach, lit, [0.26 + 0.2 * tones.lamps, 0.0])
        face.drawCircle(wide / 2, 0.1, reach, pool)
        face.drawRect(skia.Rect.MakeXYWH(0.02, 0.1, wide, tall), fill(tones.light.shadow, 0.4))
        gold = [tones.tone(rgb("d9ae5a"), 0, 0.9), tones.tone(rgb("8a6428"), 0, -0.1)]
        face.drawRect(skia.Rect.MakeWH(wide, tall), gradient((0, 0), (wide, tall), gold))
        inner = skia.Rect.MakeLTRB(0.13, 0.13, wide - 0.13, tall - 0.13)
        edge = stroke(tones.tone(rgb("6a4a1c")), 0.02)
        face.drawRect(inner, edge)
        face.save()
        face.clipRect(inner)
        palette = [rgb(code) for code in PALETTES[int(rng.integers(len(PALETTES)))]]
        colours = [tones.tone(colour, 0, 0.25) for colour in palette]
        (_landscape, _portrait, _still_life, _shapes)[int(rng.integers(4))](
            face, (wide, tall), colours, rng
        )
        face.restore()


def _landscape(
    face: skia.Canvas, size: tuple[float, float], look: list[Rgb], rng: np.random.Generator
) -> None:
    wide, tall = size
    sky = [look[0], mix(look[0], look[1], 0.6)]
    face.drawRect(skia.Rect.MakeWH(wide, tall), gradient((0, 0), (0, tall), sky))
    sun = (wide * float(rng.uniform(0.25, 0.75)), tall * 0.42)
    face.drawCircle(*sun, tall * 0.1, fill(mix(look[0], (1, 1, 1), 0.7)))
    for index, colour in enumerate(look[1:]):
        level, turn = tall * (0.5 + 0.16 * index), float(rng.uniform(0, 6))
        hill = skia.Path()
        hill.moveTo(0, tall)
        for step in range(17):
            x = wide * step / 16
            hill.lineTo(x, level + tall * 0.07 * math.sin(turn + step * (0.5 + 0.2 * index)))
        hill.lineTo(wide, tall)
        face.drawPath(hill, fill(colour))


def _portrait(
    face: skia.Canvas, size: tuple[float, float], look: list[Rgb], rng: np.random.Generator
) -> None:
    wide, tall = size
    middle = wide / 2
    ground = [mix(look[2], look[1], 0.4), look[3]]
    face.drawRect(
        skia.Rect.MakeWH(wide, tall), radial((middle, tall * 0.4), wide * 0.7, ground, [1, 1])
    )
    unit = min(wide, tall)
    skin = mix(rgb("e0b48a"), rgb("8a5a3a"), float(rng.random()))
    body = skia.Rect.MakeXYWH(middle - unit * 0.32, tall * 0.62, unit * 0.64, tall)
    face.drawOval(body, fill(look[1]))
    face.drawRect(
        skia.Rect.MakeXYWH(middle - unit * 0.06, tall * 0.5, unit * 0.12, unit * 0.2),
        fill(shade(skin, 0.85)),
    )
    hair = skia.Rect.MakeXYWH(middle - unit * 0.19, tall * 0.18, unit * 0.38, unit * 0.46)
    face.drawOval(hair, fill(look[3]))
    head = skia.Rect.MakeXYWH(middle - unit * 0.14, tall * 0.24, unit * 0.28, unit * 0.36)
    lit = [mix(skin, (1, 1, 1), 0.2), skin, shade(skin, 0.75)]
    face.drawOval(head, gradient((head.left(), 0), (head.right(), 0), lit))


def _still_life(
    face: skia.Canvas, size: tuple[float, float], look: list[Rgb], rng: np.random.Generator
) -> None:
    wide, tall = size
    face.drawRect(skia.Rect.MakeWH(wide, tall), gradient((0, 0), (wide, tall), [look[2], look[3]]))
    face.drawRect(skia.Rect.MakeXYWH(0, tall * 0.68, wide, tall), fill(mix(look[1], look[3], 0.3)))
    jar = skia.Rect.MakeXYWH(wide * 0.28, tall * 0.34, wide * 0.2, tall * 0.42)
    face.drawOval(jar, gradient((jar.left(), 0), (jar.right(), 0), [look[0], look[1]]))
    face.drawRect(
        skia.Rect.MakeXYWH(wide * 0.34, tall * 0.26, wide * 0.08, tall * 0.14), fill(look[1])
    )
    for index in range(5):
        x = wide * (0.5 + 0.075 * index)
        y = tall * (0.72 - 0.08 * (index % 2))
        reach = min(wide, tall) * float(rng.uniform(0.06, 0.09))
        fruit = (rgb("d8683f"), rgb("c9a83f"), rgb("8a3a4a"))[index % 3]
        lit = [mix(fruit, (1, 1, 1), 0.4), fruit, shade(fruit, 0.6)]
        face.drawCircle(
            x, y, reach, radial((x - reach * 0.3, y - reach * 0.3), reach * 1.3, lit, [1, 1, 1])
        )


def _shapes(
    face: skia.Canvas, size: tuple[float, float], look: list[Rgb], rng: np.random.Generator
) -> None:
    wide, tall = size
    face.drawRect(skia.Rect.MakeWH(wide, tall), fill(look[0]))
    for index in range(7):
        colour = look[1 + index % 3]
        x, y = float(rng.uniform(0, wide)), float(rng.uniform(0, tall))
        reach = min(wide, tall) * float(rng.uniform(0.1, 0.32))
        if index % 3 == 0:
            face.drawCircle(x, y, reach, fill(colour, 0.9))
        elif index % 3 == 1:
            face.drawRect(
                skia.Rect.MakeXYWH(x - reach, y - reach / 2, reach * 2, reach), fill(colour, 0.9)
            )
        else:
            face.drawLine(x - reach, y + reach, x + reach, y - reach, stroke(look[3], reach * 0.14))
