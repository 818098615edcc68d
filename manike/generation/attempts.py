"""The journal of submissions to providers: what is written down before the next step is taken."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import func
from sqlmodel import Session, col, select

from manike.errors import ConflictError
from manike.generation.fingerprint import Generation
from manike.generation.remote import Accepted, Quote, Reply
from manike.ids import ProjectId, TenantId
from manike.money import Money
from manike.studio.clock import Clock
from manike.studio.database import Database
from manike.studio.models import Attempt, AttemptState

InTransaction = Callable[[Session, Attempt], None]
"""What else happens, or does not, together with a step: a hold, a release, a settlement."""


def _nothing(_session: Session, _row: Attempt) -> None:
    """Nothing else."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An attempt that is under way."""

    row: Attempt
    is_new: bool
    """Nothing was submitted yet; otherwise something may have been."""


class Attempts:
    """Attempts kept in the studio database. Whoever calls holds the claim on the fingerprint."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def open(
        self,
        project: ProjectId,
        generation: Generation,
        account: str,
        quote: Quote,
        hold: InTransaction,
    ) -> Opened:
        """The attempt that goes on, or a new one together with its hold.

        Raises:
            BudgetError: raised by ``hold``; there is no attempt then.
        """
        tenant, fingerprint = project.tenant.slug, generation.fingerprint
        with self._database.transaction() as session:
            row = _open_one(session, tenant, fingerprint)
            if row is not None:
                return Opened(row, is_new=False)
            before = session.exec(
                select(func.count())
                .select_from(Attempt)
                .where(Attempt.tenant == tenant, Attempt.fingerprint == fingerprint)
            ).one()
            row = Attempt(
                id=_key(tenant, fingerprint, before + 1),
                tenant=tenant,
                project=project.slug,
                fingerprint=fingerprint,
                job=generation.job.value,
                provider=generation.provider,
                model=generation.model,
                account=account,
                state=AttemptState.PREPARED.value,
                quoted=quote.most.amount,
                currency=quote.most.currency,
                submitted_at=self._clock.now(),
            )
            session.add(row)
            session.flush()
            hold(session, row)
            return Opened(row, is_new=True)

    def is_open(
        self,
        tenant: TenantId,
        fingerprint: str,
        otherwise: Callable[[Session], None] = lambda _session: None,
    ) -> bool:
        """Whether an attempt at this generation is under way; what is looked at if none is."""
        with self._database.transaction() as session:
            if _open_one(session, tenant.slug, fingerprint) is not None:
                return True
            otherwise(session)
            return False

    def open_ones(self, tenant: TenantId | None) -> Sequence[Attempt]:
        """Attempts that have not ended, of a tenant or of all, the oldest first."""
        query = select(Attempt).where(col(Attempt.is_open))
        if tenant is not None:
            query = query.where(Attempt.tenant == tenant.slug)
        with self._database.transaction() as session:
            return session.exec(query.order_by(col(Attempt.submitted_at), Attempt.id)).all()

    def find(self, tenant: TenantId, attempt_id: str) -> Attempt | None:
        """An attempt of this tenant."""
        with self._database.transaction() as session:
            row = session.get(Attempt, attempt_id)
            return row if row is not None and row.tenant == tenant.slug else None

    def accepted(
        self, attempt: Attempt, answer: Accepted, besides: InTransaction = _nothing
    ) -> Attempt:
        """The provider has taken the job."""

        def change(row: Attempt) -> None:
            row.state, row.job_id = AttemptState.ACCEPTED.value, answer.job_id

        return self._step(attempt, change, besides)

    def submitted_again(self, attempt: Attempt) -> Attempt:
        """The provider never took it: its time begins anew."""

        def change(row: Attempt) -> None:
            row.submitted_at = self._clock.now()

        return self._step(attempt, change)

    def started(self, attempt: Attempt) -> Attempt:
        """The job runs."""

        def change(row: Attempt) -> None:
            row.started_at = row.started_at or self._clock.now()

        return self._step(attempt, change)

    def answered(self, attempt: Attempt, reply: Reply, payload_sha256: str) -> Attempt:
        """The provider's reply is here; its payload is a blob already."""

        def change(row: Attempt) -> None:
            row.state, row.answered_at = AttemptState.ANSWERED.value, self._clock.now()
            row.reply, row.payload_sha256 = dict(reply.content), payload_sha256
            if reply.cost is not None:
                row.cost, row.currency = reply.cost.amount, reply.cost.currency

        return self._step(attempt, change)

    def failed(
        self, attempt: Attempt, error: str, cost: Money | None, close: InTransaction
    ) -> Attempt:
        """It ended without a take; ``close`` releases or settles the hold."""

        def change(row: Attempt) -> None:
            row.state, row.is_open, row.error = AttemptState.FAILED.value, False, error
            row.ended_at = self._clock.now()
            row.cost = cost.amount if cost else Decimal(0)

        return self._step(attempt, change, close)

    def done_in(self, session: Session, attempt: Attempt, cost: Money) -> None:
        """The take is stored in the same transaction."""
        row = _open_row(session, attempt)
        row.state, row.is_open, row.ended_at = AttemptState.DONE.value, False, self._clock.now()
        row.cost, row.currency = cost.amount, cost.currency
        session.add(row)

    def _step(
        self,
        attempt: Attempt,
        change: Callable[[Attempt], None],
        besides: InTransaction = _nothing,
    ) -> Attempt:
        with self._database.transaction() as session:
            row = _open_row(session, attempt)
            change(row)
            session.add(row)
            besides(session, row)
            return row

    def age_s(self, since: datetime) -> float:
        """Seconds from then to now."""
        return (self._clock.now() - since).total_seconds()


def _open_one(session: Session, tenant: str, fingerprint: str) -> Attempt | None:
    return session.exec(
        select(Attempt).where(
            Attempt.tenant == tenant, Attempt.fingerprint == fingerprint, col(Attempt.is_open)
        )
    ).first()


def _open_row(session: Session, attempt: Attempt) -> Attempt:
    row = session.get(Attempt, attempt.id, with_for_update=True)
    if row is None or not row.is_open:
        raise ConflictError(f"Attempt {attempt.id} was ended by another worker.")
    return row


def _key(tenant: str, fingerprint: str, number: int) -> str:
    """The same for the same attempt, so that a database restored from a backup finds its jobs."""
    return str(uuid5(NAMESPACE_URL, f"manike:{tenant}/{fingerprint}/{number}"))
