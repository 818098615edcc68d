"""The stand-in's books, faults and idempotency keys, seen through an SDK and over HTTP."""

import subprocess
import sys
import threading
import time

import httpx
import openai
import pytest
from openai import OpenAI

from manike.testing.standin.accounts import account_of
from manike.testing.standin.failures import failures
from manike.testing.standin.vendors import VENDORS

KEY = "sk-test-of-the-stand-in"


@pytest.fixture(scope="module")
def one_client(running_standin):
    url = running_standin.base_url("openai")
    with OpenAI(api_key=KEY, base_url=url, max_retries=0) as client:
        yield client


@pytest.fixture
def client(standin, one_client):
    return one_client


@pytest.fixture(scope="module")
def one_control(running_standin):
    with httpx.Client(base_url=running_standin.url + "/_standin") as control:
        yield control


@pytest.fixture
def control(standin, one_control):
    return one_control


def paint(client, **more):
    return client.images.generate(model="gpt-image-2", prompt="p", size="256x256", **more)


def test_bills_and_calls_are_told_to_other_processes(client, control):
    paint(client, extra_headers={"Idempotency-Key": "k1"})
    told = control.get("/bills", params={"vendor": "openai"}).json()
    bill = told["bills"][0]
    assert (told["count"], told["total"], told["currency"]) == (1, bill["amount"], "USD")
    assert (bill["idempotency_key"], bill["account"]) == ("k1", account_of(KEY))
    assert control.get("/bills", params={"vendor": "anthropic"}).json()["total"] == "0"
    call = control.get("/calls").json()["calls"][0]
    assert (call["route"], call["status"], call["body"]["prompt"]) == ("images.generate", 200, "p")


def test_a_reset_forgets_everything(client, control):
    paint(client)
    control.post("/faults", json={"kind": "server_error"})
    control.post("/reset")
    assert control.get("/bills").json()["count"] == control.get("/calls").json()["count"] == 0
    assert control.get("/faults").json() == {"faults": []}


def test_a_key_seen_before_gives_the_same_answer_and_no_second_bill(client, standin):
    first, second = (paint(client, extra_headers={"Idempotency-Key": "k1"}) for _ in range(2))
    assert first == second
    assert len(standin.bills()) == 1
    assert [call.replayed for call in standin.calls()] == [False, True]
    paint(client, extra_headers={"Idempotency-Key": "k2"})
    paint(client)
    assert len(standin.bills()) == 3


def test_a_key_of_another_request_is_refused(client, standin):
    paint(client, extra_headers={"Idempotency-Key": "k1"})
    with pytest.raises(openai.BadRequestError, match="another request"):
        paint(client, extra_headers={"Idempotency-Key": "k1"}, quality="high")
    assert len(standin.bills()) == 1


def test_two_calls_at_once_with_one_key_are_billed_once(client, standin):
    told = {"Idempotency-Key": "k1"}
    threads = [
        threading.Thread(target=paint, args=(client,), kwargs={"extra_headers": told})
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(standin.calls()), len(standin.bills())) == (4, 1)


def test_keys_mean_nothing_where_they_are_not_honoured(client, standin):
    standin.world.remembers_keys = False
    try:
        for _ in range(2):
            paint(client, extra_headers={"Idempotency-Key": "k1"})
    finally:
        standin.world.remembers_keys = True
    assert len(standin.bills()) == 2


@pytest.mark.parametrize(
    ("order", "error", "code"),
    [
        ({"kind": "rate_limited"}, openai.RateLimitError, "rate_limit_exceeded"),
        ({"kind": "quota"}, openai.RateLimitError, "insufficient_quota"),
        ({"kind": "unauthorized"}, openai.AuthenticationError, "invalid_api_key"),
        ({"kind": "forbidden"}, openai.PermissionDeniedError, None),
        ({"kind": "not_found"}, openai.NotFoundError, "model_not_found"),
        ({"kind": "bad_request"}, openai.BadRequestError, None),
        ({"kind": "server_error"}, openai.InternalServerError, None),
        ({"kind": "server_error", "status": 503}, openai.InternalServerError, None),
        ({"kind": "disconnect"}, openai.APIConnectionError, None),
        ({"kind": "hang", "seconds": 0.05}, openai.APIConnectionError, None),
    ],
)
def test_a_fault_before_the_work_is_not_billed(client, standin, control, order, error, code):
    assert control.post("/faults", json=order | {"vendor": "openai"}).status_code == 200
    with pytest.raises(error) as failed:
        paint(client)
    assert code in (None, failed.value.code)
    assert getattr(failed.value, "status_code", None) == standin.calls()[0].status
    assert standin.bills() == []


def test_a_wait_is_told_as_the_vendor_tells_it(client, standin):
    standin.fail("rate_limited", "openai", retry_after_s=7)
    with pytest.raises(openai.RateLimitError) as limited:
        paint(client)
    told = limited.value.response.headers
    assert (told["retry-after"], told["retry-after-ms"]) == ("7", "7000")
    standin.reset()
    standin.fail("rate_limited", "openai")
    with pytest.raises(openai.RateLimitError) as limited:
        paint(client)
    assert "retry-after" not in limited.value.response.headers


@pytest.mark.parametrize(
    ("order", "error"),
    [
        ({"kind": "lost"}, openai.APIConnectionError),
        ({"kind": "hang_billed", "seconds": 0.05}, openai.APIConnectionError),
        ({"kind": "server_error_billed"}, openai.InternalServerError),
        ({"kind": "truncated"}, openai.APIConnectionError),
        ({"kind": "malformed"}, ValueError),
        ({"kind": "empty"}, ValueError),
    ],
)
def test_a_fault_after_the_work_is_billed(client, standin, order, error):
    standin.fail(**order)
    with pytest.raises(error):
        paint(client)
    assert len(standin.bills()) == 1


def test_wrong_media_arrive_as_a_page(client, standin):
    standin.fail("wrong_media", "openai", "speech")
    sound = client.audio.speech.create(model="tts-1", voice="ash", input="Hi.")
    assert sound.content.startswith(b"<!doctype html>")
    assert len(standin.bills()) == 1


def test_a_slow_first_byte_outlasts_a_short_timeout(client, standin):
    standin.fail("slow", seconds=0.2)
    with pytest.raises(openai.APITimeoutError):
        paint(client.with_options(timeout=0.05))
    standin.reset()
    standin.fail("slow", seconds=0.05)
    begun = time.monotonic()
    paint(client)
    assert time.monotonic() - begun >= 0.05


def test_a_hang_ends_when_the_customer_gives_up(client, standin):
    standin.fail("hang")
    with pytest.raises(openai.APITimeoutError):
        paint(client.with_options(timeout=0.05))
    assert standin.calls()[0].status is None


def test_a_lost_answer_is_found_again_by_its_key(client, standin):
    standin.fail("lost", nth=(1,))
    told = {"Idempotency-Key": "k1"}
    with pytest.raises(openai.APIConnectionError):
        paint(client, extra_headers=told)
    assert paint(client, extra_headers=told).data[0].b64_json
    assert len(standin.bills()) == 1


def test_a_fault_strikes_the_calls_that_it_names(client, standin, control):
    control.post(
        "/faults",
        json=[
            {"kind": "server_error", "route": "images.generate", "nth": [2]},
            {"kind": "quota", "contains": "lighthouse", "times": 1},
        ],
    )
    paint(client)
    with pytest.raises(openai.InternalServerError):
        paint(client)
    paint(client)
    client.responses.create(model="gpt-6-luna", input="a mill")
    with pytest.raises(openai.RateLimitError):
        client.responses.create(model="gpt-6-luna", input="a lighthouse")
    client.responses.create(model="gpt-6-luna", input="a lighthouse")
    told = control.get("/faults").json()["faults"]
    assert [(each["seen"], each["struck"]) for each in told] == [(3, 1), (2, 1)]
    assert [call.fault for call in standin.calls()] == ["", "server_error", "", "", "quota", ""]


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ({"kind": "flood"}, "has no fault 'flood'"),
        ({"kind": "hang", "vendor": "acme"}, "no vendor 'acme'"),
        ({"kind": "hang", "vendor": "openai", "route": "video"}, "no route 'video'"),
        ({"kind": "hang", "often": 3}, "often"),
        ({}, "kind"),
    ],
)
def test_an_order_that_means_nothing_is_refused(control, order, said):
    answer = control.post("/faults", json=order)
    assert answer.status_code == 400
    assert said in answer.json()["error"]


def test_an_output_has_an_address_until_it_dies(standin):
    path = standin.world.shelf.put(b"film", "video/mp4", ".mp4")
    answer = httpx.get(standin.url + path)
    assert (answer.content, answer.headers["content-type"]) == (b"film", "video/mp4")
    standin.world.shelf.drop(path)
    assert httpx.get(standin.url + path).status_code == 404
    assert [call.route for call in standin.calls("files")] == ["download"] * 2


@pytest.mark.parametrize("kind", ["truncated", "lost"])
def test_a_download_can_break_off(standin, kind):
    path = standin.world.shelf.put(b"film" * 1000, "video/mp4", ".mp4")
    standin.fail(kind, "files")
    with pytest.raises(httpx.RemoteProtocolError):
        httpx.get(standin.url + path)


def test_a_download_can_lead_elsewhere(standin):
    path = standin.world.shelf.put(b"film", "video/mp4", ".mp4")
    standin.fail("redirect", "files", options={"url": "http://10.0.0.1/"})
    answer = httpx.get(standin.url + path)
    assert (answer.status_code, answer.headers["location"]) == (302, "http://10.0.0.1/")


def test_the_stand_in_says_where_its_vendors_are(control, standin):
    told = control.get("/health").json()["vendors"]
    assert told["openai"] == standin.base_url("openai") == standin.url + "/openai/v1"


def test_every_failure_that_users_report_can_be_ordered(control):
    vendors = {vendor.name for vendor in VENDORS}
    orders = [
        failure.of(vendor).model_dump(mode="json")
        for failure in failures()
        for vendor in failure.vendors
        if vendor in vendors
    ]
    answer = control.post("/faults", json=orders)
    assert (answer.status_code, len(answer.json().get("faults", ()))) == (200, len(orders))
    assert len({failure.name for failure in failures()}) == len(failures())


def test_the_command_serves_in_a_process_of_its_own(tmp_path):
    command = [sys.executable, "-m", "manike.testing.standin", "--port=0", f"--cache={tmp_path}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as served:
        try:
            url = served.stdout.readline().rsplit(" ", 1)[1].strip()
            told = httpx.get(url + "/_standin/health", timeout=30).json()
            assert told["vendors"]["openai"] == url + "/openai/v1"
        finally:
            served.terminate()
