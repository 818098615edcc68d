"""Hume's Octave: the protocol of a service that ended on 2026-11-13."""

import base64
from collections.abc import Mapping
from typing import Any

from manike.testing.standin.tariff import figures, unit_price
from manike.testing.standin.wire import Answer, Asked, Charge, Endpoint, Trouble, Vendor

_RATE_HZ = 48_000
_SAMPLE_BYTES = 2
_FORMS = {"mp3": "audio/mpeg", "wav": "audio/wav", "pcm": "application/octet-stream"}
_MOST_CHARACTERS = 5000
_PAGE = (("page_number", "0"), ("page_size", "10"))


def _speech(asked: Asked) -> Answer:
    """``POST /v0/tts``: JSON with the sound and when each word is heard."""
    utterances, form = _read(asked)
    text = " ".join(each["text"] for each in utterances)
    sound = _spoken(asked, utterances, form)
    pcm = _spoken(asked, utterances, "pcm")
    duration_s = len(pcm) / _SAMPLE_BYTES / _RATE_HZ
    name = f"00000000-0000-4000-8000-{asked.call_id:012x}"
    timed = "word" in asked.body.get("include_timestamp_types", ())
    snippet = {
        "id": name,
        "generation_id": name,
        "text": text,
        "transcribed_text": text,
        "utterance_index": 0,
        "audio": base64.b64encode(sound).decode(),
        "timestamps": _timestamps(text, duration_s) if timed else [],
    }
    generation = {
        "generation_id": name,
        "duration": duration_s,
        "file_size": len(sound),
        "encoding": {"format": form, "sample_rate": _RATE_HZ},
        "audio": snippet["audio"],
        "snippets": [[snippet]],
    }
    content = {"request_id": name, "generations": [generation]}
    return Answer.of(content, charge=_charge(asked, text))


def _file(asked: Asked) -> Answer:
    """``POST /v0/tts/file``: the sound itself."""
    utterances, form = _read(asked)
    text = " ".join(each["text"] for each in utterances)
    return Answer(_spoken(asked, utterances, form), _FORMS[form], charge=_charge(asked, text))


def _voices(asked: Asked) -> Answer:
    """``GET /v0/tts/voices``."""
    provider = asked.query.get("provider", "HUME_AI")
    found = [each for each in figures()["hume_voices"] if each["provider"] == provider]
    number, size = (int(asked.query.get(*each)) for each in _PAGE)
    page = {
        "page_number": number,
        "page_size": size,
        "total_pages": -(-len(found) // size),
        "voices_page": found[number * size : (number + 1) * size],
    }
    return Answer.of(page)


def _read(asked: Asked) -> tuple[list[dict[str, Any]], str]:
    if ended := asked.acts("ended"):
        raise Trouble(410, "ended", ended.script.text or "This API was shut down on 2026-11-13.")
    utterances = asked.body.get("utterances")
    form = (asked.body.get("format") or {}).get("type", "mp3")
    if not utterances or any(len(each.get("text", "")) > _MOST_CHARACTERS for each in utterances):
        raise Trouble(422, "bad_request", "utterances: 1 to 5000 characters each")
    if form not in _FORMS:
        raise Trouble(422, "bad_request", "format: mp3, wav or pcm")
    if asked.body.get("version") == "2" and "voice" not in utterances[0]:
        raise Trouble(422, "bad_request", "version 2 needs a voice")
    return list(utterances), form


def _spoken(asked: Asked, utterances: list[dict[str, Any]], form: str) -> bytes:
    text = " ".join(each["text"] for each in utterances)
    voice = utterances[0].get("voice") or {}
    named = str(voice.get("name") or voice.get("id") or "")
    speed = float(utterances[0].get("speed") or 1.0)
    return asked.world.maker.speech(text, named, form, _RATE_HZ, speed)


def _timestamps(text: str, duration_s: float) -> list[dict[str, Any]]:
    """Words at even distances, in milliseconds."""
    words = text.split()
    step_ms = duration_s * 1000 / max(1, len(words))
    return [
        {
            "type": "word",
            "text": word,
            "time": {"begin": round(index * step_ms), "end": round((index + 1) * step_ms)},
        }
        for index, word in enumerate(words)
    ]


def _charge(asked: Asked, text: str) -> Charge:
    each = unit_price("hume", "octave", "character", asked.world.clock.now())
    assert each is not None
    return Charge(f"octave, {len(text)} characters", each * len(text), {"characters": len(text)})


def _key(headers: Mapping[str, str], query: Mapping[str, str]) -> str:
    return headers.get("x-hume-api-key", "")


def _error(trouble: Trouble) -> Answer:
    if trouble.status == 422:  # noqa: PLR2004 - an HTTP status
        problem = {"loc": ["body"], "msg": trouble.message, "type": "value_error"}
        return Answer.of({"detail": [problem]}, status=422)
    content = {"status": trouble.status, "code": trouble.code, "message": trouble.message}
    return Answer.of(content, status=trouble.status, headers=trouble.wait_header)


VENDOR = Vendor(
    name="hume",
    key=_key,
    error=_error,
    endpoints=(
        Endpoint("POST", "/v0/tts", "speech", _speech),
        Endpoint("POST", "/v0/tts/file", "speech.file", _file),
        Endpoint("GET", "/v0/tts/voices", "voices", _voices),
    ),
    acts=("ended",),
)
