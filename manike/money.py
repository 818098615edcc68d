"""Money: an exact amount with its currency."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from manike.errors import BadInputError


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount in one currency."""

    amount: Decimal
    currency: str = "USD"

    @classmethod
    def zero(cls, currency: str = "USD") -> Self:
        """Nothing, in ``currency``."""
        return cls(Decimal(0), currency)

    def __add__(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise BadInputError("currency", f"{self.currency} and {other.currency} do not add up.")
        return Money(self.amount + other.amount, self.currency)

    def __str__(self) -> str:
        return f"{plain(self.amount)} {self.currency}"


def plain(amount: Decimal) -> str:
    """Without an exponent or trailing zeros: a database gives nothing back as 0E-8."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
