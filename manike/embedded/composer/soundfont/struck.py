"""Pianos, electric piano and mallet instruments, as sums of damped partials."""

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
    rise,
)
from manike.embedded.composer.soundfont.patch import Recording

_PIANO_KEYS = (33, 40, 46, 52, 58, 64, 70, 76, 83, 91)
_PIANO_RATE_HZ = 32_000
_BAR_RATE_HZ = 36_000
_PING_LIMIT_HZ = 500.0
"""Above it the tine's ping would be shrill at 14 times the pitch."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar, tine or plate: ratios of its modes, their levels and decays at C5."""

    keys: tuple[int, ...]
    ratios: tuple[float, ...]
    levels: tuple[float, ...]
    decays_s: tuple[float, ...]
    length_s: float
    knock: float
    """Level of the mallet's noise."""
    knock_hz: tuple[float, float]


VIBRAPHONE = Bar(
    (55, 65, 75, 86), (1, 3.99, 10.6), (1, 0.22, 0.05), (5.0, 1.4, 0.3), 2.0, 0.05, (300, 2500)
)
MARIMBA = Bar(
    (47, 57, 67, 77, 87), (1, 3.93, 9.4), (1, 0.3, 0.1), (0.9, 0.22, 0.07), 1.1, 0.1, (200, 1800)
)
KALIMBA = Bar(
    (57, 66, 75, 84),
    (1, 2.0, 5.42, 13.6),
    (1, 0.12, 0.2, 0.05),
    (1.7, 0.9, 0.3, 0.1),
    1.4,
    0.09,
    (400, 3500),
)
CELESTA = Bar(
    (62, 73, 84, 95),
    (1, 2.0, 2.76, 5.4),
    (1, 0.1, 0.28, 0.1),
    (2.0, 1.2, 0.8, 0.25),
    1.4,
    0.05,
    (500, 4000),
)
GLOCKENSPIEL = Bar(
    (76, 86, 96),
    (1, 2.76, 5.4, 8.93),
    (1, 0.35, 0.2, 0.06),
    (3.0, 1.6, 0.8, 0.3),
    1.7,
    0.04,
    (1500, 8000),
)
MUSIC_BOX = Bar(
    (68, 79, 90),
    (1, 2.0, 3.01, 6.27),
    (1, 0.25, 0.12, 0.16),
    (2.4, 1.5, 1.0, 0.35),
    1.7,
    0.06,
    (2000, 9000),
)


def piano(rng: np.random.Generator, *, felt: bool) -> tuple[Recording, ...]:
    """A grand piano, or an upright with felt between hammers and strings."""
    return tuple(
        Recording(key, _piano_note(rng, key, felt=felt), _PIANO_RATE_HZ)
        for key in (_PIANO_KEYS[1:-1:2] if felt else _PIANO_KEYS)
    )


def electric_piano() -> tuple[Recording, ...]:
    """A tine piano by frequency modulation."""
    return tuple(Recording(key, _tine_note(key), _PIANO_RATE_HZ) for key in (40, 50, 60, 70, 81))


def bars(rng: np.random.Generator, bar: Bar) -> tuple[Recording, ...]:
    """A mallet instrument or music box."""
    return tuple(Recording(key, _bar_note(rng, bar, key), _BAR_RATE_HZ) for key in bar.keys)


def _piano_note(rng: np.random.Generator, key: int, *, felt: bool) -> Wave:
    """Three slightly detuned strings, each with a loud short and a soft long vibration."""
    hz = key_hz(key)
    length = int(np.interp(key, (33, 60, 91), (3.2, 2.7, 1.4)) * _PIANO_RATE_HZ)
    # Stiffness of the strings: about 0.0002 in the bass, doubling every 8.5 keys above.
    stiffness = 2e-4 + 2.2e-4 * 2.0 ** ((key - 60) / 8.5)
    count = int(min(42, 9500 / hz))
    number = np.arange(1, count + 1)
    partial_hz = hz * number * np.sqrt((1 + stiffness * number**2) / (1 + stiffness))
    edge_hz = (1100 if felt else 3000) + 1.6 * hz
    strike = np.abs(np.sin(np.pi * number * (0.117 + 0.004 * np.sin(key))))
    level = (0.08 + strike) / number**0.75 * np.exp(-partial_hz / edge_hz)
    decay_s = 10.0 * 2.0 ** (-(key - 48) / 17) / (1 + 0.10 * (number - 1) ** 0.9)
    wave = np.zeros(length)
    for cents, loud, long in ((-0.45, 0.5, 0.30), (0.0, 0.32, 0.55), (0.5, 0.18, 1.0)):
        detuned = partial_hz * 2.0 ** (cents / 1200)
        wave += damped(Partials(detuned, level * loud, decay_s * long), length, _PIANO_RATE_HZ)
    wave *= rise(length, _PIANO_RATE_HZ, 0.006 if felt else 0.0025)
    return ended(wave + _hammer(rng, hz, length, felt=felt) * np.abs(wave[:4000]).max())


def _hammer(rng: np.random.Generator, hz: float, length: int, *, felt: bool) -> Wave:
    """The knock of key bed and hammer: short noise with a woody thump under it."""
    high_hz = 900.0 if felt else min(2600.0, 700 + 2 * hz)
    knock = noise(rng, length, _PIANO_RATE_HZ, 150, high_hz) * fall(length, _PIANO_RATE_HZ, 0.07)
    thump = damped(
        Partials(np.array([82.0, 131.0]), np.array([1.0, 0.6]), np.array([0.16, 0.12])),
        length,
        _PIANO_RATE_HZ,
    )
    return (0.035 * knock + 0.05 * thump) * rise(length, _PIANO_RATE_HZ, 0.001)


def _tine_note(key: int) -> Wave:
    hz = key_hz(key)
    length = int(np.interp(key, (40, 81), (3.0, 2.0)) * _PIANO_RATE_HZ)
    time_s = np.arange(length) / _PIANO_RATE_HZ
    turn = 2 * np.pi * hz * time_s
    depth = 1.15 * fall(length, _PIANO_RATE_HZ, 1.6) + 0.12
    body = np.sin(turn + depth * np.sin(turn)) * fall(length, _PIANO_RATE_HZ, 5.5)
    ratio = 14 if hz < _PING_LIMIT_HZ else 7
    ping = np.sin(ratio * turn) * fall(length, _PIANO_RATE_HZ, 0.35) * 0.10
    octave = 0.10 * np.sin(2 * turn) * fall(length, _PIANO_RATE_HZ, 3.0)
    wave = (body + ping + octave) * rise(length, _PIANO_RATE_HZ, 0.002)
    return ended(wave - np.mean(wave))


def _bar_note(rng: np.random.Generator, bar: Bar, key: int) -> Wave:
    hz = key_hz(key)
    length = int(bar.length_s * _BAR_RATE_HZ)
    mode_hz = hz * np.array(bar.ratios, dtype=np.float64)
    heard = mode_hz < 0.4 * _BAR_RATE_HZ
    decay_s = np.array(bar.decays_s) * 2.0 ** (-(key - 72) / 24)
    level = np.array(bar.levels) * np.exp(-mode_hz / 9000)
    tone = damped(Partials(mode_hz[heard], level[heard], decay_s[heard]), length, _BAR_RATE_HZ)
    knock = noise(rng, length, _BAR_RATE_HZ, *bar.knock_hz) * fall(length, _BAR_RATE_HZ, 0.03)
    return ended((tone + bar.knock * knock) * rise(length, _BAR_RATE_HZ, 0.0012))
