"""One worker: makes one take through the real door, or dies on the way."""

import json
from pathlib import Path

from benchmarks.providers.boundaries import Boundaries
from benchmarks.providers.cases import CASES, Given
from manike.errors import UnknownOutcomeError
from manike.generation.courier import Errand
from manike.ids import ProjectId
from manike.production.opening import open_house
from manike.settings import Settings
from manike.testing.fakes import fake_providers

PROJECT = ProjectId.parse("acme/spring")
LOG, REPORT = "boundaries.txt", "report.json"


def settings_of(home: Path) -> Settings:
    """An installation below this folder, on SQLite."""
    return Settings(home, f"sqlite:///{home / 'studio.db'}", 3000)


def work(style: str, url: str, webhook_url: str, home: Path, die_at: str) -> None:
    """Make the take of a style; what came of it is written to ``REPORT`` in the home folder.

    Args:
        style: of a case.
        url: the stand-in's.
        webhook_url: of who hears webhooks; empty for nobody.
        home: the installation's folder.
        die_at: at which boundary this process is killed; empty for none.
    """
    case = next(case for case in CASES if case.style == style)
    offer = case.offer(Given(url, webhook_url, home))
    Boundaries(home / LOG, die_at).watch(offer.job)
    with open_house(settings_of(home), fake_providers(), worker_count=0) as house:
        try:
            take = house.door.obtain(Errand(PROJECT, "bench"), [offer])
        except UnknownOutcomeError:
            told = {"unknown": True}
        else:
            told = {"files": dict(take.files), "cost": str(take.cost), "made": take.was_made}
    (home / REPORT).write_text(json.dumps(told), encoding="utf-8")
