"""Gemini's speech: asked for by the official SDK, paid for once, made into a voice-over."""

import io
import wave
from dataclasses import replace
from types import SimpleNamespace

import dagster as dg
import pytest

from manike.errors import (
    BadInputError,
    PermanentProviderError,
    RefusedContentError,
    UnknownOutcomeError,
)
from manike.generation.fingerprint import Job
from manike.generation.remote import Failed, Recovery
from manike.media.sound import read_wav
from manike.ports import VoiceOver
from manike.script.vocabulary import Mood
from manike.secrets import Secret
from manike.testing.requests import MIRA, SPEECH
from resources.gemini_speech import gemini_speech
from resources.speech_resources import GeminiSpeechResource
from tests.adapters.one_call import TURNED_DOWN, check_failure, failures

KEY = Secret("GEMINI_API_KEY", "test-of-the-stand-in")
REQUEST = replace(
    SPEECH,
    text="Come  and see the old harbour.",
    mood=Mood.EERIE,
)


@pytest.fixture
def speech(standin):
    return gemini_speech(KEY, base_url=standin.base_url("gemini"), clock=standin.world.clock)


def test_a_narration_is_spoken_and_the_ledger_equals_the_bill(speech, paid, standin):
    job = speech.speech_job(REQUEST)
    take = paid.obtain(Job.VOICE, speech, job)
    spoken = VoiceOver.model_validate(take.details)
    samples, rate_hz = read_wav(paid.files(take)["voice.wav"])
    assert (samples.shape, rate_hz) == ((spoken.sample_count, 1), 48_000)
    assert spoken.voice == speech.voice_for(REQUEST) == "Enceladus"
    assert " ".join(word.text for word in spoken.words) == " ".join(REQUEST.text.split())
    [bill] = standin.bills("gemini")
    assert bill.amount == take.cost.amount == paid.spent() > 0
    assert bill.amount <= job.quote().most.amount
    assert paid.obtain(Job.VOICE, speech, job).was_made is False
    assert len(standin.calls("gemini")) == 1


def test_directions_stand_apart_from_the_text_which_is_read_word_for_word(speech, standin):
    speech.speech_job(replace(REQUEST, speaker=MIRA, voice="Kore")).submit("a-key")
    [call] = standin.calls("gemini")
    [content] = call.body["contents"]
    assert content["parts"] == [
        {
            "text": REQUEST.text,
            "speechMetadata": {
                "style": "Speak as Mira of an animated film, a child: hushed and uneasy. "
                "Say exactly the words given, in the language en."
            },
        }
    ]
    # As the SDK writes it; Google takes names in both spellings.
    voice = {"voice_config": {"prebuilt_voice_config": {"voice_name": "Kore"}}}
    assert call.body["generationConfig"]["speechConfig"] == voice
    assert "temperature" not in call.body["generationConfig"]


@pytest.mark.parametrize("mood", Mood)
def test_each_mood_has_a_narrator_whom_no_character_sounds_like(speech, mood):
    narrator = speech.voice_for(replace(REQUEST, mood=mood))
    assert narrator in speech.voices()
    assert speech.voice_for(replace(REQUEST, speaker=MIRA, mood=mood)) != narrator


@failures(TURNED_DOWN)
def test_each_failure_is_of_its_kind(failure, speech, standin):
    check_failure(standin, "gemini", speech.speech_job(REQUEST), failure)


def test_a_proxy_s_page_does_not_say_what_gemini_did(speech, monkeypatch):
    from google.genai.errors import ServerError

    page = ServerError(503, {"message": "<html>busy</html>", "status": "Service Unavailable"})

    def fail(**asked):
        raise page

    client = SimpleNamespace(models=SimpleNamespace(generate_content=fail))
    monkeypatch.setattr(speech._speaker.client, "_sdk", client)
    with pytest.raises(UnknownOutcomeError):
        speech.speech_job(REQUEST).submit("a-key")


@pytest.mark.parametrize("kind", ["hang", "hang_billed"])
def test_an_answer_that_does_not_come_is_not_waited_for_forever(kind, speech, standin):
    job = speech.speech_job(REQUEST)
    job._timeout_s = 0.3
    standin.fail(kind, "gemini")
    with pytest.raises(UnknownOutcomeError):
        job.submit("a-key")


def test_an_unknown_outcome_is_left_to_a_person(speech, paid, standin):
    job = speech.speech_job(REQUEST)
    assert job.recovery is Recovery.NONE
    standin.fail("lost", "gemini", times=1)
    for _ in range(2):
        with pytest.raises(UnknownOutcomeError):
            paid.obtain(Job.VOICE, speech, job)
    assert len(standin.calls("gemini")) == 1


def test_no_candidates_are_a_refusal_that_costs_what_was_read(speech, paid, standin):
    standin.fail("empty_candidates", "gemini", options={"reason": "PROHIBITED_CONTENT"})
    with pytest.raises(RefusedContentError, match="PROHIBITED_CONTENT") as caught:
        paid.obtain(Job.VOICE, speech, speech.speech_job(REQUEST))
    assert caught.value.categories == ("PROHIBITED_CONTENT",)
    [bill] = standin.bills("gemini")
    assert paid.spent() == bill.amount > 0


def answering(reason, data=b"", mime_type="audio/wav"):
    from google.genai import types

    blob = types.Part(inline_data=types.Blob(data=data, mime_type=mime_type))
    content = types.Content(role="model", parts=[blob] if data else [])
    candidate = types.Candidate(content=content, finish_reason=reason)
    usage = types.GenerateContentResponseUsageMetadata(
        prompt_token_count=10, candidates_token_count=100
    )
    return types.GenerateContentResponse(candidates=[candidate], usage_metadata=usage)


@pytest.mark.parametrize(
    ("reason", "error"),
    [
        ("SAFETY", RefusedContentError),
        ("RECITATION", RefusedContentError),
        ("MAX_TOKENS", PermanentProviderError),
        ("OTHER", PermanentProviderError),
        ("STOP", PermanentProviderError),
    ],
)
def test_a_speech_that_is_not_whole_is_paid_for_and_not_used(reason, error, speech, monkeypatch):
    job = speech.speech_job(REQUEST)
    monkeypatch.setattr(job, "_answer", lambda: answering(reason))
    failed = job.submit("a-key")
    assert isinstance(failed, Failed)
    assert type(failed.error) is error
    assert failed.cost.amount > 0


def test_a_whole_file_is_taken_as_it_is_and_samples_get_a_header(speech, monkeypatch):
    job = speech.speech_job(REQUEST)
    monkeypatch.setattr(job, "_answer", lambda: answering("STOP", b"RIFFxxxxWAVE"))
    assert job.submit("a-key").payload == b"RIFFxxxxWAVE"
    raw = answering("STOP", bytes(4800), "audio/L16;codec=pcm;rate=24000")
    monkeypatch.setattr(job, "_answer", lambda: raw)
    with wave.open(io.BytesIO(job.submit("a-key").payload)) as file:
        assert (file.getframerate(), file.getnframes(), file.getnchannels()) == (24_000, 2400, 1)


def test_models_that_take_directions_in_the_text_are_not_asked():
    with pytest.raises(BadInputError, match=r"retired \(2026-12-18\); use gemini-3\.8-flash-tts"):
        gemini_speech(model="gemini-2.5-pro-preview-tts")
    assert gemini_speech(model="gemini-3.8-flash-lite-tts").model.endswith("directions 2")


def test_without_a_key_it_is_a_clear_failure(monkeypatch):
    monkeypatch.delenv("GEMINI_API_KEY", raising=False)
    with pytest.raises(PermanentProviderError, match="Set GEMINI_API_KEY"):
        gemini_speech().speech_job(REQUEST).submit("a-key")


def test_its_resource_holds_no_key(monkeypatch):
    monkeypatch.setenv("GEMINI_API_KEY", "canary-4711-in-the-environment")
    resource = GeminiSpeechResource()
    assert resource.create_resource(dg.build_init_resource_context()).name == "gemini"
    assert "canary" not in f"{resource!r} {resource.model_dump()}"
