"""What is known of an experience in one short text, by which it is found."""

from manike.experiences.experience import Audience, Experience
from manike.script.vocabulary import TimeOfDay

_TIMES = {
    TimeOfDay.DAWN: "early in the morning",
    TimeOfDay.DAY: "during the day",
    TimeOfDay.DUSK: "in the evening",
    TimeOfDay.NIGHT: "at night",
}
_AUDIENCES = {
    Audience.CHILDREN: "with children",
    Audience.FAMILIES: "with the family",
    Audience.COUPLES: "for two",
    Audience.FRIENDS: "with friends",
    Audience.GROUPS: "for groups",
    Audience.ALONE: "on one's own",
    Audience.ELDERS: "for older travellers",
    Audience.EVERYONE: "for everyone",
}
_LENGTHS = (
    (1.0, "less than an hour"),
    (3.0, "one or two hours"),
    (6.0, "half a day"),
    (14.0, "a whole day"),
)
_LONGER = "several days"


def text_of(experience: Experience) -> str:
    """Short sentences: ``Boats at sunrise. Kandy Lake, Sri Lanka. … calm. early in the …``."""
    where = ", ".join(part for part in (experience.where, experience.country) if part)
    parts = (
        experience.title,
        where,
        experience.description.strip().rstrip("."),
        experience.place.value.replace("_", " ") if experience.place else "",
        ", ".join(mood.value for mood in experience.moods),
        ", ".join(_TIMES[time] for time in experience.best_time),
        ", ".join(_AUDIENCES[who] for who in experience.for_whom),
        length_words(experience.duration_h),
        ", ".join(season.value for season in experience.seasons),
        ", ".join(experience.tags),
    )
    return " ".join(f"{part}." for part in parts if part)


def length_words(duration_h: float | None) -> str:
    """Such as ``half a day``; empty if it is not known."""
    if duration_h is None:
        return ""
    return next((words for below, words in _LENGTHS if duration_h < below), _LONGER)
