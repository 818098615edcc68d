"""Where a generation can be killed: before and after each step that changes something."""

import os
import signal
from collections import Counter
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from manike.generation.attempts import Attempts
from manike.generation.claims import Claims
from manike.generation.guard import AccountGuard
from manike.generation.takes import Takes
from manike.storage.blobs import BlobStore
from manike.studio.ledger.ledger import Ledger

STEPS: tuple[tuple[type, tuple[str, ...]], ...] = (
    (Claims, ("take", "give_back")),
    (AccountGuard, ("pass_through",)),
    (Attempts, ("open", "accepted", "started", "answered", "failed")),
    (BlobStore, ("adopt",)),
    (Takes, ("keep",)),
    # within transactions: what they wrote must be gone with the process
    (Ledger, ("hold_in", "settle_in", "release_in")),
)
JOB_STEPS = ("submit", "look", "seek", "collect", "cancel")


class Boundaries:
    """Names the boundaries that this process passes, and kills it at one of them."""

    def __init__(self, log: Path, die_at: str = "") -> None:
        """Each boundary is written to ``log``; an empty ``die_at`` lets the process live."""
        self._log = log
        self._die_at = die_at
        self._passed: Counter[str] = Counter()

    def watch(self, job: object) -> None:
        """Turn the steps of this process, and of this job's class, into boundaries."""
        for owner, names in (*STEPS, (type(job), JOB_STEPS)):
            for name in names:
                label = f"{'job' if owner is type(job) else owner.__name__}.{name}"
                setattr(owner, name, self._watched(getattr(owner, name), label))

    def _watched(self, step: Callable[..., Any], label: str) -> Callable[..., Any]:
        @wraps(step)
        def passed(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - any step's own
            self._pass(f"before {label}")
            result = step(*given, **named)
            self._pass(f"after {label}")
            return result

        return passed

    def _pass(self, where: str) -> None:
        self._passed[where] += 1
        count = self._passed[where]
        name = where if count == 1 else f"{where} ({count})"
        with self._log.open("a", encoding="utf-8") as log:
            log.write(name + "\n")
        if name == self._die_at:
            os.kill(os.getpid(), signal.SIGKILL)
