"""What is large stays in memory while it is used, and for a moment after."""

import ctypes
import gc
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")

IDLE_S = 5.0
"""Longer than between two voice-overs of a film. What a film's voices and pictures had loaded held
600 MiB to its end; loading it again takes 0.5 s (a voice) to 3 s (a child process)."""


class Timer(Protocol):
    """Calls back once, unless it is cancelled before."""

    def start(self) -> None:
        """Begin to wait."""

    def cancel(self) -> None:
        """Don't call back."""


def _timer(wait_s: float, ring: Callable[[], None]) -> Timer:
    timer = threading.Timer(wait_s, ring)
    timer.daemon = True
    return timer


class Resident(Generic[T]):
    """Loads a thing when it is first wanted and lets go of it when nobody has used it for a while.

    Safe to share between threads, which share the thing as well.
    """

    def __init__(
        self,
        load: Callable[[], T],
        dismiss: Callable[[T], None] = lambda _: None,
        timer: Callable[[float, Callable[[], None]], Timer] = _timer,
    ) -> None:
        """Nothing is loaded yet.

        Args:
            load: makes the thing; its errors reach who asked, and the next one asks again.
            dismiss: ends a thing that nobody uses any more.
            timer: seconds and what to call after them.
        """
        self._load = load
        self._dismiss = dismiss
        self._timer = timer
        self._lock = threading.Lock()
        self._thing: list[T] = []
        self._users = 0
        self._uses = 0
        self._leaving: Timer | None = None

    @contextmanager
    def in_use(self) -> Iterator[T]:
        """The thing, which stays at least as long as the block."""
        thing = self._enter()
        try:
            yield thing
        finally:
            self._leave()

    def forget(self, broken: T) -> None:
        """Let go of a thing that is broken, if it is still the one that others would get."""
        with self._lock:
            if self._thing and self._thing[0] is broken:
                self._thing.clear()

    def close(self) -> None:
        """Let go of the thing now, whoever uses it."""
        with self._lock:
            leaving, self._thing = self._thing, []
        self._end(leaving)

    def _close_idle(self, uses: int) -> None:
        """A timer that rings as it is cancelled finds that somebody came since it was set."""
        with self._lock:
            if self._uses != uses:
                return
            leaving, self._thing = self._thing, []
        self._end(leaving)

    def _end(self, leaving: list[T]) -> None:
        while leaving:
            self._dismiss(leaving.pop())
            _give_memory_back()

    def _enter(self) -> T:
        with self._lock:
            if self._leaving is not None:
                self._leaving.cancel()
                self._leaving = None
            if not self._thing:
                self._thing.append(self._load())
            self._users += 1
            self._uses += 1
            return self._thing[0]

    def _leave(self) -> None:
        with self._lock:
            self._users -= 1
            if self._users == 0:
                self._leaving = self._timer(IDLE_S, partial(self._close_idle, self._uses))
                with suppress(RuntimeError):  # no thread to be had: it stays until the next use
                    self._leaving.start()


def _give_memory_back() -> None:
    """To the machine: glibc keeps what was freed, 80 MiB of dictionaries for one."""
    gc.collect()
    with suppress(AttributeError, OSError):  # another C library
        ctypes.CDLL("libc.so.6").malloc_trim(0)
