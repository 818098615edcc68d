"""Tells tenants of failed runs."""

import dagster as dg

from manike.ids import ProjectId, TenantId
from manike.production.house import House
from manike.studio.models import Status

_PROBLEM_CHARS = 500


@dg.run_failure_sensor(
    default_status=dg.DefaultSensorStatus.RUNNING,
    minimum_interval_seconds=4,
    description="Writes a failed run's reason into its project, where its tenant sees it.",
)
def failed_runs(context: dg.RunFailureSensorContext, house: dg.ResourceParam[House]) -> None:
    """Close the project of a failed run, unless Dagster will retry the run by itself."""
    tags = context.dagster_run.tags
    if "tenant" not in tags or "project" not in tags or tags.get("dagster/will_retry") == "true":
        return
    project = ProjectId(TenantId(tags["tenant"]), tags["project"])
    if house.studio.exists(project):
        house.studio.advance(project, Status.FAILED, problem=_reason(context))


def _reason(context: dg.RunFailureSensorContext) -> str:
    for event in context.get_step_failure_events():
        error = event.step_failure_data.user_failure_data
        if error is not None and error.description:
            return error.description[:_PROBLEM_CHARS]
    return (context.failure_event.message or "The run failed.")[:_PROBLEM_CHARS]
