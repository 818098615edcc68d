"""Finds boundaries while frames come in; holds some hundred small frames at a time."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from manike.analysis import boundary_net, changes
from manike.analysis.boundary_net import BoundaryNet
from manike.analysis.changes import Frames
from manike.analysis.shots import Boundary

THRESHOLD: Final = 0.5
_APART: Final = 8
"""Frames; of two peaks nearer than this the lower is not a boundary of its own."""
_EDGE: Final = 2
"""Frames at an end of the video that are no shot."""
_LONGEST: Final = 48
"""Frames on either side of a peak in which the ends of its transition are looked for."""
_CONTEXT: Final = changes.MARGIN + boundary_net.REACH
_STRIDE: Final = 256

Scores = NDArray[np.float32]


class BoundaryFinder:
    """Takes small frames in order and gives the boundaries in order, a few seconds later.

    What it finds does not depend on how the frames are handed over.
    """

    def __init__(self, net: BoundaryNet | None = None, threshold: float = THRESHOLD) -> None:
        self._net = net or boundary_net.boundary_net()
        self._threshold = threshold
        self._frames: Frames = np.zeros((0, 3, changes.ROWS, changes.COLUMNS), np.uint8)
        self._first = 0
        self._scores: Scores = np.zeros((2, 0), np.float32)
        self._scored_from = 0
        self._next_peak = 0
        self._last_peak = -_APART - 1
        self._last_end = 0

    def see(self, frames: Frames) -> list[Boundary]:
        """Look at the next frames; says which boundaries are certain now."""
        self._frames = np.concatenate([self._frames, frames])
        while self._first + len(self._frames) - self._scored_to >= _STRIDE + _CONTEXT:
            self._score(self._scored_to + _STRIDE)
        return self._peaks(self._scored_to - _LONGEST)

    def finish(self) -> list[Boundary]:
        """No more frames come; a fade into the end of the video leads to no other shot."""
        end = self._first + len(self._frames)
        if end > self._scored_to:
            self._score(end)
        return [boundary for boundary in self._peaks(end) if boundary.last < end - _EDGE]

    @property
    def settled(self) -> int:
        """No boundary will be found any more that begins before this frame."""
        return max(0, self._next_peak - _LONGEST)

    @property
    def _scored_to(self) -> int:
        return self._scored_from + int(self._scores.shape[1])

    def _score(self, end: int) -> None:
        """Score all frames before ``end`` and forget those that nothing depends on any more."""
        start = self._scored_to
        measured_from = max(self._first, start - boundary_net.REACH)
        measured_to = min(self._first + len(self._frames), end + boundary_net.REACH)
        seen_from = max(self._first, measured_from - changes.MARGIN)
        seen_to = min(self._first + len(self._frames), measured_to + changes.MARGIN)
        measured = changes.measure_changes(
            self._frames[seen_from - self._first : seen_to - self._first]
        )[measured_from - seen_from : measured_to - seen_from]
        scores = self._net.scores(measured)[:, start - measured_from : end - measured_from]
        self._scores = np.concatenate([self._scores, scores], axis=1)
        kept_from = max(self._first, end - _CONTEXT)
        self._frames = self._frames[kept_from - self._first :]
        self._first = kept_from

    def _peaks(self, end: int) -> list[Boundary]:
        found = []
        while self._next_peak < end:
            frame = self._next_peak
            self._next_peak += 1
            if not self._is_peak(frame):
                continue
            self._last_peak = frame
            boundary = self._boundary(frame)
            # two peaks in one transition are one boundary, and a fade from nothing is none
            if boundary.first > max(self._last_end, _EDGE):
                self._last_end = boundary.last
                found.append(boundary)
        kept_from = max(self._scored_from, self._next_peak - 2 * _LONGEST)
        self._scores = self._scores[:, kept_from - self._scored_from :]
        self._scored_from = kept_from
        return found

    def _is_peak(self, frame: int) -> bool:
        middle = self._scores[0]
        at = frame - self._scored_from
        around = middle[max(0, at - _APART) : at + _APART + 1]
        score = middle[at]
        return bool(
            frame > 0
            and score >= self._threshold
            and score == around.max()
            and frame - self._last_peak > _APART
        )

    def _boundary(self, frame: int) -> Boundary:
        at = frame - self._scored_from
        part = self._scores[1] >= self._threshold
        first = last = at
        while first > max(1, at - _LONGEST) and part[first - 1]:
            first -= 1
        while last + 1 < min(len(part), at + _LONGEST) and part[last + 1]:
            last += 1
        offset = self._scored_from
        return Boundary(first + offset, last + offset, float(self._scores[0, at]))
