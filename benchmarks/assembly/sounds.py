"""Speech-like narrations whose words have known times, and a piece of music to loop."""

from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from manike.media.sound import SAMPLE_RATE_HZ, write_wav
from manike.ports import Word

BAR_S = 2.5
_BARS = 8
_TEXT = (
    "the harbour wakes before light and small boats carry nets across quiet water while gulls "
    "follow each wake toward open sea where old charts end new stories begin every morning again "
    "under clear wide skies someone waits beside stone walls for bread warm from village ovens"
)
_GAP_S = 0.03
_PITCH_HZ = (105.0, 210.0)
_HARMONICS = 24
_VOICE_PEAK = 0.5
_MUSIC_PEAK = 0.3
_CHORDS_HZ = ((220.0, 261.6, 329.6), (174.6, 220.0, 261.6), (196.0, 246.9, 293.7))


def write_narration(path: Path, seed: int, count: int, seconds: float) -> tuple[Word, ...]:
    """Write ``count`` words as 16-bit mono that lasts ``seconds``; returns their times."""
    draw = np.random.default_rng([1, seed])
    texts = _sentence([str(text) for text in draw.choice(_TEXT.split(), count)])
    samples = round(seconds * SAMPLE_RATE_HZ)
    weights = np.cumsum([0, *(len(text) + 2 for text in texts)])
    bounds = [int(bound) for bound in weights * samples // weights[-1]]
    spoken = [_word(draw, end - start) for start, end in pairwise(bounds)]
    sound = np.concatenate(spoken)
    write_wav(path, (sound * _VOICE_PEAK / np.max(np.abs(sound))).astype(np.float32))
    gap = round(_GAP_S * SAMPLE_RATE_HZ)
    return tuple(
        Word(text=text, start_s=start / SAMPLE_RATE_HZ, end_s=(end - gap) / SAMPLE_RATE_HZ)
        for text, (start, end) in zip(texts, pairwise(bounds), strict=True)
    )


def write_music(path: Path) -> float:
    """Write eight bars of chords as 16-bit stereo; returns their length in seconds."""
    bar = round(BAR_S * SAMPLE_RATE_HZ)
    at = np.arange(bar) / SAMPLE_RATE_HZ
    left, right = [], []
    for number in range(_BARS):
        chord = _CHORDS_HZ[number % len(_CHORDS_HZ)]
        notes = [_note(at, hz, strike * BAR_S / 4) for strike, hz in enumerate((*chord, chord[1]))]
        left.append(notes[0] + 0.6 * notes[1] + notes[2] + 0.8 * notes[3])
        right.append(0.8 * notes[0] + notes[1] + 0.6 * notes[2] + notes[3])
    sound = np.stack([np.concatenate(left), np.concatenate(right)], axis=1)
    write_wav(path, (sound * _MUSIC_PEAK / np.max(np.abs(sound))).astype(np.float32))
    return _BARS * BAR_S


def _sentence(texts: list[str]) -> list[str]:
    return [texts[0].capitalize(), *texts[1:-1], texts[-1] + "."]


def _word(draw: np.random.Generator, length: int) -> NDArray[np.float64]:
    """A breath of noise, then a tone with harmonics whose pitch and colour wander."""
    voiced = length - round(_GAP_S * SAMPLE_RATE_HZ)
    steps = np.linspace(0, 1, voiced)
    pitch_hz = draw.uniform(*_PITCH_HZ) * (1 + 0.12 * np.sin(draw.uniform(1, 5) * steps))
    phase = 2 * np.pi * np.cumsum(pitch_hz) / SAMPLE_RATE_HZ
    formant = draw.uniform(2, 9)
    tone = sum(
        np.sin(number * phase + draw.uniform(0, 6)) / (1 + abs(number - formant))
        for number in range(1, _HARMONICS)
    )
    sound = tone + 2.5 * draw.standard_normal(voiced) * np.exp(-steps * 12)
    return np.pad(sound * np.sin(np.pi * steps) ** 0.5, (0, length - voiced))


def _note(at: NDArray[np.float64], hz: float, start_s: float) -> NDArray[np.float64]:
    since = np.maximum(at - start_s, 0.0)
    strike = np.minimum(since / 0.01, 1.0) * np.exp(-1.8 * since)
    return strike * (np.sin(2 * np.pi * hz * since) + 0.3 * np.sin(4 * np.pi * hz * since))
