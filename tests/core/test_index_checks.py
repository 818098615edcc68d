import numpy as np
import pytest

from manike.ids import TenantId
from manike.production.search.index_checks import INDEX_CHECKS
from manike.production.search.indexing import library_of
from manike.search_ports import model_of
from manike.studio.search_filters import Findable

ACME, GLOBEX = TenantId("acme"), TenantId("globex")
TEXTS = ["A fox runs.", "An owl sleeps.", "Boats wait in the harbour.", "Bread and jam."]


@pytest.fixture
def judged(house):
    for tenant in (ACME, GLOBEX):
        house.studio.add_tenant(tenant)
        library = library_of(house, tenant)
        things = [Findable(key=str(n), title="", text=text) for n, text in enumerate(TEXTS)]
        library.rows.put(tenant, "scene", "", things)
        library.sync(tenant, "scene")
    return lambda name: INDEX_CHECKS[name](house, ACME, "scene")


def add(house, tenant, ids, vectors):
    model = model_of(house.providers.embedder)
    house.indexes.open(tenant, "scene").add(model, np.array(ids, np.int64), vectors)


def says_the_cure(result):
    return result.message.endswith("Run: manike index --tenant acme --kind scene --rebuild")


@pytest.mark.parametrize("name", INDEX_CHECKS)
def test_an_index_in_step_passes(judged, name):
    found = judged(name)
    assert found.passed, found.message


@pytest.mark.parametrize("name", INDEX_CHECKS)
def test_a_tenant_without_an_index_passes(house, name):
    house.studio.add_tenant(ACME)
    assert INDEX_CHECKS[name](house, ACME, "song").passed


def test_a_search_that_misses_the_nearest_fails(judged, house, monkeypatch):
    index = house.indexes.open(ACME, "scene")
    real = index.search
    index.search = lambda model, query, count: real(model, -query, 1)
    monkeypatch.setattr(type(house.indexes), "open", lambda *_: index)
    found = judged("finds_the_nearest")
    assert not found.passed and says_the_cure(found)
    assert found.figures["recall"] < 0.5


def test_a_row_without_a_vector_and_a_vector_without_a_row_fail(judged, house):
    house.search_rows.put(ACME, "scene", "", [Findable(key="9", title="", text="New.")])
    found = judged("holds_exactly_the_live_rows")
    assert not found.passed and says_the_cure(found)
    assert found.figures == {"rows": 1, "without_vector": 1, "without_row": 4}


def test_a_vector_of_another_tenant_fails_and_its_row_is_not_told(judged, house):
    foreign = house.search_rows.ids(GLOBEX, "scene")[:2]
    add(house, ACME, foreign, house.indexes.open(GLOBEX, "scene").vectors(foreign))
    found = judged("holds_no_vector_of_another_tenant")
    assert not found.passed and says_the_cure(found)
    assert found.message.startswith("2 of 6 vectors")
    assert "globex" not in found.message and "fox" not in found.message


def test_vectors_of_another_model_fail(judged, house, monkeypatch):
    monkeypatch.setattr(house.providers.embedder, "model", "letters-2", raising=False)
    found = judged("is_of_one_model")
    assert not found.passed and says_the_cure(found)
    assert "queries of letters-2" in found.message


def test_a_vector_of_another_text_fails(judged, house):
    ids = house.search_rows.ids(ACME, "scene")
    add(house, ACME, ids[:1], house.indexes.open(ACME, "scene").vectors(ids[2:3]))
    found = judged("is_of_one_model")
    assert not found.passed and says_the_cure(found)
    assert found.figures["least_cosine"] < 0.9
