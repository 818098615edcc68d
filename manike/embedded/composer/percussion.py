"""Grooves of the drum kit, fills, and the swells that lead into a section."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from manike.embedded.composer.bars import Bar, bar_at
from manike.embedded.composer.form import Form, Hit, Role
from manike.embedded.composer.instruments import Drum
from manike.embedded.composer.score import Note

_STEPS_PER_BEAT = 4
_HIT_BEATS = 0.2
_STRENGTH = {"x": 1.0, "o": 0.78, "-": 0.56}
_SWELL_PEAK_S = 1.92
_RISER_S = 2.0
_FILL_ENERGY = 0.45
_FILL_DENSITY = 0.6
_GAINING = 0.75
"""Strength of a scene change from which a swell leads to it."""
_GHOST_MISSED = 0.12
"""Share of soft strokes left out, so that no two bars are quite the same."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One drum's part in a groove."""

    drum: Drum
    steps: str
    """Sixteenths of a bar of four beats: ``x`` strong, ``o`` middle, ``-`` soft, ``.`` rest."""
    from_energy: float


@dataclass(frozen=True, slots=True)
class Groove:
    """What the drums do."""

    layers: tuple[Layer, ...]
    fill: tuple[Drum, ...] = ()
    """Drums of the run that ends a section, low to high; empty for none."""
    swell: Drum | None = None
    """Leads into the climax."""
    strike: tuple[Drum, ...] = ()
    """Sound at the start of the climax and with the last chord."""


def drummed(
    bars: Sequence[Bar], groove: Groove, form: Form, rng: np.random.Generator
) -> list[Note]:
    """The drums of a whole cue."""
    notes: list[Note] = []
    for bar in bars:
        if bar.final:
            continue
        filled = (
            bar.turns
            and bool(groove.fill)
            and bar.energy > _FILL_ENERGY
            and bar.section.role is not Role.ENDING
        )
        notes += _grooved(bar, groove, filled=filled, rng=rng)
        if filled:
            notes += _fill(bar, groove.fill, rng)
    for bar in bars:
        if bar.place == 0 and bar.section.role is Role.CLIMAX:
            notes += _entrance(bar, groove, form.beat_s)
    for hit in form.hits:
        notes += _struck(hit, bar_at(bars, hit.beat), groove, form.beat_s)
    return notes + _last_strike(bars, groove)


def _grooved(bar: Bar, groove: Groove, *, filled: bool, rng: np.random.Generator) -> list[Note]:
    count = bar.beats * _STEPS_PER_BEAT
    until = count // 2 if filled else count
    notes = []
    for layer in groove.layers:
        if bar.energy < layer.from_energy:
            continue
        for step, mark in enumerate(layer.steps[:until]):
            if mark == "." or (mark == "-" and rng.random() < _GHOST_MISSED):
                continue
            start = bar.start_beat + step / _STEPS_PER_BEAT
            notes.append(Note(start, _HIT_BEATS, layer.drum, _hit(bar.energy, mark, rng)))
    return notes


def _hit(energy: float, mark: str, rng: np.random.Generator) -> int:
    return round((62 + 46 * energy) * _STRENGTH[mark] + rng.normal(0, 4))


def _fill(bar: Bar, drums: tuple[Drum, ...], rng: np.random.Generator) -> list[Note]:
    """Sixteenths through the drums over the second half of the bar, growing."""
    half = bar.beats * _STEPS_PER_BEAT // 2
    steps = [step for step in range(half) if step % 2 == 0 or rng.random() < _FILL_DENSITY]
    return [
        Note(
            bar.start_beat + (half + step) / _STEPS_PER_BEAT,
            _HIT_BEATS,
            drums[(step * len(drums) // half + step % 2) % len(drums)],
            round((66 + 34 * bar.energy) * (0.6 + 0.4 * step / half)),
        )
        for step in steps
    ]


def _entrance(bar: Bar, groove: Groove, beat_s: float) -> list[Note]:
    notes = [Note(bar.start_beat, 2.0, drum, 96) for drum in groove.strike]
    return notes + _led_up(bar.start_beat, groove, beat_s, 92)


def _struck(hit: Hit, bar: Bar, groove: Groove, beat_s: float) -> list[Note]:
    """A scene change: a cymbal where the music is strong, a triangle where it is not.

    The climax has its own entrance, and nothing is struck into the last chord.
    """
    enters = bar.section.role is Role.CLIMAX and hit.beat == bar.start_beat and bar.place == 0
    if bar.final or enters:
        return []
    if bar.energy < _FILL_ENERGY or not groove.strike:
        notes = [Note(hit.beat, 3.0, Drum.TRIANGLE, round(44 + 30 * hit.strength))]
    else:
        notes = [Note(hit.beat, 2.0, groove.strike[0], round(52 + 34 * hit.strength))]
    if hit.strength < _GAINING:
        return notes
    return notes + _led_up(hit.beat, groove, beat_s, round(50 + 30 * hit.strength))


def _led_up(beat: float, groove: Groove, beat_s: float, velocity: int) -> list[Note]:
    """The swell that comes to its peak on a beat."""
    if groove.swell is None:
        return []
    lead_s = _SWELL_PEAK_S if groove.swell is Drum.CYMBAL_SWELL else _RISER_S
    start = beat - lead_s / beat_s
    return [Note(start, lead_s / beat_s, groove.swell, velocity)] if start >= 0 else []


def _last_strike(bars: Sequence[Bar], groove: Groove) -> list[Note]:
    final = next(bar for bar in bars if bar.final)
    return [Note(final.start_beat, 4.0, drum, 74) for drum in groove.strike]
