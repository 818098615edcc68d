"""Chooses what is said in each scene so that the whole film has the length asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from manike.embedded.writer.desk import Beat
from manike.script.timing import LEAD_S, TAIL_S, estimate_speech_s

FPS = 30
PAUSES_S = LEAD_S + TAIL_S
_STRETCH = 1.09
"""How much longer than asked a film may become; a tenth is the most that is allowed."""
_FILL = 0.94
"""Share of the time between the pauses that should be spoken: the estimate errs by a few percent."""
_STEP_S = 0.2
_UNEVEN = 0.35
"""Cost of a scene that is longer or shorter than the others, by its squared difference in seconds."""
_POOR = 6.0
"""Cost of a scene that says only what it must, though there is more to tell."""
_LONGEST_S = 13.0
_MAX_DETAILS = 5
"""Of these any may be left out; those beyond are told one after the other."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrate a scene."""

    text: str
    speech_s: float


def fit(beats: Sequence[Beat], film_s: float) -> tuple[Choice, ...]:
    """The narrations, chosen together; their speech comes as near as it can to what fits."""
    wanted_s = (film_s - len(beats) * PAUSES_S) * _FILL
    mean_s = wanted_s / len(beats)
    best: dict[int, tuple[float, tuple[Choice, ...]]] = {0: (0.0, ())}
    for beat in beats:
        options = _options(beat, mean_s)
        following: dict[int, tuple[float, tuple[Choice, ...]]] = {}
        for total, (cost, chosen) in best.items():
            for option in options:
                key = total + round(option.speech_s / _STEP_S)
                poor = _POOR if beat.details and option.text in beat.cores else 0.0
                new_cost = cost + poor + _UNEVEN * (option.speech_s - mean_s) ** 2
                if key not in following or new_cost < following[key][0]:
                    following[key] = (new_cost, (*chosen, option))
        best = following
    return min(best.items(), key=lambda item: _cost(item[0], item[1][0], wanted_s))[1][1]


def lengths(choices: Sequence[Choice], film_s: float) -> tuple[int, ...]:
    """Frames of each scene: its speech and pauses, and its share of what is left.

    All together they are the film's length, unless the speech needs a little more.
    """
    speech_s = sum(choice.speech_s for choice in choices)
    needed_s = speech_s + len(choices) * PAUSES_S
    film_s = min(max(film_s, needed_s), _STRETCH * film_s)
    spare_s = film_s - needed_s
    frames: list[int] = []
    at_s, at_frame = 0.0, 0
    for choice in choices:
        share = choice.speech_s / speech_s if speech_s else 1 / len(choices)
        at_s += choice.speech_s + PAUSES_S + spare_s * share
        frames.append(round(at_s * FPS) - at_frame)
        at_frame += frames[-1]
    return tuple(frames)


def is_full(choices: Sequence[Choice], film_s: float) -> bool:
    """Whether the speech needs more time than there is."""
    speech_s = sum(choice.speech_s for choice in choices)
    return speech_s > film_s - len(choices) * PAUSES_S


def _cost(total: int, uneven: float, wanted_s: float) -> float:
    off_s = total * _STEP_S - wanted_s
    # Too much cannot be read; too little is only quiet.
    return uneven + (40 * off_s**2 if off_s > 0 else 6 * off_s**2)


def _options(beat: Beat, mean_s: float) -> list[Choice]:
    found: dict[str, Choice] = {}
    for core in beat.cores or beat.details[:1] or ("",):
        for extra in _extras([detail for detail in beat.details if detail != core]):
            text = " ".join((core, *extra)).strip()
            found.setdefault(text, Choice(text, estimate_speech_s(text)))
    longest_s = max(_LONGEST_S, 1.4 * mean_s)
    short = [choice for choice in found.values() if choice.speech_s <= longest_s]
    return short or [min(found.values(), key=lambda choice: choice.speech_s)]


def _extras(details: Sequence[str]) -> Iterator[Sequence[str]]:
    few = details[:_MAX_DETAILS]
    for count in range(len(few) + 1):
        yield from combinations(few, count)
    for count in range(_MAX_DETAILS + 1, len(details) + 1):
        yield details[:count]
