"""A voice that is added by docs/add-a-provider.md: what stands upon ``Speaking`` is whole."""

from dataclasses import replace
from decimal import Decimal

import pytest

from manike.errors import BadInputError, PermanentProviderError
from manike.generation.fingerprint import Job
from manike.ports import VoiceOver
from manike.script.vocabulary import Mood
from manike.secrets import Secret
from manike.testing.requests import SPEECH
from manike.testing.standin import app, running
from manike.testing.standin.wire import Answer, Charge, Endpoint, Trouble, Vendor, bearer
from resources import job_provider, speech_directions
from resources.job_figures import JobFigures
from resources.job_provider import Speaking
from resources.plain_calls import Asked, PlainCallJob, PlainClient
from resources.work import Spoken, speech_work

MOODS = [mood.value for mood in Mood]
DATA = {
    "schema_version": 1,
    "read_on": "2026-11-21",
    "base_url": "https://api.acme.example",
    "call_s": 30,
    "upload_s": 120,
    "models": [
        {
            "id": "voice-1",
            "job": "speech",
            "price_usd": "0.001",
            "unit": "character",
            "characters": 100,
            "source": "acme's price page",
            "confidence": "high",
        }
    ],
    "voices": [
        {"name": "Ann", "gender": "female", "age": "adult", "narrates": MOODS},
        {"name": "Bo", "gender": "male", "age": "adult"},
        {"name": "Old", "gender": "male", "age": "elder", "narrates": MOODS, "models": ["voice-0"]},
    ],
}


class AcmeClient(PlainClient):
    provider, secret, data = "acme", "ACME_API_KEY", "acme-2026-11-21.yaml"


class AcmeSpeechJob(PlainCallJob):
    def ask(self, key):
        return Asked("/v1/speech", self._work.given)


class AcmeSpeech(Speaking[AcmeClient]):
    client_type = AcmeClient

    def speech_job(self, request):
        voice, text = self.voice_for(request), speech_directions.respelled(request)
        given = {"text": text, "voice": voice}
        work = speech_work(request, self._model, given, Spoken(text, voice, self.name))
        return AcmeSpeechJob(self._client, work)


class DirectedSpeech(AcmeSpeech):
    prompts = speech_directions.VERSION


def _speech(asked):
    text = asked.body["text"]
    sound = asked.world.maker.speech(text, asked.body["voice"], "wav")
    charge = Charge(f"{len(text)} characters", Decimal("0.001") * len(text))
    return Answer(sound, "audio/wav", charge=charge)


def _error(trouble: Trouble):
    return Answer.of({"error": trouble.code}, status=trouble.status)


VENDOR = Vendor("acme", bearer, _error, (Endpoint("POST", "/v1/speech", "speech", _speech),))


def client_of(monkeypatch, url="", **changed):
    figures = JobFigures.model_validate({**DATA, **changed})
    monkeypatch.setattr(job_provider, "job_figures", lambda file: figures)
    return AcmeClient(Secret("ACME_API_KEY", "key-of-the-stand-in"), base_url=url)


@pytest.fixture
def acme(tmp_path, monkeypatch):
    """A stand-in that speaks Acme's protocol."""
    for place in (app, running):
        monkeypatch.setattr(place, "VENDORS", (*running.VENDORS, VENDOR))
    with running.Standin(tmp_path, fast=True) as found:
        yield found


def test_a_narration_is_spoken_and_paid_once(acme, paid, monkeypatch):
    speech = AcmeSpeech.of(client_of(monkeypatch, acme.base_url("acme")))
    take = paid.obtain(Job.VOICE, speech, speech.speech_job(SPEECH))
    assert VoiceOver.model_validate(take.details).voice == "Ann"
    [bill], [call] = acme.bills("acme"), acme.calls("acme")
    assert call.body == {"text": "Come and see it.", "voice": "Ann"}
    assert bill.amount == take.cost.amount == paid.spent() == Decimal("0.016")


def test_a_refusal_that_is_one_flat_word_is_understood(acme, monkeypatch):
    speech = AcmeSpeech.of(client_of(monkeypatch, acme.base_url("acme")))
    acme.fail("bad_request", "acme")
    with pytest.raises(PermanentProviderError, match="HTTP 400: bad_request"):
        speech.speech_job(SPEECH).submit("a-key")


def test_it_knows_its_voices_and_who_speaks(monkeypatch):
    speech = AcmeSpeech.of(client_of(monkeypatch))
    assert speech.voices() == ("Ann", "Bo")
    assert {speech.voice_for(replace(SPEECH, mood=mood)) for mood in Mood} == {"Ann"}
    with pytest.raises(BadInputError, match="Old is not one of Ann, Bo"):
        speech.voice_for(replace(SPEECH, voice="Old"))


def test_it_obeys_intensity_where_something_is_told_of_it(monkeypatch):
    client = client_of(monkeypatch)
    assert [kind.of(client).obeys_intensity for kind in (AcmeSpeech, DirectedSpeech)] == [
        False,
        True,
    ]
    assert DirectedSpeech.of(client).model == f"voice-1 prompts {speech_directions.VERSION}"


def test_without_a_voice_nobody_is_listed_that_could_not_speak(monkeypatch):
    for voices in ([], DATA["voices"][2:]):
        with pytest.raises(BadInputError, match=r"acme-.*: voices: voice-1 speaks and knows none"):
            AcmeSpeech.of(client_of(monkeypatch, voices=voices))
