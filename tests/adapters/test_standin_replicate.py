"""The stand-in's Replicate, through its SDK."""

import io
import json
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import cv2
import httpx
import jsonschema
import numpy as np
import pydantic
import pytest
import replicate
from replicate.exceptions import ReplicateError
from replicate.webhook import Webhooks

from manike.media.programs import run_ffmpeg
from manike.testing.clock import StoppedClock
from manike.testing.standin.running import Standin

KEY = "r8_test_of_the_stand_in"
KLING = "kwaivgi/kling-v1.6-standard"
KLING_PRO = "kwaivgi/kling-v1.6-pro"
MUSICGEN = "671ac645ce5e552cc63a54a2bbff63fcf798043055d2dac5fc9e36a837eedcfb"
LLASA = "kjjk10/llasa-3b-long:0494f04972b675631af41c253a45c4341bf637f07eed9a39bad3b1fd66f73a2e"
FOX = {"prompt": "A fox crosses a river.", "duration": 5}
SUBMITTED = "predictions.create"
SPEC = Path(__file__).parents[1] / "data" / "replicate_schemas.json"


@pytest.fixture(scope="module")
def one_client(running_standin):
    url = running_standin.base_url("replicate")
    # A clip is made while it is looked at; on a busy machine that outlasts the SDK's 30 s.
    client = replicate.Client(api_token=KEY, base_url=url, timeout=httpx.Timeout(300))
    yield client
    client._client.close()


@pytest.fixture
def client(standin, one_client):
    return one_client


def submit(client, given=FOX, model=KLING, **more):
    return client.models.predictions.create(model=model, input=given, **more)


def look(client, prediction, times=2):
    return [client.predictions.get(prediction.id) for _ in range(times)][-1]


@pytest.fixture(scope="module")
def dot(tmp_path_factory):
    path = tmp_path_factory.mktemp("dot") / "dot.png"
    run_ffmpeg(["-f", "lavfi", "-i", "color=red:s=64x36", "-frames:v", "1"], path)
    return path.read_bytes()


def test_a_clip_is_made_in_steps_and_billed_by_the_second_at_its_end(client, standin):
    prediction = submit(client)
    assert (prediction.status, prediction.model, prediction.output) == ("starting", KLING, None)
    assert client.predictions.get(prediction.id).status == "processing"
    assert standin.bills() == []
    done = client.predictions.get(prediction.id)
    assert (done.status, done.input, done.error) == ("succeeded", FOX, None)
    assert done.metrics["predict_time"] == 60 + 5 * 24
    assert httpx.get(done.output).content[4:8] == b"ftyp"
    look(client, prediction)
    bill = standin.bills("replicate", SUBMITTED, KEY)
    assert [(each.amount, each.job_id) for each in bill] == [(Decimal("0.25"), prediction.id)]


def test_the_better_model_starts_from_a_picture_that_was_uploaded(client, standin, dot):
    with pytest.raises(ReplicateError, match="start_image or end_image is required") as refused:
        submit(client, model=KLING_PRO)
    assert (refused.value.status, refused.value.title) == (422, "Input validation failed")
    file = client.files.create(io.BytesIO(dot), filename="dot.png")
    assert client.files.get(file.id).size == len(dot)
    prediction = submit(client, FOX | {"start_image": file.urls["get"]}, KLING_PRO)
    assert look(client, prediction).status == "succeeded"
    assert [bill.amount for bill in standin.bills()] == [Decimal("0.50")]


def test_a_picture_that_is_gone_is_refused_unbilled(client, standin, dot):
    file = client.files.create(io.BytesIO(dot), filename="dot.png")
    standin.world.shelf.clear()
    with pytest.raises(ReplicateError, match="could not be downloaded"):
        submit(client, FOX | {"start_image": file.urls["get"]})
    assert standin.bills() == []


def test_pictures_come_as_a_list_and_are_billed_each(client, standin):
    given = {
        "prompt": "A harbour.",
        "num_outputs": 2,
        "aspect_ratio": "16:9",
        "output_format": "jpg",
    }
    done = look(client, submit(client, given, "black-forest-labs/flux-schnell"))
    first, second = (httpx.get(url).content for url in done.output)
    assert first != second
    assert cv2.imdecode(np.frombuffer(first, np.uint8), cv2.IMREAD_COLOR).shape == (720, 1280, 3)
    assert [bill.amount for bill in standin.bills()] == [Decimal("0.006")]


def test_music_is_billed_by_the_seconds_of_its_machine(client, standin):
    version = client.models.get("meta/musicgen").latest_version.id
    assert version == MUSICGEN
    given = {"prompt": "calm strings", "duration": 2, "output_format": "mp3"}
    prediction = client.predictions.create(version=version, input=given, wait=True)
    assert (prediction.status, prediction.model) == ("succeeded", "meta/musicgen")
    assert httpx.get(prediction.output).headers["content-type"] == "audio/mpeg"
    assert prediction.metrics["predict_time"] == 9
    assert [bill.amount for bill in standin.bills()] == [9 * Decimal("0.0014")]


def test_speech_needs_the_sample_of_a_voice(client, standin):
    given = {"text": "Good morning.", "voice_sample": "data:audio/wav;base64,UklGRg=="}
    prediction = client.predictions.create(version=LLASA, input=given)
    done = look(client, prediction)
    assert httpx.get(done.output).content.startswith(b"RIFF")
    with pytest.raises(ReplicateError, match="voice_sample is required"):
        client.predictions.create(version=LLASA, input={"text": "Good morning."})
    assert len(standin.bills()) == 1


def test_community_models_are_not_asked_by_name(client):
    with pytest.raises(ReplicateError) as refused:
        submit(client, {"prompt": "calm"}, "meta/musicgen")
    assert refused.value.status == 404
    with pytest.raises(ReplicateError, match="does not exist") as refused:
        client.predictions.create(version="0" * 64, input=FOX)
    assert refused.value.status == 422


def test_calls_and_predictions_are_those_of_the_published_specification(client, standin):
    spec = json.loads(SPEC.read_text(encoding="utf-8"))
    named = submit(client)
    client.predictions.create(version=MUSICGEN, input={"prompt": "calm", "duration": 1})
    kinds = ("schemas_prediction_request", "schemas_version_prediction_request")
    for call, kind in zip(standin.calls("replicate", SUBMITTED), kinds, strict=True):
        jsonschema.validate(call.body, spec["requests"][kind])
    look(client, named)
    bearer = {"authorization": f"Bearer {KEY}"}
    shown = httpx.get(named.urls["get"], headers=bearer).json()
    example = spec["prediction"]
    assert set(example) <= set(shown)
    assert set(example["urls"]) <= set(shown["urls"])
    assert set(example["metrics"]) <= set(shown["metrics"])


def test_predictions_are_listed_newest_first_and_only_ones_own(client, standin):
    first, second = submit(client), submit(client, FOX | {"prompt": "A hare."})
    listed = list(client.predictions.list())
    assert [each.id for each in listed] == [second.id, first.id]
    assert (listed[0].input["prompt"], listed[0].status) == ("A hare.", "starting")
    other = {"authorization": "Bearer r8_other"}
    assert httpx.get(first.urls["get"], headers=other).status_code == 404


def test_a_list_of_many_has_pages(client):
    made = [submit(client).id for _ in range(101)]
    page = client.predictions.list()
    rest = client.predictions.list(page.next)
    assert [each.id for each in [*page, *rest]] == made[::-1]
    assert (rest.next, len(rest)) == (None, 1)


def test_a_prediction_that_runs_is_billed_when_it_is_canceled(client, standin):
    standin.fail("stuck", "replicate", SUBMITTED)
    waiting, running = submit(client), submit(client)
    assert look(client, running, 3).status == "processing"
    assert client.predictions.cancel(waiting.id).status == "canceled"
    assert standin.bills() == []
    assert client.predictions.cancel(running.id).status == "canceled"
    assert [bill.job_id for bill in standin.bills()] == [running.id]


def test_a_prediction_that_the_vendor_cancels_while_it_runs_is_billed(client, standin):
    standin.fail("canceled", "replicate", SUBMITTED)
    ended = look(client, submit(client))
    assert (ended.status, ended.output) == ("canceled", None)
    assert [bill.job_id for bill in standin.bills()] == [ended.id]


def test_an_aborted_prediction_breaks_the_sdk_and_costs_nothing(client, standin):
    standin.fail("aborted", "replicate", SUBMITTED)
    prediction = submit(client)
    with pytest.raises(pydantic.v1.ValidationError):
        client.predictions.get(prediction.id)
    headers = {"authorization": f"Bearer {KEY}"}
    assert httpx.get(prediction.urls["get"], headers=headers).json()["status"] == "aborted"
    assert standin.bills() == []


@pytest.mark.parametrize(
    ("kind", "status", "said"),
    [
        ("flagged", "failed", "E005"),
        ("interrupted", "failed", "code: PA"),
    ],
)
def test_a_prediction_that_gives_nothing_costs_nothing(client, standin, kind, status, said):
    standin.fail(kind, "replicate", SUBMITTED)
    ended = look(client, submit(client))
    assert (ended.status, ended.output) == (status, None)
    assert said in (ended.error or "")
    assert standin.bills() == []


def test_an_output_that_is_gone_is_billed(client, standin):
    standin.fail("dead_url", "replicate", SUBMITTED)
    ended = look(client, submit(client))
    assert httpx.get(ended.output).status_code == 404
    assert len(standin.bills()) == 1


def test_a_lost_answer_leaves_a_prediction_that_the_list_shows(client, standin):
    standin.fail("lost", "replicate", SUBMITTED)
    with pytest.raises(httpx.TransportError):
        submit(client)
    assert [each.input for each in client.predictions.list()] == [FOX]


def test_little_credit_slows_down_and_the_body_says_for_how_long(client, standin):
    standin.fail("rate_limited", "replicate", retry_after_s=5)
    with pytest.raises(ReplicateError, match="resets in ~5s") as refused:
        submit(client)
    assert refused.value.status == 429
    asked = httpx.post(
        standin.base_url("replicate") + f"/v1/models/{KLING}/predictions",
        json={"input": FOX},
        headers={"authorization": f"Bearer {KEY}"},
    )
    assert asked.json()["retry_after"] == 5
    assert "retry-after" not in asked.headers


@pytest.mark.parametrize(("kind", "status"), [("quota", 402), ("unauthorized", 401)])
def test_errors_are_problem_details(client, standin, kind, status):
    standin.fail(kind, "replicate")
    with pytest.raises(ReplicateError) as refused:
        submit(client)
    assert refused.value.status == status
    assert standin.bills() == []


def test_a_webhook_that_the_sdk_verifies_ends_the_prediction(client, standin, receiver):
    url, got, arrived = receiver
    prediction = submit(client, webhook=url, webhook_events_filter=["completed"])
    assert arrived.wait(10)
    headers = {name.lower(): value for name, value in got[0][0].items()}
    body = got[0][1].decode()
    Webhooks.validate(headers=headers, body=body, secret=client.webhooks.default.secret())
    told = json.loads(body)
    assert (told["id"], told["status"]) == (prediction.id, "succeeded")
    assert len(standin.bills()) == 1


def test_webhooks_go_to_loopback_only(client):
    with pytest.raises(ReplicateError, match="loopback only"):
        submit(client, webhook="https://example.com/hook")


def test_after_an_hour_input_and_output_are_removed(tmp_path):
    clock = StoppedClock()
    with Standin(tmp_path, clock=clock) as standin:
        client = replicate.Client(api_token=KEY, base_url=standin.base_url("replicate"))
        given = {"prompt": "calm", "duration": 1}
        done = look(client, client.predictions.create(version=MUSICGEN, input=given))
        assert done.output
        clock.sleep(timedelta(minutes=61).total_seconds())
        later = client.predictions.get(done.id)
        assert (later.status, later.output, later.input) == ("succeeded", None, {})
        client._client.close()
