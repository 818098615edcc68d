"""Keeps a claim or lease alive beside the work that it protects."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from manike.errors import ManikeError


@contextmanager
def renewing(renew: Callable[[], bool], every_s: float) -> Iterator[None]:
    """Call ``renew`` while the block runs, until it says that somebody else took over.

    An error does not end it: the next call may come through before the time is up.
    """
    stop = threading.Event()

    def work() -> None:
        is_ours = True
        while is_ours and not stop.wait(every_s):
            with suppress(ManikeError):
                is_ours = renew()

    thread = threading.Thread(target=work, name="renewal", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
