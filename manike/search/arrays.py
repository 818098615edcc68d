"""Arrays in files: written once or appended to, and read where they lie, without a copy."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from manike.errors import BadInputError
from manike.search_ports import Ids, IndexModel, Vectors

_UNIT_WITHIN = 1e-3
"""How far a vector's length may be from 1: that of float16 or of eight decimals passes."""
_SAME_WITHIN = 1e-5
"""Scores that differ less are equal."""


def mapped(path: Path, dtype: type[Any], shape: tuple[int, ...]) -> NDArray[Any]:
    """The beginning of a file as an array that is read from the disk when it is looked at.

    Raises:
        EOFError: the file is shorter.
        FileNotFoundError: there is none.
    """
    size_bytes = int(np.prod(shape, dtype=np.int64)) * np.dtype(dtype).itemsize
    if path.stat().st_size < size_bytes:
        raise EOFError(path.name)
    if not size_bytes:  # nothing can't be mapped
        return np.empty(shape, dtype)
    return np.asarray(np.memmap(path, dtype, mode="r", shape=shape))


def append(path: Path, end_bytes: int, content: NDArray[Any]) -> None:
    """Write after the first ``end_bytes`` of a file; what follows them was never finished.

    ``sync`` must follow before it counts.
    """
    with path.open("r+b" if path.exists() else "w+b") as file:
        file.truncate(end_bytes)
        file.seek(end_bytes)
        file.write(np.ascontiguousarray(content).data)


def sync(handle: int) -> None:
    """Wait until the disk has what was written."""
    os.fsync(handle)


def sync_folder(folder: Path) -> None:
    """Wait until the disk has the names of a folder's files."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        sync(handle)
    finally:
        os.close(handle)


def checked(model: IndexModel, ids: Ids | Sequence[int], vectors: Vectors) -> tuple[Ids, Vectors]:
    """Ids and vectors as an index keeps them.

    Raises:
        BadInputError: an id twice or below 1, a vector of another length, or no unit vector.
    """
    rows = np.asarray(ids, np.int64).reshape(-1)
    found = np.ascontiguousarray(vectors, np.float32)
    if found.shape != (rows.size, model.dimension):
        wanted = f"({rows.size}, {model.dimension})"
        raise BadInputError("vectors", f"are of shape {found.shape}; {model} makes {wanted}.")
    if rows.size and (rows.min() < 1 or np.unique(rows).size != rows.size):
        raise BadInputError("ids", "must be 1 or more, and each only once.")
    off = np.abs(np.einsum("ij,ij->i", found, found) - 1)
    if not (off <= 2 * _UNIT_WITHIN).all():  # also not a number
        raise BadInputError("vectors", "must have length 1.")
    return rows, found


def checked_query(model: IndexModel, query: Vectors, count: int) -> Vectors:
    """A query as an index takes it, shape (dimension,).

    Raises:
        BadInputError: it is of another length or holds what is no number, or count is below 1.
    """
    if count < 1:
        raise BadInputError("count", f"{count} is not 1 or more.")
    vector = np.ascontiguousarray(query, np.float32)
    if vector.shape != (model.dimension,) or not np.isfinite(vector).all():
        raise BadInputError("query", f"is no vector of {model.dimension} numbers.")
    return vector


def cosines(vectors: Vectors, query: Vectors) -> NDArray[np.float32]:
    """The similarity of unit vectors to one, shape (n,).

    By one thread: the product by several took 20 ms instead of 1 where other work kept the cores
    busy, as threads waited for each other.
    """
    scores: NDArray[np.float32] = np.vecdot(vectors, query)
    return scores


def best_of(ids: Ids, scores: NDArray[np.float32], count: int) -> tuple[Ids, NDArray[np.float32]]:
    """The highest scores, highest first; of two equal ones the lower id."""
    if ids.size > count:
        # All that equal the last one are looked at, so that which of them counts is no accident.
        least = np.partition(scores, ids.size - count)[ids.size - count]
        near = np.flatnonzero(scores >= least)
        ids, scores = ids[near], scores[near]
    order = np.lexsort((ids, -scores))[:count]
    return ids[order], scores[order]


def hits(found: NDArray[np.float32], best: NDArray[np.float32]) -> int:
    """How many of the best a search has found, by their scores.

    Not by their ids: of a hundred equal things any ten are the nearest, and the last bit of a score
    depends on how many vectors were multiplied at once.
    """
    if not best.size:
        return 0
    return min(int((found >= best.min() - _SAME_WITHIN).sum()), best.size)
