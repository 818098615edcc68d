"""A tenant's experiences and the days of its itineraries, to be found by meaning."""

from manike.embedded.writer.cues import genre_of
from manike.experiences.catalogue import kept_experiences
from manike.experiences.experience import Experience
from manike.experiences.itineraries import Day, days_of, text_of_day
from manike.experiences.words import text_of
from manike.ids import ProjectId, TenantId
from manike.production.catalogues.experiences import EXPERIENCE
from manike.production.house import House
from manike.production.records import ApprovedScript
from manike.production.search.embeddings import embedder_of
from manike.production.search.indexing import library_of, put_projects
from manike.script.models import ScriptBreakdown
from manike.script.vocabulary import Season
from manike.studio.models import Project
from manike.studio.search_filters import Findable

_ITINERARY = "itinerary"
_ALL_YEAR = tuple(season.value for season in Season)


def index_experiences(house: House, tenant: TenantId) -> dict[str, float | str]:
    """Bring the tenant's experience index in step with its catalogue and its itineraries.

    Only texts that the index does not hold yet are embedded. Where that is billed, each project
    pays for its own days.

    Returns:
        Figures for the operator; a tenant without either has an index of none.

    Raises:
        BudgetError: a project's days may not cost what they would; all else is indexed.
        UnknownOutcomeError: whether a project's days are embedded can't be told yet; as above.
    """
    embedder = embedder_of(house, tenant)
    library = library_of(house, tenant, embedder)
    with library.alone(tenant, EXPERIENCE):
        mark = house.studio.catalogue_wanted(tenant, EXPERIENCE)
        own = kept_experiences(house.layout.experiences(tenant))
        library.rows.put(tenant, EXPERIENCE, "", [_findable(each) for each in own.values()])
        days = _days(house, tenant)
        refused = put_projects(library, embedder, tenant, EXPERIENCE, days)
        library.rows.keep_only(tenant, EXPERIENCE, ["", *days])
        synced = library.sync(tenant, EXPERIENCE)
        if refused is not None:
            raise refused
        house.studio.catalogue_indexed(tenant, EXPERIENCE, mark)
    return {
        "experiences": len(own),
        "days": sum(map(len, days.values())),
        "new": synced.embedded,
        "gone": synced.deleted,
        "model": embedder.model,
    }


def is_itinerary(house: House, project: ProjectId) -> bool:
    """Whether a project's film is an itinerary: by its genre, or by what its prompt says."""
    text, preferences = house.studio.prompt(project)
    return (preferences.genre or genre_of(text)) == _ITINERARY


def _days(house: House, tenant: TenantId) -> dict[str, list[Findable]]:
    """The days of all approved scripts that are itineraries, by project."""
    found = {}
    for row in house.studio.projects(tenant, limit=100_000):
        project = ProjectId(tenant, row.slug)
        if not is_itinerary(house, project):
            continue
        approved = house.manifests.find(project, "approved_script", ApprovedScript)
        if approved is not None:
            script = approved.script
            found[row.slug] = [_findable_day(row, script, day) for day in days_of(script)]
    return found


def _findable(experience: Experience) -> Findable:
    known = experience.model_dump(mode="json")
    kept = ("where", "country", "for_whom", "best_time", "tags", "link")
    return Findable(
        key=experience.id,
        title=experience.title,
        text=text_of(experience),
        duration_s=experience.duration_s,
        moods=tuple(mood.value for mood in experience.moods),
        # A filter leaves out what has no season; what is there all year is there in each.
        seasons=tuple(season.value for season in experience.seasons) or _ALL_YEAR,
        place=experience.place.value if experience.place else "",
        price=experience.price,
        currency=experience.currency,
        details={name: known[name] for name in kept if known[name]},
    )


def _findable_day(project: Project, script: ScriptBreakdown, day: Day) -> Findable:
    scenes = day.scenes
    return Findable(
        key=f"day-{day.number}",
        title=f"{script.title}, day {day.number}: {day.title}",
        text=text_of_day(script, day),
        on_date=project.created_at.date(),
        moods=tuple(dict.fromkeys(scene.mood.value for scene in scenes)),
        seasons=tuple(dict.fromkeys(scene.setting.season.value for scene in scenes)),
        place=day.place,
        details={"day": day.number, "scenes": [scene.number for scene in scenes]},
    )
