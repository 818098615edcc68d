import dagster as dg
import pytest

from sensors.watching import LOOK_EVERY_S, WATCH_S, watch

NOTHING = dg.SkipReason("Nothing is missing.")
FOUND = dg.SensorResult(run_requests=[dg.RunRequest(run_key="a")])


class Hours:
    """A clock that moves as it is slept by."""

    def __init__(self):
        self.time_s = 0.0

    def monotonic_s(self):
        return self.time_s

    def sleep(self, seconds):
        self.time_s += seconds


def looks(*results):
    """A look that gives these results one after another, and counts."""
    asked = iter(results)
    return lambda: next(asked, NOTHING)


@pytest.fixture
def ticking():
    return dg.SensorEvaluationContext(
        instance_ref=None,
        last_tick_completion_time=1.0,
        last_run_key=None,
        cursor=None,
        log_key=None,
        repository_name=None,
    )


def test_a_watch_ends_with_what_it_finds(ticking):
    clock = Hours()
    assert watch(ticking, looks(NOTHING, NOTHING, FOUND), clock) is FOUND
    assert clock.time_s == pytest.approx(2 * LOOK_EVERY_S)


def test_a_watch_ends_before_the_next_tick(ticking):
    clock = Hours()
    assert watch(ticking, looks(), clock) is NOTHING
    assert WATCH_S <= clock.time_s < WATCH_S + LOOK_EVERY_S < 5


def test_a_first_tick_looks_once():
    clock = Hours()
    assert watch(dg.build_sensor_context(), looks(NOTHING, FOUND), clock) is NOTHING
    assert clock.time_s == 0
