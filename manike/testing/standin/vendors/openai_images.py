"""OpenAI's pictures: generated, or edited from pictures that are sent."""

import base64
import re
from typing import Any

from manike.testing.standin.tariff import figures, token_price, tokens_of
from manike.testing.standin.vendors.openai_text import headers
from manike.testing.standin.wire import Answer, Asked, Charge, Trouble

_SIZE = re.compile(r"(\d{2,4})x(\d{2,4})")
_STEP_PX = 16
_LONGEST_PX, _MOST_PX = 3840, 3840 * 2160
_MOST_RATIO = 3
_MOST_IMAGES = 16
_UNIT_PX = 1024 * 1024
_FORMATS = {"png": "image/png", "jpeg": "image/jpeg", "webp": "image/webp"}
_BLOCKED = "Your request was rejected by the safety system. safety_violations=[{}]."


def generate(asked: Asked) -> Answer:
    """``POST /v1/images/generations``."""
    return _pictures(asked, references=())


def edit(asked: Asked) -> Answer:
    """``POST /v1/images/edits``, a form with ``image`` or ``image[]``."""
    references = tuple(each for each in asked.files if each.field in ("image", "image[]"))
    if not references:
        raise Trouble(400, "missing_required_parameter", "Missing required parameter: 'image'.")
    if len(references) > _MOST_IMAGES:
        raise Trouble(400, "invalid_value", f"At most {_MOST_IMAGES} images can be edited at once.")
    return _pictures(asked, references=tuple(each.content for each in references))


def _pictures(asked: Asked, references: tuple[bytes, ...]) -> Answer:
    body = asked.body
    prompt, model = body.get("prompt"), str(body.get("model", "gpt-image-2"))
    if not prompt:
        raise Trouble(400, "missing_required_parameter", "Missing required parameter: 'prompt'.")
    _check(body, model)
    if blocked := asked.acts("moderation_blocked"):
        kinds = blocked.script.categories or ("sexual",)
        said = blocked.script.text or _BLOCKED.format(", ".join(kinds))
        raise Trouble(400, "moderation_blocked", said, categories=kinds)
    size_px = _size_px(str(body.get("size", "auto")))
    form = str(body.get("output_format", "png"))
    count = int(body.get("n", 1))
    made = [
        asked.world.maker.picture(f"{prompt}{'' if turn == 0 else turn}", size_px, _FORMATS[form])
        for turn in range(count)
    ]
    quality = str(body.get("quality", "auto"))
    usage = _usage(str(prompt), len(references), count, size_px, quality)
    content = {
        "created": int(asked.world.clock.now().timestamp()),
        "background": "opaque",
        "output_format": form,
        "quality": "medium" if quality == "auto" else quality,
        "size": f"{size_px[0]}x{size_px[1]}",
        "data": [{"b64_json": base64.b64encode(each).decode()} for each in made],
        "usage": usage,
    }
    return Answer.of(content, headers=headers(asked), charge=_charge(asked, model, usage))


def _check(body: dict[str, Any], model: str) -> None:
    if model in figures()["openai_retired"]:
        raise Trouble(404, "model_not_found", f"The model '{model}' has been shut down.")
    if "response_format" in body:
        raise Trouble(400, "unknown_parameter", "Unknown parameter: 'response_format'.")
    if str(body.get("output_format", "png")) not in _FORMATS:
        raise Trouble(400, "invalid_value", "Invalid value: 'output_format'.")
    if str(body.get("quality", "auto")) not in figures()["image_output_tokens"]:
        raise Trouble(400, "invalid_value", "Invalid value: 'quality'.")


def _size_px(size: str) -> tuple[int, int]:
    if size == "auto":
        return 1024, 1024
    found = _SIZE.fullmatch(size)
    sides = (int(found[1]), int(found[2])) if found else (0, 0)
    short, long = min(sides), max(sides)
    legal = (
        short > 0
        and not any(side % _STEP_PX for side in sides)
        and long <= _MOST_RATIO * short
        and long <= _LONGEST_PX
        and short * long <= _MOST_PX
    )
    if not legal:
        raise Trouble(400, "invalid_value", f"Invalid size '{size}'.")
    return sides


def _usage(
    prompt: str, references: int, count: int, size_px: tuple[int, int], quality: str
) -> dict[str, Any]:
    text = tokens_of(prompt)
    image = references * int(figures()["image_input_tokens"])
    each = figures()["image_output_tokens"][quality] * size_px[0] * size_px[1] // _UNIT_PX
    return {
        "input_tokens": text + image,
        "input_tokens_details": {"image_tokens": image, "text_tokens": text},
        "output_tokens": each * count,
        "output_tokens_details": {"image_tokens": each * count, "text_tokens": 0},
        "total_tokens": text + image + each * count,
    }


def _charge(asked: Asked, model: str, usage: dict[str, Any]) -> Charge:
    amount = token_price(
        "openai",
        model,
        asked.world.clock.now(),
        input_tokens=usage["input_tokens"],
        input_image_tokens=usage["input_tokens_details"]["image_tokens"],
        output_tokens=usage["output_tokens"],
        output_image_tokens=usage["output_tokens"],
    )
    if amount is None:
        raise Trouble(404, "model_not_found", f"The model '{model}' does not exist.")
    what = f"{model}, {usage['input_tokens']} + {usage['output_tokens']} tokens"
    return Charge(what, amount, usage=usage, job_id=f"req_{asked.call_id:024x}")
