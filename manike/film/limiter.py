"""A look-ahead limiter for true peaks, with a control value each millisecond."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BLOCK_SAMPLES = 48
"""One control value a millisecond at 48 kHz."""
CONTEXT_SAMPLES = 12
"""Neighbours on each side that the interpolation between samples needs."""

_PHASES = (0.25, 0.5, 0.75)
"""Four times oversampled, as ITU-R BS.1770-4 annex 2 measures true peak."""
_LOOK_AHEAD_BLOCKS = 5
_RELEASE_S = 0.12


@dataclass(frozen=True, slots=True)
class LimiterCurve:
    """Gain by block of a whole sound: shape (blocks + 1,), at the blocks' borders."""

    gains: NDArray[np.float32]

    def between(self, start: int, count: int) -> NDArray[np.float32]:
        """Gain of samples ``start`` to ``start + count``, shape (count,)."""
        first = start // BLOCK_SAMPLES
        last = -(-(start + count) // BLOCK_SAMPLES)
        borders = np.arange(first, last + 1) * BLOCK_SAMPLES
        at = np.arange(start, start + count)
        return np.interp(at, borders, self.gains[first : last + 1]).astype(np.float32)


def block_peaks(samples: NDArray[np.float32], context: int) -> NDArray[np.float32]:
    """True peak of each block.

    Args:
        samples: shape (context + n + context, channels).
        context: samples on each side that belong to the neighbours, at least
            ``CONTEXT_SAMPLES``.

    Returns:
        Shape (ceil(n / BLOCK_SAMPLES),).
    """
    count = len(samples) - 2 * context
    peaks = np.abs(samples[context : context + count]).max(axis=1, initial=0.0)
    near = samples[context - CONTEXT_SAMPLES + 1 : context + count + CONTEXT_SAMPLES]
    for phase in _PHASES:
        taps = _taps(phase)
        for channel in range(samples.shape[1]):
            between = np.correlate(near[:, channel], taps, "valid")
            np.maximum(peaks, np.abs(between), out=peaks)
    padding = -len(peaks) % BLOCK_SAMPLES
    blocks = np.pad(peaks, (0, padding)).reshape(-1, BLOCK_SAMPLES)
    highest: NDArray[np.float32] = blocks.max(axis=1).astype(np.float32)
    return highest


def limiter_curve(peaks: NDArray[np.float32], ceiling: float) -> LimiterCurve:
    """The gain that keeps every block under ``ceiling`` (full scale is 1).

    It starts to fall 5 ms before a peak and comes back within 0.12 s after it.
    """
    needed = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9))
    ahead = _lowest_near(needed, _LOOK_AHEAD_BLOCKS)
    held = _released(ahead)
    # The mean of the last values: each of them is low enough for the peak that lies ahead.
    span = _LOOK_AHEAD_BLOCKS
    smooth = np.convolve(np.pad(held, (span - 1, 0), "edge"), np.ones(span) / span, "valid")
    borders = np.append(smooth, smooth[-1:])
    return LimiterCurve(borders.astype(np.float32))


def _lowest_near(needed: NDArray[np.float64], ahead: int) -> NDArray[np.float64]:
    """The lowest of a block, the one before it and the next ``ahead``."""
    padded = np.pad(needed, (1, ahead), constant_values=1.0)
    windows = np.lib.stride_tricks.sliding_window_view(padded, ahead + 2)
    lowest: NDArray[np.float64] = windows.min(axis=1)
    return lowest


def _released(gains: NDArray[np.float64]) -> NDArray[np.float64]:
    """Falls at once, rises by a fixed share of what is missing each millisecond."""
    share = 1.0 - float(np.exp(-1.0 / (_RELEASE_S * 1000 / 3)))
    held = np.empty_like(gains)
    gain = 1.0
    for index, limit in enumerate(gains.tolist()):
        gain = min(limit, gain + (1.0 - gain) * share)
        held[index] = gain
    return held


def _taps(phase: float) -> NDArray[np.float32]:
    """A windowed sinc of 24 taps that gives the value ``phase`` after a sample."""
    reach = CONTEXT_SAMPLES
    at = np.arange(-reach + 1, reach + 1) - phase
    window = np.cos(np.pi * at / (2 * reach)) ** 2
    taps: NDArray[np.float32] = (np.sinc(at) * window).astype(np.float32)
    return taps
