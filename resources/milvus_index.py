"""One index of a tenant in Milvus; see ``VectorIndex``."""

from collections.abc import Iterable

import numpy as np

from manike.errors import BadInputError, NotFoundError, StoreError
from manike.search.arrays import best_of, checked, checked_query
from manike.search.recall import NEAREST, NOTHING, Probe
from manike.search_ports import LEAST_RECALL, Ids, IndexModel, Nearest, Part, Vectors, made_again_by
from resources.milvus_collections import Collections

_AT_ONCE = 2000
"""Vectors copied together."""
_ALLOWED = 10_000
"""Ids in one filter."""


class MilvusIndex:
    """See ``VectorIndex``. A row's vector must not change while the index is rebuilt."""

    def __init__(self, collections: Collections, name: str) -> None:
        self._all = collections
        self._name = name

    def model(self) -> IndexModel | None:
        """See ``VectorIndex.model``."""
        serving = self._all.serving()
        return serving[1] if serving else None

    def count(self) -> int:
        """See ``VectorIndex.count``."""
        return int(self.ids().size)

    def ids(self) -> Ids:
        """See ``VectorIndex.ids``."""
        serving = self._all.serving()
        if serving is None:
            return np.empty(0, np.int64)
        return self._all.ids(serving[0])

    def vectors(self, ids: Ids) -> Vectors:
        """See ``VectorIndex.vectors``."""
        serving = self._all.serving()
        if serving is None:
            raise NotFoundError("The index is empty.")
        return self._all.vectors(serving[0], serving[1], np.asarray(ids, np.int64))

    def add(self, model: IndexModel, ids: Ids, vectors: Vectors) -> None:
        """See ``VectorIndex.add``. Many are sent in parts: who reads meanwhile may see some."""
        rows, found = checked(model, ids, vectors)
        serving = self._all.serving()
        if serving is None:
            serving = self._all.create(model), model
            self._all.serve(serving[0])
        self._expect(serving[1], model)
        self._all.send(serving[0], rows, found)

    def delete(self, ids: Ids) -> None:
        """See ``VectorIndex.delete``."""
        serving = self._all.serving()
        if serving is not None:
            self._all.remove(serving[0], np.asarray(ids, np.int64))

    def search(
        self, model: IndexModel, query: Vectors, count: int, *, allowed: Ids | None = None
    ) -> Nearest:
        """See ``VectorIndex.search``."""
        serving = self._all.serving()
        if serving is None:
            raise NotFoundError("There is no index yet.")
        self._expect(serving[1], model)
        vector = checked_query(model, query, count)
        if allowed is None:
            return self._all.nearest(serving[0], vector, count, "")
        near = [NOTHING]
        rows = np.unique(np.asarray(allowed, np.int64))
        for start in range(0, rows.size, _ALLOWED):
            part = rows[start : start + _ALLOWED].tolist()
            near.append(self._all.nearest(serving[0], vector, count, f"id in {part}"))
        ids = np.concatenate([each.ids for each in near])
        return Nearest(*best_of(ids, np.concatenate([each.scores for each in near]), count))

    def wants_rebuild(self) -> bool:
        """Milvus merges what changes by itself."""
        return False

    def rebuild(self) -> None:
        """See ``VectorIndex.rebuild``."""
        model = self.model()
        if model is None:
            return
        ids = self.ids()
        parts = (ids[start : start + _AT_ONCE] for start in range(0, ids.size, _AT_ONCE))
        self.replace(model, ((part, self.vectors(part)) for part in parts))

    def replace(self, model: IndexModel, parts: Iterable[Part]) -> None:
        """See ``VectorIndex.replace``."""
        held = self.ids()
        made = self._all.create(model)
        try:
            self._fill(made, model, parts)
            self._catch_up(made, model, held)
            self._all.serve(made)
        except BaseException:
            self._all.drop([made])
            raise
        self._all.drop_before(made)

    def drop(self) -> None:
        """See ``VectorIndex.drop``."""
        self._all.drop_all()

    def _fill(self, made: str, model: IndexModel, parts: Iterable[Part]) -> None:
        """Send all parts, and see that what was sent is found.

        Raises:
            StoreError: less than ``LEAST_RECALL`` is.
        """
        last, probe = 0, Probe()
        for part in parts:
            ids, vectors = checked(model, *part)
            if ids.size and (ids[0] <= last or (np.diff(ids) <= 0).any()):
                raise BadInputError("ids", "must be in ascending order.")
            last = int(ids[-1]) if ids.size else last
            self._all.send(made, ids, vectors)
            probe.see(ids, vectors)
        recall = probe.recall(lambda query: self._all.nearest(made, query, NEAREST, "").scores)
        if recall < LEAST_RECALL:
            said = f"it finds {recall:.3f} of the nearest, not {LEAST_RECALL}"
            raise StoreError(f"A new index in Milvus is not used: {said}.")

    def _catch_up(self, made: str, model: IndexModel, held: Ids) -> None:
        """Do to a new collection what was done to the old one while it was filled."""
        now = self.ids()
        self._all.remove(made, np.setdiff1d(held, now))
        later = np.setdiff1d(now, held)
        if later.size and self.model() == model:
            self._all.send(made, later, self.vectors(later))

    def _expect(self, held: IndexModel, model: IndexModel) -> None:
        if held != model:
            raise StoreError(
                f"The {self._name} index was made with {held}, not with {model}. "
                f"{made_again_by(self._name)}"
            )
