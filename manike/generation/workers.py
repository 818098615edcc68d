"""Child processes for work that keeps a core busy, so that scenes of one run use all cores."""

import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, ParamSpec, TypeVar

from manike.errors import TransientProviderError

P = ParamSpec("P")
T = TypeVar("T")


class Workers:
    """A pool of child processes, started when first needed."""

    def __init__(self, count: int) -> None:
        """With a count of 0 the work is done in this process."""
        self.count = count
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None

    def call(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a picklable function in a child process and wait for its result.

        Raises:
            TransientProviderError: the child died, for want of memory perhaps.
        """
        if self.count == 0:
            return function(*args, **kwargs)
        pool = self._started()
        try:
            return pool.submit(function, *args, **kwargs).result()
        except BrokenProcessPool as error:
            self._give_up(pool)
            raise TransientProviderError(
                "a worker process died; it may have run out of memory", provider="embedded"
            ) from error

    def close(self) -> None:
        """End the child processes."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(cancel_futures=True)

    def _give_up(self, broken: ProcessPoolExecutor) -> None:
        """Forget a broken pool; of several callers that meet it, one may have begun the next."""
        with self._lock:
            if self._pool is broken:
                self._pool = None

    def _started(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                self._pool = ProcessPoolExecutor(
                    self.count,
                    # Threads run in this process already: forking it could copy a held lock.
                    mp_context=multiprocessing.get_context("spawn"),
                    initializer=_end_with_parent,
                )
            return self._pool


def core_count() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0))


def _end_with_parent() -> None:
    """Leave at once when the parent is killed, instead of working on for nobody."""
    parent: Any = multiprocessing.parent_process()

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()
