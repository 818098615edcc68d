"""Milvus keeps the vectors of what can be found: indexes for many machines, see ``VectorIndexes``.

A server by its URL, or Milvus Lite by the path of a file. Each index of a tenant is a collection of
its own behind an alias; a rebuild makes another collection and moves the alias, which Milvus does
at once or not at all.
"""

import hashlib
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from manike.errors import BadInputError, MachineError, NotFoundError, StoreError
from manike.ids import TenantId
from manike.search.arrays import best_of, checked, checked_query
from manike.search.recall import NEAREST, NOTHING, Probe
from manike.search_ports import LEAST_RECALL, Ids, IndexModel, Nearest, Part, Vectors
from manike.secrets import Secret

if TYPE_CHECKING:
    from pymilvus import MilvusClient

_BATCH = 2000
"""Vectors in one call; a server takes 64 MB."""
_MODEL = "manike.model"
"""The property of a collection that says what made its vectors."""
_ALLOWED = 10_000
"""Ids in one filter."""


class MilvusIndexes:
    """See ``VectorIndexes``. Nothing is asked before the first index is used."""

    def __init__(self, url: str, token: Secret | None = None) -> None:
        """``url`` is ``http(s)://…`` of a server, or a file's path for Milvus Lite."""
        self._url = url
        self._token = token
        self._client: MilvusClient | None = None
        self._lock = threading.Lock()

    def open(self, tenant: TenantId, name: str) -> "MilvusIndex":
        """See ``VectorIndexes.open``."""
        return MilvusIndex(self, tenant, name)

    def close(self) -> None:
        """Give the connection back."""
        if self._client is not None:
            self._client.close()

    @contextmanager
    def asked(self) -> Iterator["MilvusClient"]:
        """The client; what goes wrong while it is used is an error of this package.

        Raises:
            MachineError: the package is missing, or the server can't be reached.
            StoreError: Milvus refuses.
        """
        try:
            from pymilvus import MilvusClient, MilvusException
        except ImportError as error:
            said = "Milvus needs pymilvus. Install it with: pip install 'manike[milvus]'."
            raise MachineError(said) from error
        try:
            with self._lock:
                if self._client is None:
                    token = self._token.reveal() if self._token else ""
                    self._client = MilvusClient(self._url, token=token)
            yield self._client
        except MilvusException as error:
            said = str(error.message).splitlines()[0]
            raise StoreError(f"Milvus at {self._url} refuses: {said}") from error
        except OSError as error:
            raise MachineError(f"Milvus at {self._url} can't be reached: {error}") from error

    @property
    def is_local(self) -> bool:
        """Whether it is Milvus Lite, which compares all vectors."""
        return "://" not in self._url


class MilvusIndex:
    """See ``VectorIndex``. A row's vector must not change while the index is rebuilt."""

    def __init__(self, indexes: MilvusIndexes, tenant: TenantId, name: str) -> None:
        self._indexes = indexes
        self._name = name
        # Names of collections are letters, digits and underscores; a hash keeps slugs apart.
        place = hashlib.sha256(f"{tenant}/{name}".encode()).hexdigest()[:24]
        self._alias = f"manike_{place}"

    def model(self) -> IndexModel | None:
        """See ``VectorIndex.model``."""
        serving = self._serving()
        return serving[1] if serving else None

    def count(self) -> int:
        """See ``VectorIndex.count``."""
        return int(self.ids().size)

    def ids(self) -> Ids:
        """See ``VectorIndex.ids``."""
        serving = self._serving()
        if serving is None:
            return np.empty(0, np.int64)
        with self._indexes.asked() as client:
            pages = client.query_iterator(serving[0], batch_size=_BATCH, output_fields=["id"])
            found: list[int] = []
            while page := pages.next():
                found += [row["id"] for row in page]
            pages.close()
        return np.array(sorted(found), np.int64)

    def vectors(self, ids: Ids) -> Vectors:
        """See ``VectorIndex.vectors``."""
        serving = self._serving()
        if serving is None:
            raise NotFoundError("The index is empty.")
        found: dict[int, Any] = {}
        with self._indexes.asked() as client:
            for start in range(0, ids.size, _BATCH):
                part = ids[start : start + _BATCH].tolist()
                rows = client.get(serving[0], ids=part, output_fields=["id", "vector"])
                found |= {row["id"]: row["vector"] for row in rows}
        if len(found) != np.unique(ids).size:
            raise NotFoundError("The index holds no vector of a row that was asked for.")
        vectors = [found[row] for row in ids.tolist()]
        return np.array(vectors, np.float32).reshape(-1, serving[1].dimension)

    def add(self, model: IndexModel, ids: Ids, vectors: Vectors) -> None:
        """See ``VectorIndex.add``. Many are sent in parts: who reads meanwhile may see some."""
        rows, found = checked(model, ids, vectors)
        serving = self._serving()
        if serving is None:
            serving = self._collection(model), model
            self._serve(serving[0])
        self._expect(serving[1], model)
        self._send(serving[0], rows, found)

    def delete(self, ids: Ids) -> None:
        """See ``VectorIndex.delete``."""
        serving = self._serving()
        if serving is not None:
            self._remove(serving[0], np.asarray(ids, np.int64))

    def search(
        self, model: IndexModel, query: Vectors, count: int, *, allowed: Ids | None = None
    ) -> Nearest:
        """See ``VectorIndex.search``."""
        serving = self._serving()
        if serving is None:
            raise NotFoundError("There is no index yet.")
        self._expect(serving[1], model)
        vector = checked_query(model, query, count)
        if allowed is None:
            return self._nearest(serving[0], vector, count, "")
        near = [NOTHING]
        rows = np.unique(np.asarray(allowed, np.int64))
        for start in range(0, rows.size, _ALLOWED):
            part = rows[start : start + _ALLOWED].tolist()
            near.append(self._nearest(serving[0], vector, count, f"id in {part}"))
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
        parts = (ids[start : start + _BATCH] for start in range(0, ids.size, _BATCH))
        self.replace(model, ((part, self.vectors(part)) for part in parts))

    def replace(self, model: IndexModel, parts: Iterable[Part]) -> None:
        """See ``VectorIndex.replace``."""
        before, held = self._serving(), self.ids()
        made = self._collection(model)
        try:
            self._fill(made, model, parts)
            self._catch_up(made, model, held)
            self._serve(made)
        except BaseException:
            self._drop([made])
            raise
        if before is not None:
            self._drop([before[0]])

    def drop(self) -> None:
        """See ``VectorIndex.drop``."""
        with self._indexes.asked() as client:
            if self._serving() is not None:
                client.drop_alias(self._alias)
            mine = self._mine(client)
        self._drop(mine)

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
            self._send(made, ids, vectors)
            probe.see(ids, vectors)
        recall = probe.recall(lambda query: self._nearest(made, query, NEAREST, "").scores)
        if recall < LEAST_RECALL:
            said = f"it finds {recall:.3f} of the nearest, not {LEAST_RECALL}"
            raise StoreError(f"A new index in Milvus is not used: {said}.")

    def _catch_up(self, made: str, model: IndexModel, held: Ids) -> None:
        """Do to a new collection what was done to the old one while it was filled."""
        now = self.ids()
        self._remove(made, np.setdiff1d(held, now))
        later = np.setdiff1d(now, held)
        if later.size and self.model() == model:
            self._send(made, later, self.vectors(later))

    def _nearest(self, collection: str, query: Vectors, count: int, wanted: str) -> Nearest:
        with self._indexes.asked() as client:
            hits = client.search(
                collection, [query], limit=count, filter=wanted, output_fields=["id"]
            )[0]
        ids = np.array([hit["id"] for hit in hits], np.int64)
        return Nearest(
            *best_of(ids, np.array([hit["distance"] for hit in hits], np.float32), count)
        )

    def _send(self, collection: str, ids: Ids, vectors: Vectors) -> None:
        with self._indexes.asked() as client:
            for start in range(0, ids.size, _BATCH):
                part = slice(start, start + _BATCH)
                rows = zip(ids[part].tolist(), vectors[part], strict=True)
                client.upsert(collection, [{"id": row, "vector": each} for row, each in rows])

    def _remove(self, collection: str, ids: Ids) -> None:
        with self._indexes.asked() as client:
            for start in range(0, ids.size, _BATCH):
                client.delete(collection, ids=ids[start : start + _BATCH].tolist())

    def _serving(self) -> tuple[str, IndexModel] | None:
        """The collection that serves and what made its vectors."""
        with self._indexes.asked() as client:
            for name in self._mine(client):
                if self._alias in client.list_aliases(name)["aliases"]:
                    about = client.describe_collection(name)["properties"]
                    return name, IndexModel.model_validate_json(about[_MODEL])
        return None

    def _mine(self, client: "MilvusClient") -> list[str]:
        """The collections of this index, also those that somebody dead began."""
        return [name for name in client.list_collections() if name.startswith(f"{self._alias}_")]

    def _collection(self, model: IndexModel) -> str:
        """A new, empty collection that nobody reads yet."""
        from pymilvus import DataType

        with self._indexes.asked() as client:
            numbers = [int(each.rpartition("_")[2]) for each in self._mine(client)]
            number = 1 + max(numbers, default=0)
            name = f"{self._alias}_{number}"
            schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
            schema.add_field("id", DataType.INT64, is_primary=True)
            schema.add_field("vector", DataType.FLOAT_VECTOR, dim=model.dimension)
            wanted = client.prepare_index_params()
            kind = "FLAT" if self._indexes.is_local else "AUTOINDEX"
            wanted.add_index("vector", index_type=kind, metric_type="IP")
            client.create_collection(
                name,
                schema=schema,
                index_params=wanted,
                consistency_level="Strong",
                properties={_MODEL: model.model_dump_json()},
            )
        return name

    def _serve(self, collection: str) -> None:
        with self._indexes.asked() as client:
            if self._serving() is None:
                client.create_alias(collection, self._alias)
            else:
                client.alter_alias(collection, self._alias)

    def _drop(self, collections: Iterable[str]) -> None:
        with self._indexes.asked() as client:
            for name in collections:
                client.drop_collection(name)

    def _expect(self, held: IndexModel, model: IndexModel) -> None:
        if held != model:
            raise StoreError(
                f"The {self._name} index was made with {held}, not with {model}. "
                f"Materialize {self._name}_index again."
            )
