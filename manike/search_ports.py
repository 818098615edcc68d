"""What the search needs of a vector index, as protocols.

A vector stands for a row of the studio database under the row's id; the database says what is live.
Vectors are unit vectors, float32, so that the inner product of two is their cosine. Vectors of two
models never mix: an index knows the model that made its vectors and refuses any other.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Protocol

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from manike.ids import TenantId
from manike.ports import Embedder

Ids = NDArray[np.int64]
"""Row ids, shape (n,), int64, 1 or more."""
Vectors = NDArray[np.float32]
"""Unit vectors, shape (n, dimension), float32."""
Part = tuple[Ids, Vectors]

LEAST_RECALL = 0.99
"""Share of the ten nearest vectors that a search must find; else a new index is not swapped in."""


class IndexModel(BaseModel):
    """What made the vectors of an index."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    provider: str
    name: str
    """The embedder's model; that of embedded providers ends with a hash of its weights."""
    dimension: Annotated[int, Field(ge=1)]

    @property
    def sha256(self) -> str:
        """One hash for all that makes vectors comparable."""
        said = f"{self.provider}\n{self.name}\n{self.dimension}"
        return hashlib.sha256(said.encode()).hexdigest()

    def __str__(self) -> str:
        return self.name


def made_again_by(kind: str) -> str:
    """How an operator has a tenant's index of a kind made again."""
    return f"Materialize {kind}_index again, or run manike index --tenant TENANT --kind {kind}."


def model_of(embedder: Embedder) -> IndexModel:
    """The model whose vectors an embedder makes."""
    return IndexModel(provider=embedder.name, name=embedder.model, dimension=embedder.dimension)


@dataclass(frozen=True, slots=True)
class Nearest:
    """Rows by their similarity to a query, the nearest first; of two equal ones the lower id."""

    ids: Ids
    scores: NDArray[np.float32]
    """Cosines, -1 to 1, shape (n,)."""


class VectorIndex(Protocol):
    """The vectors of one tenant under one name.

    Any number of processes may read while one writes; who writes waits for who writes already. A
    reader sees each change whole or not at all.
    """

    def model(self) -> IndexModel | None:
        """What made the vectors; ``None`` before the first."""
        ...

    def count(self) -> int:
        """How many vectors it holds."""
        ...

    def ids(self) -> Ids:
        """The rows that it holds a vector of, ascending."""
        ...

    def vectors(self, ids: Ids) -> Vectors:
        """The vectors of these rows, in their order.

        Raises:
            NotFoundError: it holds none of one of them.
        """
        ...

    def add(self, model: IndexModel, ids: Ids, vectors: Vectors) -> None:
        """Keep vectors; one of an id that is there takes its place. All of them or none.

        Raises:
            StoreError: it holds vectors of another model.
            BadInputError: an id twice, a vector of another length, or no unit vector.
        """
        ...

    def delete(self, ids: Ids) -> None:
        """Forget vectors; those that it does not hold are forgotten already."""
        ...

    def search(
        self, model: IndexModel, query: Vectors, count: int, *, allowed: Ids | None = None
    ) -> Nearest:
        """The rows nearest to a query.

        Args:
            model: what made the query.
            query: unit vector, shape (dimension,).
            count: how many at most.
            allowed: only these rows; ``None`` for all. A narrow choice costs no recall.

        Raises:
            NotFoundError: nothing was ever added.
            StoreError: its vectors are of another model, or damaged.
        """
        ...

    def wants_rebuild(self) -> bool:
        """Whether so much has changed that searches are slower than they could be."""
        ...

    def rebuild(self) -> None:
        """Make it anew of the vectors that it holds. Until that is whole, the old one serves.

        What was deleted is gone from the disk afterwards.
        """
        ...

    def replace(self, model: IndexModel, parts: Iterable[Part]) -> None:
        """Make it anew of other vectors, perhaps of another model, beside the one that serves.

        Rows that were deleted meanwhile stay deleted; so do vectors added meanwhile stay, if they
        are of this model.

        Args:
            model: what made the vectors.
            parts: ids and vectors, ascending by id over all parts.

        Raises:
            StoreError: the new one finds less than ``LEAST_RECALL``; the old one stays.
            BadInputError: as ``add``, or the ids are not in order.
        """
        ...

    def drop(self) -> None:
        """Take it away with all that it holds."""
        ...


class VectorIndexes(Protocol):
    """The vector indexes of all tenants."""

    def open(self, tenant: TenantId, name: str) -> VectorIndex:
        """One tenant's index of that name; nothing is made before the first vector."""
        ...
