"""The reconciler and the requests' sensor beside other commands, canceled runs and bad rows."""

import dagster as dg
import pytest
from dagster._core.storage.tags import RUN_KEY_TAG

from manike.ids import ProjectId
from manike.production.plan import next_step
from manike.production.scripts import edit_script
from manike.script.preferences import Preferences
from manike.studio.models import Status
from manike_assets.definitions import defs
from resources.runs_underway import ATTEMPT_TAG
from sensors import reconciler as reconciler_module
from sensors.new_requests import new_requests
from sensors.reconciler import reconciler

OTHER = ProjectId.parse("globex/spring")
PREPARE = ("approved_script", "character_images", "music")


def runs(sensor, floor):
    context = dg.build_sensor_context(
        instance=floor.instance, definitions=defs, resources={"house": floor.house}
    )
    result = sensor(context)
    return [] if isinstance(result, dg.SkipReason) else result.run_requests


def ended(floor, request, status):
    """A run of this request that Dagster launched, and that came to this end."""
    return floor.instance.create_run_for_job(
        defs.resolve_job_def(request.job_name),
        tags={**request.tags, RUN_KEY_TAG: request.run_key},
        status=status,
    )


def problem(floor, project):
    row = floor.house.studio.project(project)
    return row.status, row.problem


@pytest.fixture
def prepared(floor, project):
    floor.begin("prepared")
    return floor


def test_what_is_asked_for_during_a_look_is_not_lost(floor, project, monkeypatch):
    floor.begin("film")

    def and_meanwhile(house, project, row):
        step = next_step(house, project, row)
        house.studio.regenerate(project, [("picture", "s002")])
        return step

    with monkeypatch.context() as patch:
        patch.setattr(reconciler_module, "next_step", and_meanwhile)
        runs(reconciler, floor)
    assert floor.house.studio.project(project).is_open
    assert "make_scenes" in [run.job_name for run in runs(reconciler, floor)]


def test_an_edit_that_is_taken_back_is_made_again(floor, project):
    used = set()

    def make_all():
        while wanted := [r for r in runs(reconciler, floor) if r.job_name != "rebuild_indexes"]:
            [run] = wanted
            assert run.run_key not in used
            used.add(run.run_key)
            if run.job_name == "prepare":
                floor.run(*PREPARE, key=project)
            elif run.job_name == "make_scenes":
                floor.run_scenes(project, 1, 2)
            else:
                floor.run("final_video", key=project)

    floor.begin("film")
    make_all()
    first = floor.house.approved(project)
    scene = first.scenes[1].model_copy(update={"narration": "It never comes home."})
    for wanted in (first.model_copy(update={"scenes": (first.scenes[0], scene)}), first):
        edit_script(floor.house, project, wanted, "ann")
        make_all()
        assert floor.house.studio.project(project).status == Status.DONE
        assert floor.house.approved(project) == wanted


def test_a_project_whose_run_was_canceled_comes_to_rest_and_can_be_retried(prepared, project):
    [run] = runs(reconciler, prepared)
    ended(prepared, run, dg.DagsterRunStatus.CANCELED)
    assert runs(reconciler, prepared) == []
    said = "Its run was canceled. To go on: manike project retry acme/spring"
    assert problem(prepared, project) == (Status.FAILED, said)
    prepared.house.studio.retry(project)
    [again] = runs(reconciler, prepared)
    assert again.run_key != run.run_key
    assert again.tags[ATTEMPT_TAG] == "1"


def test_a_request_whose_run_was_canceled_comes_to_rest_and_can_be_retried(floor, project):
    floor.submit(project)
    [run] = runs(new_requests, floor)
    ended(floor, run, dg.DagsterRunStatus.CANCELED)
    assert runs(new_requests, floor) == []
    assert problem(floor, project)[0] == Status.FAILED
    floor.house.studio.retry(project)
    assert [run.job_name for run in runs(reconciler, floor)] == ["write_and_prepare"]


def test_a_run_that_left_something_missing_is_said(prepared, project):
    [run] = runs(reconciler, prepared)
    ended(prepared, run, dg.DagsterRunStatus.SUCCESS)
    assert runs(reconciler, prepared) == []
    assert "something that it made is missing" in problem(prepared, project)[1]


@pytest.mark.parametrize("status", [dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.STARTED])
def test_what_is_launched_is_not_asked_for_again(floor, project, status):
    floor.submit(project)
    [run] = runs(new_requests, floor)
    ended(floor, run, status)
    assert runs(new_requests, floor) == []
    assert problem(floor, project) == (Status.REQUESTED, "")


def test_a_run_that_was_never_queued_is_asked_for_again(floor, project):
    floor.submit(project)
    [run] = runs(new_requests, floor)
    ended(floor, run, dg.DagsterRunStatus.NOT_STARTED)
    assert [again.run_key for again in runs(new_requests, floor)] == [run.run_key]


def test_a_project_with_a_run_under_way_is_left_alone(prepared, project):
    tags = {"tenant": "acme", "project": "spring"}
    prepared.instance.create_run_for_job(
        defs.resolve_job_def("make_scenes"), tags=tags, status=dg.DagsterRunStatus.STARTED
    )
    assert runs(reconciler, prepared) == []


def test_an_index_run_is_asked_for_once(floor, project):
    floor.begin("film")
    [run] = runs(reconciler, floor)
    assert run.job_name == "rebuild_indexes"
    ended(floor, run, dg.DagsterRunStatus.STARTED)
    assert runs(reconciler, floor) == []


def spoil_preferences(floor, project):
    with floor.house.studio.database.transaction() as session:
        session.connection().exec_driver_sql(
            f"UPDATE prompt SET preferences = '{{\"seed\": -1}}' WHERE tenant = '{project.tenant}'"
        )


def test_a_request_that_can_not_be_read_stops_no_other(floor, project):
    for each in (project, OTHER):
        floor.house.studio.submit(each, "A lake.", Preferences())
    spoil_preferences(floor, project)
    assert [run.partition_key for run in runs(new_requests, floor)] == [str(OTHER)]
    status, said = problem(floor, project)
    assert status == Status.FAILED
    assert "The prompt of acme/spring in the studio database can't be read" in said


def test_a_project_that_can_not_be_read_stops_no_other(prepared, project):
    prepared.submit(OTHER)
    prepared.run("script", *PREPARE, key=OTHER)
    spoil_preferences(prepared, project)
    [run] = runs(reconciler, prepared)
    assert run.tags["dagster/asset_partition_range_start"] == "globex/spring|s001"
    assert "The prompt of acme/spring" in problem(prepared, project)[1]


def test_a_project_that_breaks_the_planner_stops_no_other(prepared, project, monkeypatch):
    prepared.submit(OTHER)
    prepared.run("script", *PREPARE, key=OTHER)

    def breaks(house, wanted, row):
        if wanted == project:
            raise KeyError("Mira")
        return next_step(house, wanted, row)

    monkeypatch.setattr(reconciler_module, "next_step", breaks)
    assert len(runs(reconciler, prepared)) == 1
    assert problem(prepared, project) == (Status.FAILED, "It can't be planned: KeyError: 'Mira'")
