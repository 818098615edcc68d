"""Jobs of providers that answer with the work itself and keep no list of what they made."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import BaseModel

from manike.arrivals.faults import arriving
from manike.errors import PermanentProviderError, UnknownOutcomeError
from manike.generation.remote import (
    Accepted,
    Collected,
    Deadlines,
    Failed,
    Recovery,
    Reply,
    Working,
)
from manike.media.files import scratch_folder
from manike.media.sniffing import format_of_bytes
from manike.money import Money


class OneCallJob:
    """What is the same for all of them; a vendor adds ``quote``, ``submit`` and ``collect``.

    An answer that was lost is lost: it can't be told whether the work was done and is billed.
    """

    def __init__(self, provider: str, account: str, timeout_s: float) -> None:
        """``timeout_s`` is for the whole answer."""
        self._provider = provider
        self._account = account
        self._timeout_s = timeout_s

    @property
    def account(self) -> str:
        """See ``RemoteJob.account``."""
        return self._account

    @property
    def recovery(self) -> Recovery:
        """A person decides, unless the vendor has a better way."""
        return Recovery.NONE

    @property
    def deadlines(self) -> Deadlines:
        """The time for the answer."""
        whole = timedelta(seconds=self._timeout_s)
        return Deadlines(start=whole, run=whole)

    def look(self, job_id: str) -> Working | Reply | Failed:
        """Nothing was ever accepted that could be looked at."""
        raise PermanentProviderError(f"it keeps no job {job_id}", provider=self._provider)

    def seek(self, key: str, since: datetime) -> Accepted | Reply | Failed | None:
        """It can't be told."""
        del key, since
        raise UnknownOutcomeError("it keeps no list of what it made", provider=self._provider)

    def cancel(self, job_id: str) -> None:
        """Nothing runs."""


def collect_payload(
    reply: Reply,
    folder: Path,
    finish: Callable[[Path, Path], BaseModel],
    *,
    provider: str,
    most: Money,
) -> Collected:
    """Bring a medium that came in the answer to the port's form.

    Args:
        reply: with the medium, in a format that is taken from outside.
        folder: an existing empty folder.
        finish: makes the port's files in a folder (second) of what arrived (first).
        provider: whose fault it is if the medium can't be used.
        most: the cost of a reply that does not tell it.

    Raises:
        PermanentProviderError: the medium is broken, or of another kind.
    """
    found = format_of_bytes(reply.payload)
    with scratch_folder(folder.parent) as scratch:
        # ffmpeg tells some formats by the ending.
        source = scratch / f"arrival{found.suffix if found else ''}"
        source.write_bytes(reply.payload)
        with arriving(provider):
            record = finish(source, folder)
    cost = most if reply.cost is None else reply.cost
    return Collected(record.model_dump(mode="json"), cost, dict(reply.content))
