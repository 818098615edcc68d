"""Sounds that are held: strings, choir, pads, woodwind, brass, synthetic bass; all are loops."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from manike.embedded.composer.soundfont.dsp import (
    Partials,
    Wave,
    ensemble,
    key_hz,
    loop_length,
    peaks,
)
from manike.embedded.composer.soundfont.patch import Recording

Spectrum = Callable[[Wave, Wave], Wave]
"""Level of harmonics by their number and frequency in Hz."""


@dataclass(frozen=True, slots=True)
class Blend:
    """How a held sound is made."""

    keys: tuple[int, ...]
    rate_hz: int
    channels: int
    seconds: float
    cents: float
    """Spread of pitch among the players: 25 is a string section, 2 one player."""
    breath: float
    """Level of air, bow or lip noise around the harmonics."""
    top_hz: float
    spectrum: Spectrum


def held(rng: np.random.Generator, blend: Blend) -> tuple[Recording, ...]:
    """Recordings of a held sound."""
    return tuple(
        Recording(key, _loop(rng, blend, key), blend.rate_hz, looped=True) for key in blend.keys
    )


def _loop(rng: np.random.Generator, blend: Blend, key: int) -> Wave:
    hz = key_hz(key)
    length = loop_length(hz, blend.seconds, blend.rate_hz)
    number = np.arange(1, int(min(blend.top_hz, 0.45 * blend.rate_hz) / hz) + 1, dtype=np.float64)
    harmonic_hz = hz * number
    level = blend.spectrum(number, harmonic_hz)
    width = harmonic_hz * (2 ** (blend.cents / 1200) - 1)
    shape = (length, blend.channels)
    # Players who only drift would leave holes where they cancel: half the power stands still, and
    # nearly all of it where the spread is less than 3 bins, so that few of them would beat slowly.
    drift = 0.5 * np.clip(width * length / (3 * blend.rate_hz), 0, 1)
    every = np.ones_like(number)
    moving = Partials(harmonic_hz, level * np.sqrt(drift), every)
    still = Partials(harmonic_hz, level * np.sqrt(1 - drift), every)
    wave = ensemble(rng, moving, width, shape, blend.rate_hz)
    wave += ensemble(rng, still, 0 * width, shape, blend.rate_hz)
    if blend.breath:
        air = Partials(harmonic_hz, level**0.6 * blend.breath, every)
        wave = wave + ensemble(rng, air, 0.25 * harmonic_hz + 60, shape, blend.rate_hz)
    return wave if blend.channels > 1 else wave[:, 0]


def _strings(number: Wave, hz: Wave) -> Wave:
    body = peaks(hz, (280, 0.3, 0.6), (480, 0.3, 0.5), (1000, 0.4, 0.3), (2700, 0.5, 0.5))
    return body / number * np.exp(-hz / 5000)


def _cello(number: Wave, hz: Wave) -> Wave:
    body = peaks(hz, (110, 0.3, 0.6), (220, 0.25, 1.0), (430, 0.3, 0.9), (1500, 0.5, 0.5))
    return body / number**1.05 * np.exp(-hz / 2600)


def _choir(number: Wave, hz: Wave) -> Wave:
    """An open vowel between "ah" and "oh", with the singers' formant far back."""
    vowel = peaks(hz, (560, 0.28, 6.0), (950, 0.22, 4.0), (2500, 0.2, 0.9)) - 0.75
    return vowel / number**1.15 * np.exp(-hz / 4000)


def _warm(number: Wave, hz: Wave) -> Wave:
    return (1 + 0.4 * (number % 2)) / number**1.35 * np.exp(-hz / 1800)


def _glass(number: Wave, hz: Wave) -> Wave:
    chosen = np.isin(number, (1, 2, 3, 5, 8, 12))
    return np.where(chosen, 1.0, 0.02) / number**0.9 * np.exp(-hz / 3500)


def _flute(number: Wave, hz: Wave) -> Wave:
    drop = np.array([1.0, 0.42, 0.16, 0.07, 0.035, 0.02])
    level = np.where(number <= len(drop), drop[np.minimum(number.astype(int), len(drop)) - 1], 0.01)
    return level * np.exp(-hz / 5000)


def _clarinet(number: Wave, hz: Wave) -> Wave:
    """Odd harmonics rule, as in a tube closed at one end; less so high up."""
    even = np.clip(hz / 4500, 0.08, 0.6)
    return np.where(number % 2 == 1, 1.0, even) / number * np.exp(-hz / 2300)


def _horn(number: Wave, hz: Wave) -> Wave:
    return peaks(hz, (420, 0.6, 1.2)) / number**0.5 * np.exp(-hz / 1000)


def _brass(number: Wave, hz: Wave) -> Wave:
    return peaks(hz, (520, 0.6, 1.2), (1200, 0.5, 0.6)) / number**0.55 * np.exp(-hz / 2000)


def _synth_bass(number: Wave, hz: Wave) -> Wave:
    return np.where(number == 1, 1.6, 1.0 / number) * np.exp(-hz / 1500)


def _violin(number: Wave, hz: Wave) -> Wave:
    body = peaks(hz, (280, 0.25, 0.8), (460, 0.25, 1.0), (900, 0.3, 0.5), (2500, 0.5, 0.7))
    return body / number**1.1 * np.exp(-hz / 3600)


def _trumpet(number: Wave, hz: Wave) -> Wave:
    return peaks(hz, (1100, 0.6, 1.4), (2400, 0.5, 0.5)) / number**0.6 * np.exp(-hz / 2400)


def _accordion(number: Wave, hz: Wave) -> Wave:
    """Free reeds: all harmonics, the odd ones more, under a wooden box."""
    box = peaks(hz, (520, 0.4, 0.6), (1400, 0.5, 0.5))
    return box * (0.7 + 0.3 * (number % 2)) / number**0.85 * np.exp(-hz / 2600)


def _saw(number: Wave, hz: Wave) -> Wave:
    return 1 / number * np.exp(-hz / 6000)


def _whistle(number: Wave, hz: Wave) -> Wave:
    """Nearly a sine, as a theremin or a bowed saw."""
    return np.where(number == 1, 1.0, 0.09 / number) * np.exp(-hz / 4000)


STRINGS = Blend((38, 49, 60, 70, 81), 32_000, 2, 1.9, 14, 0.012, 9000, _strings)
CELLO = Blend((38, 47, 56, 66), 32_000, 1, 1.6, 2.0, 0.02, 7000, _cello)
CHOIR = Blend((47, 57, 67, 77), 30_000, 2, 1.8, 16, 0.025, 6500, _choir)
WARM_PAD = Blend((40, 51, 62, 74), 20_000, 2, 2.2, 11, 0.0, 5000, _warm)
GLASS_PAD = Blend((52, 66, 80), 28_000, 2, 1.6, 7, 0.01, 9000, _glass)
FLUTE = Blend((63, 71, 79, 87), 32_000, 1, 1.5, 1.3, 0.045, 9000, _flute)
CLARINET = Blend((54, 62, 70, 79), 32_000, 1, 1.4, 1.0, 0.03, 8000, _clarinet)
HORN = Blend((43, 52, 61, 70), 24_000, 2, 1.3, 4.5, 0.012, 4500, _horn)
BRASS = Blend((38, 48, 58, 68), 28_000, 2, 1.3, 6.0, 0.012, 7000, _brass)
SYNTH_BASS = Blend((30, 38, 46), 24_000, 1, 1.2, 0.8, 0.0, 3000, _synth_bass)
VIOLIN = Blend((57, 65, 73, 82), 32_000, 1, 1.3, 1.8, 0.025, 8000, _violin)
TRUMPET = Blend((56, 64, 72, 80), 28_000, 1, 1.1, 1.6, 0.015, 7500, _trumpet)
ACCORDION = Blend((48, 58, 68, 79), 28_000, 1, 1.2, 4.0, 0.01, 7000, _accordion)
SYNTH_PLUCK = Blend((43, 55, 67, 79), 32_000, 1, 0.8, 5.0, 0.0, 9000, _saw)
WHISTLE = Blend((60, 72, 84), 24_000, 1, 0.9, 1.0, 0.02, 5000, _whistle)
