"""``manike attempts`` as operators meet it."""

import json

import pytest

from manike.errors import UnknownOutcomeError
from manike.generation.courier import Errand
from manike.generation.door import MadeThere
from manike.generation.fingerprint import Generation, Job
from manike.generation.remote import Recovery
from manike.production.opening import open_house
from manike.script.preferences import Preferences
from manike.testing.fakes import fake_providers
from manike.testing.vendor import Vendor, VendorJob


@pytest.fixture
def lost(settings, project):
    """The id of an attempt whose answer never came."""
    job = VendorJob(Vendor(loses_answer=1), "a boat", Recovery.NONE)
    thing = Generation(job=Job.PICTURE, provider="vendor", model="1", parameters={})
    with open_house(settings, fake_providers(), worker_count=0) as house:
        house.studio.submit(project, "A boat.", Preferences())
        with pytest.raises(UnknownOutcomeError):
            house.door.obtain(Errand(project, "scene_image", "s001"), [MadeThere(thing, job)])
        return job.vendor.submissions[0]


def test_an_attempt_can_be_looked_at_now(manike, lost):
    code, out, _ = manike("attempts", "gather")
    assert (code, out.splitlines()[0]) == (0, f"{lost}  acme/spring")
    assert out.splitlines()[1].startswith("  for a person to tell: provider: vendor can't be asked")
    assert manike("attempts", "gather", lost)[1] == out
    told = manike("attempts")[1].splitlines()[2]
    assert told.startswith("  looked at last: provider: vendor can't be asked")
    manike("attempts", "resolve", lost, "--not-made", "--why", "no request at that minute")
    code, _, said = manike("attempts", "gather", lost)
    assert (code, "has ended already" in said) == (1, True)
    assert manike("attempts", "gather")[1] == "No attempt is open.\n"


def test_open_attempts_of_one_project_are_listed(manike, lost):
    project = json.loads(manike("attempts", "list", "--json")[1])[0]["project"]
    assert project in manike("attempts", "list", project)[1]
    assert manike("attempts", "list", f"{project}-2")[1] == "No attempt is open.\n"


def test_open_attempts_are_listed_whole(manike, lost):
    code, out, _ = manike("attempts")
    first, second = out.splitlines()
    assert (code, first) == (0, f"{lost}  acme/spring")
    assert second.startswith("  picture by vendor 1 of 20")
    assert second.endswith(" UTC: it may have been submitted, or not; 0.05 USD held")
    assert lost in manike("attempts", "list", "acme")[1]
    assert manike("attempts", "list", "globex")[1] == "No attempt is open.\n"
    [told] = json.loads(manike("attempts", "list", "--json")[1])
    assert (told["id"], told["quoted"], told["is_under_way"]) == (lost, "0.05", False)


@pytest.mark.parametrize(
    ("options", "said", "settled"),
    [
        (("--not-made",), "What was held is free; the next run may submit another.", "0"),
        (
            ("--billed", "0.04"),
            "0.04 USD are spent, without credits; the next run may submit another.",
            "0.04",
        ),
    ],
)
def test_an_attempt_is_ended_and_the_next_command_is_named(manike, lost, options, said, settled):
    code, out, _ = manike("attempts", "resolve", lost, *options, "--why", "their list of jobs")
    assert (code, out) == (0, f"{said} Go on with: manike project retry acme/spring\n")
    assert manike("attempts")[1] == "No attempt is open.\n"
    lines = json.loads(manike("cost", "acme", "--json")[1])["lines"]
    assert [line["settled"] for line in lines] == [settled]


def test_a_job_that_was_found_is_taken_up(manike, lost):
    _, out, _ = manike("attempts", "resolve", lost, "--job", "rep_1", "--why", "it is there")
    assert out.startswith("The next run takes the result of rep_1; nothing is submitted again.")
    assert "the next run looks at job rep_1;" in manike("attempts")[1]


@pytest.mark.parametrize(
    "options", [(), ("--not-made", "--billed", "1"), ("--not-made", "--job", "rep_1")]
)
def test_one_finding_is_given_no_more_and_no_less(manike, lost, options):
    code, _, err = manike("attempts", "resolve", lost, *options, "--why", "x")
    assert code == 1
    assert "finding: give --not-made, or --billed AMOUNT, or --job ID." in err


def test_a_reason_is_asked_for(manike, lost):
    code, _, err = manike("attempts", "resolve", lost, "--not-made")
    assert code != 0
    assert "--why" in err
