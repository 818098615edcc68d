"""Carries one generation to a provider and back, whatever dies on the way.

Each step is written down before the next one. Whoever comes later starts from what is written:
a reply is used, an accepted job is looked at, a submission whose answer was lost is sought. Nothing
is submitted while it is not known whether the provider has it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from manike.errors import ProviderError
from manike.generation.attempts import Attempts
from manike.generation.fingerprint import Generation, Job
from manike.generation.guard import AccountGuard
from manike.generation.nudges import Nudges
from manike.generation.patience import Patience
from manike.generation.pickup import Pickup
from manike.generation.remote import (
    Accepted,
    Begun,
    Failed,
    Quote,
    Recovery,
    RemoteJob,
    Reply,
    Working,
)
from manike.generation.replies import Replies
from manike.generation.steps import Delivery, Steps, Unseen
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
        self._pickup = Pickup(attempts, self._steps)
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
        answer: Accepted | Reply | Failed | None = None
        if attempt.state == AttemptState.PREPARED and not opened.is_new:
            # Not watched: that nothing can be told of then says nothing of the account now.
            sought = self._sought(attempt, job, tenant)
            if sought is None or isinstance(sought, Begun):
                attempt = self._again(attempt, job, tenant, sought)
            else:
                answer = sought
        if attempt.state != AttemptState.ANSWERED:
            with self._guard.watched(job.account):
                attempt = self._answered(attempt, job, answer)
        return self._steps.collected(attempt, job, folder)

    def pick_up(
        self, tenant: TenantId, fingerprint: str, job: RemoteJob, folder: Path
    ) -> Delivery | None:
        """See ``Pickup.pick_up``."""
        return self._pickup.pick_up(tenant, fingerprint, job, folder)

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
        self._steps.settle(session, attempt, cost)
        self._attempts.done_in(session, attempt, cost)

    def _answered(
        self, attempt: Attempt, job: RemoteJob, answer: Accepted | Reply | Failed | None
    ) -> Attempt:
        if attempt.state == AttemptState.PREPARED:
            answer = answer if answer is not None else self._steps.submitted(attempt, job)
            attempt = self._steps.written(attempt, answer)
        if attempt.state == AttemptState.ACCEPTED:
            attempt = self._finished(attempt, job)
        return attempt

    def _sought(
        self, attempt: Attempt, job: RemoteJob, tenant: TenantId
    ) -> Accepted | Reply | Failed | Begun | None:
        if job.recovery is Recovery.SAME_KEY:
            # It is a submission as any other, if the first one never came in.
            self._guard.pass_through(job.account, tenant)
        found = self._steps.found(attempt, job)
        if found is None and job.recovery in (Recovery.OWN_ID, Recovery.SEARCH):
            self._patience.clock.sleep(_ARRIVING_S)
            found = self._steps.found(attempt, job)
        return found

    def _again(
        self, attempt: Attempt, job: RemoteJob, tenant: TenantId, sought: Begun | None
    ) -> Attempt:
        """Have another turn for what is to be submitted once more; its time begins anew.

        Raises:
            TransientProviderError: there is none. What the provider never took is closed, its money
                released; what was begun stays open, and goes on with another call.
        """
        try:
            self._guard.pass_through(job.account, tenant)
        except ProviderError as error:
            if sought is None:
                self._steps.end(attempt, error, None)
            raise
        return self._attempts.submitted_again(attempt)

    def _finished(self, attempt: Attempt, job: RemoteJob) -> Attempt:
        """Look at a job until it is done or out of time.

        Raises:
            TransientProviderError: it was not seen for as long as it takes to start; it goes on.
        """
        wait_s, seen_at_s = _FIRST_LOOK_S, self._patience.clock.monotonic_s()
        while attempt.state == AttemptState.ACCEPTED:
            seen = self._steps.look(attempt, job)
            if isinstance(seen, Reply | Failed):
                return self._steps.written(attempt, seen)
            if isinstance(seen, Working):
                seen_at_s = self._patience.clock.monotonic_s()
                attempt = self._steps.worked_on(attempt, job, seen)
                asked_s = seen.wait_s
            else:
                self._give_up_unseen(seen, job, seen_at_s)
                asked_s = seen.error.retry_after_s
            if attempt.state == AttemptState.ACCEPTED:
                self._nudges.wait(
                    attempt.provider, attempt.job_id, wait_s if asked_s is None else asked_s
                )
            wait_s = min(wait_s * _SLOWER, _LONGEST_WAIT_S)
        return attempt

    def _give_up_unseen(self, seen: Unseen, job: RemoteJob, seen_at_s: float) -> None:
        """A run does not keep its place for an outage of hours: the next one looks again."""
        unseen_s = self._patience.clock.monotonic_s() - seen_at_s
        if unseen_s + (seen.error.retry_after_s or 0) > job.deadlines.start.total_seconds():
            raise seen.error

    def _hold(self, session: Session, row: Attempt, quote: Quote, purpose: Purpose) -> None:
        self._ledger.hold_in(session, row.id, quote.most, purpose)
