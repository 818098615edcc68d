"""The stand-in's Runware, through its SDK over REST."""

import asyncio
import base64
import json
import uuid
from decimal import Decimal

import cv2
import httpx
import numpy as np
import pytest
from runware import Runware, RunwareError
from runware.types.task_map import (
    AudioInferenceResult,
    ImageInferenceResult,
    VideoInferenceResult,
)

KEY = "runware-test-of-the-stand-in"
SEA = {
    "taskType": "imageInference",
    "model": "runware:100@1",
    "positivePrompt": "The sea.",
    "width": 256,
    "height": 128,
    "includeCost": True,
}
CLIP = {
    "taskType": "videoInference",
    "model": "klingai:3@1",
    "positivePrompt": "A fox runs.",
    "width": 1280,
    "height": 720,
    "duration": 5,
    "includeCost": True,
}


@pytest.fixture
def ask(standin):
    """Call a method of the SDK's client, which is asynchronous."""

    def asking(method, given, **settings):
        return asyncio.run(_asked(standin.base_url("runware"), method, given, settings))

    return asking


async def _asked(url, method, given, settings):
    async with Runware(
        api_key=KEY, transport="rest", http_base_url=url, max_retries=0, **settings
    ) as client:
        return await getattr(client, method)(given)


@pytest.fixture
def post(standin):
    def posting(*tasks):
        return httpx.post(
            standin.base_url("runware"),
            json=list(tasks),
            headers={"authorization": f"Bearer {KEY}"},
            timeout=300,
        )

    return posting


def submit(post, own_id="", **more):
    own_id = own_id or str(uuid.uuid4())
    asked = CLIP | {"taskUUID": own_id, "deliveryMethod": "async"} | more
    answer = post(asked).json()
    assert answer == {"data": [{"taskType": "videoInference", "taskUUID": own_id}]}
    return own_id


def look(ask, own_id, times=2):
    return [ask("get_response", {"taskUUID": own_id}) for _ in range(times)][-1][0]


def test_a_picture_comes_at_once_with_its_cost(ask, standin):
    [picture] = ask("run", SEA | {"deliveryMethod": "sync"})
    pixels = np.frombuffer(httpx.get(picture["imageURL"]).content, np.uint8)
    assert cv2.imdecode(pixels, cv2.IMREAD_COLOR).shape == (128, 256, 3)
    assert picture["cost"] == 0.0038
    [bill] = standin.bills("runware", "imageInference", KEY)
    assert (bill.amount, bill.own_id) == (Decimal("0.0038"), picture["taskUUID"])


def test_several_pictures_differ_and_are_billed_each(ask, standin):
    pictures = ask("run", SEA | {"deliveryMethod": "sync", "numberResults": 2})
    assert len({httpx.get(each["imageURL"]).content for each in pictures}) == 2
    assert standin.bills()[0].amount == 2 * Decimal("0.0038")


def test_a_clip_is_made_while_it_is_looked_at(ask, post, standin):
    own_id = submit(post)
    assert look(ask, own_id, 1) == {
        "taskType": "videoInference",
        "taskUUID": own_id,
        "status": "processing",
    }
    clip = look(ask, own_id)
    assert httpx.get(clip["videoURL"]).content[4:8] == b"ftyp"
    assert (clip["status"], clip["cost"]) == ("success", 0.185)
    assert [bill.amount for bill in standin.bills()] == [Decimal("0.185")]
    routes = [call.route for call in standin.calls("runware")]
    assert routes == ["videoInference", *["getResponse"] * 3]


def test_a_task_whose_answer_was_lost_is_found_by_its_own_id(ask, post, standin):
    own_id = str(uuid.uuid4())
    standin.fail("lost", "runware", "videoInference")
    with pytest.raises(httpx.TransportError):
        post(CLIP | {"taskUUID": own_id, "deliveryMethod": "async"})
    assert look(ask, own_id, 1)["status"] == "processing"
    assert standin.bills() == []
    assert look(ask, own_id, 2)["status"] == "success"
    assert [bill.own_id for bill in standin.bills()] == [own_id]
    [details] = ask("get_task_details", {"taskUUID": own_id})
    assert details["request"][0]["positivePrompt"] == "A fox runs."


def test_a_task_that_never_arrived_is_not_found(ask, standin):
    with pytest.raises(RunwareError) as unknown:
        ask("get_response", {"taskUUID": str(uuid.uuid4())})
    assert unknown.value.code == "notFound"


def test_an_id_that_is_used_again_is_another_task_with_its_own_bill(ask, post, standin):
    own_id = submit(post)
    look(ask, own_id)
    submit(post, own_id)
    look(ask, own_id)
    assert [bill.own_id for bill in standin.bills()] == [own_id] * 2


def test_a_clip_begins_with_a_picture_that_was_stored(ask, post, standin):
    picture = standin.world.maker.picture("a red door", (320, 192))
    data = "data:image/png;base64," + base64.b64encode(picture).decode()
    [stored] = ask("media_storage", {"operation": "upload", "media": data})
    frames = [{"image": stored["mediaURL"], "frame": "first"}]
    clip = look(ask, submit(post, inputs={"frameImages": frames}))
    assert httpx.get(clip["videoURL"]).status_code == 200
    assert len(standin.bills()) == 1


def test_speech_is_billed_by_the_character_and_music_by_the_second_or_song(ask, standin):
    speech = {"taskType": "audioInference", "model": "minimax:speech@2.8", "outputFormat": "WAV"}
    speech |= {"speech": {"text": "Good morning.", "voice": "calm"}, "deliveryMethod": "sync"}
    [spoken] = ask("run", speech)
    assert httpx.get(spoken["audioURL"]).content.startswith(b"RIFF")
    music = {"taskType": "audioInference", "positivePrompt": "calm", "duration": 2}
    for model in ("runware:ace-step@v1.5-turbo", "minimax:music@2.6"):
        [song] = ask("run", music | {"model": model, "deliveryMethod": "sync"})
        assert httpx.get(song["audioURL"]).headers["content-type"] == "audio/mpeg"
    amounts = [bill.amount for bill in standin.bills()]
    assert amounts == [13 * Decimal("0.00006"), 2 * Decimal("0.0005"), Decimal("0.15")]


def test_results_have_the_fields_of_the_sdk(ask, standin):
    speech = {"text": "Good morning.", "voice": "calm"}
    spoken = {"taskType": "audioInference", "model": "inworld:tts@2", "speech": speech}
    kinds = {ImageInferenceResult: SEA, VideoInferenceResult: CLIP, AudioInferenceResult: spoken}
    for kind, task in kinds.items():
        [result] = ask("run", task | {"deliveryMethod": "sync"})
        assert kind.__required_keys__ <= set(result) <= set(kind.__annotations__)


def test_a_list_of_tasks_fails_task_by_task(post, standin):
    good, wrong = (str(uuid.uuid4()) for _ in range(2))
    answer = post(SEA | {"taskUUID": good}, SEA | {"taskUUID": wrong, "width": 100})
    told = answer.json()
    assert (answer.status_code, [each["taskUUID"] for each in told["data"]]) == (200, [good])
    [error] = told["errors"]
    assert (error["taskUUID"], error["parameter"], error["code"]) == (
        wrong,
        "width",
        "invalidWidth",
    )
    assert [bill.own_id for bill in standin.bills()] == [good]


@pytest.mark.parametrize(
    ("given", "code", "parameter"),
    [
        ({"duration": 7}, "unsupportedDuration", "duration"),
        ({"width": 1000}, "unsupportedDimensions", "width"),
        ({"model": "kling"}, "invalidModel", "model"),
        ({"positivePrompt": ""}, "missingPositivePrompt", "positivePrompt"),
        ({"taskType": "dance"}, "invalidTaskType", "taskType"),
    ],
)
def test_a_wrong_task_is_refused_unbilled(post, standin, given, code, parameter):
    answer = post(CLIP | {"taskUUID": str(uuid.uuid4())} | given)
    [error] = answer.json()["errors"]
    assert (answer.status_code, error["code"], error["parameter"]) == (400, code, parameter)
    assert standin.bills() == []


@pytest.mark.parametrize(
    ("kind", "code"),
    [("flagged", "safety"), ("failed", "provider"), ("canceled", "notFound")],
)
def test_a_task_that_gives_nothing_costs_nothing(ask, post, standin, kind, code):
    standin.fail(kind, "runware", "videoInference")
    own_id = submit(post)
    with pytest.raises(RunwareError) as ended:
        look(ask, own_id)
    assert (ended.value.code, ended.value.task_uuid) == (code, own_id)
    assert standin.bills() == []


def test_a_task_that_hangs_goes_on_without_end(ask, post, standin):
    standin.fail("stuck", "runware", "videoInference")
    own_id = submit(post)
    assert look(ask, own_id, 5)["status"] == "processing"
    with pytest.raises(RunwareError) as late:
        ask("run", CLIP | {"deliveryMethod": "sync"})
    assert (late.value.code, late.value.status_code) == ("unknown", 504)


def test_an_output_that_is_gone_is_billed(ask, post, standin):
    standin.fail("dead_url", "runware", "videoInference")
    clip = look(ask, submit(post))
    assert httpx.get(clip["videoURL"]).status_code == 404
    assert len(standin.bills()) == 1


@pytest.mark.parametrize(
    ("order", "code", "status"),
    [
        ({"kind": "rate_limited"}, "rateLimit", 429),
        ({"kind": "quota"}, "quota", 402),
        ({"kind": "unauthorized"}, "auth", 401),
        ({"kind": "forbidden"}, "auth", 403),
        ({"kind": "not_found"}, "notFound", 404),
        ({"kind": "server_error"}, "serverError", 500),
        ({"kind": "server_error", "status": 503}, "serverError", 503),
        ({"kind": "server_error", "status": 504}, "unknown", 504),  # timeoutProvider
    ],
)
def test_errors_have_the_codes_of_the_sdk(ask, standin, order, code, status):
    standin.fail(vendor="runware", **order)
    with pytest.raises(RunwareError) as failed:
        ask("run", CLIP)
    assert (failed.value.code, failed.value.status_code) == (code, status)
    assert standin.bills() == []


def test_a_webhook_tells_the_result(post, standin, receiver):
    url, got, arrived = receiver
    own_id = submit(post, webhookURL=url)
    assert arrived.wait(10)
    [told] = json.loads(got[0][1])["data"]
    assert (told["taskUUID"], told["status"]) == (own_id, "success")
    assert len(standin.bills()) == 1
