"""Picks up what an attempt that was left behind has made: one look, no wait, no submission."""

from pathlib import Path

from manike.errors import TransientProviderError, UnknownOutcomeError
from manike.generation.attempts import Attempts
from manike.generation.remote import Begun, Recovery, RemoteJob, Working
from manike.generation.steps import Delivery, Steps, Unseen, for_a_person
from manike.ids import TenantId
from manike.studio.models import Attempt, AttemptState

_ARRIVING_S = 60.0
"""What left before its sender died may still be on its way in: a person may ask at once."""


class Pickup:
    """Goes on with open attempts. Whoever calls holds the claim on the generation's fingerprint."""

    def __init__(self, attempts: Attempts, steps: Steps) -> None:
        self._attempts = attempts
        self._steps = steps

    def pick_up(
        self, tenant: TenantId, fingerprint: str, job: RemoteJob, folder: Path
    ) -> Delivery | None:
        """What an open attempt's job has made by now.

        ``None`` if the job still works or may be on its way in, or if it was never submitted: then
        the attempt is closed, and its money released.

        Raises:
            UnknownOutcomeError: a person has to tell, or another call; the attempt stays open.
            TransientProviderError: it could not be looked at, or loaded, just now; the attempt
                stays open.
            ProviderError: any other kind: it failed; the attempt is closed.
        """
        attempt = self._attempts.open_one(tenant, fingerprint)
        if attempt is not None and attempt.state == AttemptState.PREPARED:
            attempt = self._sought(attempt, job)
        if attempt is not None and attempt.state == AttemptState.ACCEPTED:
            attempt = self._seen(attempt, job)
        if attempt is None or attempt.state != AttemptState.ANSWERED:
            return None
        return self._steps.collected(attempt, job, folder)

    def _sought(self, attempt: Attempt, job: RemoteJob) -> Attempt | None:
        if job.recovery is Recovery.SAME_KEY:
            said = "only asking again tells, as the next run of its project does"
            raise for_a_person(attempt, said)
        if self._attempts.age_s(attempt.submitted_at) < _ARRIVING_S:
            return None
        found = self._steps.found(attempt, job)
        if found is None:
            error = TransientProviderError("it was never submitted", provider=attempt.provider)
            self._steps.end(attempt, error, None)
            return None
        if isinstance(found, Begun):
            raise UnknownOutcomeError(
                "calls of it were answered and are paid, and the next run of its project goes on "
                f"behind them; to give it up: manike attempts resolve {attempt.id} --not-made",
                provider=attempt.provider,
            )
        return self._steps.written(attempt, found)

    def _seen(self, attempt: Attempt, job: RemoteJob) -> Attempt:
        seen = self._steps.look(attempt, job)
        if isinstance(seen, Unseen):
            raise seen.error
        if isinstance(seen, Working):
            return self._steps.worked_on(attempt, job, seen)
        return self._steps.written(attempt, seen)
