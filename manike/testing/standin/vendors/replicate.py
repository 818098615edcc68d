"""Replicate: predictions by jobs, files, models, webhooks."""

import re
from datetime import datetime, timedelta
from typing import Any

from manike.testing.standin import webhooks
from manike.testing.standin.jobs import ACTS, Job, Phase
from manike.testing.standin.tariff import figures
from manike.testing.standin.vendors import replicate_models
from manike.testing.standin.wire import Answer, Asked, Endpoint, Trouble, Vendor, bearer

_PAGE = 100
_KEPT = timedelta(hours=1)
"""Inputs and outputs of predictions that were asked through the API are removed after it."""
_FILES_KEPT = timedelta(hours=24)
_GONE = "The requested resource could not be found."
_TITLES = {401: "Unauthenticated", 402: "Insufficient credit", 404: "Not found"}
_NO_CREDIT = "You have insufficient credit to run this model."


def _create(asked: Asked) -> Answer:
    """``POST /v1/predictions``, or of a model."""
    model = _model_asked(asked)
    given = asked.body.get("input") or {}
    make = replicate_models.making(asked, model, given)
    url = asked.body.get("webhook")
    told = asked.body.get("webhook_events_filter", ["completed"])
    if url:
        webhooks.refuse_elsewhere(url)
    on_end = (lambda job: _tell(job, url)) if url and "completed" in told else None
    jobs = asked.world.jobs
    job = jobs.take(asked, make, on_end=on_end, bills_what_runs=True)
    if asked.headers.get("prefer", "").startswith("wait"):
        # The first look starts it, the second one ends it unless a fault holds it up.
        jobs.look(job)
        job = jobs.look(job)
    return Answer.of(_shown(job), status=201)


def _get(asked: Asked) -> Answer:
    """``GET /v1/predictions/{id}``: one step further than at the last look."""
    return Answer.of(_shown(asked.world.jobs.look(_found(asked))))


def _cancel(asked: Asked) -> Answer:
    """``POST /v1/predictions/{id}/cancel``: one that runs is billed."""
    job = asked.world.jobs.cancel(_found(asked))
    return Answer.of(_shown(job))


def _list(asked: Asked) -> Answer:
    """``GET /v1/predictions``: newest first, a hundred a page."""
    start = int(asked.query.get("cursor", 0))
    found = asked.world.jobs.listed(asked.vendor, asked.account)
    url = f"{asked.base_url}/replicate/v1/predictions?cursor="
    page = {
        "previous": f"{url}{max(0, start - _PAGE)}" if start else None,
        "next": f"{url}{start + _PAGE}" if start + _PAGE < len(found) else None,
        "results": [_shown(job) for job in found[start : start + _PAGE]],
    }
    return Answer.of(page)


def _upload(asked: Asked) -> Answer:
    """``POST /v1/files``: the form's field ``content``."""
    sent = [file for file in asked.files if file.field == "content"]
    if not sent:
        raise Trouble(422, "bad_request", "content: a file is required")
    file = sent[0]
    suffix = "." + file.name.rpartition(".")[2] if "." in file.name else ""
    path = asked.world.shelf.put(file.content, file.media_type, suffix)
    return Answer.of(_file(asked, path.rsplit("/", 1)[-1], file.name), status=201)


def _uploaded(asked: Asked) -> Answer:
    """``GET /v1/files/{id}``."""
    return Answer.of(_file(asked, asked.path["id"], asked.path["id"]))


def _model(asked: Asked) -> Answer:
    """``GET /v1/models/{owner}/{name}``, with its newest version."""
    row = replicate_models.named("{owner}/{name}".format(**asked.path))
    if row is None:
        raise Trouble(404, "not_found", _GONE)
    owner, name = row["name"].split("/")
    version = {
        "id": row.get("version", "hidden"),
        "created_at": "2025-01-01T00:00:00Z",
        "cog_version": "0.14.0",
        "openapi_schema": {},
    }
    content = {
        "url": f"https://replicate.com/{row['name']}",
        "owner": owner,
        "name": name,
        "description": f"A stand-in for {row['name']}",
        "visibility": "public",
        "github_url": None,
        "paper_url": None,
        "license_url": None,
        "run_count": 0,
        "cover_image_url": None,
        "default_example": None,
        "latest_version": version,
    }
    return Answer.of(content)


def _secret(asked: Asked) -> Answer:
    """``GET /v1/webhooks/default/secret``."""
    return Answer.of({"key": webhooks.SECRET})


def _model_asked(asked: Asked) -> dict[str, Any]:
    """The model of a submission.

    Raises:
        Trouble: there is none, or it is not asked for in this way.
    """
    if asked.path:
        row = replicate_models.named("{owner}/{name}".format(**asked.path))
        if row is None or not row["official"]:
            raise Trouble(404, "not_found", _GONE)
        return row
    wanted = str(asked.body.get("version", ""))
    name, _, version = wanted.rpartition(":") if "/" in wanted and ":" in wanted else ("", "", "")
    for row in figures()["replicate_models"]:
        versions = (row["name"], row.get("version", row["name"]))
        if wanted in versions or (name == row["name"] and version in versions):
            return dict(row)
    said = "The specified version does not exist (or perhaps you don't have permission to use it?)"
    raise Trouble(422, "version", said)


def _found(asked: Asked) -> Job:
    job = asked.world.jobs.find(asked.vendor, asked.account, job_id=asked.path["id"])
    if job is None:
        raise Trouble(404, "not_found", _GONE)
    return job


def _tell(job: Job, url: str) -> None:
    job.asked.world.webhooks.send(url, f"msg_{job.id}", _shown(job))


def _shown(job: Job) -> dict[str, Any]:
    """A prediction as it is written."""
    asked, row = job.asked, _model_asked(job.asked)
    removed = job.ended_at is not None and asked.world.clock.now() - job.ended_at > _KEPT
    url = f"{asked.base_url}/replicate/v1/predictions/{job.id}"
    content = {
        "id": job.id,
        "model": row["name"],
        "version": row.get("version", "hidden"),
        "input": {} if removed else asked.body.get("input") or {},
        "logs": "",
        "output": None if removed else job.output,
        "data_removed": removed,
        "error": job.error or None,
        "source": "api",
        "status": job.phase.value,
        "created_at": _time(job.created_at),
        "urls": {
            "get": url,
            "cancel": f"{url}/cancel",
            "web": f"https://replicate.com/p/{job.id}",
        },
    }
    if job.started_at is not None:
        content["started_at"] = _time(job.started_at)
    if job.ended_at is not None:
        content["completed_at"] = _time(job.ended_at)
        content["metrics"] = _metrics(job)
    return content


def _metrics(job: Job) -> dict[str, float]:
    """Seconds; those of a prediction that was never billed are short."""
    if job.phase is Phase.ABORTED or job.started_at is None:
        return {"total_time": 0.1}
    worked_s = float(job.charge.usage["predict_time"]) if job.charge is not None else 1.0
    return {"predict_time": worked_s, "total_time": worked_s + 4.0}


def _file(asked: Asked, name: str, file_name: str) -> dict[str, Any]:
    held = asked.world.shelf.get(name)
    if held is None:
        raise Trouble(404, "not_found", _GONE)
    now = asked.world.clock.now()
    return {
        "id": name,
        "name": file_name,
        "content_type": held.media_type,
        "size": len(held.content),
        "etag": name[:24],
        "checksums": {"sha256": name[:24]},
        "metadata": {},
        "created_at": _time(now),
        "expires_at": _time(now + _FILES_KEPT),
        "urls": {"get": f"{asked.base_url}/replicate/v1/files/{name}"},
    }


def _time(at: datetime) -> str:
    return re.sub(r"\+00:00$", "Z", at.isoformat(timespec="milliseconds"))


def _error(trouble: Trouble) -> Answer:
    """RFC 7807; the wait of a rate limit stands in the body alone."""
    if trouble.code == "quota":
        content = {"title": _TITLES[402], "detail": _NO_CREDIT, "status": 402}
        return Answer.of(content, status=402)
    if trouble.code == "rate_limited":
        limited: dict[str, Any] = {"detail": "Request was throttled.", "status": trouble.status}
        if trouble.retry_after_s is not None:
            wait_s = round(trouble.retry_after_s)
            limited["detail"] += (
                " Your rate limit for creating predictions is reduced to 6 requests per minute with"
                f" a burst of 1 requests while you have less than $5.0 in credit. Your rate limit"
                f" resets in ~{wait_s}s."
            )
            limited["retry_after"] = wait_s
        return Answer.of(limited, status=trouble.status)
    title = "Invalid version or not permitted" if trouble.code == "version" else None
    title = title or _TITLES.get(trouble.status, "Error")
    if trouble.code == "bad_request":
        title = "Input validation failed"
    content = {"title": title, "detail": trouble.message, "status": trouble.status}
    return Answer.of(content, status=trouble.status)


VENDOR = Vendor(
    name="replicate",
    key=bearer,
    error=_error,
    endpoints=(
        Endpoint("POST", "/v1/models/{owner}/{name}/predictions", "predictions.create", _create),
        Endpoint("POST", "/v1/predictions", "predictions.create", _create),
        Endpoint("GET", "/v1/predictions", "predictions.list", _list),
        Endpoint("GET", "/v1/predictions/{id}", "predictions.get", _get),
        Endpoint("POST", "/v1/predictions/{id}/cancel", "predictions.cancel", _cancel),
        Endpoint("POST", "/v1/files", "files.create", _upload),
        Endpoint("GET", "/v1/files/{id}", "files.get", _uploaded),
        Endpoint("GET", "/v1/models/{owner}/{name}", "models.get", _model),
        Endpoint("GET", "/v1/webhooks/default/secret", "webhooks.secret", _secret),
    ),
    acts=ACTS,
)
