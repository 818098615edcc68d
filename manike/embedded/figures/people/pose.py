"""Poses: the angles of a body's joints, and the points that they put them at."""

import math
from dataclasses import dataclass, replace

from manike.embedded.figures.geometry import Point, polar, rotated


@dataclass(frozen=True, slots=True)
class Pose:
    """Joint angles in degrees; 0 hangs down, + turns forward (the way the figure faces).

    The lead limbs are those on the facing side, the rear limbs the others.
    """

    lead_arm: tuple[float, float] = (9, 15)
    rear_arm: tuple[float, float] = (-11, -4)
    lead_leg: tuple[float, float] = (5, 3)
    rear_leg: tuple[float, float] = (-5, -2)
    lean: float = 0.0
    """Of the trunk, + forward."""
    nod: float = 0.0
    """Of the head, + down."""
    gaze: tuple[float, float] = (0.0, 0.0)
    """Of the eyes, -1..1 each, + forward and + down."""
    lead_hand: str = "rest"
    """``rest``, ``point``, ``open`` or ``fist``."""
    rear_hand: str = "rest"
    lead_in_front: bool = False
    """The lead forearm lies before the trunk; the upper arms lie behind it."""
    rear_in_front: bool = False
    holds: str = ""
    """The noun in the lead hand, or between both hands where ``both_hands``."""
    both_hands: bool = False
    held_rear: bool = False
    """What is held is in the rear hand: the lead hand has another task."""
    upright: bool = True
    """Skirts and coats hang straight down."""
    turn: float = 0.0
    """How far the body is turned to the side, 0 a quarter view to 1 nearly a profile."""
    heel: float = 0.0
    """The rear heel is off the ground by so many degrees."""
    seated: bool = False
    """The hips rest on a seat, which is drawn below them."""
    suited: bool = False
    """In a suit with a clear helmet: there is no air."""
    floats: bool = False
    """Nothing is below to throw a shadow on."""
    front: bool = False
    """The face looks straight at who sees it."""
    at_chin: bool = False
    """The lead hand is at the chin, whatever the arms' lengths."""
    meets: Point | None = None
    """Where the palm of the lead hand is, in the figure's units: in another's hand, on a back."""


POSES: dict[str, Pose] = {
    "stand": Pose(),
    "walk": Pose(
        lead_arm=(-46, -22),
        rear_arm=(20, 52),
        turn=0.8,
        lead_leg=(24, 7),
        rear_leg=(-15, -34),
        lean=4,
        rear_in_front=True,
        heel=32,
    ),
    "run": Pose(
        lead_arm=(-52, 28),
        rear_arm=(44, 128),
        turn=0.85,
        lead_leg=(50, -4),
        rear_leg=(-26, -74),
        lean=13,
        nod=-4,
        lead_hand="fist",
        rear_hand="fist",
        rear_in_front=True,
        heel=62,
    ),
    "sit": Pose(
        lead_arm=(16, 66),
        rear_arm=(10, 62),
        turn=0.7,
        lead_leg=(84, 5),
        rear_leg=(78, -4),
        lean=3,
        seated=True,
        lead_in_front=True,
        rear_in_front=True,
        upright=False,
    ),
    "lie": Pose(
        lead_arm=(36, 62),
        rear_arm=(-16, 90),
        turn=0.3,
        lead_leg=(122, 30),
        rear_leg=(91, 84),
        lean=-58,
        nod=14,
        gaze=(0.3, -0.7),
        lead_in_front=True,
        upright=False,
    ),
    "point": Pose(
        held_rear=True,
        lead_arm=(106, 111),
        rear_arm=(-16, 4),
        lead_hand="point",
        gaze=(0.7, -0.2),
        nod=-3,
    ),
    "look_up": Pose(lead_arm=(14, 30), rear_arm=(-12, -6), nod=-17, gaze=(0.3, -0.9)),
    "carry": Pose(
        lead_arm=(32, -56),
        rear_arm=(-32, 56),
        lead_hand="fist",
        rear_hand="fist",
        holds="basket",
        both_hands=True,
        lead_in_front=True,
        rear_in_front=True,
        lean=-3,
    ),
    "wave": Pose(
        held_rear=True, lead_arm=(118, 168), rear_arm=(-12, -2), lead_hand="open", nod=-2, lean=-2
    ),
    "kneel": Pose(
        lead_arm=(34, 58),
        rear_arm=(20, 46),
        turn=0.6,
        lead_leg=(82, 2),
        rear_leg=(8, -84),
        lean=10,
        nod=10,
        gaze=(0.3, 0.6),
        lead_in_front=True,
        rear_in_front=True,
        upright=False,
        heel=60,
    ),
    "reach": Pose(
        held_rear=True,
        lead_arm=(142, 156),
        rear_arm=(-20, -8),
        lead_leg=(8, 2),
        rear_leg=(-12, -18),
        lean=5,
        nod=-13,
        gaze=(0.5, -0.8),
        lead_hand="open",
        heel=18,
    ),
    "hold": Pose(
        lead_arm=(34, 122),
        rear_arm=(-12, -3),
        lead_hand="fist",
        holds="lantern",
        gaze=(0.5, 0.1),
        lead_in_front=True,
    ),
    "read": Pose(
        lead_arm=(36, -104),
        rear_arm=(-36, 104),
        lead_hand="fist",
        rear_hand="fist",
        holds="open book",
        both_hands=True,
        lead_in_front=True,
        rear_in_front=True,
        nod=12,
        gaze=(0.1, 0.9),
    ),
    "work": Pose(
        lead_arm=(46, 112),
        rear_arm=(24, 62),
        turn=0.6,
        lead_leg=(10, 2),
        rear_leg=(-10, -8),
        lean=12,
        lead_in_front=True,
        rear_in_front=True,
        nod=8,
        gaze=(0.5, 0.6),
        lead_hand="fist",
        rear_hand="fist",
    ),
    "talk": Pose(
        lead_arm=(24, 116),
        rear_arm=(-18, 34),
        turn=0.3,
        lead_hand="open",
        lead_in_front=True,
        gaze=(0.5, 0.0),
        lead_leg=(8, 4),
        rear_leg=(-6, -4),
        nod=2,
    ),
    "hold_hands": Pose(
        held_rear=True, lead_arm=(34, 40), rear_arm=(-10, -3), lead_hand="fist", gaze=(0.35, 0.1)
    ),
    "hug": Pose(
        lead_arm=(62, 96),
        rear_arm=(50, 84),
        turn=0.65,
        lean=7,
        nod=7,
        lead_in_front=True,
        rear_in_front=True,
        gaze=(0.3, 0.5),
    ),
    "dance": Pose(
        lead_arm=(128, 164),
        rear_arm=(-92, -58),
        lead_leg=(30, -14),
        rear_leg=(-9, -5),
        lean=-6,
        nod=-7,
        lead_hand="open",
        rear_hand="open",
        gaze=(0.4, -0.3),
    ),
    "cheer": Pose(
        held_rear=True,
        lead_arm=(142, 166),
        rear_arm=(-142, -166),
        lead_leg=(12, 6),
        rear_leg=(-12, -6),
        lead_hand="open",
        rear_hand="open",
        nod=-8,
        gaze=(0.1, -0.5),
    ),
    "think": Pose(
        held_rear=True,
        rear_arm=(6, 92),
        at_chin=True,
        lead_hand="fist",
        lead_in_front=True,
        rear_in_front=True,
        nod=4,
        gaze=(0.6, -0.5),
    ),
}
"""By every word of ``vocabulary.Pose``."""


def holding(pose: Pose, noun: str) -> Pose:
    """The pose with a thing in the hand that is free for it."""
    if pose.held_rear:
        return replace(pose, holds=noun, rear_hand="fist")
    return replace(pose, holds=noun, lead_hand="fist")


LYING_DEG = 45.0
"""A trunk that leans further rests on the ground."""


@dataclass(frozen=True, slots=True)
class Build:
    """Lengths of a body, 100 units tall."""

    head: float
    """Height of the head."""
    shoulder: float
    """Half the breadth over the shoulders' joints."""
    hip: float
    """Half the distance of the hips' joints."""
    trunk: float
    """From the hips to the base of the neck."""
    neck: float
    thigh: float
    shin: float
    foot: float
    """Height of the ankle."""
    arm: float
    forearm: float
    hand: float
    girth: float
    """Thickness of limbs; 1 is an adult's."""
    stoop: float = 0.0
    """Degrees that the trunk leans forward by age."""


def build_of(age: str, gender: str, breadth: float) -> Build:
    """The body of a child (5 heads tall), an adult (6.5) or an elder (6.3, stooped)."""
    if age == "child":
        return Build(
            20.0, 6.6 * breadth, 3.0, 31.0, 1.6, 20.5, 18.5, 4.6, 12.6, 11.2, 5.0, 0.92 * breadth
        )
    wide = (8.5 if gender == "male" else 7.1) * breadth
    if age == "elder":
        return Build(
            15.8, wide * 0.97, 3.4, 31.6, 2.2, 22.0, 20.6, 4.3, 14.8, 13.0, 5.2, 0.98 * breadth, 7.0
        )
    return Build(15.4, wide, 3.4, 32.4, 2.7, 22.8, 21.6, 4.3, 15.2, 13.4, 5.2, breadth)


@dataclass(frozen=True, slots=True)
class Limb:
    """Three joints: hip, knee, ankle or shoulder, elbow, wrist, with the angle of the last bone."""

    root: Point
    joint: Point
    end: Point
    angle_deg: float


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Where the joints are, in the figure's units; arm angles are against the ground's vertical."""

    hips: Point
    lean: float
    lead_leg: Limb
    rear_leg: Limb
    lead_arm: Limb
    rear_arm: Limb
    neck: Point
    """Base of the neck."""

    def trunk(self, x: float, y: float) -> Point:
        """A point given from the middle of the hips along the leaning trunk."""
        turned_x, turned_y = rotated((x, y), self.lean)
        return self.hips[0] + turned_x, self.hips[1] + turned_y


def turned(build: Build, turn: float) -> Build:
    """The body seen more from the side: shoulders and hips come closer together."""
    return replace(
        build, shoulder=build.shoulder * (1 - 0.42 * turn), hip=build.hip * (1 - 0.4 * turn)
    )


def skeleton_of(build: Build, pose: Pose) -> Skeleton:
    """Put a body into a pose with its lower foot (or knee, or seat) on the ground."""
    hips = (0.0, -_hip_height(build, pose))
    lean = pose.lean + (build.stoop if pose.upright else build.stoop * 0.5)
    neck = rotated((0.0, -build.trunk), lean)
    lead = rotated((build.shoulder, -build.trunk * 0.855), lean)
    rear = rotated((-build.shoulder, -build.trunk * 0.855), lean)
    legs = (build.thigh, build.shin)
    arms = (build.arm, build.forearm)
    lead_root = (lead[0], lead[1] + hips[1])
    neck_at = (neck[0], neck[1] + hips[1])
    lead_arm = _lead_arm(build, pose, lead_root, neck_at)
    return Skeleton(
        hips=hips,
        lean=lean,
        lead_leg=_limb((build.hip, hips[1]), pose.lead_leg, legs),
        rear_leg=_limb((-build.hip, hips[1]), pose.rear_leg, legs),
        lead_arm=_limb(lead_root, lead_arm, arms),
        rear_arm=_limb((rear[0], rear[1] + hips[1]), pose.rear_arm, arms),
        neck=neck_at,
    )


def _lead_arm(build: Build, pose: Pose, root: Point, neck: Point) -> tuple[float, float]:
    """The arm's angles: the pose's own, or those that bring the palm where it has to be."""
    palm = build.forearm + 0.55 * build.hand
    if pose.meets is not None:
        return reaching(root, pose.meets, (build.arm, palm))
    if pose.at_chin:
        chin = (neck[0] + 0.30 * build.head, neck[1] - build.neck + 0.10 * build.head)
        return reaching(root, chin, (build.arm, palm))
    return pose.lead_arm


def reaching(root: Point, target: Point, bones: tuple[float, float]) -> tuple[float, float]:
    """Angles of two bones from ``root`` to ``target``, the elbow low; stretched if too far."""
    upper, lower = bones
    across, down = target[0] - root[0], target[1] - root[1]
    far = math.hypot(across, down)
    reach = min(max(far, abs(upper - lower) + 0.1), upper + lower - 0.1)
    towards = math.degrees(math.atan2(across, down))
    bend = math.degrees(math.acos((upper**2 + reach**2 - lower**2) / (2 * upper * reach)))
    elbow_of = {angle: polar(root, angle, upper) for angle in (towards - bend, towards + bend)}
    first, elbow = max(elbow_of.items(), key=lambda item: item[1][1])
    end = polar(root, towards, reach)
    return first, math.degrees(math.atan2(end[0] - elbow[0], end[1] - elbow[1]))


def _limb(root: Point, angles: tuple[float, float], bones: tuple[float, float]) -> Limb:
    joint = polar(root, angles[0], bones[0])
    return Limb(root, joint, polar(joint, angles[1], bones[1]), angles[1])


def _hip_height(build: Build, pose: Pose) -> float:
    """How high the hips are when the lowest part of the legs touches the ground."""
    lowest = 0.0
    for angles in (pose.lead_leg, pose.rear_leg):
        leg = _limb((0.0, 0.0), angles, (build.thigh, build.shin))
        knee_pad = 3.4 * build.girth
        lowest = max(lowest, leg.end[1] + build.foot, leg.joint[1] + knee_pad)
    lying = abs(pose.lean) > LYING_DEG
    return max(lowest, (8.6 if lying else 6.0) * build.girth)
