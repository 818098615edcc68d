"""Indexes what has changed of tenants' catalogues."""

from collections.abc import Set as AbstractSet

import dagster as dg

from jobs.search import OF_CATALOGUES, rebuild_indexes, refresh_songs
from manike.production.house import House
from manike.studio.catalogues import ChangedCatalogue
from manike.studio.clock import Clock
from manike_assets.partitions import TENANTS
from resources.runs_underway import runs_underway
from sensors.launched import launched_again

_JOBS = frozenset((rebuild_indexes.name, refresh_songs.name))


@dg.sensor(
    job=rebuild_indexes,
    minimum_interval_seconds=10,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Indexes songs and experiences of tenants whose catalogue has changed.",
)
def changed_catalogues(
    context: dg.SensorEvaluationContext, house: dg.ResourceParam[House]
) -> dg.SensorResult | dg.SkipReason:
    """One run for each catalogue whose index does not hold what it should.

    Level-triggered: the studio database says which those are, so that no change is lost and a tick
    costs as much as what has changed. The run key is the mark of what is wanted, so one state is
    launched once, and after a failure again; see ``launched_again``. A tenant with a run of these
    jobs under way is left alone: it indexes what it finds.
    """
    changed = house.studio.changed_catalogues()
    busy = _busy(context.instance) if changed else frozenset()
    wanted = [_run(each) for each in changed if str(each.tenant) not in busy]
    now = Clock().now()
    runs = [run for each in wanted if (run := launched_again(context.instance, each, now))]
    if not runs:
        return dg.SkipReason("Every index holds its catalogue.")
    tenants = sorted({run.partition_key or "" for run in runs})
    return dg.SensorResult(
        run_requests=runs, dynamic_partitions_requests=[TENANTS.build_add_request(tenants)]
    )


def _busy(instance: dg.DagsterInstance) -> AbstractSet[str]:
    """Tenants whose indexes are being made."""
    runs = (run for run in runs_underway(instance) if run.job_name in _JOBS)
    return frozenset(run.tags.get("tenant", "") for run in runs)


def _run(changed: ChangedCatalogue) -> dg.RunRequest:
    return dg.RunRequest(
        run_key=f"{changed.tenant}:{changed.kind}:{changed.wanted}",
        partition_key=str(changed.tenant),
        asset_selection=OF_CATALOGUES[changed.kind],
        tags={"tenant": str(changed.tenant)},
    )
