"""Gives each film a wording of its own: small changes that leave the sense of a line as it is."""

import re

import numpy as np

_PAIRS = (
    (r"\bnobody\b", "no one"),
    (r"\bno one\b", "nobody"),
    (r"\bsomebody\b", "someone"),
    (r"\bsomeone\b", "somebody"),
    (r"\beveryone\b", "everybody"),
    (r"\beverybody\b", "everyone"),
    (r"\banyone\b", "anybody"),
    (r"\bas if\b", "as though"),
    (r"\bas though\b", "as if"),
    (r"\bperhaps\b", "maybe"),
    (r"\balmost\b", "nearly"),
    (r"(?<=, )but\b", "yet"),
    (r"(?<=[a-z] )until\b", "till"),
    (r"\bbegins\b", "starts"),
    (r"\bbegan\b", "started"),
    (r"\bcomes back\b", "returns"),
    (r"\bcome back\b", "return"),
    (r"\bgoes on\b", "carries on"),
    (r"\ba whole\b", "an entire"),
    (r"\bthe whole\b(?! of\b)", "the entire"),
    (r"\bbeside\b", "next to"),
    (r"(?<=, )though\b", "although"),
    (r"\bfar away\b", "far off"),
    (r"\bbeautiful\b", "lovely"),
    (r"\bonly (?=the|a|one|two|three)\b", "just "),
    (r"\bdoes not\b", "doesn't"),
    (r"\bdo not\b", "don't"),
    (r"\bis not\b", "isn't"),
    (r"\bwill not\b", "won't"),
    (r"\bcan't\b", "cannot"),
    (r"\bwon't\b", "will not"),
    (r"\byou will\b", "you'll"),
    (r"\bthere is(?= [a-z])", "there's"),
    (r"(?<![io]n )(?<!of )(?<!to )(?<!or )(?<!what )\bit is(?= [a-z])", "it's"),
    (r"(?<![a-z] )\bthat is(?= [a-z])", "that's"),
    (r"\bthey are(?= [a-z])", "they're"),
    (r"\bbelow the\b", "beneath the"),
    (r"\babove the\b", "over the"),
    (r"\bevery now and then\b", "now and again"),
    (r"\bslowly\b", "unhurriedly"),
    (r"\bat once\b", "straight away"),
    (r"\bsuddenly\b", "all of a sudden"),
)
_CHANGES = tuple((re.compile(pattern, re.IGNORECASE), other) for pattern, other in _PAIRS)


def reworded(text: str, rng: np.random.Generator) -> str:
    """The text with each of the known words left or changed, by chance; slots are left alone."""
    done: list[str] = []
    for pattern, other in _CHANGES:
        match = pattern.search(text)
        if match is None or other in done or rng.random() < 0.5:  # noqa: PLR2004 - a fair coin
            continue
        text = text[: match.start()] + _cased(match[0], other) + text[match.end() :]
        done.append(match[0].lower())  # what was changed is not changed back
    return text


def _cased(before: str, after: str) -> str:
    return after[:1].upper() + after[1:] if before[:1].isupper() else after
