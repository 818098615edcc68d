"""Stretches of time, and runs of frames as such."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one time to another."""

    start_s: float
    end_s: float

    @property
    def duration_s(self) -> float:
        """Its length."""
        return self.end_s - self.start_s

    def overlap_s(self, other: "Stretch") -> float:
        """How long both last at once; negative where they lie apart."""
        return min(self.end_s, other.end_s) - max(self.start_s, other.start_s)


@dataclass(frozen=True, slots=True)
class Run:
    """Frames in a row."""

    start: int
    end: int
    """The first frame after it."""

    @property
    def count(self) -> int:
        """How many."""
        return self.end - self.start

    def shared(self, other: "Run") -> int:
        """Frames that are in both."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def at(self, rate: Fraction) -> Stretch:
        """The same in seconds."""
        return Stretch(float(self.start / rate), float(self.end / rate))


def runs_of(frames: Iterable[int], *, gap: int = 0) -> tuple[Run, ...]:
    """Frames in rising order as runs; up to ``gap`` missing frames don't end one."""
    runs: list[Run] = []
    for frame in frames:
        if runs and frame <= runs[-1].end + gap:
            runs[-1] = Run(runs[-1].start, frame + 1)
        else:
            runs.append(Run(frame, frame + 1))
    return tuple(runs)
