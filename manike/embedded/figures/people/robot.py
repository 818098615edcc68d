"""Robots: a round, friendly machine on tracks or legs, with a face on a screen."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import skia

from manike.embedded.figures.colours import BRASS, DARK_METAL, INK, METAL, NAMED, WHITE
from manike.embedded.figures.geometry import (
    Point,
    band,
    bent,
    between,
    blob,
    ellipse,
    limb,
    polar,
    rect,
)
from manike.embedded.figures.people.expression import EXPRESSIONS, Expression
from manike.embedded.figures.people.held import paint_held
from manike.embedded.figures.people.pose import Build, Limb, Pose, Skeleton, skeleton_of
from manike.embedded.figures.shading import Brush, Rgb, mix, scaled
from manike.script.models import Character

_ON_LEGS = Build(23.0, 13.5, 6.0, 33.0, 4.0, 15.0, 13.0, 5.0, 15.0, 13.0, 5.0, 1.05)
_ON_TRACKS = Build(23.0, 13.5, 6.0, 36.0, 4.0, 12.0, 10.0, 5.0, 15.0, 13.0, 5.0, 1.05)
_PAINTS = ("teal", "mustard", "coral", "turquoise", "cream", "orange")


@dataclass(frozen=True, slots=True)
class _Robot:
    paint: Rgb
    trim: Rgb
    glow: Rgb
    legs: bool
    hat: bool
    leaf: bool
    """A seedling grows from its head: a gardener."""


def paint_robot(brush: Brush, character: Character, stance: Pose, expression: str) -> None:
    """Draw a robot that is 100 units tall, facing right."""
    robot = _read(character, brush.rng)
    lit = replace(brush, floor=0.62)
    build = _ON_LEGS if robot.legs else _ON_TRACKS
    pose = stance if robot.legs else replace(stance, lead_leg=(0, 0), rear_leg=(0, 0), upright=True)
    bones = skeleton_of(build, pose)
    lit.shadow(0, 52)
    if brush.marks is not None:
        brush.marks.note_chest(brush.canvas, *bones.trunk(0.0, -build.trunk * 0.6), 12.0)
    _arm(lit, robot, build, bones.rear_arm, pose.rear_hand)
    if not pose.lead_in_front:
        _arm(lit, robot, build, bones.lead_arm, pose.lead_hand)
    if robot.legs:
        for leg, shade in ((bones.lead_leg, 0.8), (bones.rear_leg, 1.0)):
            _leg(lit, robot, leg, shade)
    else:
        _tracks(lit, robot)
    _trunk(lit, robot, build, bones)
    _head(lit, robot, (build, bones, pose), EXPRESSIONS[expression])
    if pose.holds:
        paint_held(lit, pose, build, bones)
    if pose.lead_in_front:
        _arm(lit, robot, build, bones.lead_arm, pose.lead_hand)


def robot_colours(character: Character, rng: np.random.Generator) -> tuple[Rgb, ...]:
    """Paint, trim, metal and the light of its face; ``rng`` as for the drawing."""
    robot = _read(character, rng)
    return robot.paint, robot.trim, METAL, robot.glow


def _read(character: Character, rng: np.random.Generator) -> _Robot:
    text = character.description.lower()
    draws = rng.random(4)
    words = [word for word in re.findall(r"[a-z]+", text) if word in NAMED and word not in {"rose"}]
    paint = NAMED[words[0] if words else _PAINTS[min(int(draws[0] * 6), 5)]]
    legs = "leg" in text or ("track" not in text and "wheel" not in text and draws[1] > 0.5)  # noqa: PLR2004
    glow = ((0.55, 0.95, 1.0), (0.65, 1.0, 0.72), (1.0, 0.85, 0.5))[min(int(draws[2] * 3), 2)]
    gardener = "garden" in text or "plant" in text
    trim = mix(paint, WHITE, 0.55) if sum(paint) < 1.9 else scaled(paint, 0.6)  # noqa: PLR2004
    return _Robot(paint, trim, glow, legs, "hat" in text, gardener)


def _leg(brush: Brush, robot: _Robot, leg: Limb, shade: float) -> None:
    brush.fill(
        bent(leg.root, leg.joint, leg.end, (4.2, 3.4, 3.2), 0.2), scaled(METAL, shade), shade=0.6
    )
    brush.fill(ellipse(*leg.joint, 4.2), scaled(robot.paint, shade), shade=0.5)
    x, y = leg.end
    foot = blob(
        [(x - 6, y + 5), (x - 5, y - 1), (x, y - 3.4), (x + 6, y - 0.6), (x + 9, y + 5)],
        tension=0.7,
    )
    brush.fill(foot, scaled(robot.paint, shade), shade=0.6, rim=0.8)


def _tracks(brush: Brush, robot: _Robot) -> None:
    brush.fill(rect(-6, -32, 6, -18, 2), DARK_METAL, shade=0.5)
    for x, shade in ((13, 0.75), (-9, 1.0)):
        belt = blob([(x - 14, -9), (x - 10, -20), (x + 10, -20), (x + 15, -9), (x + 10, 0),
                     (x - 10, 0)], tension=0.75)  # fmt: skip
        brush.fill(belt, scaled(DARK_METAL, 0.7 * shade), shade=0.6, rim=0.8)
        brush.fill(blob([(x - 10, -9), (x - 7, -16), (x + 7, -16), (x + 11, -9), (x + 7, -4),
                         (x - 7, -4)], tension=0.75), scaled(robot.paint, shade),
                   shade=0.5)  # fmt: skip
        for dx in (-6.5, 0.5, 7.5):
            brush.fill(ellipse(x + dx, -8.5, 3.2), scaled(METAL, shade), shade=0.5)
        for dx in range(-12, 15, 4):
            brush.line([(x + dx, -0.4), (x + dx + 1.6, -0.4)], INK, 1.2)


def _trunk(brush: Brush, robot: _Robot, build: Build, bones: Skeleton) -> None:
    tall = build.trunk
    brush.fill(limb([bones.trunk(0, -tall), bones.trunk(0.6, -tall - 6)], [4.4, 3.8]), DARK_METAL)
    points = [(-8, 2), (-15, -tall * 0.30), (-16.5, -tall * 0.72), (-11, -tall * 0.98),
              (0, -tall * 1.03), (11, -tall * 0.98), (16.5, -tall * 0.72), (15, -tall * 0.30),
              (8, 2)]  # fmt: skip
    body = blob([bones.trunk(x, y) for x, y in points], tension=0.9)
    brush.fill(body, robot.paint, shade=0.65, rim=0.9)
    with brush.inside(body):
        low = [(-18, -tall * 0.22), (0, -tall * 0.15), (18, -tall * 0.22), (18, 6), (-18, 6)]
        brush.fill(
            blob([bones.trunk(x, y) for x, y in low], tension=0.5), robot.trim, shade=0.5, rim=0
        )
        for x in (-13, 13):
            brush.flat(ellipse(*bones.trunk(x, -tall * 0.34), 0.8), INK, alpha=0.6)
    panel = [(-7, -tall * 0.80), (9, -tall * 0.80), (9, -tall * 0.44), (-7, -tall * 0.44)]
    brush.fill(blob([bones.trunk(x, y) for x, y in panel], tension=0.2), robot.trim, shade=0.5)
    heart = bones.trunk(1, -tall * 0.62)
    brush.emit(_heart(*heart, 4.6), robot.glow)
    brush.glow(*heart, 15, robot.glow, 0.7)


def _heart(x: float, y: float, size: float) -> skia.Path:
    return blob([(x, y + size * 0.9), (x - size, y - size * 0.1),
                 (x - size * 0.55, y - size * 0.8), (x, y - size * 0.4),
                 (x + size * 0.55, y - size * 0.8), (x + size, y - size * 0.1)],
                tension=0.9)  # fmt: skip


def _arm(brush: Brush, robot: _Robot, build: Build, arm: Limb, hand: str) -> None:
    brush.fill(bent(arm.root, arm.joint, arm.end, (2.5, 2.3, 2.1), 0.3), DARK_METAL, shade=0.5)
    for share in (0.3, 0.5, 0.7):
        at = between(arm.root, arm.joint, share)
        brush.flat(ellipse(*at, 2.9), METAL, level=-0.2)
    brush.fill(ellipse(*arm.root, 4.8), robot.paint, shade=0.6, rim=0.9)
    cuff = band(between(arm.joint, arm.end, 0.35), arm.end, 3.0, 4.2)
    brush.fill(cuff, robot.paint, shade=0.6, rim=0.8)
    spread = {"open": (-34, 0, 34), "point": (0, 0, 40), "fist": (-16, 4, 22), "rest": (-20, 2, 24)}
    reach = 6.6 if hand == "point" else 5.4
    for turn in spread[hand]:
        knuckle = polar(arm.end, arm.angle_deg + turn, reach * 0.55)
        tip = polar(knuckle, arm.angle_deg + turn * 0.3, reach * 0.55)
        brush.fill(limb([arm.end, knuckle, tip], [1.5, 1.3, 1.0]), METAL, shade=0.5)


def _head(
    brush: Brush, robot: _Robot, body: tuple[Build, Skeleton, Pose], mood: Expression
) -> None:
    build, bones, pose = body
    x, y = bones.trunk(1.0, -build.trunk - build.neck - build.head * 0.44)
    with brush.at(x, y, scale=build.head / 2, turn_deg=pose.nod + bones.lean * 0.4) as head:
        _crest(head, robot)
        for side in (-1, 1):
            head.fill(
                rect(side * 1.14 - 0.14, -0.26, side * 1.14 + 0.14, 0.3, 0.1), robot.trim, shade=0.5
            )
        shell = blob([(-1.08, 0.0), (-0.98, -0.66), (-0.5, -0.9), (0.5, -0.9), (0.98, -0.66),
                      (1.08, 0.0), (0.94, 0.66), (0.5, 0.86), (-0.5, 0.86), (-0.94, 0.66)],
                     tension=0.85)  # fmt: skip
        head.fill(shell, robot.paint, shade=0.6, rim=1.0)
        screen = blob([(-0.72, 0.02), (-0.64, -0.46), (-0.2, -0.58), (0.5, -0.58), (0.9, -0.46),
                       (0.95, 0.02), (0.86, 0.46), (0.5, 0.6), (-0.2, 0.6), (-0.62, 0.46)],
                      tension=0.85)  # fmt: skip
        head.fill(screen, (0.09, 0.13, 0.17), shade=0.3, rim=0.4)
        gaze = (mood.gaze[0] + pose.gaze[0], mood.gaze[1] + pose.gaze[1])
        _screen_face(head, robot.glow, mood, gaze)


def _crest(head: Brush, robot: _Robot) -> None:
    if robot.hat:
        head.fill(
            blob([(-1.5, -0.72), (0, -0.98), (1.5, -0.72), (0, -0.6)]), NAMED["gold"], shade=0.5
        )
        head.fill(blob([(-0.7, -0.84), (-0.5, -1.36), (0.5, -1.36), (0.7, -0.84)]), NAMED["gold"])
        return
    head.line([(0.0, -0.86), (0.0, -1.22)], DARK_METAL, 0.09)
    if robot.leaf:
        for side in (-1, 1):
            leaf = blob(
                [(0, -1.18), (side * 0.22, -1.5), (side * 0.56, -1.5), (side * 0.38, -1.22)]
            )
            head.fill(leaf, NAMED["green"], shade=0.5, rim=0.9)
        return
    head.fill(ellipse(0, -1.3, 0.13), BRASS, shade=0.4)
    head.emit(ellipse(0, -1.3, 0.09), robot.glow)
    head.glow(0, -1.3, 0.5, robot.glow, 0.8)


def _screen_face(head: Brush, glow: Rgb, mood: Expression, gaze: tuple[float, float]) -> None:
    for side in (-1, 1):
        x, y = 0.12 + side * 0.36 + gaze[0] * 0.09, -0.08 + gaze[1] * 0.1
        _screen_eye(head, glow, mood, (x, y, side))
    mouth_y = 0.33
    wide = 0.2 * mood.width
    rise = 0.11 * mood.smile
    if mood.gape > 0.3 and mood.smile < 0.5:  # noqa: PLR2004 - an O of wonder
        head.emit(ellipse(0.12, mouth_y, 0.09, 0.12), glow)
        return
    points = [
        (0.12 - wide, mouth_y - rise),
        (0.12, mouth_y + rise * 0.6),
        (0.12 + wide, mouth_y - rise),
    ]
    _glow_line(head, points, glow, 0.055)


def _screen_eye(head: Brush, glow: Rgb, mood: Expression, where: tuple[float, float, int]) -> None:
    x, y, side = where
    head.glow(x, y, 0.42, glow, 0.5)
    if mood.cheek > 0.3:  # noqa: PLR2004 - laughing eyes are arcs
        _glow_line(head, [(x - 0.17, y + 0.07), (x, y - 0.12), (x + 0.17, y + 0.07)], glow, 0.085)
        return
    eye = ellipse(x, y, 0.15, 0.2 * (0.45 + 0.6 * mood.lid))
    head.emit(eye, glow)
    head.emit(ellipse(x + 0.05, y - 0.07, 0.045), (1, 1, 1))
    if abs(mood.slant) > 0.3:  # noqa: PLR2004 - a slanted lid shows sorrow or resolve
        drop = 0.16 * mood.slant * side
        lid = [
            (x - 0.24, y - 0.32),
            (x + 0.24, y - 0.32),
            (x + 0.24, y - 0.12 + drop),
            (x - 0.24, y - 0.12 - drop),
        ]
        with head.inside(eye):
            head.flat(blob(lid, tension=0.1), (0.09, 0.13, 0.17))


def _glow_line(head: Brush, points: Sequence[Point], glow: Rgb, width: float) -> None:
    """A shining stroke along the parabola through three points."""
    start, middle, end = points
    control = (2 * middle[0] - (start[0] + end[0]) / 2, 2 * middle[1] - (start[1] + end[1]) / 2)
    shares = [step / 8 for step in range(9)]
    line = [between(between(start, control, t), between(control, end, t), t) for t in shares]
    head.emit(limb(line, [width / 2] * 9), glow)
