"""Puts the characters of a scene on the ground, in their parts and where the shot sees them."""

from dataclasses import dataclass

from manike.embedded.figures.draw import draw_character
from manike.embedded.illustrator.acting import Part, parts_of, stature
from manike.embedded.illustrator.layout import Brief, Layout
from manike.embedded.illustrator.regions import TALLNESS, note_figure, note_person
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.stations import Station, stations_of
from manike.script.models import Acting, Character
from manike.script.vocabulary import INDOORS, UNDERWATER, Place, Pose, ShotSize

ADULT = {ShotSize.WIDE: 0.36, ShotSize.MEDIUM: 0.76, ShotSize.CLOSE: 1.7}
"""Height of a standing adult in shorter sides of the film: whole and small, whole and large, from
the chest up."""
CROWDED = {1: 1.0, 2: 0.84, 3: 0.66}
"""A close shot of two or three sees more of each; of more the same as of three."""
HEAD_ROOM = {ShotSize.MEDIUM: 0.19, ShotSize.CLOSE: 0.13}
"""v of the top of an adult's head."""
TALL_GAIN = 1.25
"""A tall film has room for taller people."""
_WOODED = (Place.FOREST, Place.CONIFERS, Place.FARM, Place.GARDEN, Place.LAKE, Place.RIVER)
"""Where a log lies about to sit on."""
_SHORTER = 0.4
"""In a close shot who is shorter stands as if on a step: this much of the difference shows."""
_AIRLESS = (Place.SPACE, Place.PLANET, *sorted(UNDERWATER))
_NEAREST = 1.3
_LYING = 0.5
"""Who lies in a close shot is seen whole."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is seen and what is said of them."""

    characters: tuple[Character, ...]
    acting: tuple[Acting, ...]
    seed: int


@dataclass(frozen=True, slots=True)
class _View:
    """How people are seen in a picture."""

    stage: Stage
    shot: ShotSize
    foot_v: float
    """Of the place's ground."""
    adult_px: float
    tallest_px: float
    seed: int
    seat: str
    airless: bool
    floats: bool


def set_people(stage: Stage, layout: Layout, brief: Brief, company: Cast, flip: float) -> list[str]:
    """Draw everybody on the plane ``cast``, taller ones first; says who and what was drawn."""
    if not company.characters:
        return []
    parts = parts_of(company.characters, company.acting, brief)
    tallest = max(stature(part) for part in parts)
    adult_px = _adult_px(stage, brief.shot, len(parts)) * _nearer(brief.shot, tallest)
    place = brief.setting.place
    if brief.shot is ShotSize.WIDE:
        adult_px *= layout.nearness
    view = _View(
        stage, brief.shot, layout.foot, adult_px, tallest * adult_px, company.seed,
        _seat(place), airless=place in _AIRLESS, floats=layout.kind in {"weightless", "underwater"},
    )  # fmt: skip
    stations = stations_of(parts, stage.frame.film_px[0] / adult_px, flip)
    order = sorted(range(len(parts)), key=lambda index: -stations[index].height)
    for index in order:
        _set_person(view, parts[index], stations[index], index)
    held = [f"subject:{part.holds}" for part in parts if part.holds and part.pose is not Pose.HUG]
    return [f"character:{character.name}" for character in company.characters] + held


def _set_person(view: _View, part: Part, station: Station, index: int) -> None:
    stage, frame = view.stage, view.stage.frame
    height = station.height * view.adult_px
    if part.pose is Pose.LIE and view.shot is ShotSize.CLOSE:
        height *= _LYING
    x = frame.x(0.5) + station.x * view.adult_px
    ground = frame.y(_foot_v(view, part, height))
    foot = (x, ground + (0.01 * view.adult_px * (index % 2) if part.partner is None else 0.0))
    meets = station.meets and (
        frame.x(0.5) + station.meets[0] * view.adult_px,
        ground - station.meets[1] * view.adult_px,
    )
    marks = draw_character(
        stage.canvas("cast"), part.character, foot, height, stage.tones.light,
        pose=part.pose, facing=station.facing, expression=part.expression, seed=view.seed,
        held=part.holds, meets=meets, seat=view.seat,
        airless=view.airless, floats=view.floats,
    )  # fmt: skip
    note_person(stage, part.character, foot, height, part.pose)
    note_figure(stage, part.character, (foot, height), (part.pose, station.facing), marks)


def _seat(place: Place) -> str:
    if place in INDOORS or place is Place.STUDIO:
        return "stool"
    return "log" if place in _WOODED else "stone"


def _adult_px(stage: Stage, size: ShotSize, count: int) -> float:
    height = ADULT[size] * min(stage.frame.film_px)
    if size is ShotSize.CLOSE:
        height *= CROWDED[min(count, max(CROWDED))]
    return height * (TALL_GAIN if stage.frame.is_tall else 1.0)


def _nearer(size: ShotSize, tallest: float) -> float:
    """How much larger everybody is drawn where only children are close."""
    return min(1 / tallest, _NEAREST) if size is ShotSize.CLOSE else 1.0


def _foot_v(view: _View, part: Part, height_px: float) -> float:
    """The v of somebody's feet: on the ground, or below the film in a nearer shot."""
    if view.shot is ShotSize.WIDE:
        return view.foot_v
    film_px = view.stage.frame.film_px[1]
    head_v = HEAD_ROOM[view.shot]
    if view.shot is ShotSize.MEDIUM:
        return max(view.foot_v, min(0.985, head_v + view.adult_px / film_px))
    tall_px = height_px * TALLNESS.get(part.pose, 1.0)
    top_v = head_v + _SHORTER * max(0.0, view.tallest_px - tall_px) / film_px
    if part.pose is Pose.LIE or part.character.kind == "animal":
        return min(top_v + tall_px / film_px, 0.95)
    return top_v + tall_px / film_px
