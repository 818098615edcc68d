"""The things and places that a prompt names, each with its time of day where it has one."""

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from manike.embedded.writer import cues
from manike.embedded.writer.brief import Item, Person
from manike.embedded.writer.inflection import bare, within
from manike.embedded.writer.knowledge import Entry, find, find_head
from manike.script.vocabulary import TimeOfDay

_MAX_ITEMS = 12
_MAX_WORDS = 10
_NOISE = re.compile(
    r"^(?:(?:\d+|[a-z]+)[ -](?:seconds?|minutes?|hours?|years?|year-olds?)|day|days|night|nights|dawn|dusk|noon|sunrise|sunset|morning|evening|afternoon|midnight|"
    r"ending|scenes?|voice|film|video|story|time|times|way|thing|things|one|part|parts|life|end|"
    r"places?|lot|kind|order|example|order to|winter night|summer night|upbeat|back|"
    r"(?:winter|summer|spring|autumn) (?:night|day|morning|evening)|\d[\d ]*(?:am|pm|o'clock)?|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2}\w{0,2} (?:january|february|march|april|may|"
    r"june|july|august|september|october|november|december)|everyone|everybody|people)$",
    re.IGNORECASE,
)
_THINGS = frozenset(
    [
        "bicycle",
        "horse",
        "dog",
        "cat",
        "elephant",
        "bigcat",
        "fox",
        "bear",
        "bee",
        "butterfly",
        "bird",
        "fish",
        "whale",
        "sea_turtle",
        "dinosaur",
        "dragon",
        "rainbow_topic",
        "earth_topic",
        "car",
        "plane",
        "balloon",
        "robot",
        "clock",
        "music",
        "letter",
        "photo",
        "numbers",
        "law",
        "money",
        "shopping",
        "food",
        "child",
        "love",
        "war",
        "memory",
        "science",
        "sport",
        "clothes",
        "rain",
        "fog",
        "boat_topic",
        "lantern_topic",
        "tools_phone",
        "chocolate",
        "stars",
        "moon",
        "sunrise",
        "tree_topic",
        "rose_topic",
        "winter",
        "spring",
        "summer",
        "autumn",
        "tea_cup",
        "party_balloon",
        "elk_topic",
        "beaver_topic",
        "willow_topic",
        "wolf_topic",
        "owl_topic",
        "hedgehog_topic",
        "lace_topic",
        "hands_topic",
        "chair_topic",
        "tram_topic",
        "fado_topic",
        "kite_topic",
        "puppet_topic",
        "dance_topic",
        "vaccine_topic",
        "balloon_flight",
        "sourdough_topic",
        "operation_topic",
        "pottery_topic",
        "watch_topic",
        "campfire_topic",
    ]
)
"""Topics that have a place of their own but are none."""
_UNCOUNTED = frozenset(
    ("shopping", "food", "sport", "music", "hospital", "snow", "law", "rope_climb", "cafe")
)
_TIME_LEAD = re.compile(
    r"^(?:then\s+|and\s+|finally\s+|the\s+)*(?:at\s+|in the\s+)?(?:dawn|sunrise|noon|midday|dusk|"
    r"sunset|evening|morning|midnight|afternoon)\s+(?:at|in|on|by|over|with|along)\s+",
    re.IGNORECASE,
)
_TIME_TAIL = re.compile(
    r"\s+(?:at|by|before|after|in the|for|until)\s+(?:dawn|sunrise|noon|midday|dusk|sunset|night|"
    r"evening|morning|midnight|afternoon|breakfast|lunch|dinner)\b.*$",
    re.IGNORECASE,
)

_WHERE = re.compile(
    r"\s(?:on|in|at|with|from|under|near|for|over|by|to|through|across|around|beside)\s"
)


def items_of(doc: Doc, core: str, theme: str, people: Sequence[Person]) -> tuple[Item, ...]:
    """Everything that a scene could be about, in the prompt's order."""
    is_told = ":" not in core and any(t.dep_ == "ROOT" and t.pos_ == "VERB" for t in doc)
    listed = [] if is_told else _listed(core)
    phrases = listed or _named(doc)
    names = " ".join(f"{p.character.name} {p.who}" for p in people).lower()
    items: list[Item] = []
    seen: set[str] = set()
    for phrase, position in phrases:
        plain = bare(phrase)
        key = plain.lower()
        if not key or key in seen or _NOISE.match(key) or (key in names and not listed):
            continue
        if key == bare(theme).lower() and len(phrases) > 1 and not _is_pure_list(core, listed):
            continue
        if not listed and key in theme.lower() and " and " not in theme and len(key) < len(theme):
            continue  # a part of the theme is no part of the film
        if re.match(r"(?:the )?(?:day|life|story|tale) of |its ", key) and not listed:
            continue
        seen.add(key)
        items.append(_item(doc, core, phrase, position))
    return tuple(items[:_MAX_ITEMS])


def _is_pure_list(core: str, listed: Sequence[tuple[str, int]]) -> bool:
    return bool(listed) and ":" not in core


def phrase_of(noun: Token) -> str:
    """A noun with its article and adjectives, and what ``of`` adds to it."""
    doc = noun.doc
    chunk = next((c for c in doc.noun_chunks if c.root.i == noun.i), None)
    start, end = (chunk.start, chunk.end) if chunk is not None else (noun.i, noun.i + 1)
    while end < len(doc) and doc[end].lower_ == "of":
        more = next((c for c in doc.noun_chunks if c.start == end + 1), None)
        if more is None:
            break
        end = more.end
    return re.sub(r"^(?:my|our)\s", "the ", within(doc[start:end].text.strip(" ,.;:")))


def _listed(core: str) -> list[tuple[str, int]]:
    """The parts of a list after a colon, or of a prompt that is nothing but a list."""
    colon = re.search(r":\s+", core)
    body, offset = (core[colon.end() :], colon.end()) if colon else (core, 0)
    body = re.split(r"(?<=\w)[.!?](?:\s|$)|\n", body)[0]
    parts = [
        (match[0], offset + match.start())
        for match in re.finditer(r"[^,;]+(?:,(?=\d{3})\d+)?", body)
    ]
    if len(parts) < 3 and not colon:  # noqa: PLR2004 - two commas make a list
        return []
    if len(parts) == 1:
        return []
    split: list[tuple[str, int]] = []
    for part, position in parts:
        pieces = re.split(r"\s+and\s+", part) if len(parts) > 1 else [part]
        split += [(_stripped(piece), position + part.find(piece)) for piece in pieces]
    split = _ages_joined([(_with_article(phrase), at) for phrase, at in split])
    good = [(phrase, at) for phrase, at in split if phrase and len(phrase.split()) <= _MAX_WORDS]
    return good if len(good) >= max(2, len(split) - 1) and not _has_clause(good) else []


def _ages_joined(parts: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """An age is no item of its own: it belongs to whom it follows."""
    joined: list[tuple[str, int]] = []
    for phrase, at in parts:
        if joined and re.search(r"\byears? old$", phrase):
            joined[-1] = (f"{joined[-1][0]}, {phrase}", joined[-1][1])
        else:
            joined.append((phrase, at))
    return joined


def _with_article(phrase: str) -> str:
    """``bamboo forest`` -> ``the bamboo forest``: a place or building is spoken of with its article."""
    head = head_of(phrase)
    topic = find_head("topics", head)
    is_bare = bare(phrase) == phrase and phrase[:1].islower() and not re.match(r"\d|no ", phrase)
    if not is_bare or topic is None or not is_site(topic) or head.endswith("s"):
        return phrase
    return phrase if topic.name in _UNCOUNTED else f"the {phrase}"


def _has_clause(parts: Sequence[tuple[str, int]]) -> bool:
    """Whether a part is a clause of its own: a list of deeds is no list of things."""
    return sum(len(phrase.split()) > 6 for phrase, _ in parts) > len(parts) / 2  # noqa: PLR2004


def _stripped(part: str) -> str:
    part = re.sub(r"^\s*(?:and|then|finally|from|to|or|with)\s+", "", part.strip(), flags=re.I)
    part = re.sub(r"^(\d{1,2})(?= [a-z])", _in_words, part)
    part = _TIME_TAIL.sub("", _TIME_LEAD.sub("", part))
    return within(part.strip(" ,.;:!?-\"'"))


def _in_words(match: re.Match[str]) -> str:
    """``2 lemons`` is spoken, and titled, as ``two lemons``."""
    return next((w for w, value in cues.NUMBERS.items() if value == int(match[1])), match[1])


def _named(doc: Doc) -> list[tuple[str, int]]:
    found = []
    covered = -1
    for chunk in doc.noun_chunks:
        if chunk.start < covered or chunk.root.pos_ == "PRON":
            continue
        phrase = phrase_of(chunk.root)
        covered = chunk.start + len(phrase.split())
        if len(phrase.split()) <= _MAX_WORDS:
            found.append((phrase, chunk.start_char))
    return found


def _item(doc: Doc, core: str, phrase: str, position: int) -> Item:
    topic = topic_of(phrase)
    head = next((t for t in reversed(list(doc)) if t.text == phrase.split()[-1]), None)
    is_name = bare(phrase)[:1].isupper()
    return Item(
        phrase=phrase,
        bare=bare(phrase),
        time=_time(core, phrase, position),
        topic=topic,
        is_place=topic is not None and is_site(topic) and (is_name or _has_article(phrase)),
        is_plural=head is not None and head.tag_ in ("NNS", "NNPS"),
        is_name=is_name,
    )


def topic_of(phrase: str) -> Entry | None:
    """What is known of a phrase: of what it is rather than of where that is."""
    return find_head("topics", head_of(phrase)) or find("topics", phrase)


def head_of(phrase: str) -> str:
    """A noun phrase without where that is: ``a campfire`` of ``a campfire under the stars``."""
    return _WHERE.split(phrase, maxsplit=1)[0]


def is_site(topic: Entry) -> bool:
    """Whether a topic is a place one can be at."""
    return bool(topic.place) and topic.name not in _THINGS


def _has_article(phrase: str) -> bool:
    return re.match(r"^(?:the|a|an)\s", phrase) is not None


def _time(core: str, phrase: str, position: int) -> TimeOfDay | None:
    """The time of day in the same part of the sentence."""
    start = max(core.rfind(mark, 0, position) for mark in (",", ";", ":", ".", " to ", " and "))
    ends = [core.find(mark, position + len(phrase)) for mark in (",", ";", ".", " to ", " and ")]
    end = min((at for at in ends if at > 0), default=len(core))
    times = cues.times_of(core[max(0, start) : end])
    return times[0] if times else None
