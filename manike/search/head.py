"""Which generation of an index serves, and how much of its log counts: one small file.

It is replaced by a rename. That is the one moment at which a change of the index happens.
"""

from pathlib import Path
from typing import Annotated, Literal
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from manike.errors import StoreError
from manike.media.files import write_bytes
from manike.search.arrays import sync_folder
from manike.search_ports import IndexModel, made_again_by

_FILE = "head.json"
Count = Annotated[int, Field(ge=0)]


class Head(BaseModel):
    """What serves."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1] = 1
    model: IndexModel
    generation: Annotated[int, Field(ge=1)]
    born: str
    """Tells a generation from an earlier one of the same number that was taken away."""
    entries: Count = 0
    """Changes in the generation's log."""
    added: Count = 0
    """Vectors in the generation's log."""

    def folder(self, home: Path) -> Path:
        """Where the generation lies."""
        return generation_folder(home, self.generation)


def new_head(model: IndexModel, number: int) -> Head:
    """The head of a generation that is about to be built."""
    return Head(model=model, generation=number, born=uuid4().hex)


def generation_folder(home: Path, number: int) -> Path:
    """Where a generation lies."""
    return home / f"generation-{number:06d}"


def read_head(home: Path) -> Head | None:
    """What serves; ``None`` before the first vector.

    Raises:
        StoreError: it is damaged.
    """
    file = home / _FILE
    try:
        return Head.model_validate_json(file.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError) as error:
        raise damaged(home, file.name) from error


def write_head(home: Path, head: Head) -> None:
    """From now on this serves."""
    write_bytes(home / _FILE, head.model_dump_json().encode())
    sync_folder(home)


def remove_head(home: Path) -> None:
    """From now on nothing serves."""
    (home / _FILE).unlink(missing_ok=True)
    sync_folder(home)


def damaged(home: Path, what: str) -> StoreError:
    """An index that can't be read."""
    return StoreError(f"{what} of {home} is damaged. {made_again_by(home.name)}")
