"""Before and after a submission to a provider's account: its circuit, its limits, its health."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from manike.errors import ProviderError, TransientProviderError
from manike.generation.health import AccountHealth, CircuitState, outcome_of
from manike.generation.limits import Limits
from manike.ids import TenantId
from manike.studio.clock import Clock


class AccountGuard:
    """Lets submissions through when it is their turn, and learns from how they end."""

    def __init__(self, limits: Limits, health: AccountHealth, clock: Clock) -> None:
        self._limits = limits
        self._health = health
        self._clock = clock

    def pass_through(self, account: str, tenant: TenantId, *, at_most_s: float = 600.0) -> None:
        """Wait for the turn of a submission.

        To be called before the submission is written down as begun: who dies in here has asked
        nothing of the provider. Whoever passed must submit inside of ``watched``.

        Raises:
            TransientProviderError: the account is left alone for now, with the reason and the time
                until it is not; or the turn does not come within ``at_most_s``.
        """
        self._refuse_open(account)
        self._limits.wait(account, tenant, at_most_s=at_most_s)
        if not self._health.admit(account):
            self._refuse_open(account)
            raise TransientProviderError(
                f"is being tried after a failure: {self._health.standing(account).why}",
                provider=account,
            )

    @contextmanager
    def watched(self, account: str) -> Iterator[None]:
        """Record how the block ends; the provider's own wait stops the line of its account."""
        start_s = self._clock.monotonic_s()
        try:
            yield
        except ProviderError as error:
            self._record(account, start_s, error)
            raise
        self._record(account, start_s, None)

    def _record(self, account: str, start_s: float, error: ProviderError | None) -> None:
        wait_s = error.retry_after_s if isinstance(error, TransientProviderError) else None
        if wait_s:
            self._limits.pause(account, wait_s)
        self._health.record(
            account,
            outcome_of(error),
            self._clock.monotonic_s() - start_s,
            why="" if error is None else _kind(error),
            wait_s=wait_s,
        )

    def _refuse_open(self, account: str) -> None:
        found = self._health.standing(account)
        if found.state is not CircuitState.OPEN or found.until is None:
            return
        raise TransientProviderError(
            f"is left alone until {found.until:%H:%M:%S} UTC: {found.why}",
            provider=account,
            retry_after_s=(found.until - self._clock.now()).total_seconds(),
        )


def _kind(error: ProviderError) -> str:
    """What kind of error it was, and its status: what the vendor said is for one tenant alone."""
    status = re.match(r"HTTP \d{3}\b", error.said)
    return type(error).__name__ + (f", {status[0]}" if status else "")
