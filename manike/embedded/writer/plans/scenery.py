"""Where a story plays: its look in each scene, and the words for being there."""

import re
from dataclasses import replace

from manike.embedded.writer import cues
from manike.embedded.writer.brief import Brief, Deed, Item
from manike.embedded.writer.desk import Look
from manike.embedded.writer.habitats import haunt_of, nearby, place_for
from manike.embedded.writer.inflection import definite, title_case
from manike.embedded.writer.items import is_site
from manike.embedded.writer.knowledge import Entry, find, find_all, words
from manike.embedded.writer.looks import home_look, literal, look_of, things_in
from manike.embedded.writer.names import human_noun
from manike.embedded.writer.scouting import distinct_things
from manike.script.vocabulary import INDOORS, UNDERWATER, Place, TimeOfDay, Weather

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
    Place.CONIFERS: "deep among the pines",
    Place.FARM: "on the farm",
    Place.GARDEN: "in the garden",
    Place.SAVANNA: "out on the savanna",
    Place.DEEP: "far below the waves",
    Place.WATERFALL: "by the waterfall",
    Place.MARKET: "at the market",
    Place.LIBRARY: "in the library",
    Place.KITCHEN: "in the kitchen",
    Place.CLINIC: "at the clinic",
    Place.OFFICE: "at the office",
    Place.STAGE: "on the stage",
}
_INDOORS = INDOORS | {Place.STUDIO}
_ALONE = UNDERWATER | {Place.SPACE, Place.PLANET, Place.SEA, Place.MUSEUM, Place.TRAIN}
"""Nothing else is near."""
_ON_A_WORLD = re.compile(r"\bon (?:the )?(?:moon|mars|red planet|earth|venus)\b", re.IGNORECASE)
"""Where something is done, and nothing to be seen in the sky there."""
_HOMEWARD = re.compile(r"(?<!\bthe )(?<!\bhis )(?<!\bher )(?<!\ba )\bhome\b", re.IGNORECASE)
_WATERSIDE = frozenset(("lake", "river", "sea", "waterfall"))
_SKY = re.compile(
    r"\b(?:storm|rain|snow|wind|night|day|morning|evening|winter|summer|weather)\b", re.I
)
_PREPOSITION = {"on": "on", "in": "in", "at": "at", "under": "under", "over": "in", "by": "by",
                "near": "near", "inside": "inside", "above": "above", "through": "in",
                "across": "in", "into": "in", "to": "in"}  # fmt: skip


def story_look(brief: Brief, time: TimeOfDay, weather: Weather | None) -> Look:
    """A story's look at an hour, where it plays as a whole."""
    base = home_look(brief)
    item, site = _site(brief)
    look = look_of(site, base) if site is not None else base
    season = brief.wishes.season or look.season
    own = [item.bare.split(" of ")[0] for item in brief.items if not item.is_place]
    drawable = words("things")["nouns"]
    nouns = [noun for noun in own if not _SKY.search(noun) and noun.split()[-1] in drawable]
    return replace(
        look,
        name=base.name or (title_case(item.bare)[:120] if item is not None else ""),
        time=time,
        weather=weather or look.weather,
        season=season,
        subjects=distinct_things((*nouns[:2], *look.subjects)),
    )


def deed_look(deed: Deed, base: Look) -> Look:
    """The look of a deed: where its words say, or where what it is done to can be."""
    rest = _HOMEWARD.sub(" ", literal(deed.rest))
    best = find("topics", rest)
    named = (*([best] if best is not None else []), *find_all("topics", rest))
    sites = [topic for topic in named if is_site(topic)]
    things = tuple(things_in(_ON_A_WORLD.sub(" ", rest)))
    look = base
    if sites:
        look = replace(
            look_of(sites[0], base),
            time=base.time,
            season=base.season,
            weather=weather_told(deed.rest) or base.weather,
        )
    look = replace(look, weather=weather_told(deed.rest) or look.weather)
    place = place_for(things, look.place)
    kept = look.landmark if place is look.place else ""
    return replace(
        look,
        place=place,
        name=base.name if place is base.place else "",
        landmark=kept,
        subjects=distinct_things((*things, *look.subjects)),
    )


def hero_look(brief: Brief, base: Look) -> Look:
    """Where the hero is found before the story begins: near by, in a room or at work."""
    if not brief.people or base.place in _INDOORS or base.place in _ALONE:
        return base
    hero = brief.people[0]
    noun = human_noun(hero.who) or (hero.who.split()[-1] if hero.who else "")
    haunt = haunt_of(noun)
    if haunt is None or haunt is base.place:
        return base
    return replace(base, place=haunt, name="", landmark="", subjects=())


def near_look(brief: Brief, base: Look, turn: int) -> Look:
    """Another place near by, for a story that has been in one for long."""
    if base.place in _ALONE:
        return base
    kept = tuple(thing for thing in base.subjects if thing in brief.text.lower())
    places = [place for place in nearby(base.place) if place not in _INDOORS] or [base.place]
    return replace(base, place=places[turn % len(places)], name="", landmark="", subjects=kept)


def weather_told(text: str) -> Weather | None:
    """The weather in which something is done; not the one that it is done before."""
    return cues.weather_of(re.sub(r"\b(?:before|after|until)\s[^,.;]*", " ", text))


def place_in(brief: Brief) -> str:
    """``on Mars``, ``at the lighthouse``, ``in the fishing village``."""
    for item in brief.items:
        if item.is_place or item.bare.lower() == "moon":
            pattern = rf"\b({'|'.join(_PREPOSITION)})\s+{re.escape(item.phrase)}"
            match = re.search(pattern, brief.text, re.IGNORECASE)
            if match and item.topic is not None and item.topic.place in _WATERSIDE:
                return f"by {definite(item.phrase)}"
            if match:
                return f"{_PREPOSITION[match[1].lower()]} {definite(item.phrase)}"
    if world := re.search(r"\bon (the moon|mars|the red planet)\b", brief.text, re.IGNORECASE):
        return f"on {world[1]}"
    if brief.place and re.search(rf"\bin {re.escape(brief.place)}\b", brief.text):
        return f"in {brief.place}"
    if re.search(r"\blighthouse\b", brief.text, re.IGNORECASE):
        return "at the lighthouse"
    return _PLACE_IN[story_look(brief, TimeOfDay.DAY, None).place]


def _site(brief: Brief) -> tuple[Item | None, Entry | None]:
    """Where a story plays: a place that the prompt has, else the first it speaks of."""
    if brief.genre == "drama" and brief.deeds:
        done = [t for t in find_all("topics", literal(brief.deeds[0].rest)) if is_site(t)]
        if done:
            return None, done[0]
    for item in brief.items:
        if item.is_place and item.topic is not None:
            return item, item.topic
    named = [topic for topic in find_all("topics", literal(brief.text[:600])) if is_site(topic)]
    return None, next(iter(named), None)
