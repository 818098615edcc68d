"""Jobs of providers that answer with the work itself and keep no list of what they made."""

from datetime import datetime, timedelta

from manike.errors import PermanentProviderError, UnknownOutcomeError
from manike.generation.remote import Accepted, Deadlines, Failed, Recovery, Reply, Working


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
