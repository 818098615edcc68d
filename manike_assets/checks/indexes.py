"""Checks of indexes: the same four of each."""

from collections.abc import Iterator, Mapping

import dagster as dg

from manike.production.catalogues.experiences import EXPERIENCE
from manike.production.catalogues.song_sources import SONG
from manike.production.search.index_checks import INDEX_CHECKS, IndexCheck
from manike.production.search.indexing import SCENE
from manike.production.search.shot_index import SHOT
from manike_assets.assets.experiences import experience_index
from manike_assets.assets.footage import shot_index
from manike_assets.assets.search import scene_index
from manike_assets.assets.songs import song_index
from manike_assets.checking import TenantJudge, check_of_tenants

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
            yield check_of_tenants(asset, name, _judge(check, kind), check.__doc__)


def _judge(check: IndexCheck, kind: str) -> TenantJudge:
    return lambda house, tenant: [check(house, tenant, kind)]


CHECKS = list(_checks())
