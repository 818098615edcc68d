"""fal: a queue that takes a request for any app, and direct calls that wait for it."""

from collections.abc import Callable, Mapping
from typing import Any

from manike.errors import BadInputError
from manike.testing.standin.jobs import ACTS, Job, Made, Phase
from manike.testing.standin.vendors import fal_apps
from manike.testing.standin.wire import Answer, Asked, Endpoint, Trouble, Vendor

_TYPE_HEADER = "x-fal-error-type"
_NO_CREDIT = "User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard."
_FLAGGED = "The content could not be processed because it was flagged by a content checker."
_ENDED_BADLY: Mapping[str, tuple[int, str, str]] = {
    "failed": (500, "runner_server_error", "Runner encountered an internal server error"),
    "interrupted": (503, "runner_disconnected", "Runner disconnected unexpectedly"),
    "aborted": (504, "startup_timeout", "The runner did not start within the allowed time"),
    "canceled": (499, "client_cancelled", "The request was cancelled"),
}
_DONE, _GOES_ON = 200, 202


def _submit(asked: Asked) -> Answer:
    """``POST /queue/{app}``; what is wrong with the input is told with the result."""
    job = asked.world.jobs.take(asked, _making(asked))
    told = {"status": "IN_QUEUE", "request_id": job.id, "queue_position": 0, **_urls(job)}
    return Answer.of(told, headers={"x-fal-request-id": job.id})


def _status(asked: Asked) -> Answer:
    """``GET …/requests/{id}/status``: one step further than at the last look."""
    job = asked.world.jobs.look(_found(asked))
    told: dict[str, Any] = {"request_id": job.id, **_urls(job)}
    if job.phase is Phase.STARTING:
        return Answer.of(told | {"status": "IN_QUEUE", "queue_position": 0}, status=_GOES_ON)
    if not job.phase.has_ended:
        return Answer.of(told | {"status": "IN_PROGRESS", "logs": []}, status=_GOES_ON)
    told |= {"status": "COMPLETED", "logs": [], "metrics": {"inference_time": 1.0}}
    if job.phase is not Phase.SUCCEEDED:
        trouble = _failure(job)
        told |= {"error": trouble.message, "error_type": trouble.code}
    return Answer.of(told, status=_DONE)


def _result(asked: Asked) -> Answer:
    """``GET …/requests/{id}``."""
    job = _found(asked)
    if not job.phase.has_ended:
        raise Trouble(400, "bad_request", "Request is still in progress")
    if job.phase is not Phase.SUCCEEDED:
        raise _failure(job)
    return Answer.of(job.output or {}, headers={"x-fal-request-id": job.id})


def _cancel(asked: Asked) -> Answer:
    """``PUT …/requests/{id}/cancel``; one that runs goes on, and is billed."""
    job = _found(asked)
    if job.phase.has_ended:
        return Answer.of({"status": "ALREADY_COMPLETED"}, status=400)
    if job.phase is Phase.STARTING:
        asked.world.jobs.cancel(job)
    return Answer.of({"status": "CANCELLATION_REQUESTED"}, status=_GOES_ON)


def _run(asked: Asked) -> Answer:
    """``POST /run/{app}``: the result at once."""
    jobs = asked.world.jobs
    job = jobs.take(asked, _making(asked))
    # The first look starts it, the second one ends it unless a fault holds it up.
    jobs.look(job)
    job = jobs.look(job)
    if job.phase is Phase.SUCCEEDED:
        return Answer.of(job.output or {}, headers={"x-fal-request-id": job.id})
    if job.phase.has_ended:
        raise _failure(job)
    raise Trouble(504, "request_timeout", "Request timed out")


def _making(asked: Asked) -> Callable[[], Made]:
    if "fal_webhook" in asked.query:
        raise Trouble(422, "bad_request", "The stand-in sends no webhooks for fal.")
    app = fal_apps.named(asked.path["app"])
    if app is None:
        raise Trouble(404, "not_found", f"Application '{asked.path['app']}' not found")
    try:
        return fal_apps.making(asked, app)
    except Trouble as trouble:
        field, said = trouble.parameter, trouble.message

    def refuse() -> Made:
        raise BadInputError(field, said)

    return refuse


def _found(asked: Asked) -> Job:
    job = asked.world.jobs.find(asked.vendor, asked.account, job_id=asked.path["id"])
    if job is None or _base(job) != "{owner}/{alias}".format(**asked.path):
        raise Trouble(404, "not_found", "Request not found")
    return job


def _base(job: Job) -> str:
    """The app's owner and name, without the path that the request was submitted to."""
    return "/".join(job.asked.path["app"].split("/")[:2])


def _urls(job: Job) -> dict[str, str]:
    url = f"{job.asked.base_url}/fal/queue/{_base(job)}/requests/{job.id}"
    return {"response_url": url, "status_url": f"{url}/status", "cancel_url": f"{url}/cancel"}


def _failure(job: Job) -> Trouble:
    """Why a request gave nothing."""
    script = job.fault.script if job.fault is not None else None
    if script is not None and script.kind == "flagged":
        said = script.text or _FLAGGED
        return Trouble(422, "content_policy_violation", said, parameter="prompt")
    if job.phase is Phase.FAILED and script is None:
        return _wrong_input(job)
    kind = script.kind if script is not None and script.kind in _ENDED_BADLY else job.phase.value
    status, code, said = _ENDED_BADLY[kind]
    return Trouble(status, code, script.text if script is not None and script.text else said)


def _wrong_input(job: Job) -> Trouble:
    app = fal_apps.named(job.asked.path["app"])
    assert app is not None
    try:
        fal_apps.making(job.asked, app)
    except Trouble as trouble:
        return trouble
    return Trouble(500, "runner_server_error", job.error)


def _key(headers: Mapping[str, str], query: Mapping[str, str]) -> str:
    kind, _, key = headers.get("authorization", "").partition(" ")
    return key.strip() if kind.lower() == "key" else ""


def _error(trouble: Trouble) -> Answer:
    """An error of the model is a list, one of the platform a text with a type."""
    if trouble.parameter:
        wrong = {
            "loc": ["body", trouble.parameter],
            "msg": trouble.message,
            "type": trouble.code,
            "url": f"https://docs.fal.ai/errors#{trouble.code}",
        }
        sent = {"x-fal-retryable": "false"}
        return Answer.of({"detail": [wrong]}, status=trouble.status, headers=sent)
    if trouble.code == "quota":
        return Answer.of({"detail": _NO_CREDIT}, status=403)
    content = {"detail": trouble.message}
    sent = trouble.wait_header
    if trouble.code in {code for _, code, _ in _ENDED_BADLY.values()} | {"request_timeout"}:
        content["error_type"] = trouble.code
        sent |= {_TYPE_HEADER: trouble.code}
    return Answer.of(content, status=trouble.status, headers=sent)


_REQUEST = "/queue/{owner}/{alias}/requests/{id}"
VENDOR = Vendor(
    name="fal",
    key=_key,
    error=_error,
    endpoints=(
        Endpoint("GET", f"{_REQUEST}/status", "status", _status),
        Endpoint("GET", _REQUEST, "result", _result),
        Endpoint("PUT", f"{_REQUEST}/cancel", "cancel", _cancel),
        Endpoint("POST", "/queue/{app:path}", "submit", _submit),
        Endpoint("POST", "/run/{app:path}", "run", _run),
    ),
    acts=(*ACTS, fal_apps.BLACKENED),
    base_path="/queue",
)
