"""Footage is found by what is known of it, its key frames are apart, and it goes without a rest."""

from datetime import timedelta
from itertools import combinations

import pytest

from manike.analysis.pictures import DUPLICATE_BITS, facts_of, is_same, read_picture
from manike.errors import NotFoundError
from manike.generation.fingerprint import Job
from manike.ids import ProjectId, TenantId
from manike.media.files import write_text
from manike.production.footage import removal
from manike.production.footage.analysis import analyse_footage_of
from manike.production.footage.checks import judge_key_frames, judge_looks, judge_shots
from manike.production.footage.keyframes import choose_key_frames, find_key_frames
from manike.production.footage.library import add_footage, footage_of, report_of
from manike.production.footage.removal import remove_footage
from manike.production.house import House
from manike.production.search.searching import search_kind
from manike.production.search.shot_index import SHOT, index_shots
from manike.studio.search_filters import NO_FILTERS, Filters
from tests.footage_reels import make_reels

ACME, GLOBEX = TenantId("acme"), TenantId("globex")


@pytest.fixture(scope="session")
def reels(once):
    return once("footage-reels", make_reels)


@pytest.fixture
def analysed(house: House, reels):
    for tenant, names in ((ACME, ("one", "two")), (GLOBEX, ("one",))):
        house.studio.add_tenant(tenant)
        for name in names:
            about = "A lighthouse in a storm." if name == "two" else ""
            add_footage(house, tenant, reels / f"{name}.mp4", about=about)
    analyse_footage_of(house, ACME, "embedded")
    return house


def search_shots(house, tenant, query, count, filters=NO_FILTERS):
    return [hit.row for hit in search_kind(house, tenant, SHOT, query, count, filters)]


def blobs(house, tenant):
    return {path.name for path in house.layout.blobs(tenant).rglob("*") if path.is_file()}


def test_key_frames_are_chosen_apart_over_all_files_with_a_sheet_for_each_cluster(analysed):
    chosen = choose_key_frames(analysed, ACME)
    facts = [facts_of(read_picture(analysed.blobs.path(ACME, f.at.sha256))) for f in chosen.frames]
    for one, other in combinations(facts, 2):
        is_near = (one.hash ^ other.hash).bit_count() <= DUPLICATE_BITS
        assert not (is_near and is_same(one, other))
    shown = {(w.footage, w.shot) for f in chosen.frames for w in (f.at, *f.same)}
    assert shown == {("one.mp4", 1), ("one.mp4", 2), ("two.mp4", 1), ("two.mp4", 2)}
    shared = [frame for frame in chosen.frames if frame.at.shot == 2]
    assert {w.footage for w in (shared[0].at, *shared[0].same)} == {"one.mp4", "two.mp4"}
    assert sorted(at for c in chosen.clusters for at in c.frames) == list(range(len(chosen.frames)))
    for sha256 in chosen.blobs():
        assert analysed.blobs.path(ACME, sha256).read_bytes()[:2] == b"\xff\xd8"
    assert find_key_frames(analysed, ACME) == chosen
    assert find_key_frames(analysed, GLOBEX) is None


def test_the_check_finds_key_frames_that_are_the_same_and_those_that_are_gone(analysed):
    chosen = choose_key_frames(analysed, ACME)
    assert all(result.passed for result in judge_key_frames(analysed, ACME))
    file = analysed.layout.footage(ACME) / "keyframes.json"
    twice = chosen.model_copy(update={"frames": (*chosen.frames, chosen.frames[0])})
    file.write_text(twice.model_dump_json())
    assert [r.name for r in judge_key_frames(analysed, ACME) if not r.passed] == ["apart"]
    file.write_text(chosen.model_dump_json())
    analysed.blobs.path(ACME, chosen.frames[0].at.sha256).unlink()
    assert [r.message for r in judge_key_frames(analysed, ACME) if not r.passed] == [
        f"{chosen.frames[0].at.footage}: 1 pictures are gone."
    ]


def test_a_gap_between_shots_is_found(analysed):
    report = report_of(analysed, ACME, "one.mp4")
    assert [r.passed for r in judge_shots(analysed, ACME)] == [True, True]
    first, second = report.shots
    holed = report.model_copy(
        update={"shots": (first.model_copy(update={"end_frame": first.end_frame - 1}), second)}
    )
    scratch = analysed.layout.scratch(ACME) / "report.json"
    scratch.write_text(holed.model_dump_json())
    item = footage_of(analysed, ACME, "one.mp4")
    sha256 = analysed.blobs.adopt(ACME, scratch)
    analysed.studio.footage_is_analysed(ACME, item, item.analysis, sha256)
    assert [r.message for r in judge_shots(analysed, ACME) if not r.passed] == [
        "one.mp4: a gap between shots 1 and 2."
    ]


def test_a_file_that_is_lost_is_told_by_the_check_and_by_the_next_look(analysed, reels):
    assert all(result.passed for result in judge_looks(analysed, ACME))
    analysed.blobs.drop(ACME, footage_of(analysed, ACME, "one.mp4").sha256)
    cure = "Its file is gone; add the same file again: manike footage add FILE --tenant acme"
    assert [r.message for r in judge_looks(analysed, ACME) if not r.passed] == [f"one.mp4: {cure}."]
    lost, whole = analyse_footage_of(analysed, ACME, "embedded")
    assert (lost.fate, str(lost.error), whole.fate) == ("lost", cure, "known")
    again = add_footage(analysed, ACME, reels / "one.mp4")
    assert str(again) == "is there again"
    assert all(result.passed for result in judge_looks(analysed, ACME))
    assert {outcome.fate for outcome in analyse_footage_of(analysed, ACME, "embedded")} == {"known"}


def test_the_same_footage_is_not_chosen_from_again(analysed, monkeypatch):
    chosen = choose_key_frames(analysed, ACME)
    monkeypatch.setattr(
        "manike.analysis.collection.analyse_pictures", lambda *_: pytest.fail("chosen again")
    )
    assert choose_key_frames(analysed, ACME) == chosen


def test_shots_are_found_by_the_tenants_words_with_where_they_are(analysed):
    figures = index_shots(analysed, ACME)
    assert (figures["shots"], figures["files"], figures["gone"]) == (4, 2, 0)
    assert index_shots(analysed, ACME)["new"] == 0
    hit = search_shots(analysed, ACME, "lighthouse", 5)[0]
    known = hit.details
    shot = report_of(analysed, ACME, "two.mp4").shots[known["number"] - 1]
    assert (known["footage"], known["start_s"], known["end_s"]) == (
        "two.mp4", shot.start_s, shot.end_s,
    )  # fmt: skip
    assert hit.text.startswith("A lighthouse in a storm. two. ")
    with pytest.raises(NotFoundError, match="manike footage add FILE --tenant globex"):
        search_shots(analysed, GLOBEX, "lighthouse", 5)


def test_shots_are_narrowed_by_shape_length_and_date(analysed):
    index_shots(analysed, ACME)
    today = footage_of(analysed, ACME, "one.mp4").added_at.date()
    day = timedelta(days=1)
    wanted = [
        (Filters(least_s=1.5, most_s=2.5), 4),
        (Filters(least_s=2.5), 0),
        (Filters(since=today), 4),
        (Filters(until=today - day), 0),
        (Filters(aspects=("16:9",)), 0),  # 96x64 is none of the film's shapes
    ]
    for filters, count in wanted:
        assert len(search_shots(analysed, ACME, "colourful", 10, filters)) == count


def test_another_description_is_found_and_the_old_one_is_not(analysed):
    index_shots(analysed, ACME)
    analysed.studio.describe_footage(ACME, "two.mp4", "A market at noon.")
    figures = index_shots(analysed, ACME)
    assert (figures["shots"], figures["gone"]) == (4, 2)
    assert "market" in search_shots(analysed, ACME, "market at noon", 1)[0].text
    assert all("lighthouse" not in hit.text for hit in search_shots(analysed, ACME, "storm", 9))


def test_shots_of_a_report_that_is_found_again_are_indexed_again(analysed):
    report = analysed.layout.blob(ACME, footage_of(analysed, ACME, "two.mp4").report_sha256)
    kept = report.read_bytes()
    report.unlink()
    assert index_shots(analysed, ACME)["shots"] == 2
    report.write_bytes(kept)
    assert index_shots(analysed, ACME)["shots"] == 4


def test_removed_footage_leaves_no_row_no_vector_and_no_file(analysed):
    analyse_footage_of(analysed, GLOBEX, "embedded")
    others = blobs(analysed, GLOBEX)
    for name in ("one.mp4", "two.mp4"):
        choose_key_frames(analysed, ACME)
        index_shots(analysed, ACME)
        gone = remove_footage(analysed, ACME, name)
        assert (gone.shots, gone.kept) == (2, 0)
        assert all(row.details["footage"] != name for row in rows(analysed))
        assert analysed.indexes.open(ACME, SHOT).ids().tolist() == [r.id for r in rows(analysed)]
        chosen = find_key_frames(analysed, ACME)
        assert all(w.footage != name for f in chosen.frames for w in (f.at, *f.same))
    assert blobs(analysed, ACME) == set()
    assert analysed.door.made_by(ACME, Job.FOOTAGE, "embedded", version(analysed), ()) == {}
    assert blobs(analysed, GLOBEX) == others
    with pytest.raises(NotFoundError):
        remove_footage(analysed, ACME, "one.mp4")


@pytest.mark.parametrize("step", ["forget_key_frames", "index_shots", "choose_key_frames"])
def test_a_removal_that_was_stopped_is_gone_on_with(analysed, monkeypatch, step):
    remove_footage(analysed, ACME, "two.mp4")
    choose_key_frames(analysed, ACME)

    def stop(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(removal, step, stop)
        with pytest.raises(KeyboardInterrupt):
            remove_footage(analysed, ACME, "one.mp4")
    assert remove_footage(analysed, ACME, "one.mp4").name == "one.mp4"
    assert blobs(analysed, ACME) == set()
    with pytest.raises(NotFoundError):
        remove_footage(analysed, ACME, "one.mp4")


def version(house):
    return footage_of(house, GLOBEX, "one.mp4").analysis


def rows(house):
    ids = house.search_rows.ids(ACME, SHOT).tolist()
    return [row for _, row in sorted(house.search_rows.rows(ACME, SHOT, ids).items())]


def test_what_a_film_or_another_row_uses_stays(analysed):
    sha256 = footage_of(analysed, ACME, "one.mp4").sha256
    manifest = analysed.layout.manifest(ProjectId(ACME, "spring"), "scene_clip", "s001")
    write_text(manifest, f'{{"files": {{"clip.mp4": "{sha256}"}}}}')
    intro = footage_of(analysed, ACME, "two.mp4").sha256
    analysed.studio.change_brand(ACME, lambda brand: brand | {"intro_sha256": intro})
    assert [remove_footage(analysed, ACME, name).kept for name in ("one.mp4", "two.mp4")] == [1, 1]
    assert blobs(analysed, ACME) == {sha256, intro}


def test_a_look_at_an_older_version_goes_with_its_file(analysed, monkeypatch):
    from manike.analysis import detectors

    monkeypatch.setattr(detectors, "VERSION", 99)
    detectors.analysis_version.cache_clear()
    analyse_footage_of(analysed, ACME, "embedded", ["one.mp4"])
    monkeypatch.undo()
    detectors.analysis_version.cache_clear()
    for name in ("one.mp4", "two.mp4"):
        remove_footage(analysed, ACME, name)
    assert blobs(analysed, ACME) == set()
