"""The face: outline, eyes with lids, brows, nose, mouth; in units of half the head's height."""

from dataclasses import dataclass, replace

import skia

from manike.embedded.figures.colours import WHITE
from manike.embedded.figures.geometry import Point, blob, curve, ellipse, limb, mirrored
from manike.embedded.figures.people.expression import Expression
from manike.embedded.figures.people.hair import paint_beard, paint_moustache
from manike.embedded.figures.people.look import Look
from manike.embedded.figures.shading import Brush, Rgb, luminance, mix, scaled

_TURN = 0.15
"""How far the middle of the face lies to the facing side: about a quarter turn."""
READABLE = 0.48
"""Luminance that lit skin keeps in any light, so that a face reads against a night sky."""


_SHUT = 0.15
"""Lids that are open less than this are closed."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the features of a face lie."""

    eye_y: float
    eye_wide: float
    eye_tall: float
    apart: float
    nose_y: float
    mouth_y: float
    turn: float = _TURN


_PLANS = {
    "child": _Plan(0.17, 0.185, 0.155, 0.37, 0.47, 0.68),
    "adult": _Plan(0.06, 0.185, 0.135, 0.345, 0.40, 0.635),
    "elder": _Plan(0.06, 0.175, 0.115, 0.345, 0.42, 0.645),
}


def skin_brush(brush: Brush, skin: Rgb) -> Brush:
    """A brush that keeps skin warm and readable: 0.74 of its colour, more for dark skin."""
    need = min(max(READABLE / luminance(skin), 0.74), 1.0)
    warm = replace(brush.light, colour=mix(brush.light.colour, (1.0, 0.92, 0.84), 0.55))
    return replace(brush, light=warm, floor=max(brush.floor, need))


def outline(look: Look, *, front: bool = False) -> skia.Path:
    """The head from the crown to the chin, seen from the front or a quarter from the side."""
    if front:
        return blob(mirrored(_front_half(look)))
    if look.age == "child":
        side = [(0.02, -1.0), (0.55, -0.86), (0.84, -0.40), (0.86, 0.06), (0.80, 0.42)]
        chin = [(0.58, 0.78), (0.20, 0.985), (-0.22, 0.94), (-0.60, 0.68), (-0.82, 0.28)]
        back = [(-0.90, -0.18), (-0.84, -0.52), (-0.48, -0.90)]
        return blob([*side, *chin, *back])
    j = look.jaw
    side = [(0.02, -1.0), (0.50, -0.87), (0.76, -0.44), (0.765, -0.05), (0.735, 0.30)]
    chin = [
        (0.60 + 0.06 * j, 0.64 + 0.04 * j),
        (0.36 + 0.06 * j, 0.92),
        (0.14, 1.0),
        (-0.10 - 0.05 * j, 0.95),
        (-0.44 - 0.08 * j, 0.68 + 0.03 * j),
        (-0.68, 0.30),
    ]
    return blob([*side, *chin, (-0.80, -0.10), (-0.77, -0.52), (-0.42, -0.90)])


def _front_half(look: Look) -> list[Point]:
    if look.age == "child":
        cheek = [(0.55, -0.88), (0.86, -0.42), (0.88, 0.06), (0.80, 0.42), (0.56, 0.79)]
        return [(0.0, -1.0), *cheek, (0.2, 0.985)]
    j = look.jaw
    cheek = [(0.48, -0.88), (0.765, -0.46), (0.78, -0.05), (0.72, 0.32)]
    return [(0.0, -1.0), *cheek, (0.55 + 0.06 * j, 0.66 + 0.03 * j), (0.25 + 0.05 * j, 0.95)]


def paint_face(
    brush: Brush, look: Look, mood: Expression, gaze: Point, *, front: bool = False
) -> None:
    """Draw head and features; ``brush`` is scaled so that the head reaches from -1 to +1."""
    skin = skin_brush(brush, look.skin)
    plan = replace(_PLANS[look.age], turn=0.0) if front else _PLANS[look.age]
    _ear(skin, look)
    if front:
        with skin.at(0.0, 0.0, flip=True) as other:
            _ear(other, look)
    shape = outline(look, front=front)
    skin.fill(shape, look.skin, shade=0.62, rim=0.75)
    with skin.inside(shape):
        _flesh(skin, look, plan, mood)
        for side in (-1, 1):
            _eye(skin, look, plan, mood, (side, *gaze))
        _nose(skin, look, plan)
    paint_beard(brush, look)
    _mouth(skin, look, plan, mood)
    paint_moustache(brush, look)
    for side in (-1, 1):
        _brow(skin, look, plan, mood, side)
    if look.glasses:
        _glasses(skin, plan)


def _ear(skin: Brush, look: Look) -> None:
    x = -0.84 if look.age == "child" else -0.78
    skin.fill(ellipse(x, 0.16, 0.15, 0.235), look.skin, shade=0.5)
    skin.line([(x - 0.04, 0.06), (x - 0.07, 0.18), (x + 0.01, 0.28)], look.skin, 0.045, level=-0.7)


def _flesh(skin: Brush, look: Look, plan: _Plan, mood: Expression) -> None:
    """Blush, shade under brow and lip, age lines, freckles."""
    warm = mix(look.skin, (0.86, 0.26, 0.22), 0.42)
    for x in (plan.turn + plan.apart + 0.10, plan.turn - plan.apart - 0.14):
        skin.soft(x, plan.eye_y + 0.33, 0.27, warm, 0.75 * mood.blush)
    skin.soft(plan.turn, plan.eye_y - 0.12, 0.55, look.skin, 0.30, level=-0.5)
    if look.age == "elder":
        _age_lines(skin, look, plan)
    if look.freckles:
        for x, y in ((-0.30, 0), (-0.20, 0.06), (-0.38, 0.07), (0.22, 0.02), (0.32, 0.07)):
            skin.flat(ellipse(plan.turn + x, plan.nose_y - 0.08 + y, 0.022), look.skin, level=-0.85)


def _age_lines(skin: Brush, look: Look, plan: _Plan) -> None:
    for side in (-1, 1):
        x = plan.turn + side * plan.apart
        under = plan.eye_y + 0.19
        skin.line([(x - 0.14, under), (x, under + 0.05), (x + 0.14, under)], look.skin, 0.022,
                  level=-0.65)  # fmt: skip
        fold = [
            (plan.turn + side * 0.20, 0.42),
            (plan.turn + side * 0.32, 0.56),
            (plan.turn + side * 0.31, 0.66),
        ]
        skin.line(fold, look.skin, 0.026, level=-0.6)
    for y in (-0.40, -0.50):
        brow = [(-0.28, y), (0.02, y - 0.025), (0.30, y + 0.01)]
        skin.line([(plan.turn + x, v) for x, v in brow], look.skin, 0.02, level=-0.5)


def _eye(
    skin: Brush, look: Look, plan: _Plan, mood: Expression, where: tuple[float, float, float]
) -> None:
    side, gaze_x, gaze_y = where
    x, y = plan.turn + side * plan.apart, plan.eye_y
    wide = plan.eye_wide * (0.88 if side > 0 else 1.0)
    if mood.lid < _SHUT:
        _shut_eye(skin, look, (x, y, wide), plan.eye_tall)
        return
    top = plan.eye_tall * (0.35 + 0.75 * mood.lid)
    low = plan.eye_tall * (0.72 - 0.75 * mood.cheek)
    # The outer corner lies a little higher than the inner one.
    inner, outer = (x - side * wide, y + 0.02), (x + side * wide, y - 0.02)
    crest = [inner, (x - side * wide * 0.58, y - top * 0.74), (x, y - top)]
    crest.append((x + side * wide * 0.62, y - top * 0.80))
    lower = [outer, (x + side * wide * 0.5, y + low * 0.8), (x, y + low)]
    lower.append((x - side * wide * 0.55, y + low * 0.72))
    opening = blob([*crest, *lower], tension=0.9)
    if skin.marks is not None:
        box = (x - wide, y - top, x + wide, y + low)
        skin.marks.note_eye(skin.canvas, box, skin.tone(look.skin, -0.15))
    # Never pure white: the ball lies in the lid's shade and takes the skin's light.
    skin.flat(opening, mix(WHITE, look.skin, 0.1), level=-0.08)
    with skin.inside(opening):
        _iris(skin, look, (x + gaze_x * wide * 0.42, y - 0.01 + gaze_y * plan.eye_tall * 0.4), plan)
        skin.line([inner, *crest[1:], outer], scaled(look.skin, 0.45), 0.07, alpha=0.4)
    lash = mix(look.hair_colour, (0.13, 0.09, 0.09), 0.75)
    thick = 0.054 if look.gender == "female" else 0.044
    skin.line([*crest[1:], outer], lash, thick)
    skin.line([inner, *crest[1:3]], lash, thick * 0.55)
    if look.gender == "female" or look.age == "child":
        tip = (outer[0] + side * 0.055, outer[1] - 0.05)
        skin.line([crest[3], outer, tip], lash, 0.034)
    skin.line(lower, look.skin, 0.02, level=-0.9, alpha=0.6)
    crease = [(px, py - 0.07) for px, py in (*crest[1:], outer)]
    skin.line(crease, look.skin, 0.022, level=-0.8, alpha=0.7)


def _shut_eye(skin: Brush, look: Look, at: tuple[float, float, float], tall: float) -> None:
    """Eyes that laugh: an arch."""
    x, y, wide = at
    lash = mix(look.hair_colour, (0.13, 0.09, 0.09), 0.75)
    arch = [
        (x - wide * 1.02, y + tall * 0.35),
        (x, y - tall * 0.62),
        (x + wide * 1.02, y + tall * 0.35),
    ]
    skin.line(arch, lash, 0.062)
    below = [(px * 1.0, py + 0.12) for px, py in arch]
    skin.line(below, look.skin, 0.024, level=-0.8, alpha=0.6)


def _iris(skin: Brush, look: Look, at: Point, plan: _Plan) -> None:
    radius = plan.eye_tall * 0.86
    skin.flat(ellipse(*at, radius * 0.96, radius), look.iris, level=-0.4)
    skin.flat(ellipse(at[0], at[1] + radius * 0.3, radius * 0.62, radius * 0.5), look.iris,
              level=0.7)  # fmt: skip
    skin.flat(ellipse(*at, radius * 0.52), (0.08, 0.06, 0.07))
    glint = skin.side or 1.0
    spot = ellipse(at[0] + 0.34 * radius * glint, at[1] - 0.38 * radius, radius * 0.27)
    skin.emit(spot, (0.98, 0.98, 0.96), alpha=0.95)
    skin.emit(ellipse(at[0] - 0.3 * radius * glint, at[1] + 0.4 * radius, radius * 0.13),
              (1, 1, 1), alpha=0.5)  # fmt: skip


def _brow(skin: Brush, look: Look, plan: _Plan, mood: Expression, side: int) -> None:
    x = plan.turn + side * plan.apart
    wide = plan.eye_wide * (1.08 if side > 0 else 1.2)
    y = plan.eye_y - plan.eye_tall - 0.155 - 0.085 * mood.brow
    inner = (x - side * wide * 0.95, y + 0.012 - 0.12 * mood.slant)
    peak = (x + side * wide * 0.25, y - 0.045 - 0.01 * mood.slant)
    outer = (x + side * wide * 1.05, y + 0.05 + 0.075 * mood.slant)
    thick = {"male": 0.056, "female": 0.036}[look.gender] * (0.8 if look.age == "child" else 1.0)
    shape = blob(
        [
            (inner[0], inner[1] - thick),
            (peak[0], peak[1] - thick * 0.8),
            outer,
            (peak[0], peak[1] + thick * 0.8),
            (inner[0], inner[1] + thick * 0.9),
        ],
        tension=0.9,
    )
    colour = scaled(look.hair_colour, 0.78) if look.hair != "bald" else look.hair_colour
    skin.flat(shape, mix(colour, look.skin, 0.2))


def _nose(skin: Brush, look: Look, plan: _Plan) -> None:
    size = look.nose * (0.72 if look.age == "child" else 1.0)
    x, y = plan.turn + 0.07, plan.nose_y
    tip = (x + 0.13 * size, y - 0.06 * size)
    under = [tip, (x + 0.09 * size, y + 0.04), (x - 0.03, y + 0.055), (x - 0.12 * size, y + 0.01)]
    skin.flat(
        blob([*under, (x, y - 0.03)]),
        look.skin,
        level=-0.75,
        alpha=0.6 if look.age == "child" else 0.85,
    )
    bridge = [(x - 0.01, plan.eye_y + 0.04), (x + 0.05 * size, y - 0.2), tip]
    if look.age != "child":
        skin.line(bridge, look.skin, 0.024, level=-0.6, alpha=0.55)
    away = -0.11 if skin.side > 0 else 0.12
    skin.soft(x + away * size, y - 0.12, 0.16 * size, look.skin, 0.5, level=-0.7)
    skin.soft(x + 0.02, y - 0.07, 0.12 * size, look.skin, 0.8, level=0.9)


def _mouth(skin: Brush, look: Look, plan: _Plan, mood: Expression) -> None:
    x, y = plan.turn + 0.03, plan.mouth_y - 0.05 * mood.gape
    wide = 0.225 * mood.width * (0.9 if look.age == "child" else 1.0)
    rise = 0.105 * mood.smile
    left, right = (x - wide * 1.05, y - rise), (x + wide * 0.92, y - rise)
    middle = (x, y + rise * 0.42)
    lip = mix(look.skin, (0.70, 0.22, 0.22), 0.5 if look.gender == "female" else 0.3)
    if mood.gape > 0.05:  # noqa: PLR2004 - less shows as a closed mouth
        shaven = look.beard in {"none", "stubble"}
        _open_mouth(skin, (left, right, middle), mood, lip, teeth=shaven)
        return
    full = 0.05 if look.gender == "female" else 0.036
    lips = blob([left, (x - wide * 0.3, middle[1] - full), (x + 0.02, middle[1] - full * 0.6),
                 (x + wide * 0.4, middle[1] - full), right, (x, middle[1] + full * 1.9)],
                tension=0.85)  # fmt: skip
    skin.flat(lips, lip, level=-0.1, alpha=0.8)
    skin.line([left, middle, right], scaled(lip, 0.55), 0.034)
    for corner, out in ((left, -1), (right, 1)):
        skin.line([corner, (corner[0] + out * 0.03, corner[1] - 0.03 * mood.smile)], scaled(lip,
                                                                                            0.6),
                  0.028)  # fmt: skip
    skin.line([(x - 0.09, y + 0.13), (x, y + 0.15), (x + 0.09, y + 0.13)], look.skin, 0.03,
              level=-0.7, alpha=0.6)  # fmt: skip


def _open_mouth(
    skin: Brush, corners: tuple[Point, Point, Point], mood: Expression, lip: Rgb, *, teeth: bool
) -> None:
    left, right, middle = corners
    drop = 0.30 * mood.gape
    lift = 0.10 * mood.gape if mood.smile < 0.5 else 0.0  # noqa: PLR2004 - an O, not a grin
    floor = (middle[0], middle[1] + drop)
    wide = right[0] - left[0]
    sag = 0.35 if mood.smile > 0.5 else 1.0  # noqa: PLR2004 - a laugh's upper lip is nearly level
    upper = left[1] + (middle[1] - left[1]) * sag - lift
    shape = blob(
        [
            left,
            (middle[0] - wide * 0.25, left[1] + (upper - left[1]) * 0.75),
            (middle[0], upper),
            (middle[0] + wide * 0.25, right[1] + (upper - right[1]) * 0.75),
            right,
            (floor[0] + wide * 0.36, floor[1] - drop * 0.36),
            (floor[0] + wide * 0.16, floor[1] - drop * 0.04),
            (floor[0] - wide * 0.16, floor[1] - drop * 0.04),
            (floor[0] - wide * 0.36, floor[1] - drop * 0.36),
        ],
        tension=0.9,
    )
    skin.flat(shape, (0.36, 0.10, 0.12))
    with skin.inside(shape):
        skin.flat(ellipse(floor[0], floor[1] + 0.02, wide * 0.3, drop * 0.42), (0.80, 0.36, 0.36))
        if teeth and mood.smile > 0.5:  # noqa: PLR2004 - they show in a laugh only
            row = [(left[0], left[1] - 0.05), (right[0], right[1] - 0.05),
                     (right[0], upper + 0.05), (middle[0], upper + 0.085),
                     (left[0], upper + 0.05)]  # fmt: skip
            skin.flat(blob(row, tension=0.4), WHITE, level=-0.1)
    skin.line(shape, scaled(lip, 0.7), 0.03)
    skin.line([(floor[0] - 0.08, floor[1] + 0.07), (floor[0], floor[1] + 0.085),
               (floor[0] + 0.08, floor[1] + 0.07)], lip, 0.03, level=-0.6, alpha=0.5)  # fmt: skip


def _glasses(skin: Brush, plan: _Plan) -> None:
    frame = (0.20, 0.17, 0.17)
    for side in (-1, 1):
        x = plan.turn + side * plan.apart
        lens = ellipse(x, plan.eye_y + 0.03, plan.eye_wide * (1.34 if side < 0 else 1.22),
                       plan.eye_tall * 1.75)  # fmt: skip
        with skin.inside(lens):
            glint = [(x - 0.17, plan.eye_y + 0.16), (x + 0.03, plan.eye_y - 0.16)]
            skin.emit(limb(glint, [0.035, 0.035]), (0.94, 0.98, 1.0), alpha=0.16)
        skin.line(lens, frame, 0.036)
    bridge = [
        (plan.turn - 0.10, plan.eye_y),
        (plan.turn, plan.eye_y - 0.05),
        (plan.turn + 0.11, plan.eye_y),
    ]
    skin.line(curve(bridge), frame, 0.04)  # fmt: skip
    skin.line(
        [(plan.turn - plan.apart - 0.25, plan.eye_y), (-0.80, plan.eye_y - 0.03)], frame, 0.04
    )
