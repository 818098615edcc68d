"""Forced alignment: when each word of a known text is heard, by Whisper's cross-attention."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from manike.embedded.transcriber import decoding, read_speech, whisper

LONGEST_S = 29.5
"""Whisper hears 30 s at once."""
_MOST_TOKENS = 400
"""Of a text, beside those that Whisper adds; its decoder holds 448."""
_TOKEN_S = 0.02
_HOP = 160
_WINDOW_FRAMES = 3000
_SMOOTHED = 7


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where the words of a text lie in a sound."""

    spans_s: tuple[tuple[float, float], ...]
    """Start and end of each word; starts never fall."""
    likelihood: float
    """Mean probability of the text's tokens, 0..1: near 0 where the sound says something else."""


def align(audio: Path, words: Sequence[str], language: str) -> Alignment | None:
    """Find the words of a text in a sound that speaks it.

    Args:
        audio: the sound file.
        words: as they are written, in order, at least one.
        language: a primary subtag; one that Whisper does not know is taken for English.

    Returns:
        ``None`` if the sound or the text is too long to be aligned at once.

    Raises:
        MediaError: the file has no sound that can be read.
        MachineError: the model is missing, broken, or does not run here.
    """
    from faster_whisper.tokenizer import Tokenizer  # after the transcriber's stand-in for PyAV

    samples = read_speech(audio)
    if samples.size > LONGEST_S * 16_000:
        return None
    with decoding, whisper.in_use() as model:
        known = model.supported_languages
        tokenizer = Tokenizer(
            model.hf_tokenizer,
            model.model.is_multilingual,
            task="transcribe",
            language=language if language in known else "en",
        )
        tokens = [tokenizer.encode(f" {word}") for word in words]
        if sum(map(len, tokens)) > _MOST_TOKENS:
            return None
        features = model.feature_extractor(samples)
        found = model.model.align(
            model.encode(_filled(features)),
            tokenizer.sot_sequence,
            [[token for word in tokens for token in word]],
            min(features.shape[-1], samples.size // _HOP),
            median_filter_width=_SMOOTHED,
        )[0]
    starts = _token_starts(np.asarray(found.alignments))
    return Alignment(_spans(starts, tokens), float(np.mean(found.text_token_probs)))


def _filled(features: NDArray[np.float32]) -> NDArray[np.float32]:
    """Features of 30 s, shape (bands, 3000): silence after the sound."""
    missing = max(0, _WINDOW_FRAMES - features.shape[1])
    return np.pad(features[:, :_WINDOW_FRAMES], ((0, 0), (0, missing)))


def _token_starts(path: NDArray[np.int64]) -> NDArray[np.float64]:
    """Seconds at which each token begins, the end of the text being the last one.

    Args:
        path: pairs of (token, step of 20 ms) along the alignment, shape (n, 2).
    """
    is_first = np.diff(path[:, 0], prepend=-1) > 0
    return np.asarray(path[is_first, 1] * _TOKEN_S, np.float64)


def _spans(
    starts: NDArray[np.float64], tokens: Sequence[Sequence[int]]
) -> tuple[tuple[float, float], ...]:
    bounds = np.minimum(np.cumsum([0, *map(len, tokens)]), len(starts) - 1)
    return tuple((float(starts[first]), float(starts[last])) for first, last in pairwise(bounds))
