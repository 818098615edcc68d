"""The film's sound before mastering: narration to the sample, music ducked under it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isfinite
from pathlib import Path
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from manike.errors import MediaError
from manike.film.arrangement import CueShape, Piece, arrange, arranged_length, fade, heard
from manike.film.ducking import (
    MUSIC_LUFS,
    MUSIC_UNDER_SPEECH_LU,
    SPEECH_LUFS,
    GainCurve,
    Spoken,
    ducked,
)
from manike.film.inserts import Insert, InsertKind
from manike.film.job import FilmJob, SourceFile
from manike.film.timeline import Narration, TimelineCue, sample_of
from manike.media.sound import SAMPLE_RATE_HZ, Stereo, WavReader
from manike.quality.loudness import integrated_lufs

CUE_BLEND_S = 1.0
"""A cue plays on for this long under the start of the next one."""
_CUE_FADE_IN_S = 0.6
_CUE_FADE_OUT_S = 1.5
_CLIP_FADE_IN, _CLIP_FADE_OUT = 0.03 * SAMPLE_RATE_HZ, 0.35 * SAMPLE_RATE_HZ
"""In samples: what begins with a beat keeps it, what is cut off dies away."""
_MEASURED_S = 60
"""Loudness of music is taken from at most this much of it."""
_MAX_GAIN_DB = 15.0


@dataclass(frozen=True, slots=True)
class _Voice:
    start: int
    reader: WavReader
    factor: float

    def heard(self, start: int, count: int) -> Stereo:
        return self.reader.read(start - self.start, count) * np.float32(self.factor)


@dataclass(frozen=True, slots=True)
class _Cue:
    start: int
    length: int
    fade_in: int
    fade_out: int
    pieces: tuple[Piece, ...]
    reader: WavReader
    curve: GainCurve

    def heard(self, start: int, count: int) -> Stereo:
        inside = start - self.start
        samples = heard(self.pieces, self.reader, inside, count)
        gain = self.curve.between(start, count) * self._fades(inside, count)
        samples *= gain[:, np.newaxis]
        return samples

    def _fades(self, inside: int, count: int) -> NDArray[np.float32]:
        at = np.arange(inside, inside + count)
        gain = fade(at / max(self.fade_in, 1))
        gain *= fade((self.length - at) / max(self.fade_out, 1))
        return gain


@dataclass(frozen=True, slots=True)
class _Clip:
    """The sound of an intro or outro."""

    start: int
    length: int
    reader: WavReader
    factor: float

    def heard(self, start: int, count: int) -> Stereo:
        inside = start - self.start
        at = np.arange(inside, inside + count)
        gain = fade(at / _CLIP_FADE_IN) * fade((self.end - at) / _CLIP_FADE_OUT)
        samples = self.reader.read(inside, count) * (gain * self.factor)[:, np.newaxis]
        return samples.astype(np.float32)

    @property
    def end(self) -> int:
        """Where it is over: with its picture, or sooner."""
        return min(self.length, self.reader.sample_count)


@dataclass(frozen=True, slots=True)
class Mix:
    """Voices, cues and the clips around them, mixed stretch by stretch."""

    voices: tuple[_Voice, ...]
    cues: tuple[_Cue, ...]
    clips: tuple[_Clip, ...]
    sample_count: int

    def read(self, start: int, count: int) -> Stereo:
        """Samples ``start`` to ``start + count`` of the film's sound; may exceed full scale."""
        samples = np.zeros((count, 2), np.float32)
        for voice in self.voices:
            if voice.start < start + count and start < voice.start + voice.reader.sample_count:
                samples += voice.heard(start, count)
        for cue in self.cues:
            if cue.start < start + count and start < cue.start + cue.length:
                samples += cue.heard(start, count)
        for clip in self.clips:
            if clip.start < start + count and start < clip.start + clip.length:
                samples += clip.heard(start, count)
        return samples


def plan_mix(job: FilmJob, clips: Mapping[InsertKind, Path] = MappingProxyType({})) -> Mix:
    """Open and measure every sound of the film.

    Args:
        job: the film.
        clips: WAV files of its intro and outro, where these have sound.

    Raises:
        MediaError: a file is not 16-bit WAV at 48 kHz, or has another length than planned.
    """
    timeline = job.timeline
    narrations = {s.number: s.narration for s in timeline.scenes if s.narration is not None}
    voices = tuple(_voice(n, job.voices[number]) for number, n in narrations.items())
    cues = tuple(_cue(job, cue, list(narrations.values())) for cue in timeline.music)
    inserts = tuple(
        _clip(insert, clips[insert.kind], timeline.rate)
        for insert in timeline.inserts
        if insert.kind in clips
    )
    return Mix(voices, cues, inserts, timeline.sample_count)


def _clip(insert: Insert, wav: Path, rate: Fraction) -> _Clip:
    """As loud as the speech, which sets the film's loudness."""
    start, end = sample_of(insert.start_frame, rate), sample_of(insert.end_frame, rate)
    reader = WavReader.open(wav)
    level = integrated_lufs(reader.read(0, reader.sample_count), SAMPLE_RATE_HZ)
    return _Clip(start, end - start, reader, 10 ** (_gain_db(SPEECH_LUFS, level) / 20))


def _voice(narration: Narration, source: SourceFile) -> _Voice:
    reader = WavReader.open(source.path)
    if reader.sample_count != narration.sample_count:
        raise MediaError(
            f"{narration.file}: {reader.sample_count} samples instead of {narration.sample_count}."
        )
    level = integrated_lufs(reader.read(0, reader.sample_count), SAMPLE_RATE_HZ)
    return _Voice(narration.start_sample, reader, 10 ** (_gain_db(SPEECH_LUFS, level) / 20))


def _cue(job: FilmJob, cue: TimelineCue, narrations: Sequence[Narration]) -> _Cue:
    rate = job.timeline.rate
    first, last = (
        sample_of(frame, rate)
        for frame in (job.timeline.music_start_frame, job.timeline.music_end_frame)
    )
    start = sample_of(cue.start_frame, rate)
    end = sample_of(cue.start_frame + cue.frame_count, rate)
    length = min(end + round(CUE_BLEND_S * SAMPLE_RATE_HZ), last) - start
    reader = WavReader.open(job.music[cue.number].path)
    shape = _shape(cue, reader)
    pieces = arrange(shape, length)
    # An ending that fits is left to ring; one that does not is faded, and so is a cue that blends.
    is_whole = end == last and arranged_length(pieces) <= length
    fade_out_s = 0.02 if is_whole else _CUE_FADE_OUT_S
    return _Cue(
        start=start,
        length=length,
        fade_in=round((_CUE_FADE_IN_S if start > first else 0.005) * SAMPLE_RATE_HZ),
        fade_out=min(round(fade_out_s * SAMPLE_RATE_HZ), length),
        pieces=pieces,
        reader=reader,
        curve=_curve(start, pieces, reader, narrations),
    )


def _shape(cue: TimelineCue, reader: WavReader) -> CueShape:
    ending = min(round(cue.ending_s * SAMPLE_RATE_HZ), reader.sample_count)
    return CueShape(reader.sample_count, round(cue.bar_s * SAMPLE_RATE_HZ), ending)


def _curve(
    start: int, pieces: tuple[Piece, ...], reader: WavReader, narrations: Sequence[Narration]
) -> GainCurve:
    longest = _MEASURED_S * SAMPLE_RATE_HZ
    whole = integrated_lufs(reader.read(0, min(reader.sample_count, longest)), SAMPLE_RATE_HZ)
    free_db = _gain_db(MUSIC_LUFS, whole)
    spoken = []
    for narration in narrations:
        count = min(narration.sample_count, longest)
        end = narration.start_sample + narration.sample_count
        level = whole
        if start < end and narration.start_sample < start + arranged_length(pieces):
            part = heard(pieces, reader, narration.start_sample - start, count)
            level = max(whole, integrated_lufs(part, SAMPLE_RATE_HZ))
        under_db = _gain_db(SPEECH_LUFS - MUSIC_UNDER_SPEECH_LU, level)
        spoken.append(Spoken(narration.start_sample, end, min(free_db, under_db)))
    return ducked(spoken, free_db)


def _gain_db(wanted_lufs: float, level_lufs: float) -> float:
    """Gain to a level; 0 for silence, never more than 15 dB up, so that hiss stays hiss."""
    return min(wanted_lufs - level_lufs, _MAX_GAIN_DB) if isfinite(level_lufs) else 0.0
