"""What a tenant can find: rows in the studio database and their vectors, kept in step.

The rows are the truth. A vector whose row is gone is never shown, and goes with the next ``sync``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from manike.errors import BadInputError, StoreError
from manike.ids import ProjectId, TenantId
from manike.ports import Embedder
from manike.search.locks import alone
from manike.search.ranking import Ranking, fused
from manike.search_ports import Ids, Part, VectorIndex, VectorIndexes, Vectors, model_of
from manike.storage.layout import Layout
from manike.studio.search_filters import NO_FILTERS, Filters, is_text
from manike.studio.search_rows import SearchRows
from manike.studio.search_table import SearchRow

MAX_QUERY_CHARS = 1000
_BATCH = 256
"""Texts that are embedded before they are kept: what a killed run loses."""
_DEPTH = 50


@dataclass(frozen=True, slots=True)
class Found:
    """A row, and why it was found."""

    row: SearchRow
    score: float
    """What it was ranked by; compares with those of the same search only."""
    cosine: float
    """Its similarity to the query, -1 to 1."""


@dataclass(frozen=True, slots=True)
class Synced:
    """What bringing an index in step with its rows took."""

    rows: int
    embedded: int
    """Texts that were embedded."""
    deleted: int
    """Vectors whose row is gone."""
    is_rebuilt: bool


@dataclass(frozen=True, slots=True)
class Audit:
    """How an index differs from its rows."""

    rows: int
    missing: tuple[int, ...]
    """Rows without a vector."""
    strangers: tuple[int, ...]
    """Vectors without a row of this tenant."""

    @property
    def is_exact(self) -> bool:
        """Whether the index holds exactly the live rows."""
        return not self.missing and not self.strangers


class Library:
    """All that can be found, of all tenants. Every call names its tenant."""

    def __init__(
        self, rows: SearchRows, indexes: VectorIndexes, embedder: Embedder, layout: Layout
    ) -> None:
        self.rows = rows
        self._indexes = indexes
        self._embedder = embedder
        self._model = model_of(embedder)
        self._layout = layout

    def index(self, tenant: TenantId, kind: str) -> VectorIndex:
        """The vectors of what a tenant has of a kind."""
        return self._indexes.open(tenant, kind)

    @contextmanager
    def alone(self, tenant: TenantId, kind: str) -> Iterator[None]:
        """Wait for whoever changes rows and vectors of this kind on this machine."""
        with alone(self._layout.index(tenant, kind), "sync"):
            yield

    def sync(self, tenant: TenantId, kind: str) -> Synced:
        """Make the index hold exactly the live rows, with vectors of the embedder's model.

        Only what it lacks is embedded. Of another model, all is, beside the index that serves.
        """
        index = self.index(tenant, kind)
        live = self.rows.ids(tenant, kind)
        held = self._held(index)
        if held is None:
            with_vectors = _Counted(self, tenant, kind)
            index.replace(self._model, with_vectors.parts(live))
            return Synced(live.size, with_vectors.count, 0, is_rebuilt=True)
        strangers = np.setdiff1d(held, live, assume_unique=True)
        index.delete(strangers)
        embedded = self._add(tenant, kind, np.setdiff1d(live, held, assume_unique=True), held)
        wants_rebuild = index.wants_rebuild()
        if wants_rebuild:
            index.rebuild()
        return Synced(live.size, embedded, strangers.size, is_rebuilt=wants_rebuild)

    def audit(self, tenant: TenantId, kind: str) -> Audit:
        """How the index differs from its rows; nothing is changed."""
        live, held = self.rows.ids(tenant, kind), self.index(tenant, kind).ids()
        missing, strangers = (np.setdiff1d(*pair) for pair in ((live, held), (held, live)))
        return Audit(live.size, tuple(missing.tolist()), tuple(strangers.tolist()))

    def is_in_step(self, tenant: TenantId, kind: str) -> bool:
        """Whether a ``sync`` would find nothing to do."""
        try:
            index = self.index(tenant, kind)
            return index.model() == self._model and self.audit(tenant, kind).is_exact
        except StoreError:  # damaged
            return False

    def forget(self, project: ProjectId) -> int:
        """Leave no row and no vector of a project, on the disk either; returns the rows' number."""
        return sum(self.erase(project.tenant, kind) for kind in self.rows.forget(project))

    def erase(self, tenant: TenantId, kind: str) -> int:
        """Leave no vector whose row is gone, on the disk either; returns how many there were.

        A damaged index is taken away whole.
        """
        index = self.index(tenant, kind)
        try:
            gone = np.setdiff1d(index.ids(), self.rows.ids(tenant, kind))
        except StoreError:  # damaged: the rows can make it again
            index.drop()
            return 0
        index.delete(gone)
        index.rebuild()
        return int(gone.size)

    def find(
        self,
        tenant: TenantId,
        kind: str,
        query: str,
        count: int,
        filters: Filters = NO_FILTERS,
        *,
        ranking: Ranking = Ranking.HYBRID,
    ) -> list[Found]:
        """What a tenant has that means something like a query, best first.

        Raises:
            BadInputError: the query is empty, too long or no text.
            NotFoundError: nothing of this kind was ever indexed.
            StoreError: the index is damaged or of another model.
        """
        text = query.strip()
        if not 1 <= len(text) <= MAX_QUERY_CHARS:
            raise BadInputError("query", f"use 1 to {MAX_QUERY_CHARS} characters.")
        if not is_text(text):
            raise BadInputError("query", "holds bytes that are no UTF-8.")
        index, vector = self.index(tenant, kind), self._embedder.embed([text])[0]
        depth = max(_DEPTH, 2 * count)
        allowed = None if filters == NO_FILTERS else self.rows.ids(tenant, kind, filters)
        near = index.search(self._model, vector, depth, allowed=allowed)
        cosines = dict(zip(near.ids.tolist(), near.scores.tolist(), strict=True))
        by_vector = list(cosines.items())
        if ranking is Ranking.VECTOR:
            ranked = by_vector
        else:
            by_text = self.rows.best_by_text(tenant, kind, text, depth, filters)
            cosines |= self._cosines(index, vector, [row for row, _ in by_text])
            ranked = by_text
            if ranking is Ranking.HYBRID:
                ranked = list(fused(cosines, dict(by_text)))
        rows = self.rows.rows(tenant, kind, [row for row, _ in ranked])
        hits = [
            Found(rows[row], score, cosines[row])
            for row, score in ranked
            if row in rows and row in cosines
        ]
        return hits[:count]

    def _cosines(self, index: VectorIndex, vector: Vectors, ids: list[int]) -> dict[int, float]:
        """The similarity of rows that were found by their words; those without a vector are new."""
        if not ids:
            return {}
        found = index.search(self._model, vector, len(ids), allowed=np.array(ids, np.int64))
        return dict(zip(found.ids.tolist(), found.scores.tolist(), strict=True))

    def _held(self, index: VectorIndex) -> Ids | None:
        """What the index holds; ``None`` if it must be made anew."""
        try:
            return index.ids() if index.model() == self._model else None
        except StoreError:  # damaged: the rows can make it again
            index.drop()
            return None

    def _add(self, tenant: TenantId, kind: str, missing: Ids, held: Ids) -> int:
        index, embedded = self.index(tenant, kind), 0
        have = set(held.tolist())
        for start in range(0, missing.size, _BATCH):
            ids = missing[start : start + _BATCH]
            twins = self.rows.twins(tenant, kind, ids.tolist())
            same = {row: twin for row in twins for twin in twins[row] if twin in have}
            known = np.array(sorted(same), np.int64)
            if known.size:
                twin_ids = np.array([same[row] for row in known.tolist()], np.int64)
                index.add(self._model, known, index.vectors(twin_ids))
            fresh, vectors, count = self.embedded(tenant, kind, np.setdiff1d(ids, known))
            index.add(self._model, fresh, vectors)
            have.update(ids.tolist())
            embedded += count
        return embedded

    def embedded(self, tenant: TenantId, kind: str, ids: Ids) -> tuple[Ids, Vectors, int]:
        """Rows that are still there with their vectors, and how many texts were embedded."""
        texts = self.rows.texts(tenant, kind, ids.tolist())
        there = np.array(sorted(texts), np.int64)
        new = sorted(set(texts.values()))
        made = dict(zip(new, self._embedder.embed(new), strict=True)) if new else {}
        vectors = np.array([made[texts[row]] for row in there.tolist()], np.float32)
        return there, vectors.reshape(-1, self._model.dimension), len(new)


class _Counted:
    """Parts of an index, embedded as they are asked for."""

    def __init__(self, library: Library, tenant: TenantId, kind: str) -> None:
        self.count = 0
        self._library, self._tenant, self._kind = library, tenant, kind

    def parts(self, ids: Ids) -> Iterator[Part]:
        """All of these rows that are still there."""
        for start in range(0, ids.size, _BATCH):
            part = ids[start : start + _BATCH]
            there, vectors, count = self._library.embedded(self._tenant, self._kind, part)
            self.count += count
            yield there, vectors
