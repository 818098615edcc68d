"""Tables of the ledger: movements and entries are only ever added; totals are derived from them."""

from datetime import datetime
from decimal import ROUND_CEILING, ROUND_HALF_EVEN, Decimal
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Dialect, Index, String, Table, TypeDecorator
from sqlmodel import Field, SQLModel

from manike.errors import BadInputError
from manike.studio.models import UtcDateTime

_DIGITS = 9
_NANO = Decimal(1).scaleb(-_DIGITS)
_MOST = Decimal(9_000_000_000)
"""What 64 bits hold of billionths, rounded down."""


class Nanos(TypeDecorator[Decimal]):
    """A decimal kept as a whole number of billionths: SQLite alone would make it a float.

    A token at 0.025 USD a million costs 25 of them, so sums in SQL are exact on every database.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """To billionths."""
        del dialect
        return None if value is None else int(value.scaleb(_DIGITS))

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:  # noqa: ANN401
        """From billionths; PostgreSQL gives a sum of them as a decimal."""
        del dialect
        return None if value is None else Decimal(int(value)).scaleb(-_DIGITS)


def table_of(model: type[SQLModel]) -> Table:
    """The table under a model: rows go in and out faster without the mapper."""
    table: Table = model.__table__  # type: ignore[attr-defined]
    return table


def exact(field: str, amount: Decimal, *, is_limit: bool = False) -> Decimal:
    """An amount as the ledger keeps it: to the billionth, rounded up where it is a limit.

    Raises:
        BadInputError: it is negative, no number, or more than the ledger can hold.
    """
    if not amount.is_finite() or not 0 <= amount <= _MOST:
        raise BadInputError(field, f"{amount} is not between 0 and {_MOST}.")
    return amount.quantize(_NANO, ROUND_CEILING if is_limit else ROUND_HALF_EVEN)


def currency_code(currency: str) -> str:
    """A currency as the ledger keeps it.

    Raises:
        BadInputError: it is no code of three letters.
    """
    if len(currency) != len("USD") or not currency.isascii() or not currency.isupper():
        raise BadInputError("currency", f"{currency!r} is not a code such as USD.")
    return currency


def nearest(amount: Decimal) -> Decimal:
    """To the billionth, of either sign."""
    return amount.quantize(_NANO, ROUND_HALF_EVEN)


class LedgerMovement(SQLModel, table=True):
    """One thing that happened to a hold; its entries add up to zero."""

    __tablename__ = "ledger_movement"
    __table_args__ = (
        Index("ledger_movement_hold", "hold_id"),
        Index("ledger_movement_project", "tenant", "project"),
    )

    id: str = Field(primary_key=True, max_length=36)
    """The hold's own id for a hold, else made from it: the same movement can't be stored twice."""
    hold_id: str = Field(max_length=36)
    """A UUID: the attempt's id."""
    kind: str = Field(sa_type=String(10))
    tenant: str = Field(max_length=39)
    project: str = Field(max_length=39)
    run_id: str
    asset: str
    part: str
    job: str
    provider: str
    model: str
    month: str = Field(max_length=7)
    """``2026-11``: when the money was held, in UTC; the month whose budget all of it counts for."""
    amount: Decimal = Field(sa_type=Nanos)
    """Held; what the provider bills; set free; given back: by the kind."""
    currency: str = Field(max_length=3)
    credits: Decimal = Field(sa_type=Nanos)
    """What the tenant is charged, in credits; negative for a refund."""
    pricing: str
    """How the credits were reckoned, for people; empty where none were."""
    provider_job: str
    """The job's id at the provider, to find it in the provider's own bill."""
    at: datetime = Field(sa_type=UtcDateTime)


class LedgerEntry(SQLModel, table=True):
    """What a movement puts into an account, or takes out of it."""

    __tablename__ = "ledger_entry"

    movement_id: str = Field(primary_key=True, max_length=36, foreign_key="ledger_movement.id")
    account: str = Field(sa_type=String(10), primary_key=True)
    amount: Decimal = Field(sa_type=Nanos)


class LedgerTotal(SQLModel, table=True):
    """What a tenant's accounts hold, for one scope: so that a hold need not add up the past."""

    __tablename__ = "ledger_total"
    __table_args__ = (CheckConstraint("held >= 0 AND spent >= 0", name="ledger_total_positive"),)

    tenant: str = Field(primary_key=True, max_length=39)
    scope: str = Field(primary_key=True)
    """``tenant``, ``month 2026-11``, ``project spring`` or ``provider runware``."""
    currency: str = Field(primary_key=True, max_length=3)
    held: Decimal = Field(sa_type=Nanos)
    spent: Decimal = Field(sa_type=Nanos)
    overrun: Decimal = Field(sa_type=Nanos)
    credits: Decimal = Field(sa_type=Nanos)


class Budget(SQLModel, table=True):
    """The most that may be held and spent together."""

    tenant: str = Field(primary_key=True, max_length=39)
    kind: str = Field(sa_type=String(10), primary_key=True)
    project: str = Field(default="", primary_key=True, max_length=39)
    """Empty unless it is the budget of one project."""
    most: Decimal = Field(sa_type=Nanos)
    currency: str = Field(max_length=3)
    set_at: datetime = Field(sa_type=UtcDateTime)


class PriceRule(SQLModel, table=True):
    """A line of a tenant's price list; a later one with the same words replaces it from its day."""

    __tablename__ = "price_rule"
    __table_args__ = (Index("price_rule_tenant", "tenant"),)

    id: int | None = Field(default=None, primary_key=True)
    tenant: str = Field(max_length=39)
    job: str = ""
    """Empty for any; so are provider and model."""
    provider: str = ""
    model: str = ""
    valid_from: datetime = Field(sa_type=UtcDateTime)
    factor: Decimal | None = Field(default=None, sa_type=Nanos)
    """Credits are cost in hundredths of its currency times this."""
    credits_per_take: Decimal | None = Field(default=None, sa_type=Nanos)
    """Or so many, whatever it cost. Neither: the rule ends here."""
    set_at: datetime = Field(sa_type=UtcDateTime)
