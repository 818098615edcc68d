"""Checks of indexes: the same four of each."""

from collections.abc import Iterator, Mapping

import dagster as dg

from manike.production.catalogues.experiences import EXPERIENCE
from manike.production.catalogues.song_sources import SONG
from manike.production.house import House
from manike.production.search.index_checks import INDEX_CHECKS, IndexCheck
from manike.production.search.indexing import SCENE
from manike.production.search.shot_index import SHOT
from manike_assets.assets.experiences import experience_index
from manike_assets.assets.footage import shot_index
from manike_assets.assets.search import scene_index
from manike_assets.assets.songs import song_index
from manike_assets.checking import of_many, partition_keys_of
from manike_assets.failures import core_failures
from manike_assets.partitions import tenant_of

INDEXES: Mapping[str, dg.AssetsDefinition] = {
    SCENE: scene_index,
    SHOT: shot_index,
    SONG: song_index,
    EXPERIENCE: experience_index,
}
"""The index of each kind of row."""


def _checks() -> Iterator[dg.AssetChecksDefinition]:
    for kind, asset in INDEXES.items():
        for name, check in INDEX_CHECKS.items():
            yield _check(asset, kind, name, check)


def _check(
    asset: dg.AssetsDefinition, kind: str, name: str, check: IndexCheck
) -> dg.AssetChecksDefinition:
    @dg.asset_check(asset=asset, name=name, description=check.__doc__)
    def made(
        context: dg.AssetCheckExecutionContext, house: dg.ResourceParam[House]
    ) -> dg.AssetCheckResult:
        tenants = [tenant_of(key) for key in partition_keys_of(context)]
        with core_failures():
            return of_many([check(house, tenant, kind) for tenant in tenants])

    return made


CHECKS = list(_checks())
