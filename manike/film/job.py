"""What a film is made from: a timeline, a brand kit and the files they name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from manike.errors import BadInputError
from manike.film.brand import BrandKit
from manike.film.inserts import CLIPS, InsertKind
from manike.film.timeline import Timeline


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A stored file and its content hash, which the store knows and the film engine trusts."""

    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class FilmJob:
    """A film to assemble."""

    timeline: Timeline
    clips: Mapping[int, SourceFile]
    """By scene number; each ``clip_frame_count(scene.frame_count)`` frames long."""
    voices: Mapping[int, SourceFile] = field(default_factory=dict)
    """By scene number, for every scene with a narration."""
    music: Mapping[int, SourceFile] = field(default_factory=dict)
    """By cue number, for every cue of the timeline."""
    brand: BrandKit = field(default_factory=BrandKit)
    logo: SourceFile | None = None
    """The picture that ``brand.logo_sha256`` names."""
    inserts: Mapping[InsertKind, SourceFile] = field(default_factory=dict)
    """The intro and the outro, for those of the timeline."""

    def __post_init__(self) -> None:
        scenes = self.timeline.scenes
        _check_all("clips", [scene.number for scene in scenes], self.clips)
        _check_all("voices", [s.number for s in scenes if s.narration is not None], self.voices)
        inserts = [each.kind for each in self.timeline.inserts if each.kind in CLIPS]
        _check_all("inserts", inserts, self.inserts)
        _check_all("music", [cue.number for cue in self.timeline.music], self.music)
        if self.brand.logo_sha256 != (self.logo.sha256 if self.logo else ""):
            raise BadInputError("logo", "the file given is not the one that the brand kit names.")


def _check_all(
    what: str, wanted: Sequence[int | InsertKind], files: Mapping[Any, SourceFile]
) -> None:
    missing = [str(each) for each in wanted if each not in files]
    if missing:
        raise BadInputError(what, f"no file for number {', '.join(missing)}.")
