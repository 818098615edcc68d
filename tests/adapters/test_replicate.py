"""Replicate's adapters: what is sent, how lost predictions are found, whose voice may be used."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import numpy as np
import pytest

from manike.errors import (
    BadInputError,
    PermanentProviderError,
    QuotaError,
    TransientProviderError,
    UnknownOutcomeError,
)
from manike.generation.remote import Accepted, Recovery
from manike.media.files import sha256_of
from manike.media.sound import write_wav
from manike.production.wanted import voice_generation
from manike.secrets import Secret
from manike.testing.clock import StoppedClock
from manike.testing.requests import CHARACTER, MIRA, MUSIC, SPEECH
from manike.voice_samples import Consent, VoiceSample
from resources.replicate_calls import ReplicateClient
from resources.replicate_media import replicate_images, replicate_music, replicate_speech

SINCE = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def client(standin):
    key = Secret("REPLICATE_API_TOKEN", "r8_key_of_the_stand_in")
    client = ReplicateClient(key, base_url=standin.base_url("replicate"))
    yield client
    client.close()


@pytest.fixture
def job(client):
    return replicate_images(client).character_job(CHARACTER)


@pytest.fixture
def sample(tmp_path):
    file = tmp_path / "ada.wav"
    write_wav(file, np.zeros(1600, np.float32), 16_000)
    consent = Consent("Ada Example", date(2026, 1, 2), "contract 17", sha256_of(file))
    return VoiceSample("ada", file, "Good morning.", "female", consent)


def test_a_prediction_is_found_again_by_its_mark_among_equal_ones(client, job):
    keys = [str(uuid4()) for _ in range(3)]
    ids = [job.submit(key).job_id for key in keys]
    assert job.recovery is Recovery.SEARCH
    assert [job.seek(key, SINCE) for key in keys] == [Accepted(each) for each in ids]
    assert job.seek(str(uuid4()), SINCE) is None


def test_a_prediction_in_other_words_is_found_by_its_mark_alone(client, job):
    key, person = str(uuid4()), MIRA.model_copy(update={"age": "adult"})
    tamer = replicate_images(client).character_job(replace(CHARACTER, character=person))
    assert job.seek(key, SINCE) is None
    made = tamer.submit(key)
    assert job.seek(key, SINCE) == made


def test_what_was_removed_after_an_hour_can_not_be_told(job, standin):
    key = str(uuid4())
    made = job.submit(key)
    for _ in range(2):
        job.look(made.job_id)
    found = standin.world.jobs.find("replicate", standin.calls()[-1].account, job_id=made.job_id)
    found.ended_at -= timedelta(hours=2)
    with pytest.raises(UnknownOutcomeError, match="1 of its predictions could be it"):
        job.seek(key, SINCE)


def test_a_list_that_can_not_be_read_is_no_proof(job, standin):
    standin.fail("server_error", "replicate", "predictions.list")
    with pytest.raises(UnknownOutcomeError, match="its list can't be read"):
        job.seek(str(uuid4()), SINCE)


def test_all_pages_of_the_list_are_searched(client, job):
    key = str(uuid4())
    first = job.submit(key)
    for _ in range(101):
        job.submit(str(uuid4()))
    assert job.seek(key, SINCE) == first


@pytest.mark.parametrize(("asked_s", "kept_s"), [(7, 7), (1e20, 86_400)])
def test_the_wait_in_a_body_is_kept_and_nobody_sleeps(job, standin, asked_s, kept_s):
    standin.fail("rate_limited", "replicate", retry_after_s=asked_s)
    for call in (lambda: job.submit(str(uuid4())), lambda: job.look("some-id")):
        with pytest.raises(TransientProviderError) as caught:
            call()
        assert caught.value.retry_after_s == kept_s
    assert len(standin.calls()) == 2


def test_no_credit_is_told_from_a_limit(job, standin):
    standin.fail("quota", "replicate")
    with pytest.raises(QuotaError, match="insufficient credit"):
        job.submit(str(uuid4()))


def test_a_server_that_is_not_there_was_not_asked(client):
    away = ReplicateClient(Secret("KEY", "r8_key_of_nobody"), base_url="http://127.0.0.1:9")
    with pytest.raises(TransientProviderError):
        replicate_images(away).character_job(CHARACTER).submit(str(uuid4()))
    away.close()


def test_a_model_that_has_ended_is_not_asked(client, standin):
    ended = [
        model.model_copy(update={"ends_on": date(2020, 1, 1), "successor": "another"})
        for model in client.figures.models
    ]
    client.figures = client.figures.model_copy(update={"models": tuple(ended)})
    with pytest.raises(PermanentProviderError, match="ended on 2020-01-01; use another"):
        replicate_images(client).character_job(CHARACTER).submit(str(uuid4()))
    assert standin.calls() == []


def test_what_runs_when_it_is_cancelled_is_paid(job, standin):
    made = job.submit(str(uuid4()))
    job.look(made.job_id)
    job.cancel(made.job_id)
    assert job.look(made.job_id).cost.amount == standin.bills()[0].amount > 0


def test_whoever_cancels_what_runs_is_paid_and_what_never_ran_is_free(client, job, standin):
    standin.fail("canceled", "replicate", "predictions.create")
    made = job.submit(str(uuid4()))
    job.look(made.job_id)
    later = replicate_images(client).character_job(CHARACTER)  # of a process that asked for no end
    assert later.look(made.job_id).cost.amount == standin.bills()[0].amount > 0
    standin.world.faults.clear()
    waiting = job.submit(str(uuid4()))
    job.cancel(waiting.job_id)
    assert job.look(waiting.job_id).cost is None
    assert len(standin.bills()) == 1


@pytest.mark.parametrize(("metrics", "usd"), [({"predict_time": 12.5}, "0.0175"), ({}, None)])
def test_a_canceled_machine_is_paid_by_the_second_or_else_as_quoted(client, metrics, usd):
    job = replicate_music(client).music_job(MUSIC)
    told = {"status": "canceled", "started_at": "2026-11-21T12:00:00Z", "metrics": metrics}
    client.ask = lambda method, path: told
    quoted = job.quote().most.amount
    assert job.look("an-id").cost.amount == (Decimal(usd) if usd else quoted)


def test_a_character_is_asked_for_in_words_and_may_wait_for_a_machine(job, standin):
    job.submit(str(uuid4()))
    [call] = standin.calls()
    assert call.body["input"]["prompt"].startswith("A character sheet")
    assert call.body["input"]["aspect_ratio"] == "16:9"
    assert (job.deadlines.start, job.deadlines.run) == (timedelta(minutes=10),) * 2


def test_a_webhook_is_asked_for_where_somebody_listens(standin, receiver):
    url, got, arrived = receiver
    key = Secret("KEY", "r8_key_of_the_stand_in")
    client = ReplicateClient(key, base_url=standin.base_url("replicate"), webhook_url=url)
    replicate_images(client).character_job(CHARACTER).submit(str(uuid4()))
    assert arrived.wait(20)
    assert b"succeeded" in got[0][1]
    client.close()


def test_models_that_are_not_for_commercial_use_say_so(client, sample):
    assert replicate_speech([sample], client).is_commercial is False
    assert replicate_images(client).is_commercial is True


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"consent": None}, "no consent to its use is on record"),
        ({"given_by": " "}, "no consent to its use is on record"),
        ({"sample_sha256": "0" * 64}, "the consent is for another recording"),
        ({"ends_on": date(2026, 2, 1)}, "the consent does not hold on"),
        ({"given_on": date(9000, 1, 1)}, "the consent does not hold on"),
    ],
)
def test_no_voice_is_used_without_consent_on_record(client, sample, standin, change, said):
    consent = change["consent"] if "consent" in change else replace(sample.consent, **change)
    provider = replicate_speech([replace(sample, consent=consent)], client)
    with pytest.raises(PermanentProviderError, match=said):
        provider.speech_job(SPEECH)
    assert standin.calls() == []


def test_a_recording_that_was_changed_while_its_job_waited_is_not_sent(client, sample, standin):
    job = replicate_speech([sample], client).speech_job(SPEECH)
    agreed = sample.file.read_bytes()
    sample.file.write_bytes(b"somebody else")
    with pytest.raises(PermanentProviderError, match="the consent is for another recording"):
        job.submit(str(uuid4()))
    assert standin.calls() == []
    sample.file.write_bytes(agreed)
    assert job.submit(str(uuid4())).job_id


def test_a_consent_that_ended_while_its_job_waited_sends_nothing(standin, sample):
    clock = StoppedClock()
    key = Secret("REPLICATE_API_TOKEN", "r8_key_of_the_stand_in")
    client = ReplicateClient(key, base_url=standin.base_url("replicate"), clock=clock)
    tomorrow = clock.now().date() + timedelta(days=1)
    until = replace(sample, consent=replace(sample.consent, ends_on=tomorrow))
    job = replicate_speech([until], client).speech_job(SPEECH)
    clock.turn(86_400.0)
    with pytest.raises(PermanentProviderError, match="the consent does not hold on"):
        job.submit(str(uuid4()))
    assert standin.calls() == []


def test_a_narration_is_made_of_its_own_voice_alone(client, sample, tmp_path):
    file = tmp_path / "other.wav"
    write_wav(file, np.ones(1600, np.float32), 16_000)
    consent = replace(sample.consent, sample_sha256=sha256_of(file))
    other = replace(sample, name="bob", file=file, consent=consent)

    def fingerprint(*samples):
        return voice_generation(replicate_speech(samples, client), SPEECH).fingerprint

    alone = fingerprint(sample)
    assert fingerprint(sample, other) == alone
    assert fingerprint(replace(sample, transcript="Good night.")) != alone
    assert fingerprint(replace(other, name="ada")) != alone
    model = replicate_speech([sample], client).model
    assert model == replicate_speech([sample, other], client).model


def test_speakers_get_other_voices_than_the_narrator(client, sample):
    samples = [replace(sample, name=name) for name in ("teller", "ada", "eve")]
    provider = replicate_speech(samples, client)
    other = MIRA.model_copy(update={"name": "Ida"})
    asked = replace(SPEECH, speaker=MIRA, cast=(MIRA, other))
    voices = [provider.voice_for(each) for each in (SPEECH, asked, replace(asked, speaker=other))]
    assert voices == ["teller", "ada", "eve"]
    with pytest.raises(BadInputError, match="nobody is not one of teller, ada, eve"):
        provider.voice_for(replace(SPEECH, voice="nobody"))
