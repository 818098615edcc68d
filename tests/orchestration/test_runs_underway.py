import os
import subprocess

import dagster as dg
import pytest
from dagster import DagsterRunStatus

from manike.ids import ProjectId
from manike.studio.owners import owner_name
from manike_assets.archive import forget_partitions
from manike_assets.partitions import PROJECTS, SCENES, scene_key
from resources.runs_underway import OWNER_TAG, projects_underway, runs_underway


@dg.job(name="film")
def film_job() -> None:
    pass


def started(instance: dg.DagsterInstance, owner: str, project: str = "spring") -> dg.DagsterRun:
    tags = {"tenant": "acme", "project": project} | ({OWNER_TAG: owner} if owner else {})
    return instance.create_run_for_job(film_job, tags=tags, status=DagsterRunStatus.STARTED)


def name_of_a_dead_command() -> str:
    """As a command had it that is killed by now."""
    host, pid, began, thread = owner_name().rsplit(":", 3)
    with subprocess.Popen(["/bin/true"]) as ended:
        assert int(pid) == os.getpid() != ended.pid
    return f"{host}:{ended.pid}:{began}:{thread}"


def test_the_run_of_a_dead_command_is_canceled(instance: dg.DagsterInstance) -> None:
    dead = started(instance, name_of_a_dead_command())
    assert runs_underway(instance) == []
    assert instance.get_run_by_id(dead.run_id).status == DagsterRunStatus.CANCELED


@pytest.mark.parametrize("owner", [owner_name(), ""], ids=["command", "studio"])
def test_the_run_of_a_living_worker_goes_on(instance: dg.DagsterInstance, owner: str) -> None:
    living = started(instance, owner)
    assert [run.run_id for run in runs_underway(instance)] == [living.run_id]
    assert projects_underway(instance) == {("acme", "spring")}
    assert instance.get_run_by_id(living.run_id).status == DagsterRunStatus.STARTED


def test_an_archived_project_leaves_dagster_with_its_scenes(instance: dg.DagsterInstance) -> None:
    instance.add_dynamic_partitions(PROJECTS.name, ["acme/spring", "acme/autumn"])
    forget_partitions(instance, ProjectId.parse("acme/spring"))
    assert instance.get_dynamic_partitions(PROJECTS.name) == ["acme/autumn"]
    with dg.partition_loading_context(dynamic_partitions_store=instance):
        assert not SCENES.has_partition_key(scene_key(ProjectId.parse("acme/spring"), 1))
        assert SCENES.has_partition_key(scene_key(ProjectId.parse("acme/autumn"), 1))
