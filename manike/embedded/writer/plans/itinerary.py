"""A journey: an opening, the stops in their order and hours, a farewell."""

import re
from dataclasses import replace

from manike.embedded.writer.brief import Brief, Item
from manike.embedded.writer.desk import Beat, Desk
from manike.embedded.writer.grammar import Context
from manike.embedded.writer.inflection import title_case
from manike.embedded.writer.knowledge import entries
from manike.embedded.writer.looks import film_time, home_look, hours, item_look
from manike.embedded.writer.plans.common import (
    film_context,
    item_context,
    item_title,
    more_beat,
    shares,
)
from manike.script.vocabulary import Mood, TimeOfDay

_INVENTED = (
    ("the morning market", "market", TimeOfDay.DAWN),
    ("the old streets", "old_town", TimeOfDay.DAY),
    ("a small café on the square", "cafe", TimeOfDay.DAY),
    ("the riverbank", "river", TimeOfDay.DUSK),
    ("a rooftop above the city", "city", TimeOfDay.NIGHT),
)
_WITH_FAREWELL = 2


def plan(brief: Brief, count: int, desk: Desk) -> list[Beat]:
    """The beats of a journey."""
    context = film_context(brief)
    look = home_look(brief)
    items = (
        tuple(i for i in brief.items if i.phrase not in (brief.theme, brief.place)) or _invented()
    )
    spare = count - len(items)
    if spare < 0:
        items, spare = items[:count], 0
    bookends = min(spare, _WITH_FAREWELL)
    stops = _stops(brief, desk, context, items, count - bookends)
    opening = _opening(brief, desk, context, stops[0].look.time) if bookends else []
    beats = [*opening, *stops]
    if bookends == _WITH_FAREWELL:
        told = desk.frame("itinerary", "close", context, 2)
        evening = replace(look, time=beats[-1].look.time)
        beats.append(Beat("Until Next Time", evening, Mood.CALM, told))
    return beats


def _opening(brief: Brief, desk: Desk, context: Context, time: TimeOfDay) -> list[Beat]:
    look = replace(home_look(brief), time=film_time(brief) or time)
    land = _land(brief)
    context = context.having({"land": land}, ["landed"] if land else [])
    told = desk.frame("itinerary", "open", context, 2)
    local = desk.topic(brief.topic, context.having({}, look.flags), desk.detail_count)
    title = f"{brief.wishes.span} in {brief.place}" if brief.place and brief.wishes.span else ""
    return [Beat(title_case(title or brief.title), look, Mood.CALM, told, local, caption="title")]


def _land(brief: Brief) -> str:
    """The country that a prompt names behind its place: ``Kandy, Sri Lanka``."""
    match = re.search(rf"\b{re.escape(brief.place)}, ([A-Z][a-z]+(?: [A-Z][a-z]+)?)\b", brief.text)
    return match[1] if brief.place and match else ""


def _stops(
    brief: Brief, desk: Desk, context: Context, items: tuple[Item, ...], count: int
) -> list[Beat]:
    second_day = (len(items) + 1) // 2 if _days(brief) > 1 else -1
    counts = shares(count, len(items))
    asked: list[TimeOfDay | None] = []
    for at, (item, scenes) in enumerate(zip(items, counts, strict=True)):
        morning = TimeOfDay.DAWN if at == second_day and at > 0 else None
        asked += [item.time or morning, *[item.time] * (scenes - 1)]
    times = hours(asked)
    beats: list[Beat] = []
    for at, (item, scenes) in enumerate(zip(items, counts, strict=True)):
        look = item_look(brief, item, home_look(brief), times[len(beats)])
        here = item_context(context, item, look)
        role = "first" if at == 0 else "last" if at == len(items) - 1 else "stop"
        role = "next_day" if at == second_day and role == "stop" else role
        cores = desk.frame("itinerary", role, here, 2) or desk.frame("itinerary", "stop", here, 2)
        details = desk.topic(item.topic, here, desk.detail_count)
        details += desk.senses(here, desk.detail_count - len(details))
        beats.append(Beat(item_title(item), look, Mood.CALM, cores, details))
        for _ in range(scenes - 1):
            look = replace(look, time=times[len(beats)])
            beats.append(more_beat(desk, "itinerary", here, look, (item.topic, brief.topic)))
    return beats


def _days(brief: Brief) -> int:
    span = brief.wishes.span.lower()
    if span == "a weekend":
        return 2
    return 2 if re.match(r"(?!a |one )\w+ days?", span) else 1


def _invented() -> tuple[Item, ...]:
    topics = {entry.name: entry for entry in entries("topics")}
    return tuple(
        Item(phrase, phrase.split(" ", 1)[1], time, topics[name], True, False, False)
        for phrase, name, time in _INVENTED
    )
