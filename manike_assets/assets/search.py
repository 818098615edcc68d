"""The scene index of a tenant."""

import dagster as dg
from pydantic import Field

from manike.production.house import House
from manike.production.search.indexers import bring_in_step
from manike.production.search.indexing import SCENE
from manike_assets import groups
from manike_assets.assets.script import approved_script
from manike_assets.failures import RETRIES, core_failures
from manike_assets.index_metadata import index_metadata
from manike_assets.partitions import SHOWN_ONLY, TENANTS, tenant_of


class IndexConfig(dg.Config):
    """How an index is brought up to date."""

    rebuild: bool = Field(
        False, description="Build the vectors anew, and measure how much of brute force it finds."
    )


@dg.asset(
    partitions_def=TENANTS,
    deps=[dg.AssetDep(approved_script, partition_mapping=SHOWN_ONLY)],
    group_name=groups.SEARCH,
    owners=groups.OWNERS,
    kinds={"faiss"},
    retry_policy=RETRIES,
)
def scene_index(
    context: dg.AssetExecutionContext, house: dg.ResourceParam[House], config: IndexConfig
) -> dg.MaterializeResult[None]:
    """The scenes of all of a tenant's films, to be found by meaning.

    Made from every `approved_script` of the tenant. One tenant's index holds nothing of another's.
    """
    tenant = tenant_of(context.partition_key)
    with core_failures():
        figures = bring_in_step(house, tenant, SCENE, rebuild=config.rebuild)
        portrait = index_metadata(house, tenant, SCENE)
    return dg.MaterializeResult(metadata={**figures, **portrait})
