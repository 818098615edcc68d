"""Recorded notes and playing manner of one instrument, turned into a soundfont preset."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from manike.embedded.composer.soundfont.dsp import Wave, loudness
from manike.embedded.composer.soundfont.sf2 import Generator, Preset, Sample, Zone

_TARGET = 0.16
"""Loudness of every instrument at full velocity; -16 dB leaves peaks of plucked sounds whole."""

_PEAK = 0.97
_LOUDEST = 127
_CENTRE_KEY, _SPREAD_KEYS = 62, 36
_HARD_LEFT, _HARD_RIGHT = -500, 500
_VELOCITY_LIMITS = (0, 62, 92, 127)


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """One note of an instrument."""

    key: int
    wave: Wave
    """Shape (n,) or (n, 2), any level."""
    rate_hz: int
    looped: bool = False
    """The whole wave is a loop."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How recordings are played: envelope, filter, vibrato, tremolo."""

    attack_s: float = 0.001
    decay_s: float = 0.0
    sustain_db: float = 0.0
    """Level below the peak that is held after the decay."""
    release_s: float = 0.3
    cutoff_hz: tuple[float, float, float] | None = None
    """Low-pass for soft, middle and strong notes; ``None`` leaves the sound as it is."""
    sweep_cents: int = 0
    """How far the filter opens at the attack, then closes within ``sweep_s``."""
    sweep_attack_s: float = 0.001
    sweep_s: float = 0.3
    vibrato_cents: int = 0
    vibrato_hz: float = 5.2
    vibrato_delay_s: float = 0.35
    tremolo_db: float = 0.0
    tremolo_hz: float = 5.0
    spread: float = 0.0
    """Low keys to the left and high keys to the right, 0..1."""


def samples_of(name: str, recording: Recording) -> tuple[Sample, ...]:
    """One sample for each channel, brought to the loudness that all instruments share."""
    seconds = len(recording.wave) / recording.rate_hz if recording.looped else 0.5
    gain = _TARGET / loudness(recording.wave, recording.rate_hz, seconds)
    wave = recording.wave * min(gain, _PEAK / np.abs(recording.wave).max())
    channels = (wave,) if wave.ndim == 1 else (wave[:, 0], wave[:, 1])
    loop = (0, len(wave)) if recording.looped else None
    return tuple(
        Sample(
            f"{name}{recording.key}{'LR'[side]}",
            _looping(channel, loop),
            recording.rate_hz,
            recording.key,
            loop,
        )
        for side, channel in enumerate(channels)
    )


def preset(name: str, program: int, notes: Sequence[tuple[Sample, ...]], manner: Manner) -> Preset:
    """The preset of a pitched instrument, with its notes spread over the keyboard.

    Args:
        name: shown by soundfont tools.
        program: MIDI program number.
        notes: for each recorded note its channels, from low to high.
        manner: how they are played.
    """
    keys = [samples[0].root_key for samples in notes]
    tops = [(low + high) // 2 for low, high in pairwise(keys)] + [_LOUDEST]
    zones: list[Zone] = []
    for samples, low, high in zip(notes, [-1, *tops], tops, strict=False):
        zones += _note_zones(samples, (low + 1, high), manner)
    return Preset(name, 0, program, tuple(zones))


def drum_zones(name: str, key: int, wave: Wave, rate_hz: int, gain: float) -> tuple[Zone, ...]:
    """Zones of one key of the drum kit; the wave is brought to a peak of ``gain`` below 1."""
    scaled = wave * (gain * _PEAK / np.abs(wave).max())
    channels = (scaled,) if wave.ndim == 1 else (scaled[:, 0], scaled[:, 1])
    pans = (0,) if wave.ndim == 1 else (_HARD_LEFT, _HARD_RIGHT)
    return tuple(
        Zone(
            Sample(f"{name}{side}", _whole(channel), rate_hz, key),
            (key, key),
            (0, _LOUDEST),
            {Generator.PAN: pan, Generator.RELEASE: timecents(6.0)},
        )
        for side, (channel, pan) in enumerate(zip(channels, pans, strict=True))
    )


def timecents(seconds: float) -> int:
    """Seconds in the soundfont's unit; nothing below 1 ms."""
    return round(1200 * math.log2(max(seconds, 0.001)))


def cutoff_cents(hz: float) -> int:
    """A frequency in the soundfont's absolute cents."""
    return round(1200 * math.log2(hz / 8.176))


def _note_zones(samples: tuple[Sample, ...], keys: tuple[int, int], manner: Manner) -> list[Zone]:
    common = _generators(manner)
    place = float(np.clip((samples[0].root_key - _CENTRE_KEY) / _SPREAD_KEYS, -1, 1))
    pans = (_HARD_LEFT, _HARD_RIGHT) if len(samples) > 1 else (round(500 * manner.spread * place),)
    return [
        Zone(sample, keys, velocities, {**common, **cutoff, Generator.PAN: pan})
        for sample, pan in zip(samples, pans, strict=True)
        for velocities, cutoff in _layers(manner)
    ]


def _layers(manner: Manner) -> list[tuple[tuple[int, int], dict[Generator, int]]]:
    """Velocity ranges with the filter of each: a soft touch sounds darker, not only quieter."""
    if manner.cutoff_hz is None:
        return [((0, _LOUDEST), {})]
    limits = _VELOCITY_LIMITS
    return [
        ((limits[i] + (i > 0), limits[i + 1]), {Generator.FILTER_CUTOFF: cutoff_cents(hz)})
        for i, hz in enumerate(manner.cutoff_hz)
    ]


def _looping(channel: Wave, loop: tuple[int, int] | None) -> NDArray[np.int16]:
    """Whole numbers, with the first frames repeated behind a loop for the interpolation."""
    return _whole(channel if loop is None else np.concatenate((channel, channel[:8])))


def _generators(manner: Manner) -> dict[Generator, int]:
    generators = {
        Generator.ATTACK: timecents(manner.attack_s),
        Generator.RELEASE: timecents(manner.release_s),
    }
    if manner.decay_s:
        generators[Generator.DECAY] = timecents(manner.decay_s)
        generators[Generator.SUSTAIN] = round(10 * manner.sustain_db)
    if manner.sweep_cents:
        generators[Generator.MOD_ENVELOPE_TO_CUTOFF] = manner.sweep_cents
        generators[Generator.MOD_ATTACK] = timecents(manner.sweep_attack_s)
        generators[Generator.MOD_DECAY] = timecents(manner.sweep_s)
        generators[Generator.MOD_SUSTAIN] = 1000
        generators[Generator.MOD_RELEASE] = timecents(manner.sweep_s)
    if manner.vibrato_cents:
        generators[Generator.VIBRATO_DEPTH] = manner.vibrato_cents
        generators[Generator.VIBRATO_DELAY] = timecents(manner.vibrato_delay_s)
        generators[Generator.VIBRATO_RATE] = cutoff_cents(manner.vibrato_hz)
    if manner.tremolo_db:
        generators[Generator.TREMOLO_DEPTH] = round(10 * manner.tremolo_db)
        generators[Generator.TREMOLO_DELAY] = timecents(0.001)
        generators[Generator.TREMOLO_RATE] = cutoff_cents(manner.tremolo_hz)
    return generators


def _whole(wave: Wave) -> NDArray[np.int16]:
    return np.round(wave * 32767).astype(np.int16)
