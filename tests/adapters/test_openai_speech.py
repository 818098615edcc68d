"""OpenAI's speech: asked for by the official SDK, paid for once, made into a voice-over."""

import struct
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from manike.errors import (
    BadInputError,
    PermanentProviderError,
)
from manike.generation.fingerprint import Job
from manike.media.sound import read_wav
from manike.ports import VoiceOver
from manike.script.vocabulary import Mood
from manike.secrets import Secret
from manike.testing.clock import StoppedClock
from manike.testing.requests import MIRA, SPEECH
from resources.openai_calls import OpenAIClient
from resources.openai_speech import openai_speech
from resources.wav_length import wav_length_s
from tests.adapters.one_call import check_failure, failures

KEY = Secret("OPENAI_API_KEY", "sk-test-of-the-stand-in")
REQUEST = replace(
    SPEECH,
    text="Come  and see the old harbour of Kandy.",
    mood=Mood.EERIE,
    pronunciations=(("Kandy", "KAN-dee"),),
)


@pytest.fixture
def client(standin):
    return OpenAIClient(KEY, base_url=standin.base_url("openai"), clock=StoppedClock())


@pytest.fixture
def speech(client):
    return openai_speech(client)


def test_a_narration_is_spoken_and_the_ledger_equals_the_bill(speech, paid, standin):
    job = speech.speech_job(REQUEST)
    take = paid.obtain(Job.VOICE, speech, job)
    spoken = VoiceOver.model_validate(take.details)
    samples, rate_hz = read_wav(paid.files(take)["voice.wav"])
    assert (samples.shape, rate_hz) == ((spoken.sample_count, 1), 48_000)
    assert (spoken.file, spoken.voice) == ("voice.wav", speech.voice_for(REQUEST))
    assert " ".join(word.text for word in spoken.words) == " ".join(REQUEST.text.split())
    [bill] = standin.bills("openai", "speech")
    assert bill.amount == take.cost.amount == paid.spent() > 0
    assert bill.amount <= job.quote().most.amount
    assert paid.obtain(Job.VOICE, speech, job).was_made is False
    assert len(standin.calls("openai")) == 1


def test_mood_pace_language_and_own_words_are_directed(speech, standin):
    speech.speech_job(REQUEST).submit("a-key")
    hurried = replace(REQUEST, speaker=MIRA, available_s=1.0, language="de", pronunciations=())
    speech.speech_job(hurried).submit("another-key")
    first, second = (call.body for call in standin.calls("openai", "speech"))
    assert first["instructions"] == (
        "Read as the narrator of a film: hushed and uneasy. "
        "Say exactly the words given, in the language en. Say Kandy as KAN-dee."
    )
    assert second["instructions"] == (
        "Speak as Mira of an animated film, a child: hushed and uneasy. "
        "Briskly, with short pauses. Say exactly the words given, in the language de."
    )
    assert (first["input"], first["voice"]) == (REQUEST.text, "fable")
    assert second["voice"] != "fable"


def test_a_voice_without_directions_reads_words_as_they_are_said_and_costs_by_the_character(
    client, standin
):
    speech = openai_speech(client, model="tts-1")
    job = speech.speech_job(REQUEST)
    reply = job.submit("a-key")
    [call], [bill] = standin.calls("openai"), standin.bills("openai")
    assert call.body["input"] == "Come  and see the old harbour of kandee."
    assert "instructions" not in call.body
    assert reply.cost == job.quote().most
    assert reply.cost.amount == bill.amount == Decimal("0.000015") * len(call.body["input"])


def test_another_voice_and_another_model_are_other_takes(client, speech):
    assert speech.model == "gpt-4o-mini-tts directions 2"
    assert openai_speech(client, model="tts-1").model == "tts-1"
    assert "marin" in speech.voices()
    assert "marin" not in openai_speech(client, model="tts-1").voices()
    with pytest.raises(BadInputError, match="voice"):
        speech.speech_job(replace(REQUEST, voice="nobody"))


@failures()
def test_each_failure_is_of_its_kind(failure, speech, standin):
    check_failure(standin, "openai", speech.speech_job(REQUEST), failure)


def test_what_comes_back_broken_is_paid_for_and_no_take(speech, paid, standin, monkeypatch):
    job = speech.speech_job(REQUEST)
    reply = job.submit("a-key")
    broken = replace(reply, payload=reply.payload[:44] + bytes(len(reply.payload) - 44))
    monkeypatch.setattr(job, "submit", lambda key: broken)
    with pytest.raises(PermanentProviderError, match="its file can't be used"):
        paid.obtain(Job.VOICE, speech, job)
    assert paid.spent() == reply.cost.amount == standin.bills("openai")[0].amount


def test_the_endpoint_ends_in_january_and_names_what_follows(client, standin):
    client.clock.set(datetime(2027, 1, 6, tzinfo=UTC))
    with pytest.raises(PermanentProviderError, match=r"ended on 2027-01-06; use Gemini's gemini-3"):
        openai_speech(client).speech_job(REQUEST).submit("a-key")
    assert standin.calls("openai") == []


def wav(size, sound, extra=b""):
    form = b"fmt " + struct.pack("<IHHIIHH", 16, 1, 1, 24_000, 48_000, 2, 16)
    return (
        b"RIFF" + b"\xff" * 4 + b"WAVE" + form + extra + b"data" + struct.pack("<I", size) + sound
    )


def test_a_streamed_sound_has_its_length_from_what_is_there():
    second = bytes(48_000)
    assert wav_length_s(wav(48_000, second)) == 1
    assert wav_length_s(wav(0xFFFFFFFF, second * 2)) == 2
    assert wav_length_s(wav(24_000, second + b"LIST")) == Decimal("0.5")
    assert wav_length_s(wav(48_000, second, b"LIST\x03\x00\x00\x00abc\x00")) == 1
    assert wav_length_s(b"<html>") is None
    assert wav_length_s(wav(0, b"")[:40]) is None
