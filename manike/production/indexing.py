"""The scene index of a tenant over all of its projects."""

from collections.abc import Sequence

from manike.errors import BadInputError
from manike.generation.fingerprint import hash_of
from manike.ids import ProjectId, TenantId
from manike.production.house import House
from manike.production.records import ApprovedScript
from manike.search.index import Hit, SceneEntry, SceneIndex

INDEX = "scenes"
_MAX_QUERY_CHARS = 1000


def index_scenes(house: House, tenant: TenantId) -> dict[str, float | str]:
    """Build the tenant's scene index anew from the approved scripts of its projects.

    Returns:
        Figures for the operator.
    """
    wanted = house.studio.index_wanted(tenant)
    entries = _entries(house, tenant)
    embedder = house.providers.embedder
    vectors = embedder.embed([entry.text for entry in entries])
    index = SceneIndex(house.layout.index(tenant, INDEX))
    key = hash_of([embedder.model, [entry.model_dump() for entry in entries]])
    index.build(embedder.model, entries, vectors, key)
    house.studio.index_built(tenant, wanted)
    projects = {entry.project for entry in entries}
    return {"scenes": len(entries), "projects": len(projects), "model": embedder.model}


def search_scenes(house: House, tenant: TenantId, query: str, count: int) -> Sequence[Hit]:
    """Scenes of this tenant that mean something like the query, best first.

    Raises:
        BadInputError: the query is empty or too long.
        NotFoundError: nothing is indexed yet.
    """
    text = query.strip()
    if not 1 <= len(text) <= _MAX_QUERY_CHARS:
        raise BadInputError("query", f"use 1 to {_MAX_QUERY_CHARS} characters.")
    embedder = house.providers.embedder
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
