"""What every planner needs: slots, flags, moods, and scenes that tell more of something."""

import re
from collections.abc import Sequence
from dataclasses import replace

from manike.embedded.writer.brief import Brief, Item
from manike.embedded.writer.desk import Beat, Desk, Look, context_of
from manike.embedded.writer.grammar import Context
from manike.embedded.writer.inflection import bare, capital, title_case
from manike.embedded.writer.items import phrase_of
from manike.embedded.writer.knowledge import Entry, entries, words
from manike.embedded.writer.language import parse
from manike.embedded.writer.looks import told_look
from manike.embedded.writer.names import human_noun
from manike.script.vocabulary import Mood, TimeOfDay

_MIXED = 2
"""Sentences of a scene after which it takes up no other topic."""
_LONGEST = 6
"""Words of a scene's title."""
_VAGUE = frozenset(
    (
        "time",
        "way",
        "kind",
        "lot",
        "one",
        "thing",
        "moment",
        "everyone",
        "whole",
        "size",
        "none",
        "all",
        "each",
        "rest",
        "people",
        "somebody",
        "nobody",
        "cause",
        "second",
    )
)
_GENRE_MOODS = {
    "itinerary": (Mood.CALM, Mood.JOYFUL, Mood.DREAMY),
    "story": (Mood.CALM, Mood.CALM, Mood.HOPEFUL),
    "children": (Mood.DREAMY, Mood.PLAYFUL, Mood.JOYFUL),
    "drama": (Mood.NOSTALGIC, Mood.MELANCHOLIC, Mood.HOPEFUL),
    "news": (Mood.ENERGETIC, Mood.CALM, Mood.HOPEFUL),
    "tutorial": (Mood.PLAYFUL, Mood.CALM, Mood.JOYFUL),
    "testimonial": (Mood.MELANCHOLIC, Mood.HOPEFUL, Mood.JOYFUL),
    "explainer": (Mood.PLAYFUL, Mood.PLAYFUL, Mood.HOPEFUL),
    "advertisement": (Mood.TENSE, Mood.JOYFUL, Mood.JOYFUL),
    "documentary": (Mood.CALM, Mood.CALM, Mood.HOPEFUL),
    "invitation": (Mood.CALM, Mood.JOYFUL, Mood.JOYFUL),
}


def film_context(brief: Brief, *flags: str) -> Context:
    """What may be said anywhere in the film."""
    plural = is_plural(brief)
    up = [*flags, "placed" if brief.place else "unplaced"]
    up += ["elsewhere"] if brief.place and brief.place not in brief.theme else []
    slots = {
        "theme": brief.theme,
        "Theme": capital(brief.theme),
        "bare": bare(brief.theme),
        "place": brief.place,
        "span": brief.wishes.span or "A day",
        "span_low": (brief.wishes.span or "A day").lower(),
        "was": "were" if plural else "was",
        "s": "" if plural else "s",
        "es": "" if plural else "es",
        "count": str(len(brief.items)),
        "row": match[1] if (match := re.match(r"numbers in a row: (.+)\.", brief.text)) else "",
    }
    return context_of(slots, *up)


def is_plural(brief: Brief) -> bool:
    """Whether the theme takes a plural verb."""
    head = re.split(r"\s(?:in|of|on|at|with|from|for)\s", bare(brief.theme))[0]
    noun = head.split()[-1].lower() if head.split() else ""
    return (noun.endswith("s") and not noun.endswith(("ss", "us", "is"))) or " and " in brief.theme


def item_context(context: Context, item: Item, look: Look) -> Context:
    """The context of a scene about an item."""
    slots = {"Item": capital(item.phrase), "has": "have" if item.is_plural else "has"}
    slots |= {"their": "their" if item.is_plural else "its"}
    slots |= {"item": item.phrase, "noun": item.bare, "them": "them" if item.is_plural else "it"}
    if (noun := human_noun(item.bare)) and not item.is_plural:
        gender = words("people")["roles"].get(noun, ("", ""))[1]
        slots["them"] = {"female": "her", "male": "him"}.get(gender, "them")
    slots |= {"they": "they" if item.is_plural else "it"}
    slots |= {"is": "are" if item.is_plural else "is", "v": "" if item.is_plural else "s"}
    flags = {*look.flags, "place_item"} if item.is_place else look.flags
    return context.having(slots, flags)


def moods(brief: Brief, count: int) -> list[Mood]:
    """The feeling of each scene: those that the prompt names, in order, or the genre's arc."""
    asked = brief.wishes.moods
    arc: Sequence[Mood] = asked or _GENRE_MOODS[brief.genre]
    return [arc[min(len(arc) - 1, at * len(arc) // count)] for at in range(count)]


def shares(total: int, parts: int) -> list[int]:
    """``total`` scenes over ``parts``, as even as it goes, the earlier ones first."""
    return [total // parts + (at < total % parts) for at in range(parts)]


def more_beat(
    desk: Desk,
    genre: str,
    context: Context,
    look: Look,
    topics: Sequence[Entry | None],
    title: str = "",
) -> Beat:
    """A scene that tells more: of the first topic that still has something, or plain things."""
    told: tuple[str, ...] = ()
    for topic in topics:
        told += desk.topic(topic, context, 1 + desk.detail_count - len(told))
        if told:
            break
    if not told and desk.takes_turn():  # what is near, then again the thing itself
        kin = kin_of(look)
        told += desk.topic(kin[int(desk.rng.integers(len(kin)))], context, 1)
    for role in ("person", "thing", "more"):
        if len(told) <= desk.detail_count and (role == "more" or role in context.flags):
            told += desk.frame(genre, role, context, 1)
    for topic in kin_of(look):
        if len(told) <= desk.detail_count and len(told) < _MIXED:
            told += desk.topic(topic, context, 1)
    told += desk.senses(context, max(0, 1 + desk.detail_count - len(told)))
    lead = told[0] if told else ""
    title = title or headline(lead, f"{desk.brief.title} {desk.brief.theme} {desk.brief.place}")
    return Beat(title, look, Mood.CALM, told[:1], told[1:])


def kin_of(look: Look) -> tuple[Entry, ...]:
    """Topics at hand in the look's kind of place."""
    topics = {entry.name: entry for entry in entries("topics")}
    return tuple(topics[name] for name in words("kin")[str(look.place)])


def headline(sentence: str, avoid: str = "") -> str:
    """A scene's title out of its first sentence: the first thing it names, else its first words."""
    roots = [c.root for c in parse(sentence).noun_chunks if c.root.pos_ in ("NOUN", "PROPN")]
    phrases = [bare_of(phrase_of(root)) for root in roots if root.lemma_.lower() not in _VAGUE]
    phrases = [phrase for phrase in phrases if phrase and bare(phrase).lower() not in avoid.lower()]
    good = [phrase for phrase in phrases if 3 <= len(phrase.split()) <= _LONGEST]  # noqa: PLR2004
    fair = [phrase for phrase in phrases if 1 < len(phrase.split()) <= _LONGEST]
    chosen = next(iter((*good, *fair, *phrases)), "")
    return title_case(chosen) if chosen else _first_words(sentence)


def bare_of(phrase: str) -> str:
    """A noun phrase fit for a title."""
    clean = phrase.strip(" ,.;:!?\"'").replace("\n", " ")
    return re.sub(r"^(?:not|all|only|just)\s+", "", clean, flags=re.IGNORECASE)


def _first_words(sentence: str) -> str:
    words = sentence.strip(" .!?\"'").replace('"', "").split()
    cut = [at for at, word in enumerate(words) if word.endswith((",", ":", ";", ".", "?"))]
    end = next((at + 1 for at in cut if 1 <= at <= 5), min(len(words), 4))  # noqa: PLR2004
    kept = words[:end]
    while len(kept) > 1 and kept[-1].lower().strip(",") in _LOOSE_ENDS:
        kept.pop()
    return title_case(" ".join(kept).strip(" ,:;.?!")) or "Scene"


def item_title(item: Item) -> str:
    """``Dawn at the Lake`` where the prompt says when, else what it is called."""
    time = item.time
    if time not in (TimeOfDay.DAWN, TimeOfDay.DUSK, TimeOfDay.NIGHT) or str(time) in item.phrase:
        return title_case(item.bare)
    if not item.is_place or item.is_name or not item.phrase.startswith("the "):
        return title_case(item.bare)
    return title_case(f"{time} at {item.phrase}")


def set_in_order(beats: Sequence[Beat], brief: Brief) -> list[Beat]:
    """The beats with the film's moods, unless a beat has a mood of its own."""
    arc = moods(brief, len(beats))
    return [
        beat if beat.mood is not Mood.CALM else replace(beat, mood=mood)
        for beat, mood in zip(beats, arc, strict=True)
    ]


def retold(desk: Desk, beat: Beat) -> Beat:
    """The beat with the look that its leading sentence paints, where that says one."""
    del desk
    return replace(beat, look=told_look(beat.cores[0], beat.look)) if beat.cores else beat


_LOOSE_ENDS = frozenset(
    "a an the of in on at to and or but with for from by is are was has have its his her their "
    "that which it as so not no only just then than into every each this these".split()
)
