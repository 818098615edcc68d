"""The writer's desk: tells lines in a context, each line at most once a film."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from manike.embedded.writer.brief import Brief
from manike.embedded.writer.grammar import Context, Line, tell
from manike.embedded.writer.knowledge import Entry, frames
from manike.script.vocabulary import Mood, Place, Season, TimeOfDay, Weather

_URBAN = frozenset(
    (
        *(Place.OLD_TOWN, Place.CITY, Place.VILLAGE, Place.HARBOUR, Place.HOME, Place.WORKSHOP),
        *(Place.MARKET, Place.KITCHEN, Place.LIBRARY, Place.OFFICE, Place.CLINIC),
    )
)
"""Where there are streets, doors and neighbours."""
_THEME = frozenset(("theme", "Theme", "bare"))
_LONG_THEME, _NAMED_EVERY_S = 4, 15.0
"""Words of a theme that tires whoever hears it often, and how seldom a film says it."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a scene shows, before the camera is set up."""

    place: Place
    name: str = ""
    time: TimeOfDay = TimeOfDay.DAY
    season: Season = Season.SUMMER
    weather: Weather = Weather.CLEAR
    landmark: str = ""
    subjects: tuple[str, ...] = ()

    @property
    def flags(self) -> frozenset[str]:
        """The words by which lines ask for this place, time, season and weather."""
        said = frozenset(str(part) for part in (self.place, self.time, self.season, self.weather))
        return said | {"urban"} if self.place in _URBAN else said


@dataclass(frozen=True, slots=True)
class Beat:
    """One scene in the making: what it shows, and sentences from which its narration is chosen."""

    title: str
    look: Look
    mood: Mood
    cores: tuple[str, ...]
    """Ways to say what the scene is for; one of them is said."""
    details: tuple[str, ...] = ()
    """What may be said after it, the best first."""
    people: tuple[str, ...] = ()
    caption: str = ""
    speaker: str = ""
    alone: bool = False
    """The core says all; details only stretch it when time is left."""


class Desk:
    """Holds what a film knows and has used."""

    def __init__(
        self, brief: Brief, rng: np.random.Generator, detail_count: int, film_s: float
    ) -> None:
        self.brief = brief
        self.rng = rng
        self.detail_count = detail_count
        """Sentences to keep ready for a scene, beside its core."""
        self._used: set[str] = set()
        self._turn = True
        is_long = len(brief.theme.split()) >= _LONG_THEME
        self._names_left = math.ceil(film_s / _NAMED_EVERY_S) if is_long else math.inf

    def takes_turn(self) -> bool:
        """Every second time true."""
        self._turn = not self._turn
        return self._turn

    def pick(self, options: Sequence[str]) -> str:
        """One of the options."""
        return options[int(self.rng.integers(len(options)))]

    def tell(
        self, lines: Sequence[Line], context: Context, count: int, *, must: bool = False
    ) -> tuple[str, ...]:
        """Up to ``count`` lines that the context allows and no scene has used.

        The more a line asks of its context, the better it fits: those come first. Where one ``must``
        be said, it may name a theme that was heard often enough.
        """
        order = self.rng.permutation(len(lines))
        fitting = [
            lines[int(at)]
            for at in order
            if lines[int(at)].text not in self._used and context.allows(lines[int(at)])
        ]
        if self._names_left <= 0:
            named = [line for line in fitting if _THEME & line.slots]
            fitting = [line for line in fitting if line not in named] or named[: int(must)]
        chosen = sorted(fitting, key=lambda line: -len(line.wanted))[:count]
        self._used.update(line.text for line in chosen)
        self._names_left -= sum(bool(_THEME & line.slots) for line in chosen)
        return tuple(tell(line, context, self.rng) for line in chosen)

    def frame(self, genre: str, role: str, context: Context, count: int) -> tuple[str, ...]:
        """Lines of a genre's frame."""
        return self.tell(frames(genre).get(role, ()), context, count, must=role.endswith("close"))

    def topic(self, entry: Entry | None, context: Context, count: int) -> tuple[str, ...]:
        """Lines of what is known of a topic."""
        return self.tell(entry.lines, context, count) if entry is not None else ()

    def senses(self, context: Context, count: int) -> tuple[str, ...]:
        """Plain observations that fit the place and hour."""
        return self.tell(frames("senses")["lines"], context, count)


def context_of(slots: Mapping[str, str], *flags: str) -> Context:
    """A context of slots and flags."""
    return Context(dict(slots), frozenset(flags))
