"""The log of a generation: what was added and deleted since it was built, searched by brute force.

Two files beside the generation's own, both only appended to: entries (id, place of its vector, or
-1 for a deletion) and vectors. How much of them counts says the head.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from manike.search.arrays import append, mapped, sync
from manike.search.head import Head
from manike.search_ports import Ids, Vectors

_DELETED = -1
_ENTRIES, _VECTORS = "log.i64", "log.f32"


@dataclass(frozen=True)
class Log:
    """What changed, up to a head."""

    entries: NDArray[np.int64]
    """Shape (n, 2): id and place of its vector, in the order in which it happened."""
    added: Vectors
    """Every vector that was added, also those that were replaced or deleted since."""

    @cached_property
    def _last(self) -> NDArray[np.int64]:
        """The last entry of each id, ascending by id, shape (m, 2)."""
        backwards = self.entries[::-1]
        _, first = np.unique(backwards[:, 0], return_index=True)
        return backwards[first]

    @cached_property
    def touched(self) -> Ids:
        """Ids whose vector in the generation does not count any more, ascending."""
        return np.ascontiguousarray(self._last[:, 0])

    @cached_property
    def ids(self) -> Ids:
        """Ids that have their vector here, ascending."""
        return np.ascontiguousarray(self._last[self._last[:, 1] != _DELETED, 0])

    @cached_property
    def places(self) -> NDArray[np.int64]:
        """Where their vectors lie in ``added``."""
        places = self._last[:, 1]
        return np.ascontiguousarray(places[places != _DELETED])

    @cached_property
    def vectors(self) -> Vectors:
        """The vectors of ``ids``."""
        return np.ascontiguousarray(self.added[self.places])

    def after(self, entries: int, *, only_deletions: bool) -> tuple[NDArray[np.int64], Vectors]:
        """Entries and vectors of a log that begins after the first ``entries`` of this one."""
        later = self.entries[entries:].copy()
        if only_deletions:
            later[:, 1] = _DELETED  # a vector of another model is gone with its model
        kept = later[:, 1] != _DELETED
        vectors = self.added[later[kept, 1]]
        later[kept, 1] = np.arange(len(vectors))
        return later, vectors


def read_log(home: Path, head: Head) -> Log:
    """The log as it was when the head was written."""
    folder = head.folder(home)
    return Log(
        mapped(folder / _ENTRIES, np.int64, (head.entries, 2)),
        mapped(folder / _VECTORS, np.float32, (head.added, head.model.dimension)),
    )


def extend(home: Path, head: Head, entries: NDArray[np.int64], vectors: Vectors) -> Head:
    """Append to the log; it counts when the head that is returned is written."""
    folder = head.folder(home)
    placed = entries.copy()
    placed[placed[:, 1] != _DELETED, 1] += head.added
    append(folder / _VECTORS, head.added * head.model.dimension * 4, vectors)
    append(folder / _ENTRIES, head.entries * 2 * 8, placed)
    for name in (_VECTORS, _ENTRIES):
        with (folder / name).open("rb") as file:
            sync(file.fileno())
    grown = {"entries": head.entries + len(placed), "added": head.added + len(vectors)}
    return head.model_copy(update=grown)


def additions(ids: Ids) -> NDArray[np.int64]:
    """Entries of vectors that are added in this order."""
    return np.stack([ids, np.arange(ids.size)], axis=1)


def deletions(ids: Ids) -> NDArray[np.int64]:
    """Entries of vectors that are deleted."""
    return np.stack([ids, np.full(ids.size, _DELETED)], axis=1)
