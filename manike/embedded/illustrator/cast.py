"""Puts subjects, a landmark and characters into a painted place."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import skia

from manike.embedded.figures.draw import (
    draw_subject,
    is_animal,
    knows_subject,
    subject_aspect,
    subject_habitat,
    subject_name,
    subject_scale,
)
from manike.embedded.illustrator.colour import radial
from manike.embedded.illustrator.houses import LAMPLIGHT
from manike.embedded.illustrator.layout import Brief, Layout, flip_of, shown_by
from manike.embedded.illustrator.living import enliven_afloat, enliven_subject
from manike.embedded.illustrator.people import Cast, set_people
from manike.embedded.illustrator.regions import note_subject
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.stand import set_on_stand
from manike.script.models import Acting, Character
from manike.script.vocabulary import Place, ShotSize

ADULT = {ShotSize.WIDE: 0.36, ShotSize.MEDIUM: 0.58, ShotSize.CLOSE: 1.0}
"""Height of an adult in shorter sides of the film that things are sized by; people come nearer."""

SUBJECT = {ShotSize.WIDE: (0.2, 0.52), ShotSize.MEDIUM: (0.34, 0.66), ShotSize.CLOSE: (0.52, 0.8)}
"""Least and greatest height of the first subject; a turtle would else be a dot."""

_ENLARGED = 2.4
"""How much larger than it is a small thing may be beside people, so that it is seen."""
MAX_SUBJECTS = 4
TABLE_HIGH = 0.5
"""Height below which a thing would look lost on the floor of a room."""
ON_TABLE = {ShotSize.WIDE: 0.85, ShotSize.MEDIUM: 0.8, ShotSize.CLOSE: 0.82}
"""Of a thing's height in the open."""
TABLE_V = {ShotSize.WIDE: 0.77, ShotSize.MEDIUM: 0.8, ShotSize.CLOSE: 0.84}
"""v of the top of its table."""
BUILDING = 4.0
"""Height from which a subject is set like a landmark; an adult is 1."""
ROOMS = ("indoors", "pedestal")
FLOATING = ("underwater", "weightless")
OUTSIDE = {"lamp": "lantern", "armchair": "", "globe": "", "microscope": "", "picture frame": ""}
"""What stands for furniture where there is no room; nothing for what would only look lost."""


HOMES = ("cabin", "house", "hut")
"""Landmarks whose windows light the ground before them."""
MIN_LAMPLIGHT = 0.3


@dataclass(frozen=True, slots=True)
class Company:
    """Who and what is to be seen."""

    characters: Sequence[Character]
    subjects: Sequence[str]
    landmark: str
    seed: int
    acting: Sequence[Acting] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    u: float
    v: float
    height_px: float


def set_landmark(stage: Stage, layout: Layout, brief: Brief, company: Company) -> list[str]:
    """Draw what is as large as a building behind the ground; says what was drawn.

    That is the landmark or, without one, the first subject of that size.
    """
    stems = shown_by(brief.setting.place, layout, stage.tones)
    name = company.landmark
    if name and _is_shown(name, stems):
        return [f"landmark:{name}"]
    if name and knows_subject(name):
        _draw_landmark(stage, layout, name)
        return [f"landmark:{name}"]
    large = [subject for subject in company.subjects if _is_large(subject, stems)]
    if name or not large or layout.kind != "outdoors":
        return []
    _draw_landmark(stage, layout, large[0])
    return [f"subject:{large[0]}"]


def set_cast(stage: Stage, layout: Layout, brief: Brief, company: Company) -> list[str]:
    """Draw subjects on the plane ``props``, characters on ``cast``; says who and what was drawn."""
    people = list(company.characters)
    stems = shown_by(brief.setting.place, layout, stage.tones)
    names = _without_people(company)
    large = layout.kind == "outdoors"
    drawn = [f"subject:{name}" for name in names if _is_shown(name, stems)]
    known = [
        (name, figure)
        for name in names
        if not _is_shown(name, stems)
        and not (large and _is_large(name, stems))
        and (figure := _figure(name, layout))
    ][:MAX_SUBJECTS]
    flip = flip_of(stage)
    for index, (name, figure) in enumerate(known):
        place = _subject_place(stage, layout, brief, (index, figure, bool(people), flip))
        foot, height = _stood(stage, layout, brief, (figure, place))
        rng = stage.rng("subject", name, index)
        draw_subject(stage.canvas("props"), figure, foot, height, stage.tones.light, rng)
        note_subject(stage, figure, foot, height)
        enliven_subject(stage, "props", figure, foot, height)
        if layout.kind in FLOATING or subject_habitat(figure) in ("water", "air"):
            enliven_afloat(stage, "props", figure, foot, height)
        drawn.append(f"subject:{name}")
    cast = Cast(tuple(people), tuple(company.acting), company.seed)
    return drawn + set_people(stage, layout, brief, cast, flip)


def _stood(
    stage: Stage, layout: Layout, brief: Brief, what: tuple[str, _Place]
) -> tuple[tuple[float, float], float]:
    """Foot and height of a subject: in a room small things stand on a table of their own."""
    figure, place = what
    foot = (stage.frame.x(place.u), stage.frame.y(place.v))
    small = subject_scale(figure) < TABLE_HIGH and subject_habitat(figure) == "ground"
    if layout.kind != "indoors" or not small or is_animal(figure):
        return foot, place.height_px
    height = place.height_px * ON_TABLE[brief.shot]
    tall = 0.42 * ADULT[brief.shot] * min(stage.frame.film_px)
    wide = max(0.9 * tall, 1.06 * subject_aspect(figure) * height)
    top = stage.frame.y(TABLE_V[brief.shot])
    return set_on_stand(stage, (foot[0], top + tall), (wide, tall)), height


def _figure(name: str, layout: Layout) -> str:
    """What is drawn for a noun in such a place; empty if nothing is."""
    if not knows_subject(name):
        return ""
    return name if layout.kind in ROOMS else OUTSIDE.get(subject_name(name), name)


def _draw_landmark(stage: Stage, layout: Layout, name: str) -> None:
    frame = stage.frame
    height = layout.landmark_height * frame.unit_px * (1.0 if subject_scale(name) > 1 else 0.55)
    height = min(height, 0.85 * frame.film_px[0] / max(subject_aspect(name), 0.1))
    foot = (frame.x(layout.landmark[0]), frame.y(layout.landmark[1]))
    canvas, rng = stage.canvas(layout.landmark_plane), stage.rng("landmark", name)
    draw_subject(canvas, name, foot, height, stage.tones.light, rng, haze=layout.landmark_haze)
    if subject_name(name) in HOMES and layout.landmark_plane != "near":
        _light_ground(stage, foot, height)
    note_subject(stage, name, foot, height)
    enliven_subject(stage, layout.landmark_plane, name, foot, height)


def _light_ground(stage: Stage, foot: tuple[float, float], height_px: float) -> None:
    """What lit windows throw on the ground in front of a home; most on snow."""
    tones, canvas = stage.tones, stage.canvas("near")
    strength = tones.lamps * (0.35 + 0.4 * tones.snow)
    if strength < MIN_LAMPLIGHT:
        return
    reach = 1.1 * height_px
    light = radial((0, 0), reach, [LAMPLIGHT] * 3, [strength, 0.35 * strength, 0.0])
    light.setBlendMode(skia.BlendMode.kSrcATop)
    canvas.save()
    canvas.translate(foot[0], foot[1] + 0.06 * height_px)
    canvas.scale(1.0, 0.3)
    canvas.drawCircle(0, 0, reach, light)
    canvas.restore()


def _is_shown(name: str, stems: tuple[str, ...]) -> bool:
    text = name.casefold()
    return any(re.search(rf"\b{re.escape(stem)}", text) for stem in stems)


def _is_large(name: str, stems: tuple[str, ...]) -> bool:
    if not knows_subject(name) or _is_shown(name, stems):
        return False
    return subject_scale(name) >= BUILDING and subject_habitat(name) == "ground"


def _without_people(company: Company) -> list[str]:
    """The subjects that are neither the landmark nor a character by name."""
    taken = {company.landmark.casefold(), *(who.name.casefold() for who in company.characters)}
    return [name for name in company.subjects if name.casefold() not in taken]


def _subject_place(
    stage: Stage, layout: Layout, brief: Brief, which: tuple[int, str, bool, float]
) -> _Place:
    index, name, peopled, flip = which
    habitat = subject_habitat(name)
    height = _subject_px(stage, brief.shot, (name, index, peopled))
    u = _subject_u(index, flip, peopled=peopled)
    share = height / stage.frame.film_px[1]
    rng = stage.rng("place", name, index)
    if layout.kind == "pedestal" and index == 0:
        return _Place(*layout.pedestal, height)
    if layout.kind in ("underwater", "weightless"):
        drift = 0.12 * math.sin(2.4 * index + float(rng.uniform(0, 1)))
        return _Place(u, 0.5 + share / 2 + drift, height)
    if habitat in ("air", "sky") and layout.kind == "outdoors":
        return _Place(u, min(0.34 + share / 2, 0.55) - 0.06 * index, height)
    swims = habitat == "underwater" and brief.setting.place is not Place.BEACH
    if (habitat == "water" or swims) and layout.water is not None:
        return _Place(u, max(layout.water + 0.05 * index, 0.3 + share), height)
    return _Place(u, max(layout.foot - 0.03 * index, min(0.18 + share, 0.9)), height)


def _subject_u(index: int, flip: float, *, peopled: bool) -> float:
    if peopled:
        return 0.5 + flip * (0.27, -0.38, 0.05, 0.42)[index]
    return 0.5 + flip * (0.04, -0.3, 0.33, -0.13)[index]


def _subject_px(stage: Stage, size: ShotSize, what: tuple[str, int, bool]) -> float:
    name, index, peopled = what
    short = min(stage.frame.film_px)
    low, high = SUBJECT[size]
    lesser = (1.0, 0.6, 0.5, 0.42)[index] * (0.66 if peopled else 1.0)
    natural = subject_scale(name) * ADULT[size]
    if peopled:
        # Beside people a loaf as large as a door would be seen to be wrong.
        low = min(low, _ENLARGED * natural)
    height = min(max(natural, low * lesser), high * (lesser if index else 1.0)) * short
    room = (0.4 if peopled or index else 0.62) * stage.frame.film_px[0]
    return min(height, room / max(subject_aspect(name), 0.05))
