"""The common anatomy of four-legged animals, drawn from a plan of a few outlines."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import skia

from manike.embedded.figures.colours import INK
from manike.embedded.figures.geometry import Point, blob, ellipse, joined, limb
from manike.embedded.figures.shading import Brush, Rgb, mix, scaled

Leg = Sequence[tuple[float, float, float]]
"""Joints from the hip down: x, y, radius."""


@dataclass(frozen=True, slots=True)
class Beast:
    """A four-legged animal that faces right; outlines are in its own units, ground at 0."""

    coat: Rgb
    trunk: Sequence[Point]
    neck: Leg
    head: Sequence[Point]
    front: Leg
    hind: Leg
    eye: tuple[float, float, float]
    """x, y and radius of the eye."""
    muzzle: Sequence[Point] = ()
    muzzle_colour: Rgb = (0.95, 0.92, 0.86)
    belly: Sequence[Point] = ()
    belly_colour: Rgb = (0.95, 0.92, 0.86)
    ears: Sequence[Sequence[Point]] = ()
    ear_colour: Rgb | None = None
    tail: Leg = ()
    tail_colour: Rgb | None = None
    feet: Rgb | None = None
    foot: tuple[float, float] = (6.0, 4.0)
    """Half width and height of a paw or hoof."""
    stride: tuple[float, float] = (9.0, 9.0)
    """How far the far front and far hind leg stand from the near ones."""
    nose: tuple[float, float, float] | None = None
    mouth: Sequence[Point] = field(default=())


def paint_beast(brush: Brush, beast: Beast) -> None:
    """Draw the animal: far legs, tail, the body in one piece, near legs, face."""
    xs = [point[0] for point in beast.trunk]
    brush.shadow((min(xs) + max(xs)) / 2, (max(xs) - min(xs)) * 1.25)
    far = scaled(beast.coat, 0.72)
    _leg(brush, beast, beast.front, far, beast.stride[0])
    _leg(brush, beast, beast.hind, far, beast.stride[1])
    if beast.tail:
        brush.fill(_tube(beast.tail), beast.tail_colour or beast.coat, shade=0.5)
    if len(beast.ears) > 1:
        brush.fill(blob(beast.ears[1]), scaled(beast.ear_colour or beast.coat, 0.75), shade=0.4)
    body = joined([blob(beast.trunk), _tube(beast.neck), blob(beast.head)])
    brush.fill(body, beast.coat, shade=0.6, rim=0.8)
    with brush.inside(body):
        if beast.belly:
            brush.flat(blob(beast.belly), beast.belly_colour, level=-0.2, alpha=0.9)
        if beast.muzzle:
            brush.flat(blob(beast.muzzle), beast.muzzle_colour, level=-0.1)
    _leg(brush, beast, beast.front, beast.coat, 0)
    _leg(brush, beast, beast.hind, beast.coat, 0)
    _face(brush, beast)


def paint_eye(brush: Brush, x: float, y: float, radius: float) -> None:
    """An animal's dark, friendly eye with a glint and an upper lid."""
    brush.flat(ellipse(x, y, radius, radius * 1.12), (0.11, 0.08, 0.09))
    glint = ellipse(x + 0.3 * radius, y - 0.4 * radius, radius * 0.34)
    brush.emit(glint, (1.0, 1.0, 0.97), alpha=0.95)
    lid = [
        (x - radius * 1.3, y - radius * 0.5),
        (x, y - radius * 1.35),
        (x + radius * 1.3, y - radius * 0.5),
    ]
    brush.line(lid, (0.12, 0.09, 0.09), radius * 0.3, alpha=0.6)


def _face(brush: Brush, beast: Beast) -> None:
    if beast.ears:
        brush.fill(blob(beast.ears[0]), beast.ear_colour or beast.coat, shade=0.5, rim=0.6)
    if beast.mouth:
        brush.line(list(beast.mouth), mix(beast.coat, INK, 0.75), 1.1)
    if beast.nose is not None:
        x, y, radius = beast.nose
        brush.fill(ellipse(x, y, radius, radius * 0.8), INK, shade=0.3)
    paint_eye(brush, *beast.eye)


def _leg(brush: Brush, beast: Beast, leg: Leg, colour: Rgb, shift: float) -> None:
    moved = [(x + shift, y, radius) for x, y, radius in leg]
    x, _, _ = moved[-1]
    wide, tall = beast.foot
    foot = blob([(x - wide * 0.8, -tall * 1.3), (x + wide * 0.5, -tall * 1.4),
                 (x + wide * 1.3, -tall * 0.5), (x + wide * 1.25, 0), (x - wide * 0.9, 0)],
                tension=0.7)  # fmt: skip
    limb_path = _tube(moved)
    # The top of the near leg fades into the flank: only the part below the belly gets a rim.
    brush.fill(limb_path, colour, shade=0.5, rim=0.0 if shift == 0 else 0.3)
    brush.fill(foot, beast.feet or scaled(colour, 0.85), shade=0.4, rim=0.4)


def _tube(joints: Leg) -> skia.Path:
    return limb([(x, y) for x, y, _ in joints], [radius for _, _, radius in joints])
