"""What is done with one attempt at its provider; what each step gave is written down at once."""

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from sqlmodel import Session

from manike.errors import (
    CorruptBlobError,
    DeniedError,
    MachineError,
    ManikeError,
    NotFoundError,
    PermanentProviderError,
    ProviderError,
    QuotaError,
    TransientProviderError,
    UnknownOutcomeError,
)
from manike.generation.attempts import Attempts
from manike.generation.closing import close_in
from manike.generation.remote import Accepted, Begun, Collected, Failed, RemoteJob, Reply, Working
from manike.generation.replies import Replies
from manike.ids import TenantId
from manike.money import Money
from manike.scrubbing import hide_known
from manike.studio.ledger.ledger import Ledger
from manike.studio.models import Attempt


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came back, its files in the folder; the attempt is open until the take is stored."""

    attempt: Attempt
    collected: Collected


@dataclass(frozen=True, slots=True)
class Unseen:
    """Where an accepted job stands could not be told just now; it goes on."""

    error: TransientProviderError


class Steps:
    """The steps that an attempt goes through. Whoever calls holds its claim."""

    def __init__(self, attempts: Attempts, ledger: Ledger, replies: Replies) -> None:
        self._attempts = attempts
        self._ledger = ledger
        self._replies = replies

    def submitted(self, attempt: Attempt, job: RemoteJob) -> Accepted | Reply | Failed:
        """Ask for it. What certainly did not leave is closed, and its money released."""
        try:
            return job.submit(attempt.id)
        except UnknownOutcomeError:
            raise
        except ProviderError as error:
            self.end(attempt, error, None)
            raise
        except MachineError as error:  # of this machine, before anything left
            with suppress(MachineError):  # its database is away: the next call seeks it
                self._close(attempt, error, None)
            raise

    def found(self, attempt: Attempt, job: RemoteJob) -> Accepted | Reply | Failed | Begun | None:
        """What became of a submission; ``None`` if the provider never took it.

        Raises:
            UnknownOutcomeError: says what a person can do.
        """
        try:
            return job.seek(attempt.id, attempt.submitted_at)
        except UnknownOutcomeError as error:
            raise for_a_person(attempt, error.said) from error

    def look(self, attempt: Attempt, job: RemoteJob) -> Working | Reply | Failed | Unseen:
        """Where an accepted job stands."""
        try:
            return job.look(attempt.job_id)
        except TransientProviderError as error:
            return Unseen(error)
        except (DeniedError, QuotaError) as error:
            raise UnknownOutcomeError(
                f"{error.said}. Its job {attempt.job_id} goes on; so does the next run with it, "
                "when key and account are in order",
                provider=attempt.provider,
            ) from error
        except PermanentProviderError as error:
            # Gone with whatever it cost: what was quoted is the most that it can have been.
            return Failed(error, _quoted(attempt))

    def worked_on(self, attempt: Attempt, job: RemoteJob, seen: Working) -> Attempt:
        """Write down that a job runs; one that is past its time is cancelled.

        Only of a job that was seen: one that nobody could look at may be done for long.

        Raises:
            ProviderError: it was cancelled; the attempt is closed.
        """
        if seen.has_started and attempt.started_at is None:
            attempt = self._attempts.started(attempt)
        late = self._overdue(attempt, job)
        return self._cancelled(attempt, job, late) if late else attempt

    def written(self, attempt: Attempt, answer: Accepted | Reply | Failed) -> Attempt:
        """Write down what a provider said.

        Raises:
            ProviderError: the job failed; the attempt is closed.
        """
        if isinstance(answer, Failed):
            raise self._ended(attempt, answer.error, answer.cost)
        if isinstance(answer, Accepted):
            return self._attempts.accepted(attempt, answer)
        kept = self._replies.keep(TenantId(attempt.tenant), answer.payload)
        # a provider that repeats our key must not get it into the database
        return self._attempts.answered(
            attempt, replace(answer, content=hide_known(answer.content)), kept
        )

    def collected(self, attempt: Attempt, job: RemoteJob, folder: Path) -> Delivery:
        """Bring the files of a stored reply into a folder.

        Raises:
            TransientProviderError: they can't be loaded just now; the reply stays.
            ProviderError: any other kind: they are lost; the attempt is closed and paid.
        """
        reply = self._reply(attempt)
        try:
            return Delivery(attempt, job.collect(reply, folder))
        except TransientProviderError:
            raise
        except ProviderError as error:
            self.end(attempt, error, _billed(attempt))
            raise

    def settle(self, session: Session, row: Attempt, cost: Money) -> None:
        """Pay for a take."""
        self._ledger.settle_in(session, row.id, cost, provider_job=row.job_id)

    def end(self, attempt: Attempt, error: ProviderError, cost: Money | None) -> Attempt:
        """Close an attempt that gave no take, and settle or release what was held for it."""
        row = self._close(attempt, error, cost)
        error.is_billed = bool(row.cost)
        return row

    def _close(self, attempt: Attempt, error: ManikeError, cost: Money | None) -> Attempt:
        def close(session: Session, row: Attempt, billed: Money | None) -> None:
            close_in(self._ledger, session, row, billed)

        return self._attempts.failed(attempt, f"{type(error).__name__}: {error}", cost, close)

    def _overdue(self, attempt: Attempt, job: RemoteJob) -> str:
        """What deadline has passed, in words; empty if none has."""
        limits = job.deadlines
        if attempt.started_at is None:
            most = limits.start.total_seconds()
            passed = self._attempts.age_s(attempt.submitted_at) > most
            return f"did not start within {most:g} s" if passed else ""
        most = limits.run.total_seconds()
        passed = self._attempts.age_s(attempt.started_at) > most
        return f"did not finish within {most:g} s of its start" if passed else ""

    def _cancelled(self, attempt: Attempt, job: RemoteJob, late: str) -> Attempt:
        """Stop a job; one that was finished just before is used.

        It stays open while it can't be seen what came of it: the next look tells.
        """
        with suppress(TransientProviderError):
            job.cancel(attempt.job_id)
        seen = self.look(attempt, job)
        if isinstance(seen, Unseen):
            return attempt
        if isinstance(seen, Reply):
            return self.written(attempt, seen)
        error = TransientProviderError(f"the job {late} and was cancelled", provider=job.account)
        # A job that still seems to run may be billed in full.
        cost = seen.cost if isinstance(seen, Failed) else _quoted(attempt)
        raise self._ended(attempt, error, cost)

    def _reply(self, attempt: Attempt) -> Reply:
        try:
            payload = self._replies.payload(TenantId(attempt.tenant), attempt.payload_sha256)
        except (NotFoundError, CorruptBlobError) as error:
            lost = PermanentProviderError(
                "its reply was stored and is damaged; the next request asks for it again",
                provider=attempt.provider,
            )
            self.end(attempt, lost, _billed(attempt))
            raise lost from error
        return Reply(attempt.reply or {}, payload, _cost(attempt))

    def _ended(self, attempt: Attempt, error: ProviderError, cost: Money | None) -> ProviderError:
        """Close an attempt whose job ended without a result; the error to raise.

        What was billed for nothing is not asked for again without a person's wish.
        """
        row = self.end(attempt, error, cost)
        if not error.is_billed or not isinstance(error, TransientProviderError):
            return error
        said = f"{error.said} ({_cost(row)} are billed)"
        billed = PermanentProviderError(said, provider=error.provider)
        billed.is_billed = True
        return billed


def for_a_person(attempt: Attempt, said: str) -> UnknownOutcomeError:
    """An error that says how a person ends an attempt that nobody else can tell."""
    return UnknownOutcomeError(
        f"{said}. Look there whether it was made, then say so with: manike attempts "
        f"resolve {attempt.id}",
        provider=attempt.provider,
    )


def _quoted(attempt: Attempt) -> Money:
    return Money(attempt.quoted, attempt.currency)


def _cost(attempt: Attempt) -> Money | None:
    return None if attempt.cost is None else Money(attempt.cost, attempt.currency)


def _billed(attempt: Attempt) -> Money:
    """What a job that was done costs: what was quoted, where the provider did not say."""
    return _cost(attempt) or _quoted(attempt)
