"""Finds the drawing for a noun: synonyms, plurals, and the head word of a phrase."""

import re
from functools import cache

from manike.embedded.figures import beasts, birds, boats, plants, sea_life, vehicles
from manike.embedded.figures.subject import Subject

_FAMILIES = (beasts.FAMILY, birds.FAMILY, sea_life.FAMILY, plants.FAMILY, boats.FAMILY, vehicles.FAMILY)
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
    """The drawing for a noun or noun phrase such as ``two fishing boats``, or ``None``."""
    words = _WORD.findall(name.lower())
    for phrase in _candidates(words):
        subject = _index().get(phrase)
        if subject is not None:
            return subject
    return None


def all_subjects() -> tuple[Subject, ...]:
    """Every drawing, family by family."""
    return tuple(subject for family in _FAMILIES for subject in family)


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
        return [*_phrases(words), *_candidates(words[:cut]), *_candidates(words[cut + 1 :])]
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
