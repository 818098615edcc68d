"""The last step of a frame: vignette, living light and grain, in the limited range."""

import math
from dataclasses import dataclass

import cv2
import numpy as np

from manike.embedded.animator.chance import rng_of
from manike.embedded.animator.colour import CHROMA_ZERO
from manike.embedded.animator.frame import Frame, Pixels

_LUMA_SPAN = 219
_LUMA_RANGE = _LUMA_SPAN / 255
_LUMA_BLACK = 16
_CHROMA_RANGE = 224 / 255
_GRAIN_MARGIN_PX = 64
"""The grain sheet is this much larger than the film; each frame takes another cut of it."""


@dataclass(frozen=True, slots=True)
class Look:
    """How strong the last step is."""

    vignette: float
    """Light lost in the corners, 0..1."""
    grain: float
    """Share of pixels that are one level off, 0..1: enough to break up bands in a sky."""


PLAIN = Look(vignette=0.0, grain=0.0)
FILM = Look(vignette=0.16, grain=0.25)


class Finish:
    """Turns the frame under work into bytes for the encoder."""

    def __init__(self, frame: Frame, look: Look, key: str) -> None:
        self._frame = frame
        height_px, width_px = frame.y.shape
        self._luma_map = _vignette((width_px, height_px), look.vignette)
        half_map = _vignette((width_px // 2, height_px // 2), look.vignette)
        self._chroma_map = half_map
        kept = half_map.astype(np.float64) / 255 * _CHROMA_RANGE
        self._chroma_rest = np.round(CHROMA_ZERO * (1.0 - kept)).astype(np.uint8)
        rng = rng_of(key, "grain")
        self._grain = _grain((width_px, height_px), look.grain, rng)
        self._cuts = rng.integers(0, _GRAIN_MARGIN_PX, (251, 2))
        self.data = np.empty(width_px * height_px * 3 // 2, np.uint8)
        """One frame in yuv420p, limited range, overwritten by each ``write``."""
        self._y, self._u, self._v = _planes_of(self.data, width_px, height_px)

    def write(self, index: int, gain: float) -> None:
        """Fill ``data`` with frame ``index`` of the frame under work, its light times ``gain``."""
        frame = self._frame
        cv2.multiply(frame.y, self._luma_map, self._y, gain * _LUMA_RANGE / 255)
        if gain > 1.0:
            np.minimum(self._y, _LUMA_SPAN, out=self._y)
        cv2.add(self._y, self._grain_of(index), self._y)
        for source, target in ((frame.u, self._u), (frame.v, self._v)):
            cv2.multiply(source, self._chroma_map, target, _CHROMA_RANGE / 255)
            cv2.add(target, self._chroma_rest, target)

    def _grain_of(self, index: int) -> Pixels:
        x, y = self._cuts[index % len(self._cuts)]
        height_px, width_px = self._y.shape
        return self._grain[y : y + height_px, x : x + width_px]


def _vignette(size_px: tuple[int, int], strength: float) -> Pixels:
    """Shape (height, width), 255 in the middle, falling smoothly towards the corners."""
    width_px, height_px = size_px
    # Worked out at an eighth of the size, as at full size it would be a clip's peak of memory.
    x = np.linspace(-1.0, 1.0, max(2, width_px // 8), dtype=np.float32)[None, :]
    y = np.linspace(-1.0, 1.0, max(2, height_px // 8), dtype=np.float32)[:, None]
    distance = np.clip((np.hypot(x, y) / math.sqrt(2.0) - 0.45) / 0.55, 0.0, 1.0)
    smooth = distance * distance * (3.0 - 2.0 * distance)
    kept = cv2.resize(255.0 * (1.0 - strength * smooth), size_px, interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.convertScaleAbs(kept), np.uint8)


def _grain(size_px: tuple[int, int], share: float, rng: np.random.Generator) -> Pixels:
    """Black level of the limited range, give or take one level in ``share`` of the pixels."""
    width_px, height_px = (length + _GRAIN_MARGIN_PX for length in size_px)
    chance = rng.integers(0, 256, (height_px, width_px), np.uint8)
    few = round(128 * share)
    sheet = np.full((height_px, width_px), _LUMA_BLACK, np.uint8)
    sheet[chance < few] -= 1
    sheet[chance >= 256 - few] += 1
    return sheet


def _planes_of(data: Pixels, width_px: int, height_px: int) -> tuple[Pixels, Pixels, Pixels]:
    luma = width_px * height_px
    half = (height_px // 2, width_px // 2)
    return (
        data[:luma].reshape(height_px, width_px),
        data[luma : luma + luma // 4].reshape(half),
        data[luma + luma // 4 :].reshape(half),
    )
