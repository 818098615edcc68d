"""A sick account is left alone for a while, with the reason, and tried by one call after it."""

from datetime import timedelta

import pytest

from manike.errors import (
    DeniedError,
    PermanentProviderError,
    QuotaError,
    RefusedContentError,
    TransientProviderError,
    UnknownOutcomeError,
)
from manike.generation.health import AccountHealth, CircuitState, Outcome, outcome_of
from manike.testing.clock import StoppedClock

BIRD = "bird"


@pytest.fixture
def clock():
    return StoppedClock()


@pytest.fixture
def health(house, clock):
    return AccountHealth(house.studio.database, clock)


@pytest.fixture
def fail(health):
    """Let so many calls fail."""

    def fail(count, outcome=Outcome.TRANSIENT, **details):
        for _ in range(count):
            health.record(BIRD, outcome, 1.0, **details)

    return fail


def test_an_account_that_was_never_used_is_well(health):
    found = health.state(BIRD)
    assert (found.state, found.error_rate, found.p50_s, found.why) == ("closed", 0.0, None, "")
    assert health.admit(BIRD)


def test_rate_and_median_are_those_of_the_window(health, clock):
    health.record(BIRD, Outcome.OK, 900.0)
    clock.sleep(16 * 60)
    for seconds in (2.0, 4.0, 9.0):
        health.record(BIRD, Outcome.OK, seconds)
    health.record(BIRD, Outcome.TRANSIENT, 60.0)
    health.record("fish", Outcome.TRANSIENT, 60.0)
    found = health.state(BIRD)
    assert (found.call_count, found.error_rate, found.p50_s) == (4, 0.25, 4.0)


def test_refusals_and_invalid_requests_say_nothing_of_the_account(health, fail):
    fail(20, Outcome.REFUSED)
    fail(20, Outcome.INVALID)
    assert health.state(BIRD).state is CircuitState.CLOSED
    assert health.state(BIRD).error_rate == 0


def test_an_account_without_credit_is_left_at_once_and_the_reason_is_kept(health, fail, clock):
    fail(1, Outcome.QUOTA, why="insufficient_quota for sk-abcdefgh1234")
    found = health.state(BIRD)
    assert found.state is CircuitState.OPEN
    assert found.why == "it has no credit or quota left (insufficient_quota for ***)"
    assert found.until == clock.now() + timedelta(minutes=15)
    assert not health.admit(BIRD)
    assert health.admit("fish")


def test_five_failures_in_a_row_open_it_and_four_do_not(health, fail):
    fail(4)
    health.record(BIRD, Outcome.OK, 1.0)
    fail(4)
    assert health.state(BIRD).state is CircuitState.CLOSED
    fail(1, why="503 from its gateway")
    assert health.state(BIRD).state is CircuitState.OPEN
    assert health.state(BIRD).why == "it failed again and again (503 from its gateway)"


def test_half_of_ten_calls_failing_opens_it(health, fail):
    for _ in range(5):
        health.record(BIRD, Outcome.OK, 1.0)
        fail(1)
    found = health.state(BIRD)
    assert (found.state, found.error_rate) == ("open", 0.5)


def test_one_call_finds_out_while_it_is_half_open(health, fail, clock):
    fail(5)
    clock.sleep(30)
    assert health.state(BIRD).state is CircuitState.HALF_OPEN
    assert [health.admit(BIRD) for _ in range(3)] == [True, False, False]
    health.record(BIRD, Outcome.OK, 2.0)
    assert health.state(BIRD).state is CircuitState.CLOSED
    assert health.admit(BIRD)
    assert health.state(BIRD).why == ""


def test_each_failure_of_the_one_call_makes_the_rest_longer(health, fail, clock):
    fail(5)
    rests = []
    for _ in range(7):
        until = health.state(BIRD).until
        rests.append((until - clock.now()).total_seconds())
        clock.set(until)
        assert health.admit(BIRD)
        fail(1)
    assert rests == [30, 60, 120, 240, 480, 900, 900]


def test_calls_that_were_underway_do_not_lengthen_the_rest(health, fail, clock):
    fail(5)
    until = health.state(BIRD).until
    clock.sleep(10)
    fail(20)
    assert health.state(BIRD).until == until
    clock.sleep(20)
    assert health.admit(BIRD)


def test_a_probe_whose_worker_died_is_followed_by_another(health, fail, clock):
    fail(5)
    clock.sleep(30)
    assert health.admit(BIRD)
    clock.sleep(5 * 60)
    assert health.admit(BIRD)


def test_a_refusal_lets_the_next_call_find_out(health, fail, clock):
    fail(5)
    clock.sleep(30)
    assert health.admit(BIRD)
    health.record(BIRD, Outcome.REFUSED, 1.0)
    assert health.state(BIRD).state is CircuitState.HALF_OPEN
    assert health.admit(BIRD)


def test_the_providers_own_wait_is_kept_where_it_is_longer(health, fail, clock):
    fail(4)
    fail(1, wait_s=120.0)
    assert health.state(BIRD).until == clock.now() + timedelta(seconds=120)


def test_a_person_can_close_it(health, fail):
    fail(1, Outcome.QUOTA)
    health.close(BIRD)
    assert health.admit(BIRD)
    assert health.state(BIRD).error_rate == 0


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (None, Outcome.OK),
        (QuotaError("x", provider=BIRD), Outcome.QUOTA),
        (RefusedContentError("x", provider=BIRD), Outcome.REFUSED),
        (PermanentProviderError("x", provider=BIRD), Outcome.INVALID),
        (TransientProviderError("x", provider=BIRD), Outcome.TRANSIENT),
        (UnknownOutcomeError("x", provider=BIRD), Outcome.TRANSIENT),
    ],
)
def test_each_kind_of_error_has_its_outcome(error, outcome):
    assert outcome_of(error) is outcome


@pytest.mark.parametrize(
    ("cause", "outcome"),
    [
        (QuotaError("no credit", provider=BIRD), Outcome.QUOTA),
        (DeniedError("not with this key", provider=BIRD), Outcome.INVALID),
        (TransientProviderError("away", provider=BIRD), Outcome.TRANSIENT),
    ],
)
def test_why_a_job_could_not_be_told_of_is_what_counts_of_the_account(cause, outcome):
    error = UnknownOutcomeError("it goes on", provider=BIRD)
    error.__cause__ = cause
    assert outcome_of(error) is outcome
