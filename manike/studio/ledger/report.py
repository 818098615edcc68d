"""What was spent on what: the ledger by asset, provider and model."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, func, select, true
from sqlmodel import Session

from manike.ids import ProjectId, TenantId
from manike.studio.ledger.holding import Kind
from manike.studio.ledger.posting import Account
from manike.studio.ledger.tables import LedgerEntry, LedgerMovement, table_of

_ENTRY, _MOVEMENT = table_of(LedgerEntry), table_of(LedgerMovement)
_OF = (_MOVEMENT.c.asset, _MOVEMENT.c.provider, _MOVEMENT.c.model, _MOVEMENT.c.currency)

_Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class CostLine:
    """What one model of one provider made of one asset."""

    asset: str
    provider: str
    model: str
    currency: str
    takes: int
    """Those that were charged: not what was billed for nothing, or after its hold was released."""
    held: Decimal
    """Set aside for attempts whose bill is not known yet."""
    settled: Decimal
    """Spent by the tenant, less refunds."""
    overrun: Decimal
    """What providers billed beyond the holds; not the tenant's."""
    credits: Decimal


def costs_in(
    session: Session, owner: TenantId | ProjectId, since: datetime | None = None
) -> Sequence[CostLine]:
    """The costs of a tenant or one project, by asset, provider and model.

    Args:
        session: an open transaction.
        owner: whose.
        since: only attempts whose money was held then or later.
    """
    within = _within(owner, since)
    sums = _sums(session, within)
    rows = session.connection().execute(
        select(
            *_OF,
            func.count().filter(_MOVEMENT.c.pricing != ""),
            func.sum(_MOVEMENT.c.credits),
        )
        .where(within)
        .group_by(*_OF)
        .order_by(*_OF)
    )
    return [
        CostLine(
            asset=asset,
            provider=provider,
            model=model,
            currency=currency,
            takes=takes,
            held=sums[asset, provider, model, currency][Account.HELD],
            settled=sums[asset, provider, model, currency][Account.SPENT],
            overrun=sums[asset, provider, model, currency][Account.OVERRUN],
            credits=credited,
        )
        for asset, provider, model, currency, takes, credited in rows
    ]


def totals_of(lines: Sequence[CostLine]) -> Sequence[CostLine]:
    """One line for each currency, over all assets, providers and models."""
    return [
        CostLine(
            asset="",
            provider="",
            model="",
            currency=currency,
            takes=sum(line.takes for line in lines if line.currency == currency),
            held=_sum_of(lines, currency, "held"),
            settled=_sum_of(lines, currency, "settled"),
            overrun=_sum_of(lines, currency, "overrun"),
            credits=_sum_of(lines, currency, "credits"),
        )
        for currency in sorted({line.currency for line in lines})
    ]


def _sum_of(lines: Sequence[CostLine], currency: str, field: str) -> Decimal:
    amounts = (getattr(line, field) for line in lines if line.currency == currency)
    return sum(amounts, Decimal(0))


def _sums(session: Session, within: ColumnElement[bool]) -> Mapping[_Key, Mapping[str, Decimal]]:
    """Each account's sum, by what the money was for."""
    rows = session.connection().execute(
        select(*_OF, _ENTRY.c.account, func.sum(_ENTRY.c.amount))
        .join_from(_ENTRY, _MOVEMENT)
        .where(within)
        .group_by(*_OF, _ENTRY.c.account)
    )
    sums: defaultdict[_Key, defaultdict[str, Decimal]]
    sums = defaultdict(lambda: defaultdict(Decimal))
    for asset, provider, model, currency, account, amount in rows:
        sums[asset, provider, model, currency][account] = amount
    return sums


def _within(owner: TenantId | ProjectId, since: datetime | None) -> ColumnElement[bool]:
    tenant = owner if isinstance(owner, TenantId) else owner.tenant
    mine: ColumnElement[bool] = _MOVEMENT.c.tenant == tenant.slug
    if isinstance(owner, ProjectId):
        mine = and_(mine, _MOVEMENT.c.project == owner.slug)
    if since is None:
        return and_(mine, true())
    hold = _MOVEMENT.alias()
    late = select(hold.c.id).where(
        hold.c.tenant == tenant.slug, hold.c.kind == Kind.HOLD.value, hold.c.at >= since
    )
    return and_(mine, _MOVEMENT.c.hold_id.in_(late))
