"""Webhooks of providers (Standard Webhooks): verified, then a nudge for who polls, nothing else.

POST /webhooks/{vendor}. What a webhook says of a job is never believed: the poller asks the
provider itself. So one that is lost, late or forged can neither stop nor change a generation.
"""

from binascii import Error as Base64Error
from collections.abc import Callable, Mapping
from typing import Any

from standardwebhooks.webhooks import Webhook, WebhookVerificationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from manike.errors import BadInputError, MachineError
from manike.secrets import Secret, find_secret

Nudge = Callable[[str, str, str], bool]
"""Takes vendor, delivery id and job id; ``manike.generation.nudges.Nudges.add``."""

SECRET_NAMES = {"replicate": "REPLICATE_WEBHOOK_SECRET", "openai": "OPENAI_WEBHOOK_SECRET"}
"""Where each vendor's signing secret (``whsec_…``) is found; a vendor without one is not heard."""
_MOST_BYTES = 1 << 20
_LONGEST_ID = 200
_PREFIX = "/webhooks"

_JOB_ID: Mapping[str, Callable[[Any], Any]] = {
    "replicate": lambda body: body["id"],
    "openai": lambda body: body["data"]["id"],
}


def find_webhook_secrets(environ: Mapping[str, str] | None = None) -> dict[str, Secret]:
    """The signing secrets that are set, by vendor.

    Raises:
        BadInputError: one can't be read, or is no signing secret.
    """
    found = {vendor: find_secret(name, environ) for vendor, name in SECRET_NAMES.items()}
    secrets = {vendor: secret for vendor, secret in found.items() if secret is not None}
    for secret in secrets.values():
        _verifier(secret)
    return secrets


def webhook_mount(secrets: Mapping[str, Secret], nudge: Nudge) -> Mount:
    """The routes of all vendors; those without a secret are 404."""
    verifiers = {vendor: _verifier(secret) for vendor, secret in secrets.items()}

    async def receive(request: Request) -> Response:
        vendor = request.path_params["vendor"]
        verifier = verifiers.get(vendor)
        if verifier is None:
            return Response(status_code=404)
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        try:
            content = verifier.verify(body, dict(request.headers))
        except (WebhookVerificationError, ValueError):
            return Response("The signature is not valid.", status_code=401)
        job_id = _job_id(vendor, content)
        delivery_id = request.headers["webhook-id"]
        if job_id and len(delivery_id) <= _LONGEST_ID:
            try:
                await run_in_threadpool(nudge, vendor, delivery_id, job_id)
            except MachineError:  # the vendor sends it again
                return Response(status_code=503)
        return Response(status_code=204)

    return Mount(_PREFIX, routes=[Route("/{vendor}", receive, methods=["POST"])])


def is_webhook(path: str) -> bool:
    """Whether a request's path is below this mount: it proves itself by its signature."""
    return path.startswith(f"{_PREFIX}/")


async def _body(request: Request) -> bytes | None:
    """The whole body; ``None`` if it is too large."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _MOST_BYTES:
            return None
    return bytes(body)


def _job_id(vendor: str, content: Any) -> str:  # noqa: ANN401 - any JSON value
    """The job that it is about; empty for an event that is about none."""
    try:
        found = _JOB_ID[vendor](content)
    except (KeyError, TypeError, IndexError):
        return ""
    return found if isinstance(found, str) and len(found) <= _LONGEST_ID else ""


def _verifier(secret: Secret) -> Webhook:
    try:
        return Webhook(secret.reveal())
    except (Base64Error, ValueError):
        raise BadInputError(secret.name, "is no signing secret (whsec_ and base64).") from None
