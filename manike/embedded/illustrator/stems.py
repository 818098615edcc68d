"""Trunks near the eye that rise out of the picture, and the light that falls between trees."""

import skia

from manike.embedded.illustrator.colour import colour4, fill, gradient, mix, rgb, stroke
from manike.embedded.illustrator.grove import shadow
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.sky import sun_place
from manike.embedded.illustrator.stage import Stage

PINE_BARK, SPRUCE_BARK, BEECH_BARK = rgb("8a563a"), rgb("57483c"), rgb("6d6258")
BIRCH_BARK = rgb("d9d6cc")


def stem(
    stage: Stage,
    plane: str,
    foot: tuple[float, float],
    wide: float,
    bark: Rgb,
    *,
    evergreen: bool = True,
) -> None:
    """A trunk that rises out of the picture; an evergreen one has stubs and hanging boughs.

    Args:
        stage: Where to paint.
        plane: On which plane.
        foot: u and v of its foot.
        wide: Its width in shorter sides of the film.
        bark: Colour.
        evergreen: Whether dead stubs and boughs of needles grow from it.
    """
    frame, tones = stage.frame, stage.tones
    rng, canvas = stage.rng("stem", foot), stage.canvas(plane)
    x, y = frame.x(foot[0] + 0.015 * float(rng.normal())), frame.y(foot[1])
    half = wide * frame.unit_px / 2
    if plane != "front":
        shadow(stage, plane, (x, y), half * 3.6)
    top = -0.02 * frame.plane_px[1]
    trunk = skia.Path()
    trunk.moveTo(x - half * 1.7, y + half * 0.16)
    trunk.quadTo(x - half, y - half * 1.2, x - half * 0.74, top)
    trunk.lineTo(x + half * 0.74, top)
    trunk.quadTo(x + half, y - half * 1.2, x + half * 1.7, y + half * 0.16)
    trunk.close()
    lit = [tones.tone(bark, 0, level) for level in (-0.9, -0.25, 0.75)]
    sides = lit if tones.light.side > 0 else lit[::-1]
    canvas.drawPath(trunk, gradient((x - half, 0), (x + half, 0), sides))
    canvas.save()
    canvas.clipPath(trunk, True)
    _bark(stage, plane, (x, y, half), bark)
    canvas.restore()
    for index in range(7 if evergreen else 0):
        side = (-1, 1)[index % 2]
        level = y - (0.16 + 0.13 * index + 0.05 * float(rng.random())) * frame.unit_px
        reach = half * float(rng.uniform(1.6, 3.4)) + 0.05 * frame.unit_px * (index > 3)  # noqa: PLR2004 - upper boughs live
        _stub(stage, plane, (x + side * half * 0.7, level), (side, reach, index))


def _bark(stage: Stage, plane: str, where: tuple[float, float, float], local: Rgb) -> None:
    """Plates and furrows of a trunk."""
    x, y, half = where
    tones, canvas, rng = stage.tones, stage.canvas(plane), stage.rng("bark", round(x))
    for _ in range(90):
        across = float(rng.uniform(-1.1, 1.1))
        level = float(rng.uniform(0, y))
        facing = across * tones.light.side
        tone = tones.tone(local, 0, 0.7 * facing + float(rng.normal(0, 0.35)) - 0.15)
        mark = stroke(tone, half * float(rng.uniform(0.05, 0.16)), 0.6)
        length = half * float(rng.uniform(0.4, 1.6))
        canvas.drawLine(x + across * half, level, x + across * half * 1.02, level + length, mark)
    if local == BIRCH_BARK:
        _birch_marks(stage, plane, where)
    if tones.snow > 0:
        snow = fill(tones.tone(rgb("f4f8ff"), 0, 0.4), 0.8)
        edge = x - tones.light.side * half * 0.9
        for _ in range(26):
            level = float(rng.uniform(0, y))
            canvas.drawCircle(edge + half * float(rng.normal(0, 0.14)), level, half * 0.14, snow)


def _birch_marks(stage: Stage, plane: str, where: tuple[float, float, float]) -> None:
    """The dark scars of a birch's bark."""
    x, y, half = where
    canvas, rng = stage.canvas(plane), stage.rng("birch", round(x))
    dark = stage.tones.tone(rgb("35302c"), 0, -0.3)
    for _ in range(34):
        across, level = float(rng.uniform(-1, 1)), float(rng.uniform(0, y))
        wide, tall = half * float(rng.uniform(0.12, 0.6)), half * float(rng.uniform(0.03, 0.14))
        at = x + across * half
        canvas.drawOval(
            skia.Rect.MakeLTRB(at - wide, level, at + wide, level + tall), fill(dark, 0.8)
        )


def _stub(stage: Stage, plane: str, at: tuple[float, float], kind: tuple[int, float, int]) -> None:
    """A dead branch below, a hanging bough of needles above."""
    side, reach, index = kind
    tones, canvas = stage.tones, stage.canvas(plane)
    rng = stage.rng("stub", round(at[0]), index)
    tip = (at[0] + side * reach, at[1] + reach * float(rng.uniform(-0.1, 0.35)))
    canvas.drawLine(*at, *tip, stroke(tones.tone(SPRUCE_BARK, 0, -0.5), max(reach * 0.045, 1.0)))
    if index < 3:  # noqa: PLR2004 - below all is dead wood
        return
    dark, middle, bright = tones.conifer()
    for _ in range(70):
        share = float(rng.uniform(0.15, 1.05))
        x = at[0] + (tip[0] - at[0]) * share
        y = at[1] + (tip[1] - at[1]) * share
        lit = float(rng.uniform(-0.8, 0.7))
        colour = mix(middle, bright if lit > 0 else dark, abs(lit))
        if tones.snow > 0 and rng.random() < 0.4:  # noqa: PLR2004 - some carry snow
            colour = rgb("eef4fb")
        end = (x + side * reach * 0.14, y + reach * float(rng.uniform(0.06, 0.3)))
        canvas.drawLine(
            x, y, *end, stroke(tones.tone(colour, 0, lit * 0.5), max(reach * 0.022, 0.8))
        )


def shafts(stage: Stage, plane: str, horizon: float) -> None:
    """Beams of light that fall between the trees."""
    tones, frame = stage.tones, stage.frame
    strength = (0.3 if tones.is_night else 0.5) * (1 - 0.85 * tones.overcast)
    canvas, rng = stage.canvas(plane), stage.rng("shafts")
    source = sun_place(stage, horizon)
    start = (frame.x(source[0]), frame.y(-0.25))
    for _ in range(7):
        u = float(rng.uniform(0.08, 0.92))
        foot, wide = (
            (frame.x(u), frame.y(horizon + 0.22)),
            frame.unit_px * float(rng.uniform(0.02, 0.07)),
        )
        beam = skia.Path()
        beam.addPoly(
            [
                skia.Point(start[0] - wide * 0.2, start[1]),
                skia.Point(start[0] + wide * 0.2, start[1]),
                skia.Point(foot[0] + wide, foot[1]),
                skia.Point(foot[0] - wide, foot[1]),
            ],
            True,
        )
        light = colour4(tones.light.colour, strength * float(rng.uniform(0.25, 0.6))).toColor()
        none = colour4(tones.light.colour, 0).toColor()
        shader = skia.GradientShader.MakeLinear([start, foot], [light, none])
        blur = skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, wide * 0.3)
        canvas.drawPath(beam, skia.Paint(AntiAlias=True, Shader=shader, MaskFilter=blur))
