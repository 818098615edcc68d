"""What a thing was made from, as manifests keep it: a film's lineage needs no other record."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict

from manike.film.inserts import InsertKind, insert_file


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Origin(_Record):
    """One take that something was made from."""

    asset: str
    part: str
    """Scene slot, character or cue number; empty for the whole project."""
    take_number: int
    prompt: str
    """What was asked for, in words: the narration of a voice-over, the description of a picture."""
    provider: str
    model: str
    cost: Decimal
    currency: str
    fingerprint: str
    content_sha256: str
    """One hash for all of the take's files."""
    made_at: datetime | None


class ScriptOrigin(_Record):
    """The script that a film was made from."""

    prompt: str
    """What the tenant asked for."""
    sha256: str
    reviewer: str
    written: Origin | None
    """The writer's take; a person may have edited the script since."""


class Lineage(_Record):
    """All that a film was made from."""

    script: ScriptOrigin
    scenes: dict[int, tuple[Origin, ...]]
    """Clip, picture, drawings of the characters seen and voice-over, by scene number."""
    music: dict[int, Origin]
    """By cue number."""
    inserts: dict[InsertKind, str] = {}
    """SHA-256 of each card's and clip's picture, as it is in the film."""

    def with_inserts(self, files: Mapping[str, str]) -> Self:
        """The lineage with the inserts among a film's files, which are hashes by name."""
        names = {kind: Path(insert_file(kind)).name for kind in InsertKind}
        inserts = {kind: files[name] for kind, name in names.items() if name in files}
        return self.model_copy(update={"inserts": inserts})
