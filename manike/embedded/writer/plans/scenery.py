"""Where a story plays: its look in each scene, and the words for being there."""

import re
from collections.abc import Sequence
from dataclasses import replace

from manike.embedded.writer.brief import Brief
from manike.embedded.writer.desk import Look
from manike.embedded.writer.inflection import definite
from manike.embedded.writer.items import is_site
from manike.embedded.writer.knowledge import Entry, find_all, words
from manike.embedded.writer.looks import home_look, look_of
from manike.script.models import Place, TimeOfDay, Weather

_PLACE_IN = {
    Place.MOUNTAIN: "high in the mountains",
    Place.HILLS: "up in the hills",
    Place.FOREST: "deep in the forest",
    Place.FIELD: "out in the fields",
    Place.BEACH: "by the shore",
    Place.SEA: "out at sea",
    Place.REEF: "down on the reef",
    Place.LAKE: "beside the lake",
    Place.RIVER: "along the river",
    Place.DESERT: "out in the desert",
    Place.SNOWFIELD: "far up in the snow",
    Place.VOLCANO: "under the volcano",
    Place.VILLAGE: "in a small village",
    Place.OLD_TOWN: "in the old town",
    Place.CITY: "in the city",
    Place.HARBOUR: "down at the harbour",
    Place.TEMPLE: "near the temple",
    Place.MUSEUM: "inside the museum",
    Place.HOME: "in a house at the end of the street",
    Place.WORKSHOP: "in the workshop",
    Place.TRAIN: "aboard the train",
    Place.SPACE: "far out among the stars",
    Place.PLANET: "on a distant planet",
    Place.STUDIO: "in a quiet room",
}
_SKY = re.compile(
    r"\b(?:storm|rain|snow|wind|night|day|morning|evening|winter|summer|weather)\b", re.I
)
_PREPOSITION = {"on": "on", "in": "in", "at": "at", "under": "under", "over": "in", "by": "by",
                "near": "near", "inside": "inside", "above": "above", "through": "in",
                "across": "in", "into": "in", "to": "in"}  # fmt: skip


def story_look(brief: Brief, time: TimeOfDay, weather: Weather | None) -> Look:
    """A story's look at an hour."""
    base = home_look(brief)
    site = _site(brief)
    look = look_of(site, base) if site is not None else base
    season = brief.wishes.season or look.season
    own = [item.bare.split(" of ")[0] for item in brief.items if not item.is_place]
    drawable = words("things")["nouns"]
    nouns = [noun for noun in own if not _SKY.search(noun) and noun.split()[-1] in drawable]
    return replace(
        look,
        time=time,
        weather=weather or look.weather,
        season=season,
        subjects=distinct_things((*nouns[:2], *look.subjects)),
    )


def distinct_things(names: Sequence[str]) -> tuple[str, ...]:
    """At most four things, none of them twice under a longer name."""
    kept: list[str] = []
    for name in names:
        if not any(name.split()[-1] == other.split()[-1] for other in kept):
            kept.append(name)
    return tuple(kept[:4])


def place_in(brief: Brief) -> str:
    """``on Mars``, ``at the lighthouse``, ``in the fishing village``."""
    for item in brief.items:
        if item.is_place or item.bare.lower() == "moon":
            pattern = rf"\b({'|'.join(_PREPOSITION)})\s+{re.escape(item.phrase)}"
            match = re.search(pattern, brief.text, re.IGNORECASE)
            if match:
                return f"{_PREPOSITION[match[1].lower()]} {definite(item.phrase)}"
    if brief.place and re.search(rf"\bin {re.escape(brief.place)}\b", brief.text):
        return f"in {brief.place}"
    if re.search(r"\blighthouse\b", brief.text, re.IGNORECASE):
        return "at the lighthouse"
    return _PLACE_IN[story_look(brief, TimeOfDay.DAY, None).place]


def _site(brief: Brief) -> Entry | None:
    sites = [item.topic for item in brief.items if item.is_place and item.topic is not None]
    named = [topic for topic in find_all("topics", brief.text[:600]) if is_site(topic)]
    return next(iter((*sites, *named)), None)
