"""Living light: a slow breath in all scenes, and rare soft lightning in a storm."""

import math
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from manike.embedded.animator.chance import rng_of
from manike.script.models import Setting
from manike.script.vocabulary import Place, TimeOfDay, Weather

_BREATH = 0.008
"""Of the light, up and down."""
_NIGHT_BREATH = 0.014
_BREATH_PERIODS_S = (5.3, 8.9)
FLASH_GAP_S = 4.5
"""Between flashes at least; strobing harms some viewers, and a flash in 4 s is far below it."""
_FLASH_GAIN = 0.24
_ATTACK_S = 0.12
_DECAY_S = 0.55


def gains(setting: Setting, *, frame_count: int, fps: Fraction, key: str) -> NDArray[np.float64]:
    """The light of each frame as a factor about 1, shape (frames,)."""
    time_s = np.arange(frame_count) / float(fps)
    if setting.place is Place.STUDIO:
        return np.ones(frame_count)
    rng = rng_of(key, "light")
    size = _NIGHT_BREATH if setting.time_of_day is TimeOfDay.NIGHT else _BREATH
    light = np.ones(frame_count)
    for period_s, phase in zip(_BREATH_PERIODS_S, rng.uniform(0, 2 * math.pi, 2), strict=True):
        light += 0.5 * size * np.sin(2 * math.pi * time_s / period_s + phase)
    if setting.weather is Weather.STORM:
        light += _lightning(time_s, rng)
    return light


def _lightning(time_s: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.float64]:
    flashes = np.zeros_like(time_s)
    start_s = rng.uniform(0.8, 2.2)
    while start_s < time_s[-1]:
        since_s = time_s - start_s
        rise = np.clip(since_s / _ATTACK_S, 0.0, 1.0)
        decay = np.exp(-np.maximum(since_s - _ATTACK_S, 0.0) / _DECAY_S)
        flashes += _FLASH_GAIN * rng.uniform(0.6, 1.0) * rise * rise * decay
        start_s += FLASH_GAP_S + rng.uniform(0.0, 4.0)
    return flashes
