"""How much of what brute force finds a search finds too."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from manike.search.arrays import best_of, cosines, hits
from manike.search.clusters import nearest_rows, probing
from manike.search_ports import Ids, Nearest, VectorIndex, Vectors

NEAREST = 10
_SAMPLE = 50
_CHUNK = 16_384
NOTHING = Nearest(np.empty(0, np.int64), np.empty(0, np.float32))


def measured_recall(index: VectorIndex) -> float:
    """Share of the ten nearest that an index finds, over fifty queries near its own vectors.

    Reads all vectors once; 1 for an index that holds none.
    """
    model, ids, probe = index.model(), index.ids(), Probe()
    if model is None:
        return 1.0
    for start in range(0, ids.size, _CHUNK):
        part = ids[start : start + _CHUNK]
        probe.see(part, index.vectors(part))

    def found(query: Vectors) -> NDArray[np.float32]:
        """How near what is found really is, whatever the search says."""
        return cosines(index.vectors(index.search(model, query, NEAREST).ids), query)

    return probe.recall(found)


class Probe:
    """What brute force finds of some queries, while the vectors go by."""

    def __init__(self) -> None:
        self._queries: Vectors | None = None
        self._near: list[Nearest] = []

    def see(self, ids: Ids, vectors: Vectors) -> None:
        """Look at further vectors; the queries are made from the first ones."""
        if not ids.size:
            return
        if self._queries is None:
            self._queries = probing(vectors, np.random.default_rng(1), _SAMPLE)
            self._near = [NOTHING] * len(self._queries)
        rows = nearest_rows(vectors, self._queries, NEAREST)
        for number, (query, chosen) in enumerate(zip(self._queries, rows, strict=True)):
            before, scores = self._near[number], cosines(vectors[chosen], query)
            both = np.concatenate([before.ids, ids[chosen]])
            best = best_of(both, np.concatenate([before.scores, scores]), NEAREST)
            self._near[number] = Nearest(*best)

    def recall(self, search: Callable[[Vectors], NDArray[np.float32]]) -> float:
        """Share of them that a search finds, by the cosines of what it finds.

        1 where there is nothing to find.
        """
        if self._queries is None:
            return 1.0
        got = sum(
            hits(search(query), near.scores)
            for query, near in zip(self._queries, self._near, strict=True)
        )
        return got / sum(near.ids.size for near in self._near)
