"""Launches what is wanted and not made."""

from functools import partial

import dagster as dg

from jobs.production import (
    draft_script,
    make_film,
    make_renditions,
    make_scenes,
    prepare,
    write_and_prepare,
)
from jobs.search import OF_FILMS, rebuild_indexes
from manike.errors import MachineError, ManikeError
from manike.ids import ProjectId, TenantId
from manike.production.house import House
from manike.production.plan import Step, StepKind, next_step
from manike.studio.clock import Clock
from manike.studio.models import Project, Status
from manike_assets.partitions import scene_key
from resources.runs_underway import ATTEMPT_TAG, projects_underway
from sensors.launched import is_wanted, launched_again
from sensors.watching import watch

_RANGE_START = "dagster/asset_partition_range_start"
_RANGE_END = "dagster/asset_partition_range_end"
_AT_REST = {StepKind.DONE: Status.DONE, StepKind.REVIEW: Status.AWAITING_REVIEW}
_PROBLEM_CHARS = 500


@dg.sensor(
    jobs=[
        draft_script,
        write_and_prepare,
        prepare,
        make_scenes,
        make_film,
        make_renditions,
        rebuild_indexes,
    ],
    minimum_interval_seconds=1,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Compares what is wanted with what is made, and launches what is missing.",
)
def reconciler(
    context: dg.SensorEvaluationContext, house: dg.ResourceParam[House]
) -> dg.SensorResult | dg.SkipReason:
    """At most one run for each project that is open.

    Level-triggered: it looks at the state, not at events, so no update is lost. The run key is the
    hash of the wanted state and the attempt, so one state is launched once. It asks the studio
    database for open projects only: a tick costs the same with 50,000 finished ones.

    A project with a run under way is left alone: the run would be repeated from its middle, or
    what it made would be built upon before its checks have passed.
    """
    return watch(context, partial(_look, context, house))


def _look(context: dg.SensorEvaluationContext, house: House) -> dg.SensorResult | dg.SkipReason:
    runs = []
    rows = house.studio.open_projects()
    busy = projects_underway(context.instance) if rows else frozenset()
    for row in rows:
        if (row.tenant, row.slug) not in busy and not house.studio.is_leased(row):
            runs += _runs_of(context, house, row)
    indexes = [_index_run(tenant, wanted) for tenant, wanted in house.studio.stale_indexes()]
    now = Clock().now()
    runs += [run for each in indexes if (run := launched_again(context.instance, each, now))]
    return dg.SensorResult(run_requests=runs) if runs else dg.SkipReason("Nothing is missing.")


def _runs_of(
    context: dg.SensorEvaluationContext, house: House, row: Project
) -> list[dg.RunRequest]:
    project = ProjectId(TenantId(row.tenant), row.slug)
    try:
        run = _next_run(house, project, row)
    except MachineError:
        raise
    except Exception as error:  # what one project holds must not stop the others
        context.log.warning("%s can't be planned.", project, exc_info=error)
        house.studio.advance(project, Status.FAILED, problem=_said(error), planned_from=row)
        return []
    return [run] if run and is_wanted(context.instance, house, row, run) else []


def _next_run(house: House, project: ProjectId, row: Project) -> dg.RunRequest | None:
    step = next_step(house, project, row)
    if step.kind in _AT_REST:
        house.studio.advance(project, _AT_REST[step.kind], planned_from=row)
        return None
    if step.kind is StepKind.WRITE and row.attempt == 0:
        return None  # the first script is launched by new_requests
    return _run(house, project, step, row.attempt)


def _said(error: Exception) -> str:
    if isinstance(error, ManikeError):
        return str(error)
    return f"It can't be planned: {type(error).__name__}: {error}"[:_PROBLEM_CHARS]


def _run(house: House, project: ProjectId, step: Step, attempt: int) -> dg.RunRequest:
    run_key = f"{project}:{step.kind}:{step.wanted}:{attempt}"
    tags = {ATTEMPT_TAG: str(attempt)}
    if step.kind is StepKind.SCENES:
        return dg.RunRequest(
            run_key=run_key,
            job_name=make_scenes.name,
            tags={
                **tags,
                _RANGE_START: scene_key(project, step.first_scene),
                _RANGE_END: scene_key(project, step.last_scene),
            },
        )
    job = {
        StepKind.WRITE: draft_script if house.preferences(project).review else write_and_prepare,
        StepKind.PREPARE: prepare,
        StepKind.FILM: make_film,
        StepKind.RENDITIONS: make_renditions,
    }[step.kind]
    return dg.RunRequest(run_key=run_key, job_name=job.name, partition_key=str(project), tags=tags)


def _index_run(tenant: TenantId, wanted: str) -> dg.RunRequest:
    return dg.RunRequest(
        run_key=f"{tenant}:index:{wanted}",
        job_name=rebuild_indexes.name,
        asset_selection=OF_FILMS,
        partition_key=str(tenant),
        tags={"tenant": str(tenant)},
    )
