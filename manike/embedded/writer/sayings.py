"""Sentences of a long prompt that can be read out as they are: recipes, poems, whole texts."""

import re

from manike.embedded.writer.language import parse
from manike.script.timing import estimate_speech_s

_MIN_WORDS_OF_PROMPT = 40
_MIN_SAYINGS = 3
_MIN_WORDS, _MAX_SPEECH_S = 3, 11.0
_MAX_SAYINGS = 60
_ORDERS = re.compile(
    r"\b(?:films?|videos?|scenes?|shots?|narrat\w+|voice-?over|soundtrack|camera|aspect|subtitles?|"
    r"viewers?|audience|make it|call to action|please|itinerary|documentary|advert\w*|invitation|"
    r"thirty-second|storyboard|trailer|tone|prompt)\b",
    re.IGNORECASE,
)
_RECIPE = re.compile(
    r"\s*(?:a\s+)?recipe\b[^:\n]{0,40}[:\n]\s*([^.\n]{0,40}?)[.:\n]\s+", re.IGNORECASE
)
_MADE = re.compile(
    r"\s*(?:the (?:history|story) of )?([^,.:;]{4,60}), ((?:opened|built|founded|finished|made|written|painted) "
    r"(?:in|by|on) [^,.;]{3,60})[.]?\s*\Z",
    re.IGNORECASE,
)
"""``The history of the bridge, opened in 1937``."""
_UNITS = tuple(
    (re.compile(rf"(?<=\d)\s?{short}\s+(?:of\s+)?(?=[a-z])"), f" {spoken} of ")
    for short, spoken in (("g", "grams"), ("kg", "kilos"), ("ml", "millilitres"), ("l", "litres"))
)
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|No|vs|etc|e\.g|i\.e|[A-Z])\.$")


def sayings_of(text: str) -> tuple[str, ...]:
    """Sentences worth reading out, in the text's order; none of a prompt that only gives orders."""
    if steps := _steps(text):
        return steps
    if len(text.split()) < _MIN_WORDS_OF_PROMPT:
        return ()
    sentences = _sentences(re.sub(r"\A[^\n.!?]{3,60}:\n", "", text))
    sayable = [sentence for sentence in sentences if _is_sayable(sentence)]
    if len(sayable) < max(_MIN_SAYINGS, len(sentences) // 2):
        return ()
    return tuple(dict.fromkeys(sayable))[:_MAX_SAYINGS]


def facts_of(text: str) -> tuple[str, ...]:
    """Whole sentences of a prompt too short to be read out: ``It opened in 1937.``."""
    if len(text.split()) >= _MIN_WORDS_OF_PROMPT:
        return ()
    if made := _MADE.match(text):
        return (f"{made[1][:1].upper()}{made[1][1:]} was {made[2]}.",)
    told = [s for s in _sentences(text) if not s.endswith("?")]
    return tuple(s for s in told if _is_sayable(s) and _is_stated(s))


def told_how(core: str) -> tuple[str, ...]:
    """``how the wolves came back in 1995, and what changed`` -> ``The wolves came back in 1995.``."""
    match = re.match(r"\s*how ((?:the|a|an|our|their) [^:,.;!?]{6,90})", core, re.IGNORECASE)
    if match is None or not any(token.tag_ == "VBD" for token in parse(match[1])):
        return ()
    return (f"{match[1][:1].upper()}{match[1][1:].strip()}.",)


def dish_of(text: str) -> str:
    """What a recipe is for: ``tomato soup``; empty if it is none."""
    head = _RECIPE.match(text)
    return head[1].strip(" .:") if head else ""


def _steps(text: str) -> tuple[str, ...]:
    """The steps of a recipe, a sentence each: ``Chop two onions. Fry them in butter.``."""
    head = _RECIPE.match(text)
    if head is None:
        return ()
    body = text[head.end() :]
    steps: list[str] = []
    for sentence in _sentences(body):
        parts = re.split(
            r",\s*(?:and\s+|then\s+)*|\s+(?:and then|and|then)\s+(?=[a-z]+ )", sentence[:-1]
        )
        for part in parts:
            if steps and not is_order(part):
                steps[-1] = f"{steps[-1][:-1]}, {part}."
            else:
                steps.append(_ended(part))
    return tuple(steps) if len(steps) >= _MIN_SAYINGS else ()


def is_order(part: str) -> bool:
    """Whether a clause tells somebody to do something."""
    first = parse(f"Please {part[:1].lower()}{part[1:]}.")[1]
    return first.tag_ == "VB"


def _is_stated(sentence: str) -> bool:
    """Whether somebody or something does or is something."""
    doc = parse(sentence)
    is_whole = any(t.dep_ == "ROOT" and t.pos_ in ("VERB", "AUX") for t in doc)
    has_subject = is_whole and any(token.dep_ in ("nsubj", "nsubjpass") for token in doc)
    return has_subject and any(token.tag_ in ("VBZ", "VBP", "VBD") for token in doc)


def _sentences(text: str) -> list[str]:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    joined: list[str] = []
    for line in lines:
        for part in re.split(r"(?<=[.!?])[\"')]*\s+", line):
            if joined and _ABBREVIATION.search(joined[-1]):
                joined[-1] = f"{joined[-1]} {part}"
            else:
                joined.append(part)
    return [_ended(part) for part in joined]


def _ended(sentence: str) -> str:
    sentence = re.sub(r"^(?:\d+[.)]|[-*])\s*", "", sentence.strip())
    for pattern, unit in _UNITS:
        sentence = pattern.sub(unit, sentence)
    sentence = sentence[:1].upper() + sentence[1:]
    if sentence.endswith((",", ";", ":")):
        sentence = sentence[:-1]
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def _is_sayable(sentence: str) -> bool:
    words = re.findall(r"[^\W\d_]+", sentence)
    if len(words) < _MIN_WORDS or _ORDERS.search(sentence):
        return False
    if len(set(word.lower() for word in words)) < len(words) / 2:
        return False  # the same word over and over
    return estimate_speech_s(sentence) <= _MAX_SPEECH_S and max(map(len, words)) < 25  # noqa: PLR2004
