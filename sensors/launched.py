"""What became of runs that sensors asked for before, found by their run keys."""

from datetime import UTC, datetime, timedelta

import dagster as dg
from dagster._core.storage.tags import RUN_KEY_TAG

from manike.ids import ProjectId, TenantId
from manike.production.house import House
from manike.studio.models import Project, Status

_ENDS = {
    dg.DagsterRunStatus.CANCELED: "Its run was canceled.",
    dg.DagsterRunStatus.SUCCESS: "Its run ended well, but something that it made is missing.",
}
"""Ends that no sensor hears of. A failed run is written down by ``failed_runs``."""

AFTER_FAILURE = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
"""After a failed run, until it is asked for again."""


def launched_run(instance: dg.DagsterInstance, request: dg.RunRequest) -> dg.DagsterRun | None:
    """The run for which Dagster would skip this request, as a run key is launched once.

    One that was created and never queued is none: asked for again, Dagster queues it.
    """
    filters = dg.RunsFilter(tags={RUN_KEY_TAG: request.run_key or ""})
    run = next(iter(instance.get_runs(filters, limit=1)), None)
    return None if run is None or run.status is dg.DagsterRunStatus.NOT_STARTED else run


def launched_again(
    instance: dg.DagsterInstance, request: dg.RunRequest, now: datetime
) -> dg.RunRequest | None:
    """The request to make now for what a tenant wants as a whole; ``None`` if none is.

    A run that failed, whatever Dagster tried itself, is asked for again after each of
    ``AFTER_FAILURE``, under a run key of its own: a full disk or a lost server would else cost a
    tenant its index until its next change. One that was canceled, or ended well, is not.
    """
    again = request
    for number, wait in enumerate((*AFTER_FAILURE, None), 2):
        run = launched_run(instance, again)
        if run is None:
            return again
        if run.status is not dg.DagsterRunStatus.FAILURE or wait is None:
            return None
        record = instance.get_run_record_by_id(run.run_id)
        if record is None or now < record.update_timestamp.replace(tzinfo=UTC) + wait:
            return None
        again = request.with_replaced_attrs(run_key=f"{request.run_key}:{number}")
    return None


def is_wanted(
    instance: dg.DagsterInstance, house: House, row: Project, request: dg.RunRequest
) -> bool:
    """Whether a run is to be asked for now.

    If it came to an end and its project still wants the same, the project is put to rest with the
    reason, instead of waiting for ever.
    """
    run = launched_run(instance, request)
    if run is not None and run.status in _ENDS:
        project = ProjectId(TenantId(row.tenant), row.slug)
        said = f"{_ENDS[run.status]} To go on: manike project retry {project}"
        house.studio.advance(project, Status.FAILED, problem=said, planned_from=row)
    return run is None
