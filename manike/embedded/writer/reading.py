"""Reads a prompt into a brief."""

import re
from collections.abc import Iterable, Sequence

import numpy as np
from spacy.tokens import Doc, Token

from manike.embedded.writer import cues
from manike.embedded.writer.appearance import Appearance, told_apart
from manike.embedded.writer.brief import Brief, Deed, Person, Wishes
from manike.embedded.writer.casting import cast, is_body
from manike.embedded.writer.inflection import bare, capital, definite, listing, title_case, within
from manike.embedded.writer.items import items_of, phrase_of
from manike.embedded.writer.knowledge import Entry, find, words
from manike.embedded.writer.language import parse
from manike.embedded.writer.names import human_noun
from manike.embedded.writer.sayings import facts_of, sayings_of
from manike.script.preferences import Preferences

_READ_CHARS = 4000
"""Of a very long prompt the beginning says what the film is about."""
_TITLE_WORDS = 7
_HEADING_WORDS = 5
_OPENER = re.compile(
    r"^\s*(?:please\s+)?(?:(?:i|we)\s+(?:want|need|would like)\s+|(?:can|could) you\s+)?"
    r"(?:make|create|write|show|produce|tell|film|give|do)?\s*(?:me|us)?\s*(?:an?|the|some)?\s*"
    r"(?:[\w-]+\s+){0,4}?"
    r"(?:launch film|brand film|film|video|movie|itinerary|invitation|documentary|"
    r"advert(?:isement)?|commercial|promo|explainer|poem|song|story|tale|trailer|clip|ad|short)\s+"
    r"(?:in|for|to|about|of|on|that explains|where|with|through)\s+",
    re.IGNORECASE,
)
_REASONS = re.compile(
    r"^\s*(?:\d+|[a-z]+)\s+(?:\w+\s+)?(?:reasons|things|ways|facts|tips)\s+(?:to|about|for|why)\s+"
    r"(?:you should\s+)?(?:visit|see|know about|love|do in|go to)?\s*",
    re.IGNORECASE,
)
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
_EXPLAIN = re.compile(
    r"^\s*(?:please\s+)?explain\s+(?:to\s+(?:[\w-]+\s+){1,3}?(?=why|how|what|the|where))?",
    re.IGNORECASE,
)
_ORDERS = re.compile(
    r"\b(?:voice|voice-over|narrat\w+|ending|tone|call to action|aspect|seconds?|upbeat|subtitles?|"
    r"captions?|soundtrack|camera|mood|style|viewers?|melanchol\w+|benefits|see here|click here)\b|"
    r"\b(?:ignore|disregard|forget)\b.*\b(?:instructions?|prompts?|rules)\b|"
    r"^\s*(?:calm|hopeful|cinematic|funny|warm|epic|playful)\s*$",
    re.IGNORECASE,
)
"""Parts of a prompt that speak of the film, not of its story."""
_COUNTED = re.compile(
    r",?\s*\bin\s+(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?:\w+\s+)?"
    r"(?:scenes?|places|parts|steps|chapters|acts|minutes?|seconds?)\b|\bthirty-second\b",
    re.IGNORECASE,
)
_TOURED = re.compile(
    r"(?:^|\b(?:in|to|at|of|around|through)\s+)(?!(?:Itinerary|Weekend|Day|Trip|Tour|Travel|A|The)\b)"
    r"([A-Z][\w'-]+(?:\s[A-Z][\w'-]+)*)(?=\s*[:,.;]|\s*$)"
)
_SHORT_TITLE = re.compile(r"\b(St|Mt|Mr|Mrs|Ms|Dr|Prof|Capt)\.(?=\s[A-Z])")
_IN_FULL = {"St": "Saint", "Mt": "Mount", "Prof": "Professor", "Capt": "Captain"} | {
    title: title for title in ("Mr", "Mrs", "Ms", "Dr")
}
"""A stop behind a title ends no sentence."""
_LABEL = re.compile(
    r"^\s*(?:breaking\s+)?(?:news(?:\s+report)?|recipe|testimonial|headline|poem|report)\s*[:\u2013-]\s+",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    r"(?:[\s,.;!?]+(?:and|but|then|so|or|together|both|while|as|because|they|he|she|it)\b)*[\s,.;!?]*$"
)
"""What a cut leaves hanging at the end of a clause."""
_WHEN = re.compile(
    r"\b(?:on\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:,?\s+\d{1,2}\s+[A-Z][a-z]+)?|"
    r"tonight|tomorrow|(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:january|february|april|june|july|august|september|october|"
    r"november|december)(?:\s+\d{1,2}(?:st|nd|rd|th)?)?|\d{1,2}(?:st|nd|rd|th)?\s+(?:march|may)|"
    r"(?:march|may)\s+\d{1,2}(?:st|nd|rd|th)?)\b(?:[^,.;]{0,24}?\b(?:at|from)\s+"
    r"(?:\d{1,2}(?::\d\d)?\s*(?:am|pm|o'clock)?|noon|midnight|sunset|dusk))?",
    re.IGNORECASE,
)


def read(text: str, preferences: Preferences, rng: np.random.Generator) -> Brief:
    """Understand a prompt's plain text."""
    short = text[:_READ_CHARS]
    calmed = capital(short.lower()) if short.isupper() else short
    calmed = _SHORT_TITLE.sub(lambda title: _IN_FULL[title[1]], calmed)
    if _NO_THEME.match(calmed):
        calmed = _some_theme(rng)
    wishes = cues.wishes_of(calmed, preferences.style)
    core = _core(calmed, wishes)
    if not re.search(r"\w", core):
        core = _some_theme(rng)
    looks: tuple[Appearance, ...] = ()
    if preferences.characters is not False:
        core, looks = told_apart(core, is_body)
    doc = parse(core)
    deeds = _deeds(doc)
    sayings = sayings_of(calmed)
    genre = preferences.genre or cues.genre_of(calmed) or _likely(doc, deeds, sayings)
    if genre == "story" and preferences.characters is False and not deeds:
        genre = "documentary"  # nobody who does anything
    people = cast(doc, looks, genre, preferences.characters, rng)
    if genre == "story" and not deeds and people and all(p.is_named for p in people):
        genre = "documentary"  # of whom nothing is told: a portrait
    if looks and not people:  # nobody is shown: the narration keeps the words
        return read(text, preferences.model_copy(update={"characters": False}), rng)
    theme = _theme(core, doc, deeds)
    items = items_of(doc, core, theme, people)
    if any(item.phrase == theme for item in items) and len(items) > 1 and "," in core:
        theme = listing([item.phrase for item in items[:3]])  # nothing but a list
    place = _place(doc, theme, people) or (_toured(core) if genre == "itinerary" else "")
    event = theme if genre == "invitation" else ""
    product, kind = _product(core, theme)
    return Brief(
        text=calmed,
        genre=genre,
        theme=theme,
        title=_title(calmed, theme, deeds),
        place=place,
        items=items,
        deeds=deeds,
        people=people,
        wishes=wishes,
        topic=_topic(theme),
        sayings=sayings,
        facts=facts_of(core),
        product=product,
        kind=kind,
        benefits=_benefits(calmed),
        question=_question(core, theme) if genre == "explainer" else "",
        event=event,
        venue=_venue(re.split(r"[.!?]", core)[0]) if event else "",
        when=match[0].strip() if (match := _WHEN.search(calmed)) else "",
    )


def _some_theme(rng: np.random.Generator) -> str:
    return _THEMES[int(rng.integers(len(_THEMES)))]


def _topic(theme: str) -> Entry | None:
    """What is known of the theme: of its first part rather than of where it is."""
    short = re.sub(r"^(?:the\s+)?(?:history|story|art|secret|life|world) of\s+", "", theme)
    first = re.split(r"\s(?:on|in|at|with|from|under|near|for)\s", short)[0]
    return find("topics", first) or find("topics", short) or find("topics", theme)


def _core(text: str, wishes: Wishes) -> str:
    """The prompt without the parts that give orders about the film."""
    if wishes.call:
        text = re.sub(
            rf"[\"\u201c\u2018']?{re.escape(wishes.call)}[.!,]*[\"\u201d\u2019']?", "", text
        )
    text = _LABEL.sub("", text)
    text = _EXPLAIN.sub("", _OPENER.sub("", text, count=1), count=1)
    text = _REASONS.sub("", text, count=1)
    text = _COUNTED.sub("", text)
    sentences = [_without_orders(sentence) for sentence in re.split(r"(?<=[.!?])\s+|\n+", text)]
    core = " ".join(sentence for sentence in sentences if re.search(r"\w", sentence)).strip()
    return core or text.strip()


def _without_orders(sentence: str) -> str:
    kept = [part for part in sentence.split(",") if not _ORDERS.search(part)]
    joined = ",".join(kept).strip(" ,")
    return f"{joined}." if joined and joined[-1] not in ".!?:" else joined


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
    if head or deeds:
        subjects = [t for t in doc if t.dep_ in ("nsubj", "nsubjpass") and t.pos_ != "PRON"]
        if subjects:
            return phrase_of(subjects[0])
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
    return match[1] if match else ""


def _deeds(doc: Doc) -> tuple[Deed, ...]:
    """Every main verb with a subject, and those joined to it."""
    found: list[Deed] = []
    for token in doc:
        if token.pos_ != "VERB" or token.tag_ in ("VBG", "VBN") or not _is_main(token):
            continue
        subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
        if subject is None and not (token.dep_ == "conj" and found):
            continue
        by_all = subject is not None and subject.lower_ in ("they", "we", "both")
        if subject is not None and subject.pos_ == "PRON":
            subject = None
        rest = _rest(doc, token)
        plural = by_all or (
            subject is not None
            and (subject.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in subject.children))
        )
        said = phrase_of(subject) if subject is not None else ""
        found.append(Deed(token.lemma_.lower(), rest, said, plural))
    return tuple(found)


def _is_main(verb: Token) -> bool:
    if any(c.dep_ in ("aux", "neg") for c in verb.children):
        return False
    return verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.pos_ == "VERB")


def _rest(doc: Doc, verb: Token) -> str:
    """What follows a verb, up to the next main verb or the end of the sentence."""
    end = verb.sent.end
    joined = [
        c.left_edge.i
        for c in verb.subtree
        if c.pos_ in ("VERB", "AUX") and c.i > verb.i and _is_next(c, verb)
    ]
    if joined:
        end = min(joined)
    words = re.split(r"[;:]", doc[verb.i + 1 : end].text)[0]
    return _resolved(doc, verb, _LOOSE.sub("", words))


def _is_next(other: Token, verb: Token) -> bool:
    """Whether a later verb says what is done next, or what is the case meanwhile."""
    if other.dep_ in ("conj", "ccomp") and other.head == verb:
        start = other.left_edge
        return other.dep_ == "conj" or start.nbor(-1).lower_ == "and" or start.lower_ == "and"
    return (
        other.dep_ == "advcl"
        and other.head == verb
        and any(
            c.dep_ == "mark" and c.lower_ in ("while", "as", "because", "although")
            for c in other.children
        )
    )


def _resolved(doc: Doc, verb: Token, rest: str) -> str:
    """``climbs it`` -> ``climbs the mountain``, where the sentence has named it before."""
    if not re.match(r"(?:it|them)\b", rest):
        return rest
    is_plural = rest.startswith("them")
    before = [
        chunk.root
        for chunk in doc.noun_chunks
        if chunk.end <= verb.i
        and chunk.root.pos_ == "NOUN"
        and (chunk.root.tag_ == "NNS") is is_plural
        and not human_noun(chunk.text)
        and chunk.root.ent_type_ not in ("DATE", "TIME")
    ]
    return rest if not before else f"{definite(phrase_of(before[-1]))}{re.sub('^[a-z]+', '', rest)}"


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


def _product(core: str, theme: str) -> tuple[str, str]:
    """A product's name, and what it is if the prompt says so."""
    match = re.match(
        r"\s*(?:the\s+)?([^,.:;]{2,50}?)\s*,\s*((?:an?|the|our)\s+[^,.;:]+)", core, re.I
    )
    if match:
        return match[1].strip(), within(match[2].strip())
    named = re.match(r"(?:our|my|the|a)\s+(?:(new)\s+)?([a-z][a-z -]+?)\s+([A-Z]\w+)\b", theme)
    if named:
        return named[3], f"a_ {named[1] or ''} {named[2]}".replace("  ", " ")
    quoted = cues.quotes_of(core)
    if quoted:
        return quoted[0], within(core.split(quoted[0])[0].strip(" '\",")) if core else ""
    return re.sub(r"^(?:our new|our|my)\s+", "the ", theme, flags=re.IGNORECASE), ""


def _benefits(text: str) -> tuple[str, ...]:
    """Benefits that the prompt lists: ``three benefits: light, cheap and dry``."""
    match = re.search(r"\b(?:benefits|features|advantages)\s*(?::|are|-)\s*([^.;\n]+)", text, re.I)
    if match is None:
        return ()
    parts = re.split(r",\s*(?:and\s+)?|\s+and\s+", match[1])
    return tuple(part.strip(" .") for part in parts if part.strip(" ."))


def _question(core: str, theme: str) -> str:
    """``why volcanoes erupt`` -> ``Why do volcanoes erupt``."""
    asked = re.split(r"[.?!,;]", core.strip(), maxsplit=1)[0].strip()
    match = re.match(r"^(why|how|where|when)\s+(.+)$", asked, re.IGNORECASE)
    if match is None:
        is_what = re.match(r"^(?:what|who)\b", asked, re.IGNORECASE)
        return capital(asked) if is_what else ""
    word, rest = match[1].capitalize(), match[2]
    if re.match(r"^(?:do|does|did|is|are|was|were|can|has|have|to)\b", rest, re.IGNORECASE):
        return f"{word} {rest}" if not rest.startswith("to ") else f"How do you {rest[3:]}"
    return _asked(word, rest)


def _asked(word: str, clause: str) -> str:
    """Puts ``do`` or the clause's own ``is`` before its subject."""
    doc = parse(clause)
    verb = next((t for t in doc if t.dep_ == "ROOT"), None)
    subject = next((t for t in doc if t.dep_ in ("nsubj", "nsubjpass")), None)
    if verb is None or subject is None or verb.i <= subject.i:
        return f"{word} {clause}"
    said = doc[: verb.i].text
    own = verb if verb.pos_ == "AUX" else next((t for t in verb.children if "aux" in t.dep_), None)
    if own is not None and own.i > subject.i:
        return f"{word} {own.text} {doc[: own.i].text} {doc[own.i + 1 :].text}".strip()
    does = "do" if subject.tag_ in ("NNS", "NNPS") else "does"
    return f"{word} {does} {within(said)} {verb.lemma_} {doc[verb.i + 1 :].text}".strip()


def _venue(event: str) -> str:
    match = re.search(r"\b(?:at|in)\s+((?:the|a|an|my|our)\s+.+|[A-Z].*)$", event)
    return match[1].strip(" .,") if match else ""
