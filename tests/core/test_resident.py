import threading

import pytest

from manike.errors import MachineError
from manike.resident import IDLE_S, Resident


class Timer:
    """One that is rung by hand."""

    def __init__(self, wait_s, ring):
        self.wait_s = wait_s
        self._ring = ring
        self.state = "made"

    def start(self):
        self.state = "started"

    def cancel(self):
        self.state = "cancelled"

    def ring(self):
        self._ring()


@pytest.fixture
def timers():
    return []


@pytest.fixture
def resident(timers):
    loaded = iter(range(100))

    def timer(wait_s, ring):
        timers.append(Timer(wait_s, ring))
        return timers[-1]

    dismissed = []
    resident = Resident(lambda: f"model {next(loaded)}", dismissed.append, timer)
    resident.dismissed = dismissed
    return resident


def use(resident):
    with resident.in_use() as thing:
        return thing


def test_a_thing_is_loaded_once_for_many_uses(resident, timers):
    assert [use(resident) for _ in range(3)] == ["model 0"] * 3
    assert [timer.state for timer in timers] == ["cancelled", "cancelled", "started"]
    assert timers[-1].wait_s == IDLE_S


def test_a_thing_that_nobody_uses_leaves_and_is_loaded_again(resident, timers):
    use(resident)
    timers[-1].ring()
    assert resident.dismissed == ["model 0"]
    assert use(resident) == "model 1"


def test_a_thing_in_use_stays_though_the_timer_rings(resident, timers):
    use(resident)
    with resident.in_use() as thing:
        timers[0].ring()
        assert use(resident) == thing
    assert resident.dismissed == []


def test_a_timer_that_rings_as_it_is_cancelled_ends_nothing(resident, timers):
    use(resident)
    use(resident)
    timers[0].ring()
    assert resident.dismissed == []
    timers[1].ring()
    assert resident.dismissed == ["model 0"]


def test_work_is_done_though_no_thread_is_left_for_the_timer():
    class Exhausted(Timer):
        def start(self):
            raise RuntimeError("can't start new thread")

    resident = Resident(lambda: "model", timer=Exhausted)
    assert [use(resident), use(resident)] == ["model", "model"]


def test_the_last_user_of_several_starts_the_timer(resident, timers):
    with resident.in_use():
        use(resident)
        assert timers == []
    assert len(timers) == 1


def test_a_broken_thing_is_forgotten_but_not_the_next_one(resident):
    broken = use(resident)
    resident.forget(broken)
    whole = use(resident)
    resident.forget(broken)
    assert use(resident) == whole == "model 1"


def test_closing_ends_a_thing_in_use(resident):
    with resident.in_use():
        resident.close()
    assert resident.dismissed == ["model 0"]
    resident.close()
    assert resident.dismissed == ["model 0"]


def test_what_does_not_load_is_tried_again():
    attempts = []

    def load():
        attempts.append(1)
        if len(attempts) == 1:
            raise MachineError("The weights are not there.")
        return "model"

    resident = Resident(load)
    with pytest.raises(MachineError, match="not there"):
        use(resident)
    assert use(resident) == "model"


def test_two_threads_load_it_once(resident):
    both = threading.Barrier(2)
    seen = []

    def work():
        both.wait()
        seen.append(use(resident))

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == ["model 0", "model 0"]
