"""How long a narration takes, and the silence around it within its scene."""

import re

LEAD_S = 0.4
"""From the start of a scene to the first sample of its narration."""
TAIL_S = 0.6
"""At least this long from the last sample of a narration to the end of its scene."""

_SYLLABLE_S = 0.185
_WORD_S = 0.05
_COMMA_S = 0.22
_SENTENCE_S = 0.4
_DIGIT_SYLLABLES = 1.8  # "7" takes 2, "3" takes 1; a year read in pairs is in between
_VOWELS = re.compile(r"[aeiouy]+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d")  # noqa: RUF001 - a typographic apostrophe
_COMMA = re.compile(r"[,;:–—]")  # noqa: RUF001 - dashes
_STOP = re.compile(r"[.!?…]+(?=\s|$)")


def estimate_speech_s(text: str) -> float:
    """Seconds that the embedded narrator needs for a text at its natural speed."""
    words = _WORD.findall(text)
    if not words:
        return 0.0
    syllables = sum(_syllables(word) for word in words)
    pauses = _COMMA_S * len(_COMMA.findall(text)) + _SENTENCE_S * max(
        0, len(_STOP.findall(text)) - 1
    )
    return _SYLLABLE_S * syllables + _WORD_S * len(words) + pauses


def _syllables(word: str) -> float:
    """Vowel groups, less a silent e: near enough for English, within one for most words."""
    if word.isdecimal():
        return _DIGIT_SYLLABLES
    count = len(_VOWELS.findall(word))
    if word.lower().endswith("e") and not word.lower().endswith(("le", "ee", "ye")) and count > 1:
        count -= 1
    return max(1, count)
