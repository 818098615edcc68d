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
_FULL_SCALE = 32768
_LOUDEST = 32767
_ATTEMPTS = 6
_QUIETER = 0.75
"""Factor of the volume controller after a render that clipped; the level falls by 5 dB."""

_VOLUME_CC, _PAN_CC, _EXPRESSION_CC, _REVERB_CC, _CHORUS_CC = 7, 10, 11, 91, 93
_SWELL_BEATS = 0.5
_SOFTEST, _SWELL = 92, 35
"""Expression at energy 0 and what energy 1 adds: 5.6 dB from the softest to the strongest bar."""

_LATEST_S, _SHORTEST_S = 0.03, 0.05
_SET, _FIRST, _LAST = 0, 1, 2
"""Order of settings, ends and starts of notes within a tick."""


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
        events += [(0, _SET, message) for message in _settings(line, channel, volume)]
        if line.stem is Stem.BED:
            events += _swell_events(score, channel)
        rng = _touch(seed, number, line)
        events += _note_events(score, line, channel, rng)
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


def _swell_events(score: Score, channel: int) -> list[tuple[int, int, mido.Message]]:
    """Expression of held sounds twice a beat, between the energies of the bars."""
    beats, energies = zip(*score.swells, strict=True)
    places = np.arange(0, score.duration_s / score.beat_s, _SWELL_BEATS)
    levels = np.round(_SOFTEST + _SWELL * np.interp(places, beats, energies)).astype(int)
    return [
        (
            round(place * score.beat_s * _TICKS_PER_S),
            _SET,
            mido.Message(
                "control_change", channel=channel, control=_EXPRESSION_CC, value=int(level)
            ),
        )
        for place, level in zip(places.tolist(), levels, strict=True)
    ]


def _note_events(
    score: Score, line: Line, channel: int, rng: np.random.Generator
) -> list[tuple[int, int, mido.Message]]:
    """Starts and ends of a line's notes; ends come first where two events share a tick.

    A note ends where its key is struck again, as the end of the first would end the second too.
    """
    played = sorted(_timed(score, line, note, rng) for note in line.notes)
    next_start: dict[int, int] = {}
    events: list[tuple[int, int, mido.Message]] = []
    for start, end, note in reversed(played):
        end = min(end, next_start.get(note.key, end))
        next_start[note.key] = start
        if end <= start:
            continue
        on = mido.Message("note_on", channel=channel, note=note.key, velocity=note.velocity)
        off = mido.Message("note_off", channel=channel, note=note.key, velocity=0)
        events += [(start, _LAST, on), (end, _FIRST, off)]
    return events


def _timed(score: Score, line: Line, note: Note, rng: np.random.Generator) -> tuple[int, int, Note]:
    """Start and end of a note in ticks, as a hand would place them."""
    late_s = float(np.clip(rng.normal(0, line.loose_s), -_LATEST_S, _LATEST_S))
    start_s = max(_seconds(score, note.start_beat) + late_s, 0.0)
    end_s = max(_seconds(score, note.start_beat + note.length_beats), start_s + _SHORTEST_S)
    return round(start_s * _TICKS_PER_S), round(end_s * _TICKS_PER_S), note


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
