"""A real film by the embedded providers, as the README makes it."""

import json
import sys

import pytest

from manike.cli.main import main
from manike.embedded.transcriber import EmbeddedTranscriber
from manike.film.timeline import Timeline
from manike.media.probe import probe
from manike.quality.plans import Sources
from manike.quality.rules import check_film
from manike.quality.words import word_error_rate

PROMPT = "A sea turtle leaves the beach at sunrise. {{7*7}} <b>The reef</b> waits at noon."


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    home = tmp_path_factory.mktemp("embedded")
    options = ["--duration", "10", "--aspect", "1:1", "--resolution", "720p", "--out"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MANIKE_HOME", str(home / "home"))
        patch.delenv("MANIKE_DATABASE_URL", raising=False)
        patch.setattr(sys, "argv", ["manike", "video", PROMPT, *options, str(home / "out")])
        with pytest.raises(SystemExit) as end:
            main()
    assert not end.value.code
    return home / "out"


@pytest.fixture(scope="module")
def timeline(folder):
    return Timeline.from_json((folder / "timeline.json").read_text(encoding="utf-8"))


def test_the_folder_holds_everything_that_belongs_to_a_film(folder, timeline):
    count = len(timeline.scenes)
    assert {path.name for path in folder.iterdir()} == {
        "film.mp4", "captions.vtt", "captions.srt", "script.json", "contact_sheet.jpg",
        "poster.jpg", "report.json", "timeline.json", "pictures", "narration", "film.otio",
        "clips", "music", "preview.webp", "waveform.png",
    }  # fmt: skip
    assert len(list((folder / "narration").glob("scene-*.wav"))) == count
    assert len(list((folder / "pictures").glob("scene-*.jpg"))) == count


def test_the_film_passes_every_check(folder, timeline):
    voices = {
        scene.number: folder / scene.narration.file for scene in timeline.scenes if scene.narration
    }
    results = check_film(folder / "film.mp4", timeline, Sources(voices=voices))
    assert [result.message for result in results if not result.passed] == []


def test_the_film_has_the_wanted_size_and_length(folder):
    info = probe(folder / "film.mp4")
    assert (info.video.width_px, info.video.height_px) == (720, 720)
    assert info.duration_s == pytest.approx(10, rel=0.1)


def test_the_narration_is_heard_in_the_mix(folder, timeline):
    heard = EmbeddedTranscriber().transcribe(folder / "film.mp4")
    assert word_error_rate(" ".join(scene.text for scene in timeline.scenes), heard) < 0.25


def test_markup_of_the_prompt_is_not_spoken_or_shown(folder):
    script = (folder / "script.json").read_text(encoding="utf-8")
    assert not any(sign in script for sign in ("{{", "7*7", "<b>", "49"))


def test_the_report_names_each_take_and_its_cost(folder, timeline):
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert len(report["scenes"]) == len(timeline.scenes)
    for scene in report["scenes"]:
        for part in ("scene_image", "voice_over", "scene_clip"):
            assert scene[part]["cost"] == "0 USD"
            assert len(scene[part]["fingerprint"]) == 64
