"""What the writer knows, as data that people can extend: spots, topics, frames of genres."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Spot:
    """A kind of place that prompts name."""

    name: str
    match: tuple[str, ...]
    place: str
    landmark: str
    subjects: tuple[str, ...]
    look: str
    say: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """One scene's worth of a topic, or of a genre's frame."""

    title: str
    say: tuple[str, ...]
    place: str = ""
    time: str = ""
    season: str = ""
    weather: str = ""
    landmark: str = ""
    look: str = ""
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A theme that the writer knows something of."""

    name: str
    match: tuple[str, ...]
    question: str
    moments: tuple[Moment, ...]


@lru_cache(maxsize=1)
def spots() -> tuple[Spot, ...]:
    """All kinds of places."""
    return tuple(
        Spot(
            name=name,
            match=tuple(entry["match"]),
            place=entry["place"],
            landmark=entry.get("landmark", ""),
            subjects=tuple(entry.get("subjects", ())),
            look=entry["look"],
            say=tuple(entry["say"]),
        )
        for name, entry in _read("spots.yaml").items()
    )


@lru_cache(maxsize=1)
def topics() -> tuple[Topic, ...]:
    """All themes."""
    return tuple(
        Topic(
            name=name,
            match=tuple(entry["match"]),
            question=entry.get("question", ""),
            moments=tuple(moment_of(moment) for moment in entry["moments"]),
        )
        for name, entry in _read("topics.yaml").items()
    )


@lru_cache(maxsize=1)
def frames() -> dict[str, Any]:
    """Sentences around what the prompt names, by genre and beat."""
    return _read("frames.yaml")


def moment_of(entry: dict[str, Any]) -> Moment:
    """A moment from its YAML form."""
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()
    }
    return Moment(**values)


def find_spot(text: str) -> Spot | None:
    """The kind of place that a phrase names, by the word that comes first in it."""
    found = [(at, spot) for spot in spots() if (at := first_match(text, spot.match)) >= 0]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def find_topics(text: str) -> list[Topic]:
    """The themes that a text names, in the order in which it names them."""
    found = [(at, topic) for topic in topics() if (at := first_match(text, topic.match)) >= 0]
    return [topic for _, topic in sorted(found, key=lambda pair: pair[0])]


def first_match(text: str, words: tuple[str, ...]) -> int:
    """Where the first of the words stands in the text, -1 if none does."""
    places = [match.start() for word in words for match in _pattern(word).finditer(text.lower())]
    return min(places, default=-1)


@lru_cache(maxsize=1000)
def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z]){re.escape(word)}(?:e?s)?(?![a-z])")


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((_DATA / name).read_text(encoding="utf-8"))
    return content
