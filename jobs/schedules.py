"""What is done at night: songs fetched again, indexes built anew."""

from collections.abc import Sequence
from datetime import datetime

import dagster as dg

from jobs.search import REBUILD, rebuild_indexes, refresh_songs
from manike.ids import TenantId
from manike.production.catalogues.song_sources import SONG
from manike.production.house import House
from manike_assets.partitions import TENANTS

Runs = list[dg.RunRequest] | dg.SkipReason


@dg.schedule(
    job=refresh_songs,
    cron_schedule="30 1 * * *",
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Every night at 01:30 UTC: fetches songs again, of tenants whose songs come from "
    "a folder or from searches.",
)
def nightly_songs(context: dg.ScheduleEvaluationContext, house: dg.ResourceParam[House]) -> Runs:
    """One run for each of them; a night's runs are launched once."""
    tenants = house.studio.tenants_with_sources(SONG)
    if not tenants:
        return dg.SkipReason("No tenant's songs come from a folder or from searches.")
    return _runs(context, tenants, "songs")


@dg.schedule(
    job=rebuild_indexes,
    cron_schedule="30 2 * * 0",
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Every Sunday at 02:30 UTC: builds the indexes of every tenant anew, so that "
    "nothing deleted stays on the disk and nothing missed stays missing.",
)
def weekly_indexes(context: dg.ScheduleEvaluationContext, house: dg.ResourceParam[House]) -> Runs:
    """One run for each tenant that can find something."""
    tenants = house.search_rows.tenants()
    if not tenants:
        return dg.SkipReason("No tenant has anything to find yet.")
    return _runs(context, tenants, "indexes", REBUILD)


def _runs(
    context: dg.ScheduleEvaluationContext,
    tenants: Sequence[TenantId],
    what: str,
    config: dg.RunConfig | None = None,
) -> list[dg.RunRequest]:
    """A run for each tenant, whose partition is there."""
    keys = [str(tenant) for tenant in tenants]
    context.instance.add_dynamic_partitions(TENANTS.name or "", keys)
    day = _day(context)
    return [
        dg.RunRequest(
            run_key=f"{key}:{what}:{day}",
            partition_key=key,
            run_config=config,
            tags={"tenant": key},
        )
        for key in keys
    ]


def _day(context: dg.ScheduleEvaluationContext) -> str:
    when: datetime = context.scheduled_execution_time
    return when.date().isoformat()


ALL = [nightly_songs, weekly_indexes]
