"""A book of calls in memory."""

from collections.abc import Mapping
from typing import Any

from manike.errors import ConflictError
from manike.studio.exchanges import Exchange


class ExchangesInMemory:
    """See ``ExchangeBook``."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, int], Mapping[str, Any] | None] = {}

    def of(self, submission: str) -> tuple[Exchange, ...]:
        """See ``ExchangeBook.of``."""
        return tuple(
            Exchange(number, said)
            for (name, number), said in sorted(self._rows.items(), key=lambda row: row[0])
            if name == submission
        )

    def leaves(self, submission: str, number: int) -> None:
        """See ``ExchangeBook.leaves``."""
        if (submission, number) in self._rows:
            raise ConflictError(f"Call {number} of {submission} is there already.")
        self._rows[submission, number] = None

    def answered(self, submission: str, number: int, said: Mapping[str, Any]) -> None:
        """See ``ExchangeBook.answered``."""
        self._rows[submission, number] = dict(said)

    def refused(self, submission: str, number: int) -> None:
        """See ``ExchangeBook.refused``."""
        if self._rows.get((submission, number)) is None:
            self._rows.pop((submission, number), None)
