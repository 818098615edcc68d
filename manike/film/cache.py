"""Files that the film engine keeps between runs, each sealed with its size and hash.

A file counts only with a seal that matches all of its bytes: what a killed process or a bad disk
left behind is made again.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from manike.media.files import scratch_folder, sha256_of, write_text


class Seal(BaseModel):
    """What a kept file is, written beside it after it was checked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    size_bytes: int
    sha256: str
    figures: Mapping[str, float]
    """What was measured when it was made: frames, loudness."""


class FilmCache:
    """A folder of kept files; may be dropped at any time, and shared by processes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, kind: str, name: str, suffix: str) -> Path:
        """Where the file of that name belongs, kept or not."""
        return self._folder / kind / name[:2] / f"{name}{suffix}"

    def scratch(self) -> AbstractContextManager[Path]:
        """An empty folder for one piece of work, on the disk of the kept files.

        Not in /tmp: a film of 5 minutes needs 230 MB for its sound, and /tmp may be memory.
        """
        return scratch_folder(self._folder / "scratch")

    def find(self, path: Path) -> Seal | None:
        """The seal of a kept file whose bytes are all as they were; ``None`` if there is none."""
        try:
            seal = Seal.model_validate_json(_seal_path(path).read_bytes())
            if path.stat().st_size != seal.size_bytes or sha256_of(path) != seal.sha256:
                return None
        except (OSError, ValidationError):
            return None
        return seal

    def seal(self, path: Path, figures: Mapping[str, float]) -> Seal:
        """Say that the file at ``path`` is whole and right."""
        seal = Seal(size_bytes=path.stat().st_size, sha256=sha256_of(path), figures=figures)
        write_text(_seal_path(path), seal.model_dump_json())
        return seal


def _seal_path(path: Path) -> Path:
    return path.with_suffix(path.suffix + ".json")
