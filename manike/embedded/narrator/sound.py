"""The sound of a voice: silence trimmed, 24 to 48 kHz, brought to one loudness, peaks held down."""

import numpy as np
from numpy.typing import NDArray

from manike.quality.loudness import integrated_lufs

Wave = NDArray[np.float32]

RATE_HZ = 48_000
LOUDNESS_LUFS = -19.0
CEILING = 10 ** (-3.2 / 20)
"""0.2 dB below the -3 dBFS that is promised: rounding to 16 bits must not pass it."""

WINDOW_S = 0.005
_SILENCE_DB = 52.0
_MARGIN_S = 0.04
_FADE_S = 0.008
_FILTER_REACH = 32
_FILTER_BETA = 9.0
_LIMITER_BLOCK = 48
_LEVEL_PASSES = 3
_LIMITER_REACH = 4


def loud_windows(wave: Wave, rate_hz: int, below_peak_db: float) -> NDArray[np.intp]:
    """Indices of the windows of 5 ms that are at most that much quieter than the loudest one."""
    window = round(WINDOW_S * rate_hz)
    whole = wave[: wave.size // window * window].reshape(-1, window)
    power = np.square(whole, dtype=np.float64).mean(axis=1)
    return np.flatnonzero(power > power.max(initial=1e-12) * 10 ** (-below_peak_db / 10))


def heard_span(wave: Wave, rate_hz: int) -> tuple[int, int]:
    """First sample of what is heard and the one after its last, with 40 ms on each side.

    52 dB below the loudest 5 ms is silence: the release of a final t, the quietest sound that
    matters, was measured at 44 to 50 dB below.
    """
    loud = loud_windows(wave, rate_hz, _SILENCE_DB)
    window, margin = round(WINDOW_S * rate_hz), round(_MARGIN_S * rate_hz)
    if not loud.size:
        return 0, wave.size
    return max(0, loud[0] * window - margin), min(wave.size, (loud[-1] + 1) * window + margin)


def faded(wave: Wave, rate_hz: int) -> Wave:
    """The wave with its first and last 8 ms faded, so that a cut is not heard."""
    count = min(round(_FADE_S * rate_hz), wave.size // 2)
    ramp = np.sin(np.linspace(0, np.pi / 2, count, dtype=np.float64)) ** 2
    result = wave.copy()
    result[:count] *= ramp
    result[wave.size - count :] *= ramp[::-1]
    return result


def doubled_rate(wave: Wave) -> Wave:
    """The wave at twice its rate: between two samples the value of a 64-tap half-band filter."""
    offsets = np.arange(-_FILTER_REACH, _FILTER_REACH) + 0.5
    taps = np.sinc(offsets) * np.kaiser(2 * _FILTER_REACH, _FILTER_BETA)
    padded = np.pad(wave.astype(np.float64), (_FILTER_REACH - 1, _FILTER_REACH))
    result = np.empty(2 * wave.size, np.float32)
    result[0::2] = wave
    result[1::2] = np.convolve(padded, taps / taps.sum(), "valid")
    return result


def levelled(wave: Wave, rate_hz: int) -> Wave:
    """The wave at -19 LUFS, its peaks held below -3 dBFS. Silence stays as it is.

    The passes after the first make up for what the limiter took.
    """
    result = wave
    for _ in range(_LEVEL_PASSES):
        loudness = integrated_lufs(result, rate_hz)
        if np.isfinite(loudness):
            result = limited(result * np.float32(10 ** ((LOUDNESS_LUFS - loudness) / 20)))
    return result


def limited(wave: Wave) -> Wave:
    """The wave with peaks held below the ceiling by a gain that moves over 4 ms, ahead of them."""
    block_count = -(-wave.size // _LIMITER_BLOCK)
    padded = np.zeros(block_count * _LIMITER_BLOCK)
    padded[: wave.size] = wave
    peaks = np.abs(padded).reshape(block_count, _LIMITER_BLOCK).max(axis=1)
    gain = np.minimum(1.0, CEILING / np.maximum(peaks, 1e-9))
    if gain.min(initial=1.0) == 1.0:
        return wave
    lowest = _sliding(np.pad(gain, 2 * _LIMITER_REACH, mode="edge")).min(axis=1)
    smooth = _sliding(lowest) @ _smoothing()
    centres = (np.arange(block_count) + 0.5) * _LIMITER_BLOCK
    curve = np.interp(np.arange(wave.size) + 0.5, centres, smooth)
    result: Wave = np.clip(wave * curve, -CEILING, CEILING).astype(np.float32)
    return result


def _sliding(values: NDArray[np.float64]) -> NDArray[np.float64]:
    windows: NDArray[np.float64] = np.lib.stride_tricks.sliding_window_view(
        values, 2 * _LIMITER_REACH + 1
    )
    return windows


def _smoothing() -> NDArray[np.float64]:
    shape = np.hanning(2 * _LIMITER_REACH + 3)[1:-1]
    weights: NDArray[np.float64] = shape / shape.sum()
    return weights
