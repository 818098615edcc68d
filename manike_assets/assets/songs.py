"""A tenant's songs: what its catalogue holds, their vectors, and the index that finds them."""

import dagster as dg
from pydantic import Field

from manike.production.catalogues.song_refresh import refresh_songs, song_figures
from manike.production.catalogues.song_sources import SONG, song_sources
from manike.production.house import House
from manike.production.search.indexers import model_figures, settle_index
from manike.production.search.song_index import index_songs
from manike_assets import groups
from manike_assets.assets.search import IndexConfig
from manike_assets.failures import RETRIES, core_failures
from manike_assets.index_metadata import index_metadata
from manike_assets.metadata import listed
from manike_assets.partitions import TENANTS, tenant_of


class CatalogConfig(dg.Config):
    """What is done before the catalogue is looked at."""

    refresh: bool = Field(
        False, description="Fetch the songs again from the folder and the searches they came from."
    )


@dg.asset(
    partitions_def=TENANTS,
    group_name=groups.CATALOGUES,
    owners=groups.OWNERS,
    retry_policy=RETRIES,
)
def song_catalog(
    context: dg.AssetExecutionContext, house: dg.ResourceParam[House], config: CatalogConfig
) -> dg.MaterializeResult[None]:
    """The songs that a tenant knows of: how many, where from, and what is not known of them.

    With `refresh` they are fetched again from where they came from; a source that can't be had
    keeps its songs of before, and is told by the check.
    """
    tenant = tenant_of(context.partition_key)
    with core_failures():
        refreshed = refresh_songs(house, tenant) if config.refresh else ()
        figures = song_figures(house, tenant)
        sources = song_sources(house, tenant)
    for each in refreshed:
        context.log.log("WARNING" if each.problem else "INFO", str(each))
    fetched = {"fetched": listed([str(each) for each in refreshed])} if refreshed else {}
    known = listed([str(each) for each in sources.values()])
    return dg.MaterializeResult(metadata={**figures, "sources": known, **fetched})


@dg.asset(
    partitions_def=TENANTS,
    deps=[song_catalog],
    group_name=groups.SEARCH,
    owners=groups.OWNERS,
    retry_policy=RETRIES,
)
def song_embeddings(
    context: dg.AssetExecutionContext, house: dg.ResourceParam[House]
) -> dg.MaterializeResult[None]:
    """A vector of what is known of each song, with what was measured of it beside.

    Only new and changed texts are embedded; the vectors of songs that are gone go.
    """
    tenant = tenant_of(context.partition_key)
    with core_failures():
        figures = index_songs(house, tenant)
        made_by = model_figures(house, tenant, SONG)
    return dg.MaterializeResult(metadata={**figures, **made_by})


@dg.asset(
    partitions_def=TENANTS,
    deps=[song_embeddings],
    group_name=groups.SEARCH,
    owners=groups.OWNERS,
    kinds={"faiss"},
    retry_policy=RETRIES,
)
def song_index(
    context: dg.AssetExecutionContext, house: dg.ResourceParam[House], config: IndexConfig
) -> dg.MaterializeResult[None]:
    """The index that finds a tenant's songs by meaning, and how much of brute force it finds.

    It is built anew where that is asked for or due, beside the one that serves until it is whole.
    """
    with core_failures():
        tenant = tenant_of(context.partition_key)
        figures = settle_index(house, tenant, SONG, rebuild=config.rebuild)
        portrait = index_metadata(house, tenant, SONG)
    return dg.MaterializeResult(metadata={**figures, **portrait})
