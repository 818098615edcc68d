"""A story: a place, a hero, a wish; deeds, a doubt, a turn, and what remains."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from manike.embedded.writer.brief import Brief, Deed
from manike.embedded.writer.desk import Beat, Desk, Look
from manike.embedded.writer.grammar import Context, Line
from manike.embedded.writer.inflection import capital, third_person
from manike.embedded.writer.items import is_site
from manike.embedded.writer.knowledge import Entry, find, find_all
from manike.embedded.writer.looks import hours, look_of
from manike.embedded.writer.plans import heroes
from manike.embedded.writer.plans.common import film_context, more_beat
from manike.embedded.writer.plans.scenery import deed_look, hero_look, near_look, story_look
from manike.embedded.writer.scouting import distinct_things
from manike.script.vocabulary import Mood, Place, Season, TimeOfDay, Weather

_ORDER = ("establish", "intro", "other", "deed1", "try", "speech", "more1", "doubt", "more2",
          "turn", "deed2", "deed3", "deed4", "close")  # fmt: skip
_DRAMA_ORDER = ("establish", "intro", "other", "deed1", "try", "more1", "deed2", "speech", "doubt",
                "deed3", "more2", "turn", "deed4", "close")  # fmt: skip
"""A drama's people have acted before its hour of doubt."""
_PRIORITY = ("intro", "deed1", "deed2", "close", "deed3", "turn", "doubt", "establish", "speech",
             "deed4", "try", "other", "more1", "more2")  # fmt: skip
_LED = 2
"""Deeds from which a story leads somewhere."""
_STORMY = 4
"""Scenes from which a storm is met at night and survived at dawn."""
_YEAR = re.compile(r"\bin (1\d{3}|20[0-4]\d)\b", re.IGNORECASE)
_MOODS = {"doubt": Mood.TENSE, "turn": Mood.HOPEFUL, "close": Mood.HOPEFUL}
_TITLES = {
    "establish": ("Where It Begins", "The Hour Before", "Once", "A Light Is On"),
    "intro": ("Someone Is Awake", "The One Who Stays", "A Pair of Hands"),
    "other": ("Not Alone", "One Step Behind", "Company"),
    "try": ("The Work", "Little by Little", "By Hand", "Again"),
    "speech": ("In So Many Words", "Said Aloud", "A Few Words"),
    "doubt": ("The Hard Hour", "Almost", "When It Goes Wrong"),
    "turn": ("The Turn", "There", "And Then"),
    "close": ("What Remains", "Afterwards", "Home Again", "The Quiet After"),
    "more1": ("Meanwhile",),
    "more2": ("The Long Middle",),
}
_OWN_LINES = ("children", "drama")
_OWN_TITLES: dict[str, dict[str, tuple[str, ...]]] = {
    "children": {
        "establish": ("Once Upon a Time", "One Quiet Evening", "Far Away and Close By"),
        "intro": ("Someone Small", "A Brave Little Somebody"),
        "other": ("A Friend", "Two Are More Than One"),
        "doubt": ("Oh Dear", "A Big Dark Bit"),
        "turn": ("And Look!", "Hush, and Then"),
        "close": ("Goodnight", "Home in Time for Bed"),
    },
    "drama": {
        "establish": ("Before", "The Last Quiet Hour"),
        "intro": ("The One Who Stayed", "A Name on a Door"),
        "other": ("The Other One", "Between Them"),
        "try": ("What It Costs", "The Long Way"),
        "doubt": ("What Nobody Said", "The Edge of It"),
        "turn": ("The Choice", "The Answer"),
        "close": ("After the Silence", "What Is Left"),
    },
}


@dataclass(frozen=True, slots=True)
class _Tale:
    """What the scenes of a story share."""

    brief: Brief
    desk: Desk
    context: Context
    acts: tuple[Entry | None, ...]
    """What is known of each deed."""


def plan(brief: Brief, count: int, desk: Desk) -> list[Beat]:
    """The beats of a story."""
    roles = _roles(brief, count, desk)
    context = _with_hopes(brief, heroes.story_context(brief, film_context(brief)))
    context = context.having({}, ["doubted"] if "doubt" in roles else [])
    context = context.having(
        {}, (f"w_{word}" for word in re.findall(r"[a-z]+", brief.text.lower()))
    )
    acts = tuple(heroes.act_of(deed) for deed in brief.deeds)
    tale = _Tale(brief, desk, context, acts)
    times = _times(brief, len(roles))
    looks = _looks(brief, roles, times)
    beats = [_beat(tale, role, look) for role, look in zip(roles, looks, strict=True)]
    beats = [_ashore(brief, role, beat) for role, beat in zip(roles, beats, strict=True)]
    if roles[0] != "establish":
        beats[0] = _placed(tale, beats[0])
    year = _YEAR.search(brief.text)
    cores = tuple(f"The year is {year[1]}. {core}" for core in beats[0].cores) if year else ()
    beats[0] = replace(beats[0], caption="title", cores=cores or beats[0].cores)
    return beats


def _ashore(brief: Brief, role: str, beat: Beat) -> Beat:
    """People are seen on land; where a deed is done at sea its boat is."""
    wades = beat.look.place in (Place.SEA, Place.REEF) and beat.people
    if not wades or any(person.character.kind == "animal" for person in brief.people):
        return beat
    if role.startswith("deed") or role == "doubt":
        return replace(beat, people=())
    place = Place.HARBOUR if role in ("intro", "other") else Place.BEACH
    return replace(beat, look=replace(beat.look, place=place))


def _placed(tale: _Tale, beat: Beat) -> Beat:
    """A first scene that has to say where we are as well."""
    context = tale.context.having({}, beat.look.flags)
    where = _frame(tale, "establish", context, 1)
    return replace(beat, cores=(*(f"{where[0]} {c}" for c in beat.cores if where), *beat.cores))


def _roles(brief: Brief, count: int, desk: Desk) -> list[str]:
    possible = set(_ORDER)
    possible -= {f"deed{at}" for at in range(len(brief.deeds) + 1, 5)}
    acts = [heroes.act_of(deed) for deed in brief.deeds]
    speaks = bool(brief.people) and brief.people[0].character.kind != "animal"
    if not speaks or not any(act and "speech" in act.parts for act in acts):
        possible.discard("speech")
    if not heroes.is_pair(brief):
        possible.discard("other")
    if not brief.people:
        possible.discard("intro")
    del desk
    chosen = [role for role in _PRIORITY if role in possible][:count]
    ordered = [role for role in _order(brief) if role in chosen]
    while len(ordered) < count:  # a long film dwells on its middle
        ordered.insert(len(ordered) // 2 + 1, "more1")
    return ordered


def _order(brief: Brief) -> tuple[str, ...]:
    return _DRAMA_ORDER if brief.genre == "drama" else _ORDER


def _is_awaited(brief: Brief, role: str) -> bool:
    """Whether the other one is still to come: a later deed of a drama names them first."""
    if brief.genre != "drama" or not heroes.is_pair(brief) or not brief.deeds:
        return False
    name = brief.people[1].character.name
    told = [f"{deed.subject} {deed.rest}" for deed in brief.deeds]
    at = next((at for at, text in enumerate(told) if name in text), 0)
    order = _order(brief)
    return at > 0 and order.index(role) < order.index(f"deed{at + 1}")


def _looks(brief: Brief, roles: Sequence[str], times: Sequence[TimeOfDay]) -> list[Look]:
    """Where each part plays: the hero at home, deeds at their places, the doubt near by."""
    looks: list[Look] = []
    for at, (role, time) in enumerate(zip(roles, times, strict=True)):
        base = story_look(brief, time, _weather(brief, role))
        if role.startswith("deed"):
            looks.append(deed_look(brief.deeds[int(role[-1]) - 1], base))
        elif role in ("intro", "other"):
            looks.append(hero_look(brief, base))
        elif role == "doubt" and at and looks[-1].place is base.place:
            looks.append(near_look(brief, base, at))
        elif role in ("try", "speech", "doubt", "turn", "more1", "more2") and at:
            before = looks[-1] if role in ("try", "speech") else base
            looks.append(replace(before, time=time, weather=base.weather))
        else:
            looks.append(base)
    return _arrived(brief, roles, looks)


def _arrived(brief: Brief, roles: Sequence[str], looks: list[Look]) -> list[Look]:
    """A drama's end plays where its last deed has led: ``takes the night train to the sea``."""
    if brief.genre != "drama" or len(brief.deeds) < _LED:
        return looks
    last = f"deed{min(len(brief.deeds), 4)}"
    sites = [topic for topic in find_all("topics", brief.deeds[-1].rest) if is_site(topic)]
    if last not in roles or not sites:
        return looks
    at = roles.index(last)
    return [
        look if i <= at else replace(look_of(sites[-1], look), time=look.time)
        for i, look in enumerate(looks)
    ]


def _times(brief: Brief, count: int) -> list[TimeOfDay]:
    asked = brief.wishes.times
    if not asked and brief.wishes.weather is Weather.STORM and count >= _STORMY:
        middle: list[TimeOfDay | None] = [None] * count
        middle[0], middle[-1] = TimeOfDay.DAY, TimeOfDay.DAWN
        middle[count // 2] = middle[-2] = TimeOfDay.NIGHT
        return hours(middle)
    if len(asked) == 1:
        return [asked[0]] * count
    if asked:
        marks: list[TimeOfDay | None] = [None] * count
        for at, time in enumerate(asked[:count]):
            marks[at * (count - 1) // max(1, len(asked) - 1)] = time
        return hours(marks)
    return hours([TimeOfDay.DAWN, *[None] * (count - 2), TimeOfDay.DUSK][:count])


def _weather(brief: Brief, role: str) -> Weather | None:
    """A storm gathers before it breaks, and passes."""
    if brief.wishes.weather is not Weather.STORM:
        return brief.wishes.weather
    if role in ("doubt", "turn", "more2"):
        return Weather.STORM
    falling = Weather.SNOW if brief.wishes.season is Season.WINTER else Weather.RAIN
    return Weather.CLOUDY if role == "close" else falling


def _with_hopes(brief: Brief, context: Context) -> Context:
    flags = [] if Mood.MELANCHOLIC in brief.wishes.moods[-1:] else ["hopeful"]
    return context.having({}, flags)


def _beat(tale: _Tale, role: str, look: Look) -> Beat:
    beat = _told_beat(tale, role, look)
    if beat.people and _is_awaited(tale.brief, role):
        return replace(beat, people=beat.people[:1])
    return beat


def _told_beat(tale: _Tale, role: str, look: Look) -> Beat:
    context = tale.context.having({}, look.flags)
    if _is_awaited(tale.brief, role):
        context = Context(context.slots, (context.flags - {"pair"}) | {"solo"})
    if role.startswith("deed"):
        return _deed(tale, int(role[-1]) - 1, context, look)
    if role == "speech":
        return _speech(tale, context, look)
    if role.startswith("more"):
        topic = find("topics", look.name or tale.brief.text)
        beat = more_beat(tale.desk, "story", _with_acts(tale, context), look, (topic,))
        return replace(beat, people=_seen(tale))
    act = _act_for(tale, role)
    cores = _act_lines(tale, act, role, context, 2)
    lead = len(cores)
    cores += _frame(tale, role, context, 2 - lead) if lead < 1 else ()
    details = _details(tale, act, role, context)
    title = tale.desk.pick(_OWN_TITLES.get(tale.brief.genre, {}).get(role) or _TITLES[role])
    mood = _MOODS.get(role, Mood.CALM)
    people = () if role == "establish" else _seen(tale)
    return Beat(title, _with_things(look, act), mood, cores, details, people)


def _details(tale: _Tale, act: Entry | None, role: str, context: Context) -> tuple[str, ...]:
    told: tuple[str, ...] = ()
    if role == "establish":
        topic = find("topics", _site(tale.brief))
        told += tale.desk.topic(topic, context, tale.desk.detail_count)
    if role == "intro":
        told += _frame(tale, "hero", context, 1)
        told += _frame(tale, "want", context, 1)
    if role in ("try", "doubt", "turn", "close"):
        told += _frame(tale, role, context, 1)
        told += _act_lines(tale, act, "more", context, 1)
    if len(told) < tale.desk.detail_count:
        told += _frame(tale, "more", context, 1)
    return told[: tale.desk.detail_count + 1]


def _deed(tale: _Tale, at: int, context: Context, look: Look) -> Beat:
    deed = tale.brief.deeds[at]
    act = tale.acts[at]
    here = context.having(_deed_slots(tale.brief, deed))
    role = heroes.role_of(tale.brief, deed, at)
    is_meant = role != "deed_other" and not heroes.happens(deed)
    if at == 0 and is_meant and "doubted" in context.flags:
        role = "attempt_pair" if role == "deed_pair" else "attempt"
    cores = _frame(tale, role, here, 2)
    details = _act_lines(tale, act, "try", here, 1) + _act_lines(tale, act, "more", here, 1)
    if len(details) < tale.desk.detail_count:
        details += _frame(tale, "try", here, 1)
    title = heroes.deed_title(deed)
    return Beat(title, _with_things(look, act), Mood.CALM, cores, details, _seen(tale))


def _frame(tale: _Tale, role: str, context: Context, count: int) -> tuple[str, ...]:
    """Lines of the genre's own, then of any story."""
    own = tale.brief.genre if tale.brief.genre in _OWN_LINES else "story"
    return tale.desk.frame(own, role, context, count) or tale.desk.frame(
        "story", role, context, count
    )


def _speech(tale: _Tale, context: Context, look: Look) -> Beat:
    act = next(act for act in tale.acts if act is not None and "speech" in act.parts)
    told = _act_lines(tale, act, "speech", context, 2)
    if not told:
        return _told_beat(tale, "try", look)
    title = tale.desk.pick(_TITLES["speech"])
    speaker = tale.brief.people[0].character.name
    look = _with_things(look, act)
    return Beat(title, look, Mood.CALM, told[:1], told[1:], _seen(tale), speaker=speaker)


def _act_lines(
    tale: _Tale, act: Entry | None, part: str, context: Context, count: int
) -> tuple[str, ...]:
    is_own = tale.brief.genre in _OWN_LINES
    lines: Sequence[Line] = act.parts.get(part, ()) if act is not None and not is_own else ()
    return tale.desk.tell(lines, _with_acts(tale, context), count)


def _act_for(tale: _Tale, role: str) -> Entry | None:
    """The first deed is doubted and turns; the last one ends the story."""
    if not tale.acts:
        return find("acts", tale.brief.text[:300])
    return tale.acts[-1] if role == "close" else tale.acts[0]


def _with_acts(tale: _Tale, context: Context) -> Context:
    return context.having(_deed_slots(tale.brief, tale.brief.deeds[0]) if tale.brief.deeds else {})


def _deed_slots(brief: Brief, deed: Deed) -> dict[str, str]:
    subject = heroes.subject_of(brief, deed)
    rest = heroes.deed_rest(deed)
    return {
        "deed": f"{third_person(deed.lemma)} {rest}".strip(),
        "do": f"{deed.lemma} {rest}".strip(),
        "subject": subject,
        "Subject": capital(subject),
    }


def _with_things(look: Look, act: Entry | None) -> Look:
    things = act.subjects if act is not None else ()
    return replace(look, subjects=distinct_things((*look.subjects[:2], *things, *look.subjects)))


def _seen(tale: _Tale) -> tuple[str, ...]:
    return tuple(person.character.name for person in tale.brief.people)


def _site(brief: Brief) -> str:
    sites = [item.phrase for item in brief.items if item.is_place]
    return sites[0] if sites else brief.text[:300]
