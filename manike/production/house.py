"""Everything that the steps of a production work with, and what they say of their outcome."""

from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from manike.errors import BadInputError
from manike.generation.door import Door
from manike.generation.workers import Workers
from manike.ids import ProjectId
from manike.ports import (
    Embedder,
    ImageProvider,
    MotionProvider,
    MusicProvider,
    SpeechProvider,
    TextProvider,
    Transcriber,
)
from manike.production.progress import Listener, Silence
from manike.production.records import ApprovedScript
from manike.script.models import ScriptBreakdown
from manike.script.preferences import Preferences
from manike.storage.blobs import BlobStore
from manike.storage.layout import Layout
from manike.storage.manifests import Manifests
from manike.studio.repository import Studio

FPS = Fraction(30)
"""Frame rate of every film."""


@dataclass(frozen=True, slots=True)
class Providers:
    """Who does which job."""

    text: TextProvider
    image: ImageProvider
    speech: SpeechProvider
    music: MusicProvider
    motion: MotionProvider
    embedder: Embedder
    transcriber: Transcriber


@dataclass(frozen=True, slots=True)
class House:
    """The studio's rooms: database, store, door, providers, workers."""

    studio: Studio
    layout: Layout
    blobs: BlobStore
    manifests: Manifests
    door: Door
    providers: Providers
    workers: Workers
    listener: Listener = field(default_factory=Silence)

    def approved(self, project: ProjectId) -> ScriptBreakdown:
        """The script that the film is made from.

        Raises:
            NotFoundError: no script is approved yet.
        """
        return self.manifests.read(project, "approved_script", ApprovedScript).script

    def submit(
        self, project: ProjectId, text: str, preferences: Preferences, *, owner: str = ""
    ) -> int:
        """Keep a prompt whose wishes the providers can fulfil; returns its request number.

        See ``Studio.submit``.

        Raises:
            BadInputError: no voice of that name; or as ``Studio.submit``.
            ConflictError: as ``Studio.submit``.
        """
        if preferences.voice and preferences.voice not in self.providers.speech.voices():
            known = ", ".join(self.providers.speech.voices())
            raise BadInputError("voice", f"{preferences.voice!r} is not one of {known}.")
        return self.studio.submit(project, text, preferences, owner=owner)

    def preferences(self, project: ProjectId) -> Preferences:
        """The project's preferences."""
        return self.studio.prompt(project)[1]

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
