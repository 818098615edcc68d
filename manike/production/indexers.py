"""Every index of a tenant, by the kind of what it holds: brought in step, made anew, measured."""

from collections.abc import Callable, Mapping

from manike.ids import TenantId
from manike.production.experience_index import index_experiences
from manike.production.experiences import EXPERIENCE
from manike.production.house import House
from manike.production.indexing import SCENE, index_scenes
from manike.production.shot_index import SHOT, index_shots
from manike.production.song_index import index_songs
from manike.production.songs import SONG
from manike.search.recall import measured_recall
from manike.studio.clock import Clock

Figures = Mapping[str, float | str]

INDEXERS: Mapping[str, Callable[[House, TenantId], Figures]] = {
    SCENE: index_scenes,
    SONG: index_songs,
    EXPERIENCE: index_experiences,
    SHOT: index_shots,
}
"""By kind, what brings a tenant's rows and vectors in step with what they are made of. An empty
catalogue is an index of no rows."""


def bring_in_step(house: House, tenant: TenantId, kind: str, *, rebuild: bool = False) -> Figures:
    """Bring one index in step; then, if wanted, build its vectors anew and measure what it finds.

    A rebuilt index takes the place of the one that serves when it is whole and finds enough.

    Returns:
        The indexer's figures, and ``rows`` held, ``rebuilt``, ``seconds``; of a rebuilt one
        ``recall_at_10``.

    Raises:
        NotFoundError: there is no such tenant.
        StoreError: the rebuilt index finds too little; the one before serves on.
        BudgetError: what is to be embedded may not cost what it would.
    """
    house.studio.tenant_name(tenant)  # there is one
    clock = Clock()
    started_s = clock.monotonic_s()
    figures = INDEXERS[kind](house, tenant)
    index = house.indexes.open(tenant, kind)
    recall: dict[str, float] = {}
    if rebuild:
        index.rebuild()
        recall = {"recall_at_10": round(measured_recall(index), 4)}
    return {
        "rows": index.count(),
        **figures,
        **recall,
        "rebuilt": "yes" if rebuild else "no",
        "seconds": round(clock.monotonic_s() - started_s, 3),
    }
