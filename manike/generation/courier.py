"""Carries one generation to a provider and back, whatever dies on the way.

Each step is written down before the next one. Whoever comes later starts from what is written:
a reply is used, an accepted job is looked at, a submission whose answer was lost is sought. Nothing
is submitted while it is not known whether the provider has it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from manike.errors import ProviderError, TransientProviderError
from manike.generation.attempts import Attempts
from manike.generation.fingerprint import Generation, Job
from manike.generation.guard import AccountGuard
from manike.generation.nudges import Nudges
from manike.generation.patience import Patience
from manike.generation.remote import Accepted, Failed, Quote, Recovery, RemoteJob, Reply, Working
from manike.generation.replies import Replies
from manike.generation.steps import Delivery, Steps, for_a_person
from manike.ids import ProjectId, TenantId
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
        self._steps = Steps(attempts, ledger, replies)
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
            sought = self._sought(attempt, job, tenant)
            if sought is None:
                attempt = self._again(attempt, job, tenant)
        if attempt.state != AttemptState.ANSWERED:
            with self._guard.watched(job.account):
                attempt = self._answered(attempt, job, sought)
        return self._steps.collected(attempt, job, folder)

    def gather(
        self, tenant: TenantId, fingerprint: str, job: RemoteJob, folder: Path
    ) -> Delivery | None:
        """What an open attempt's job has made by now, without a wait or another submission.

        ``None`` if the job still works, or if it was never submitted: then the attempt is closed,
        and its money released.

        Raises:
            UnknownOutcomeError: a person has to tell; the attempt stays open.
            TransientProviderError: it could not be loaded just now; the attempt stays open.
            ProviderError: any other kind: it failed; the attempt is closed.
        """
        attempt = self._attempts.open_one(tenant, fingerprint)
        if attempt is None:
            return None
        if attempt.state == AttemptState.PREPARED:
            if job.recovery is Recovery.SAME_KEY:
                said = "only asking again tells, as the next run of its project does"
                raise for_a_person(attempt, said)
            found = self._steps.found(attempt, job)
            if found is None:
                error = TransientProviderError("it was never submitted", provider=attempt.provider)
                self._steps.end(attempt, error, None)
                return None
            attempt = self._steps.written(attempt, found)
        if attempt.state == AttemptState.ACCEPTED:
            seen = self._steps.look(attempt, job)
            if isinstance(seen, Working):
                attempt = self._steps.worked_on(attempt, job, seen)
            else:
                attempt = self._steps.written(attempt, seen)
        if attempt.state != AttemptState.ANSWERED:
            return None
        return self._steps.collected(attempt, job, folder)

    def is_begun(self, tenant: TenantId, generation: Generation) -> bool:
        """Whether it may have been submitted, and did not come to an end."""
        return self._attempts.is_open(tenant, generation.fingerprint)

    def begun(self, tenant: TenantId, job: Job, provider: str, model: str) -> Sequence[Generation]:
        """What a model may be making for a tenant, or may have made, the oldest first."""
        return [
            Generation.from_json(row.asked)
            for row in self._attempts.open_ones(tenant)
            if row.asked and (row.job, row.provider, row.model) == (job, provider, model)
        ]

    def settle_in(self, session: Session, delivery: Delivery) -> None:
        """Close the attempt and pay, in the transaction that stores the take."""
        attempt, cost = delivery.attempt, delivery.collected.cost
        self._steps.settle(session, attempt, cost, is_made=True)
        self._attempts.done_in(session, attempt, cost)

    def _answered(
        self, attempt: Attempt, job: RemoteJob, sought: Accepted | Reply | Failed | None
    ) -> Attempt:
        if attempt.state == AttemptState.PREPARED:
            answer = sought if sought is not None else self._steps.submitted(attempt, job)
            attempt = self._steps.written(attempt, answer)
        if attempt.state == AttemptState.ACCEPTED:
            attempt = self._finished(attempt, job)
        return attempt

    def _sought(
        self, attempt: Attempt, job: RemoteJob, tenant: TenantId
    ) -> Accepted | Reply | Failed | None:
        if job.recovery is Recovery.SAME_KEY:
            # It is a submission as any other, if the first one never came in.
            self._guard.pass_through(job.account, tenant)
        found = self._steps.found(attempt, job)
        if found is None and job.recovery in (Recovery.OWN_ID, Recovery.SEARCH):
            self._patience.clock.sleep(_ARRIVING_S)
            found = self._steps.found(attempt, job)
        return found

    def _again(self, attempt: Attempt, job: RemoteJob, tenant: TenantId) -> Attempt:
        """Have another turn for what the provider never took; its time begins anew.

        Raises:
            TransientProviderError: there is none; the attempt is closed, its money released.
        """
        try:
            self._guard.pass_through(job.account, tenant)
        except ProviderError as error:
            self._steps.end(attempt, error, None)
            raise
        return self._attempts.submitted_again(attempt)

    def _finished(self, attempt: Attempt, job: RemoteJob) -> Attempt:
        """Look at a job until it is done or out of time."""
        wait_s = _FIRST_LOOK_S
        while True:
            seen = self._steps.look(attempt, job)
            if not isinstance(seen, Working):
                return self._steps.written(attempt, seen)
            attempt = self._steps.worked_on(attempt, job, seen)
            if attempt.state != AttemptState.ACCEPTED:
                return attempt
            asked_s = seen.wait_s if seen.wait_s is not None else wait_s
            self._nudges.wait(attempt.provider, attempt.job_id, asked_s)
            wait_s = min(wait_s * _SLOWER, _LONGEST_WAIT_S)

    def _hold(self, session: Session, row: Attempt, quote: Quote, purpose: Purpose) -> None:
        self._ledger.hold_in(session, row.id, quote.most, purpose)
