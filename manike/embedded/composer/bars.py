"""The harmonic plan: which chord sounds when, in which voicing, how strongly."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from manike.embedded.composer.form import Form, Role, Section, energy_at
from manike.embedded.composer.harmony import Chord, Key, progression, voiced

_VOICES = 4
_COMPASS = (50, 74)
"""Compass of the middle voices: D3 to D5, below most melodies and above the bass."""

Bars = tuple[tuple[Chord, ...], ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A chord and when it sounds."""

    start_beat: float
    beats: float
    chord: Chord
    voicing: tuple[int, ...]
    """Four keys, ascending."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with all that players need to know of it."""

    index: int
    """From the start of the cue."""
    place: int
    """From the start of the section."""
    start_beat: float
    beats: int
    section: Section
    energy: float
    spans: tuple[Span, ...]
    next_chord: Chord | None
    final: bool
    """The last chord of the cue sounds here."""

    @property
    def turns(self) -> bool:
        """Whether it is the last one of its section."""
        return self.place == self.section.bar_count - 1

    def span_at(self, beat: float) -> Span:
        """The chord that sounds at ``beat``, counted from the start of this bar."""
        at = self.start_beat + beat
        return next((span for span in reversed(self.spans) if span.start_beat <= at), self.spans[0])


@dataclass(frozen=True, slots=True)
class Harmony:
    """Progressions of a mood in one mode, as Roman numerals."""

    scale: str
    themes: tuple[str, ...]
    bridges: tuple[str, ...]
    cadences: tuple[str, ...]
    """Two bars that lead to the last chord."""
    final: str


def plan_bars(form: Form, harmony: Harmony, key: Key, rng: np.random.Generator) -> tuple[Bar, ...]:
    """The bars of a cue; all but the first bar of the last chord's are single chords."""
    chords = _chords(form, harmony, key, rng)
    bars: list[Bar] = []
    previous: tuple[int, ...] = ()
    for section in form.sections:
        for place in range(section.bar_count):
            index = section.first_bar + place
            spans = _spans(form, chords[index], index, previous)
            previous = spans[-1].voicing
            bars.append(
                Bar(
                    index,
                    place,
                    float(index * form.beats_per_bar),
                    form.beats_per_bar,
                    section,
                    energy_at(section, index),
                    spans,
                    chords[index + 1][0] if index + 1 < len(chords) else None,
                    index >= form.bar_count - form.final_bars,
                )
            )
    return tuple(bars)


def bar_at(bars: Sequence[Bar], beat: float) -> Bar:
    """The bar in which a beat lies; the last one after all of them."""
    return next((bar for bar in reversed(bars) if bar.start_beat <= beat), bars[-1])


def _chords(
    form: Form, harmony: Harmony, key: Key, rng: np.random.Generator
) -> list[tuple[Chord, ...]]:
    order = rng.permutation(len(harmony.themes))
    bridge = harmony.bridges[rng.integers(len(harmony.bridges))]
    pick = {
        Role.INTRO: harmony.themes[order[0]],
        Role.THEME: harmony.themes[order[0]],
        Role.ANSWER: harmony.themes[order[1]],
        Role.BRIDGE: bridge,
        Role.BUILD: harmony.themes[order[1]],
        Role.CLIMAX: harmony.themes[order[2] if rng.integers(2) else order[0]],
        Role.RESOLVE: harmony.themes[order[0]],
    }
    bars: list[tuple[Chord, ...]] = []
    for section in form.sections[:-1]:
        bars += _repeated(progression(pick[section.role], key), section.bar_count)
    cadence = progression(harmony.cadences[rng.integers(len(harmony.cadences))], key)
    final = progression(harmony.final, key)
    return _ended(bars, form, cadence, final)


def _ended(
    bars: list[tuple[Chord, ...]], form: Form, cadence: Bars, final: Bars
) -> list[tuple[Chord, ...]]:
    """Add the cadence and the last chord; a cue without room for a cadence ends on half of it."""
    led = form.sections[-1].bar_count - form.final_bars
    if led == 0:
        dominant = cadence[-1][-1:]
        bars = [*bars[:-1], (bars[-1][0], *dominant)]
    return bars + list(cadence[len(cadence) - led :]) + list(final) * form.final_bars


def _repeated(chords: Bars, count: int) -> list[tuple[Chord, ...]]:
    return [chords[place % len(chords)] for place in range(count)]


def _spans(
    form: Form, chords: Sequence[Chord], index: int, previous: tuple[int, ...]
) -> tuple[Span, ...]:
    """Chords share a bar by beats; the first one has the longer part of an odd bar."""
    beats = form.beats_per_bar
    roots = 2 if index >= form.bar_count - form.final_bars else 0
    edges = [-(-beats * number // len(chords)) for number in range(len(chords) + 1)]
    spans = []
    for number, chord in enumerate(chords):
        start, end = edges[number], edges[number + 1]
        previous = voiced(chord, previous, _VOICES, _COMPASS, roots)
        spans.append(Span(float(index * beats + start), float(end - start), chord, previous))
    return tuple(spans)
