"""Tells tenants of failed runs."""

import dagster as dg

from manike.ids import ProjectId, TenantId
from manike.production.house import House
from manike.studio.models import Project, Status
from manike_assets.failures import failure_reason
from resources.runs_underway import ATTEMPT_TAG

_PROBLEM_CHARS = 500


@dg.run_failure_sensor(
    default_status=dg.DefaultSensorStatus.RUNNING,
    minimum_interval_seconds=4,
    description="Writes a failed run's reason into its project, where its tenant sees it.",
)
def failed_runs(context: dg.RunFailureSensorContext, house: dg.ResourceParam[House]) -> None:
    """Close the project of a failed run, unless Dagster will retry the run by itself.

    A project that a check has closed already keeps that reason. What was asked for since the run
    is not touched by its failure.
    """
    tags = context.dagster_run.tags
    if "tenant" not in tags or "project" not in tags or tags.get("dagster/will_retry") == "true":
        return
    project = ProjectId(TenantId(tags["tenant"]), tags["project"])
    if not house.studio.exists(project):
        return
    row = house.studio.project(project)
    if row.status != Status.FAILED and _is_of_now(context, row):
        house.studio.advance(project, Status.FAILED, problem=_reason(context), planned_from=row)


def _is_of_now(context: dg.RunFailureSensorContext, row: Project) -> bool:
    """Whether nothing was asked of the project since the run; a run by hand bears no attempt."""
    attempt = context.dagster_run.tags.get(ATTEMPT_TAG)
    if attempt is not None:
        return attempt == str(row.attempt)
    record = context.instance.get_run_record_by_id(context.dagster_run.run_id)
    ended_s = record.end_time if record is not None else None
    return ended_s is None or row.updated_at.timestamp() <= ended_s


def _reason(context: dg.RunFailureSensorContext) -> str:
    said = [failure_reason(event) for event in context.get_step_failure_events()]
    reason = next(filter(None, said), "") or context.failure_event.message or "The run failed."
    return reason[:_PROBLEM_CHARS]
