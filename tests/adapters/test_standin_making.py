"""Media of the stand-in are real, of the size and length asked for, and the same again."""

import cv2
import numpy as np
import pytest

from manike.media.probe import probe
from manike.media.sound import read_wav
from manike.script.models import ScriptBreakdown
from manike.script.preferences import Preferences
from manike.script.vocabulary import Mood
from manike.testing.standin.making.examples import example
from manike.testing.standin.making.maker import Maker
from manike.testing.standin.making.painting import paint
from manike.testing.standin.making.wishes import preferences_in


@pytest.fixture(scope="module")
def maker(tmp_path_factory):
    return Maker(tmp_path_factory.mktemp("made"), fast=True)


def pixels(content):
    return cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR)


@pytest.mark.parametrize("media_type", ["image/png", "image/jpeg", "image/webp"])
def test_a_picture_has_its_size_and_differs_by_its_prompt(maker, media_type):
    sea = maker.picture("the sea", (320, 192), media_type)
    assert pixels(sea).shape == (192, 320, 3)
    assert sea == maker.picture("the sea", (320, 192), media_type)
    assert sea != maker.picture("a town", (320, 192), media_type)


def test_the_embedded_illustrator_paints_what_the_prompt_names(tmp_path):
    paint("A harbour at night, a boat", (320, 180), tmp_path / "night.png", fast=False)
    paint("A harbour by day, a boat", (320, 180), tmp_path / "day.png", fast=False)
    night, day = (cv2.imread(str(tmp_path / name)).mean() for name in ("night.png", "day.png"))
    assert night < day - 40


def test_speech_is_as_long_as_its_words(maker, tmp_path):
    for form in ("wav", "mp3", "flac", "opus", "aac"):
        path = tmp_path / f"voice.{form}"
        path.write_bytes(maker.speech("one two three four", "cedar", form))
        assert probe(path).duration_s == pytest.approx(1.4, abs=0.1)
    samples, rate_hz = read_wav(tmp_path / "voice.wav")
    assert (samples.shape, rate_hz) == ((33_600, 1), 24_000)
    assert len(maker.speech("one two three four", "cedar", "pcm")) == 33_600 * 2
    assert len(maker.speech("one two three four", "cedar", "pcm", speed=2.0)) == 33_600


def test_music_has_its_length(maker, tmp_path):
    for form in ("wav", "mp3"):
        (tmp_path / form).write_bytes(maker.music("calm", 3.0, form))
        info = probe(tmp_path / form)
        assert info.duration_s == pytest.approx(3.0, abs=0.1)
        assert (info.audio.rate_hz, info.audio.channel_count) == (48_000, 2)


def test_a_clip_begins_with_its_picture_and_moves(maker, tmp_path):
    start = maker.picture("the sea", (320, 192))
    path = tmp_path / "clip.mp4"
    path.write_bytes(maker.clip("waves", start, 1.0, (320, 192)))
    video = probe(path).video
    assert (video.width_px, video.height_px, video.frame_count) == (320, 192, 24)
    reader = cv2.VideoCapture(str(path))
    frames = [reader.read()[1].astype(int) for _ in range(24)]
    reader.release()
    assert np.abs(frames[0] - pixels(start)).mean() < 6
    assert np.abs(frames[-1] - frames[0]).mean() > 1.5


def test_a_schema_of_any_kind_has_an_example():
    schema = {
        "type": "object",
        "properties": {
            "rewritten": {"type": "string", "maxLength": 4},
            "kind": {"enum": ["a", "b"]},
            "score": {"type": "number", "minimum": 5, "maximum": 5.5},
            "tags": {"type": "array", "items": {"$ref": "#/$defs/Tag"}, "minItems": 2},
            "maybe": {"anyOf": [{"type": "null"}, {"type": "string"}]},
        },
        "$defs": {"Tag": {"type": "boolean"}},
    }
    assert example(schema, "a long text") == {
        "rewritten": "a lo",
        "kind": "a",
        "score": 5.5,
        "tags": [True, True],
        "maybe": None,
    }


def test_a_script_obeys_the_instructions(maker):
    system = """The film lasts 45 seconds.
    - It is drawn in this style: woodcut. Put it into "style".
    - There are none: "characters", "acting" and "speaker" are empty everywhere.
    All music is tense."""
    user = "Length: 12 seconds.\n<prompt>\nA boy named Tom walks by the sea.\n</prompt>"
    schema = ScriptBreakdown.model_json_schema()
    script = ScriptBreakdown.model_validate_json(maker.writing(schema, system, user))
    assert sum(scene.duration_s for scene in script.scenes) == pytest.approx(12, rel=0.1)
    assert (script.style, script.characters) == ("woodcut", ())
    assert {cue.mood for cue in script.music} == {Mood.TENSE}


def test_wishes_that_there_are_not_are_left_out():
    found = preferences_in("All music is loud. It lasts 900 seconds.", "A film of 20 s")
    assert found == Preferences(duration_s=20)
    assert preferences_in("at least one character", "A film").characters is True
