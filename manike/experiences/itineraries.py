"""The days of an itinerary, as its script tells them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from manike.script.models import Scene, ScriptBreakdown
from manike.script.vocabulary import TimeOfDay

_HOURS = list(TimeOfDay)
_NUMBERS = ("one two three four five six seven", "first second third fourth fifth sixth seventh")
_DAY = re.compile(
    r"\bday (one|two|three|four|five|six|seven|[1-9])\b"
    r"|\b(first|second|third|fourth|fifth|sixth|seventh|next) (?:day|morning)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a journey: scenes of a script, one after the other."""

    number: int
    """From 1."""
    scenes: tuple[Scene, ...]

    @property
    def title(self) -> str:
        """Its stops, each once."""
        return ", ".join(dict.fromkeys(scene.title for scene in self._stops))

    @property
    def place(self) -> str:
        """The kind of place that most of its stops are at; of as many the first."""
        [(place, _)] = Counter(scene.setting.place for scene in self._stops).most_common(1)
        return place.value

    @property
    def _stops(self) -> Sequence[Scene]:
        """Without title and farewell, unless there is nothing else."""
        return [scene for scene in self.scenes if not scene.caption] or self.scenes


def days_of(script: ScriptBreakdown) -> tuple[Day, ...]:
    """The days that a script tells: a next one begins where it says so, or at another dawn.

    Only what comes behind daylight is another dawn: two stops at dawn are of one morning.
    """
    days: list[list[Scene]] = []
    latest = 0
    for scene in script.scenes:
        hour = _HOURS.index(scene.setting.time_of_day)
        is_dawn_again = scene.setting.time_of_day is TimeOfDay.DAWN and latest > 0
        if not days or is_dawn_again or _day_named(scene, len(days)) > len(days):
            days.append([])
            latest = 0
        days[-1].append(scene)
        latest = max(latest, hour)
    return tuple(Day(number, tuple(scenes)) for number, scenes in enumerate(days, 1))


def _day_named(scene: Scene, today: int) -> int:
    """The number of the day that a scene names, as ``day two`` or ``the next day``; 0 for none."""
    found = _DAY.search(f"{scene.title}. {scene.narration}")
    if found is None:
        return 0
    word = (found[1] or found[2]).lower()
    if word == "next":
        return today + 1
    if word.isdigit():
        return int(word)
    return 1 + next(words.split().index(word) for words in _NUMBERS if word in words.split())


def text_of_day(script: ScriptBreakdown, day: Day) -> str:
    """What a day is found by: the journey, its stops, what is said of them."""
    names = dict.fromkeys(scene.setting.name for scene in day.scenes if scene.setting.name)
    times = dict.fromkeys(scene.setting.time_of_day.value for scene in day.scenes)
    parts = (
        f"{script.title}, day {day.number}",
        day.title,
        ", ".join(names),
        ", ".join(times),
        " ".join(scene.narration for scene in day.scenes),
    )
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)
