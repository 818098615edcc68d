"""Mood, intensity and voice of a narration, as each voice over the network is told them."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import numpy as np
import pytest

from manike.errors import BadInputError
from manike.media.files import sha256_of
from manike.media.sound import write_wav
from manike.ports import SpeechRequest
from manike.production.wanted import voice_generation
from manike.script.models import Character
from manike.script.vocabulary import Mood
from manike.secrets import Secret
from manike.testing.fakes import FakeNarrator
from manike.voice_samples import Consent, VoiceSample
from resources.gemini_speech import gemini_speech
from resources.hume_speech import hume_speech
from resources.openai_calls import OpenAIClient
from resources.openai_speech import openai_speech
from resources.replicate_calls import ReplicateClient
from resources.replicate_media import replicate_speech
from resources.runware_calls import RunwareClient
from resources.runware_media import runware_speech

KEY = Secret("KEY", "key-of-the-stand-in")
ADA = Character(name="Ada", description="An old captain", age="elder", gender="female")
LINE = SpeechRequest(
    text="Come to Kandy.",
    speaker=None,
    cast=(ADA,),
    voice="",
    narrator="",
    mood=Mood.EERIE,
    language="en",
    seed=0,
    take_number=1,
    available_s=60.0,
    pronunciations=(("Kandy", "KAN-dee"),),
)


@pytest.fixture
def voices(standin, tmp_path):
    file = tmp_path / "ada.wav"
    write_wav(file, np.zeros(1600, np.float32), 16_000)
    consent = Consent("Ada Example", date(2026, 1, 2), "contract 17", sha256_of(file))
    names = ("ada", "bea")
    samples = [VoiceSample(name, file, "Good morning.", "female", consent) for name in names]
    replicate = ReplicateClient(KEY, base_url=standin.base_url("replicate"))
    yield {
        "openai": openai_speech(OpenAIClient(KEY, base_url=standin.base_url("openai"))),
        "gemini": gemini_speech(KEY, base_url=standin.base_url("gemini")),
        "hume": hume_speech(KEY, is_on=True, base_url=standin.base_url("hume")),
        "runware": runware_speech(RunwareClient(KEY, base_url=standin.base_url("runware"))),
        "replicate": replicate_speech(samples, replicate),
    }
    replicate.close()


@pytest.fixture
def sent(voices, standin):
    """What goes over the wire for a narration."""

    def send(vendor, **changes):
        standin.reset()
        voices[vendor].speech_job(replace(LINE, **changes)).submit(str(uuid4()))
        return standin.calls(vendor)[-1].body

    return send


def test_openai_is_told_in_words(sent):
    body = sent("openai", intensity=1.0, voice="sage")
    assert body["voice"] == "sage"
    assert "hushed and uneasy, with full strength" in body["instructions"]
    assert "Say Kandy as KAN-dee" in body["instructions"]
    assert "hushed and uneasy, held back" in sent("openai", intensity=0.1)["instructions"]
    assert "hushed and uneasy." in sent("openai", intensity=0.5)["instructions"]


def test_gemini_is_told_in_words_apart_from_the_text(sent):
    body = sent("gemini", intensity=0.1, voice="Kore", speaker=ADA)
    voice = {"voice_config": {"prebuilt_voice_config": {"voice_name": "Kore"}}}
    assert body["generationConfig"]["speechConfig"] == voice
    assert "Ada of an animated film, an old person: hushed and uneasy, held back." in str(body)


def test_hume_is_told_in_a_few_words(sent):
    [utterance] = sent("hume", intensity=1.0, voice="Colton Rivers")["utterances"]
    assert utterance["description"] == "hushed and uneasy, with full strength"
    assert (utterance["voice"]["name"], utterance["text"]) == ("Colton Rivers", "Come to kandee.")


@pytest.mark.parametrize(
    ("mood", "intensity", "emotion", "speed"),
    [
        (Mood.EERIE, 0.4, "fearful", 0.988),
        (Mood.JOYFUL, 1.0, "happy", 1.06),
        (Mood.MELANCHOLIC, 0.3, "sad", 0.976),
        (Mood.MELANCHOLIC, 0.1, "calm", 0.952),
    ],
)
def test_minimax_is_told_an_emotion_and_a_speed(mood, intensity, emotion, speed, sent):
    [task] = sent("runware", mood=mood, intensity=intensity, voice="English_Wiselady")
    assert task["speech"] == {
        "text": "Come to kandee.",
        "voice": "English_Wiselady",
        "emotion": emotion,
        "speed": speed,
    }


def test_every_mood_has_an_emotion_that_minimax_knows(sent):
    for mood in Mood:
        assert sent("runware", mood=mood, intensity=1.0)


def test_llasa_sounds_as_the_recording_that_is_chosen(sent, voices):
    body = sent("replicate", intensity=1.0, voice="bea")["input"]
    assert (body["text"], body["prompt_text"]) == ("Come to kandee.", "Good morning.")
    assert body["voice_sample"].startswith(("data:audio/wav", "http"))
    assert not voices["replicate"].obeys_intensity


@pytest.mark.parametrize("vendor", ["openai", "gemini", "hume", "runware", "replicate"])
def test_a_voice_that_is_not_there_is_refused_by_its_field(vendor, voices):
    with pytest.raises(BadInputError, match="nobody") as refused:
        voices[vendor].speech_job(replace(LINE, voice="nobody"))
    assert refused.value.field == "voice"


@pytest.mark.parametrize("vendor", ["openai", "gemini", "hume", "runware", "replicate"])
def test_an_intensity_makes_another_take_only_where_it_is_heard(vendor, voices):
    takes = {
        voice_generation(voices[vendor], replace(LINE, intensity=each)).fingerprint
        for each in (0.1, 1.0)
    }
    assert len(takes) == (1 if vendor == "replicate" else 2)


def test_a_narrator_of_this_process_makes_no_other_take_of_another_intensity():
    narrator = FakeNarrator()
    takes = {
        voice_generation(narrator, replace(LINE, intensity=each)).fingerprint for each in (0, 1)
    }
    assert len(takes) == 1
