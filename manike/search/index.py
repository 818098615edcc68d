"""The scene index of a tenant: FAISS vectors and the scenes they stand for, in one file."""

import fcntl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, ValidationError

from manike.errors import NotFoundError, StoreError
from manike.media.files import write_bytes, writing

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
    """First line of the file: the rows in the order of the vectors, which follow it."""

    version: Literal[1] = 1
    model: str
    entries: tuple[SceneEntry, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A scene found, with its cosine similarity to the query, -1..1."""

    entry: SceneEntry
    score: float


class SceneIndex:
    """The index of one tenant, below one folder that belongs to that tenant.

    It is one file: who reads it has entries and vectors of one building, whatever others do.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / "scenes.index"

    @contextmanager
    def building(self) -> Iterator[None]:
        """Wait for whoever builds the index on this machine; the one who read last writes last."""
        with writing(self._file):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            lock = self._file.with_suffix(".lock").open("w")
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def build(
        self, model: str, entries: tuple[SceneEntry, ...], vectors: NDArray[np.float32]
    ) -> None:
        """Replace the index. Readers see the old one until the new one is whole.

        Args:
            model: the embedder's model; queries with another model are refused.
            entries: the scenes.
            vectors: unit vectors, shape (len(entries), dimension), float32.
        """
        import faiss

        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors, np.float32))
        head = _Contents(model=model, entries=entries).model_dump_json().encode()
        write_bytes(self._file, head + b"\n" + faiss.serialize_index(index).tobytes())

    def vectors_by_text(self, model: str) -> Mapping[str, NDArray[np.float32]]:
        """The vectors that are there, float32, by what was embedded; none of another model."""
        try:
            contents, index = self._read()
        except (NotFoundError, StoreError):
            return {}
        if contents.model != model:
            return {}
        vectors = index.reconstruct_n(0, index.ntotal)
        return {entry.text: vectors[row] for row, entry in enumerate(contents.entries)}

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
        contents, index = self._read()
        if contents.model != model:
            raise StoreError(
                f"The scene index was made with {contents.model}, the query with {model}. "
                "Materialize scene_index again."
            )
        if not contents.entries:
            return []
        scores, rows = index.search(query[None, :], min(count, len(contents.entries)))
        return [
            Hit(contents.entries[row], float(score))
            for score, row in zip(scores[0], rows[0], strict=True)
        ]

    def _read(self) -> tuple[_Contents, "faiss.Index"]:
        import faiss

        try:
            head, _, tail = self._file.read_bytes().partition(b"\n")
            contents = _Contents.model_validate_json(head)
            index = faiss.deserialize_index(np.frombuffer(tail, np.uint8))
        except FileNotFoundError as error:
            raise NotFoundError("There is no scene index yet: no film is finished.") from error
        except (OSError, RuntimeError, ValidationError) as error:
            raise self._damaged() from error
        if index.ntotal != len(contents.entries):
            raise self._damaged()
        return contents, index

    def _damaged(self) -> StoreError:
        return StoreError(f"{self._file} is damaged. Materialize scene_index again.")
