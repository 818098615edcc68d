"""A testimonial: who speaks, how it was before, what changed, in the person's own words; the call."""

import re
from dataclasses import replace

from manike.embedded.writer.brief import Brief, Person
from manike.embedded.writer.desk import Beat, Desk, Look
from manike.embedded.writer.firsthand import own_words
from manike.embedded.writer.grammar import Context
from manike.embedded.writer.habitats import haunt_of, place_for
from manike.embedded.writer.inflection import title_case
from manike.embedded.writer.knowledge import find
from manike.embedded.writer.looks import home_look, hours, look_of, things_in
from manike.embedded.writer.names import human_noun
from manike.embedded.writer.plans.common import film_context, headline
from manike.embedded.writer.scouting import distinct_things
from manike.script.vocabulary import Mood, Place

_MIDDLE = {
    "before": ("How It Was", Mood.MELANCHOLIC),
    "met": ("The Tip", Mood.HOPEFUL),
    "after": ("And Now", Mood.JOYFUL),
    "thanks": ("Would I Do It Again?", Mood.JOYFUL),
}
"""What is said beside what the prompt tells: title and mood."""
_PRONOUNS = {"female": ("she", "her"), "male": ("he", "his"), "unspecified": ("they", "their")}


def plan(brief: Brief, count: int, desk: Desk) -> list[Beat]:
    """The beats of a testimonial; none where nobody speaks."""
    if not brief.people:
        return []
    hero = brief.people[0]
    context = context_of(brief, hero)
    told = (*own_words(_unquoted(brief), hero.character.name), *_quoted(brief))
    beats = [_intro(brief, desk, context, hero)]
    body = [_own(brief, hero, sentence, at) for at, sentence in enumerate(told)]
    spare = max(0, count - 2 - len(body))
    made = {role: _said(brief, desk, context, hero, role) for role in _MIDDLE}
    chosen = [role for role in ("met", "before", "after", "thanks")][:spare]
    lead = body[:1] if len(body) > 1 and " not " in told[0] else []
    ordered = [*[made["before"]] * ("before" in chosen), *lead, *[made["met"]] * ("met" in chosen)]
    ordered += body[len(lead) :]
    ordered += [made[role] for role in ("after", "thanks") if role in chosen]
    if not chosen:
        ordered = body[: max(1, count - 2)]
    beats += ordered[: max(0, count - 2)]
    if count > 1:
        beats.append(_close(brief, desk, context, hero))
    return _in_daylight(beats)


def _quoted(brief: Brief) -> tuple[str, ...]:
    """What the prompt lets the customer say, word for word."""
    said = brief.quote
    return (f"{said}." if said[-1] not in ".!?" else said,) if said else ()


def _unquoted(brief: Brief) -> str:
    """The prompt without what is quoted, and who says it."""
    quote = re.escape(brief.quote)
    return re.sub(rf"[^.!?]*[\"'\u2018\u201c]{quote}.*", "", brief.text) if quote else brief.text


def context_of(brief: Brief, hero: Person) -> Context:
    """What a testimonial may say: who speaks, and for what."""
    he, his = _PRONOUNS[hero.character.gender]
    who = hero.who if hero.who[:2] in ("a ", "an") else ""
    call = brief.wishes.call
    flags = [*(["who"] if who else []), *(["product"] if brief.product else [])]
    flags += ["call"] if call else []
    slots = {
        "hero": hero.character.name,
        "who": who,
        "he": he,
        "his": his,
        "product": brief.product,
        "call": f"{call[:1].upper()}{call[1:]}",
    }
    return film_context(brief, *flags).having(slots)


def _intro(brief: Brief, desk: Desk, context: Context, hero: Person) -> Beat:
    told = desk.frame("testimonial", "intro", context, 2)
    look = _at_work(brief, hero)
    return Beat(hero.character.name, look, Mood.NOSTALGIC, told, (), _names(hero), caption="title")


def _own(brief: Brief, hero: Person, sentence: str, at: int) -> Beat:
    look = _look_of(brief, hero, sentence)
    mood = Mood.MELANCHOLIC if " not " in sentence else Mood.HOPEFUL if at < 2 else Mood.JOYFUL  # noqa: PLR2004
    people = tuple(p.character.name for p in brief.people if _is_told(p, sentence))
    title = headline(sentence, hero.character.name)
    names = tuple(dict.fromkeys((*_names(hero), *people)))
    return Beat(title, look, mood, (sentence,), (), names, speaker=hero.character.name)


def _is_told(person: Person, sentence: str) -> bool:
    noun = human_noun(person.who)
    return bool(noun) and noun in sentence.lower()


def _said(brief: Brief, desk: Desk, context: Context, hero: Person, role: str) -> Beat:
    title, mood = _MIDDLE[role]
    told = desk.frame("testimonial", role, context, 2)
    look = home_look(brief) if role == "before" else _look_of(brief, hero, brief.product)
    details = () if role == "met" else told[1:]  # one meets but once
    cores = told if role == "met" else told[:1]
    return Beat(title, look, mood, cores, details, _names(hero), speaker=hero.character.name)


def _close(brief: Brief, desk: Desk, context: Context, hero: Person) -> Beat:
    told = desk.frame("testimonial", "close", context, 1)
    call = brief.wishes.call
    look = _look_of(brief, hero, brief.product)
    title = title_case(call or brief.product or hero.character.name)
    return Beat(title, look, Mood.JOYFUL, told, (), _names(hero), caption=call or "title")


def _look_of(brief: Brief, hero: Person, text: str) -> Look:
    """Where a sentence plays: at a place that it names, with the things it names."""
    base = _at_work(brief, hero)
    topic = find("topics", text) if text else None
    look = look_of(topic, base) if topic is not None and topic.place else base
    things = tuple(things_in(text)) if text else ()
    place = place_for(things, look.place)
    return replace(
        look,
        place=place,
        time=base.time,
        landmark="",
        subjects=distinct_things((*things, *look.subjects)),
    )


def _at_work(brief: Brief, hero: Person) -> Look:
    base = home_look(brief)
    topic = find("topics", hero.who) if hero.who else None
    haunt = haunt_of(human_noun(hero.who))
    if topic is not None and topic.place:
        return replace(base, place=Place(topic.place), landmark="", subjects=topic.subjects)
    return replace(base, place=haunt, subjects=()) if haunt is not None else base


def _in_daylight(beats: list[Beat]) -> list[Beat]:
    times = hours([None] * len(beats))
    return [
        replace(beat, look=replace(beat.look, time=time))
        for beat, time in zip(beats, times, strict=True)
    ]


def _names(hero: Person) -> tuple[str, ...]:
    return (hero.character.name,)
