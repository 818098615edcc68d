"""Files that the film engine keeps between runs, each sealed with its size and hash.

A file counts only with a seal that matches all of its bytes: what a killed process or a bad disk
left behind is made again.
"""

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from manike.media.files import scratch_folder, sha256_of, write_text, writing

_LOCK = ".in-use"


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
        """The seal of a kept file whose bytes are all as they were; ``None`` if there is none.

        What is found counts as used now; see ``manike.film.pruning``.
        """
        try:
            seal = Seal.model_validate_json(seal_path(path).read_bytes())
            if path.stat().st_size != seal.size_bytes or sha256_of(path) != seal.sha256:
                return None
        except (OSError, ValidationError):
            return None
        with suppress(OSError):
            os.utime(seal_path(path))
        return seal

    def seal(self, path: Path, figures: Mapping[str, float]) -> Seal:
        """Say that the file at ``path`` is whole and right."""
        seal = Seal(size_bytes=path.stat().st_size, sha256=sha256_of(path), figures=figures)
        write_text(seal_path(path), seal.model_dump_json())
        return seal

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """While the block runs nothing is taken away.

        Raises:
            MachineError: the disk is full or the folder is read-only.
        """
        with self._locked(fcntl.LOCK_SH):
            yield

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Whether nobody else uses the folder; if so, they wait until the block is over."""
        with self._locked(fcntl.LOCK_EX | fcntl.LOCK_NB) as is_mine:
            yield is_mine

    @contextmanager
    def _locked(self, operation: int) -> Iterator[bool]:
        with writing(self._folder / _LOCK):
            self._folder.mkdir(parents=True, exist_ok=True)
            handle = os.open(self._folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            try:
                fcntl.flock(handle, operation)
                is_mine = True
            except OSError:  # somebody's, or a file system without locks: then nothing is pruned
                is_mine = False
            yield is_mine
        finally:
            os.close(handle)


def seal_path(path: Path) -> Path:
    """Where the seal of a kept file lies."""
    return path.with_suffix(path.suffix + ".json")
