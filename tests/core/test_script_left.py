"""A script whose run ends between two calls keeps those that were paid."""

import pytest

from manike.errors import MachineError, UnknownOutcomeError
from manike.ports import ScriptRequest
from manike.production import scripts
from manike.production.opening import open_house
from manike.production.provider_plans.providers import Listing, Roster
from manike.production.strays import Fate, gather_strays
from manike.script.preferences import Preferences
from manike.studio.ledger.holding import HoldState
from manike.testing.clock import StoppedClock
from manike.testing.fakes import fake_providers
from manike.testing.speaker import CALL, ScriptedSpeaker
from manike.writing.writer import RemoteWriter

WANTED = Preferences(duration_s=20)
PROMPT = "A turtle finds the sea."
LEFT_S = 11 * 60.0


def full():
    """What a speaker raises before anything leaves."""
    raise MachineError("The disk is full.")


@pytest.fixture
def good():
    return fake_providers().text.write_script(ScriptRequest(PROMPT, WANTED)).model_dump_json()


def test_the_next_run_goes_on_behind_the_calls_of_one_that_was_left(settings, project, good):
    clock, speaker = StoppedClock(), ScriptedSpeaker(["no script", full, good])
    roster = Roster(text={"scripted": Listing(RemoteWriter(speaker, clock))})
    plan = {"name": "own", "parts": {"script": {"order": ["scripted"]}}}
    with open_house(
        settings, fake_providers(), roster=roster, clock=clock, worker_count=0
    ) as house:
        house.studio.submit(project, PROMPT, WANTED, plan=plan)
        with pytest.raises(UnknownOutcomeError, match="the next run goes on with it"):
            scripts.write_script(house, project)
        clock.turn(LEFT_S)
        [left] = gather_strays(house, clock)
        assert (left.fate, "goes on behind them" in left.said) == (Fate.UNKNOWN, True)
        assert house.ledger.find(left.attempt).state is HoldState.OPEN
        assert scripts.write_script(house, project).cost == "0.02 USD"
        assert house.ledger.find(left.attempt).billed == CALL + CALL
    assert [len(turns) for turns in speaker.asked] == [2, 4, 4]
    assert speaker.bills == [CALL, CALL]
