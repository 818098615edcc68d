"""fal's adapters: what is sent where, and what its errors mean."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from manike.errors import (
    DeniedError,
    PermanentProviderError,
    QuotaError,
    RefusedContentError,
    TransientProviderError,
    UnknownOutcomeError,
)
from manike.generation.remote import Failed, Recovery
from manike.secrets import Secret
from manike.testing.requests import CHARACTER, motion_request
from manike.testing.requests import SCENE as LAKE
from resources.fal_calls import FalClient
from resources.fal_media import fal_images, fal_motion

SCENE = LAKE.model_copy(update={"narration": "", "description": "A quiet lake."})
KEY = Secret("FAL_KEY", "key-of-the-stand-in")


@pytest.fixture
def client(standin):
    client = FalClient(KEY, base_url=standin.base_url("fal"))
    yield client
    client.close()


@pytest.fixture
def job(client):
    return fal_images(client).character_job(CHARACTER)


def moving(files, frame_count=45, size_px=(1080, 1920)):
    asked = motion_request(Path("image.jpg"), frame_count=frame_count)
    return replace(asked, scene=SCENE, picture_files=files, size_px=size_px)


def ended(job):
    made = job.submit(str(uuid4()))
    for _ in range(2):
        seen = job.look(made.job_id)
    return seen


def test_a_scene_without_a_picture_is_filmed_from_its_words(client, standin):
    fal_motion(client).motion_job(moving({})).submit(str(uuid4()))
    [call] = standin.calls()
    assert call.path.endswith("v1.6/standard/text-to-video")
    assert (call.body["duration"], call.body["aspect_ratio"]) == ("5", "9:16")


@pytest.mark.parametrize(("frame_count", "seconds"), [(45, 5), (187, 5), (188, 10), (900, 10)])
def test_no_more_seconds_are_asked_for_than_the_scene_needs(client, frame_count, seconds):
    job = fal_motion(client).motion_job(moving({}, frame_count))
    assert job.quote().basis == f"{seconds} s of video at 0.045 USD a second"


@pytest.mark.parametrize("route", ["submit", "status", "result"])
def test_nothing_is_asked_twice_by_the_sdk(job, standin, route):
    made = job.submit(str(uuid4()))
    job.look(made.job_id)
    standin.fail("rate_limited", "fal", route, retry_after_s=7)
    with pytest.raises(TransientProviderError) as caught:
        (job.submit if route == "submit" else job.look)(made.job_id)
    assert caught.value.retry_after_s == 7
    assert len(standin.calls("fal", route)) == (2 if route != "result" else 1)


def test_a_picture_that_is_blacked_out_is_refused_and_paid(job, standin):
    standin.fail("blackened", "fal", "submit")
    seen = ended(job)
    assert isinstance(seen, Failed)
    assert type(seen.error) is RefusedContentError
    assert seen.cost.amount == standin.bills()[0].amount > 0


def test_a_balance_that_is_used_up_is_no_bad_key(job, standin):
    standin.fail("quota", "fal")
    with pytest.raises(QuotaError, match="Exhausted balance"):
        job.submit(str(uuid4()))
    standin.reset()
    standin.fail("forbidden", "fal")
    with pytest.raises(DeniedError):
        job.submit(str(uuid4()))


def test_an_input_that_the_model_does_not_take_is_told_with_its_result(client, standin):
    shapes = [
        model.model_copy(update={"options": {"output_format": "gif"}})
        for model in client.figures.models
    ]
    client.figures = client.figures.model_copy(update={"models": tuple(shapes)})
    seen = ended(fal_images(client).character_job(CHARACTER))
    assert type(seen.error) is PermanentProviderError
    assert "Input should be 'jpeg' or 'png'" in seen.error.said


def test_a_lost_submission_can_not_be_found(job):
    assert job.recovery is Recovery.NONE
    with pytest.raises(UnknownOutcomeError, match="can't be searched"):
        job.seek(str(uuid4()), datetime(2020, 1, 1, tzinfo=UTC))


def test_a_job_that_has_ended_can_not_be_stopped_any_more(job):
    made = job.submit(str(uuid4()))
    for _ in range(2):
        job.look(made.job_id)
    assert job.cancel(made.job_id) is None


def test_a_server_that_is_not_there_was_not_asked():
    away = FalClient(KEY, base_url="http://127.0.0.1:9")
    with pytest.raises(TransientProviderError):
        fal_images(away).character_job(CHARACTER).submit(str(uuid4()))
    away.close()


def test_without_a_key_it_is_said_which_one(monkeypatch):
    monkeypatch.delenv("FAL_KEY", raising=False)
    monkeypatch.delenv("FAL_KEY_FILE", raising=False)
    with pytest.raises(PermanentProviderError, match="FAL_KEY: is not set"):
        fal_images(FalClient()).character_job(CHARACTER).submit(str(uuid4()))
