"""Plucked strings: the modes of a Karplus-Strong string, with the resonances of a body.

The loop filter of Karplus and Strong damps each harmonic at a rate of its own; written as a sum
of modes the same string is exactly in tune at every pitch, as with an ideal fractional delay.
"""

from dataclasses import dataclass

import numpy as np

from manike.embedded.composer.soundfont.dsp import (
    Partials,
    Wave,
    damped,
    ended,
    fall,
    key_hz,
    noise,
    peaks,
    rise,
)
from manike.embedded.composer.soundfont.patch import Recording


@dataclass(frozen=True, slots=True)
class String:
    """A plucked instrument."""

    keys: tuple[int, ...]
    rate_hz: int
    position: float
    """Where it is plucked, as a share of its length."""
    decay_s: float
    """Of the fundamental at C4."""
    damping_hz: float
    """Harmonics above this die sooner."""
    brightness_hz: float
    body: tuple[tuple[float, float, float], ...]
    finger: float
    """Level of the noise of finger or nail."""
    length_s: float


NYLON_GUITAR = String(
    (42, 49, 56, 63, 70, 78),
    32_000,
    0.19,
    3.4,
    1500,
    3600,
    ((104, 0.14, 1.6), (205, 0.18, 1.5), (410, 0.25, 0.8), (1100, 0.5, 0.3)),
    0.05,
    2.2,
)
HARP = String(
    (40, 51, 62, 73, 85),
    32_000,
    0.42,
    4.6,
    2400,
    3200,
    ((170, 0.3, 0.7), (340, 0.4, 0.5)),
    0.03,
    2.3,
)
PIZZICATO = String(
    (41, 53, 65, 78),
    32_000,
    0.23,
    0.75,
    900,
    2200,
    ((190, 0.25, 1.0), (290, 0.2, 1.2), (460, 0.3, 0.9)),
    0.06,
    0.8,
)
UPRIGHT_BASS = String(
    (29, 36, 43, 50),
    24_000,
    0.2,
    2.0,
    420,
    1300,
    ((62, 0.3, 0.8), (100, 0.25, 1.2), (160, 0.3, 0.8), (700, 0.5, 0.5)),
    0.06,
    1.8,
)


def plucked(rng: np.random.Generator, string: String) -> tuple[Recording, ...]:
    """Recordings of a plucked instrument."""
    return tuple(Recording(key, _note(rng, string, key), string.rate_hz) for key in string.keys)


def _note(rng: np.random.Generator, string: String, key: int) -> Wave:
    """Two polarisations of a string, a little apart in pitch and decay, and the finger."""
    hz, rate_hz = key_hz(key), string.rate_hz
    length = int(string.length_s * rate_hz * np.interp(key, (36, 84), (1.0, 0.75)))
    number = np.arange(1, int(min(60, 0.42 * rate_hz / hz)) + 1)
    partial_hz = hz * number * np.sqrt((1 + 4e-5 * number**2) / (1 + 4e-5))
    level = (np.abs(np.sin(np.pi * number * string.position)) + 0.03) / number
    level *= peaks(partial_hz, *string.body) * np.exp(-partial_hz / string.brightness_hz)
    decay_s = string.decay_s * 2.0 ** (-(key - 60) / 22)
    decays = decay_s / (1 + (partial_hz / string.damping_hz) ** 1.4)
    wave = damped(
        Partials(partial_hz * 2 ** (-0.3 / 1200), 0.65 * level, 0.6 * decays), length, rate_hz
    )
    wave += damped(Partials(partial_hz * 2 ** (0.5 / 1200), 0.35 * level, decays), length, rate_hz)
    touch = noise(rng, length, rate_hz, 300, 4 * string.brightness_hz) * fall(
        length, rate_hz, 0.025
    )
    knock_hz = np.array([centre for centre, _, _ in string.body[:2]])
    knock = damped(Partials(knock_hz, np.ones(2), np.full(2, 0.18)), length, rate_hz)
    wave = wave / np.abs(wave).max() + string.finger * (touch + knock)
    return ended(wave * rise(length, rate_hz, 0.0015))
