"""A tenant's own experiences: one file in its store, changed as a whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from manike.errors import StoreError
from manike.experiences.experience import Experience
from manike.media.files import sha256_of, write_bytes

_FILE = "experiences.json"


class _Contents(BaseModel):
    """The file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1] = 1
    experiences: tuple[Experience, ...]


@dataclass(frozen=True, slots=True)
class ExperienceChanges:
    """How many experiences came, changed, went or stayed as they were."""

    added: int = 0
    changed: int = 0
    gone: int = 0
    kept: int = 0

    def __str__(self) -> str:
        counts = (
            (self.added, "new"),
            (self.changed, "changed"),
            (self.gone, "gone"),
            (self.kept, "as before"),
        )
        return ", ".join(f"{count} {what}" for count, what in counts if count) or "nothing"


def kept_experiences(folder: Path) -> Mapping[str, Experience]:
    """All of a tenant's, by id, in the order in which they came; none where none was loaded.

    Raises:
        StoreError: they are damaged.
    """
    file = folder / _FILE
    try:
        contents = _Contents.model_validate_json(file.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValidationError) as error:
        raise StoreError(f"{file} is damaged. Remove it and load the experiences again.") from error
    return {each.id: each for each in contents.experiences}


def keep_experiences(folder: Path, experiences: Iterable[Experience]) -> None:
    """Put these, and only these, in the place of those before."""
    content = _Contents(experiences=tuple(experiences)).model_dump_json(exclude_none=True)
    write_bytes(folder / _FILE, content.encode())


def stored_version(folder: Path) -> str:
    """Hash of all that is there: another one when any of it is; empty for nothing."""
    file = folder / _FILE
    return sha256_of(file) if file.is_file() else ""


def changes_between(
    before: Mapping[str, Experience], after: Mapping[str, Experience]
) -> ExperienceChanges:
    """How one catalogue became another."""
    same = before.keys() & after.keys()
    kept = sum(before[own] == after[own] for own in same)
    return ExperienceChanges(
        added=len(after.keys() - same),
        changed=len(same) - kept,
        gone=len(before.keys() - same),
        kept=kept,
    )
