"""What every vector index promises, run over all of them."""

import numpy as np
import pytest

from manike.errors import BadInputError, NotFoundError, StoreError
from manike.ids import TenantId
from manike.search.faiss_index import FaissIndex, FaissIndexes
from manike.search.recall import measured_recall
from manike.search_ports import IndexModel
from manike.storage.layout import Layout
from manike.testing.index_fakes import FakeIndexes
from resources.milvus import MilvusIndexes

ACME, GLOBEX = TenantId("acme"), TenantId("globex")
MODEL = IndexModel(provider="fake", name="letters@1", dimension=16)
OTHER = MODEL.model_copy(update={"name": "letters@2"})


class ClusteredIndexes(FaissIndexes):
    """FAISS with inverted lists from the twentieth vector on."""

    def open(self, tenant, name):
        return FaissIndex(self._layout.index(tenant, name), flat_rows=20)


@pytest.fixture(params=["fake", "faiss", "clustered", "milvus"])
def indexes(request, tmp_path):
    if request.param == "milvus":
        return MilvusIndexes(str(tmp_path / "milvus.db"))
    if request.param == "fake":
        return FakeIndexes()
    kind = FaissIndexes if request.param == "faiss" else ClusteredIndexes
    return kind(Layout(tmp_path))


@pytest.fixture
def index(indexes):
    return indexes.open(ACME, "scene")


def units(count, seed=1, dimension=16):
    vectors = np.random.default_rng(seed).standard_normal((count, dimension)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def ids(*given):
    return np.array(given, np.int64)


def numbers(count):
    return np.arange(1, count + 1, dtype=np.int64)


def test_an_index_is_empty_before_the_first_vector(index):
    assert (index.model(), index.count(), index.ids().tolist()) == (None, 0, [])
    with pytest.raises(NotFoundError):
        index.search(MODEL, units(1)[0], 3)


def test_the_nearest_come_first_with_their_cosine(index):
    vectors = units(100)
    index.add(MODEL, numbers(100), vectors)
    found = index.search(MODEL, vectors[41], 5)
    right = np.argsort(-(vectors @ vectors[41]), kind="stable")[:5]
    assert found.ids.tolist() == (right + 1).tolist()
    assert found.scores == pytest.approx(vectors[right] @ vectors[41], abs=1e-5)


def test_of_two_equal_vectors_the_lower_id_comes_first(index):
    one = np.repeat(units(1), 60, axis=0)
    index.add(MODEL, numbers(60)[::-1], one)
    assert index.search(MODEL, one[0], 60).ids.tolist() == list(range(1, 61))


def test_a_rebuilt_index_finds_the_same(index):
    vectors = units(100)
    index.add(MODEL, numbers(100), vectors)
    index.delete(numbers(10))
    before = [index.search(MODEL, query, 7).ids.tolist() for query in units(20, seed=2)]
    index.rebuild()
    assert [index.search(MODEL, query, 7).ids.tolist() for query in units(20, seed=2)] == before
    assert index.count() == 90


@pytest.mark.parametrize("is_rebuilt", [False, True])
def test_a_vector_takes_the_place_of_its_row_s_old_one(index, is_rebuilt):
    vectors, other = units(50), units(1, seed=9)
    index.add(MODEL, numbers(50), vectors)
    if is_rebuilt:
        index.rebuild()
    index.add(MODEL, ids(7), other)
    assert index.count() == 50
    assert index.search(MODEL, vectors[6], 1).ids.tolist() != [7]
    assert index.search(MODEL, other[0], 1).ids.tolist() == [7]
    assert index.vectors(ids(7, 3)) == pytest.approx(np.stack([other[0], vectors[2]]), abs=1e-6)


@pytest.mark.parametrize("is_rebuilt", [False, True])
def test_what_was_deleted_is_not_found_again(index, is_rebuilt):
    vectors = units(50)
    index.add(MODEL, numbers(50), vectors)
    if is_rebuilt:
        index.rebuild()
    index.delete(ids(3, 4, 999))
    assert index.count() == 48
    assert set(index.search(MODEL, vectors[2], 50).ids.tolist()) == set(range(1, 51)) - {3, 4}
    with pytest.raises(NotFoundError):
        index.vectors(ids(3))
    index.add(MODEL, ids(3), vectors[2:3])
    assert index.search(MODEL, vectors[2], 1).ids.tolist() == [3]


@pytest.mark.parametrize("is_rebuilt", [False, True])
def test_a_filter_loses_none_of_the_allowed(index, is_rebuilt):
    vectors, query = units(200), units(1, seed=5)[0]
    index.add(MODEL, numbers(200), vectors)
    if is_rebuilt:
        index.rebuild()
    index.delete(ids(8))
    allowed = ids(200, 8, 5, 77, 5, 1234)
    right = sorted((5, 77, 200), key=lambda row: -float(vectors[row - 1] @ query))
    assert index.search(MODEL, query, 10, allowed=allowed).ids.tolist() == right
    assert index.search(MODEL, query, 10, allowed=ids()).ids.tolist() == []


def test_vectors_of_two_models_never_mix(index):
    index.add(MODEL, ids(1), units(1))
    with pytest.raises(StoreError, match="letters@1"):
        index.add(OTHER, ids(2), units(1))
    with pytest.raises(StoreError, match="letters@1"):
        index.search(OTHER, units(1)[0], 1)
    assert index.model() == MODEL
    assert index.ids().tolist() == [1]


def test_another_model_takes_over_whole(index):
    index.add(MODEL, numbers(40), units(40))
    halves = [
        (numbers(40)[:20], units(40, seed=3)[:20]),
        (numbers(40)[20:], units(40, seed=3)[20:]),
    ]
    index.replace(OTHER, halves)
    assert index.model() == OTHER
    assert index.search(OTHER, units(40, seed=3)[12], 1).ids.tolist() == [13]
    with pytest.raises(StoreError, match="letters@2"):
        index.search(MODEL, units(1)[0], 1)


def test_recall_is_measured_beside_brute_force(index):
    assert measured_recall(index) == 1.0
    index.add(MODEL, numbers(300), units(300))
    index.rebuild()
    assert measured_recall(index) >= 0.99
    real, index.search = index.search, lambda model, query, count: real(model, -query, count)
    assert measured_recall(index) < 0.5


def test_the_old_model_serves_until_the_new_one_is_whole(index):
    index.add(MODEL, numbers(40), units(40))

    def parts():
        yield numbers(40)[:20], units(20, seed=3)
        assert index.search(MODEL, units(40)[30], 1).ids.tolist() == [31]
        index.delete(ids(2, 30))
        yield numbers(40)[20:], units(20, seed=4)

    index.replace(OTHER, parts())
    assert index.ids().tolist() == [row for row in range(1, 41) if row not in (2, 30)]


def test_a_replacement_that_breaks_off_changes_nothing(index):
    index.add(MODEL, numbers(40), units(40))

    def parts():
        yield numbers(40)[:20], units(20, seed=3)
        raise ConnectionError

    with pytest.raises(ConnectionError):
        index.replace(OTHER, parts())
    with pytest.raises(BadInputError, match="ascending"):
        index.replace(OTHER, [(ids(2, 1), units(2))])
    assert index.model() == MODEL
    assert index.search(MODEL, units(40)[30], 1).ids.tolist() == [31]


@pytest.mark.parametrize(
    ("rows", "vectors"),
    [
        (ids(1, 1), units(2)),
        (ids(0), units(1)),
        (ids(1), units(1) * 2),
        (ids(1), units(1) * np.nan),
        (ids(1), units(1, dimension=8)),
        (ids(1, 2), units(1)),
    ],
)
def test_what_is_no_set_of_unit_vectors_is_refused_whole(index, rows, vectors):
    with pytest.raises(BadInputError):
        index.add(MODEL, rows, vectors)
    assert index.count() == 0


def test_a_query_that_is_none_is_refused(index):
    index.add(MODEL, ids(1), units(1))
    for query, count in (
        (units(1, dimension=8)[0], 1),
        (units(1)[0] * np.inf, 1),
        (units(1)[0], 0),
    ):
        with pytest.raises(BadInputError):
            index.search(MODEL, query, count)


def test_indexes_of_two_tenants_and_two_names_hold_nothing_of_each_other(indexes):
    places = [(ACME, "scene"), (ACME, "song"), (GLOBEX, "scene")]
    for number, place in enumerate(places, 1):
        indexes.open(*place).add(MODEL, ids(number), units(1))
    assert [indexes.open(*place).ids().tolist() for place in places] == [[1], [2], [3]]
    indexes.open(ACME, "scene").drop()
    assert [indexes.open(*place).ids().tolist() for place in places] == [[], [2], [3]]


def test_a_dropped_index_starts_anew_with_any_model(index):
    index.add(MODEL, ids(1), units(1))
    index.search(MODEL, units(1)[0], 1)
    index.drop()
    assert index.model() is None
    index.add(OTHER, ids(1), units(1, seed=2))
    assert index.search(OTHER, units(1, seed=2)[0], 1).scores == pytest.approx([1.0])


def test_what_a_killed_rebuild_left_in_milvus_goes_with_the_next(tmp_path):
    index = MilvusIndexes(str(tmp_path / "milvus.db")).open(ACME, "scene")
    index.add(MODEL, numbers(3), units(3))
    left = index._all.create(MODEL)
    index._all.send(left, numbers(3), units(3))
    index.delete(ids(2))
    index.rebuild()
    with index._all._asked() as client:
        assert index._all.mine(client) == [index._all.serving()[0]]
    assert index.ids().tolist() == [1, 3]
