"""Scripts through the whole house: plan, words of the tenant, the one door, ledger and notes."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlmodel import select

from manike.errors import PermanentProviderError, UnknownOutcomeError
from manike.generation.fingerprint import Job
from manike.ports import ScriptRequest
from manike.production.brand.wordings import change_wording
from manike.production.scripts import write_script
from manike.script.preferences import Preferences
from manike.studio.exchanges import Exchanges
from manike.studio.models import Attempt, Take
from resources.roster import STANDIN, build_roster
from tests.adapters.text_writers import WRITERS, writer_of

REQUEST = ScriptRequest("A turtle finds the sea.", Preferences(duration_s=20))
VENDORS = pytest.mark.parametrize("vendor", WRITERS)
OWN = "Write a film of {{ film_s }} seconds in {{ language }} as one JSON object, in our words."

pytestmark = pytest.mark.filterwarnings("ignore:Inheritance class AiohttpClientSession")


def billed(standin):
    return sum((bill.amount for bill in standin.bills()), Decimal(0))


@pytest.fixture
def studio(house, standin, settings):
    """The house with every vendor at the stand-in."""
    return replace(house, roster=build_roster(settings, {STANDIN: standin.url}))


def asked_of(studio, project, *names):
    studio.studio.submit(project, REQUEST.prompt, REQUEST.preferences)
    plan = {"name": "own", "parts": {"script": {"order": list(names)}}}
    studio.studio.choose_provider_plan(project, plan)
    return write_script(studio, project)


def only(studio, kind):
    with studio.studio.database.transaction() as session:
        return session.exec(select(kind)).one()


@VENDORS
def test_a_planned_script_is_paid_once_and_its_words_are_in_its_take(
    vendor, studio, standin, project
):
    asked_of(studio, project, vendor)
    take = only(studio, Take)
    assert take.provider == vendor
    assert take.model.endswith("+script@1")
    assert take.notes["template"] == "script@1"
    assert take.cost == billed(standin) > 0
    write_script(studio, project)
    assert len(standin.bills()) == 1
    assert studio.studio.draft(project).script.scenes


def test_a_tenants_words_are_asked_in_and_make_another_take(studio, standin, project):
    asked_of(studio, project, "openai")
    change_wording(studio, project.tenant, "script.system", OWN)
    write_script(studio, project)
    first, second = standin.calls("openai")
    assert "in our words" not in str(first.body)
    assert "Write a film of 20 seconds in en as one JSON object, in our words." in str(second.body)
    assert "<prompt>" in str(second.body)


@VENDORS
def test_corrections_that_end_in_nothing_are_paid_and_kept(vendor, paid, standin, project):
    standin.fail("says", vendor, text="Sure! Here is your script:")
    book = Exchanges(paid.house.studio.database, paid.clock)
    writer = writer_of(vendor, standin, project, book=book)
    with pytest.raises(PermanentProviderError, match="no usable script in 3 replies"):
        paid.obtain(Job.SCRIPT, writer, writer.script_job(REQUEST))
    assert len(standin.bills()) == 3
    assert paid.spent() == billed(standin)
    (attempt,) = paid.attempts()
    said = [each.said["text"] for each in book.of(attempt.id)]
    assert said == ["Sure! Here is your script:"] * 3


@VENDORS
def test_a_lost_answer_is_not_asked_for_again(vendor, paid, standin, project):
    standin.fail("lost", vendor, nth=(1,))
    book = Exchanges(paid.house.studio.database, paid.clock)
    writer = writer_of(vendor, standin, project, book=book)
    for _ in range(2):
        with pytest.raises(UnknownOutcomeError):
            paid.obtain(Job.SCRIPT, writer, writer.script_job(REQUEST))
    assert len(standin.calls()) == len(standin.bills()) == 1
    assert [attempt.is_open for attempt in paid.attempts()] == [True]


def test_a_refusal_goes_to_the_next_provider_and_both_bills_are_paid(studio, standin, project):
    standin.fail("refusal", "anthropic")
    asked_of(studio, project, "anthropic", "gemini")
    take = only(studio, Take)
    assert take.provider == "gemini"
    assert take.notes["tried"][0]["error"].startswith("RefusedContentError: anthropic: the script")
    assert {bill.vendor for bill in standin.bills()} == {"anthropic", "gemini"}
    with studio.studio.database.transaction() as session:
        costs = [attempt.cost for attempt in session.exec(select(Attempt)).all()]
    assert sum(costs) == billed(standin)
