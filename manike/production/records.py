"""Manifests of a project: what each of its assets is made of, as versioned JSON."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from manike.generation.fingerprint import hash_of
from manike.generation.takes import TakeResult
from manike.production.origins import Lineage, Origin
from manike.script.models import ScriptBreakdown

R = TypeVar("R", bound=BaseModel)


class _Manifest(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1] = 1


class ApprovedScript(_Manifest):
    """The script that the film is made from."""

    sha256: str
    reviewer: str
    script: ScriptBreakdown


class TakeManifest(_Manifest):
    """One take in its place in the film."""

    fingerprint: str
    provider: str
    model: str
    take_number: int
    cost: Decimal
    currency: str
    seconds: float
    size_bytes: int
    files: dict[str, str]
    """SHA-256 of each file by its name."""
    details: dict[str, Any]
    """The provider's record of the files."""
    prompt: str = ""
    """What was asked for, in words."""
    made_at: datetime | None = None
    origins: tuple[Origin, ...] = ()
    """The takes that it was made from, and those that they were made from."""
    tried: tuple[dict[str, str], ...] = ()
    """Providers that were asked before and did not deliver: provider, model, error."""

    @classmethod
    def of(
        cls, take: TakeResult, take_number: int, prompt: str, origins: Sequence[Origin] = ()
    ) -> "TakeManifest":
        """The manifest of a take."""
        return cls(
            fingerprint=take.fingerprint,
            provider=take.provider,
            model=take.model,
            take_number=take_number,
            cost=take.cost.amount,
            currency=take.cost.currency,
            seconds=take.seconds,
            size_bytes=take.size_bytes,
            files=dict(take.files),
            details=dict(take.details),
            prompt=prompt,
            made_at=take.made_at,
            origins=tuple(origins),
            tried=tuple(take.notes.get("tried", ())),
        )

    def lineage(self, asset: str, part: str) -> tuple[Origin, ...]:
        """This take and all that it was made from, itself first."""
        this = Origin(
            asset=asset,
            part=part,
            take_number=self.take_number,
            prompt=self.prompt,
            provider=self.provider,
            model=self.model,
            cost=self.cost,
            currency=self.currency,
            fingerprint=self.fingerprint,
            content_sha256=self.content_sha256,
            made_at=self.made_at,
        )
        return this, *self.origins

    def record(self, kind: type[R]) -> R:
        """The provider's record, typed."""
        return kind.model_validate(self.details)

    @property
    def content_sha256(self) -> str:
        """One hash for all of the take's files."""
        return hash_of(self.files)


class Characters(_Manifest):
    """The drawings of all characters, by name."""

    takes: dict[str, TakeManifest]


class MusicCues(_Manifest):
    """The music of all cues, by cue number."""

    takes: dict[int, TakeManifest]


class FilmParts(_Manifest):
    """Everything that one film is made from, as it was then; takes of scenes by their number."""

    script: ScriptBreakdown
    characters: dict[str, TakeManifest]
    music: dict[int, TakeManifest]
    pictures: dict[int, TakeManifest]
    """Of scenes that show no footage in their picture's place."""
    voices: dict[int, TakeManifest]
    clips: dict[int, TakeManifest]


class FilmManifest(_Manifest):
    """The finished film."""

    wanted: str
    """Hash of everything that the film was made from."""
    scenes: dict[int, str]
    """Hash of what each scene was made from, by scene number."""
    files: dict[str, str]
    """SHA-256 of film.mp4, captions.vtt and so on, by name."""
    details: dict[str, Any]
    """The assembly's record: frames, loudness, segments made and reused."""
    seconds: float
    """How long the assembly took."""
    parts: FilmParts | None = None
    """``None`` in films that were made before parts were kept."""
    lineage: Lineage | None = None
    """The takes that it was made from; absent in manifests of before there was lineage."""


class Verdict(_Manifest):
    """What has passed a check; see ``manike.production.verdicts``."""

    content: str
