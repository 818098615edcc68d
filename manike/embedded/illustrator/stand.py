"""A little round table for what is too small to stand on the floor of a room."""

import skia

from manike.embedded.illustrator.colour import fill, gradient, radial, rgb, shade, stroke
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.trees import Point

WOODS = ("8a5a38", "6f4a32", "a87848")


def set_on_stand(stage: Stage, foot: Point, size: Point) -> Point:
    """Draw a table on the plane ``props``, and say where what stands on it has its foot.

    Args:
        stage: Where.
        foot: Where the table stands, plane pixels.
        size: Width of its top and its height, pixels.
    """
    canvas, tones = stage.canvas("props"), stage.tones
    (x, y), (wide, tall) = foot, size
    wood = rgb(WOODS[int(stage.rng("stand").integers(len(WOODS)))])
    half, flat = wide / 2, wide * 0.075
    dark = tones.light.shadow
    canvas.save()
    canvas.translate(x, y)
    canvas.scale(half * 1.05, half * 0.2)
    canvas.drawCircle(0, 0, 1, radial((0, 0), 1, [dark] * 3, [0.5, 0.36, 0.0]))
    canvas.restore()
    lit = [tones.tone(wood, 0, level * -tones.light.side) for level in (0.7, 0.0, -0.7)]
    leg = skia.Path()
    leg.moveTo(x - wide * 0.035, y - tall)
    leg.cubicTo(x - wide * 0.08, y - tall * 0.6, x - wide * 0.02, y - tall * 0.3, x - wide * 0.2, y)
    leg.lineTo(x + wide * 0.2, y)
    leg.cubicTo(
        x + wide * 0.02, y - tall * 0.3, x + wide * 0.08, y - tall * 0.6, x + wide * 0.035, y - tall
    )
    leg.close()
    canvas.drawPath(leg, gradient((x - wide * 0.2, 0), (x + wide * 0.2, 0), lit))
    level = y - tall
    edge = skia.Rect.MakeLTRB(x - half, level - flat * 0.5, x + half, level + flat * 1.5)
    canvas.drawOval(
        edge, gradient((x - half, 0), (x + half, 0), [shade(tone, 0.75) for tone in lit])
    )
    top = skia.Rect.MakeLTRB(x - half, level - flat, x + half, level + flat)
    canvas.drawOval(top, fill(tones.tone(wood, 0, 0.55)))
    canvas.drawOval(top, stroke(tones.tone(shade(wood, 1.2), 0, 0.7), wide * 0.008))
    return (x, level + flat * 0.35)
