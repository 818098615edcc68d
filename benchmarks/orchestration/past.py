"""Fills an installation with what finished films leave behind.

One film is made with fake providers through the real sensors and the real queue; what it left in
both databases is then copied. Assumed: every film was made as that one was, in three runs and one
of the tenant's index; nothing was purged, as Dagster keeps runs for ever; films are spread evenly
over the tenants. Copied: projects, prompts, requests, scripts, approvals, partition keys, runs and
their tags. Not copied: takes, and the events of runs, which no tick of a sensor reads.
"""

from collections.abc import Mapping

from dagster._core.storage.runs.schema import RunsTable, RunTagsTable
from sqlalchemy import Connection, String, Table, text
from sqlmodel import AutoString, SQLModel

from benchmarks.orchestration.floor import Floor
from manike.ids import ProjectId
from manike.script.preferences import Aspect, Preferences, Resolution
from manike.studio.models import Status
from manike_assets.partitions import PROJECTS, TENANTS

TENANTS_COUNT = 20
FIRST = ProjectId.parse("first-tenant/first-film")
_CHUNK = 5_000
_STUDIO_TABLES = ("tenant", "project", "prompt", "request", "script_revision", "approval")
_COUNTER = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {count})"


def fill(floor: Floor, film_count: int) -> None:
    """Make one film, then copy what it left until there are ``film_count`` more."""
    make_one_film(floor, FIRST)
    with floor.house.studio.database.transaction() as session:
        connection = session.connection()
        for name in _STUDIO_TABLES:
            count = TENANTS_COUNT if name == "tenant" else film_count
            _copy(connection, SQLModel.metadata.tables[name], count, {})
    with floor.instance.run_storage.connect() as connection:
        run = {"run_id": "run_id || '-' || i"}
        body = "replace({}, run_id, run_id || '-' || i)"
        _copy(connection, RunsTable, film_count, run | {"run_body": body})
        _copy(connection, RunTagsTable, film_count, run)
    tenants = [f"tenant-{number}" for number in range(TENANTS_COUNT)]
    floor.instance.add_dynamic_partitions(TENANTS.name or "", tenants)
    for at in range(0, film_count, _CHUNK):
        some = range(at, min(at + _CHUNK, film_count))
        keys = [f"tenant-{number % TENANTS_COUNT}/done-{number}" for number in some]
        floor.instance.add_dynamic_partitions(PROJECTS.name or "", keys)


def make_one_film(floor: Floor, project: ProjectId) -> None:
    """From the prompt to the film and the index, as sensors and queue do it."""
    small = Preferences(duration_s=10, aspect=Aspect.SQUARE, resolution=Resolution.HD)
    floor.house.studio.submit(project, "A boat leaves at dawn. It comes home at night.", small)
    while floor.house.studio.project(project).status != Status.DONE:
        floor.work()
    floor.work()  # the index


def _copy(connection: Connection, table: Table, count: int, shaped: Mapping[str, str]) -> None:
    """Copy all rows of a table ``count`` times, under other names of tenant and project.

    Args:
        connection: in a transaction.
        table: its generated id is left to the database.
        count: copies of each row.
        shaped: SQL of further columns that differ in each copy; ``{}`` stands for the names' SQL.
    """
    columns = [column for column in table.columns if column.name != "id"]
    values = ", ".join(
        shaped.get(column.name, "{}").format(
            _renamed(column.name)
            if isinstance(column.type, String | AutoString)
            else f'"{column.name}"'
        )
        for column in columns
    )
    names = ", ".join(f'"{column.name}"' for column in columns)
    counter = _COUNTER.format(count=count)
    connection.execute(
        text(
            f'INSERT INTO "{table.name}" ({names}) {counter} SELECT {values} FROM "{table.name}", n'
        )
    )


def _renamed(column: str) -> str:
    """SQL of a text that names the n-th tenant and project instead of the first."""
    tenant = f"replace(\"{column}\", '{FIRST.tenant}', 'tenant-' || (i % {TENANTS_COUNT}))"
    return f"replace({tenant}, '{FIRST.slug}', 'done-' || i)"
