"""What scenes show: places, hours and things, from items, topics and the sentences themselves."""

from collections.abc import Sequence
from dataclasses import replace

from manike.embedded.writer.brief import Brief, Item
from manike.embedded.writer.desk import Look
from manike.embedded.writer.inflection import bare, title_case
from manike.embedded.writer.items import is_site
from manike.embedded.writer.knowledge import Entry, find, words
from manike.embedded.writer.language import parse
from manike.script.models import Place, Season, TimeOfDay, Weather

HOURS = (TimeOfDay.DAWN, TimeOfDay.DAY, TimeOfDay.DUSK, TimeOfDay.NIGHT)
_DEFAULT_PLACES = {
    "itinerary": Place.OLD_TOWN,
    "story": Place.VILLAGE,
    "explainer": Place.STUDIO,
    "advertisement": Place.STUDIO,
    "documentary": Place.HILLS,
    "invitation": Place.HOME,
}
_MAX_SUBJECTS = 4


def home_look(brief: Brief) -> Look:
    """The look of the film as a whole."""
    topic = brief.topic if brief.topic is not None and brief.topic.place else None
    placed = [item.topic for item in brief.items if item.topic is not None and item.is_place]
    topic = topic or (placed[0] if placed else None) or find("topics", brief.text[:600])
    base = Look(_DEFAULT_PLACES[brief.genre], season=Season.SUMMER)
    if topic is None and brief.genre == "documentary" and brief.people:
        base = replace(base, place=Place.HOME, subjects=("open book", "lamp", "globe"))
    if topic is None and brief.genre == "explainer":
        base = replace(base, subjects=("globe", "open book", "lamp"))
    look = look_of(topic, base)
    wishes = brief.wishes
    return replace(
        look,
        name=brief.place,
        time=wishes.times[0] if wishes.times else look.time,
        season=wishes.season or look.season,
        weather=wishes.weather or look.weather,
    )


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
    """The look of a scene about an item."""
    look = look_of(item.topic, base) if item.is_place or not brief.place else base
    things = item.topic.subjects if item.topic is not None else ()
    own = () if item.is_place else _noun(item)
    wishes = brief.wishes
    return replace(
        look,
        name=title_case(item.bare)[:120] if item.is_place else base.name,
        time=time or look.time,
        season=wishes.season or look.season,
        weather=wishes.weather or look.weather,
        subjects=tuple(dict.fromkeys((*own, *things)))[:_MAX_SUBJECTS] or base.subjects,
    )


def told_look(sentence: str, base: Look) -> Look:
    """The look of a scene from the sentence that leads it: where it plays, what it names."""
    topic = find("topics", sentence)
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


def things_in(sentence: str) -> list[str]:
    """The nouns of a sentence that can be drawn, in its order."""
    nouns = set(words("things")["nouns"])
    lemmas = [token.lemma_.lower() for token in parse(sentence) if token.pos_ in ("NOUN", "PROPN")]
    return [lemma for lemma in dict.fromkeys(lemmas) if lemma in nouns][:3]


def hours(asked: Sequence[TimeOfDay | None], start: TimeOfDay | None = None) -> list[TimeOfDay]:
    """A time of day for each scene: those that are asked for, and between them the day's course."""
    filled: list[TimeOfDay] = []
    for at, time in enumerate(asked):
        if time is not None:
            filled.append(time)
            continue
        before = filled[-1] if filled else start or TimeOfDay.DAWN
        gap, after = next(
            ((n, t) for n, t in enumerate(asked[at:]) if t is not None), (len(asked) - at, None)
        )
        filled.append(_between(before, after, gap, at == 0))
    return filled


def _between(
    before: TimeOfDay, after: TimeOfDay | None, gap: int, is_first: bool
) -> TimeOfDay:  # positional by its only caller
    low = HOURS.index(before)
    high = HOURS.index(after) if after is not None else HOURS.index(TimeOfDay.NIGHT)
    if is_first:
        return before
    if high <= low:  # the next one asked for is another day's
        return HOURS[min(low + 1, HOURS.index(TimeOfDay.DUSK))]
    return HOURS[min(high, low + max(0, round((high - low) / (gap + 1))))]


def _noun(item: Item) -> tuple[str, ...]:
    """The item itself, if it can be drawn."""
    phrase = bare(item.phrase).split(" of ")[0]
    last = phrase.split()[-1].lower() if phrase else ""
    nouns = words("things")["nouns"]
    return (phrase[:60],) if last in nouns or last.rstrip("s") in nouns else ()
