import numpy as np
import pytest

from manike.ids import TenantId
from manike.production.search import index_portraits
from manike.production.search.index_portraits import portrait_of
from manike.search.library import Library
from manike.search.portrait import cluster_map, sample_of, similarities, spaced
from manike.search_ports import IndexModel
from manike.studio.search_filters import Findable
from manike.testing.fakes import FakeEmbedder
from manike.testing.index_fakes import FakeIndexes

ACME = TenantId("acme")
MODEL = IndexModel(provider="fake", name="letters@1", dimension=16)


def units(rows):
    vectors = np.array(rows, np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def themes(count=60):
    """Vectors around three directions, and texts that say which."""
    chance = np.random.default_rng(3)
    which = np.arange(count) % 3
    vectors = units(np.eye(16)[which] + 0.05 * chance.standard_normal((count, 16)))
    said = ["boats on the lake", "tea on the hills", "trains at night"]
    return vectors, [f"{said[each]} number{row}" for row, each in enumerate(which)], which


def filled(house, texts, kind="scene"):
    house.studio.add_tenant(ACME)
    library = Library(house.search_rows, house.indexes, FakeEmbedder(), house.layout)
    things = [Findable(key=str(n), title=text[:20], text=text) for n, text in enumerate(texts)]
    library.rows.put(ACME, kind, "", things)
    library.sync(ACME, kind)
    return library


def test_clusters_are_those_of_the_vectors_and_named_by_their_own_words():
    vectors, texts, which = themes(18)  # the root of half of 18 is 3
    found = cluster_map(vectors, texts)
    assert len(found.names) == 3
    assert len({(label, theme) for label, theme in zip(found.labels, which, strict=True)}) == 3
    named = dict(zip(which.tolist(), (found.names[label] for label in found.labels), strict=True))
    words = {theme: set(name.split(", ")) for theme, name in named.items()}
    assert {"boats", "lake"} <= words[0]
    assert {"tea", "hills"} <= words[1]
    assert {"trains", "night"} <= words[2]


def test_clusters_lie_apart_on_the_plane():
    vectors, texts, which = themes(18)
    points = cluster_map(vectors, texts).points
    middles = np.array([points[which == theme].mean(0) for theme in range(3)])
    spread = max(np.linalg.norm(points[which == t] - middles[t], axis=1).max() for t in range(3))
    assert np.linalg.norm(middles[0] - middles[1]) > 3 * spread
    assert np.linalg.norm(middles[1] - middles[2]) > 3 * spread


def test_a_portrait_is_the_same_each_time():
    vectors, texts, _ = themes()
    first, second = (cluster_map(vectors.copy(), texts) for _ in range(2))
    assert (first.points == second.points).all()
    assert (first.labels, first.names) == (second.labels, second.names)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_few_things_have_a_portrait_too(count):
    vectors, texts, _ = themes(count)
    found = cluster_map(vectors, texts)
    assert found.points.shape == (count, 2)
    assert np.isfinite(found.points).all()


def test_the_nearest_is_another_thing_than_itself():
    index = FakeIndexes().open(ACME, "scene")
    vectors = units([[1, 0, *[0] * 14], [1, 1, *[0] * 14], [0, 0, 1, *[0] * 13]])
    index.add(MODEL, np.array([1, 2, 3]), vectors)
    found = similarities(sample_of(index))
    assert found.nearest.tolist() == pytest.approx([0.7071, 0.7071, 0], abs=1e-3)
    assert found.random.max() == pytest.approx(0.7071, abs=1e-3)


def test_a_sample_is_bounded_and_spread_over_the_whole():
    places = spaced(1_000_000, 2000)
    assert (places.size, places[0], places[-1]) == (2000, 0, 999_999)
    assert spaced(3, 2000).tolist() == [0, 1, 2]


def test_the_portrait_of_an_index_has_figures_plots_and_a_report(house):
    filled(house, [f"A fox and owl number {number}." for number in range(12)])
    found = portrait_of(house, ACME, "scene")
    assert found.figures["vectors"] == 12
    assert found.figures["recall_at_10"] == 1
    assert found.figures["model"] == FakeEmbedder().model
    assert found.figures["size_bytes"] > 12 * 4
    for sha256 in found.plots.values():
        assert house.blobs.verify(ACME, sha256).read_bytes().startswith(b"\x89PNG")
    assert found.report.count("\n") == 6
    assert len(found.report) < 1000


def test_a_title_can_t_put_a_picture_or_a_link_before_the_operator(house):
    filled(house, [f"![x](http://e.com/{n}) <b> | `a` __b__" for n in range(8)])
    report = portrait_of(house, ACME, "scene").report
    assert not set("[]()!<>`_") & set(report)
    assert {line.count("|") for line in report.splitlines()} == {3}


def test_the_report_is_short_whatever_titles_are_like(house):
    filled(house, [f"{number} " + "word" * 300 for number in range(9)])
    assert len(portrait_of(house, ACME, "scene").report) < 1000


def test_nothing_indexed_has_a_portrait_that_says_so(house):
    house.studio.add_tenant(ACME)
    found = portrait_of(house, ACME, "scene")
    assert (found.plots, found.figures["vectors"]) == ({}, 0)
    assert "Nothing" in found.report


def test_what_is_deleted_while_an_index_is_measured_is_on_no_plot(house, monkeypatch):
    library, drawn = filled(house, ["boats on the lake", "tea on the hills"]), []

    def measured(index):
        library.rows.put(ACME, "scene", "", [Findable(key="1", title="tea", text="tea, hills")])
        return 1.0

    def mapped(vectors, texts):
        drawn.extend(texts)
        return cluster_map(vectors, texts)

    monkeypatch.setattr(index_portraits, "measured_recall", measured)
    monkeypatch.setattr(index_portraits, "cluster_map", mapped)
    assert portrait_of(house, ACME, "scene").plots == {}
    assert drawn == []
