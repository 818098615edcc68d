"""The collections in Milvus that hold one index of a tenant: one serves, others are being made."""

import hashlib
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

import numpy as np

from manike.errors import NotFoundError
from manike.ids import TenantId
from manike.search.arrays import best_of
from manike.search_ports import Ids, IndexModel, Nearest, Vectors

if TYPE_CHECKING:
    from pymilvus import MilvusClient

_BATCH = 2000
"""Vectors in one call; a server takes 64 MB."""
_MODEL = "manike.model"
"""The property of a collection that says what made its vectors."""


class Collections:
    """Those of one index. The one that its alias names serves."""

    def __init__(
        self,
        asked: Callable[[], AbstractContextManager["MilvusClient"]],
        tenant: TenantId,
        name: str,
        *,
        is_local: bool,
    ) -> None:
        """``asked`` gives the client; ``is_local`` says that all vectors are compared."""
        self._asked, self._is_local = asked, is_local
        # Names of collections are letters, digits and underscores; a hash keeps slugs apart.
        place = hashlib.sha256(f"{tenant}/{name}".encode()).hexdigest()[:24]
        self._alias = f"manike_{place}"

    def ids(self, collection: str) -> Ids:
        """The ids that a collection holds, ascending."""
        with self._asked() as client:
            pages = client.query_iterator(collection, batch_size=_BATCH, output_fields=["id"])
            found: list[int] = []
            while page := pages.next():
                found += [row["id"] for row in page]
            pages.close()
        return np.array(sorted(found), np.int64)

    def vectors(self, collection: str, model: IndexModel, ids: Ids) -> Vectors:
        """The vectors of these ids, in their order.

        Raises:
            NotFoundError: it holds none of one of them.
        """
        found: dict[int, Any] = {}
        with self._asked() as client:
            for start in range(0, ids.size, _BATCH):
                part = ids[start : start + _BATCH].tolist()
                rows = client.get(collection, ids=part, output_fields=["id", "vector"])
                found |= {row["id"]: row["vector"] for row in rows}
        if len(found) != np.unique(ids).size:
            raise NotFoundError("The index holds no vector of a row that was asked for.")
        vectors = [found[row] for row in ids.tolist()]
        return np.array(vectors, np.float32).reshape(-1, model.dimension)

    def nearest(self, collection: str, query: Vectors, count: int, wanted: str) -> Nearest:
        """The nearest of those that a filter lets through; an empty one lets all."""
        with self._asked() as client:
            hits = client.search(
                collection, [query], limit=count, filter=wanted, output_fields=["id"]
            )[0]
        ids = np.array([hit["id"] for hit in hits], np.int64)
        return Nearest(
            *best_of(ids, np.array([hit["distance"] for hit in hits], np.float32), count)
        )

    def send(self, collection: str, ids: Ids, vectors: Vectors) -> None:
        """Put vectors in; one of an id that is there takes its place."""
        with self._asked() as client:
            for start in range(0, ids.size, _BATCH):
                part = slice(start, start + _BATCH)
                rows = zip(ids[part].tolist(), vectors[part], strict=True)
                client.upsert(collection, [{"id": row, "vector": each} for row, each in rows])

    def remove(self, collection: str, ids: Ids) -> None:
        """Take vectors out."""
        with self._asked() as client:
            for start in range(0, ids.size, _BATCH):
                client.delete(collection, ids=ids[start : start + _BATCH].tolist())

    def serving(self) -> tuple[str, IndexModel] | None:
        """The collection that serves and what made its vectors."""
        with self._asked() as client:
            for name in self.mine(client):
                if self._alias in client.list_aliases(name)["aliases"]:
                    about = client.describe_collection(name)["properties"]
                    return name, IndexModel.model_validate_json(about[_MODEL])
        return None

    def mine(self, client: "MilvusClient") -> list[str]:
        """The collections of this index, also those that somebody dead began."""
        return [name for name in client.list_collections() if name.startswith(f"{self._alias}_")]

    def create(self, model: IndexModel) -> str:
        """A new, empty collection that nobody reads yet."""
        from pymilvus import DataType

        with self._asked() as client:
            numbers = [_number(each) for each in self.mine(client)]
            number = 1 + max(numbers, default=0)
            name = f"{self._alias}_{number}"
            schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
            schema.add_field("id", DataType.INT64, is_primary=True)
            schema.add_field("vector", DataType.FLOAT_VECTOR, dim=model.dimension)
            wanted = client.prepare_index_params()
            kind = "FLAT" if self._is_local else "AUTOINDEX"
            wanted.add_index("vector", index_type=kind, metric_type="IP")
            client.create_collection(
                name,
                schema=schema,
                index_params=wanted,
                consistency_level="Strong",
                properties={_MODEL: model.model_dump_json()},
            )
        return name

    def serve(self, collection: str) -> None:
        """From now on this one serves."""
        with self._asked() as client:
            if self.serving() is None:
                client.create_alias(collection, self._alias)
            else:
                client.alter_alias(collection, self._alias)

    def drop(self, collections: Iterable[str]) -> None:
        """Take collections away."""
        with self._asked() as client:
            for name in collections:
                client.drop_collection(name)

    def drop_before(self, collection: str) -> None:
        """Take away those made before it: what served, and what somebody dead began.

        They may hold vectors that were deleted since.
        """
        with self._asked() as client:
            mine = self.mine(client)
        self.drop(name for name in mine if _number(name) < _number(collection))

    def drop_all(self) -> None:
        """Take all of them away, also those that somebody dead began."""
        with self._asked() as client:
            if self.serving() is not None:
                client.drop_alias(self._alias)
            mine = self.mine(client)
        self.drop(mine)


def _number(collection: str) -> int:
    """When a collection of an index was made, among the others."""
    return int(collection.rpartition("_")[2])
