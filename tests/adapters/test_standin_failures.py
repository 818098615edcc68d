"""Each failure that users report, acted out by each stand-in that it concerns, told and billed."""

import base64
import time

import httpx
import pytest

from manike.testing.standin.accounts import account_of
from manike.testing.standin.failures import failures

OWN_ID = "11111111-2222-4333-8444-555555555555"
HANG_S = 0.02
TEXT = {
    "openai": ("/v1/responses", {"model": "gpt-6-luna", "input": "Hello."}),
    "anthropic": (
        "/v1/messages",
        {
            "model": "claude-haiku-5-5",
            "max_tokens": 99,
            "messages": [{"role": "user", "content": "Hello."}],
        },
    ),
    "gemini": (
        "/v1/models/gemini-3.8-flash:generateContent",
        {"contents": [{"role": "user", "parts": [{"text": "Hello."}]}]},
    ),
    "hume": ("/v0/tts", {"utterances": [{"text": "Hello."}]}),
    "replicate": (
        "/v1/models/black-forest-labs/flux-schnell/predictions",
        {"input": {"prompt": "The sea."}},
    ),
    "runware": (
        "/v1",
        [
            {
                "taskType": "imageInference",
                "taskUUID": OWN_ID,
                "model": "runware:100@1",
                "positivePrompt": "The sea.",
                "width": 256,
                "height": 128,
                "deliveryMethod": "async",
            }
        ],
    ),
    "fal": ("/queue/fal-ai/flux/schnell", {"prompt": "The sea.", "image_size": "square"}),
}
PICTURE = ("/v1/images/generations", {"model": "gpt-image-2", "prompt": "p", "size": "256x256"})
KEYS = {
    "gemini": {"x-goog-api-key": "k"},
    "hume": {"x-hume-api-key": "k"},
    "fal": {"authorization": "Key k"},
}
NOT_TAKEN = {
    "rate_limited",
    "quota",
    "unauthorized",
    "forbidden",
    "not_found",
    "server_error",
    "hang",
    "disconnect",
    "moderation_blocked",
    "ended",
}
UNBILLED = {"flagged", "failed", "interrupted", "aborted", "cold_start", "stuck"}
ACTED = UNBILLED | {
    "canceled",
    "no_output",
    "dead_url",
    "refusal",
    "cut_short",
    "says",
    "blackened",
    "redirect",
}
JOBS = ("replicate", "runware", "fal")
CASES = [(failure, vendor) for failure in failures() for vendor in failure.vendors]


@pytest.fixture(scope="module")
def http():
    with httpx.Client(timeout=60) as client:
        yield client


def ask(http, standin, vendor, kind):
    """One call; the answer, or ``None`` if none came whole."""
    headers = KEYS.get(vendor, {"authorization": "Bearer k"})
    try:
        if vendor == "files":
            path = standin.world.shelf.put(b"film" * 99, "video/mp4", ".mp4")
            return http.get(standin.url + path)
        if vendor == "spotify":
            token = base64.b64encode(f"standin-token:{int(time.time())}:me".encode()).decode()
            url = standin.url + "/spotify/v1/search?q=the&type=track"
            return http.get(url, headers={"authorization": f"Bearer {token}"})
        path, body = PICTURE if kind == "moderation_blocked" else TEXT[vendor]
        return http.post(f"{standin.url}/{vendor}{path}", json=body, headers=headers)
    except httpx.TransportError:
        return None


def end_jobs(standin):
    """Look at all jobs until nothing more happens, as a customer who found them would."""
    jobs = standin.world.jobs
    account = account_of("k")
    for vendor in JOBS:
        for seen in jobs.listed(vendor, account):
            job = jobs.find(vendor, account, job_id=seen.id)
            for _ in range(3):
                jobs.look(job)


def expected_bills(vendor, kind):
    return 0 if vendor in ("files", "spotify") or kind in NOT_TAKEN | UNBILLED else 1


@pytest.mark.parametrize(
    ("failure", "vendor"),
    CASES,
    ids=[f"{failure.name}-{vendor}" for failure, vendor in CASES],
)
def test_a_failure_looks_and_costs_as_the_table_says(http, standin, failure, vendor):
    order = failure.of(vendor)
    is_hang = order.kind in ("hang", "hang_billed", "slow")
    standin.world.faults.order(order.model_copy(update={"seconds": HANG_S}) if is_hang else order)
    answer = ask(http, standin, vendor, order.kind)
    call = standin.calls(vendor)[0]
    assert call.fault == order.kind
    if order.kind in NOT_TAKEN:
        assert answer is None or answer.status_code >= 400
    elif order.kind in ACTED:
        assert answer.status_code in (200, 201, 302)
    end_jobs(standin)
    assert len(standin.bills()) == expected_bills(vendor, order.kind)
    assert all(each.finished for each in standin.calls())
