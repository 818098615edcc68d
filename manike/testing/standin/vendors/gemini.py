"""Gemini: generateContent with texts and with speech, under ``/v1`` and ``/v1beta``."""

import base64
import json
import re
from collections.abc import Mapping
from typing import Any

from manike.testing.standin.making.sounding import spoken_text
from manike.testing.standin.tariff import figures, token_price, tokens_of
from manike.testing.standin.vendors.turns import ACTS, Turn, answer_turn, flat_text
from manike.testing.standin.wire import Answer, Asked, Charge, Endpoint, Trouble, Vendor

_RATE_HZ = 24_000
_SAMPLE_BYTES = 2
_PCM = f"audio/L16;codec=pcm;rate={_RATE_HZ}"
_ENDINGS = {"whole": "STOP", "cut": "MAX_TOKENS"}
_CALLS = ("generateContent", "streamGenerateContent")
_STATUSES = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    503: "UNAVAILABLE",
    504: "DEADLINE_EXCEEDED",
}
_TYPE = "type.googleapis.com/google.rpc."
_QUOTAS = {
    "rate_limited": "GenerateRequestsPerMinutePerProjectPerModel",
    "quota": "GenerateRequestsPerDayPerProjectPerModel",
}


def _generate(asked: Asked) -> Answer:
    """``POST /{version}/models/{model}:generateContent``, or ``:streamGenerateContent``."""
    model, _, call = asked.path["call"].partition(":")
    if call not in _CALLS:
        raise Trouble(404, "not_found", f"There is no method {call!r}.")
    if not asked.body.get("contents"):
        raise Trouble(400, "bad_request", "contents is not specified")
    settings = asked.body.get("generationConfig") or {}
    if asked.acts("empty_candidates"):
        whole, charge = _blocked(asked, model)
    elif "AUDIO" in settings.get("responseModalities", ()):
        whole, charge = _speech(asked, model, settings)
    else:
        whole, charge = _text(asked, model, settings)
    if call == "streamGenerateContent":
        body = f"data: {json.dumps(whole)}\r\n\r\n".encode()
        return Answer(body, "text/event-stream", charge=charge)
    return Answer.of(whole, charge=charge)


def _text(asked: Asked, model: str, settings: Mapping[str, Any]) -> tuple[dict[str, Any], Charge]:
    schema = settings.get("responseJsonSchema")
    turn = answer_turn(asked, "google", model, _conversation(asked.body), schema)
    return _reply(asked, model, _candidate(asked, turn), turn.input_tokens, turn.output_tokens), (
        turn.charge
    )


def _candidate(asked: Asked, turn: Turn) -> dict[str, Any]:
    if turn.ending == "refused":
        assert asked.fault is not None
        return {"finishReason": asked.fault.script.options.get("reason", "SAFETY"), "index": 0}
    content = {"role": "model", "parts": [{"text": turn.text}]}
    return {"content": content, "finishReason": _ENDINGS[turn.ending], "index": 0}


def _speech(asked: Asked, model: str, settings: Mapping[str, Any]) -> tuple[dict[str, Any], Charge]:
    text = _conversation(asked.body)[-1][1]
    by_word = model in figures()["gemini_reads_word_for_word"]
    read, voice = text if by_word else spoken_text(text), _voice(settings)
    samples = asked.world.maker.speech(read, voice, "pcm", _RATE_HZ)
    sound = asked.world.maker.speech(read, voice, "wav", _RATE_HZ) if by_word else samples
    spoken_s = len(samples) / _SAMPLE_BYTES / _RATE_HZ
    made = round(spoken_s * figures()["speech_tokens_per_s"]["gemini"])
    data = {
        "mimeType": "audio/wav" if by_word else _PCM,
        "data": base64.b64encode(sound).decode(),
    }
    content = {"role": "model", "parts": [{"inlineData": data}]}
    given = tokens_of(text, *_styles(asked.body))
    candidate = {"content": content, "finishReason": "STOP", "index": 0}
    charge = _charge(asked, model, given, made)
    reply = _reply(asked, model, candidate, given, made)
    reply["usageMetadata"]["candidatesTokensDetails"] = [{"modality": "AUDIO", "tokenCount": made}]
    return reply, charge


def _voice(settings: Mapping[str, Any]) -> str:
    """A voice's name; Google takes both spellings, and the SDK sends one within the other."""
    found: Any = settings
    for field in ("speechConfig", "voiceConfig", "prebuiltVoiceConfig", "voiceName"):
        found = found.get(field) or found.get(_snake(field)) or {}
    return str(found or "")


def _styles(body: Mapping[str, Any]) -> list[str]:
    """Directions that stand beside the texts."""
    told = body["contents"] if isinstance(body["contents"], list) else [body["contents"]]
    parts = [part for each in told if isinstance(each, Mapping) for part in each.get("parts", ())]
    return [str(part.get("speechMetadata", {}).get("style", "")) for part in parts]


def _snake(name: str) -> str:
    return re.sub(r"([A-Z])", lambda letter: f"_{letter[1].lower()}", name)


def _blocked(asked: Asked, model: str) -> tuple[dict[str, Any], Charge]:
    assert asked.fault is not None
    given = tokens_of(*(text for _, text in _conversation(asked.body)))
    reason = asked.fault.script.options.get("reason", "PROHIBITED_CONTENT")
    reply = _reply(asked, model, None, given, 0) | {"promptFeedback": {"blockReason": reason}}
    return reply, _charge(asked, model, given, 0)


def _reply(
    asked: Asked, model: str, candidate: dict[str, Any] | None, given: int, made: int
) -> dict[str, Any]:
    return {
        "candidates": [] if candidate is None else [candidate],
        "usageMetadata": {
            "promptTokenCount": given,
            "candidatesTokenCount": made,
            "totalTokenCount": given + made,
        },
        "modelVersion": model,
        "responseId": f"resp{asked.call_id:020x}",
    }


def _charge(asked: Asked, model: str, given: int, made: int) -> Charge:
    amount = token_price(
        "google", model, asked.world.clock.now(), input_tokens=given, output_tokens=made
    )
    if amount is None:
        raise Trouble(404, "not_found", f"models/{model} is not found.")
    usage = {"input_tokens": given, "output_tokens": made}
    return Charge(f"{model}, {given} + {made} tokens", amount, usage)


def _conversation(body: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    roles = {"user": "user", "model": "assistant"}
    told = body["contents"] if isinstance(body["contents"], list) else [body["contents"]]
    messages = tuple((roles.get(each.get("role"), "user"), flat_text(each)) for each in told)
    system = flat_text(body.get("systemInstruction"))
    return (("system", system), *messages) if system else messages


def _key(headers: Mapping[str, str], query: Mapping[str, str]) -> str:
    return headers.get("x-goog-api-key") or query.get("key", "")


def _error(trouble: Trouble) -> Answer:
    details: list[dict[str, Any]] = []
    if trouble.code in _QUOTAS:
        broken = [{"quotaId": _QUOTAS[trouble.code]}]
        details.append({"@type": f"{_TYPE}QuotaFailure", "violations": broken})
    if trouble.retry_after_s is not None:
        wait = f"{trouble.retry_after_s:g}s"
        details.append({"@type": f"{_TYPE}RetryInfo", "retryDelay": wait})
    error = {
        "code": trouble.status,
        "message": trouble.message,
        "status": _STATUSES.get(trouble.status, "INTERNAL"),
        "details": details,
    }
    return Answer.of({"error": error}, status=trouble.status)


VENDOR = Vendor(
    name="gemini",
    key=_key,
    error=_error,
    endpoints=(
        Endpoint("POST", "/v1/models/{call}", "generate", _generate),
        Endpoint("POST", "/v1beta/models/{call}", "generate", _generate),
    ),
    acts=(*ACTS, "empty_candidates"),
)
