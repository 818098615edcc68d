"""What is hot in a kitchen: a stove with its hood, a baker's oven, the lamps of a pass."""

import skia

from manike.embedded.illustrator.colour import fill, gradient, mix, radial, rgb, shade, stroke
from manike.embedded.illustrator.houses import glow, path_of
from manike.embedded.illustrator.interior import Interior
from manike.embedded.illustrator.interior_parts import hanging_lamp, prop
from manike.embedded.illustrator.interior_shell import Hall

FIRE = rgb("ff8a3c")


def stove(inside: Interior, x: float, depth: tuple[float, float]) -> None:
    """A range with an oven window, knobs and pots."""
    front, back = depth
    tones = inside.stage.tones
    iron = rgb("3f4448")
    inside.box("near", (x - 0.52, 0, front - 0.02), (x + 0.52, 0.95, back), iron)
    with inside.facing("near", (x - 0.52, 0.95, front - 0.02)) as face:
        for index in range(4):
            face.drawCircle(
                0.17 + index * 0.23, 0.12, 0.045, fill(tones.tone(rgb("d9d4c8"), 0, 0.5))
            )
        door = skia.Rect.MakeLTRB(0.1, 0.28, 0.94, 0.78)
        face.drawRoundRect(door, 0.04, 0.04, fill(rgb("1c1512")))
        warm = radial((0.52, 0.72), 0.5, [FIRE, rgb("7a2f14"), rgb("1c1512")], [0.85, 0.6, 0.0])
        face.drawRoundRect(door, 0.04, 0.04, warm)
        face.drawLine(0.16, 0.23, 0.88, 0.23, stroke(tones.tone(rgb("c9ccd0"), 0, 0.6), 0.03))
    for offset, name, tall in ((-0.24, "soup", 0.26), (0.24, "teapot", 0.3)):
        prop(inside, name, (x + offset, 0.95, (front + back) / 2), tall)


def hood(inside: Interior, x: float, hall: Hall) -> None:
    """A hood above the stove, with a lamp in it."""
    stage, eye, z = inside.stage, inside.eye, hall.back - 0.4
    tones = stage.tones
    copper = rgb("9a6a48")
    edge = [
        eye.at(x + dx, y, z) for dx, y in ((-0.62, 2.05), (0.62, 2.05), (0.24, 2.7), (-0.24, 2.7))
    ]
    left, right = edge[0][0], edge[1][0]
    shades = [tones.tone(copper, 0, level * -tones.light.side) for level in (0.8, 0.1, -0.5)]
    canvas = stage.canvas("near")
    glow(canvas, eye.at(x, 1.6, z), 0.8 * eye.per_m(x, z), rgb("ffd9a0"), 0.16 + 0.4 * tones.lamps)
    canvas.drawPath(path_of(*edge), gradient((left, 0), (right, 0), shades))
    inside.box("near", (x - 0.24, 2.7, z), (x + 0.24, hall.height, hall.back), copper)
    low, high = eye.at(x - 0.64, 1.97, z), eye.at(x + 0.64, 2.07, z)
    rim = skia.Rect.MakeLTRB(low[0], min(low[1], high[1]), high[0], max(low[1], high[1]))
    canvas.drawRect(rim, fill(tones.tone(mix(copper, (1, 1, 1), 0.3), 0, 0.5)))


def brick_oven(inside: Interior, x: float, back: float) -> None:
    """A baker's oven of bricks with fire in its mouth."""
    stage, tones = inside.stage, inside.stage.tones
    rng = stage.rng("bricks")
    front, half, tall = back - 0.9, 1.15, 2.5
    brick = rgb("a8603f")
    inside.box("near", (x - half, 0, front), (x + half, tall, back), brick)
    with inside.facing("near", (x - half, tall, front)) as face:
        for row in range(int(tall / 0.14)):
            start = -0.14 if row % 2 else 0.0
            while start < half * 2:
                left, right = max(0.0, start), min(half * 2, start + 0.27)
                if right > left:
                    local = shade(brick, float(rng.uniform(0.82, 1.16)))
                    rect = skia.Rect.MakeLTRB(left, row * 0.14, right, row * 0.14 + 0.125)
                    face.drawRect(rect, fill(tones.tone(local, 0, 0.1)))
                start += 0.285
        _mouth(face, inside, half)
    spot = inside.eye.at(x, 1.1, front)
    m = inside.eye.per_m(x, front)
    glow(stage.canvas("near"), spot, 2.1 * m, FIRE, 0.4)
    stage.enliven(
        "flame",
        "near",
        (spot[0] - 0.5 * m, spot[1] - 0.4 * m, spot[0] + 0.5 * m, spot[1] + 0.1 * m),
    )
    inside.pool("near", x, front - 0.7, (2.0, FIRE, 0.34))


def bread_shelves(inside: Interior, z: float, span: tuple[float, float]) -> None:
    """Loaves on two shelves of the wall."""
    for y in (2.15, 2.75):
        x = span[0] + 0.25
        while x < span[1]:
            prop(inside, "bread", (x, y, z), 0.26, "mid")
            x += 0.5


def heat_lamps(inside: Interior, span: tuple[float, float], where: tuple[float, float]) -> None:
    """The pass of a restaurant: lamps in a row that keep plates warm, and slips of paper."""
    (left, right), (z, low) = span, where
    tones = inside.stage.tones
    inside.box("near", (left, 1.75, z), (right, 1.82, z + 0.3), rgb("b8c0c4"))
    for x in (left + 0.05, right - 0.05):
        inside.box("near", (x - 0.03, low, z), (x + 0.03, 1.75, z + 0.06), rgb("8f989c"))
    for index in range(4):
        x = left + (right - left) * (index + 0.5) / 4
        hanging_lamp(inside, (x, 1.55, z), 0.3, (rgb("b5652f"), 0.2))
        inside.lift("near", inside.eye.at(x, low, z), 0.5 * inside.eye.per_m(x, z), (FIRE, 0.25))
    with inside.facing("near", (left, 1.82, z - 0.01)) as face:
        for index in range(7):
            x = 0.12 + index * (right - left - 0.2) / 7
            slip = skia.Rect.MakeXYWH(x, 0.02, 0.13, 0.22 + 0.05 * (index % 3))
            face.drawRect(slip, fill(tones.tone(rgb("fbf6e8"), 0, 0.4)))
            for line in range(3):
                face.drawLine(
                    x + 0.02,
                    0.07 + line * 0.045,
                    x + 0.1,
                    0.07 + line * 0.045,
                    stroke(rgb("7a746a"), 0.008, 0.8),
                )


def _mouth(face: skia.Canvas, inside: Interior, half: float) -> None:
    """The fire in a vault of the oven's front."""
    tones, rng = inside.stage.tones, inside.stage.rng("flames")
    mouth = skia.Path()
    mouth.moveTo(half - 0.62, 1.52)
    mouth.lineTo(half - 0.62, 1.05)
    mouth.arcTo(skia.Rect.MakeXYWH(half - 0.62, 0.5, 1.24, 1.1), 180, 180, False)
    mouth.lineTo(half + 0.62, 1.52)
    mouth.close()
    face.drawPath(mouth, stroke(tones.tone(rgb("6a4634"), 0, 0.2), 0.2))
    face.drawPath(mouth, fill(rgb("1c0f0a")))
    hot = [rgb("ffe09a"), FIRE, rgb("8a2f10"), rgb("1c0f0a")]
    face.drawPath(mouth, radial((half, 1.5), 0.85, hot, [1, 0.95, 0.7, 0.0]))
    face.save()
    face.clipPath(mouth, True)
    for index in range(9):
        at, high = half - 0.5 + index * 0.125, float(rng.uniform(0.2, 0.55))
        flame = skia.Path()
        flame.moveTo(at - 0.08, 1.52)
        flame.quadTo(at - 0.08, 1.52 - high * 0.6, at + 0.02, 1.52 - high)
        flame.quadTo(at + 0.09, 1.52 - high * 0.5, at + 0.08, 1.52)
        face.drawPath(flame, fill(rgb("ffd070"), 0.75))
    face.restore()
    shelf = skia.Rect.MakeLTRB(half - 0.95, 1.52, half + 0.95, 1.64)
    face.drawRect(shelf, fill(tones.tone(rgb("8f8378"), 0, 0.4)))
