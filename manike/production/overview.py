"""How far a project is, for people and programs."""

from dataclasses import asdict, dataclass
from typing import Any

from manike.errors import NotFoundError
from manike.ids import ProjectId, slot_of
from manike.production import clips, pictures, scores, verdicts, voices
from manike.production.footage.choices import choices_of, shown_in
from manike.production.house import House
from manike.production.records import Characters, MusicCues, TakeManifest
from manike.production.renditions import good_renditions
from manike.script.models import Scene


@dataclass(frozen=True, slots=True)
class ProjectView:
    """A project at a glance."""

    project: str
    status: str
    problem: str
    title: str
    stages: dict[str, tuple[int, int]]
    """Parts made and parts wanted, by stage."""
    frame_count: int
    """Frames of the film; 0 before there is one."""

    def as_json(self) -> dict[str, Any]:
        """For programs that read."""
        return asdict(self)


def view_of(house: House, project: ProjectId) -> ProjectView:
    """How far a project is.

    Raises:
        NotFoundError: this tenant has no such project.
    """
    row = house.studio.project(project)
    film = verdicts.find_good_film(house, project)
    return ProjectView(
        project=str(project),
        status=row.status,
        problem=row.problem,
        title=_title(house, project),
        stages=_stages(house, project, has_film=film is not None),
        frame_count=int(film.details["frame_count"]) if film else 0,
    )


def _title(house: House, project: ProjectId) -> str:
    try:
        return house.studio.draft(project).script.title
    except NotFoundError:
        return ""


def _stages(house: House, project: ProjectId, *, has_film: bool) -> dict[str, tuple[int, int]]:
    try:
        script = house.studio.draft(project).script
    except NotFoundError:
        return {"script": (0, 1)}
    manifests = house.manifests
    drawings = manifests.find(project, "character_images", Characters)
    music = manifests.find(project, scores.ASSET, MusicCues)
    count = len(script.scenes)

    footage = choices_of(house, project)
    painted = [scene for scene in script.scenes if shown_in(footage, scene) is None]

    def is_made(asset: str, scene: Scene) -> bool:
        return manifests.find(project, asset, TakeManifest, slot_of(scene.number)) is not None

    def made(asset: str) -> int:
        return sum(is_made(asset, scene) for scene in script.scenes)

    return {
        "script": (1, 1),
        "characters": (len(drawings.takes) if drawings else 0, len(script.characters)),
        "music": (len(music.takes) if music else 0, len(script.music)),
        "pictures": (sum(is_made(pictures.ASSET, scene) for scene in painted), len(painted)),
        "voice-overs": (made(voices.ASSET), sum(not voices.is_silent(s) for s in script.scenes)),
        "clips": (made(clips.ASSET), count),
        "film": (int(has_film), 1),
        **_renditions(house, project),
    }


def _renditions(house: House, project: ProjectId) -> dict[str, tuple[int, int]]:
    wanted = house.preferences(project).renditions
    if not wanted:
        return {}
    return {"renditions": (len(good_renditions(house, project)), len(wanted))}
