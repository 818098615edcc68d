"""What a person found out of an attempt of which no provider can tell what became of it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from manike.errors import BadInputError, ConflictError
from manike.generation.attempts import Attempts
from manike.generation.claims import Claims
from manike.generation.closing import close_in
from manike.generation.remote import Accepted
from manike.ids import ProjectId, TenantId, project_of
from manike.money import Money
from manike.studio.clock import Clock
from manike.studio.exchanges import answered_cost_in
from manike.studio.ledger.ledger import Ledger
from manike.studio.models import Attempt, AttemptState
from manike.studio.owners import owner_name
from manike.studio.room import Room


@dataclass(frozen=True, slots=True)
class NotMade:
    """The provider never made it, and bills nothing."""


@dataclass(frozen=True, slots=True)
class Billed:
    """The provider bills it, and its result is lost."""

    amount: Money
    job_id: str = ""
    """The provider's own, for ``manike reconcile``; empty if it has none."""


@dataclass(frozen=True, slots=True)
class Found:
    """The provider has it under this id: the next run looks there and takes its result."""

    job_id: str


Finding = NotMade | Billed | Found


@dataclass(frozen=True, slots=True)
class OpenAttempt:
    """An attempt that has not ended."""

    id: str
    project: ProjectId
    job: str
    provider: str
    model: str
    state: AttemptState
    job_id: str
    """The provider's own; empty while none is known."""
    quoted: Money
    """What is held for it."""
    since: datetime
    said: str
    """Why it did not end when nobody was at it and it was looked at; empty if it was not."""
    is_under_way: bool
    """A worker is at it right now; otherwise it waits for a run, or for a person."""


class Resolutions(Room):
    """Lists open attempts, and ends those of which a person knows the outcome."""

    def __init__(self, ledger: Ledger, clock: Clock | None = None) -> None:
        super().__init__(ledger.database, clock)
        self._ledger = ledger
        self._attempts = Attempts(self.database, self._clock)
        self._claims = Claims(self.database, self._clock)

    def open_ones(self, tenant: TenantId | None = None) -> Sequence[OpenAttempt]:
        """Those of a tenant, or of all, the oldest first."""
        return [self._seen(row) for row in self._attempts.open_ones(tenant)]

    def resolve(self, attempt_id: str, finding: Finding, *, by: str, why: str) -> ProjectId:
        """Write down what became of an attempt, together with its money; gives its project.

        An attempt that was not made, or that was billed, is closed: the next run may submit
        another one. What was billed is spent, and no credits are charged for it; so is what those
        of its calls cost that were answered, where it takes several.

        Args:
            attempt_id: which.
            finding: what became of it.
            by: who found out.
            why: how it is known, for whoever reads the audit later.

        Raises:
            NotFoundError: there is no such attempt.
            ConflictError: it has ended, a worker is at it, or its reply is stored already.
            BadInputError: no reason or no job is given, or an amount that can't be booked, or
                that is less than its answered calls cost.
        """
        _require(by=by, why=why)
        row = self._attempts.require_open(attempt_id)
        project = project_of(row.tenant, row.project)

        def note(session: Session) -> None:
            details = {"attempt": row.id, "by": by, "why": why, **_told(finding)}
            self._audit(session, project, "resolve attempt", details)

        with self._claimed(project.tenant, row.fingerprint):
            self._write(self._unanswered(attempt_id), finding, f"{by}: {why}", note)
        return project

    def _write(
        self, row: Attempt, finding: Finding, said: str, note: Callable[[Session], None]
    ) -> None:
        if isinstance(finding, Found):
            _require(job=finding.job_id)
            answer = Accepted(finding.job_id)
            now = self._clock.now()
            self._attempts.accepted(row, answer, lambda session, _: note(session), look_at=now)
            return
        cost = finding.amount if isinstance(finding, Billed) else None

        def close(session: Session, row: Attempt, billed: Money | None) -> None:
            job_id = finding.job_id if isinstance(finding, Billed) else ""
            close_in(self._ledger, session, row, billed, job_id=job_id)
            if isinstance(finding, Billed):
                _cover(session, row, finding.amount)
            note(session)

        outcome = "not made" if cost is None else f"billed {cost}"
        self._attempts.failed(row, f"{outcome}, says {said}", cost, close)

    def _seen(self, row: Attempt) -> OpenAttempt:
        tenant = TenantId(row.tenant)
        return OpenAttempt(
            id=row.id,
            project=project_of(row.tenant, row.project),
            job=row.job,
            provider=row.provider,
            model=row.model,
            state=AttemptState(row.state),
            job_id=row.job_id,
            quoted=Money(row.quoted, row.currency),
            since=row.submitted_at,
            said=row.error,
            is_under_way=self._claims.is_held(tenant, row.fingerprint),
        )

    def _unanswered(self, attempt_id: str) -> Attempt:
        row = self._attempts.require_open(attempt_id)
        if row.state == AttemptState.ANSWERED:
            raise ConflictError(
                f"Attempt {attempt_id} was answered, and its reply is stored. The next run uses it:"
                f" manike project retry {row.tenant}/{row.project}"
            )
        return row

    @contextmanager
    def _claimed(self, tenant: TenantId, fingerprint: str) -> Iterator[None]:
        """Keep workers from going on with the attempt meanwhile."""
        owner = owner_name()
        if not self._claims.take(tenant, fingerprint, owner):
            raise ConflictError("A worker is at this attempt right now. Try again when it ended.")
        try:
            yield
        finally:
            self._claims.give_back(tenant, fingerprint, owner)


def _cover(session: Session, row: Attempt, billed: Money) -> None:
    answered = answered_cost_in(session, row.id)
    if answered is not None and billed.amount < answered.amount:
        raise BadInputError("billed", f"its calls that were answered cost {answered} already.")


def _require(**texts: str) -> None:
    for field, text in texts.items():
        if not text.strip():
            raise BadInputError(field, "is empty.")


def _told(finding: Finding) -> dict[str, Any]:
    """A finding as the audit keeps it."""
    if isinstance(finding, Billed):
        return {"finding": "billed", "amount": str(finding.amount), "job": finding.job_id}
    name = "not made" if isinstance(finding, NotMade) else "found"
    return {"finding": name, **asdict(finding)}
