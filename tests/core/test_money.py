from decimal import Decimal

import pytest

from manike.errors import BadInputError
from manike.money import Money


@pytest.mark.parametrize(
    ("amount", "written"),
    [("0E-8", "0 USD"), ("0.04000000", "0.04 USD"), ("100", "100 USD"), ("12.50", "12.5 USD")],
)
def test_an_amount_is_written_without_exponent_or_idle_zeros(amount: str, written: str) -> None:
    assert str(Money(Decimal(amount))) == written


def test_a_sum_is_exact() -> None:
    assert Money(Decimal("0.1")) + Money(Decimal("0.2")) == Money(Decimal("0.3"))


def test_two_currencies_do_not_add_up() -> None:
    with pytest.raises(BadInputError, match="USD and EUR"):
        Money(Decimal(1)) + Money(Decimal(1), "EUR")
