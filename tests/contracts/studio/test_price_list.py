"""A tenant is charged by the price list that held when its money was set aside."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from manike.errors import BadInputError, NotFoundError
from manike.ids import TenantId
from manike.money import Money
from manike.studio.ledger.holding import Purpose
from manike.studio.ledger.ledger import Ledger
from manike.studio.price_list import Matter, Price, PriceLists
from manike.testing.clock import NOON, StoppedClock

ACME = TenantId("acme")
PICTURE = Matter("picture", "runware", "flux")


@pytest.fixture
def clock():
    return StoppedClock()


@pytest.fixture
def prices(house, clock):
    house.studio.add_tenant(ACME)
    return PriceLists(house.studio.database, clock)


@pytest.fixture
def charged(house, prices, clock, project):
    """The credits of one take that costs 0.123 USD."""

    def make(matter=PICTURE, *, while_open=lambda: None):
        ledger = Ledger(house.studio.database, clock)
        purpose = Purpose(
            project, "run", "scene_image", "s001", matter.job, matter.provider, matter.model
        )
        hold = ledger.hold(str(uuid4()), Money(Decimal("0.2")), purpose)
        while_open()
        return ledger.settle(hold.hold_id, Money(Decimal("0.123"))).credits

    return make


def factor(matter, value, **when):
    return Price(matter, factor=Decimal(value), **when)


def test_a_credit_is_a_cent_by_default(charged):
    assert charged() == Decimal("12.3")


def test_what_is_embedded_is_free_by_default(charged, prices):
    prices.set_price(ACME, Price(Matter(job="picture"), credits_per_take=Decimal(5)))
    assert charged(replace(PICTURE, provider="embedded")) == 0


def test_a_take_may_have_a_price_of_its_own(charged, prices):
    prices.set_price(ACME, Price(Matter(job="picture"), credits_per_take=Decimal("2.5")))
    assert (charged(), charged(replace(PICTURE, job="voice"))) == (Decimal("2.5"), Decimal("12.3"))


@pytest.mark.parametrize(
    ("matters", "expected"),
    [
        ([Matter(), Matter(job="picture")], 2),
        ([Matter(provider="runware"), Matter(job="picture")], 1),
        ([Matter("picture", "runware"), Matter(model="flux")], 2),
        ([Matter(model="flux"), PICTURE, Matter()], 2),
        ([Matter(model="another"), Matter()], 2),
    ],
)
def test_the_most_precise_rule_counts(charged, prices, matters, expected):
    for number, matter in enumerate(matters, start=1):
        prices.set_price(ACME, factor(matter, number))
    assert charged() == Decimal("12.3") * expected


def test_a_rule_holds_from_its_day(charged, prices, clock):
    prices.set_price(ACME, factor(Matter(), 3, valid_from=datetime(2026, 12, 1, tzinfo=UTC)))
    assert charged() == Decimal("12.3")
    clock.set(datetime(2026, 12, 1, tzinfo=UTC))
    assert charged() == Decimal("36.9")


def test_a_later_rule_replaces_an_earlier_one(charged, prices, clock):
    prices.set_price(ACME, factor(Matter(), 3))
    clock.set(NOON + timedelta(hours=1))
    prices.set_price(ACME, factor(Matter(), 2))
    assert charged() == Decimal("24.6")


def test_the_price_is_that_of_the_moment_of_the_hold(charged, prices, clock):
    def raise_prices():
        clock.set(NOON + timedelta(hours=1))
        prices.set_price(ACME, factor(Matter(), 9))

    assert charged(while_open=raise_prices) == Decimal("12.3")


@pytest.mark.parametrize(
    ("matter", "expected"), [(Matter(job="picture"), "24.6"), (Matter(), "12.3")]
)
def test_a_rule_can_be_ended(charged, prices, clock, matter, expected):
    prices.set_price(ACME, factor(Matter(), 2))
    prices.set_price(ACME, factor(matter, 5))
    clock.set(NOON + timedelta(hours=1))
    prices.set_price(ACME, Price(matter))
    assert charged() == Decimal(expected)


@pytest.mark.parametrize(
    "price",
    [
        Price(Matter(), factor=Decimal(1), credits_per_take=Decimal(1)),
        Price(Matter(), factor=Decimal(-1)),
        Price(Matter(), credits_per_take=Decimal("NaN")),
    ],
)
def test_a_price_that_is_none_is_refused(prices, price):
    with pytest.raises(BadInputError):
        prices.set_price(ACME, price)


def test_a_price_for_nobody_is_refused(prices):
    with pytest.raises(NotFoundError):
        prices.set_price(TenantId("nobody"), factor(Matter(), 1))


def test_how_a_charge_was_reckoned_is_kept(house, charged, prices):
    prices.set_price(ACME, factor(Matter(job="picture"), "1.5"))
    charged()
    with house.studio.database.transaction() as session:
        query = "SELECT pricing FROM ledger_movement WHERE kind = 'settle'"
        assert session.connection().exec_driver_sql(query).scalar() == "cost x 1.5"
