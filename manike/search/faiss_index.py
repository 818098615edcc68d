"""Vector indexes in files of the tenant's own, searched with FAISS; see ``VectorIndex``.

A folder holds ``head.json``, which says what serves, and generations. A change is appended to the
log of the generation that serves and counts when the head says so; a rebuild makes a new generation
beside it and then names it in the head. Whoever dies leaves what served before.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from manike.errors import NotFoundError, StoreError
from manike.ids import TenantId
from manike.media.files import writing
from manike.search.arrays import best_of, checked, checked_query, cosines
from manike.search.building import merged, write_generation
from manike.search.clusters import FLAT_ROWS
from manike.search.head import (
    Head,
    generation_folder,
    new_head,
    read_head,
    remove_head,
    write_head,
)
from manike.search.locks import alone
from manike.search.log import additions, deletions, extend, read_log
from manike.search.state import State, read_state
from manike.search_ports import Ids, IndexModel, Nearest, Part, Vectors, made_again_by
from manike.storage.layout import Layout

_LOG_SHARE = 0.05
_LEAST_LOG = 2_000
"""Entries of a log that cost a search less than 1 ms."""


class FaissIndexes:
    """See ``VectorIndexes``."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def open(self, tenant: TenantId, name: str) -> "FaissIndex":
        """See ``VectorIndexes.open``."""
        return FaissIndex(self._layout.index(tenant, name))


class FaissIndex:
    """One folder. Safe to share between threads."""

    def __init__(self, home: Path, *, flat_rows: int = FLAT_ROWS) -> None:
        """``flat_rows`` is up to how many vectors every one is looked at."""
        self._home = home
        self._flat_rows = flat_rows
        self._seen: State | None = None

    def model(self) -> IndexModel | None:
        """See ``VectorIndex.model``."""
        head = read_head(self._home)
        return head.model if head else None

    def count(self) -> int:
        """See ``VectorIndex.count``."""
        state = self._state()
        if state is None:
            return 0
        return state.kept_ids.size + state.log.ids.size

    def ids(self) -> Ids:
        """See ``VectorIndex.ids``."""
        state = self._state()
        if state is None:
            return np.empty(0, np.int64)
        return np.sort(np.concatenate([state.kept_ids, state.log.ids]))

    def vectors(self, ids: Ids) -> Vectors:
        """See ``VectorIndex.vectors``."""
        state = self._state()
        wanted = np.asarray(ids, np.int64)
        if state is None:
            raise NotFoundError("The index is empty.")
        found = np.empty((wanted.size, state.head.model.dimension), np.float32)
        place = np.searchsorted(state.log.ids, wanted)
        in_log = np.isin(wanted, state.log.ids)
        found[in_log] = state.log.vectors[place[in_log]]
        rows, there = state.generation.rows_of(wanted)
        there &= ~np.isin(wanted, state.log.touched)
        if not (there | in_log).all():
            raise NotFoundError("The index holds no vector of a row that was asked for.")
        found[there] = state.generation.vectors[rows[there]]
        return found

    def search(
        self, model: IndexModel, query: Vectors, count: int, *, allowed: Ids | None = None
    ) -> Nearest:
        """See ``VectorIndex.search``."""
        state = self._state()
        if state is None:
            raise NotFoundError("There is no index yet.")
        self._expect(state.head, model)
        vector = checked_query(model, query, count)
        chosen = None if allowed is None else np.unique(np.asarray(allowed, np.int64))
        found = state.generation.search(vector, count, chosen, state.live)
        ids, vectors = state.log.ids, state.log.vectors
        if chosen is not None:
            kept = np.isin(ids, chosen, assume_unique=True)
            ids, vectors = ids[kept], vectors[kept]
        near = best_of(ids, cosines(vectors, vector), count)
        both = np.concatenate([found.ids, near[0]]), np.concatenate([found.scores, near[1]])
        return Nearest(*best_of(*both, count))

    def add(self, model: IndexModel, ids: Ids, vectors: Vectors) -> None:
        """See ``VectorIndex.add``."""
        rows, found = checked(model, ids, vectors)
        with alone(self._home, "write"):
            head = read_head(self._home) or self._first(model)
            self._expect(head, model)
            self._log(head, additions(rows), found)

    def delete(self, ids: Ids) -> None:
        """See ``VectorIndex.delete``."""
        with alone(self._home, "write"):
            state = self._state()
            if state is None:
                return
            there = np.intersect1d(np.asarray(ids, np.int64), self.ids())
            if there.size:
                none = np.empty((0, state.head.model.dimension), np.float32)
                self._log(state.head, deletions(there), none)
        self._tidy()

    def wants_rebuild(self) -> bool:
        """See ``VectorIndex.wants_rebuild``."""
        state = self._state()
        if state is None:
            return False
        return state.head.entries > max(_LEAST_LOG, _LOG_SHARE * state.generation.ids.size)

    def rebuild(self) -> None:
        """See ``VectorIndex.rebuild``."""

        def own() -> tuple[IndexModel, Iterable[Part]] | None:
            state = self._state()
            return (state.head.model, merged(state.generation, state.log)) if state else None

        self._renew(own)

    def replace(self, model: IndexModel, parts: Iterable[Part]) -> None:
        """See ``VectorIndex.replace``."""
        self._renew(lambda: (model, parts))

    def drop(self) -> None:
        """See ``VectorIndex.drop``."""
        with alone(self._home, "rebuild"), alone(self._home, "write"):
            remove_head(self._home)
            self._sweep(None)

    def _renew(self, wanted: Callable[[], tuple[IndexModel, Iterable[Part]] | None]) -> None:
        """Build a generation while others read and write, then let it serve."""
        with alone(self._home, "rebuild"):
            before = read_head(self._home)
            self._sweep(before)
            content = wanted()
            if content is None:
                return
            model, parts = content
            # A first generation may begin meanwhile: 1 is its number.
            head = new_head(model, before.generation + 1 if before else 2)
            folder = head.folder(self._home)
            try:
                with writing(folder):
                    folder.mkdir()
                write_generation(folder, model, parts, flat_rows=self._flat_rows)
                with alone(self._home, "write"):
                    write_head(self._home, self._caught_up(before, head))
            except BaseException:
                if read_head(self._home) == before:
                    shutil.rmtree(folder, ignore_errors=True)
                raise
            self._sweep(head)

    def _caught_up(self, before: Head | None, head: Head) -> Head:
        """The new generation's head, with what was written to the old one while it was built."""
        now = read_head(self._home)
        entries, vectors = np.empty((0, 2), np.int64), np.empty((0, 0), np.float32)
        if now is not None:
            # An index that began meanwhile is all news.
            known = before.entries if before is not None else 0
            is_other = now.model != head.model
            log = read_log(self._home, now)
            entries, vectors = log.after(known, only_deletions=is_other)
        with writing(self._home):
            return extend(self._home, head, entries, vectors)

    def _log(self, head: Head, entries: NDArray[np.int64], vectors: Vectors) -> None:
        with writing(self._home):
            write_head(self._home, extend(self._home, head, entries, vectors))

    def _first(self, model: IndexModel) -> Head:
        """The head of a first, empty generation."""
        head = new_head(model, 1)
        folder = head.folder(self._home)
        with writing(folder):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        write_generation(folder, model, ())
        return head

    def _state(self) -> State | None:
        """What serves now; only what changed is read."""
        state = read_state(self._home, self._seen)
        self._seen = state or self._seen
        return state

    def _tidy(self) -> None:
        """Take away what somebody left who was killed right after a new generation began to serve.

        It may hold vectors that were deleted since.
        """
        serving = read_head(self._home)
        if serving and any(path < serving.folder(self._home) for path in self._generations()):
            with alone(self._home, "rebuild"):
                self._sweep(read_head(self._home))

    def _generations(self) -> Iterator[Path]:
        return self._home.glob("generation-*")

    def _expect(self, head: Head, model: IndexModel) -> None:
        if head.model != model:
            raise StoreError(
                f"The {self._home.name} index was made with {head.model}, not with {model}. "
                f"{made_again_by(self._home.name)}"
            )

    def _sweep(self, serving: Head | None) -> None:
        """Take away generations that do not serve: old ones, and what somebody dead began."""
        for folder in self._generations():
            if serving is None or folder != generation_folder(self._home, serving.generation):
                shutil.rmtree(folder, ignore_errors=True)
