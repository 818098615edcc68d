"""The stand-in's Hume, a service that ended, through its SDK."""

import base64
from decimal import Decimal

import httpx
import pytest
from hume import HumeClient
from hume.core.api_error import ApiError
from hume.tts import FormatMp3, PostedUtterance, PostedUtteranceVoiceWithName

KEY = "hume-test-of-the-stand-in"
VOICE = PostedUtteranceVoiceWithName(name="Ava Song", provider="HUME_AI")
TEXT = "Good morning to you."


@pytest.fixture(scope="module")
def one_client(running_standin):
    with httpx.Client() as http:
        yield HumeClient(api_key=KEY, base_url=running_standin.base_url("hume"), httpx_client=http)


@pytest.fixture
def client(standin, one_client):
    return one_client


def speak(client, **more):
    utterance = PostedUtterance(text=TEXT, voice=VOICE, description="calm")
    return client.tts.synthesize_json(
        utterances=[utterance], version="2", request_options={"max_retries": 0}, **more
    )


def test_speech_comes_with_the_time_of_each_word(client, standin):
    reply = speak(client, format=FormatMp3(), include_timestamp_types=["word"])
    generation = reply.generations[0]
    assert base64.b64decode(generation.audio).startswith(b"ID3")
    assert generation.duration == pytest.approx(4 * 0.35, abs=0.01)
    words = generation.snippets[0][0].timestamps
    assert [word.text for word in words] == TEXT.split()
    assert words[-1].time.end == round(generation.duration * 1000)
    assert standin.bills("hume", "speech", KEY)[0].amount == len(TEXT) * Decimal("0.00015")


def test_a_file_and_the_voices_come_too(client):
    utterance = PostedUtterance(text=TEXT, voice=VOICE)
    sound = b"".join(client.tts.synthesize_file(utterances=[utterance], format=FormatMp3()))
    assert sound.startswith(b"ID3")
    assert [voice.name for voice in client.tts.voices.list(provider="HUME_AI")] == [
        "Ava Song",
        "Colton Rivers",
    ]


@pytest.mark.parametrize(
    ("order", "status"),
    [
        ({"kind": "ended", "vendor": "hume"}, 410),
        ({"kind": "forbidden"}, 403),
        ({"kind": "quota"}, 429),
        ({"kind": "bad_request", "status": 422}, 422),
    ],
)
def test_errors_are_not_billed(client, standin, order, status):
    standin.fail(**order)
    with pytest.raises(ApiError) as failed:
        speak(client)
    assert failed.value.status_code == status
    assert standin.bills() == []
