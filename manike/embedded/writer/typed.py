"""What people type and nobody would say: numbers before list items, ``3 p.m.``, ``you are invited``."""

import re

_ITEM = re.compile(r"(?:(?<=\s)|\A)\(?(\d{1,2})[.)]\s+(?=\S)")
_LEAST_ITEMS = 2
_HOUR = re.compile(r"(?<=\d)(\s?)([ap])\.\s?m\b\.?", re.IGNORECASE)
_SENTENCE_FOLLOWS = re.compile(r"\s+[A-Z]|\s*\Z")
_INVITED = re.compile(
    r"\A\s*(?:you(?:'re|\u2019re| are)(?: all)?(?: \w+ly)? invited|(?:please )?join us) (?:to|for|at) "
    r"(?:the (?=[A-Z]))?",
    re.IGNORECASE,
)


def as_said(text: str) -> str:
    """A prompt as one would say it."""
    return _with_plain_hours(_unnumbered(text))


def uninvited(text: str) -> str:
    """An invitation without whom it asks: ``You are invited to Mia's birthday`` -> whose feast it is."""
    return _INVITED.sub("", text)


def _unnumbered(text: str) -> str:
    """A list without its numbers: ``1) wake 2) wash`` -> ``wake, wash``; other numbers stay."""
    marks: list[re.Match[str]] = []
    for mark in _ITEM.finditer(text):
        if int(mark[1]) == len(marks) + 1:
            marks.append(mark)
    if len(marks) < _LEAST_ITEMS:
        return text
    said, end = "", 0
    for mark in marks:
        before = text[end : mark.start()]
        said += before if _is_ended(said + before) else f"{before.rstrip()}, "
        end = mark.end()
    return said + text[end:]


def _is_ended(text: str) -> bool:
    """Whether what comes next stands apart without a comma."""
    bare = text.rstrip(" ")
    return not bare or bare[-1] in ".,;:!?\n"


def _with_plain_hours(text: str) -> str:
    """``3 p.m.`` -> ``3 pm``: its stops end no sentence; one that does stays."""

    def plain(hour: re.Match[str]) -> str:
        ends = hour[0].endswith(".") and _SENTENCE_FOLLOWS.match(text, hour.end())
        return f"{hour[1]}{hour[2].lower()}m{'.' if ends else ''}"

    return _HOUR.sub(plain, text)
