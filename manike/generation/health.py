"""Health of providers' accounts over a window, and a circuit that leaves a sick one alone.

The circuit opens at once where an account has no credit, and after repeated failures. When its time
is up it is half open: one call finds out, everybody else still goes elsewhere. A success closes it;
a failure opens it again, for longer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import median

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from manike.errors import (
    ProviderError,
    QuotaError,
    RefusedContentError,
    TransientProviderError,
    UnknownOutcomeError,
)
from manike.scrubbing import scrub
from manike.studio.clock import Clock
from manike.studio.database import Database
from manike.studio.guard_tables import AccountCircuit, AccountOutcome

_WINDOW = timedelta(minutes=15)
_FAILURES_IN_A_ROW = 5
_FEWEST_CALLS = 10
_WORST_ERROR_RATE = 0.5
_FIRST_REST = timedelta(seconds=30)
_LONGEST_REST = timedelta(minutes=15)
_QUOTA_REST = timedelta(minutes=15)
_PROBE = timedelta(minutes=5)
"""Who finds out and says nothing for so long has died; another one may."""
_MOST_OUTCOMES = 500
_WHY_CHARS = 300


class Outcome(StrEnum):
    """How a call to a provider ended."""

    OK = "ok"
    REFUSED = "refused"
    """It does not make this content: nothing is wrong with the account."""
    INVALID = "invalid"
    """This request can't succeed: another one may."""
    TRANSIENT = "transient"
    QUOTA = "quota"

    @property
    def is_failure(self) -> bool:
        """Whether it speaks against the account."""
        return self in (Outcome.TRANSIENT, Outcome.QUOTA)


class CircuitState(StrEnum):
    """Whether an account is used."""

    CLOSED = "closed"
    """It is."""
    OPEN = "open"
    """Not before ``until``."""
    HALF_OPEN = "half_open"
    """One call finds out."""


_REASONS = {
    Outcome.QUOTA: "it has no credit or quota left",
    Outcome.TRANSIENT: "it failed again and again",
}


Calls = Sequence[tuple[Outcome, float]]
"""How each ended, and after how many seconds; the newest first."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether an account is used."""

    state: CircuitState
    until: datetime | None = None
    """When an open circuit is half open."""
    why: str = ""
    """Why it is open or half open, for people."""


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
            outcomes = _recent(session, account, now)
            standing = _standing(session.get(AccountCircuit, account), now)
        took_s = [seconds for outcome, seconds in outcomes if outcome is Outcome.OK]
        return Health(
            state=standing.state,
            error_rate=_error_rate(outcomes),
            p50_s=median(took_s) if took_s else None,
            call_count=len(outcomes),
            until=standing.until,
            why=standing.why,
        )

    def standing(self, account: str) -> Standing:
        """Whether an account is used now: what ``state`` says, without reading all its calls."""
        with self._database.transaction() as session:
            return _standing(session.get(AccountCircuit, account), self._clock.now())

    def admit(self, account: str) -> bool:
        """Whether a call may be made now; of those who ask while it is half open, one may.

        Who was admitted records how it went.
        """
        with self._database.transaction() as session:
            circuit = session.get(AccountCircuit, account, with_for_update=True)
            now = self._clock.now()
            state = _state(circuit, now)
            if circuit is None or state is CircuitState.CLOSED:
                return True
            is_probed = circuit.probe_until is not None and circuit.probe_until > now
            if state is CircuitState.OPEN or is_probed:
                return False
            circuit.probe_until = now + _PROBE
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
            circuit = _locked(session, account)
            now = self._clock.now()
            session.execute(
                delete(AccountOutcome).where(
                    col(AccountOutcome.account) == account, col(AccountOutcome.at) < now - _WINDOW
                )
            )
            session.add(
                AccountOutcome(account=account, outcome=outcome.value, seconds=seconds, at=now)
            )
            session.flush()
            if outcome is Outcome.OK:
                _close(circuit)
            elif outcome.is_failure:
                circuit.failures += 1
                if outcome is Outcome.QUOTA or _is_sick(session, circuit, now):
                    _open(circuit, outcome, now, wait_s)
                    circuit.why = _reason(outcome, why)
            else:
                # the provider answered, which says nothing bad, nor that it delivers
                circuit.probe_until = None
            session.add(circuit)

    def close(self, account: str) -> None:
        """Use an account again at once: somebody has paid, or knows better."""
        with self._database.transaction() as session:
            circuit = _locked(session, account)
            _close(circuit)
            session.add(circuit)
            session.execute(delete(AccountOutcome).where(col(AccountOutcome.account) == account))


def _reason(outcome: Outcome, why: str) -> str:
    kind = f" ({scrub(why)[:_WHY_CHARS]})" if why else ""
    return f"{_REASONS[outcome]}{kind}"


def _state(circuit: AccountCircuit | None, now: datetime) -> CircuitState:
    if circuit is None or not circuit.is_open:
        return CircuitState.CLOSED
    is_over = circuit.until is not None and circuit.until <= now
    return CircuitState.HALF_OPEN if is_over else CircuitState.OPEN


def _standing(circuit: AccountCircuit | None, now: datetime) -> Standing:
    if circuit is None or not circuit.is_open:
        return Standing(CircuitState.CLOSED)
    return Standing(_state(circuit, now), circuit.until, circuit.why)


def _is_sick(session: Session, circuit: AccountCircuit, now: datetime) -> bool:
    """Whether a transient failure opens the circuit."""
    if circuit.is_open or circuit.failures >= _FAILURES_IN_A_ROW:
        return True
    outcomes = _recent(session, circuit.account, now)
    return len(outcomes) >= _FEWEST_CALLS and _error_rate(outcomes) >= _WORST_ERROR_RATE


def _open(circuit: AccountCircuit, outcome: Outcome, now: datetime, wait_s: float | None) -> None:
    if _state(circuit, now) is not CircuitState.OPEN:
        circuit.openings += 1
        circuit.opened_at = now
    elif outcome is not Outcome.QUOTA:
        return  # a call that was underway when it opened: the rest that it has is long enough
    rest = min(_FIRST_REST * 2 ** min(circuit.openings - 1, 10), _LONGEST_REST)
    if outcome is Outcome.QUOTA:
        rest = _QUOTA_REST
    if wait_s is not None:
        rest = max(rest, timedelta(seconds=wait_s))
    circuit.is_open, circuit.probe_until = True, None
    circuit.until = max(circuit.until or now, now + rest)


def _close(circuit: AccountCircuit) -> None:
    """``why`` and ``opened_at`` stay: they say when it was last open."""
    circuit.is_open, circuit.failures, circuit.openings = False, 0, 0
    circuit.until = circuit.probe_until = None


def _recent(session: Session, account: str, now: datetime) -> Calls:
    query = (
        select(AccountOutcome.outcome, AccountOutcome.seconds)
        .where(AccountOutcome.account == account, col(AccountOutcome.at) >= now - _WINDOW)
        .order_by(col(AccountOutcome.id).desc())
        .limit(_MOST_OUTCOMES)
    )
    return [(Outcome(outcome), seconds) for outcome, seconds in session.exec(query)]


def _error_rate(outcomes: Calls) -> float:
    failures = sum(outcome.is_failure for outcome, _ in outcomes)
    return failures / len(outcomes) if outcomes else 0.0


def _locked(session: Session, account: str) -> AccountCircuit:
    row = session.get(AccountCircuit, account, with_for_update=True)
    if row is not None:
        return row
    try:
        with session.begin_nested():
            session.add(AccountCircuit(account=account))
    except IntegrityError:  # another worker was quicker to make it
        session.expire_all()
    return session.get_one(AccountCircuit, account, with_for_update=True)
