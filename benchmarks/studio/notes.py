"""How dense music is: the onsets that are heard in a second."""

import numpy as np
from numpy.typing import NDArray

_WINDOW_S, _HOP_S = 0.046, 0.01
_BANDS = 40
_LOWEST_HZ, _HIGHEST_HZ = 60.0, 10_000.0
_COMPRESSION = 1_000.0
_AROUND_S = 0.4
_RISE = 1.5
"""An onset rises above so many times the mean flux around it, and above the floor."""
_FLOOR = 0.02
_APART_S = 0.06
"""Notes nearer than this are one chord."""


def onsets_s(samples: NDArray[np.float32], rate_hz: int) -> NDArray[np.float64]:
    """When notes begin, by peaks in the spectral flux.

    Args:
        samples: shape (n,) or (n, channels), full scale is 1.
        rate_hz: samples a second.

    Returns:
        Seconds, in order.
    """
    mono = samples if samples.ndim == 1 else samples.mean(axis=1)
    flux = _flux(mono, rate_hz)
    if not flux.size:
        return np.zeros(0)
    reach = round(_AROUND_S / _HOP_S)
    around = np.convolve(np.pad(flux, reach, mode="reflect" if flux.size > reach else "edge"),
                         np.ones(2 * reach + 1) / (2 * reach + 1), "valid")  # fmt: skip
    strong = flux > np.maximum(_RISE * around, _FLOOR)
    found: list[int] = []
    for at in np.flatnonzero(strong):
        near = flux[max(0, at - 3) : at + 4]
        if flux[at] < near.max() or (found and (at - found[-1]) * _HOP_S < _APART_S):
            continue
        found.append(int(at))
    return np.array(found, np.float64) * _HOP_S


def notes_per_s(samples: NDArray[np.float32], rate_hz: int) -> float:
    """Onsets a second; notes of one chord count once."""
    length_s = len(samples) / rate_hz
    return len(onsets_s(samples, rate_hz)) / length_s if length_s else 0.0


def _flux(mono: NDArray[np.float32], rate_hz: int) -> NDArray[np.float64]:
    """Rise of the logarithmic band levels from hop to hop, the mean over the bands."""
    window, hop = round(_WINDOW_S * rate_hz), round(_HOP_S * rate_hz)
    padded = np.pad(mono, (window // 2, window))
    starts = np.arange(0, len(mono), hop)
    shape = np.hanning(window)
    edges = np.geomspace(_LOWEST_HZ, min(_HIGHEST_HZ, 0.45 * rate_hz), _BANDS + 1)
    bins = np.unique(np.round(edges * window / rate_hz).astype(int))
    levels = np.empty((len(starts), len(bins) - 1))
    for row, start in enumerate(starts):
        spectrum = np.abs(np.fft.rfft(padded[start : start + window] * shape)) / window
        levels[row] = np.log1p(_COMPRESSION * np.maximum.reduceat(spectrum, bins)[:-1])
    return np.maximum(np.diff(levels, axis=0, prepend=0.0), 0).mean(axis=1)
