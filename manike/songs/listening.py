"""What is heard in a recording: tempo, key, loudness, brightness, density, by librosa and ffmpeg.

All but loudness are measured on a stretch from the middle, so that memory does not grow with the
file. It keeps a core busy for a second or two and holds some 540 MiB: run it in a child process.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from manike.errors import MediaError
from manike.extras import songs_extra
from manike.media.excerpts import sound_excerpt
from manike.media.probe import probe
from manike.media.sniffing import MediaKind, sniff
from manike.quality.levels import SILENCE_LUFS, measure_levels
from manike.songs.keys import key_of

VERSION = 1
"""Counts up with every change of what is measured, so that files are heard again."""

EXCERPT_S = 90.0
_LOUDNESS_S = 3600.0
"""A recording's first hour; decoding more would take minutes and change nothing."""
_RATE_HZ = 22_050
_HOP = 256
"""Samples between frames: 12 ms, so that onsets are placed to some 6 ms."""
_CHROMA_HOP = 1024
_LEAST_S = 2.0
_QUIET_DB = -40.0
"""Below the loudest frame: silence between notes has no brightness."""
_LEAST_BEATS = 8
_ASTRAY_FRAMES = 3
"""A beat so far from where the others say it should be does not count."""
_STEADY = 0.15
"""Of the onsets' autocorrelation at the beat: noise has 0.05, music of ours 0.5 and more."""
_LEAST_ONSET = 1.0
"""Of a beat's strength, in librosa's mean of decibels: a held chord flickers by less."""

Samples = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Heard:
    """What was measured; ``None`` or empty is what could not be told of this sound."""

    duration_s: float
    loudness_lufs: float
    """-70 for silence."""
    tempo_bpm: float | None = None
    key: str = ""
    brightness_hz: float | None = None
    onsets_per_s: float | None = None


def listen(path: Path) -> Heard:
    """Measure a recording.

    Raises:
        MediaError: it is no sound of a known format, broken or empty.
        MachineError: the extra [songs] is missing.
    """
    sniff(path, MediaKind.SOUND)
    info = probe(path)
    if info.audio is None or not info.duration_s > 0:
        raise MediaError(f"{path.name} holds no sound.")
    lufs = measure_levels(path, ("-t", f"{_LOUDNESS_S:g}")).lufs
    if lufs <= SILENCE_LUFS or info.duration_s < _LEAST_S:
        return Heard(info.duration_s, lufs)
    start_s = max((info.duration_s - EXCERPT_S) / 2, 0.0)
    samples = sound_excerpt(path, start_s=start_s, length_s=EXCERPT_S, rate_hz=_RATE_HZ)
    return _measured(samples, info.duration_s, lufs)


def _measured(samples: Samples, duration_s: float, lufs: float) -> Heard:
    with songs_extra("Measuring songs"):
        import librosa
    onsets = librosa.onset.onset_strength(y=samples, sr=_RATE_HZ, hop_length=_HOP)
    starts = librosa.onset.onset_detect(onset_envelope=onsets, sr=_RATE_HZ, hop_length=_HOP)
    tempo = _tempo_bpm(librosa, onsets)
    brightness = _brightness_hz(librosa, samples)
    chroma = librosa.feature.chroma_cqt(y=samples, sr=_RATE_HZ, hop_length=_CHROMA_HOP)
    return Heard(
        duration_s=duration_s,
        loudness_lufs=lufs,
        tempo_bpm=tempo,
        key=key_of(chroma.mean(axis=1)),
        brightness_hz=brightness,
        onsets_per_s=round(len(starts) / (len(samples) / _RATE_HZ), 2),
    )


def _tempo_bpm(librosa: Any, onsets: Samples) -> float | None:  # noqa: ANN401 - untyped module
    """Beats a minute to some hundredths: a line through all beats, not the grid of frames."""
    if onsets.max() < _LEAST_ONSET:
        return None
    _, beats = librosa.beat.beat_track(onset_envelope=onsets, sr=_RATE_HZ, hop_length=_HOP)
    if len(beats) < _LEAST_BEATS:
        return None
    numbers = np.arange(len(beats))
    line = np.polyfit(numbers, beats, 1)
    near = np.abs(beats - np.polyval(line, numbers)) < _ASTRAY_FRAMES
    if near.sum() >= _LEAST_BEATS:
        line = np.polyfit(numbers[near], beats[near], 1)
    step = float(line[0])
    if _regularity(onsets, step) < _STEADY:
        return None
    return round(60 * _RATE_HZ / (_HOP * step), 2)


def _regularity(onsets: Samples, step: float) -> float:
    """Autocorrelation of the onsets at a distance of so many frames, 1 at most."""
    swings = onsets - onsets.mean()
    power = float(swings @ swings)
    lags = (int(step), int(step) + 1)
    return max(float(swings[lag:] @ swings[:-lag]) for lag in lags) / power if power > 0 else 0.0


def _brightness_hz(librosa: Any, samples: Samples) -> float | None:  # noqa: ANN401 - untyped module
    """The mean of the spectrum's centre over the frames that are not quiet."""
    spectrum = np.abs(librosa.stft(samples, hop_length=_CHROMA_HOP))
    level = np.square(spectrum).sum(axis=0)
    loud = level > level.max() * 10 ** (_QUIET_DB / 10)
    centre = librosa.feature.spectral_centroid(S=spectrum[:, loud], sr=_RATE_HZ)
    return round(float(centre.mean()), 1) if centre.size else None
