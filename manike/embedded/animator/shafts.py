"""Shafts of light that come down through water and wander slowly."""

import math

import cv2
import numpy as np

from manike.embedded.animator.camera import View
from manike.embedded.animator.chance import rng_of
from manike.embedded.animator.frame import Frame

_COARSE = 8
_COUNT = 6
_LEVELS = 30.0
"""Of luma, of 255, where a shaft enters."""
_LEAN = 0.28
"""Way to the side for each way down."""


class Shafts:
    """Adds light under water."""

    depth = 0.6

    def __init__(self, frame: Frame, key: str) -> None:
        self._frame = frame
        height_px, width_px = frame.y.shape
        self._size = (max(2, width_px // _COARSE), max(2, height_px // _COARSE))
        rng = rng_of(key, "shafts")
        self._start = (np.arange(_COUNT) + rng.uniform(0.1, 0.9, _COUNT)) / _COUNT
        self._width = rng.uniform(0.012, 0.045, _COUNT)
        self._phase = rng.uniform(0.0, math.tau, (2, _COUNT))
        self._rate_hz = rng.uniform(0.05, 0.13, _COUNT)
        self._lean = _LEAN * (1.0 if rng.random() < 0.5 else -1.0)  # noqa: PLR2004 - a coin
        down = np.linspace(0.0, 1.0, self._size[1])[:, None]
        self._down = down
        self._across = np.linspace(0.0, 1.0, self._size[0])[None, :]
        self._fade = np.clip(1.0 - down / 0.85, 0.0, 1.0) ** 1.4
        self._light = np.empty_like(frame.y)

    def draw(self, time_s: float, view: View) -> None:
        """Add the shafts as they are at ``time_s``."""
        height_px, width_px = self._frame.y.shape
        shift = view.shift_x_px / width_px
        total = np.zeros((self._size[1], self._size[0]))
        ways = self._rate_hz * math.tau * time_s
        shape = height_px / width_px
        for index in range(_COUNT):
            bright = 0.55 + 0.45 * math.sin(ways[index] + self._phase[0, index])
            sway = 0.02 * math.sin(0.7 * ways[index] + self._phase[1, index])
            middle = self._start[index] + sway + shift + self._lean * (self._down - 0.3) * shape
            width = self._width[index] * (1.0 + 1.6 * self._down)
            total += bright * np.exp(-(((self._across - middle) / width) ** 2))
        coarse = np.clip(_LEVELS * total * self._fade, 0.0, 80.0).astype(np.float32)
        light = np.round(coarse).astype(np.uint8)
        cv2.resize(light, (width_px, height_px), dst=self._light, interpolation=cv2.INTER_LINEAR)
        cv2.add(self._frame.y, self._light, self._frame.y)
