"""A clock that stands still until somebody moves it."""

from datetime import UTC, datetime, timedelta

from manike.studio.clock import Clock

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


class StoppedClock(Clock):
    """Sleeping moves it, so that nothing waits for real."""

    def __init__(self, now: datetime = NOON) -> None:
        self._now = now
        self.slept_s: list[float] = []
        """How long each sleep was to last."""

    def now(self) -> datetime:
        """The time it was set to, in UTC."""
        return self._now

    def monotonic_s(self) -> float:
        """Seconds since the epoch."""
        return self._now.timestamp()

    def sleep(self, seconds: float) -> None:
        """Move on by so much, at once; by a microsecond at least, the finest that it counts."""
        self.slept_s.append(seconds)
        self._now += max(timedelta(seconds=seconds), timedelta.resolution)

    def set(self, now: datetime) -> None:
        """Move to a time."""
        self._now = now

    def turn(self, seconds: float) -> None:
        """Later by so much, without a sleep."""
        self._now += timedelta(seconds=seconds)
