"""What the models on Replicate take, give and cost: pictures, clips, music, speech."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from manike.testing.standin.inputs import given_file
from manike.testing.standin.jobs import Made
from manike.testing.standin.tariff import figures, price_of
from manike.testing.standin.wire import Asked, Charge, Trouble

_CLIPS_S = (5, 10)
_SHAPES = {"16:9": (16, 9), "9:16": (9, 16), "1:1": (1, 1)}
_PICTURE_FORMS = {"webp": "image/webp", "jpg": "image/jpeg", "png": "image/png"}
_MOST_PICTURES = 4
_MUSIC_FORMS = {"wav": "audio/wav", "mp3": "audio/mpeg"}
_RATE_HZ = 16_000
_WAV_BYTES_A_SECOND = 2 * _RATE_HZ

Model = Mapping[str, Any]
Input = Mapping[str, Any]


def named(name: str) -> dict[str, Any] | None:
    """The row of a model ``owner/name`` in ``figures.yaml``; ``None`` if there is none."""
    rows = figures()["replicate_models"]
    return next((dict(row) for row in rows if row["name"] == name), None)


def making(asked: Asked, model: Model, given: Input) -> Callable[[], Made]:
    """Check an input, and say how its output is made.

    Raises:
        Trouble: the input is not what the model takes.
    """
    kinds = {"picture": _pictures, "video": _video, "music": _music, "speech": _speech}
    return kinds[model["kind"]](asked, model, given)


def _pictures(asked: Asked, model: Model, given: Input) -> Callable[[], Made]:
    prompt = _text(given, "prompt")
    size_px = _size_px(given, model["height_px"], "1:1")
    form = given.get("output_format", "webp")
    count = given.get("num_outputs", 1)
    if form not in _PICTURE_FORMS:
        raise _wrong("output_format must be one of webp, jpg, png")
    if not isinstance(count, int) or not 1 <= count <= _MOST_PICTURES:
        raise _wrong(f"num_outputs must be 1 to {_MOST_PICTURES}")
    seed = given.get("seed", "")

    def make() -> Made:
        paths = [
            _picture(asked, f"{prompt} {seed}{turn or ''}", size_px, form) for turn in range(count)
        ]
        each = price_of("replicate", model["name"], "image", asked.world.clock.now())
        usage = {"images": count, "predict_time": _worked_s(model, count)}
        charge = Charge(f"{model['name']}, {count} pictures", each * count, usage)
        return Made([asked.base_url + path for path in paths], charge, tuple(paths))

    return make


def _picture(asked: Asked, prompt: str, size_px: tuple[int, int], form: str) -> str:
    content = asked.world.maker.picture(prompt.strip(), size_px, _PICTURE_FORMS[form])
    return asked.world.shelf.put(content, _PICTURE_FORMS[form], f".{form}")


def _video(asked: Asked, model: Model, given: Input) -> Callable[[], Made]:
    prompt = _text(given, "prompt")
    duration_s = given.get("duration", _CLIPS_S[0])
    size_px = _size_px(given, model["height_px"], "16:9")
    if duration_s not in _CLIPS_S:
        raise _wrong("duration must be one of 5, 10")
    start = given.get("start_image")
    if model["needs_image"] and not (start or given.get("end_image")):
        raise _wrong("start_image or end_image is required")
    image = given_file(asked, start) if start else None

    def make() -> Made:
        clip = asked.world.maker.clip(prompt, image, duration_s, size_px)
        price = price_of("replicate", model["name"], "second", asked.world.clock.now()) * duration_s
        what = f"{model['name']}, {duration_s} s"
        usage = {"seconds": duration_s, "predict_time": _worked_s(model, duration_s)}
        return _made(asked, clip, "video/mp4", ".mp4", Charge(what, price, usage))

    return make


def _music(asked: Asked, model: Model, given: Input) -> Callable[[], Made]:
    prompt = _text(given, "prompt")
    duration_s = given.get("duration", 8)
    form = given.get("output_format", "wav")
    if form not in _MUSIC_FORMS:
        raise _wrong("output_format must be one of wav, mp3")
    if not isinstance(duration_s, int) or duration_s < 1:
        raise _wrong("duration must be a whole number of seconds")
    seed = int(given.get("seed") or 0)

    def make() -> Made:
        music = asked.world.maker.music(prompt, duration_s, form, seed)
        charge = _machine_time(asked, model, duration_s)
        return _made(asked, music, _MUSIC_FORMS[form], f".{form}", charge)

    return make


def _speech(asked: Asked, model: Model, given: Input) -> Callable[[], Made]:
    text = _text(given, "text")
    sample = _text(given, "voice_sample")
    given_file(asked, sample)

    def make() -> Made:
        speech = asked.world.maker.speech(text, sample, "wav", _RATE_HZ)
        charge = _machine_time(asked, model, len(speech) / _WAV_BYTES_A_SECOND)
        return _made(asked, speech, "audio/wav", ".wav", charge)

    return make


def _size_px(given: Input, shorter_px: int, usual: str) -> tuple[int, int]:
    shape = _SHAPES.get(given.get("aspect_ratio", usual))
    if shape is None:
        raise _wrong("aspect_ratio must be one of 16:9, 9:16, 1:1")
    unit_px = shorter_px // min(shape)
    return shape[0] * unit_px, shape[1] * unit_px


def _machine_time(asked: Asked, model: Model, sound_s: float) -> Charge:
    """What a community model costs: the seconds that its machine worked."""
    worked_s = _worked_s(model, sound_s)
    each = price_of("replicate", model["hardware"], "second", asked.world.clock.now())
    what = f"{model['name']}, {worked_s:g} s of {model['hardware']}"
    return Charge(what, each * Decimal(str(worked_s)), {"predict_time": worked_s})


def _worked_s(model: Model, medium_s: float) -> float:
    return round(float(model["base_s"] + model["work_s"] * medium_s), 3)


def _made(asked: Asked, content: bytes, media_type: str, suffix: str, charge: Charge) -> Made:
    path = asked.world.shelf.put(content, media_type, suffix)
    return Made(asked.base_url + path, charge, (path,))


def _text(given: Input, name: str) -> str:
    found = given.get(name)
    if not isinstance(found, str) or not found.strip():
        raise _wrong(f"{name} is required")
    return found


def _wrong(what: str) -> Trouble:
    return Trouble(422, "bad_request", f"- input: {what}\n")
