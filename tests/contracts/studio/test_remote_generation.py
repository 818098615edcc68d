"""Whatever dies, races or fails on the way to a provider and back: nothing is paid for twice."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlmodel import select

from manike.errors import (
    BudgetError,
    DeniedError,
    MachineError,
    PermanentProviderError,
    QuotaError,
    RefusedContentError,
    TransientProviderError,
    UnknownOutcomeError,
)
from manike.generation.attempts import Attempts
from manike.generation.claims import Claims
from manike.generation.courier import Courier, Errand
from manike.generation.door import Door, MadeHere, MadeThere
from manike.generation.fingerprint import Generation, Job
from manike.generation.guard import AccountGuard
from manike.generation.health import AccountHealth, Outcome
from manike.generation.limits import Limits, RateRules
from manike.generation.nudges import Nudges
from manike.generation.patience import Patience
from manike.generation.remote import Deadlines, Failed, Recovery
from manike.generation.replies import Replies
from manike.generation.takes import Takes
from manike.generation.turns import RateLimit
from manike.money import Money
from manike.script.preferences import Preferences
from manike.secrets import Secret
from manike.studio.ledger.budgets import Budgets
from manike.studio.ledger.holding import HoldState
from manike.studio.ledger.ledger import Ledger
from manike.studio.models import Attempt, Take
from manike.testing.clock import StoppedClock
from manike.testing.vendor import FILE, PRICE, Vendor, VendorJob

FREE = Money.zero()
KNOWN = [Recovery.OWN_ID, Recovery.SAME_KEY, Recovery.SEARCH]


class Killed(BaseException):
    """The process died here."""


class Steps:
    """Counts the steps that are taken, before and after each, and dies at one of them."""

    def __init__(self, die_at=0, how=Killed):
        self.die_at, self.how = die_at, how
        self.passed = 0

    def step(self):
        self.passed += 1
        if self.passed == self.die_at:
            raise self.how


class Watched:
    """Something whose calls are steps."""

    def __init__(self, inner, steps, *names):
        self._inner, self._steps, self._names = inner, steps, names

    def __getattr__(self, name):
        found = getattr(self._inner, name)
        if name not in self._names:
            return found

        def call(*args, **kwargs):
            self._steps.step()
            result = found(*args, **kwargs)
            self._steps.step()
            return result

        return call


class Bench:
    """A door onto a vendor, with a clock that is turned."""

    def __init__(self, house, project):
        self.house, self.project = house, project
        self.clock, self.vendor = StoppedClock(), Vendor()
        database = house.studio.database
        self.ledger = Ledger(database, self.clock)
        limits = Limits(database, self.clock, RateRules({"slow": RateLimit(1, 60.0)}))
        self.nudges = Nudges(database, self.clock)
        self.health = AccountHealth(database, self.clock)
        self.guard = AccountGuard(limits, self.health, self.clock)

    def door(self, steps=None):
        house, steps = self.house, steps or Steps()
        database = house.studio.database
        attempts = Watched(
            Attempts(database, self.clock), steps, "open", "accepted", "answered", "failed"
        )
        blobs = Watched(house.blobs, steps, "adopt")
        courier = Courier(
            attempts,
            self.ledger,
            self.guard,
            Replies(house.layout, blobs),
            self.nudges,
            Patience(self.clock),
        )
        takes = Watched(Takes(database, house.blobs), steps, "keep")
        claims = Claims(database, self.clock)
        return Door(takes, claims, courier, house.layout, blobs, self.clock)

    def offer(self, subject="a boat", recovery=Recovery.OWN_ID, steps=None, **changes):
        job = VendorJob(self.vendor, subject, recovery, **changes)
        if steps and steps.how is Killed:
            job = Watched(job, steps, "submit", "look", "seek", "collect", "cancel")
        return MadeThere(thing(subject), job)

    def obtain(self, *offers, steps=None):
        return self.door(steps).obtain(Errand(self.project, "scene_image", "s001"), offers)

    def money(self):
        """What became of the money of each attempt."""
        holdings = [self.ledger.find(row.id) for row in self.rows()]
        return [(holding.state, holding.billed) for holding in holdings]

    def rows(self, table=Attempt):
        with self.house.studio.database.transaction() as session:
            return session.exec(select(table)).all()


def thing(subject="a boat", **changes):
    made = Generation(job=Job.PICTURE, provider="vendor", model="1", parameters={"of": subject})
    return replace(made, **changes)


@pytest.fixture
def bench(house, project):
    return Bench(house, project)


@pytest.mark.parametrize("recovery", Recovery)
def test_a_take_is_paid_for_once_and_then_found(bench, recovery):
    first = bench.obtain(bench.offer(recovery=recovery))
    second = bench.obtain(bench.offer(recovery=recovery))
    assert (first.was_made, second.was_made) == (True, False)
    assert first.cost == second.cost == PRICE
    assert bench.vendor.bills == {"a boat": 1}
    [attempt] = bench.rows()
    assert (attempt.state, attempt.is_open, attempt.cost) == ("done", False, PRICE.amount)
    assert bench.money() == [(HoldState.SETTLED, PRICE)]
    path = bench.house.blobs.path(bench.project.tenant, first.files[FILE])
    assert path.read_text() == "this is a boat"


def steps_of(house, project, recovery):
    """How many places there are to die at."""
    steps, bench = Steps(), Bench(house, project)
    bench.obtain(bench.offer("a kite", recovery, steps), steps=steps)
    return steps.passed


@pytest.mark.parametrize("recovery", KNOWN)
def test_whatever_step_dies_the_vendor_bills_once(house, project, recovery):
    places = steps_of(house, project, recovery)
    assert places >= 12
    for place in range(1, places + 1):
        bench, subject = Bench(house, project), f"boat {place}"
        steps = Steps(die_at=place)
        with pytest.raises(Killed):
            bench.obtain(bench.offer(subject, recovery, steps), steps=steps)
        take = bench.obtain(bench.offer(subject, recovery))
        assert bench.vendor.bills == {subject: 1}, place
        assert (
            house.blobs.path(project.tenant, take.files[FILE]).read_text() == f"this is {subject}"
        )
        [attempt] = [row for row in bench.rows() if row.fingerprint == take.fingerprint]
        assert attempt.state == "done", place
        assert bench.ledger.find(attempt.id).billed == PRICE, place


@pytest.mark.parametrize("recovery", KNOWN)
def test_whatever_the_machine_lacks_at_any_step_the_vendor_bills_once(house, project, recovery):
    lacking = MachineError("the disk is full")
    for place in range(1, 20):
        bench, subject = Bench(house, project), f"kite {place}"
        steps = Steps(die_at=place, how=lacking)
        try:
            bench.obtain(bench.offer(subject, recovery, steps), steps=steps)
        except MachineError:
            assert bench.obtain(bench.offer(subject, recovery)).cost == PRICE
        assert bench.vendor.bills == {subject: 1}, place
    assert steps.passed < steps.die_at


def test_what_the_machine_could_not_send_is_released(bench):
    class Torn(VendorJob):
        def submit(self, key):
            raise MachineError("the picture can't be read")

    with pytest.raises(MachineError, match="can't be read"):
        bench.obtain(MadeThere(thing(), Torn(bench.vendor, "a boat", Recovery.NONE)))
    [attempt] = bench.rows()
    assert (attempt.is_open, attempt.error) == (False, "MachineError: the picture can't be read")
    assert bench.money() == [(HoldState.RELEASED, FREE)]
    assert bench.obtain(bench.offer(recovery=Recovery.NONE)).was_made


def test_a_provider_that_repeats_our_key_gets_it_into_no_row(bench):
    key = Secret("BIRD_KEY", "canary-Dompfaff+11")

    class Chatty(VendorJob):
        def submit(self, hold_id):
            reply = super().submit(hold_id)
            return replace(reply, content={**reply.content, "echo": [key.reveal()]})

        def collect(self, reply, folder):
            return replace(super().collect(reply, folder), notes=dict(reply.content))

    take = bench.obtain(MadeThere(thing(), Chatty(bench.vendor, "a boat", Recovery.SAME_KEY)))
    assert bench.rows()[0].reply["echo"] == take.notes["echo"] == ["***"]


def test_where_it_cant_be_told_nothing_is_asked_again(bench):
    bench.vendor.loses_answer = 1
    offer = bench.offer(recovery=Recovery.NONE)
    for _ in range(3):
        with pytest.raises(UnknownOutcomeError):
            bench.obtain(offer)
    assert bench.vendor.submissions == [bench.rows()[0].id]
    assert [state for state, _ in bench.money()] == [HoldState.OPEN]


def test_no_other_provider_is_asked_while_the_outcome_is_unknown(bench):
    bench.vendor.loses_answer = 1
    with pytest.raises(UnknownOutcomeError):
        bench.obtain(bench.offer(recovery=Recovery.NONE), second(bench, lambda _: pytest.fail("!")))


@pytest.mark.parametrize("recovery", KNOWN)
def test_a_lost_answer_is_found_again(bench, recovery):
    bench.vendor.loses_answer = 1
    assert bench.obtain(bench.offer(recovery=recovery)).was_made
    assert bench.vendor.bills == {"a boat": 1}
    assert len(bench.rows()) == 1


def busy(wait_s=None):
    return TransientProviderError("is busy", provider="vendor", retry_after_s=wait_s)


def test_a_busy_provider_is_asked_again_after_its_own_wait(bench):
    bench.vendor.refusals = [busy(7.0)]
    assert bench.obtain(bench.offer()).was_made
    assert 7.0 <= bench.clock.slept_s[0] <= 10.5
    assert [row.state for row in bench.rows()] == ["failed", "done"]
    assert bench.money() == [(HoldState.RELEASED, FREE), (HoldState.SETTLED, PRICE)]


def test_waits_grow_and_end(bench):
    bench.vendor.refusals = [busy()] * 9
    with pytest.raises(TransientProviderError, match="is busy"):
        bench.obtain(bench.offer())
    first, second, third = bench.clock.slept_s
    assert 2 <= first <= 3
    assert 6 <= second <= 9
    assert 18 <= third <= 27
    assert len(bench.vendor.submissions) == 4
    assert bench.vendor.bills == {}


def second(bench, produce=None):
    """Another way to the same thing: here, for nothing."""

    def draw(folder):
        (folder / FILE).write_text("a drawing")
        return {"subject": "drawn"}

    return MadeHere(thing(provider="embedded"), produce or draw)


@pytest.mark.parametrize(
    "error",
    [
        QuotaError("no credit left", provider="vendor"),
        RefusedContentError("not this", provider="vendor", categories=["violence"]),
        PermanentProviderError("no such model", provider="vendor"),
        busy(3600.0),
    ],
)
def test_the_next_provider_is_asked_and_the_take_says_so(bench, error):
    bench.vendor.refusals = [error]
    take = bench.obtain(bench.offer(), second(bench))
    assert (take.provider, take.cost.amount) == ("embedded", 0)
    [tried] = take.notes["tried"]
    assert (tried["provider"], tried["error"]) == ("vendor", f"{type(error).__name__}: {error}")
    assert bench.money() == [(HoldState.RELEASED, FREE)]


def test_the_take_of_the_second_provider_counts_when_the_first_is_back(bench):
    bench.vendor.refusals = [QuotaError("no credit left", provider="vendor")]
    made = bench.obtain(bench.offer(), second(bench))
    found = bench.obtain(bench.offer(), second(bench))
    assert (found.was_made, found.fingerprint) == (False, made.fingerprint)
    assert bench.vendor.bills == {}


def test_the_error_of_all_names_all_and_may_pass_if_one_may(bench):
    bench.vendor.refusals = [QuotaError("no credit left", provider="vendor")]

    def fails(folder):
        raise TransientProviderError("is short of memory", provider="embedded")

    with pytest.raises(TransientProviderError, match=r"no credit left.*short of memory"):
        bench.obtain(bench.offer(), second(bench, fails))


def test_refused_content_is_reworded_once(bench):
    bench.vendor.refusals = [RefusedContentError("not this", provider="vendor")]
    asked = []

    def reworded(error):
        asked.append(str(error))
        return VendorJob(bench.vendor, "a small boat")

    offer = replace(bench.offer(), reworded=reworded)
    take = bench.obtain(offer)
    assert (asked, take.details["subject"]) == (["vendor: not this"], "a small boat")
    assert take.fingerprint == thing().fingerprint
    bench.vendor.refusals = [RefusedContentError("not this", provider="vendor")] * 2
    other = MadeThere(thing("a gun"), VendorJob(bench.vendor, "a gun"), reworded)
    with pytest.raises(RefusedContentError):
        bench.obtain(other)
    assert len(asked) == 2


def test_a_failed_job_that_is_billed_is_paid_and_gives_no_take(bench):
    error = PermanentProviderError("the model broke", provider="vendor")
    bench.vendor.fails_with = Failed(error, Money(Decimal("0.02")))
    with pytest.raises(PermanentProviderError, match="the model broke"):
        bench.obtain(bench.offer())
    [attempt] = bench.rows()
    assert (attempt.state, attempt.cost) == ("failed", Decimal("0.02"))
    assert attempt.error == "PermanentProviderError: vendor: the model broke"
    assert bench.money() == [(HoldState.SETTLED, Money(Decimal("0.02")))]
    assert bench.rows(Take) == []


def test_a_job_that_does_not_start_in_time_is_cancelled(bench):
    bench.vendor.looks_until_started = bench.vendor.looks_until_done = 1000
    deadlines = Deadlines(start=timedelta(seconds=30))
    with pytest.raises(TransientProviderError, match="did not start within 30 s"):
        bench.obtain(bench.offer(deadlines=deadlines))
    assert bench.vendor.cancelled[0] == bench.rows()[0].id


def test_a_job_that_hangs_is_cancelled_and_may_cost_all_that_was_quoted(bench):
    bench.vendor.looks_until_done = 1000
    deadlines = Deadlines(run=timedelta(seconds=60))
    offer = bench.offer(deadlines=deadlines)
    with pytest.raises(PermanentProviderError, match=r"did not finish within 60 s.*0.05 USD are"):
        bench.obtain(offer)
    assert bench.vendor.cancelled == bench.vendor.submissions == [bench.rows()[0].id]
    assert bench.money() == [(HoldState.SETTLED, PRICE)]


def test_looks_that_fail_for_a_while_do_not_end_a_job(bench):
    failures = [busy(), busy(4.0)]

    class Blinking(VendorJob):
        def look(self, job_id):
            if failures:
                raise failures.pop(0)
            return super().look(job_id)

    take = bench.obtain(MadeThere(thing(), Blinking(bench.vendor, "a boat")))
    assert take.was_made
    assert bench.vendor.submissions == [bench.rows()[0].id]


def test_a_download_that_fails_is_tried_again_without_another_submission(bench):
    bench.vendor.outages = [busy(), busy()]
    assert bench.obtain(bench.offer()).was_made
    assert len(bench.vendor.submissions) == 1


def test_an_output_that_is_gone_is_paid_and_said(bench):
    bench.vendor.outages = [PermanentProviderError("the output is gone", provider="vendor")]
    with pytest.raises(PermanentProviderError, match="is gone"):
        bench.obtain(bench.offer())
    assert bench.money() == [(HoldState.SETTLED, PRICE)]
    assert bench.obtain(bench.offer()).was_made


def test_a_damaged_stored_reply_is_said_and_the_next_request_asks_again(bench):
    bench.vendor.outages = [busy()] * 4
    with pytest.raises(TransientProviderError):
        bench.obtain(bench.offer(recovery=Recovery.SAME_KEY))
    [attempt] = bench.rows()
    blob = bench.house.blobs.path(bench.project.tenant, attempt.payload_sha256)
    blob.unlink()
    with pytest.raises(PermanentProviderError, match="stored and is damaged"):
        bench.obtain(bench.offer(recovery=Recovery.SAME_KEY))
    assert bench.obtain(bench.offer(recovery=Recovery.SAME_KEY)).was_made


def test_workers_with_other_orders_of_providers_pay_one(bench):
    first, other = bench.offer(), replace(bench.offer(), generation=thing(provider="vendor b"))
    made = bench.obtain(first, other)
    assert bench.obtain(other, first).fingerprint == made.fingerprint
    assert bench.vendor.bills == {"a boat": 1}


def test_what_one_made_is_loaded_later_and_nobody_else_is_asked(bench):
    bench.vendor.outages = [busy()] * 4
    with pytest.raises(TransientProviderError, match="is busy"):
        bench.obtain(bench.offer(), second(bench, lambda _: pytest.fail("!")))
    take = bench.obtain(bench.offer(), second(bench, lambda _: pytest.fail("!")))
    assert take.provider == "vendor"
    assert bench.vendor.bills == {"a boat": 1}
    assert bench.money() == [(HoldState.SETTLED, PRICE)]


def test_what_was_begun_is_gone_on_with_before_the_one_that_is_first_now(bench):
    steps = Steps(die_at=4)  # its submission was taken
    with pytest.raises(Killed):
        bench.obtain(bench.offer(steps=steps), steps=steps)
    take = bench.obtain(second(bench, lambda _: pytest.fail("!")), bench.offer())
    assert take.provider == "vendor"
    assert bench.vendor.bills == {"a boat": 1}


def test_what_is_still_on_its_way_in_is_not_submitted_again(bench):
    looks = []

    class Slow(VendorJob):
        def seek(self, key, since):
            looks.append(bench.clock.now())
            return super().seek(key, since) if len(looks) > 1 else None

    bench.vendor.loses_answer = 1
    assert bench.obtain(MadeThere(thing(), Slow(bench.vendor, "a boat"))).was_made
    assert (looks[1] - looks[0]).total_seconds() >= 5
    assert len(bench.vendor.submissions) == 1


def test_a_job_that_is_submitted_an_hour_later_has_all_its_time(bench):
    steps = Steps(die_at=2)  # it was written down, and not submitted
    with pytest.raises(Killed):
        bench.obtain(bench.offer(steps=steps), steps=steps)
    bench.clock.turn(3600.0)
    bench.vendor.looks_until_started, bench.vendor.looks_until_done = 2, 4
    assert bench.obtain(bench.offer(deadlines=Deadlines(start=timedelta(seconds=30)))).was_made
    assert bench.vendor.cancelled == []


@pytest.mark.parametrize("kind", [DeniedError, QuotaError])
def test_a_job_that_may_not_be_looked_at_is_neither_paid_nor_given_up(bench, kind):
    answers = [kind("not with this key", provider="vendor")] * 4

    class Locked(VendorJob):
        def look(self, job_id):
            if answers:
                raise answers.pop()
            return super().look(job_id)

    job = Locked(bench.vendor, "a boat")
    with pytest.raises(UnknownOutcomeError, match="goes on"):
        bench.obtain(MadeThere(thing(), job), second(bench, lambda _: pytest.fail("!")))
    assert [state for state, _ in bench.money()] == [HoldState.OPEN]
    assert bench.obtain(MadeThere(thing(), job)).cost == PRICE
    assert bench.vendor.bills == {"a boat": 1}


def test_who_billed_for_nothing_is_not_asked_again_as_another_may_pass(bench):
    error = PermanentProviderError("the model broke", provider="vendor")
    bench.vendor.fails_with = Failed(error, PRICE)

    def fails(folder):
        raise TransientProviderError("is short of memory", provider="embedded")

    with pytest.raises(PermanentProviderError, match=r"the model broke.*short of memory"):
        bench.obtain(bench.offer(), second(bench, fails))


def test_a_result_that_is_lost_costs_what_was_quoted_where_nobody_says(bench):
    bench.vendor.outages = [PermanentProviderError("is broken", provider="vendor")]
    with pytest.raises(PermanentProviderError, match="is broken"):
        bench.obtain(bench.offer(recovery=Recovery.SAME_KEY))
    assert bench.money() == [(HoldState.SETTLED, PRICE)]


def test_one_attempt_that_nobody_can_tell_makes_no_account_look_ill(bench):
    bench.vendor.loses_answer = 1
    for _ in range(7):
        with pytest.raises(UnknownOutcomeError):
            bench.obtain(bench.offer(recovery=Recovery.NONE))
    assert bench.health.state("vendor").call_count == 1


def test_nobody_waits_in_a_line_that_stands_for_an_hour(bench):
    bench.vendor.refusals = [busy(3600.0)]
    bench.obtain(bench.offer(), second(bench))
    other = MadeHere(thing("a kite", provider="embedded"), second(bench).produce)
    assert bench.obtain(bench.offer("a kite"), other).provider == "embedded"
    assert sum(bench.clock.slept_s) < 60


def test_a_budget_that_is_too_small_asks_nobody_and_a_larger_one_lets_it_through(bench, house):
    house.studio.submit(bench.project, "A boat at sea.", Preferences())
    most = Money(Decimal("0.04"))
    Budgets(house.studio.database, bench.clock).set_budget(bench.project, most)
    with pytest.raises(BudgetError, match=r"0\.05"):
        bench.obtain(bench.offer(), second(bench))
    assert (bench.vendor.submissions, bench.rows()) == ([], [])
    Budgets(house.studio.database, bench.clock).set_budget(bench.project, PRICE)
    assert bench.obtain(bench.offer()).cost == PRICE


def test_who_has_no_money_takes_no_turn_from_others(bench, house):
    house.studio.submit(bench.project, "A boat at sea.", Preferences())
    budgets = Budgets(house.studio.database, bench.clock)
    budgets.set_budget(bench.project, Money(Decimal("0.04")))
    bench.vendor.name = "slow"
    with pytest.raises(BudgetError):
        bench.obtain(bench.offer())
    budgets.clear_budget(bench.project)
    bench.obtain(bench.offer())
    assert sum(bench.clock.slept_s) < 10


def test_an_account_without_credit_is_left_alone_for_a_while(bench):
    bench.vendor.refusals = [QuotaError("no credit left", provider="vendor")]
    bench.obtain(bench.offer(), second(bench))
    other = MadeHere(thing("a kite", provider="embedded"), second(bench).produce)
    take = bench.obtain(bench.offer("a kite"), other)
    assert "is left alone until" in take.notes["tried"][0]["error"]
    assert len(bench.vendor.submissions) == 1
    bench.clock.turn(24 * 3600.0)
    assert bench.obtain(bench.offer("a ship")).provider == "vendor"


def test_a_second_submission_waits_for_its_turn(bench):
    bench.vendor.name = "slow"
    bench.obtain(bench.offer())
    assert sum(bench.clock.slept_s) < 60
    bench.obtain(bench.offer("a kite"))
    assert sum(bench.clock.slept_s) >= 58


@pytest.mark.parametrize("recovery", KNOWN)
def test_what_is_submitted_after_a_crash_waits_for_a_turn_of_its_own(bench, recovery):
    bench.vendor.name, steps = "slow", Steps(die_at=2)  # written down, and not submitted
    with pytest.raises(Killed):
        bench.obtain(bench.offer(recovery=recovery, steps=steps), steps=steps)
    assert bench.obtain(bench.offer(recovery=recovery)).was_made
    assert sum(bench.clock.slept_s) >= 58
    assert len(bench.vendor.submissions) == 1


def test_what_was_never_sent_and_has_no_turn_is_released_and_the_next_is_asked(bench):
    steps = Steps(die_at=2)
    with pytest.raises(Killed):
        bench.obtain(bench.offer(steps=steps), steps=steps)
    bench.health.record("vendor", Outcome.QUOTA, 1.0)
    assert bench.obtain(bench.offer(), second(bench)).provider == "embedded"
    assert bench.money() == [(HoldState.RELEASED, FREE)]
    assert bench.vendor.submissions == []


def test_a_nudge_cuts_the_wait_short(bench):
    bench.vendor.looks_until_done = 12
    bench.obtain(bench.offer())
    slow_s = sum(bench.clock.slept_s)

    class Nudged(VendorJob):
        def look(self, job_id):
            bench.nudges.add("vendor", f"delivery {bench.clock.now()} {len(looks)}", job_id)
            looks.append(job_id)
            return super().look(job_id)

    looks = []
    bench.obtain(MadeThere(thing("a kite"), Nudged(bench.vendor, "a kite")))
    assert sum(bench.clock.slept_s) == slow_s > 30
    assert len(looks) == 13
