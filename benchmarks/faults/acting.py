"""One failure with one adapter: through the real door, with somebody who is asked next."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from benchmarks.faults.asking import Adapter
from manike.errors import ManikeError
from manike.generation.courier import Errand
from manike.generation.door import MadeHere, MadeThere
from manike.generation.fingerprint import Generation, Job
from manike.ids import ProjectId
from manike.production.house import House
from manike.production.opening import open_house
from manike.production.provider_plans.providers import Roster
from manike.script.preferences import Preferences
from manike.settings import Settings
from manike.studio.ledger.report import totals_of
from manike.testing.clock import StoppedClock
from manike.testing.fakes import fake_providers
from manike.testing.standin.failures import Failure
from manike.testing.standin.running import Standin

PROJECT = ProjectId.parse("acme/spring")
FILES = "files"
"""The stand-in's vendor of downloads."""
_HANG_S = 0.2
_HANGS = ("hang", "hang_billed")


@dataclass(frozen=True, slots=True)
class Cell:
    """What became of a failure."""

    adapter: str
    failure: str
    by: str
    """Who made the take in the end: the adapter, ``next``, or nobody."""
    error: str
    """Kind of the error that the adapter gave up with; empty if it did not."""
    said: str
    calls: int
    """Submissions, looks and downloads that reached the vendor."""
    waited_s: float
    """By the clock of the studio, that nobody had to sit through."""
    billed: Decimal
    """By the stand-in's books."""
    settled: Decimal
    """By the ledger."""
    held: Decimal
    """Set aside until somebody finds out."""

    @property
    def agrees(self) -> bool:
        """Whether the ledger says what was billed, or keeps it set aside."""
        return self.settled == self.billed or (self.held > 0 and self.is_covered)

    @property
    def is_covered(self) -> bool:
        """Whether no bill comes as a surprise: more may be settled than was billed, never less."""
        return self.billed <= self.settled + self.held


def act(standin: Standin, adapter: Adapter, failure: Failure | None) -> Cell:
    """Order the failure for the first submission, or download, and have a take made."""
    standin.reset()
    if failure is not None:
        vendor, route = (
            (FILES, "*") if FILES in failure.vendors else (adapter.vendor, adapter.route)
        )
        seconds = {"seconds": _HANG_S} if failure.order.kind in _HANGS else {}
        order = {"vendor": vendor, "route": route, "nth": (1,), **seconds}
        standin.world.faults.order(failure.order.model_copy(update=order))
    clock = StoppedClock()
    with _house(clock) as house:
        house.studio.submit(PROJECT, "A boat.", Preferences())
        kind, provider = adapter.kind, adapter.provider
        generation = Generation(kind, provider.name, provider.model, {})
        offers = [MadeThere(generation, adapter.job(house)), _next(kind)]
        try:
            take = house.door.obtain(Errand(PROJECT, "bench"), offers)
        except ManikeError as given_up:
            by, error, said = "nobody", type(given_up).__name__, str(given_up)
        else:
            tried = take.notes.get("tried", [])
            by = "next" if take.provider == "next" else adapter.vendor
            error, _, said = tried[0]["error"].partition(": ") if tried else ("", "", "")
        sums = totals_of(house.ledger.costs(PROJECT))
    return Cell(
        adapter=adapter.name,
        failure=failure.name if failure else "none",
        by=by,
        error=error,
        said=said,
        calls=len(standin.calls()),
        waited_s=round(sum(clock.slept_s), 1),
        billed=sum((bill.amount for bill in standin.bills()), Decimal(0)),
        settled=sum((line.settled for line in sums), Decimal(0)),
        held=sum((line.held for line in sums), Decimal(0)),
    )


def billed_route(standin: Standin, vendor: str) -> str:
    """What the stand-in's books name the call that was paid for last."""
    return standin.bills(vendor)[-1].route


@contextmanager
def _house(clock: StoppedClock) -> Iterator[House]:
    with tempfile.TemporaryDirectory(prefix="manike-faults-") as folder:
        home = Path(folder)
        settings = Settings(home, f"sqlite:///{home / 'studio.db'}", 3000)
        with open_house(
            settings, fake_providers(), roster=Roster(), clock=clock, worker_count=0
        ) as house:
            yield house


def _next(kind: Job) -> MadeHere:
    def produce(folder: Path) -> dict[str, str]:
        (folder / "made.txt").write_text("made by the next one")
        return {}

    return MadeHere(Generation(kind, "next", "next-1", {}), produce)
