"""Which frames of a shot are worth keeping: sharp, lit, calm, and unlike each other."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from manike.analysis.looks import Looks, field

MOST_CANDIDATES: Final = 64
MOST_KEYS: Final = 6
UNLIKE: Final = 0.12
"""Distance of two tiny frames, from 0 to 1, from which both are worth keeping."""
_EVERY_S: Final = 0.32


@dataclass(frozen=True, slots=True)
class Candidate:
    """A frame that may stand for its shot."""

    frame: int
    worth: float
    """How good a picture it is, from 0 to 1, within its shot only up to a factor."""
    tiny: NDArray[np.uint8]
    """Shape (3, 18, 32)."""


class Candidates:
    """Some frames of one shot, evenly taken, never more than ``MOST_CANDIDATES``."""

    def __init__(self, rate: float) -> None:
        self._every = max(1, round(rate * _EVERY_S))
        self._kept: list[Candidate] = []
        self._next = 0

    def see(self, first: int, looks: Looks, tiny: NDArray[np.uint8]) -> None:
        """Look at frames in a row, of which the first has that number.

        Of the frames of one step the best is kept, so that a blink or a blurred moment is not.
        """
        worths = worth_of(looks)
        self._next = max(self._next, first)
        for at in range(len(looks)):
            frame = first + at
            if not self._kept or frame >= self._next:
                self._kept.append(Candidate(frame, float(worths[at]), tiny[at].copy()))
                self._next = frame + self._every
                self._thin()
            elif worths[at] > self._kept[-1].worth:
                self._kept[-1] = Candidate(frame, float(worths[at]), tiny[at].copy())

    def chosen(self) -> tuple[Candidate, ...]:
        """The best frame and those that differ from all chosen before, in their order in time."""
        if not self._kept:
            return ()
        kept = sorted(self._kept, key=lambda candidate: -candidate.worth)
        chosen = [kept[0]]
        while len(chosen) < MOST_KEYS:
            gaps = [min(unlikeness(c.tiny, other.tiny) for other in chosen) for c in kept]
            scores = [gap * (0.3 + c.worth) for gap, c in zip(gaps, kept, strict=True)]
            best = int(np.argmax(scores))
            if gaps[best] < UNLIKE or kept[best].worth < 0.25 * chosen[0].worth:
                break
            chosen.append(kept[best])
        return tuple(sorted(chosen, key=lambda candidate: candidate.frame))

    def _thin(self) -> None:
        if len(self._kept) > MOST_CANDIDATES:
            self._kept = [
                max(pair, key=lambda candidate: candidate.worth)
                for pair in zip(self._kept[::2], self._kept[1::2], strict=False)
            ]
            self._every *= 2


def worth_of(looks: Looks) -> NDArray[np.float32]:
    """How good a picture each frame is, from 0 to 1."""
    sharp = field(looks, "sharpness") / (field(looks, "sharpness") + 12)
    lit = 1 - np.maximum(field(looks, "dark"), field(looks, "bright"))
    calm = 1 / (1 + field(looks, "motion") / 6)
    rich = np.minimum(field(looks, "contrast") / 30, 1)
    worth = sharp * (0.1 + 0.9 * lit) * (0.3 + 0.7 * calm) * rich
    return np.asarray(worth, np.float32)


def unlikeness(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    """Distance of two tiny frames, from 0 to about 1; small for the same place a little moved."""
    a, b = (_blurred(tiny) for tiny in (one, other))
    return float(np.abs(a - b).mean()) / 64


def _blurred(tiny: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Means of areas of 3x4: shape (3, 6, 8)."""
    planes = tiny.astype(np.float32).reshape(3, 6, 3, 8, 4).mean(axis=(2, 4))
    weighted: NDArray[np.float32] = planes * np.array([1.0, 1.5, 1.5], np.float32)[:, None, None]
    return weighted
