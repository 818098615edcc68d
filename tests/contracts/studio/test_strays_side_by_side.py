"""Of many strays none waits for another for long, whatever breaks over one."""

from dataclasses import replace

import pytest

from manike.errors import TransientProviderError
from manike.generation.remote import Recovery
from manike.ids import ProjectId
from manike.production import strays as production
from manike.production.provider_plans.providers import Listing
from manike.production.strays import Fate, gather_open, gather_strays
from manike.script.preferences import Preferences
from manike.studio.models import Attempt
from manike.testing.remote_fakes import FakeRemote, fake_roster
from tests.contracts.studio.yard import LEFT_S


def test_one_that_fails_stops_no_other(yards):
    yard = yards(looks_until_done=0)
    yard.leave_each("Ada", "Ben")
    yard.vendor.outages = [TransientProviderError("is away", provider="vendor")]
    # what is left at the same account waits for the next tick
    assert (yard.fates(), yard.fates(after_s=60.0)) == ([Fate.BUSY], [Fate.TAKEN])
    assert yard.rows()[0].error == "vendor: is away"
    assert yard.fates(301.0) == [Fate.TAKEN]
    assert yard.rows()[0].error == ""


@pytest.mark.parametrize(("asked_s", "again_s"), [(60.0, 300.0), (7200.0, 7200.0), (1e12, 86400)])
def test_a_provider_is_left_alone_for_as_long_as_it_asks(yards, asked_s, again_s):
    yard = yards(looks_until_done=0)
    yard.leave()
    busy = TransientProviderError("busy", provider="vendor", retry_after_s=asked_s)
    yard.vendor.outages = [busy]
    assert yard.fates() == [Fate.BUSY]
    assert (yard.fates(again_s - 1.0), yard.fates(2.0)) == ([], [Fate.TAKEN])


def test_no_tenant_waits_behind_what_another_left_at_a_vendor_that_hangs(yards):
    yard = yards(looks_until_done=0)
    yard.leave_each(*(f"Person {number}" for number in range(10)))
    theirs = {row.id for row in yard.rows()}
    yard.project = ProjectId.parse("zoo/films")
    yard.house.studio.submit(yard.project, "A fox.", Preferences())
    yard.leave_each("Zed")

    def hangs():
        yard.clock.turn(30.0)
        return yard.vendor.looked_at in theirs

    yard.vendor.away = hangs
    yard.clock.turn(LEFT_S)
    [first] = gather_strays(yard.house, yard.clock)
    [second] = gather_strays(yard.house, yard.clock, after=first.whose)
    assert (first.whose, first.fate) == ("acme/vendor", Fate.BUSY)
    assert (second.whose, second.fate) == ("zoo/vendor", Fate.TAKEN)


def test_each_tenant_has_one_looked_at_before_any_has_two(yards):
    yard = yards(looks_until_done=1000)
    yard.leave_each("Ada", "Ben")
    yard.project = ProjectId.parse("zoo/films")
    yard.house.studio.submit(yard.project, "A fox.", Preferences())
    yard.leave_each("Zed", "Zoe")
    yard.clock.turn(LEFT_S)
    seen = [each.whose for each in gather_strays(yard.house, yard.clock, after="acme/vendor")]
    assert seen == ["zoo/vendor", "acme/vendor"] * 2


def test_one_that_a_newer_version_wrote_stops_no_other(yards):
    yard = yards(looks_until_done=0)
    yard.leave_each("Ada", "Ben")
    with yard.house.studio.database.transaction() as session:
        row = session.get(Attempt, yard.rows()[0].id)
        row.asked = {**row.asked, "quality": "high"}
    assert yard.fates() == [Fate.UNKNOWN, Fate.TAKEN]
    assert yard.rows()[0].error == "attempt: another version asked for it (TypeError)."


def test_a_fault_of_ours_over_one_stops_no_other_and_tells_no_words_of_the_tenant(yards):
    class Broken(FakeRemote):
        def character_job(self, request):
            if request.character.name == "Ada":
                raise KeyError(request.character.description)
            return super().character_job(request)

    yard = yards(looks_until_done=0)
    yard.leave_each("Ada", "Ben")
    roster = fake_roster(Listing(Broken(yard.vendor, recovery=Recovery.OWN_ID)))
    yard.clock.turn(LEFT_S)
    ada, ben = gather_strays(replace(yard.house, roster=roster), yard.clock)
    assert (ada.fate, ada.is_fault, ben.fate) == (Fate.BUSY, True, Fate.TAKEN)
    assert (ada.said[:17], "fox" in ada.said) == ("KeyError in line ", False)


def test_one_that_a_run_ends_while_all_are_looked_at_is_left_out(yards):
    class Overtaken(FakeRemote):
        def character_job(self, request):
            if request.character.name == "Ada":
                yard.obtain(yard.offer("Ben"))
            return super().character_job(request)

    yard = yards(looks_until_done=0)
    yard.leave_each("Ada", "Ben")
    roster = fake_roster(Listing(Overtaken(yard.vendor, recovery=Recovery.OWN_ID)))
    [ada] = gather_open(replace(yard.house, roster=roster), yard.clock)
    assert (ada.attempt, ada.fate) == (yard.rows()[0].id, Fate.TAKEN)


def test_a_look_begins_none_when_its_time_is_up(yards):
    yard = yards(looks_until_done=0)
    yard.leave_each("Ada", "Ben")
    yard.clock.turn(LEFT_S)
    assert len(gather_strays(yard.house, yard.clock, begin_within_s=0)) == 1
    assert len(gather_strays(yard.house, yard.clock)) == 1


def test_at_most_so_many_are_looked_at_and_all_get_their_turn(yards, monkeypatch):
    monkeypatch.setattr(production, "MOST", 2)
    yard = yards(looks_until_done=1000)
    yard.leave_each("Ada", "Ben", "Cid")
    yard.clock.turn(LEFT_S)
    first = [each.attempt for each in gather_strays(yard.house, yard.clock)]
    second = [each.attempt for each in gather_strays(yard.house, yard.clock)]
    assert (len(first), len(second), len({*first, *second})) == (2, 1, 3)
