"""A stage: boards, curtains, light from above, and the heads of those who watch."""

import math
from dataclasses import replace

import skia

from manike.embedded.illustrator.colour import fill, gradient, mix, radial, rgb, stroke
from manike.embedded.illustrator.furniture import spotlight
from manike.embedded.illustrator.houses import glow, path_of
from manike.embedded.illustrator.interior import Interior, interior_of
from manike.embedded.illustrator.interior_parts import prop
from manike.embedded.illustrator.interior_shell import Hall, boards
from manike.embedded.illustrator.layout import Brief, Layout
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.tones import Tones
from manike.script.vocabulary import Mood

CONCERT = ("concert", "band", "rock", "festival", "singer", "dj", "gig", "music", "guitar", "drum")
LECTURE = ("lecture", "conference", "talk", "keynote", "speech", "presentation", "award", "launch")
VELVETS = ("8f1f2c", "6a1f4a", "1f4a5a", "7a3a1c")
GELS = {
    Mood.CALM: ("5f9ad0", "f6e2b0"),
    Mood.JOYFUL: ("ff9a4a", "ffe08a"),
    Mood.EPIC: ("4a5fd0", "ffb85f"),
    Mood.MYSTERIOUS: ("5a3fb0", "7fd0e0"),
    Mood.MELANCHOLIC: ("4f6f9a", "c8d4e4"),
    Mood.TENSE: ("b02f3a", "e8c8a0"),
    Mood.ROMANTIC: ("d05a86", "ffd0b0"),
    Mood.TRIUMPHANT: ("d08a2f", "fff0b0"),
    Mood.PLAYFUL: ("3fb0a8", "ffd45f"),
    Mood.HOPEFUL: ("f0a060", "ffe8c0"),
    Mood.NOSTALGIC: ("b07a4a", "ffe0b0"),
    Mood.EERIE: ("2f6f5a", "a8e0c0"),
    Mood.ENERGETIC: ("e03f7a", "ffc84a"),
    Mood.DREAMY: ("9a7fd8", "d8ecff"),
}
"""Colours of the backcloth's light and of the beams."""


def paint_theatre(stage: Stage, brief: Brief) -> Layout:
    """A stage seen from the stalls; by its words a concert or a lecture."""
    rng = stage.rng("theatre")
    back, beam = (rgb(code) for code in GELS[brief.mood])
    side = float(rng.choice((-1, 1)))
    inside = interior_of(stage, yaw=side * float(rng.choice((0.0, 0.06, 0.12))), x=side * 0.3)
    velvet = rgb(VELVETS[int(rng.integers(4))])
    stage.tones = _footlit(stage.tones, back)
    hall = Hall(-6.5, 6.5, 9.0, 9.0)
    _backcloth(stage, inside, hall, back)
    if brief.mentions(*CONCERT):
        _concert(inside, hall, (back, beam))
    elif brief.mentions(*LECTURE):
        _lecture(inside, hall, side, (back, beam))
    else:
        _scenery(inside, hall, back)
    _curtains(inside, velvet)
    boards(inside, hall, rgb("8a5c3a"), wide=0.34)
    inside.pool("near", 0, 5.8, (3.2, beam, 0.5))
    inside.pool("near", side * 2.6, 7.2, (2.0, back, 0.35))
    if brief.mentions(*CONCERT):
        _band(inside, side)
    elif brief.mentions(*LECTURE):
        _lectern(inside, -side * 2.3)
    _beams(stage, side, beam)
    _valance(stage, velvet)
    _audience(stage)
    return Layout(
        0.9,
        (0.5, 0.75),
        0.3,
        "near",
        landmark_haze=0.05,
        kind="indoors",
        shows=("audience", "light", "board", "beam", "crowd"),
    )


def _footlit(tones: Tones, back: Rgb) -> Tones:
    """Light that the hour does not touch: it is always evening on a stage."""
    light = replace(
        tones.light,
        ambient=0.82,
        colour=rgb("fff0d0"),
        shadow=mix(back, rgb("0a0a18"), 0.82),
        haze=mix(back, rgb("100c1c"), 0.5),
    )
    return replace(
        tones,
        light=light,
        tint=back,
        tint_amount=0.12,
        lamps=1.0,
        fog=0.0,
        snow=0.0,
        wet=0.0,
        overcast=0.0,
    )


def _backcloth(stage: Stage, inside: Interior, hall: Hall, back: Rgb) -> None:
    """A cloth lit from below in the colour of the mood."""
    frame = stage.frame
    low = inside.eye.at(0, 0, hall.back)
    dark, pale = mix(back, rgb("0b0a18"), 0.7), mix(back, (1, 1, 1), 0.35)
    rect = skia.Rect.MakeWH(*frame.plane_px)
    canvas = stage.canvas("sky")
    canvas.drawRect(rect, gradient((0, low[1]), (0, frame.y(-0.1)), [pale, back, dark]))
    glow_at = (low[0], low[1])
    canvas.drawCircle(
        *glow_at,
        frame.plane_px[0] * 0.5,
        radial(glow_at, frame.plane_px[0] * 0.5, [pale, pale], [0.5, 0.0]),
    )


def _scenery(inside: Interior, hall: Hall, back: Rgb) -> None:
    """Painted flats: hills, a moon or a town, cut out of board."""
    stage, eye = inside.stage, inside.eye
    canvas, rng = stage.canvas("far"), stage.rng("flats")
    m = eye.per_m(0, hall.back)
    base = eye.at(0, 0, hall.back)
    disc = (base[0] + float(rng.uniform(-2.2, 2.2)) * m, base[1] - float(rng.uniform(2.6, 3.4)) * m)
    canvas.drawCircle(*disc, 0.85 * m, fill(mix(back, rgb("fff4d8"), 0.85)))
    town = bool(rng.integers(2))
    for row, (share, dark) in enumerate(((1.5, 0.35), (0.9, 0.6))):
        path = skia.Path()
        x, left, right = base[0] - 7 * m, base[0] - 7 * m, base[0] + 7 * m
        path.moveTo(left, base[1] + m)
        while x < right:
            wide = float(rng.uniform(0.7, 1.5)) * m
            top = base[1] - share * float(rng.uniform(0.6, 1.25)) * m
            if town:
                path.lineTo(x, top)
                path.lineTo(x + wide / 2, top - (0.5 - 0.2 * row) * m)
                path.lineTo(x + wide, top)
            else:
                path.quadTo(x + wide / 2, top - 0.5 * m, x + wide * 1.6, base[1] - 0.4 * share * m)
                wide *= 1.6
            x += wide
        path.lineTo(right, base[1] + m)
        path.close()
        canvas.drawPath(path, fill(mix(back, rgb("0e0c1e"), dark)))


def _concert(inside: Interior, hall: Hall, look: tuple[Rgb, Rgb]) -> None:
    """A wall of light: rings of colour, and a truss with lamps."""
    back, beam = look
    stage, eye = inside.stage, inside.eye
    canvas = stage.canvas("far")
    m, middle = eye.per_m(0, hall.back), eye.at(0, 2.6, hall.back)
    for index in range(9):
        reach = (0.4 + index * 0.5) * m
        colour = mix(beam, back, index / 9)
        canvas.drawCircle(*middle, reach, stroke(colour, 0.1 * m, 0.75 - 0.06 * index))
    for index in range(24):
        angle = index * math.pi / 12
        tip = (middle[0] + math.cos(angle) * 7 * m, middle[1] + math.sin(angle) * 7 * m)
        canvas.drawLine(*middle, *tip, stroke(beam, 0.03 * m, 0.16))
    truss = stroke(rgb("14141e"), 0.07 * m)
    for y in (4.3, 4.6):
        a, b = eye.at(-6, y, hall.back), eye.at(6, y, hall.back)
        canvas.drawLine(*a, *b, truss)
    for index in range(9):
        at = eye.at(-4.8 + index * 1.2, 4.2, hall.back)
        glow(canvas, at, 0.7 * m, beam, 0.8)


def _band(inside: Interior, side: float) -> None:
    for x in (-4.2, 4.2):
        for y in (0.0, 1.1):
            inside.box("near", (x - 0.55, y, 7.6), (x + 0.55, y + 1.05, 8.3), rgb("22232c"))
            with inside.facing("near", (x - 0.55, y + 1.05, 7.59)) as face:
                for at, reach in ((0.62, 0.32), (0.2, 0.13)):
                    face.drawCircle(0.55, at, reach, fill(rgb("101018")))
                    face.drawCircle(0.55, at, reach * 0.7, stroke(rgb("4a4c5a"), 0.03))
    prop(inside, "drum", (side * 1.5, 0, 7.4), 1.25)
    prop(inside, "guitar", (-side * 1.9, 0, 7.0), 1.35)


def _lecture(inside: Interior, hall: Hall, side: float, look: tuple[Rgb, Rgb]) -> None:
    """A great screen with a chart."""
    back, beam = look
    with inside.face("far", (-2.8, 4.1, hall.back), (1, 0, 0), (0, -1, 0)) as face:
        face.drawRect(skia.Rect.MakeXYWH(-0.08, -0.08, 5.76, 3.26), fill(rgb("0d0d18")))
        page = [mix(back, rgb("fbfdff"), 0.86), mix(back, rgb("fbfdff"), 0.7)]
        face.drawRect(skia.Rect.MakeWH(5.6, 3.1), gradient((0, 0), (0, 3.1), page))
        ink = mix(back, rgb("1a1a2e"), 0.5)
        face.drawRect(skia.Rect.MakeXYWH(0.4, 0.4, 2.4, 0.24), fill(ink))
        face.drawRect(skia.Rect.MakeXYWH(0.4, 0.8, 1.6, 0.12), fill(ink, 0.5))
        for index, tall in enumerate((0.6, 0.95, 0.8, 1.3, 1.6)):
            bar = skia.Rect.MakeXYWH(0.5 + index * 0.62, 2.75 - tall, 0.4, tall)
            face.drawRect(bar, fill(mix(back, beam, index / 5)))
        face.drawCircle(4.5, 1.9, 0.7, fill(mix(back, beam, 0.3)))
        face.drawArc(skia.Rect.MakeXYWH(3.8, 1.2, 1.4, 1.4), -90, 115, True, fill(ink))


def _lectern(inside: Interior, x: float) -> None:
    inside.shadow("near", x, 6.4, (0.9, 0.6))
    inside.box("near", (x - 0.3, 0, 6.2), (x + 0.3, 1.05, 6.6), rgb("6a4630"))
    inside.box("near", (x - 0.38, 1.05, 6.1), (x + 0.38, 1.12, 6.65), rgb("8a5f40"))
    canvas, m = inside.stage.canvas("near"), inside.eye.per_m(x, 6.3)
    px, py = inside.eye.at(x, 1.12, 6.3)
    canvas.drawLine(px, py, px + 0.1 * m, py - 0.3 * m, stroke(rgb("16161c"), 0.025 * m))
    canvas.drawCircle(px + 0.1 * m, py - 0.32 * m, 0.04 * m, fill(rgb("16161c")))


def _curtains(inside: Interior, velvet: Rgb) -> None:
    """Legs of velvet on both sides, drawn back, in folds."""
    stage = inside.stage
    frame, tones = stage.frame, stage.tones
    canvas = stage.canvas("mid")
    wide = min(0.3 * frame.film_px[0], 0.36 * min(frame.film_px))
    low = inside.eye.at(0, 0, 7.0)[1]
    for side in (-1, 1):
        edge = frame.x(0.5 + side * 0.5) + side * wide * 0.5
        inner = frame.x(0.5 + side * 0.5) - side * wide * 0.62
        path = skia.Path()
        path.moveTo(edge, -20)
        path.lineTo(inner - side * wide * 0.25, -20)
        path.cubicTo(inner, low * 0.5, inner + side * wide * 0.25, low * 0.66, inner, low)
        path.lineTo(edge, low)
        path.close()
        folds = [
            tones.tone(velvet, 0, level) for level in (-0.8, 0.5, -0.5, 0.35, -0.75, 0.45, -0.6)
        ]
        canvas.drawPath(path, gradient((edge, 0), (inner - side * wide * 0.2, 0), folds * 2))
        dark = tones.light.shadow
        canvas.drawPath(path, gradient((0, low), (0, 0), [dark] * 3, [0.05, 0.25, 0.8]))


def _valance(stage: Stage, velvet: Rgb) -> None:
    """Swags above, with a gold fringe."""
    frame, tones = stage.frame, stage.tones
    canvas, unit = stage.canvas("near"), min(frame.film_px)
    count = max(3, round(frame.plane_px[0] / (unit * 0.4)))
    wide, level = frame.plane_px[0] / count, frame.y(0.05)
    for index in range(count):
        x = index * wide
        path = skia.Path()
        path.moveTo(x, -20)
        path.lineTo(x, level)
        path.quadTo(x + wide / 2, level + unit * 0.17, x + wide, level)
        path.lineTo(x + wide, -20)
        path.close()
        folds = [tones.tone(velvet, 0, lit) for lit in (-0.6, 0.2, 0.45, 0.1, -0.7)]
        canvas.drawPath(path, gradient((x, 0), (x + wide, 0), folds))
        rim = skia.Path()
        rim.moveTo(x, level)
        rim.quadTo(x + wide / 2, level + unit * 0.17, x + wide, level)
        canvas.drawPath(rim, stroke(tones.tone(rgb("d9a845"), 0, 0.4), unit * 0.016))
    dark = tones.light.shadow
    shadow = gradient((0, 0), (0, level + unit * 0.1), [dark, dark], [0.7, 0.0])
    shadow.setBlendMode(skia.BlendMode.kSrcATop)
    canvas.drawRect(skia.Rect.MakeWH(frame.plane_px[0], level + unit * 0.1), shadow)


def _beams(stage: Stage, side: float, beam: Rgb) -> None:
    frame = stage.frame
    unit = min(frame.film_px)
    for u, target, strength in (
        (0.5 + side * 0.3, 0.5, 0.55),
        (0.5 - side * 0.36, 0.42, 0.3),
        (0.5 + side * 0.05, 0.62, 0.26),
    ):
        lamp, aim = (frame.x(u), frame.y(-0.12)), (frame.x(target), frame.y(0.92))
        spotlight(stage, "near", lamp, aim, unit * 0.2, strength)
        glow(stage.canvas("near"), lamp, unit * 0.16, beam, 0.5)


def _audience(stage: Stage) -> None:
    """Heads and shoulders along the lower edge, rimmed by the light of the stage."""
    frame, rng = stage.frame, stage.rng("audience")
    canvas, unit = stage.canvas("front"), min(frame.film_px)
    rim = mix(stage.tones.light.haze, (1, 1, 1), 0.3)
    for row, (v, size) in enumerate(((0.965, 0.045), (1.02, 0.066))):
        x = -unit * 0.05 * float(rng.uniform(0, 1))
        dark = mix(rgb("0a0812"), stage.tones.light.haze, 0.16 - 0.1 * row)
        while x < frame.plane_px[0] + unit * 0.1:
            reach = unit * size * float(rng.uniform(0.85, 1.1))
            y = frame.y(v) - unit * float(rng.uniform(0, 0.025))
            body = path_of(
                (x - reach * 1.9, y + reach * 5),
                (x - reach * 1.7, y + reach * 1.7),
                (x - reach * 0.6, y + reach * 1.0),
                (x + reach * 0.6, y + reach * 1.0),
                (x + reach * 1.7, y + reach * 1.7),
                (x + reach * 1.9, y + reach * 5),
            )
            soft = fill(dark)
            soft.setPathEffect(skia.CornerPathEffect.Make(reach * 0.6))
            canvas.drawPath(body, soft)
            head = skia.Rect.MakeXYWH(x - reach * 0.78, y - reach, reach * 1.56, reach * 2.0)
            canvas.drawOval(head, fill(dark))
            canvas.drawArc(head, 200, 140, False, stroke(rim, reach * 0.07, 0.4))
            x += reach * float(rng.uniform(3.3, 4.6))
    stage.blur("front", frame.line_px * 2.2)
