"""No window holds more turns than the limit, and nobody waits for a busy tenant."""

import multiprocessing
import os
import signal
from collections import Counter
from datetime import UTC, datetime, timedelta
from math import inf

import pytest
from sqlmodel import col, select

from manike.errors import TransientProviderError
from manike.generation.limits import Limits, RateRules
from manike.generation.turns import RateLimit
from manike.ids import TenantId
from manike.studio.clock import Clock
from manike.studio.database import Database
from manike.studio.guard_tables import RateTicket
from manike.studio.owners import owner_name
from manike.testing.clock import StoppedClock

ACME, BETA, CORP = TenantId("acme"), TenantId("beta"), TenantId("corp")
START = datetime(2026, 11, 21, 12, tzinfo=UTC).timestamp()
TEN_A_MINUTE = RateRules(accounts={"bird": RateLimit(10)})


class SharedClock(Clock):
    """One time for several processes; it moves on to the next waking when all of them sleep."""

    def __init__(self, shared, number=0):
        self._moved, self._time, self._wakings = shared
        self._number = number

    def now(self):
        return datetime.fromtimestamp(self.monotonic_s(), UTC)

    def monotonic_s(self):
        return self._time.value

    def sleep(self, seconds):
        with self._moved:
            self._wakings[self._number] = self._time.value + seconds
            self._move()
            while self._wakings[self._number] and self._moved.wait(60):
                pass

    def leave(self):
        with self._moved:
            self._wakings[self._number] = inf
            self._move()

    def _move(self):
        if all(self._wakings) and min(self._wakings) < inf:
            self._time.value = min(self._wakings)
            for number, waking in enumerate(self._wakings):
                if waking <= self._time.value:
                    self._wakings[number] = 0
            self._moved.notify_all()


def shared_time(context, processes):
    """What the clocks of some processes share."""
    return (
        context.Condition(),
        context.Value("d", START, lock=False),
        context.Array("d", processes, lock=False),
    )


class TickingClock(StoppedClock):
    """No two moments of it are the same."""

    def now(self):
        self.sleep(1e-6)
        return super().now()


@pytest.fixture
def clock():
    return TickingClock()


@pytest.fixture
def limits(house, clock):
    """A function that makes the limits by their rules."""
    return lambda rules=TEN_A_MINUTE: Limits(house.studio.database, clock, rules)


def turns(database):
    """Who had a turn and when (in seconds from the start), in order."""
    query = select(RateTicket.tenant, RateTicket.granted_at).where(
        col(RateTicket.granted_at).is_not(None)
    )
    with database.transaction() as session:
        rows = session.exec(query.order_by(col(RateTicket.granted_at))).all()
    return [(tenant, at.timestamp() - START) for tenant, at in rows]


def most_in_a_window(times, window_s):
    return max(sum(start <= t < start + window_s for t in times) for start in times)


def test_turns_are_given_up_to_the_limit_and_again_when_the_window_has_passed(limits, clock):
    found = limits()
    assert [found.look(found.ask("bird", ACME)) for _ in range(10)] == [0.0] * 10
    late = found.ask("bird", ACME)
    clock.sleep(45)
    assert found.look(late) == pytest.approx(15.5, abs=0.01)
    clock.sleep(15.4)
    assert found.look(late) > 0
    clock.sleep(0.1)
    assert found.look(late) == 0.0
    assert found.look(late) == 0.0


def test_an_account_without_a_limit_gives_every_turn(limits, house):
    found = limits()
    assert [found.look(found.ask("fish", ACME)) for _ in range(50)] == [0.0] * 50
    assert turns(house.studio.database) == []


def test_a_tenant_has_its_own_limit_over_all_accounts(limits, clock):
    rules = RateRules(each_tenant=RateLimit(2), tenants={"beta": RateLimit(3)})
    found = limits(rules)
    assert found.look(found.ask("bird", ACME)) == 0.0
    assert found.look(found.ask("fish", ACME)) == 0.0
    third = found.ask("deer", ACME)
    assert found.look(third) > 0
    assert [found.look(found.ask("bird", BETA)) == 0.0 for _ in range(4)] == [True] * 3 + [False]
    clock.sleep(60.5)
    assert found.look(third) == 0.0


def test_a_tenant_at_its_own_limit_holds_nobody_back(limits):
    found = limits(RateRules(accounts={"bird": RateLimit(3)}, tenants={"acme": RateLimit(1)}))
    first, second = found.ask("bird", ACME), found.ask("bird", ACME)
    assert found.look(first) == 0.0
    assert found.look(second) > 0
    assert found.look(found.ask("bird", BETA)) == 0.0


def test_a_new_tenant_goes_before_a_long_line(limits, clock):
    found = limits(RateRules(accounts={"bird": RateLimit(2)}))
    line = [found.ask("bird", ACME) for _ in range(20)]
    assert [found.look(ticket) for ticket in line[:2]] == [0.0, 0.0]
    clock.sleep(1)
    newcomer = found.ask("bird", BETA)
    assert found.look(newcomer) > 0
    clock.sleep(59.5)
    assert found.look(line[2]) == 0.0
    assert found.look(line[3]) > 0  # the other turn is kept for who had none
    assert found.look(newcomer) == 0.0


def test_tenants_go_by_turns_and_each_in_its_own_order(limits, clock):
    found = limits(RateRules(accounts={"bird": RateLimit(6)}))
    lines = {tenant: [] for tenant in (ACME, BETA, CORP)}
    for tenant, count in ((ACME, 9), (BETA, 1), (CORP, 4)):
        for _ in range(count):
            lines[tenant].append(found.ask("bird", tenant))
            clock.sleep(0.01)
    given = [t for line in lines.values() for t in reversed(line) if found.look(t) == 0.0]
    assert Counter(t.tenant for t in given) == {"acme": 3, "beta": 1, "corp": 2}
    assert set(given) >= {*lines[ACME][:3], *lines[CORP][:2]}


def test_nobody_waits_for_ever_among_ever_new_tenants(limits, clock):
    found = limits(RateRules(accounts={"bird": RateLimit(1, per_s=9.5)}))
    assert found.look(found.ask("bird", ACME)) == 0.0
    patient, crowd, waited = found.ask("bird", ACME), [], 0
    while found.look(patient) and waited < 20:
        crowd.append(found.ask("bird", TenantId(f"new-{waited}")))
        waited += 1
        clock.sleep(5)
        crowd = [ticket for ticket in crowd if found.look(ticket)]
    assert waited <= 6


@pytest.mark.parametrize("account", ["bird", "one without a limit"])
def test_the_providers_own_wait_stops_the_line(limits, clock, account):
    found = limits()
    found.pause(account, 12)
    found.pause(account, 5)
    ticket = found.ask(account, ACME)
    assert found.look(ticket) == pytest.approx(12, abs=0.01)
    clock.sleep(12)
    assert found.look(ticket) == 0.0


def test_a_turn_that_would_come_too_late_is_not_waited_for(limits, house):
    found = limits(RateRules(accounts={"bird": RateLimit(1)}))
    assert found.wait("bird", ACME) == pytest.approx(0, abs=0.01)
    with pytest.raises(TransientProviderError, match="no turn within 30 s") as error:
        found.wait("bird", ACME, at_most_s=30)
    assert error.value.retry_after_s == 30
    assert found.wait("bird", BETA) == pytest.approx(40.5, abs=0.1)


def test_who_left_the_line_holds_nobody_up(limits, clock):
    found = limits(RateRules(accounts={"bird": RateLimit(1)}))
    found.look(found.ask("bird", BETA))
    first, second = found.ask("bird", ACME), found.ask("bird", ACME)
    clock.sleep(30)
    assert found.look(first) > 0
    clock.sleep(30.5)
    assert found.look(second) > 0
    found.leave(first)
    assert found.look(second) == 0.0


def test_a_worker_of_another_machine_that_is_silent_loses_its_place(limits, clock):
    found = limits(RateRules(accounts={"bird": RateLimit(1)}))
    assert found.look(found.ask("bird", BETA)) == 0.0
    gone = found.ask("bird", ACME, owner="elsewhere:1:2:3")
    waiting = found.ask("bird", ACME)
    clock.sleep(30)
    assert found.look(waiting) > 0
    clock.sleep(30.6)
    assert found.look(waiting) == 0.0
    clock.sleep(60.6)
    assert found.look(gone) == 0.0  # it was only slow, and is served


def work(url, shared, number, counts):
    """One worker: keeps some tickets of each tenant in line until all jobs had their turn."""
    database, clock = Database(url), SharedClock(shared, number)
    limits = Limits(database, clock, TEN_A_MINUTE)
    left, line = dict(counts), {tenant: [] for tenant in counts}
    while any(left.values()) or any(line.values()):
        waits = []
        for tenant, tickets in line.items():
            while left[tenant] and len(tickets) < 3:
                tickets.append(limits.ask("bird", TenantId(tenant)))
                left[tenant] -= 1
            looked = [(ticket, limits.look(ticket)) for ticket in tickets]
            waits += [wait_s for _, wait_s in looked]
            line[tenant] = [ticket for ticket, wait_s in looked if wait_s]
        if waits and all(waits):
            clock.sleep(min(waits))
    clock.leave()
    database.close()


def test_two_workers_never_pass_the_limit_and_the_second_tenant_is_served(house, settings):
    """200 jobs at ten a minute (60 on PostgreSQL, which takes longer); a tenth of them beta's."""
    spawn = multiprocessing.get_context("spawn")
    shared, jobs = shared_time(spawn, 2), {"acme": 90, "beta": 10}
    if settings.is_postgres:
        jobs = {"acme": 27, "beta": 3}
    workers = [
        spawn.Process(target=work, args=(settings.database_url, shared, number, jobs), daemon=True)
        for number in range(2)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
        assert worker.exitcode == 0
    given = turns(house.studio.database)
    times = [at for _, at in given]
    assert Counter(tenant for tenant, _ in given) == {
        "acme": 2 * jobs["acme"],
        "beta": 2 * jobs["beta"],
    }
    assert most_in_a_window(times, 60) == 10
    assert times[-1] < 2 * sum(jobs.values()) / 10 * 60.5
    # half of the turns are its own: 20 jobs take four or five windows, not twenty as all do
    assert max(at for tenant, at in given if tenant == "beta") <= 2 * jobs["beta"] / 5 * 60.5


def hold(url, shared, ready):
    """A worker that is killed: one turn given, one ticket in line."""
    database, clock = Database(url), SharedClock(shared)
    limits = Limits(database, clock, RateRules(accounts={"bird": RateLimit(2)}))
    assert limits.look(limits.ask("bird", ACME, owner_name())) == 0.0
    for _ in range(3):
        limits.ask("bird", BETA, owner_name())
    ready.set()
    signal.pause()


def test_a_killed_worker_leaves_the_line_but_its_turns_stay_used(house, settings):
    spawn = multiprocessing.get_context("spawn")
    shared, ready = shared_time(spawn, 1), spawn.Event()
    worker = spawn.Process(target=hold, args=(settings.database_url, shared, ready), daemon=True)
    worker.start()
    assert ready.wait(60)
    rules = RateRules(accounts={"bird": RateLimit(2)})
    found = Limits(house.studio.database, SharedClock(shared), rules)
    ticket = found.ask("bird", ACME)
    assert found.look(ticket) > 0  # the other turn is kept for the waiting tenant
    os.kill(worker.pid, signal.SIGKILL)
    worker.join()
    assert found.look(ticket) == 0.0
    assert found.look(found.ask("bird", CORP)) == pytest.approx(20)
    assert len(turns(house.studio.database)) == 2


def test_old_turns_are_thrown_away(limits, house, clock):
    found = limits()
    for _ in range(3):
        found.look(found.ask("bird", ACME))
    clock.sleep(timedelta(hours=2).total_seconds())
    found.look(found.ask("bird", ACME))
    assert len(turns(house.studio.database)) == 1
