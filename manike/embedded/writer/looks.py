"""What scenes show: places, hours and things, from items, topics and the sentences themselves."""

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from manike.embedded.writer import cues
from manike.embedded.writer.brief import Brief, Item
from manike.embedded.writer.desk import Look
from manike.embedded.writer.habitats import holds, place_for, singulars
from manike.embedded.writer.inflection import bare, title_case
from manike.embedded.writer.items import head_of, is_site
from manike.embedded.writer.knowledge import Entry, find, words
from manike.embedded.writer.language import parse
from manike.script.vocabulary import Place, Season, TimeOfDay, Weather

HOURS = (TimeOfDay.DAWN, TimeOfDay.DAY, TimeOfDay.DUSK, TimeOfDay.NIGHT)
_DEFAULT_PLACES = {
    "itinerary": Place.OLD_TOWN,
    "story": Place.VILLAGE,
    "explainer": Place.STUDIO,
    "advertisement": Place.STUDIO,
    "documentary": Place.HILLS,
    "invitation": Place.HOME,
    "children": Place.FOREST,
    "drama": Place.HOME,
    "news": Place.CITY,
    "tutorial": Place.WORKSHOP,
    "testimonial": Place.HOME,
}
_MAX_SUBJECTS = 4
_FEW_ITEMS = 2
_DAY_LONG = 4
"""Scenes in a row that are enough for a day to end in its night."""
_SIMILE = re.compile(
    r"(?:\b(?:like|as though|as if|the way|than|pyramids? of|a kind of|sort of)\b|"
    r"\bas [a-z]+ as\b|\bas (?=(?:an? |the )?\w+(?:[,.;:!?]|$))|\b(?:a|the) (?:colour|size|sound|smell|shape|weight) of\b)[^,.;:!?]*",
    re.IGNORECASE,
)
"""What something is compared with is not there."""


def home_look(brief: Brief) -> Look:
    """The look of the film as a whole."""
    topic = brief.topic if brief.topic is not None and brief.topic.place else None
    placed = [item.topic for item in brief.items if item.topic is not None and item.is_place]
    own = find("topics", brief.place) if brief.genre == "itinerary" and brief.place else None
    topic = topic or own or (placed[0] if placed else None) or find("topics", brief.text[:600])
    base = Look(_DEFAULT_PLACES[brief.genre], season=Season.SUMMER)
    if topic is None and brief.genre == "documentary" and brief.people:
        base = replace(base, place=Place.HOME, subjects=("open book", "lamp", "globe"))
    if topic is None and brief.genre == "explainer":
        base = replace(base, subjects=("open book",))
    look = look_of(topic, base)
    wishes = brief.wishes
    return replace(
        look,
        name=brief.place,
        time=film_time(brief) or look.time,
        season=wishes.season or look.season,
        weather=film_weather(brief) or look.weather,
    )


def film_time(brief: Brief) -> TimeOfDay | None:
    """The hour that the prompt gives the film as a whole; not that of one of its stops."""
    times, items = brief.wishes.times, brief.items
    is_a_stops = len(times) == 1 and len(items) > 1 and any(item.time for item in items[1:])
    return times[0] if times and not is_a_stops else None


def film_weather(brief: Brief) -> Weather | None:
    """The weather that the prompt gives the film as a whole; not that of one of its stops."""
    is_list = brief.genre == "itinerary" and len(brief.items) > _FEW_ITEMS
    if is_list and any(cues.weather_of(item.phrase) for item in brief.items):
        return None
    return brief.wishes.weather


def look_of(topic: Entry | None, base: Look) -> Look:
    """The look of a topic, where it has one; else the base's."""
    if topic is None:
        return base
    return replace(
        base,
        place=Place(topic.place) if topic.place else base.place,
        time=TimeOfDay(topic.time) if topic.time else base.time,
        season=Season(topic.season) if topic.season else base.season,
        weather=Weather(topic.weather) if topic.weather else base.weather,
        landmark=topic.landmark,
        subjects=topic.subjects or base.subjects,
    )


def item_look(brief: Brief, item: Item, base: Look, time: TimeOfDay | None) -> Look:
    """The look of a scene about an item: at its own place, or at the film's if that holds it."""
    things = item.topic.subjects if item.topic is not None else ()
    at_site = item.topic is not None and is_site(item.topic)
    own = () if item.is_place else _noun(item)
    seen = tuple(dict.fromkeys((*own, *things)))[:_MAX_SUBJECTS]
    stays = bool(brief.place) and not at_site and all(holds(base.place, s) for s in seen[:2])
    look = base if stays else look_of(item.topic, base)
    look = look if item.is_place else replace(look, place=_told_place(item, own) or look.place)
    place = look.place if item.is_place else place_for(own or things, look.place)
    return replace(
        look,
        place=place,
        name=title_case(item.bare)[:120] if at_site else base.name,
        time=time or look.time,
        season=brief.wishes.season or look.season,
        weather=cues.weather_of(item.phrase) or film_weather(brief) or look.weather,
        landmark=look.landmark if place is look.place else "",
        subjects=seen or base.subjects,
    )


def _told_place(item: Item, own: Sequence[str]) -> Place | None:
    """Where a phrase says that its thing is: ``elephants at the river``."""
    tail = item.phrase[len(head_of(item.phrase)) :]
    topic = find("topics", tail) if tail else None
    if topic is None or not is_site(topic):
        return None
    place = Place(topic.place)
    return place if all(holds(place, thing) for thing in own) else None


def world_look(brief: Brief, base: Look) -> Look | None:
    """The place that a prompt names by name, where its theme plays elsewhere: Mars of a letter."""
    named = find("topics", brief.place) if brief.place else None
    if brief.topic is not None and is_site(brief.topic):
        return None
    if named is None or named is brief.topic or not named.place or named.place == base.place:
        return None
    look = look_of(named, base)
    things = [thing for thing in base.subjects if thing in brief.text.lower()]
    subjects = (*things, *named.subjects)
    return replace(look, time=base.time, subjects=subjects[:_MAX_SUBJECTS])


def told_look(sentence: str, base: Look) -> Look:
    """The look of a scene from the sentence that leads it: where it plays, what it names."""
    topic = find("topics", literal(sentence))
    is_elsewhere = topic is not None and is_site(topic) and not topic.landmark
    look = look_of(topic, base) if is_elsewhere else base
    things = (*things_in(sentence), *base.subjects)
    return replace(
        look,
        time=base.time,
        season=base.season,
        weather=base.weather,
        subjects=tuple(dict.fromkeys(things))[:_MAX_SUBJECTS],
    )


def things_in(sentence: str, most: int = 3) -> list[str]:
    """The nouns of a sentence that can be drawn, in its order; not those of its comparisons."""
    nouns = set(words("things")["nouns"])
    lemmas = [token.lemma_.lower() for token in parse(literal(sentence)) if _is_thing(token)]
    return [lemma for lemma in dict.fromkeys(lemmas) if lemma in nouns][:most]


def _is_thing(token: Token) -> bool:
    """Whether a word stands for itself; the tower of ``Tower Bridge`` does not."""
    if token.pos_ == "PROPN" and token.dep_ == "compound" and token.head.pos_ == "PROPN":
        return False
    drawn = words("things")["nouns"]
    head = token
    while head.dep_ == "compound" and head.head != head:
        head = head.head
        if head.lemma_.lower() in drawn:
            return False
    return token.pos_ in ("NOUN", "PROPN")


def literal(sentence: str) -> str:
    """A sentence without its comparisons."""
    return _SIMILE.sub(" ", sentence)


def hours(asked: Sequence[TimeOfDay | None], start: TimeOfDay | None = None) -> list[TimeOfDay]:
    """A time of day for each scene: those that are asked for, and between them the day's course."""
    known = [(at, HOURS.index(time)) for at, time in enumerate(asked) if time is not None]
    if not known or known[0][0] > 0:
        first = min(HOURS.index(start or TimeOfDay.DAWN), known[0][1] if known else len(HOURS))
        known.insert(0, (0, first))
    filled: list[TimeOfDay] = []
    for (at, low), (end, high) in zip(known, [*known[1:], (len(asked), -1)], strict=True):
        filled += _course(low, high, end - at)
    return filled[: len(asked)]


def _course(low: int, high: int, count: int) -> list[TimeOfDay]:
    """``count`` hours from one that is known towards the next; -1 is the end of the film."""
    dusk, night = HOURS.index(TimeOfDay.DUSK), HOURS.index(TimeOfDay.NIGHT)
    if high > low:
        return [HOURS[low + round((high - low) * at / count)] for at in range(count)]
    last = max(low, night if high < 0 and count >= _DAY_LONG and low > 0 else dusk)
    return [HOURS[low + round((last - low) * at / max(1, count - 1))] for at in range(count)]


def _noun(item: Item) -> tuple[str, ...]:
    """The item itself, if it can be drawn."""
    phrase = head_of(bare(item.phrase)).split(" of ")[0]
    last = phrase.split()[-1].lower() if phrase else ""
    nouns = words("things")["nouns"]
    if last not in nouns and last.rstrip("s") not in nouns:
        return ()
    parts = phrase.split()
    known = (" ".join(parts[at:]) for at in range(len(parts)))
    return (next((name for name in known if _is_known(name)), phrase)[:60],)


def _is_known(name: str) -> bool:
    """Whether all of a name is one drawable noun: ``trains`` of ``tea country trains``."""
    return any(form in words("things")["nouns"] for form in singulars(name.lower()))
