"""Kills a worker at one place, lets another one go on, and compares the books."""

import json
import os
import shutil
import signal
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from benchmarks.providers.books import StandinBooks, held_in
from benchmarks.providers.cases import Case
from benchmarks.providers.hearing import Hearing
from benchmarks.providers.worker import LOG, PROJECT, REPORT, settings_of, work
from manike.generation.resolution import Billed, NotMade, Resolutions
from manike.money import Money
from manike.production.opening import open_house
from manike.script.preferences import Preferences
from manike.testing.fakes import fake_providers

IN_FLIGHT_S = 15.0
"""How long an answer is held back while its worker is killed."""
_WORKER_S = 120
_PAUSE_S = 0.02

# Workers are forked from a process that has everything imported and nothing open: 0.1 s, not 4 s.
_FORKS = get_context("forkserver")
_FORKS.set_forkserver_preload(
    [
        "benchmarks.providers.worker",
        "cv2",
        "genai_prices.data",
        "openai.resources.images",
        "replicate",
        "resources.openai_images",
        "resources.replicate_media",
        "resources.runware_media",
    ]
)


@dataclass(frozen=True, slots=True)
class Kill:
    """One worker killed, and what it came to."""

    style: str
    place: str
    """Where it died; empty if it lived."""
    submissions: int
    """New work that the provider saw; more than one is an orphan there."""
    bills: int
    billed_usd: Decimal
    ledger_usd: Decimal
    takes: int
    loose_ends: int
    is_same: bool
    """The result has the hashes of one that was made without a kill."""
    asked_person: bool = False
    was_lost: bool = False
    """Billed, and only a person could tell; nothing was submitted again."""

    @property
    def is_right(self) -> bool:
        """Submitted and billed once, in both books alike, with nothing left over."""
        is_there = self.takes == 0 if self.was_lost else self.takes == 1 and self.is_same
        books = self.submissions == self.bills == 1 and self.billed_usd == self.ledger_usd
        return books and is_there and self.loose_ends == 0


@dataclass(frozen=True)
class Range:
    """Where kills take place: a stand-in, a folder, and an installation to copy."""

    books: StandinBooks
    folder: Path
    hearing: Hearing | None = None
    """Who hears webhooks."""
    _numbers: Iterator[int] = field(default_factory=lambda: iter(range(1, 1_000_000)))

    def prepare(self) -> None:
        """Make the installation that all are copies of."""
        with open_house(settings_of(self._model), fake_providers(), worker_count=0) as house:
            house.studio.submit(PROJECT, "A girl at a lake.", Preferences())

    def boundaries(self, case: Case) -> tuple[list[str], dict[str, str]]:
        """All boundaries of a generation that nobody kills, and the files that it makes."""
        home = self._fresh()
        self._worker(case, home)
        return (home / LOG).read_text().splitlines(), _report(home)["files"]

    def killed_at(self, case: Case, place: str, files: dict[str, str]) -> Kill:
        """Kill a worker at a boundary; one that never comes there lives."""
        home = self._fresh()
        self._worker(case, home, place)
        passed = (home / LOG).read_text().splitlines()
        return self._gone_on(case, home, place if passed[-1] == place else "", files)

    def killed_in_flight(self, case: Case, vendor: str, route: str, files: dict[str, str]) -> Kill:
        """Kill a worker while the provider's answer to a call is under way."""
        home = self._fresh()
        self.books.delay(vendor, route, IN_FLIGHT_S)
        worker = self._started(case, home)
        # What has arrived is worked on to its end, whoever asked for it.
        while worker.is_alive() and not self.books.arrived(vendor, route):
            worker.join(_PAUSE_S)
        if worker.pid is not None:
            os.kill(worker.pid, signal.SIGKILL)
        worker.join()
        self.books.clear_faults()
        return self._gone_on(case, home, f"in flight: {vendor} {route}", files)

    def _gone_on(self, case: Case, home: Path, place: str, files: dict[str, str]) -> Kill:
        self._worker(case, home)
        report, asked_person = _report(home), False
        if report.get("unknown") and case.needs_person:
            asked_person = True
            if self._told_by_person(case, home):
                self._worker(case, home)
                report = _report(home)
        held, (bills, billed) = held_in(home), self.books.billed(case.vendor)
        return Kill(
            style=case.style,
            place=place,
            submissions=self.books.submissions(case.vendor, case.submit_route),
            bills=bills,
            billed_usd=billed,
            ledger_usd=held.billed,
            takes=held.takes,
            loose_ends=held.loose_ends,
            is_same=report.get("files") == files,
            asked_person=asked_person,
            was_lost=bool(report.get("unknown")),
        )

    def _told_by_person(self, case: Case, home: Path) -> bool:
        """Say what the provider's page shows; whether it may be asked for again."""
        bills, billed = self.books.billed(case.vendor)
        with open_house(settings_of(home), fake_providers(), worker_count=0) as house:
            desk = Resolutions(house.ledger)
            [attempt] = desk.open_ones()
            finding = Billed(Money(billed)) if bills else NotMade()
            desk.resolve(attempt.id, finding, by="bench", why="the stand-in's bills")
        return not bills

    @property
    def _model(self) -> Path:
        return self.folder / "model"

    def _fresh(self) -> Path:
        """A new installation, and a stand-in that knows of nothing."""
        self.books.reset()
        home = self.folder / f"home-{next(self._numbers)}"
        shutil.copytree(self._model, home)
        return home

    def _worker(self, case: Case, home: Path, die_at: str = "") -> None:
        worker = self._started(case, home, die_at)
        worker.join(_WORKER_S)
        if worker.is_alive():
            worker.kill()
            raise TimeoutError(f"{case.style}: a worker did not end within {_WORKER_S} s")
        if worker.exitcode not in (0, -signal.SIGKILL):
            raise ChildProcessError(f"{case.style}: a worker ended with {worker.exitcode}")

    def _started(self, case: Case, home: Path, die_at: str = "") -> BaseProcess:
        (home / LOG).unlink(missing_ok=True)
        (home / REPORT).unlink(missing_ok=True)
        webhook_url = ""
        if self.hearing and case.has_webhook:
            self.hearing.home, webhook_url = home, self.hearing.url(case.vendor)
        worker = _FORKS.Process(
            target=work, args=(case.style, self.books.url, webhook_url, home, die_at)
        )
        worker.start()
        return worker


def _report(home: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((home / REPORT).read_text(encoding="utf-8"))
    return found
