"""Runware: one address for every task, by an id that the customer chooses; REST only."""

import json
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from manike.testing.standin import webhooks
from manike.testing.standin.jobs import ACTS, Job, Phase
from manike.testing.standin.vendors.runware_tasks import INFERENCES, store
from manike.testing.standin.wire import Answer, Asked, Endpoint, Trouble, Vendor, bearer

Item = dict[str, Any]

_CODES = {
    "rate_limited": "rateLimitExceeded",
    "quota": "insufficientCredits",
    "unauthorized": "invalidApiKey",
    "forbidden": "insufficientPermissions",
    "not_found": "modelNotFound",
    "bad_request": "invalidParameter",
    "server_error": "internalServerError",
}
_BY_STATUS = {503: "serviceUnavailable", 504: "timeoutProvider"}
_PAYMENT_REQUIRED = 402
_DOCUMENTATION = "https://runware.ai/docs/platform/errors"
_ENDED_BADLY = {
    "failed": ("providerError", "The external provider returned an error."),
    "interrupted": ("inferenceError", "The task was interrupted."),
    "flagged": ("invalidProviderContent", "The content was flagged by the provider's safety."),
}


def _tasks(asked: Asked) -> Answer:
    """``POST /v1``: a list of tasks; each is answered, or has an error of its own."""
    tasks = asked.body
    if (
        not isinstance(tasks, list)
        or not tasks
        or not all(isinstance(each, dict) for each in tasks)
    ):
        raise Trouble(400, "invalidRequest", "The body must be a list of tasks.")
    data: list[Item] = []
    errors: list[Item] = []
    statuses = []
    for task in tasks:
        try:
            done, failed = _answered(_alone(asked, task))
        except Trouble as trouble:
            done, failed = [], [_error_item(trouble, task)]
            statuses.append(trouble.status)
        data += done
        errors += failed
    content = {"data": data} | ({"errors": errors} if errors else {})
    return Answer.of(content, status=statuses[0] if statuses and not data else 200)


def _alone(asked: Asked, task: Item) -> Asked:
    """One task of a list; a fault that names a text strikes only the tasks with that text."""
    wanted = asked.fault.script.contains if asked.fault is not None else ""
    struck = wanted in json.dumps(task, ensure_ascii=False)
    return replace(asked, body=task, route=route_of([task]), fault=asked.fault if struck else None)


def _answered(asked: Asked) -> tuple[list[Item], list[Item]]:
    kind = asked.body.get("taskType")
    if kind not in _KINDS:
        raise Trouble(400, "invalidTaskType", f"Unknown task {kind!r}.", parameter="taskType")
    if not asked.body.get("taskUUID"):
        raise Trouble(400, "missingTaskUUID", "taskUUID is required.", parameter="taskUUID")
    return _KINDS[kind](asked)


def _infer(asked: Asked) -> tuple[list[Item], list[Item]]:
    """Pictures, clips, sounds: at once, or later if the customer asks for it."""
    task = asked.body
    make = INFERENCES[task["taskType"]](asked)
    url = task.get("webhookURL")
    if url:
        webhooks.refuse_elsewhere(url)
    on_end = (lambda job: _tell(job, url)) if url else None
    jobs = asked.world.jobs
    job = jobs.take(asked, make, own_id=task["taskUUID"], on_end=on_end)
    if url or task.get("deliveryMethod", "sync") == "async":
        return [{"taskType": task["taskType"], "taskUUID": task["taskUUID"]}], []
    # The first look starts it, the second one ends it unless a fault holds it up.
    jobs.look(job)
    job = jobs.look(job)
    if not job.phase.has_ended:
        raise Trouble(504, "timeoutProvider", "The external provider did not respond in time.")
    done, failed = _shown(job)
    return [{name: each[name] for name in each if name != "status"} for each in done], failed


def _poll(asked: Asked) -> tuple[list[Item], list[Item]]:
    """``getResponse``: one step further than at the last look."""
    return _shown(asked.world.jobs.look(_found(asked)))


def _details(asked: Asked) -> tuple[list[Item], list[Item]]:
    """``getTaskDetails``: what was asked and answered; nothing moves on."""
    job = _found(asked)
    done, failed = _shown(job)
    response = {"data": done} | ({"errors": failed} if failed else {})
    task = {"taskType": "getTaskDetails", "taskUUID": asked.body["taskUUID"]}
    return [task | {"request": [job.asked.body], "response": response}], []


def _stored(asked: Asked) -> tuple[list[Item], list[Item]]:
    """``mediaStorage`` and ``imageUpload``."""
    return [store(asked)], []


def _found(asked: Asked) -> Job:
    own_id = asked.body["taskUUID"]
    job = asked.world.jobs.find(asked.vendor, asked.account, own_id=own_id)
    if job is None:
        raise Trouble(404, "taskFailedOrNotFound", f"No task {own_id} was found.")
    return job


def _shown(job: Job) -> tuple[list[Item], list[Item]]:
    """The results of a job, or its error."""
    task = job.asked.body
    named = {"taskType": task["taskType"], "taskUUID": task["taskUUID"]}
    if not job.phase.has_ended:
        return [named | {"status": "processing"}], []
    if job.phase is Phase.SUCCEEDED:
        return [named | {"status": "success"} | each for each in job.output or [{}]], []
    kind = job.fault.kind if job.fault is not None else "failed"
    code, said = _ENDED_BADLY.get(kind, ("taskCancelled", "The task was cancelled."))
    if job.fault is not None and job.fault.script.text:
        said = job.fault.script.text
    wrong = Trouble(400, code, said)
    return [], [{"status": "error"} | _error_item(wrong, task)]


def _tell(job: Job, url: str) -> None:
    done, failed = _shown(job)
    content = {"data": done} if done else {"errors": failed}
    job.asked.world.webhooks.send(url, f"msg_{job.id}", content)


def _error_item(trouble: Trouble, task: Item) -> Item:
    told = {
        "code": _code(trouble),
        "message": trouble.message,
        "parameter": trouble.parameter,
        "taskType": task.get("taskType"),
        "taskUUID": task.get("taskUUID"),
        "documentation": _DOCUMENTATION,
    }
    return {name: value for name, value in told.items() if value}


def _code(trouble: Trouble) -> str:
    known = _CODES.get(trouble.code)
    if known is None:
        return trouble.code
    return _BY_STATUS.get(trouble.status, known)


def _error(trouble: Trouble) -> Answer:
    status = trouble.status
    if trouble.code == "quota" and status == HTTPStatus.TOO_MANY_REQUESTS:
        status = _PAYMENT_REQUIRED
    return Answer.of(
        {"errors": [_error_item(trouble, {})]}, status=status, headers=trouble.wait_header
    )


_KINDS: dict[str, Callable[[Asked], tuple[list[Item], list[Item]]]] = {
    **dict.fromkeys(INFERENCES, _infer),
    "getResponse": _poll,
    "getTaskDetails": _details,
    "mediaStorage": _stored,
    "imageUpload": _stored,
}


def route_of(body: Any) -> str:  # noqa: ANN401 - any JSON
    """The first task's kind, which is the route's name."""
    first = body[0] if isinstance(body, list) and body else None
    kind = first.get("taskType") if isinstance(first, dict) else None
    return kind if kind in _KINDS else "tasks"


VENDOR = Vendor(
    name="runware",
    key=bearer,
    error=_error,
    endpoints=(Endpoint("POST", "/v1", "tasks", _tasks, route_of, tuple(_KINDS)),),
    acts=ACTS,
    base_path="/v1",
)
