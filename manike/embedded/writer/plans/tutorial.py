"""A tutorial: what will be learned, its steps in order with a hint each, and what one can do now."""

from dataclasses import replace

from manike.embedded.writer.brief import Brief
from manike.embedded.writer.desk import Beat, Desk, Look
from manike.embedded.writer.grammar import Context
from manike.embedded.writer.habitats import place_for
from manike.embedded.writer.inflection import title_case
from manike.embedded.writer.knowledge import find
from manike.embedded.writer.looks import home_look, look_of, things_in
from manike.embedded.writer.plans.common import film_context
from manike.embedded.writer.scouting import distinct_things
from manike.script.vocabulary import Mood, TimeOfDay

_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_TITLE_WORDS = 7


def plan(brief: Brief, count: int, desk: Desk) -> list[Beat]:
    """The beats of a tutorial; none where the prompt gives no steps."""
    steps = brief.steps
    if not steps:
        return []
    base = _base(brief)
    context = _context(brief)
    room = max(1, count - 2) if count > 1 else 1
    groups = _grouped(steps, room)
    beats = [_hook(brief, desk, context, base)] if count > len(groups) else []
    beats += [
        _step(desk, context, group, _look(group, base), (at, len(groups)))
        for at, group in enumerate(groups)
    ]
    while len(beats) < count - 1:
        beats.append(_tip(desk, context, beats[-1].look))
    if len(beats) < count:
        told = desk.frame("tutorial", "close" if brief.goal else "plain_close", context, 2)
        beats.append(Beat("Now You Can", base, Mood.JOYFUL, told))
    beats[0] = replace(beats[0], caption="title")
    return beats


def _base(brief: Brief) -> Look:
    topic = find("topics", brief.goal) if brief.goal else brief.topic
    look = look_of(topic, home_look(brief)) if topic is not None else home_look(brief)
    things = things_in(brief.goal or brief.text)
    time = brief.wishes.times[0] if brief.wishes.times else TimeOfDay.DAY
    subjects = distinct_things((*things, *look.subjects))
    return replace(look, time=time, subjects=subjects, place=place_for(things, look.place))


def _context(brief: Brief) -> Context:
    count = _COUNTS[len(brief.steps)] if len(brief.steps) < len(_COUNTS) else str(len(brief.steps))
    return film_context(brief).having(
        {"goal": brief.goal, "count": count, "Count": count.capitalize()}
    )


def _grouped(steps: tuple[str, ...], room: int) -> list[tuple[str, ...]]:
    """The steps over the scenes there is room for, in order."""
    count = min(room, len(steps))
    return [steps[at * len(steps) // count : (at + 1) * len(steps) // count] for at in range(count)]


def _hook(brief: Brief, desk: Desk, context: Context, look: Look) -> Beat:
    told = desk.frame("tutorial", "hook" if brief.goal else "plain_hook", context, 2)
    return Beat(title_case(brief.goal or brief.theme), look, Mood.PLAYFUL, told, caption="title")


def _step(
    desk: Desk, context: Context, group: tuple[str, ...], look: Look, rank: tuple[int, int]
) -> Beat:
    at, count = rank
    role = "first" if at == 0 else "last" if at == count - 1 else "middle"
    first = group[0].rstrip(".")
    here = context.having({"step": f"{first[:1].lower()}{first[1:]}"}, look.flags)
    more = "".join(f" {step[:1].upper()}{step[1:].rstrip('.')}." for step in group[1:])
    cores = tuple(f"{core}{more}" for core in desk.frame("tutorial", role, here, 2))
    hint = find("hints", first)
    hints = desk.topic(hint, here, 1)
    hints = hints or desk.frame("tutorial", "tip", here, 1)
    title = title_case(" ".join(first.split()[:_TITLE_WORDS]))
    return Beat(title, look, Mood.CALM, cores, hints)


def _look(group: tuple[str, ...], base: Look) -> Look:
    text = ". ".join(group)
    things = tuple(things_in(f"We {text}."))
    return replace(base, subjects=distinct_things((*things, *base.subjects)))


def _tip(desk: Desk, context: Context, look: Look) -> Beat:
    told = desk.frame("tutorial", "tip", context, 2) or desk.senses(
        context.having({}, look.flags), 2
    )
    return Beat("A Word of Advice", look, Mood.CALM, told[:1], told[1:])
