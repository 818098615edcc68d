import numpy as np
import pytest

from manike.errors import ProviderError, TransientProviderError
from manike.ids import ProjectId, TenantId
from manike.search.library import Library
from manike.search.ranking import Ranking, fused, fused_by_rank
from manike.studio.search_filters import Filters, Findable
from manike.testing.fakes import FakeEmbedder
from manike.testing.index_fakes import FakeIndexes

ACME, GLOBEX = TenantId("acme"), TenantId("globex")
TEXTS = ["A fox runs.", "An owl sleeps.", "Boats wait in the harbour.", "Bread and jam."]


@pytest.fixture(params=["faiss", "fake"])
def library(request, house):
    for tenant in (ACME, GLOBEX):
        house.studio.add_tenant(tenant)
    indexes = house.indexes if request.param == "faiss" else FakeIndexes()
    return Library(house.search_rows, indexes, FakeEmbedder(), house.layout)


def put(library, tenant, project, texts, kind="scene"):
    things = [
        Findable(key=str(number), title="", text=text, moods=("calm",))
        for number, text in enumerate(texts, 1)
    ]
    library.rows.put(tenant, kind, project, things)


def texts_found(library, query, count=10, filters=None, tenant=ACME, **how):
    found = library.find(tenant, "scene", query, count, filters or Filters(), **how)
    return [hit.row.text for hit in found]


def test_an_index_is_brought_in_step_with_its_rows_and_back(library):
    put(library, ACME, "a", TEXTS)
    first = library.sync(ACME, "scene")
    assert (first.rows, first.embedded, first.deleted) == (4, 4, 0)
    put(library, ACME, "a", [*TEXTS[1:], "Rain."])
    assert not library.audit(ACME, "scene").is_exact
    second = library.sync(ACME, "scene")
    assert (second.rows, second.embedded, second.deleted) == (4, 1, 1)
    assert library.audit(ACME, "scene").is_exact


def test_a_row_without_vector_and_a_vector_without_row_are_seen_and_mended(library):
    put(library, ACME, "a", TEXTS)
    library.sync(ACME, "scene")
    index, ids = library.index(ACME, "scene"), library.rows.ids(ACME, "scene")
    index.delete(ids[:1])
    index.add(index.model(), np.array([99_999]), FakeEmbedder().embed(["stray"]))
    audit = library.audit(ACME, "scene")
    assert (audit.missing, audit.strangers) == ((ids[0],), (99_999,))
    assert "stray" not in texts_found(library, "stray")
    assert len(texts_found(library, "fox")) == 3
    library.sync(ACME, "scene")
    assert library.audit(ACME, "scene").is_exact
    assert len(texts_found(library, "fox")) == 4


def test_a_text_that_another_project_has_is_not_embedded_again(library):
    put(library, ACME, "a", TEXTS)
    library.sync(ACME, "scene")
    put(library, ACME, "b", [*TEXTS[:2], "New."])
    assert library.sync(ACME, "scene").embedded == 1
    ids = library.rows.ids(ACME, "scene", Filters(projects=("b",)))
    vectors = library.index(ACME, "scene").vectors(ids)
    assert vectors.tolist() == FakeEmbedder().embed([*TEXTS[:2], "New."]).tolist()


def test_what_was_embedded_before_a_failure_is_kept(house):
    house.studio.add_tenant(ACME)
    embedder = FakeEmbedder()
    library = Library(house.search_rows, house.indexes, embedder, house.layout)
    put(library, ACME, "a", ["first"])
    library.sync(ACME, "scene")
    put(library, ACME, "a", ["first", *(f"text {number}" for number in range(300))])
    real, calls = embedder.embed, []

    def failing(texts):
        calls.append(len(texts))
        if len(calls) == 2:
            raise TransientProviderError("busy", provider="fake")
        return real(texts)

    embedder.embed = failing
    with pytest.raises(ProviderError):
        library.sync(ACME, "scene")
    embedder.embed = real
    assert library.sync(ACME, "scene").embedded == 44
    assert library.audit(ACME, "scene").is_exact


def test_a_deleted_project_leaves_no_row_no_vector_and_no_byte(library, house):
    put(library, ACME, "a", TEXTS[:2])
    put(library, ACME, "b", TEXTS[2:])
    put(library, ACME, "a", ["A shot of a fox."], kind="shot")
    for kind in ("scene", "shot"):
        library.sync(ACME, kind)
    gone = library.index(ACME, "scene").vectors(library.rows.ids(ACME, "scene")[:1])[0]
    assert library.forget(ProjectId(ACME, "a")) == 3
    assert sorted(texts_found(library, "fox owl boats bread")) == sorted(TEXTS[2:])
    assert library.audit(ACME, "scene").is_exact
    assert library.index(ACME, "shot").count() == 0
    files = house.layout.index(ACME, "scene").rglob("*.f32")
    assert not any(gone.tobytes() in file.read_bytes() for file in files)


def test_filters_narrow_what_is_found_by_meaning_and_by_words(library):
    put(library, ACME, "a", TEXTS)
    put(library, ACME, "b", ["A fox in the snow."])
    library.sync(ACME, "scene")
    for ranking in Ranking:
        found = texts_found(library, "fox", filters=Filters(projects=("b",)), ranking=ranking)
        assert found == ["A fox in the snow."]
    assert texts_found(library, "fox", filters=Filters(moods=("eerie",))) == []


def test_a_fusion_keeps_what_both_find_first():
    cosines, by_text = {1: 0.6, 2: 0.5, 3: 0.1, 4: 0.2}, {2: 1.0, 4: 0.1}
    ranks = list(cosines.items())[:3], list(by_text.items())
    assert [row for row, _ in fused(cosines, by_text, words_weight=0.2)] == [2, 1, 4, 3]
    assert [row for row, _ in fused_by_rank(*ranks)] == [2, 1, 4, 3]
    assert fused({}, {}) == []


def test_half_of_the_words_raise_a_row_a_quarter_as_much_as_all():
    scores = dict(fused({1: 0.0, 2: 0.0, 3: 0.5}, {1: 1.0, 2: 0.5}, words_weight=0.4))
    assert scores == {1: 0.4, 2: 0.1, 3: 0.5}


def test_one_word_by_chance_lifts_nothing_over_what_means_the_same(library):
    """Of four words three are in no row: what was meant by them is not there."""
    put(library, ACME, "a", TEXTS)
    library.sync(ACME, "scene")
    shares = dict(library.rows.best_by_text(ACME, "scene", "fox on strobe club dancefloor", 9))
    assert 0 < max(shares.values()) < 0.25
    assert max(dict(library.rows.best_by_text(ACME, "scene", "fox", 9)).values()) == 1.0
