"""A submission passes its account's circuit and line, and what it met is remembered."""

import pytest

from manike.errors import QuotaError, RefusedContentError, TransientProviderError
from manike.generation.guard import AccountGuard
from manike.generation.health import AccountHealth
from manike.generation.limits import Limits, RateRules
from manike.generation.turns import RateLimit
from manike.ids import TenantId
from manike.testing.clock import StoppedClock

ACME = TenantId("acme")


@pytest.fixture
def clock():
    return StoppedClock()


@pytest.fixture
def health(house, clock):
    return AccountHealth(house.studio.database, clock)


@pytest.fixture
def guard(house, clock, health):
    rules = RateRules(accounts={"bird": RateLimit(10)})
    return AccountGuard(Limits(house.studio.database, clock, rules), health, clock)


@pytest.fixture
def submit(guard, clock):
    """One submission of three seconds that ends as it is told."""

    def submit(error=None):
        guard.pass_through("bird", ACME)
        with guard.watched("bird"):
            clock.sleep(3)
            if error is not None:
                raise error

    return submit


def test_a_success_is_recorded_with_its_time(submit, health):
    submit()
    found = health.state("bird")
    assert (found.call_count, found.error_rate, found.p50_s) == (1, 0.0, 3.0)


def test_the_eleventh_submission_waits_for_its_turn(submit, clock):
    start_s = clock.monotonic_s()
    for _ in range(11):
        submit()
    assert clock.monotonic_s() - start_s == pytest.approx(60.5 + 3, abs=0.1)


def test_an_account_without_credit_refuses_the_next_submission_with_the_reason(submit):
    with pytest.raises(QuotaError):
        submit(QuotaError("insufficient_quota", provider="bird"))
    with pytest.raises(
        TransientProviderError, match=r"left alone until .* no credit or quota left \(QuotaError\)"
    ) as e:
        submit()
    assert e.value.retry_after_s == pytest.approx(15 * 60)


def test_the_providers_own_wait_stops_everybody(submit, clock):
    with pytest.raises(TransientProviderError):
        submit(TransientProviderError("slow down", provider="bird", retry_after_s=25))
    start_s = clock.monotonic_s()
    submit()
    assert clock.monotonic_s() - start_s == pytest.approx(25 + 3, abs=0.1)


def test_one_submission_tries_a_half_open_account(submit, guard, health, clock):
    for _ in range(5):
        with pytest.raises(TransientProviderError):
            submit(TransientProviderError("away", provider="bird"))
    clock.sleep(30)
    guard.pass_through("bird", ACME)
    with pytest.raises(
        TransientProviderError,
        match=r"is being tried after a failure: it failed again and again \(Transient",
    ):
        submit()
    with guard.watched("bird"):
        clock.sleep(1)
    submit()


def test_what_a_vendor_said_to_one_tenant_is_told_to_no_other(submit, health):
    said = "HTTP 429: the prompt 'Our secret launch of Falcon' is over the limit"
    for _ in range(5):
        with pytest.raises(TransientProviderError):
            submit(TransientProviderError(said, provider="bird"))
    told = "it failed again and again (TransientProviderError, HTTP 429)"
    assert (health.state("bird").why, health.standing("bird").why) == (told, told)
    with pytest.raises(TransientProviderError) as error:
        submit()
    assert "Falcon" not in str(error.value)


def test_a_refusal_is_no_failure_of_the_account(submit, health):
    for _ in range(6):
        with pytest.raises(RefusedContentError):
            submit(RefusedContentError("no", provider="bird"))
    assert health.state("bird").state == "closed"
