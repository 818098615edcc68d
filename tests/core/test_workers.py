import os
import pickle
import signal

import pytest

from manike import errors
from manike.errors import ManikeError, PermanentProviderError, TransientProviderError
from manike.generation.workers import Workers

MADE = {
    errors.ScriptRuleError: lambda: errors.ScriptRuleError(["one", "two"]),
    errors.UnusableFootageError: lambda: errors.UnusableFootageError("empty", "It has 0 bytes."),
    **{
        kind: lambda kind=kind: kind("seed", "is not a number.")
        for kind in (errors.BadInputError, errors.UnsupportedLanguageError)
    },
}


def all_kinds(kind=ManikeError):
    return [kind] + [each for child in kind.__subclasses__() for each in all_kinds(child)]


def made(kind):
    if kind in MADE:
        return MADE[kind]()
    if issubclass(kind, errors.ProviderError):  # those of adapters too, where they are loaded
        return kind("is busy", provider="fake")
    return kind("It went wrong.")


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.__name__)
def test_an_error_travels_between_processes_whole(kind):
    error = made(kind)
    arrived = pickle.loads(pickle.dumps(error))
    assert type(arrived) is kind
    assert (str(arrived), vars(arrived)) == (str(error), vars(error))


class Timer:
    """One that is rung by hand."""

    def start(self):
        pass

    def cancel(self):
        pass


def refuse():
    raise PermanentProviderError("the picture is refused", provider="vendor")


@pytest.fixture
def workers():
    workers = Workers(1)
    yield workers
    workers.close()


def test_a_refusal_in_a_child_process_keeps_its_reason(workers):
    with pytest.raises(PermanentProviderError, match="vendor: the picture is refused"):
        workers.call(refuse)
    assert workers.call(os.getppid) == os.getpid()


def test_a_dead_child_is_said_and_the_next_call_has_another(workers):
    with pytest.raises(TransientProviderError, match="a worker process died"):
        workers.call(os._exit, 1)
    assert workers.call(os.getppid) == os.getpid()


@pytest.fixture
def heeding():
    """Ctrl-C is heeded, though whoever runs the tests in the background has it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def interrupt_me():
    os.kill(os.getpid(), signal.SIGINT)
    return "went on"


@pytest.mark.usefixtures("heeding")
def test_ctrl_c_ends_what_a_child_works_at(workers):
    with pytest.raises(KeyboardInterrupt):
        workers.call(interrupt_me)
    assert workers.call(os.getppid) == os.getpid()


def test_ctrl_c_that_the_parent_ignores_is_ignored_by_its_children(workers):
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        assert workers.call(interrupt_me) == "went on"
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeding")
def test_ctrl_c_ends_a_child_without_work_without_a_word(workers, capfd):
    pid = workers.call(os.getpid)
    [pool] = workers._pool._thing
    child = pool._processes[pid]
    os.kill(pid, signal.SIGINT)
    child.join(10)
    assert (child.exitcode, capfd.readouterr().err) == (130, "")


def test_children_end_when_there_is_nothing_to_do(workers, monkeypatch):
    ring = []
    monkeypatch.setattr(workers._pool, "_timer", lambda _, call: ring.append(call) or Timer())
    first = workers.call(os.getpid)
    ring[-1]()
    assert workers.call(os.getpid) != first
