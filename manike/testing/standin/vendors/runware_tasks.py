"""What Runware's tasks take, give and cost: pictures, clips, speech, music."""

import base64
import uuid
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from manike.testing.standin.inputs import given_file
from manike.testing.standin.jobs import Made
from manike.testing.standin.tariff import figures, price_of, unit_price
from manike.testing.standin.wire import Asked, Charge, Trouble

_PICTURES = {"JPG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_SOUNDS = {"MP3": "audio/mpeg", "WAV": "audio/wav", "FLAC": "audio/flac"}
_LEAST_PX, _MOST_PX, _STEP_PX = 128, 2048, 16
_USUAL_CLIP_S, _USUAL_MUSIC_S = 5, 30
_MOST_RESULTS = 20
_EMOTIONS = (
    "happy",
    "sad",
    "angry",
    "fearful",
    "disgusted",
    "surprised",
    "calm",
    "fluent",
    "whisper",
)
_SLOWEST, _FASTEST = 0.5, 2.0

Task = Mapping[str, Any]
Making = Callable[[], Made]


def _image(asked: Asked) -> Making:
    task = asked.body
    prompt = _text(task, "positivePrompt")
    size_px = (_side(task, "width"), _side(task, "height"))
    form = _form(task, _PICTURES, "JPG")
    count = _count(task)
    seed = int(task.get("seed") or 1)
    for each in _references(task):
        given_file(asked, each)
    price = _price(asked, "image")

    def make() -> Made:
        made = [
            asked.world.maker.picture(f"{prompt} {seed + turn}", size_px, _PICTURES[form])
            for turn in range(count)
        ]
        results = [_result(asked, "image", each, form, price) for each in made]
        return _made(asked, results, price, f"{count} pictures", {"images": count})

    return make


def _video(asked: Asked) -> Making:
    task = asked.body
    model = _known(task)
    frames = _frames(task)
    prompt = _text(task, "positivePrompt") if not frames else str(task.get("positivePrompt", ""))
    duration_s = task.get("duration", _USUAL_CLIP_S)
    if duration_s not in model["durations_s"]:
        raise _wrong("unsupportedDuration", "duration", f"must be one of {model['durations_s']}")
    size_px = _clip_size_px(task, model)
    start = given_file(asked, frames[0]) if frames else None
    price = _price(asked, "second") * Decimal(str(duration_s))

    def make() -> Made:
        clip = asked.world.maker.clip(prompt, start, duration_s, size_px)
        results = [_result(asked, "video", clip, "MP4", price)]
        return _made(asked, results, price, f"{duration_s} s", {"seconds": duration_s})

    return make


def _audio(asked: Asked) -> Making:
    """Speech if there is a text to speak, else music."""
    task = asked.body
    form = _form(task, _SOUNDS, "MP3")
    speech = task.get("speech")
    if speech is not None:
        text, voice = _text(speech, "text"), str(speech.get("voice", ""))
        speed = float(speech.get("speed", 1.0))
        if not _SLOWEST <= speed <= _FASTEST:
            raise _wrong("invalidSpeed", "speech.speed", f"must be {_SLOWEST} to {_FASTEST}")
        if speech.get("emotion", "calm") not in _EMOTIONS:
            raise _wrong("invalidEmotion", "speech.emotion", f"must be of {', '.join(_EMOTIONS)}")
        price = _price(asked, "character") * len(text)

        def speak() -> Made:
            sound = asked.world.maker.speech(text, voice, form.lower(), speed=speed)
            results = [_result(asked, "audio", sound, form, price)]
            usage = {"characters": len(text)}
            return _made(asked, results, price, f"{len(text)} characters", usage)

        return speak
    prompt = _text(task, "positivePrompt")
    duration_s = float(task.get("duration", _USUAL_MUSIC_S))
    song = unit_price("runware", _model(task), "song", asked.world.clock.now())
    price = song or _price(asked, "music_second") * Decimal(str(duration_s))
    seed = int(task.get("seed") or 0)

    def compose() -> Made:
        sound = asked.world.maker.music(prompt, duration_s, form.lower(), seed)
        results = [_result(asked, "audio", sound, form, price)]
        return _made(asked, results, price, f"{duration_s:g} s of music", {"seconds": duration_s})

    return compose


def store(asked: Asked) -> dict[str, Any]:
    """Keep a file that is sent inside a text; its URL can be an input of later tasks.

    Raises:
        Trouble: it is not a ``data:`` URL.
    """
    kind = "media" if asked.body["taskType"] == "mediaStorage" else "image"
    content = given_file(asked, _text(asked.body, kind))
    if content is None:
        raise _wrong("invalidMedia", kind, "must be a data URL")
    path = asked.world.shelf.put(content, "application/octet-stream", "")
    url = asked.base_url + path
    told = {
        name: asked.body[name]
        for name in ("taskType", "taskUUID", "operation")
        if name in asked.body
    }
    return told | {f"{kind}UUID": str(uuid.uuid5(uuid.NAMESPACE_URL, url)), f"{kind}URL": url}


def _result(asked: Asked, kind: str, content: bytes, form: str, price: Decimal) -> dict[str, Any]:
    task = asked.body
    media_type = (_PICTURES | _SOUNDS | {"MP4": "video/mp4"})[form]
    path = asked.world.shelf.put(content, media_type, f".{form.lower()}")
    told: dict[str, Any] = {f"{kind}UUID": str(uuid.uuid4())}
    match task.get("outputType", "URL"):
        case "base64Data":
            told[f"{kind}Base64Data"] = base64.b64encode(content).decode()
        case "dataURI":
            encoded = base64.b64encode(content).decode()
            told[f"{kind}DataURI"] = f"data:{media_type};base64,{encoded}"
        case _:
            told[f"{kind}URL"] = asked.base_url + path
    if task.get("includeCost"):
        told["cost"] = float(price)
    return told | {"seed": int(task.get("seed") or 1)}


def _made(
    asked: Asked, results: list[dict[str, Any]], price: Decimal, what: str, usage: Mapping[str, Any]
) -> Made:
    urls = [value for each in results for name, value in each.items() if name.endswith("URL")]
    charge = Charge(f"{_model(asked.body)}, {what}", price * len(results), usage)
    return Made(results, charge, tuple(url.removeprefix(asked.base_url) for url in urls))


def _price(asked: Asked, unit: str) -> Decimal:
    return price_of("runware", _model(asked.body), unit, asked.world.clock.now())


def _model(task: Task) -> str:
    model = str(task.get("model", ""))
    if ":" not in model or "@" not in model:
        raise _wrong("invalidModel", "model", "must be an AIR id such as runware:100@1")
    return model


def _known(task: Task) -> dict[str, Any]:
    """Durations and sizes of a model; a model without a row takes all."""
    rows = figures()["runware_models"]
    usual = {"durations_s": range(1, 31), "sizes": None}
    return next((dict(row) for row in rows if row["model"] == _model(task)), usual)


def _clip_size_px(task: Task, model: Mapping[str, Any]) -> tuple[int, int]:
    wanted = (task.get("width", 1280), task.get("height", 720))
    sizes = model["sizes"]
    if sizes is not None and f"{wanted[0]}x{wanted[1]}" not in sizes:
        raise _wrong("unsupportedDimensions", "width", f"width and height must be of {sizes}")
    return int(wanted[0]), int(wanted[1])


def _frames(task: Task) -> list[str]:
    """Pictures to begin and end with, in the order given."""
    given = (task.get("inputs") or {}).get("frameImages") or task.get("frameImages") or []
    return [
        str(each.get("image") or each.get("inputImage")) if isinstance(each, dict) else str(each)
        for each in given
    ]


def _references(task: Task) -> list[str]:
    inputs = task.get("inputs") or {}
    given = [*(inputs.get("referenceImages") or []), *(task.get("referenceImages") or [])]
    given += [each for each in (inputs.get("seedImage"), task.get("seedImage")) if each]
    return [str(each.get("image")) if isinstance(each, dict) else str(each) for each in given]


def _text(given: Task, name: str) -> str:
    found = given.get(name)
    if not isinstance(found, str) or not found.strip():
        raise _wrong(f"missing{name[0].upper()}{name[1:]}", name, "is required")
    return found


def _side(task: Task, name: str) -> int:
    side = task.get(name)
    if not isinstance(side, int) or not _LEAST_PX <= side <= _MOST_PX or side % _STEP_PX:
        says = f"must be from {_LEAST_PX} to {_MOST_PX} and divisible by {_STEP_PX}"
        raise _wrong(f"invalid{name.capitalize()}", name, says)
    return side


def _form(task: Task, forms: Mapping[str, str], usual: str) -> str:
    form = str(task.get("outputFormat", usual))
    if form not in forms:
        raise _wrong("unsupportedOutputFormat", "outputFormat", f"must be of {', '.join(forms)}")
    return form


def _count(task: Task) -> int:
    count = task.get("numberResults", 1)
    if not isinstance(count, int) or not 1 <= count <= _MOST_RESULTS:
        raise _wrong("invalidNumberResults", "numberResults", f"must be from 1 to {_MOST_RESULTS}")
    return count


def _wrong(code: str, parameter: str, says: str) -> Trouble:
    said = f"Invalid value for {parameter} parameter. {parameter} {says}."
    return Trouble(400, code, said, parameter=parameter)


INFERENCES: dict[str, Callable[[Asked], Making]] = {
    "imageInference": _image,
    "videoInference": _video,
    "audioInference": _audio,
}
