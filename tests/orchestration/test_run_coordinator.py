from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest
from dagster import DagsterRun, DagsterRunStatus, RunsFilter
from dagster._core.remote_origin import (
    GrpcServerCodeLocationOrigin,
    RemoteJobOrigin,
    RemoteRepositoryOrigin,
)
from dagster._core.run_coordinator import SubmitRunContext
from dagster._daemon.run_coordinator.queued_run_coordinator_daemon import QueuedRunCoordinatorDaemon

from resources.dagster_home import open_instance, prepare
from resources.run_coordinator import owner_tags

ORIGIN = RemoteJobOrigin(
    RemoteRepositoryOrigin(GrpcServerCodeLocationOrigin(host="localhost", port=1), "repository"),
    "film",
)


@dg.job(name="film")
def film_job() -> None:
    pass


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepare(tmp_path_factory.mktemp("home") / "dagster")


@pytest.fixture
def instance(home: Path) -> Iterator[dg.DagsterInstance]:
    with open_instance(home) as opened:
        opened.wipe()
        yield opened


def submit(instance: dg.DagsterInstance, partition: str, **tags: str) -> DagsterRun:
    run = instance.create_run_for_job(
        film_job, tags={"dagster/partition": partition, **tags}, remote_job_origin=ORIGIN
    )
    return instance.run_coordinator.submit_run(SubmitRunContext(run, workspace=None))


def launch_next(instance: dg.DagsterInstance) -> list[str]:
    """Start what the daemon would start now; the tenants of the runs, in order."""
    daemon = QueuedRunCoordinatorDaemon(interval_seconds=1)
    chosen = daemon._get_runs_to_dequeue(
        instance, instance.get_concurrency_config(), fixed_iteration_time=None
    )
    for run in chosen:
        instance.report_run_canceling(run)  # takes up a slot, as a started run does
    return [run.tags["tenant"] for run in chosen]


def finish_one(instance: dg.DagsterInstance, tenant: str) -> None:
    filters = RunsFilter(statuses=[DagsterRunStatus.CANCELING], tags={"tenant": tenant})
    instance.report_run_canceled(instance.get_runs(filters, ascending=True, limit=1)[0])


def run_with(**tags: str) -> DagsterRun:
    return DagsterRun(job_name="film", tags=tags)


def test_partition_key_gives_tenant_and_project() -> None:
    assert owner_tags(run_with(**{"dagster/partition": "acme/p1"})) == {
        "tenant": "acme",
        "project": "p1",
    }


def test_scene_range_gives_tenant_and_project() -> None:
    run = run_with(**{"dagster/asset_partition_range_start": "acme/p1|s002"})
    assert owner_tags(run) == {"tenant": "acme", "project": "p1"}


def test_tenant_partition_gives_the_tenant_alone() -> None:
    assert owner_tags(run_with(**{"dagster/partition": "acme"})) == {"tenant": "acme"}


@pytest.mark.parametrize("key", ["", "Acme/p1", "acme/../p1", "a b", "acme/p1/extra"])
def test_a_key_of_no_project_gets_no_owner(key: str) -> None:
    assert owner_tags(run_with(**{"dagster/partition": key})) == {}


def test_submitted_run_is_queued_with_its_tags(instance: dg.DagsterInstance) -> None:
    run = submit(instance, "acme/p1")
    stored = instance.get_run_by_id(run.run_id)
    assert stored is not None
    assert stored.status == DagsterRunStatus.QUEUED
    assert (stored.tags["tenant"], stored.tags["project"]) == ("acme", "p1")
    assert stored.tags["dagster/priority"] == "0"


def test_a_forged_tenant_tag_is_overwritten(instance: dg.DagsterInstance) -> None:
    run = submit(instance, "acme/p1", tenant="globex", project="theirs")
    assert (run.tags["tenant"], run.tags["project"]) == ("acme", "p1")


def test_priority_is_minus_the_open_runs(instance: dg.DagsterInstance) -> None:
    runs = [submit(instance, f"acme/p{number}") for number in range(4)]
    assert [run.tags["dagster/priority"] for run in runs] == ["0", "-1", "-2", "-3"]
    assert submit(instance, "globex/p1").tags["dagster/priority"] == "0"


def test_a_priority_already_set_is_kept(instance: dg.DagsterInstance) -> None:
    submit(instance, "acme/p1")
    urgent = submit(instance, "acme/p2", **{"dagster/priority": "10"})
    assert urgent.tags["dagster/priority"] == "10"


def test_a_run_without_partition_is_queued_untagged(instance: dg.DagsterInstance) -> None:
    run = instance.create_run_for_job(film_job, remote_job_origin=ORIGIN)
    queued = instance.run_coordinator.submit_run(SubmitRunContext(run, workspace=None))
    assert queued.status == DagsterRunStatus.QUEUED
    assert "tenant" not in queued.tags


def test_one_waits_for_at_most_two_of_sixty(instance: dg.DagsterInstance) -> None:
    for number in range(60):
        submit(instance, f"acme/p{number}")
    started = launch_next(instance)
    submit(instance, "globex/p1")
    while "globex" not in started:
        started += launch_next(instance)
        finish_one(instance, "acme")
    assert started.index("globex") <= 2


def test_a_newcomer_is_next_when_all_slots_are_taken(instance: dg.DagsterInstance) -> None:
    for number in range(20):
        submit(instance, f"acme/p{number}")
        submit(instance, f"initech/p{number}")
    assert launch_next(instance) == ["acme", "initech", "acme", "initech"]
    submit(instance, "globex/p1")
    finish_one(instance, "acme")
    assert launch_next(instance) == ["globex"]


def test_no_tenant_takes_more_than_two_slots(instance: dg.DagsterInstance) -> None:
    for number in range(5):
        submit(instance, f"acme/p{number}")
    assert launch_next(instance) == ["acme", "acme"]
    assert launch_next(instance) == []
