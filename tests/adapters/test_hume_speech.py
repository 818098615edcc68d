"""Hume's speech: off because its service ended; its protocol is kept."""

from dataclasses import replace

import dagster as dg
import pytest

from manike.errors import (
    DeniedError,
    PermanentProviderError,
    QuotaError,
    TransientProviderError,
    UnknownOutcomeError,
)
from manike.generation.fingerprint import Job
from manike.ports import SpeechRequest, VoiceOver
from manike.script.models import Character
from manike.script.vocabulary import Mood
from manike.secrets import Secret
from resources.hume_speech import hume_speech
from resources.speech_resources import HumeSpeechResource

KEY = Secret("HUME_API_KEY", "hume-test-of-the-stand-in")
MIRA = Character(name="Mira", description="A girl in a red coat", age="child", gender="female")
REQUEST = SpeechRequest(
    text="Come and see the old harbour of Kandy.",
    speaker=None,
    cast=(MIRA,),
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
def speech(standin):
    return hume_speech(KEY, is_on=True, base_url=standin.base_url("hume"))


def test_it_is_off_and_says_why_without_asking(standin):
    speech = hume_speech(KEY, base_url=standin.base_url("hume"))
    with pytest.raises(PermanentProviderError, match=r"ended on 2026-11-13; use Gemini's gemini-3"):
        speech.speech_job(REQUEST).submit("a-key")
    assert standin.calls("hume") == []
    made = HumeSpeechResource().create_resource(dg.build_init_resource_context())
    with pytest.raises(PermanentProviderError, match="ended on 2026-11-13"):
        made.speech_job(REQUEST).submit("a-key")


def test_a_narration_is_spoken_and_the_ledger_equals_the_bill(speech, paid, standin):
    job = speech.speech_job(REQUEST)
    take = paid.obtain(Job.VOICE, speech, job)
    assert VoiceOver.model_validate(take.details).voice == "Ava Song"
    [bill], [call] = standin.bills("hume"), standin.calls("hume")
    assert bill.amount == take.cost.amount == paid.spent() == job.quote().most.amount > 0
    [utterance] = call.body["utterances"]
    assert utterance["text"] == "Come and see the old harbour of kandee."
    assert utterance["description"] == "hushed and uneasy"
    assert utterance["voice"] == {"name": "Ava Song", "provider": "HUME_AI"}


def test_a_hurried_character_is_told_so(speech, standin):
    speech.speech_job(replace(REQUEST, speaker=MIRA, available_s=1.0)).submit("a-key")
    [call] = standin.calls("hume")
    assert call.body["utterances"][0]["description"] == "hushed and uneasy, briskly"


@pytest.mark.parametrize(
    ("kind", "details", "error", "billed"),
    [
        ("ended", {}, PermanentProviderError, 0),
        ("forbidden", {}, DeniedError, 0),
        ("unauthorized", {}, DeniedError, 0),
        ("quota", {}, QuotaError, 0),
        ("rate_limited", {"retry_after_s": 5}, TransientProviderError, 0),
        ("server_error", {}, UnknownOutcomeError, 0),
        ("disconnect", {}, UnknownOutcomeError, 0),
        ("lost", {}, UnknownOutcomeError, 1),
        ("malformed", {}, UnknownOutcomeError, 1),
        ("truncated", {}, UnknownOutcomeError, 1),
        ("empty", {}, UnknownOutcomeError, 1),
        ("wrong_media", {}, UnknownOutcomeError, 1),
    ],
)
def test_each_failure_is_of_its_kind(kind, details, error, billed, speech, standin):
    standin.fail(kind, "hume", **details)
    with pytest.raises(error) as caught:
        speech.speech_job(REQUEST).submit("a-key")
    assert type(caught.value) is error
    assert getattr(caught.value, "retry_after_s", None) == details.get("retry_after_s")
    assert (len(standin.calls("hume")), len(standin.bills("hume"))) == (1, billed)
