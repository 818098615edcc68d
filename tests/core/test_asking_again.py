"""What an attempt says that it asked for is enough to ask about it again."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from manike.errors import BadInputError
from manike.generation.fingerprint import Generation, Job
from manike.ports import (
    CharacterImageRequest,
    MotionRequest,
    Picture,
    Plane,
    ScenePictureRequest,
    ScriptRequest,
)
from manike.production.asking_again import request_again
from manike.production.clip_generations import ClipWish, FilmWords, asked_clip
from manike.production.house import FPS
from manike.production.records import Characters, TakeManifest
from manike.production.wanted import (
    CHARACTER_SIZE_PX,
    character_generation,
    drawn_part,
    moved_part,
    music_generation,
    music_request,
    picture_generation,
    seen,
    speech_request,
    voice_generation,
)
from manike.script.models import Character
from manike.script.preferences import Preferences
from manike.testing.fakes import fake_providers
from manike.testing.remote_fakes import FakeRemote
from manike.testing.vendor import Vendor

WISH = Preferences(duration_s=20, seed=7)
SHEET, FLAT = "a" * 64, "b" * 64


@pytest.fixture(scope="module")
def script():
    written = fake_providers().text.write_script(ScriptRequest("A fox at sea.", WISH))
    fox = Character(name="Fox", description="A fox in a red coat.")
    first = written.scenes[0].model_copy(update={"characters": ("Fox",)})
    scenes = (first, *written.scenes[1:])
    return written.model_copy(update={"characters": (fox,), "scenes": scenes})


@pytest.fixture(scope="module")
def fakes():
    return fake_providers()


def where(sha256):
    return Path("blobs") / sha256


def again(generation):
    """As it is read back from the database."""
    stored = json.loads(json.dumps(generation.as_json()))
    read = Generation.from_json(stored)
    assert read.fingerprint == generation.fingerprint
    return request_again(read, where)


def take_of(files, details):
    return TakeManifest(
        fingerprint="f" * 64, provider="fake", model="1", take_number=1, cost=0, currency="USD",
        seconds=1, size_bytes=1, files=files, details=details,
    )  # fmt: skip


def test_a_script():
    parameters = {
        "prompt": "A boat.",
        "preferences": WISH.model_dump(mode="json", exclude={"also"}),
    }
    generation = Generation(Job.SCRIPT, "fake", "1", parameters)
    assert again(generation) == ScriptRequest("A boat.", WISH)


def test_a_character(fakes, script):
    person = script.characters[0]
    generation = character_generation(fakes.image, person, script.style, WISH, 2)
    asked = CharacterImageRequest(person, script.style, 7, 2, CHARACTER_SIZE_PX)
    assert again(generation) == asked


def test_a_picture_with_its_references_by_name(fakes, script):
    scene = script.scenes[0]
    sheets = {name: take_of({"image.jpg": SHEET}, {}) for name in scene.characters}
    drawings = Characters.model_construct(takes=sheets)
    generation = picture_generation(fakes.image, script, scene, WISH, drawings, 3)
    assert again(generation) == ScenePictureRequest(
        scene=drawn_part(scene),
        characters=seen(script, scene),
        character_images=dict.fromkeys(scene.characters, Path("nowhere")),
        style=script.style,
        seed=7,
        take_number=3,
        size_px=WISH.size_px,
    )


def test_a_voice_that_was_cast(fakes, script):
    words = {"owl": "OWL-uh"}
    scene = script.scenes[0].model_copy(update={"narration": "The owl sees a fox."})
    wish = speech_request(script, scene, WISH, 1, words)
    cast = replace(wish, voice=fakes.speech.voice_for(wish), cast=(), narrator="")
    assert wish.pronunciations
    assert again(voice_generation(fakes.speech, wish)) == replace(cast, intensity=0.5)
    vendor = FakeRemote(Vendor())
    vendor.obeys_intensity = True
    assert wish.intensity != 0.5
    assert again(voice_generation(vendor, wish)) == cast


def test_music(fakes, script):
    cue = script.music[0]
    generation = music_generation(fakes.music, script, cue, WISH, 2)
    assert again(generation) == music_request(script, cue, WISH, 2)


def test_a_clip_from_words_alone(script):
    scene = script.scenes[0]
    painted = take_of({"image.jpg": FLAT}, Picture(image="image.jpg", planes=()).model_dump())
    words = FilmWords(script.style, script.characters)
    wish = ClipWish(scene, painted, 95, WISH.size_px, seed=7, take_number=1, words=words)
    asked = again(asked_clip(FakeRemote(Vendor()), wish))
    assert (asked.picture_files, asked.style) == ({}, script.style)
    assert asked.characters == script.characters != ()


def test_a_clip_in_the_format_that_was_asked_for(script):
    scene = script.scenes[0]
    picture = Picture(image="image.jpg", planes=(Plane(file="plane-00.png", depth=0.0),))
    painted = take_of({"image.jpg": FLAT}, picture.model_dump(mode="json"))
    vendor = FakeRemote(Vendor())
    wish = ClipWish(scene, painted, 95, WISH.size_px, seed=7, take_number=1)
    asked = again(asked_clip(vendor, wish))
    assert asked == MotionRequest(
        scene=moved_part(scene),
        picture=Picture(image="image.jpg", planes=()),
        picture_files={"image.jpg": where(FLAT)},
        frame_count=150,
        fps=FPS,
        size_px=WISH.size_px,
        seed=7,
        take_number=1,
    )
    assert vendor.video_format(asked.frame_count / FPS, asked.size_px) == vendor.video_format(
        95 / FPS, WISH.size_px
    )


@pytest.mark.parametrize("job", Job)
def test_what_another_version_asked_for_in_other_words_is_said(job):
    with pytest.raises(BadInputError, match="another version"):
        again(Generation(job, "fake", "1", {"size": "large"}))
