"""OpenAI: texts, pictures, speech, embeddings, moderation, the list of models."""

import base64
from decimal import Decimal
from typing import Any

from manike.testing.standin.tariff import figures, token_price, tokens_of, unit_price
from manike.testing.standin.vendors import openai_images, openai_text, turns
from manike.testing.standin.vendors.openai_text import headers
from manike.testing.standin.wire import Answer, Asked, Charge, Endpoint, Trouble, Vendor, bearer

_FORMS = {
    "mp3": "audio/mpeg",
    "opus": "audio/ogg",
    "aac": "audio/aac",
    "flac": "audio/flac",
    "wav": "audio/wav",
    "pcm": "application/octet-stream",
}
_SPEECH_RATE_HZ = 24_000
_SAMPLE_BYTES = 2
_MOST_CHARACTERS = 4096
_DIMENSIONS = {"text-embedding-3-small": 1536, "text-embedding-3-large": 3072}
_CATEGORIES = (
    "harassment",
    "harassment/threatening",
    "hate",
    "hate/threatening",
    "illicit",
    "illicit/violent",
    "self-harm",
    "self-harm/instructions",
    "self-harm/intent",
    "sexual",
    "sexual/minors",
    "violence",
    "violence/graphic",
)
_ERROR_TYPES = {
    400: "invalid_request_error",
    401: "invalid_request_error",
    403: "invalid_request_error",
    404: "invalid_request_error",
    429: "requests",
}
_CODES = {
    "rate_limited": "rate_limit_exceeded",
    "quota": "insufficient_quota",
    "unauthorized": "invalid_api_key",
    "not_found": "model_not_found",
    "forbidden": "unsupported_country_region_territory",
    "bad_request": None,
    "server_error": None,
}


def _speech(asked: Asked) -> Answer:
    """``POST /v1/audio/speech``: the sound itself."""
    body = asked.body
    text, model, voice = (str(body.get(name, "")) for name in ("input", "model", "voice"))
    form = str(body.get("response_format", "mp3"))
    if not text or len(text) > _MOST_CHARACTERS:
        raise Trouble(400, "string_above_max_length", "'input' must have 1 to 4096 characters.")
    if form not in _FORMS or not voice:
        raise Trouble(400, "invalid_value", "Invalid value: 'response_format' or 'voice'.")
    speed = float(body.get("speed", 1.0))
    sound = asked.world.maker.speech(text, voice, form, _SPEECH_RATE_HZ, speed)
    instructions = str(body.get("instructions", ""))
    pcm = asked.world.maker.speech(text, voice, "pcm", _SPEECH_RATE_HZ, speed)
    spoken_s = len(pcm) / _SAMPLE_BYTES / _SPEECH_RATE_HZ
    charge = _speech_charge(asked, model, (text, instructions), spoken_s)
    return Answer(sound, _FORMS[form], headers=headers(asked), charge=charge)


def _speech_charge(asked: Asked, model: str, texts: tuple[str, str], spoken_s: float) -> Charge:
    now, text = asked.world.clock.now(), texts[0]
    each = unit_price("openai", model, "character", now)
    if each is not None:
        return Charge(
            f"{model}, {len(text)} characters", each * len(text), {"characters": len(text)}
        )
    made = max(1, round(spoken_s * figures()["speech_tokens_per_s"]["openai"]))
    given = tokens_of(*texts)
    amount = token_price(
        "openai", model, now, input_tokens=given, output_tokens=made, output_audio_tokens=made
    )
    if amount is None:
        raise Trouble(404, "model_not_found", f"The model '{model}' does not exist.")
    usage = {"input_tokens": given, "output_audio_tokens": made}
    return Charge(f"{model}, {given} + {made} tokens", amount, usage)


def _embeddings(asked: Asked) -> Answer:
    """``POST /v1/embeddings``: base64 of little-endian float32, or lists."""
    body = asked.body
    model = str(body.get("model", ""))
    texts = [body["input"]] if isinstance(body.get("input"), str) else body.get("input", [])
    if model not in _DIMENSIONS or not texts:
        raise Trouble(404, "model_not_found", f"The model '{model}' does not exist.")
    dimension = int(body.get("dimensions", _DIMENSIONS[model]))
    packed = body.get("encoding_format") == "base64"
    data = []
    for index, text in enumerate(texts):
        vector = asked.world.maker.vector(text, dimension)
        shown: Any = (
            base64.b64encode(vector.astype("<f4").tobytes()).decode() if packed else vector.tolist()
        )
        data.append({"object": "embedding", "index": index, "embedding": shown})
    given = tokens_of(*texts)
    amount = token_price("openai", model, asked.world.clock.now(), input_tokens=given)
    content = {
        "object": "list",
        "model": model,
        "data": data,
        "usage": {"prompt_tokens": given, "total_tokens": given},
    }
    charge = Charge(f"{model}, {given} tokens", amount or Decimal(0), {"input_tokens": given})
    return Answer.of(content, headers=headers(asked), charge=charge)


def _moderations(asked: Asked) -> Answer:
    """``POST /v1/moderations``: free; flags what the fault ``flagged`` says."""
    body = asked.body
    texts = body.get("input", "")
    count = len(texts) if isinstance(texts, list) and isinstance(texts[0], str) else 1
    fault = asked.acts("flagged")
    hit = set(fault.script.categories or ("violence",)) if fault else set()
    result = {
        "flagged": bool(hit),
        "categories": {name: name in hit for name in _CATEGORIES},
        "category_scores": {name: 0.98 if name in hit else 0.001 for name in _CATEGORIES},
        "category_applied_input_types": {name: ["text"] for name in _CATEGORIES},
    }
    content = {
        "id": f"modr-{asked.call_id:024x}",
        "model": body.get("model", "omni-moderation-latest"),
        "results": [result] * count,
    }
    return Answer.of(content, headers=headers(asked))


def _models(asked: Asked) -> Answer:
    """``GET /v1/models``, with the day on which each goes."""
    return Answer.of(
        {"object": "list", "data": [_model(row) for row in figures()["openai_models"]]}
    )


def _one_model(asked: Asked) -> Answer:
    """``GET /v1/models/{model}``."""
    for row in figures()["openai_models"]:
        if row["id"] == asked.path["model"]:
            return Answer.of(_model(row))
    raise Trouble(404, "model_not_found", f"The model '{asked.path['model']}' does not exist.")


def _model(row: dict[str, Any]) -> dict[str, Any]:
    day = row["shutdown_date"]
    return {
        "id": row["id"],
        "object": "model",
        "created": 1_760_000_000,
        "owned_by": "openai",
        "shutdown_date": day.isoformat() if day else None,
    }


def _error(trouble: Trouble) -> Answer:
    code = _CODES.get(trouble.code, trouble.code)
    kind = _ERROR_TYPES.get(trouble.status, "server_error")
    kind = "insufficient_quota" if code == "insufficient_quota" else kind
    error: dict[str, Any] = {"message": trouble.message, "type": kind, "param": None, "code": code}
    if code == "moderation_blocked":
        details = {"moderation_stage": "output", "categories": list(trouble.categories)}
        error |= {"type": "image_generation_user_error", "moderation_details": details}
    sent = {"x-request-id": "req_standin_error", **trouble.wait_header}
    if trouble.retry_after_s is not None:
        sent["retry-after-ms"] = str(round(trouble.retry_after_s * 1000))
    return Answer.of({"error": error}, status=trouble.status, headers=sent)


VENDOR = Vendor(
    name="openai",
    key=bearer,
    error=_error,
    endpoints=(
        Endpoint("POST", "/v1/responses", "responses", openai_text.responses),
        Endpoint("POST", "/v1/chat/completions", "chat", openai_text.chat),
        Endpoint("POST", "/v1/images/generations", "images.generate", openai_images.generate),
        Endpoint("POST", "/v1/images/edits", "images.edit", openai_images.edit),
        Endpoint("POST", "/v1/audio/speech", "speech", _speech),
        Endpoint("POST", "/v1/embeddings", "embeddings", _embeddings),
        Endpoint("POST", "/v1/moderations", "moderations", _moderations),
        Endpoint("GET", "/v1/models", "models", _models),
        Endpoint("GET", "/v1/models/{model}", "models", _one_model),
    ),
    acts=(*turns.ACTS, "moderation_blocked", "flagged"),
    remembers_keys=True,
    base_path="/v1",
)
