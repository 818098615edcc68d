"""A command that makes a film itself, beside the studio and other commands."""

import dagster as dg
import pytest

from jobs.in_process import InProcess, RunFailedError
from manike.errors import BadInputError, ConflictError, PermanentProviderError
from manike.production.plan import StepKind
from manike.studio.models import Status
from manike.studio.owners import owner_name
from manike_assets.definitions import defs
from resources.runs_underway import OWNER_TAG


@pytest.fixture
def produce(floor, project):
    steps = []

    def produce():
        InProcess(floor.instance, floor.house).produce(project, owner_name(), steps.append)
        return steps

    return produce


def underway(floor, **tags):
    return floor.instance.create_run_for_job(
        defs.resolve_job_def("write_and_prepare"),
        tags={"tenant": "acme", "project": "spring", **tags},
        status=dg.DagsterRunStatus.STARTED,
    )


def refuse(floor):
    refusal = PermanentProviderError("the prompt is refused", provider="fake")
    floor.house.providers.text.faults.add("A boat leaves at dawn. It comes home at night.", refusal)


def test_a_film_that_the_studio_makes_is_refused(floor, project, produce):
    floor.submit(project)
    underway(floor)
    with pytest.raises(ConflictError, match="The studio is making acme/spring"):
        produce()
    assert floor.house.studio.project(project).status == Status.REQUESTED


def test_the_run_of_a_killed_command_is_no_hindrance(floor, project, produce):
    floor.submit(project)
    host, _pid, _started, thread = owner_name().rsplit(":", 3)
    run = underway(floor, **{OWNER_TAG: f"{host}:4194303:1:{thread}"})
    refuse(floor)
    with pytest.raises(RunFailedError):
        produce()
    assert floor.instance.get_run_by_id(run.run_id).status is dg.DagsterRunStatus.CANCELED


def test_a_film_that_another_command_makes_is_refused(floor, project, produce):
    floor.submit(project)
    floor.house.studio.lease(project, owner_name(lambda: 1))
    with pytest.raises(ConflictError, match="another command"):
        produce()


def test_a_failed_command_leaves_its_reason_with_the_project(floor, project, produce):
    floor.submit(project)
    refuse(floor)
    with pytest.raises(RunFailedError, match="the prompt is refused"):
        produce()
    row = floor.house.studio.project(project)
    assert (row.status, row.problem) == (Status.FAILED, "fake: the prompt is refused")


def test_an_archived_project_is_refused(floor, project, produce):
    floor.submit(project)
    floor.house.studio.archive(project)
    with pytest.raises(BadInputError, match="archived"):
        produce()


def test_what_is_asked_for_meanwhile_is_made_too(floor, project, produce, monkeypatch):
    floor.begin("film")
    studio, asked = floor.house.studio, []
    advance = studio.advance

    def and_meanwhile(key, status, **how):
        if status is Status.DONE and not asked:
            asked.append(studio.regenerate(project, [("picture", "s002")]))
        return advance(key, status, **how)

    monkeypatch.setattr(studio, "advance", and_meanwhile)
    assert produce() == [StepKind.DONE, StepKind.SCENES, StepKind.DONE]


def test_ctrl_c_in_a_step_ends_the_command_and_leaves_the_project_open(floor, project, produce):
    floor.submit(project)
    faults = floor.house.providers.text.faults
    faults.add("A boat leaves at dawn. It comes home at night.", KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        produce()
    assert floor.house.studio.project(project).status != Status.FAILED
    assert produce()[-1] is StepKind.DONE


@pytest.mark.parametrize(
    "look",
    [
        "manike_assets.checks.script.inspect_script",
        "manike_assets.checking.judge_scene",
        "manike_assets.checks.film.judge_film",
    ],
)
def test_ctrl_c_in_a_check_leaves_the_project_open_too(floor, project, produce, monkeypatch, look):
    def stopped(*_):
        raise dg.DagsterExecutionInterruptedError

    floor.submit(project)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(look, stopped)
        with pytest.raises(KeyboardInterrupt):
            produce()
    assert floor.house.studio.project(project).status != Status.FAILED
    assert produce()[-1] is StepKind.DONE
