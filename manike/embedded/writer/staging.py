"""Sets up the camera: from beats and narrations to the scenes of a script."""

from collections.abc import Sequence

import numpy as np

from manike.embedded.writer.acting import Moment, acted
from manike.embedded.writer.brief import Brief
from manike.embedded.writer.desk import Beat, Look
from manike.embedded.writer.fitting import FPS, Choice, lengths
from manike.embedded.writer.inflection import capital, listing
from manike.embedded.writer.joins import transitions
from manike.script.models import Acting, Scene, Setting, Shot
from manike.script.text import plain
from manike.script.vocabulary import CameraMove, Mood, Place, ShotSize, TimeOfDay

_MIDDLE_MOVES = (CameraMove.PAN_RIGHT, CameraMove.PUSH, CameraMove.PAN_LEFT, CameraMove.RISE)
_MIDDLE_SIZES = (ShotSize.MEDIUM, ShotSize.CLOSE, ShotSize.WIDE)
_LAST = ShotSize.WIDE
_SIZE_WORDS = {
    ShotSize.WIDE: "A wide view",
    ShotSize.MEDIUM: "A view at eye level",
    ShotSize.CLOSE: "A close view",
}
_TALL = frozenset(
    (Place.WATERFALL, Place.CONIFERS, Place.STAGE, Place.LIBRARY, Place.TEMPLE, Place.DEEP)
)
"""Places with something overhead, from which the camera comes down."""
_TIME_WORDS = {
    TimeOfDay.DAWN: "at dawn",
    TimeOfDay.DAY: "by day",
    TimeOfDay.DUSK: "at dusk",
    TimeOfDay.NIGHT: "at night",
}


def stage(
    brief: Brief,
    title: str,
    beats: Sequence[Beat],
    choices: Sequence[Choice],
    film_s: float,
    rng: np.random.Generator,
) -> tuple[Scene, ...]:
    """The scenes of a film, numbered from 1."""
    frames = lengths(choices, film_s)
    shots = _shots(beats, rng)
    titles, joins = _titles(beats), transitions(brief.genre, beats)
    seen = [_people(brief, beat, at, choices[at].text) for at, beat in enumerate(beats)]
    return tuple(
        Scene(
            number=at + 1,
            title=titles[at],
            description=_description(beat, shots[at], brief.place),
            narration=choices[at].text,
            speaker=beat.speaker,
            setting=_setting(beat.look),
            shot=shots[at],
            mood=beat.mood,
            characters=seen[at],
            acting=_acting(brief, beats, at, seen[at], choices[at].text, rng),
            subjects=tuple(plain(s)[:60] for s in beat.look.subjects if plain(s)),
            caption=plain(title if beat.caption == "title" else beat.caption)[:120],
            duration_s=round(frames[at] / FPS, 6),
            transition=joins[at],
        )
        for at, beat in enumerate(beats)
    )


def _people(brief: Brief, beat: Beat, at: int, said: str) -> tuple[str, ...]:
    """Who is seen: in a story whom its beat names, else who is spoken of, or every second scene all."""
    if brief.is_tale or not brief.people or beat.people:
        return beat.people
    names = tuple(person.character.name for person in brief.people)
    spoken_of = tuple(name for name in names if name in said)
    return spoken_of or (names if at % 2 == 1 else ())


def _acting(
    brief: Brief,
    beats: Sequence[Beat],
    at: int,
    names: Sequence[str],
    said: str,
    rng: np.random.Generator,
) -> tuple[Acting, ...]:
    beat = beats[at]
    moment = Moment(
        said=said,
        mood=beat.mood,
        is_first=at == 0,
        is_last=at == len(beats) - 1,
        speaker=beat.speaker,
        subjects=beat.look.subjects,
    )
    by_name = {person.character.name: person for person in brief.people}
    return acted([by_name[name] for name in names if name in by_name], moment, rng)


def _setting(look: Look) -> Setting:
    return Setting(
        place=look.place,
        name=plain(capital(look.name))[:120],
        time_of_day=look.time,
        season=look.season,
        weather=look.weather,
        landmark=look.landmark[:60],
    )


def _shots(beats: Sequence[Beat], rng: np.random.Generator) -> list[Shot]:
    """Wide to begin and end with; between, neither size nor move comes twice in a row."""
    start = int(rng.integers(1, len(_MIDDLE_MOVES)))  # the second scene doesn't push as the first
    shots = []
    for at, beat in enumerate(beats):
        if at == 0:
            shots.append(Shot(size=ShotSize.WIDE, move=CameraMove.PUSH))
        elif at == len(beats) - 1:
            shots.append(Shot(size=ShotSize.WIDE, move=CameraMove.PULL))
        else:
            size = ShotSize.WIDE if beat.caption else _MIDDLE_SIZES[at % len(_MIDDLE_SIZES)]
            if beat.mood is Mood.TENSE or beat.speaker:
                size = ShotSize.CLOSE if beat.speaker else ShotSize.MEDIUM
            before = shots[-1].size
            if not beat.caption and (size is before or (at == len(beats) - 2 and size is _LAST)):
                size = next(s for s in _MIDDLE_SIZES if s not in (before, size, _LAST))
            move = _MIDDLE_MOVES[(start + at) % len(_MIDDLE_MOVES)]
            shots.append(Shot(size=size, move=_meant(move, size, beat)))
    return shots


def _meant(move: CameraMove, size: ShotSize, beat: Beat) -> CameraMove:
    """The move with intent: near things go in and out of focus, tall ones are looked down."""
    if move is CameraMove.PUSH and size is not ShotSize.WIDE:
        return CameraMove.FOCUS if beat.look.subjects or beat.people else move
    if move is CameraMove.RISE and (size is ShotSize.CLOSE or beat.look.place in _TALL):
        return CameraMove.DESCEND
    return move


def _titles(beats: Sequence[Beat]) -> list[str]:
    """Distinct titles: what comes twice gets a Roman numeral."""
    given: dict[str, int] = {}
    titles = []
    for beat in beats:
        title = plain(beat.title).strip(" ,.;:")[:100] or "Scene"
        count = given[title.lower()] = given.get(title.lower(), 0) + 1
        titles.append(title if count == 1 else f"{title}, Part {count}")
    return titles


def _description(beat: Beat, shot: Shot, place: str) -> str:
    look = beat.look
    where = capital(look.name) or str(look.place).replace("_", " ")
    where += f" in {place}" if place and place.lower() not in where.lower() else ""
    parts = [f"{_SIZE_WORDS[shot.size]} of {where} {_TIME_WORDS[look.time]}"]
    parts.append(f"{look.season}, {look.weather} weather, {beat.mood} mood")
    seen = [look.landmark, *look.subjects] if look.landmark else list(look.subjects)
    text = f"{parts[0]}, {parts[1]}."
    if seen:
        text += f" In it: {listing(list(dict.fromkeys(seen)))}."
    if beat.people:
        text += f" {listing(list(beat.people))} {'are' if len(beat.people) > 1 else 'is'} there."
    return plain(text)[:1000]
