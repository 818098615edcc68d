"""Jobs of vendors that take work now, are looked at, and give a link to the result."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from manike.arrivals.faults import arriving
from manike.errors import PermanentProviderError
from manike.generation.remote import Collected, Deadlines, Quote, Reply
from manike.media.files import scratch_folder
from manike.media.sniffing import MediaKind
from manike.money import Money
from resources.downloads import Downloads
from resources.job_figures import JobModel


@dataclass(frozen=True, slots=True)
class Work:
    """One generation, described for a vendor."""

    model: JobModel
    kind: MediaKind
    given: Mapping[str, Any]
    """The vendor's input; a ``Path`` or ``VoiceSample`` in it stands for the content sent along."""
    units: Decimal
    """Of the model's price, at most."""
    basis: str
    """How they were reckoned, for people."""
    finish: Callable[[Path, Path], BaseModel]
    """Makes the port's files in a folder (second) of what arrived (first)."""
    notes: Mapping[str, Any] = field(default_factory=dict)
    """What else should be kept with the take."""

    def quote(self) -> Quote:
        """By the dated price of the model."""
        price, unit = self.model.price_usd, self.model.unit.replace("_", " ")
        return Quote(Money(price * self.units), f"{self.basis} at {price} USD a {unit}")


class QueuedJob:
    """What is the same for all of them; a vendor adds the calls."""

    def __init__(self, provider: str, account: str, work: Work, downloads: Downloads) -> None:
        """Nothing is asked yet."""
        self._provider = provider
        self._account = account
        self._work = work
        self._downloads = downloads

    @property
    def account(self) -> str:
        """See ``RemoteJob.account``."""
        return self._account

    @property
    def deadlines(self) -> Deadlines:
        """Those of the model."""
        return self._work.model.deadlines

    def quote(self) -> Quote:
        """By the dated price of the model."""
        return self._work.quote()

    def collect(self, reply: Reply, folder: Path) -> Collected:
        """Load the result at once, as its link is dead after an hour, and bring it to the port."""
        content = dict(reply.content)
        url = content.pop("url", None)
        if not isinstance(url, str):
            raise PermanentProviderError("its reply names no result", provider=self._provider)
        with scratch_folder(folder.parent) as scratch:
            loaded = self._downloads.fetch(
                url,
                scratch / "arrival",
                kind=self._work.kind,
                provider=self._provider,
                made_at=_time(content.get("made_at")),
            )
            # ffmpeg tells some formats by the ending.
            source = loaded.path.rename(loaded.path.with_suffix(loaded.checked.format.suffix))
            with arriving(self._provider):
                record = self._work.finish(source, folder)
        cost = reply.cost if reply.cost is not None else self.quote().most
        notes = {**content, "sha256": loaded.sha256, **self._work.notes}
        return Collected(record.model_dump(mode="json"), cost, notes)


def told_cost(said: Any) -> Money | None:  # noqa: ANN401 - what a provider says
    """What a provider says that it bills, in USD; ``None`` if it is no amount."""
    try:
        amount = Decimal(str(said))
    except InvalidOperation:
        return None
    return Money(amount) if amount.is_finite() and amount >= 0 else None


def _time(text: Any) -> datetime | None:  # noqa: ANN401 - what a provider says
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
