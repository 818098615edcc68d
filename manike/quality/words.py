"""Word error rate between a text and what was heard, after both are brought to one spelling."""

# ruff: noqa: SIM905 - a list of words is read more easily as a line of text

import re
import unicodedata

from num2words import num2words

MAX_LETTER_ERROR_RATE = 0.3
"""Of one narration, as Whisper tiny hears it: of 18 narrations the worst has 0.03, and any of them
held against another's text 0.41 or more."""

_SYMBOLS = {"&": " and ", "+": " plus ", "@": " at ", "°c": " degrees celsius "}
_SYMBOLS |= {"°f": " degrees fahrenheit ", "°": " degrees ", "%": " percent ", "=": " equals "}
_CURRENCIES = {"$": ("dollar", "cent"), "£": ("pound", "pence"), "€": ("euro", "cent")}
_SAME = {
    "mr": "mister", "mrs": "missus", "dr": "doctor", "st": "saint", "vs": "versus",
    "mt": "mount", "etc": "etcetera", "ok": "okay", "gray": "grey", "grey": "grey",
    "km": "kilometers", "kilometres": "kilometers", "kilometre": "kilometer",
    "metres": "meters", "metre": "meter", "kg": "kilograms", "mph": "miles per hour",
    "jewellery": "jewelry", "storey": "story", "tyre": "tire", "tyres": "tires",
    "cannot": "can not", "gonna": "going to",
    "plough": "plow", "programme": "program", "programmes": "programs", "cosy": "cozy",
    "aeroplane": "airplane", "defence": "defense", "licence": "license", "sceptical": "skeptical",
    "moulded": "molded", "mould": "mold", "smoulder": "smolder", "smouldering": "smoldering",
    "till": "until", "til": "until", "'til": "until", "towards": "toward",
}  # fmt: skip
_CONTRACTIONS = {"won't": "will not", "can't": "can not", "let's": "let us", "its": "it is"}
_CONTRACTIONS |= {
    f"{word}'s": f"{word} is"
    for word in ("it", "that", "he", "she", "there", "here", "what", "who", "where", "how")
}
_ENDINGS = (("n't", " not"), ("'re", " are"), ("'ve", " have"), ("'ll", " will"), ("'m", " am"))
_SPELLINGS = (
    (re.compile(r"^((?:dis)?(?:col|fav|hon|lab|hum|arm|harb|neighb|vap|glam|sav|behavi|rum|vig|od|"
                r"parl|splend))our"), r"\1or"),
    (re.compile(r"^(.+)iz(e|es|ed|ing|er|ers|ation|ations)$"), r"\1is\2"),
    (re.compile(r"^(.*[aeiou])ll(ed|ing|er|ers)$"), r"\1l\2"),
    (re.compile(r"^(cent|theat|fib|lust|sombr|spect|meag|calib)re(s?)$"), r"\1er\2"),
    (re.compile(r"^(catal|dial|anal)ogue(s?)$"), r"\1og\2"),
)  # fmt: skip
_YEARS = range(1100, 2100)
_SHORT_YEAR = 10
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_SCALES = "hundred|thousand|million|billion|trillion"
_MONEY = re.compile(rf"([$£€])({_NUMBER})(?:\s+({_SCALES})\b)?")
_TIME = re.compile(r"\b(\d{1,2}):(\d{2})\b")
_UNITS = (
    (re.compile(r"(?<=\d)\s?km/h\b"), " kilometers per hour"),
    (re.compile(r"(?<=\d)\s?km\b"), " kilometers"),
    (re.compile(r"(?<=\d)\s?kg\b"), " kilograms"),
    (re.compile(r"(?<=\d)\s?cm\b"), " centimeters"),
    (re.compile(r"(?<=\d)\s?m\b(?!\.)"), " meters"),
    (re.compile(r"(?<=\d)\s?fps\b"), " frames per second"),
)
_MONTH_NAMES = (
    "january february march april may june july august september october november december".split()
)
_SHORT_MONTH = re.compile(rf"\b({'|'.join(name[:3] for name in _MONTH_NAMES)}|sept)\.?(?=\s\d)")
_DAY = re.compile(rf"\b({'|'.join(_MONTH_NAMES)})\s(\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)")
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})\s(?=(?:{'|'.join(_MONTH_NAMES)})\b)")
_MERIDIEM = re.compile(r"(?<![a-z])([ap])\.?\s?m\b\.?")
_DOTTED_TIME = re.compile(r"\b(\d{1,2})\.(\d\d)(?=\s?[ap]\.?m\b)")
_ORDINAL = re.compile(r"\b(\d+)(?:st|nd|rd|th)\b")
_DECADE = re.compile(r"\b(\d*\d0)'?s\b")
_CARDINAL = re.compile(_NUMBER)
_SMALL_NUMBERS = "|".join(
    "one two three four five six seven eight nine ten eleven twelve thir four fif six seven eigh "
    "nine twenty thirty forty fifty sixty seventy eighty ninety".split()
)
_LETTER_NAMES = dict(
    item.split(":")
    for item in (
        "b:bee c:see d:dee f:ef g:gee h:aitch j:jay k:kay l:el m:em n:en p:pee q:cue r:ar s:es "
        "t:tee v:vee w:doubleyou x:ex z:zee"
    ).split()
)
"""A word of consonants alone is spoken letter by letter."""
_AND = re.compile(rf"\b(hundred|thousand|million) and (?={_SMALL_NUMBERS})")
_APOSTROPHES = str.maketrans(dict.fromkeys("‘’ʼ`´", "'"))  # noqa: RUF001 - these are the point


def word_error_rate(reference: str, heard: str) -> float:
    """Edits (a word put in, left out or changed) a word of the reference.

    Spelling that can't be heard doesn't count: case, punctuation, digits or number words, hyphens,
    contractions, apostrophes, British or American spelling, one word or two ("sun rise").

    Returns:
        0 for the same words; can pass 1 when much was put in. Two texts without a word give 0, a
        reference without a word gives 1.
    """
    wanted, got = comparable_words(reference), comparable_words(heard)
    if not wanted:
        return 1.0 if got else 0.0
    return _edits(wanted, got) / len(wanted)


def letter_error_rate(reference: str, heard: str) -> float:
    """Edits of letters a letter of the reference; kinder to names, harder on other texts.

    A name heard in another spelling ("Meera" for "Mira") costs a letter or two rather than a word.

    Returns:
        0 for the same letters; can pass 1. Two texts without a word give 0, a reference without a
        word gives 1.
    """
    wanted, got = (_letters(text) for text in (reference, heard))
    if not wanted:
        return 1.0 if got else 0.0
    return _edits(wanted, got, joins=False) / len(wanted)


def _letters(text: str) -> list[str]:
    """A text's letters; "CNBC" is written out, for that is how "see and be seen" may be heard."""
    words = comparable_words(text)
    spelled = (
        "".join(_LETTER_NAMES[c] for c in word) if set(word) <= _LETTER_NAMES.keys() else word
        for word in words
    )
    return list("".join(spelled))


def comparable_words(text: str) -> list[str]:
    """The words of ``text`` in the one spelling that texts are compared in."""
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).lower()
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    plain = _spell_numbers(plain)
    for symbol, words in _SYMBOLS.items():
        plain = plain.replace(symbol, words)
    plain = re.sub(r"\b(?:[a-z]\.){2,}", lambda match: match[0].replace(".", ""), plain)
    return [part for word in re.findall(r"[a-z']+", plain) for part in _canonical(word.strip("'"))]


def _canonical(word: str) -> list[str]:
    word = _SAME.get(word, _CONTRACTIONS.get(word, word))
    for ending, full in _ENDINGS:
        if word.endswith(ending):
            word = word.removesuffix(ending) + full
    words = []
    for part in word.split():
        bare = part.replace("'", "")
        for pattern, spelling in _SPELLINGS:
            bare = pattern.sub(spelling, bare)
        words.append(bare)
    return [part for part in words if part]


def _spell_numbers(text: str) -> str:
    text = _SHORT_MONTH.sub(lambda match: _full_month(match[1]), text)
    text = _DAY.sub(lambda match: f"{match[1]} {_spelled(int(match[2]), 'ordinal')}", text)
    text = _DAY_FIRST.sub(lambda match: f"the {_spelled(int(match[1]), 'ordinal')} of ", text)
    for pattern, words in _UNITS:
        text = pattern.sub(words, text)
    text = _DOTTED_TIME.sub(r"\1:\2", text)
    text = _MERIDIEM.sub(r" \1 m ", text)
    text = _MONEY.sub(_money, text)
    text = _TIME.sub(_time, text)
    text = _ORDINAL.sub(lambda match: _spelled(int(match[1]), "ordinal"), text)
    text = _DECADE.sub(_decade, text)
    text = _CARDINAL.sub(lambda match: f" {_number(match[0])} ", text)
    return _AND.sub(r"\1 ", text)


def _full_month(short: str) -> str:
    return next(name for name in _MONTH_NAMES if name.startswith(short[:3]))


def _money(match: re.Match[str]) -> str:
    unit, small = _CURRENCIES[match[1]]
    whole, _, cents = match[2].partition(".")
    if match[3]:
        return f" {_number(match[2])} {match[3]} {unit}s"
    amounts = [(whole, unit)] if int(whole.replace(",", "")) or not cents else []
    if cents and int(cents):
        amounts.append((cents, small))
    return " " + " and ".join(_amount(number, name) for number, name in amounts) + " "


def _amount(number: str, unit: str) -> str:
    one = number.lstrip("0") == "1" or unit == "pence"
    return f"{_number(number)} {unit}{'' if one else 's'}"


def _time(match: re.Match[str]) -> str:
    hour, minute = int(match[1]), int(match[2])
    if not minute:
        return f"{_spelled(hour)} "
    oh = "oh " if minute < _SHORT_YEAR else ""
    return f"{_spelled(hour)} {oh}{_spelled(minute)} "


def _decade(match: re.Match[str]) -> str:
    words = _number(match[1])
    return f"{words[:-1]}ies" if words.endswith("y") else f"{words}s"


def _number(digits: str) -> str:
    """Cardinal of ``1,234.5``; four digits that may be a year as one, ``1998`` and ``1500``."""
    whole, _, decimals = digits.replace(",", "").partition(".")
    value = int(whole)
    if decimals:
        return f"{_spelled(value)} point " + " ".join(_spelled(int(digit)) for digit in decimals)
    century, rest = divmod(value, 100)
    if value not in _YEARS or (not rest and century % 10 == 0) or 2000 <= value < 2010:  # noqa: PLR2004
        return _spelled(value)
    if not rest:
        return f"{_spelled(century)} hundred"
    return f"{_spelled(century)} {'oh ' if rest < _SHORT_YEAR else ''}{_spelled(rest)}"


def _spelled(value: int, kind: str = "cardinal") -> str:
    words = str(num2words(value, to=kind)).replace("-", " ").replace(",", "")
    return words.replace(" and ", " ")


def _edits(wanted: list[str], got: list[str], *, joins: bool = True) -> int:
    """Levenshtein distance; with ``joins`` two neighbours may be written as one for free."""
    rows = [list(range(len(got) + 1))]
    for row, word in enumerate(wanted, 1):
        costs = [row]
        for column, heard in enumerate(got, 1):
            cost = min(
                rows[row - 1][column] + 1,
                costs[column - 1] + 1,
                rows[row - 1][column - 1] + (word != heard),
            )
            if joins and column > 1 and word == got[column - 2] + heard:
                cost = min(cost, rows[row - 1][column - 2])
            if joins and row > 1 and wanted[row - 2] + word == heard:
                cost = min(cost, rows[row - 2][column - 1])
            costs.append(cost)
        rows.append(costs)
    return rows[-1][-1]
