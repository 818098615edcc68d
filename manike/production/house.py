"""Everything that the steps of a production work with, and what they say of their outcome."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any

from manike.errors import BadInputError, ConflictError
from manike.generation.door import Door
from manike.generation.health import AccountHealth
from manike.generation.workers import Workers
from manike.ids import ProjectId
from manike.production.progress import Listener, Of, Silence
from manike.production.provider_plans.candidates import Cast
from manike.production.provider_plans.casting import cast_of, voiced
from manike.production.provider_plans.provider_plan import plan_of
from manike.production.provider_plans.providers import Providers, Roster
from manike.production.records import ApprovedScript
from manike.script.models import ScriptBreakdown
from manike.script.preferences import Aspect, Preferences
from manike.search_ports import VectorIndexes
from manike.storage.blobs import BlobStore
from manike.storage.layout import Layout
from manike.storage.manifests import Manifests
from manike.studio.ledger.ledger import Ledger
from manike.studio.repository import Studio
from manike.studio.search_rows import SearchRows

FPS = Fraction(30)
"""Frame rate of every film."""

OF_A_SHAPE = frozenset(
    {"scene_image", "scene_clip", "final_video", "picture_check", "clip_check", "film_check"}
)
"""Assets and verdicts that each rendition has of its own. All else is the project's."""


@dataclass(frozen=True, slots=True)
class House:
    """The studio's rooms: database, store, door, ledger, providers, workers."""

    studio: Studio
    layout: Layout
    blobs: BlobStore
    manifests: Manifests
    door: Door
    ledger: Ledger
    health: AccountHealth
    providers: Providers
    roster: Roster
    workers: Workers
    search_rows: SearchRows
    indexes: VectorIndexes
    """Vectors of what can be found."""
    listener: Listener = field(default_factory=Silence)
    rendition: Aspect | None = None
    """The shape that is worked on; ``None`` for the project's own."""
    run_id: str = ""
    """The run that works, for the ledger; empty outside of one."""

    def shaped(self, aspect: Aspect) -> "House":
        """The house in which every project is of another shape than its own.

        Script, characters, voices, music and take numbers are the same ones.
        """
        return replace(
            self,
            rendition=aspect,
            manifests=Manifests(self.layout, aspect.slug, OF_A_SHAPE),
            listener=Of(self.listener, aspect.value),
        )

    def unshaped(self) -> "House":
        """The house in which every project has its own shape."""
        return replace(self, rendition=None, manifests=Manifests(self.layout))

    def cast(self, project: ProjectId) -> Cast:
        """Who could do each part of a project's film.

        Raises:
            BadInputError: its provider plan can't be followed.
        """
        return cast_of(self.studio, self.layout, self.providers, self.roster, project)

    def approved(self, project: ProjectId) -> ScriptBreakdown:
        """The script that the film is made from.

        Raises:
            NotFoundError: no script is approved yet.
        """
        return self.manifests.read(project, "approved_script", ApprovedScript).script

    def submit(
        self,
        project: ProjectId,
        text: str,
        preferences: Preferences,
        *,
        plan: Mapping[str, Any] = MappingProxyType({}),
        owner: str = "",
    ) -> int:
        """Keep a prompt whose wishes the providers can fulfil; returns its request number.

        See ``Studio.submit``.

        Raises:
            BadInputError: no voice or plan of that name; or as ``Studio.submit``.
            ConflictError: as ``Studio.submit``, or one of that name is half deleted.
        """
        if self.layout.deletion(project).exists() and not self.studio.exists(project):
            said = f"finish it with: manike project delete {project} --yes"
            raise ConflictError(f"A project of that name is half deleted; {said}")
        content = dict(plan) or self.studio.provider_plan(project)
        roster = voiced(self.studio, self.layout, self.roster, project.tenant)
        cast = Cast(self.providers, roster, plan_of(content))
        if preferences.voice:
            known = [voice for each in cast.speech.chosen for voice in each.provider.voices()]
            if preferences.voice not in known:
                message = f"{preferences.voice!r} is not one of {', '.join(known)}."
                raise BadInputError("voice", message)
        return self.studio.submit(project, text, preferences, plan=plan, owner=owner)

    def preferences(self, project: ProjectId) -> Preferences:
        """The project's preferences; in a house of another shape, with that one."""
        asked = self.studio.prompt(project)[1]
        return asked.model_copy(update={"aspect": self.rendition}) if self.rendition else asked

    def file(self, project: ProjectId, sha256: str) -> Path:
        """Where a file of the project's tenant lies."""
        return self.blobs.path(project.tenant, sha256)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step did, in figures that an operator wants to see."""

    asset: str
    part: str
    """Scene slot, character or cue; empty for the whole."""
    was_made: bool
    provider: str
    fingerprint: str
    files: dict[str, str]
    seconds: float
    size_bytes: int
    cost: str
    preview: str
    """Name of the file that shows it best: a picture, a film; empty if none does."""
    figures: dict[str, float | str]
