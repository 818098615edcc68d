"""How found boundaries are held against the truth; the same for every detector."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.shots.made_set import Boundary

TOLERANCE = 2
"""Frames."""


@dataclass(slots=True)
class Score:
    """What was found, over any number of films."""

    found: int = 0
    missed: Counter[str] = field(default_factory=Counter)
    """By kind of transition."""
    false: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        wrong = self.missed.total() + self.false
        return 2 * self.found / max(1, 2 * self.found + wrong)

    def add(self, frames: Sequence[int], truth: Sequence[Boundary]) -> None:
        """Count one film, whose boundaries were found at ``frames``.

        A frame hits a boundary that it lies in, or at most two frames beside. Each boundary is hit
        once; whatever else lies in it is false.
        """
        open_ones = list(truth)
        for frame in frames:
            hit = next(
                (b for b in open_ones if b.first - TOLERANCE <= frame <= b.last + TOLERANCE), None
            )
            if hit is None:
                self.false += 1
            else:
                self.found += 1
                open_ones.remove(hit)
        self.missed.update(b.kind for b in open_ones)
