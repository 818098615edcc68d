"""Reads a prompt into a brief."""

import re
from collections.abc import Iterable, Sequence

import numpy as np
from spacy.tokens import Doc, Token

from manike.embedded.writer import cues
from manike.embedded.writer.appearance import Appearance, told_apart
from manike.embedded.writer.brief import TALES, Brief, Deed, Person, Wishes
from manike.embedded.writer.casting import cast, is_body
from manike.embedded.writer.core import core_of
from manike.embedded.writer.deeds import deeds_of
from manike.embedded.writer.facets import (
    benefits_of,
    event_of,
    feast_of,
    goal_of,
    listed_in,
    name_of,
    praised_in,
    price_in,
    product_of,
    question_of,
    quote_of,
    steps_of,
    venue_of,
    when_of,
)
from manike.embedded.writer.inflection import bare, capital, listing, title_case, within
from manike.embedded.writer.items import items_of, phrase_of
from manike.embedded.writer.knowledge import Entry, find, words
from manike.embedded.writer.language import parse
from manike.embedded.writer.names import human_noun, without_roles
from manike.embedded.writer.sayings import dish_of, facts_of, sayings_of, told_how
from manike.embedded.writer.typed import as_said
from manike.script.preferences import Preferences

_READ_CHARS = 4000
"""Of a very long prompt the beginning says what the film is about."""
_TITLE_WORDS = 7
_HEADING_WORDS = 5
_NO_THEME = re.compile(
    r"^\W*(?:please\s+)?(?:make|create|write|show|produce|tell|film|do)?\s*(?:me|us)?\s*(?:an?|the|some)?"
    r"\s*(?:short\s+|nice\s+|good\s+)?(?:film|video|movie|story|clip|something|anything|ad|test)\W*$",
    re.IGNORECASE,
)
_THEMES = (
    "an old harbour at dawn",
    "the first snow over a small village",
    "a night market after the rain",
    "a mountain lake",
    "a lighthouse in a storm",
    "the last train of the evening",
)
"""For a prompt that asks for a film and does not say of what."""
_TOURED = re.compile(
    r"(?:^|\b(?:in|to|at|of|around|through)\s+(?:the\s+)?)(?!(?:Itinerary|Weekend|Day|Trip|Tour|Travel|A|The)\b)"
    r"([A-Z][\w'-]+(?:\s[A-Z][\w'-]+)*)(?=\s*[:,.;]|\s*$)"
)
_SHORT_TITLE = re.compile(r"\b(St|Mt|Mr|Mrs|Ms|Dr|Prof|Capt)\.(?=\s[A-Z])")
_IN_FULL = {"St": "Saint", "Mt": "Mount", "Prof": "Professor", "Capt": "Captain"} | {
    title: title for title in ("Mr", "Mrs", "Ms", "Dr")
}
"""A stop behind a title ends no sentence."""
_CLAUSE = re.compile(r":(?=\s(?![^.!?]*,[^.!?]*,))")
"""A colon before a clause, not before a list."""


def read(text: str, preferences: Preferences, rng: np.random.Generator) -> Brief:
    """Understand a prompt's plain text."""
    calmed = _calmed(text, rng)
    wishes = cues.wishes_of(calmed, preferences.style)
    core = _story_of(calmed, wishes, rng)
    looks: tuple[Appearance, ...] = ()
    if preferences.characters is not False:
        core, looks = told_apart(core, is_body)
    doc = parse(core)
    deeds = deeds_of(parse(without_roles(_CLAUSE.sub(".", core) if ":" in core else core)))
    sayings = sayings_of(calmed)
    genre = preferences.genre or _genre(calmed, doc, deeds, sayings)
    if genre in TALES and preferences.characters is False and not deeds:
        genre = "documentary"  # nobody who does anything
    people = cast(doc, looks, _cast_as(genre), preferences.characters, rng)
    is_portrait = _is_portrait(genre, deeds, people) and not re.search(r":[^.!?]*,", core)
    genre = "documentary" if is_portrait else genre
    if looks and not people:  # nobody is shown: the narration keeps the words
        return read(text, preferences.model_copy(update={"characters": False}), rng)
    theme = dish_of(calmed) or _theme(core, doc, deeds)
    theme = listing([person.character.name for person in people]) if is_portrait else theme
    feast = (feast_of(core) or event_of(core)) if genre == "invitation" else ""
    items = items_of(doc, core, feast or theme, people)
    if any(item.phrase == theme for item in items) and len(items) > 1 and "," in core:
        theme = listing([item.phrase for item in items[:3]])  # nothing but a list
    place = _place(doc, theme, people) or (_toured(core) if genre == "itinerary" else "")
    theme = feast or theme
    event = theme if genre == "invitation" else ""
    sold = name_of(core) if genre == "advertisement" else None
    theme = sold[0] if sold else theme
    product, kind = _product(genre, calmed, core, theme)
    goal = goal_of(calmed) if genre == "tutorial" else ""
    return Brief(
        text=calmed,
        genre=genre,
        theme=theme,
        title=title_case(f"how to {goal}") if goal else _title(calmed, theme, deeds),
        place=place,
        items=items,
        deeds=deeds,
        people=people,
        wishes=wishes,
        topic=_topic(theme),
        sayings=sayings,
        facts=_facts(genre, core),
        product=product,
        kind=kind,
        benefits=benefits_of(calmed) or (listed_in(core) if genre == "advertisement" else ()),
        question=question_of(core, theme) if genre == "explainer" else "",
        event=event,
        venue=venue_of(re.split(r"[.!?]", core)[0]) if event else "",
        when=when_of(calmed),
        goal=goal,
        steps=(sayings or steps_of(core)) if genre == "tutorial" else (),
        quote=quote_of(calmed),
    )


def _calmed(text: str, rng: np.random.Generator) -> str:
    """The beginning of a text without shouting and short titles; a theme where it has none."""
    short = text[:_READ_CHARS]
    calmed = capital(short.lower()) if short.isupper() else short
    calmed = as_said(_SHORT_TITLE.sub(lambda title: _IN_FULL[title[1]], calmed))
    return _some_theme(rng) if _NO_THEME.match(calmed) else calmed


def _genre(text: str, doc: Doc, deeds: Sequence[Deed], sayings: Sequence[str]) -> str:
    said = "documentary" if dish_of(text) else cues.genre_of(text)
    return said or _likely(doc, deeds, sayings)


def _product(genre: str, text: str, core: str, theme: str) -> tuple[str, str]:
    """What is praised, and what kind of thing that is."""
    return (praised_in(text), "") if genre == "testimonial" else product_of(core, theme)


def _story_of(text: str, wishes: Wishes, rng: np.random.Generator) -> str:
    """What a prompt tells beside its orders; a theme where it tells nothing."""
    core = core_of(text, wishes)
    return core if re.search(r"\w", core) else _some_theme(rng)


def _facts(genre: str, core: str) -> tuple[str, ...]:
    """Sentences that give a figure, and what a product costs."""
    told = told_how(core) if genre == "documentary" else ()
    return (told or facts_of(core)) + (price_in(core) if genre == "advertisement" else ())


def _cast_as(genre: str) -> str:
    """Whoever is told of in a tale is cast; so is who speaks for something."""
    return "story" if genre in TALES or genre == "testimonial" else genre


def _is_portrait(genre: str, deeds: Sequence[Deed], people: Sequence[Person]) -> bool:
    """Whether people are named of whom nothing is told: no story, but who they were."""
    told_of = genre in ("story", "documentary") and not deeds
    return told_of and bool(people) and all(person.is_named for person in people)


def _some_theme(rng: np.random.Generator) -> str:
    return _THEMES[int(rng.integers(len(_THEMES)))]


def _topic(theme: str) -> Entry | None:
    """What is known of the theme: of its first part rather than of where it is."""
    short = re.sub(r"^(?:the\s+)?(?:history|story|art|secret|life|world) of\s+", "", theme)
    first = re.split(r"\s(?:on|in|at|with|from|under|near|for)\s", short)[0]
    return find("topics", first) or find("topics", short) or find("topics", theme)


def _likely(doc: Doc, deeds: Sequence[Deed], sayings: Sequence[str]) -> str:
    """The genre of a prompt that does not say: a story where somebody does something."""
    if sayings:
        return "documentary"
    living = any(
        token.dep_ == "nsubj" and token.head.pos_ == "VERB" and _is_living(token) for token in doc
    )
    return "story" if deeds and living else "documentary"


def _is_living(noun: Token) -> bool:
    phrase = phrase_of(noun).lower()
    animals = words("people")["animals"]
    return (
        noun.pos_ == "PROPN"
        or noun.ent_type_ == "PERSON"
        or bool(human_noun(phrase))
        or "robot" in phrase
        or any(
            word in animals
            for word in re.findall(r"[a-z]+", phrase.replace("s ", " ") + " " + noun.lemma_.lower())
        )
    )


def _theme(core: str, doc: Doc, deeds: Sequence[Deed]) -> str:
    """What the film is about, as a phrase that fits into a sentence."""
    first = re.split(r"[.:;!?…]\s|[.:;!?…]$|\n", core.strip(), maxsplit=1)[0]
    first = re.sub(r"^(?:the|a|one) day of\s+", "", first, flags=re.IGNORECASE)
    first = re.sub(r"^(?:a|one) day in the life of\s+", "", first, flags=re.IGNORECASE)
    first = re.split(r",\s", first)[0].strip(" ,-/.!?…")
    head = re.match(r"^(?:why|how|what|where|when|who)\b", first, re.IGNORECASE)
    if not deeds and not head and 0 < len(first.split()) <= _TITLE_WORDS:
        is_name = len(doc) > 0 and doc[0].pos_ == "PROPN"
        return within(first) if is_name else first[:1].lower() + first[1:]
    asked = re.match(r"(?:why|how|where|when) (?:do|does) ([a-z][a-z -]*?) [a-z]+$", first, re.I)
    if head or deeds:
        subjects = [t for t in doc if t.dep_ in ("nsubj", "nsubjpass") and t.pos_ != "PRON"]
        if subjects:
            return phrase_of(subjects[0])
        if asked:
            return within(asked[1])
    chunks = [c for c in doc.noun_chunks if c.root.pos_ not in ("PRON",)]
    named = phrase_of(chunks[0].root) if chunks else ""
    return named or within(" ".join(re.findall(r"[\w'-]+", first or core)[:_TITLE_WORDS]))


def _place(doc: Doc, theme: str, people: Iterable[Person]) -> str:
    names = {person.character.name for person in people}
    topic = find("topics", theme)
    is_name = all(w[:1].isupper() or w in ("of", "the") for w in bare(theme).split())
    if is_name and topic is not None and topic.place and theme not in names:
        return theme
    for entity in doc.ents:
        is_short = len(entity.text.split()) < 4 and not set("',;") & set(entity.text)  # noqa: PLR2004
        if entity.label_ in ("GPE", "LOC") and is_short and entity.text not in names:
            return re.sub(r"^the\s+", "the ", entity.text, flags=re.IGNORECASE)
    return ""


def _toured(core: str) -> str:
    """The place of an itinerary by its capital letter: ``Lisbon: …``, ``A weekend in Ghent``."""
    match = _TOURED.search(core)
    if match is None:
        return ""
    return f"the {match[1]}" if f"the {match[1]}" in core else match[1]


def _title(text: str, theme: str, deeds: Sequence[Deed]) -> str:
    titled = re.search(r"\b(?:titled|title:|entitled)\s+[\"']?([^\"'.,\n]{2,60})", text, re.I)
    if titled:
        return title_case(titled[1].strip())
    heading = re.match(r"([^\n.!?]{3,60}?):?\n", text)
    is_short = heading and (":\n" in text[:62] or len(heading[1].split()) < _HEADING_WORDS)
    if heading and is_short and not heading[1].endswith((",", ";")):
        return title_case(heading[1].strip())
    life = re.match(r"\s*((?:the|a) day (?:of|in the life of) [^,.:;]{3,60})", text, re.IGNORECASE)
    if life:
        return title_case(life[1].strip())
    for deed in deeds:
        first = re.search(r"\b(the first [\w' -]+?)(?:,|\.|$| and | to | with )", f"{deed.rest}.")
        if first:
            return title_case(first[1])
    return title_case(theme)
