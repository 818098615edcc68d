"""The stand-in's fal, through its SDK."""

import base64
from decimal import Decimal

import cv2
import fal_client.client
import httpx
import numpy as np
import pytest
from fal_client import Completed, FalClientHTTPError, InProgress, Queued, SyncClient

KEY = "fal-test-of-the-stand-in"
FLUX = "fal-ai/flux/schnell"
KLING = "fal-ai/kling-video/v1.6/standard/text-to-video"
KLING_PICTURE = "fal-ai/kling-video/v1.6/standard/image-to-video"
FOX = {"prompt": "A fox crosses a river.", "duration": "5"}


@pytest.fixture(scope="module")
def one_client(running_standin):
    client = SyncClient(key=KEY)
    yield client
    client._client.close()


@pytest.fixture
def client(standin, one_client, monkeypatch):
    """Its addresses and its ten attempts at everything are constants of the SDK's module."""
    url = standin.base_url("fal")
    monkeypatch.setattr(fal_client.client, "QUEUE_URL_FORMAT", url + "/")
    monkeypatch.setattr(fal_client.client, "RUN_URL_FORMAT", standin.url + "/fal/run/")
    monkeypatch.setattr(fal_client.client, "MAX_ATTEMPTS", 1)
    return one_client


def end(handle):
    return [handle.status() for _ in range(2)][-1]


def test_a_clip_is_made_in_steps_and_billed_by_the_second_at_its_end(client, standin):
    handle = client.submit(KLING, FOX)
    assert isinstance(handle.status(), InProgress)
    assert standin.bills() == []
    assert isinstance(handle.status(), Completed)
    video = handle.get()["video"]
    content = httpx.get(video["url"]).content
    assert (content[4:8], video["file_size"]) == (b"ftyp", len(content))
    bill = standin.bills("fal", "submit", KEY)
    assert [(each.amount, each.job_id) for each in bill] == [(Decimal("0.225"), handle.request_id)]


def test_a_request_is_found_again_by_its_id(client, standin):
    handle = client.submit(KLING, FOX)
    again = client.get_handle(KLING, handle.request_id)
    assert (again.status_url, again.response_url) == (handle.status_url, handle.response_url)
    assert isinstance(end(again), Completed)
    with pytest.raises(FalClientHTTPError) as unknown:
        client.status(FLUX, handle.request_id)
    assert unknown.value.status_code == 404


def test_pictures_are_billed_by_the_megapixel_begun(client, standin):
    given = {"prompt": "The sea.", "image_size": {"width": 1280, "height": 720}, "num_images": 2}
    done = client.run(FLUX, given)
    pixels = [
        cv2.imdecode(np.frombuffer(httpx.get(each["url"]).content, np.uint8), cv2.IMREAD_COLOR)
        for each in done["images"]
    ]
    assert [each.shape for each in pixels] == [(720, 1280, 3)] * 2
    assert done["has_nsfw_concepts"] == [False, False]
    assert [bill.amount for bill in standin.bills("fal", "run")] == [2 * Decimal("0.003")]


def test_a_clip_begins_with_a_picture(client, standin):
    picture = standin.world.maker.picture("a red door", (320, 192))
    url = "data:image/png;base64," + base64.b64encode(picture).decode()
    assert isinstance(end(client.submit(KLING_PICTURE, FOX | {"image_url": url})), Completed)
    assert len(standin.bills()) == 1


@pytest.mark.parametrize(
    ("given", "field", "kind"),
    [
        ({"prompt": ""}, "prompt", "missing"),
        ({"duration": 5}, "duration", "literal_error"),
        ({"aspect_ratio": "4:3"}, "aspect_ratio", "literal_error"),
    ],
)
def test_a_wrong_input_is_told_with_the_result_unbilled(client, standin, given, field, kind):
    handle = client.submit(KLING, FOX | given)
    assert end(handle).error_type == kind
    with pytest.raises(FalClientHTTPError) as refused:
        handle.get()
    [wrong] = refused.value.response.json()["detail"]
    assert (refused.value.status_code, wrong["loc"], wrong["type"]) == (422, ["body", field], kind)
    assert standin.bills() == []


@pytest.mark.parametrize(
    ("kind", "status", "said"),
    [
        ("flagged", 422, "content_policy_violation"),
        ("failed", 500, "runner_server_error"),
        ("interrupted", 503, "runner_disconnected"),
        ("aborted", 504, "startup_timeout"),
    ],
)
def test_a_request_that_gives_nothing_costs_nothing(client, standin, kind, status, said):
    standin.fail(kind, "fal", "submit")
    handle = client.submit(KLING, FOX)
    assert end(handle).error_type == said
    with pytest.raises(FalClientHTTPError) as ended:
        handle.get()
    assert (ended.value.status_code, said in ended.value.response.text) == (status, True)
    assert standin.bills() == []


def test_a_blackened_picture_comes_with_http_200_and_a_bill(client, standin):
    standin.fail("blackened", "fal")
    done = client.run(FLUX, {"prompt": "The sea."})
    content = np.frombuffer(httpx.get(done["images"][0]["url"]).content, np.uint8)
    assert cv2.imdecode(content, cv2.IMREAD_COLOR).max() == 0
    assert (done["has_nsfw_concepts"], len(standin.bills())) == ([True], 1)


def test_a_request_that_waits_is_cancelled_and_one_that_runs_goes_on(client, standin):
    waiting, running = client.submit(KLING, FOX), client.submit(KLING, FOX)
    running.status()
    waiting.cancel()
    running.cancel()
    assert waiting.status().error_type == "client_cancelled"
    assert isinstance(running.status(), Completed)
    assert [bill.job_id for bill in standin.bills()] == [running.request_id]
    with pytest.raises(FalClientHTTPError, match="ALREADY_COMPLETED"):
        running.cancel()


def test_a_cold_start_waits_in_the_queue(client, standin):
    standin.fail("cold_start", "fal", options={"looks": 2})
    handle = client.submit(KLING, FOX)
    assert [type(handle.status()) for _ in range(3)] == [Queued, Queued, InProgress]
    early = httpx.get(handle.response_url, headers={"authorization": f"Key {KEY}"})
    assert (early.status_code, early.json()["detail"]) == (400, "Request is still in progress")


def test_a_lost_answer_is_submitted_again_by_the_sdk_and_billed_twice(client, standin, monkeypatch):
    monkeypatch.setattr(fal_client.client, "MAX_ATTEMPTS", 2)
    monkeypatch.setattr(fal_client.client, "BASE_DELAY", 0.0)
    standin.fail("lost", "fal", nth=(1,))
    client.run(FLUX, {"prompt": "The sea."})
    assert len(standin.bills()) == 2


@pytest.mark.parametrize(
    ("order", "status", "said"),
    [
        ({"kind": "rate_limited"}, 429, "Rate limit"),
        ({"kind": "quota"}, 403, "Exhausted balance"),
        ({"kind": "unauthorized"}, 401, "API key"),
        ({"kind": "server_error", "status": 503}, 503, "error"),
    ],
)
def test_errors_have_a_detail(client, standin, order, status, said):
    standin.fail(vendor="fal", **order)
    with pytest.raises(FalClientHTTPError, match=said) as failed:
        client.submit(KLING, FOX)
    assert failed.value.status_code == status
    assert standin.bills() == []


def test_an_app_that_is_gone_is_not_found(client):
    with pytest.raises(FalClientHTTPError, match="not found") as gone:
        client.submit("fal-ai/flux/ancient", {"prompt": "The sea."})
    assert gone.value.status_code == 404
