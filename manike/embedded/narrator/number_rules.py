"""How what holds a digit is spoken: sums, times, dates, ranges, measures, plain numbers."""

import re
from collections.abc import Callable, Sequence

from manike.embedded.narrator import numbers, tables
from manike.embedded.narrator.written import DASHES, Written

Rule = Callable[[Sequence[Written], int], str | None]
"""Says the word at an index of a text, or ``None`` if it is not of the rule's kind."""

SYMBOLS = {"&": "and", "+": "plus", "@": "at", "=": "equals", "%": "percent", "°": "degrees"}

_NUMBER = re.compile(numbers.NUMBER)
_ORDINAL = re.compile(r"(\d[\d,]*)(?:st|nd|rd|th)", re.IGNORECASE)
_DECADE = re.compile(r"'?(\d*\d0)'?s")
_WITH_UNIT = re.compile(rf"([-+~]?(?:{numbers.NUMBER}))-?([A-Za-z°%²³/]+[23]?)")
_RANGE = re.compile(rf"([^{DASHES}]*\d[^{DASHES}]*)[{DASHES}]([^{DASHES}]*\d[^{DASHES}]*)")
_PHONE = re.compile(r"\+?\d{1,4}(?:-\d{3,4})+")
_MIXED = re.compile(r"[A-Za-z']+|\d+|(?<=\d)\.(?=\d)|[+&@=#%]")
_SYMBOLS_IN_NAMES = SYMBOLS | {".": "point", "#": "number"}
_LAST_DAY = 31
_PHONE_DIGITS = 7
_LONG_ACRONYM = 4


def number_said(parts: Sequence[Written], at: int) -> str | None:
    """The word at ``at`` if it is a number, its unit, or a word with digits; else ``None``."""
    for rule in _RULES:
        said = rule(parts, at)
        if said is not None:
            return said
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
    if _is_phone_number(core):
        return ", ".join(numbers.digit_words(group) for group in core.strip("+").split("-"))
    match = _RANGE.fullmatch(core)
    if match is None or core[0] in DASHES:
        return None
    return " to ".join(number_said([Written(end)], 0) or end for end in match.groups())


def _is_phone_number(core: str) -> bool:
    """Seven digits or more in groups; two groups of four are years."""
    digits = sum(letter.isdigit() for letter in core)
    years = re.fullmatch(r"\d{4}-\d{4}", core)
    return digits >= _PHONE_DIGITS and not years and _PHONE.fullmatch(core) is not None


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
    """``km`` after ``5`` or after ``5 million``."""
    if at == 0 or parts[at - 1].mark:
        return None
    core, amount = parts[at].core, parts[at - 1].core
    scaled = at > 1 and amount in numbers.SCALES and parts[at - 2].has_digit
    if not scaled and not amount[-1:].isdigit():
        return None
    clause_ends = bool(parts[at].mark) or at + 1 == len(parts)
    unit = _unit(core) or (tables.LETTER_UNITS.get(core) if core != "in" or clause_ends else None)
    return unit[amount != "1"] if unit else None


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


def _mixed(parts: Sequence[Written], at: int) -> str | None:
    """``A380``, ``4K``, ``B2B``, ``1.2.3``: letters one by one, numbers as numbers."""
    core = parts[at].core
    if not parts[at].has_digit:
        return None
    said = []
    for piece in _MIXED.findall(core):
        if piece[0].isdigit():
            said.append(numbers.model_number(piece))
        elif piece in _SYMBOLS_IN_NAMES:
            said.append(_SYMBOLS_IN_NAMES[piece])
        else:
            short = piece.isupper() and len(piece) < _LONG_ACRONYM
            said.append(".".join(piece) if short and len(piece) > 1 else piece)
    return " ".join(said)


_RULES: tuple[Rule, ...] = (
    _meridiem, _money, _scale, _time, _date, _day, _short_month, _range, _with_unit, _unit_word,
    _number, _mixed,
)  # fmt: skip
