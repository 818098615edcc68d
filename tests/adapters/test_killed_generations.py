"""A worker that is really killed leaves nothing to pay twice; ``make bench-providers`` has all."""

import pytest

from benchmarks.providers.books import StandinBooks
from benchmarks.providers.cases import CASES
from benchmarks.providers.hearing import Hearing
from benchmarks.providers.killing import Range

STYLES = {case.style: case for case in CASES}


@pytest.fixture(scope="module")
def killing(running_standin, tmp_path_factory):
    with Hearing() as hearing:
        found = Range(StandinBooks(running_standin.url), tmp_path_factory.mktemp("kills"), hearing)
        found.prepare()
        yield found


@pytest.fixture(scope="module")
def boundaries(killing):
    """Places and files of each style, made once without a kill."""
    found = {}

    def of(style):
        if style not in found:
            found[style] = killing.boundaries(STYLES[style])
        return found[style]

    return of


def test_there_are_enough_places_to_die_at(boundaries):
    places, files = boundaries("synchronous")
    assert len(places) >= 12
    assert {"after Attempts.open", "after job.submit", "before Ledger.settle_in"} <= {*places}
    assert len(files) == 1


@pytest.mark.parametrize(
    ("style", "place"),
    [
        ("synchronous", "after job.submit"),
        ("poll", "after job.submit"),
        ("webhook", "after Ledger.settle_in"),
    ],
)
def test_who_goes_on_after_a_kill_pays_nothing_again(killing, boundaries, style, place):
    kill = killing.killed_at(STYLES[style], place, boundaries(style)[1])
    assert kill.place == place
    assert (kill.bills, kill.submissions, kill.takes, kill.loose_ends) == (1, 1, 1, 0)
    assert kill.billed_usd == kill.ledger_usd > 0
    assert kill.is_same
    assert killing.hearing.heard >= (style == "webhook")


def test_what_was_lost_on_the_way_is_never_asked_for_again_without_a_person(killing, boundaries):
    style = "synchronous, no keys"
    kill = killing.killed_at(STYLES[style], "after job.submit", boundaries(style)[1])
    assert (kill.bills, kill.submissions, kill.takes) == (1, 1, 0)
    assert kill.asked_person
    assert kill.is_right
