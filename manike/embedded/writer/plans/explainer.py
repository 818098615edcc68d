"""An explanation: a question, its steps in order, and what follows from them."""

import re
from dataclasses import replace

from manike.embedded.writer.brief import Brief, Item
from manike.embedded.writer.desk import Beat, Desk, Look
from manike.embedded.writer.grammar import Context
from manike.embedded.writer.habitats import place_for
from manike.embedded.writer.inflection import asked_indirectly, third_person, title_case
from manike.embedded.writer.knowledge import Entry, find
from manike.embedded.writer.language import parse
from manike.embedded.writer.looks import home_look, item_look, look_of, things_in
from manike.embedded.writer.plans.common import film_context, headline, item_context, more_beat
from manike.script.vocabulary import Mood

_WITH_CLOSE = 2


def plan(brief: Brief, count: int, desk: Desk) -> list[Beat]:
    """The beats of an explanation."""
    known = find("explainers", f"{brief.question} {brief.theme}") or find("explainers", brief.text)
    context = _context(brief)
    steps = list(known.steps) if known is not None else []
    context = context.having({}, ["known"] if steps else [])
    body = _known(brief, desk, context, steps) if steps else _general(brief, desk, context, count)
    hook = _hook(brief, desk, context)
    if len(body) >= count:  # no scene to spare for question and answer: they share the first, last
        beats = body[:count]
        return [_joined(hook, beats[0]), *beats[1:]]
    beats = [hook, *body]
    if count - len(beats) >= 1:
        beats.append(_close(brief, desk, context, beats[-1].look))
    while len(beats) < count:
        at = max(1, len(beats) - 1)
        beats.insert(at, _cause(brief, desk, context, beats[at - 1].look))
    return beats


def _context(brief: Brief) -> Context:
    return film_context(brief, *([] if brief.question else ["subject"])).having(
        {"question": brief.question, "asks": indirect(brief.question)}
    )


def indirect(question: str) -> str:
    """``Why does water boil`` -> ``why water boils``."""
    match = re.match(r"(Why|How|Where|When) does (.+)", question)
    if match is None:
        return asked_indirectly(question)
    doc = parse(question)
    verb = next((t for t in doc if t.dep_ == "ROOT" and t.i > 1), None)
    if verb is None:
        return ""
    return f"{match[1].lower()} {doc[2 : verb.i]} {third_person(verb.lemma_)} {doc[verb.i + 1 :]}".strip()


def _hook(brief: Brief, desk: Desk, context: Context) -> Beat:
    look = home_look(brief)
    if things := things_in(brief.text):
        look = replace(look, place=place_for(things, look.place), subjects=tuple(things))
    told = desk.frame("explainer", "hook", context, 2)
    title = f"{brief.question}?" if brief.question and len(brief.question) < 60 else brief.title  # noqa: PLR2004
    return Beat(title, look, Mood.CALM, told, (), caption="title")


def _known(brief: Brief, desk: Desk, context: Context, steps: list[Entry]) -> list[Beat]:
    beats = []
    for step in steps:
        look = look_of(step, home_look(brief))
        here = context.having({}, look.flags)
        cores = desk.tell(step.parts.get("core", ()), here, 1)
        details = desk.tell(step.lines, here, desk.detail_count)
        mood = Mood(step.mood) if step.mood else Mood.CALM
        beats.append(Beat(step.title, look, mood, cores, details))
    return beats


def _general(brief: Brief, desk: Desk, context: Context, count: int) -> list[Beat]:
    """Of a thing that nothing is known of: its parts, and how anything is understood."""
    beats = [
        _part(brief, desk, context, item, at) for at, item in enumerate(brief.items[: count - 1])
    ]
    while len(beats) < min(count - 1, 3):
        look = beats[-1].look if beats else home_look(brief)
        beats.append(_cause(brief, desk, context, look))
    return beats


def _part(brief: Brief, desk: Desk, context: Context, item: Item, at: int) -> Beat:
    look = item_look(brief, item, home_look(brief), item.time)
    here = item_context(context, item, look)
    cores = desk.frame("explainer", "look" if at == 0 else "parts", here, 2)
    details = desk.topic(item.topic, here, 1) + desk.frame("explainer", "cause", here, 1)
    return Beat(title_case(item.bare), look, Mood.CALM, cores, details)


def _cause(brief: Brief, desk: Desk, context: Context, look: Look) -> Beat:
    here = context.having({}, look.flags)
    told = desk.frame("explainer", "cause", here, 1 + desk.detail_count)
    if not told:
        thing = here.having({}, ["thing"])
        return more_beat(desk, "documentary", thing, look, (brief.topic,))
    return Beat(headline(told[0]), look, Mood.CALM, told[:1], told[1:])


def _close(brief: Brief, desk: Desk, context: Context, look: Look) -> Beat:
    told = desk.frame("explainer", "close", context, 2)
    told = told or desk.frame("explainer", "close", context.having({}, ["subject"]), 2)
    details = desk.frame("explainer", "why", context, 1)
    return Beat("Now You Know", look, Mood.CALM, told, details)


def _joined(hook: Beat, first: Beat) -> Beat:
    """The question and the first step in one scene."""
    cores = tuple(f"{asked} {told}" for asked in hook.cores[:1] for told in first.cores)
    short = tuple(f"{hook.cores[0].split('?')[0]}? {told}" for told in first.cores)
    return replace(first, cores=(*short, *cores), caption="title")
