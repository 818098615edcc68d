"""The scene index of a tenant over all of its projects."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from manike.errors import BadInputError
from manike.ids import ProjectId, TenantId
from manike.ports import Embedder
from manike.production.house import House
from manike.production.records import ApprovedScript
from manike.search.index import Hit, SceneEntry, SceneIndex

INDEX = "scenes"
_MAX_QUERY_CHARS = 1000


def index_scenes(house: House, tenant: TenantId) -> dict[str, float | str]:
    """Build the tenant's scene index anew from the approved scripts of its projects.

    Only texts that the index does not hold yet are embedded: a film costs as much as its scenes.

    Returns:
        Figures for the operator.
    """
    index = SceneIndex(house.layout.index(tenant, INDEX))
    model = house.embedder.model
    with index.building():
        wanted = house.studio.index_wanted(tenant)
        entries = _entries(house, tenant)
        known = index.vectors_by_text(model)
        vectors, new = _vectors(house.embedder, entries, known)
        index.build(model, entries, vectors)
        house.studio.index_built(tenant, wanted)
    projects = {entry.project for entry in entries}
    return {"scenes": len(entries), "new": new, "projects": len(projects), "model": model}


def _vectors(
    embedder: Embedder,
    entries: Sequence[SceneEntry],
    known: Mapping[str, NDArray[np.float32]],
) -> tuple[NDArray[np.float32], int]:
    """The entries' vectors, shape (entries, dimension), and how many texts were embedded anew."""
    texts = [entry.text for entry in entries]
    new = sorted(set(texts) - known.keys())
    made = dict(zip(new, embedder.embed(new), strict=True)) if new else {}
    rows = [made[text] if text in made else known[text] for text in texts]
    return np.array(rows, np.float32).reshape(len(rows), embedder.dimension), len(new)


def search_scenes(house: House, tenant: TenantId, query: str, count: int) -> Sequence[Hit]:
    """Scenes of this tenant that mean something like the query, best first.

    Raises:
        BadInputError: the query is empty or too long.
        NotFoundError: nothing is indexed yet.
    """
    text = query.strip()
    if not 1 <= len(text) <= _MAX_QUERY_CHARS:
        raise BadInputError("query", f"use 1 to {_MAX_QUERY_CHARS} characters.")
    embedder = house.embedder
    index = SceneIndex(house.layout.index(tenant, INDEX))
    return index.search(embedder.model, embedder.embed([text])[0], count)


def _entries(house: House, tenant: TenantId) -> tuple[SceneEntry, ...]:
    found = []
    for row in house.studio.projects(tenant, limit=100_000):
        project = ProjectId(tenant, row.slug)
        approved = house.manifests.find(project, "approved_script", ApprovedScript)
        if approved is None:
            continue
        for scene in approved.script.scenes:
            text = f"{scene.title}. {scene.setting.name}. {scene.description} {scene.narration}"
            found.append(
                SceneEntry(project=row.slug, number=scene.number, title=scene.title, text=text)
            )
    return tuple(sorted(found, key=lambda entry: (entry.project, entry.number)))
