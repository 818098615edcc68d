"""The circuit of a provider's account: when it opens and closes.

It opens at once where an account has no credit, and after repeated failures. When its time is up it
is half open: one call finds out, everybody else still goes elsewhere. A success closes it; a
failure opens it again, for longer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session, col, select

from manike.scrubbing import scrub
from manike.studio.guard_tables import AccountCircuit, AccountOutcome
from manike.studio.room import locked_row

WINDOW = timedelta(minutes=15)
_FAILURES_IN_A_ROW = 5
_FEWEST_CALLS = 10
_WORST_ERROR_RATE = 0.5
_FIRST_REST = timedelta(seconds=30)
_LONGEST_REST = timedelta(minutes=15)
_QUOTA_REST = timedelta(minutes=15)
PROBE = timedelta(minutes=5)
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


def count_failure(
    session: Session,
    circuit: AccountCircuit,
    outcome: Outcome,
    now: datetime,
    *,
    why: str,
    wait_s: float | None,
) -> None:
    """A failure more, which may open the circuit; see ``AccountHealth.record``."""
    circuit.failures += 1
    if outcome is Outcome.QUOTA or _is_sick(session, circuit, now):
        _open(circuit, outcome, now, wait_s)
        circuit.why = _reason(outcome, why)


def _reason(outcome: Outcome, why: str) -> str:
    kind = f" ({scrub(why)[:_WHY_CHARS]})" if why else ""
    return f"{_REASONS[outcome]}{kind}"


def state_of(circuit: AccountCircuit | None, now: datetime) -> CircuitState:
    """Whether an account is used now."""
    if circuit is None or not circuit.is_open:
        return CircuitState.CLOSED
    is_over = circuit.until is not None and circuit.until <= now
    return CircuitState.HALF_OPEN if is_over else CircuitState.OPEN


def standing_of(circuit: AccountCircuit | None, now: datetime) -> Standing:
    """The same with its reason."""
    if circuit is None or not circuit.is_open:
        return Standing(CircuitState.CLOSED)
    return Standing(state_of(circuit, now), circuit.until, circuit.why)


def _is_sick(session: Session, circuit: AccountCircuit, now: datetime) -> bool:
    """Whether a transient failure opens the circuit."""
    if circuit.is_open or circuit.failures >= _FAILURES_IN_A_ROW:
        return True
    outcomes = recent_calls(session, circuit.account, now)
    return len(outcomes) >= _FEWEST_CALLS and error_rate(outcomes) >= _WORST_ERROR_RATE


def _open(circuit: AccountCircuit, outcome: Outcome, now: datetime, wait_s: float | None) -> None:
    if state_of(circuit, now) is not CircuitState.OPEN:
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


def close(circuit: AccountCircuit) -> None:
    """``why`` and ``opened_at`` stay: they say when it was last open."""
    circuit.is_open, circuit.failures, circuit.openings = False, 0, 0
    circuit.until = circuit.probe_until = None


def recent_calls(session: Session, account: str, now: datetime) -> Calls:
    """Those of the window, 500 at most."""
    query = (
        select(AccountOutcome.outcome, AccountOutcome.seconds)
        .where(AccountOutcome.account == account, col(AccountOutcome.at) >= now - WINDOW)
        .order_by(col(AccountOutcome.id).desc())
        .limit(_MOST_OUTCOMES)
    )
    return [(Outcome(outcome), seconds) for outcome, seconds in session.exec(query)]


def error_rate(outcomes: Calls) -> float:
    """Share of calls that speak against the account, 0 to 1; 0 without a call."""
    failures = sum(outcome.is_failure for outcome, _ in outcomes)
    return failures / len(outcomes) if outcomes else 0.0


def locked_circuit(session: Session, account: str) -> AccountCircuit:
    """An account's row, made if it is new, locked until the transaction ends."""
    return locked_row(session, AccountCircuit(account=account), account)
