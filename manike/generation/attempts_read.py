"""Reading the journal of submissions: which are under way, and which were left behind."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, case, exists, func, or_
from sqlmodel import Session, col, select

from manike.errors import ConflictError, NotFoundError
from manike.ids import TenantId
from manike.studio.clock import Clock
from manike.studio.database import Database
from manike.studio.models import Attempt, Claim

_LEFT = timedelta(minutes=10)
"""A run that goes on with what an earlier one left does so within this time."""


class AttemptsRead:
    """Attempts kept in the studio database, as their readers see them."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def is_open(
        self,
        tenant: TenantId,
        fingerprint: str,
        otherwise: Callable[[Session], None] = lambda _session: None,
    ) -> bool:
        """Whether an attempt at this generation is under way; what is looked at if none is."""
        with self._database.transaction() as session:
            if open_one_in(session, tenant.slug, fingerprint) is not None:
                return True
            otherwise(session)
            return False

    def open_one(self, tenant: TenantId, fingerprint: str) -> Attempt | None:
        """The attempt at this generation that is under way."""
        with self._database.reading() as session:
            return open_one_in(session, tenant.slug, fingerprint)

    def open_ones(self, tenant: TenantId | None) -> Sequence[Attempt]:
        """Attempts that have not ended, of a tenant or of all, the oldest first."""
        query = select(Attempt).where(col(Attempt.is_open))
        if tenant is not None:
            query = query.where(Attempt.tenant == tenant.slug)
        with self._database.reading() as session:
            return session.exec(query.order_by(col(Attempt.submitted_at), Attempt.id)).all()

    def strays(self, most: int, after: str = "") -> Sequence[Attempt]:
        """Open attempts that nobody is at and that are due to be looked at.

        One of each tenant at each account in turn, so that nobody waits behind another's hundred;
        the oldest of each first.

        Args:
            most: how many.
            after: whose turn was last, see ``whose``.
        """
        now = self._clock.now()
        is_due = or_(
            and_(col(Attempt.look_at).is_(None), col(Attempt.submitted_at) < now - _LEFT),
            col(Attempt.look_at) <= now,
        )
        is_claimed = exists().where(
            col(Claim.tenant) == col(Attempt.tenant),
            col(Claim.fingerprint) == col(Attempt.fingerprint),
            col(Claim.expires_at) > now,
        )
        line = col(Attempt.tenant) + "/" + col(Attempt.account)
        oldest = (func.coalesce(Attempt.look_at, Attempt.submitted_at), col(Attempt.id))
        turn = func.row_number().over(partition_by=line, order_by=oldest)
        order = (turn, case((line > after, 0), else_=1), line)
        query = select(Attempt).where(col(Attempt.is_open), is_due, ~is_claimed)
        with self._database.reading() as session:
            return session.exec(query.order_by(*order).limit(most)).all()

    def find(self, tenant: TenantId, attempt_id: str) -> Attempt | None:
        """An attempt of this tenant."""
        with self._database.reading() as session:
            row = session.get(Attempt, attempt_id)
            return row if row is not None and row.tenant == tenant.slug else None

    def require_open(self, attempt_id: str) -> Attempt:
        """An attempt that has not ended.

        Raises:
            NotFoundError: there is no such attempt.
            ConflictError: it has ended.
        """
        with self._database.reading() as session:
            row = session.get(Attempt, attempt_id)
        if row is None:
            raise NotFoundError(f"There is no attempt {attempt_id}. List them: manike attempts")
        if not row.is_open:
            raise ConflictError(f"Attempt {attempt_id} has ended already: it is {row.state}.")
        return row

    def age_s(self, since: datetime) -> float:
        """Seconds from then to now."""
        return (self._clock.now() - since).total_seconds()


def whose(attempt: Attempt) -> str:
    """Tenant and account: those whose strays wait for each other."""
    return f"{attempt.tenant}/{attempt.account}"


def open_one_in(session: Session, tenant: str, fingerprint: str) -> Attempt | None:
    """The attempt at a generation that is under way."""
    return session.exec(
        select(Attempt).where(
            Attempt.tenant == tenant, Attempt.fingerprint == fingerprint, col(Attempt.is_open)
        )
    ).first()
