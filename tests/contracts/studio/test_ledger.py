"""Money is held before a provider is asked, then settled or released, each exactly once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from sqlalchemy import event

from manike.errors import BadInputError, BudgetError, ConflictError, NotFoundError
from manike.ids import ProjectId, TenantId
from manike.money import Money
from manike.script.preferences import Preferences
from manike.studio.ledger.budgets import BudgetKind, Budgets
from manike.studio.ledger.holding import HoldState, Purpose
from manike.studio.ledger.ledger import Ledger
from manike.studio.ledger.reconciliation import Unlike
from manike.studio.ledger.usage_export import Billed
from manike.studio.models import Attempt
from manike.testing.clock import NOON, StoppedClock

ACME = TenantId("acme")


def usd(amount):
    return Money(Decimal(amount))


def new_id():
    return str(uuid4())


@pytest.fixture
def clock():
    return StoppedClock()


@pytest.fixture
def ledger(house, project, clock):
    house.studio.submit(project, "A boat.", Preferences())
    return Ledger(house.studio.database, clock)


@pytest.fixture
def budgets(house, clock):
    return Budgets(house.studio.database, clock)


@pytest.fixture
def purpose(project):
    return Purpose(
        project=project,
        run_id="run-1",
        asset="scene_image",
        part="s003",
        job="picture",
        provider="runware",
        model="flux",
    )


@pytest.fixture
def hold(ledger, purpose):
    return ledger.hold(new_id(), usd("0.20"), purpose).hold_id


def test_held_money_waits_for_its_bill(ledger, hold, purpose):
    found = ledger.find(hold)
    assert (found.state, found.held, found.billed) == (HoldState.OPEN, usd("0.2"), usd(0))
    assert (found.purpose, found.month) == (purpose, "2026-11")


def test_a_bill_below_the_hold_frees_the_rest(ledger, hold):
    found = ledger.settle(hold, usd("0.15"), provider_job="r-1")
    assert (found.state, found.spent, found.overrun) == (HoldState.SETTLED, usd("0.15"), usd(0))
    assert (found.credits, found.provider_job) == (15, "r-1")
    assert ledger.find(hold) == found


def test_a_bill_beyond_the_hold_is_the_houses(ledger, hold):
    found = ledger.settle(hold, usd("0.5"))
    assert (found.billed, found.spent, found.overrun) == (usd("0.5"), usd("0.2"), usd("0.3"))
    assert found.credits == 20


def test_a_released_hold_costs_nothing(ledger, hold):
    found = ledger.release(hold)
    assert (found.state, found.spent, found.credits) == (HoldState.RELEASED, usd(0), 0)


def test_a_bill_for_a_released_hold_is_the_houses(ledger, hold):
    ledger.release(hold)
    found = ledger.settle(hold, usd("0.1"))
    assert (found.state, found.spent, found.overrun) == (HoldState.SETTLED, usd(0), usd("0.1"))
    assert found.credits == 0


def test_doing_anything_twice_changes_nothing(ledger, hold, purpose):
    held = ledger.find(hold)
    assert ledger.hold(hold, usd("0.7"), purpose) == held
    settled = ledger.settle(hold, usd("0.1"))
    assert ledger.settle(hold, usd("0.19")) == settled
    assert ledger.release(hold) == settled
    assert ledger.hold(hold, usd("0.2"), purpose) == settled
    refunded = ledger.refund(hold, usd("0.04"))
    assert ledger.refund(hold, usd("0.04")) == refunded


def test_what_is_billed_for_nothing_is_spent_and_not_charged(ledger, hold):
    found = ledger.settle(hold, usd("0.15"), is_made=False)
    assert (found.state, found.spent, found.credits) == (HoldState.SETTLED, usd("0.15"), 0)
    assert [(line.takes, line.settled) for line in ledger.costs(ACME)] == [(0, Decimal("0.15"))]


def test_a_refund_goes_to_the_house_first(ledger, hold):
    ledger.settle(hold, usd("0.25"))
    found = ledger.refund(hold, usd("0.15"))
    assert (found.billed, found.spent, found.overrun) == (usd("0.1"), usd("0.1"), usd(0))
    assert found.credits == 10


def test_refunds_with_ids_are_told_apart(ledger, hold):
    ledger.settle(hold, usd("0.2"))
    first = new_id()
    for refund in (first, first, new_id()):
        found = ledger.refund(hold, usd("0.05"), refund_id=refund)
    assert found.billed == usd("0.1")


def test_more_than_was_billed_is_not_given_back(ledger, hold):
    ledger.settle(hold, usd("0.2"))
    with pytest.raises(BadInputError, match=r"0\.21 USD is more than the 0\.2 USD billed"):
        ledger.refund(hold, usd("0.21"))


def test_an_unknown_hold_is_said(ledger):
    with pytest.raises(NotFoundError, match="no hold"):
        ledger.settle(new_id(), usd(1))


def test_an_id_of_another_project_is_refused(ledger, hold, purpose):
    other = replace(purpose, project=ProjectId(ACME, "autumn"))
    with pytest.raises(ConflictError, match="taken already"):
        ledger.hold(hold, usd(1), other)


@pytest.mark.parametrize("name", ["", "42", "0B7E4C3C-8B0E-4A51-9E6B-8A6DAB5B7C11"])
def test_an_id_that_is_no_plain_uuid_is_refused(ledger, purpose, name):
    with pytest.raises(BadInputError, match="hold_id"):
        ledger.hold(name, usd(1), purpose)


def test_a_hold_reads_no_history(ledger, budgets, purpose, house):
    budgets.set_budget(ACME, usd(100))
    said = []
    for _ in range(3):
        ledger.settle(ledger.hold(new_id(), usd(1), purpose).hold_id, usd(1))
    engine = house.studio.database._engine
    event.listen(engine, "before_cursor_execute", lambda *context: said.append(context[2]))
    ledger.hold(new_id(), usd(1), purpose)
    asked = [statement.split()[0] for statement in said if not statement.startswith("BEGIN")]
    assert asked == ["SELECT", "SELECT", "SELECT", "INSERT", "INSERT", "UPDATE"]
    assert not any("sum(" in statement.lower() for statement in said)


@pytest.mark.parametrize("amount", ["-0.01", "NaN", "Infinity", "9000000001"])
def test_an_amount_that_is_none_is_refused(ledger, purpose, amount):
    with pytest.raises(BadInputError, match="hold"):
        ledger.hold(new_id(), usd(amount), purpose)


def test_a_bill_in_another_currency_is_refused(ledger, hold):
    with pytest.raises(BadInputError, match=r"1 EUR can't be booked on a hold of 0\.2 USD"):
        ledger.settle(hold, Money(Decimal(1), "EUR"))


def test_a_callers_transaction_decides_what_is_kept(ledger, hold, house):
    with pytest.raises(RuntimeError), house.studio.database.transaction() as session:
        ledger.settle_in(session, hold, usd("0.1"))
        raise RuntimeError
    assert ledger.find(hold).state is HoldState.OPEN


@pytest.mark.parametrize(
    ("owner", "kind", "name"),
    [
        ("acme", BudgetKind.TENANT, "The budget of tenant acme is 1 USD"),
        ("acme", BudgetKind.MONTH, "The budget of tenant acme for 2026-11 is 1 USD"),
        ("acme", BudgetKind.FILM, "each film of acme, here acme/spring, is 1 USD"),
        ("acme/spring", None, "The budget of project acme/spring is 1 USD"),
    ],
)
def test_no_budget_can_be_passed(ledger, budgets, purpose, owner, kind, name):
    whose = ProjectId.parse(owner) if "/" in owner else TenantId(owner)
    budgets.set_budget(whose, usd(1), kind)
    spent = ledger.hold(new_id(), usd("0.5"), purpose)
    ledger.settle(spent.hold_id, usd("0.3"))
    ledger.hold(new_id(), usd("0.4"), purpose)
    with pytest.raises(BudgetError) as said:
        ledger.hold(new_id(), usd("0.31"), purpose)
    assert name in str(said.value)
    assert "0.4 USD are held and 0.3 USD spent" in str(said.value)
    assert "scene_image s003 by runware flux may cost 0.31 USD" in str(said.value)
    assert f"manike budget set {owner} AMOUNT" in str(said.value)
    assert ledger.hold(new_id(), usd("0.3"), purpose).state is HoldState.OPEN


def test_a_released_hold_gives_its_budget_back(ledger, budgets, purpose):
    budgets.set_budget(ACME, usd(1))
    first = ledger.hold(new_id(), usd(1), purpose)
    ledger.release(first.hold_id)
    assert ledger.hold(new_id(), usd(1), purpose).state is HoldState.OPEN


def test_a_film_budget_is_one_for_each_film(ledger, budgets, purpose):
    budgets.set_budget(ACME, usd(1), BudgetKind.FILM)
    ledger.hold(new_id(), usd(1), purpose)
    other = replace(purpose, project=ProjectId(ACME, "autumn"))
    assert ledger.hold(new_id(), usd(1), other).state is HoldState.OPEN


def test_a_new_month_has_its_budget_whole(ledger, budgets, purpose, clock):
    budgets.set_budget(ACME, usd(1), BudgetKind.MONTH)
    clock.set(datetime(2026, 11, 30, 23, 59, tzinfo=UTC))
    late = ledger.hold(new_id(), usd(1), purpose)
    clock.set(datetime(2026, 12, 1, tzinfo=UTC))
    ledger.settle(late.hold_id, usd(1))
    assert ledger.hold(new_id(), usd(1), purpose).month == "2026-12"
    with pytest.raises(BudgetError, match="2026-12"):
        ledger.hold(new_id(), usd("0.01"), purpose)


def test_a_free_generation_passes_a_budget_that_is_used_up(ledger, budgets, purpose):
    budgets.set_budget(ACME, usd(0))
    assert ledger.hold(new_id(), usd(0), purpose).state is HoldState.OPEN


def test_a_budget_in_another_currency_lets_nothing_pass(ledger, budgets, purpose):
    budgets.set_budget(ACME, Money(Decimal(100), "EUR"))
    with pytest.raises(BudgetError, match=r"is 100 EUR, but .* may cost 1 USD"):
        ledger.hold(new_id(), usd(1), purpose)


def test_a_budget_is_shown_with_what_is_used_of_it(ledger, budgets, hold, purpose, project):
    budgets.set_budget(ACME, usd(5), BudgetKind.MONTH)
    budgets.set_budget(project, usd(2))
    ledger.settle(ledger.hold(new_id(), usd("0.1"), purpose).hold_id, usd("0.1"))
    shown = [
        (state.kind, state.most, state.held, state.spent, state.free)
        for state in budgets.budgets(project)
    ]
    fifth, tenth = Decimal("0.2"), Decimal("0.1")
    assert shown == [
        (BudgetKind.MONTH, usd(5), fifth, tenth, Decimal("4.7")),
        (BudgetKind.PROJECT, usd(2), fifth, tenth, Decimal("1.7")),
    ]


def test_a_cleared_budget_binds_no_more(ledger, budgets, purpose):
    budgets.set_budget(ACME, usd(0))
    assert budgets.clear_budget(ACME)
    assert not budgets.clear_budget(ACME)
    assert ledger.hold(new_id(), usd(1), purpose).state is HoldState.OPEN


def test_an_audit_finds_nothing_in_a_sound_ledger(ledger, hold, purpose):
    ledger.settle(hold, usd("0.25"))
    ledger.refund(hold, usd("0.1"))
    ledger.release(ledger.hold(new_id(), usd(1), purpose).hold_id)
    ledger.hold(new_id(), usd(1), replace(purpose, provider="fal"))
    assert ledger.audit(ACME) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            "UPDATE ledger_total SET spent = spent - 1000000 WHERE scope = 'month 2026-11'",
            "acme: spent of month 2026-11 is kept as 0.199 USD, its entries say 0.2 USD",
        ),
        (
            "UPDATE ledger_entry SET amount = amount + 1000000 WHERE account = 'payable'",
            "leave 0.001 USD",
        ),
        ("DELETE FROM ledger_total WHERE scope = 'provider runware'", "held of provider runware"),
        ("UPDATE ledger_movement SET credits = 1 WHERE kind = 'settle'", "credits of tenant"),
    ],
)
def test_an_audit_says_what_does_not_add_up(ledger, hold, purpose, house, change, said):
    ledger.settle(hold, usd("0.2"))
    ledger.hold(new_id(), usd("0.1"), purpose)
    with house.studio.database.transaction() as session:
        session.connection().exec_driver_sql(change)
    assert any(said in str(difference) for difference in ledger.audit(ACME))


def test_a_bill_names_jobs_by_any_id_that_we_know(ledger, purpose, house):
    held, by_key, by_job, by_attempt = (
        ledger.hold(new_id(), usd("0.2"), purpose).hold_id for _ in range(4)
    )
    ledger.settle(by_key, usd("0.1"))
    ledger.settle(by_job, usd("0.1"), provider_job="r-1")
    ledger.settle(by_attempt, usd("0.1"))
    ledger.release(held)
    with house.studio.database.transaction() as session:
        session.add(attempt_of(by_attempt, purpose, job_id="r-2"))
    bill = [Billed(job, Decimal("0.1"), NOON) for job in (by_key, "r-1", "r-2")]
    assert ledger.reconcile(ACME, "runware", bill) == []
    late = ledger.reconcile(ACME, "runware", [Billed(held, Decimal("0.2"), NOON)])
    assert [(one.kind, one.job) for one in late] == [
        (Unlike.DIFFERENT_AMOUNT, held),
        (Unlike.ONLY_IN_LEDGER, by_key),
        (Unlike.ONLY_IN_LEDGER, "r-1"),
        (Unlike.ONLY_IN_LEDGER, by_attempt),
    ]


def attempt_of(attempt_id, purpose, *, job_id):
    return Attempt(
        id=attempt_id,
        tenant="acme",
        project="spring",
        fingerprint="f",
        job=purpose.job,
        provider=purpose.provider,
        model=purpose.model,
        account=purpose.provider,
        state="done",
        is_open=False,
        job_id=job_id,
        quoted=Decimal("0.2"),
        currency="USD",
        submitted_at=NOON,
    )


def test_costs_are_those_of_one_project_or_of_all(ledger, hold, purpose, project):
    ledger.settle(hold, usd("0.1"))
    other = replace(purpose, project=ProjectId(ACME, "autumn"))
    ledger.settle(ledger.hold(new_id(), usd(1), other).hold_id, usd(1))
    assert [line.settled for line in ledger.costs(project)] == [Decimal("0.1")]
    assert [(line.takes, line.settled) for line in ledger.costs(ACME)] == [(2, Decimal("1.1"))]
    assert ledger.costs(ACME, NOON + timedelta(seconds=1)) == []
