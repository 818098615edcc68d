"""Paintings of a prompt, by the embedded illustrator or as quick washes of colour."""

import hashlib
import re
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from manike.errors import MediaError
from manike.media.files import scratch_folder
from manike.ports import ScenePictureRequest
from manike.script.models import Scene, Setting
from manike.script.vocabulary import Mood, Place, Season, TimeOfDay, Weather

_Word = TypeVar("_Word", bound=StrEnum)

_MOST_DESCRIBED = 1000
_WEBP_QUALITY = 85
_WASHES = 6
_MOST_SUBJECTS = 3
_WORD = re.compile(r"[a-z]{3,}")


def paint(prompt: str, size_px: tuple[int, int], output: Path, *, fast: bool) -> None:
    """Write a picture; the suffix of ``output`` chooses the format."""
    _write(output, _washes(prompt, size_px) if fast else _scene(prompt, size_px, output.parent))


def blacken(size_px: tuple[int, int], output: Path) -> None:
    """Write a black picture."""
    _write(output, np.zeros((size_px[1], size_px[0], 3), np.uint8))


def _write(output: Path, pixels: NDArray[np.uint8]) -> None:
    # Lossless, which is usual for WebP, takes seconds.
    settings = [cv2.IMWRITE_WEBP_QUALITY, _WEBP_QUALITY] if output.suffix == ".webp" else []
    if not cv2.imwrite(str(output), pixels, settings):
        raise MediaError(f"{output.suffix[1:]} can't be written.")


def _scene(prompt: str, size_px: tuple[int, int], folder: Path) -> NDArray[np.uint8]:
    from manike.embedded.illustrator.provider import EmbeddedIllustrator  # loads skia

    setting = Setting(
        place=_named(prompt, Place, Place.HILLS),
        time_of_day=_named(prompt, TimeOfDay, TimeOfDay.DAY),
        season=_named(prompt, Season, Season.SUMMER),
        weather=_named(prompt, Weather, Weather.CLEAR),
    )
    scene = Scene(
        number=1,
        title="Picture",
        description=prompt[:_MOST_DESCRIBED] or "Hills.",
        narration="",
        setting=setting,
        subjects=_subjects(prompt),
        mood=_named(prompt, Mood, Mood.CALM),
        duration_s=5,
    )
    request = ScenePictureRequest(
        scene=scene,
        characters=(),
        character_images={},
        style="",
        seed=_seed(prompt) % 2**31,
        take_number=1,
        size_px=size_px,
    )
    with scratch_folder(folder) as scratch:
        picture = EmbeddedIllustrator().paint_scene(request, scratch)
        return _read(scratch / picture.image)


def _subjects(prompt: str) -> tuple[str, ...]:
    """Things of the prompt that the illustrator can draw, in its order."""
    from manike.embedded.figures.registry import all_subjects

    known = {name for subject in all_subjects() for name in (subject.name, *subject.also)}
    found = [word for word in _WORD.findall(prompt.lower()) if word in known]
    return tuple(dict.fromkeys(found))[:_MOST_SUBJECTS]


def _washes(prompt: str, size_px: tuple[int, int]) -> NDArray[np.uint8]:
    """Soft fields of colour with some grain, BGR, shape (height, width, 3)."""
    rng = np.random.default_rng(_seed(prompt))
    width_px, height_px = size_px
    coarse = rng.integers(30, 225, (_WASHES, _WASHES * 2, 3)).astype(np.uint8)
    field = cv2.resize(coarse, (width_px, height_px), interpolation=cv2.INTER_CUBIC)
    coarse_grain = rng.integers(0, 12, (height_px // 4 + 1, width_px // 4 + 1)).astype(np.uint8)
    grain = cv2.resize(coarse_grain, (width_px, height_px), interpolation=cv2.INTER_NEAREST)
    return np.asarray(cv2.add(field, cv2.merge([grain] * 3)), dtype=np.uint8)


def _read(path: Path) -> NDArray[np.uint8]:
    pixels = cv2.imread(str(path))
    if pixels is None:
        raise MediaError(f"{path.name} is no picture.")
    return np.asarray(pixels, dtype=np.uint8)


def _named(prompt: str, kind: type[_Word], default: _Word) -> _Word:
    """The word of a vocabulary that comes first in the prompt."""
    low = prompt.lower()
    found = ((_position(low, each.value.replace("_", " ")), each) for each in kind)
    return min(((at, each) for at, each in found if at >= 0), default=(0, default))[1]


def _position(text: str, word: str) -> int:
    found = re.search(rf"\b{re.escape(word)}\b", text)
    return found.start() if found else -1


def _seed(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
