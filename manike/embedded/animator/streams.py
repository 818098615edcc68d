"""Light that runs down falling water: what makes an eye see it fall."""

import cv2
import numpy as np

from manike.embedded.animator.bend import smooth
from manike.embedded.animator.camera import View
from manike.embedded.animator.chance import rng_of
from manike.embedded.animator.frame import Frame, Pixels
from manike.embedded.animator.layers import Layer

_SHARE = 0.5
"""Streams are worked out at half the size: they hold nothing finer."""
_SHEETS = ((430.0, 1.6, 26.0), (610.0, 3.0, 40.0))
"""Speed in pixels a second, width and length in pixels of each sheet's streaks, of a 1080p film."""
_LEVELS = 58.0
"""Of luma, of 255, that the brightest streak adds to the whitest water."""
_WHITE_LUMA = (138.0, 215.0)


class Stream:
    """Bright streaks over one fall, where its water is white."""

    def __init__(
        self,
        layer: Layer,
        box: tuple[float, float, float, float],
        frame: Frame,
        *,
        unit: float,
        key: str,
    ) -> None:
        """Prepare a fall; ``box`` is its left, top, right, bottom in the planes."""
        self.depth = layer.depth
        self._frame = frame
        left, top, right, bottom = (round(side) for side in box)
        white = _white(layer, (left, top, right, bottom))
        size = (max(2, round(white.shape[1] * _SHARE)), max(2, round(white.shape[0] * _SHARE)))
        self._white = np.asarray(cv2.resize(white, size, interpolation=cv2.INTER_AREA), np.uint8)
        middle = [(length - 1) / 2.0 for length in layer.size_px]
        self._corner_px = (left - middle[0], top - middle[1])
        rng = rng_of(key, "stream")
        self._sheets = [
            (_streaks(rng, size, wide * unit * _SHARE, long * unit * _SHARE), speed * unit * _SHARE)
            for speed, wide, long in _SHEETS
        ]

    def draw(self, time_s: float, view: View) -> None:
        """Add the streaks as they are at ``time_s``."""
        light = np.zeros_like(self._white)
        rows = light.shape[0]
        for sheet, speed_px_s in self._sheets:
            # Streaks cover whole pixels of the half size only; a fall is never that slow.
            start = rows - 1 - int(time_s * speed_px_s) % rows
            cv2.add(light, sheet[start : start + rows], light)
        cv2.multiply(light, self._white, light, 1 / 255)
        height_px, width_px = self._frame.y.shape
        scale = view.scale / _SHARE
        x = (width_px - 1) / 2.0 + view.shift_x_px + self._corner_px[0] * view.scale
        y = (height_px - 1) / 2.0 + view.shift_y_px + self._corner_px[1] * view.scale
        x0, y0 = max(0, int(x)), max(0, int(y))
        x1 = min(width_px, int(x + light.shape[1] * scale) + 1)
        y1 = min(height_px, int(y + rows * scale) + 1)
        if x0 >= x1 or y0 >= y1:
            return
        matrix = np.array([[1 / scale, 0.0, (x0 - x) / scale], [0.0, 1 / scale, (y0 - y) / scale]])
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        grown = cv2.warpAffine(light, matrix, (x1 - x0, y1 - y0), flags=flags)
        part = self._frame.y[y0:y1, x0:x1]
        cv2.add(part, grown, part)


def _white(layer: Layer, box: tuple[int, int, int, int]) -> Pixels:
    """How white the water is within a box, 0..255, fading towards its upper and lower side."""
    left, top, right, bottom = box
    whole = np.zeros((bottom - top, right - left), np.float32)
    x, y = layer.corner_px
    tall, wide = layer.pixels.shape[:2]
    rows = slice(max(top, y), min(bottom, y + tall))
    columns = slice(max(left, x), min(right, x + wide))
    if rows.stop > rows.start and columns.stop > columns.start:
        luma = layer.pixels[
            rows.start - y : rows.stop - y, columns.start - x : columns.stop - x, 0
        ].astype(np.float32)
        low, high = _WHITE_LUMA
        whole[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left] = (
            smooth((luma - low) / (high - low))
        )
    down = np.linspace(0.0, 1.0, whole.shape[0])[:, None]
    whole *= smooth(down / 0.12) * smooth((1.0 - down) / 0.2)
    soft = cv2.GaussianBlur(whole, (0, 0), max(1.0, 0.01 * whole.shape[1]))
    return np.asarray(np.round(255.0 * soft), np.uint8)


def _streaks(
    rng: np.random.Generator, size: tuple[int, int], wide_px: float, long_px: float
) -> Pixels:
    """Levels of tall soft streaks, twice as high as ``size`` and seamless at its height."""
    columns, rows = size
    noise = rng.standard_normal((rows, columns)).astype(np.float32)
    tiled = np.vstack([noise, noise, noise])
    soft = cv2.GaussianBlur(tiled, (0, 0), sigmaX=max(0.6, wide_px), sigmaY=max(1.0, long_px))
    part = soft[rows // 2 : rows // 2 + 2 * rows]
    bright = np.clip(part / (2.2 * max(float(part.std()), 1e-6)), 0.0, 1.0)
    return np.asarray(np.round(_LEVELS * bright), np.uint8)
