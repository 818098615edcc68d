"""The scene index of a tenant over all of its projects."""

from collections.abc import Mapping, Sequence

from manike.errors import BudgetError, ManikeError, UnknownOutcomeError
from manike.ids import ProjectId, TenantId
from manike.ports import Embedder
from manike.production.deleting import finish_deletions
from manike.production.house import House
from manike.production.records import ApprovedScript
from manike.production.search.embeddings import PaidEmbedder, embedder_of
from manike.script.models import Scene
from manike.search.library import Library
from manike.studio.models import Project
from manike.studio.search_filters import Findable

SCENE = "scene"


def library_of(
    house: House, tenant: TenantId, embedder: Embedder | None = None, *, of_queries: bool = False
) -> Library:
    """All that a tenant can find, by whom its provider plan has embed; see ``embedder_of``."""
    embedder = embedder or embedder_of(house, tenant, of_queries=of_queries)
    return Library(house.search_rows, house.indexes, embedder, house.layout)


def index_scenes(house: House, tenant: TenantId) -> dict[str, float | str]:
    """Bring the tenant's scene index in step with the approved scripts of its projects.

    Only texts that the index does not hold yet are embedded: a film costs as much as its scenes.
    Where that is billed, each project pays for its own.

    Returns:
        Figures for the operator.

    Raises:
        BudgetError: a project's scenes may not cost what they would; all others are indexed.
        UnknownOutcomeError: whether a project's scenes are embedded can't be told yet; as above.
    """
    finish_deletions(house, tenant)
    embedder = embedder_of(house, tenant)
    library = library_of(house, tenant, embedder)
    with library.alone(tenant, SCENE):
        wanted = house.studio.index_wanted(tenant)
        scenes = _scenes(house, tenant)
        refused = put_projects(library, embedder, tenant, SCENE, scenes)
        library.rows.keep_only(tenant, SCENE, list(scenes))
        synced = library.sync(tenant, SCENE)
        if refused is not None:
            raise refused
        house.studio.index_built(tenant, wanted)
    return {
        "scenes": synced.rows,
        "new": synced.embedded,
        "gone": synced.deleted,
        "projects": len(scenes),
        "model": embedder.model,
    }


def put_projects(
    library: Library,
    embedder: Embedder,
    tenant: TenantId,
    kind: str,
    things: Mapping[str, Sequence[Findable]],
) -> ManikeError | None:
    """Make these what can be found of a kind in each project, which pays for its own.

    Returns:
        Why the first one of the projects could not, whose rows stay as they were.
    """
    refused: ManikeError | None = None
    for project, its_own in things.items():
        try:
            if isinstance(embedder, PaidEmbedder):
                embedder.buy([each.text for each in its_own], ProjectId(tenant, project))
            library.rows.put(tenant, kind, project, its_own)
        except (BudgetError, UnknownOutcomeError) as error:
            refused = refused or error
    return refused


def _scenes(house: House, tenant: TenantId) -> dict[str, list[Findable]]:
    """The scenes of all approved scripts, by project."""
    found = {}
    for row in house.studio.projects(tenant, limit=100_000):
        project = ProjectId(tenant, row.slug)
        approved = house.manifests.find(project, "approved_script", ApprovedScript)
        if approved is not None:
            aspect = house.studio.prompt(project)[1].aspect.value
            found[row.slug] = [_findable(row, aspect, scene) for scene in approved.script.scenes]
    return found


def text_of(scene: Scene) -> str:
    """What a scene is found by."""
    return f"{scene.title}. {scene.setting.name}. {scene.description} {scene.narration}"


def _findable(project: Project, aspect: str, scene: Scene) -> Findable:
    setting = scene.setting
    return Findable(
        key=str(scene.number),
        title=scene.title,
        text=text_of(scene),
        aspect=aspect,
        duration_s=scene.duration_s,
        on_date=project.created_at.date(),
        moods=(scene.mood.value,),
        seasons=(setting.season.value,),
        place=setting.place.value,
        details={"number": scene.number},
    )
