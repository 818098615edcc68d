"""How loud narration and music are mixed: levels in LUFS, music falling under speech."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from manike.media.sound import SAMPLE_RATE_HZ

SPEECH_LUFS = -18.0
"""Level of every narration in the mix, before the film's own gain."""
MUSIC_LUFS = -23.0
"""Level of music where nobody speaks."""
MUSIC_UNDER_SPEECH_LU = 15.0
"""Music lies at least this far under a narration; 10 is the least that stays intelligible."""

_ATTACK_S = 0.35
_RELEASE_S = 0.8
_MARGIN_S = 0.08
"""The music is down this long before the first word, and stays this long after the last."""
_HOLD_S = 1.6
"""Between narrations nearer than this it stays down: a scene change leaves 1.0 s."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A narration's samples of the film, and the music's gain under it."""

    start: int
    end: int
    music_gain_db: float


@dataclass(frozen=True, slots=True)
class GainCurve:
    """Straight lines in decibels between points in samples of the film."""

    at: NDArray[np.float64]
    gain_db: NDArray[np.float64]

    def between(self, start: int, count: int) -> NDArray[np.float32]:
        """Factors for samples ``start`` to ``start + count``."""
        samples = np.arange(start, start + count)
        gain_db = np.interp(samples, self.at, self.gain_db)
        factors: NDArray[np.float32] = np.power(10.0, gain_db / 20).astype(np.float32)
        return factors


def ducked(spoken: Sequence[Spoken], free_gain_db: float) -> GainCurve:
    """The music's gain over the film.

    Args:
        spoken: narrations in order, without overlap.
        free_gain_db: gain where nobody speaks.
    """
    attack, release, margin, hold = (
        seconds * SAMPLE_RATE_HZ for seconds in (_ATTACK_S, _RELEASE_S, _MARGIN_S, _HOLD_S)
    )
    points: list[tuple[float, float]] = []
    for index, speech in enumerate(spoken):
        before = spoken[index - 1].end if index else float("-inf")
        after = spoken[index + 1].start if index + 1 < len(spoken) else float("inf")
        if speech.start - before > hold:
            points.append((speech.start - margin - attack, free_gain_db))
        points.append((speech.start - margin, speech.music_gain_db))
        points.append((speech.end + margin, speech.music_gain_db))
        if after - speech.end > hold:
            points.append((speech.end + margin + release, free_gain_db))
    points = points or [(0.0, free_gain_db)]
    at, gain_db = zip(*points, strict=True)
    return GainCurve(np.array(at), np.array(gain_db))
