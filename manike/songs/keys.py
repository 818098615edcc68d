"""The key of a sound, from how strong each of the twelve pitch classes is in it."""

import numpy as np
from numpy.typing import NDArray

PITCHES = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
"""As composers and writers spell them here."""

# How strong each degree is in music of a key: D. Temperley after the Kostka-Payne corpus. Of five
# such sets none found more keys in music of our composer; see docs/songs.md.
_MAJOR = (0.748, 0.060, 0.488, 0.082, 0.670, 0.460, 0.096, 0.715, 0.104, 0.366, 0.057, 0.400)
_MINOR = (0.712, 0.084, 0.474, 0.618, 0.049, 0.460, 0.105, 0.747, 0.404, 0.067, 0.133, 0.330)
_CLEAR = 0.5
"""Of the correlation with the best key."""
_UNEVEN = 0.6
"""Of the span of the strengths by their mean: noise has 0.07, clicks 0.5, music 1 and more."""


def key_of(strengths: NDArray[np.floating]) -> str:
    """The key, such as ``A minor``; empty where no key is clear.

    Args:
        strengths: of the pitch classes from C up, shape (12,).
    """
    if not np.ptp(strengths) > _UNEVEN * strengths.mean():
        return ""
    scores = {
        f"{PITCHES[tonic]} {mode}": float(np.corrcoef(np.roll(degrees, tonic), strengths)[0, 1])
        for mode, degrees in (("major", _MAJOR), ("minor", _MINOR))
        for tonic in range(len(PITCHES))
    }
    best = max(scores, key=lambda key: scores[key])
    return best if scores[best] >= _CLEAR else ""
