"""Drifting fog: two sheets of smooth noise that slide over each other in front of the picture."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from manike.embedded.animator.camera import View
from manike.embedded.animator.chance import rng_of
from manike.embedded.animator.colour import Rgb, yuv_of
from manike.embedded.animator.frame import Frame, Pixels

_COARSE = 8
"""Fog is worked out at an eighth of the film's size: it holds nothing finer."""
_NOISE_SHAPE = (128, 512)
_SHEETS = ((0.011, 1.0), (-0.007, 1.7))
"""Speed in film widths a second and scale of each sheet."""


@dataclass(frozen=True, slots=True)
class VeilSpec:
    """A veil of fog, mist or haze."""

    colour: Rgb
    opacity: float
    """Where it is thickest, 0..1."""
    top: float
    """Opacity at the upper edge as a share of that at the thickest row."""
    depth: float
    """Nearer planes stand before it."""
    thickest: float
    """The row where it is thickest, as a share of the height."""
    pace: float = 1.0
    """How fast it drifts; 1 is still air."""


class Veil:
    """Draws fog into a frame."""

    def __init__(self, spec: VeilSpec, frame: Frame, key: str) -> None:
        self.depth = spec.depth
        self._frame = frame
        height_px, width_px = frame.y.shape
        self._size = (max(2, width_px // _COARSE), max(2, height_px // _COARSE))
        self._colour = yuv_of(spec.colour)
        self._pace = spec.pace
        self._profile = spec.opacity * _profile(spec, self._size[1])
        self._noise = _noise(key)
        self._full = np.empty_like(frame.y)
        self._half = np.empty_like(frame.u)
        self._light = np.empty_like(frame.y)
        self._tint = np.empty_like(frame.u)

    def draw(self, time_s: float, view: View) -> None:
        """Draw the fog as it is at ``time_s``."""
        behind = np.round(255.0 * (1.0 - self._opacity(time_s, view))).astype(np.uint8)
        frame = self._frame
        _veil(frame.y, self._grown(behind, self._full), self._light, self._colour[0])
        half = self._grown(behind, self._half)
        _veil(frame.u, half, self._tint, self._colour[1])
        _veil(frame.v, half, self._tint, self._colour[2])

    def _opacity(self, time_s: float, view: View) -> NDArray[np.float32]:
        """Shape of the coarse frame, 0..1."""
        width_px = self._frame.y.shape[1]
        total = np.zeros((self._size[1], self._size[0]), np.float32)
        for index, (speed, scale) in enumerate(_SHEETS):
            shift = (self._pace * speed * time_s + view.shift_x_px / width_px) * self._size[0]
            step = _NOISE_SHAPE[1] / self._size[0] / 2.0 / scale
            matrix = np.array([[step, 0.0, -shift * step + 131.0 * index], [0.0, step, 0.0]])
            total += cv2.warpAffine(
                self._noise,
                matrix,
                self._size,
                flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
                borderMode=cv2.BORDER_WRAP,
            )
        return np.asarray(total / len(_SHEETS) * self._profile[:, None], np.float32)

    @staticmethod
    def _grown(coarse: Pixels, target: Pixels) -> Pixels:
        size = (target.shape[1], target.shape[0])
        cv2.resize(coarse, size, dst=target, interpolation=cv2.INTER_LINEAR)
        return target


def _veil(target: Pixels, behind: Pixels, light: Pixels, value: float) -> None:
    """Blend ``target`` towards ``value`` where ``behind`` is below 255."""
    cv2.convertScaleAbs(behind, light, alpha=-value / 255.0, beta=value)
    cv2.multiply(target, behind, target, 1 / 255)
    cv2.add(target, light, target)


def _profile(spec: VeilSpec, rows: int) -> NDArray[np.float64]:
    """Opacity by row as a share of the thickest, which is 1."""
    row = np.linspace(0.0, 1.0, rows)
    away = np.abs(row - spec.thickest) / max(spec.thickest, 1.0 - spec.thickest)
    smooth = away * away * (3.0 - 2.0 * away)
    return 1.0 - (1.0 - spec.top) * smooth


def _noise(key: str) -> NDArray[np.float32]:
    """Smooth noise in 0..1 that repeats seamlessly, shape ``_NOISE_SHAPE``.

    Wide banks rather than round blobs: waves are three times longer across than up.
    """
    rows, columns = _NOISE_SHAPE
    spectrum = np.fft.rfft2(rng_of(key, "veil").standard_normal(_NOISE_SHAPE))
    up = np.fft.fftfreq(rows)[:, None] * rows / 3.0
    across = np.fft.rfftfreq(columns)[None, :] * columns / 4.0
    wave = np.hypot(up, across)
    spectrum *= np.where(wave > 0.0, np.exp(-wave / 6.0) / np.maximum(wave, 0.5), 0.0)
    field = np.fft.irfft2(spectrum, _NOISE_SHAPE)
    low, high = np.percentile(field, [4, 96])
    return np.asarray(np.clip((field - low) / (high - low), 0.0, 1.0), np.float32)
