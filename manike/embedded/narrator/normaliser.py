"""Written English to spoken English, word by word, so that each word's time is known later."""

import re
from collections.abc import Sequence

from manike.embedded.narrator import tables
from manike.embedded.narrator.number_rules import SYMBOLS, Rule, number_said
from manike.embedded.narrator.word_rules import (
    INITIALS,
    abbreviation,
    address,
    capitals,
    initials,
    precedes_name,
    roman_numeral,
)
from manike.embedded.narrator.written import LONG_DASHES, Written, taken_apart

_JOINTS = re.compile(rf"[{LONG_DASHES}…/_]+")
_LONG_JOINTS = re.compile(rf"[{LONG_DASHES}…]")


def spoken_words(words: Sequence[str]) -> list[str]:
    """What is said for each word of a text.

    Args:
        words: a text split at white space.

    Returns:
        As many strings: one or several spoken words with the pause mark that follows, such as
        ``four dollars and fifty cents,`` for ``$4.50,``. Empty for what is not spoken.
    """
    parts = taken_apart(words)
    spoken: list[str] = []
    for at, part in enumerate(parts):
        said = "" if part.pause else _said(parts, at)
        if part.opens or part.pause:
            _pause_before(spoken, "—" if part.pause else ",")
        spoken.append(_with_mark(said, _mark(parts, at)))
        if not said and part.mark:
            _pause_before(spoken, part.mark)
    return spoken


def ends_sentence(spoken: Sequence[str], at: int) -> bool:
    """Whether a sentence ends after word ``at``."""
    word = spoken[at]
    following = next((later for later in spoken[at + 1 :] if later), "")
    if not following:
        return at == len(spoken) - 1
    return word.endswith((".", "!", "?")) or (word.endswith("…") and following[0].isupper())


def _said(parts: Sequence[Written], at: int) -> str:
    part = parts[at]
    if not part.core:
        return ""
    for rule in _RULES:
        said = rule(parts, at)
        if said is not None:
            return said
    return _plain(part.core)


def _joined(parts: Sequence[Written], at: int) -> str | None:
    """``night—and``, ``and/or``: two words in one; each is said by the rules."""
    core = parts[at].core
    if any(letter.isdigit() for letter in core) and not _LONG_JOINTS.search(core):
        return None
    pieces = [piece for piece in _JOINTS.split(core) if piece]
    if len(pieces) < 2:  # noqa: PLR2004 - nothing to join
        return None
    between = " " if "/" in core else " — "
    return between.join(_said([Written(piece)], 0) for piece in pieces)


def _plain(core: str) -> str:
    """A word as it is, its symbols spoken or dropped."""
    if core in SYMBOLS:
        return SYMBOLS[core]
    if core == "n":
        return "and"
    text = core
    if text.startswith("'") and text[1:].lower() not in tables.CLIPPED:
        text = text[1:]
    text = "".join(f" {SYMBOLS[letter]} " if letter in "&+@=%°" else letter for letter in text)
    kept = "".join(letter if letter.isalnum() or letter in "'- " else " " for letter in text)
    return " ".join(kept.split())


def _with_mark(said: str, mark: str) -> str:
    """A dot right after ``U.S`` would be read as a part of it: a space keeps them apart."""
    return f"{said} {mark}" if mark and INITIALS.fullmatch(said[-3:]) else said and said + mark


def _mark(parts: Sequence[Written], at: int) -> str:
    """The mark after a spoken word; an abbreviation's dot is none unless a sentence ends there."""
    part = parts[at]
    if part.mark != "." or not part.dotted or not _is_abbreviation(parts, at):
        return part.mark
    following = parts[at + 1] if at + 1 < len(parts) else None
    if following is None:
        return "."
    lower = part.core.lower()
    if lower in tables.BEFORE_NAMES and precedes_name(parts, at):
        return ""
    if INITIALS.fullmatch(part.core) and part.core.isupper():
        return "." if following.core in tables.STARTERS else ""
    may_end = lower in tables.AFTER_NAMES or lower == "etc" or INITIALS.fullmatch(part.core)
    return "." if may_end and following.is_capitalised else ""


def _is_abbreviation(parts: Sequence[Written], at: int) -> bool:
    return abbreviation(parts, at) is not None or initials(parts, at) is not None


def _pause_before(spoken: list[str], mark: str) -> None:
    """Put a pause after the last spoken word unless there is one."""
    for at in range(len(spoken) - 1, -1, -1):
        if spoken[at]:
            if spoken[at][-1].isalnum():
                spoken[at] += f" {mark}" if mark == "—" else mark
            return


_RULES: tuple[Rule, ...] = (
    abbreviation, initials, address, number_said, roman_numeral, capitals, _joined,
)  # fmt: skip
