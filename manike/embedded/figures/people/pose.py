"""Poses: the angles of a body's joints, and the points that they put them at."""

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
    upright: bool = True
    """Skirts and coats hang straight down."""
    turn: float = 0.0
    """How far the body is turned to the side, 0 a quarter view to 1 nearly a profile."""
    heel: float = 0.0
    """The rear heel is off the ground by so many degrees."""


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
    "sit": Pose(
        lead_arm=(34, 62),
        rear_arm=(26, 70),
        turn=0.7,
        lead_leg=(136, 22),
        rear_leg=(126, 30),
        lean=5,
        lead_in_front=True,
        rear_in_front=True,
        upright=False,
    ),
    "point": Pose(
        lead_arm=(98, 103), rear_arm=(-16, 4), lead_hand="point", gaze=(0.7, -0.2), nod=-3
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
    "wave": Pose(lead_arm=(118, 168), rear_arm=(-12, -2), lead_hand="open", nod=-2, lean=-2),
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
        lead_arm=(26, 104),
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
        holds="hammer",
    ),
}


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
    return Skeleton(
        hips=hips,
        lean=lean,
        lead_leg=_limb((build.hip, hips[1]), pose.lead_leg, legs),
        rear_leg=_limb((-build.hip, hips[1]), pose.rear_leg, legs),
        lead_arm=_limb((lead[0], lead[1] + hips[1]), pose.lead_arm, arms),
        rear_arm=_limb((rear[0], rear[1] + hips[1]), pose.rear_arm, arms),
        neck=(neck[0], neck[1] + hips[1]),
    )


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
    return max(lowest, 6.0 * build.girth)
