"""How abbreviations, initials, acronyms, Roman numerals and addresses are spoken."""

import re
from collections.abc import Sequence

from manike.embedded.narrator import numbers, tables
from manike.embedded.narrator.written import Written

INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
"""``U.S``, the core of ``U.S.``: the last dot belongs to the mark."""

_ACRONYM = re.compile(r"([A-Z&]{2,})('?s)?")
_WEB = re.compile(r"(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)*\.[a-z]{2,6})(/\S*)?")
_SHOUT = 3
_LONG_ACRONYM = 4
_VOWELS = frozenset("AEIOUY")


def abbreviation(parts: Sequence[Written], at: int) -> str | None:
    """What it stands for: ``Dr.`` before a name, ``St.`` before or after one."""
    part = parts[at]
    lower = part.core.lower()
    if not part.dotted:
        titled = lower in tables.TITLES and part.is_capitalised and precedes_name(parts, at)
        return tables.BEFORE_NAMES[lower] if titled else None
    last = at + 1 == len(parts)
    if lower == "no" and part.is_capitalised and not last and parts[at + 1].has_digit:
        return "number"
    # "Main St. Bridge" and "Main St." against "St. Louis": a name before and none after.
    named_before = at > 0 and parts[at - 1].is_capitalised and not parts[at - 1].mark
    if lower in tables.AFTER_NAMES and named_before and not _starts_name(parts, at):
        return tables.AFTER_NAMES[lower]
    if lower in tables.BEFORE_NAMES and part.is_capitalised and precedes_name(parts, at):
        return tables.BEFORE_NAMES[lower]
    ambiguous = lower in tables.WORDS_TOO and not (not last and parts[at + 1].has_digit)
    return None if ambiguous else tables.ABBREVIATIONS.get(lower)


def initials(parts: Sequence[Written], at: int) -> str | None:
    """``J.`` before a name, ``U.S.A.``, ``P.h.D``: letters, said one by one."""
    part = parts[at]
    if INITIALS.fullmatch(part.core):
        return part.core.upper()
    single = len(part.core) == 1 and part.core.isupper() and part.dotted
    if single and part.core != "I" and precedes_name(parts, at):
        return part.core
    return None


def roman_numeral(parts: Sequence[Written], at: int) -> str | None:
    """``World War II`` -> two, ``Henry VIII`` -> the eighth."""
    core = parts[at].core
    value = tables.ROMAN.get(core)
    if value is None or at == 0 or parts[at - 1].mark:
        return None
    before = parts[at - 1].core.lower()
    if before in tables.COUNTED and (core != "I" or parts[at - 1].is_capitalised):
        return numbers.cardinal(value)
    named = parts[at - 1].is_capitalised and not parts[at - 1].is_shouted
    if before in tables.RULERS or (named and len(core) > 1):
        return f"the {numbers.ordinal(value)}"
    return None


def capitals(parts: Sequence[Written], at: int) -> str | None:
    """``USB`` letter by letter, ``NASA`` and ``STOP NOW`` as words."""
    match = _ACRONYM.fullmatch(parts[at].core)
    if match is None:
        return None
    letters, ending = match[1].replace("&", ""), match[2] or ""
    if letters in tables.SPOKEN_AS_WORDS:
        return letters + ending
    if letters == "OK":
        return "okay"
    if letters in tables.SPOKEN_AS_LETTERS or not _VOWELS & set(letters):
        return _spelled(letters, ending)
    if len(letters) >= _LONG_ACRONYM or _run_of_capitals(parts, at) >= _SHOUT:
        return letters.lower() + ending
    return letters.lower() if letters in tables.EMPHATIC else _spelled(letters, ending)


def _spelled(letters: str, ending: str) -> str:
    return ".".join(letters) + ("'s" if ending else "")


def address(parts: Sequence[Written], at: int) -> str | None:
    """``manike.example.com`` and ``me@example.com``; the path of an address is not read."""
    user, at_sign, host = parts[at].core.rpartition("@")
    match = _WEB.fullmatch(host)
    if match is None or (not at_sign and host[:1].isupper()):
        return None
    said = match[1].replace("-", " ").replace(".", " dot ")
    return f"{user.replace('.', ' dot ')} at {said}" if at_sign else said


def precedes_name(parts: Sequence[Written], at: int) -> bool:
    """Whether a capitalised word follows that does not just start the next sentence."""
    if at + 1 == len(parts) or parts[at].mark not in ("", "."):
        return False
    return parts[at + 1].is_capitalised and parts[at + 1].core not in tables.STARTERS


def _starts_name(parts: Sequence[Written], at: int) -> bool:
    """``near St. Paul``: a name follows, and this is no suffix such as ``Jr.``."""
    return parts[at].core.lower() in ("st", "mt", "ft", "dr") and precedes_name(parts, at)


def _run_of_capitals(parts: Sequence[Written], at: int) -> int:
    first = last = at
    while first > 0 and parts[first - 1].is_shouted and not parts[first - 1].mark:
        first -= 1
    while last + 1 < len(parts) and parts[last + 1].is_shouted and not parts[last].mark:
        last += 1
    return last - first + 1
