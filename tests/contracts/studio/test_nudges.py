"""Nudges end a poller's wait, once each, and are forgotten."""

import pytest
from sqlmodel import select

from manike.generation.nudges import Nudges
from manike.studio.guard_tables import JobNudge
from manike.testing.clock import StoppedClock


@pytest.fixture
def clock():
    return StoppedClock()


@pytest.fixture
def nudges(house, clock):
    return Nudges(house.studio.database, clock)


def test_a_delivery_counts_once(nudges):
    assert nudges.add("replicate", "msg_1", "job")
    assert not nudges.add("replicate", "msg_1", "job")
    assert nudges.add("openai", "msg_1", "job")
    assert nudges.take("replicate", "job")
    assert not nudges.take("replicate", "job")


def test_a_waiting_poller_is_woken_and_else_waits_its_time(nudges, clock):
    start = clock.monotonic_s()
    assert not nudges.wait("replicate", "job", 7.5)
    assert clock.monotonic_s() - start == pytest.approx(7.5)
    nudges.add("replicate", "msg_1", "job")
    assert nudges.wait("replicate", "job", 60)
    assert clock.monotonic_s() - start == pytest.approx(7.5)


def test_who_waits_for_a_nudge_waits_for_no_writer(nudges, house, clock):
    with house.studio.database.transaction():  # on SQLite, nobody else may write meanwhile
        assert not nudges.wait("replicate", "job", 60)
    assert len(clock.slept_s) == 60


def test_old_nudges_are_forgotten(nudges, clock, house):
    nudges.add("replicate", "msg_1", "job")
    clock.sleep(25 * 3600)
    nudges.add("replicate", "msg_2", "job")
    with house.studio.database.transaction() as session:
        assert [row.delivery_id for row in session.exec(select(JobNudge))] == ["msg_2"]
