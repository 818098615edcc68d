"""Every index of a tenant, by the kind of what it holds: brought in step, made anew, measured."""

from collections.abc import Callable, Mapping

from manike.ids import TenantId
from manike.production.catalogues.experiences import EXPERIENCE
from manike.production.catalogues.song_sources import SONG
from manike.production.house import House
from manike.production.search.experience_index import index_experiences
from manike.production.search.indexing import SCENE, index_scenes
from manike.production.search.shot_index import SHOT, index_shots
from manike.production.search.song_index import index_songs
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

    Returns:
        The indexer's figures, those of ``settle_index`` where it is rebuilt, and ``rows`` held,
        ``rebuilt``, ``seconds``.

    Raises:
        NotFoundError: there is no such tenant.
        StoreError: the rebuilt index finds too little; the one before serves on.
        BudgetError: what is to be embedded may not cost what it would.
    """
    house.studio.tenant_name(tenant)  # there is one
    clock = Clock()
    started_s = clock.monotonic_s()
    figures = INDEXERS[kind](house, tenant)
    settled = settle_index(house, tenant, kind, rebuild=True) if rebuild else {}
    return {
        "rows": house.indexes.open(tenant, kind).count(),
        **figures,
        **settled,
        "rebuilt": "yes" if rebuild else "no",
        "seconds": round(clock.monotonic_s() - started_s, 3),
    }


def settle_index(house: House, tenant: TenantId, kind: str, *, rebuild: bool = False) -> Figures:
    """Build an index's vectors anew where that is wanted or due, and then measure what it finds.

    Nothing is embedded. A rebuilt index takes the place of the one that serves when it is whole
    and finds enough; vectors of what is gone are then gone from the disk.

    Raises:
        StoreError: the rebuilt index finds too little, the one before serves on; or damaged.
    """
    index = house.indexes.open(tenant, kind)
    is_due = rebuild or index.wants_rebuild()
    recall: dict[str, float] = {}
    if is_due:
        index.rebuild()
        recall = {"recall_at_10": round(measured_recall(index), 4)}
    return {
        "rows": index.count(),
        "rebuilt": "yes" if is_due else "no",
        **recall,
        **model_figures(house, tenant, kind),
    }


def model_figures(house: House, tenant: TenantId, kind: str) -> Figures:
    """What made an index's vectors; nothing before the first."""
    model = house.indexes.open(tenant, kind).model()
    if model is None:
        return {}
    return {"model": str(model), "model hash": model.sha256, "dimension": model.dimension}
