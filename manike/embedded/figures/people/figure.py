"""Puts a character together: look, pose, body, head, and what the hands hold."""

from contextlib import AbstractContextManager
from dataclasses import replace

from manike.embedded.figures.geometry import ellipse, limb, rotated
from manike.embedded.figures.people.clothes import Body, paint_skirt, paint_trunk
from manike.embedded.figures.people.expression import EXPRESSIONS
from manike.embedded.figures.people.face import paint_face, skin_brush
from manike.embedded.figures.people.hair import paint_back_hair, paint_front_hair
from manike.embedded.figures.people.hats import hides_hair, paint_hat, paint_hat_back
from manike.embedded.figures.people.held import paint_held
from manike.embedded.figures.people.limbs import Grip, paint_arm, paint_leg
from manike.embedded.figures.people.look import look_of
from manike.embedded.figures.people.pose import Pose, build_of, skeleton_of, turned
from manike.embedded.figures.people.seat import paint_seat
from manike.embedded.figures.people.suit import paint_helmet, paint_helmet_back, suited
from manike.embedded.figures.shading import Brush, mix, scaled
from manike.script.models import Character

BODY_FLOOR = 0.62
"""Clothes keep at least this share of their colour: a figure is what the picture is about."""


def paint_person(
    brush: Brush, character: Character, stance: Pose, expression: str, seat: str
) -> None:
    """Draw a person who is 100 units tall when upright, facing right; ``seat`` is for who sits."""
    look = look_of(character, brush.rng)
    if stance.suited:
        look = suited(look)
    build = turned(build_of(look.age, look.gender, look.breadth), stance.turn)
    body = Body(look, build, stance, skeleton_of(build, stance))
    lit = replace(brush, floor=BODY_FLOOR)
    if brush.marks is not None:
        brush.marks.note_chest(brush.canvas, *body.at(0.0, 0.62), build.trunk * 0.38)
    if not stance.floats:
        _ground(lit, body)
    if stance.seated:
        paint_seat(lit, seat, body.bones.hips, build)
    _behind(lit, body)
    _legs(lit, body)
    paint_skirt(lit, body)
    _arms_behind(lit, body)
    _neck(lit, body)
    paint_trunk(lit, body)
    _straps(lit, body)
    _head(lit, body, expression)
    _arms_before(lit, body)


def _ground(brush: Brush, body: Body) -> None:
    feet = [body.bones.lead_leg.end[0], body.bones.rear_leg.end[0], 0.0]
    left, right = min(feet) - 7, max(feet) + 11
    brush.shadow((left + right) / 2, (right - left) * 1.25, alpha=0.36)


def _behind(brush: Brush, body: Body) -> None:
    if body.look.backpack is not None:
        with brush.at(*body.at(-6.5, 0.58), turn_deg=body.bones.lean) as pack:
            pack.fill(limb([(0, -7), (-1, 4)], [6.6, 7.4]), body.look.backpack, shade=0.6)
            pack.fill(limb([(-2, 3), (2, 3)], [4.2, 4.2]), scaled(body.look.backpack, 0.85))
    with _head_at(brush, body) as head:
        if body.pose.suited:
            paint_helmet_back(head)
        paint_hat_back(head, body.look)
        if body.look.hat != "headscarf":
            paint_back_hair(head, body.look)


def _legs(brush: Brush, body: Body) -> None:
    look, build, bones = body.look, body.build, body.bones
    paint_leg(brush, look, build, bones.lead_leg, heel=0.0, far=True)
    paint_leg(brush, look, build, bones.rear_leg, heel=body.pose.heel, far=False)


def _neck(brush: Brush, body: Body) -> None:
    look, build = body.look, body.build
    g = build.girth * (1.0 if look.gender == "female" or look.age == "child" else 1.16)
    skin = skin_brush(brush, look.skin)
    top = body.at(1.0, 1.0 + (build.neck + build.head * 0.22) / build.trunk)
    shape = limb([body.at(0.3, 0.965), top], [2.55 * g, 2.35 * g])
    skin.fill(shape, look.skin, shade=0.5, rim=0.3)
    with skin.inside(shape):
        under = body.at(1.2, 1.0 + (build.neck + build.head * 0.06) / build.trunk)
        skin.flat(ellipse(*under, 4.4 * g, build.head * 0.12), look.skin, level=-0.75, alpha=0.7)


def _straps(brush: Brush, body: Body) -> None:
    look = body.look
    if look.backpack is not None:
        for side in (-1, 1):
            strap = [body.at(side * 5.2, 0.98), body.at(side * 6.0, 0.75), body.at(side * 7.0, 0.5)]
            brush.line(strap, look.backpack, 1.5, level=-0.2)
    if look.scarf is not None:
        wrap = limb([body.at(-4.0, 1.0), body.at(0.4, 0.95), body.at(4.6, 1.0)], [2.3, 2.7, 2.3])
        tail = limb(
            [body.at(-2.6, 0.94), body.at(-4.2, 0.72), body.at(-3.9, 0.50)], [1.9, 2.2, 2.5]
        )
        brush.fill(tail, scaled(look.scarf, 0.9), shade=0.5)
        for x in (-5.2, -3.8, -2.2):
            brush.line([body.at(x, 0.52), body.at(x, 0.47)], look.scarf, 0.5)
        brush.fill(wrap, look.scarf, shade=0.6, rim=0.7)
        stripe = mix(look.scarf, (1, 1, 1), 0.4)
        brush.line([body.at(-5.2, 0.60), body.at(-1.9, 0.60)], stripe, 0.8)


def _head(brush: Brush, body: Body, expression: str) -> None:
    look = body.look
    mood = EXPRESSIONS[expression]
    gaze = (mood.gaze[0] + body.pose.gaze[0], mood.gaze[1] + body.pose.gaze[1])
    with _head_at(brush, body) as head:
        paint_face(head, look, mood, gaze, front=body.pose.front)
        paint_front_hair(head, look, covered=hides_hair(look.hat))
        paint_hat(head, look)
        if body.pose.suited:
            paint_helmet(head, look)


def _head_at(brush: Brush, body: Body) -> AbstractContextManager[Brush]:
    """A brush in units of half the head's height, origin in its middle, nodding with the neck."""
    build = body.build
    turn = body.pose.nod + body.bones.lean * 0.45
    pivot = body.at(0.5, 1.0 + build.neck / build.trunk)
    shift_x, shift_y = rotated((0.7, -build.head * 0.5), turn)
    return brush.at(pivot[0] + shift_x, pivot[1] + shift_y, scale=build.head / 2, turn_deg=turn)


def _arms_behind(brush: Brush, body: Body) -> None:
    """Arms join the shoulder from behind the trunk: no seam shows where they leave it."""
    for lead in (True, False):
        front = body.pose.lead_in_front if lead else body.pose.rear_in_front
        _arm(brush, body, lead=lead, part="upper" if front else "whole")


def _arms_before(brush: Brush, body: Body) -> None:
    if body.pose.holds:
        paint_held(brush, body.pose, body.build, body.bones)
    if body.pose.rear_in_front:
        crosses = body.pose.rear_arm[0] > 0
        _arm(brush, body, lead=False, part="whole" if crosses else "fore")
    if body.pose.lead_in_front:
        _arm(brush, body, lead=True, part="fore")


def _arm(brush: Brush, body: Body, *, lead: bool, part: str) -> None:
    pose, bones = body.pose, body.bones
    hand = pose.lead_hand if lead else pose.rear_hand
    thumb = -1 if lead and hand in {"rest", "open"} else 1
    arm = bones.lead_arm if lead else bones.rear_arm
    paint_arm(brush, body.look, body.build, arm, Grip(hand, thumb, part))
