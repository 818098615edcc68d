"""Looks over a whole film: every thing where it can be, and what the prompt names in a picture."""

from collections.abc import Sequence
from dataclasses import replace

from manike.embedded.writer.brief import Brief
from manike.embedded.writer.desk import Beat, Look
from manike.embedded.writer.fitting import Choice
from manike.embedded.writer.habitats import holds, is_choosy, singulars
from manike.embedded.writer.knowledge import entries, words
from manike.embedded.writer.looks import things_in
from manike.script.vocabulary import Place, TimeOfDay

_MOST = 4
_READ_CHARS = 600
_STARLIT = ("star", "moon", "constellation", "comet")
_GROWN = (Place.HILLS, Place.FIELD)
_DRUNK = {"tea": "cup of tea"}
"""What grows in some places and is drunk in the others."""
_STAGED = (Place.STUDIO, Place.MUSEUM)
"""Hold whatever is put on a pedestal."""


def scouted(beats: Sequence[Beat], choices: Sequence[Choice], brief: Brief) -> list[Beat]:
    """The beats with things only where they can be, and with all that the prompt names."""
    named = things_in(brief.text[:_READ_CHARS], most=12)
    shown = [replace(beat, look=_held(_alone(beat, brief), brief.text)) for beat in beats]
    said = [choice.text.lower() for choice in choices]
    for noun in named:
        if is_choosy(noun) and not any(_head(noun) & _head(p.who) for p in brief.people if p.who):
            shown = _with(noun, shown, said, everywhere=brief.is_tale)
    return _varied([_filled(beat) for beat in shown], brief)


def _filled(beat: Beat) -> Beat:
    """The beat with what such a place usually holds, where it would show nothing."""
    if beat.look.subjects or beat.look.landmark:
        return beat
    topics = {entry.name: entry for entry in entries("topics")}
    usual = topics[words("kin")[str(beat.look.place)][0]].subjects
    kept = tuple(thing for thing in usual if holds(beat.look.place, thing))
    return replace(beat, look=replace(beat.look, subjects=kept[:2]))


def _varied(beats: Sequence[Beat], brief: Brief) -> list[Beat]:
    """The beats with another thing in front where the last picture showed just the same.

    What the prompt names stays where it is.
    """
    text = brief.text.lower()
    kept: list[Beat] = []
    for beat in beats:
        look, before = beat.look, kept[-1].look if kept else None
        named = tuple(thing for thing in look.subjects if thing.split()[-1].rstrip("s") in text)
        others = tuple(thing for thing in look.subjects if thing not in named)
        is_like = before is not None and before.place is look.place
        if is_like and before is not None and len(others) > 1 and others[0] in before.subjects[:2]:
            others = (*others[1:], others[0])
            look = replace(look, subjects=(*named, *others)[: max(2, len(look.subjects) - 1)])
        kept.append(replace(beat, look=look))
    return kept


def _alone(beat: Beat, brief: Brief) -> Look:
    """The look without a second one of whoever is there: the hero's dog is drawn once."""
    here = [p for p in brief.people if p.character.name in beat.people]
    kinds = frozenset().union(*(_head(p.who) for p in here if p.who))
    inside = beat.look.place is Place.TRAIN and (beat.people or brief.people)
    kinds = kinds | {"train"} if inside else kinds
    kept = tuple(s for s in beat.look.subjects if not _head(s) & kinds)
    return replace(beat.look, subjects=kept)


def distinct_things(names: Sequence[str]) -> tuple[str, ...]:
    """At most four things, none of them twice under a longer name or in the plural."""
    kept: list[str] = []
    for name in names:
        if not any(_head(name) & _head(other) for other in kept):
            kept.append(name)
    return tuple(kept[:_MOST])


def _head(name: str) -> frozenset[str]:
    return frozenset(singulars(name.lower().split(" of ")[0].split()[-1]))


def _held(look: Look, text: str) -> Look:
    """The look without what its place can't hold."""
    staged = look.place in _STAGED
    named = [_DRUNK.get(s, s) if look.place not in _GROWN else s for s in look.subjects]
    kept = [s for s in named if holds(look.place, s) or (staged and s in text.lower())]
    is_there = not look.landmark or holds(look.place, look.landmark)
    return replace(look, subjects=distinct_things(kept), landmark=look.landmark if is_there else "")


def _with(noun: str, beats: list[Beat], said: Sequence[str], *, everywhere: bool) -> list[Beat]:
    """The beats with a noun of the prompt in one of them at least; a story keeps its landmark."""
    is_landmark = noun in words("things")["landmarks"]
    if not (is_landmark and everywhere) and any(_shows(beat.look, noun) for beat in beats):
        return beats
    fitting = [at for at, beat in enumerate(beats) if _takes(beat.look, noun)]
    told = [at for at in fitting if noun in said[at]]
    chosen = fitting if is_landmark and everywhere else (told or fitting)[:1]
    return [
        replace(beat, look=_added(beat.look, noun, is_landmark)) if at in chosen else beat
        for at, beat in enumerate(beats)
    ]


def _takes(look: Look, noun: str) -> bool:
    is_seen = noun not in _STARLIT or look.time is TimeOfDay.NIGHT
    return is_seen and holds(look.place, noun) and not _shows(look, noun)


def _shows(look: Look, noun: str) -> bool:
    names = (look.landmark, *look.subjects) if look.landmark else look.subjects
    return any(_head(noun) & _head(name) for name in names)


def _added(look: Look, noun: str, is_landmark: bool) -> Look:
    if is_landmark and not look.landmark:
        return replace(look, landmark=noun)
    thing = noun if look.place in _GROWN else _DRUNK.get(noun, noun)
    return replace(look, subjects=distinct_things((thing, *look.subjects)))
