"""A missing or damaged file of the store is found before it is used, and made again."""

import shutil

import pytest

from manike.production import clips, pictures, scores, voices
from manike.production.films import film_of
from manike.production.plan import StepKind, next_step
from manike.production.records import Characters, MusicCues


def files_of(house, project):
    music = house.manifests.read(project, scores.ASSET, MusicCues).takes[1]
    drawings = house.manifests.read(project, "character_images", Characters)
    return {
        "clip": clips.clip_of(house, project, 1).files["clip.mp4"],
        "voice": voices.voice_of(house, project, 1).files["voice.wav"],
        "music": music.files["music.wav"],
        "picture": pictures.picture_of(house, project, 1).files["image.jpg"],
        "drawing": drawings.takes["Mira"].files["image.jpg"],
    }


def spoil(house, project, name, how):
    path = house.file(project, files_of(house, project)[name])
    path.chmod(0o644)
    if how == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[::-1])


def step(floor, project):
    return next_step(floor.house, project, floor.house.studio.project(project)).kind


def go_on(floor, project):
    """Run what is missing, as the sensors would, and say what that was."""
    kinds = []
    while (kind := step(floor, project)) is not StepKind.DONE and len(kinds) < 6:
        kinds.append(kind)
        if kind is StepKind.SCENES:
            floor.run_scenes(project, 1, 2)
        elif kind is StepKind.FILM:
            floor.run("final_video", key=project)
        else:
            floor.run("approved_script", "character_images", "music", key=project)
    return kinds


@pytest.mark.parametrize("how", ["missing", "damaged"])
@pytest.mark.parametrize(
    ("name", "kept", "kind"),
    [
        ("clip", "segments", StepKind.SCENES),
        ("voice", "sound", StepKind.SCENES),
        ("music", "sound", StepKind.PREPARE),
    ],
)
def test_what_a_film_needs_is_made_again(floor, project, name, kept, kind, how):
    house = floor.house
    floor.begin("film")
    film = film_of(house, project).files["film.mp4"]
    spoil(house, project, name, how)
    house.manifests.drop(project, "final_video")
    shutil.rmtree(house.layout.segments(project.tenant) / kept)
    assert not floor.run("final_video", key=project).success
    assert go_on(floor, project) == [kind, StepKind.FILM]
    assert film_of(house, project).files["film.mp4"] == film


@pytest.mark.parametrize(
    ("name", "job", "asset", "first"),
    [
        ("picture", "clip", "scene_clip", StepKind.SCENES),
        ("drawing", "picture", "scene_image", StepKind.PREPARE),
    ],
)
def test_what_a_scene_needs_is_made_again(floor, project, name, job, asset, first):
    floor.begin("film")
    spoil(floor.house, project, name, "damaged")
    floor.house.studio.regenerate(project, [(job, "s001")])
    assert not floor.run_scenes(project, 1, 1, asset).success
    assert step(floor, project) is first
    go_on(floor, project)
    assert step(floor, project) is StepKind.DONE
