"""What a film was made from, with the providers that ship for tests."""

import json
import shutil
import sys

import pytest

from manike.cli.main import main
from manike.errors import BadInputError, NotFoundError
from manike.generation.fingerprint import Job
from manike.ids import ProjectId, slot_of
from manike.production.brand.brands import change_brand
from manike.production.clips import ASSET as CLIP
from manike.production.clips import animate_scene, clip_of
from manike.production.films import film_of, make_film, timeline_of
from manike.production.lineage import trace
from manike.production.opening import open_house
from manike.production.pictures import paint_scene, picture_of
from manike.production.records import FilmManifest
from manike.production.voices import voice_of
from manike.settings import Settings
from manike.testing.fakes import fake_providers

PROJECT = ProjectId.parse("acme/spring")
PROMPT = "A boat leaves at dawn. It comes home at night."


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("lineage")


@pytest.fixture(scope="module")
def made(home, film_of_fakes):
    """A house with one film of two scenes and a crossfade."""
    shutil.copytree(film_of_fakes("film"), home, dirs_exist_ok=True)
    settings = Settings(home=home, database_url=f"sqlite:///{home / 'studio.db'}", studio_port=3000)
    with open_house(settings, fake_providers(), worker_count=0) as house:
        yield house


@pytest.fixture
def manike(made, home, monkeypatch, capsys):
    monkeypatch.setenv("MANIKE_HOME", str(home))
    monkeypatch.delenv("MANIKE_DATABASE_URL", raising=False)

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["manike", *arguments])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def second_start(made):
    return timeline_of(made, PROJECT).scenes[1].start_frame


def test_a_moment_names_its_scene_and_takes(made):
    found = trace(made, PROJECT, "0:02")
    (seen,) = found.moment.seen
    assert (seen.scene.number, seen.clip_frame) == (1, 60)
    assert [(take.asset, take.part) for take in found.takes(seen)] == [
        ("scene_clip", "s001"),
        ("scene_image", "s001"),
        ("character_images", "Mira"),
        ("voice_over", "s001"),
    ]
    assert [(take.asset, take.part) for take in found.music] == [("music", "1")]


def test_each_take_says_what_it_was_made_from(made):
    found = trace(made, PROJECT, "1")
    prompts = {take.asset: take.prompt for take in found.takes(found.moment.seen[0])}
    assert prompts == {
        "scene_clip": "wide shot, push: A boat leaves at dawn",
        "scene_image": "A boat leaves at dawn",
        "character_images": "A girl in a red coat.",
        "voice_over": "A boat leaves at dawn.",
    }
    assert found.music[0].prompt == "calm, C major, 80 beats a minute, 10 s"
    script = found.lineage.script
    assert (script.prompt, script.written.asset) == (PROMPT, "script")
    assert script.reviewer == "preference: no review"


def test_each_take_is_the_one_of_the_manifests(made):
    found = trace(made, PROJECT, "1")
    takes = {take.asset: take for take in found.takes(found.moment.seen[0])}
    for asset, manifest in (
        ("scene_clip", clip_of(made, PROJECT, 1)),
        ("scene_image", picture_of(made, PROJECT, 1)),
        ("voice_over", voice_of(made, PROJECT, 1)),
    ):
        take = takes[asset]
        assert (take.fingerprint, take.content_sha256) == (
            manifest.fingerprint,
            manifest.content_sha256,
        )
        assert (take.provider, take.model, take.take_number) == ("fake", "fake-1", 1)
        assert take.made_at.tzinfo is not None


def test_inside_a_transition_both_scenes_are_named(made):
    start = second_start(made)
    found = trace(made, PROJECT, f"f{start}")
    assert [(seen.scene.number, seen.clip_frame) for seen in found.moment.seen] == [
        (1, start),
        (2, 0),
    ]
    assert found.moment.transition.kind == "crossfade"


def test_beyond_the_film_its_length_is_named(made):
    count = timeline_of(made, PROJECT).frame_count
    with pytest.raises(BadInputError, match=f"{count} frames"):
        trace(made, PROJECT, "10:00")


def test_a_project_without_a_film_has_no_lineage(made):
    with pytest.raises(NotFoundError, match="acme/none has no final_video yet"):
        trace(made, ProjectId.parse("acme/none"), "0")


def test_the_command_prints_json_for_programs(made, manike):
    code, out, _ = manike("trace", "acme/spring", "--at", "00:01", "--json")
    found = json.loads(out)
    assert (code, found["frame"], found["at_s"]) == (0, 30, 1.0)
    clip = found["scenes"][0]["takes"][0]
    assert clip["content_sha256"] == clip_of(made, PROJECT, 1).content_sha256
    assert (clip["cost"], clip["currency"]) == ("0", "USD")
    assert found["script"]["prompt"] == PROMPT


def test_the_command_prints_takes_for_people(made, manike):
    code, out, _ = manike("trace", "acme/spring", "--at", f"f{second_start(made)}")
    assert code == 0
    assert "In a crossfade of 12 frames." in out
    assert "Scene 1: Part 1" in out
    assert "Scene 2: Part 2, frame 0 of its clip" in out
    assert "voice_over s002, take 1: fake fake-1, 0 USD, made 2" in out
    assert "from: It comes home at night." in out
    assert clip_of(made, PROJECT, 2).content_sha256 in out


def test_the_command_says_how_long_the_film_is(manike):
    code, out, err = manike("trace", "acme/spring", "--at", "1:00")
    assert (code, out) == (1, "")
    assert "at: 1:00 is beyond the film, which is 0:10.000 long: 300 frames" in err


def test_a_film_of_before_is_given_its_lineage(made):
    film = film_of(made, PROJECT)
    made.manifests.write(PROJECT, "final_video", film.model_copy(update={"lineage": None}))
    with pytest.raises(NotFoundError, match="before lineage was kept"):
        trace(made, PROJECT, "0")
    assert not make_film(made, PROJECT).was_made
    assert film_of(made, PROJECT).lineage == film.lineage


def test_the_film_keeps_its_lineage_while_another_take_is_made(made):
    """Late: it changes the project."""
    before = film_of(made, PROJECT)
    made.studio.regenerate(PROJECT, [(Job.PICTURE.value, slot_of(2))])
    paint_scene(made, PROJECT, 2)
    found = trace(made, PROJECT, f"f{second_start(made) + 30}")
    takes = {take.asset: take.take_number for take in found.takes(found.moment.seen[0])}
    assert takes["scene_image"] == 1
    make_film(made, PROJECT)  # its clip still shows the first picture
    assert film_of(made, PROJECT).lineage == before.lineage
    animate_scene(made, PROJECT, 2)
    make_film(made, PROJECT)
    after = made.manifests.read(PROJECT, "final_video", FilmManifest).lineage
    assert after.scenes[1] == before.lineage.scenes[1]
    assert [(take.asset, take.take_number) for take in after.scenes[2][:2]] == [
        (CLIP, 1),
        ("scene_image", 2),
    ]


def test_a_card_is_named_by_the_hash_of_its_picture(made, manike):
    """After the others: it makes the film longer."""
    change_brand(made, PROJECT.tenant, {"end_card": "card", "end_card_s": "1.5"})
    make_film(made, PROJECT)
    film = film_of(made, PROJECT)
    content = film.files["end_card.mp4"]
    assert film.lineage.inserts == {"end_card": content}
    assert trace(made, PROJECT, "f320").as_json()["insert"]["content_sha256"] == content
    assert f"    content     {content}" in manike("trace", "acme/spring", "--at", "f320")[1]
