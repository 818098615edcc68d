"""All indexes of a tenant, brought in step one by one."""

import pytest

from manike.errors import NotFoundError
from manike.ids import ProjectId, TenantId
from manike.production.catalogues.songs import load_songs
from manike.production.scripts import approve_script, write_script
from manike.production.search.index_checks import judge_rows
from manike.production.search.indexers import INDEXERS, bring_in_step
from manike.script.preferences import Preferences

ACME = TenantId("acme")


@pytest.mark.parametrize("kind", INDEXERS)
def test_a_tenant_that_has_nothing_gets_an_index_of_no_rows(kind, house):
    house.studio.add_tenant(ACME)
    figures = bring_in_step(house, ACME, kind, rebuild=True)
    assert (figures["rows"], figures["new"], figures["rebuilt"]) == (0, 0, "yes")
    assert house.indexes.open(ACME, kind).count() == 0


@pytest.mark.parametrize("kind", INDEXERS)
def test_nothing_is_indexed_for_a_tenant_that_is_not_there(kind, house):
    with pytest.raises(NotFoundError, match="There is no tenant acme"):
        bring_in_step(house, ACME, kind)


def test_a_rebuilt_index_holds_the_same_rows_and_says_what_it_finds(house, tmp_path):
    project = ProjectId(ACME, "boats")
    house.studio.submit(project, "A boat goes out. It comes home.", Preferences(duration_s=10))
    write_script(house, project)
    approve_script(house, project)
    assert bring_in_step(house, ACME, "scene")["new"] == 2
    before = house.indexes.open(ACME, "scene").ids().tolist()
    figures = bring_in_step(house, ACME, "scene", rebuild=True)
    assert (figures["rows"], figures["new"], figures["recall_at_10"]) == (2, 0, 1.0)
    assert house.indexes.open(ACME, "scene").ids().tolist() == before


def test_a_rebuild_leaves_no_deleted_vector_on_the_disk(house, tmp_path):
    house.studio.add_tenant(ACME)
    rows = tmp_path / "songs.csv"
    for titles in (("Salt", "Rain"), ("Rain",)):
        rows.write_text("title,artists,duration_s\n" + "".join(f"{t},A,61\n" for t in titles))
        load_songs(house, ACME, rows)
        bring_in_step(house, ACME, "song")
    bring_in_step(house, ACME, "song", rebuild=True)
    [vectors] = house.layout.index(ACME, "song").glob("generation-*/vectors.f32")
    assert vectors.stat().st_size == 4 * house.providers.embedder.dimension


def with_songs(house, folder, *titles):
    rows = folder / "songs.csv"
    rows.write_text("title,artists,duration_s\n" + "".join(f"{t},A,61\n" for t in titles))
    load_songs(house, ACME, rows)


@pytest.fixture
def sung(house, tmp_path):
    """A house whose tenant has two songs, indexed."""
    house.studio.add_tenant(ACME)
    with_songs(house, tmp_path, "Salt", "Rain")
    bring_in_step(house, ACME, "song")
    return house


def test_a_damaged_song_index_is_made_again(sung):
    (sung.layout.index(ACME, "song") / "head.json").write_text("{")
    figures = bring_in_step(sung, ACME, "song")
    assert (figures["rows"], figures["new"]) == (2, 2)


def test_a_song_whose_vector_is_lost_gets_one_again(sung):
    index = sung.indexes.open(ACME, "song")
    index.delete(index.ids()[:1])
    assert not judge_rows(sung, ACME, "song").passed
    assert bring_in_step(sung, ACME, "song")["new"] == 1
    assert judge_rows(sung, ACME, "song").passed


def test_a_catalogue_put_back_after_a_kill_is_indexed_again(sung, tmp_path, monkeypatch):
    def killed(*_):
        raise KeyboardInterrupt

    with_songs(sung, tmp_path, "Fog")
    with monkeypatch.context() as patch:
        patch.setattr("manike.production.search.refilling.write_text", killed)
        with pytest.raises(KeyboardInterrupt):
            bring_in_step(sung, ACME, "song")
    with_songs(sung, tmp_path, "Salt", "Rain")
    assert bring_in_step(sung, ACME, "song")["rows"] == 2
    assert not sung.studio.changed_catalogues()
