"""Accompaniment: figures that players repeat in each bar, on the notes of its chord."""

from dataclasses import dataclass

import numpy as np

from manike.embedded.composer.bars import Bar, Span
from manike.embedded.composer.harmony import OCTAVE, Chord, nearest
from manike.embedded.composer.score import Note

_ACCENT = 9
_TOUCH_SD = 3.5
_ROLL_BEATS = 0.035


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a bar of four beats; shorter bars leave its end out.

    ``steps`` holds a token for each step: ``.`` rest, a digit for a voice of the chord from the
    bottom (4-7 are the same an octave up), ``c`` for all voices, ``u`` for the upper three.
    """

    steps: str
    per_beat: int
    rings: bool
    """Notes sound until the chord changes; else until the next step."""
    share: float = 1.0
    """Length of a note that does not ring, as a share of the time to the next token."""


FIGURES: dict[str, Figure] = {
    "held": Figure("c...", 1, rings=True),
    "halves": Figure("c.c.", 1, rings=False, share=0.96),
    "upbeat": Figure(".c.c.c.c", 2, rings=False, share=0.45),
    "stride": Figure("0u1u0u1u", 2, rings=False, share=0.7),
    "waltz": Figure("0uu0", 1, rings=False, share=0.8),
    "swayed": Figure("0.21.3.2", 2, rings=True),
    "rising": Figure("01234321", 2, rings=True),
    "rocking": Figure("02130213", 2, rings=True),
    "alberti": Figure("03130313", 2, rings=True),
    "open": Figure("0.2.3.4.", 2, rings=True),
    "wide": Figure("0.1.2.4.5.4.2.1.", 4, rings=True),
    "ripple": Figure("0123432101234321", 4, rings=True),
    "falling": Figure("43214321", 2, rings=True),
    "sparse": Figure("0...2.3.", 2, rings=True),
    "drops": Figure("....6...", 2, rings=True),
    "stars": Figure("..6...5...7....4", 4, rings=True),
    "bells": Figure("4..5..6.", 2, rings=True),
    "syncopated": Figure("c..c..c.", 2, rings=False, share=0.8),
    "pushed": Figure("c..c.c..", 2, rings=False, share=0.75),
    "eighths": Figure("02120212", 2, rings=False, share=0.6),
    "drive": Figure("0.0020020.002002", 4, rings=False, share=0.8),
    "sixteenths": Figure("0020102000201020", 4, rings=False, share=0.7),
    "pulse": Figure("00000000", 2, rings=False, share=0.5),
    "march": Figure("c.cc", 1, rings=False, share=0.6),
    "hits": Figure("c.....c.", 2, rings=False, share=0.5),
    "skip": Figure("0.2.13.2", 2, rings=False, share=0.5),
    "hop": Figure("0.u..u0.", 2, rings=False, share=0.5),
}

BASSES: dict[str, str] = {
    "whole": "r-------",
    "half": "r---f---",
    "root_fifth": "r--rf---",
    "dotted": "r--r--f-",
    "pulse": "rrrrrrrr",
    "octaves": "r.o.r.o.",
    "bounce": "r...f...",
    "walk": "r-t-f-a-",
    "push": "r--r-rf-",
    "heartbeat": "rr......",
}
"""Eighths of a bar: ``r`` root, ``t`` third, ``f`` fifth, ``o`` octave, ``a`` approach, ``-`` held
on, ``.`` rest."""


def held(bar: Bar, velocity: int, shift: int, voices: int) -> list[Note]:
    """The chord held, in its lowest-moving voicing."""
    return [
        Note(span.start_beat, span.beats, key + shift, velocity)
        for span in bar.spans
        for key in span.voicing[-voices:]
    ]


def figured(
    bar: Bar, figure: Figure, velocity: int, shift: int, rng: np.random.Generator
) -> list[Note]:
    """One bar of a figure.

    Args:
        bar: where it is played.
        figure: what is played.
        velocity: of an unaccented note.
        shift: semitones above the middle voices.
        rng: the player's touch.
    """
    count = bar.beats * figure.per_beat
    tokens = figure.steps[:count]
    notes: list[Note] = []
    for step, token in enumerate(tokens):
        if token == ".":
            continue
        beat = step / figure.per_beat
        span = bar.span_at(beat)
        length = _length(figure, tokens, step, span.start_beat + span.beats - bar.start_beat)
        accent = _accent(step, figure)
        for order, key in enumerate(_voices(token, span)):
            touch = round(rng.normal(0, _TOUCH_SD))
            start = bar.start_beat + beat + order * _ROLL_BEATS
            notes.append(Note(start, length, key + shift, velocity + accent + touch))
    return notes


def bass_line(
    bar: Bar, pattern: str, velocity: int, compass: tuple[int, int], rng: np.random.Generator
) -> list[Note]:
    """One bar of bass, around the roots of its chords."""
    steps = BASSES[pattern][: 2 * bar.beats]
    notes = []
    for step, token in enumerate(steps):
        if token in "-.":
            continue
        span = bar.span_at(step / 2)
        run = step + 1
        while run < len(steps) and steps[run] == "-":
            run += 1
        key = _bass_key(token, span.chord, bar.next_chord, compass)
        accent = 6 if step == 0 else 0
        touch = accent + round(rng.normal(0, _TOUCH_SD))
        length = (run - step) / 2 * 0.96
        notes.append(Note(bar.start_beat + step / 2, length, key, velocity + touch))
    return notes + _late_roots(bar, notes, velocity, compass)


def bass_root(chord: Chord, compass: tuple[int, int]) -> int:
    """The chord's bass note in the lower octave of a compass."""
    low = compass[0]
    return low + (chord.bass - low) % OCTAVE


def rolled(bar: Bar, velocity: int, shift: int, beats: float, apart_beats: float) -> list[Note]:
    """The last chord, spread upwards from the bottom and left to ring."""
    span = bar.spans[0]
    keys = [key + shift for key in span.voicing]
    return [
        Note(span.start_beat + number * apart_beats, beats - number * apart_beats, key, velocity)
        for number, key in enumerate(keys)
    ]


def _accent(step: int, figure: Figure) -> int:
    if step == 0:
        return _ACCENT
    return _ACCENT // 2 if step % figure.per_beat == 0 else 0


def _length(figure: Figure, tokens: str, step: int, chord_end: float) -> float:
    beat = step / figure.per_beat
    if figure.rings:
        return max(chord_end - beat, 0.5)
    following = next((n for n in range(step + 1, len(tokens)) if tokens[n] != "."), len(tokens))
    return (following - step) / figure.per_beat * figure.share


def _voices(token: str, span: Span) -> tuple[int, ...]:
    voicing = span.voicing
    if token == "c":
        return voicing
    if token == "u":
        return voicing[1:]
    voice = int(token)
    return (voicing[voice % len(voicing)] + OCTAVE * (voice // len(voicing)),)


def _bass_key(token: str, chord: Chord, following: Chord | None, compass: tuple[int, int]) -> int:
    root = bass_root(chord, compass)
    if token == "o":
        return root + OCTAVE
    if token == "t":
        return nearest(_octaves((chord.root + chord.intervals[1]) % OCTAVE), root + 3)
    if token == "f":
        fifth = (chord.root + chord.intervals[min(2, len(chord.intervals) - 1)]) % OCTAVE
        below = nearest(_octaves(fifth), root - 4)
        return below if below >= compass[0] else below + OCTAVE
    if token == "a" and following is not None:
        return nearest(_octaves(following.bass), root) - 1
    return root


def _late_roots(bar: Bar, notes: list[Note], velocity: int, compass: tuple[int, int]) -> list[Note]:
    """Roots of chords that enter within the bar where the pattern is silent."""
    starts = {note.start_beat for note in notes}
    return [
        Note(span.start_beat, span.beats * 0.96, bass_root(span.chord, compass), velocity)
        for span in bar.spans[1:]
        if span.start_beat not in starts
    ]


def _octaves(pitch_class: int) -> range:
    return range(pitch_class, 128, OCTAVE)
