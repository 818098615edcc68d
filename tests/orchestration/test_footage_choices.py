"""Footage as a scene's picture, as intro and as outro: only what shows it is made anew."""

import signal
import subprocess
import sys
from contextlib import nullcontext
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from sqlmodel import func, select
from typer.testing import CliRunner

from manike.cli.footage import app
from manike.errors import BadInputError, ConflictError, NotFoundError
from manike.film.inserts import InsertKind
from manike.ids import ProjectId, TenantId
from manike.media.files import scratch_folder, write_text
from manike.media.probe import count_frames, probe
from manike.media.programs import run_ffmpeg
from manike.ports import Clip
from manike.production import clips, pictures, voices
from manike.production.brand.branding import insert_files
from manike.production.brand.brands import change_brand
from manike.production.clips import animate_scene
from manike.production.films import film_of, timeline_of
from manike.production.footage import removal
from manike.production.footage.choices import choices_of, films_using
from manike.production.footage.library import add_footage, footage_of
from manike.production.footage.removal import remove_footage
from manike.production.footage.using import Wish, stop_footage, use_as_insert, use_footage
from manike.production.judging import judge_scene
from manike.production.lineage import trace
from manike.production.parts import parts_of
from manike.production.pictures import paint_scene
from manike.production.plan import StepKind, next_step
from manike.production.provider_plans.estimates import estimates, total_of
from manike.production.records import FilmManifest, TakeManifest
from manike.production.verdicts import Check
from manike.script.preferences import Aspect
from manike.studio.models import AuditEntry, Take
from manike.testing.footage import a_report, a_shot
from tests.orchestration.floor import PROJECT, opened

NAME = "harbour.mp4"


KILLED = """
import os, signal, sys
from pathlib import Path

from manike.ids import ProjectId
from manike.media.encode import FrameEncoder
from manike.production.clips import animate_scene
from manike.production.opening import open_house
from manike.settings import Settings
from manike.testing.fakes import fake_providers

home, write = Path(sys.argv[1]), FrameEncoder.write


def dying(encoder, frame):
    if encoder.frames_written == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
    write(encoder, frame)


FrameEncoder.write = dying
settings = Settings(home=home, database_url=f"sqlite:///{home / 'studio.db'}", studio_port=3000)
with open_house(settings, fake_providers(), worker_count=0) as house:
    animate_scene(house, ProjectId.parse(sys.argv[2]), 2)
"""
"""Cuts a clip and dies at one of its frames."""


@pytest.fixture(scope="module")
def harbour(tmp_path_factory):
    """12 s of a picture that is quickly coded, with sound, 25 a second, 4:3."""
    path = tmp_path_factory.mktemp("footage") / NAME
    picture = ["-f", "lavfi", "-i", "smptebars=s=160x120:r=25:d=12"]
    sound = ["-f", "lavfi", "-i", "sine=330:d=12"]
    options = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac"]
    run_ffmpeg([*picture, *sound, *options, "-g", "25"], path)
    return path


@pytest.fixture(scope="module")
def begun(film_of_fakes, harbour, tmp_path_factory):
    """A floor with a film, and footage of three shots in the store: 2 s, 8 s and 2 s."""
    with opened(tmp_path_factory.mktemp("begun"), film_of_fakes) as floor:
        floor.begin("film")
        given(floor.house, PROJECT.tenant, harbour)
        yield floor


@pytest.fixture
def studio(begun):
    """The same floor for many tests: what one of them chooses is taken back after it."""
    yield begun
    for part in choices_of(begun.house, PROJECT):
        stop_footage(begun.house, PROJECT, part)
    animate_scene(begun.house, PROJECT, 2)  # finds the clip that was there
    assert step(begun.house, PROJECT).kind is StepKind.DONE


@pytest.fixture
def house(studio):
    return studio.house


def given(house, tenant, file):
    """A tenant's footage, with a report."""
    item = add_footage(house, tenant, file).item
    report = a_report(a_shot(0, 2), a_shot(2, 10), a_shot(10, 12), file=NAME)
    with scratch_folder(house.layout.scratch(tenant)) as folder:
        write_text(folder / "report.json", report.model_dump_json())
        sha256 = house.blobs.adopt(tenant, folder / "report.json")
    house.studio.footage_is_analysed(tenant, item, "test", sha256)
    return item


@dataclass
class Seen:
    """What there is of a film at a moment."""

    takes: dict[str, int]
    asked: dict[str, int]
    picture: TakeManifest
    voice: TakeManifest
    first_clip: TakeManifest
    film: FilmManifest


def seen(house):
    return Seen(
        takes(house),
        {job: len(getattr(house.providers, job).asked) for job in ("image", "motion")},
        pictures.picture_of(house, PROJECT, 2),
        voices.voice_of(house, PROJECT, 2),
        clips.clip_of(house, PROJECT, 1),
        film_of(house, PROJECT),
    )


@pytest.fixture(scope="module")
def shown(film_of_fakes, harbour, tmp_path_factory):
    """A floor with a film that shows footage in its second scene, as intro and as outro.

    With it what there was before, and the kinds of runs that made it.
    """
    with opened(tmp_path_factory.mktemp("shown"), film_of_fakes) as floor:
        floor.begin("film")
        house = floor.house
        before = seen(house)
        given(house, PROJECT.tenant, harbour)
        use_footage(house, PROJECT, 2, NAME, Wish())
        wanted = step(house, PROJECT)
        assert (wanted.kind, wanted.first_scene, wanted.last_scene) == (StepKind.SCENES, 2, 2)
        use_as_insert(house, PROJECT, InsertKind.INTRO, NAME, Wish(from_s=4, to_s=6))
        use_as_insert(house, PROJECT, InsertKind.OUTRO, NAME, Wish(shot=3))
        yield floor, before, make_what_is_wanted(floor, house, PROJECT)


def takes(house):
    with house.studio.database.transaction() as session:
        return dict(session.exec(select(Take.job, func.count()).group_by(Take.job)).all())


def step(house, project):
    return next_step(house, project, house.studio.project(project))


def make_what_is_wanted(floor, house, project):
    """Run what the reconciler would, until nothing is missing; returns the kinds of runs."""
    kinds = []
    while (wanted := step(house, project)).kind is not StepKind.DONE:
        kinds.append(wanted.kind.value)
        if wanted.kind is StepKind.SCENES:
            assert floor.run_scenes(project, wanted.first_scene, wanted.last_scene).success
        else:
            assert floor.run("final_video", key=project).success
    return kinds


def test_only_the_clip_the_inserts_and_the_film_are_made_again(shown):
    floor, before, kinds = shown
    house, after = floor.house, seen(floor.house)
    assert kinds == ["scenes", "film"]
    assert after.takes == before.takes | {"clip": before.takes["clip"] + 3}
    assert (after.asked, after.picture, after.voice, after.first_clip) == (
        before.asked,
        before.picture,
        before.voice,
        before.first_clip,
    )
    clip = clips.clip_of(house, PROJECT, 2)
    assert (clip.provider, clip.model, clip.cost) == ("own", "footage-1", 0)
    assert clip.prompt == "harbour.mp4 from 3.25 s, shot 2"
    assert after.film.files["film.mp4"] != before.film.files["film.mp4"]
    assert after.film.details["segments_reused"] > 0
    assert after.film.parts.pictures.keys() == {1}


def test_taken_back_the_film_is_as_it_was(shown, tmp_path):
    floor, before, _ = shown
    (tmp_path / "kept").mkdir()
    floor.keep(tmp_path / "kept")
    with opened(tmp_path / "home") as other:
        other.take_up(tmp_path / "kept")
        house = other.house
        for part in ("s002", "intro", "outro"):
            assert stop_footage(house, PROJECT, part)
        assert not stop_footage(house, PROJECT, "s002")
        assert make_what_is_wanted(other, house, PROJECT) == ["scenes", "film"]
        after = seen(house)
    assert after.takes == before.takes | {"clip": before.takes["clip"] + 3}  # nothing was painted
    assert after.film.files["film.mp4"] == before.film.files["film.mp4"]


def test_the_clip_has_the_scene_s_frames_and_no_sound(shown):
    house = shown[0].house
    take = clips.clip_of(house, PROJECT, 2)
    path = house.file(PROJECT, take.files[take.record(Clip).file])
    frames = clips.clip_frames(house, PROJECT, house.approved(PROJECT).scene(2))
    assert count_frames(path) == take.record(Clip).frame_count == frames
    info = probe(path)
    assert info.video.shown_px == house.preferences(PROJECT).size_px
    assert info.audio is None
    assert [scene.footage for scene in timeline_of(house, PROJECT).scenes] == ["", NAME]


def test_the_film_begins_and_ends_with_its_own(shown):
    floor, before, _ = shown
    house = floor.house
    made, timeline = film_of(house, PROJECT), timeline_of(house, PROJECT)
    inserts = [(each.kind.value, each.frame_count, each.footage) for each in timeline.inserts]
    assert inserts == [
        ("intro", 60, "harbour.mp4 from 4.00 s"),
        ("outro", 57, "harbour.mp4 from 10.08 s, shot 3"),
    ]
    assert made.details["frame_count"] == before.film.details["frame_count"] + 117
    assert all(each.sound_file for each in timeline.inserts)


def test_a_moment_of_the_film_names_the_footage_it_shows(shown):
    house = shown[0].house
    second = timeline_of(house, PROJECT).scenes[1]
    found = trace(house, PROJECT, f"f{second.start_frame + 40}")
    assert found.takes(found.moment.seen[0])[0].prompt == "harbour.mp4 from 3.25 s, shot 2"
    assert trace(house, PROJECT, "0.5").moment.insert.footage == "harbour.mp4 from 4.00 s"


def test_an_intro_changes_the_film_alone_and_taken_back_nothing(house, project):
    use_as_insert(house, project, InsertKind.INTRO, NAME, Wish(from_s=4, to_s=6))
    assert step(house, project).kind is StepKind.FILM
    assert stop_footage(house, project, "intro")
    assert step(house, project).kind is StepKind.DONE


def test_the_film_s_own_intro_comes_before_the_brand_s(house, project, tmp_path):
    jingle = tmp_path / "jingle.mp4"
    run_ffmpeg(["-f", "lavfi", "-i", "testsrc2=s=160x120:d=1", "-c:v", "libx264"], jingle)
    brand = change_brand(house, project.tenant, {}, clips={"intro": jingle})
    house.studio.change_brand(project.tenant, lambda _: {})  # as the next test expects it
    own = insert_files(house, project, brand)[InsertKind.INTRO]
    use_as_insert(house, project, InsertKind.INTRO, NAME, Wish(from_s=4, to_s=6))
    now = insert_files(house, project, brand)[InsertKind.INTRO]
    assert (own.sha256, now.sha256 == own.sha256) == (brand.intro_sha256, False)
    assert probe(now.path).video.duration_s == 2.0


def test_the_same_choice_twice_is_one_choice(house, project):
    use_footage(house, project, 2, NAME, Wish(shot=2))
    attempt = house.studio.project(project).attempt
    use_footage(house, project, 2, NAME, Wish(shot=2))
    assert house.studio.project(project).attempt == attempt


def test_a_clip_that_was_killed_is_cut_once_by_the_next_attempt(house, project):
    use_footage(house, project, 2, NAME, Wish(from_s=3))
    before = takes(house)
    home = str(house.layout.root.parent)
    script = [sys.executable, "-c", KILLED, home, str(project), "40"]
    assert subprocess.run(script, check=False).returncode == -signal.SIGKILL
    assert takes(house) == before
    first, again = (animate_scene(house, project, 2) for _ in range(2))
    assert (first.was_made, again.was_made) == (True, False)
    assert first.files == again.files
    assert takes(house) == before | {"clip": before["clip"] + 1}


def test_a_picture_that_is_not_made_yet_is_not_painted(film_of_fakes, harbour, project, tmp_path):
    with opened(tmp_path, film_of_fakes) as floor:
        floor.begin("prepared")
        house = floor.house
        given(house, project.tenant, harbour)
        use_footage(house, project, 1, NAME, Wish(from_s=2.5))
        assert floor.run_scenes(project, 1, 2).success
        assert takes(house)["picture"] == 1
        assert step(house, project).kind is StepKind.FILM
        with pytest.raises(NotFoundError):
            pictures.picture_of(house, project, 1)
        assert parts_of(house, project).pictures.keys() == {2}


def test_what_a_film_costs_counts_neither_picture_nor_clip(house, project):
    use_footage(house, project, 2, NAME, Wish(from_s=2.5))
    found = estimates(house, project)
    assert [each.asset for each in found if each.part == "s002"] == ["voice_over", "scene_clip"]
    clip = next(each for each in found if (each.asset, each.part) == ("scene_clip", "s002"))
    assert (clip.provider, clip.most.amount, clip.is_there) == ("own", 0, False)
    assert clip.why == "footage was chosen: harbour.mp4 from 2.50 s"
    assert total_of(found).amount == 0


def test_other_shapes_of_the_film_show_it_too(house, project):
    use_footage(house, project, 2, NAME, Wish(shot=2))
    tall = house.shaped(Aspect.TALL)
    assert paint_scene(tall, project, 2).files == {}
    assert animate_scene(tall, project, 2).was_made
    for check in (Check.PICTURE, Check.CLIP):
        assert all(result.passed for result in judge_scene(tall, project, 2, check))
    take = clips.clip_of(tall, project, 2)
    size_px = tall.preferences(project).size_px
    assert probe(house.file(project, take.files["clip.mp4"])).video.shown_px == size_px
    assert size_px != house.preferences(project).size_px


def test_a_film_that_shows_footage_is_named_until_it_does_no_more(house, project):
    assert films_using(house, project.tenant, NAME) == ()
    use_as_insert(house, project, InsertKind.OUTRO, NAME, Wish(shot=3))
    assert films_using(house, project.tenant, NAME) == (project,)
    assert films_using(house, TenantId("other"), NAME) == ()
    with pytest.raises(ConflictError, match=r"shown in acme/spring\..* acme/spring --outro --stop"):
        remove_footage(house, project.tenant, NAME)
    stop_footage(house, project, "outro")
    assert films_using(house, project.tenant, NAME) == ()


def test_footage_that_goes_while_it_is_chosen_stays_or_is_not_chosen(house, project, monkeypatch):
    with monkeypatch.context() as patch:  # chosen after the first look for films
        patch.setattr(removal, "films_using", lambda *_: ())
        use_footage(house, project, 2, NAME, Wish(shot=2))
        with pytest.raises(ConflictError, match=r"shown in acme/spring"):
            remove_footage(house, project.tenant, NAME)
    assert footage_of(house, project.tenant, NAME).name == NAME
    content = {"name": "gone.mp4"}
    with pytest.raises(NotFoundError, match=r"no footage 'gone.mp4' any more"):
        house.studio.choose_footage(project, "s002", "gone.mp4", content)
    assert choices_of(house, project)["s002"].name == NAME


def test_the_command_says_what_is_shown_and_what_to_know_of_it(house, project):
    def manike(*words):
        invocation = SimpleNamespace(house=lambda: nullcontext(house))
        result = CliRunner().invoke(app, ["use", str(project), *words], obj=invocation)
        return " ".join(result.output.split()) or str(result.exception)

    said = manike(NAME, "--scene", "2", "--from", "5")
    assert said.startswith("Scene 2 of acme/spring shows harbour.mp4 from 5.00 s. It is shown at")
    said = manike(NAME, "--scene", "2")
    assert said.startswith("Scene 2 of acme/spring shows harbour.mp4 from 3.25 s, shot 2.")
    assert "It is 160x120 and is made 6.0 times larger: it will look soft." in said
    assert manike("--scene", "2", "--stop") == "Scene 2 of acme/spring shows its picture again."
    assert manike("--intro", "--stop") == "The intro of acme/spring shows no footage."
    assert manike(NAME) == "scene: say where it is shown: --scene N, --intro or --outro."
    assert manike(NAME, "--intro", "--outro").startswith("scene: say where")
    assert manike("--outro").startswith("name: say which footage")
    assert manike(NAME, "--outro", "--shot", "2", "--to", "4").startswith("shot: name a shot or")


def test_each_choice_is_in_the_audit(house, project):
    use_footage(house, project, 2, NAME, Wish(shot=2))
    stop_footage(house, project, "s002")
    with house.studio.database.transaction() as session:
        query = select(AuditEntry.details).where(AuditEntry.action == "choose footage")
        query = query.order_by(AuditEntry.id)
        found = session.exec(query).all()
    assert found[-2:] == [{"part": "s002", "footage": NAME}, {"part": "s002", "footage": ""}]


@pytest.mark.parametrize(
    ("asked", "error", "said"),
    [
        ((3, NAME, Wish()), BadInputError, "scene: 3 is not between 1 and 2"),
        ((1, "sea.mp4", Wish()), NotFoundError, "has no footage 'sea.mp4'"),
        ((1, NAME, Wish(shot=4)), BadInputError, "shot: 4 is not between 1 and 3"),
        (
            (1, NAME, Wish(from_s=12.5)),
            BadInputError,
            "from: 12.5 s is not between 0.00 s and 12.00",
        ),
        (
            (1, NAME, Wish(from_s=11)),
            BadInputError,
            "from 11.00 s on there are 1.0 s of harbour.mp4",
        ),
        ((1, NAME, Wish(from_s=2, to_s=3)), BadInputError, "from 2.00 s on there are 1.0 s of"),
    ],
)
def test_what_can_not_be_shown_says_why_and_changes_nothing(asked, error, said, house, project):
    with pytest.raises(error) as refused:
        use_footage(house, project, *asked)
    assert said in str(refused.value)
    assert choices_of(house, project) == {}
    assert step(house, project).kind is StepKind.DONE


@pytest.mark.parametrize(
    ("wish", "said"),
    [(Wish(from_s=1, to_s=1.2), "lasts 0.5 to 15 s"), (Wish(from_s=13), "is not between")],
)
def test_an_intro_has_the_lengths_of_a_brand_s(wish, said, house, project):
    with pytest.raises(BadInputError) as refused:
        use_as_insert(house, project, InsertKind.INTRO, NAME, wish)
    assert said in str(refused.value)


def test_another_tenant_s_project_can_not_show_it(studio, house):
    other = ProjectId.parse("other/spring")
    studio.submit(other)
    assert studio.run("script", key=other).success
    with pytest.raises(NotFoundError, match="other has no footage"):
        use_footage(house, other, 1, NAME, Wish())
    with pytest.raises(NotFoundError, match="other has no footage"):
        use_as_insert(house, other, InsertKind.INTRO, NAME, Wish())


def test_footage_that_is_gone_says_the_cure(studio, house, project, tmp_path):
    used = use_footage(house, project, 2, NAME, Wish(from_s=3.5))
    blob = house.file(project, used.choice.sha256)
    blob.rename(tmp_path / "away")
    result = studio.run_scenes(project, 2, 2)
    (tmp_path / "away").rename(blob)
    assert not result.success
    assert "harbour.mp4 is missing in the store" in str(result.all_events)
