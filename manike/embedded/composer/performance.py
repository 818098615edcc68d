"""From a score to sound: humanised MIDI for each stem, rendered through the soundfont."""

import hashlib
import io
import wave
from collections.abc import Sequence
from dataclasses import dataclass

import midirenderer
import mido
import numpy as np
from numpy.typing import NDArray

from manike.embedded.composer.score import Line, Note, Score, Stem
from manike.errors import MediaError

RATE_HZ = 48_000
_TICKS_PER_S = 1000
_DRUM_CHANNEL = 9
_VOLUME = 105
_REFERENCE_DB = 0.0
_FULL_SCALE = 32768
_LOUDEST = 32767
_ATTEMPTS = 6
_QUIETER = 0.75
"""Factor of the volume controller after a render that clipped; the level falls by 5 dB."""

_VOLUME_CC, _PAN_CC, _REVERB_CC, _CHORUS_CC = 7, 10, 91, 93
_LATEST_S = 0.03


@dataclass(frozen=True, slots=True, eq=False)
class StemSound:
    """A rendered stem."""

    samples: NDArray[np.int16]
    """Shape (n, 2), full scale 32768."""
    gain: float
    """Factor that brings it to its level beside the other stems."""


def perform(score: Score, stem: Stem, soundfont: bytes, seed: int) -> StemSound | None:
    """Render the lines of one stem.

    Returns:
        ``None`` if no line of the score belongs to the stem.

    Raises:
        MediaError: the renderer rejects the soundfont or the notes.
    """
    lines = [line for line in score.lines if line.stem is stem]
    if not lines:
        return None
    volume = float(_VOLUME)
    for _ in range(_ATTEMPTS):
        samples = _rendered(soundfont, _midi(score, lines, round(volume), seed))
        if samples.size and max(samples.max(), -int(samples.min())) < _LOUDEST:
            break
        volume *= _QUIETER
    return StemSound(samples, (_VOLUME / round(volume)) ** 2)


def _midi(score: Score, lines: Sequence[Line], volume: int, seed: int) -> bytes:
    """A MIDI file of one track, in ticks of a millisecond."""
    channels = [channel for channel in range(16) if channel != _DRUM_CHANNEL]
    events: list[tuple[int, int, mido.Message]] = []
    for number, line in enumerate(lines):
        channel = _DRUM_CHANNEL if line.instrument is None else channels[number]
        events += [(0, 0, message) for message in _settings(line, channel, volume)]
        rng = _touch(seed, number, line)
        for note in line.notes:
            events += _note_events(score, line, note, channel, rng)
    events.sort(key=lambda event: event[:2])
    track = mido.MidiTrack([mido.MetaMessage("set_tempo", tempo=1_000_000)])
    now = 0
    for tick, _, message in events:
        track.append(message.copy(time=tick - now))
        now = tick
    end = round(score.duration_s * _TICKS_PER_S) + 1
    track.append(mido.MetaMessage("end_of_track", time=max(end - now, 0)))
    buffer = io.BytesIO()
    mido.MidiFile(ticks_per_beat=_TICKS_PER_S, tracks=[track]).save(file=buffer)
    return buffer.getvalue()


def _settings(line: Line, channel: int, volume: int) -> list[mido.Message]:
    """Instrument, level and place; the renderer's own reverb and chorus are off."""
    level = round(volume * 10 ** (line.gain_db / 40))
    values = {
        _VOLUME_CC: max(1, min(level, 127)),
        _PAN_CC: round(64 + 60 * line.pan),
        _REVERB_CC: 0,
        _CHORUS_CC: 0,
    }
    program = 0 if line.instrument is None else int(line.instrument)
    return [
        mido.Message("program_change", channel=channel, program=program),
        *(
            mido.Message("control_change", channel=channel, control=control, value=value)
            for control, value in values.items()
        ),
    ]


def _note_events(
    score: Score, line: Line, note: Note, channel: int, rng: np.random.Generator
) -> list[tuple[int, int, mido.Message]]:
    """Start and end of a note; ends come first where two events share a tick."""
    late_s = float(np.clip(rng.normal(0, line.loose_s), -_LATEST_S, _LATEST_S))
    start_s = max(_seconds(score, note.start_beat) + late_s, 0.0)
    end_s = max(_seconds(score, note.start_beat + note.length_beats), start_s + 0.05)
    on = mido.Message("note_on", channel=channel, note=note.key, velocity=note.velocity)
    off = mido.Message("note_off", channel=channel, note=note.key, velocity=0)
    return [(round(start_s * _TICKS_PER_S), 2, on), (round(end_s * _TICKS_PER_S), 1, off)]


def _seconds(score: Score, beat: float) -> float:
    """Time of a beat; swing delays what lies on the second half of each beat."""
    fraction = beat % 1.0
    late = score.swing * 0.5 * (1 - abs(fraction - 0.5) / 0.5)
    return (beat + late) * score.beat_s


def _rendered(soundfont: bytes, midi: bytes) -> NDArray[np.int16]:
    try:
        rendered = midirenderer.render_wave_from(soundfont, midi)
        with wave.open(io.BytesIO(rendered), "rb") as file:
            data = file.readframes(file.getnframes())
    except (ValueError, RuntimeError, OSError, wave.Error) as error:
        raise MediaError(f"The music could not be rendered: {error}") from error
    return np.frombuffer(data, "<i2").reshape(-1, 2)


def _touch(seed: int, number: int, line: Line) -> np.random.Generator:
    name = f"manike touch {seed} {number} {line.instrument}"
    return np.random.default_rng(int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big"))
