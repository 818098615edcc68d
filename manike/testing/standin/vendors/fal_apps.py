"""What the apps on fal take, give and cost: FLUX and Kling."""

from collections.abc import Callable, Mapping
from typing import Any, TypeGuard

from manike.testing.standin.inputs import given_file
from manike.testing.standin.jobs import Made
from manike.testing.standin.tariff import figures, price_of
from manike.testing.standin.wire import Asked, Charge, Trouble

BLACKENED = "blackened"
"""A fault of pictures: HTTP 200, billed, black, and ``has_nsfw_concepts`` says so."""

_SIZES_PX = {
    "square_hd": (1024, 1024),
    "square": (512, 512),
    "portrait_4_3": (768, 1024),
    "portrait_16_9": (576, 1024),
    "landscape_4_3": (1024, 768),
    "landscape_16_9": (1024, 576),
}
_SHAPES = {"16:9": (16, 9), "9:16": (9, 16), "1:1": (1, 1)}
_FORMS = {"jpeg": "image/jpeg", "png": "image/png"}
_CLIPS_S = {"5": 5, "10": 10}
_MOST_PICTURES = 4
_LEAST_PX, _MOST_PX = 64, 2048
_MEGAPIXEL = 1_000_000

App = Mapping[str, Any]
Making = Callable[[], Made]


def named(app: str) -> dict[str, Any] | None:
    """The row of an app in ``figures.yaml``; ``None`` if there is none."""
    return next((dict(row) for row in figures()["fal_apps"] if row["app"] == app), None)


def making(asked: Asked, app: App) -> Making:
    """Check an input, and say how its output is made.

    Raises:
        Trouble: the input is not what the app takes.
    """
    return {"picture": _pictures, "edit": _pictures, "video": _video}[app["kind"]](asked, app)


def _pictures(asked: Asked, app: App) -> Making:
    given = asked.body
    prompt = _text(given, "prompt")
    if app["kind"] == "edit":
        _file(asked, "image_url", _text(given, "image_url"))
    size_px = _size_px(given.get("image_size", "landscape_4_3"))
    form = given.get("output_format", "jpeg")
    if form not in _FORMS:
        raise _wrong("output_format", "literal_error", "Input should be 'jpeg' or 'png'")
    count = given.get("num_images", 1)
    if not isinstance(count, int) or not 1 <= count <= _MOST_PICTURES:
        raise _wrong("num_images", "less_than_equal", "Input should be from 1 to 4")
    seed = int(given.get("seed") or 1)
    black = asked.acts(BLACKENED) is not None

    def make() -> Made:
        maker = asked.world.maker
        made = [
            maker.black(size_px, _FORMS[form])
            if black
            else maker.picture(f"{prompt} {seed + turn}", size_px, _FORMS[form])
            for turn in range(count)
        ]
        paths = [asked.world.shelf.put(each, _FORMS[form], f".{form}") for each in made]
        sides = {"width": size_px[0], "height": size_px[1], "content_type": _FORMS[form]}
        output = {
            "images": [{"url": asked.base_url + path, **sides} for path in paths],
            "timings": {"inference": 0.5},
            "seed": seed,
            "has_nsfw_concepts": [black] * count,
            "prompt": prompt,
        }
        return Made(output, _picture_charge(asked, app, count, size_px), tuple(paths))

    return make


def _picture_charge(asked: Asked, app: App, count: int, size_px: tuple[int, int]) -> Charge:
    """By the megapixel, rounded up for each picture, or by the picture."""
    megapixels = -(-size_px[0] * size_px[1] // _MEGAPIXEL)
    units = count * megapixels if app["unit"] == "megapixel" else count
    price = price_of("fal", app["app"], app["unit"], asked.world.clock.now()) * units
    return Charge(f"{app['app']}, {units} {app['unit']}s", price, {app["unit"] + "s": units})


def _video(asked: Asked, app: App) -> Making:
    given = asked.body
    prompt = _text(given, "prompt")
    start = None
    if app["needs_image"]:
        start = _file(asked, "image_url", _text(given, "image_url"))
    duration_s = _CLIPS_S.get(given.get("duration", "5"))
    if duration_s is None:
        raise _wrong("duration", "literal_error", "Input should be '5' or '10'")
    shape = _SHAPES.get(given.get("aspect_ratio", "16:9"))
    if shape is None:
        raise _wrong("aspect_ratio", "literal_error", "Input should be '16:9', '9:16' or '1:1'")
    unit_px = app["height_px"] // min(shape)
    size_px = (shape[0] * unit_px, shape[1] * unit_px)

    def make() -> Made:
        clip = asked.world.maker.clip(prompt, start, duration_s, size_px)
        path = asked.world.shelf.put(clip, "video/mp4", ".mp4")
        file = {
            "url": asked.base_url + path,
            "content_type": "video/mp4",
            "file_name": "output.mp4",
            "file_size": len(clip),
        }
        price = price_of("fal", app["app"], "second", asked.world.clock.now()) * duration_s
        charge = Charge(f"{app['app']}, {duration_s} s", price, {"seconds": duration_s})
        return Made({"video": file}, charge, (path,))

    return make


def _size_px(wanted: Any) -> tuple[int, int]:  # noqa: ANN401 - any JSON
    if isinstance(wanted, str) and wanted in _SIZES_PX:
        return _SIZES_PX[wanted]
    if isinstance(wanted, dict):
        width_px, height_px = wanted.get("width"), wanted.get("height")
        if _is_side(width_px) and _is_side(height_px):
            return width_px, height_px
    raise _wrong("image_size", "value_error", "Input should be a preset or a width and a height")


def _is_side(side: Any) -> TypeGuard[int]:  # noqa: ANN401 - any JSON
    return isinstance(side, int) and _LEAST_PX <= side <= _MOST_PX


def _file(asked: Asked, name: str, where: str) -> bytes | None:
    try:
        return given_file(asked, where)
    except Trouble as trouble:
        raise _wrong(name, "file_download_error", trouble.message) from trouble


def _text(given: App, name: str) -> str:
    found = given.get(name)
    if not isinstance(found, str) or not found.strip():
        raise _wrong(name, "missing", "Field required")
    return found


def _wrong(name: str, code: str, says: str) -> Trouble:
    return Trouble(422, code, says, parameter=name)
