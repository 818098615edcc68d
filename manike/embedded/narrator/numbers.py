"""Numbers of every kind in words: cardinals, ordinals, years, money, times, dates, fractions."""

import re

from num2words import num2words

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+"
SCALES = frozenset({"hundred", "thousand", "million", "billion", "trillion"})

_LETTER_SCALES = {"k": "thousand", "m": "million", "bn": "billion", "b": "billion"}
_CURRENCIES = {
    "$": ("dollar", "dollars", "cent", "cents"),
    "£": ("pound", "pounds", "penny", "pence"),
    "€": ("euro", "euros", "cent", "cents"),
    "¥": ("yen", "yen", "sen", "sen"),
    "₹": ("rupee", "rupees", "paisa", "paise"),
}
_MONEY = re.compile(rf"(?:US|A|C|NZ|S)?([$£€¥₹])({NUMBER})(k|K|m|M|bn|B|b)?")
_CENTS = re.compile(r"(.*)\.(\d\d)")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?\s*([AaPp]\.?[Mm])?")
_HOUR = re.compile(r"(\d{1,2})\s*([AaPp]\.?[Mm])")
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SLASHED_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_FRACTION = re.compile(r"(\d{1,2})/(\d{1,3})")
_DENOMINATORS = {2: ("half", "halves"), 4: ("quarter", "quarters")}
_MOST_DIGITS = 15
_FIRST_YEAR, _LAST_YEAR = 1100, 2099
_LAST_MONTH, _LAST_DAY, _LAST_HOUR, _LAST_MINUTE = 12, 31, 24, 59
_TEN = 10


def number_words(digits: str) -> str:
    """``1,234.5`` or ``.5`` as a cardinal; a leading zero or over 15 digits go digit by digit."""
    whole, _, decimals = digits.replace(",", "").partition(".")
    if len(whole) > _MOST_DIGITS or (len(whole) > 1 and whole[0] == "0"):
        words = digit_words(whole)
    else:
        words = cardinal(int(whole or "0"))
    return f"{words} point {digit_words(decimals)}" if decimals else words


def cardinal(value: int) -> str:
    """1234 -> one thousand two hundred and thirty-four."""
    return str(num2words(value)).replace(",", "")


def ordinal(value: int) -> str:
    """21 -> twenty-first."""
    return str(num2words(value, to="ordinal")).replace(",", "")


def digit_words(digits: str) -> str:
    """105 -> one zero five."""
    return " ".join(cardinal(int(digit)) for digit in digits)


def model_number(digits: str) -> str:
    """The number in a name such as ``A380``: three eighty, but four hundred in ``A400``."""
    if len(digits) == 3 and digits.isdecimal() and digits[1] != "0":  # noqa: PLR2004
        return f"{cardinal(int(digits[0]))} {cardinal(int(digits[1:]))}"
    return number_words(digits)


def looks_like_year(digits: str) -> bool:
    """Whether four digits without a comma are read as a year: 1100 to 2099."""
    return digits.isdecimal() and len(digits) == 4 and _FIRST_YEAR <= int(digits) <= _LAST_YEAR  # noqa: PLR2004


def year(value: int) -> str:
    """1998 -> nineteen ninety-eight, 1906 -> nineteen oh six, 2005 -> two thousand and five."""
    century, rest = divmod(value, 100)
    if century % _TEN == 0 and rest < _TEN:
        return cardinal(value)
    if not rest:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {'oh ' if rest < _TEN else ''}{cardinal(rest)}"


def decade(digits: str) -> str:
    """1990 -> nineteen nineties, 80 -> eighties."""
    words = year(int(digits)) if looks_like_year(digits) else number_words(digits)
    return f"{words[:-1]}ies" if words.endswith("y") else f"{words}s"


def plural(words: str, amount: str, one: str, many: str) -> str:
    """``words`` with a unit's name: ``one`` only for exactly 1."""
    return f"{words} {one if amount == '1' else many}"


def money(text: str, *, scale_follows: bool) -> str | None:
    """``$4.50`` -> four dollars and fifty cents; without the unit when ``million`` follows."""
    match = _MONEY.fullmatch(text)
    if match is None:
        return None
    sign, amount, letters = match.groups()
    if scale_follows:
        return number_words(amount)
    one, many, cent, cents = _CURRENCIES[sign]
    if letters:
        return f"{number_words(amount)} {_LETTER_SCALES[letters.lower()]} {many}"
    split = _CENTS.fullmatch(amount)
    if split is None:
        return plural(number_words(amount), amount, one, many)
    whole, small = split[1], str(int(split[2]))
    parts = [plural(number_words(whole), whole, one, many)] if whole.strip("0") else []
    parts += [plural(number_words(small), small, cent, cents)] if small != "0" else []
    return " and ".join(parts) or f"zero {many}"


def money_unit(text: str) -> str | None:
    """The plural unit of a sum such as ``$1.5``; ``None`` if it is none."""
    match = _MONEY.fullmatch(text)
    return _CURRENCIES[match[1]][1] if match else None


def time_of_day(text: str, *, meridiem_follows: bool) -> str | None:
    """``7:30`` -> seven thirty, ``7:00`` -> seven o'clock, ``7pm`` -> seven P.M."""
    match = _TIME.fullmatch(text) or _HOUR.fullmatch(text)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2]) if match.re is _TIME else 0
    half = match[match.re.groups]
    if hour > _LAST_HOUR or minute > _LAST_MINUTE:
        return None
    words = cardinal(hour or 12)
    if minute:
        words += f" {'oh ' if minute < _TEN else ''}{cardinal(minute)}"
    elif not half and not meridiem_follows:
        words += " o'clock" if hour <= _LAST_MONTH else " hundred"
    return f"{words} {half[0].upper()}.M" if half else words


def date(text: str) -> str | None:
    """``2024-05-01`` or ``5/1/2024`` (month first) -> May first, twenty twenty-four."""
    iso, slashed = _ISO_DATE.fullmatch(text), _SLASHED_DATE.fullmatch(text)
    if iso:
        year_number, month, day = (int(part) for part in iso.groups())
    elif slashed:
        month, day, year_number = (int(part) for part in slashed.groups())
        month, day = (day, month) if month > _LAST_MONTH else (month, day)
    else:
        return None
    if not (1 <= month <= _LAST_MONTH and 1 <= day <= _LAST_DAY):
        return None
    return f"{MONTHS[month - 1]} {ordinal(day)}, {year(year_number)}"


def fraction(text: str) -> str | None:
    """``3/4`` -> three quarters, ``24/7`` -> twenty-four seven."""
    match = _FRACTION.fullmatch(text)
    if match is None:
        return None
    top, bottom = int(match[1]), int(match[2])
    if text == "24/7" or not top < bottom:
        return f"{cardinal(top)} {cardinal(bottom)}"
    one, many = _DENOMINATORS.get(bottom, (ordinal(bottom), f"{ordinal(bottom)}s"))
    return plural(cardinal(top), str(top), one, many)
