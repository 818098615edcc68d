"""A person says what became of an attempt that nobody can tell; money and attempt end together."""

from decimal import Decimal

import pytest
from sqlmodel import select

from manike.errors import BadInputError, ConflictError, NotFoundError, UnknownOutcomeError
from manike.generation.claims import Claims
from manike.generation.courier import Errand
from manike.generation.door import MadeThere
from manike.generation.fingerprint import Generation, Job
from manike.generation.remote import Recovery
from manike.generation.resolution import Billed, Found, NotMade, Resolutions
from manike.money import Money
from manike.studio.clock import Clock
from manike.studio.exchanges import Exchanges
from manike.studio.ledger.holding import HoldState
from manike.studio.models import Attempt, AuditEntry
from manike.testing.vendor import PRICE, Vendor, VendorJob

ME = {"by": "kim", "why": "their page of jobs says so"}


@pytest.fixture
def vendor():
    return Vendor(looks_until_done=0)


@pytest.fixture
def obtain(house, project, vendor):
    thing = Generation(job=Job.PICTURE, provider="vendor", model="1", parameters={"of": "a boat"})
    offer = MadeThere(thing, VendorJob(vendor, "a boat", Recovery.NONE))
    return lambda: house.door.obtain(Errand(project, "scene_image", "s001"), [offer])


@pytest.fixture
def desk(house):
    return Resolutions(house.ledger)


@pytest.fixture
def lost(house, project, vendor, obtain, desk):
    """An attempt that the vendor billed, whose answer never came."""
    house.studio.add_tenant(project.tenant)
    vendor.loses_answer = 1
    with pytest.raises(UnknownOutcomeError):
        obtain()
    [attempt] = desk.open_ones()
    return attempt


def told(house):
    """Findings in the audit."""
    with house.studio.database.transaction() as session:
        rows = session.exec(select(AuditEntry).order_by(AuditEntry.id)).all()
    return [row.details for row in rows if row.action == "resolve attempt"]


def test_an_attempt_of_unknown_outcome_is_listed_and_its_error_names_the_cure(
    lost, obtain, desk, project
):
    assert (lost.project, lost.state, lost.quoted) == (project, "prepared", PRICE)
    assert not lost.is_under_way
    with pytest.raises(UnknownOutcomeError, match=f"manike attempts resolve {lost.id}"):
        obtain()
    assert [one.id for one in desk.open_ones(project.tenant)] == [lost.id]


def test_what_was_not_made_is_free_and_may_be_submitted_again(lost, desk, house, obtain, vendor):
    assert desk.resolve(lost.id, NotMade(), **ME) == lost.project
    assert house.ledger.find(lost.id).state is HoldState.RELEASED
    assert (desk.open_ones(), obtain().was_made) == ([], True)
    assert len(vendor.submissions) == len(set(vendor.submissions)) == 2
    assert told(house) == [{"attempt": lost.id, **ME, "finding": "not made"}]


@pytest.fixture
def half_answered(lost, house):
    """It takes several calls: the first one was answered, and the second one lost."""
    calls = Exchanges(house.studio.database, Clock())
    calls.leaves(lost.id, 1)
    calls.answered(lost.id, 1, {"cost": "0.02", "currency": "USD"})
    calls.leaves(lost.id, 2)
    return lost


def test_calls_that_were_answered_are_paid_though_the_next_was_not_made(half_answered, desk, house):
    desk.resolve(half_answered.id, NotMade(), **ME)
    found, paid = house.ledger.find(half_answered.id), Money(Decimal("0.02"))
    assert (found.state, found.spent, found.credits) == (HoldState.SETTLED, paid, 0)
    assert desk.open_ones() == []


def test_what_is_billed_covers_the_calls_that_were_answered(half_answered, desk, house):
    with pytest.raises(BadInputError, match=r"cost 0\.02 USD already"):
        desk.resolve(half_answered.id, Billed(Money(Decimal("0.01"))), **ME)
    assert [one.id for one in desk.open_ones()] == [half_answered.id]
    desk.resolve(half_answered.id, Billed(Money(Decimal("0.03"))), **ME)
    assert house.ledger.find(half_answered.id).spent == Money(Decimal("0.03"))


def test_what_is_billed_is_spent_without_credits(lost, desk, house, project):
    desk.resolve(lost.id, Billed(PRICE, "job 7"), **ME)
    found = house.ledger.find(lost.id)
    assert (found.state, found.spent, found.credits) == (HoldState.SETTLED, PRICE, 0)
    [line] = house.ledger.costs(project.tenant)
    assert (line.takes, line.settled) == (0, PRICE.amount)
    assert told(house)[0]["amount"] == "0.05 USD"


def test_what_was_found_is_taken_without_another_submission(lost, desk, house, obtain, vendor):
    desk.resolve(lost.id, Found(f"job-{lost.id}"), **ME)
    assert desk.open_ones()[0].job_id == f"job-{lost.id}"
    assert obtain().cost == PRICE
    assert vendor.submissions == [lost.id]
    assert house.ledger.find(lost.id).spent == PRICE
    assert told(house) == [
        {"attempt": lost.id, **ME, "finding": "found", "job_id": f"job-{lost.id}"}
    ]


def test_an_attempt_that_a_worker_is_at_is_left_alone(lost, desk, house, project):
    with house.studio.database.transaction() as session:
        row = session.get(Attempt, lost.id)
    claims = Claims(house.studio.database, Clock())
    assert claims.take(project.tenant, row.fingerprint, "elsewhere:1:2:3")
    assert [one.is_under_way for one in desk.open_ones()] == [True]
    with pytest.raises(ConflictError, match="right now"):
        desk.resolve(lost.id, NotMade(), **ME)
    assert house.ledger.find(lost.id).state is HoldState.OPEN


def test_an_attempt_ends_once(lost, desk, house):
    desk.resolve(lost.id, NotMade(), **ME)
    with pytest.raises(ConflictError, match="has ended already: it is failed"):
        desk.resolve(lost.id, Billed(PRICE), **ME)
    assert house.ledger.find(lost.id).state is HoldState.RELEASED


def test_a_stored_reply_is_used_and_not_resolved(lost, desk, house):
    with house.studio.database.transaction() as session:
        session.get(Attempt, lost.id).state = "answered"
    with pytest.raises(ConflictError, match="manike project retry acme/spring"):
        desk.resolve(lost.id, NotMade(), **ME)


def test_money_that_can_not_be_booked_leaves_the_attempt_open(lost, desk, house):
    with pytest.raises(BadInputError, match="currency"):
        desk.resolve(lost.id, Billed(Money(PRICE.amount, "EUR")), **ME)
    assert [one.id for one in desk.open_ones()] == [lost.id]
    assert told(house) == []


def test_a_finding_without_a_reason_or_an_attempt_is_refused(lost, desk):
    with pytest.raises(BadInputError, match="why: is empty"):
        desk.resolve(lost.id, NotMade(), by="kim", why=" ")
    with pytest.raises(BadInputError, match="job: is empty"):
        desk.resolve(lost.id, Found(" "), **ME)
    with pytest.raises(NotFoundError, match="no attempt 1234"):
        desk.resolve("1234", NotMade(), **ME)
