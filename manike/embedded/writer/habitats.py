"""Which kinds of place hold a thing: boats need water, trains land, lamps a room."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from manike.embedded.writer.knowledge import words
from manike.script.vocabulary import UNDERWATER, Place

_WET = UNDERWATER | {Place.SEA, Place.SPACE}
"""Hold only what is said to be there."""
_ANYWHERE = tuple(place for place in Place if place not in _WET)


def holds(place: Place, thing: str) -> bool:
    """Whether such a place can hold a thing, by the last words of its name."""
    return place in places_of(thing)


def places_of(thing: str) -> tuple[Place, ...]:
    """The kinds of place that hold a thing, the best first."""
    table = _table()
    return next((table[noun] for noun in _nouns(thing) if noun in table), _ANYWHERE)


def is_choosy(thing: str) -> bool:
    """Whether a thing is held by some places only."""
    return places_of(thing) is not _ANYWHERE


def place_for(things: Sequence[str], usual: Place) -> Place:
    """The usual place if it holds the first thing, else the best place that does."""
    if not things or holds(usual, things[0]):
        return usual
    return places_of(things[0])[0]


def nearby(place: Place) -> tuple[Place, ...]:
    """Places next to a place."""
    return tuple(Place(name) for name in words("near")[str(place)])


@cache
def haunt_of(noun: str) -> Place | None:
    """Where somebody of a trade or kind is found."""
    return next((Place(at) for at, nouns in words("haunts").items() if noun in nouns), None)


def _nouns(thing: str) -> Iterator[str]:
    """``two old fishing boats`` -> ``two old fishing boat``, … ``fishing boat``, ``boat``."""
    parts = thing.lower().split(" of ")[0].split()
    for start in range(len(parts)):
        tail = parts[start:]
        for last in singulars(tail[-1]):
            yield " ".join([*tail[:-1], last])


def singulars(word: str) -> tuple[str, ...]:
    """Forms that a word may be the plural of, itself first."""
    forms = [word]
    forms += [word[:-3] + "y"] if word.endswith("ies") else []
    forms += [word[:-2]] if word.endswith("es") else []
    forms += [word[:-1]] if word.endswith("s") and not word.endswith("ss") else []
    return tuple(forms)


@cache
def _table() -> Mapping[str, tuple[Place, ...]]:
    content = words("habitats")
    kinds = content["kinds"]
    return {
        str(noun): tuple(
            Place(name) for entry in group["places"] for name in kinds.get(entry, (entry,))
        )
        for group in content["groups"]
        for noun in group["nouns"]
    }
