"""What stands on a quay: barrels, crates, coils of rope, lobster pots."""

import skia

from manike.embedded.illustrator.colour import fill, gradient, mix, rgb, stroke
from manike.embedded.illustrator.grove import Point, shadow
from manike.embedded.illustrator.stage import Stage

WOOD = rgb("9a7048")
SNOW = rgb("f4f8ff")


def cargo(stage: Stage, plane: str, u: float, v: float) -> None:
    """A group of goods around ``u``, the larger behind."""
    frame = stage.frame
    unit = frame.unit_px
    x, y = frame.x(u), frame.y(v)
    crate(stage, plane, (x - 0.02 * unit, y - 0.02 * unit), 0.13 * unit)
    crate(stage, plane, (x - 0.005 * unit, y - 0.15 * unit), 0.1 * unit)
    barrel(stage, plane, (x + 0.13 * unit, y - 0.012 * unit), 0.14 * unit)
    barrel(stage, plane, (x + 0.22 * unit, y + 0.01 * unit), 0.13 * unit)
    coil(stage, plane, (x + 0.075 * unit, y + 0.04 * unit), 0.1 * unit)


def crate(stage: Stage, plane: str, foot: Point, size_px: float) -> None:
    """A wooden crate with a frame and a diagonal board."""
    canvas, tones = stage.canvas(plane), stage.tones
    x, y, half = foot[0], foot[1], size_px / 2
    side = tones.light.side
    shadow(stage, plane, foot, size_px * 0.75)
    box = skia.Rect.MakeLTRB(x - half, y - size_px, x + half, y)
    sides = [tones.tone(WOOD, 0, lit * side) for lit in (-0.6, 0.5)]
    canvas.drawRect(box, gradient((x - half, 0), (x + half, 0), sides))
    seam = stroke(tones.tone(WOOD, 0, -0.9), size_px * 0.014, 0.8)
    for step in range(1, 6):
        level = y - size_px * step / 6
        canvas.drawLine(x - half, level, x + half, level, seam)
    board = stroke(tones.tone(mix(WOOD, rgb("d8b482"), 0.35), 0, 0.3), size_px * 0.1)
    board.setStrokeCap(skia.Paint.kButt_Cap)
    inset = size_px * 0.05
    canvas.drawLine(x - half + inset, y - inset, x + half - inset, y - size_px + inset, board)
    frame = skia.Rect.MakeLTRB(box.left(), box.top(), box.right(), box.bottom())
    frame.inset(inset, inset)
    canvas.drawRect(frame, board)
    if tones.snow > 0:
        cap = skia.Rect.MakeXYWH(x - half, y - size_px * 1.05, size_px, size_px * 0.08)
        canvas.drawRoundRect(cap, inset, inset, fill(tones.tone(SNOW, 0, 0.5)))


def barrel(stage: Stage, plane: str, foot: Point, height_px: float) -> None:
    """A barrel with two hoops of iron."""
    canvas, tones = stage.canvas(plane), stage.tones
    x, y, tall = foot[0], foot[1], height_px
    half = tall * 0.33
    shadow(stage, plane, foot, half * 1.4)
    body = skia.Path()
    body.moveTo(x - half * 0.82, y)
    body.quadTo(x - half * 1.2, y - tall / 2, x - half * 0.82, y - tall)
    body.lineTo(x + half * 0.82, y - tall)
    body.quadTo(x + half * 1.2, y - tall / 2, x + half * 0.82, y)
    body.quadTo(x, y + tall * 0.07, x - half * 0.82, y)
    side = tones.light.side
    oak = rgb("84593a")
    sides = [tones.tone(oak, 0, lit * side) for lit in (-0.9, -0.1, 0.8)]
    canvas.drawPath(body, gradient((x - half, 0), (x + half, 0), sides))
    canvas.save()
    canvas.clipPath(body, True)
    for step in range(-3, 4):
        stave = stroke(tones.tone(oak, 0, -1), tall * 0.01, 0.6)
        canvas.drawLine(x + step * half * 0.3, y - tall, x + step * half * 0.34, y, stave)
    for level in (0.2, 0.78):
        hoop = skia.Rect.MakeXYWH(
            x - half * 1.3, y - tall * (level + 0.04), half * 2.6, tall * 0.08
        )
        iron = [tones.tone(rgb("4a4f55"), 0, lit * side) for lit in (-0.8, 0.8)]
        canvas.drawRect(hoop, gradient((x - half, 0), (x + half, 0), iron))
    canvas.restore()
    lid = skia.Rect.MakeXYWH(x - half * 0.82, y - tall * 1.06, half * 1.64, tall * 0.12)
    cover = SNOW if tones.snow > 0 else rgb("a87c50")
    canvas.drawOval(lid, fill(tones.tone(cover, 0, 0.4)))


def coil(stage: Stage, plane: str, foot: Point, wide_px: float) -> None:
    """A coil of rope on the ground."""
    canvas, tones = stage.canvas(plane), stage.tones
    shadow(stage, plane, foot, wide_px * 0.6)
    for ring in range(5):
        reach = wide_px * (0.5 - 0.045 * ring)
        top = foot[1] - ring * wide_px * 0.055
        oval = skia.Rect.MakeLTRB(
            foot[0] - reach, top - reach * 0.3, foot[0] + reach, top + reach * 0.3
        )
        rope = rgb("c9a873")
        canvas.drawOval(oval, stroke(tones.tone(rope, 0, -0.9), wide_px * 0.075))
        canvas.drawOval(oval, stroke(tones.tone(rope, 0, 0.35), wide_px * 0.05))
