"""What a run left behind at a provider is taken, paid or released, and never submitted again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from manike.errors import PermanentProviderError, TransientProviderError, UnknownOutcomeError
from manike.generation.claims import Claims
from manike.generation.remote import Deadlines, Failed, Recovery
from manike.generation.resolution import Found, Resolutions
from manike.money import Money
from manike.production.provider_plans.providers import Listing
from manike.production.strays import Fate, gather, gather_strays
from manike.studio.ledger.holding import HoldState
from manike.studio.models import Attempt
from manike.testing.remote_fakes import FakeRemote, fake_roster
from manike.testing.vendor import PRICE
from tests.contracts.studio.yard import LEFT_S, Killed


def test_what_was_made_for_a_run_that_died_is_taken_and_paid_once(yards):
    yard = yards()
    offer = yard.leave()
    assert yard.fates(after_s=60.0) == []
    assert (yard.fates(), yard.fates(after_s=61.0)) == ([Fate.WORKING], [Fate.TAKEN])
    assert yard.money() == [(HoldState.SETTLED, PRICE)]
    assert yard.house.ledger.find(yard.rows()[0].id).purpose.part == "Ada"
    take = yard.obtain(offer)
    assert (take.was_made, take.cost) == (False, PRICE)
    assert len(yard.vendor.submissions) == 1
    assert yard.fates() == []


def test_a_job_that_hangs_is_cancelled_and_paid(yards):
    yard = yards(looks_until_done=1000)
    yard.leave()
    assert yard.fates() == [Fate.WORKING]
    late = Deadlines().run + timedelta(minutes=1)
    assert yard.fates(after_s=late.total_seconds()) == [Fate.ENDED]
    assert yard.vendor.cancelled == yard.vendor.submissions
    assert yard.money() == [(HoldState.SETTLED, PRICE)]


def test_a_job_that_can_not_be_seen_is_not_given_up_however_late(yards):
    yard = yards(looks_until_done=0)
    offer = yard.leave()
    yard.vendor.away = lambda: True
    assert yard.fates(after_s=8 * 3600) == [Fate.BUSY]  # the studio was off for a night
    assert yard.rows()[0].error == "vendor: no answer (ConnectError)"
    yard.vendor.away = None
    take = yard.obtain(offer)
    assert (take.was_made, yard.vendor.submissions) == (True, [yard.rows()[0].id])
    assert yard.money() == [(HoldState.SETTLED, PRICE)]


def test_a_late_job_that_is_stopped_unseen_stays_until_it_is_seen(yards):
    yard = yards(looks_until_done=1)
    yard.leave()
    seen = iter([False, True, False])  # the look, the one behind the cancel, the next time's
    yard.vendor.away = lambda: next(seen)
    assert yard.fates() == [Fate.WORKING]
    seen = iter([False, True, False])
    yard.vendor.looks_until_done = 2
    late_s = Deadlines().run.total_seconds() + 60
    assert (yard.fates(late_s), yard.fates(61.0)) == ([Fate.WORKING], [Fate.TAKEN])
    assert yard.money() == [(HoldState.SETTLED, PRICE)]


def in_a_minute(offer):
    """The same, to be begun within a minute."""
    return replace(offer, job=replace(offer.job, deadlines=Deadlines(timedelta(minutes=1))))


def test_a_run_waits_while_its_job_can_not_be_seen(yards):
    yard = yards(looks_until_done=0)
    yard.vendor.kills, begun_s = 0, yard.clock.monotonic_s()
    yard.vendor.away = lambda: yard.clock.monotonic_s() - begun_s < 66
    assert yard.obtain(in_a_minute(yard.offer())).cost == PRICE
    assert yard.money() == [(HoldState.SETTLED, PRICE)]
    assert len(yard.vendor.submissions) == 1


def test_a_run_leaves_a_job_that_stays_unseen_to_the_next(yards):
    yard = yards(looks_until_done=0)
    yard.vendor.kills, yard.vendor.away = 0, lambda: True
    begun_s, offer = yard.clock.monotonic_s(), in_a_minute(yard.offer())
    with pytest.raises(TransientProviderError, match="ConnectError"):
        yard.obtain(offer)
    assert 4 * 60 <= yard.clock.monotonic_s() - begun_s <= 6 * 60  # asked four times
    yard.vendor.away = None
    assert yard.obtain(offer).cost == PRICE
    assert len(yard.vendor.submissions) == 1


def test_a_job_that_failed_is_closed_with_what_it_costs(yards):
    error = PermanentProviderError("the model broke", provider="vendor")
    yard = yards(fails_with=Failed(error, Money(PRICE.amount / 5)), looks_until_done=0)
    yard.leave()
    assert yard.fates() == [Fate.ENDED]
    assert yard.money() == [(HoldState.SETTLED, Money(PRICE.amount / 5))]
    assert yard.rows()[0].error == "PermanentProviderError: vendor: the model broke"


@pytest.mark.parametrize("recovery", [Recovery.OWN_ID, Recovery.SEARCH])
def test_what_was_never_submitted_is_released(yards, recovery):
    yard = yards(recovery, refusals=[Killed()])
    yard.leave(recovery=recovery)
    assert yard.fates() == [Fate.ENDED]
    assert yard.money() == [(HoldState.RELEASED, Money.zero())]
    assert len(yard.vendor.submissions) == 1


def test_what_is_still_on_its_way_in_is_not_closed(yards):
    yard = yards(looks_until_done=0)
    yard.vendor.kills, yard.vendor.flying = 0, []
    offer = yard.leave()
    assert gather(yard.house, yard.rows()[0].id, yard.clock).fate is Fate.WORKING
    yard.vendor.arrives()
    assert yard.obtain(offer).cost == PRICE
    assert [*yard.vendor.bills.values()] == [1]
    assert yard.money() == [(HoldState.SETTLED, PRICE)]


def test_what_is_submitted_again_is_looked_at_as_if_for_the_first_time(yards):
    yard = yards(refusals=[Killed(), Killed()], looks_until_done=0)
    offer = yard.leave()
    gather(yard.house, yard.rows()[0].id, yard.clock)  # to be looked at in a minute
    yard.clock.turn(59.0)
    with pytest.raises(Killed):
        yard.obtain(offer)
    assert (yard.fates(after_s=61.0), yard.rows()[0].look_at) == ([], None)
    assert yard.fates() == [Fate.ENDED]


@pytest.mark.parametrize("recovery", [Recovery.NONE, Recovery.SAME_KEY])
def test_what_asking_alone_could_tell_waits_for_a_person_and_is_not_submitted(yards, recovery):
    yard = yards(recovery, refusals=[Killed()])
    yard.leave(recovery=recovery)
    assert (yard.fates(), yard.fates(), yard.fates(3600.0)) == ([Fate.UNKNOWN], [], [Fate.UNKNOWN])
    [attempt] = Resolutions(yard.house.ledger, yard.clock).open_ones()
    assert f"manike attempts resolve {attempt.id}" in attempt.said
    assert yard.vendor.submissions == [attempt.id]
    assert yard.money()[0][0] is HoldState.OPEN


@pytest.mark.parametrize(("left_s", "seen"), [(0.0, []), (LEFT_S, [Fate.UNKNOWN])])
def test_a_job_that_a_person_found_is_looked_at_next(yards, left_s, seen):
    yard = yards(Recovery.NONE, loses_answer=1, looks_until_done=0)
    with pytest.raises(UnknownOutcomeError):
        yard.obtain(yard.offer(recovery=Recovery.NONE))
    yard.vendor.kills = 0
    assert yard.fates(left_s) == seen
    attempt, desk = yard.rows()[0].id, Resolutions(yard.house.ledger, yard.clock)
    desk.resolve(attempt, Found(f"job-{attempt}"), by="kim", why="seen there")
    assert desk.open_ones()[0].said == ""
    assert yard.fates(after_s=0.0) == [Fate.TAKEN]
    assert yard.money() == [(HoldState.SETTLED, PRICE)]


def test_what_a_vendor_made_that_is_set_up_no_more_waits_for_a_person(yards):
    yard = yards()
    yard.leave()
    bare = replace(yard.house, roster=fake_roster(missing={"vendor": "set VENDOR_KEY"}))
    yard.clock.turn(LEFT_S)
    [found] = gather_strays(bare, yard.clock)
    assert (found.fate, "set VENDOR_KEY" in found.said) == (Fate.UNKNOWN, True)
    assert yard.money()[0][0] is HoldState.OPEN
    assert yard.fates(3601.0) == [Fate.WORKING]


def test_another_model_of_the_vendor_is_not_asked_about_it(yards):
    yard = yards()
    offer = yard.leave()
    newer = FakeRemote(yard.vendor, recovery=Recovery.OWN_ID)
    newer.model = "vendor-2"
    house = replace(yard.house, roster=fake_roster(Listing(newer)))
    yard.clock.turn(LEFT_S)
    [found] = gather_strays(house, yard.clock)
    assert (found.fate, "vendor-1 can't be told of" in found.said) == (Fate.UNKNOWN, True)
    assert yard.obtain(offer).cost == PRICE


@pytest.mark.parametrize(
    ("before", "words", "fate"),
    [([], " prompts 2", Fate.WORKING), ([], "+script@2", Fate.WORKING),
     ([Killed()], " prompts 2", Fate.UNKNOWN)],
)  # fmt: skip
def test_a_job_known_by_its_id_is_told_of_whatever_words_are_used_now(yards, before, words, fate):
    yard = yards(refusals=list(before))
    yard.leave()
    reworded = FakeRemote(yard.vendor, recovery=Recovery.OWN_ID)
    reworded.model = f"vendor-1{words}"
    house = replace(yard.house, roster=fake_roster(Listing(reworded)))
    yard.clock.turn(LEFT_S)
    assert [found.fate for found in gather_strays(house, yard.clock)] == [fate]


def test_what_a_worker_is_at_is_left_to_it(yards):
    yard = yards()
    offer = yard.leave()
    claims = Claims(yard.house.studio.database, yard.clock)
    yard.clock.turn(LEFT_S)
    assert claims.take(yard.project.tenant, offer.generation.fingerprint, "elsewhere:1:2:3")
    assert gather_strays(yard.house, yard.clock) == []
    assert gather(yard.house, yard.rows()[0].id, yard.clock).fate is Fate.WORKING
    assert yard.fates(61.0) == [Fate.WORKING]
    assert yard.rows()[0].state == "accepted"


def test_what_an_older_version_began_waits_for_a_person(yards):
    yard = yards()
    yard.leave()
    with yard.house.studio.database.transaction() as session:
        session.get(Attempt, yard.rows()[0].id).asked = None
    assert yard.fates() == [Fate.UNKNOWN]
