import json

import pytest

from jobs.production import make_renditions as make_renditions_job
from manike.cli.exporting import export_project
from manike.ids import ProjectId
from manike.media.probe import count_frames, probe
from manike.production.films import film_of
from manike.production.plan import StepKind, next_step
from manike.production.renditions import good_renditions
from manike.script.preferences import Aspect, Preferences
from sensors.reconciler import reconciler
from tests.orchestration.floor import CAST

TALL, WIDE = Aspect.TALL, Aspect.WIDE
BOTH = Preferences(
    duration_s=10, aspect="1:1", resolution="720p", characters=True, also=["9:16", "1:1", "16:9"]
)


def step(floor, project):
    return next_step(floor.house, project, floor.house.studio.project(project)).kind


def asked(house):
    """How often each provider was asked."""
    everybody = house.providers
    return {
        job: len(getattr(everybody, job).asked)
        for job in ("text", "image", "speech", "music", "motion")
    }


def files_of(house, project):
    return {
        aspect.slug: rendition.files
        for aspect, rendition in good_renditions(house, project).items()
    }


@pytest.fixture(scope="module")
def shaped(finished):
    """A finished film with its tall rendition; tests only look at it."""
    floor, project = finished
    before = asked(floor.house)
    config = {"ops": {"renditions": {"config": {"also": ["9:16"]}}}}
    result = floor.run("renditions", key=project, config=config)
    assert result.success
    return floor, project, before, result


@pytest.fixture
def shaped_floor(shaped, floor, tmp_path):
    """A floor of its own with that film and that rendition."""
    shaped[0].keep(tmp_path / "shaped")
    floor.take_up(tmp_path / "shaped")
    return floor


def test_rendition_asks_for_no_voice_music_or_words(shaped):
    floor, _, before, _ = shaped
    made = {job: count - before[job] for job, count in asked(floor.house).items()}
    assert made == {"text": 0, "image": 2, "speech": 0, "music": 0, "motion": 2}


def test_rendition_has_the_film_s_frames_in_another_size(shaped):
    floor, project, _, _ = shaped
    film, tall = film_of(floor.house, project), good_renditions(floor.house, project)[TALL]
    path = floor.house.file(project, tall.files["film.mp4"])
    video = probe(path).video
    assert (video.width_px, video.height_px) == (720, 1280)
    assert count_frames(path) == film.details["frame_count"] == tall.details["frame_count"]
    assert tall.details["lufs"] == film.details["lufs"]


def test_rendition_is_shown_with_its_shape_and_time(shaped):
    _, _, _, result = shaped
    event = result.asset_materializations_for_node("renditions")[0]
    (row,) = event.metadata["parts"].value.records
    assert row.data["part"] == "9:16"
    assert "preview.webp" in event.metadata["preview"].value


def test_export_writes_every_rendition(shaped, tmp_path):
    floor, project, _, _ = shaped
    (tmp_path / "film-1x1.mp4").write_bytes(b"of an earlier export")
    report = export_project(floor.house, project, tmp_path)
    names = {path.name for path in tmp_path.iterdir()}
    assert {"film.mp4", "film-9x16.mp4", "captions-9x16.vtt", "preview-9x16.webp"} <= names
    assert {"waveform.png", "waveform-9x16.png", "contact_sheet-9x16.jpg"} <= names
    assert "film-1x1.mp4" not in names
    assert probe(tmp_path / "film-9x16.mp4").video.height_px == 1280
    assert report["renditions"]["9:16"]["film"]["height_px"] == 1280
    timeline = json.loads((tmp_path / "timeline-9x16.json").read_text(encoding="utf-8"))
    assert timeline["width_px"] == 720


def test_wanted_renditions_are_made_after_the_film(house, shaped_floor):
    # Another project of the tenant with the same prompt: much of it is there already.
    floor, project = shaped_floor, ProjectId.parse("acme/autumn")
    floor.submit(project, preferences=BOTH)
    floor.run(*CAST, key=project)
    floor.run_scenes(project, 1, 2)
    floor.run("final_video", key=project)
    assert step(floor, project) is StepKind.RENDITIONS
    runs = {run.job_name: run.partition_key for run in floor.look(reconciler)}
    assert runs[make_renditions_job.name] == str(project)
    assert floor.run("renditions", key=project).success
    assert set(good_renditions(house, project)) == {TALL, WIDE}
    assert step(floor, project) is StepKind.DONE

    _edit_one_scene(house, floor, project)


def _edit_one_scene(house, floor, project):
    """A new picture of one scene: one picture and one clip a rendition, all else as it was."""
    before = asked(house)
    house.studio.regenerate(project, [("picture", "s002"), ("clip", "s002")])
    floor.run_scenes(project, 2, 2)
    floor.run("final_video", key=project)
    assert step(floor, project) is StepKind.RENDITIONS
    assert floor.run("renditions", key=project).success
    made = {job: count - before[job] for job, count in asked(house).items()}
    assert made == {"text": 0, "image": 3, "speech": 0, "music": 0, "motion": 3}
    reused = {a: r.details["segments_reused"] for a, r in good_renditions(house, project).items()}
    assert all(count >= 1 for count in reused.values())
    assert step(floor, project) is StepKind.DONE
    before = asked(house)
    assert floor.run("renditions", key=project).success
    assert asked(house) == before


def test_rendition_of_flat_pictures_asks_no_painter(house, floor, project):
    floor.begin("film")
    before, film = asked(house), film_of(house, project)
    house.providers.image.composes_shapes = False
    house.studio.want_renditions(project, [TALL])
    assert step(floor, project) is StepKind.RENDITIONS
    assert floor.run("renditions", key=project).success
    made = {job: count - before[job] for job, count in asked(house).items()}
    assert made == {"text": 0, "image": 0, "speech": 0, "music": 0, "motion": 2}
    tall = good_renditions(house, project)[TALL]
    assert tall.parts.pictures[1].provider == "manike"
    assert tall.parts.pictures[1].origins[0].fingerprint == film.parts.pictures[1].fingerprint


def test_wish_for_a_shape_is_kept_once_and_reopens_the_project(house, floor, project):
    floor.submit(project)
    assert house.studio.want_renditions(project, [TALL, Aspect.SQUARE, TALL])
    assert house.preferences(project).renditions == (TALL,)
    assert not house.studio.want_renditions(project, [TALL])


def test_rendition_that_is_not_of_the_film_is_not_exported(house, shaped_floor, project):
    floor = shaped_floor
    house.studio.want_renditions(project, [TALL])
    assert files_of(house, project).keys() == {"9x16"}
    house.studio.regenerate(project, [("voice", "s001")])
    floor.run_scenes(project, 1, 1)
    floor.run("final_video", key=project)
    assert files_of(house, project) == {}
