import json

import pytest

from manike.cli.exporting import export_project
from manike.errors import CorruptBlobError
from manike.production import pictures
from manike.production.films import film_of
from manike.production.plan import StepKind, next_step
from manike.production.scripts import edit_script


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


def names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))


def step(floor, project):
    return next_step(floor.house, project, floor.house.studio.project(project)).kind


def test_a_used_folder_keeps_nothing_of_the_film_before(house, floor, project, out):
    floor.begin("film")
    for name in ("narration/scene-003.wav", "pictures/scene-003.jpg", "pictures/character-ann.jpg"):
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"old")
    (out / "pictures" / "mine.jpg").write_bytes(b"mine")
    export_project(house, project, out)
    assert [name for name in names(out) if "/" in name] == [
        "clips/scene-001.mp4", "clips/scene-002.mp4", "music/cue-001.wav",
        "narration/scene-001.wav", "narration/scene-002.wav", "pictures/character-mira.jpg",
        "pictures/mine.jpg", "pictures/scene-001.jpg", "pictures/scene-002.jpg",
    ]  # fmt: skip


def test_pictures_script_and_report_are_those_of_the_film(house, floor, project, out):
    floor.begin("film")
    export_project(house, project, out)
    before = {name: (out / name).read_bytes() for name in names(out)}
    house.studio.regenerate(project, [("picture", "s001"), ("voice", "s001")])
    script = house.approved(project)
    edit_script(house, project, script.model_copy(update={"title": "Another"}), "ann")
    floor.run("approved_script", "character_images", "music", key=project)
    floor.run_scenes(project, 1, 1, "scene_image", "voice_over")
    export_project(house, project, out)
    assert {name: (out / name).read_bytes() for name in names(out)} == before


def test_the_report_tells_of_every_take(finished, out):
    floor, project = finished
    export_project(floor.house, project, out)
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert [sorted(scene) for scene in report["scenes"]] == [
        ["number", "scene_clip", "scene_image", "voice_over"]
    ] * 2
    take = pictures.picture_of(floor.house, project, 2)
    assert report["scenes"][1]["scene_image"]["files"] == take.files


@pytest.mark.parametrize("name", ["film.mp4", "poster.jpg"])
def test_a_damaged_file_of_the_film_is_made_again(house, floor, project, out, name):
    floor.begin("film")
    path = house.file(project, film_of(house, project).files[name])
    path.chmod(0o644)
    path.write_bytes(b"rot")
    with pytest.raises(CorruptBlobError, match=name):
        export_project(house, project, out)
    assert step(floor, project) is StepKind.FILM
    assert floor.run("final_video", key=project).success
    assert export_project(house, project, out)["title"]


def test_a_missing_picture_is_made_again(house, floor, project, out):
    floor.begin("film")
    house.file(project, pictures.picture_of(house, project, 1).files["image.jpg"]).unlink()
    with pytest.raises(CorruptBlobError, match="scene-001"):
        export_project(house, project, out)
    assert step(floor, project) is StepKind.SCENES
    floor.run_scenes(project, 1, 1)
    assert floor.run("final_video", key=project).success
    assert export_project(house, project, out)["title"]
