"""Writing a movement with its entries, and the totals that follow from them, in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

from manike.errors import ConflictError
from manike.studio.ledger.holding import Kind
from manike.studio.ledger.tables import LedgerEntry, LedgerMovement, LedgerTotal

TENANT = "tenant"


class Account(StrEnum):
    """Accounts of a tenant; a positive amount goes in.

    What is held stands against the budget. What a provider bills is payable to it, and stands
    against what the tenant spent and, beyond its hold, what the house bears.
    """

    BUDGET = "budget"
    HELD = "held"
    SPENT = "spent"
    OVERRUN = "overrun"
    PAYABLE = "payable"


Amounts = Mapping[Account, Decimal]


@dataclass(frozen=True, slots=True)
class Total:
    """What is held and spent within one scope."""

    held: Decimal = Decimal(0)
    spent: Decimal = Decimal(0)
    overrun: Decimal = Decimal(0)
    credits: Decimal = Decimal(0)


def table_of(model: type[SQLModel]) -> Table:
    """The table under a model: rows go in and out faster without the mapper."""
    table: Table = model.__table__  # type: ignore[attr-defined]
    return table


_TOTAL = table_of(LedgerTotal)
_MOVEMENT = table_of(LedgerMovement)
_ENTRY = table_of(LedgerEntry)
_KEY = ("tenant", "scope", "currency")


def month_scope(month: str) -> str:
    """The scope of a calendar month in UTC."""
    return f"month {month}"


def project_scope(project: str) -> str:
    """The scope of one film."""
    return f"project {project}"


def provider_scope(provider: str) -> str:
    """The scope of all that one provider makes for the tenant."""
    return f"provider {provider}"


def lock(session: Session, tenant: str, currency: str) -> None:
    """Let nobody else move this tenant's money until the transaction ends."""
    query = (
        select(_TOTAL.c.scope)
        .where(
            _TOTAL.c.tenant == tenant,
            _TOTAL.c.scope == TENANT,
            _TOTAL.c.currency == currency,
        )
        .with_for_update()
    )
    if session.execute(query).first() is None:
        nothing = {name: Decimal(0) for name in ("held", "spent", "overrun", "credits")}
        row = {"tenant": tenant, "scope": TENANT, "currency": currency, **nothing}
        session.execute(_insert(session, _TOTAL).on_conflict_do_nothing(), [row])
        session.execute(query)


def totals(session: Session, tenant: str, currency: str, scopes: Sequence[str]) -> dict[str, Total]:
    """What is held and spent within each scope, as the ledger keeps it."""
    query = select(_TOTAL).where(_in_scopes(tenant, currency, scopes))
    found = {
        row.scope: Total(row.held, row.spent, row.overrun, row.credits)
        for row in session.execute(query)
    }
    return {scope: found.get(scope, Total()) for scope in scopes}


def post(session: Session, movement: LedgerMovement, amounts: Amounts) -> None:
    """Write a movement, its entries and the new totals.

    Raises:
        ConflictError: the entries do not add up to zero; nothing is written.
    """
    if sum(amounts.values(), Decimal(0)) != 0:
        raise ConflictError(f"The entries of {movement.kind} {movement.hold_id} do not balance.")
    session.execute(insert(_MOVEMENT), [movement.model_dump()])
    entries = [
        {"movement_id": movement.id, "account": account.value, "amount": amount}
        for account, amount in amounts.items()
        if amount
    ]
    if entries:
        session.execute(insert(_ENTRY), entries)
    change = {
        "held": amounts.get(Account.HELD, Decimal(0)),
        "spent": amounts.get(Account.SPENT, Decimal(0)),
        "overrun": amounts.get(Account.OVERRUN, Decimal(0)),
        "credits": movement.credits,
    }
    if movement.kind == Kind.HOLD:
        _open_totals(session, movement, change)
    else:
        _change_totals(session, movement, change)


def _open_totals(session: Session, hold: LedgerMovement, change: Mapping[str, Decimal]) -> None:
    adding = _insert(session, _TOTAL)
    sums = {name: _TOTAL.c[name] + adding.excluded[name] for name in change}
    key = {"tenant": hold.tenant, "currency": hold.currency}
    rows = [{"scope": scope, **key, **change} for scope in _scopes(hold)]
    session.execute(adding.on_conflict_do_update(index_elements=_KEY, set_=sums), rows)


def _change_totals(
    session: Session, movement: LedgerMovement, change: Mapping[str, Decimal]
) -> None:
    """Each scope has its row since the hold; an insert could not go below zero even to add up."""
    statement = (
        update(_TOTAL)
        .where(_in_scopes(movement.tenant, movement.currency, _scopes(movement)))
        .values({name: _TOTAL.c[name] + amount for name, amount in change.items()})
    )
    session.execute(statement)


def _scopes(movement: LedgerMovement) -> tuple[str, ...]:
    """All scopes that a movement counts in."""
    return (
        TENANT,
        month_scope(movement.month),
        project_scope(movement.project),
        provider_scope(movement.provider),
    )


def _in_scopes(tenant: str, currency: str, scopes: Sequence[str]) -> ColumnElement[bool]:
    wanted = or_(*(_TOTAL.c.scope == scope for scope in scopes))
    return and_(_TOTAL.c.tenant == tenant, _TOTAL.c.currency == currency, wanted)


def _insert(session: Session, table: Table) -> Any:  # noqa: ANN401 - one of two dialects' types
    """An insert that can meet a row that is there already."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    return sqlite.insert(table) if is_sqlite else postgresql.insert(table)
