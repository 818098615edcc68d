"""Halos of lamps and flames that breathe or flicker, gently: light added to the frame."""

import math

import cv2
import numpy as np

from manike.embedded.animator.camera import View
from manike.embedded.animator.chance import rng_of
from manike.embedded.animator.colour import CHROMA_ZERO, Rgb, yuv_of
from manike.embedded.animator.frame import Frame, Pixels

_FLAME: Rgb = (1.0, 0.56, 0.22)
_LAMP: Rgb = (1.0, 0.8, 0.5)
_WAVES = {
    "flame": ((1.1, 0.45), (2.3, 0.3), (4.1, 0.16), (0.31, 0.3)),
    "lamp": ((0.23, 0.5), (0.61, 0.35), (1.7, 0.12)),
}
"""Rate in Hz and share of each wave: nothing regular, nothing as fast as a strobe."""
_PEAK = {"flame": 34.0, "lamp": 17.0}
"""Levels of luma in the middle at most, of 255."""


class Glow:
    """One halo."""

    def __init__(
        self,
        kind: str,
        place_px: tuple[float, float],
        radius_px: float,
        frame: Frame,
        *,
        depth: float,
        key: str,
    ) -> None:
        """Prepare a halo.

        Args:
            kind: ``flame`` or ``lamp``.
            place_px: its middle in the planes, from their middle.
            radius_px: where it ends.
            frame: is drawn into.
            depth: of the plane.
            key: seeds its rhythm.
        """
        self.depth = depth
        self._frame = frame
        self._place_px = place_px
        half = 2 * max(2, math.ceil(radius_px / 2))
        axis = (np.arange(2 * half) + 0.5 - half) / half
        distance = np.hypot(axis[:, None], axis[None, :])
        falloff = np.clip(1.0 - distance, 0.0, 1.0) ** 2
        y, u, v = yuv_of(_FLAME if kind == "flame" else _LAMP)
        peak = _PEAK[kind]
        self._half = half
        self._light = np.round(falloff * 255).astype(np.uint8)
        soft = cv2.resize(self._light, (half, half), interpolation=cv2.INTER_AREA)
        self._soft = np.asarray(soft, np.uint8)
        self._gain = peak / 255.0
        self._tints = tuple(peak / 255.0 * (value - CHROMA_ZERO) / y for value in (u, v))
        self._waves = _WAVES[kind]
        self._phases = rng_of(key, "glow").uniform(0.0, math.tau, len(self._waves))

    def draw(self, time_s: float, view: View) -> None:
        """Add its light as it is at ``time_s``."""
        height_px, width_px = self._frame.y.shape
        x = (width_px - 1) / 2 + view.shift_x_px + self._place_px[0] * view.scale
        y = (height_px - 1) / 2 + view.shift_y_px + self._place_px[1] * view.scale
        left, top = 2 * round(x / 2) - self._half, 2 * round(y / 2) - self._half
        strength = self._strength(time_s)
        _shine(self._frame.y, self._light, (left, top), strength * self._gain)
        for target, tint in zip((self._frame.u, self._frame.v), self._tints, strict=True):
            _shine(target, self._soft, (left // 2, top // 2), strength * tint)

    def _strength(self, time_s: float) -> float:
        """0..1."""
        total = sum(
            share * math.sin(math.tau * rate_hz * time_s + phase)
            for (rate_hz, share), phase in zip(self._waves, self._phases, strict=True)
        )
        return 0.5 + 0.5 * total / sum(share for _, share in self._waves)


def _shine(target: Pixels, light: Pixels, corner: tuple[int, int], gain: float) -> None:
    left, top = corner
    rows, columns = light.shape
    tall, wide = target.shape
    x0, x1 = max(0, left), min(wide, left + columns)
    y0, y1 = max(0, top), min(tall, top + rows)
    if x0 < x1 and y0 < y1:
        part = target[y0:y1, x0:x1]
        cut = light[y0 - top : y1 - top, x0 - left : x1 - left]
        cv2.addWeighted(part, 1.0, cut, gain, 0.0, part)
