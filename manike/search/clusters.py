"""Where in a large generation to look: FAISS's inverted lists with vectors of a byte a dimension.

What the lists find is only a choice of candidates, ten times as many as asked for: their order is
decided by the vectors themselves, so that the bytes' roughness costs no recall.
"""

from collections.abc import Iterator
from math import ceil, sqrt
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from manike.search.arrays import best_of, cosines, hits
from manike.search_ports import Vectors

Lists = Any
"""An ``IndexIVFScalarQuantizer``; the types that faiss states are not those that it has."""

FLAT_ROWS = 20_000
"""Up to here every vector is looked at; see docs/search.md for the figures."""
_CANDIDATES = 10
_LEAST_CANDIDATES = 100
_PER_CLUSTER = 40
"""Vectors that a cluster is trained with; faiss warns below 39."""
_ROUNDS = 8
_CHUNK = 65_536
_TARGET = 0.998
"""Recall at which the number of probes is settled; what was promised is 0.99."""
_SAMPLE = 200
_NEAREST = 10
_AWAY = 1.0
"""Length of what is added to a unit vector to make a query of it: their cosine is about 0.7."""


class Clusters:
    """The inverted lists, read where they lie."""

    def __init__(self, index: Lists, probes: int) -> None:
        self._index = index
        self._probes = probes

    @classmethod
    def open(cls, path: Path, probes: int) -> "Clusters":
        """Lists that ``build`` wrote.

        Raises:
            RuntimeError: faiss can't read them.
        """
        faiss = _faiss()
        index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP | faiss.IO_FLAG_READ_ONLY)
        # Its threads that fetch lists ahead cost more than they gain: the pages are in memory.
        faiss.downcast_InvertedLists(index.invlists).prefetch_nthread = 0
        return cls(index, probes)

    @property
    def count(self) -> int:
        """How many vectors lie in the lists."""
        return int(self._index.ntotal)

    def candidates(
        self,
        query: Vectors,
        count: int,
        live: NDArray[np.bool_] | None = None,
        *,
        everywhere: bool = False,
    ) -> NDArray[np.int64]:
        """Rows among which the nearest are.

        Args:
            query: unit vector.
            count: how many are wanted.
            live: which rows count; ``None`` for all.
            everywhere: look into all lists.
        """
        faiss = _faiss()
        probes = self._index.nlist if everywhere else self._probes
        wanted = min(max(_LEAST_CANDIDATES, _CANDIDATES * count), self.count)
        choice = {} if live is None else {"sel": _selector(live)}
        parameters = faiss.SearchParametersIVF(nprobe=probes, **choice)
        _, rows = self._index.search(query[None, :], wanted, params=parameters)
        found: NDArray[np.int64] = rows[0][rows[0] >= 0]
        return found


def _selector(live: NDArray[np.bool_]) -> Any:  # noqa: ANN401 - of faiss
    return _faiss().IDSelectorBitmap(np.packbits(live, bitorder="little"))


def _faiss() -> Any:  # noqa: ANN401 - a module
    """FAISS takes 0.4 s to import; whoever has few vectors never needs it."""
    import faiss

    return faiss


def build(path: Path, vectors: Vectors) -> tuple[int, int, float]:
    """Write the lists of these vectors.

    Returns:
        How many lists there are, how many a search looks into, and the recall that it has then.
    """
    faiss = _faiss()
    count, dimension = vectors.shape
    lists = ceil(2 * sqrt(count))
    centres = faiss.IndexFlatIP(dimension)
    kind = faiss.ScalarQuantizer.QT_8bit
    index = faiss.IndexIVFScalarQuantizer(
        centres, dimension, lists, kind, faiss.METRIC_INNER_PRODUCT
    )
    index.cp.niter, index.cp.spherical = _ROUNDS, True
    chance = np.random.default_rng(count)  # the same vectors give the same lists
    sample = np.sort(chance.choice(count, min(count, lists * _PER_CLUSTER), replace=False))
    index.train(vectors[sample])
    for part in _chunks(count):
        index.add(vectors[part])
    probes, recall = _tuned(index, vectors, chance)
    try:
        faiss.write_index(index, str(path))
    except RuntimeError as error:  # all that faiss says of a full disk
        raise OSError(str(error).splitlines()[0]) from error
    return lists, probes, recall


def _tuned(index: Lists, vectors: Vectors, chance: np.random.Generator) -> tuple[int, float]:
    """The fewest probes, doubled each time, with which the nearest are found.

    Where vectors do not gather in clusters, that is all lists: slower, and as good.
    """
    queries = probing(vectors, chance, _SAMPLE)
    truth = nearest_rows(vectors, queries, _NEAREST)
    probes, recall = 4, 0.0
    while True:
        probes = min(probes, index.nlist)
        found = Clusters(index, probes)
        got = [
            hits(_best(vectors, query, found), cosines(vectors[right], query))
            for query, right in zip(queries, truth, strict=True)
        ]
        recall = sum(got) / truth.size
        if recall >= _TARGET or probes == index.nlist:
            return probes, recall
        probes *= 2


def _best(vectors: Vectors, query: Vectors, clusters: Clusters) -> NDArray[np.float32]:
    rows = clusters.candidates(query, _NEAREST)
    return best_of(rows, cosines(vectors[rows], query), _NEAREST)[1]


def probing(vectors: Vectors, chance: np.random.Generator, count: int) -> Vectors:
    """Queries like those that people ask: near some vector, and like none of them.

    Returns:
        Unit vectors, shape (at most count, dimension).
    """
    rows = np.sort(chance.choice(len(vectors), min(count, len(vectors)), replace=False))
    near = vectors[rows]
    away = chance.standard_normal(near.shape).astype(np.float32)
    away *= _AWAY / np.linalg.norm(away, axis=1, keepdims=True)
    moved = near + away
    return np.asarray(moved / np.linalg.norm(moved, axis=1, keepdims=True), np.float32)


def nearest_rows(vectors: Vectors, queries: Vectors, count: int) -> NDArray[np.int64]:
    """The rows nearest to each query, by comparing all; shape (queries, at most count)."""
    count = min(count, len(vectors))
    rows = np.empty((len(queries), 0), np.int64)
    scores = np.empty((len(queries), 0), np.float32)
    for part in _chunks(len(vectors)):
        found = queries @ vectors[part].T
        scores = np.concatenate([scores, found], axis=1)
        here = np.broadcast_to(np.arange(part.start, part.stop), found.shape)
        rows = np.concatenate([rows, here], axis=1)
        if scores.shape[1] > count:
            best = np.argpartition(scores, -count, axis=1)[:, -count:]
            rows = np.take_along_axis(rows, best, axis=1)
            scores = np.take_along_axis(scores, best, axis=1)
    return rows


def _chunks(count: int) -> Iterator[slice]:
    for start in range(0, count, _CHUNK):
        yield slice(start, min(count, start + _CHUNK))
