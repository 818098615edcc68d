"""Words of a prompt that ask for a genre, a time, a season, weather, a mood, a number, a style."""

import re
from collections.abc import Sequence
from typing import TypeVar

from manike.embedded.writer.brief import Wishes
from manike.script.vocabulary import Mood, Season, TimeOfDay, Weather

T = TypeVar("T")

_GENRES = (
    (
        "children",
        r"\b(?:children'?s|kids'?|bedtime|nursery) (?:story|tale|film)\b|\bfairy ?-?tale\b|"
        r"\bonce upon\b|\bstory for (?:\w+ )?(?:children|kids|toddlers)\b",
    ),
    ("drama", r"\bdrama\b|\bmelodrama\b|\btragedy\b"),
    (
        "testimonial",
        r"\btestimonials?\b|\bcustomer stor(?:y|ies)\b|\bsuccess story\b|\bcase study\b",
    ),
    (
        "news",
        r"\bnews (?:report|bulletin|item|film|clip|flash|story)\b|\bbreaking news\b|\bbulletin\b|"
        r"^\s*news\s*:|\bheadlines?\b|\breportage\b",
    ),
    (
        "tutorial",
        r"\btutorial\b|\bstep[- ]by[- ]step\b|\bhow-to\b|^(?:a |the )?how to\b|\bguide to (?:\w+ing)\b|"
        r"\blearn (?:how )?to\b|\bshow \w+ how to\b",
    ),
    (
        "invitation",
        r"\bopen (?:day|house|evening)\b|\bgrand opening\b|\binvit(?:e|es|ation|ing|ed)\b|\bsave the date\b|\bjoin us\b|\brsvp\b",
    ),
    (
        "advertisement",
        r"\blaunch film\b|\badvert\w*|\bcommercial\b|\bpromo\w*|\bad for\b|\bbenefits\b|"
        r"\bcall to action\b|\bour new\b|\b(?:visit|call|order from|shop with) us\b|\bour (?:shop|store|caf[eé]|bakery|restaurant|salon)\b|"
        r"[$£€]\d|\bbuy (?:now|one|it)\b|\bproduct (?:film|video)\b|\bon sale\b|\bbrand film\b|\bslogan\b|\bproduct launch\b",
    ),
    (
        "explainer",
        r"\bexplain\w*|^(?:why|how|what (?:is|are|makes))\b|\bhow (?:do|does|is|are|to)\b|"
        r"\bwhy (?:do|does|is|are|we|the)\b|\bteach (?:me|us|children|kids)\b",
    ),
    ("documentary", r"\bdocumentary\b|\bday in the life\b"),
    (
        "itinerary",
        r"\bitinerary\b|\bsafari\b|\b(?:three|four|five|six|seven|\d) days (?:in|through|around)\b|\btrip to\b|\bholiday in\b|\bday trip\b|\bweekend (?:in|at)\b|\b(?:\w+)-day (?:trip|tour|stay)\b|"
        r"\b(?:hours|days?) in [A-Z]|\btravel (?:guide|film)\b|\breasons to visit\b|\btour of\b|\bitineraries\b",
    ),
    (
        "documentary",
        r"\bdocumentary\b|\bhistory of\b|\bthe day of\b|\bportrait of\b|\bthe life of\b",
    ),
    ("story", r"\bstory\b|\btale\b|\bfable\b|\bfairy\b"),
)
_TIMES = (
    (TimeOfDay.DAWN, r"\b(?:dawn|sunrise|daybreak|mornings?|first light|breakfast)\b"),
    (TimeOfDay.DAY, r"\b(?:noon|midday|afternoons?|daytime|lunch)\b"),
    (TimeOfDay.DUSK, r"\b(?:dusk|sunset|evenings?|twilight|golden hour|dinner)\b"),
    (TimeOfDay.NIGHT, r"\b(?:nights?|midnight|moon\w*|stars|nocturnal|tonight)\b"),
)
_SEASONS = (
    (Season.WINTER, r"\b(?:winter\w*|snow\w*|ice|icy|frost\w*|christmas|december|january)\b"),
    (Season.AUTUMN, r"\b(?:autumn\w*|fall colou?rs|september|october|november|halloween)\b"),
    (Season.SPRING, r"\b(?:spring(?:time)?|blossom\w*|easter|april|march|may day)\b"),
    (Season.SUMMER, r"\b(?:summer\w*|july|august|june|heatwave)\b"),
)
_WEATHERS = (
    (Weather.STORM, r"\b(?:thunder\w*|hurricane|tempest|storm\w*)\b"),
    (
        Weather.RAIN,
        r"\b(?:rain(?:y|s|ing|fall)?(?! (?:cover|coat|jacket|gear|boots))|monsoon|drizzle|downpour)\b",
    ),
    (Weather.SNOW, r"\b(?:snow(?:y|s|ing|fall|storm)?|blizzard)\b"),
    (Weather.FOG, r"\b(?:fog\w*|mist|misty)\b"),
    (Weather.WIND, r"\b(?:wind|windy|windswept|breeze|breezy|gusts?|gusty|gale)\b"),
    (Weather.CLOUDY, r"\b(?:cloudy|overcast|grey sky)\b"),
    (Weather.CLEAR, r"\b(?:sunny|sunshine|clear (?:sky|skies|night|day)|cloudless|starlit)\b"),
)
_MOODS = (
    (Mood.NOSTALGIC, r"\b(?:nostalg\w*|bygone|wistful|old days|vintage|remember when)\b"),
    (Mood.ROMANTIC, r"\b(?:romantic|romance|love story|lovers|wedding|valentine\w*|honeymoon)\b"),
    (Mood.TRIUMPHANT, r"\b(?:triumph\w*|victor\w*|champions?|winning|glor\w+|proud)\b"),
    (Mood.EERIE, r"\b(?:eerie|haunted|ghosts?|ghostly|spooky|uncanny|creepy|halloween)\b"),
    (Mood.ENERGETIC, r"\b(?:energetic|high-energy|fast-paced|dynamic|punchy|adrenaline|sporty)\b"),
    (Mood.DREAMY, r"\b(?:dream\w*|bedtime|lullab\w+|magical|enchant\w*|fairy)\b"),
    (Mood.MELANCHOLIC, r"\b(?:melanchol\w*|sad|sadly|sadness|lonely|grief|farewell|mourn\w*)\b"),
    (Mood.HOPEFUL, r"\b(?:hope|hopeful|uplifting|inspir\w*|new beginning)\b"),
    (Mood.EPIC, r"\b(?:epic|heroic|grand|battle|majestic)\b"),
    (Mood.MYSTERIOUS, r"\b(?:myster\w*|secrets?|night at)\b"),
    (Mood.PLAYFUL, r"\b(?:playful|funny|fun|kids|children|\w+-year-olds?|silly|quirky)\b"),
    (
        Mood.JOYFUL,
        r"\b(?:upbeat|joy\w*|happy|festive|celebrat\w*|birthday|(?:a|the|garden|dance) party(?! of))\b",
    ),
    (Mood.TENSE, r"\b(?:tense|thriller|danger\w*|race against|suspense\w*)\b"),
    (Mood.CALM, r"\b(?:calm|quiet|peaceful|gentle|relax\w*|slow)\b"),
)
_YEAR = (
    ("autumn", "winter", "spring"),
    ("winter", "spring", "summer"),
    ("spring", "summer", "autumn"),
    ("summer", "autumn", "winter"),
)
_STYLES = re.compile(
    r"\b(cinematic|watercolou?r|storybook|noir|pastel|vintage|minimalist|documentary|retro)\b", re.I
)
NUMBERS = {
    word: value
    for value, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1
    )
}
_NUMBER = rf"(\d{{1,2}}|{'|'.join(NUMBERS)})"
_COUNT = re.compile(
    rf"\b{_NUMBER}\s+(?:\w+\s+){{0,2}}?"
    r"(scenes?|benefits?|places?|steps?|parts?|chapters?|reasons?|stops?|features?)\b",
    re.IGNORECASE,
)
_SPAN = re.compile(rf"\b{_NUMBER}[- ](day|hour|week)s?\b", re.IGNORECASE)
_QUOTED = re.compile(
    r"(?<!\w)[\"\u201c\u2018']([^\"\u201c\u201d\u2018]{3,100}?)[\"\u201d\u2019'](?!\w)"
)
_CALL = re.compile(
    r"call[- ]to[- ]action|slogan|tag ?line|end(?:s|ing)? (?:with|on)|closing line", re.IGNORECASE
)

_LAST_QUOTE = re.compile(
    r"[.!?]\s+[\"\u201c\u2018']([^\"\u201c\u201d\u2018]{3,80})[\"\u201d\u2019'][.!]?\s*\Z"
)
"""A prompt that ends in a quotation of its own ends its film with it."""
_PLAIN_CALL = re.compile(
    r"(?:^|[.!?]\s+)((?:visit|call|order|book|buy|try|join|come|shop|subscribe|sign up|download|get yours)"
    r"\b(?!\s+to\s+\w+\s+(?:and|or))[^.!?]{0,40})[.!]\s*$",
    re.IGNORECASE,
)
"""A last sentence that asks the viewer to do something."""


def wishes_of(text: str, style: str) -> Wishes:
    """All that a prompt asks of the film as a film."""
    count, counted = _count_of(text)
    lower = text.lower()
    return Wishes(
        call=_call_of(text),
        count=count,
        counted=counted,
        span=_span_of(text),
        style=(style or " ".join(dict.fromkeys(w.lower() for w in _STYLES.findall(text))))[:80],
        times=times_of(text),
        season=_first(_SEASONS, _in_season(lower)),
        weather=_first(_WEATHERS, lower),
        moods=_moods_of(lower),
    )


def _moods_of(lower: str) -> tuple[Mood, ...]:
    """The moods a text asks for; that children are in it matters only where nothing else is said."""
    found = _in_order(_MOODS, lower)
    is_said = re.search(r"\b(?:playful|funny|fun|silly|quirky)\b", lower)
    return tuple(m for m in found if m is not Mood.PLAYFUL or is_said or len(found) == 1)


def genre_of(text: str) -> str:
    """The genre that a prompt asks for; empty if it does not say."""
    flags = re.IGNORECASE
    return next((name for name, p in _GENRES if re.search(p, text.strip(), flags)), "")


def times_of(text: str) -> tuple[TimeOfDay, ...]:
    """The times of day that a text names, in its order."""
    return _in_order(_TIMES, text.lower())


def _in_season(lower: str) -> str:
    """``before winter`` is autumn, ``after a hard winter`` is spring."""
    for before, season, after in _YEAR:
        lower = re.sub(rf"\bbefore (?:the )?(?:\w+ )?{season}\b", before, lower)
        lower = re.sub(rf"\bafter (?:a |the )?(?:\w+ )?{season}\b", after, lower)
    return lower


def weather_of(text: str) -> Weather | None:
    """The weather that a text names."""
    return _first(_WEATHERS, text.lower())


def time_spans(text: str) -> list[tuple[int, int, TimeOfDay]]:
    """Where in a text which time of day is named."""
    return [
        (match.start(), match.end(), time)
        for time, pattern in _TIMES
        for match in re.finditer(pattern, text.lower())
    ]


def quotes_of(text: str) -> list[str]:
    """What stands in quotation marks."""
    return [quote.strip(" .!,") for quote in _QUOTED.findall(text)]


def number_of(word: str) -> int:
    """``three`` or ``3`` -> 3."""
    return int(word) if word.isdecimal() else NUMBERS[word.lower()]


def _count_of(text: str) -> tuple[int, str]:
    match = _COUNT.search(text)
    if match is None:
        return 0, ""
    return min(number_of(match[1]), 20), match[2].lower().rstrip("s")


def _span_of(text: str) -> str:
    if re.search(r"\bweekend\b", text, re.IGNORECASE):
        return "A weekend"
    match = _SPAN.search(text)
    if match is None:
        return (
            "A day"
            if re.search(r"\b(?:a|one) day (?:in|at|on)\b(?! the life)|\bday trip\b", text, re.I)
            else ""
        )
    number, unit = number_of(match[1]), match[2].lower()
    word = next((w for w, value in NUMBERS.items() if value == number), str(number))
    return f"{word.capitalize()} {unit}{'s' if number > 1 else ''}"


def _call_of(text: str) -> str:
    cue = _CALL.search(text)
    quoted = quotes_of(text[cue.end() :] if cue else "") or (quotes_of(text) if cue else [])
    if quoted:
        return quoted[0]
    if last := _LAST_QUOTE.search(text):
        return last[1].strip(" .")
    plain = _PLAIN_CALL.search(text)
    return plain[1].strip(" .!") if plain else ""


def _first(table: Sequence[tuple[T, str]], lower: str) -> T | None:
    return next((value for value, pattern in table if re.search(pattern, lower)), None)


def _in_order(table: Sequence[tuple[T, str]], lower: str) -> tuple[T, ...]:
    found = [(m.start(), at, v) for at, (v, p) in enumerate(table) for m in re.finditer(p, lower)]
    return tuple(dict.fromkeys(value for _, _, value in sorted(found, key=lambda hit: hit[:2])))
