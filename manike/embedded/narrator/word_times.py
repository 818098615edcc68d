"""When each written word of a phrase is heard, from the lengths of its phonemes and its sound."""

import numpy as np

from manike.embedded.narrator.phrasing import Phrase
from manike.embedded.narrator.pronunciation import NOBODY
from manike.embedded.narrator.sound import WINDOW_S, loud_windows
from manike.embedded.narrator.voice_model import MODEL_RATE_HZ, Utterance

_EARLY_S = 0.04
"""A sound is heard before its phoneme's frames begin: 15-60 ms for vowels, 100 ms for an s."""
_AUDIBLE_DB = 42.0


def word_times(phrase: Phrase, utterance: Utterance) -> dict[int, tuple[float, float]]:
    """Start and end by word, in seconds from the first sample of the utterance.

    The last phoneme before a pause holds the pause as well, up to 0.5 s of it; so a word ends with
    the last that is heard of it. Words without a phoneme are missing.
    """
    spans = _phoneme_spans(phrase, utterance)
    heard = loud_windows(utterance.samples, MODEL_RATE_HZ, _AUDIBLE_DB) * WINDOW_S
    times = {
        owner: (max(0.0, start - _EARLY_S), _last_heard(heard, start, end - _EARLY_S))
        for owner, (start, end) in spans.items()
    }
    if times and heard.size:
        first = next(iter(times))
        times[first] = (min(times[first][0], float(heard[0])), times[first][1])
    return times


def _phoneme_spans(phrase: Phrase, utterance: Utterance) -> dict[int, tuple[float, float]]:
    """From the first phoneme of each word to its last."""
    spans: dict[int, tuple[float, float]] = {}
    for at, owner in enumerate(phrase.owners):
        if owner != NOBODY:
            start = spans[owner][0] if owner in spans else float(utterance.ends_s[at])
            spans[owner] = (start, float(utterance.ends_s[at + 1]))
    return spans


def _last_heard(heard: np.ndarray, start: float, end: float) -> float:
    inside = heard[(heard >= start) & (heard < end)]
    return float(inside[-1]) + WINDOW_S if inside.size else end
