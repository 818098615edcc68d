"""The audit: totals are reckoned again from the entries, and every difference is said."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import bindparam, func, select
from sqlmodel import Session

from manike.ids import TenantId
from manike.money import Money
from manike.studio.ledger.posting import SUMS, Account, lock, scopes_of
from manike.studio.ledger.tables import LedgerEntry, LedgerMovement, LedgerTotal, table_of

_ENTRY, _MOVEMENT, _TOTAL = table_of(LedgerEntry), table_of(LedgerMovement), table_of(LedgerTotal)
_MINE = _MOVEMENT.c.tenant == bindparam("of_tenant")
_WHERE = (
    _MOVEMENT.c.currency,
    _MOVEMENT.c.month,
    _MOVEMENT.c.project,
    _MOVEMENT.c.provider,
)
_CURRENCIES = select(_MOVEMENT.c.currency).where(_MINE).distinct()
_TOTALS = select(_TOTAL).where(_TOTAL.c.tenant == bindparam("of_tenant"))
_CREDITS = select(*_WHERE, func.sum(_MOVEMENT.c.credits)).where(_MINE).group_by(*_WHERE)
_SUM = func.sum(_ENTRY.c.amount)
_AMOUNTS = (
    select(*_WHERE, _ENTRY.c.account, _SUM)
    .join_from(_ENTRY, _MOVEMENT)
    .where(_MINE)
    .group_by(*_WHERE, _ENTRY.c.account)
)
_UNBALANCED = (
    select(_MOVEMENT.c.kind, _MOVEMENT.c.hold_id, _MOVEMENT.c.currency, _SUM.label("left_over"))
    .join_from(_ENTRY, _MOVEMENT)
    .where(_MINE)
    .group_by(_MOVEMENT.c.id, _MOVEMENT.c.kind, _MOVEMENT.c.hold_id, _MOVEMENT.c.currency)
    .having(_SUM.is_distinct_from(Decimal(0)))
)

_Sums = dict[tuple[str, str], dict[str, Decimal]]
"""By scope and currency: each account's sum."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something in the ledger that does not add up."""

    tenant: str
    message: str

    def __str__(self) -> str:
        return f"{self.tenant}: {self.message}"


def audit_in(session: Session, tenant: TenantId) -> list[Difference]:
    """Every difference in a tenant's ledger; its money stands still meanwhile."""
    connection, names = session.connection(), {"of_tenant": tenant.slug}
    for currency in sorted(connection.scalars(_CURRENCIES, names)):
        lock(session, tenant.slug, currency)
    found = [
        f"the entries of {row.kind} {row.hold_id} leave {Money(row.left_over, row.currency)}"
        for row in connection.execute(_UNBALANCED, names)
    ]
    kept = {
        (row.scope, row.currency): {name: getattr(row, name) for name in SUMS}
        for row in connection.execute(_TOTALS, names)
    }
    found += _unlike(kept, _reckoned(session, tenant))
    return [Difference(tenant.slug, message) for message in found]


def _reckoned(session: Session, tenant: TenantId) -> _Sums:
    """The totals as the entries give them, with the accounts that stand against them."""
    connection, names = session.connection(), {"of_tenant": tenant.slug}
    sums: _Sums = defaultdict(lambda: defaultdict(Decimal))
    for currency, month, project, provider, account, amount in connection.execute(_AMOUNTS, names):
        for scope in scopes_of(month, project, provider):
            sums[scope, currency][account] += amount
    for currency, month, project, provider, amount in connection.execute(_CREDITS, names):
        for scope in scopes_of(month, project, provider):
            sums[scope, currency]["credits"] += amount
    return sums


def _unlike(kept: _Sums, reckoned: _Sums) -> Iterator[str]:
    for key in sorted(kept.keys() | reckoned.keys()):
        scope, currency = key
        mine, right = kept.get(key, {}), reckoned.get(key, {})
        for name in SUMS:
            said, is_right = mine.get(name, Decimal(0)), right.get(name, Decimal(0))
            if said != is_right:
                unit = "credits" if name == "credits" else currency
                kept_as, right_is = Money(said, unit), Money(is_right, unit)
                yield f"{name} of {scope} is kept as {kept_as}, its entries say {right_is}"
        owed = right.get(Account.SPENT, Decimal(0)) + right.get(Account.OVERRUN, Decimal(0))
        if right.get(Account.PAYABLE, Decimal(0)) != -owed:
            yield f"what {scope} owes to providers is not {Money(owed, currency)}"
        if right.get(Account.BUDGET, Decimal(0)) != -right.get(Account.HELD, Decimal(0)):
            yield f"what {scope} holds does not stand against its budget"
