"""The fingerprint of a generation: a hash over all that shapes its result."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self


class Job(StrEnum):
    """What is generated."""

    SCRIPT = "script"
    CHARACTER = "character"
    PICTURE = "picture"
    VOICE = "voice"
    MUSIC = "music"
    CLIP = "clip"
    EMBEDDING = "embedding"
    FOOTAGE = "footage"
    """A look at a file of footage: its report, key frames, strip of shots."""


@dataclass(frozen=True, slots=True)
class Generation:
    """One thing to generate, described completely."""

    job: Job
    provider: str
    model: str
    """Name and version; a changed model makes other takes."""
    parameters: Mapping[str, Any]
    """All settings of the request that shape the result, as plain JSON values."""
    inputs: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of each file that goes in, by its role."""
    seed: int = 0
    take_number: int = 1

    @property
    def fingerprint(self) -> str:
        """64 hexadecimal digits."""
        return hashlib.sha256(canonical_json(self.as_json()).encode()).hexdigest()

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> Self:
        """What ``as_json`` gave, with the same fingerprint."""
        return cls(**{**content, "job": Job(content["job"])})

    def as_json(self) -> dict[str, Any]:
        """Plain JSON of all that shapes its result."""
        return {
            "job": self.job.value,
            "provider": self.provider,
            "model": self.model,
            "parameters": dict(self.parameters),
            "inputs": dict(self.inputs),
            "seed": self.seed,
            "take_number": self.take_number,
        }


def canonical_json(content: Any) -> str:  # noqa: ANN401 - any JSON value
    """One text for equal values: sorted keys, no spaces, no NaN."""
    return json.dumps(
        content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def hash_of(content: Any) -> str:  # noqa: ANN401 - any JSON value
    """SHA-256 of a JSON value."""
    return hashlib.sha256(canonical_json(content).encode()).hexdigest()
