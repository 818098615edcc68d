"""The journal of submissions to providers: what is written down before the next step is taken."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import func
from sqlmodel import Session, select

from manike.errors import ConflictError
from manike.generation.attempts_read import AttemptsRead, open_one_in
from manike.generation.fingerprint import Generation
from manike.generation.remote import Accepted, Quote, Reply
from manike.ids import ProjectId
from manike.money import Money
from manike.studio.exchanges import answered_cost_in
from manike.studio.models import Attempt, AttemptState

InTransaction = Callable[[Session, Attempt], None]
"""What else happens, or does not, together with a step: a hold, a note in the audit."""
Closing = Callable[[Session, Attempt, Money | None], None]
"""What happens together with an end: a settlement of what is billed, a release if nothing is."""


def _nothing(_session: Session, _row: Attempt) -> None:
    """Nothing else."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An attempt that is under way."""

    row: Attempt
    is_new: bool
    """Nothing was submitted yet; otherwise something may have been."""


class Attempts(AttemptsRead):
    """Attempts kept in the studio database. Whoever calls holds the claim on the fingerprint."""

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
            row = open_one_in(session, tenant, fingerprint)
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
                asked=generation.as_json(),
                submitted_at=self._clock.now(),
            )
            session.add(row)
            session.flush()
            hold(session, row)
            return Opened(row, is_new=True)

    def look_again(self, attempt: Attempt, after: timedelta, said: str) -> Attempt:
        """It is still open: when to look at it again, and what is known of it, for people."""

        def change(row: Attempt) -> None:
            row.look_at, row.error = self._clock.now() + after, said

        return self._step(attempt, change)

    def accepted(
        self,
        attempt: Attempt,
        answer: Accepted,
        besides: InTransaction = _nothing,
        *,
        look_at: datetime | None = None,
    ) -> Attempt:
        """The provider has taken the job.

        Args:
            attempt: which.
            answer: under which id.
            besides: what else happens.
            look_at: when it is looked at if nobody goes on with it; as any new one if not given.
        """

        def change(row: Attempt) -> None:
            row.state, row.job_id = AttemptState.ACCEPTED.value, answer.job_id
            row.look_at, row.error = look_at, ""

        return self._step(attempt, change, besides)

    def submitted_again(self, attempt: Attempt) -> Attempt:
        """The provider never took it: its time begins anew."""

        def change(row: Attempt) -> None:
            row.submitted_at, row.look_at, row.error = self._clock.now(), None, ""

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

    def failed(self, attempt: Attempt, error: str, cost: Money | None, close: Closing) -> Attempt:
        """It ended without a take; ``close`` releases or settles the hold.

        Args:
            attempt: which.
            error: what went wrong, for people.
            cost: what is billed all the same; what its answered calls cost if it is nothing.
            close: what happens with the money.
        """

        def end(session: Session, row: Attempt) -> None:
            billed = cost if cost and cost.amount else answered_cost_in(session, row.id)
            self._end(row, AttemptState.FAILED, billed)
            row.error = error
            close(session, row, billed)

        return self._step(attempt, lambda _row: None, end)

    def done_in(self, session: Session, attempt: Attempt, cost: Money) -> None:
        """The take is stored in the same transaction."""
        row = _open_row(session, attempt)
        self._end(row, AttemptState.DONE, cost)
        session.add(row)

    def _end(self, row: Attempt, state: AttemptState, cost: Money | None) -> None:
        row.state, row.is_open, row.ended_at = state.value, False, self._clock.now()
        row.cost, row.asked, row.look_at, row.error = Decimal(0), None, None, ""
        if cost is not None:
            row.cost, row.currency = cost.amount, cost.currency

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


def _open_row(session: Session, attempt: Attempt) -> Attempt:
    row = session.get(Attempt, attempt.id, with_for_update=True)
    if row is None or not row.is_open:
        raise ConflictError(f"Attempt {attempt.id} was ended by another worker.")
    return row


def _key(tenant: str, fingerprint: str, number: int) -> str:
    """The same for the same attempt, so that a database restored from a backup finds its jobs."""
    return str(uuid5(NAMESPACE_URL, f"manike:{tenant}/{fingerprint}/{number}"))
