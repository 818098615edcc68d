"""The drum kit: membranes, wood, metal and noise, each a function of its own."""

from collections.abc import Callable

import numpy as np

from manike.embedded.composer.instruments import Drum
from manike.embedded.composer.soundfont.dsp import (
    Partials,
    Wave,
    damped,
    ended,
    fall,
    noise,
    rise,
)

RATE_HZ = 32_000

_MEMBRANE_RATIOS = np.array([1.0, 1.594, 2.136, 2.296, 2.653, 2.918, 3.156, 3.501])
"""Modes of an ideal circular membrane."""


def recordings(rng: np.random.Generator) -> dict[Drum, tuple[Wave, float]]:
    """The wave of each drum, shape (n,) or (n, 2), with the peak at which it sits in the kit."""
    return {drum: (make(rng), gain) for drum, (make, gain) in _KIT.items()}


def _membrane(rng: np.random.Generator, hz: float, decay_s: float, slap: float) -> Wave:
    """A drum head whose pitch falls as the stroke fades, with the slap of the stick."""
    length = int(1.3 * decay_s * RATE_HZ)
    level = 1 / np.arange(1.0, 9.0) ** 1.2
    decay = decay_s / (1 + 0.9 * np.arange(8.0))
    head = damped(Partials(hz * _MEMBRANE_RATIOS, level, decay), length, RATE_HZ)
    head = _falling(head, hz, decay_s)
    stick = noise(rng, length, RATE_HZ, 2 * hz, 18 * hz) * fall(length, RATE_HZ, 0.09)
    return ended((head + slap * stick) * rise(length, RATE_HZ, 0.0015))


def _falling(head: Wave, hz: float, decay_s: float) -> Wave:
    """The same sound read faster at its start, so that it begins a quarter higher in pitch."""
    time_s = np.arange(len(head)) / RATE_HZ
    ahead = 0.25 * 0.05 * (1 - np.exp(-time_s / 0.05))
    return np.asarray(np.interp((time_s + ahead) * RATE_HZ, np.arange(len(head)), head, right=0.0))


def _kick(rng: np.random.Generator) -> Wave:
    length = int(0.4 * RATE_HZ)
    time_s = np.arange(length) / RATE_HZ
    turn = 2 * np.pi * (50 * time_s + 65 * 0.028 * (1 - np.exp(-time_s / 0.028)))
    click = 0.05 * noise(rng, length, RATE_HZ, 600, 2500) * fall(length, RATE_HZ, 0.03)
    return ended((np.sin(turn) * fall(length, RATE_HZ, 0.5) + click) * rise(length, RATE_HZ, 0.002))


def _burst(
    rng: np.random.Generator, band_hz: tuple[float, float], attack_s: float, decay_s: float
) -> Wave:
    length = int((attack_s + 1.2 * decay_s) * RATE_HZ)
    shape = rise(length, RATE_HZ, attack_s) * fall(length, RATE_HZ, decay_s)
    return ended(noise(rng, length, RATE_HZ, *band_hz) * shape)


def _ring(hz: tuple[float, ...], decays_s: tuple[float, ...], length_s: float) -> Wave:
    length = int(length_s * RATE_HZ)
    level = 1 / np.arange(1, len(hz) + 1)
    return ended(damped(Partials(np.array(hz), level, np.array(decays_s)), length, RATE_HZ))


def _sum(*waves: Wave) -> Wave:
    out = np.zeros(max(len(wave) for wave in waves))
    for wave in waves:
        out[: len(wave)] += wave
    return out


def _brush_snare(rng: np.random.Generator) -> Wave:
    body = 0.5 * _ring((186.0, 290.0), (0.16, 0.1), 0.25)
    return _sum(_burst(rng, (700, 5500), 0.006, 0.22) * 0.3, body)


def _snare(rng: np.random.Generator) -> Wave:
    """A field drum: a dry head and the rattle of its wires."""
    head = 0.6 * _ring((178.0, 287.0, 402.0), (0.14, 0.09, 0.06), 0.2)
    return _sum(_burst(rng, (1100, 6000), 0.001, 0.2) * 0.35, head)


def _clap(rng: np.random.Generator) -> Wave:
    """Three hands that are not quite together."""
    claps = [
        np.concatenate((np.zeros(int(late_s * RATE_HZ)), _burst(rng, (900, 3000), 0.001, decay_s)))
        for late_s, decay_s in ((0.0, 0.03), (0.011, 0.03), (0.024, 0.16))
    ]
    return _sum(*claps)


def _shaker(rng: np.random.Generator, attack_s: float) -> Wave:
    forth = _burst(rng, (4200, 8500), attack_s, 0.09)
    return _sum(forth, 0.35 * np.concatenate((np.zeros(int(0.05 * RATE_HZ)), forth)))


def _tambourine(rng: np.random.Generator) -> Wave:
    jingles = _ring((5210.0, 6730.0, 7910.0, 9340.0), (0.16, 0.14, 0.12, 0.1), 0.3)
    return _sum(_burst(rng, (4500, 9000), 0.003, 0.12) * 0.3, jingles * 0.4)


def _hat(rng: np.random.Generator) -> Wave:
    metal = _ring((5340.0, 6890.0, 8010.0, 10130.0), (0.07, 0.06, 0.06, 0.05), 0.1)
    return _sum(_burst(rng, (5500, 11000), 0.001, 0.09) * 0.4, metal * 0.25)


def _snap(rng: np.random.Generator) -> Wave:
    return _sum(_burst(rng, (900, 3200), 0.001, 0.12), 0.5 * _burst(rng, (1500, 2600), 0.012, 0.08))


def _cymbal(rng: np.random.Generator, envelope: Callable[[int], Wave], length_s: float) -> Wave:
    """Dense metal in stereo; the highs follow the loudness, as they do on a real plate."""
    length = int(length_s * RATE_HZ)
    shape = envelope(length)
    sides = []
    for _ in range(2):
        low = noise(rng, length, RATE_HZ, 350, 3000) * shape
        high = noise(rng, length, RATE_HZ, 3000, 9000) * shape**1.8
        sides.append(low + 0.9 * high)
    return ended(np.stack(sides, axis=1), 0.1)


def _swelling(length: int) -> Wave:
    """A roll that grows for 80 % of the time, then dies away."""
    peak = int(0.8 * length)
    up = (np.arange(peak) / peak) ** 3
    return np.concatenate((up, fall(length - peak, RATE_HZ, 0.9)))


def _crashing(length: int) -> Wave:
    return rise(length, RATE_HZ, 0.012) * fall(length, RATE_HZ, 2.6)


def _boom(rng: np.random.Generator) -> Wave:
    length = int(2.6 * RATE_HZ)
    time_s = np.arange(length) / RATE_HZ
    turn = 2 * np.pi * (36 * time_s + 30 * 0.12 * (1 - np.exp(-time_s / 0.12)))
    air = 0.12 * noise(rng, length, RATE_HZ, 60, 400) * fall(length, RATE_HZ, 1.2)
    return ended((np.sin(turn) * fall(length, RATE_HZ, 3.2) + air) * rise(length, RATE_HZ, 0.004))


def _riser(rng: np.random.Generator) -> Wave:
    """Air that grows and brightens over two seconds."""
    length = int(2.0 * RATE_HZ)
    place = np.arange(length) / length
    dark = noise(rng, length, RATE_HZ, 200, 900) * place**2 * (1 - place)
    bright = noise(rng, length, RATE_HZ, 900, 5000) * place**4
    return ended(dark + 0.5 * bright, 0.04)


_KIT: dict[Drum, tuple[Callable[[np.random.Generator], Wave], float]] = {
    Drum.LOW_DRUM: (lambda rng: _membrane(rng, 43, 1.8, 0.04), 0.95),
    Drum.TAIKO: (lambda rng: _membrane(rng, 66, 1.3, 0.10), 0.95),
    Drum.TAIKO_HIGH: (lambda rng: _membrane(rng, 98, 0.9, 0.14), 0.85),
    Drum.TAIKO_RIM: (lambda rng: _burst(rng, (900, 3800), 0.001, 0.07), 0.5),
    Drum.TOM_LOW: (lambda rng: _membrane(rng, 84, 0.8, 0.06), 0.85),
    Drum.TOM_HIGH: (lambda rng: _membrane(rng, 126, 0.65, 0.06), 0.8),
    Drum.FRAME_DUM: (lambda rng: _membrane(rng, 92, 0.55, 0.05), 0.85),
    Drum.FRAME_TEK: (
        lambda rng: _sum(
            _burst(rng, (1400, 5000), 0.001, 0.1), 0.4 * _ring((360.0, 540.0), (0.2, 0.15), 0.2)
        ),
        0.5,
    ),
    Drum.KICK: (_kick, 0.9),
    Drum.BRUSH_SNARE: (_brush_snare, 0.5),
    Drum.BRUSH_SWEEP: (lambda rng: _burst(rng, (1200, 5500), 0.16, 0.35), 0.28),
    Drum.HAT: (_hat, 0.28),
    Drum.SHAKER: (lambda rng: _shaker(rng, 0.022), 0.3),
    Drum.SHAKER_SOFT: (lambda rng: _shaker(rng, 0.04), 0.22),
    Drum.TAMBOURINE: (_tambourine, 0.32),
    Drum.WOODBLOCK: (lambda _: _ring((640.0, 1310.0, 2050.0), (0.13, 0.08, 0.04), 0.16), 0.8),
    Drum.WOODBLOCK_HIGH: (lambda _: _ring((860.0, 1740.0, 2700.0), (0.11, 0.07, 0.04), 0.14), 0.75),
    Drum.TICK: (lambda _: _ring((2150.0, 3480.0), (0.035, 0.02), 0.06), 0.35),
    Drum.SNAP: (_snap, 0.6),
    Drum.TRIANGLE: (
        lambda _: _ring((2310.0, 4170.0, 5960.0, 7640.0), (2.0, 1.6, 1.2, 0.9), 1.6),
        0.25,
    ),
    Drum.CYMBAL_SWELL: (lambda rng: _cymbal(rng, _swelling, 2.4), 0.5),
    Drum.CRASH: (lambda rng: _cymbal(rng, _crashing, 1.9), 0.45),
    Drum.BOOM: (_boom, 0.95),
    Drum.RISER: (_riser, 0.4),
    Drum.SNARE: (_snare, 0.5),
    Drum.CLAP: (_clap, 0.5),
}
