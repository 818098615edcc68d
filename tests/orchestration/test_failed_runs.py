import dagster as dg
import pytest

from manike.errors import PermanentProviderError
from manike.studio.models import Status
from manike_assets.definitions import defs
from manike_assets.failures import RETRIES
from resources.runs_underway import ATTEMPT_TAG
from sensors.failures import failed_runs


def hear(floor, project, result, tags=()):
    """Let the sensor see the failure of a run, as the daemon does."""
    owner = {"tenant": project.tenant.slug, "project": project.slug}
    floor.instance.add_run_tags(result.run_id, owner | dict(tags))
    failed_runs(
        dg.build_run_status_sensor_context(
            sensor_name="failed_runs",
            dagster_event=[e for e in result.all_events if e.is_failure and not e.is_step_event][
                -1
            ],
            dagster_instance=floor.instance,
            dagster_run=floor.instance.get_run_by_id(result.run_id),
            resources={"house": floor.house},
        ).for_run_failure()
    )
    row = floor.house.studio.project(project)
    return row.status, row.problem


@pytest.fixture
def refused(floor, project):
    """A run that failed, as its writer refused."""
    floor.submit(project)
    error = PermanentProviderError("refused", provider="fake")
    floor.house.providers.text.faults.add(floor.house.studio.prompt(project)[0], error)
    return floor.run("script", key=project)


def test_a_failed_run_closes_its_project_with_the_reason(floor, project, refused):
    assert hear(floor, project, refused) == (Status.FAILED, "fake: refused")
    assert floor.house.studio.open_requests() == []


def test_the_reason_of_an_unforeseen_error_is_told(floor, project, monkeypatch):
    floor.submit(project)

    def broken(request):
        raise RuntimeError("out of ink")

    monkeypatch.setattr(floor.house.providers.text, "write_script", broken)
    result = floor.run("script", key=project)
    assert hear(floor, project, result) == (Status.FAILED, "out of ink")


def test_the_reason_that_a_check_gave_is_kept(floor, project):
    floor.begin("prepared")
    floor.house.providers.transcriber.heard = "something else entirely is said here"
    result = floor.run_scenes(project, 1, 2)
    status, problem = hear(floor, project, result)
    assert status == Status.FAILED
    assert problem.startswith("s001: ")
    assert "of the words are heard otherwise" in problem


@pytest.mark.parametrize("tags", [{}, {ATTEMPT_TAG: "0"}], ids=["by hand", "by a sensor"])
def test_an_old_failure_leaves_a_retried_project_open(floor, project, refused, tags):
    request = floor.house.studio.retry(project)
    status, problem = hear(floor, project, refused, tags)
    assert (status, problem) == (Status.PREPARING, "")
    assert request in {each.id for each in floor.house.studio.open_requests()}


def test_a_failure_of_this_attempt_closes_a_retried_project(floor, project, refused):
    floor.house.studio.retry(project)
    assert hear(floor, project, refused, {ATTEMPT_TAG: "1"})[0] == Status.FAILED


@pytest.mark.parametrize(
    "tags", [{"dagster/will_retry": "true"}, {"project": "autumn"}], ids=["retried", "unknown"]
)
def test_other_failures_close_nothing(floor, project, refused, tags):
    assert hear(floor, project, refused, tags)[0] == Status.WRITING


@pytest.mark.parametrize("job", ["rebuild_indexes", "refresh_songs", "analyse_footage"])
def test_of_a_tenant_s_jobs_dagster_tries_steps_again_and_a_whole_run_where_it_crashed(job):
    definition = defs.resolve_job_def(job)
    assert "dagster/retry_on_asset_or_op_failure" not in definition.tags
    assets = {key.to_user_string() for key in definition.asset_layer.executable_asset_keys}
    steps = [node for node in definition.nodes if node.name in assets]
    assert len(steps) == len(assets)
    assert {node.definition.retry_policy for node in steps} == {RETRIES}
