"""The exported cut opens in an editor with its media."""

import json

import opentimelineio as otio
import pytest

from manike.cli.exporting import export_project
from manike.media.probe import count_frames
from manike.media.sound import WavReader
from manike.production.films import film_of, timeline_of


@pytest.fixture(scope="module")
def exported(finished, tmp_path_factory):
    floor, project = finished
    out = tmp_path_factory.mktemp("exported") / "out"
    report = export_project(floor.house, project, out)
    return floor.house, project, out, report


@pytest.fixture(scope="module")
def cut(exported):
    return otio.adapters.read_from_file(str(exported[2] / "film.otio"))


def test_every_clip_is_at_its_frame(exported, cut):
    house, project, _, _ = exported
    clips = cut.video_tracks()[0].find_clips()
    placed = [clip.range_in_parent() for clip in clips]
    assert [(at.start_time.to_frames(), at.duration.to_frames()) for at in placed] == [
        (scene.start_frame, scene.frame_count) for scene in timeline_of(house, project).scenes
    ]


def test_all_media_is_online_and_as_long_as_it_says(exported, cut):
    out = exported[2]
    files = {clip.media_reference.target_url: clip.available_range() for clip in cut.find_clips()}
    assert sorted(files) == [
        "clips/scene-001.mp4",
        "clips/scene-002.mp4",
        "music/cue-001.wav",
        "narration/scene-001.wav",
        "narration/scene-002.wav",
    ]
    for name, available in files.items():
        path = out / name
        is_sound = path.suffix == ".wav"
        length = WavReader.open(path).sample_count if is_sound else count_frames(path)
        assert available.duration.value == length
        assert available.duration.rate == (48_000 if is_sound else 30)


def test_an_export_without_media_takes_the_cut_away(exported):
    house, project, out, _ = exported
    (out / "clips" / "mine.mp4").write_bytes(b"mine")
    export_project(house, project, out, media=False)
    assert not (out / "film.otio").exists()
    assert [path.name for path in (out / "clips").iterdir()] == ["mine.mp4"]
    assert (out / "film.mp4").exists()


def test_the_report_carries_the_lineage(exported):
    house, project, out, report = exported
    written = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert written["lineage"] == report["lineage"]
    assert report["lineage"] == film_of(house, project).lineage.model_dump(mode="json")
    assert [take["asset"] for take in written["lineage"]["scenes"]["1"]] == [
        "scene_clip",
        "scene_image",
        "character_images",
        "voice_over",
    ]
