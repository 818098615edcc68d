"""What everybody seen in a scene does, feels and holds, from the words spoken and the mood."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Token

from manike.embedded.writer.brief import Person
from manike.embedded.writer.habitats import singulars
from manike.embedded.writer.knowledge import words
from manike.embedded.writer.language import parse
from manike.embedded.writer.names import human_noun
from manike.script.models import Acting
from manike.script.vocabulary import Expression, Mood, Pose

_GLAD = frozenset((Mood.TRIUMPHANT, Mood.ENERGETIC, Mood.JOYFUL))
_HEAVY = frozenset((Mood.TENSE, Mood.EERIE))
_SAD = _HEAVY | {Mood.MELANCHOLIC, Mood.NOSTALGIC, Mood.MYSTERIOUS}
_HANDY = frozenset((Pose.CARRY, Pose.HOLD, Pose.READ, Pose.WORK))
"""Poses that need something to have in the hands."""
_TOGETHER = frozenset((Pose.HOLD_HANDS, Pose.HUG))
"""Poses that need two."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A scene as its actors see it."""

    said: str
    """Its narration."""
    mood: Mood
    is_first: bool
    is_last: bool
    speaker: str = ""
    subjects: tuple[str, ...] = ()


def acted(people: Sequence[Person], moment: Moment, rng: np.random.Generator) -> tuple[Acting, ...]:
    """What each of the people does, in their order."""
    if not people:
        return ()
    lead_at = next((at for at, p in enumerate(people) if _acts(p, moment)), 0)
    names = frozenset(person.character.name for person in people)
    told = _told(moment.said, names)
    pose = told or _usual(moment, rng)
    if pose is Pose.TALK and told is None and len(people) == 1 and not moment.speaker:
        pose = Pose.WALK  # nobody to talk to
    face = _face(moment, rng)
    found = []
    for at, person in enumerate(people):
        own = pose if at == lead_at else _answer(pose)
        own = _fit(own, person, len(people))
        leads = at == lead_at
        holds = _holds(pose, person, moment) if leads or own is Pose.WORK else ""
        if own in (Pose.HOLD, Pose.CARRY, Pose.READ) and not holds:
            own = Pose.STAND if told is None else Pose.REACH
        feels = face if at == lead_at else _reply(face, person)
        found.append(
            Acting(name=person.character.name, pose=own, expression=feels, holds=holds[:60])
        )
    return tuple(found)


def _acts(person: Person, moment: Moment) -> bool:
    name = person.character.name
    return moment.speaker == name or (not moment.speaker and name in moment.said)


def _told(said: str, names: frozenset[str]) -> Pose | None:
    """The pose that the words call up: a whole phrase first, else the first verb that is known."""
    lower = said.lower()
    hits = [
        (at, pose)
        for pose, phrases in words("acting")["phrases"].items()
        for phrase in phrases
        if (at := lower.find(phrase)) >= 0
    ]
    if hits:
        return Pose(min(hits)[1])
    return next(
        (pose for verb in _verbs(said, names) if (pose := _pose_of(verb)) is not None), None
    )


def _verbs(said: str, names: frozenset[str]) -> Iterator[str]:
    """Verbs of what somebody does or sets out to do, in the order of the text."""
    doing = False
    for token in parse(said):
        subjects = [c for c in token.children if c.dep_ == "nsubj"]
        if any(c.dep_ == "neg" for c in token.children):
            continue
        if token.pos_ == "VERB" and (not subjects or any(_is_seen(s, names) for s in subjects)):
            doing = doing or bool(subjects)
            if doing or token.dep_ == "xcomp":
                yield token.lemma_.lower()
        elif token.is_sent_start:
            doing = False


def _is_seen(noun: Token, names: frozenset[str]) -> bool:
    """Whether a subject is one of those who are seen."""
    if noun.lower_ in ("he", "she", "they", "i", "we"):
        return True
    phrase = noun.doc[noun.left_edge.i : noun.i + 1].text
    return any(name in phrase for name in names) or bool(human_noun(phrase))


def _pose_of(verb: str) -> Pose | None:
    return next((Pose(p) for p, verbs in words("acting")["verbs"].items() if verb in verbs), None)


def _usual(moment: Moment, rng: np.random.Generator) -> Pose:
    """What people do where nothing is said of it."""
    if moment.speaker:
        return Pose.TALK
    kind = "first" if moment.is_first else "last" if moment.is_last else "middle"
    kind = "tense" if moment.mood in _HEAVY else kind
    kind = "glad" if moment.is_last and moment.mood in _GLAD else kind
    usual = words("acting")["usual"][kind]
    return Pose(usual[int(rng.integers(len(usual)))])


def _answer(pose: Pose) -> Pose:
    return Pose(words("acting")["answers"].get(str(pose), "stand"))


def _fit(pose: Pose, person: Person, count: int) -> Pose:
    """The pose as this body can take it."""
    if person.character.kind == "animal":
        table = words("acting")
        return (
            pose if str(pose) in table["animal"] else Pose(table["creature"].get(str(pose), "sit"))
        )
    if pose in _TOGETHER and count == 1:
        return Pose.REACH
    return pose


def _holds(pose: Pose, person: Person, moment: Moment) -> str:
    """What is in the hands: what the words name, else the tool of the trade."""
    is_carried = pose in (Pose.CARRY, Pose.HOLD)
    if pose not in _HANDY or (person.character.kind == "animal" and not is_carried):
        return ""
    table = words("acting")
    allowed = table[str(pose)] if str(pose) in ("read", "work") else table["held"]
    said = re.findall(r"[a-z]+(?: [a-z]+)?", moment.said.lower())
    text = f" {' '.join(said)} "
    named = [
        (match.start(), thing)
        for thing in allowed
        if (match := re.search(rf"\b{re.escape(thing)}(?:s|es)?\b", text))
    ]
    if named:
        return str(min(named)[1])
    seen = {form for thing in moment.subjects for form in singulars(thing.split()[-1])}
    tool = str(table["tools"].get(human_noun(person.who), ""))
    if tool in seen or (tool and tool in allowed):
        return tool
    shown = next((str(thing) for thing in allowed if thing in seen), "")
    return shown or ("book" if pose is Pose.READ else "")


def _face(moment: Moment, rng: np.random.Generator) -> Expression:
    lower = f" {moment.said.lower()} "
    for face, cues in words("acting")["faces"].items():
        if any(re.search(rf"\b{re.escape(cue)}\b", lower) for cue in cues):
            return _suited(Expression(face), moment.mood)
    usual = words("acting")["moods"][str(moment.mood)]
    return Expression(usual[int(rng.integers(len(usual)))])


def _suited(face: Expression, mood: Mood) -> Expression:
    """A happy mood knows no tears, a sad one no laughter."""
    if mood not in _SAD and face in (Expression.SAD, Expression.ANGRY, Expression.WORRIED):
        return Expression(words("acting")["moods"][str(mood)][0])
    if mood in _HEAVY and face in (Expression.HAPPY, Expression.LAUGHING):
        return Expression.WORRIED
    return face


def _reply(face: Expression, person: Person) -> Expression:
    """How a companion looks: a child wonders where an elder is tender."""
    if face is Expression.TENDER and person.character.age == "child":
        return Expression.HAPPY
    if face is Expression.DETERMINED:
        return Expression.SURPRISED if person.character.age == "child" else Expression.NEUTRAL
    if face is Expression.ANGRY:
        return Expression.WORRIED
    return face
