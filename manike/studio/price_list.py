"""Price lists: how many credits a tenant is charged for what was made anew.

A credit is worth a hundredth of the currency (0.01 USD) unless a rule of the tenant says otherwise.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlmodel import Session

from manike.errors import BadInputError
from manike.ids import TenantId
from manike.money import Money, plain
from manike.studio.ledger.tables import PriceRule, exact, nearest, table_of
from manike.studio.room import Room, tenant_row

EMBEDDED = "embedded"
_PER_UNIT = 100
"""Credits of one whole unit of the currency at factor 1."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What is priced; in a rule, an empty word stands for any."""

    job: str = ""
    provider: str = ""
    model: str = ""

    def covers(self, other: "Matter") -> bool:
        """Whether a rule for this is one for the other."""
        return all(
            word in {"", said}
            for word, said in (
                (self.job, other.job),
                (self.provider, other.provider),
                (self.model, other.model),
            )
        )

    @property
    def precision(self) -> tuple[bool, bool, bool]:
        """What decides between two rules: model before provider before job."""
        return bool(self.model), bool(self.provider), bool(self.job)


@dataclass(frozen=True, slots=True)
class Price:
    """A line of a price list."""

    matter: Matter
    factor: Decimal | None = None
    credits_per_take: Decimal | None = None
    valid_from: datetime | None = None
    """``None``: it always was."""

    def credits(self, cost: Money) -> Decimal:
        """What a take of that cost is charged."""
        if self.credits_per_take is not None:
            return self.credits_per_take
        return nearest(cost.amount * _PER_UNIT * (self.factor or Decimal(0)))

    @property
    def is_end(self) -> bool:
        """Whether it only ends an earlier rule."""
        return self.factor is None and self.credits_per_take is None

    def __str__(self) -> str:
        if self.credits_per_take is not None:
            return f"{plain(self.credits_per_take)} credits a take"
        return "as by default" if self.factor is None else f"cost x {plain(self.factor)}"


BY_DEFAULT = (
    Price(Matter(), factor=Decimal(1)),
    Price(Matter(provider=EMBEDDED), credits_per_take=Decimal(0)),
)

_OF_DEFAULT = {price.matter: price for price in BY_DEFAULT}
_RULE = table_of(PriceRule)
_RULES = select(_RULE).where(_RULE.c.tenant == bindparam("of_tenant")).order_by(_RULE.c.id)
_ALWAYS = datetime.min.replace(tzinfo=UTC)


class PriceLists(Room):
    """The price lists of all tenants."""

    def set_price(self, tenant: TenantId, price: Price) -> None:
        """Add a rule; it holds from its day on, or from now.

        A rule with neither factor nor credits ends an earlier one for the same matter.

        Raises:
            BadInputError: it has both, or a negative number.
            NotFoundError: there is no such tenant.
        """
        if price.factor is not None and price.credits_per_take is not None:
            raise BadInputError("price", "Give either a factor or credits a take, not both.")
        for field, value in (("factor", price.factor), ("credits", price.credits_per_take)):
            if value is not None:
                exact(field, value)
        with self.database.transaction() as session:
            tenant_row(session, tenant)
            now = self._clock.now()
            session.add(
                PriceRule(
                    tenant=tenant.slug,
                    job=price.matter.job,
                    provider=price.matter.provider,
                    model=price.matter.model,
                    valid_from=price.valid_from or now,
                    factor=price.factor,
                    credits_per_take=price.credits_per_take,
                    set_at=now,
                )
            )
            self._audit(session, tenant, "set price", {"price": str(price)})

    def prices(self, tenant: TenantId) -> Sequence[Price]:
        """All rules of a tenant, those by default first, then as they were set.

        Raises:
            NotFoundError: there is no such tenant.
        """
        with self.database.transaction() as session:
            tenant_row(session, tenant)
            return prices_in(session, tenant.slug)


def prices_in(session: Session, tenant: str) -> Sequence[Price]:
    """As ``PriceLists.prices``, in an open transaction."""
    rows = session.connection().execute(_RULES, {"of_tenant": tenant})
    return (*BY_DEFAULT, *(_price(row) for row in rows))


def price_of(prices: Sequence[Price], matter: Matter, at: datetime) -> Price:
    """The rule that holds for something at a time: the most precise one, of those the newest.

    Args:
        prices: as ``prices_in`` gives them, with those by default.
        matter: a whole one, without empty words.
        at: when the money was held.
    """
    ruling: dict[Matter, Price] = {}
    begun = (price for price in prices if _has_begun(price, at))
    for price in sorted(begun, key=lambda price: price.valid_from or _ALWAYS):
        if not price.is_end:
            ruling[price.matter] = price
        elif price.matter in _OF_DEFAULT:
            ruling[price.matter] = _OF_DEFAULT[price.matter]
        else:
            ruling.pop(price.matter, None)
    fitting = (price for price in ruling.values() if price.matter.covers(matter))
    return max(fitting, key=lambda price: price.matter.precision)


def _has_begun(price: Price, at: datetime) -> bool:
    return price.valid_from is None or price.valid_from <= at


def _price(row: Row[Any]) -> Price:
    return Price(
        matter=Matter(row.job, row.provider, row.model),
        factor=row.factor,
        credits_per_take=row.credits_per_take,
        valid_from=row.valid_from,
    )
