"""Finds the drawing for a noun: synonyms, plurals, the head word of a phrase, then its meaning."""

import re
from functools import cache

from manike.embedded.figures import (
    beasts,
    birds,
    boats,
    devices,
    dinosaurs,
    faith,
    food,
    houses,
    lamps,
    landmarks,
    music,
    plants,
    sea_life,
    space,
    street,
    table_things,
    things,
    travel,
    vehicles,
    wild_beasts,
)
from manike.embedded.figures.meaning import nearest
from manike.embedded.figures.subject import Subject

ANIMALS = (*beasts.FAMILY, *birds.FAMILY, *sea_life.FAMILY, *dinosaurs.FAMILY, *wild_beasts.FAMILY)
_OTHERS = (
    *boats.FAMILY,
    *devices.FAMILY,
    *faith.FAMILY,
    *food.FAMILY,
    *houses.FAMILY,
    *lamps.FAMILY,
    *landmarks.FAMILY,
    *music.FAMILY,
    *plants.FAMILY,
    *space.FAMILY,
    *street.FAMILY,
    *table_things.FAMILY,
    *things.FAMILY,
    *travel.FAMILY,
    *vehicles.FAMILY,
)
_WORD = re.compile(r"[a-z]+")
_IRREGULAR = {
    "leaves": "leaf",
    "fishes": "fish",
    "geese": "goose",
    "mice": "mouse",
    "wolves": "wolf",
    "loaves": "loaf",
    "knives": "knife",
    "calves": "calf",
    "ponies": "pony",
}


def find_subject(name: str) -> Subject | None:
    """The drawing for a noun or noun phrase such as ``two fishing boats``, or ``None``.

    Words decide; a noun that has no drawing borrows that of the nearest in meaning.
    """
    index = _index()
    phrases = _candidates(_WORD.findall(name.lower()))
    named = next((index[phrase] for phrase in phrases if phrase in index), None)
    if named is not None:
        return named
    near = nearest(name, tuple(index))
    return index[near] if near is not None else None


def find_animal(text: str) -> Subject | None:
    """The first animal that a description names, or ``None``."""
    phrases = (form for word in _WORD.findall(text.lower()) for form in _singulars(word))
    hits = (_index()[form] for form in phrases if form in _index())
    return next((subject for subject in hits if subject in ANIMALS), None)


def all_subjects() -> tuple[Subject, ...]:
    """Every drawing, animals first."""
    return (*ANIMALS, *_OTHERS)


@cache
def _index() -> dict[str, Subject]:
    index: dict[str, Subject] = {}
    for subject in all_subjects():
        for name in (subject.name, *subject.also):
            index.setdefault(name, subject)
    return index


def _candidates(words: list[str]) -> list[str]:
    """Phrases to look up, best first: long before short; of ``X of Y`` first X, then Y."""
    if "of" in words:
        cut = words.index("of")
        whole = [" ".join([*words[:-1], form]) for form in _singulars(words[-1])]
        return [*whole, *_candidates(words[:cut]), *_candidates(words[cut + 1 :])]
    return _phrases(words)


def _phrases(words: list[str]) -> list[str]:
    found: list[str] = []
    for start in range(len(words)):
        tail = words[start:]
        found += [" ".join([*tail[:-1], form]) for form in _singulars(tail[-1])]
    for word in reversed(words[:-1]):
        found += _singulars(word)
    return found


def _singulars(word: str) -> list[str]:
    forms = [word]
    if word in _IRREGULAR:
        forms.append(_IRREGULAR[word])
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    if word.endswith("es"):
        forms.append(word[:-2])
    if word.endswith("s") and not word.endswith("ss"):
        forms.append(word[:-1])
    return forms
