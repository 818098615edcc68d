"""Motifs: an idea of two bars, an answer to it, and what becomes of both in each section."""

from dataclasses import dataclass

import numpy as np

from manike.embedded.composer.bars import Bar
from manike.embedded.composer.form import Role

PHRASE_BARS = 4
_HALF_PHRASE = 2
_CLOSING_BEAT = 1.5
"""The last note of a phrase starts before this beat and is held."""

_LEAPS, _TURNS, _REACH = 0.34, 0.22, 5
"""Share of leaps, chance of a turn, and widest distance of a contour from its start."""

Cell = tuple[tuple[float, float], ...]
"""(beat, length in beats) of the notes of a bar."""

Phrase = tuple[Cell, tuple[int, ...]]
"""A cell, and for each of its notes the distance in scale steps from the bar's first."""

_PATHS = (
    (0, 1, 2, 0),
    (0, 1, -1, 0),
    (1, 0, 2, 1),
    (0, 2, 1, -1),
    (2, 1, 0, 1),
    (0, -1, 1, 2),
    (1, 2, 0, 0),
    (0, 1, 3, 1),
)
"""Heights of the bars of a phrase, in thirds."""

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
    path: tuple[int, ...]
    """Heights of the four bars of a phrase, in thirds."""


@dataclass(frozen=True, slots=True)
class Ideas:
    """What a cue is made of: its motif, and one that answers it."""

    motif: Motif
    answer: Motif


def invent(rng: np.random.Generator, pace: str, beats: int) -> Ideas:
    """Ideas of the given pace: ``slow``, ``walking`` or ``lively``."""
    cells = _CELLS[pace]
    order = rng.permutation(len(cells))
    paths = rng.permutation(len(_PATHS))
    return Ideas(
        _motif(rng, (cells[order[0]], cells[order[1]]), _PATHS[paths[0]], beats),
        _motif(rng, (cells[order[2]], cells[order[1]]), _PATHS[paths[1]], beats),
    )


def material(bar: Bar, ideas: Ideas, rng: np.random.Generator) -> Phrase:
    """What a melody plays in this bar, by the section's role and the bar's place in it."""
    whole = ((0.0, float(bar.beats)),)
    motif = ideas.motif
    match bar.section.role:
        case Role.INTRO:
            return _half(motif, bar) if bar.place % PHRASE_BARS == _HALF_PHRASE else ((), ())
        case Role.BRIDGE | Role.ENDING:
            return whole, (0,)
        case Role.BUILD:
            return motif.cells[0], motif.steps[0]
        case Role.ANSWER:
            return _stated(ideas.answer, bar, rng)
    return _stated(motif, bar, rng)


def height(bar: Bar, ideas: Ideas) -> int:
    """How high a bar lies, in thirds above the singer's middle."""
    motif = ideas.answer if bar.section.role is Role.ANSWER else ideas.motif
    level = motif.path[bar.place % PHRASE_BARS]
    second_phrase = bar.place % (2 * PHRASE_BARS) >= PHRASE_BARS
    match bar.section.role:
        case Role.BUILD:
            return min(bar.place // 2 + bar.place % 2, 3)
        case Role.CLIMAX:
            return level + 1
        case Role.ENDING:
            return 1 - bar.place
        case Role.INTRO:
            return 0
    return level + second_phrase


def _motif(
    rng: np.random.Generator, cells: tuple[Cell, Cell], path: tuple[int, ...], beats: int
) -> Motif:
    fitted = (_fitted(cells[0], beats), _fitted(_settled(cells[1]), beats))
    return Motif(fitted, (_contour(rng, len(fitted[0])), _contour(rng, len(fitted[1]))), path)


def _stated(motif: Motif, bar: Bar, rng: np.random.Generator) -> Phrase:
    """The motif as a phrase of four bars: stated, repeated with its tail bent, closed."""
    cell, steps = _half(motif, bar)
    place = bar.place % PHRASE_BARS
    if place == PHRASE_BARS - 1:
        return _closed(cell, steps)
    if bar.place % (2 * PHRASE_BARS) >= PHRASE_BARS:
        return cell, _bent(steps, rng)
    return cell, steps


def _half(motif: Motif, bar: Bar) -> Phrase:
    return motif.cells[bar.place % 2], motif.steps[bar.place % 2]


def _closed(cell: Cell, steps: tuple[int, ...]) -> Phrase:
    """The end of a phrase: the first notes, then one that is held, then a breath."""
    kept = [note for note in cell if note[0] < _CLOSING_BEAT][:2]
    if not kept:
        return cell, steps
    start = kept[-1][0]
    held = (*kept[:-1], (start, max(cell[-1][0] + cell[-1][1] - start - 0.5, 0.5)))
    return held, steps[: len(held)]


def _bent(steps: tuple[int, ...], rng: np.random.Generator) -> tuple[int, ...]:
    """The same contour with its tail moved by a step or two."""
    bend = int(rng.choice((-2, -1, 1, 2)))
    middle = len(steps) // 2
    return tuple(step + (bend if place >= middle else 0) for place, step in enumerate(steps))


def _contour(rng: np.random.Generator, count: int) -> tuple[int, ...]:
    """Mostly steps in one direction; a leap is filled in the other direction."""
    steps = [0]
    direction = int(rng.choice((-1, 1, 1)))
    for _ in range(count - 1):
        leap = rng.random() < _LEAPS
        steps.append(steps[-1] + direction * (int(rng.integers(2, 5)) if leap else 1))
        if leap or rng.random() < _TURNS or abs(steps[-1]) >= _REACH:
            direction = -direction
    return tuple(steps)


def _settled(cell: Cell) -> Cell:
    """A cell whose last note is held, so that the motif comes to rest."""
    start = min(cell[-1][0], 2.0)
    kept = tuple(note for note in cell if note[0] < start)
    return (*kept, (start, 4.0 - start))


def _fitted(cell: Cell, beats: int) -> Cell:
    """A cell of four beats cut to the metre."""
    kept = tuple((start, min(length, beats - start)) for start, length in cell if start < beats)
    return kept or ((0.0, float(beats)),)
