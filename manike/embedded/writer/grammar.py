"""The writer's grammar: lines with choices, slots and conditions, told as finished sentences.

A line reads ``@night,!pair: [Far out|Beyond the bar], {hero} hears a_ {noun}.`` It may be told where
the flag ``night`` is up and ``pair`` is not, and where both slots are known; one of each pair of
choices is taken, and ``a_`` becomes ``a`` or ``an``.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from manike.embedded.writer.wording import reworded

_GUARD = re.compile(r"@([\w!, -]+):\s+")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
_ARTICLE = re.compile(r"\b([Aa])_ (?=[\"']?(\w+))")
_AN_EXCEPTIONS = re.compile(r"(?:uni(?!n|m)|use|usu|eu|one|once|ubi|uto)", re.IGNORECASE)
_SILENT_H = re.compile(r"(?:hour|honest|honou?r|heir)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence, or a few, still to be told."""

    text: str
    wanted: frozenset[str] = frozenset()
    unwanted: frozenset[str] = frozenset()

    @property
    def slots(self) -> frozenset[str]:
        """Names of what must be known to tell it."""
        return frozenset(_SLOT.findall(self.text))


@dataclass(frozen=True, slots=True)
class Context:
    """What is known where a line is told."""

    slots: Mapping[str, str]
    flags: frozenset[str] = frozenset()

    def having(self, slots: Mapping[str, str], flags: Iterable[str] = ()) -> "Context":
        """This context with more in it."""
        return Context({**self.slots, **slots}, self.flags | frozenset(flags))

    def allows(self, line: Line) -> bool:
        """Whether the line may be told here."""
        return (
            line.wanted <= self.flags
            and not line.unwanted & self.flags
            and all(self.slots.get(slot) for slot in line.slots)
        )


def lines_of(block: str) -> tuple[Line, ...]:
    """The lines of a block of text, one each."""
    return tuple(_line(text.strip()) for text in block.splitlines() if text.strip())


def tell(line: Line, context: Context, rng: np.random.Generator) -> str:
    """The finished text of a line that the context allows."""
    text = line.text
    while match := _CHOICE.search(text):
        options = match[1].split("|")
        choice = options[int(rng.integers(len(options)))]
        text = text[: match.start()] + choice + text[match.end() :]
    text = reworded(text, rng)
    text = _SLOT.sub(lambda found: context.slots[found[1]], text)
    return finished(text)


def finished(text: str) -> str:
    """A text with its articles set, sentences begun with a capital and ended with a stop."""
    text = _ARTICLE.sub(lambda found: found[1] + ("n " if takes_an(found[2]) else " "), text)
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"\s+([,.;:!?])", r"\1", text)
    text = re.sub(r"([.!?,])\.(?!\.)", r"\1", text)
    text = re.sub(r"(?:^|(?<=[.!?] ))([\"']?)([a-z])", _raised, text)
    return text if re.search(r"[.!?][\"']?$", text) or not text else f"{text}."


def takes_an(word: str) -> bool:
    """Whether the indefinite article before this word is ``an``."""
    if word[0].isdigit():
        return word.startswith("8") or word in ("11", "18")
    if _SILENT_H.match(word):
        return True
    return word[0].lower() in "aeiou" and not _AN_EXCEPTIONS.match(word)


def variants(line: Line) -> int:
    """In how many ways a line can be told, its slots apart."""
    count, text = 1, line.text
    while match := _CHOICE.search(text):
        count *= match[1].count("|") + 1
        text = text[: match.start()] + text[match.end() :]
    return count


def _line(text: str) -> Line:
    match = _GUARD.match(text)
    if match is None:
        return Line(text)
    guards = [guard.strip() for guard in match[1].split(",")]
    return Line(
        text[match.end() :],
        frozenset(guard for guard in guards if not guard.startswith("!")),
        frozenset(guard[1:] for guard in guards if guard.startswith("!")),
    )


def _raised(match: re.Match[str]) -> str:
    return match[1] + match[2].upper()
