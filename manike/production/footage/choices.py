"""What was chosen of a tenant's footage for a film: kept as rows, each with its stretch of time."""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict

from manike.film.inserts import CLIPS, InsertKind
from manike.ids import ProjectId, TenantId, slot_of
from manike.media.passages import Passage
from manike.production.house import House
from manike.script.models import Scene


class FootageChoice(BaseModel):
    """A passage of footage that a part of a film shows, as it was when it was chosen."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    sha256: str
    """Of the footage, which is a blob of the tenant's."""
    start_s: float
    end_s: float
    limit_s: float
    """These three as in ``Passage``."""
    shot: int = 0
    """Number of the shot that was chosen; 0 where a time was named."""

    @property
    def passage(self) -> Passage:
        """What of the file is shown."""
        return Passage(self.start_s, self.end_s, self.limit_s)

    def __str__(self) -> str:
        shot = f", shot {self.shot}" if self.shot else ""
        return f"{self.name} from {self.start_s:.2f} s{shot}"


def choices_of(house: House, project: ProjectId) -> Mapping[str, FootageChoice]:
    """The footage that a project's film shows, by scene slot, ``intro`` and ``outro``."""
    chosen = house.studio.footage_choices(project)
    return {part: FootageChoice.model_validate(content) for part, content in chosen.items()}


def shown_in(chosen: Mapping[str, FootageChoice], scene: Scene) -> FootageChoice | None:
    """What a scene shows in its picture's place; ``None`` if it shows its picture."""
    return chosen.get(slot_of(scene.number))


def inserts_in(chosen: Mapping[str, FootageChoice]) -> dict[InsertKind, FootageChoice]:
    """The project's own intro and outro."""
    return {kind: chosen[kind.value] for kind in CLIPS if kind.value in chosen}


def films_using(house: House, tenant: TenantId, name: str) -> tuple[ProjectId, ...]:
    """The projects whose films show a file of footage, but for those that are archived."""
    return house.studio.projects_showing(tenant, name)
