"""Written words taken apart: what is spoken of a word, and the pause mark that follows it."""

# ruff: noqa: RUF001 - letters and marks that look alike are what this file is about

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_REPLACED = str.maketrans({
    "‘": "'", "’": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"',
    "»": '"', "″": '"', "′": "'", "–": "–", "‐": "-", "‑": "-", "−": "-", "―": "—", "½": "1/2",
    "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "℃": "°C", "℉": "°F", "×": "x", "№": "No.",
})  # fmt: skip
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_KEPT = frozenset("'\"-–—.,;:!?…()[]{}/&+@%°$£€¥₹#=²³~")
_LEAD = re.compile(r"^[\"'(\[{,;:!?…~]*")
_TRAIL = re.compile(r"[\"')\]},;:.!?…]*$")
_MARKS = ("?", "!", "…", ".", ";", ":", ",")
DASHES = "-–—"
"""Hyphen, en dash, em dash."""

LONG_DASHES = "–—"


_SUM_FIRST = re.compile(r"(?<![$£€¥₹\d.,])(\d(?:[\d.,]*\d)?)([$£€¥₹])")
"""``10€`` is read as ``€10``."""


@dataclass(frozen=True, slots=True)
class Written:
    """One word between two spaces.

    Attributes:
        core: the word without quotes, brackets and marks around it; may be empty.
        mark: the pause after it: one of ``? ! … . ; : ,`` or empty.
        dotted: whether a dot follows the core, as in an abbreviation.
        opens: whether a bracket opens before it.
        pause: whether it is a dash between spaces.
    """

    core: str
    mark: str = ""
    dotted: bool = False
    opens: bool = False
    pause: bool = False

    @property
    def is_capitalised(self) -> bool:
        """Whether it starts with a capital."""
        return self.core[:1].isupper()

    @property
    def is_shouted(self) -> bool:
        """Whether it is two or more letters, all capitals."""
        letters = [letter for letter in self.core if letter.isalpha()]
        return len(letters) > 1 and all(letter.isupper() for letter in letters)

    @property
    def has_digit(self) -> bool:
        """Whether a digit is in it."""
        return any(letter.isdigit() for letter in self.core)


def taken_apart(words: Sequence[str]) -> list[Written]:
    """Each word taken apart; emoji, markup and stray symbols are dropped."""
    return [_written(word) for word in words]


def _written(word: str) -> Written:
    text = _cleaned(word)
    if text and set(text) <= set(DASHES):
        return Written("", pause=True)
    lead = _LEAD.match(text)
    opening = lead[0] if lead else ""
    rest = text[len(opening) :]
    if opening.endswith("'") and rest[:1].isdigit():
        rest = "'" + rest
    trail = _TRAIL.search(rest)
    closing = trail[0] if trail else ""
    core = rest.removesuffix(closing) if closing else rest
    return Written(
        core=_without_dashes(core),
        mark=_mark(closing, core),
        dotted=closing.startswith("."),
        opens=any(bracket in opening for bracket in "([{"),
    )


def _cleaned(word: str) -> str:
    """The word without tags, emoji, control characters and symbols that can't be spoken."""
    text = _TAG.sub("", unicodedata.normalize("NFC", word)).translate(_REPLACED)
    text = _SUM_FIRST.sub(r"\2\1", text.replace("...", "…"))
    return "".join(
        symbol
        for symbol in text
        if symbol in _KEPT
        or unicodedata.category(symbol)[0] in "LN"
        or unicodedata.combining(symbol)
    )


def _without_dashes(core: str) -> str:
    """The core without dashes around it; a minus stays before its number."""
    bare = core.strip(DASHES)
    return f"-{bare}" if core.startswith("-") and bare[:1].isdigit() else bare


def _mark(closing: str, core: str) -> str:
    """The strongest mark of what closes a word; a bracket or a dash at its end is a comma."""
    for mark in _MARKS:
        if mark in closing:
            return mark
    closed = any(bracket in closing for bracket in ")]}")
    return "," if closed or core.endswith(tuple(LONG_DASHES)) else ""
