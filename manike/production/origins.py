"""What a thing was made from, as manifests keep it: a film's lineage needs no other record."""

from datetime import datetime
from decimal import Decimal

from pydantic import BaseModel, ConfigDict


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
