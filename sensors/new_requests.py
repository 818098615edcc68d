"""Turns requests for a film into partitions and runs."""

from functools import partial

import dagster as dg

from jobs.production import draft_script, write_and_prepare
from manike.production.house import House
from manike.studio.models import RequestKind
from manike.studio.repository import OpenRequest
from manike_assets.partitions import PROJECTS, TENANTS
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
    return watch(context, partial(_look, house))


def _look(house: House) -> dg.SensorResult | dg.SkipReason:
    requests = [r for r in house.studio.open_requests() if r.kind is RequestKind.PRODUCE]
    waiting = [r for r in requests if not _is_taken(house, r)]
    if not waiting:
        return dg.SkipReason("No new requests.")
    projects = sorted({str(request.project) for request in waiting})
    tenants = sorted({str(request.project.tenant) for request in waiting})
    return dg.SensorResult(
        run_requests=[_run(house, request) for request in waiting],
        dynamic_partitions_requests=[
            PROJECTS.build_add_request(projects),
            TENANTS.build_add_request(tenants),
        ],
    )


def _is_taken(house: House, request: OpenRequest) -> bool:
    return house.studio.is_leased(house.studio.project(request.project))


def _run(house: House, request: OpenRequest) -> dg.RunRequest:
    needs_review = house.preferences(request.project).review
    return dg.RunRequest(
        run_key=f"request:{request.id}",
        job_name=(draft_script if needs_review else write_and_prepare).name,
        partition_key=str(request.project),
    )
