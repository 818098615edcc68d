"""OpenAI's texts: responses and chat completions, whole or streamed."""

import json
from collections.abc import Mapping
from typing import Any

from manike.testing.standin.vendors.turns import Turn, answer_turn, flat_text
from manike.testing.standin.wire import Answer, Asked, Trouble

_ROLES = {"developer": "system", "system": "system", "user": "user", "assistant": "assistant"}
_CHAT_ENDINGS = {"whole": "stop", "cut": "length", "refused": "stop"}


def responses(asked: Asked) -> Answer:
    """``POST /v1/responses``."""
    body = _wanted(asked, "model", "input")
    messages = _messages(body["input"])
    if body.get("instructions"):
        messages = (("system", str(body["instructions"])), *messages)
    schema = body.get("text", {}).get("format", {}).get("schema")
    turn = answer_turn(asked, "openai", body["model"], messages, schema)
    whole = _response(asked, turn, body)
    if body.get("stream"):
        return _streamed(_response_events(whole, turn), turn)
    return Answer.of(whole, headers=headers(asked), charge=turn.charge)


def chat(asked: Asked) -> Answer:
    """``POST /v1/chat/completions``."""
    body = _wanted(asked, "model", "messages")
    schema = body.get("response_format", {}).get("json_schema", {}).get("schema")
    turn = answer_turn(asked, "openai", body["model"], _messages(body["messages"]), schema)
    if body.get("stream"):
        return _streamed(_chat_events(asked, turn, body), turn)
    refused = turn.ending == "refused"
    message = {
        "role": "assistant",
        "content": None if refused else turn.text,
        "refusal": turn.text if refused else None,
    }
    whole = _completion(asked, body, "chat.completion") | {
        "choices": [
            {
                "index": 0,
                "message": message,
                "finish_reason": _CHAT_ENDINGS[turn.ending],
                "logprobs": None,
            }
        ],
        "usage": _chat_usage(turn),
    }
    return Answer.of(whole, headers=headers(asked), charge=turn.charge)


def headers(asked: Asked) -> dict[str, str]:
    """What OpenAI says beside the body."""
    return {
        "x-request-id": f"req_{asked.call_id:024x}",
        "openai-processing-ms": "1",
        "openai-version": "2020-10-01",
        "x-ratelimit-limit-requests": "10000",
        "x-ratelimit-remaining-requests": "9999",
        "x-ratelimit-reset-requests": "6ms",
        "x-ratelimit-limit-tokens": "2000000",
        "x-ratelimit-remaining-tokens": "1999000",
        "x-ratelimit-reset-tokens": "30ms",
    }


def _wanted(asked: Asked, *names: str) -> dict[str, Any]:
    for name in names:
        if not asked.body.get(name):
            raise Trouble(
                400, "missing_required_parameter", f"Missing required parameter: '{name}'."
            )
    return dict(asked.body)


def _messages(given: Any) -> tuple[tuple[str, str], ...]:  # noqa: ANN401 - a text or messages
    if isinstance(given, str):
        return (("user", given),)
    return tuple(
        (_ROLES.get(each.get("role", ""), "user"), flat_text(each.get("content"))) for each in given
    )


def _response(asked: Asked, turn: Turn, body: Mapping[str, Any]) -> dict[str, Any]:
    content: dict[str, Any] = {
        "type": "output_text",
        "text": turn.text,
        "annotations": [],
        "logprobs": [],
    }
    if turn.ending == "refused":
        content = {"type": "refusal", "refusal": turn.text}
    status = "incomplete" if turn.ending == "cut" else "completed"
    return {
        "id": f"resp_{asked.call_id:024x}",
        "object": "response",
        "created_at": int(asked.world.clock.now().timestamp()),
        "status": status,
        "error": None,
        "incomplete_details": {"reason": "max_output_tokens"} if turn.ending == "cut" else None,
        "instructions": None,
        "metadata": {},
        "model": body["model"],
        "temperature": 1.0,
        "top_p": 1.0,
        "output": [
            {
                "type": "message",
                "id": f"msg_{asked.call_id:024x}",
                "status": status,
                "role": "assistant",
                "content": [content],
            }
        ],
        "parallel_tool_calls": True,
        "tool_choice": "auto",
        "tools": [],
        "usage": {
            "input_tokens": turn.input_tokens,
            "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
            "output_tokens": turn.output_tokens,
            "output_tokens_details": {"reasoning_tokens": 0},
            "total_tokens": turn.input_tokens + turn.output_tokens,
        },
    }


def _response_events(whole: Mapping[str, Any], turn: Turn) -> list[dict[str, Any]]:
    item = whole["output"][0]
    part = item["content"][0]
    at = {"item_id": item["id"], "output_index": 0, "content_index": 0}
    begun = {**whole, "status": "in_progress", "output": [], "usage": None}
    name = "response.refusal" if turn.ending == "refused" else "response.output_text"
    said = (
        {"refusal": turn.text} if turn.ending == "refused" else {"text": turn.text, "logprobs": []}
    )
    empty = {**part, **({"refusal": ""} if turn.ending == "refused" else {"text": ""})}
    delta: dict[str, Any] = {"delta": turn.text} | (
        {} if turn.ending == "refused" else {"logprobs": []}
    )
    last = "response.incomplete" if turn.ending == "cut" else "response.completed"
    new_item = {**item, "status": "in_progress", "content": []}
    events: list[dict[str, Any]] = [
        {"type": "response.created", "response": begun},
        {"type": "response.in_progress", "response": begun},
        {"type": "response.output_item.added", "output_index": 0, "item": new_item},
        {"type": "response.content_part.added", **at, "part": empty},
        {"type": f"{name}.delta", **at, **delta},
        {"type": f"{name}.done", **at, **said},
        {"type": "response.content_part.done", **at, "part": part},
        {"type": "response.output_item.done", "output_index": 0, "item": item},
        {"type": last, "response": whole},
    ]
    return [event | {"sequence_number": number} for number, event in enumerate(events)]


def _completion(asked: Asked, body: Mapping[str, Any], kind: str) -> dict[str, Any]:
    return {
        "id": f"chatcmpl-{asked.call_id:024x}",
        "object": kind,
        "created": int(asked.world.clock.now().timestamp()),
        "model": body["model"],
        "service_tier": "default",
    }


def _chat_usage(turn: Turn) -> dict[str, Any]:
    return {
        "prompt_tokens": turn.input_tokens,
        "completion_tokens": turn.output_tokens,
        "total_tokens": turn.input_tokens + turn.output_tokens,
        "prompt_tokens_details": {"cached_tokens": 0, "audio_tokens": 0},
        "completion_tokens_details": {"reasoning_tokens": 0, "audio_tokens": 0},
    }


def _chat_events(asked: Asked, turn: Turn, body: Mapping[str, Any]) -> list[dict[str, Any]]:
    base = _completion(asked, body, "chat.completion.chunk")
    field = "refusal" if turn.ending == "refused" else "content"

    def chunk(delta: dict[str, Any], ending: str | None) -> dict[str, Any]:
        return {**base, "choices": [{"index": 0, "delta": delta, "finish_reason": ending}]}

    events = [
        chunk({"role": "assistant", field: ""}, None),
        chunk({field: turn.text}, None),
        chunk({}, _CHAT_ENDINGS[turn.ending]),
    ]
    if (body.get("stream_options") or {}).get("include_usage"):
        events.append({**base, "choices": [], "usage": _chat_usage(turn)})
    return events


def _streamed(events: list[dict[str, Any]], turn: Turn) -> Answer:
    lines = [
        (f"event: {event['type']}\n" if "type" in event else "") + f"data: {json.dumps(event)}\n\n"
        for event in events
    ]
    done = [] if "type" in events[0] else ["data: [DONE]\n\n"]
    return Answer("".join([*lines, *done]).encode(), "text/event-stream", charge=turn.charge)
