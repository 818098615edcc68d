"""Runware's adapters: what is sent, and what its errors mean."""

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from uuid import uuid4

import cv2
import numpy as np
import pytest

from manike.errors import (
    DeniedError,
    MachineError,
    PermanentProviderError,
    QuotaError,
    RefusedContentError,
    TransientProviderError,
    UnknownOutcomeError,
)
from manike.generation.remote import Accepted, Recovery, Reply
from manike.ports import MotionRequest, Picture
from manike.secrets import Secret
from manike.testing.requests import MIRA, MUSIC, PICTURE, SPEECH
from manike.testing.requests import SCENE as LAKE
from resources.runware_calls import Answer, NotThereError, RunwareClient, task_error
from resources.runware_media import (
    runware_images,
    runware_motion,
    runware_music,
    runware_speech,
)

SCENE = LAKE.model_copy(
    update={"description": "A girl stands at a quiet lake", "characters": ("Mira",)}
)

SINCE = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def client(standin):
    return RunwareClient(
        Secret("RUNWARE_API_KEY", "key-of-the-stand-in"), base_url=standin.base_url("runware")
    )


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "mira.png"
    cv2.imwrite(str(path), np.full((64, 64, 3), 90, np.uint8))
    return path


def painting(sheets=None, size_px=(320, 180)):
    return replace(PICTURE, scene=SCENE, character_images=sheets or {}, size_px=size_px)


def test_our_id_is_the_task_s_and_finds_it_again(client, standin):
    job, key = runware_images(client).scene_job(painting()), str(uuid4())
    assert job.recovery is Recovery.OWN_ID
    assert job.seek(key, SINCE) is None
    assert job.submit(key) == Accepted(key)
    assert job.seek(key, SINCE) == Accepted(key)
    assert isinstance(job.seek(key, SINCE), Reply)
    assert [bill.own_id for bill in standin.bills()] == [key]


def test_a_scene_is_asked_for_with_sheets_in_legal_sizes(client, standin, sheet):
    job = runware_images(client).scene_job(painting({"Mira": sheet}, (1920, 1080)))
    job.submit(str(uuid4()))
    [call] = standin.calls()
    [task] = call.body
    assert (task["width"], task["height"]) == (2048, 1152)
    assert task["inputs"]["referenceImages"][0].startswith("data:image/png;base64,")
    assert "Mira: A girl in a red coat; drawn in reference image 1" in task["positivePrompt"]
    assert (task["deliveryMethod"], task["includeCost"]) == ("async", True)


def test_a_sheet_that_is_gone_is_the_machine_s_fault(client, tmp_path):
    job = runware_images(client).scene_job(painting({"Mira": tmp_path / "gone.png"}))
    with pytest.raises(MachineError, match=r"gone\.png can't be read"):
        job.submit(str(uuid4()))


def test_the_wait_in_a_header_is_kept_and_nobody_asks_again(client, standin):
    job = runware_images(client).scene_job(painting())
    standin.fail("rate_limited", "runware", retry_after_s=7)
    with pytest.raises(TransientProviderError) as caught:
        job.submit(str(uuid4()))
    assert (caught.value.retry_after_s, len(standin.calls())) == (7, 1)


def test_no_credit_is_told_from_a_limit(client, standin):
    standin.fail("quota", "runware")
    with pytest.raises(QuotaError):
        runware_images(client).scene_job(painting()).submit(str(uuid4()))


def test_a_fault_while_seeking_is_no_proof(client, standin):
    job = runware_images(client).scene_job(painting())
    standin.fail("server_error", "runware")
    with pytest.raises(UnknownOutcomeError, match="it can't be asked now"):
        job.seek(str(uuid4()), SINCE)


def test_a_task_that_is_not_known_any_more_is_lost(client):
    job = runware_images(client).scene_job(painting())
    with pytest.raises(PermanentProviderError, match="No task"):
        job.look(str(uuid4()))


def test_a_server_that_is_not_there_was_not_asked():
    away = RunwareClient(Secret("KEY", "key-of-nobody"), base_url="http://127.0.0.1:9/v1")
    with pytest.raises(TransientProviderError):
        runware_images(away).scene_job(painting()).submit(str(uuid4()))


KEY = "0b8f1d6e-6f4f-4f6e-9d3f-1c2b3a4d5e6f"
OF_THE_JOB = {"taskType": "imageInference", "taskUUID": KEY}
OF_THE_ASKING = {"taskType": "getResponse", "taskUUID": KEY}
NAMELESS = {"taskUUID": "another-one"}


def answered(client, *errors):
    """A job of a client that hears these errors with HTTP 200."""
    client.send = lambda task, is_paid: Answer((), errors)
    return runware_images(client).scene_job(painting())


@pytest.mark.parametrize(
    ("task", "code", "kind"),
    [
        (OF_THE_ASKING, "internalServerError", TransientProviderError),
        (OF_THE_ASKING, "invalidParameter", TransientProviderError),
        (OF_THE_ASKING, "rateLimitExceeded", TransientProviderError),
        (NAMELESS, "providerError", TransientProviderError),
        (OF_THE_ASKING, "insufficientCredits", QuotaError),
        (OF_THE_ASKING, "invalidApiKey", DeniedError),
        (OF_THE_ASKING, "taskFailedOrNotFound", NotThereError),
    ],
)
def test_an_error_of_the_asking_does_not_end_the_job(client, task, code, kind):
    job = answered(client, {**task, "code": code, "message": "It says so."})
    with pytest.raises(kind) as caught:
        job.look(KEY)
    assert type(caught.value) is kind


def test_the_job_s_own_error_ends_it_whatever_stands_beside_it(client):
    asking = {**OF_THE_ASKING, "code": "internalServerError", "message": "Busy."}
    own = {**OF_THE_JOB, "code": "invalidProviderContent", "message": "No."}
    failed = answered(client, asking, own).look(KEY)
    assert type(failed.error) is RefusedContentError
    nameless = {"taskUUID": KEY, "code": "inferenceError", "message": "Broke."}
    assert type(answered(client, nameless).look(KEY).error) is TransientProviderError


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("invalidProviderContent", RefusedContentError),
        ("promptBlocked", RefusedContentError),
        ("inferenceError", TransientProviderError),
        ("timeoutProvider", TransientProviderError),
        ("unsupportedDuration", PermanentProviderError),
        ("somethingNew", PermanentProviderError),
    ],
)
def test_a_task_s_error_has_the_kind_of_its_code(code, kind):
    found = task_error({"code": code, "message": "It says so."})
    assert type(found) is kind
    assert found.said == f"It says so. ({code})"


def test_a_song_is_paid_by_the_piece_and_other_music_by_the_second(client):
    cue = replace(MUSIC, duration_s=31.2)
    by_song = runware_music(client, model="minimax:music@2.6").music_job(cue).quote()
    by_second = runware_music(client).music_job(cue).quote()
    assert (str(by_song.most), by_song.basis) == ("0.15 USD", "1 song at 0.15 USD a song")
    assert (str(by_second.most), by_second.basis) == (
        "0.016 USD",
        "32 s of music at 0.0005 USD a second",
    )


def test_a_text_that_is_too_long_is_not_asked_for(client, standin):
    asked = replace(SPEECH, text="ha " * 2000)
    with pytest.raises(PermanentProviderError, match="6000 characters of 5000"):
        runware_speech(client).speech_job(asked)
    assert standin.calls() == []


def test_a_scene_without_a_picture_is_filmed_from_what_it_would_have_shown(client, standin):
    picture = Picture(image="image.jpg", planes=())
    asked = MotionRequest(SCENE, picture, {}, 120, Fraction(30), (320, 180), 7, 1, "ink", (MIRA,))
    runware_motion(client).motion_job(asked).submit(str(uuid4()))
    [task] = standin.calls()[-1].body
    assert "inputs" not in task
    assert task["positivePrompt"].startswith("A girl stands at a quiet lake The camera")
    assert "In this style: ink. Place: lake, day, summer." in task["positivePrompt"]
    assert "Mira: child person, A girl in a red coat." in task["positivePrompt"]
