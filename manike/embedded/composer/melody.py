"""Melodies: motifs set to pitches over the chords of a cue, and slow lines beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from manike.embedded.composer.bars import Bar, Span
from manike.embedded.composer.harmony import OCTAVE, Key, ladder, nearest, scale_over
from manike.embedded.composer.motif import Ideas, height, material
from manike.embedded.composer.score import Note

_BREATH = 0.94
_MAX_LEAP = 9
_THIRD = 3.4
"""Semitones of a third, on average."""

_SNAP = 3
_STANDSTILL = 2.2
"""A strong note may lie this many semitones further from its place rather than stand still."""

_WEIGHTY_BEATS = 1.0
"""Notes from this length on belong to the chord where the beat is strong."""


@dataclass(frozen=True, slots=True)
class Singer:
    """Where a melody lies and what it is made of."""

    key: Key
    scale: str
    low: int
    high: int
    centre: int


def sing(
    bars: Sequence[Bar], ideas: Ideas, singer: Singer, rng: np.random.Generator
) -> list[tuple[Bar, Note]]:
    """The melody over ``bars``, velocity 0: the player sets it from the bar's energy."""
    out: list[tuple[Bar, Note]] = []
    last = singer.centre
    for bar in bars:
        cell, steps = material(bar, ideas, rng)
        start = _anchor(bar.spans[0], singer, last, height(bar, ideas))
        for (beat, length), step in zip(cell, steps, strict=True):
            wanted = _scale_note(bar.span_at(beat), singer, start, step)
            if beat == 0 or (beat % 2 == 0 and length >= _WEIGHTY_BEATS):
                wanted = _chord_note(bar.span_at(beat), singer, wanted, last)
            last = _near(wanted, last, singer)
            out.append((bar, Note(bar.start_beat + beat, length * _BREATH, last, 0)))
    return out


def guide_tones(bars: Sequence[Bar], low: int, high: int) -> list[tuple[Bar, Note]]:
    """A slow line of thirds and other colour notes that moves by as little as it can."""
    out: list[tuple[Bar, Note]] = []
    last = (low + high) // 2
    for bar in bars:
        for span in bar.spans:
            colours = span.chord.pitch_classes[1:2] + span.chord.pitch_classes[3:]
            last = nearest(ladder(colours, low, high), last)
            out.append((bar, Note(span.start_beat, span.beats, last, 0)))
    return out


def _anchor(span: Span, singer: Singer, last: int, thirds: int) -> int:
    """The note of the chord from which a bar's contour starts."""
    tones = ladder(span.chord.pitch_classes, singer.low, singer.high)
    target = 0.2 * last + 0.8 * (singer.centre + _THIRD * thirds)
    return nearest(tones, target)


def _scale_note(span: Span, singer: Singer, start: int, step: int) -> int:
    notes = ladder(scale_over(span.chord, singer.key, singer.scale), singer.low, singer.high)
    place = notes.index(nearest(notes, start)) + step
    return notes[max(0, min(place, len(notes) - 1))]


def _chord_note(span: Span, singer: Singer, wanted: int, last: int) -> int:
    """The note of the chord nearest to ``wanted``, rather another one than the last note."""
    tones = ladder(span.chord.pitch_classes, singer.low, singer.high)
    best = min(tones, key=lambda tone: (abs(tone - wanted) + _STANDSTILL * (tone == last), tone))
    return best if abs(best - wanted) <= _SNAP else wanted


def _near(key: int, last: int, singer: Singer) -> int:
    """The key, an octave nearer to the last note where the leap would be too wide."""
    while key - last > _MAX_LEAP and key - OCTAVE >= singer.low:
        key -= OCTAVE
    while last - key > _MAX_LEAP and key + OCTAVE <= singer.high:
        key += OCTAVE
    return key
