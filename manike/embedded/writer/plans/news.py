"""News: what happened, the scene, facts and figures in order, a voice, and how it goes on."""

import re
from dataclasses import replace

from manike.embedded.writer.brief import Brief, Item
from manike.embedded.writer.desk import Beat, Desk, Look
from manike.embedded.writer.grammar import Context
from manike.embedded.writer.inflection import bare, capital
from manike.embedded.writer.looks import home_look, hours, item_look
from manike.embedded.writer.plans.common import film_context, headline, item_title, more_beat
from manike.script.vocabulary import Mood, TimeOfDay

_FACTS = 3


def plan(brief: Brief, count: int, desk: Desk) -> list[Beat]:
    """The beats of a news report."""
    context = _context(brief)
    look = home_look(brief)
    facts = _facts(brief)
    items = [item for item in brief.items if not facts and bare(item.phrase) not in brief.theme]
    beats = [_lead(brief, desk, context, look, facts)]
    body = count - 2 if count > 2 else count - 1  # noqa: PLR2004 - lead and close
    quote = [_quote(brief, look)] if brief.quote else []
    told = [Beat(headline(fact, brief.theme), look, Mood.CALM, (fact,)) for fact in facts[1:_FACTS]]
    told += [
        _item(brief, desk, context, item, at == len(items) - 1) for at, item in enumerate(items)
    ]
    room = max(0, body - len(quote))
    scene = [_scene(desk, context, look)] if room > len(told) else []
    inner = [*scene, *told[: room - len(scene)], *quote][: max(0, body)]
    while len(inner) < body:
        inner.append(_more(brief, desk, context, look))
    beats += inner
    if count > 2:  # noqa: PLR2004 - a close needs a body
        close = desk.frame("news", "close", context, 2)
        beats.append(Beat("More to Come", replace(look, time=TimeOfDay.DUSK), Mood.HOPEFUL, close))
    times = hours([*(beat.look.time if brief.wishes.times else None for beat in beats)])
    return [
        replace(beat, look=replace(beat.look, time=time))
        for beat, time in zip(beats, times, strict=True)
    ]


def _facts(brief: Brief) -> tuple[str, ...]:
    """Whole sentences of the prompt that state something, without what somebody says."""
    return tuple(
        fact for fact in brief.facts if not re.search(r"[\"\u201c\u201d]|\bsays\b|\bsaid\b", fact)
    )


def _context(brief: Brief) -> Context:
    within = bool(brief.place) and brief.place in brief.theme
    flags = ["within"] if within else []
    context = film_context(brief, *flags)
    return context if not within else replace(context, flags=context.flags - {"placed", "unplaced"})


def _lead(brief: Brief, desk: Desk, context: Context, look: Look, facts: tuple[str, ...]) -> Beat:
    told = facts[:1] or desk.frame("news", "lead", context, 2)
    details = desk.frame("news", "scene", context, 1) if not facts else ()
    return Beat(brief.title, look, Mood.ENERGETIC, told, details, caption="title")


def _scene(desk: Desk, context: Context, look: Look) -> Beat:
    told = desk.frame("news", "scene", context, 2)
    return Beat("On the Spot", look, Mood.CALM, told[:1], told[1:])


def _item(brief: Brief, desk: Desk, context: Context, item: Item, is_last: bool) -> Beat:
    look = item_look(brief, item, home_look(brief), item.time)
    flags = [*look.flags, *(["figure"] if re.search(r"\d", item.phrase) else [])]
    flags += ["last"] if is_last else []
    slots = {
        "item": item.phrase,
        "Item": capital(item.phrase),
        "was": "were" if item.is_plural else "was",
    }
    here = context.having(slots, flags)
    told = desk.frame("news", "item", here, 2)
    details = desk.topic(item.topic, here, desk.detail_count)
    return Beat(item_title(item), look, Mood.CALM, told, details)


def _quote(brief: Brief, look: Look) -> Beat:
    quote = f"{capital(brief.quote)}."
    speaker = next((p.character.name for p in brief.people), "")
    people = (speaker,) if speaker else ()
    title = speaker or "In Their Words"
    return Beat(title, look, Mood.HOPEFUL, (quote,), (), people, speaker=speaker)


def _more(brief: Brief, desk: Desk, context: Context, look: Look) -> Beat:
    here = context.having({}, look.flags)
    told = desk.topic(brief.topic, here, 1) + desk.frame("news", "voices", here, 1)
    if not told:
        return more_beat(desk, "documentary", here.having({}, ["thing"]), look, (brief.topic,))
    return Beat(headline(told[0], brief.theme), look, Mood.CALM, told[:1], told[1:])
