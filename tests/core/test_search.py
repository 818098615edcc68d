import threading
from dataclasses import replace

import numpy as np
import pytest

from manike.errors import BadInputError, NotFoundError, StoreError
from manike.ids import ProjectId, TenantId
from manike.production.indexing import index_scenes, search_scenes
from manike.production.providers import Roster
from manike.production.scripts import approve_script, write_script
from manike.script.preferences import Preferences
from manike.search.index import SceneEntry, SceneIndex
from manike.testing.fakes import FakeEmbedder

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
    assert (hits[0].entry.project, hits[0].entry.number) == ("boats", 1)
    assert hits[0].score > hits[1].score


def test_a_tenant_finds_scenes_over_all_its_projects_and_no_other_s(library):
    found = search_scenes(library, ACME, "foxes", 100)
    assert {(hit.entry.project, hit.entry.number) for hit in found} == {
        ("boats", 1), ("boats", 2), ("foxes", 1), ("foxes", 2),
    }  # fmt: skip
    assert {hit.entry.project for hit in search_scenes(library, GLOBEX, "foxes", 100)} == {"boats"}


@pytest.mark.parametrize("query", ["", "  ", "a" * 1001])
def test_a_query_that_says_nothing_or_too_much_is_refused(library, query):
    with pytest.raises(BadInputError, match="query"):
        search_scenes(library, ACME, query, 3)


def test_a_tenant_without_films_gets_a_clear_answer(house):
    house.studio.add_tenant(ACME)
    with pytest.raises(NotFoundError, match="no film is finished"):
        search_scenes(house, ACME, "boats", 3)


def test_vectors_of_another_model_are_refused(tmp_path):
    entry = SceneEntry(project="a", number=1, title="t", text="x")
    index = SceneIndex(tmp_path)
    index.build("model-1", (entry,), np.eye(1, 4, dtype=np.float32))
    with pytest.raises(StoreError, match="made with model-1"):
        index.search("model-2", np.eye(1, 4, dtype=np.float32)[0], 1)


def test_a_damaged_index_says_how_to_mend_it(tmp_path):
    entry = SceneEntry(project="a", number=1, title="t", text="x")
    index = SceneIndex(tmp_path)
    index.build("m", (entry,), np.eye(1, 4, dtype=np.float32))
    next(tmp_path.iterdir()).write_bytes(b"broken")
    with pytest.raises(StoreError, match="Materialize scene_index again"):
        index.search("m", np.eye(1, 4, dtype=np.float32)[0], 1)


def test_only_new_scenes_are_embedded(library, monkeypatch):
    embedder, asked = library.providers.embedder, []
    embed = embedder.embed
    monkeypatch.setattr(embedder, "embed", lambda texts: asked.extend(texts) or embed(texts))
    film(library, "acme/lakes", "A lake lies still.")
    assert index_scenes(library, ACME)["new"] == 1
    assert [text for text in asked if "lake" in text] == asked
    assert len(asked) == 1
    hits = search_scenes(library, ACME, "zigzag zebra jazz", 1)
    assert hits[0].entry.project == "boats"
    assert hits[0].score == pytest.approx(
        float(embed([hits[0].entry.text])[0] @ embed(["zigzag zebra jazz"])[0])
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


def test_an_index_of_nothing_finds_nothing(house):
    house.studio.add_tenant(ACME)
    assert index_scenes(house, ACME)["scenes"] == 0
    assert search_scenes(house, ACME, "boats", 3) == []


def test_a_search_meets_no_half_built_index(tmp_path):
    entries = [SceneEntry(project="a", number=n, title="t", text=str(n)) for n in range(1, 5)]
    eye, index, ended = np.eye(4, dtype=np.float32), SceneIndex(tmp_path), threading.Event()
    index.build("m", tuple(entries), eye)

    def rebuild():
        while not ended.is_set():
            for count in (1, 4):
                SceneIndex(tmp_path).build("m", tuple(entries[:count]), eye[:count])

    builders = [threading.Thread(target=rebuild) for _ in range(2)]
    for builder in builders:
        builder.start()
    try:
        found = {len(index.search("m", eye[0], 4)) for _ in range(60)}
    finally:
        ended.set()
        for builder in builders:
            builder.join()
    assert found <= {1, 4}


def test_two_builds_take_turns(house, monkeypatch):
    film(house, "acme/boats", "A boat goes out.")
    order, reading = [], threading.Event()
    wanted = house.studio.index_wanted

    def slow(tenant):
        order.append("read")
        reading.set()
        return wanted(tenant)

    monkeypatch.setattr(house.studio, "index_wanted", slow)
    with SceneIndex(house.layout.index(ACME, "scenes")).building():
        other = threading.Thread(target=index_scenes, args=(house, ACME))
        other.start()
        assert not reading.wait(0.3)
        order.append("built")
    other.join()
    assert order == ["built", "read"]
