"""Hume's speech: off because its service ended; its protocol is kept."""

from dataclasses import replace

import dagster as dg
import pytest

from manike.errors import (
    DeniedError,
    PermanentProviderError,
)
from manike.generation.fingerprint import Job
from manike.ports import VoiceOver
from manike.script.vocabulary import Mood
from manike.secrets import Secret
from manike.testing.requests import MIRA, SPEECH
from resources.hume_speech import hume_speech
from resources.speech_resources import HumeSpeechResource
from tests.adapters.one_call import Failure, check_failure, failures

KEY = Secret("HUME_API_KEY", "hume-test-of-the-stand-in")
REQUEST = replace(
    SPEECH,
    text="Come and see the old harbour of Kandy.",
    mood=Mood.EERIE,
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


@failures(Failure("ended", PermanentProviderError), Failure("forbidden", DeniedError))
def test_each_failure_is_of_its_kind(failure, speech, standin):
    check_failure(standin, "hume", speech.speech_job(REQUEST), failure)
