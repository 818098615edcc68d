"""The engines that are compared, each with one way to build, open, ask and add."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from benchmarks.search.vectors import DIMENSION
from manike.search.faiss_index import FaissIndex
from manike.search_ports import IndexModel

Floats = NDArray[np.float32]
Ids = NDArray[np.int64]
NEAREST = 10
ENOUGH = 0.99
_CHUNK = 10_000
_MODEL = IndexModel(provider="bench", name="bench", dimension=DIMENSION)


class Engine(Protocol):
    """An index on disk. Ids are the vectors' numbers from 1."""

    def build(self, vectors: Floats) -> None:
        """Make it."""
        ...

    def open(self) -> None:
        """Make it ready for queries, in a process that did not build it."""
        ...

    def tune(self, queries: Floats, truth: Ids) -> float:
        """Set what trades speed for recall so that ``ENOUGH`` is reached; returns that setting."""
        ...

    def search(self, query: Floats) -> Ids:
        """The ten nearest."""
        ...

    def add(self, ids: Ids, vectors: Floats) -> None:
        """Further vectors, kept on the disk."""
        ...


class Ours:
    """Manike's own."""

    def __init__(self, folder: Path) -> None:
        self.index = FaissIndex(folder / "ours")

    def build(self, vectors: Floats) -> None:
        """See ``Engine``."""
        self.index.replace(_MODEL, _parts(vectors))

    def open(self) -> None:
        """See ``Engine``."""
        self.index.count()

    def tune(self, queries: Floats, truth: Ids) -> float:
        """It has tuned itself."""
        del queries, truth
        state = self.index._state()
        return state.generation.about.probes if state else 0

    def search(self, query: Floats) -> Ids:
        """See ``Engine``."""
        return self.index.search(_MODEL, query, NEAREST).ids

    def among(self, query: Floats, allowed: Ids) -> Ids:
        """The ten nearest of some."""
        return self.index.search(_MODEL, query, NEAREST, allowed=allowed).ids

    def add(self, ids: Ids, vectors: Floats) -> None:
        """See ``Engine``."""
        self.index.add(_MODEL, ids, vectors)


class Hnswlib:
    """HNSW in memory; ``ef`` makes good what it lacks in recall.

    With M 16 and efConstruction 100 it finds 0.933 of a million at most, whatever ``ef`` is.
    """

    def __init__(self, folder: Path) -> None:
        self._file = str(folder / "hnswlib.bin")
        self._index: Any = None

    def build(self, vectors: Floats) -> None:
        """See ``Engine``."""
        import hnswlib

        self._index = hnswlib.Index(space="ip", dim=DIMENSION)
        self._index.init_index(max_elements=len(vectors) + 1000, M=32, ef_construction=200)
        self._index.set_num_threads(2)
        for ids, part in _parts(vectors):
            self._index.add_items(part, ids)
        self._index.save_index(self._file)

    def open(self) -> None:
        """See ``Engine``."""
        import hnswlib

        self._index = hnswlib.Index(space="ip", dim=DIMENSION)
        self._index.load_index(self._file)
        self._index.set_num_threads(1)

    def tune(self, queries: Floats, truth: Ids) -> float:
        """See ``Engine``."""
        return _tuned(self.search, self._index.set_ef, queries, truth)

    def search(self, query: Floats) -> Ids:
        """See ``Engine``."""
        found: Ids = self._index.knn_query(query, k=NEAREST)[0][0].astype(np.int64)
        return found

    def add(self, ids: Ids, vectors: Floats) -> None:
        """See ``Engine``."""
        self._index.resize_index(self._index.get_current_count() + len(ids))
        self._index.add_items(vectors, ids)
        self._index.save_index(self._file)


class MilvusLite:
    """A database file, with its default index."""

    def __init__(self, folder: Path) -> None:
        self._file = str(folder / "milvus.db")
        self._client: Any = None

    def build(self, vectors: Floats) -> None:
        """See ``Engine``."""
        from pymilvus import DataType, MilvusClient

        self._client = MilvusClient(self._file)
        schema = self._client.create_schema(auto_id=False, enable_dynamic_field=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=DIMENSION)
        wanted = self._client.prepare_index_params()
        wanted.add_index("vector", index_type="AUTOINDEX", metric_type="IP")
        self._client.create_collection("bench", schema=schema, index_params=wanted)
        for ids, part in _parts(vectors):
            self.add(ids, part)
        self._client.flush("bench")
        self._client.close()

    def open(self) -> None:
        """See ``Engine``."""
        from pymilvus import MilvusClient

        self._client = MilvusClient(self._file)
        self._client.load_collection("bench")

    def tune(self, queries: Floats, truth: Ids) -> float:
        """It has nothing to tune."""
        del queries, truth
        return 0

    def search(self, query: Floats) -> Ids:
        """See ``Engine``."""
        found = self._client.search("bench", [query], limit=NEAREST, output_fields=["id"])
        return np.array([hit["id"] for hit in found[0]], np.int64)

    def add(self, ids: Ids, vectors: Floats) -> None:
        """See ``Engine``."""
        rows = [
            {"id": row, "vector": vector} for row, vector in zip(ids.tolist(), vectors, strict=True)
        ]
        self._client.insert("bench", rows)


ENGINES: dict[str, Callable[[Path], Engine]] = {
    "ours": Ours,
    "hnswlib": Hnswlib,
    "milvus_lite": MilvusLite,
}


def recall(found: list[Ids], truth: Ids) -> float:
    """Share of the nearest that were found."""
    hits = sum(np.isin(right, one).sum() for one, right in zip(found, truth, strict=True))
    return float(hits) / truth.size


def _tuned(
    search: Callable[[Floats], Ids], widen: Callable[[int], None], queries: Floats, truth: Ids
) -> float:
    for width in (16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 2048):
        widen(width)
        if recall([search(query) for query in queries], truth) >= ENOUGH:
            break
    return width


def _parts(vectors: Floats) -> Iterator[tuple[Ids, Floats]]:
    for start in range(0, len(vectors), _CHUNK):
        part = np.asarray(vectors[start : start + _CHUNK])
        yield np.arange(start + 1, start + 1 + len(part)), part
