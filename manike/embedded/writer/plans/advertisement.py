"""An advertisement: a need, the product, its benefits in order, the call to action."""

import re
from collections.abc import Sequence
from dataclasses import replace

from manike.embedded.writer.brief import Brief
from manike.embedded.writer.desk import Beat, Desk, Look
from manike.embedded.writer.grammar import Context
from manike.embedded.writer.habitats import place_for
from manike.embedded.writer.inflection import bare, title_case
from manike.embedded.writer.knowledge import Entry, entries, find
from manike.embedded.writer.looks import home_look, things_in
from manike.embedded.writer.plans.common import film_context, headline, more_beat
from manike.embedded.writer.scouting import distinct_things
from manike.script.vocabulary import Mood, Place, TimeOfDay

_ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth")
_USUAL_BENEFITS = 3
_TITLE_WORDS = 6
_FRAME_SCENES = 3
"""Need, product, call to action."""


def plan(brief: Brief, count: int, desk: Desk) -> list[Beat]:
    """The beats of an advertisement."""
    known = find("products", f"{brief.kind} {brief.product}") or find("products", brief.text)
    general = next(entry for entry in entries("products") if entry.name == "anything")
    context = context_of(brief)
    look = _look(brief, known)
    exact = brief.wishes.count if brief.wishes.counted in ("benefit", "feature", "reason") else 0
    wanted = exact or len(brief.benefits) or min(_USUAL_BENEFITS, max(1, count - 2))
    benefits = _benefits(brief, desk, context, (known or general, general), look, wanted)
    frame = max(1, count - len(benefits))
    opening = [_need(brief, desk, context, known, look)] if frame >= _FRAME_SCENES else []
    meeting_context = context.having({}, ["needed"] if opening else [])
    meeting = [_meeting(brief, desk, meeting_context, look)] if frame >= _FRAME_SCENES - 1 else []
    beats = [*opening, *meeting, *benefits]
    while len(beats) < count - 1:
        beats.append(_use(brief, desk, context, look))
    beats.append(_close(brief, desk, context, look))
    return _with_facts(brief, beats, look, count)


def _with_facts(brief: Brief, beats: list[Beat], look: Look, count: int) -> list[Beat]:
    """The beats with the prices and figures of the prompt before the close, in scenes of their own."""
    told = []
    for fact in (fact for fact in brief.facts if re.search(r"\d", fact)):
        things = distinct_things(things_in(fact, most=4)) or look.subjects
        place = place_for(things, look.place)
        seen = replace(look, place=place, subjects=things)
        told.append(Beat(headline(fact, brief.theme), seen, Mood.CALM, (fact,)))
    if not told:
        return beats
    if count == 1:  # no time for more than what it costs, and the call
        cores = tuple(f"{told[0].cores[0]} {core}".strip() for core in _calls(brief))
        return [replace(told[0], cores=cores, caption=beats[-1].caption)]
    return [*beats[: max(0, count - 1 - len(told))], *told[: count - 1], beats[-1]]


def _calls(brief: Brief) -> tuple[str, ...]:
    call = brief.wishes.call
    return (f"{call[:1].upper()}{call[1:]}." if call else "", "")


def context_of(brief: Brief) -> Context:
    """What an advertisement may say: its product, and the call."""
    call = brief.wishes.call
    slots = {
        "product": brief.product,
        "kind_full": brief.kind,
        "call": f"{call[:1].upper()}{call[1:]}",
    }
    flags = [*([] if brief.kind else ["nokind"]), *([] if call else ["nocall"])]
    flags += [str(time) for time in brief.wishes.times]
    return film_context(brief, *flags).having(slots)


def _look(brief: Brief, known: Entry | None) -> Look:
    named = find("topics", f"{' '.join(item.phrase for item in brief.items)} {brief.theme}")
    base = home_look(brief)
    place = known.place if known is not None and known.place else ""
    if re.search(r"\bcity\b|\bstreets?\b", brief.text, re.IGNORECASE):
        place = Place.CITY
    subjects = known.subjects if known is not None else named.subjects if named else ()
    thing = re.split(r" (?:with|that|which|for|in|from) ", bare(brief.kind or brief.product))[0]
    noun = " ".join(thing.split()[:3])
    is_thing = bool(brief.kind) or not noun[:1].isupper()  # a firm's name is no thing to draw
    if not is_thing and named is not None and named.place:
        place = named.place
    time = brief.wishes.times[0] if brief.wishes.times else TimeOfDay.DAY
    return replace(
        base,
        place=Place(place) if place else Place.STUDIO,
        name="",
        time=time,
        landmark="",
        subjects=distinct_things((*([noun.lower()] if is_thing else []), *subjects)),
    )


def _need(brief: Brief, desk: Desk, context: Context, known: Entry | None, look: Look) -> Beat:
    here = context.having({}, look.flags)
    told = desk.tell(known.parts.get("hook", ()), here, 2) if known is not None else ()
    told = told or desk.frame("advertisement", "hook", here, 2)
    title = {TimeOfDay.DUSK: "At Dusk", TimeOfDay.NIGHT: "After Dark", TimeOfDay.DAWN: "Early"}
    details = desk.senses(here, 1)
    return Beat(title.get(look.time, "An Ordinary Day"), look, Mood.CALM, told, details)


def _meeting(brief: Brief, desk: Desk, context: Context, look: Look) -> Beat:
    told = desk.frame("advertisement", "meet", context, 2)
    stage = replace(look, place=Place.STUDIO, subjects=look.subjects[:1])
    return Beat(title_case(brief.product), stage, Mood.CALM, told, caption="title")


def _benefits(
    brief: Brief,
    desk: Desk,
    context: Context,
    known: Sequence[Entry],
    look: Look,
    count: int,
) -> list[Beat]:
    if brief.benefits:
        return [
            _asked(brief, desk, context, benefit, at, look)
            for at, benefit in enumerate(brief.benefits[: len(_ORDINALS)])
        ]
    distinct = {entry.name: entry for entry in known}
    steps = [step for entry in distinct.values() for step in entry.steps]
    text = f"{brief.kind} {brief.text}".lower()
    steps.sort(key=lambda step: _first_named(step, text))
    return [
        _benefit(desk, context, step, at, look)
        for at, step in enumerate(steps[: min(count, len(_ORDINALS))])
    ]


def _first_named(step: Entry, text: str) -> int:
    """Where the text first names a benefit; beyond its end if nowhere."""
    return min((at for word in step.match if (at := text.find(word)) >= 0), default=len(text))


def _benefit(desk: Desk, context: Context, step: Entry, at: int, look: Look) -> Beat:
    here = context.having({"nth": _ORDINALS[at]}, look.flags)
    told = desk.tell(step.parts["core"], here, 2)
    place = Place(step.place) if step.place else look.place
    subjects = distinct_things((*look.subjects[:1], *step.subjects))
    return Beat(step.title, replace(look, place=place, subjects=subjects), Mood.CALM, told)


def _asked(brief: Brief, desk: Desk, context: Context, benefit: str, at: int, look: Look) -> Beat:
    slots = {
        "nth": _ORDINALS[at],
        "benefit": benefit,
        "is": "are" if benefit.endswith("s") else "is",
    }
    things = tuple(things_in(f"It has {benefit}."))
    seen = replace(look, subjects=distinct_things((*things, *look.subjects)))
    seen = replace(seen, place=place_for(things, look.place))
    here = context.having(slots, seen.flags)
    if brief.kind:
        return Beat(
            _headed(benefit), seen, Mood.CALM, desk.frame("advertisement", "benefit", here, 1)
        )
    told = desk.frame("advertisement", "offer_first" if at == 0 else "offer", here, 1)
    details = desk.topic(find("topics", benefit), here, 1)
    return Beat(_headed(benefit), seen, Mood.CALM, told, details)


def _headed(benefit: str) -> str:
    return title_case(" ".join(benefit.split()[:_TITLE_WORDS]))


def _use(brief: Brief, desk: Desk, context: Context, look: Look) -> Beat:
    here = context.having({}, look.flags)
    told = desk.frame("advertisement", "use", here, 2)
    if not told:
        thing = here.having({}, ["thing"])
        return more_beat(desk, "documentary", thing, look, (brief.topic,))
    return Beat("Every Day", look, Mood.CALM, told[:1], told[1:])


def _close(brief: Brief, desk: Desk, context: Context, look: Look) -> Beat:
    told = desk.frame("advertisement", "close", context, 1)
    call = brief.wishes.call
    return Beat(title_case(call) or "Yours", look, Mood.CALM, told, caption=call or "title")
