"""What hangs on, stands at or leads through the side walls of rooms built in metres."""

import skia

from manike.embedded.illustrator.colour import fill, gradient, mix, rgb, shade, stroke
from manike.embedded.illustrator.furniture import pot_plant
from manike.embedded.illustrator.houses import LAMPLIGHT
from manike.embedded.illustrator.interior import Interior, Spot
from manike.embedded.illustrator.interior_shell import Hall, on_wall
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.trees import Point

LANDS = (("a9cbe0", "5a7f5f"), ("f0c9a0", "7a5a4a"), ("c8b8d8", "4a6a80"), ("e8dcc0", "b0704a"))


def door(inside: Interior, hall: Hall, wall: str, where: tuple[float, Rgb]) -> None:
    """A door of a metre's width; where its near edge is along the wall, and its colour."""
    start, colour = where
    tones = inside.stage.tones
    with on_wall(inside, hall, wall) as face:
        top = hall.height - 2.15
        frame = skia.Rect.MakeLTRB(start - 0.1, top - 0.1, start + 1.1, hall.height)
        face.drawRect(frame, fill(tones.tone(mix(colour, (1, 1, 1), 0.45), 0, 0.1)))
        leaf = skia.Rect.MakeLTRB(start, top, start + 1.0, hall.height)
        shades = [tones.tone(colour, 0, 0.15), tones.tone(colour, 0, -0.3)]
        face.drawRect(leaf, gradient((0, top), (0, hall.height), shades))
        for y, tall in ((top + 0.15, 0.75), (top + 1.1, 0.85)):
            panel = skia.Rect.MakeXYWH(start + 0.16, y, 0.68, tall)
            face.drawRect(panel, stroke(tones.tone(shade(colour, 0.7), 0, -0.2), 0.03))
        face.drawCircle(start + 0.1, top + 1.1, 0.04, fill(tones.tone(rgb("d8b56a"), 0, 0.7)))


def framed(inside: Interior, hall: Hall, wall: str, box: tuple[float, float, float, float]) -> None:
    """A small landscape in a frame: where it starts and ends, and its heights, in metres."""
    start, end, low, high = box
    tones, rng = inside.stage.tones, inside.stage.rng("framed", wall, start)
    sky, land = (rgb(code) for code in LANDS[int(rng.integers(len(LANDS)))])
    wide, tall = end - start, high - low
    with on_wall(inside, hall, wall) as face:
        face.translate(start, hall.height - high)
        face.drawRect(skia.Rect.MakeXYWH(0.03, 0.06, wide, tall), fill(tones.light.shadow, 0.3))
        page = skia.Rect.MakeWH(wide, tall)
        face.drawRect(page, fill(tones.tone(rgb("f6f1e4"), 0, 0.1)))
        inner = skia.Rect.MakeLTRB(wide * 0.12, tall * 0.12, wide * 0.88, tall * 0.88)
        face.save()
        face.clipRect(inner)
        shades = [tones.tone(sky), tones.tone(mix(sky, (1, 1, 1), 0.5))]
        face.drawRect(inner, gradient((0, inner.top()), (0, inner.bottom()), shades))
        sun = (wide * float(rng.uniform(0.3, 0.7)), tall * 0.42)
        face.drawCircle(*sun, tall * 0.1, fill(tones.tone(rgb("fff0c0"))))
        for index, bend in enumerate((0.55, 0.7)):
            hill = skia.Path()
            hill.moveTo(0, tall)
            hill.lineTo(0, tall * bend)
            hill.quadTo(
                wide * (0.25 + 0.3 * index), tall * (bend - 0.18), wide, tall * (bend + 0.08)
            )
            hill.lineTo(wide, tall)
            face.drawPath(hill, fill(tones.tone(shade(land, 1.1 - 0.25 * index))))
        face.restore()
        face.drawRect(page, stroke(tones.tone(rgb("7a5a38"), 0, 0.3), 0.05))


def side_cupboard(
    inside: Interior, hall: Hall, side: float, look: tuple[Rgb, float, float]
) -> None:
    """A tall cupboard along a side wall: its colour and from where to where it stands."""
    local, start, end = look
    tones, tall, deep = inside.stage.tones, 2.25, 0.6
    wall = hall.right if side > 0 else hall.left
    left, right = sorted((wall, wall - side * deep))
    inside.shadow("near", (left + right) / 2, (start + end) / 2, (deep + 0.3, end - start + 0.3))
    inside.box("near", (left, 0, start), (right, tall, end), local)
    with inside.side("near", wall - side * deep, tall) as face:
        count = max(1, round((end - start) / 0.65))
        wide = (end - start) / count
        for index in range(count):
            x = start + index * wide
            for top, low in ((0.06, 1.3), (1.36, 2.15)):
                panel = skia.Rect.MakeLTRB(x + 0.03, top, x + wide - 0.03, low)
                shades = [
                    tones.tone(mix(local, (1, 1, 1), 0.12), 0, 0.1),
                    tones.tone(local, 0, -0.3),
                ]
                face.drawRoundRect(panel, 0.03, 0.03, gradient((0, 0), (0, tall), shades))
                edge = stroke(tones.tone(shade(local, 0.55), 0, -0.3), 0.014, 0.8)
                face.drawRoundRect(panel, 0.03, 0.03, edge)
            knob = x + (wide - 0.09 if index % 2 == 0 else 0.09)
            face.drawCircle(knob, 0.95, 0.026, fill(tones.tone(rgb("d8b56a"), 0, 0.6)))


def lamplight(inside: Interior, spots: tuple[Point, ...], reach_m: float) -> None:
    """Lamps brighten walls around them once it is dark; spots are plane pixels."""
    power = inside.stage.tones.lamps
    reach = reach_m * inside.eye.per_m(0, 6.5)
    for spot in spots:
        inside.lift("mid", spot, reach, (LAMPLIGHT, 0.34 * power))


def falloff(inside: Interior, spot: Spot, look: tuple[float, Rgb, float]) -> None:
    """Walls are bright around a window and dark in far corners; how dark, colour, strength."""
    dark, colour, lit = look
    film, centre = inside.stage.frame.film_px, inside.eye.at(*spot)
    inside.dim("mid", centre, 1.05 * max(film), dark)
    inside.lift("mid", centre, 0.55 * min(film), (colour, lit))


def front_plant(inside: Interior, side: float, share: float) -> None:
    """Leaves close to the eye and out of focus frame the picture; ``share`` of its shorter side."""
    frame = inside.stage.frame
    foot = (frame.x(0.5 + side * 0.53), frame.y(1.09))
    pot_plant(inside.stage, "front", foot, min(frame.film_px) * share)
    inside.stage.blur("front", frame.line_px * 4)
