"""``manike index`` as its users meet it."""

import json

import pytest

from manike.production.search import indexers


@pytest.fixture
def songs(manike, tmp_path):
    rows = tmp_path / "songs.csv"
    rows.write_text("title,artists,duration_s\nSalt,Hollow Pine,221.4\n")
    manike("tenant", "add", "acme")
    manike("songs", "load", str(rows), "--tenant", "acme")


def test_all_kinds_are_indexed_with_their_figures(manike, songs):
    code, out, _ = manike("index", "--tenant=acme", "--rebuild", "--json")
    found = json.loads(out)
    assert (code, list(found)) == (0, list(indexers.INDEXERS))
    assert {kind: figures["rows"] for kind, figures in found.items() if figures["rows"]} == {
        "song": 1
    }
    assert found["song"]["recall_at_10"] == 1.0
    _, out, _ = manike("index", "--tenant=acme", "--kind", "song")
    assert "song" in out
    assert "scene" not in out


def test_a_kind_that_fails_keeps_no_other_from_being_indexed(manike, songs, monkeypatch, tmp_path):
    (tmp_path / "home" / "store" / "tenants" / "acme" / "songs" / "songs.json").write_text("{")
    code, out, errors = manike("index", "--tenant=acme", "--json")
    assert (code, set(json.loads(out))) == (1, set(indexers.INDEXERS) - {"song"})
    assert "Load the songs again" in errors


def test_kinds_and_tenants_that_are_not_there_are_refused(manike):
    assert (
        "kind: 'film' is not one of scene, song"
        in manike("index", "--tenant=acme", "--kind", "film")[2]
    )
    assert "There is no tenant acme." in manike("index", "--tenant=acme")[2]
