"""Writing a movement with its entries, and the totals that follow from them, in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import Connection, and_, bindparam, insert, or_, select, text, update
from sqlmodel import Session

from manike.errors import ConflictError
from manike.studio.ledger.holding import Kind, Movement
from manike.studio.ledger.tables import LedgerEntry, LedgerMovement, LedgerTotal, Nanos, table_of

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

COLUMNS = tuple(field.name for field in fields(Movement))
"""Of a movement, in the order of its fields."""
SUMS = ("held", "spent", "overrun", "credits")
"""What is kept for each scope."""
_SCOPES = 4
"""How many a movement counts in: tenant, month, project, provider."""

# Statements are built once: building one takes longer than SQLite takes to run it.
_TOTAL = table_of(LedgerTotal)
_MOVEMENT = table_of(LedgerMovement)
_LOCK = (
    select(_TOTAL.c.scope)
    .where(
        _TOTAL.c.tenant == bindparam("tenant"),
        _TOTAL.c.scope == TENANT,
        _TOTAL.c.currency == bindparam("currency"),
    )
    .with_for_update()
)
_OPEN_TENANT = text(  # as text, since an "on conflict" of SQLAlchemy's is compiled anew each time
    "INSERT INTO ledger_total (tenant, scope, currency, held, spent, overrun, credits) "
    f"VALUES (:tenant, '{TENANT}', :currency, 0, 0, 0, 0) ON CONFLICT DO NOTHING"
)
_LOCK_HOLD = (
    select(_TOTAL.c.scope)
    .select_from(_MOVEMENT)
    .join(
        _TOTAL,
        and_(
            _TOTAL.c.tenant == _MOVEMENT.c.tenant,
            _TOTAL.c.scope == TENANT,
            _TOTAL.c.currency == _MOVEMENT.c.currency,
        ),
    )
    .where(_MOVEMENT.c.id == bindparam("hold_id"))
    .with_for_update(of=_TOTAL)
)
_MOVEMENTS = select(*(_MOVEMENT.c[name] for name in COLUMNS)).where(
    _MOVEMENT.c.hold_id == bindparam("hold_id")
)
_ADD_MOVEMENT = insert(_MOVEMENT)
_ADD_ENTRY = insert(table_of(LedgerEntry))
_OPEN = insert(_TOTAL)
_IN_SCOPES = and_(
    _TOTAL.c.tenant == bindparam("of_tenant"),
    _TOTAL.c.currency == bindparam("of_currency"),
    or_(*(_TOTAL.c.scope == bindparam(f"scope_{place}") for place in range(_SCOPES))),
)
_OPENED = select(_TOTAL.c.scope).where(_IN_SCOPES)
_ADD_UP = (
    update(_TOTAL)
    .where(_IN_SCOPES)
    .values({name: _TOTAL.c[name] + bindparam(f"add_{name}", type_=Nanos()) for name in SUMS})
)


def month_scope(month: str) -> str:
    """The scope of a calendar month in UTC."""
    return f"month {month}"


def project_scope(project: str) -> str:
    """The scope of one film."""
    return f"project {project}"


def provider_scope(provider: str) -> str:
    """The scope of all that one provider makes for the tenant."""
    return f"provider {provider}"


def scopes_of(month: str, project: str, provider: str) -> tuple[str, ...]:
    """All scopes that a movement counts in."""
    return TENANT, month_scope(month), project_scope(project), provider_scope(provider)


def lock(session: Session, tenant: str, currency: str) -> None:
    """Let nobody else move this tenant's money until the transaction ends."""
    key = {"tenant": tenant, "currency": currency}
    connection = session.connection()
    if connection.execute(_LOCK, key).first() is None:
        connection.execute(_OPEN_TENANT, key)
        connection.execute(_LOCK, key)


def lock_hold(session: Session, hold_id: str) -> bool:
    """The same for the tenant of a hold; says whether there is such a hold."""
    return session.connection().execute(_LOCK_HOLD, {"hold_id": hold_id}).first() is not None


def movements_of(session: Session, hold_id: str) -> Sequence[Movement]:
    """All that happened to a hold, the hold itself first."""
    rows = session.connection().execute(_MOVEMENTS, {"hold_id": hold_id})
    return sorted((Movement(*row) for row in rows), key=lambda row: row.kind != Kind.HOLD)


def post(session: Session, movement: Movement, amounts: Amounts) -> None:
    """Write a movement, its entries and the new totals.

    Raises:
        ConflictError: the entries do not add up to zero; nothing is written.
    """
    if sum(amounts.values(), Decimal(0)) != 0:
        raise ConflictError(f"The entries of {movement.kind} {movement.hold_id} do not balance.")
    connection = session.connection()
    row = {name: getattr(movement, name) for name in COLUMNS}
    connection.execute(_ADD_MOVEMENT, row)
    entries = [
        {"movement_id": movement.id, "account": account.value, "amount": amount}
        for account, amount in amounts.items()
        if amount
    ]
    if entries:
        connection.execute(_ADD_ENTRY, entries)
    change = {
        "held": amounts.get(Account.HELD, Decimal(0)),
        "spent": amounts.get(Account.SPENT, Decimal(0)),
        "overrun": amounts.get(Account.OVERRUN, Decimal(0)),
        "credits": movement.credits,
    }
    _add_up(connection, movement, change)


def _add_up(connection: Connection, movement: Movement, change: Mapping[str, Decimal]) -> None:
    """Carry a movement into the totals; the first one in a scope opens its row.

    Updates come first since an insert that may meet a row is compiled anew each time, which takes
    longer than all else together. Nobody else opens a row meanwhile: the tenant is locked.
    """
    key = {"of_tenant": movement.tenant, "of_currency": movement.currency}
    counted = scopes_of(movement.month, movement.project, movement.provider)
    scopes = {f"scope_{place}": scope for place, scope in enumerate(counted)}
    changes = {f"add_{name}": amount for name, amount in change.items()}
    if connection.execute(_ADD_UP, {**key, **scopes, **changes}).rowcount == _SCOPES:
        return
    there = set(connection.scalars(_OPENED, {**key, **scopes}))
    columns = {"tenant": movement.tenant, "currency": movement.currency, **change}
    missing = [{"scope": scope, **columns} for scope in counted if scope not in there]
    connection.execute(_OPEN, missing)
