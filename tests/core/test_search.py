import threading
from dataclasses import replace

import pytest

from manike.errors import BadInputError, NotFoundError, StoreError
from manike.ids import ProjectId, TenantId
from manike.production.provider_plans.providers import Roster
from manike.production.scripts import approve_script, write_script
from manike.production.search.indexing import index_scenes, library_of
from manike.script.preferences import Preferences
from manike.search.faiss_index import FaissIndex
from manike.search.ranking import Ranking
from manike.studio.search_filters import Filters
from manike.testing.fakes import FakeEmbedder
from tests.scene_search import search_scenes

ACME, GLOBEX = TenantId("acme"), TenantId("globex")


def film(house, name, prompt):
    project = ProjectId.parse(name)
    house.studio.submit(project, prompt, Preferences(duration_s=10))
    write_script(house, project)
    approve_script(house, project)


@pytest.fixture
def library(house):
    film(house, "acme/boats", "Zigzag zebra jazz. A boat goes out to moor.")
    film(house, "acme/foxes", "Quick foxes jump. Vivid wax hymns.")
    film(house, "globex/boats", "Quick foxes jump. Nothing else.")
    index_scenes(house, ACME)
    index_scenes(house, GLOBEX)
    return house


def test_the_scene_that_means_the_query_comes_first(library):
    hits = search_scenes(library, ACME, "zigzag zebra jazz", 3)
    assert (hits[0].project, hits[0].number) == ("boats", 1)
    assert hits[0].score > hits[1].score


def test_a_tenant_finds_scenes_over_all_its_projects_and_no_other_s(library):
    found = search_scenes(library, ACME, "foxes", 100)
    assert {(hit.project, hit.number) for hit in found} == {
        ("boats", 1), ("boats", 2), ("foxes", 1), ("foxes", 2),
    }  # fmt: skip
    assert {hit.project for hit in search_scenes(library, GLOBEX, "foxes", 100)} == {"boats"}


@pytest.mark.parametrize("query", ["", "  ", "a" * 1001])
def test_a_query_that_says_nothing_or_too_much_is_refused(library, query):
    with pytest.raises(BadInputError, match="query"):
        search_scenes(library, ACME, query, 3)


def test_a_tenant_without_films_gets_a_clear_answer(house):
    house.studio.add_tenant(ACME)
    with pytest.raises(NotFoundError, match="no film is finished"):
        search_scenes(house, ACME, "boats", 3)


def test_vectors_of_another_model_are_refused(library, monkeypatch):
    monkeypatch.setattr(library.providers.embedder, "model", "letters-2", raising=False)
    with pytest.raises(StoreError, match=r"not with letters-2.*Materialize scene_index again"):
        search_scenes(library, ACME, "foxes", 3)


@pytest.mark.parametrize("name", ["head.json", "generation-000002/vectors.f32"])
def test_a_damaged_index_says_how_to_mend_it_and_is_mended_so(library, name):
    file = library.layout.index(ACME, "scene") / name
    file.write_bytes(b"broken")
    with pytest.raises(StoreError, match="Materialize scene_index again"):
        search_scenes(library, ACME, "foxes", 3)
    assert index_scenes(library, ACME)["new"] == 4
    assert search_scenes(library, ACME, "zigzag zebra jazz", 1)[0].project == "boats"


def test_only_new_scenes_are_embedded(library, monkeypatch):
    embedder, asked = library.providers.embedder, []
    embed = embedder.embed
    monkeypatch.setattr(embedder, "embed", lambda texts: asked.extend(texts) or embed(texts))
    film(library, "acme/lakes", "A lake lies still.")
    assert index_scenes(library, ACME)["new"] == 1
    assert [text for text in asked if "lake" in text] == asked
    assert len(asked) == 1
    hits = search_scenes(library, ACME, "zigzag zebra jazz", 1)
    assert hits[0].project == "boats"
    assert hits[0].score == pytest.approx(
        float(embed([hits[0].text])[0] @ embed(["zigzag zebra jazz"])[0])
    )


def test_another_model_embeds_everything_anew(library, monkeypatch):
    monkeypatch.setattr(library.providers.embedder, "model", "letters-2", raising=False)
    assert index_scenes(library, ACME)["new"] == 4


def test_an_installation_s_own_embedder_makes_and_searches_its_index(library):
    own = FakeEmbedder()
    own.model = "letters-own"
    chosen = replace(library, roster=Roster(embedder=own))
    assert index_scenes(chosen, ACME)["model"] == "letters-own"
    assert len(search_scenes(chosen, ACME, "boats", 2)) == 2
    with pytest.raises(StoreError, match="made with letters-own"):
        search_scenes(library, ACME, "boats", 2)


def test_an_index_of_nothing_says_what_comes_first(house):
    house.studio.add_tenant(ACME)
    assert index_scenes(house, ACME)["scenes"] == 0
    with pytest.raises(
        NotFoundError, match=r"There is no scene to find yet: no film is finished\."
    ):
        search_scenes(house, ACME, "boats", 3)


def test_a_made_again_scene_leaves_no_vector_of_its_old_text(library):
    project = ProjectId.parse("acme/foxes")
    script = library.studio.draft(project).script
    scenes = (script.scenes[0].model_copy(update={"narration": "Slow snails."}), *script.scenes[1:])
    library.studio.save_script(project, script.model_copy(update={"scenes": scenes}), "ann")
    approve_script(library, project)
    figures = index_scenes(library, ACME)
    assert (figures["scenes"], figures["new"], figures["gone"]) == (4, 1, 1)
    index = FaissIndex(library.layout.index(ACME, "scene"))
    assert index.ids().tolist() == library.search_rows.ids(ACME, "scene").tolist()


def test_scenes_are_narrowed_by_what_they_are(library):
    everything = Filters(aspects=("16:9",), places=("lake",), most_s=5)
    assert len(search_scenes(library, ACME, "foxes", 9, everything)) == 4
    found = search_scenes(library, ACME, "foxes", 9, Filters(projects=("boats",)))
    assert {hit.project for hit in found} == {"boats"}
    assert search_scenes(library, ACME, "foxes", 9, Filters(moods=("eerie",))) == []


def test_words_alone_find_only_what_has_them(library):
    found = search_scenes(library, ACME, "fox", 9, ranking=Ranking.TEXT)
    assert [(hit.project, hit.number) for hit in found] == [("foxes", 1)]


def test_two_builds_take_turns(house, monkeypatch):
    film(house, "acme/boats", "A boat goes out.")
    order, reading = [], threading.Event()
    wanted = house.studio.index_wanted

    def slow(tenant):
        order.append("read")
        reading.set()
        return wanted(tenant)

    monkeypatch.setattr(house.studio, "index_wanted", slow)
    with library_of(house, ACME).alone(ACME, "scene"):
        other = threading.Thread(target=index_scenes, args=(house, ACME))
        other.start()
        assert not reading.wait(0.3)
        order.append("built")
    other.join()
    assert order == ["built", "read"]
