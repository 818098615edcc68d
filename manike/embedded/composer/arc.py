"""The form of a cue that follows its scenes: new sections and accents where the picture changes."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from manike.embedded.composer.form import (
    ENERGY,
    RING_S,
    Form,
    Hit,
    Role,
    Section,
    plan_form,
    shaped_sections,
)
from manike.ports import SceneStart

_FEWEST_BARS = 7
"""A shorter cue has no room for sections of its scenes."""

_STRETCHES = tuple(1 + step / 400 for step in range(-36, 37))
"""Of the bar: the tempo gives way by up to 9 %, so that scenes begin on bars or beats."""
_STRETCH_COST, _OFF_BAR_COST, _OFF_BEAT_COST, _TAIL_COST = 9.0, 2.4, 11.0, 0.3
_NEAR_S = 0.07
"""An accent this near is heard with the cut; else it is placed on the sixteenth."""
_LONGEST_LAST_SCENE_S = 5.0
"""A last scene up to this length, such as an end card, comes in with the last chord."""

_PEAK_AT, _PEAK_PULL = 0.72, 0.8
_LONGEST_CLIMAX, _LONGEST_SECTION, _LONGEST_INTRO, _LONG_ENOUGH_TO_BUILD = 12, 10, 4, 4
_INTENSITY_LIFT = 0.3
_LEAST_ENERGY, _MOST_ENERGY = 0.12, 0.92
_TURNS = (Role.THEME, Role.ANSWER, Role.BRIDGE)
_STRENGTHS = (0.35, 1.0)


@dataclass(frozen=True, slots=True)
class _Scene:
    """The bars of a scene, before the ending."""

    first_bar: int
    bar_count: int
    intensity: float


def follow_scenes(
    duration_s: float, tempo_bpm: float, beats_per_bar: int, scenes: Sequence[SceneStart]
) -> Form:
    """Lay out a cue along its scenes.

    It begins with an intro, builds up to its strongest scene (of equal ones a late one), resolves
    in those after it and ends with the last. Bars are of one length. What is left over by them is
    the last chord's. Without a scene change, or in a very short cue, it is ``plan_form``'s.

    Args:
        duration_s: the whole length, above 0.
        tempo_bpm: wanted beats a minute.
        beats_per_bar: wanted metre, 2-4.
        scenes: in order, the first at 0.
    """
    turns_s = [scene.at_s for scene in scenes[1:] if 0 < scene.at_s < duration_s]
    bar_s = _bar_s(beats_per_bar * 60 / tempo_bpm, beats_per_bar, turns_s, duration_s)
    bars = math.floor(duration_s / bar_s + 1e-9)
    if not turns_s or bars < _FEWEST_BARS:
        form = plan_form(duration_s, tempo_bpm, beats_per_bar)
        return replace(form, hits=_hits(form, scenes, duration_s))
    final, cadence = _ending(duration_s, bars, bar_s, turns_s[-1])
    body = bars - final - cadence
    spans = _spans(scenes, bar_s, body)
    sections = tuple(_numbered(_sections(spans) if len(spans) > 1 else shaped_sections(body)))
    start = min(ENERGY[Role.ENDING][0], sections[-1].energy[1] + 0.1)
    ending = Section(Role.ENDING, body, bars - body, (start, ENERGY[Role.ENDING][1]))
    form = Form(beats_per_bar, bar_s, (*sections, ending), final, duration_s - bars * bar_s)
    return replace(form, hits=_hits(form, scenes, duration_s))


def _bar_s(wanted_s: float, beats: int, turns_s: Sequence[float], duration_s: float) -> float:
    """The length of a bar near the wanted one on whose lines and beats most scenes begin."""

    def cost(stretch: float) -> float:
        bar_s = wanted_s * stretch
        off_bar = sum(_off(at, bar_s) / bar_s for at in turns_s)
        off_beat = sum(_off(at, bar_s / beats / 2) for at in turns_s)
        count = max(len(turns_s), 1)
        misfit = (_OFF_BAR_COST * off_bar + _OFF_BEAT_COST * off_beat) / count
        tail = duration_s / bar_s % 1
        return misfit + _STRETCH_COST * math.log2(stretch) ** 2 + _TAIL_COST * tail

    return wanted_s * min(_STRETCHES, key=cost)


def _off(at: float, grid: float) -> float:
    return abs(at - round(at / grid) * grid)


def _ending(duration_s: float, bars: int, bar_s: float, last_turn_s: float) -> tuple[int, int]:
    """Bars of the last chord, and of the cadence before it."""
    tail_s = duration_s - bars * bar_s
    final = max(1, min(math.ceil((RING_S - tail_s) / bar_s - 0.05), bars // 3))
    last_s = duration_s - last_turn_s
    if RING_S <= last_s <= _LONGEST_LAST_SCENE_S:
        final = max(1, min(bars - round(last_turn_s / bar_s), bars // 3))
    return final, 2 if bars >= 2 * (final + 4) else 1


def _spans(scenes: Sequence[SceneStart], bar_s: float, body: int) -> list[_Scene]:
    """The scenes in bars; of two that begin in the same bar the later one counts."""
    starts: dict[int, float] = {}
    for scene in scenes:
        bar = round(scene.at_s / bar_s)
        if bar < body:
            starts[bar] = scene.intensity
    edges = [*starts, body]
    return [
        _Scene(bar, edges[number + 1] - bar, intensity)
        for number, (bar, intensity) in enumerate(starts.items())
    ]


def _peak(spans: Sequence[_Scene]) -> int:
    """The strongest scene after the first; of equal ones that in which a climax is expected."""
    total = spans[-1].first_bar + spans[-1].bar_count

    def weight(number: int) -> float:
        span = spans[number]
        place = (span.first_bar + span.bar_count / 2) / total
        return span.intensity - _PEAK_PULL * abs(place - _PEAK_AT)

    return max(range(1, len(spans)), key=weight)


def _sections(spans: Sequence[_Scene]) -> Iterator[Section]:
    peak = _peak(spans)
    mean = sum(span.intensity for span in spans) / len(spans)
    turn = 0
    for number, span in enumerate(spans):
        lift = _INTENSITY_LIFT * (span.intensity - mean)
        if number == peak:
            parts = _climax(span.bar_count)
        elif number > peak:
            parts = [(Role.RESOLVE, span.bar_count)]
        else:
            parts = _rising(span.bar_count, turn, is_first=number == 0, is_last=number == peak - 1)
            turn += sum(role in _TURNS for role, _ in parts)
        first = span.first_bar
        for role, count in parts:
            yield Section(role, first, count, _energy(role, lift))
            first += count


def _climax(bars: int) -> list[tuple[Role, int]]:
    if bars <= _LONGEST_CLIMAX:
        return [(Role.CLIMAX, bars)]
    return [(Role.CLIMAX, 8), (Role.RESOLVE, bars - 8)]


def _rising(bars: int, turn: int, *, is_first: bool, is_last: bool) -> list[tuple[Role, int]]:
    """A scene before the climax: it may open the cue, and lead into the climax."""
    parts: list[tuple[Role, int]] = []
    if is_first:
        intro = bars if bars <= _LONGEST_INTRO and not is_last else max(1, min(bars // 3, 4))
        parts.append((Role.INTRO, intro))
        bars -= intro
    build = 0
    if is_last and bars:
        build = bars if bars < _LONG_ENOUGH_TO_BUILD else min(max(2, bars // 2), 4)
    for count in _shared(bars - build):
        parts.append((_TURNS[turn % len(_TURNS)], count))
        turn += 1
    return [*parts, (Role.BUILD, build)] if build else parts


def _shared(bars: int) -> list[int]:
    """Bars in sections of at most ten, even ones where they can be."""
    if bars <= _LONGEST_SECTION:
        return [bars] if bars else []
    first = bars // 2 // 2 * 2
    return [*_shared(first), *_shared(bars - first)]


def _energy(role: Role, lift: float) -> tuple[float, float]:
    if role is Role.CLIMAX:
        return ENERGY[role]
    low, high = ENERGY[role]
    return _within(low + lift), _within(high + lift)


def _within(energy: float) -> float:
    return min(max(energy, _LEAST_ENERGY), _MOST_ENERGY)


def _numbered(sections: Iterator[Section] | Sequence[Section]) -> Iterator[Section]:
    visits: dict[Role, int] = {}
    for section in sections:
        visit = visits.get(section.role, 0)
        visits[section.role] = visit + 1
        yield replace(section, visit=visit)


def _hits(form: Form, scenes: Sequence[SceneStart], duration_s: float) -> tuple[Hit, ...]:
    """An accent for each scene change, the stronger the more the scene gains."""
    hits: dict[float, Hit] = {}
    for before, scene in pairwise(scenes):
        if not 0 < scene.at_s < duration_s - RING_S / 2:
            continue
        beat = _accent_beat(scene.at_s, form.beat_s)
        low, high = _STRENGTHS
        gain = 0.5 + (scene.intensity - before.intensity)
        hits[beat] = Hit(beat, low + (high - low) * min(max(gain, 0.0), 1.0))
    return tuple(hits.values())


def _accent_beat(at_s: float, beat_s: float) -> float:
    """The eighth nearest to a time, or the sixteenth where no eighth is near."""
    eighth = round(at_s / beat_s * 2) / 2
    return eighth if abs(eighth * beat_s - at_s) <= _NEAR_S else round(at_s / beat_s * 4) / 4
