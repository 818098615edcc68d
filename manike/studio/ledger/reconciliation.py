"""Reconciliation: what the ledger says that a provider billed, and what the provider says."""

from collections.abc import Iterator, Mapping, Sequence, Set
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
    WITHOUT_ID = "without a job's id"
    """A line of the bill that nothing can be compared with."""


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
class _Known:
    """A hold, with all ids by which its provider may name its job."""

    holding: Holding
    names: frozenset[str]


def reconcile_in(
    session: Session,
    tenant: TenantId,
    provider: str,
    billed: Sequence[Billed],
    tolerance: Decimal,
) -> list[JobDifference]:
    """Every job over which a provider's bill and the ledger differ.

    A hold that is not in the bill counts only if it was made on a day (UTC) that the bill covers;
    all of them, if it gives no times. Jobs of other tenants on the same account are passed over.

    Args:
        session: an open transaction.
        tenant: whose jobs.
        provider: as the ledger names it.
        billed: the provider's bill.
        tolerance: by how much amounts may differ.
    """
    known = _known(session, tenant, provider)
    by_name = {name: hold.holding for hold in known for name in hold.names}
    strange = {line.job for line in billed if line.job} - by_name.keys()
    foreign = _of_others(session, tenant, provider, strange)
    in_bill = {by_name[line.job].hold_id for line in billed if line.job in by_name}
    first, last = _days(billed)
    missing = [
        hold.holding
        for hold in known
        if hold.holding.hold_id not in in_bill and first <= hold.holding.held_at < last
    ]
    return [
        *_of_bill([line for line in billed if line.job not in foreign], by_name, tolerance),
        *(
            _difference(Unlike.ONLY_IN_LEDGER, holding, None)
            for holding in missing
            if holding.billed.amount > tolerance
        ),
    ]


def _of_bill(
    billed: Sequence[Billed], by_name: Mapping[str, Holding], tolerance: Decimal
) -> Iterator[JobDifference]:
    for line in billed:
        holding = by_name.get(line.job)
        if not line.job:
            where = f"line {line.line}"
            yield JobDifference(Unlike.WITHOUT_ID, where, "", "", None, line.amount)
        elif holding is None:
            yield JobDifference(Unlike.ONLY_AT_PROVIDER, line.job, "", "", None, line.amount)
        elif abs(holding.billed.amount - line.amount) > tolerance:
            yield _difference(Unlike.DIFFERENT_AMOUNT, holding, line)


def _known(session: Session, tenant: TenantId, provider: str) -> Sequence[_Known]:
    """All holds of a tenant for jobs of one provider, in the order they were made."""
    rows = session.connection().execute(
        select(*(_MOVEMENT.c[name] for name in COLUMNS), _ATTEMPT.c.job_id)
        .join(_ATTEMPT, _ATTEMPT.c.id == _MOVEMENT.c.hold_id, isouter=True)
        .where(_MOVEMENT.c.tenant == tenant.slug, _MOVEMENT.c.provider == provider)
        .order_by(_MOVEMENT.c.at)
    )
    movements: dict[str, list[Movement]] = {}
    names: dict[str, set[str]] = {}
    for *values, job in rows:
        movement = Movement(*values)
        movements.setdefault(movement.hold_id, []).append(movement)
        told = {movement.hold_id, movement.provider_job, job or ""} - {""}
        names.setdefault(movement.hold_id, set()).update(told)
    return [_Known(holding_of(found), frozenset(names[key])) for key, found in movements.items()]


def _of_others(
    session: Session, tenant: TenantId, provider: str, names: Set[str]
) -> frozenset[str]:
    """Those of the names that are jobs of other tenants."""
    if not names:
        return frozenset()
    rows = session.connection().execute(
        select(_MOVEMENT.c.hold_id, _MOVEMENT.c.provider_job, _ATTEMPT.c.job_id)
        .join(_ATTEMPT, _ATTEMPT.c.id == _MOVEMENT.c.hold_id, isouter=True)
        .where(_MOVEMENT.c.tenant != tenant.slug, _MOVEMENT.c.provider == provider)
    )
    return frozenset(name for row in rows for name in row if name in names)


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
