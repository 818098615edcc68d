"""Legs, shoes, arms and hands of a person."""

from dataclasses import dataclass

import skia

from manike.embedded.figures.geometry import Point, band, bent, between, blob, ellipse, joined, limb
from manike.embedded.figures.people.face import skin_brush
from manike.embedded.figures.people.look import Look
from manike.embedded.figures.people.pose import Build, Limb
from manike.embedded.figures.shading import Brush, Rgb, mix, scaled

_WIDE_SLEEVES = {"coat": 1.18, "raincoat": 1.2, "robe": 1.3, "labcoat": 1.12, "hoodie": 1.15,
                 "sweater": 1.12, "suit": 1.08, "jacket": 1.12}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sleeve:
    """What covers an arm."""

    colour: Rgb
    thick: float
    share: float
    """Of the arm that it covers, from the shoulder: 1 to the wrist, 0.35 a short sleeve."""


@dataclass(frozen=True, slots=True)
class Grip:
    """Which part of an arm is drawn, and how its hand is held."""

    hand: str
    """``rest``, ``point``, ``open`` or ``fist``."""
    thumb: int
    """The side of the thumb along the forearm, +1 or -1."""
    part: str = "whole"
    """``whole``, ``upper`` or ``fore``."""


def sleeve_of(look: Look) -> Sleeve:
    """The sleeve that goes with a garment; overalls and vests show the shirt below."""
    under = {"overalls": look.accent, "vest": mix(look.accent, (1, 1, 1), 0.45)}
    colour = under.get(look.top, look.top_colour)
    share = 0.42 if look.top in {"tee", "dress", "sari"} else 1.0
    return Sleeve(colour, _WIDE_SLEEVES.get(look.top, 1.0), share)


def paint_leg(brush: Brush, look: Look, build: Build, leg: Limb, *, heel: float, far: bool) -> None:
    """One leg with its shoe; the far one a little darker."""
    g = build.girth
    colour = scaled(look.bottom_colour, 0.86) if far else look.bottom_colour
    skin = skin_brush(brush, look.skin)
    bare = look.bottom in {"shorts", "skirt"} and look.top not in {"overalls"}
    if bare:
        shape = bent(leg.root, leg.joint, leg.end, (3.8 * g, 2.9 * g, 1.9 * g))
        skin.fill(shape, look.skin, shade=0.55)
        sock = band(between(leg.joint, leg.end, 0.76), leg.end, 2.6 * g, 2.2 * g)
        brush.fill(sock, mix(look.accent, (1, 1, 1), 0.4), shade=0.4)
        if look.bottom == "shorts":
            hem = between(leg.root, leg.joint, 0.86)
            short = joined([ellipse(*leg.root, 4.6 * g), band(leg.root, hem, 4.6 * g, 4.5 * g)])
            brush.fill(short, colour, shade=0.5)
        _shoe(brush, look, build, leg, heel=heel, bare=True)
        return
    shape = bent(leg.root, leg.joint, leg.end, (4.5 * g, 3.6 * g, 3.0 * g))
    brush.fill(shape, colour, shade=0.6, rim=0.55)
    knee = leg.joint
    crease = [
        (knee[0] - 1.6 * g, knee[1] - 0.6),
        (knee[0], knee[1] + 0.3),
        (knee[0] + 1.4 * g, knee[1]),
    ]
    brush.line(crease, colour, 0.35, level=-0.7, alpha=0.5)
    _shoe(brush, look, build, leg, heel=heel, bare=False)


def _shoe(brush: Brush, look: Look, build: Build, leg: Limb, *, heel: float, bare: bool) -> None:
    g, foot = build.girth, build.foot
    with brush.at(*leg.end, scale=g, turn_deg=heel) as shoe:
        tall = foot / g
        top = -1.2 if bare else -0.6
        upper = blob([(-2.7, top), (2.5, top), (2.9, 0.6), (4.6, 1.5), (6.7, tall - 1.7),
                      (6.9, tall - 0.3), (2.0, tall - 0.2), (-3.0, tall - 0.3), (-3.1, 1.0)],
                     tension=0.85)  # fmt: skip
        shoe.fill(upper, look.shoes, shade=0.6, rim=0.7)
        sole = blob([(-3.2, tall - 0.9), (2.0, tall - 0.75), (7.0, tall - 0.95), (7.0, tall),
                     (-3.1, tall)], tension=0.3)  # fmt: skip
        shoe.flat(sole, scaled(look.shoes, 0.5))


def paint_arm(brush: Brush, look: Look, build: Build, arm: Limb, grip: Grip) -> None:
    """An arm, or its upper or lower half, with the hand."""
    sleeve = sleeve_of(look)
    skin = skin_brush(brush, look.skin)
    if grip.part != "upper":
        paint_hand(skin, look, build, arm, grip)
    if sleeve.share < 1:
        _bare_arm(brush, look, build, arm, grip.part)
        return
    thick = build.girth * sleeve.thick
    shape = _arm_shape(arm, (3.0 * thick, 2.75 * thick, 2.15 * thick), grip.part)
    brush.fill(shape, sleeve.colour, shade=0.6, rim=0.2 if grip.part == "fore" else 0.6)
    if grip.part == "upper":
        return
    _folds(brush, arm, sleeve, thick)
    cuff = band(between(arm.joint, arm.end, 0.84), between(arm.joint, arm.end, 1.02), 2.4 * thick,
                2.25 * thick)  # fmt: skip
    brush.fill(cuff, mix(sleeve.colour, look.accent, 0.4), shade=0.5, rim=0.4)


def _bare_arm(brush: Brush, look: Look, build: Build, arm: Limb, part: str) -> None:
    g, sleeve = build.girth, sleeve_of(look)
    shape = _arm_shape(arm, (2.9 * g, 2.35 * g, 1.6 * g), part)
    skin_brush(brush, look.skin).fill(shape, look.skin, shade=0.6, rim=0.6)
    if part == "fore":
        return
    end = between(arm.root, arm.joint, sleeve.share * 1.5)
    cover = joined([limb([arm.root], [3.0 * g]), band(arm.root, end, 3.0 * g, 3.6 * g)])
    brush.fill(cover, sleeve.colour, shade=0.5)


def _arm_shape(arm: Limb, radii: tuple[float, float, float], part: str) -> skia.Path:
    if part == "upper":
        return limb([arm.root, arm.joint], radii[:2])
    if part == "fore":
        end = between(arm.joint, arm.end, 0.95)
        return joined([limb([arm.joint], [radii[1]]), band(arm.joint, end, radii[1], radii[2])])
    return bent(arm.root, arm.joint, between(arm.joint, arm.end, 0.97), radii)


def _folds(brush: Brush, arm: Limb, sleeve: Sleeve, thick: float) -> None:
    x, y = arm.joint
    inner = between(arm.root, arm.end, 0.5)
    span = max(abs(inner[0] - x) + abs(inner[1] - y), 0.8)
    towards = ((inner[0] - x) / span, (inner[1] - y) / span)
    for shift in (-0.7, 0.5):
        start = (x + towards[0] * 2.4 * thick, y + towards[1] * 2.4 * thick + shift)
        brush.line([start, (x, y + shift * 1.4)], sleeve.colour, 0.32, level=-0.8, alpha=0.5)


def paint_hand(skin: Brush, look: Look, build: Build, arm: Limb, grip: Grip) -> None:
    """A hand at the wrist, along the forearm."""
    size = build.hand / 5.2
    with skin.at(*arm.end, scale=size, turn_deg=-arm.angle_deg, flip=grip.thumb < 0) as palm:
        shape, lines = _HANDS[grip.hand]()
        colour = look.gloves or look.skin
        palm.fill(shape, colour, shade=0.5, rim=0.5)
        for line in lines:
            palm.line(line, colour, 0.26, level=-0.85, alpha=0.75)


_Hand = tuple[skia.Path, list[list[Point]]]
_PALM = [(-1.35, -0.6), (1.35, -0.6), (1.75, 1.0), (1.65, 2.8), (-1.6, 2.8), (-1.7, 1.0)]


def _rest() -> _Hand:
    fingers = [limb([(x, 2.2), (x * 1.02, 3.9), (x * 0.72 + 0.25, 5.0 - abs(x) * 0.28)],
                    [0.6, 0.56, 0.46]) for x in (-1.15, -0.38, 0.4, 1.15)]  # fmt: skip
    thumb = limb([(1.2, 0.6), (2.25, 1.9), (2.2, 3.0)], [0.75, 0.6, 0.46])
    lines = [[(x, 3.0), (x * 0.95, 4.4)] for x in (-0.78, 0.0, 0.78)]
    return joined([blob(_PALM), *fingers, thumb]), lines


def _point() -> _Hand:
    index = limb([(1.0, 2.2), (1.1, 4.2), (1.15, 5.9)], [0.62, 0.56, 0.44])
    curled = [ellipse(x, 2.9, 0.72, 0.9) for x in (-1.1, -0.3, 0.4)]
    thumb = limb([(1.2, 0.4), (2.1, 1.5), (1.5, 2.7)], [0.75, 0.6, 0.48])
    lines = [[(x, 2.4), (x, 3.5)] for x in (-0.72, 0.04)]
    return joined([blob(_PALM), index, *curled, thumb]), lines


def _open() -> _Hand:
    tips = ((-1.2, -2.35, 4.9), (-0.42, -0.75, 5.7), (0.42, 0.75, 5.7), (1.2, 2.1, 5.1))
    fingers = [limb([(x, 2.2), (end, y)], [0.62, 0.48]) for x, end, y in tips]
    thumb = limb([(1.1, 0.5), (2.5, 1.5), (3.5, 2.6)], [0.78, 0.6, 0.46])
    lines = [[(-1.1, 1.9), (0.2, 1.5), (1.2, 1.9)]]
    return joined([blob(_PALM), *fingers, thumb]), lines


def _fist() -> _Hand:
    curled = [ellipse(x, 2.35, 0.74, 1.0) for x in (-1.2, -0.4, 0.42, 1.2)]
    thumb = limb([(1.5, 0.5), (1.9, 1.5), (0.5, 2.0)], [0.72, 0.62, 0.5])
    lines = [[(x, 1.9), (x, 3.1)] for x in (-0.8, 0.0, 0.82)]
    return joined([blob([*_PALM[:3], (1.7, 2.2), (-1.7, 2.2), (-1.7, 1.0)]), *curled, thumb]), lines


_HANDS = {"rest": _rest, "point": _point, "open": _open, "fist": _fist}
