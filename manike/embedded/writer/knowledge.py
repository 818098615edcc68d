"""What the writer knows, kept as YAML that people can extend: topics, acts, products, frames."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from manike.embedded.writer.grammar import Line, lines_of

_DATA = Path(__file__).parent / "data"
_TEXT_FIELDS = ("title", "place", "landmark", "time", "season", "weather", "mood", "who")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that the writer knows of: a topic, a step of an explanation, a benefit, an act."""

    name: str
    match: tuple[str, ...] = ()
    """Words or phrases in a prompt that call it up."""
    title: str = ""
    place: str = ""
    landmark: str = ""
    time: str = ""
    season: str = ""
    weather: str = ""
    mood: str = ""
    who: str = ""
    subjects: tuple[str, ...] = ()
    parts: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    """Lines by role; a plain topic has the one part ``lines``."""
    steps: tuple["Entry", ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines without a role."""
        return self.parts.get("lines", ())


@cache
def entries(shelf: str) -> tuple[Entry, ...]:
    """All entries of one shelf: ``topics``, ``acts``, ``explainers``, ``products``, ``events``."""
    return tuple(
        _entry(name, content)
        for path in sorted((_DATA / shelf).glob("*.yaml"))
        for name, content in _read(path).items()
    )


@cache
def frames(genre: str) -> Mapping[str, tuple[Line, ...]]:
    """The lines that a genre needs around what the prompt names, by role."""
    content = _read(_DATA / "frames" / f"{genre}.yaml")
    return {role: lines_of(block) for role, block in content.items()}


@cache
def words(name: str) -> dict[str, Any]:
    """A table of words: ``words`` of ``data/words``."""
    return _read(_DATA / "words" / f"{name}.yaml")


def find(shelf: str, text: str, *, min_words: int = 1) -> Entry | None:
    """The entry that a text calls up: by its longest matching phrase, then by the last one.

    Args:
        shelf: where to look.
        text: words of the prompt.
        min_words: words that the matching phrase must have.
    """
    found = [hit for hit in _found(shelf, text) if hit[3] >= min_words]
    return max(found, key=lambda hit: (hit[0], hit[1]))[2] if found else None


def find_head(shelf: str, text: str) -> Entry | None:
    """The entry that the end of a noun phrase calls up, else any of its words."""
    whole = text.strip().lower()
    ends = [hit for hit in _found(shelf, whole) if _patterns_end(hit[2], whole)]
    return max(ends, key=lambda hit: hit[0])[2] if ends else find(shelf, text)


def _patterns_end(entry: Entry, text: str) -> bool:
    return any(
        match.end() == len(text)
        for _, pattern in _patterns(entry.match)
        for match in pattern.finditer(text)
    )


def find_all(shelf: str, text: str) -> tuple[Entry, ...]:
    """Every entry that a text calls up, in the order in which the text names them."""
    first: dict[str, tuple[int, Entry]] = {}
    for _, position, entry, _ in _found(shelf, text):
        if entry.name not in first or position < first[entry.name][0]:
            first[entry.name] = (position, entry)
    return tuple(entry for _, entry in sorted(first.values(), key=lambda hit: hit[0]))


def _found(shelf: str, text: str) -> Iterator[tuple[int, int, Entry, int]]:
    lower = text.lower()
    for entry in entries(shelf):
        for phrase, pattern in _patterns(entry.match):
            if phrase.partition(" ")[0][:4] in lower and (match := pattern.search(lower)):
                yield len(phrase), match.start(), entry, len(phrase.split())


@cache
def _patterns(match: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (phrase, re.compile(rf"(?<![a-z]){re.escape(phrase)}(?:e?s)?(?![a-z])")) for phrase in match
    )


def _entry(name: str, content: dict[str, Any]) -> Entry:
    texts = {key: str(content[key]) for key in _TEXT_FIELDS if key in content}
    blocks = {key: value for key, value in content.items() if key not in _KNOWN}
    return Entry(
        name=name,
        match=tuple(str(word) for word in content.get("match", (name,))),
        subjects=tuple(str(subject) for subject in content.get("subjects", ())),
        parts={role: lines_of(block) for role, block in blocks.items()},
        steps=tuple(_entry(str(step["title"]), step) for step in content.get("steps", ())),
        **texts,
    )


_KNOWN = frozenset((*_TEXT_FIELDS, "match", "subjects", "steps"))


def _read(path: Path) -> dict[str, Any]:
    # libyaml reads the 300 KiB of lines in 0.2 s, the pure Python loader in 2 s.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    return content
