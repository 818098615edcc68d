"""Garments of the trunk: outline, skirt, and the details that tell a coat from a robe."""

from collections.abc import Callable
from dataclasses import dataclass

import skia

from manike.embedded.figures.colours import BRASS
from manike.embedded.figures.geometry import Point, between, blob, ellipse, joined, limb, poly, rect
from manike.embedded.figures.people.face import skin_brush
from manike.embedded.figures.people.look import Look
from manike.embedded.figures.people.pose import Build, Pose, Skeleton
from manike.embedded.figures.shading import Brush, Rgb, mix, scaled

_LONG = {"coat": 0.5, "raincoat": 0.46, "labcoat": 0.6, "robe": 0.98, "dress": 0.56, "gown": 0.95,
         "sari": 0.97, "tunic": 0.30, "hoodie": 0.06, "jacket": 0.05,
         "sweater": 0.05, "suit": 0.1}  # fmt: skip
"""How far a garment reaches below the hips, as a share of the legs."""
_FLARE = {"dress": 1.9, "gown": 2.0, "robe": 1.35, "coat": 1.35, "raincoat": 1.5, "sari": 1.1,
          "tunic": 1.2, "skirt": 1.6}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Body:
    """All that a garment needs to know of whom it covers."""

    look: Look
    build: Build
    pose: Pose
    bones: Skeleton

    def at(self, x: float, share: float) -> Point:
        """A point of the trunk: x from its middle, share 0 at the hips to 1 at the neck."""
        return self.bones.trunk(x, -self.build.trunk * share)


def paint_skirt(brush: Brush, body: Body) -> None:
    """What hangs below the hips: a skirt, or the lower part of a coat, dress or robe."""
    look = body.look
    length = _LONG.get(look.top, 0.0)
    if look.bottom == "skirt" and look.top not in {"dress", "gown", "robe", "sari", "overalls"}:
        _hang(brush, body, look.bottom_colour, 0.62, 1.6)
    if length > 0.2 and not body.pose.upright:  # noqa: PLR2004 - shorter ends at the hips
        _hang(brush, body, look.top_colour, length, 1.0)


def paint_trunk(brush: Brush, body: Body) -> None:
    """The upper garment with its details."""
    look = body.look
    shape = _garment(body)
    base = look.accent if look.top in {"overalls"} else look.top_colour
    if look.top == "vest":
        base = mix(look.accent, (1, 1, 1), 0.45)
    brush.fill(shape, base, shade=0.6, rim=0.55)
    with brush.inside(shape):
        _pattern(brush, body)
        _side_folds(brush, body, base)
        if body.pose.upright and _LONG.get(look.top, 0.0) > 0.2:  # noqa: PLR2004 - see paint_skirt
            _hem_folds(brush, body, base, _LONG[look.top])
    detail = _DETAILS.get(look.top)
    if detail is not None:
        detail(brush, body)
    _neckline(brush, body)
    if look.apron is not None:
        _apron(brush, body, look.apron)


def _garment(body: Body) -> skia.Path:
    """The trunk, in one piece with the skirt of a long garment."""
    length = _LONG.get(body.look.top, 0.0)
    trunk = trunk_outline(body)
    if length <= 0.2 or not body.pose.upright:  # noqa: PLR2004 - see paint_skirt
        return trunk
    return joined([trunk, _straight(body, length, _FLARE.get(body.look.top, 1.2))])


def trunk_outline(body: Body) -> skia.Path:
    """From neck to hips with shoulders, waist and hem."""
    build, look = body.build, body.look
    sh, g, wide = build.shoulder, build.girth, look.breadth
    child = look.age == "child"
    waist = (6.9 if child else 7.1 if look.gender == "male" else 5.9) * wide
    hips = (6.9 if child else 7.2 if look.gender == "male" else 7.5) * wide
    if look.top in {"coat", "raincoat", "hoodie", "sweater", "jacket", "robe", "labcoat"}:
        waist += 0.9
    waist, hips = waist * (1 - 0.14 * body.pose.turn), hips * (1 - 0.1 * body.pose.turn)
    right = [
        (2.3 * g, 1.02),
        (sh * 0.62, 0.985),
        (sh + 1.2 * g, 0.945),
        (sh + 2.6 * g, 0.86),
        (sh + 0.9 * g, 0.70),
        (waist, 0.36),
        (hips, 0.06),
        (hips - 0.2, -0.10),
    ]
    points = [body.at(x, share) for x, share in right]
    points += [body.at(-x, share) for x, share in reversed(right)]
    return blob(points, tension=0.85)


def _hang(brush: Brush, body: Body, colour: Rgb, length: float, flare: float) -> None:
    shape = _straight(body, length, flare) if body.pose.upright else _draped(body, length)
    with brush.inside(rect(-90, -120, 90, 0.4)):
        brush.fill(shape, colour, shade=0.65, rim=0.5)
    if body.pose.upright:
        with brush.inside(shape):
            _hem_folds(brush, body, colour, length)


def _hem_folds(brush: Brush, body: Body, colour: Rgb, length: float) -> None:
    x, y = body.bones.hips
    hem = y * (1 - length)
    for shift, lean in ((-3.6, -1.6), (-0.6, -0.2), (3.0, 1.3)):
        fold = [(x + shift * 0.7, y + 3), (shift + lean, (y + hem) / 2), (shift + 2 * lean, hem)]
        brush.line(fold, colour, 0.5, level=-0.75, alpha=0.5)


def _straight(body: Body, length: float, flare: float) -> skia.Path:
    """A bell from the waist to the hem, wide enough for the step that the legs take."""
    hips = body.bones.hips
    hem_y = hips[1] * (1 - length)
    wide = 7.3 * body.look.breadth
    reach = wide * (1 + (flare - 1) * length * 1.3)
    legs = [body.bones.lead_leg, body.bones.rear_leg]
    knees = [between(leg.joint, leg.end, max(2 * length - 1, 0))[0] for leg in legs]
    right = max(reach, max(knees) + 4.4)
    left = min(-reach, min(knees) - 4.4)
    bulge_right = wide + (right - wide) * 0.55
    bulge_left = -wide - (-left - wide) * 0.55
    for x in (leg.joint[0] for leg in legs):
        if abs(x) > wide:  # a knee that would stick out
            bulge_right, bulge_left = max(bulge_right, x + 4.6), min(bulge_left, x - 4.6)
    top_l, top_r = body.at(-wide * 0.86, 0.32), body.at(wide * 0.86, 0.32)
    middle = (hips[1] + hem_y) / 2
    return blob(
        [
            top_l,
            top_r,
            (wide * 1.04, hips[1]),
            (bulge_right, middle),
            (right, hem_y),
            ((left + right) / 2, hem_y + 1.4),
            (left, hem_y),
            (bulge_left, middle),
            (-wide * 1.04, hips[1]),
        ],
        tension=0.7,
    )


def _draped(body: Body, length: float) -> skia.Path:
    """Cloth over bent legs: a wide tube along each leg, and what spans between them."""
    g = body.build.girth
    tubes = []
    for leg in (body.bones.lead_leg, body.bones.rear_leg):
        share = min(length * 2, 1.0)
        knee = between(leg.root, leg.joint, share)
        points, radii = [leg.root, knee], [6.2 * g, 5.0 * g]
        if length > 0.5:  # noqa: PLR2004 - it reaches below the knee
            points.append(between(leg.joint, leg.end, (length - 0.5) * 1.7))
            radii.append(4.2 * g)
        tubes.append(limb(points, radii))
    lead, rear = body.bones.lead_leg, body.bones.rear_leg
    span = poly([rear.root, lead.root, lead.joint, rear.joint])
    return joined([*tubes, span])


def _pattern(brush: Brush, body: Body) -> None:
    look = body.look
    if look.pattern == "stripes":
        for index in range(7):
            share = 0.04 + 0.14 * index
            brush.line([body.at(-12, share), body.at(0, share - 0.02), body.at(12, share)],
                       look.accent, 1.5, alpha=0.85)  # fmt: skip
    elif look.pattern == "dots":
        for row in range(6):
            for column in range(-3, 4):
                x = column * 3.6 + (1.8 if row % 2 else 0)
                brush.flat(ellipse(*body.at(x, 0.06 + 0.16 * row), 0.62), look.accent, alpha=0.85)


_FOLDS = ((-7.2, 0.46, 0.33), (7.0, 0.42, 0.30), (-6.8, 0.34, 0.24), (6.6, 0.30, 0.21),
          (-7.6, 0.80, 0.66), (7.8, 0.80, 0.68))  # fmt: skip
"""From the waist and the armpits inwards: how far out, and shares of the trunk's height."""


def _side_folds(brush: Brush, body: Body, colour: Rgb) -> None:
    for x, start, end in _FOLDS:
        middle = (start + end) / 2
        edge = [body.at(x, start), body.at(x * 0.66, middle + 0.012), body.at(x * 0.36, end)]
        back = body.at(x * 0.72, middle - 0.025)
        brush.flat(blob([*edge, back], tension=0.8), colour, level=-0.6, alpha=0.28)


def _neckline(brush: Brush, body: Body) -> None:
    """Collar or a round neck, by garment."""
    look, g = body.look, body.build.girth * 0.92
    skin = skin_brush(brush, look.skin)
    if look.top in {"shirt", "labcoat", "suit", "vest", "coat"}:
        if look.top in {"labcoat", "suit", "coat"}:
            v = [body.at(-2.4 * g, 1.02), body.at(2.8 * g, 1.02), body.at(0.9, 0.74)]
            brush.flat(poly(v), mix(look.accent, (1, 1, 1), 0.35))
        throat = [body.at(-1.9 * g, 1.03), body.at(2.3 * g, 1.03), body.at(0.6, 0.90)]
        skin.flat(poly(throat), look.skin, level=-0.15)
        for side in (-1, 1):
            flap = [body.at(side * 2.7 * g + 0.3, 1.05), body.at(side * 3.9 * g + 0.3, 0.95),
                    body.at(side * 1.9 * g + 0.4, 0.87), body.at(0.5 + side * 0.2,
                                                                 0.93)]  # fmt: skip
            colour = look.top_colour if look.top in {"shirt", "coat"} else look.accent
            brush.fill(blob(flap, tension=0.3), mix(colour, (1, 1, 1), 0.12), shade=0.4, rim=0.6)
        return
    if look.top in {"sweater", "hoodie", "raincoat"}:
        roll = limb([body.at(-2.8 * g, 1.02), body.at(0.3, 0.965), body.at(3.2 * g, 1.02)],
                    [1.35, 1.6, 1.35])  # fmt: skip
        brush.fill(roll, mix(look.top_colour, look.accent, 0.25), shade=0.5)
        return
    scoop = blob([body.at(-3.2 * g, 1.04), body.at(3.5 * g, 1.04), body.at(2.3 * g, 0.95),
                  body.at(0.4, 0.905), body.at(-1.7 * g, 0.95)], tension=0.7)  # fmt: skip
    skin.flat(scoop, look.skin, level=-0.05)


def _front(brush: Brush, body: Body, *, buttons: int, belt: bool = False) -> None:
    """The line where a coat or shirt closes, with its buttons down to the hem."""
    look = body.look
    low = -0.1
    brush.line([body.at(0.7, 0.88), body.at(1.0, 0.4), body.at(0.9, low)], look.top_colour, 0.4,
               level=-0.8, alpha=0.8)  # fmt: skip
    for index in range(buttons):
        share = 0.78 - index * (0.78 - low) / buttons
        brush.fill(ellipse(*body.at(2.0, share), 0.62), look.accent, shade=0.3, rim=0.6)
    if belt:
        strap = blob([body.at(-8.6, 0.30), body.at(0.6, 0.26), body.at(8.4, 0.30), body.at(8.4,
                                                                                           0.20),
                      body.at(0.6, 0.16), body.at(-8.6, 0.20)], tension=0.6)  # fmt: skip
        brush.fill(strap, scaled(look.top_colour, 0.68), shade=0.4)
        brush.fill(blob([body.at(-0.4, 0.28), body.at(2.4, 0.28), body.at(2.4, 0.16),
                         body.at(-0.4, 0.16)], tension=0.2), BRASS, shade=0.4)  # fmt: skip


def _coat(brush: Brush, body: Body) -> None:
    look = body.look
    with brush.inside(trunk_outline(body)):
        belted = look.gender == "female" and look.top == "coat"
        _front(brush, body, buttons=4, belt=belted)
    if body.pose.upright:
        x, y = body.at(0.9, -0.08)
        hem = body.bones.hips[1] * (1 - _LONG[look.top])
        brush.line([(x, y), (x + 0.3, (y + hem) / 2), (x + 0.8, hem)], look.top_colour, 0.45,
                   level=-0.9)  # fmt: skip
    if look.top == "coat":
        _lapels(brush, body)
    for x in (-5.0, 5.0):
        brush.line([body.at(x - 1.6, -0.04), body.at(x + 1.6, -0.06)], look.top_colour, 0.5,
                   level=-0.9, alpha=0.7)  # fmt: skip


def _lapels(brush: Brush, body: Body) -> None:
    look, g = body.look, body.build.girth
    for side in (-1, 1):
        lapel = [body.at(side * 2.8 * g + 0.3, 1.02), body.at(side * 4.6 * g, 0.80),
                 body.at(side * 3.2 * g, 0.74), body.at(0.8, 0.52)]  # fmt: skip
        brush.fill(poly(lapel), scaled(look.top_colour, 0.82), shade=0.4, rim=0.7)


def _shirt(brush: Brush, body: Body) -> None:
    _front(brush, body, buttons=4)


def _jacket(brush: Brush, body: Body) -> None:
    look = body.look
    brush.line([body.at(0.6, 0.98), body.at(0.9, 0.4), body.at(0.8, -0.08)], look.accent, 0.5)
    hem = limb([body.at(-6.6, -0.06), body.at(0.4, -0.10), body.at(6.6, -0.06)], [1.1, 1.2, 1.1])
    brush.fill(hem, scaled(look.top_colour, 0.75), shade=0.4)
    for x in (-4.4, 4.6):
        brush.line([body.at(x - 1.4, 0.24), body.at(x + 1.2, 0.30)], look.accent, 0.45)


def _suit(brush: Brush, body: Body) -> None:
    look = body.look
    _lapels(brush, body)
    tie = [body.at(0.1, 0.92), body.at(1.1, 0.92), body.at(1.5, 0.64), body.at(0.7, 0.55),
           body.at(-0.1, 0.64)]  # fmt: skip
    brush.fill(poly(tie), (0.68, 0.24, 0.26), shade=0.4)
    brush.line([body.at(0.8, 0.52), body.at(1.0, -0.1)], look.top_colour, 0.4, level=-0.9)


def _overalls(brush: Brush, body: Body) -> None:
    look, g = body.look, body.build.girth
    denim = look.bottom_colour
    bib = blob([body.at(-4.3 * g, 0.70), body.at(4.6 * g, 0.70), body.at(5.4 * g, 0.40),
                body.at(7.4 * g, 0.30), body.at(7.3 * g, -0.1), body.at(-7.3 * g, -0.1),
                body.at(-7.4 * g, 0.30), body.at(-5.2 * g, 0.40)], tension=0.35)  # fmt: skip
    with brush.inside(trunk_outline(body)):
        brush.fill(bib, denim, shade=0.5, rim=0.4)
    for side in (-1, 1):
        top, low = body.at(side * 5.4 * g, 0.97), body.at(side * 3.9 * g, 0.66)
        brush.fill(limb([top, low], [1.05 * g, 1.05 * g]), denim, shade=0.4)
        brush.fill(ellipse(*low, 0.75), BRASS, shade=0.3)
    pocket = [body.at(-2.2 * g, 0.56), body.at(2.6 * g, 0.56), body.at(2.2 * g, 0.36),
              body.at(-1.8 * g, 0.36)]  # fmt: skip
    brush.line(poly(pocket), denim, 0.4, level=-0.7)


def _vest(brush: Brush, body: Body) -> None:
    look, sh = body.look, body.build.shoulder
    for side in (-1, 1):
        half = [body.at(side * 3.0, 1.0), body.at(side * sh * 0.92, 0.96),
                body.at(side * sh * 0.86, 0.7), body.at(side * 7.4 * look.breadth, 0.2),
                body.at(side * 6.8 * look.breadth, -0.1), body.at(0.8, -0.14),
                body.at(0.8, 0.56)]  # fmt: skip
        brush.fill(blob(half, tension=0.25), look.top_colour, shade=0.5, rim=0.6)
    for share in (0.46, 0.28, 0.10):
        brush.fill(ellipse(*body.at(1.6, share), 0.55), look.accent, shade=0.3)


def _robe(brush: Brush, body: Body) -> None:
    look = body.look
    for side in (-1, 1):
        edge = limb([body.at(side * 3.0, 1.01), body.at(side * -1.8, 0.46)], [1.3, 1.2])
        brush.fill(edge, look.accent, shade=0.4)
    sash = blob([body.at(-7.8, 0.38), body.at(0, 0.34), body.at(7.8, 0.38), body.at(7.8, 0.22),
                 body.at(0, 0.18), body.at(-7.8, 0.22)], tension=0.6)  # fmt: skip
    with brush.inside(trunk_outline(body)):
        brush.fill(sash, mix(look.accent, scaled(look.top_colour, 0.5), 0.35), shade=0.5)


def _sari(brush: Brush, body: Body) -> None:
    look = body.look
    drape = blob([body.at(3.4, 1.0), body.at(8.2, 0.96), body.at(9.4, 0.80), body.at(2.0, 0.44),
                  body.at(-6.6, 0.12), body.at(-7.4, 0.34), body.at(-1.0, 0.66)],
                 tension=0.6)  # fmt: skip
    brush.fill(drape, mix(look.top_colour, (1, 1, 1), 0.12), shade=0.5, rim=0.5)
    brush.line([body.at(9.0, 0.82), body.at(2.0, 0.46), body.at(-6.4, 0.14)], look.accent, 0.9)


def _dress(brush: Brush, body: Body) -> None:
    look = body.look
    band = blob([body.at(-6.6, 0.40), body.at(0, 0.36), body.at(6.6, 0.40), body.at(6.8, 0.30),
                 body.at(0, 0.26), body.at(-6.8, 0.30)], tension=0.6)  # fmt: skip
    with brush.inside(trunk_outline(body)):
        brush.fill(band, look.accent, shade=0.4)


def _hoodie(brush: Brush, body: Body) -> None:
    look = body.look
    pouch = [body.at(-4.6, 0.06), body.at(-3.2, 0.32), body.at(3.6, 0.32), body.at(5.0, 0.06)]
    brush.line(poly(pouch), look.top_colour, 0.5, level=-0.75)
    for x in (-1.3, 1.9):
        brush.line(
            [body.at(x, 0.94), body.at(x * 1.1, 0.72)], mix(look.accent, (1, 1, 1), 0.4), 0.5
        )


def _tunic(brush: Brush, body: Body) -> None:
    look = body.look
    brush.line([body.at(0.5, 0.92), body.at(0.7, 0.56)], look.accent, 1.4)
    for share in (0.84, 0.74, 0.64):
        brush.flat(ellipse(*body.at(0.6, share), 0.4), look.top_colour, level=-0.8)


def _apron(brush: Brush, body: Body, colour: Rgb) -> None:
    low = body.bones.hips[1] * 0.52
    wide = 6.2 * body.look.breadth
    points = [body.at(-3.6, 0.78), body.at(4.0, 0.78), body.at(4.6, 0.42), body.at(wide, 0.26)]
    if body.pose.upright:
        points += [(wide, low), (-wide, low)]
    else:
        points += [body.at(wide, -0.12), body.at(-wide, -0.12)]
    points += [body.at(-wide, 0.26), body.at(-4.4, 0.42)]
    for side in (-1, 1):
        strap = [body.at(side * 3.8, 0.78), body.at(side * 2.9, 1.0)]
        brush.line(strap, colour, 0.9, level=-0.2)
    brush.fill(blob(points, tension=0.25), colour, shade=0.5, rim=0.6)
    brush.line([body.at(-wide, 0.29), body.at(0.4, 0.26), body.at(wide, 0.29)], colour, 0.6,
               level=-0.6)  # fmt: skip


_DETAILS: dict[str, Callable[[Brush, Body], None]] = {
    "coat": _coat,
    "raincoat": _coat,
    "labcoat": _coat,
    "shirt": _shirt,
    "jacket": _jacket,
    "suit": _suit,
    "overalls": _overalls,
    "vest": _vest,
    "robe": _robe,
    "sari": _sari,
    "dress": _dress,
    "gown": _dress,
    "hoodie": _hoodie,
    "tunic": _tunic,
}
