"""A look at something: its parts or stations in order; or a long prompt's own sentences."""

import re
from dataclasses import replace

from manike.embedded.writer.brief import Brief, Item
from manike.embedded.writer.desk import Beat, Desk, Look
from manike.embedded.writer.grammar import Context
from manike.embedded.writer.habitats import nearby
from manike.embedded.writer.inflection import bare, capital, definite
from manike.embedded.writer.knowledge import Entry, find_all
from manike.embedded.writer.looks import home_look, hours, item_look, things_in, world_look
from manike.embedded.writer.plans.common import (
    film_context,
    headline,
    item_context,
    item_title,
    more_beat,
    retold,
    shares,
)
from manike.script.timing import estimate_speech_s
from manike.script.vocabulary import Mood, Place, TimeOfDay

_MANY = 2
_BOOKENDS = 2
_FEW = 4
_SCENE_SPEECH_S = 4.6
_STEP_S = 4.0
"""Mean length of sentences so short that each is a step of its own."""
_ROOMS = (Place.HOME, Place.OLD_TOWN, Place.WORKSHOP, Place.MUSEUM)


def plan(brief: Brief, count: int, desk: Desk) -> list[Beat]:
    """The beats of a documentary."""
    if brief.sayings:
        return _digest(brief, count, desk)
    kind = _kind(brief)
    context = _context(brief, kind)
    items = tuple(item for item in brief.items[:count] if item.phrase != brief.theme)
    bookends = max(0, min(_BOOKENDS, count - len(items)))
    beats = [_opening(brief, desk, context)] if bookends else []
    body = count - bookends
    if items:
        beats += _parts(brief, desk, context, items, body)
    else:
        beats += [_free(brief, desk, context, at, body) for at in range(body)]
    if bookends == _BOOKENDS:
        look = replace(_with_hero(brief, home_look(brief)), time=beats[-1].look.time)
        told = desk.frame("documentary", "close", context, 2)
        beats.append(Beat("What Stays", look, Mood.CALM, told))
    return _with_facts(brief, beats)


def _with_facts(brief: Brief, beats: list[Beat]) -> list[Beat]:
    """The beats with what the prompt states, one sentence a scene; the first one opens the film."""
    given = [*brief.facts, *[""] * len(beats)]
    return [
        replace(beat, cores=(fact,) if at == 0 else _before(fact, beat.cores)) if fact else beat
        for at, (beat, fact) in enumerate(zip(beats, given, strict=False))
    ]


def _before(fact: str, cores: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{core} {fact}" for core in cores) or (fact,)


def _kind(brief: Brief) -> str:
    if brief.topic is not None and brief.topic.who:
        return "creature"
    places = [item for item in brief.items if item.is_place]
    is_list = re.search(r":[^.]*,|\bplaces\b", brief.text) and len(places) == len(brief.items)
    return "many" if len(places) >= _MANY and is_list else "essay"


def _context(brief: Brief, kind: str) -> Context:
    numbers = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    count = len(brief.items)
    slots = {"count": numbers[count] if count < len(numbers) else str(count)}
    if brief.topic is not None and brief.topic.who:
        slots |= {"she": brief.topic.who, "her": "her", "She": brief.topic.who.capitalize()}
    if kind == "essay":
        slots |= _short_theme(brief)
    flags = ["thing"] if kind == "essay" and not brief.people else []
    if brief.people and brief.people[0].is_named and kind == "essay":
        slots["hero"] = brief.people[0].character.name
        flags.append("person")
    return film_context(brief, kind, *flags).having(slots)


def _short_theme(brief: Brief) -> dict[str, str]:
    """After it was named in full, ``a windmill on a hill`` is ``the windmill``."""
    short = definite(brief.theme)
    if len(short.split()) > _FEW and not bare(short)[:1].isupper():
        short = re.split(r"\s(?:on|in|at|with|from|under|near|for)\s", short)[0]
    return {
        "full": brief.theme,
        "Full": capital(brief.theme),
        "theme": short,
        "Theme": capital(short),
    }


def _opening(brief: Brief, desk: Desk, context: Context) -> Beat:
    look = _with_hero(brief, home_look(brief))
    look = world_look(brief, look) or look
    if "essay" in context.flags and brief.items and brief.items[0].bare in brief.theme:
        look = item_look(brief, brief.items[0], look, look.time)
    if "essay" in context.flags and not brief.wishes.times:
        look = replace(look, time=TimeOfDay.DAWN)
    here = context.having({}, look.flags)
    told = desk.frame("documentary", "row", here, 1)
    told += desk.frame("documentary", "open", here, 2 - len(told))
    details = desk.topic(brief.topic, here, 1) if "many" in context.flags else ()
    return Beat(brief.title, look, Mood.CALM, told, details, caption="title")


def _parts(
    brief: Brief, desk: Desk, context: Context, items: tuple[Item, ...], count: int
) -> list[Beat]:
    counts = shares(count, len(items))
    asked = [t for i, n in zip(items, counts, strict=True) for t in (i.time, *[None] * (n - 1))]
    times = hours(asked, home_look(brief).time)
    beats: list[Beat] = []
    for item, scenes in zip(items, counts, strict=True):
        time = times[len(beats)]
        own = item.time or (None if item.topic is not None and item.topic.time else time)
        look = _with_hero(brief, item_look(brief, item, home_look(brief), own))
        rank = ["opening"] if item is items[0] else ["ending"] if item is items[-1] else []
        here = item_context(context, item, look).having({}, rank)
        beats.append(_part(brief, desk, here, item, look))
        for _ in range(scenes - 1):
            at = len(beats)
            look = replace(look, time=look.time if item.time else times[at])
            if "person" in context.flags:
                look = look if item.is_place else _elsewhere(look, at)
                here = here.having({"hero": brief.people[at % len(brief.people)].character.name})
            beats.append(more_beat(desk, "documentary", here, look, _topics(brief, item)))
    return beats


def _elsewhere(look: Look, at: int) -> Look:
    """A portrait goes in and out."""
    places = (look.place, *nearby(look.place))
    place = places[at % len(places)]
    kept = look.subjects if place is look.place else ()
    return replace(look, place=place, landmark=look.landmark if kept else "", subjects=kept)


def _part(brief: Brief, desk: Desk, here: Context, item: Item, look: Look) -> Beat:
    title = item_title(item)
    if "creature" in here.flags:
        told = desk.topic(brief.topic, here.having({}, ["first"]), 1 + desk.detail_count)
        told += desk.topic(item.topic, here, max(0, 1 + desk.detail_count - len(told)))
        return Beat(title, look, Mood.CALM, told[:1], told[1:])
    cores = desk.frame("documentary", "part", here, 2 if len(brief.items) < _FEW else 1)
    cores = cores or (f"{capital(item.phrase)}.",)
    details = desk.topic(item.topic, here, desk.detail_count)
    details += desk.senses(here, desk.detail_count - len(details))
    return Beat(title, look, Mood.CALM, cores, details)


def _topics(brief: Brief, item: Item) -> tuple[Entry | None, ...]:
    is_creature = brief.topic is not None and bool(brief.topic.who)
    return (brief.topic, item.topic) if is_creature else (item.topic, brief.topic)


def _with_hero(brief: Brief, look: Look) -> Look:
    """The creature whose day it is stands in every picture."""
    if brief.topic is None or not brief.topic.who:
        return look
    return replace(look, subjects=tuple(dict.fromkeys((*brief.topic.subjects, *look.subjects)))[:4])


def _free(brief: Brief, desk: Desk, context: Context, at: int, count: int) -> Beat:
    """A scene of a film whose prompt names nothing but its theme."""
    base = home_look(brief)
    course = hours(
        [brief.wishes.times[0] if brief.wishes.times else TimeOfDay.DAWN, None, None, None]
    )
    look = replace(base, time=course[at * len(course) // count])
    if at % 2 == 1 and (world := world_look(brief, look)) is not None:
        look = world
    here = context.having({}, look.flags)
    if "person" in context.flags:  # a portrait moves through rooms, not landscapes
        here = here.having({"hero": brief.people[at % len(brief.people)].character.name})
        look = replace(look, place=_ROOMS[at % len(_ROOMS)])
        beat = more_beat(desk, "documentary", here, look, (brief.topic,))
        things = (*things_in(beat.cores[0] if beat.cores else ""), *look.subjects)
        return replace(beat, look=replace(look, subjects=tuple(dict.fromkeys(things))[:4]))
    topics = (brief.topic, *find_all("topics", brief.theme))
    return retold(desk, more_beat(desk, "documentary", here, look, topics))


def _digest(brief: Brief, count: int, desk: Desk) -> list[Beat]:
    """The prompt's own sentences, a run of them for each scene."""
    sayings = brief.sayings
    speech_s = sum(estimate_speech_s(saying) for saying in sayings)
    runs = len(sayings) if speech_s < _STEP_S * len(sayings) else round(speech_s / _SCENE_SPEECH_S)
    wanted, count = count, min(count, len(sayings), max(1, runs))
    base = home_look(brief)
    course = hours([TimeOfDay.DAWN, None, None, TimeOfDay.DUSK])
    beats = []
    for at in range(count):
        run = sayings[at * len(sayings) // count : (at + 1) * len(sayings) // count]
        look = replace(base, time=base.time if brief.wishes.times else course[at * 4 // count])
        more = desk.topic(brief.topic, film_context(brief, *look.flags), 1) if len(run) == 1 else ()
        details = (*run[1 : 1 + desk.detail_count], *more)
        beats.append(retold(desk, Beat(headline(run[0]), look, Mood.CALM, run[:1], details)))
    context = _context(brief, "essay")
    while len(beats) < wanted:  # the prompt's own words are fewer than the film is long
        look = beats[len(beats) % count].look
        beat = more_beat(desk, "documentary", context.having({}, look.flags), look, (brief.topic,))
        beats.insert(len(beats) - 1, beat)
    beats[0] = replace(beats[0], caption="title")
    return beats
