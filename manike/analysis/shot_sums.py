"""What one shot's frames add up to; its size does not grow with the shot."""

from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from manike.analysis.keyframes import Candidates
from manike.analysis.looks import FIELDS, STILL, Looks, colour_shares
from manike.analysis.looks import field as column
from manike.analysis.shots import Boundary

_LEAST_FROZEN_S = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class KeyChoice:
    """A frame that stands for its shot."""

    frame: int
    worth: float


@dataclass(frozen=True, slots=True)
class Frames:
    """Frames in a row, measured and not yet given to a shot."""

    first: int
    looks: Looks
    tiny: NDArray[np.uint8]

    def part(self, start: int, end: int) -> "Frames":
        """Those from one number to before another."""
        kept = slice(max(0, start - self.first), max(0, end - self.first))
        return Frames(max(start, self.first), self.looks[kept], self.tiny[kept])


@dataclass(slots=True)
class ShotSums:
    """A shot that is being read."""

    begins: Boundary
    rate: Fraction
    end_frame: int = 0
    clear_frames: int = 0
    black_frames: int = 0
    frozen_frames: int = 0
    sums: NDArray[np.float64] = field(default_factory=lambda: np.zeros(len(FIELDS)))
    colours: NDArray[np.float64] | None = None
    _colour_frames: int = 0
    _still_run: int = 0
    _candidates: Candidates | None = None
    _chosen: tuple[KeyChoice, ...] = ()

    @property
    def start_frame(self) -> int:
        """Its first frame."""
        return self.begins.frame

    def see(self, frames: Frames, clear_end: int) -> None:
        """Add frames in a row; those in a transition count for its length alone."""
        self.end_frame = max(self.end_frame, frames.first + len(frames.looks))
        clear = frames.part(self.begins.last, clear_end)
        if len(clear.looks):
            self._add(clear)

    def means(self) -> dict[str, float]:
        """Mean of each measure."""
        means = self.sums / max(1, self.clear_frames)
        return {name: float(mean) for name, mean in zip(FIELDS, means, strict=True)}

    def colour_means(self) -> NDArray[np.float64]:
        """Share of each colour."""
        if self.colours is None:
            return np.zeros(0)
        return self.colours / max(1, self._colour_frames)

    def key_frames(self) -> tuple[KeyChoice, ...]:
        """The frames that stand for it."""
        self.close()
        return self._chosen

    def close(self) -> None:
        """No more frames come; the pictures of those that may stand for it are forgotten."""
        if self._candidates is not None:
            chosen = self._candidates.chosen()
            self._chosen = tuple(KeyChoice(one.frame, one.worth) for one in chosen)
            self._candidates = None

    def _add(self, frames: Frames) -> None:
        self.clear_frames += len(frames.looks)
        self.sums += frames.looks.sum(axis=0, dtype=np.float64)
        self.black_frames += int(column(frames.looks, "black").sum())
        self._count_still(column(frames.looks, "motion") < STILL)
        every = max(1, round(self.rate / 4))
        picked = frames.tiny[(-frames.first) % every :: every]
        if len(picked):
            shares = colour_shares(picked).sum(axis=0)
            self.colours = shares if self.colours is None else self.colours + shares
            self._colour_frames += len(picked)
        self._candidates = self._candidates or Candidates(float(self.rate))
        self._candidates.see(frames.first, frames.looks, frames.tiny)

    def _count_still(self, still: NDArray[np.bool_]) -> None:
        """Count stretches of half a second at least in which nothing moves."""
        least = round(_LEAST_FROZEN_S * self.rate)
        for stands in still.tolist():
            if not stands:
                self._still_run = 0
                continue
            self._still_run += 1
            if self._still_run == least:
                self.frozen_frames += least
            elif self._still_run > least:
                self.frozen_frames += 1
