"""Child processes for work that keeps a core busy, so that scenes of one run use all cores."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from types import FrameType
from typing import Any, ParamSpec, TypeVar

from manike.errors import TransientProviderError
from manike.resident import Resident

P = ParamSpec("P")
T = TypeVar("T")


class Workers:
    """A pool of child processes, there while there is work for it."""

    def __init__(self, count: int) -> None:
        """With a count of 0 the work is done in this process."""
        self.count = count
        self._pool = Resident(self._start, dismiss=_end)

    def call(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a picklable function in a child process and wait for its result.

        Raises:
            TransientProviderError: the child died, for want of memory perhaps.
        """
        if self.count == 0:
            return function(*args, **kwargs)
        with self._pool.in_use() as pool:
            try:
                with _interrupts_held():
                    future = pool.submit(_work, function, args, kwargs)
                return future.result()  # type: ignore[no-any-return]
            except BrokenProcessPool as error:
                self._pool.forget(pool)
                raise TransientProviderError(
                    "a worker process died; it may have run out of memory", provider="embedded"
                ) from error

    def close(self) -> None:
        """End the child processes."""
        self._pool.close()

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self.count,
            # Threads run in this process already: forking it could copy a held lock.
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
        )


def _end(pool: ProcessPoolExecutor) -> None:
    pool.shutdown(cancel_futures=True)


def core_count() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0))


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """A child that begins in the block, in this thread, sees no Ctrl-C before it asks for it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Duty:
    """What a child process is doing."""

    is_working = False


def _work(function: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:  # noqa: ANN401 - of any function
    _Duty.is_working = True
    try:
        return function(*args, **kwargs)
    finally:
        _Duty.is_working = False


def _begin() -> None:
    """Let Ctrl-C through, which was held until now, and watch the parent.

    Where it is ignored, as in the background of a script, it stays so.
    """
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, _interrupted)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    _end_with_parent()


def _interrupted(number: int, frame: FrameType | None) -> None:
    """End what is underway; a child without work leaves without a word."""
    if _Duty.is_working:
        raise KeyboardInterrupt
    os._exit(128 + number)


def _end_with_parent() -> None:
    """Leave at once when the parent is killed, instead of working on for nobody."""
    parent: Any = multiprocessing.parent_process()

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()
