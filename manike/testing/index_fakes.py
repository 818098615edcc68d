"""Vector indexes in memory that obey the port; every search compares all vectors."""

import threading
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from manike.errors import BadInputError, NotFoundError, StoreError
from manike.ids import TenantId
from manike.search.arrays import best_of, checked, checked_query
from manike.search_ports import Ids, IndexModel, Nearest, Part, Vectors


class FakeIndexes:
    """See ``VectorIndexes``."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], FakeIndex] = {}

    def open(self, tenant: TenantId, name: str) -> "FakeIndex":
        """See ``VectorIndexes.open``."""
        return self._made.setdefault((tenant.slug, name), FakeIndex())


class FakeIndex:
    """See ``VectorIndex``."""

    def __init__(self) -> None:
        self.rebuilds = 0
        self._model: IndexModel | None = None
        self._vectors: dict[int, NDArray[np.float32]] = {}
        self._lock = threading.Lock()

    def model(self) -> IndexModel | None:
        """See ``VectorIndex.model``."""
        return self._model

    def count(self) -> int:
        """See ``VectorIndex.count``."""
        return len(self._vectors)

    def ids(self) -> Ids:
        """See ``VectorIndex.ids``."""
        return np.array(sorted(self._vectors), np.int64)

    def vectors(self, ids: Ids) -> Vectors:
        """See ``VectorIndex.vectors``."""
        if self._model is None or not set(ids.tolist()) <= self._vectors.keys():
            raise NotFoundError("The index holds no vector of a row that was asked for.")
        rows = [self._vectors[row] for row in ids.tolist()]
        return np.array(rows, np.float32).reshape(-1, self._model.dimension)

    def add(self, model: IndexModel, ids: Ids, vectors: Vectors) -> None:
        """See ``VectorIndex.add``."""
        rows, found = checked(model, ids, vectors)
        with self._lock:
            self._expect(self._model or model, model)
            self._model = model
            self._vectors.update(zip(rows.tolist(), found, strict=True))

    def delete(self, ids: Ids) -> None:
        """See ``VectorIndex.delete``."""
        with self._lock:
            for row in np.asarray(ids).tolist():
                self._vectors.pop(row, None)

    def search(
        self, model: IndexModel, query: Vectors, count: int, *, allowed: Ids | None = None
    ) -> Nearest:
        """See ``VectorIndex.search``."""
        if self._model is None:
            raise NotFoundError("There is no index yet.")
        self._expect(self._model, model)
        vector = checked_query(model, query, count)
        ids = self.ids()
        if allowed is not None:
            ids = np.intersect1d(ids, allowed)
        return Nearest(*best_of(ids, self.vectors(ids) @ vector, count))

    def wants_rebuild(self) -> bool:
        """See ``VectorIndex.wants_rebuild``."""
        return False

    def rebuild(self) -> None:
        """See ``VectorIndex.rebuild``."""
        self.rebuilds += 1

    def replace(self, model: IndexModel, parts: Iterable[Part]) -> None:
        """See ``VectorIndex.replace``."""
        before, made, last = set(self._vectors), {}, 0
        for part in parts:
            rows, found = checked(model, *part)
            for row, vector in zip(rows.tolist(), found, strict=True):
                if row <= last:
                    raise BadInputError("ids", "must be in ascending order.")
                made[row], last = vector, row
        with self._lock:
            gone = before - self._vectors.keys()
            self._model = model
            self._vectors = {row: vector for row, vector in made.items() if row not in gone}

    def drop(self) -> None:
        """See ``VectorIndex.drop``."""
        with self._lock:
            self._model, self._vectors = None, {}

    def _expect(self, held: IndexModel, model: IndexModel) -> None:
        if held != model:
            raise StoreError(f"The index was made with {held}, not with {model}.")
