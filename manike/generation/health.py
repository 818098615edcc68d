"""Health of providers' accounts over a window; a circuit leaves a sick one alone."""

from dataclasses import dataclass
from datetime import datetime
from statistics import median

from sqlalchemy import delete
from sqlmodel import col

from manike.errors import (
    DeniedError,
    ProviderError,
    QuotaError,
    RefusedContentError,
    TransientProviderError,
    UnknownOutcomeError,
)
from manike.generation.circuits import (
    PROBE,
    WINDOW,
    CircuitState,
    Outcome,
    Standing,
    close,
    count_failure,
    error_rate,
    locked_circuit,
    recent_calls,
    standing_of,
    state_of,
)
from manike.studio.clock import Clock
from manike.studio.database import Database
from manike.studio.guard_tables import AccountCircuit, AccountOutcome

__all__ = ["AccountHealth", "CircuitState", "Health", "Outcome", "Standing", "outcome_of"]


@dataclass(frozen=True, slots=True)
class Health:
    """How an account does."""

    state: CircuitState
    error_rate: float
    """0 to 1 over the last 15 minutes; 0 without a call."""
    p50_s: float | None
    """Median seconds of the calls that succeeded; ``None`` without one."""
    call_count: int
    until: datetime | None = None
    """When an open circuit is half open."""
    why: str = ""
    """Why it is open or half open, for people."""


def outcome_of(error: ProviderError | None) -> Outcome:
    """What an error, or none, says of the account."""
    kinds: tuple[tuple[type[ProviderError], Outcome], ...] = (
        (QuotaError, Outcome.QUOTA),
        (RefusedContentError, Outcome.REFUSED),
        (TransientProviderError, Outcome.TRANSIENT),
        (UnknownOutcomeError, Outcome.TRANSIENT),
    )
    if error is None:
        return Outcome.OK
    cause = error.__cause__
    if isinstance(error, UnknownOutcomeError) and isinstance(cause, DeniedError | QuotaError):
        return outcome_of(cause)  # the account may not look: that is known, and no outage
    return next((found for kind, found in kinds if isinstance(error, kind)), Outcome.INVALID)


class AccountHealth:
    """The health of all accounts, kept in the studio database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def state(self, account: str) -> Health:
        """How an account does now; an account that was never used is well."""
        with self._database.transaction() as session:
            now = self._clock.now()
            outcomes = recent_calls(session, account, now)
            standing = standing_of(session.get(AccountCircuit, account), now)
        took_s = [seconds for outcome, seconds in outcomes if outcome is Outcome.OK]
        return Health(
            state=standing.state,
            error_rate=error_rate(outcomes),
            p50_s=median(took_s) if took_s else None,
            call_count=len(outcomes),
            until=standing.until,
            why=standing.why,
        )

    def standing(self, account: str) -> Standing:
        """Whether an account is used now: what ``state`` says, without reading all its calls."""
        with self._database.transaction() as session:
            return standing_of(session.get(AccountCircuit, account), self._clock.now())

    def admit(self, account: str) -> bool:
        """Whether a call may be made now; of those who ask while it is half open, one may.

        Who was admitted records how it went.
        """
        with self._database.transaction() as session:
            circuit = session.get(AccountCircuit, account, with_for_update=True)
            now = self._clock.now()
            state = state_of(circuit, now)
            if circuit is None or state is CircuitState.CLOSED:
                return True
            is_probed = circuit.probe_until is not None and circuit.probe_until > now
            if state is CircuitState.OPEN or is_probed:
                return False
            circuit.probe_until = now + PROBE
            session.add(circuit)
            return True

    def record(
        self,
        account: str,
        outcome: Outcome,
        seconds: float,
        *,
        why: str = "",
        wait_s: float | None = None,
    ) -> None:
        """Write down how a call ended.

        Args:
            account: whose it was.
            outcome: how it ended.
            seconds: from the submission to the end.
            why: the error's kind, for people of every tenant of the account.
            wait_s: the provider's own wait, if it gave one.
        """
        with self._database.transaction() as session:
            circuit = locked_circuit(session, account)
            now = self._clock.now()
            session.execute(
                delete(AccountOutcome).where(
                    col(AccountOutcome.account) == account, col(AccountOutcome.at) < now - WINDOW
                )
            )
            session.add(
                AccountOutcome(account=account, outcome=outcome.value, seconds=seconds, at=now)
            )
            session.flush()
            if outcome is Outcome.OK:
                close(circuit)
            elif outcome.is_failure:
                count_failure(session, circuit, outcome, now, why=why, wait_s=wait_s)
            else:
                # the provider answered, which says nothing bad, nor that it delivers
                circuit.probe_until = None
            session.add(circuit)

    def close(self, account: str) -> None:
        """Use an account again at once: somebody has paid, or knows better."""
        with self._database.transaction() as session:
            circuit = locked_circuit(session, account)
            close(circuit)
            session.add(circuit)
            session.execute(delete(AccountOutcome).where(col(AccountOutcome.account) == account))
