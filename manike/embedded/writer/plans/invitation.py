"""An invitation: a door opens, what awaits, when and where, come."""

import re
from dataclasses import replace

from manike.embedded.writer.brief import Brief
from manike.embedded.writer.desk import Beat, Desk, Look
from manike.embedded.writer.grammar import Context
from manike.embedded.writer.inflection import bare, capital, title_case
from manike.embedded.writer.items import is_site
from manike.embedded.writer.knowledge import find
from manike.embedded.writer.looks import home_look, item_look, look_of, things_in
from manike.embedded.writer.plans.common import film_context, headline, item_context, more_beat
from manike.embedded.writer.scouting import distinct_things
from manike.script.vocabulary import Mood, TimeOfDay


def plan(brief: Brief, count: int, desk: Desk) -> list[Beat]:
    """The beats of an invitation."""
    look = _look(brief)
    context = _context(brief).having({}, look.flags)
    opening = desk.frame("invitation", "open", context, 2)
    beats = [Beat(brief.title, look, Mood.CALM, opening, caption="title")]
    details = [_details(desk, context, look)] if brief.when else []
    inside = max(0, count - 2 - len(details))
    beats += [_await(brief, desk, context, look, at) for at in range(inside)]
    beats += details
    close = desk.frame("invitation", "close", context, 2)
    if count > 1:
        call = brief.wishes.call
        cores = tuple(f"{told} {call}." for told in close) if call else close
        beats.append(Beat(title_case(call) or "Come In", look, Mood.CALM, cores, caption=call))
    return beats


def _look(brief: Brief) -> Look:
    event = find("events", brief.event)
    base = home_look(brief)
    look = look_of(event, base) if event is not None else base
    venue = find("topics", brief.venue) if brief.venue else None
    look = look_of(venue, look) if venue is not None else look
    evening = re.search(r"\b(?:[5-9]|1[01])\s*pm\b", brief.text)
    times = brief.wishes.times
    time = times[0] if times else TimeOfDay.DUSK if evening else base.time
    housed = find("topics", brief.event)
    if event is not None and event.name == "open_day" and housed is not None and is_site(housed):
        look = look_of(housed, look)
    return replace(
        look,
        name=title_case(bare(brief.venue))[:120],
        time=time,
        season=brief.wishes.season or look.season,
        weather=brief.wishes.weather or look.weather,
    )


def _context(brief: Brief) -> Context:
    when = re.sub(r"^on\s+", "", brief.when)
    place = brief.venue.split(when)[0].strip(" ,") if when else brief.venue
    place = re.sub(r"\s+(?:on|at|from)$", "", place)
    spoken = re.search(rf"\b(at|in|on)\s+{re.escape(place)}", brief.text) if place else None
    is_said = not place or brief.event.endswith(place)
    where = "" if is_said else f"{spoken[1] if spoken else 'at'} {place}"
    slots = {
        "event": brief.event,
        "event_cap": capital(brief.event),
        "venue": place or brief.event,
        "when": when,
        "when_cap": ", ".join(part for part in (capital(when), where) if part) if when else "",
        "when_where": f"{brief.when} {where}".strip() if brief.when else "",
    }
    return film_context(brief).having(slots)


def _await(brief: Brief, desk: Desk, context: Context, look: Look, at: int) -> Beat:
    """Something that waits there: what the prompt names, what such events hold, what all do."""
    item = brief.items[at] if at < len(brief.items) else None
    event = find("events", brief.event)
    told: tuple[str, ...] = ()
    if item is not None:
        seen = item_look(brief, item, look, None)
        is_room = item.topic is not None and is_site(item.topic)
        look = seen if is_room else replace(look, subjects=seen.subjects or look.subjects)
        here = item_context(context, item, look)
        told = desk.frame("invitation", "item", here, 1) + desk.topic(item.topic, here, 1)
        return Beat(title_case(item.bare), look, Mood.CALM, told[:1], told[1:])
    if event is not None and len(told) <= desk.detail_count:
        told += desk.tell(event.parts.get("await", ()), context, 1)
    if len(told) <= desk.detail_count:
        told += desk.topic(find("topics", brief.event), context, 1)
    if len(told) <= desk.detail_count:
        told += desk.frame("invitation", "night" if at == 1 else "await", context, 1)
        told += desk.frame("invitation", "await", context, 1)
    if not told:
        return more_beat(desk, "documentary", context, look, (brief.topic,))
    things = distinct_things((*things_in(told[0]), *look.subjects))
    look = replace(look, subjects=things)
    return Beat(headline(told[0]), look, Mood.CALM, told[:1], told[1:])


def _details(desk: Desk, context: Context, look: Look) -> Beat:
    told = desk.frame("invitation", "details", context, 2)
    return Beat("When and Where", look, Mood.CALM, told)
