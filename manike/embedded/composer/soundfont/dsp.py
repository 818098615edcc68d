"""Building blocks of synthesis: damped partials, looping ensembles, shaped noise, levels.

Everything is elementwise or an FFT in double precision: no matrix product, whose rounding could
follow the number of threads.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Wave = NDArray[np.float64]
"""Shape (n,) for one channel, (n, 2) for two."""

_BLOCK_FRAMES = 512
_DECAY_60_DB = 6.907755
_GAUSS_REACH = 4.0
"""Standard deviations after which a partial's skirt is left out: 70 dB below its centre."""


@dataclass(frozen=True, slots=True, eq=False)
class Partials:
    """Sinusoids of a sound; all arrays have the shape (partials,)."""

    hz: Wave
    level: Wave
    decay_s: Wave
    """Time in which it falls by 60 dB."""


def key_hz(key: float) -> float:
    """Frequency of a MIDI key, A4 = 440 Hz."""
    return float(440.0 * 2.0 ** ((key - 69) / 12))


def damped(partials: Partials, length: int, rate_hz: int) -> Wave:
    """Sum of exponentially damped sines that all start at a zero crossing.

    Each partial is the product of a coarse and a fine rotation, so that a long sound needs no
    sine for each sample and stays exactly in tune.

    Returns:
        Shape (length,).
    """
    blocks = -(-length // _BLOCK_FRAMES)
    out = np.zeros((blocks, _BLOCK_FRAMES))
    poles = (2j * np.pi * partials.hz - _DECAY_60_DB / partials.decay_s) / rate_hz
    for pole, level in zip(poles, partials.level, strict=True):
        coarse = level * np.exp(pole * _BLOCK_FRAMES * np.arange(blocks))
        fine = np.exp(pole * np.arange(_BLOCK_FRAMES))
        out += np.outer(coarse.real, fine.imag) + np.outer(coarse.imag, fine.real)
    return out.ravel()[:length]


def loop_length(hz: float, seconds: float, rate_hz: int) -> int:
    """Frames of a loop of about ``seconds`` that holds whole periods of ``hz``.

    The rounding to a whole frame detunes by less than 0.03 cents from 0.6 s on.
    """
    return round(max(round(seconds * hz), 1) * rate_hz / hz)


def ensemble(
    rng: np.random.Generator, partials: Partials, width_hz: Wave, shape: tuple[int, int], rate: int
) -> Wave:
    """Many players on one note, as a sound that loops without a seam.

    Each partial is a bell in the spectrum with random phases, as in Nasca's PADsynth; the
    inverse transform is periodic by nature.

    Args:
        rng: draws the phases, other ones for each channel.
        partials: ``decay_s`` is not used.
        width_hz: standard deviation of each bell; far below one bin it is a steady tone.
        shape: frames and channels.
        rate: frames a second.

    Returns:
        Shape ``shape``.
    """
    length, channels = shape
    power = np.zeros(length // 2 + 1)
    bin_hz = rate / length
    for hz, level, width in zip(partials.hz, partials.level, width_hz, strict=True):
        _add_bell(power, hz / bin_hz, level, max(width / bin_hz, 0.05))
    magnitude = np.sqrt(power)
    phases = rng.uniform(0, 2 * np.pi, (channels, len(power)))
    waves = [np.fft.irfft(magnitude * np.exp(1j * phase), length) for phase in phases]
    return np.stack(waves, axis=1) * length


def _add_bell(power: Wave, centre: float, level: float, width: float) -> None:
    """Add a bell of total power ``level**2``, in bins, in place."""
    low = max(int(centre - _GAUSS_REACH * width - 1), 1)
    high = min(int(centre + _GAUSS_REACH * width + 2), len(power))
    if low >= high:
        return
    bell = np.exp(-0.5 * ((np.arange(low, high) - centre) / width) ** 2)
    if bell.sum() > 0:
        power[low:high] += level**2 * bell / bell.sum()


def shaped(wave: Wave, rate_hz: int, response: Callable[[Wave], Wave]) -> Wave:
    """``wave`` with its spectrum multiplied by ``response(frequencies_hz)``, without delay."""
    padded = len(wave) + rate_hz // 10
    spectrum = np.fft.rfft(wave, padded, axis=0)
    gain = response(np.fft.rfftfreq(padded, 1 / rate_hz).astype(np.float64))
    if wave.ndim > 1:
        gain = gain[:, None]
    whole: Wave = np.fft.irfft(spectrum * gain, padded, axis=0)
    return whole[: len(wave)]


def band(low_hz: float, high_hz: float, order: int = 2) -> Callable[[Wave], Wave]:
    """A response that lets ``low_hz``..``high_hz`` pass with slopes of 6 dB/octave x ``order``."""

    def response(hz: Wave) -> Wave:
        safe = np.maximum(hz, 1e-3)
        return 1 / np.sqrt(
            (1 + (low_hz / safe) ** (2 * order)) * (1 + (safe / high_hz) ** (2 * order))
        )

    return response


def peaks(hz: Wave, *centres: tuple[float, float, float]) -> Wave:
    """Gain of resonances at ``hz``: 1 plus a bell for each (centre_hz, width_octaves, gain)."""
    gain = np.ones_like(hz)
    octaves = np.log2(np.maximum(hz, 1.0))
    for centre_hz, width, height in centres:
        gain += height * np.exp(-0.5 * ((octaves - np.log2(centre_hz)) / width) ** 2)
    return gain


def noise(
    rng: np.random.Generator, length: int, rate_hz: int, low_hz: float, high_hz: float
) -> Wave:
    """Noise of unit power between two frequencies, shape (length,)."""
    raw = shaped(rng.standard_normal(length), rate_hz, band(low_hz, high_hz))
    return np.asarray(raw / (np.sqrt(np.mean(raw**2)) + 1e-12))


def fall(length: int, rate_hz: int, decay_s: float) -> Wave:
    """An envelope that starts at 1 and falls by 60 dB in ``decay_s``."""
    curve: Wave = np.exp(-_DECAY_60_DB * np.arange(length) / (decay_s * rate_hz))
    return curve


def rise(length: int, rate_hz: int, attack_s: float) -> Wave:
    """An envelope that rises from 0 to 1 along half a cosine in ``attack_s``, then stays."""
    frames = max(int(attack_s * rate_hz), 1)
    ramp = np.minimum(np.arange(length) / frames, 1.0)
    return 0.5 - 0.5 * np.cos(np.pi * ramp)


def ended(wave: Wave, share: float = 0.25) -> Wave:
    """``wave`` faded to silence over its last ``share``, along half a cosine."""
    tail = int(len(wave) * share)
    fade = np.ones(len(wave))
    fade[len(wave) - tail :] = 0.5 + 0.5 * np.cos(np.pi * (np.arange(tail) + 1) / tail)
    return wave * (fade if wave.ndim == 1 else fade[:, None])


def loudness(wave: Wave, rate_hz: int, seconds: float) -> float:
    """Root mean square of the first ``seconds`` as an ear weighs it: bass and air count less."""
    part = wave[: int(seconds * rate_hz)]
    heard = shaped(part, rate_hz, lambda hz: band(150, 9000, 1)(hz) * peaks(hz, (2600, 0.9, 0.4)))
    return float(np.sqrt(np.mean(heard**2)))
