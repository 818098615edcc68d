"""Generation at a provider over the network, as the one door sees it.

An adapter describes one generation as a ``RemoteJob`` and does nothing by itself: the door calls
its steps and writes down what each gave before it takes the next one, so that whatever dies in
between, the next attempt goes on from there and nothing is asked, or paid for, twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from manike.errors import ProviderError
from manike.money import Money


class Recovery(StrEnum):
    """How a submission whose answer was lost is found again."""

    OWN_ID = "own_id"
    """The provider knows jobs by an id that we choose (Runware's ``taskUUID``)."""
    SAME_KEY = "same_key"
    """A second call with the same idempotency key gives the first one's answer, billed once."""
    SEARCH = "search"
    """The provider lists its jobs, and ours can be told from the others."""
    NONE = "none"
    """It can't be told: a person decides."""


@dataclass(frozen=True, slots=True)
class Quote:
    """What a generation costs at most, before it is asked for."""

    most: Money
    """Held from the budget until the actual cost is known."""
    basis: str
    """How it was reckoned, for people: ``5 s of video at 0.05 USD``."""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """How long a job may take; a job past one is cancelled and counts as a transient failure."""

    start: timedelta = timedelta(minutes=10)
    """From the submission until it runs: a cold machine takes minutes."""
    run: timedelta = timedelta(minutes=30)
    """From the start of the run to its end."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The provider has taken the job and works on it."""

    job_id: str


@dataclass(frozen=True, slots=True)
class Working:
    """The job is not finished."""

    has_started: bool
    wait_s: float | None = None
    """Until it is worth looking again, if the provider says so."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The provider's last word on a job that succeeded, as it is stored before it is used."""

    content: Mapping[str, Any]
    """Plain JSON without secrets; URLs in it may be dead after an hour."""
    payload: bytes = b""
    """The medium itself, where the provider sends it in the answer."""
    cost: Money | None = None
    """What the provider says that it bills; ``None`` if it does not say."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The job ended without a result."""

    error: ProviderError
    """Of the kind that says whether another attempt may succeed."""
    cost: Money | None = None
    """What the provider bills for it all the same; ``None`` for nothing."""


@dataclass(frozen=True, slots=True)
class Begun:
    """Calls of it were answered, and paid; ``submit`` with the same key goes on behind them."""


class RemoteJob(Protocol):
    """One generation at a provider, described and not begun.

    Calls raise only ``ProviderError`` and ``MachineError``. No call retries by itself, and none but
    ``submit`` costs money.
    """

    @property
    def account(self) -> str:
        """Whose limits and health count: the vendor, with the account's name if it has several."""
        ...

    @property
    def recovery(self) -> Recovery:
        """How a lost submission is found again."""
        ...

    @property
    def deadlines(self) -> Deadlines:
        """How long it may take."""
        ...

    def quote(self) -> Quote:
        """What it costs at most; asks nobody."""
        ...

    def submit(self, key: str) -> Accepted | Reply | Failed:
        """Ask for it, once.

        Args:
            key: an idempotency key, a UUID: the same one whenever this submission is repeated.

        Returns:
            ``Accepted`` if the provider works on it, the reply or the failure if it is done.

        Raises:
            UnknownOutcomeError: the request had left when the connection broke or time was up.
            ProviderError: any other kind: the provider did not take the job and bills nothing.
            MachineError: something is missing here; nothing has left.
        """
        ...

    def look(self, job_id: str) -> Working | Reply | Failed:
        """Where an accepted job stands.

        Raises:
            TransientProviderError: it could not be looked at just now; the job goes on.
            QuotaError, DeniedError: the account may not look; the job goes on.
            PermanentProviderError: any other kind: the provider does not know the job any more.
        """
        ...

    def seek(self, key: str, since: datetime) -> Accepted | Reply | Failed | Begun | None:
        """Find a submission whose answer was lost.

        Args:
            key: what it was submitted with.
            since: nothing was submitted before (UTC).

        Returns:
            What was found; ``None`` if it is certain that the provider never took it.

        Raises:
            UnknownOutcomeError: it can't be told.
        """
        ...

    def cancel(self, job_id: str) -> None:
        """Ask the provider to stop; it may bill the job all the same."""
        ...

    def collect(self, reply: Reply, folder: Path) -> "Collected":
        """Write the files that the port names into an empty folder, downloading what is needed.

        May be called again for the same reply, after a crash. Files are checked for being whole
        and what they should be before they count.

        Raises:
            TransientProviderError: an output could not be loaded just now.
            PermanentProviderError: an output is gone or broken for good.
        """
        ...


@dataclass(frozen=True, slots=True)
class Collected:
    """The files of a take are there."""

    record: Mapping[str, Any]
    """The port's record of them as plain JSON."""
    cost: Money
    """Actual: the provider's own figure, else reckoned from its reported usage."""
    notes: Mapping[str, Any] = field(default_factory=dict)
    """What else should be kept with the take: usage, request id, model that answered."""
