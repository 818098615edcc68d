"""What a prompt tells once its orders about the film, its counts and its audience are cut off."""

import re

from manike.embedded.writer.brief import Wishes
from manike.embedded.writer.inflection import gerund
from manike.embedded.writer.names import human_noun
from manike.embedded.writer.typed import uninvited

_OPENER = re.compile(
    r"^\s*(?:please\s+)?(?:(?:i|we)\s+(?:want|need|would like)\s+|(?:can|could) you\s+)?"
    r"(?:make|create|write|show|produce|tell|film|give|do)?\s*(?:me|us)?\s*(?:an?|the|some)?\s*"
    r"(?:[\w-]+\s+){0,4}?"
    r"(?:launch film|brand film|product film|film|video|movie|itinerary|invitation|documentary|"
    r"news report|report|bulletin|testimonial|tutorial|drama|case study|"
    r"advert(?:isement)?|commercial|promo|explainer|poem|song|story|tale|trailer|clip|ad|short)\s+"
    r"(?:in|for|to|about|of|on|that explains|where|with|through)\s+",
    re.IGNORECASE,
)
_REASONS_TO_DO = re.compile(
    r"^\s*(?:\d+|[a-z]+)\s+(?:\w+\s+)?(?:reasons|ways|tips)\s+to\s+"
    r"(?!(?:visit|see|know|love|do|go|be)\b)([a-z]+)(?=\s)",
    re.IGNORECASE,
)
_REASONS = re.compile(
    r"^\s*(?:\d+|[a-z]+)\s+(?:\w+\s+)?(?:reasons|things|ways|facts|tips)\s+(?:to|about|for|why)\s+"
    r"(?:you should\s+)?(?:visit|see|know about|love|do in|go to)?\s*",
    re.IGNORECASE,
)
_TOP = re.compile(r"^\s*(?:the\s+)?top\s+(?:\d+|three|five|ten)\s+(?=[a-z])", re.IGNORECASE)
_EXPLAIN = re.compile(
    r"^\s*(?:please\s+)?explain\s+(?:to\s+(?:[\w-]+\s+){1,3}?(?=why|how|what|the|where))?",
    re.IGNORECASE,
)
_ORDERS = re.compile(
    r"\b(?:voice|voice-over|narrat\w+|ending|tone|call to action|aspect|\d+[- ]seconds? (?:film|video|long|clip|ad|spot)|upbeat|subtitles?|"
    r"captions?|soundtrack|camera|mood|style|viewers?|melanchol\w+|benefits|see here|click here)\b|"
    r"\b(?:ignore|disregard|forget)\b.*\b(?:instructions?|prompts?|rules)\b|"
    r"^\s*(?:calm|hopeful|cinematic|funny|warm|epic|playful)\s*$",
    re.IGNORECASE,
)
"""Parts of a prompt that speak of the film, not of its story."""
_A_NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_COUNTED = re.compile(
    rf",?\s*\bin\s+{_A_NUMBER}\s+(?:\w+\s+)?"
    r"(?:scenes?|places|parts|steps|chapters|acts)\b|\bthirty-second\b|"
    rf"^\s*{_A_NUMBER}\s+(?:scenes?|parts|chapters|acts)\s*(?::|\babout\b|\bof\b)\s*",
    re.IGNORECASE,
)
_IN_TIME = (
    r"in (?:\d+|one|two|three|five|ten|thirty|sixty|ninety)\s+(?:\w+\s+)?(?:minutes?|seconds?)\b"
)
_LENGTH = re.compile(
    rf"^\s*{_IN_TIME},?\s*|(?<=[.!?]\s){_IN_TIME}(?=[.!?]|$)|"
    rf"^(?P<order>\s*(?:please\s+)?(?:explain|tell|show|make|create|film)\b[^.!?]*?)\s+{_IN_TIME}(?=[.!?]|$)",
    re.IGNORECASE,
)
"""How long the film shall be; what ``boils in 90 seconds`` is no length of a film."""
_LABEL = re.compile(
    r"^\s*(?:an?\s+|the\s+)?(?:[\w-]+(?:['\u2019]s?)?\s+){0,3}?(?:news(?:\s+(?:report|bulletin|flash))?|recipe|"
    r"testimonial|headline|poem|report|bulletin|tutorial|drama|documentary|story|tale|explainer|how-to)"
    r"(?:\s+in\s+\w+\s+(?:scenes|parts|steps))?(?:\s+(?:for|from)\s+[A-Z][^:]{2,50})?\s*[:\u2013-]\s+",
    re.IGNORECASE,
)
_AUDIENCE = re.compile(
    r",?\s+(?:for|to)\s+(?:[\w-]+-year-olds?|children|kids|beginners|grown-ups)\b(?= how| why|[,.:;!?]|$)|"
    r"\s+(?:for|to) (?:an? |the )?(?:[\w-]+ ){0,2}(?:company|agency|visitors(?: of [\w ]+?)?)\b(?= how| why|[,.:;!?]|$)|"
    r"\s*\b[Aa] friendly explainer[^.!?]*[.!?]?|"
    r"\s*\bexplain (?:it|this) to [\w -]+[.!]?",
    re.IGNORECASE,
)


def core_of(text: str, wishes: Wishes) -> str:
    """The prompt without the parts that give orders about the film."""
    if wishes.call:
        text = re.sub(
            rf"[\"\u201c\u2018']?{re.escape(wishes.call)}[.!,]*[\"\u201d\u2019']?", "", text
        )
    text = re.sub(
        r"^\s*invite (?:[\w' -]+?) to (?=(?:the|an?|our) )", "", text, flags=re.IGNORECASE
    )
    text = _LENGTH.sub(lambda found: found["order"] or "", _LABEL.sub("", text))
    text = uninvited(_COUNTED.sub("", _for_whom(text)))
    text = _EXPLAIN.sub("", _OPENER.sub("", text, count=1), count=1)
    text = _TOP.sub("the ", _REASONS_TO_DO.sub(_doing, text, count=1), count=1)
    text = _REASONS.sub("", text, count=1)
    text = re.sub(
        r"^(\s*(?:how|why)\b[^,.:;!?]*): (?=[^.!?]*,)", r"\1. ", text, flags=re.IGNORECASE
    )
    sentences = [_without_orders(sentence) for sentence in re.split(r"(?<=[.!?])\s+|\n+", text)]
    core = " ".join(sentence for sentence in sentences if re.search(r"\w", sentence)).strip()
    return core or text.strip()


def _doing(reasons: re.Match[str]) -> str:
    """``5 reasons to plant`` -> ``planting``."""
    return gerund(reasons[1].lower())


def _for_whom(text: str) -> str:
    """The prompt without those whom the film is for: ``, for ten-year-olds``, ``to my grandmother``."""
    text = _AUDIENCE.sub("", text)
    told = re.match(
        r"(\s*(?:please\s+)?explain\b.*?)\s+to (?:my|our|an?|the)\s+([\w -]+?)([.!?]|$)", text, re.I
    )
    if told and human_noun(told[2]):
        return f"{told[1]}{told[3]}{text[told.end() :]}"
    return text


def _without_orders(sentence: str) -> str:
    kept = [part for part in sentence.split(",") if not _ORDERS.search(part)]
    joined = ",".join(kept).strip(" ,")
    return f"{joined}." if joined and joined[-1] not in ".!?:" else joined
