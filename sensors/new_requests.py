"""Turns requests for a film into partitions and runs."""

from functools import partial

import dagster as dg

from jobs.production import draft_script, write_and_prepare
from manike.errors import MachineError, ManikeError
from manike.ids import ProjectId
from manike.production.house import House
from manike.studio.models import Project, RequestKind, Status
from manike.studio.requests import OpenRequest
from manike_assets.partitions import PROJECTS, TENANTS
from resources.runs_underway import ATTEMPT_TAG
from sensors.launched import is_wanted
from sensors.watching import watch


@dg.sensor(
    jobs=[draft_script, write_and_prepare],
    minimum_interval_seconds=1,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Turns each new request into a partition and a run, once.",
)
def new_requests(
    context: dg.SensorEvaluationContext, house: dg.ResourceParam[House]
) -> dg.SensorResult | dg.SkipReason:
    """One run per request; the request's number is the run key, so a tick may repeat.

    A request stays open until its run has written the script. Whatever dies in between, the next
    tick asks for the same run key, and Dagster launches a run key once.
    """
    return watch(context, partial(_look, context, house))


def _look(context: dg.SensorEvaluationContext, house: House) -> dg.SensorResult | dg.SkipReason:
    runs: dict[ProjectId, dg.RunRequest] = {}
    for request in house.studio.open_requests(RequestKind.PRODUCE):
        run = _run_of(context, house, request)
        if run is not None:
            runs[request.project] = run
    if not runs:
        return dg.SkipReason("No new requests.")
    return dg.SensorResult(
        run_requests=list(runs.values()),
        dynamic_partitions_requests=[
            PROJECTS.build_add_request(sorted({str(project) for project in runs})),
            TENANTS.build_add_request(sorted({str(project.tenant) for project in runs})),
        ],
    )


def _run_of(
    context: dg.SensorEvaluationContext, house: House, request: OpenRequest
) -> dg.RunRequest | None:
    """The run of a request; none if a command sees to it, or if it is launched already."""
    try:
        row = house.studio.project(request.project)
        run = _run(house, request, row)
    except MachineError:
        raise
    except ManikeError as error:
        context.log.warning("Request %d of %s is refused: %s", request.id, request.project, error)
        _refuse(house, request, error)
        return None
    if house.studio.is_leased(row) or not is_wanted(context.instance, house, row, run):
        return None
    return run


def _refuse(house: House, request: OpenRequest, error: ManikeError) -> None:
    if house.studio.exists(request.project):
        house.studio.advance(request.project, Status.FAILED, problem=str(error))
    else:
        house.studio.close_requests(request.project, request.kind)


def _run(house: House, request: OpenRequest, row: Project) -> dg.RunRequest:
    needs_review = house.preferences(request.project).review
    return dg.RunRequest(
        run_key=f"request:{request.id}",
        job_name=(draft_script if needs_review else write_and_prepare).name,
        partition_key=str(request.project),
        tags={ATTEMPT_TAG: str(row.attempt)},
    )
