"""Shots and where they meet, and the port of what finds that."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Boundary:
    """Where one shot gives way to the next, in frames as they are stored."""

    first: int
    """The first frame that is not the earlier shot alone."""
    last: int
    """The first frame that is the later shot alone; equals ``first`` for a cut."""
    score: float = 1.0
    """How sure the detector is, from 0 to 1; 1 where it does not say."""

    @property
    def frame(self) -> int:
        """Where the later shot begins, when it has to be one frame."""
        return (self.first + self.last) // 2

    @property
    def is_cut(self) -> bool:
        """Whether it takes no frames."""
        return self.first == self.last


class ShotDetector(Protocol):
    """Finds the boundaries of a video's shots."""

    @property
    def name(self) -> str:
        """A word for it, such as ``embedded``."""
        ...

    @property
    def model(self) -> str:
        """Name and version of what decides; another one finds other boundaries."""
        ...

    def boundaries(self, path: Path) -> tuple[Boundary, ...]:
        """All boundaries in order; none where the video is one shot.

        Raises:
            MediaError: the file can't be decoded.
            MachineError: the detector's package is not installed.
        """
        ...


@dataclass(frozen=True, slots=True)
class Shot:
    """A stretch between two boundaries, or between one and an end of the video."""

    number: int
    """From 1."""
    start_frame: int
    end_frame: int
    """The first frame after it; shots leave no gap between them."""
    clear_start_frame: int
    """The first frame that shows this shot alone."""
    clear_end_frame: int
    """The first frame after those that show this shot alone."""

    @property
    def frame_count(self) -> int:
        """How many frames count as the shot's."""
        return self.end_frame - self.start_frame


def shots_between(boundaries: Sequence[Boundary], frame_count: int) -> tuple[Shot, ...]:
    """The shots of a video of ``frame_count`` frames; none where it has no frame."""
    if frame_count == 0:
        return ()
    opening, closing = Boundary(0, 0), Boundary(frame_count, frame_count)
    ends = [opening, *boundaries, closing]
    return tuple(
        Shot(number, begin.frame, end.frame, *_clear(begin, end))
        for number, (begin, end) in enumerate(pairwise(ends), start=1)
    )


def _clear(begin: Boundary, end: Boundary) -> tuple[int, int]:
    """Where two transitions touch, the middle between them stands for the shot."""
    if begin.last < end.first:
        return begin.last, end.first
    middle = min(max((begin.last + end.first) // 2, begin.frame), end.frame - 1)
    return middle, middle + 1
