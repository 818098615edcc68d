"""The stand-in's Gemini, through the official SDK."""

from decimal import Decimal

import pytest
from google import genai
from google.genai import errors, types
from pydantic import BaseModel

from manike.testing.standin.making.sounding import spoken_text

KEY = "AIza-test-of-the-stand-in"
MODEL = "gemini-3.5-flash-lite"


class Note(BaseModel):
    title: str
    scenes: list[str]


def client_of(standin, version="v1beta"):
    options = types.HttpOptions(base_url=standin.base_url("gemini"), api_version=version)
    return genai.Client(api_key=KEY, http_options=options)


@pytest.fixture(scope="module")
def one_client(running_standin):
    with client_of(running_standin) as client:
        yield client


@pytest.fixture
def client(standin, one_client):
    return one_client


@pytest.mark.parametrize("version", ["v1", "v1beta"])
def test_a_schema_is_answered_with_a_valid_instance(standin, version):
    settings = types.GenerateContentConfig(
        system_instruction="Be brief.",
        response_mime_type="application/json",
        response_json_schema=Note.model_json_schema(),
    )
    with client_of(standin, version) as client:
        reply = client.models.generate_content(
            model=MODEL, contents="Boats at dawn", config=settings
        )
    assert Note.model_validate_json(reply.text).title == "Boats at dawn"
    tokens = reply.usage_metadata
    exact = (
        Decimal("3E-7") * tokens.prompt_token_count
        + Decimal("2.5E-6") * tokens.candidates_token_count
    )
    assert [bill.amount for bill in standin.bills("gemini", "generate", KEY)] == [exact]


def test_a_stream_ends_with_the_usage(client):
    parts = list(client.models.generate_content_stream(model=MODEL, contents="Say so"))
    assert "".join(part.text for part in parts) == "Say so"
    assert parts[-1].usage_metadata.candidates_token_count == 2


@pytest.mark.parametrize(
    ("model", "mime_type", "word_count", "head_bytes"),
    [
        ("gemini-3.8-flash-tts", "audio/wav", 7, 44),
        ("gemini-2.5-flash-preview-tts", "audio/L16;codec=pcm;rate=24000", 5, 0),
    ],
)
def test_speech_is_billed_by_its_length(client, standin, model, mime_type, word_count, head_bytes):
    voice = types.PrebuiltVoiceConfig(voice_name="Kore")
    settings = types.GenerateContentConfig(
        response_modalities=["AUDIO"],
        speech_config=types.SpeechConfig(
            voice_config=types.VoiceConfig(prebuilt_voice_config=voice)
        ),
    )
    reply = client.models.generate_content(
        model=model, contents="Say warmly: Good morning to you all.", config=settings
    )
    sound = reply.candidates[0].content.parts[0].inline_data
    spoken_s = word_count * 0.35
    assert sound.mime_type == mime_type
    assert len(sound.data) - head_bytes == pytest.approx(spoken_s * 48_000, rel=0.01)
    assert reply.usage_metadata.candidates_token_count == round(spoken_s * 25)
    assert len(standin.bills()) == 1


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("Good morning.", "Good morning."),
        ("Say in a warm, calm voice: Good morning: all of you.", "Good morning: all of you."),
        ("# Scene\nAn old narrator.\n## Transcript\nGood morning.\n", "Good morning."),
        ("Three things: a lamp, a rope, a map.", "Three things: a lamp, a rope, a map."),
    ],
)
def test_a_direction_is_not_read_out(asked, read):
    assert spoken_text(asked) == read


@pytest.mark.parametrize(
    ("order", "code", "status", "told"),
    [
        ({"kind": "rate_limited", "retry_after_s": 7}, 429, "RESOURCE_EXHAUSTED", "7s"),
        ({"kind": "quota"}, 429, "RESOURCE_EXHAUSTED", "PerDay"),
        ({"kind": "server_error", "status": 503}, 503, "UNAVAILABLE", ""),
        ({"kind": "server_error"}, 500, "INTERNAL", ""),
        ({"kind": "forbidden"}, 403, "PERMISSION_DENIED", ""),
    ],
)
def test_errors_have_the_states_that_google_writes(client, standin, order, code, status, told):
    standin.fail(**order)
    with pytest.raises(errors.APIError) as failed:
        client.models.generate_content(model=MODEL, contents="x")
    assert (failed.value.code, failed.value.status) == (code, status)
    assert told in str(failed.value.details)
    assert standin.bills() == []


def test_a_blocked_prompt_has_no_candidates(client, standin):
    standin.fail("empty_candidates", "gemini", options={"reason": "IMAGE_SAFETY"})
    reply = client.models.generate_content(model=MODEL, contents="x")
    assert reply.candidates == []
    assert reply.prompt_feedback.block_reason.value == "IMAGE_SAFETY"
    assert standin.bills()[0].usage == {"input_tokens": 1, "output_tokens": 0}


def test_a_refusal_says_why_it_ended(client, standin):
    standin.fail("refusal", "gemini", options={"reason": "RECITATION"}, nth=(1,))
    standin.fail("cut_short", "gemini", nth=(1,))
    ends = [
        client.models.generate_content(model=MODEL, contents="x").candidates[0].finish_reason.value
        for _ in range(2)
    ]
    assert ends == ["RECITATION", "MAX_TOKENS"]


def test_an_answer_can_be_lost_after_it_was_billed(client, standin):
    standin.fail("lost", "gemini")
    with pytest.raises(Exception, match=r"disconnect|closed|reset"):
        client.models.generate_content(model=MODEL, contents="x")
    assert len(standin.bills()) == 1
