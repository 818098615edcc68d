"""Carries one generation to a provider and back, whatever dies on the way.

Each step is written down before the next one. Whoever comes later starts from what is written:
a reply is used, an accepted job is looked at, a submission whose answer was lost is sought. Nothing
is submitted while it is not known whether the provider has it.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from sqlmodel import Session

from manike.errors import (
    CorruptBlobError,
    DeniedError,
    NotFoundError,
    PermanentProviderError,
    ProviderError,
    QuotaError,
    TransientProviderError,
    UnknownOutcomeError,
)
from manike.generation.attempts import Attempts
from manike.generation.fingerprint import Generation
from manike.generation.guard import AccountGuard
from manike.generation.nudges import Nudges
from manike.generation.patience import Patience
from manike.generation.remote import (
    Accepted,
    Collected,
    Failed,
    Quote,
    Recovery,
    RemoteJob,
    Reply,
    Working,
)
from manike.generation.replies import Replies
from manike.ids import ProjectId, TenantId
from manike.money import Money
from manike.scrubbing import hide_known
from manike.studio.ledger.holding import Purpose
from manike.studio.ledger.ledger import Ledger
from manike.studio.models import Attempt, AttemptState

_FIRST_LOOK_S = 0.5
_LONGEST_WAIT_S = 10.0
_SLOWER = 1.5
_ARRIVING_S = 5.0
"""What left before its sender died may still be on its way in."""


@dataclass(frozen=True, slots=True)
class Errand:
    """For what a take is made: what the ledger's movements name."""

    project: ProjectId
    asset: str
    part: str = ""
    """Scene slot, character or cue; empty for the whole."""
    run_id: str = ""

    def purpose(self, generation: Generation) -> Purpose:
        """What money is set aside for."""
        return Purpose(
            project=self.project,
            run_id=self.run_id,
            asset=self.asset,
            part=self.part,
            job=generation.job.value,
            provider=generation.provider,
            model=generation.model,
        )


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came back, its files in the folder; the attempt is open until the take is stored."""

    attempt: Attempt
    collected: Collected


class Courier:
    """Takes jobs to providers. Whoever calls holds the claim on the generation's fingerprint."""

    def __init__(
        self,
        attempts: Attempts,
        ledger: Ledger,
        guard: AccountGuard,
        replies: Replies,
        nudges: Nudges,
        patience: Patience,
    ) -> None:
        """Nothing is asked of anybody yet.

        Args:
            attempts: the journal.
            ledger: where money is held and paid.
            guard: whose turn it is, and which accounts are left alone.
            replies: where what comes in a reply is kept.
            nudges: what cuts short the wait between two looks.
            patience: how often a provider is asked again.
        """
        self._attempts = attempts
        self._ledger = ledger
        self._guard = guard
        self._replies = replies
        self._nudges = nudges
        self._patience = patience

    def fetch(
        self, errand: Errand, generation: Generation, job: RemoteJob, folder: Path
    ) -> Delivery:
        """Have a generation made, or go on where an earlier attempt ended.

        Raises:
            BudgetError: nothing was asked of the provider.
            UnknownOutcomeError: it can't be told whether the provider made it; the attempt stays
                open and is not repeated.
            TransientProviderError: it was asked several times; another call may succeed later.
            ProviderError: it failed for good; the attempt is closed.
        """
        return self._patience.until_delivered(
            lambda: self._fetch_once(errand, generation, job, folder),
            can_seek=job.recovery is not Recovery.NONE,
        )

    def _fetch_once(
        self, errand: Errand, generation: Generation, job: RemoteJob, folder: Path
    ) -> Delivery:
        quote, purpose = job.quote(), errand.purpose(generation)
        tenant = errand.project.tenant
        # Who can't pay takes no turn, and is not the one call that finds out after a failure.
        if not self._attempts.is_open(
            tenant,
            generation.fingerprint,
            lambda session: self._ledger.check_room_in(session, quote.most, purpose),
        ):
            # Before anything is written down: who dies while waiting has asked nothing.
            self._guard.pass_through(job.account, tenant)
        opened = self._attempts.open(
            errand.project,
            generation,
            job.account,
            quote,
            lambda session, row: self._hold(session, row, quote, purpose),
        )
        attempt = opened.row
        sought: Accepted | Reply | Failed | None = None
        if attempt.state == AttemptState.PREPARED and not opened.is_new:
            # Not watched: that nothing can be told of then says nothing of the account now.
            sought = self._sought(attempt, job)
            if sought is None:
                attempt = self._attempts.submitted_again(attempt)
        if attempt.state != AttemptState.ANSWERED:
            with self._guard.watched(job.account):
                attempt = self._answered(errand, attempt, job, sought)
        reply = self._reply(errand, attempt)
        try:
            collected = job.collect(reply, folder)
        except TransientProviderError:
            raise  # the reply is stored: the next call collects again
        except ProviderError as error:
            self._close(attempt, error, _billed(attempt))
            raise
        return Delivery(attempt, collected)

    def is_begun(self, tenant: TenantId, generation: Generation) -> bool:
        """Whether it may have been submitted, and did not come to an end."""
        return self._attempts.is_open(tenant, generation.fingerprint)

    def settle_in(self, session: Session, delivery: Delivery) -> None:
        """Close the attempt and pay, in the transaction that stores the take."""
        self._settle(session, delivery.attempt, delivery.collected.cost)
        self._attempts.done_in(session, delivery.attempt, delivery.collected.cost)

    def _answered(
        self,
        errand: Errand,
        attempt: Attempt,
        job: RemoteJob,
        sought: Accepted | Reply | Failed | None,
    ) -> Attempt:
        if attempt.state == AttemptState.PREPARED:
            answer = sought if sought is not None else self._submitted(attempt, job)
            attempt = self._written(errand, attempt, answer)
        if attempt.state == AttemptState.ACCEPTED:
            attempt = self._finished(errand, attempt, job)
        return attempt

    def _submitted(self, attempt: Attempt, job: RemoteJob) -> Accepted | Reply | Failed:
        try:
            return job.submit(attempt.id)
        except UnknownOutcomeError:
            raise
        except ProviderError as error:
            self._close(attempt, error, None)
            raise

    def _sought(self, attempt: Attempt, job: RemoteJob) -> Accepted | Reply | Failed | None:
        found = self._found(attempt, job)
        if found is None and job.recovery in (Recovery.OWN_ID, Recovery.SEARCH):
            self._patience.clock.sleep(_ARRIVING_S)
            found = self._found(attempt, job)
        return found

    def _found(self, attempt: Attempt, job: RemoteJob) -> Accepted | Reply | Failed | None:
        try:
            return job.seek(attempt.id, attempt.submitted_at)
        except UnknownOutcomeError as error:
            raise UnknownOutcomeError(
                f"{error.said}. Look there whether it was made, then say so with: manike attempts "
                f"resolve {attempt.id}",
                provider=error.provider,
            ) from error

    def _finished(self, errand: Errand, attempt: Attempt, job: RemoteJob) -> Attempt:
        """Look at a job until it is done or out of time."""
        wait_s = _FIRST_LOOK_S
        while True:
            seen = self._look(attempt, job)
            if not isinstance(seen, Working):
                return self._written(errand, attempt, seen)
            if seen.has_started and attempt.started_at is None:
                attempt = self._attempts.started(attempt)
            late = self._overdue(attempt, job)
            if late:
                return self._cancelled(errand, attempt, job, late)
            asked_s = seen.wait_s if seen.wait_s is not None else wait_s
            self._nudges.wait(attempt.provider, attempt.job_id, asked_s)
            wait_s = min(wait_s * _SLOWER, _LONGEST_WAIT_S)

    def _look(self, attempt: Attempt, job: RemoteJob) -> Working | Reply | Failed:
        try:
            return job.look(attempt.job_id)
        except TransientProviderError as error:
            return Working(attempt.started_at is not None, error.retry_after_s)
        except (DeniedError, QuotaError) as error:
            raise UnknownOutcomeError(
                f"{error.said}. Its job {attempt.job_id} goes on; so does the next run with it, "
                "when key and account are in order",
                provider=attempt.provider,
            ) from error
        except PermanentProviderError as error:
            # Gone with whatever it cost: what was quoted is the most that it can have been.
            return Failed(error, Money(attempt.quoted, attempt.currency))

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

    def _cancelled(self, errand: Errand, attempt: Attempt, job: RemoteJob, late: str) -> Attempt:
        """Stop a job; one that was finished just before is used."""
        with suppress(TransientProviderError):
            job.cancel(attempt.job_id)
        seen = self._look(attempt, job)
        if isinstance(seen, Reply):
            return self._written(errand, attempt, seen)
        error = TransientProviderError(f"the job {late} and was cancelled", provider=job.account)
        # A job that still seems to run may be billed in full.
        cost = seen.cost if isinstance(seen, Failed) else Money(attempt.quoted, attempt.currency)
        raise self._ended(attempt, error, cost)

    def _written(
        self, errand: Errand, attempt: Attempt, answer: Accepted | Reply | Failed
    ) -> Attempt:
        if isinstance(answer, Failed):
            raise self._ended(attempt, answer.error, answer.cost)
        if isinstance(answer, Accepted):
            return self._attempts.accepted(attempt, answer)
        kept = self._replies.keep(errand.project.tenant, answer.payload)
        # a provider that repeats our key must not get it into the database
        return self._attempts.answered(
            attempt, replace(answer, content=hide_known(answer.content)), kept
        )

    def _reply(self, errand: Errand, attempt: Attempt) -> Reply:
        try:
            payload = self._replies.payload(errand.project.tenant, attempt.payload_sha256)
        except (NotFoundError, CorruptBlobError) as error:
            lost = PermanentProviderError(
                "its reply was stored and is damaged; the next request asks for it again",
                provider=attempt.provider,
            )
            self._close(attempt, lost, _billed(attempt))
            raise lost from error
        return Reply(attempt.reply or {}, payload, _cost(attempt))

    def _ended(self, attempt: Attempt, error: ProviderError, cost: Money | None) -> ProviderError:
        """Close an attempt whose job ended without a result; the error to raise.

        What was billed for nothing is not asked for again without a person's wish.
        """
        self._close(attempt, error, cost)
        if _is_free(cost) or not isinstance(error, TransientProviderError):
            return error
        said = f"{error.said} ({cost} are billed)"
        billed = PermanentProviderError(said, provider=error.provider)
        billed.is_billed = True
        return billed

    def _close(self, attempt: Attempt, error: ProviderError, cost: Money | None) -> None:
        error.is_billed = not _is_free(cost)

        def close(session: Session, row: Attempt) -> None:
            if cost is None or _is_free(cost):
                self._ledger.release_in(session, row.id)
            else:
                self._settle(session, row, cost, is_made=False)

        self._attempts.failed(attempt, f"{type(error).__name__}: {error}", cost, close)

    def _hold(self, session: Session, row: Attempt, quote: Quote, purpose: Purpose) -> None:
        self._ledger.hold_in(session, row.id, quote.most, purpose)

    def _settle(self, session: Session, row: Attempt, cost: Money, *, is_made: bool = True) -> None:
        self._ledger.settle_in(session, row.id, cost, provider_job=row.job_id, is_made=is_made)


def _is_free(cost: Money | None) -> bool:
    return cost is None or cost.amount == Decimal(0)


def _cost(attempt: Attempt) -> Money | None:
    return None if attempt.cost is None else Money(attempt.cost, attempt.currency)


def _billed(attempt: Attempt) -> Money:
    """What a job that was done costs: what was quoted, where the provider did not say."""
    return _cost(attempt) or Money(attempt.quoted, attempt.currency)
