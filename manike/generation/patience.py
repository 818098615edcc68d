"""How often, and after what waits, a provider is asked again."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from manike.errors import TransientProviderError, UnknownOutcomeError
from manike.studio.clock import Clock
from manike.studio.owners import owner_name

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Patience:
    """Tries again after failures that may pass, each wait longer than the one before."""

    clock: Clock
    tries: int = 4
    first_wait_s: float = 2.0
    slower: float = 3.0
    longest_wait_s: float = 60.0
    """A provider that asks for a longer wait is given up, so that the next one is asked."""

    def until_delivered(self, call: Callable[[], T], *, can_seek: bool = False) -> T:
        """The result of the first call that succeeds.

        Args:
            call: asks, or goes on where the call before ended.
            can_seek: whether a call finds out what became of one whose answer was lost.

        Raises:
            TransientProviderError: the last of ``tries`` failed, or the provider wants to be left
                alone for longer than ``longest_wait_s``.
            UnknownOutcomeError: what became of a call can't be found out.
        """
        wait_s = self.first_wait_s
        for attempt in range(1, self.tries + 1):
            try:
                return call()
            except UnknownOutcomeError:
                if attempt == self.tries or not can_seek:
                    raise
                wait = wait_s
            except TransientProviderError as error:
                asked_s = error.retry_after_s
                if attempt == self.tries or (asked_s or 0) > self.longest_wait_s:
                    raise
                wait = asked_s if asked_s is not None else wait_s
            self.clock.sleep(wait + wait * _share(attempt) / 2)
            wait_s = min(wait_s * self.slower, self.longest_wait_s)
        raise AssertionError("a loop of at least one try returns or raises")


def _share(attempt: int) -> float:
    """From 0 to 1, other for each worker: those that failed together don't come back together."""
    digest = hashlib.sha256(f"{owner_name()} {attempt}".encode()).digest()
    return digest[0] / 255
