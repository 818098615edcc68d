"""What a prompt asks for: theme, stops, characters, deeds, time, weather, mood, call to action."""

import re
from dataclasses import dataclass

from manike.script.models import Character, Mood, Season, TimeOfDay, Weather

_GENRES = (
    ("invitation", r"\binvit(?:e|ation|ing)\b|\bsave the date\b|\bjoin us\b"),
    (
        "advertisement",
        r"\b(?:launch(?: film)?|advert\w*|commercial|promo\w*|ad for|benefits?|call to action|"
        r"product|brand|buy|sale)\b",
    ),
    (
        "explainer",
        r"\b(?:explain\w*|how (?:do|does|to|is|are)|why|what is|tutorial|teach (?:me|us))\b",
    ),
    (
        "itinerary",
        r"\b(?:itinerary|day trip|weekend in|two-day|three-day|tour|days? in|travel\w*)\b",
    ),
    ("documentary", r"\b(?:documentary|history of|the story of|silk road|life of|the day of)\b"),
)
_TIMES = (
    (TimeOfDay.DAWN, r"\b(?:dawn|sunrise|daybreak|morning|first light|breakfast)\b"),
    (TimeOfDay.DAY, r"\b(?:noon|midday|afternoon|daytime|lunch)\b"),
    (TimeOfDay.DUSK, r"\b(?:dusk|sunset|evening|twilight|golden hour|dinner)\b"),
    (TimeOfDay.NIGHT, r"\b(?:night|midnight|moon\w*|stars?|nocturnal)\b"),
)
_SEASONS = (
    (Season.WINTER, r"\b(?:winter|snow\w*|ice|icy|frost\w*|christmas)\b"),
    (Season.AUTUMN, r"\b(?:autumn|fall colou?rs|october|november|harvest|halloween)\b"),
    (Season.SPRING, r"\b(?:spring|blossom\w*|easter|april)\b"),
)
_WEATHERS = (
    (Weather.STORM, r"\b(?:storm\w*|thunder\w*|hurricane)\b"),
    (Weather.RAIN, r"\b(?:rain\w*|monsoon|drizzle|shower)\b"),
    (Weather.SNOW, r"\b(?:snow\w*|blizzard)\b"),
    (Weather.FOG, r"\b(?:fog\w*|mist\w*)\b"),
    (Weather.CLOUDY, r"\b(?:cloud\w*|overcast|grey sky)\b"),
)
_MOODS = (
    (Mood.MELANCHOLIC, r"\b(?:melanchol\w*|sad\w*|lonely|loss|grief|farewell|nostalg\w*)\b"),
    (Mood.HOPEFUL, r"\b(?:hope\w*|uplifting|inspir\w*|new beginning)\b"),
    (Mood.EPIC, r"\b(?:epic|heroic|grand|cinematic|battle)\b"),
    (Mood.MYSTERIOUS, r"\b(?:myster\w*|secret\w*|night at|ghost|ancient)\b"),
    (Mood.PLAYFUL, r"\b(?:playful|funny|fun|kids?|children|ten-year-olds?|silly)\b"),
    (Mood.JOYFUL, r"\b(?:upbeat|joy\w*|happy|festive|celebrat\w*|birthday|party)\b"),
    (Mood.TENSE, r"\b(?:tense|thriller|danger|race against|suspense)\b"),
    (Mood.CALM, r"\b(?:calm|quiet|peaceful|gentle|slow|relax\w*)\b"),
)
_NUMBERS = dict(
    zip(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
        range(1, 11),
        strict=True,
    )
)
_COUNT = re.compile(
    r"\b(\d+|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?:\w+\s+){0,2}?"
    r"(scenes?|benefits?|places?|steps?|parts?|chapters?|reasons?|stops?)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“‘']([^\"“”‘’']{3,100})[\"”’']")  # noqa: RUF001 - typographic quotes
_CALL = re.compile(r"call[- ]to[- ]action|slogan|tagline|end(?:ing)? with", re.IGNORECASE)
_STYLES = re.compile(
    r"\b(cinematic|watercolou?r|storybook|noir|pastel|vintage|minimal\w*|documentary)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stop:
    """One place or thing that the prompt names on the way."""

    phrase: str
    """As the prompt says it, with its article: ``the Temple of the Tooth``."""
    time: TimeOfDay | None


@dataclass(frozen=True, slots=True)
class Brief:
    """A prompt understood."""

    text: str
    genre: str
    theme: str
    area: str
    stops: tuple[Stop, ...]
    characters: tuple[Character, ...]
    heroes: tuple[str, ...]
    """Who acts, as the prompt says it: ``two brothers``; a name where there is one."""
    deeds: tuple[str, ...]
    """What they do, in the present tense: ``mend a boat before the storm``."""
    keys: tuple[str, ...]
    """Noun phrases worth saying, in the prompt's order."""
    times: tuple[TimeOfDay, ...]
    season: Season
    weather: Weather
    moods: tuple[Mood, ...]
    call: str
    count: int
    """Scenes, places or benefits that were asked for; 0 if none."""
    counted: str
    style: str


def genre_of(text: str) -> str:
    """The genre that a prompt asks for; ``story`` if something happens, else ``documentary``."""
    lower = text.lower()
    return next((name for name, pattern in _GENRES if re.search(pattern, lower)), "")


def times_of(text: str) -> tuple[TimeOfDay, ...]:
    """The times of day that a text names, in its order."""
    found = [(m.start(), time) for time, p in _TIMES for m in re.finditer(p, text.lower())]
    return tuple(dict.fromkeys(time for _, time in sorted(found)))


def season_of(text: str) -> Season:
    """The season that a text names; summer if none."""
    return next((s for s, p in _SEASONS if re.search(p, text.lower())), Season.SUMMER)


def weather_of(text: str) -> Weather:
    """The weather that a text names; clear if none."""
    return next((w for w, p in _WEATHERS if re.search(p, text.lower())), Weather.CLEAR)


def moods_of(text: str) -> tuple[Mood, ...]:
    """The moods that a text names, in its order."""
    found = [(m.start(), mood) for mood, p in _MOODS if (m := re.search(p, text.lower()))]
    return tuple(mood for _, mood in sorted(found, key=lambda pair: pair[0]))


def call_of(text: str) -> str:
    """The quoted call to action, empty if there is none."""
    if not _CALL.search(text):
        return ""
    quoted = _QUOTED.findall(text)
    return quoted[-1].strip(" .!") if quoted else ""


def count_of(text: str) -> tuple[int, str]:
    """How many scenes, places, benefits … are asked for, and of what."""
    match = _COUNT.search(text)
    if match is None:
        return 0, ""
    word = match[1].lower()
    number = int(word) if word.isdecimal() else _NUMBERS[word]
    return min(number, 12), match[2].lower().rstrip("s")


def style_of(text: str) -> str:
    """Words on the style of the pictures."""
    return " ".join(dict.fromkeys(word.lower() for word in _STYLES.findall(text)))[:80]
