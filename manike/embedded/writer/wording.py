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
    (r"(?<!all )\bat once\b", "straight away"),
    (r"\bsuddenly\b", "all of a sudden"),
    (r"\btowards\b", "toward"),
    (r"\bone after (?:the other|another)\b", "one by one"),
    (r"\bone by one\b", "one after another"),
    (
        r"\bevery (?=morning|evening|night|day|year|door|window|step|house|street|leaf|tree|word|stone)",
        "each ",
    ),
    (
        r"\beach (?=morning|evening|night|day|year|door|window|step|house|street|leaf|tree|word|stone)",
        "every ",
    ),
    (r"\bunder the\b", "beneath the"),
    (r"\ba hundred\b", "one hundred"),
    (r"\ba thousand\b", "one thousand"),
    (r"\bround the\b", "around the"),
    (r"\bwithout a word\b", "wordlessly"),
    (r"\bin the dark(?=[,.;])", "in the darkness"),
    (r"(?<=[a-z] )because\b", "since"),
    (r"(?<=[a-z] )as well(?=[,.;])", "too"),
    (r"\bwould not\b", "wouldn't"),
    (r"\bcould not\b", "couldn't"),
    (r"\bdid not\b", "didn't"),
    (r"\bhas not\b", "hasn't"),
    (r"\bhave not\b", "haven't"),
    (r"\bwas not\b", "wasn't"),
    (r"\bwe have(?= [a-z]+(?:ed|en)\b)", "we've"),
    (r"\bwhat is left\b", "what remains"),
    (r"\bit seems\b", "it appears"),
    (r"\bin no hurry\b", "in no haste"),
    (r"\bfind their places\b", "take their places"),
    (r"\bhums to itself\b", "hums under its breath"),
    (r"\bdrift in\b", "wander in"),
    (r"\bfor a moment\b", "for an instant"),
    (r"\bfor a while\b", "for a time"),
    (r"\bhardly\b", "scarcely"),
    (r"\bhuge\b", "enormous"),
    (r"(?<=, )and then\b", "then"),
    (r"(?<=\ba )small (?=[a-z])", "little "),
    (r"\balways find\b", "never fail to find"),
    (r"\beach other\b", "one another"),
    (r"\bno more than\b", "not more than"),
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
