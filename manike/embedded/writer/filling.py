"""More to say where a film would mostly be quiet: the genre's own lines, what is near, the hour."""

from collections.abc import Sequence
from dataclasses import replace

from manike.embedded.writer.brief import Brief
from manike.embedded.writer.desk import Beat, Desk
from manike.embedded.writer.fitting import PAUSES_S, fit
from manike.embedded.writer.plans import advertisement, testimonial
from manike.embedded.writer.plans.common import film_context, kin_of

_QUIET, _TOLD = 0.66, 0.8
"""Share of the time between the pauses below which a film is too quiet, and which it then gets."""
_ROUNDS = 14
"""Sentences that a scene gets at the most: one scene of a minute has time for as many."""
_SELLING = ("advertisement", "testimonial")
"""Genres that end with what the viewer shall keep in mind."""


def filled(beats: list[Beat], brief: Brief, desk: Desk, film_s: float) -> list[Beat]:
    """The beats with a further sentence each, as long as the film is too quiet."""
    if brief.sayings:  # a text that is read out stays as it was written
        return beats
    wanted = _TOLD if _spoken(beats, film_s) < _QUIET else 0.0
    for _ in range(_ROUNDS):
        if _spoken(beats, film_s) >= wanted:
            break
        richer = [_richer(beat, _more(beats, at, brief, desk)) for at, beat in enumerate(beats)]
        if richer == beats:
            break
        beats = richer
    return beats


def _spoken(beats: Sequence[Beat], film_s: float) -> float:
    """Share of the time between the pauses that would be spoken."""
    speech_s = sum(choice.speech_s for choice in fit(beats, film_s))
    return speech_s / max(film_s - len(beats) * PAUSES_S, PAUSES_S)


def _richer(beat: Beat, told: tuple[str, ...]) -> Beat:
    return replace(beat, details=(*beat.details, *told))


def _more(beats: Sequence[Beat], at: int, brief: Brief, desk: Desk) -> tuple[str, ...]:
    """One more sentence for a scene; none where nothing fits it, and none behind a call."""
    beat = beats[at]
    is_last = at == len(beats) - 1 and len(beats) > 1
    if is_last and brief.genre in _SELLING:
        return ()
    told: tuple[str, ...] = ()
    if brief.genre == "advertisement" and (at or len(beats) == 1):  # who opens knows no product yet
        context = advertisement.context_of(brief).having({}, beat.look.flags)
        told = desk.frame("advertisement", "use", context, 1)
    elif beat.speaker and brief.people:
        context = testimonial.context_of(brief, brief.people[0])
        told = desk.frame("testimonial", "after", context, 1)
    here = film_context(brief).having({}, beat.look.flags)
    told = told or desk.senses(here, 1)
    for topic in kin_of(beat.look):
        told = told or desk.topic(topic, here, 1)
    return told
