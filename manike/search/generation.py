"""A generation of an index: vectors that never change, in a folder of their own.

``vectors.f32`` holds them by ascending row id, ``ids.i64`` the ids. A large one has ``clusters``
too: where to look first. Scores are always those of the vectors themselves.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from manike.search.arrays import best_of, cosines, mapped
from manike.search.clusters import Clusters
from manike.search.head import Head, damaged
from manike.search_ports import Ids, Nearest, Vectors

IDS, VECTORS, CLUSTERS, ABOUT = "ids.i64", "vectors.f32", "clusters.faiss", "about.json"
_EXACT_ROWS = 20_000
"""As few are compared one by one, wherever they lie: 5 ms, and no recall is lost."""
_AT_ONCE = 512
"""Vectors copied together; they fit the cache: 10,000 take 1.6 ms so, 5.8 if copied at once."""


class About(BaseModel):
    """What a generation is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1] = 1
    count: Annotated[int, Field(ge=0)]
    dimension: Annotated[int, Field(ge=1)]
    clusters: Annotated[int, Field(ge=0)] = 0
    """0 if every vector is looked at."""
    probes: Annotated[int, Field(ge=0)] = 0
    """How many clusters a search looks into."""
    recall: Annotated[float, Field(ge=0, le=1)] = 1.0
    """Measured when it was built: share of the ten nearest that a search finds."""


@dataclass(frozen=True)
class Generation:
    """A generation, read where it lies."""

    about: About
    ids: Ids
    vectors: Vectors
    clusters: Clusters | None

    @classmethod
    def open(cls, home: Path, head: Head) -> "Generation":
        """The one that a head names.

        Raises:
            StoreError: it is damaged.
            FileNotFoundError: it is not there any more.
        """
        folder = head.folder(home)
        try:
            about = About.model_validate_json((folder / ABOUT).read_bytes())
        except ValidationError as error:
            raise damaged(home, ABOUT) from error
        clusters = None
        if about.clusters:
            try:
                clusters = Clusters.open(folder / CLUSTERS, about.probes)
            except RuntimeError as error:
                (folder / CLUSTERS).stat()  # it may have gone meanwhile
                raise damaged(home, CLUSTERS) from error
            if clusters.count != about.count:
                raise damaged(home, CLUSTERS)
        return cls(
            about,
            mapped(folder / IDS, np.int64, (about.count,)),
            mapped(folder / VECTORS, np.float32, (about.count, about.dimension)),
            clusters,
        )

    def rows_of(self, ids: Ids) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Where ids lie, and which of them are here at all; both of the shape of ``ids``."""
        rows = np.searchsorted(self.ids, ids)
        inside = rows < self.ids.size
        there = np.zeros(ids.shape, np.bool_)
        there[inside] = self.ids[rows[inside]] == ids[inside]
        return rows, there

    def search(
        self,
        query: Vectors,
        count: int,
        allowed: Ids | None,
        live: NDArray[np.bool_] | None,
    ) -> Nearest:
        """The nearest rows.

        Args:
            query: unit vector.
            count: how many at most.
            allowed: only these ids, ascending.
            live: which rows count; ``None`` for all.
        """
        if allowed is not None:
            rows, there = self.rows_of(allowed)
            chosen = rows[there]
            if live is not None:
                chosen = chosen[live[chosen]]
            if self.clusters is None or chosen.size <= _EXACT_ROWS:
                return self._among(query, count, chosen)
            live = np.zeros(self.ids.size, np.bool_)
            live[chosen] = True
        if self.clusters is not None:
            # A filter may leave rows of far clusters only: then all clusters are looked into.
            found = self.clusters.candidates(query, count, live, everywhere=allowed is not None)
            return self._among(query, count, found)
        scores = cosines(self.vectors, query)
        if live is None:
            return Nearest(*best_of(self.ids, scores, count))
        return Nearest(*best_of(self.ids[live], scores[live], count))

    def _among(self, query: Vectors, count: int, rows: NDArray[np.int64]) -> Nearest:
        scores = np.empty(rows.size, np.float32)
        for start in range(0, rows.size, _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            scores[part] = cosines(self.vectors[rows[part]], query)
        return Nearest(*best_of(self.ids[rows], scores, count))
