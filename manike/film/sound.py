"""The film's sound: one master, brought to its loudness as measured on the delivered AAC."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from manike.film.cache import FilmCache
from manike.film.insert_sound import insert_wav
from manike.film.inserts import InsertKind
from manike.film.job import FilmJob
from manike.film.limiter import (
    BLOCK_SAMPLES,
    CONTEXT_SAMPLES,
    block_peaks,
    limiter_curve,
)
from manike.film.mix import Mix, plan_mix
from manike.media.programs import ffmpeg_version, run_ffmpeg
from manike.media.sound import SAMPLE_RATE_HZ
from manike.quality.levels import SILENCE_LUFS, Levels, measure_levels
from manike.quality.targets import MAX_TRUE_PEAK_DBTP, TARGET_LUFS

SOUND_VERSION = 1
"""Goes up when mixing or mastering changes, so that masters of an older engine are made again."""
AAC_OPTIONS = ("-c:a", "aac", "-b:a", "256k", "-flags:a", "+bitexact", "-threads", "1")

_TOLERANCE_LU = 0.2
_FIRST_CEILING_DB = -2.0
"""AAC overshoots the limiter by 0.3 to 1 dB."""
_HIGHEST_CEILING_DB = -1.2
_PEAK_MARGIN_DB = 0.15
_MAX_GAIN_DB = 24.0
_PASSES = 3
_LEAST_SLOPE = 0.25
"""LU won by a decibel of gain; where it is less, more gain only distorts."""
_CHUNK_SAMPLES = 10_000 * BLOCK_SAMPLES
"""10 s, 3.8 MB: what is in memory at a time, whatever the film's length."""
_RAW = ("-f", "f32le", "-ar", str(SAMPLE_RATE_HZ), "-ac", "2")


@dataclass(frozen=True, slots=True)
class SoundMaster:
    """The film's sound as delivered: AAC, 48 kHz, stereo."""

    path: Path
    levels: Levels
    was_kept: bool


def master_sound(job: FilmJob, cache: FilmCache) -> SoundMaster:
    """Find the master among the kept files, or mix, level, encode and keep it.

    Raises:
        MediaError: a sound file is not what it should be.
        MachineError: the disk is full.
    """
    path = cache.path("sound", sound_name(job), ".m4a")
    seal = cache.find(path)
    if seal is not None:
        levels = Levels(seal.figures["lufs"], seal.figures["true_peak_dbtp"])
        return SoundMaster(path, levels, was_kept=True)
    mix = plan_mix(job, insert_sounds(job, cache))
    with cache.scratch() as folder:
        levels = _Mastering(mix, folder).run(path)
    cache.seal(path, {"lufs": levels.lufs, "true_peak_dbtp": levels.true_peak_dbtp})
    return SoundMaster(path, levels, was_kept=False)


def insert_sounds(job: FilmJob, cache: FilmCache) -> dict[InsertKind, Path]:
    """WAV files of the intro and the outro, where these have sound."""
    heard = (insert.kind for insert in job.timeline.inserts if insert.sound_file)
    return {kind: insert_wav(job.inserts[kind], cache) for kind in heard}


def sound_name(job: FilmJob) -> str:
    """SHA-256 over everything that shapes the sound."""
    timeline = job.timeline
    recipe = {
        "version": SOUND_VERSION,
        "ffmpeg": ffmpeg_version(),
        "encoder": AAC_OPTIONS,
        "samples": timeline.sample_count,
        "fps": timeline.fps,
        "voices": [
            (scene.narration.start_sample, job.voices[scene.number].sha256)
            for scene in timeline.scenes
            if scene.narration is not None
        ],
        "music": [
            (cue.model_dump(exclude={"file"}), job.music[cue.number].sha256)
            for cue in timeline.music
        ],
        "inserts": [
            (each.start_frame, each.frame_count, each.sha256)
            for each in timeline.inserts
            if each.sound_file
        ],
    }
    return hashlib.sha256(json.dumps(recipe, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Mastering:
    mix: Mix
    folder: Path

    def run(self, output: Path) -> Levels:
        """Encode until the AAC has its loudness and peak, at most three times."""
        mixed = self.folder / "mix.f32"
        peaks = self._write_mix(mixed)
        search = _GainSearch(_gain_to_target(measure_levels(mixed, _RAW)))
        ceiling_db = _FIRST_CEILING_DB
        for _ in range(_PASSES):
            self._encode(mixed, peaks, search.gain_db, ceiling_db, output)
            levels = measure_levels(output)
            over = levels.true_peak_dbtp - MAX_TRUE_PEAK_DBTP
            if abs(_gain_to_target(levels)) <= _TOLERANCE_LU and over <= 0:
                break
            search.correct(levels)
            ceiling_db = min(ceiling_db - over - _PEAK_MARGIN_DB, _HIGHEST_CEILING_DB)
        return levels

    def _write_mix(self, mixed: Path) -> np.ndarray:
        with mixed.open("wb") as file:
            for start, count in self._chunks():
                file.write(self.mix.read(start, count).tobytes())
        return np.concatenate(
            [
                block_peaks(self._read(mixed, start, count, CONTEXT_SAMPLES), CONTEXT_SAMPLES)
                for start, count in self._chunks()
            ]
        )

    def _encode(
        self, mixed: Path, peaks: np.ndarray, gain_db: float, ceiling_db: float, output: Path
    ) -> None:
        gain = np.float32(10 ** (gain_db / 20))
        curve = limiter_curve(peaks * gain, 10 ** (ceiling_db / 20))
        limited = self.folder / "limited.f32"
        with limited.open("wb") as file:
            for start, count in self._chunks():
                samples = self._read(mixed, start, count, 0) * gain
                samples *= curve.between(start, count)[:, np.newaxis]
                file.write(samples.tobytes())
        run_ffmpeg([*_RAW, "-i", str(limited), *AAC_OPTIONS], output)

    def _read(self, mixed: Path, start: int, count: int, context: int) -> np.ndarray:
        """Samples of the mix with ``context`` more on each side, zeros outside the film."""
        first, last = max(start - context, 0), min(start + count + context, self.mix.sample_count)
        data = np.fromfile(mixed, np.float32, count=(last - first) * 2, offset=first * 8)
        before, after = first - (start - context), start + count + context - last
        return np.pad(data.reshape(-1, 2), ((before, after), (0, 0)))

    def _chunks(self) -> Iterator[tuple[int, int]]:
        for start in range(0, self.mix.sample_count, _CHUNK_SAMPLES):
            yield start, min(_CHUNK_SAMPLES, self.mix.sample_count - start)


@dataclass(slots=True)
class _GainSearch:
    """Gain for the next encoding; the more the limiter takes away, the larger its steps."""

    gain_db: float
    _last: tuple[float, float] | None = None

    def correct(self, levels: Levels) -> None:
        """Move towards the target after the current gain gave these levels."""
        slope = 1.0
        if self._last is not None and abs(self.gain_db - self._last[0]) > _TOLERANCE_LU:
            slope = (levels.lufs - self._last[1]) / (self.gain_db - self._last[0])
        self._last = self.gain_db, levels.lufs
        step_db = _gain_to_target(levels) / min(max(slope, _LEAST_SLOPE), 1.0)
        self.gain_db = min(self.gain_db + step_db, _MAX_GAIN_DB)


def _gain_to_target(levels: Levels) -> float:
    """0 for a silent film: there is nothing to make louder."""
    if levels.lufs <= SILENCE_LUFS:
        return 0.0
    return min(TARGET_LUFS - levels.lufs, _MAX_GAIN_DB)
