"""Written English to spoken English, word by word, so that each word's time is known later."""

import re
from collections.abc import Callable, Sequence

from manike.embedded.narrator import numbers, tables
from manike.embedded.narrator.written import DASHES, LONG_DASHES, Written, taken_apart

_NUMBER = re.compile(numbers.NUMBER)
_ORDINAL = re.compile(r"(\d[\d,]*)(?:st|nd|rd|th)", re.IGNORECASE)
_DECADE = re.compile(r"'?(\d*\d0)'?s")
_WITH_UNIT = re.compile(rf"([-+~]?(?:{numbers.NUMBER}))-?([A-Za-z°%²³/]+[23]?)")
_RANGE = re.compile(rf"([^{DASHES}]*\d[^{DASHES}]*)[{DASHES}]([^{DASHES}]*\d[^{DASHES}]*)")
_JOINTS = re.compile(rf"[{LONG_DASHES}…/_]+")
_LONG_JOINTS = re.compile(rf"[{LONG_DASHES}…]")
_PHONE = re.compile(r"\+?\d{1,4}(?:-\d{3,4})+")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
_ACRONYM = re.compile(r"([A-Z&]{2,})('?s)?")
_WEB = re.compile(r"(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)*\.[a-z]{2,6})(/\S*)?")
_MIXED = re.compile(r"[A-Za-z']+|\d+(?:[.,]\d+)*|[+&@=#%]")
_SYMBOLS = {
    "n": "and",
    "&": "and",
    "+": "plus",
    "@": "at",
    "=": "equals",
    "%": "percent",
    "°": "degrees",
}
_SHOUT = 3
_LONG_ACRONYM = 4
_LAST_DAY = 31
_VOWELS = frozenset("AEIOUY")

Rule = Callable[[Sequence[Written], int], str | None]


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


def _with_mark(said: str, mark: str) -> str:
    """A dot right after ``U.S`` would be read as a part of it: a space keeps them apart."""
    return f"{said} {mark}" if mark and _INITIALS.fullmatch(said[-3:]) else said and said + mark


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


def _mark(parts: Sequence[Written], at: int) -> str:
    """The mark after a spoken word. The dot of an abbreviation is one only where a sentence ends."""
    part = parts[at]
    if part.mark != "." or not part.dotted or not _is_abbreviation(parts, at):
        return part.mark
    following = parts[at + 1] if at + 1 < len(parts) else None
    if following is None:
        return "."
    lower = part.core.lower()
    if lower in tables.BEFORE_NAMES and _precedes_name(parts, at):
        return ""
    if _INITIALS.fullmatch(part.core) and part.core.isupper():
        return "." if following.core in tables.STARTERS else ""
    may_end = lower in tables.AFTER_NAMES or lower == "etc" or _INITIALS.fullmatch(part.core)
    return "." if may_end and following.is_capitalised else ""


def _pause_before(spoken: list[str], mark: str) -> None:
    """Put a pause after the last spoken word unless there is one."""
    for at in range(len(spoken) - 1, -1, -1):
        if spoken[at]:
            if spoken[at][-1].isalnum():
                spoken[at] += f" {mark}" if mark == "—" else mark
            return


def _is_abbreviation(parts: Sequence[Written], at: int) -> bool:
    return _abbreviation(parts, at) is not None or _initials(parts, at) is not None


def _precedes_name(parts: Sequence[Written], at: int) -> bool:
    if at + 1 == len(parts) or parts[at].mark not in ("", "."):
        return False
    return parts[at + 1].is_capitalised and parts[at + 1].core not in tables.STARTERS


def _abbreviation(parts: Sequence[Written], at: int) -> str | None:
    part = parts[at]
    lower = part.core.lower()
    if not part.dotted:
        titled = lower in tables.TITLES and part.is_capitalised and _precedes_name(parts, at)
        return tables.BEFORE_NAMES[lower] if titled else None
    last = at + 1 == len(parts)
    if lower == "no" and part.is_capitalised and not last and parts[at + 1].has_digit:
        return "number"
    # "Main St. Bridge" and "Main St." against "St. Louis": a name before and none after.
    named_before = at > 0 and parts[at - 1].is_capitalised and not parts[at - 1].mark
    if lower in tables.AFTER_NAMES and named_before and not _starts_name(parts, at):
        return tables.AFTER_NAMES[lower]
    if lower in tables.BEFORE_NAMES and part.is_capitalised and _precedes_name(parts, at):
        return tables.BEFORE_NAMES[lower]
    ambiguous = lower in tables.WORDS_TOO and not (not last and parts[at + 1].has_digit)
    return None if ambiguous else tables.ABBREVIATIONS.get(lower)


def _starts_name(parts: Sequence[Written], at: int) -> bool:
    """``near St. Paul``: a name follows, and this is no suffix such as ``Jr.``."""
    return parts[at].core.lower() in ("st", "mt", "ft", "dr") and _precedes_name(parts, at)


def _initials(parts: Sequence[Written], at: int) -> str | None:
    """``J.`` before a name, ``U.S.A.``, ``P.h.D``: letters, said one by one."""
    part = parts[at]
    if _INITIALS.fullmatch(part.core):
        return part.core.upper()
    single = len(part.core) == 1 and part.core.isupper() and part.dotted
    if single and part.core != "I" and _precedes_name(parts, at):
        return part.core
    return None


def _money(parts: Sequence[Written], at: int) -> str | None:
    follows = not parts[at].mark and at + 1 < len(parts) and parts[at + 1].core in numbers.SCALES
    return numbers.money(parts[at].core.rstrip("+"), scale_follows=follows)


def _scale(parts: Sequence[Written], at: int) -> str | None:
    """``million`` after ``$1.5`` takes the unit."""
    if at == 0 or parts[at].core not in numbers.SCALES or parts[at - 1].mark:
        return None
    unit = numbers.money_unit(parts[at - 1].core)
    return f"{parts[at].core} {unit}" if unit else None


def _time(parts: Sequence[Written], at: int) -> str | None:
    core = parts[at].core
    follows = at + 1 < len(parts) and parts[at + 1].core.lower() in ("am", "pm", "a.m", "p.m")
    if follows and re.fullmatch(r"\d{1,2}\.\d\d", core):
        core = core.replace(".", ":")
    return numbers.time_of_day(core, meridiem_follows=follows)


def _meridiem(parts: Sequence[Written], at: int) -> str | None:
    half = parts[at].core.lower().replace(".", "")
    if half in ("am", "pm") and at > 0 and parts[at - 1].has_digit:
        return f"{half[0].upper()}.M"
    return None


def _date(parts: Sequence[Written], at: int) -> str | None:
    return numbers.date(parts[at].core) or numbers.fraction(parts[at].core)


def _day(parts: Sequence[Written], at: int) -> str | None:
    """``May 3`` is the third; ``3 May`` is the third of May."""
    core = parts[at].core
    if not (core.isascii() and core.isdecimal() and 1 <= int(core) <= _LAST_DAY):
        return None
    if at > 0 and _is_month(parts[at - 1]):
        return numbers.ordinal(int(core))
    if at + 1 < len(parts) and not parts[at].mark and _is_month(parts[at + 1]):
        the = "" if at > 0 and parts[at - 1].core.lower() == "the" else "the "
        return f"{the}{numbers.ordinal(int(core))} of"
    return None


def _is_month(part: Written) -> bool:
    full = part.core in numbers.MONTHS
    short = tables.ABBREVIATIONS.get(part.core.lower()) in numbers.MONTHS and part.is_capitalised
    return full or (short and (part.dotted or not part.mark))


def _short_month(parts: Sequence[Written], at: int) -> str | None:
    """``Jan 5`` and ``5 Sept`` without a dot."""
    name = tables.ABBREVIATIONS.get(parts[at].core.lower())
    if name not in numbers.MONTHS or not parts[at].is_capitalised:
        return None
    beside = [parts[index] for index in (at - 1, at + 1) if 0 <= index < len(parts)]
    return name if any(part.has_digit for part in beside) else None


def _range(parts: Sequence[Written], at: int) -> str | None:
    """``10-20 km`` -> ten to twenty; a phone number digit by digit."""
    core = parts[at].core
    if (
        _PHONE.fullmatch(core)
        and sum(letter.isdigit() for letter in core) >= 7
        and (  # noqa: PLR2004
            not re.fullmatch(r"\d{4}-\d{4}", core)
        )
    ):
        return ", ".join(numbers.digit_words(group) for group in core.strip("+").split("-"))
    match = _RANGE.fullmatch(core)
    if match is None or core[0] in DASHES:
        return None
    ends = [_said([Written(end)], 0) for end in match.groups()]
    return " to ".join(ends)


def _with_unit(parts: Sequence[Written], at: int) -> str | None:
    """``5km``, ``-3°C``, ``20%``, ``5-km``."""
    match = _WITH_UNIT.fullmatch(parts[at].core)
    if match is None or _DECADE.fullmatch(parts[at].core):
        return None
    amount, symbol = match.groups()
    unit = _unit(symbol) or tables.LETTER_UNITS.get(symbol)
    if unit is None:
        return None
    digits = amount.lstrip("-+~")
    compound = "-" in parts[at].core.lstrip("-")
    words = numbers.number_words(digits)
    said = f"{words} {unit[0]}" if compound else numbers.plural(words, digits, *unit)
    return _sign(amount) + said


def _unit_word(parts: Sequence[Written], at: int) -> str | None:
    """``km`` after a number."""
    if at == 0 or parts[at - 1].mark or not parts[at - 1].core[-1:].isdigit():
        return None
    core = parts[at].core
    clause_ends = bool(parts[at].mark) or at + 1 == len(parts)
    unit = _unit(core) or (tables.LETTER_UNITS.get(core) if core != "in" or clause_ends else None)
    return unit[parts[at - 1].core != "1"] if unit else None


def _unit(symbol: str) -> tuple[str, str] | None:
    return tables.UNITS.get(symbol.lower())


def _number(parts: Sequence[Written], at: int) -> str | None:
    core = parts[at].core
    sign, digits = _sign(core), core.lstrip("-+~#")
    more = " plus" if digits.endswith("+") else ""
    digits = digits.rstrip("+")
    ordinal, decade = _ORDINAL.fullmatch(digits), _DECADE.fullmatch(digits)
    if ordinal:
        return numbers.ordinal(int(ordinal[1].replace(",", "")))
    if decade:
        return numbers.decade(decade[1])
    if not _NUMBER.fullmatch(digits):
        return None
    counts = at + 1 < len(parts) and not parts[at].mark and bool(_unit(parts[at + 1].core))
    if numbers.looks_like_year(digits) and not counts and not sign:
        return numbers.year(int(digits)) + more
    return sign + numbers.number_words(digits) + more


def _sign(text: str) -> str:
    return {"-": "minus ", "+": "plus ", "~": "about ", "#": "number "}.get(text[0], "")


def _roman(parts: Sequence[Written], at: int) -> str | None:
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


def _capitals(parts: Sequence[Written], at: int) -> str | None:
    """``USB`` letter by letter, ``NASA`` and ``STOP NOW`` as words."""
    match = _ACRONYM.fullmatch(parts[at].core)
    if match is None:
        return None
    letters, ending = match[1].replace("&", ""), match[2] or ""
    if letters in tables.SPOKEN_AS_WORDS:
        return letters + ending
    if _run_of_capitals(parts, at) >= _SHOUT and letters not in tables.SPOKEN_AS_LETTERS:
        return letters.lower() + ending
    if letters == "OK":
        return "okay"
    spelled = ".".join(letters) + ("'s" if ending else "")
    if letters in tables.SPOKEN_AS_LETTERS or not _VOWELS & set(letters):
        return spelled
    if len(letters) < _LONG_ACRONYM:
        return letters.lower() if letters in tables.EMPHATIC else spelled
    return letters.capitalize() + ending


def _run_of_capitals(parts: Sequence[Written], at: int) -> int:
    first = last = at
    while first > 0 and parts[first - 1].is_shouted and not parts[first - 1].mark:
        first -= 1
    while last + 1 < len(parts) and parts[last + 1].is_shouted and not parts[last].mark:
        last += 1
    return last - first + 1


def _web(parts: Sequence[Written], at: int) -> str | None:
    """``manike.example.com`` and ``me@example.com``; the path of an address is not read."""
    user, at_sign, host = parts[at].core.rpartition("@")
    match = _WEB.fullmatch(host)
    if match is None or (not at_sign and host[:1].isupper()):
        return None
    said = match[1].replace("-", " ").replace(".", " dot ")
    return f"{user.replace('.', ' dot ')} at {said}" if at_sign else said


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


def _mixed(parts: Sequence[Written], at: int) -> str | None:
    """``A380``, ``4K``, ``3D``, ``B2B``: letters one by one, numbers as numbers."""
    core = parts[at].core
    if not parts[at].has_digit:
        return None
    said = []
    for piece in _MIXED.findall(core):
        if piece[0].isdigit():
            said.append(numbers.model_number(piece))
        elif piece in _SYMBOLS:
            said.append(_SYMBOLS[piece])
        else:
            short = piece.isupper() and len(piece) < _LONG_ACRONYM
            said.append(".".join(piece) if short and len(piece) > 1 else piece)
    return " ".join(said)


def _plain(core: str) -> str:
    """A word as it is, its symbols spoken or dropped."""
    if core in _SYMBOLS:
        return _SYMBOLS[core]
    text = core
    if text.startswith("'") and text[1:].lower() not in tables.CLIPPED:
        text = text[1:]
    text = "".join(f" {_SYMBOLS[letter]} " if letter in "&+@=%°" else letter for letter in text)
    kept = "".join(letter if letter.isalnum() or letter in "'- " else " " for letter in text)
    return " ".join(kept.split())


_RULES: tuple[Rule, ...] = (
    _abbreviation, _meridiem, _initials, _money, _scale, _time, _date, _day, _short_month, _range,
    _with_unit, _unit_word, _number, _roman, _capitals, _web, _joined, _mixed,
)  # fmt: skip
