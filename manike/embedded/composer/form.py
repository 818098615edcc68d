"""The form of a cue: bars that fill its length exactly, sections with their energy, an ending."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

RING_S = 2.6
"""Length that the last chord wants, so that it can ring out."""

_FOREIGN_METRE_COST = 0.2
_BARE_METRE, _BARE_METRE_COST = 2, 0.15
_LONG_CYCLE_BARS = 44
_UNITS = ((24, 4), (10, 2), (0, 1))
"""From that many bars, sections are whole multiples of this many bars."""


class Role(StrEnum):
    """What a section does in the form."""

    INTRO = "intro"
    THEME = "theme"
    ANSWER = "answer"
    BRIDGE = "bridge"
    BUILD = "build"
    CLIMAX = "climax"
    RESOLVE = "resolve"
    """What comes after the climax: the theme, thinner."""
    ENDING = "ending"


@dataclass(frozen=True, slots=True)
class Section:
    """A run of bars."""

    role: Role
    first_bar: int
    bar_count: int
    energy: tuple[float, float]
    """At its start and its end, 0..1."""
    visit: int = 0
    """How many sections of this role came before."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An accent on a scene change."""

    beat: float
    """From the start of the cue; on an eighth or a sixteenth."""
    strength: float
    """0..1."""


@dataclass(frozen=True, slots=True)
class Form:
    """Metre, tempo and sections of a cue."""

    beats_per_bar: int
    bar_s: float
    sections: tuple[Section, ...]
    final_bars: int
    """Bars of the last chord, at the end of the ending."""
    tail_s: float = 0.0
    """For which the last chord sounds beyond its bars."""
    hits: tuple[Hit, ...] = ()

    @property
    def final_s(self) -> float:
        """Length of the last chord."""
        return self.final_bars * self.bar_s + self.tail_s

    @property
    def bar_count(self) -> int:
        """Bars in all."""
        return self.sections[-1].first_bar + self.sections[-1].bar_count

    @property
    def beat_s(self) -> float:
        """Length of a beat."""
        return self.bar_s / self.beats_per_bar

    @property
    def ending_s(self) -> float:
        """Where the ending begins."""
        return self.sections[-1].first_bar * self.bar_s


ENERGY: dict[Role, tuple[float, float]] = {
    Role.INTRO: (0.14, 0.28),
    Role.THEME: (0.40, 0.48),
    Role.ANSWER: (0.50, 0.60),
    Role.BRIDGE: (0.32, 0.46),
    Role.BUILD: (0.55, 0.84),
    Role.CLIMAX: (0.94, 1.0),
    Role.RESOLVE: (0.60, 0.42),
    Role.ENDING: (0.66, 0.30),
}

_Weights = tuple[tuple[Role, float], ...]
_SHAPES: tuple[tuple[int, _Weights], ...] = (
    (0, ((Role.THEME, 1),)),
    (3, ((Role.INTRO, 1), (Role.THEME, 1.4), (Role.CLIMAX, 1.2))),
    (5, ((Role.INTRO, 1), (Role.THEME, 2), (Role.BUILD, 1), (Role.CLIMAX, 1.5))),
    (
        14,
        ((Role.INTRO, 1), (Role.THEME, 2), (Role.ANSWER, 2), (Role.BUILD, 1), (Role.CLIMAX, 2)),
    ),
    (
        30,
        (
            (Role.INTRO, 1),
            (Role.THEME, 2),
            (Role.ANSWER, 2),
            (Role.BRIDGE, 1),
            (Role.BUILD, 1.4),
            (Role.CLIMAX, 2),
        ),
    ),
)
"""Sections and their weights, from that many bars before the ending."""

_CYCLE: _Weights = ((Role.THEME, 2), (Role.ANSWER, 2), (Role.BRIDGE, 1.2))


def plan_form(duration_s: float, tempo_bpm: float, beats_per_bar: int) -> Form:
    """Lay out a cue.

    The tempo gives way a little so that whole bars fill the length: by at most half a bar over
    the whole cue. A cue of a few beats may take another metre than the one asked for.

    Args:
        duration_s: the whole length, above 0.
        tempo_bpm: wanted beats a minute.
        beats_per_bar: wanted metre, 2-4.
    """
    beats, bars = _metre(duration_s * tempo_bpm / 60, beats_per_bar)
    bar_s = duration_s / bars
    final = max(1, min(math.ceil(RING_S / bar_s - 0.05), bars // 3))
    cadence = 2 if bars >= 2 * (final + 4) else int(bars > final + 1)
    ending = final + cadence
    sections = shaped_sections(bars - ending)
    ending_section = Section(Role.ENDING, bars - ending, ending, ENERGY[Role.ENDING])
    return Form(beats, bar_s, (*sections, ending_section), final)


def energy_at(section: Section, bar: int) -> float:
    """Energy of a bar, counted from the cue's start, that lies in ``section``."""
    place = (bar - section.first_bar) / max(section.bar_count - 1, 1)
    return section.energy[0] + place * (section.energy[1] - section.energy[0])


def _metre(total_beats: float, preferred: int) -> tuple[int, int]:
    """Beats in a bar and number of bars, with the least change of tempo."""
    choices = []
    for beats in (preferred, 4, 3, 2):
        for bars in {
            max(2, math.floor(total_beats / beats)),
            max(2, math.ceil(total_beats / beats)),
        }:
            nudge = abs(math.log2(beats * bars / total_beats))
            foreign = _FOREIGN_METRE_COST if beats != preferred else 0.0
            choices.append(
                (nudge + foreign + _BARE_METRE_COST * (beats == _BARE_METRE), -bars, beats)
            )
    _, negative_bars, beats = min(choices)
    return beats, -negative_bars


def shaped_sections(body: int) -> list[Section]:
    """Sections of a cue that follows no scenes, over ``body`` bars before the ending."""
    shape = _shape(body)
    counts = _counts(body, [weight for _, weight in shape])
    sections: list[Section] = []
    visits: dict[Role, int] = {}
    first = 0
    for (role, _), count in zip(shape, counts, strict=True):
        if count == 0:
            continue
        visit = visits.get(role, 0)
        visits[role] = visit + 1
        lift = min(0.07 * visit, 0.14)
        low, high = ENERGY[role]
        energy = (min(low + lift, 1.0), min(high + lift, 1.0))
        sections.append(Section(role, first, count, energy, visit))
        first += count
    return sections


def _shape(body: int) -> _Weights:
    shape = next(weights for least, weights in reversed(_SHAPES) if body >= least)
    cycles = max(0, round(body / _LONG_CYCLE_BARS) - 1)
    return (shape[0], *(_CYCLE * cycles), *shape[1:])


def _counts(body: int, weights: Sequence[float]) -> list[int]:
    """Share out bars by weight in whole units; odd bars lengthen the first section."""
    unit = next(size for least, size in _UNITS if body >= least)
    units, total = body // unit, sum(weights)
    exact = [units * weight / total for weight in weights]
    counts = [max(int(share), int(units >= len(weights))) for share in exact]
    while sum(counts) < units:
        gaps = [share - count for share, count in zip(exact, counts, strict=True)]
        counts[gaps.index(max(gaps))] += 1
    while sum(counts) > units:
        counts[counts.index(max(counts))] -= 1
    bars = [count * unit for count in counts]
    bars[0] += body - sum(bars)
    return bars
