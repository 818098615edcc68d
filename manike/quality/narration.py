"""A film's sound: where each narration is in it, how loud, and what else is heard meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from manike.media.programs import decoded_sound
from manike.media.sound import SAMPLE_RATE_HZ, Stereo, WavReader
from manike.quality.loudness import integrated_lufs
from manike.quality.plans import FilmPlan, PlannedNarration
from manike.quality.targets import TARGET_LUFS

SEARCHED_S = 1.5
"""As much early or late a narration is looked for."""
_SEARCHED = round(SEARCHED_S * SAMPLE_RATE_HZ)
_WINDOW_SAMPLES = SAMPLE_RATE_HZ // 10
_CHUNK_SAMPLES = 100 * _WINDOW_SAMPLES
_LOUD_SHARE = 0.1
"""Of a voice's mean power; in softer windows the music may hide it."""
_LEAST_GAIN = 0.5
"""Of the gain that brings the voice to the film's loudness. On 19 films of the embedded providers
every window had 0.86 to 1.23 of it; a voice that is moved by a millisecond or two has about 0."""
_FOUND = 0.25
"""Correlation with the mix at the place where a voice is; elsewhere it stays below 0.1."""
_FULL_SCALE = 32_700


@dataclass(frozen=True, slots=True)
class HeardNarration:
    """How much of a narration is heard, in windows of 0.1 s in which it should be loud."""

    loud_s: float
    unheard_s: float
    first_unheard_s: float
    """Film time."""
    late_s: float | None
    """How much later it is heard than planned; ``None`` where it is not found at all."""
    speech_lufs: float
    other_lufs: float
    """All that is heard beside the voice while it speaks; minus infinity for nothing."""


@dataclass(frozen=True, slots=True)
class FilmSound:
    """A film's decoded sound."""

    sample_count: int
    narrations: Mapping[int, HeardNarration]
    """By scene number."""
    clipped: int
    """Times that three samples in a row or more lie at full scale."""
    first_clipped_s: float


def measure_sound(path: Path, plan: FilmPlan, voices: Mapping[int, Path]) -> FilmSound:
    """Decode a film's sound and look for each narration; holds one of them at a time.

    Raises:
        MediaError: the sound can't be decoded, or a voice can't be read.
    """
    with decoded_sound(path) as stream:
        sound = _Sound(stream)
        heard = {
            scene.number: _heard(sound, scene.narration, WavReader.open(voices[scene.number]))
            for scene in plan.scenes
            if scene.narration is not None and scene.number in voices
        }
        sound.skip_to_end()
    return FilmSound(sound.position, heard, sound.clipped, sound.first_clipped_s)


def _heard(sound: "_Sound", narration: PlannedNarration, voice: WavReader) -> HeardNarration:
    said = voice.read(0, voice.sample_count).mean(axis=1)
    start, count = narration.start_sample, len(said)
    around = sound.between(start - _SEARCHED, start + count + _SEARCHED)
    late = _lateness(around.mean(axis=1), said)
    planned = around[_SEARCHED : _SEARCHED + count]
    found = planned if late is None else around[_SEARCHED + late : _SEARCHED + late + count]
    loud, unheard = _compared(planned.mean(axis=1), said)
    speech_lufs, other_lufs = _apart(found, said)
    window_s = _WINDOW_SAMPLES / SAMPLE_RATE_HZ
    return HeardNarration(
        loud_s=int(loud.sum()) * window_s,
        unheard_s=int(unheard.sum()) * window_s,
        first_unheard_s=start / SAMPLE_RATE_HZ + int(np.argmax(unheard)) * window_s,
        late_s=None if late is None else late / SAMPLE_RATE_HZ,
        speech_lufs=speech_lufs,
        other_lufs=other_lufs,
    )


def _lateness(around: NDArray[np.float32], said: NDArray[np.float32]) -> int | None:
    """Samples by which a voice is later than in the middle of ``around``, where it is found."""
    size = 1 << (len(around) + len(said) - 1).bit_length()
    spectrum = np.fft.rfft(around, size) * np.conj(np.fft.rfft(said, size))
    match = np.fft.irfft(spectrum, size)[: 2 * _SEARCHED + 1]
    at = int(np.argmax(match))
    heard = around[at : at + len(said)]
    power = float(np.linalg.norm(heard) * np.linalg.norm(said))
    if power <= 0 or float(match[at]) / power < _FOUND:
        return None
    return at - _SEARCHED


def _compared(
    heard: NDArray[np.float32], said: NDArray[np.float32]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Windows in which a voice should be loud, and those of them in which it is not heard."""
    level = integrated_lufs(said[:, np.newaxis].repeat(2, axis=1), SAMPLE_RATE_HZ)
    least_gain = _LEAST_GAIN * 10 ** ((TARGET_LUFS - level) / 20)
    windows = _windows(said)
    power = np.mean(np.square(windows), axis=1)
    gain = np.mean(windows * _windows(heard), axis=1) / np.maximum(power, 1e-12)
    loud = power > _LOUD_SHARE * np.mean(np.square(said))
    return loud, loud & (gain < least_gain)


def _apart(heard: Stereo, said: NDArray[np.float32]) -> tuple[float, float]:
    """Loudness of a voice in a mix, and of the rest of the mix.

    The limiter turns the voice up and down, so that its gain is taken anew in each window.
    """
    windows = _windows(said)
    power = np.mean(np.square(windows), axis=1)
    products = np.mean(windows * _windows(heard.mean(axis=1)), axis=1)
    whole = float(products.sum()) / max(float(power.sum()), 1e-12)
    loud = power > _LOUD_SHARE * power.mean()
    gain = np.where(loud, products / np.maximum(power, 1e-12), whole)
    voice = np.repeat(gain, _WINDOW_SAMPLES)[: len(said)] * said
    speech = voice[:, np.newaxis].repeat(2, axis=1)
    return integrated_lufs(speech, SAMPLE_RATE_HZ), integrated_lufs(heard - speech, SAMPLE_RATE_HZ)


def _windows(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Shape (windows, samples a window); the last one is filled with silence."""
    return np.pad(samples, (0, -len(samples) % _WINDOW_SAMPLES)).reshape(-1, _WINDOW_SAMPLES)


class _Sound:
    """16-bit stereo that is read once, from its start to its end; what may be asked for is held."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._held = np.zeros((0, 2), "<i2")
        self.position = 0
        self.clipped = 0
        self.first_clipped_s = 0.0

    def between(self, start: int, end: int) -> Stereo:
        """Samples of a stretch that starts after the last one's; silence outside the sound."""
        while self.position < end and self._read(start):
            pass
        first = self.position - len(self._held)
        inside = self._held[max(start - first, 0) : max(end - first, 0)].astype(np.float32)
        before = min(max(first - start, 0), end - start)
        samples = np.pad(inside / 32768, ((before, 0), (0, 0)))[: end - start]
        return np.pad(samples, ((0, end - start - len(samples)), (0, 0)))

    def skip_to_end(self) -> None:
        """Read all that is left."""
        while self._read(self.position):
            pass

    def _read(self, keep_from: int) -> int:
        data = np.frombuffer(self._stream.read(_CHUNK_SAMPLES * 4), "<i2").reshape(-1, 2)
        self._count_clipped(data)
        first = self.position - len(self._held)
        self._held = np.concatenate((self._held[max(keep_from - first, 0) :], data))
        self.position += len(data)
        return len(data)

    def _count_clipped(self, data: NDArray[np.int16]) -> None:
        full = (np.abs(data.astype(np.int32)) >= _FULL_SCALE).astype(np.int8)
        run = full[2:] & full[1:-1] & full[:-2]
        starts = np.diff(run, axis=0, prepend=0) > 0
        count = int(starts.sum())
        if count and not self.clipped:
            at = int(np.flatnonzero(starts.any(axis=1))[0])
            self.first_clipped_s = (self.position + at) / SAMPLE_RATE_HZ
        self.clipped += count
