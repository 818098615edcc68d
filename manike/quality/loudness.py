"""Integrated loudness after ITU-R BS.1770-4: K-weighting and two gates, for arrays of samples."""

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

_BLOCK_S = 0.4
_STEP_S = 0.1
_ABSOLUTE_GATE_LUFS = -70.0
_RELATIVE_GATE_LU = -10.0
_OFFSET_LU = -0.691
_CHUNK_S = 20
_TAIL_S = 0.5
"""The 38 Hz high-pass rings: after 0.5 s its response is 1e-50, so chunks need no more history."""
_SURROUND_GAINS = (1.0, 1.0, 1.0, 1.41, 1.41)


def integrated_lufs(samples: NDArray[np.floating], rate_hz: int) -> float:
    """Loudness of a whole sound.

    Args:
        samples: shape (n,) or (n, channels), full scale is 1; at most 5 channels, in the order
            left, right, centre, left surround, right surround. Shorter than 0.4 s counts as if
            it were followed by silence up to there.
        rate_hz: samples a second.

    Returns:
        LUFS; minus infinity for silence (nothing above -70 LUFS).
    """
    columns = samples[:, np.newaxis] if samples.ndim == 1 else samples
    gains = _SURROUND_GAINS[: columns.shape[1]]
    power = sum(
        gain * _block_power(columns[:, channel], rate_hz) for channel, gain in enumerate(gains)
    )
    return _gated(np.asarray(power, np.float64))


def _gated(power: NDArray[np.float64]) -> float:
    loud = power[_lufs(power) > _ABSOLUTE_GATE_LUFS]
    if not loud.size:
        return float("-inf")
    kept = loud[_lufs(loud) > _lufs(loud.mean(keepdims=True)) + _RELATIVE_GATE_LU]
    return float(_lufs(kept.mean(keepdims=True))[0])


def _lufs(power: NDArray[np.float64]) -> NDArray[np.float64]:
    return _OFFSET_LU + 10 * np.log10(np.maximum(power, 1e-30))


def _block_power(channel: NDArray[np.floating], rate_hz: int) -> NDArray[np.float64]:
    """Mean square of the K-weighted channel in blocks of 0.4 s, one every 0.1 s."""
    step = round(_STEP_S * rate_hz)
    steps_per_block = round(_BLOCK_S / _STEP_S)
    step_count = max(channel.size // step, steps_per_block)
    energy = np.zeros(step_count)
    chunk_steps = round(_CHUNK_S / _STEP_S)
    for first in range(0, step_count, chunk_steps):
        last = min(first + chunk_steps, step_count)
        weighted = _weighted(channel, first * step, last * step, rate_hz)
        energy[first:last] = np.square(weighted).reshape(-1, step).sum(axis=1)
    blocks = np.convolve(energy, np.ones(steps_per_block), "valid")
    return blocks / (step * steps_per_block)


def _weighted(
    channel: NDArray[np.floating], start: int, stop: int, rate_hz: int
) -> NDArray[np.float64]:
    """Samples start to stop of the K-weighted channel, filtered in the frequency domain."""
    tail = round(_TAIL_S * rate_hz)
    before = max(start - tail, 0)
    piece = np.asarray(channel[before:stop], np.float64)
    size = 1 << (stop - before + tail - 1).bit_length()
    spectrum = np.fft.rfft(piece, size) * _k_weighting(size, rate_hz)
    return np.fft.irfft(spectrum, size)[start - before : stop - before]


def _k_weighting(size: int, rate_hz: int) -> NDArray[np.complex128]:
    """Frequency response of the two K-weighting stages at the bins of an ``rfft`` of ``size``."""
    delay = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    return _shelf(delay, rate_hz) * _high_pass(delay, rate_hz)


def _shelf(delay: NDArray[np.complex128], rate_hz: int) -> NDArray[np.complex128]:
    """Stage 1, +4 dB above 1.7 kHz; the analogue values give the standard's at 48 kHz."""
    warped = np.tan(np.pi * 1681.974450955533 / rate_hz)
    gain, quality = 10 ** (3.999843853973347 / 20), 0.7071752369554196
    band = gain**0.4996667741545416
    numerator = (
        gain + band * warped / quality + warped**2,
        2 * (warped**2 - gain),
        gain - band * warped / quality + warped**2,
    )
    return _biquad(delay, numerator, warped, quality)


def _high_pass(delay: NDArray[np.complex128], rate_hz: int) -> NDArray[np.complex128]:
    """Stage 2, a high-pass at 38 Hz. Its numerator is not normalised, as in the standard."""
    warped = np.tan(np.pi * 38.13547087602444 / rate_hz)
    quality = 0.5003270373238773
    scale = 1 + warped / quality + warped**2
    return _biquad(delay, (scale, -2 * scale, scale), warped, quality)


def _biquad(
    delay: NDArray[np.complex128],
    numerator: tuple[float, float, float],
    warped: float,
    quality: float,
) -> NDArray[np.complex128]:
    top = numerator[0] + numerator[1] * delay + numerator[2] * delay**2
    bottom = (
        1
        + warped / quality
        + warped**2
        + 2 * (warped**2 - 1) * delay
        + (1 - warped / quality + warped**2) * delay**2
    )
    response: NDArray[np.complex128] = top / bottom
    return response
