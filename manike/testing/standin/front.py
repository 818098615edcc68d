"""The way of every call: key, fault, idempotency key, handler, bill, answer."""

import hashlib
import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from manike.errors import ManikeError
from manike.testing.standin.accounts import Call, account_of
from manike.testing.standin.faults import Fault, When
from manike.testing.standin.forms import read_body
from manike.testing.standin.replies import Hung, answered, spoilt
from manike.testing.standin.troubles import trouble_of
from manike.testing.standin.wire import Answer, Asked, Endpoint, Trouble, Upload, Vendor
from manike.testing.standin.world import World

_LONGEST_TEXT = 20_000


def serving(
    vendor: Vendor, endpoint: Endpoint, world: World
) -> Callable[[Request], Awaitable[Response]]:
    """The function that Starlette calls for an endpoint."""

    async def serve(request: Request) -> Response:
        raw = await request.body()
        return await run_in_threadpool(_serve, vendor, endpoint, world, request, raw)

    return serve


def _serve(
    vendor: Vendor, endpoint: Endpoint, world: World, request: Request, raw: bytes
) -> Response:
    headers = _headers(request)
    key = vendor.key(headers, request.query_params)
    call = world.accounts.open_call(
        vendor=vendor.name,
        route=endpoint.route,
        method=request.method,
        path=request.url.path,
        account=account_of(key) if key else "",
        idempotency_key=headers.get("idempotency-key", ""),
        body=None,
    )
    try:
        asked, fault = _read(world, endpoint, request, call, raw)
        return _answered(vendor, endpoint, asked, call, fault)
    except Trouble as trouble:
        return _closed(call, answered(vendor.error(trouble)))
    finally:
        call.finished = True


def _read(
    world: World, endpoint: Endpoint, request: Request, call: Call, raw: bytes
) -> tuple[Asked, Fault | None]:
    headers = _headers(request)
    body, files = read_body(headers.get("content-type", ""), raw)
    if endpoint.route_of is not None:
        call.route = endpoint.route_of(body)
    call.body = _shown(body)
    call.files = tuple(_named(file) for file in files)
    if not call.account:
        raise Trouble(401, "unauthorized", "No API key was given.")
    fault = world.faults.strike(call.vendor, call.route, call.account, _text(body))
    asked = Asked(
        vendor=call.vendor,
        route=call.route,
        call_id=call.id,
        account=call.account,
        body=body,
        files=files,
        headers=headers,
        path=request.path_params,
        query=dict(request.query_params),
        base_url=str(request.base_url).rstrip("/"),
        idempotency_key=call.idempotency_key,
        fault=fault if fault is not None and fault.when is When.ACTED else None,
        world=world,
    )
    return asked, fault


def _answered(
    vendor: Vendor, endpoint: Endpoint, asked: Asked, call: Call, fault: Fault | None
) -> Response:
    if fault is not None:
        call.fault = fault.kind
        if fault.when is When.BEFORE:
            trouble = trouble_of(fault)
            if trouble is not None:
                raise trouble
            return Hung(fault.script.seconds if fault.kind == "hang" else 0.0)
    answer = _made(vendor, endpoint, asked, call)
    if fault is None or fault.when is not When.AFTER:
        return _closed(call, answered(answer))
    trouble = trouble_of(fault)
    if trouble is not None:
        raise trouble
    return _closed(call, spoilt(fault, answer))


def _made(vendor: Vendor, endpoint: Endpoint, asked: Asked, call: Call) -> Answer:
    def make() -> Answer:
        try:
            answer = endpoint.handler(asked)
        except ManikeError as error:
            raise Trouble(500, "server_error", str(error)) from error
        if answer.charge is not None:
            asked.bill(answer.charge)
        return answer

    keeps = vendor.remembers_keys and asked.world.remembers_keys and endpoint.method == "POST"
    if not (keeps and asked.idempotency_key):
        return make()
    name = (vendor.name, asked.account, asked.idempotency_key)
    request = json.dumps([endpoint.route, dict(asked.path), asked.body, *map(_named, asked.files)])
    found = asked.world.accounts.once(name, request, make)
    if found is None:
        raise Trouble(400, "bad_request", "This idempotency key was used for another request.")
    answer, call.replayed = found
    return answer


def _closed(call: Call, response: Response) -> Response:
    call.status = None if isinstance(response, Hung) else response.status_code
    return response


def _headers(request: Request) -> dict[str, str]:
    return {name.lower(): value for name, value in request.headers.items()}


def _text(body: Any) -> str:  # noqa: ANN401 - any JSON
    return json.dumps(body, ensure_ascii=False)


def _named(file: Upload) -> dict[str, Any]:
    return {
        "field": file.field,
        "name": file.name,
        "media_type": file.media_type,
        "size_bytes": len(file.content),
        "sha256": hashlib.sha256(file.content).hexdigest(),
    }


def _shown(body: Any) -> Any:  # noqa: ANN401 - any JSON
    """A body with its very long texts cut: pictures in base64 would fill the memory."""
    if isinstance(body, dict):
        return {name: _shown(value) for name, value in body.items()}
    if isinstance(body, list):
        return [_shown(value) for value in body]
    if isinstance(body, str) and len(body) > _LONGEST_TEXT:
        digest = hashlib.sha256(body.encode()).hexdigest()
        return f"{body[:40]}… {len(body)} characters, SHA-256 {digest}"
    return body
