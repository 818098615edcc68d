"""Launches the analysis of footage that was added or dropped."""

from collections import defaultdict
from contextlib import suppress

import dagster as dg

from jobs.footage import analyse_footage
from manike.generation.fingerprint import hash_of
from manike.ids import TenantId
from manike.production.footage.inbox import misnamed_folders, resting_footage
from manike.production.house import House
from manike.settings import load_settings
from manike.studio.clock import Clock
from manike_assets.partitions import TENANTS
from resources.runs_underway import runs_underway
from sensors.launched import launched_again


@dg.sensor(
    jobs=[analyse_footage],
    minimum_interval_seconds=10,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Launches the analysis of footage that is new, or that a new version has not seen.",
)
def new_footage(
    context: dg.SensorEvaluationContext, house: dg.ResourceParam[House]
) -> dg.SensorResult | dg.SkipReason:
    """At most one run for each tenant with video that was not analysed, or waits in its inbox.

    Level-triggered: it looks at the state, not at events. The run key is a hash of what waits: a
    run that ended and got nowhere is not launched again, one that failed is; see
    ``launched_again``. A tick costs as
    much as there are such tenants and dropped files.
    """
    wanted = _wanted(house)
    busy = _busy(context.instance) if wanted else frozenset()
    idle = [_run(tenant, mark) for tenant, mark in wanted.items() if tenant.slug not in busy]
    now = Clock().now()
    runs = [run for each in idle if (run := launched_again(context.instance, each, now))]
    if not runs:
        return dg.SkipReason(f"No footage is new.{_misnamed()}")
    keys = sorted({run.partition_key for run in runs if run.partition_key})
    return dg.SensorResult(
        run_requests=runs, dynamic_partitions_requests=[TENANTS.build_add_request(keys)]
    )


def _wanted(house: House) -> dict[TenantId, str]:
    """Tenants with footage that waits, each with a mark of what does."""
    from manike.analysis.detectors import analysis_version  # not at the top: it needs OpenCV

    settings = load_settings()
    marks: dict[TenantId, list[str]] = defaultdict(list)
    for tenant, mark in house.studio.footage_due(analysis_version(settings.shot_detector)):
        marks[tenant].append(mark)
    dropped = resting_footage(settings.inbox, Clock().now().timestamp())
    for tenant, files in dropped.items():
        for file in files:
            with suppress(FileNotFoundError):  # a run has taken it meanwhile
                state = file.lstat()
                marks[tenant].append(f"{file.name!a}:{state.st_size}:{state.st_mtime_ns}")
    return {tenant: hash_of(marks[tenant])[:32] for tenant in sorted(marks)}


def _misnamed() -> str:
    names = misnamed_folders(load_settings().inbox)
    if not names:
        return ""
    return f" Folders with footage that are no tenant's name, such as acme: {', '.join(names)}."


def _busy(instance: dg.DagsterInstance) -> frozenset[str]:
    """Tenants whose footage a run is at: what it leaves over is launched when it has ended."""
    return frozenset(
        run.tags.get("tenant", "")
        for run in runs_underway(instance)
        if run.job_name == analyse_footage.name
    )


def _run(tenant: TenantId, mark: str) -> dg.RunRequest:
    return dg.RunRequest(
        run_key=f"{tenant}:footage:{mark}",
        job_name=analyse_footage.name,
        partition_key=str(tenant),
        tags={"tenant": str(tenant)},
    )
