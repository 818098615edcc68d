"""Melodies: a motif of two bars, and what becomes of it in the course of a cue."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from manike.embedded.composer.bars import Bar, Span
from manike.embedded.composer.form import Role
from manike.embedded.composer.harmony import OCTAVE, Key, ladder, nearest, scale_over
from manike.embedded.composer.score import Note

_PHRASE_BARS = 4
_BREATH = 0.94
_MAX_LEAP = 9
_SNAP = 2
_HALF_PHRASE = 2
_HIGHEST_RISE = 5
_CLOSING_BEAT = 1.5
"""The last note of a phrase starts before this beat and is held."""

_LEAPS, _TURNS, _REACH = 0.28, 0.3, 4
"""Share of leaps, chance of a turn, and widest distance of a contour from its start."""

Cell = tuple[tuple[float, float], ...]
"""(beat, length in beats) of the notes of a bar."""

Phrase = tuple[Cell, tuple[int, ...]]
"""A cell, and for each of its notes the distance in scale steps from the bar's first."""

_CELLS: dict[str, tuple[Cell, ...]] = {
    "slow": (
        ((0, 3),),
        ((0, 2), (2, 2)),
        ((0, 1.5), (1.5, 2.5)),
        ((1, 3),),
        ((0, 3), (3, 1)),
        ((0, 2), (2, 1), (3, 1)),
    ),
    "walking": (
        ((0, 1.5), (1.5, 0.5), (2, 2)),
        ((0, 1), (1, 1), (2, 2)),
        ((0, 2), (2, 1), (3, 1)),
        ((0.5, 0.5), (1, 1), (2, 2)),
        ((0, 1), (1, 0.5), (1.5, 1.5), (3, 1)),
        ((0, 1.5), (1.5, 1), (2.5, 1.5)),
        ((1, 1), (2, 1), (3, 1)),
    ),
    "lively": (
        ((0, 0.5), (0.5, 0.5), (1, 1), (2, 1), (3, 1)),
        ((0, 1), (1, 0.5), (1.5, 0.5), (2, 1.5)),
        ((0, 0.75), (0.75, 0.25), (1, 1), (2, 0.5), (2.5, 0.5), (3, 1)),
        ((0.5, 0.5), (1, 0.5), (1.5, 0.5), (2, 1), (3, 0.5)),
        ((0, 0.5), (1, 0.5), (1.5, 1), (2.5, 0.5), (3, 1)),
        ((0, 1), (1, 1), (2, 0.5), (2.5, 0.5), (3, 0.5), (3.5, 0.5)),
    ),
}


@dataclass(frozen=True, slots=True)
class Motif:
    """A musical idea of two bars, without pitch level."""

    cells: tuple[Cell, Cell]
    steps: tuple[tuple[int, ...], tuple[int, ...]]
    """For each note of each cell its distance in scale steps from the bar's first."""


@dataclass(frozen=True, slots=True)
class Singer:
    """Where a melody lies and what it is made of."""

    key: Key
    scale: str
    low: int
    high: int
    centre: int


def invent(rng: np.random.Generator, pace: str, beats: int) -> Motif:
    """A motif of the given pace: ``slow``, ``walking`` or ``lively``."""
    cells = _CELLS[pace]
    first, second = rng.permutation(len(cells))[:2]
    fitted = (_fitted(cells[first], beats), _fitted(_settled(cells[second]), beats))
    return Motif(fitted, (_contour(rng, len(fitted[0])), _contour(rng, len(fitted[1]))))


def sing(
    bars: Sequence[Bar], motif: Motif, singer: Singer, rng: np.random.Generator
) -> list[tuple[Bar, Note]]:
    """The melody over ``bars``, velocity 0: the player sets it from the bar's energy."""
    out: list[tuple[Bar, Note]] = []
    last = singer.centre
    lift = 0
    for bar in bars:
        if bar.place % _PHRASE_BARS == 0:
            lift = int(rng.integers(-1, 3))
        cell, steps = _material(bar, motif, rng)
        start = _anchor(bar.spans[0], singer, last, lift)
        for (beat, length), step in zip(cell, steps, strict=True):
            key = _pitch(bar, beat, step, start, last, singer)
            note = Note(bar.start_beat + beat, length * _BREATH, key, 0)
            out.append((bar, note))
            last = key
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


def _material(bar: Bar, motif: Motif, rng: np.random.Generator) -> Phrase:
    """What becomes of the motif in this bar, by the section's role and the bar's place."""
    whole = ((0.0, float(bar.beats)),)
    match bar.section.role:
        case Role.INTRO:
            return _half(motif, bar) if bar.place % _PHRASE_BARS == _HALF_PHRASE else ((), ())
        case Role.BRIDGE:
            return whole, (int(rng.integers(-1, 2)),)
        case Role.BUILD:
            rise = min(bar.place, _HIGHEST_RISE)
            return motif.cells[0], tuple(step + rise for step in motif.steps[0])
        case Role.ENDING:
            return whole, (0,)
    return _stated(motif, bar, rng)


def _stated(motif: Motif, bar: Bar, rng: np.random.Generator) -> Phrase:
    """The motif in a theme, its answer or the climax: stated, turned over, varied, closed."""
    cell, steps = _half(motif, bar)
    place = bar.place % _PHRASE_BARS
    if place == _PHRASE_BARS - 1:
        return _cadence(cell, steps)
    if bar.section.role is Role.ANSWER and place < _HALF_PHRASE:
        return cell, tuple(-step for step in steps)
    if bar.place % (2 * _PHRASE_BARS) >= _PHRASE_BARS:
        return cell, _varied(steps, rng)
    return cell, steps


def _half(motif: Motif, bar: Bar) -> Phrase:
    return motif.cells[bar.place % 2], motif.steps[bar.place % 2]


def _cadence(cell: Cell, steps: tuple[int, ...]) -> Phrase:
    """The end of a phrase: the first notes, then one that is held, then a breath."""
    kept = [note for note in cell if note[0] < _CLOSING_BEAT][:2]
    if not kept:
        return cell, steps
    start = kept[-1][0]
    held = (*kept[:-1], (start, max(cell[-1][0] + cell[-1][1] - start - 0.5, 0.5)))
    return held, steps[: len(held)]


def _varied(steps: tuple[int, ...], rng: np.random.Generator) -> tuple[int, ...]:
    """The same contour with its tail bent by a step or two."""
    bend = int(rng.choice((-2, -1, 1, 2)))
    middle = len(steps) // 2
    return tuple(step + (bend if place >= middle else 0) for place, step in enumerate(steps))


def _contour(rng: np.random.Generator, count: int) -> tuple[int, ...]:
    """Mostly steps, now and then a leap that is then filled in the other direction."""
    steps = [0]
    direction = int(rng.choice((-1, 1)))
    for _ in range(count - 1):
        leap = rng.random() < _LEAPS
        steps.append(steps[-1] + direction * (int(rng.integers(2, 5)) if leap else 1))
        if leap or rng.random() < _TURNS or abs(steps[-1]) >= _REACH:
            direction = -direction
    return tuple(steps)


def _anchor(span: Span, singer: Singer, last: int, lift: int) -> int:
    """The note of the chord from which a bar's contour starts."""
    tones = ladder(span.chord.pitch_classes, singer.low, singer.high)
    target = 0.5 * last + 0.5 * (singer.centre + 2 * lift)
    return nearest(tones, target)


def _pitch(bar: Bar, beat: float, step: int, start: int, last: int, singer: Singer) -> int:
    """The key of a note: a scale step from the anchor, on the chord where the beat is strong."""
    span = bar.span_at(beat)
    notes = ladder(scale_over(span.chord, singer.key, singer.scale), singer.low, singer.high)
    place = notes.index(nearest(notes, start)) + step
    key = notes[max(0, min(place, len(notes) - 1))]
    strong = beat % 2 == 0
    tone = nearest(ladder(span.chord.pitch_classes, singer.low, singer.high), key)
    if strong and abs(tone - key) <= _SNAP:
        key = tone
    while key - last > _MAX_LEAP and key - OCTAVE >= singer.low:
        key -= OCTAVE
    while last - key > _MAX_LEAP and key + OCTAVE <= singer.high:
        key += OCTAVE
    return key


def _settled(cell: Cell) -> Cell:
    """A cell whose last note is held, so that the motif comes to rest."""
    start = min(cell[-1][0], 2.0)
    kept = tuple(note for note in cell if note[0] < start)
    return (*kept, (start, 4.0 - start))


def _fitted(cell: Cell, beats: int) -> Cell:
    """A cell of four beats cut to the metre."""
    kept = tuple((start, min(length, beats - start)) for start, length in cell if start < beats)
    return kept or ((0.0, float(beats)),)
