"""Who is told how far the work is."""

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Of:
    """Passes on what it hears, with what it is the progress of in each stage's name."""

    listener: Listener
    name: str

    def expect(self, stage: str, count: int) -> None:
        """See ``Listener.expect``."""
        self.listener.expect(f"{stage} {self.name}", count)

    def report(self, stage: str, part: str, done: int, total: int) -> None:
        """See ``Listener.report``."""
        self.listener.report(f"{stage} {self.name}", part, done, total)
