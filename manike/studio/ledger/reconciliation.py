"""Reconciliation: what the ledger says that a provider billed, and what the provider says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import select
from sqlmodel import Session

from manike.ids import TenantId
from manike.studio.ledger.holding import Holding, HoldState, Movement, holding_of
from manike.studio.ledger.posting import COLUMNS
from manike.studio.ledger.tables import LedgerMovement, table_of
from manike.studio.ledger.usage_export import Billed
from manike.studio.models import Attempt

_MOVEMENT, _ATTEMPT = table_of(LedgerMovement), table_of(Attempt)

TOLERANCE = Decimal("0.000001")
"""Amounts that differ by no more are the same: exports are rounded."""


class Unlike(StrEnum):
    """How ledger and provider differ over a job."""

    ONLY_IN_LEDGER = "only in ledger"
    ONLY_AT_PROVIDER = "only at provider"
    DIFFERENT_AMOUNT = "different amount"


@dataclass(frozen=True, slots=True)
class JobDifference:
    """A job over which ledger and provider differ."""

    kind: Unlike
    job: str
    """Its id at the provider; the hold's where the provider's is not known."""
    project: str
    """Empty where the ledger does not know the job."""
    what: str
    """Asset, part and state of the hold, for people."""
    ledger: Decimal | None
    provider: Decimal | None


@dataclass(frozen=True, slots=True)
class Known:
    """A hold, with all ids by which its provider may name its job."""

    holding: Holding
    names: frozenset[str]


def compare(
    tenant: TenantId,
    known: Sequence[Known],
    billed: Sequence[Billed],
    tolerance: Decimal = TOLERANCE,
) -> Iterator[JobDifference]:
    """Every job over which a provider's bill and the ledger differ.

    A hold that is not in the bill counts only if it was made on a day (UTC) that the bill covers;
    all of them, if it gives no times. Jobs of other tenants on the same account are passed over.

    Args:
        tenant: whose jobs.
        known: the provider's holds of all tenants.
        billed: the provider's bill.
        tolerance: by how much amounts may differ.
    """
    by_name = {name: hold for hold in known for name in hold.names}
    found: set[str] = set()
    for line in billed:
        hold = by_name.get(line.job)
        if hold is None:
            yield JobDifference(Unlike.ONLY_AT_PROVIDER, line.job, "", "", None, line.amount)
            continue
        found.add(hold.holding.hold_id)
        is_mine = hold.holding.purpose.project.tenant == tenant
        if is_mine and abs(hold.holding.billed.amount - line.amount) > tolerance:
            yield _difference(Unlike.DIFFERENT_AMOUNT, hold.holding, line)
    first, last = _days(billed)
    for hold in known:
        holding = hold.holding
        is_meant = holding.purpose.project.tenant == tenant and holding.hold_id not in found
        if is_meant and holding.billed.amount > tolerance and first <= holding.held_at < last:
            yield _difference(Unlike.ONLY_IN_LEDGER, holding, None)


def known_in(session: Session, provider: str) -> Sequence[Known]:
    """All holds for jobs of one provider, in the order they were made."""
    columns = [_MOVEMENT.c[name] for name in COLUMNS]
    rows = session.connection().execute(
        select(*columns, _ATTEMPT.c.job_id)
        .join(_ATTEMPT, _ATTEMPT.c.id == _MOVEMENT.c.hold_id, isouter=True)
        .where(_MOVEMENT.c.provider == provider)
        .order_by(_MOVEMENT.c.at)
    )
    movements: dict[str, list[Movement]] = {}
    names: dict[str, set[str]] = {}
    for *values, job in rows:
        movement = Movement(*values)
        movements.setdefault(movement.hold_id, []).append(movement)
        told = {movement.hold_id, movement.provider_job, job or ""} - {""}
        names.setdefault(movement.hold_id, set()).update(told)
    return [Known(holding_of(found), frozenset(names[key])) for key, found in movements.items()]


def _days(billed: Sequence[Billed]) -> tuple[datetime, datetime]:
    """From the start of the bill's first day to the end of its last one."""
    times = [line.at for line in billed if line.at is not None]
    if not times:
        return datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    first, last = min(times), max(times)
    return _midnight(first), _midnight(last) + timedelta(days=1)


def _midnight(at: datetime) -> datetime:
    return at.replace(hour=0, minute=0, second=0, microsecond=0)


def _difference(kind: Unlike, holding: Holding, line: Billed | None) -> JobDifference:
    purpose = holding.purpose
    state = "" if holding.state is HoldState.SETTLED else f"({holding.state})"
    return JobDifference(
        kind=kind,
        job=line.job if line else holding.provider_job or holding.hold_id,
        project=str(purpose.project),
        what=" ".join(filter(None, (purpose.asset, purpose.part, state))),
        ledger=holding.billed.amount,
        provider=line.amount if line else None,
    )
