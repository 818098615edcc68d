"""The scene index of a tenant: FAISS vectors and the scenes they stand for, swapped as one."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, ValidationError

from manike.errors import NotFoundError, StoreError
from manike.media.files import publishing, write_text

if TYPE_CHECKING:
    import faiss

# faiss takes 0.4 s to import; definitions, sensors and most runs name an index and never open one.


class SceneEntry(BaseModel):
    """One scene that can be found."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    project: str
    """The project's slug within its tenant."""
    number: int
    title: str
    text: str
    """What was embedded."""


class _Contents(BaseModel):
    """Rows of the index in the order of its vectors."""

    version: Literal[1] = 1
    model: str
    vectors: str
    """Name of the vectors' file beside this one."""
    entries: tuple[SceneEntry, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A scene found, with its cosine similarity to the query, -1..1."""

    entry: SceneEntry
    score: float


class SceneIndex:
    """The index of one tenant, below one folder that belongs to that tenant."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(
        self, model: str, entries: tuple[SceneEntry, ...], vectors: NDArray[np.float32], key: str
    ) -> None:
        """Replace the index. Readers see the old one until the new one is whole.

        Args:
            model: the embedder's model; queries with another model are refused.
            entries: the scenes.
            vectors: unit vectors, shape (len(entries), dimension), float32.
            key: hash of what the index is built from.
        """
        import faiss

        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors, np.float32))
        name = f"vectors-{key[:16]}.faiss"
        with publishing(self._folder / name) as partial:
            partial.write_bytes(faiss.serialize_index(index).tobytes())
        contents = _Contents(model=model, vectors=name, entries=entries)
        write_text(self._folder / "scenes.json", contents.model_dump_json())
        for old in self._folder.glob("vectors-*.faiss"):
            if old.name != name:
                old.unlink(missing_ok=True)

    def search(self, model: str, query: NDArray[np.float32], count: int) -> list[Hit]:
        """The nearest scenes, best first.

        Args:
            model: the model that made the query.
            query: unit vector, shape (dimension,), float32.
            count: how many at most.

        Raises:
            NotFoundError: there is no index yet.
            StoreError: the index is damaged, or was made with another model.
        """
        contents = self._contents()
        if contents.model != model:
            raise StoreError(
                f"The scene index was made with {contents.model}, the query with {model}. "
                "Materialize scene_index again."
            )
        if not contents.entries:
            return []
        index = self._vectors(contents)
        scores, rows = index.search(query[None, :], min(count, len(contents.entries)))
        return [
            Hit(contents.entries[row], float(score))
            for score, row in zip(scores[0], rows[0], strict=True)
        ]

    def _contents(self) -> _Contents:
        path = self._folder / "scenes.json"
        try:
            return _Contents.model_validate_json(path.read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise NotFoundError("There is no scene index yet: no film is finished.") from error
        except (OSError, ValidationError) as error:
            raise StoreError(f"{path} is damaged. Materialize scene_index again.") from error

    def _vectors(self, contents: _Contents) -> "faiss.Index":
        import faiss

        path = self._folder / contents.vectors
        try:
            index = faiss.deserialize_index(np.frombuffer(path.read_bytes(), np.uint8))
        except (OSError, RuntimeError) as error:
            raise StoreError(f"{path} is damaged. Materialize scene_index again.") from error
        if index.ntotal != len(contents.entries):
            raise StoreError(f"{path} is damaged. Materialize scene_index again.")
        return index
