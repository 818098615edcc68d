"""A tenant's experiences: what its catalogue holds, and the index that finds them."""

import dagster as dg

from manike.production.catalogues.experiences import EXPERIENCE, experience_figures
from manike.production.house import House
from manike.production.search.indexers import bring_in_step
from manike_assets import groups
from manike_assets.assets.script import approved_script
from manike_assets.assets.search import IndexConfig
from manike_assets.failures import RETRIES, core_failures
from manike_assets.index_metadata import index_metadata
from manike_assets.partitions import SHOWN_ONLY, TENANTS, tenant_of


@dg.asset(
    partitions_def=TENANTS,
    group_name=groups.CATALOGUES,
    owners=groups.OWNERS,
    retry_policy=RETRIES,
)
def experience_catalog(
    context: dg.AssetExecutionContext, house: dg.ResourceParam[House]
) -> dg.MaterializeResult[None]:
    """The experiences that a tenant offers: how many, and what is not known of them."""
    with core_failures():
        figures = experience_figures(house, tenant_of(context.partition_key))
    return dg.MaterializeResult(metadata=dict(figures))


@dg.asset(
    partitions_def=TENANTS,
    deps=[experience_catalog, dg.AssetDep(approved_script, partition_mapping=SHOWN_ONLY)],
    group_name=groups.SEARCH,
    owners=groups.OWNERS,
    kinds={"faiss"},
    retry_policy=RETRIES,
)
def experience_index(
    context: dg.AssetExecutionContext, house: dg.ResourceParam[House], config: IndexConfig
) -> dg.MaterializeResult[None]:
    """A tenant's experiences and the days of its itineraries, to be found by meaning.

    Made from its catalogue and from every `approved_script` that is an itinerary.
    """
    tenant = tenant_of(context.partition_key)
    with core_failures():
        figures = bring_in_step(house, tenant, EXPERIENCE, rebuild=config.rebuild)
        portrait = index_metadata(house, tenant, EXPERIENCE)
    return dg.MaterializeResult(metadata={**figures, **portrait})
