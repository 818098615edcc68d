"""A lit backdrop with a pedestal."""

import math
from dataclasses import replace
from itertools import pairwise

import skia

from manike.embedded.illustrator.colour import fill, gradient, mix, radial, rgb, shade, stroke, tune
from manike.embedded.illustrator.furniture import spotlight
from manike.embedded.illustrator.houses import path_of
from manike.embedded.illustrator.layout import Brief, Layout, varied
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.stage import Stage
from manike.script.vocabulary import Mood

BACKDROPS = {
    Mood.CALM: ("d4ecf0", "86bccb", "3f7f9c"),
    Mood.JOYFUL: ("ffe3a8", "ffb36b", "e8795a"),
    Mood.EPIC: ("5a6fa8", "2f3f78", "171f48"),
    Mood.MYSTERIOUS: ("6a5fa0", "3a3270", "1b1840"),
    Mood.MELANCHOLIC: ("b8c0cc", "7f8a9c", "4f586c"),
    Mood.HOPEFUL: ("ffe9c4", "f3b98f", "8f7fa8"),
    Mood.TENSE: ("a86a5a", "5f3a44", "2a1c2c"),
    Mood.PLAYFUL: ("b8f0e0", "6fd0c8", "4f9fd0"),
    Mood.ROMANTIC: ("ffd9d6", "e89aa8", "9a5a7e"),
    Mood.TRIUMPHANT: ("ffe0a0", "d99a48", "7a3f3a"),
    Mood.NOSTALGIC: ("f0dcc0", "c8a078", "7c5c50"),
    Mood.EERIE: ("5f7a78", "2f4448", "141e26"),
    Mood.ENERGETIC: ("ffd36a", "ff7f4f", "c83a5f"),
    Mood.DREAMY: ("e6dcf4", "b4a6dc", "7a78b8"),
}


def paint_studio(stage: Stage, brief: Brief) -> Layout:
    """A lit backdrop with a pedestal, for products, diagrams and title cards."""
    frame, unit = stage.frame, min(stage.frame.film_px)
    look = _colours(stage, brief)
    if not (brief.subjects or brief.setting.landmark):
        return _card(stage, look)
    top, middle = look[:2]
    _backdrop(stage, look)
    _floor(stage, look)
    for u, lean in ((0.2, 0.16), (0.8, -0.16), (0.5, 0.0)):
        lamp, target = (frame.x(u), frame.y(-0.2)), (frame.x(u + lean), frame.y(0.86))
        spotlight(stage, "mid", lamp, target, unit * 0.3, 0.2)
    _pool(stage)
    stage.tones = replace(
        stage.tones,
        light=replace(stage.tones.light, ambient=max(0.85, stage.tones.light.ambient), haze=middle),
        tint_amount=0.05,
        overcast=0.0,
    )
    _disc(stage, (frame.x(0.5), frame.y(0.83)), unit * 0.36, mix(top, (1, 1, 1), 0.3))
    _specks(stage, mix(top, (1, 1, 1), 0.6))
    return Layout(0.9, (0.5, 0.8), 0.4, "near", landmark_haze=0.0, kind="pedestal", nearness=1.3,
                  pedestal=(0.5, 0.795))  # fmt: skip


def _card(stage: Stage, look: tuple[Rgb, Rgb, Rgb]) -> Layout:
    """A title or end card, on which letters are white: bands of colour, specks of light."""
    rng = stage.rng("card")
    top, middle, low = (tune(colour, lightness=0.74, chroma=1.2) for colour in look)
    _backdrop(stage, (top, middle, low))
    turn = float(rng.uniform(0, math.tau))
    for plane, v, tint in (
        ("far", 0.62, 0.32),
        ("back", 0.71, 0.2),
        ("mid", 0.8, 0.08),
        ("near", 0.9, 0.0),
    ):
        colour = mix(mix(low, middle, tint * 2.2), top, tint)
        _band(stage, (plane, v, turn), colour)
        turn += float(rng.uniform(1.2, 2.2))
    _bokeh(stage, mix(top, (1, 1, 1), 0.55))
    stage.tones = replace(
        stage.tones,
        light=replace(stage.tones.light, ambient=max(0.85, stage.tones.light.ambient), haze=middle),
        tint_amount=0.05,
        overcast=0.0,
    )
    _specks(stage, mix(top, (1, 1, 1), 0.6))
    return Layout(
        0.93, (0.5, 0.8), 0.4, "near", landmark_haze=0.0, kind="pedestal", pedestal=(0.5, 0.9)
    )


def _band(stage: Stage, where: tuple[str, float, float], colour: Rgb) -> None:
    """A wave across the picture, lit along its crest."""
    plane, v, turn = where
    frame, canvas = stage.frame, stage.canvas(plane)
    width, height = frame.plane_px
    reach = 0.06 * frame.film_px[1]
    crest = skia.Path()
    points = []
    for step in range(25):
        x = width * step / 24
        wave = math.sin(turn + step * 0.3) + 0.45 * math.sin(turn * 2 + step * 0.56)
        points.append((x, frame.y(v) + reach * wave))
    crest.moveTo(*points[0])
    for before, after in pairwise(points):
        middle = ((before[0] + after[0]) / 2, (before[1] + after[1]) / 2)
        crest.quadTo(*before, *middle)
    crest.lineTo(*points[-1])
    body = skia.Path(crest)
    body.lineTo(width, height)
    body.lineTo(0, height)
    body.close()
    light = mix(colour, (1, 1, 1), 0.22)
    canvas.drawPath(
        body,
        gradient(
            (0, frame.y(v) - reach),
            (0, frame.y(v) + 5 * reach),
            [light, colour, shade(colour, 0.8)],
        ),
    )
    canvas.drawPath(crest, stroke(mix(colour, (1, 1, 1), 0.6), frame.line_px * 2.2, 0.7))


def _bokeh(stage: Stage, colour: Rgb) -> None:
    """Large soft discs of light, nearer the sides than the middle, where words stand."""
    frame, rng = stage.frame, stage.rng("bokeh")
    canvas = stage.canvas("far")
    for index in range(16):
        u = float(rng.beta(0.5, 0.5))
        at = (frame.x(u * 1.1 - 0.05), frame.y(float(rng.uniform(-0.05, 0.75))))
        reach = min(frame.film_px) * float(rng.uniform(0.02, 0.085))
        alpha = float(rng.uniform(0.06, 0.2))
        canvas.drawCircle(*at, reach, fill(colour, alpha))
        if index % 3 == 0:
            canvas.drawCircle(*at, reach, stroke(colour, frame.line_px * 1.6, alpha * 1.4))


def _colours(stage: Stage, brief: Brief) -> tuple[Rgb, Rgb, Rgb]:
    """The backdrop's colours at its top, middle and lower edge: by mood, darker at night."""
    rng = stage.rng("studio")
    other = BACKDROPS[list(BACKDROPS)[int(rng.integers(len(BACKDROPS)))]]
    pairs = zip(BACKDROPS[brief.mood], other, strict=True)
    colours = [mix(rgb(first), rgb(second), 0.28) for first, second in pairs]
    dark = {"dawn": 0.1, "day": 0.0, "dusk": 0.3, "night": 0.55}[brief.setting.time_of_day]
    top, middle, low = (mix(colour, rgb("10142a"), dark) for colour in colours)
    return top, middle, low


def _backdrop(stage: Stage, look: tuple[Rgb, Rgb, Rgb]) -> None:
    """A halo on the wall, and rings in it."""
    frame, canvas = stage.frame, stage.canvas("sky")
    width, height = frame.plane_px
    centre = (frame.x(varied(stage, "halo", 0.5, 0.12)), frame.y(0.42))
    wall = skia.Rect.MakeWH(width, height)
    canvas.drawRect(wall, fill(look[2]))
    canvas.drawRect(wall, radial(centre, max(width, height) * 0.62, list(look), [1, 1, 1]))
    _rings(stage, (centre, mix(look[0], (1, 1, 1), 0.4)))


def _floor(stage: Stage, look: tuple[Rgb, Rgb, Rgb]) -> None:
    top, middle, low = look
    width, height = stage.frame.plane_px
    edge = stage.frame.y(0.72)
    sweep = [mix(middle, low, 0.4), mix(top, middle, 0.35), low]
    floor = path_of((0, edge), (width, edge), (width, height), (0, height))
    paint = gradient((0, edge), (0, height), sweep, [0.0, 0.9, 1.0])
    stage.canvas("mid").drawPath(floor, paint)


def _pool(stage: Stage) -> None:
    """Light on the floor around the pedestal."""
    near, reach = stage.canvas("near"), min(stage.frame.film_px) * 0.62
    near.save()
    near.translate(stage.frame.x(0.5), stage.frame.y(0.85))
    near.scale(1, 0.2)
    near.drawCircle(0, 0, reach, radial((0, 0), reach, [(1.0, 1.0, 1.0)] * 2, [0.45, 0.0]))
    near.restore()


def _rings(stage: Stage, look: tuple[tuple[float, float], Rgb]) -> None:
    """Fine arcs behind the pedestal."""
    centre, colour = look
    canvas, unit = stage.canvas("far"), min(stage.frame.film_px)
    rng = stage.rng("rings")
    canvas.drawCircle(*centre, unit * 0.36, fill(colour, 0.13))
    for index in range(4):
        reach = unit * (0.42 + 0.09 * index)
        box = skia.Rect.MakeXYWH(centre[0] - reach, centre[1] - reach, reach * 2, reach * 2)
        start, sweep = float(rng.uniform(0, 360)), float(rng.uniform(80, 220))
        canvas.drawArc(
            box, start, sweep, False, stroke(colour, unit * (0.008 - 0.0015 * index), 0.4)
        )


def _disc(stage: Stage, centre: tuple[float, float], half: float, local: Rgb) -> None:
    """A round pedestal with a lit rim."""
    canvas, tones = stage.canvas("near"), stage.tones
    x, y = centre
    deep, flat = half * 0.22, half * 0.2
    sides = [tones.tone(local, 0, level * -tones.light.side) for level in (0.7, 0.0, -0.6, -0.9)]
    body = skia.Path()
    body.moveTo(x - half, y - deep)
    body.lineTo(x - half, y)
    body.arcTo(skia.Rect.MakeLTRB(x - half, y - flat, x + half, y + flat), 180, -180, False)
    body.lineTo(x + half, y - deep)
    body.close()
    canvas.drawPath(body, gradient((x - half, 0), (x + half, 0), sides))
    top = skia.Rect.MakeLTRB(x - half, y - deep - flat, x + half, y - deep + flat)
    canvas.drawOval(
        top,
        radial(
            (x, y - deep), half, [mix(local, (1, 1, 1), 0.75), local, shade(local, 0.85)], [1, 1, 1]
        ),
    )
    canvas.drawOval(top, stroke(mix(local, (1, 1, 1), 0.85), half * 0.014, 0.9))


def _specks(stage: Stage, colour: Rgb) -> None:
    """Out-of-focus dust in the light."""
    canvas, frame, rng = stage.canvas("front"), stage.frame, stage.rng("specks")
    for _ in range(26):
        at = (frame.x(float(rng.uniform(-0.05, 1.05))), frame.y(float(rng.uniform(-0.05, 0.95))))
        reach = frame.line_px * float(rng.uniform(5, 26))
        alpha = float(rng.uniform(0.06, 0.26))
        canvas.drawCircle(*at, reach, radial(at, reach, [colour] * 3, [alpha, alpha * 0.8, 0.0]))
