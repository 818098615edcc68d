"""Reads a prompt into a brief."""

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from manike.embedded.writer import brief as says
from manike.embedded.writer.brief import Brief, Stop
from manike.embedded.writer.casting import cast
from manike.embedded.writer.language import parse
from manike.script.preferences import Preferences
from manike.script.text import plain

_READ_CHARS = 2500
"""Of a very long prompt the beginning says what the film is about."""
_INSTRUCTIONS = re.compile(
    r"(?:^|(?<=[.,;!]))\s*(?:(?:in|with|over)\s+)?(?:\w+[ -]){0,3}?"
    r"(?:scenes?|voice|ending|benefits?|narrat\w+|call to action)\b[^.,;]*|"
    r"\bin (?:four|five|three|two|six|seven|eight|\d+)"
    r"(?: short)? (?:scenes?|places?|parts?)\b|"
    r",?\s*end(?:ing)? with [^.]*|\bupbeat\b[.,]?|\bcalm documentary voice\b",
    re.IGNORECASE,
)
_OPENERS = re.compile(
    r"^(?:please\s+)?(?:make|create|write|show|produce|tell)?\s*(?:me|us)?\s*"
    r"(?:an?|the)?\s*(?:short\s+|cinematic\s+|little\s+|thirty-second\s+|\d+-second\s+|"
    r"(?:one|two|three|four)-day\s+)*"
    r"(?:launch film|film|video|movie|itinerary|invitation|documentary|advert(?:isement)?|"
    r"commercial|explainer|story|trailer|tour)\s+(?:in|for|to|about|of|on|that|through)\s+",
    re.IGNORECASE,
)
_EXPLAIN = re.compile(r"^explain\s+(?:to\s+[\w-]+(?:\s+[\w-]+)?\s+)?", re.IGNORECASE)
_DAY_OF = re.compile(r"^the day of\s+", re.IGNORECASE)
_CONNECT = re.compile(
    r"\s*(?:[,;:]|\.\s|\band then\b|\band\b|\bthen\b|\bfrom\b(?=.*\bto\b)|\bto the\b(?= \w+ at)|"
    r"\bback (?:under|to|at)\b)\s*"
)
_TIME_WORDS = re.compile(
    r"^(?:at\s+)?(?:dawn|sunrise|noon|midday|dusk|sunset|night|evening|morning|midnight)\s+"
    r"(?:at|in|on|by|over|with)\s+|\s+at\s+(?:dawn|sunrise|noon|midday|dusk|sunset|night)\b|"
    r"^(?:from|to|at|in|on|under|by)\s+",
    re.IGNORECASE,
)
_MAX_PHRASE_WORDS = 7


def read(text: str, preferences: Preferences) -> Brief:
    """Understand a prompt."""
    short = plain(text)[:_READ_CHARS]
    calmed = short.lower() if short.isupper() else short
    doc = parse(calmed)
    genre = preferences.genre or says.genre_of(calmed)
    theme = _theme(calmed, doc)
    characters = () if preferences.characters is False else cast(doc, calmed)
    heroes, deeds = _deeds(doc)
    count, counted = says.count_of(calmed)
    brief = Brief(
        text=calmed,
        genre=genre,
        theme=theme,
        area=_area(doc, theme),
        stops=_stops(calmed),
        characters=characters,
        heroes=heroes,
        deeds=deeds,
        keys=_keys(doc, theme),
        times=says.times_of(calmed),
        season=says.season_of(calmed),
        weather=says.weather_of(calmed),
        moods=says.moods_of(calmed),
        call=says.call_of(calmed),
        count=count,
        counted=counted,
        style=preferences.style or says.style_of(calmed),
    )
    if brief.genre:
        return brief
    return replace(brief, genre="story" if brief.deeds else "documentary")


def _theme(text: str, doc: Doc) -> str:
    """What the film is about, as a phrase that fits into a sentence."""
    first = re.split(r"[.:;!?]\s|\n", text.strip(), maxsplit=1)[0]
    first = _OPENERS.sub("", _EXPLAIN.sub("", first))
    first = _DAY_OF.sub("", _INSTRUCTIONS.sub(" ", first)).strip(" ,.:;!?-")
    first = re.split(r",\s(?:from|with|in|and)\b", first)[0].strip(" ,")
    words = first.split()
    if 0 < len(words) <= _MAX_PHRASE_WORDS:
        return _lower_article(first)
    names = [
        entity.text for entity in doc.ents if entity.label_ not in ("CARDINAL", "ORDINAL", "DATE")
    ]
    if names:
        return names[0]
    chunks = list(doc.noun_chunks)
    return (
        _lower_article(chunks[0].text) if chunks else " ".join(words[:_MAX_PHRASE_WORDS]) or "this"
    )


def _area(doc: Doc, theme: str) -> str:
    places = [entity.text for entity in doc.ents if entity.label_ in ("GPE", "LOC", "FAC")]
    return places[0] if places else theme


def _stops(text: str) -> tuple[Stop, ...]:
    """The parts of a list in the prompt, each a place or thing of its own."""
    body = text.split(":", 1)[1] if ":" in text else text
    body = re.split(r"(?<=[a-z])\.\s", body)[0]
    phrases = []
    for part in _CONNECT.split(body):
        phrase = _TIME_WORDS.sub(" ", _TIME_WORDS.sub(" ", part.strip()).strip()).strip(" .,;:!?")
        if phrase and len(phrase.split()) <= _MAX_PHRASE_WORDS:
            times = says.times_of(part)
            phrases.append(Stop(_lower_article(phrase), times[0] if times else None))
    return tuple(phrases) if len(phrases) > 1 else ()


def _deeds(doc: Doc) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who acts, and what they do, for every main verb with a subject."""
    heroes: list[str] = []
    deeds: list[str] = []
    for token in doc:
        if token.pos_ not in ("VERB", "AUX") or token.dep_ not in ("ROOT", "conj"):
            continue
        subject = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is None and not (token.dep_ == "conj" and heroes):
            continue
        deed = _deed(doc, token)
        if deed:
            deeds.append(deed)
            heroes += [_subtree(doc, subject)] if subject is not None else []
    return tuple(dict.fromkeys(heroes)), tuple(dict.fromkeys(deeds))


def _deed(doc: Doc, verb: Token) -> str:
    """The verb and what follows it, up to the next main verb or the end of the sentence."""
    end = verb.sent.end
    others = [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB"]
    if others:
        end = others[0].i
    words = doc[verb.i : end].text
    return re.sub(r"[\s,.;!?]*(?:\band\b)?[\s,.;!?]*$", "", words)


def _subtree(doc: Doc, token: Token) -> str:
    """A subject with its article and adjectives, without what follows in clauses."""
    left = min((t.i for t in token.lefts), default=token.i)
    left = min(left, token.left_edge.i)
    return _lower_article(doc[left : token.i + 1].text)


def _keys(doc: Doc, theme: str) -> tuple[str, ...]:
    """Noun phrases of the prompt, without those that only give orders."""
    found = []
    for chunk in doc.noun_chunks:
        phrase = _key(chunk)
        if phrase and not _INSTRUCTIONS.match(phrase) and phrase.lower() not in theme.lower():
            found.append(phrase)
    return tuple(dict.fromkeys(found))


def _key(chunk: Span) -> str:
    if chunk.root.pos_ == "PRON" or len(chunk.text) < 3:  # noqa: PLR2004 - "it", "he"
        return ""
    words = chunk.text.split()
    return _lower_article(chunk.text) if len(words) <= _MAX_PHRASE_WORDS else ""


def _lower_article(phrase: str) -> str:
    """``The lake`` inside a sentence is ``the lake``; names keep their capitals."""
    first, space, rest = phrase.partition(" ")
    articles: Sequence[str] = (
        "A",
        "An",
        "The",
        "Two",
        "Three",
        "His",
        "Her",
        "Their",
        "Some",
        "One",
    )
    if first in articles and space:
        return f"{first.lower()} {rest}"
    return phrase
