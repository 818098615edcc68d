"""From stems to the finished cue: room, tone, glue, level, and silence at the end."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from manike.embedded.composer.moods.cast import Room
from manike.embedded.composer.performance import RATE_HZ, StemSound
from manike.embedded.composer.score import Stem
from manike.quality.loudness import integrated_lufs

Sound = NDArray[np.float32]
"""Shape (n, 2), full scale is 1."""

TARGET_LUFS = -18.0
CEILING = 10 ** (-3.6 / 20)
"""Highest sample; 0.6 dB below the promised -3 dBFS, for peaks between samples."""

_KNEE = 10 ** (-9.0 / 20)
_LEVEL_ROUNDS = 4
_LEVEL_DB = 0.1
"""Nearer than this to the target is near enough."""

_SEND = {Stem.BED: 1.0, Stem.FRONT: 0.75, Stem.GROUND: 0.28}
_BLOCK = 1 << 17
_EQ_TAPS = 8192
_SIDE_FROM_HZ = 140.0
_FADE_IN_S = 0.004
_PRE_DELAY_S = 0.016
_ROOM_BANDS = ((120, 500, 1.0), (500, 2000, 0.85), (2000, 7000, 0.5))
"""Low edge, high edge in Hz, and decay as a share of the room's."""

_FRAME_S = 0.01
_GLUE_ABOVE_DB, _GLUE_SHARE = 1.0, 0.45
"""Above the average by this much, 45 % of what is over is taken back."""


@dataclass(frozen=True, slots=True)
class _Bell:
    """A bell of a graphic equaliser."""

    centre_hz: float
    octaves: float
    gain_db: float


_TONE = (_Bell(2200.0, 1.0, -2.0), _Bell(280.0, 0.9, -1.2), _Bell(70.0, 1.0, -1.5))
"""Room for speech at 1-4 kHz, less mud and boom."""

_HIGH_PASS_HZ, _AIR_HZ, _AIR_DB = 34.0, 3500.0, 3.0


def master(
    stems: Iterable[tuple[Stem, StemSound]], room: Room, frame_count: int, ring_s: float
) -> Sound:
    """Mix and finish a cue.

    Args:
        stems: the rendered stems; taken one at a time, so that only one is in memory.
        room: the space it is heard in.
        frame_count: exact length of the result; stems are cut or padded to it.
        ring_s: length of the last chord; silence is reached at its end.

    Returns:
        -18 LUFS where its peaks allow it, no sample above ``CEILING``.
    """
    mix, send = _summed(stems, frame_count)
    _add_convolved(mix, send, _echo(room))
    del send
    _toned(mix)
    _glued(mix)
    _faded(mix, ring_s)
    return levelled(mix)


def _summed(stems: Iterable[tuple[Stem, StemSound]], frame_count: int) -> tuple[Sound, Sound]:
    mix = np.zeros((frame_count, 2), np.float32)
    send = np.zeros((frame_count, 2), np.float32)
    for stem, sound in stems:
        count = min(len(sound.samples), frame_count)
        samples = sound.samples[:count].astype(np.float32) * np.float32(sound.gain / 32768)
        mix[:count] += samples
        send[:count] += samples * np.float32(_SEND[stem])
    return mix, send


def _echo(room: Room) -> Sound:
    """The room's answer to a click: noise that dies sooner the higher it is.

    Normalised so that ``wet_db`` is the level of the echo of steady noise beside its source.
    """
    rng = np.random.default_rng(0x6D616E696B65)
    length = int(room.decay_s * RATE_HZ)
    size = 1 << length.bit_length()
    hz = np.fft.rfftfreq(size, 1 / RATE_HZ)
    time_s = np.arange(length) / RATE_HZ
    rise = np.minimum(time_s / 0.03, 1.0) ** 0.7
    echo = np.zeros((length, 2))
    for low, high, share in _ROOM_BANDS:
        gate = 1 / np.sqrt((1 + (low / np.maximum(hz, 1)) ** 4) * (1 + (hz / high) ** 4))
        decay = np.exp(-6.91 * time_s / (room.decay_s * share)) * rise
        for side in range(2):
            spectrum = np.fft.rfft(rng.standard_normal(length), size) * gate
            echo[:, side] += np.fft.irfft(spectrum, size)[:length] * decay
    echo *= 10 ** (room.wet_db / 20) / np.sqrt(np.sum(echo**2) / 2)
    delay = np.zeros((int(_PRE_DELAY_S * RATE_HZ), 2))
    return np.concatenate((delay, echo)).astype(np.float32)


def _add_convolved(mix: Sound, source: Sound, response: Sound) -> None:
    """Add ``source`` through ``response`` to ``mix`` in place, block by block."""
    size = 1 << (_BLOCK + len(response)).bit_length()
    for side in range(source.shape[1]):
        spectrum = np.fft.rfft(response[:, side], size)
        for start in range(0, len(source), _BLOCK):
            piece = np.fft.rfft(source[start : start + _BLOCK, side], size)
            echo = np.fft.irfft(piece * spectrum, size)
            end = min(start + _BLOCK + len(response), len(mix))
            mix[start:end, side] += echo[: end - start].astype(np.float32)


def _toned(mix: Sound) -> None:
    """Equalise the middle, and take the lows out of the sides, in place."""
    _to_middle_and_sides(mix)
    for side, high_pass_hz in enumerate((_HIGH_PASS_HZ, _SIDE_FROM_HZ)):
        out = np.zeros((len(mix) + _EQ_TAPS // 2, 1), np.float32)
        _add_convolved(out, mix[:, side : side + 1], _tone_taps(high_pass_hz)[:, None])
        mix[:, side] = out[_EQ_TAPS // 2 :, 0]
    _to_middle_and_sides(mix)


def _to_middle_and_sides(mix: Sound) -> None:
    """Left and right to middle and sides, in place; a second time leads back."""
    for start in range(0, len(mix), _BLOCK):
        left = mix[start : start + _BLOCK, 0].copy()
        right = mix[start : start + _BLOCK, 1]
        mix[start : start + _BLOCK, 0] = (left + right) * np.float32(np.sqrt(0.5))
        mix[start : start + _BLOCK, 1] = (left - right) * np.float32(np.sqrt(0.5))


def _tone_taps(high_pass_hz: float) -> Sound:
    """A linear-phase filter of the mastering curve, centred in its taps."""
    hz = np.fft.rfftfreq(_EQ_TAPS, 1 / RATE_HZ)
    safe = np.maximum(hz, 1.0)
    gain_db = sum(
        bell.gain_db * np.exp(-0.5 * (np.log2(safe / bell.centre_hz) / bell.octaves) ** 2)
        for bell in _TONE
    )
    gain_db = gain_db + _AIR_DB / (1 + (_AIR_HZ / safe) ** 3)
    gain = 10 ** (gain_db / 20) / np.sqrt(1 + (high_pass_hz / safe) ** 6) * (hz > 0)
    taps = np.roll(np.fft.irfft(gain, _EQ_TAPS), _EQ_TAPS // 2)
    return np.asarray(taps * np.hanning(_EQ_TAPS), np.float32)


def _glued(mix: Sound) -> None:
    """Soften what is louder than the average by more than a little, slowly, in place."""
    frame = int(_FRAME_S * RATE_HZ)
    count = len(mix) // frame
    if count == 0:
        return
    frames = mix[: count * frame].reshape(count, -1)
    power = np.einsum("fs,fs->f", frames, frames, dtype=np.float64) / (2 * frame) + 1e-9
    level_db = 10 * np.log10(_smoothed(power))
    loud = level_db > level_db.max() - 20
    over_db = np.maximum(level_db - level_db[loud].mean() - _GLUE_ABOVE_DB, 0)
    gain = 10 ** (-over_db * _GLUE_SHARE / 20)
    places = (np.arange(count) + 0.5) * frame
    for start in range(0, len(mix), _BLOCK):
        block = mix[start : start + _BLOCK]
        at = np.arange(start, start + len(block))
        block *= np.interp(at, places, gain).astype(np.float32)[:, None]


def _smoothed(power: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mean over 0.3 s around each frame."""
    window = np.hanning(31)
    padded = np.pad(power, 15, mode="edge")
    return np.convolve(padded, window / window.sum(), "valid")


def _faded(mix: Sound, ring_s: float) -> None:
    """A click-free start, and silence at the end of the last chord, in place."""
    head = min(int(_FADE_IN_S * RATE_HZ), len(mix))
    mix[:head] *= np.linspace(0, 1, head, dtype=np.float32)[:, None]
    tail = min(int(ring_s * 0.5 * RATE_HZ), len(mix))
    still = min(int(0.05 * RATE_HZ), tail // 4)
    slope = 0.5 + 0.5 * np.cos(np.pi * np.linspace(0, 1, tail - still))
    fade = np.concatenate((slope**1.3, np.zeros(still)))
    mix[len(mix) - tail :] *= fade.astype(np.float32)[:, None]


def levelled(mix: Sound) -> Sound:
    """Bring to the target loudness with peaks rounded off below the ceiling."""
    gain_db = TARGET_LUFS - integrated_lufs(mix, RATE_HZ)
    out = np.empty_like(mix)
    for _ in range(_LEVEL_ROUNDS):
        for start in range(0, len(mix), _BLOCK):
            block = mix[start : start + _BLOCK] * np.float32(10 ** (gain_db / 20))
            out[start : start + _BLOCK] = _rounded(block)
        missing_db = TARGET_LUFS - integrated_lufs(out, RATE_HZ)
        if abs(missing_db) < _LEVEL_DB:
            break
        gain_db += missing_db
    return out


def _rounded(sound: Sound) -> Sound:
    """Samples above the knee approach the ceiling and never reach it."""
    size = np.abs(sound)
    room = np.float32(CEILING - _KNEE)
    over = np.maximum(size - np.float32(_KNEE), 0) / room
    bent = np.sign(sound) * (np.float32(_KNEE) + room * np.tanh(over))
    return np.asarray(np.where(size > _KNEE, bent, sound), np.float32)
