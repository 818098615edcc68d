"""Plans a film as beats: for each genre, what each scene is about and what could be said in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from manike.embedded.writer.brief import Brief, Stop
from manike.embedded.writer.knowledge import (
    Moment,
    find_spot,
    find_topics,
    frames,
    moment_of,
)
from manike.script.models import Mood, Place, Season, TimeOfDay, Weather

_ORDINALS = ("One", "Two", "Three", "Four", "Five", "Six")
_DAY_ORDER = (TimeOfDay.DAWN, TimeOfDay.DAY, TimeOfDay.DUSK, TimeOfDay.NIGHT)


@dataclass(frozen=True, slots=True)
class Beat:
    """One scene in the making."""

    title: str
    say: tuple[str, ...]
    """Sentences in order; the first must be said, the others as time allows."""
    look: str
    place: Place
    place_name: str
    time: TimeOfDay
    season: Season
    weather: Weather
    mood: Mood
    landmark: str = ""
    subjects: tuple[str, ...] = ()
    with_characters: bool = False
    caption: str = ""


Chooser = np.random.Generator


def plan(brief: Brief, scene_count: int, rng: Chooser) -> tuple[Beat, ...]:
    """The beats of a film, ``scene_count`` of them where the material allows."""
    planner = _PLANNERS.get(brief.genre, _documentary)
    beats = planner(brief, scene_count, rng)
    return _with_moods(brief, _in_time(brief, beats))


def slots_of(brief: Brief) -> dict[str, str]:
    """What sentences may name of the prompt."""
    keys = [*brief.keys, *(stop.phrase for stop in brief.stops), brief.theme]
    distinct = list(dict.fromkeys(keys))
    return {
        "theme": brief.theme,
        "area": brief.area,
        "key1": distinct[0],
        "key2": distinct[1 % len(distinct)],
        "key3": distinct[2 % len(distinct)],
    }


def _itinerary(brief: Brief, count: int, rng: Chooser) -> list[Beat]:
    said = frames()["itinerary"]
    stops = brief.stops or tuple(Stop(key, None) for key in brief.keys[:4])
    opening = _beat(brief, _pick(rng, said["open"]), title=brief.theme, text=brief.text)
    middle = [_stop_beat(brief, stop, rng) for stop in stops]
    close = _beat(brief, _pick(rng, said["close"]), title="Until next time", text=brief.text)
    beats = [replace(opening, caption=_title_case(brief.theme)), *middle, close]
    return _fill(brief, beats, count, rng)


def _documentary(brief: Brief, count: int, rng: Chooser) -> list[Beat]:
    said = frames()["documentary"]
    topics = find_topics(brief.text)
    moments = [(moment, topic.name) for topic in topics for moment in topic.moments]
    if len(topics) > 1:  # a journey over several topics: the first one opens it
        moments = [pair for pair in moments if pair[0].say]
    middle = [_moment_beat(brief, moment) for moment, _ in moments]
    if not middle:
        stops = [_stop_beat(brief, stop, rng) for stop in brief.stops]
        middle = stops or _frame_beats(brief, _general_or(said["pieces"], brief), rng)
    opening = _pick(rng, said["open"])
    if topics and brief.theme.lower() in topics[0].match:
        beats = middle  # the topic tells its own beginning and end
    else:
        close = _beat(brief, _pick(rng, said["close"]), title="What remains", text=brief.text)
        beats = [_beat(brief, opening, title=brief.theme, text=brief.text), *middle, close]
    beats[0] = replace(beats[0], caption=_title_case(brief.theme))
    return _fill(brief, beats, count, rng)


def _explainer(brief: Brief, count: int, rng: Chooser) -> list[Beat]:
    said = frames()["explainer"]
    topics = find_topics(brief.text)
    middle = [_moment_beat(brief, moment) for topic in topics[:1] for moment in topic.moments]
    question = topics[0].question if topics else ""
    if not middle:
        middle = _frame_beats(brief, said["pieces"], rng)
    wanted = brief.count if brief.counted in ("scene", "part", "step", "chapter") else count
    hook = question or _pick(rng, said["hook_general"])
    if len(middle) >= wanted:
        first = replace(middle[0], say=(hook, *middle[0].say))
        last = middle[wanted - 1]
        closing = _pick(rng, said["close"])
        beats = [
            first,
            *middle[1 : wanted - 1],
            replace(last, say=(*last.say[:1], closing, *last.say[1:])),
        ]
        beats = beats[:wanted]
    else:
        opening = _beat(brief, hook, title=brief.theme, text=brief.text)
        closing_beat = _beat(
            brief, _pick(rng, said["close"]), title="Now you know", text=brief.text
        )
        beats = [opening, *middle, closing_beat]
    beats[0] = replace(beats[0], caption=_title_case(brief.theme))
    return beats if brief.counted else _fill(brief, beats, count, rng)


def _advertisement(brief: Brief, count: int, rng: Chooser) -> list[Beat]:
    said = frames()["advertisement"]
    is_light = "light" in brief.text.lower() or "lamp" in brief.text.lower()
    hook = _pick(rng, said["hook" if is_light else "hook_general"])
    total = brief.count if brief.counted == "benefit" else max(1, min(4, count - 3))
    pool: list[dict[str, Any]] = said["benefits_light" if is_light else "benefits_general"]
    benefits = [
        _beat(
            brief,
            *(line.replace("{Ordinal}", _ORDINALS[at]) for line in pool[at % len(pool)]["say"]),
            title=pool[at % len(pool)]["title"],
            text=brief.text,
        )
        for at in range(min(total, len(pool)))
    ]
    call = brief.call or _pick(rng, said["cta_default"])
    close = _pick(rng, said["close"]).replace("{cta}", call)
    beats = [
        _beat(brief, hook, title="Dusk", text=brief.text),
        replace(
            _beat(brief, _pick(rng, said["reveal"]), title=brief.theme, text=brief.text),
            place=Place.STUDIO,
            caption=_title_case(brief.theme),
        ),
        *benefits,
        replace(_beat(brief, close, title=call, text=brief.text), caption=call),
    ]
    return beats


def _invitation(brief: Brief, count: int, rng: Chooser) -> list[Beat]:
    said = frames()["invitation"]
    spot = find_spot(brief.text)
    opening = _beat(brief, _pick(rng, said["open"]), title=brief.theme, text=brief.text)
    middle: list[Beat] = []
    if spot is not None:
        lines = [spot.say[at] for at in rng.permutation(len(spot.say))]
        phrase = Stop(_place_phrase(brief, spot.match), None)
        for at in range(0, min(len(lines), max(1, count - 3))):
            beat = _stop_beat(brief, phrase, rng)
            middle.append(
                replace(beat, say=(_with_stop(lines[at], phrase.phrase),), title=_short(lines[at]))
            )
    middle += _frame_beats(brief, said["pieces"], rng)
    call = brief.call or _pick(rng, said["cta_default"])
    close = _beat(
        brief, _pick(rng, said["close"]).replace("{cta}", call), title=call, text=brief.text
    )
    beats = [
        replace(opening, caption=_title_case(brief.theme)),
        *middle[: max(1, count - 2)],
        replace(close, caption=call),
    ]
    return beats


def _story(brief: Brief, count: int, rng: Chooser) -> list[Beat]:
    said = frames()["story"]
    hero = (
        brief.heroes[0]
        if brief.heroes
        else (brief.characters[0].name if brief.characters else "someone")
    )
    establish = _fill_story(brief, _pick(rng, said["establish"]), hero)
    beats = [
        _beat(brief, establish, title=_title_of(brief), text=brief.text),
        _story_beat(brief, said["meet"], "Meet", hero, rng),
    ]
    for deed in brief.deeds[:3] or (f"goes looking for {brief.theme}",):
        line = said["deed"][0].replace("{Hero}", _cap(hero)).replace("{deed}", deed)
        detail = _fill_story(brief, _pick(rng, said["detail"]), hero)
        beats.append(
            _beat(brief, line, detail, title=_cap(_short(deed)), text=f"{deed} {brief.text}")
        )
    beats += [
        _story_beat(brief, said["doubt"], "The hardest moment", hero, rng),
        _story_beat(brief, said["turn"], "Once more", hero, rng),
        _story_beat(brief, said["close"], "And then", hero, rng),
    ]
    beats = [replace(beat, with_characters=at != 0) for at, beat in enumerate(beats)]
    beats[0] = replace(beats[0], caption=_title_of(brief))
    return _trim(beats, count)


_PLANNERS: dict[str, Callable[[Brief, int, Chooser], list[Beat]]] = {
    "itinerary": _itinerary,
    "documentary": _documentary,
    "explainer": _explainer,
    "advertisement": _advertisement,
    "invitation": _invitation,
    "story": _story,
}


def _beat(brief: Brief, *say: str, title: str, text: str) -> Beat:
    """A beat set where the text says."""
    spot = find_spot(text) or find_spot(brief.text)
    topics = find_topics(brief.text)
    moment = topics[0].moments[0] if topics else Moment(title="", say=())
    look = spot.look if spot else moment.look or f"an image of {brief.theme}"
    return Beat(
        title=_cap(title)[:80],
        say=say,
        look=look,
        place=Place(spot.place if spot else moment.place or "hills"),
        place_name=brief.area if brief.area[:1].isupper() else "",
        time=brief.times[0] if brief.times else TimeOfDay.DAY,
        season=brief.season,
        weather=brief.weather,
        mood=Mood.CALM,
        landmark=spot.landmark if spot else moment.landmark,
        subjects=_subjects(brief, text, spot.subjects if spot else moment.subjects),
    )


def _stop_beat(brief: Brief, stop: Stop, rng: Chooser) -> Beat:
    spot = find_spot(stop.phrase)
    beat = _beat(brief, title=_bare(stop.phrase), text=stop.phrase)
    if spot is None:
        pieces = frames()["general"]["moments"]
        lines = [line.replace("{key1}", stop.phrase) for line in _pick(rng, pieces)["say"]]
    else:
        own = [
            line for line in spot.say if "{spot}" in line or "{Spot}" in line or "{area}" in line
        ]
        others = [line for line in spot.say if line not in own]
        first = _pick(rng, own or others)
        rest = [line for line in (*own, *others) if line != first]
        lines = [
            _with_stop(line, stop.phrase)
            for line in (first, *(rest[at] for at in rng.permutation(len(rest))))
        ]
    return replace(
        beat,
        say=tuple(lines),
        time=stop.time or beat.time,
        place_name=_cap(_bare(stop.phrase)),
        look=f"{stop.phrase}: {beat.look}",
    )


def _moment_beat(brief: Brief, moment: Moment) -> Beat:
    beat = _beat(brief, *moment.say, title=moment.title, text=moment.look or brief.text)
    return replace(
        beat,
        look=moment.look or beat.look,
        place=Place(moment.place) if moment.place else beat.place,
        time=TimeOfDay(moment.time) if moment.time else beat.time,
        season=Season(moment.season) if moment.season else beat.season,
        weather=Weather(moment.weather) if moment.weather else beat.weather,
        landmark=moment.landmark or "",
        subjects=moment.subjects or beat.subjects,
        place_name=moment.title if moment.landmark else beat.place_name,
    )


def _frame_beats(brief: Brief, pieces: Sequence[dict[str, Any]], rng: Chooser) -> list[Beat]:
    del rng
    return [_moment_beat(brief, moment_of(piece)) for piece in pieces]


def _general_or(pieces: list[dict[str, Any]], brief: Brief) -> list[dict[str, Any]]:
    """Frames of history suit a name; everything else gets the course of a day."""
    general: list[dict[str, Any]] = frames()["general"]["moments"]
    return pieces if brief.theme[:1].isupper() or brief.theme.startswith("the ") else general


def _story_beat(brief: Brief, lines: Sequence[str], title: str, hero: str, rng: Chooser) -> Beat:
    first = int(rng.integers(len(lines)))
    chosen = [lines[(first + step) % len(lines)] for step in range(min(2, len(lines)))]
    filled = [_fill_story(brief, line, hero) for line in chosen]
    return _beat(brief, *filled, title=title, text=brief.text)


def _fill_story(brief: Brief, line: str, hero: str) -> str:
    time = brief.times[0] if brief.times else TimeOfDay.DAY
    spot = find_spot(brief.text)
    where = f"by {_article(brief)}" if spot else f"somewhere near {brief.theme}"
    obstacle = next((key for key in brief.keys if "storm" in key or "dark" in key), "the wind")
    short = brief.characters[0].name if brief.characters else hero
    bare = {"dawn": "early", "day": "an ordinary day", "dusk": "getting dark", "night": "late"}
    values = {
        "{Time_phrase}": {
            "dawn": "At first light",
            "day": "On a day like this",
            "dusk": "As the light goes",
            "night": f"On a {brief.season.value} night",
        }[time.value],
        "{place_phrase}": where,
        "{time_bare}": bare[time.value],
        "{place_bare}": where,
        "{weather_line}": frames()["weather_lines"][brief.weather.value][0],
        "{hero}": hero,
        "{Hero}": _cap(hero),
        "{hero_short}": short if not short.startswith("The ") else f"the {short[4:]}",
        "{obstacle}": obstacle,
        "{obstacle_cap}": _cap(obstacle),
        "{Obstacle_cap}": _cap(obstacle),
        "{theme_short}": f"what happened to {hero}",
        "{time_noun}": {"dawn": "morning", "day": "day", "dusk": "evening", "night": "night"}[
            time.value
        ],
    }
    for slot, value in values.items():
        line = line.replace(slot, value)
    return line


def _fill(brief: Brief, beats: list[Beat], count: int, rng: Chooser) -> list[Beat]:
    """Bring the number of beats near to what is wanted, without losing what the prompt names."""
    if len(beats) > count and not brief.stops:
        return _trim(beats, count)
    general = [_moment_beat(brief, moment_of(piece)) for piece in frames()["general"]["moments"]]
    at = 0
    while len(beats) < min(count, 4) and at < len(general):
        beats.insert(len(beats) - 1, general[at])
        at += 1
    return beats


def _trim(beats: list[Beat], count: int) -> list[Beat]:
    """Leave out from the middle: beginning and end carry the film."""
    while len(beats) > max(3, count):
        beats.pop(len(beats) - 3)
    return beats


def _in_time(brief: Brief, beats: list[Beat]) -> tuple[Beat, ...]:
    """Let the day go by over the film where the prompt does not say otherwise."""
    if len(brief.times) == 1 or any(beat.time != beats[0].time for beat in beats):
        return tuple(beats)
    order = brief.times or (TimeOfDay.DAWN, TimeOfDay.DAY, TimeOfDay.DUSK)
    last = max(1, len(beats) - 1)
    return tuple(
        replace(beat, time=order[min(len(order) - 1, at * len(order) // last)])
        for at, beat in enumerate(beats)
    )


def _with_moods(brief: Brief, beats: tuple[Beat, ...]) -> tuple[Beat, ...]:
    moods = brief.moods or _DEFAULT_MOODS.get(brief.genre, (Mood.CALM, Mood.HOPEFUL))
    if brief.weather is Weather.STORM and "rain" in brief.text.lower():
        half = max(1, len(beats) // 2)
        beats = tuple(
            replace(
                b,
                weather=Weather.RAIN
                if at < half
                else Weather.CLOUDY
                if at == len(beats) - 1
                else b.weather,
            )
            for at, b in enumerate(beats)
        )
    return tuple(
        replace(beat, mood=moods[min(len(moods) - 1, at * len(moods) // len(beats))])
        for at, beat in enumerate(beats)
    )


_DEFAULT_MOODS = {
    "itinerary": (Mood.CALM, Mood.JOYFUL),
    "advertisement": (Mood.JOYFUL,),
    "explainer": (Mood.PLAYFUL,),
    "invitation": (Mood.MYSTERIOUS, Mood.JOYFUL),
    "story": (Mood.CALM, Mood.TENSE, Mood.HOPEFUL),
    "documentary": (Mood.CALM, Mood.EPIC, Mood.CALM),
}


def _subjects(brief: Brief, text: str, usual: Sequence[str]) -> tuple[str, ...]:
    """What the text itself names comes before what is usual there."""
    named = [_bare(key).split()[-1].lower() for key in brief.keys if key in text]
    return tuple(dict.fromkeys([*named, *usual]))[:5]


def _place_phrase(brief: Brief, words: tuple[str, ...]) -> str:
    phrase = next((key for key in brief.keys if any(word in key.lower() for word in words)), "")
    if phrase:
        return phrase
    tail = brief.theme.split(" at ")[-1].split(" in ")[-1]
    return tail if tail.startswith("the ") else f"the {words[0]}"


def _article(brief: Brief) -> str:
    key = next((key for key in brief.keys if find_spot(key)), "")
    return key if key else f"the {find_spot(brief.text).name}"  # type: ignore[union-attr]


def _with_stop(line: str, phrase: str) -> str:
    return line.replace("{spot}", phrase).replace("{Spot}", _cap(phrase))


def _pick(rng: Chooser, choices: Sequence[Any]) -> Any:  # noqa: ANN401 - YAML values
    return choices[int(rng.integers(len(choices)))]


def _bare(phrase: str) -> str:
    """A phrase without its article."""
    first, _, rest = phrase.partition(" ")
    return rest if rest and first.lower() in ("a", "an", "the", "his", "her", "their") else phrase


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]


def _short(text: str) -> str:
    return " ".join(text.replace("{spot}", "").replace("{Spot}", "").split()[:5]).strip(" ,.;:")


def _title_case(theme: str) -> str:
    return _cap(_bare(theme))[:60]


def _title_of(brief: Brief) -> str:
    if len(brief.characters) > 1 and not brief.characters[0].name.startswith("The "):
        return " and ".join(character.name for character in brief.characters[:2])
    if brief.deeds:
        noun = next((key for key in reversed(brief.keys)), brief.theme)
        return _title_case(noun)
    return _title_case(brief.theme)
