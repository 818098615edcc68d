"""How many frames of a film are done, counted while several of its segments are encoded at once."""

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import Any

from manike.ports import Progress

_TOLD_EVERY_S = 0.5


class FrameCount:
    """Frames done of frames to do. Each segment's own number is written by one thread only."""

    def __init__(self, frame_counts: Sequence[int]) -> None:
        self._wanted = tuple(frame_counts)
        self._done = [0] * len(frame_counts)

    def of(self, index: int) -> Callable[[int], None]:
        """To be told how many frames of a segment are written."""

        def told(frames: int) -> None:
            self._done[index] = max(self._done[index], min(frames, self._wanted[index]))

        return told

    def follow(
        self,
        segments: Sequence[Future[Any]],  # of whatever their makers give
        others: Sequence[Future[Any]],
        told: Progress,
    ) -> None:
        """Tell how far the work is until all is done; the first failure ends it.

        Told in the caller's thread: who listens may write to a log of that thread's.
        """
        last = self._tell(told, -1)
        pending = {*segments, *others}
        while pending:
            done, pending = wait(pending, _TOLD_EVERY_S, FIRST_COMPLETED)
            for future in done:
                future.result()
            for index, segment in enumerate(segments):
                if segment in done:
                    self._done[index] = self._wanted[index]
            last = self._tell(told, last)

    def _tell(self, told: Progress, last: int) -> int:
        count = sum(self._done)
        if count > last:
            told(count, sum(self._wanted))
        return max(count, last)
