"""Who is told how far the work is."""

from typing import Protocol


class Listener(Protocol):
    """Hears of progress; called from several threads."""

    def expect(self, stage: str, count: int) -> None:
        """A stage of ``count`` parts begins."""
        ...

    def report(self, stage: str, part: str, done: int, total: int) -> None:
        """``done`` of ``total`` units of a part of a stage are made: frames where there are any."""
        ...


class Silence:
    """Tells nobody."""

    def expect(self, stage: str, count: int) -> None:
        """See ``Listener.expect``."""

    def report(self, stage: str, part: str, done: int, total: int) -> None:
        """See ``Listener.report``."""
