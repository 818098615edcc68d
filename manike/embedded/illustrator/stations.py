"""Where the people of a scene stand and look, so that hands meet and nobody hides another."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from manike.embedded.illustrator.acting import Part, stature
from manike.script.vocabulary import Pose

Point = tuple[float, float]

_APART = 0.5
"""Between two people who do nothing together, in heights of an adult."""
_LEAST_APART = 0.17
"""The same in widths of the film."""
_WIDEST = 0.5
"""Of a group, in widths of the film."""
_GAPS = {Pose.TALK: 0.72, Pose.WORK: 0.64, Pose.HUG: 0.205}
"""Between two who talk, work or hug, in heights of an adult."""
_KNEELING = 0.27
"""Between somebody and the child for whose hug he kneels."""
_HAND = 0.46
"""Where held hands are, in heights of the taller one."""
_SHOULDER, _HALF_SHOULDERS, _ARM = 0.765, 0.075, 0.31
"""Of a person: height of the shoulder, half the breadth, length of the arm to the palm."""


@dataclass(frozen=True, slots=True)
class Station:
    """One character's place; heights of a standing adult from the middle of the group."""

    x: float
    facing: int
    height: float
    meets: Point | None = None
    """Where its lead hand is: across, and up from the ground."""


def stations_of(parts: Sequence[Part], film_width: float, flip: float) -> list[Station]:
    """Where each stands, left to right in the order given.

    Args:
        parts: who, and what they do.
        film_width: in heights of a standing adult.
        flip: +1 or -1, the side to which somebody alone looks.
    """
    if len(parts) == 1:
        return [Station(-flip * 0.16 * film_width, int(flip), stature(parts[0]))]
    gaps = _gaps(parts, film_width)
    spread = sum(gaps)
    middle = -flip * min(0.06 * film_width, max(0.0, 0.26 * film_width - spread / 2))
    xs = [middle - spread / 2 + sum(gaps[:index]) for index in range(len(parts))]
    return [_station(parts, xs, index, middle) for index in range(len(parts))]


def _gaps(parts: Sequence[Part], film_width: float) -> list[float]:
    """Between neighbours; those who do nothing together come closer where room is scarce."""
    firm = [_firm_gap(one, other, index) for index, (one, other) in enumerate(pairwise(parts))]
    loose = max(_LEAST_APART * film_width, _APART)
    room = _WIDEST * film_width - sum(gap or 0.0 for gap in firm)
    count = sum(gap is None for gap in firm)
    each = min(loose, max(room / count, 0.3)) if count else 0.0
    return [each if gap is None else gap for gap in firm]


def _firm_gap(one: Part, other: Part, index: int) -> float | None:
    if one.partner != index + 1:
        return None
    if one.pose is Pose.HOLD_HANDS:
        tall = max(stature(one), stature(other))
        return sum(_across(stature(part), tall * _HAND) for part in (one, other))
    if Pose.KNEEL in {one.pose, other.pose}:
        return _KNEELING
    gap = _GAPS.get(one.pose) or _GAPS.get(other.pose)
    return gap and gap * (0.55 + 0.45 * min(stature(one), stature(other)))


def _across(height: float, hand: float) -> float:
    """From the middle of somebody to a hand held at that height."""
    drop = min(abs(_SHOULDER * height - hand), 0.95 * _ARM * height)
    return _HALF_SHOULDERS * height + 0.9 * math.sqrt((_ARM * height) ** 2 - drop**2)


def _station(parts: Sequence[Part], xs: Sequence[float], index: int, middle: float) -> Station:
    part, x = parts[index], xs[index]
    if part.partner is None:
        return Station(x, 1 if x < middle else -1, stature(part))
    other = part.partner
    facing = 1 if xs[other] > x else -1
    meets = _meeting(parts, xs, (index, other), facing)
    return Station(x, facing, stature(part), meets)


def _meeting(
    parts: Sequence[Part], xs: Sequence[float], who: tuple[int, int], facing: int
) -> Point | None:
    index, other = who
    own, theirs = stature(parts[index]), stature(parts[other])
    if parts[index].pose is Pose.HOLD_HANDS:
        tall = max(own, theirs)
        return xs[index] + facing * _across(own, tall * _HAND), tall * _HAND
    if parts[index].pose in {Pose.HUG, Pose.KNEEL} and parts[other].pose is Pose.HUG:
        return xs[other] + facing * 0.05 * theirs, 0.68 * theirs
    if parts[index].pose is Pose.HUG:
        return xs[other] + facing * 0.05 * theirs, 0.5 * theirs
    return None
