"""Over random histories, the ledger does what a few lines of plain arithmetic do.

2,000 of them in each run of the tests, 10,000 with ``make bench-ledger``.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from itertools import count, product
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select, text

from manike.errors import BadInputError, BudgetError, NotFoundError
from manike.ids import ProjectId, TenantId
from manike.money import Money
from manike.studio.database import Database
from manike.studio.ledger.holding import HoldState, Purpose
from manike.studio.ledger.ledger import Ledger
from manike.studio.ledger.tables import Budget, LedgerEntry, LedgerMovement, LedgerTotal, table_of
from manike.testing.clock import StoppedClock

BATCH = 20
"""Histories in a transaction; a hundred such, or as many as the profile of the run asks for."""
CLOSED = {HoldState.SETTLED, HoldState.RELEASED}
MONTHS = [datetime(2026, month, 15, tzinfo=UTC) for month in (11, 12)]
PROJECTS, PROVIDERS = ("spring", "autumn"), ("runware", "fal")
TABLES = [table_of(model) for model in (LedgerEntry, LedgerMovement, LedgerTotal, Budget)]

# One draw for each step: drawing takes as long as doing.
steps = st.sampled_from(
    list(product(["hold", "hold", "settle", "release", "refund"], range(3), range(0, 31, 3)))
)
limits = st.sampled_from(list(product([None, 10, 20, 30, 45], repeat=3)))
histories = st.tuples(limits, st.lists(steps, min_size=1, max_size=6))


@dataclass
class Plain:
    """A hold in plain cents. Which of its kinds of place it counts in follows from its slot."""

    slot: int
    held: int
    state: HoldState = HoldState.OPEN
    spent: int = 0
    overrun: int = 0
    was_refunded: bool = False

    @property
    def scopes(self):
        project, provider, month = PROJECTS[self.slot // 2], PROVIDERS[self.slot % 2], self.slot % 2
        return {
            "tenant",
            f"project {project}",
            f"provider {provider}",
            f"month {MONTHS[month]:%Y-%m}",
        }


@dataclass
class Model:
    """What should happen, by adding up all holds each time."""

    limits: tuple[int | None, ...]
    holds: dict[int, Plain] = field(default_factory=dict)

    def total(self, scope):
        inside = [hold for hold in self.holds.values() if scope in hold.scopes]
        return (
            sum(hold.held for hold in inside if hold.state is HoldState.OPEN),
            sum(hold.spent for hold in inside),
            sum(hold.overrun for hold in inside),
        )

    def is_above(self):
        scopes = {scope for hold in self.holds.values() for scope in hold.scopes}
        return any(
            sum(self.total(scope)[:2]) > limit
            for limit, kind in zip(self.limits, ("tenant", "month", "project"), strict=True)
            if limit is not None
            for scope in scopes
            if scope.startswith(kind)
        )

    def hold(self, slot, cents):
        if slot in self.holds:
            return
        self.holds[slot] = Plain(slot, cents)
        if cents and self.is_above():
            del self.holds[slot]
            raise BudgetError

    def settle(self, slot, cents):
        hold = self.known(slot)
        if hold.state is HoldState.SETTLED:
            return
        hold.spent = min(cents, hold.held) if hold.state is HoldState.OPEN else 0
        hold.overrun, hold.state = cents - hold.spent, HoldState.SETTLED

    def release(self, slot, _):
        hold = self.known(slot)
        if hold.state is HoldState.OPEN:
            hold.state = HoldState.RELEASED

    def refund(self, slot, cents):
        hold = self.known(slot)
        if hold.was_refunded:
            return
        if cents > hold.spent + hold.overrun:
            raise BadInputError("refund", "more than was billed")
        from_house = min(cents, hold.overrun)
        hold.overrun, hold.spent = hold.overrun - from_house, hold.spent - (cents - from_house)
        hold.was_refunded = True

    def known(self, slot):
        if slot not in self.holds:
            raise NotFoundError
        return self.holds[slot]


def usd(cents):
    return Money(Decimal(cents) / 100)


class Tried:
    """One history against both."""

    def __init__(self, ledger, clock, session, number, limits):
        self.ledger, self.clock, self.session = ledger, clock, session
        self.tenant, self.model = TenantId(f"t{number}"), Model(limits)
        self.ids = [str(UUID(int=number * 3 + slot, version=4)) for slot in range(3)]

    def do(self, step):
        name, slot, cents = step
        wrong = outcome(partial(getattr(self.model, name), slot, cents))
        assert outcome(partial(self.act, name, slot, cents)) is wrong
        return wrong is None

    def act(self, name, slot, cents):
        hold_id, session = self.ids[slot], self.session
        self.clock.set(MONTHS[slot % 2])
        if name == "hold":
            found = self.ledger.hold_in(session, hold_id, usd(cents), self.purpose(slot))
        elif name == "release":
            found = self.ledger.release_in(session, hold_id)
        else:
            act = {"settle": self.ledger.settle_in, "refund": self.ledger.refund_in}[name]
            found = act(session, hold_id, usd(cents))
        mine = self.model.holds[slot]
        assert (found.state, found.held, found.spent, found.overrun, found.credits) == (
            mine.state,
            usd(mine.held),
            usd(mine.spent),
            usd(mine.overrun),
            mine.spent,
        )

    def purpose(self, slot):
        project = ProjectId(self.tenant, PROJECTS[slot // 2])
        return Purpose(project, "run", "scene_image", "", "picture", PROVIDERS[slot % 2], "m")


def outcome(call):
    """The error's kind, or nothing."""
    try:
        call()
    except (BudgetError, BadInputError, NotFoundError) as error:
        return type(error)
    return None


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('ledger') / 'studio.db'}")
    database.migrate()
    yield database
    database.close()


numbers = count(1)


@settings(
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],  # a batch would be made smaller for minutes; its last note says enough
)
@given(st.lists(histories, min_size=BATCH, max_size=BATCH))
def test_random_histories_end_as_plain_arithmetic_says(database, batch):
    clock = StoppedClock()
    ledger = Ledger(database, clock)
    with database.transaction() as session:
        for table in TABLES:
            session.execute(delete(table))
        tried = [Tried(ledger, clock, session, next(numbers), limits) for limits, _ in batch]
        set_limits(session, tried)
        for one, (_, steps_) in zip(tried, batch, strict=True):
            note(f"{one.model.limits} {steps_}")
            done = [step for step in steps_ if one.do(step)]
            if done:
                one.do(done[-1])
        check(session, ledger, tried)


def set_limits(session, tried):
    rows = [
        {"tenant": one.tenant.slug, "kind": kind, "most": usd(limit).amount}
        for one in tried
        for kind, limit in zip(("tenant", "month", "film"), one.model.limits, strict=True)
        if limit is not None
    ]
    shared = {"project": "", "currency": "USD", "set_at": MONTHS[0]}
    if rows:
        session.execute(insert(table_of(Budget)), [row | shared for row in rows])


def check(session, ledger, tried):
    assert not any(one.model.is_above() for one in tried)
    kept = {
        (row.tenant, row.scope): (row.held * 100, row.spent * 100, row.overrun * 100)
        for row in session.execute(select(table_of(LedgerTotal)))
    }
    assert (
        kept.items()
        >= {
            (one.tenant.slug, scope): one.model.total(scope)
            for one in tried
            for hold in one.model.holds.values()
            for scope in hold.scopes
        }.items()
    )
    unbalanced = "SELECT movement_id FROM ledger_entry GROUP BY movement_id HAVING SUM(amount) <> 0"
    assert session.execute(text(unbalanced)).all() == []
