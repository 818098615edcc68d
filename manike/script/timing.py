"""How long a narration takes, and the silence around it within its scene."""

import re

LEAD_S = 0.4
"""From the start of a scene to the first sample of its narration."""
TAIL_S = 0.6
"""At least this long from the last sample of a narration to the end of its scene."""

# Fitted to 65 narrations of 3-20 s in the embedded narrator's six narrating voices: mean error
# 4.5 %, 95 % within 13 %. Letters fit better than syllables do (6.2 %).
_LETTER_S = 0.054
_WORD_S = 0.064
_DIGIT_S = 0.42
_UNIT_S = 0.36
_COMMA_S = 0.17
_SENTENCE_S = 0.22
_RESERVE = 1.02  # too long by a little is a pause; too short is a narration that hurries
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")  # noqa: RUF001 - a typographic apostrophe
_DIGIT = re.compile(r"\d")
_UNIT = re.compile(r"[$£€]|(?<=\d)\s?(?:%|°C|°F|[a-z]{1,3}/h|km|kg|cm|mph|fps)")
_COMMA = re.compile(r"[,;:–—]")  # noqa: RUF001 - dashes
_STOP = re.compile(r"[.!?…]+(?=\s|$)")


def estimate_speech_s(text: str) -> float:
    """Seconds that the embedded narrator needs for a text at its natural speed."""
    spoken = (
        _LETTER_S * len(_LETTER.findall(text))
        + _WORD_S * len(_WORD.findall(text))
        + _DIGIT_S * len(_DIGIT.findall(text))
        + _UNIT_S * len(_UNIT.findall(text))
    )
    if not spoken:
        return 0.0
    gaps = max(0, len(_STOP.findall(text)) - 1)
    return _RESERVE * (spoken + _COMMA_S * len(_COMMA.findall(text)) + _SENTENCE_S * gaps)
