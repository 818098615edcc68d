"""Anthropic: messages, whole or streamed."""

import json
from collections.abc import Mapping
from typing import Any

from manike.testing.standin.vendors.turns import ACTS, Turn, answer_turn, flat_text
from manike.testing.standin.wire import Answer, Asked, Charge, Endpoint, Trouble, Vendor, bearer

_ENDINGS = {"whole": "end_turn", "cut": "max_tokens", "refused": "refusal"}
_GONE = ("temperature", "top_p", "top_k")
"""Parameters that version 2026-10-21 of the API no longer takes."""
_STATUS = {"quota": 402}
_TYPES = {
    400: "invalid_request_error",
    401: "authentication_error",
    402: "billing_error",
    403: "permission_error",
    404: "not_found_error",
    409: "conflict_error",
    429: "rate_limit_error",
    504: "timeout_error",
    529: "overloaded_error",
}


def _messages(asked: Asked) -> Answer:
    """``POST /v1/messages``."""
    body = asked.body
    for name in ("model", "max_tokens", "messages"):
        if not body.get(name):
            raise Trouble(400, "bad_request", f"{name}: Field required")
    if asked.headers.get("anthropic-version", "") >= "2026-10-21":
        for name in _GONE:
            if name in body:
                raise Trouble(400, "bad_request", f"{name}: Extra inputs are not permitted")
    messages = tuple((each["role"], flat_text(each["content"])) for each in body["messages"])
    if body.get("system"):
        messages = (("system", flat_text(body["system"])), *messages)
    schema = (body.get("output_config") or {}).get("format", {}).get("schema")
    turn = answer_turn(asked, "anthropic", body["model"], messages, schema, refusal="")
    whole = _message(asked, turn, body["model"])
    if body.get("stream"):
        return _streamed(whole, turn.charge)
    return Answer.of(whole, headers=_headers(asked), charge=turn.charge)


def _message(asked: Asked, turn: Turn, model: str) -> dict[str, Any]:
    return {
        "id": f"msg_{asked.call_id:024x}",
        "type": "message",
        "role": "assistant",
        "model": model,
        "content": [{"type": "text", "text": turn.text}] if turn.text else [],
        "stop_reason": _ENDINGS[turn.ending],
        "stop_sequence": None,
        "usage": {
            "input_tokens": turn.input_tokens,
            "output_tokens": turn.output_tokens,
            "cache_creation_input_tokens": 0,
            "cache_read_input_tokens": 0,
        },
    }


def _streamed(whole: Mapping[str, Any], charge: Charge) -> Answer:
    usage = whole["usage"]
    begun = {**whole, "content": [], "stop_reason": None, "usage": {**usage, "output_tokens": 1}}
    said = [] if not whole["content"] else _spoken(whole["content"][0]["text"])
    ending = {"stop_reason": whole["stop_reason"], "stop_sequence": None}
    events: list[dict[str, Any]] = [
        {"type": "message_start", "message": begun},
        {"type": "ping"},
        *said,
        {
            "type": "message_delta",
            "delta": ending,
            "usage": {"output_tokens": usage["output_tokens"]},
        },
        {"type": "message_stop"},
    ]
    lines = [f"event: {event['type']}\ndata: {json.dumps(event)}\n\n" for event in events]
    return Answer("".join(lines).encode(), "text/event-stream", charge=charge)


def _spoken(text: str) -> list[dict[str, Any]]:
    begun = {"type": "text", "text": ""}
    return [
        {"type": "content_block_start", "index": 0, "content_block": begun},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": text}},
        {"type": "content_block_stop", "index": 0},
    ]


def _headers(asked: Asked) -> dict[str, str]:
    return {
        "request-id": f"req_{asked.call_id:024x}",
        "anthropic-ratelimit-requests-limit": "4000",
        "anthropic-ratelimit-requests-remaining": "3999",
        "anthropic-ratelimit-requests-reset": asked.world.clock.now().isoformat(),
    }


def _key(headers: Mapping[str, str], query: Mapping[str, str]) -> str:
    """SDK 2.x sends a bearer token, older ones ``x-api-key``."""
    return headers.get("x-api-key") or bearer(headers, query)


def _error(trouble: Trouble) -> Answer:
    status = _STATUS.get(trouble.code, trouble.status)
    content = {
        "type": "error",
        "request_id": "req_standin_error",
        "error": {"type": _TYPES.get(status, "api_error"), "message": trouble.message},
    }
    sent = {"request-id": "req_standin_error", **trouble.wait_header}
    return Answer.of(content, status=status, headers=sent)


VENDOR = Vendor(
    name="anthropic",
    key=_key,
    error=_error,
    endpoints=(Endpoint("POST", "/v1/messages", "messages", _messages),),
    acts=ACTS,
)
