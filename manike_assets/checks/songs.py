"""Checks of song catalogues."""

import dagster as dg

from manike.production.catalogues.song_sources import song_sources
from manike.production.house import House
from manike_assets.assets.songs import song_catalog
from manike_assets.checking import partition_keys_of
from manike_assets.failures import core_failures
from manike_assets.partitions import tenant_of


@dg.asset_check(asset=song_catalog)
@core_failures()
def song_sources_answer(
    context: dg.AssetCheckExecutionContext, house: dg.ResourceParam[House]
) -> dg.AssetCheckResult:
    """Every folder and search that songs come from could be read when it was asked last."""
    sources = song_sources(house, tenant_of(partition_keys_of(context)[0])).values()
    problems = [f"{each}: {each.problem}" for each in sources if each.problem]
    said = "; ".join(problems) or f"{len(sources)} sources, none with a problem."
    return dg.AssetCheckResult(
        passed=not problems, severity=dg.AssetCheckSeverity.WARN, description=said[:900]
    )
