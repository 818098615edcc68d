"""The calls of submissions that take several, written down before they leave and when answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any, Protocol

from sqlalchemy import delete, exists
from sqlmodel import Session, col, select

from manike.errors import NotFoundError
from manike.money import Money
from manike.studio.clock import Clock
from manike.studio.database import Database
from manike.studio.exchange_table import ExchangeRow
from manike.studio.models import Attempt


@dataclass(frozen=True, slots=True)
class Exchange:
    """One call of a submission."""

    number: int
    """From 1."""
    said: Mapping[str, Any] | None
    """What came back; ``None`` if the call left and nothing is known of its answer."""


class ExchangeBook(Protocol):
    """Where calls are written down."""

    def of(self, submission: str) -> tuple[Exchange, ...]:
        """The calls of a submission so far, in order."""
        ...

    def leaves(self, submission: str, number: int) -> None:
        """A call is about to leave.

        Raises:
            ConflictError: another worker has just made it.
        """
        ...

    def answered(self, submission: str, number: int, said: Mapping[str, Any]) -> None:
        """Its answer is here, as plain JSON with its ``cost`` and ``currency``."""
        ...

    def refused(self, submission: str, number: int) -> None:
        """The vendor did not take the call and bills nothing: it is as if it was never made."""
        ...


def answered_cost_in(session: Session, submission: str) -> Money | None:
    """What the calls cost that were answered; ``None`` if there are none, or they were free."""
    rows = session.exec(
        select(ExchangeRow.said).where(
            ExchangeRow.submission == submission, col(ExchangeRow.answered_at).is_not(None)
        )
    ).all()
    costs = [Money(Decimal(said["cost"]), said["currency"]) for said in rows if said is not None]
    if not any(cost.amount for cost in costs):
        return None
    return sum(costs[1:], costs[0])


class Exchanges:
    """See ``ExchangeBook``; kept in the studio database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def of(self, submission: str) -> tuple[Exchange, ...]:
        """See ``ExchangeBook.of``."""
        with self._database.transaction() as session:
            rows = session.exec(
                select(ExchangeRow)
                .where(ExchangeRow.submission == submission)
                .order_by(col(ExchangeRow.number))
            ).all()
            return tuple(Exchange(row.number, row.said) for row in rows)

    def prune(self, older_than: timedelta) -> int:
        """Take away the calls of submissions that have ended; returns how many it was.

        What became a take has its replies in the tenant's files.
        """
        is_open = exists().where(
            col(Attempt.id) == col(ExchangeRow.submission), col(Attempt.is_open)
        )
        left = col(ExchangeRow.left_at) < self._clock.now() - older_than
        with self._database.transaction() as session:
            gone = session.connection().execute(delete(ExchangeRow).where(left, ~is_open))
            return gone.rowcount

    def leaves(self, submission: str, number: int) -> None:
        """See ``ExchangeBook.leaves``."""
        with self._database.transaction() as session:
            session.add(
                ExchangeRow(submission=submission, number=number, left_at=self._clock.now())
            )

    def answered(self, submission: str, number: int, said: Mapping[str, Any]) -> None:
        """See ``ExchangeBook.answered``."""
        with self._database.transaction() as session:
            row = session.get(ExchangeRow, (submission, number))
            if row is None:
                raise NotFoundError(f"Call {number} of {submission} was never written down.")
            row.said, row.answered_at = dict(said), self._clock.now()
            session.add(row)

    def refused(self, submission: str, number: int) -> None:
        """See ``ExchangeBook.refused``."""
        with self._database.transaction() as session:
            row = session.get(ExchangeRow, (submission, number))
            if row is not None and row.said is None:
                session.delete(row)
