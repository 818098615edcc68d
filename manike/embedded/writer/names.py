"""Who is named in a prompt: by ``called``, by a title, beside another name, by what they do."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Span

from manike.embedded.writer.grammar import finished
from manike.embedded.writer.inflection import within
from manike.embedded.writer.knowledge import find, words

_NAMED = re.compile(r"\b(?:named|called)\s+((?:[A-Z][\w'-]+\s?){1,3})")
_NAMED_AFTER = (
    "Square|Basilica|Cathedral|Church|Street|Bridge|Day|Park|Island|School|Hospital|Palace"
)
"""``Saint Paul Cathedral`` is nobody."""

Kind = Literal["person", "robot", "animal"]


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody found in a prompt, not yet cast."""

    name: str
    who: str
    noun: str
    kind: Kind = "person"


def human_noun(phrase: str) -> str:
    """The noun for a person in a phrase, in the singular; empty if there is none."""
    roles, plurals = words("people")["roles"], words("people")["plurals"]
    for word in reversed(re.findall(r"[a-z]+", phrase.lower())):
        single = plurals.get(word) or (word if word in roles else word.removesuffix("s"))
        if single in roles:
            return str(single)
    return ""


def named(doc: Doc, text: str, genre: str) -> list[Found]:
    """Everybody whom a prompt calls by name, in its order."""
    found = [
        Found(match[1].strip(), _phrase_before(doc, match.start()), "")
        for match in _NAMED.finditer(text)
        if human_noun(_phrase_before(doc, match.start())) or genre == "story"
    ]
    found = [_as_creature(person) for person in found]
    found += [
        *_named_animals(text),
        *_named_for_what_they_are(text),
        *_roled(text),
        *_apposed(text),
        *_titled(text),
        *_grouped(text),
    ]
    names = {person.name for person in found}
    for entity in doc.ents:
        name = re.sub(r"(?:'s|\u2019s)$", "", entity.text).strip()
        if name in names or not _is_person(entity, name, genre):
            continue
        found.append(Found(name, _who_is(entity, name), ""))
        names.add(name)
    if genre == "story":
        found += _acting(doc, found)
    found += _joined(text, found)
    by_name = {person.name: person for person in reversed(found)}
    return sorted(by_name.values(), key=lambda person: text.find(person.name))


def _named_animals(text: str) -> list[Found]:
    """``the fox Rusty``, ``a dog called Biscuit``."""
    kinds = "|".join(words("people")["animals"])
    pattern = rf"\b(?i:an?|the|my|our|his|her|their)\s+((?:[a-z]+\s+)?({kinds}))\s+([A-Z][a-z]+)\b"
    return [
        Found(m[3], within(finished(f"a_ {m[1]}")[:-1]), m[2], "animal")
        for m in re.finditer(pattern, text)
    ]


def _named_for_what_they_are(text: str) -> list[Found]:
    """``Luna the fox``, ``Tom the baker``, ``Maria, 34,``."""
    found = []
    for match in re.finditer(r"\b([A-Z][a-z]+) the (?:[a-z]+ )??([a-z]+)\b", text):
        if match[2] in words("people")["animals"]:
            found.append(
                Found(match[1], within(finished(f"a_ {match[2]}")[:-1]), match[2], "animal")
            )
        elif human_noun(match[2]):
            found.append(Found(match[1], f"the {match[2]}", ""))
    aged = re.finditer(r"\b([A-Z][a-z]+(?: [A-Z][a-z]+)?), (?:aged )?\d{1,3}(?=,)", text)
    return [*found, *(Found(match[1], "", "") for match in aged)]


def _as_creature(person: Found) -> Found:
    """``a small hedgehog called Pim`` is no person."""
    noun = person.who.split()[-1].lower() if person.who else ""
    if noun in words("people")["animals"]:
        return Found(person.name, person.who, noun, "animal")
    return Found(person.name, person.who, noun, "robot") if noun == "robot" else person


_ROLED = re.compile(
    r"\b((?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir) (?:[a-z-]+ ){0,2}?([a-z]+)) (?:(?:named|called) )?"
    r"([A-Z][a-z]+(?: [A-Z][a-z]+)?)(?!'s|\u2019s)\b"
)
_DOES = re.compile(r",? (?:who )?(?=(?:must|can)\b|[a-z]+(?:s|ed)\b)")


def _roled(text: str) -> list[Found]:
    """``the old violinist Abram``, ``his rival Leon``, ``the poet Ines Varga``."""
    return [
        Found(match[3], within(match[1]), "")
        for match in _ROLED.finditer(text)
        if human_noun(match[2]) and find("topics", match[3]) is None
    ]


def without_roles(text: str) -> str:
    """The text with those who do something called by their names alone: it is easier to parse."""

    def alone(match: re.Match[str]) -> str:
        is_doing = _DOES.match(text, match.end())
        animals = words("people")["animals"]
        known = human_noun(match[2]) or match[2] in animals
        return match[3] if known and is_doing else match[0]

    plain = _ROLED.sub(alone, text)
    plain = re.sub(r"(?<!,) and ([A-Z][a-z]+) (?=must\b|[a-z]+s\b)", r", and \1 ", plain)
    return re.sub(r"((?:^|[.!?:] )[A-Z]\w+), who (?=[a-z]+s\b)", r"\1 ", plain)


def _apposed(text: str) -> list[Found]:
    """``Ana, a potter, opens …``."""
    pattern = r"\b([A-Z][a-z]+(?: [A-Z][a-z]+)?), ((?:an?|the) (?:[a-z-]+ ?){1,4})"
    found = []
    for match in re.finditer(pattern, text):
        parts = match[2].split()
        ends = [end for end in range(2, len(parts) + 1) if human_noun(parts[end - 1])]
        if ends:
            found.append(Found(match[1], " ".join(parts[: ends[0]]), ""))
    return found


def _titled(text: str) -> list[Found]:
    """``Saint Peter``, ``Captain Mara``: a title makes a name a person's."""
    titles = "|".join(words("people")["titles"])
    pattern = rf"\b({titles}) ([A-Z][a-z]+)\b(?!'s|\u2019s| (?:{_NAMED_AFTER})\b)"
    return [Found(m[0], "", words("people")["titles"][m[1]]) for m in re.finditer(pattern, text)]


def _grouped(text: str) -> list[Found]:
    """``two sisters, Nora and Elin``: what they are together, each of them is."""
    pattern = (
        r"\b(?i:two|three|twin|the)\s+(?:[\w-]+\s+)?([a-z]+s)[,:]? "
        r"([A-Z]\w+)(?:, ([A-Z]\w+))?(?:,? and|,) ([A-Z]\w+)"
    )
    return [
        Found(name, "", noun)
        for match in re.finditer(pattern, text)
        if (noun := human_noun(match[1]))
        for name in (match[2], match[3], match[4])
        if name
    ]


def _acting(doc: Doc, found: Sequence[Found]) -> list[Found]:
    """Names that do something: ``Pavel climbs``."""
    known = " ".join(person.name for person in found)
    return [
        Found(token.text, "", "")
        for token in doc
        if token.pos_ == "PROPN"
        and token.dep_ == "nsubj"
        and token.head.pos_ == "VERB"
        and token.text[:1].isupper()
        and token.text.isalpha()
        and token.text not in known
        and not any(c.dep_ in ("det", "compound", "amod") for c in token.children)
        and token.i not in (0, 1)
        and find("topics", token.text) is None
    ]


def _joined(text: str, found: Sequence[Found]) -> list[Found]:
    """A name beside a person's: ``Nora and Elin``."""
    names = [re.escape(person.name) for person in found if person.name]
    if not names:
        return []
    one = rf"(?:{'|'.join(names)})"
    other = r"([A-Z][a-z]+(?: [A-Z][a-z]+)?)"
    pairs = [*re.findall(rf"{one},? and {other}\b(?!'s)", text)]
    pairs += re.findall(rf"(?<![.!?] ){other},? and {one}\b", text)
    told = {person.name for person in found}
    return [
        Found(name, "", "")
        for name in dict.fromkeys(pairs)
        if not any(name in other or other in name for other in told)
        and find("topics", name) is None
    ]


def _is_person(entity: Span, name: str, genre: str) -> bool:
    if not name[:1].isupper() or find("topics", name) is not None:
        return False
    if human_noun(_own_chunk(entity).replace(name, "")):
        return entity.label_ in ("PERSON", "GPE", "ORG", "NORP")
    if entity.label_ != "PERSON" or genre == "advertisement":
        return False
    known = words("people")["known"]
    first = name.split()[0].lower()
    return first in known["male"] or first in known["female"] or genre == "story" or " " in name


def _own_chunk(entity: Span) -> str:
    """The noun phrase that a name ends or begins, with an apposition behind it."""
    doc = entity.doc
    chunk = next((c.text for c in doc.noun_chunks if c.start <= entity.start < c.end), entity.text)
    after = doc[entity.end : entity.end + 7].text
    apposition = re.match(r",\s((?:an?|the|his|her|their)\s[\w\s-]+?)(?:,|$| who| that)", after)
    return f"{chunk} {apposition[1]}" if apposition else chunk


def _who_is(entity: Span, name: str) -> str:
    who = re.sub(rf"\s*\b{re.escape(name)}\b(?:'s)?\s*", " ", _own_chunk(entity)).strip(" ,")
    before = _phrase_before(entity.doc, entity.start_char)
    if not human_noun(who) and entity.doc.text[: entity.start_char].rstrip().endswith(before):
        who = before  # "his granddaughter Mira" may be read as two phrases
    return within(who) if human_noun(who) else ""


def _phrase_before(doc: Doc, position: int) -> str:
    before = [chunk for chunk in doc.noun_chunks if chunk.end_char <= position]
    return within(before[-1].text) if before else ""
