"""The beat of music that arrived, and where it can jump back without being noticed."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from manike.media.sound import SAMPLE_RATE_HZ, Stereo

HOP = 512
_WINDOW = 2048
_AT_ONCE = 1024
"""Windows: the spectra of four minutes would take half a gigabyte."""
_BANDS = 24
_LOWEST_HZ, _HIGHEST_HZ = 60.0, 8000.0
_TEMPO_SPREAD = 0.12
"""A provider keeps the tempo asked for about so well."""
_LEAST_REGULARITY = 0.15
"""Share of the onsets' energy that comes back after a beat; noise has less than 0.1."""
_FINER_BEATS = 8
_COMPARED_S = 1.0
_BEATS_A_BAR = 4

_Rows = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Loop:
    """From its end, music goes on at its start. In samples."""

    start: int
    end: int


def spectrum_rows(samples: Stereo) -> _Rows:
    """Loudness in 24 bands every 10.7 ms, in bels, shape (n, 24)."""
    mono = samples.mean(axis=1)
    padded = np.pad(mono, (_WINDOW // 2, _WINDOW // 2))
    windows = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::HOP]
    hz = np.fft.rfftfreq(_WINDOW, 1 / SAMPLE_RATE_HZ)
    firsts = np.searchsorted(hz, np.geomspace(_LOWEST_HZ, _HIGHEST_HZ, _BANDS + 1))[:-1]
    shape = np.hanning(_WINDOW).astype(np.float32)
    rows = np.empty((len(windows), _BANDS))
    for start in range(0, len(windows), _AT_ONCE):
        power = np.abs(np.fft.rfft(windows[start : start + _AT_ONCE] * shape, axis=1)) ** 2
        bands = np.add.reduceat(power, firsts, axis=1)
        rows[start : start + _AT_ONCE] = np.log10(bands + 1e-6)
    return rows


def beat_s(rows: _Rows, tempo_bpm: int) -> float:
    """Seconds a beat near the tempo asked for; 0 if none is heard."""
    onsets = np.maximum(np.diff(rows, axis=0), 0).sum(axis=1)
    onsets -= onsets.mean()
    again = np.correlate(onsets, onsets, "full")[onsets.size - 1 :]
    beat_hops = 60 / tempo_bpm * SAMPLE_RATE_HZ / HOP
    lags = np.arange(int(beat_hops * (1 - _TEMPO_SPREAD)), int(beat_hops * (1 + _TEMPO_SPREAD)) + 2)
    lags = lags[lags < again.size]
    if not lags.size or again[0] <= 0 or again[lags].max() < _LEAST_REGULARITY * again[0]:
        return 0.0
    beat = float(lags[np.argmax(again[lags])])
    for count in (2, 4, _FINER_BEATS):  # a longer stretch tells a beat more exactly
        near = np.arange(round(beat * count) - count // 2 - 1, round(beat * count) + count // 2 + 2)
        near = near[near < again.size]
        if near.size:
            beat = float(near[np.argmax(again[near])]) / count
    return beat * HOP / SAMPLE_RATE_HZ


def best_loop(rows: _Rows, body: int, beat: float) -> Loop:
    """The jump back from the body's last part to its first that sounds most alike.

    Args:
        rows: of ``spectrum_rows``.
        body: samples that can be repeated, from the first.
        beat: seconds; the jump is whole bars of four beats if they fit; 0 is any length.
    """
    compared = round(_COMPARED_S * SAMPLE_RATE_HZ / HOP)
    last = max(1, min(body // HOP, len(rows)) - 1)
    shortest = max(1, last // 2)
    best, chosen = np.inf, (0, last)
    bar_hops = beat * _BEATS_A_BAR * SAMPLE_RATE_HZ / HOP
    for end in range(max(shortest, last - 3 * compared), last + 1, 4):
        for jump in _jumps(end, shortest, bar_hops):
            start = end - jump
            span = min(compared, start, end)
            if span < compared // 4:
                continue
            apart = float(np.abs(rows[start - span : start] - rows[end - span : end]).mean())
            if apart < best:
                best, chosen = apart, (start, end)
    return Loop(chosen[0] * HOP, min(chosen[1] * HOP, body))


def _jumps(end: int, shortest: int, bar_hops: float) -> list[int]:
    if 0 < bar_hops <= end:
        counts = range(max(1, int(shortest / bar_hops)), int(end / bar_hops) + 1)
        return [round(count * bar_hops) for count in counts]
    return list(range(shortest, end, 8))
