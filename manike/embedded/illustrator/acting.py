"""What each character of a scene does: what the script says, else what its words suggest."""

from collections.abc import Sequence
from dataclasses import dataclass

from manike.embedded.figures.draw import knows_subject, subject_scale
from manike.embedded.illustrator.layout import Brief
from manike.script.models import Acting, Character
from manike.script.vocabulary import (
    INDOORS,
    Expression,
    Mood,
    Place,
    Pose,
    ShotSize,
    TimeOfDay,
)

EXPRESSION = {
    Mood.CALM: Expression.NEUTRAL, Mood.JOYFUL: Expression.HAPPY,
    Mood.EPIC: Expression.DETERMINED, Mood.MYSTERIOUS: Expression.SURPRISED,
    Mood.MELANCHOLIC: Expression.SAD, Mood.HOPEFUL: Expression.HAPPY,
    Mood.TENSE: Expression.WORRIED, Mood.PLAYFUL: Expression.LAUGHING,
    Mood.ROMANTIC: Expression.TENDER, Mood.TRIUMPHANT: Expression.HAPPY,
    Mood.NOSTALGIC: Expression.TENDER, Mood.EERIE: Expression.WORRIED,
    Mood.ENERGETIC: Expression.DETERMINED, Mood.DREAMY: Expression.NEUTRAL,
}  # fmt: skip
"""Of whom the script says nothing."""
POSE_STEMS: tuple[tuple[Pose, tuple[str, ...]], ...] = (
    (Pose.KNEEL, ("kneel", "mend", "repair", "plants ", "fix")),
    (Pose.SIT, ("sit ", "sits", "sitting", "seated", "rests ")),
    (Pose.READ, ("read", "book", "letter")),
    (Pose.WORK, ("work", "build", "tinker")),
    (Pose.LOOK_UP, ("stars", "look up", "looks up", "sky", "moon", "gaze")),
    (Pose.CARRY, ("carry", "carri", "bring")),
    (Pose.WAVE, ("wave", "farewell", "greet", "goodbye", "hello")),
    (Pose.POINT, ("point", "teach", "show", "explain")),
    (Pose.WALK, ("walk", "stroll", "wander", "climb", "journey", "arrive")),
    (Pose.HOLD, ("hold", "lantern", "lift")),
)
STATURE = {"child": 0.68, "adult": 1.0, "elder": 0.96}
ANIMAL = 0.6
"""Height of an animal character in that of a person; an adult is 1."""
LOW = (Pose.KNEEL, Pose.SIT, Pose.WALK)
"""Not guessed in a close shot, which cuts them off."""
TOGETHER = (Pose.HOLD_HANDS, Pose.HUG, Pose.TALK)
"""Done with somebody."""
TOUCHING = (Pose.HOLD_HANDS, Pose.HUG)
_YIELDING = (Pose.STAND, Pose.WALK, Pose.TALK)
"""Poses that give way to somebody who wants to hug or hold hands."""
_MUCH_TALLER = 1.25
"""Who is kneels down for a hug."""
_HAND_HIGH = 0.5
"""Height, in adults, up to which a thing of the scene is one that a hand can hold up."""


@dataclass(frozen=True, slots=True)
class Part:
    """One character's part in a scene."""

    character: Character
    pose: Pose
    expression: Expression
    holds: str = ""
    partner: int | None = None
    """Index of the part with which this one holds hands, hugs, talks or works."""


def parts_of(
    characters: Sequence[Character], acting: Sequence[Acting], brief: Brief
) -> tuple[Part, ...]:
    """The part of each character, in the order given."""
    said = {act.name: act for act in acting}
    parts = [
        _said(character, said[character.name], brief)
        if character.name in said
        else _guessed(character, brief, leads=index == 0)
        for index, character in enumerate(characters)
    ]
    for index, part in enumerate(parts):
        if part.partner is None and part.pose in (*TOGETHER, Pose.WORK):
            _pair(parts, index)
    return tuple(parts)


def stature(part: Part) -> float:
    """Height of a standing character; an adult is 1."""
    return STATURE[part.character.age] * (ANIMAL if part.character.kind == "animal" else 1.0)


def pose_for(brief: Brief) -> Pose:
    """The pose that a scene's words ask for, else standing; close shots cut low poses off."""
    for pose, stems in POSE_STEMS:
        if (brief.shot is not ShotSize.CLOSE or pose not in LOW) and brief.mentions(*stems):
            return pose
    return Pose.STAND


def _guessed(character: Character, brief: Brief, *, leads: bool) -> Part:
    pose = pose_for(brief) if leads else Pose.STAND
    holds = _own_thing(pose, brief)
    return Part(character, pose, EXPRESSION[brief.mood], holds)


def _said(character: Character, act: Acting, brief: Brief) -> Part:
    holds = act.holds if knows_subject(act.holds) else _own_thing(act.pose, brief)
    return Part(character, act.pose, act.expression, holds)


def _own_thing(pose: Pose, brief: Brief) -> str:
    """What a pose holds of which only the pose is said; empty for the pose's own or nothing."""
    if pose is Pose.WORK:
        return "hammer" if brief.setting.place is Place.WORKSHOP else ""
    if pose is not Pose.HOLD:
        return ""
    small = [
        name for name in brief.subjects if knows_subject(name) and subject_scale(name) < _HAND_HIGH
    ]
    if small:
        return small[0]
    dark = brief.setting.time_of_day in (TimeOfDay.NIGHT, TimeOfDay.DUSK)
    return "lantern" if dark else "cup" if brief.setting.place in INDOORS else "flower"


def _pair(parts: list[Part], index: int) -> None:
    """Join a part with the next one in the scene, else with the one before; both take the pose."""
    part = parts[index]
    free = [
        other
        for other in (index + 1, index - 1)
        if 0 <= other < len(parts)
        and parts[other].partner is None
        and _can_join(part, parts[other])
    ]
    if not free:
        if part.pose in TOUCHING:
            parts[index] = _with(part, Pose.STAND, None)
        return
    other = free[0]
    pose = parts[other].pose
    if part.pose in TOUCHING and parts[other].character.kind != "animal":
        pose = part.pose
    parts[index] = _with(part, part.pose, other)
    parts[other] = _with(parts[other], pose, index)
    if part.pose is Pose.HUG:
        for one, shorter in ((index, other), (other, index)):
            if stature(parts[one]) > _MUCH_TALLER * stature(parts[shorter]):
                parts[one] = _with(parts[one], Pose.KNEEL, shorter)


def _can_join(part: Part, other: Part) -> bool:
    if part.pose is Pose.WORK:
        return other.pose is Pose.WORK
    if part.pose in TOUCHING and "animal" in (part.character.kind, other.character.kind):
        return False
    return part.pose is Pose.TALK or other.pose in (part.pose, *_YIELDING)


def _with(part: Part, pose: Pose, partner: int | None) -> Part:
    return Part(part.character, pose, part.expression, part.holds, partner)
