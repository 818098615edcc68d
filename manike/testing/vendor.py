"""A provider that bills, in this process: it keeps accounts and can be told to fail.

It speaks no wire protocol: what the one door promises is proven against it, in milliseconds.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from manike.errors import ProviderError, TransientProviderError, UnknownOutcomeError
from manike.generation.remote import (
    Accepted,
    Collected,
    Deadlines,
    Failed,
    Quote,
    Recovery,
    Reply,
    Working,
)
from manike.money import Money

FILE = "thing.txt"
PRICE = Money(Decimal("0.05"))


@dataclass
class Vendor:
    """A provider and its accounts."""

    name: str = "vendor"
    submissions: list[str] = field(default_factory=list)
    """Keys, in the order in which they came in."""
    bills: Counter[str] = field(default_factory=Counter)
    """How often each subject was billed."""
    looks_until_started: int = 0
    looks_until_done: int = 1
    refusals: list[ProviderError] = field(default_factory=list)
    """Raised by the next submissions, one each; nothing is billed."""
    loses_answer: int = 0
    """Of so many next submissions the answer is lost after it was billed."""
    fails_with: Failed | None = None
    """How jobs end, instead of with a result."""
    padding: int = 0
    """Bytes added to each medium, to make it as large as a real one."""
    cancelled: list[str] = field(default_factory=list)
    outages: list[ProviderError] = field(default_factory=list)
    """Raised by the next downloads, one each."""
    _jobs: dict[str, str] = field(default_factory=dict)
    _looks: Counter[str] = field(default_factory=Counter)

    def take_in(self, key: str, subject: str) -> None:
        """A job comes in; one with a known key is the same one and billed once."""
        self.submissions.append(key)
        if self.refusals:
            raise self.refusals.pop(0)
        if key not in self._jobs:
            self._jobs[key] = subject
            self.bills[subject] += 1
        if self.loses_answer:
            self.loses_answer -= 1
            raise UnknownOutcomeError("the connection broke", provider=self.name)

    def knows(self, key: str) -> bool:
        """Whether a job with this key came in."""
        return key in self._jobs

    def state(self, key: str) -> Working | Reply | Failed:
        """Where a job stands; each look brings it on."""
        self._looks[key] += 1
        seen = self._looks[key]
        if key in self.cancelled and not self._looks_started(seen):
            return Failed(TransientProviderError("it was stopped", provider=self.name))
        if seen <= self.looks_until_done:
            return Working(self._looks_started(seen))
        return self.fails_with or Reply({"job": key, "subject": self._jobs[key]}, cost=PRICE)

    def _looks_started(self, looks: int) -> bool:
        return looks > self.looks_until_started


@dataclass(frozen=True)
class VendorJob:
    """See ``RemoteJob``."""

    vendor: Vendor
    subject: str
    recovery: Recovery = Recovery.OWN_ID
    deadlines: Deadlines = field(default_factory=Deadlines)
    most: Money = PRICE

    @property
    def account(self) -> str:
        """The vendor's name."""
        return self.vendor.name

    @property
    def _answers_at_once(self) -> bool:
        return self.recovery in (Recovery.SAME_KEY, Recovery.NONE)

    def quote(self) -> Quote:
        """A fixed price."""
        return Quote(self.most, "one thing")

    def submit(self, key: str) -> Accepted | Reply | Failed:
        """Billed when it comes in."""
        self.vendor.take_in(key, self.subject)
        if not self._answers_at_once:
            return Accepted(f"job-{key}")
        content: Mapping[str, str] = {"subject": self.subject}
        return Reply(content, self._medium)

    def look(self, job_id: str) -> Working | Reply | Failed:
        """One look on."""
        return self.vendor.state(job_id.removeprefix("job-"))

    def seek(self, key: str, since: datetime) -> Accepted | Reply | Failed | None:
        """As the way of recovery allows."""
        del since
        if self.recovery is Recovery.NONE:
            raise UnknownOutcomeError("it keeps no list of jobs", provider=self.vendor.name)
        if self.recovery is Recovery.SAME_KEY:
            return self.submit(key)
        return Accepted(f"job-{key}") if self.vendor.knows(key) else None

    def cancel(self, job_id: str) -> None:
        """Noted."""
        self.vendor.cancelled.append(job_id.removeprefix("job-"))

    def collect(self, reply: Reply, folder: Path) -> Collected:
        """One text file."""
        if self.vendor.outages:
            raise self.vendor.outages.pop(0)
        (folder / FILE).write_bytes(reply.payload or self._medium)
        return Collected({"subject": reply.content["subject"]}, PRICE)

    @property
    def _medium(self) -> bytes:
        return f"this is {self.subject}".encode().ljust(self.vendor.padding)
