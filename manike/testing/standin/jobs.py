"""Jobs of vendors that take work now and give it later: their phases, faults and bills.

A job moves on when it is looked at, so that tests need not wait: first it starts, then it runs,
then it has ended. A job with a webhook also ends by itself, a moment after it was taken.
"""

import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from manike.errors import ManikeError
from manike.testing.standin.faults import Fault
from manike.testing.standin.wire import Asked, Charge

ACTS = (
    "cold_start",
    "stuck",
    "failed",
    "interrupted",
    "flagged",
    "aborted",
    "canceled",
    "no_output",
    "dead_url",
)
"""Faults of jobs, ordered for the call that submits.

``cold_start``: starts only after ``options.looks`` looks, or never; ``stuck``: runs and never ends;
``failed``, ``interrupted`` (preempted), ``flagged`` (content): ends so, with ``text``; ``aborted``:
its deadline passed before it started; ``canceled``: by the vendor while it ran;
``no_output``: succeeded with nothing; ``dead_url``: succeeded, and its output is gone.
"""
SOON_S = 0.05
_ENDLESS = 10**9
_MOST_LOOKS = 100
_SAID = {
    "failed": "The model raised an error.",
    "interrupted": "Prediction interrupted; please retry (code: PA)",
    "flagged": "The input or output was flagged as sensitive. Please try again with different "
    "inputs. (E005)",
}


class Phase(StrEnum):
    """Where a job stands."""

    STARTING = "starting"
    PROCESSING = "processing"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELED = "canceled"
    ABORTED = "aborted"

    @property
    def has_ended(self) -> bool:
        """Whether nothing more will happen."""
        return self not in (Phase.STARTING, Phase.PROCESSING)


@dataclass(frozen=True, slots=True)
class Made:
    """What a job gives, and what it costs."""

    output: Any
    """Plain JSON as the vendor writes it, such as a URL."""
    charge: Charge
    paths: tuple[str, ...] = ()
    """Of its files on the shelf, which a ``dead_url`` drops."""


@dataclass(slots=True)
class Job:
    """One job."""

    id: str
    own_id: str
    asked: Asked
    make: Callable[[], Made]
    bills_what_runs: bool
    """Whether the vendor bills a job that had started when it was canceled."""
    created_at: datetime
    phase: Phase = Phase.STARTING
    looks: int = 0
    output: Any = None
    error: str = ""
    charge: Charge | None = None
    """What was billed."""
    started_at: datetime | None = None
    ended_at: datetime | None = None
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    """Held while it moves on: making takes seconds, and other jobs don't wait for it."""

    @property
    def fault(self) -> Fault | None:
        """What goes wrong with it."""
        fault = self.asked.fault
        return fault if fault is not None and fault.kind in ACTS else None


class Jobs:
    """All jobs of all vendors; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._jobs: dict[str, Job] = {}

    def clear(self) -> None:
        """Forget all jobs."""
        with self._lock:
            self._jobs.clear()

    def take(
        self,
        asked: Asked,
        make: Callable[[], Made],
        *,
        own_id: str = "",
        on_end: Callable[[Job], None] | None = None,
        bills_what_runs: bool = False,
    ) -> Job:
        """Take a job.

        Args:
            asked: the call that submits it.
            make: gives the output when it ends; it is called once, and billed if it succeeds.
            own_id: the customer's id of the job.
            on_end: for a webhook: the job ends by itself, and this is told.
            bills_what_runs: whether a job that had started is billed when it is canceled.
        """
        now = asked.world.clock.now()
        job = Job(uuid.uuid4().hex[:26], own_id, asked, make, bills_what_runs, now)
        with self._lock:
            self._jobs[job.id] = job
        if on_end is not None:
            timer = threading.Timer(SOON_S, self._run_through, args=(job, on_end))
            timer.daemon = True
            timer.start()
        return job

    def find(self, vendor: str, account: str, *, job_id: str = "", own_id: str = "") -> Job | None:
        """The customer's job of that id, or the newest of that id of the customer's own."""
        with self._lock:
            for job in reversed(self._jobs.values()):
                theirs = (job.asked.vendor, job.asked.account) == (vendor, account)
                if theirs and ((job_id and job.id == job_id) or (own_id and job.own_id == own_id)):
                    return job
        return None

    def listed(self, vendor: str, account: str) -> list[Job]:
        """Copies of all jobs of a customer, newest first; nothing moves on."""
        with self._lock:
            found = list(reversed(self._jobs.values()))
        return [replace(j) for j in found if (j.asked.vendor, j.asked.account) == (vendor, account)]

    def look(self, job: Job) -> Job:
        """Where it stands, one step further than at the last look.

        Returns:
            A copy, which nobody changes.
        """
        with job.lock:
            if not job.phase.has_ended:
                job.looks += 1
                self._step(job)
            return replace(job)

    def cancel(self, job: Job) -> Job:
        """Stop a job; one that has ended stays as it is."""
        with job.lock:
            if not job.phase.has_ended:
                self._stop(job)
            return replace(job)

    def _step(self, job: Job) -> None:
        kind = job.fault.kind if job.fault is not None else ""
        if job.phase is Phase.STARTING:
            if kind == "aborted":
                self._end(job, Phase.ABORTED)
            elif job.looks > self._cold_looks(job):
                job.phase, job.started_at = Phase.PROCESSING, job.asked.world.clock.now()
        elif kind == "canceled":
            self._stop(job)
        elif kind in _SAID:
            assert job.fault is not None
            self._end(job, Phase.FAILED, job.fault.script.text or _SAID[kind])
        elif kind != "stuck":
            self._finish(job, kind)

    def _cold_looks(self, job: Job) -> int:
        if job.fault is None or job.fault.kind != "cold_start":
            return 0
        return int(job.fault.script.options.get("looks", _ENDLESS))

    def _stop(self, job: Job) -> None:
        if job.bills_what_runs and job.phase is Phase.PROCESSING:
            self._bill(job, job.make())
        self._end(job, Phase.CANCELED)

    def _finish(self, job: Job, kind: str) -> None:
        try:
            made = job.make()
        except ManikeError as error:
            return self._end(job, Phase.FAILED, str(error))
        self._bill(job, made)
        job.output = None if kind == "no_output" else made.output
        if kind == "dead_url":
            for path in made.paths:
                job.asked.world.shelf.drop(path)
        self._end(job, Phase.SUCCEEDED)

    def _bill(self, job: Job, made: Made) -> None:
        job.charge = replace(made.charge, own_id=job.own_id, job_id=job.id)
        job.asked.bill(job.charge)

    def _end(self, job: Job, phase: Phase, error: str = "") -> None:
        job.phase, job.error, job.ended_at = phase, error, job.asked.world.clock.now()

    def _run_through(self, job: Job, on_end: Callable[[Job], None]) -> None:
        seen = self.look(job)
        # Two steps end a job that nothing holds up; one that is held up tells nobody.
        while not seen.phase.has_ended and seen.looks < _MOST_LOOKS:
            seen = self.look(job)
        if seen.phase.has_ended:
            on_end(seen)
