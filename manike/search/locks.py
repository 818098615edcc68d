"""One at a time, over all processes of a machine."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from manike.media.files import writing


@contextmanager
def alone(home: Path, what: str) -> Iterator[None]:
    """Wait for whoever does the same to what lies in ``home``.

    The kernel lets the lock go when its process dies, however it dies.
    """
    with writing(home):
        home.mkdir(parents=True, exist_ok=True)
        lock = (home / f"{what}.lock").open("a")
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
