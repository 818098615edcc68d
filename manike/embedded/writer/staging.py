"""Sets up the camera: from beats and narrations to the scenes of a script."""

from collections.abc import Sequence

import numpy as np

from manike.embedded.writer.brief import Brief
from manike.embedded.writer.desk import Beat, Look
from manike.embedded.writer.fitting import FPS, Choice, lengths
from manike.embedded.writer.inflection import capital, listing
from manike.embedded.writer.joins import transitions
from manike.script.models import Scene, Setting, Shot
from manike.script.text import plain
from manike.script.vocabulary import CameraMove, Mood, ShotSize, TimeOfDay

_MIDDLE_MOVES = (CameraMove.PAN_RIGHT, CameraMove.PUSH, CameraMove.PAN_LEFT, CameraMove.RISE)
_MIDDLE_SIZES = (ShotSize.MEDIUM, ShotSize.CLOSE, ShotSize.WIDE)
_LAST = ShotSize.WIDE
_SIZE_WORDS = {
    ShotSize.WIDE: "A wide view",
    ShotSize.MEDIUM: "A view at eye level",
    ShotSize.CLOSE: "A close view",
}
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
            characters=_people(brief, beat, at, choices[at].text),
            subjects=tuple(plain(s)[:60] for s in beat.look.subjects if plain(s)),
            caption=plain(title if beat.caption == "title" else beat.caption)[:120],
            duration_s=round(frames[at] / FPS, 6),
            transition=joins[at],
        )
        for at, beat in enumerate(beats)
    )


def _people(brief: Brief, beat: Beat, at: int, said: str) -> tuple[str, ...]:
    """Who is seen: in a story whom its beat names, else who is spoken of, or every second scene all."""
    if brief.genre == "story" or not brief.people:
        return beat.people
    names = tuple(person.character.name for person in brief.people)
    spoken_of = tuple(name for name in names if name in said)
    return spoken_of or (names if at % 2 == 1 else ())


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
            shots.append(Shot(size=size, move=_MIDDLE_MOVES[(start + at) % len(_MIDDLE_MOVES)]))
    return shots


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
