"""Puts subjects, a landmark and characters into a painted place."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from manike.embedded.figures.draw import (
    POSES,
    draw_character,
    draw_subject,
    knows_subject,
    subject_aspect,
    subject_habitat,
    subject_name,
    subject_scale,
)
from manike.embedded.illustrator.layout import Brief, Layout, shown_by
from manike.embedded.illustrator.living import enliven_subject
from manike.embedded.illustrator.regions import note_figure, note_person, note_subject
from manike.embedded.illustrator.stage import Stage
from manike.script.models import Character
from manike.script.vocabulary import Mood, Place, ShotSize

ADULT = {ShotSize.WIDE: 0.34, ShotSize.MEDIUM: 0.58, ShotSize.CLOSE: 1.0}
"""Height of a standing adult in shorter sides of the film."""

SUBJECT = {ShotSize.WIDE: (0.2, 0.52), ShotSize.MEDIUM: (0.34, 0.66), ShotSize.CLOSE: (0.52, 0.8)}
"""Least and greatest height of the first subject; a turtle would else be a dot."""

HEAD_ROOM = 0.17
"""v of the top of a head in a close shot."""

TALL_GAIN = 1.25
"""A tall film has room for taller people."""

MAX_SUBJECTS = 4
BUILDING = 4.0
"""Height from which a subject is set like a landmark; an adult is 1."""
ROOMS = ("indoors", "pedestal")
OUTSIDE = {"lamp": "lantern", "armchair": "", "globe": "", "microscope": "", "picture frame": ""}
"""What stands for furniture where there is no room; nothing for what would only look lost."""
STATURE = {"child": 0.68, "adult": 1.0, "elder": 0.96}
EXPRESSION = {
    Mood.CALM: "neutral", Mood.JOYFUL: "happy", Mood.EPIC: "determined",
    Mood.MYSTERIOUS: "surprised", Mood.MELANCHOLIC: "sad", Mood.HOPEFUL: "happy",
    Mood.TENSE: "worried", Mood.PLAYFUL: "happy",
    Mood.ROMANTIC: "happy", Mood.TRIUMPHANT: "happy", Mood.NOSTALGIC: "neutral",
    Mood.EERIE: "worried", Mood.ENERGETIC: "determined", Mood.DREAMY: "neutral",
}  # fmt: skip
LOW_POSES = ("kneel", "sit", "walk")
POSE_STEMS = (
    ("kneel", ("kneel", "mend", "repair", "plants ", "fix")),
    ("sit", ("sit", "seated", "rest")),
    ("read", ("read", "book", "letter")),
    ("work", ("work", "build", "tinker")),
    ("look_up", ("stars", "look up", "sky", "moon", "gaze")),
    ("carry", ("carry", "bring")),
    ("wave", ("wave", "farewell", "greet", "goodbye", "hello")),
    ("point", ("point", "teach", "show", "explain")),
    ("walk", ("walk", "stroll", "wander", "climb", "journey", "arrive")),
    ("hold", ("hold", "lantern", "lift")),
)


@dataclass(frozen=True, slots=True)
class Company:
    """Who and what is to be seen."""

    characters: Sequence[Character]
    subjects: Sequence[str]
    landmark: str
    mood: Mood
    seed: int


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
    flip = -1.0 if stage.rng("flip").random() < 0.5 else 1.0  # noqa: PLR2004 - an even chance
    for index, (name, figure) in enumerate(known):
        place = _subject_place(stage, layout, brief, (index, figure, bool(people), flip))
        foot = (stage.frame.x(place.u), stage.frame.y(place.v))
        rng = stage.rng("subject", name, index)
        draw_subject(stage.canvas("props"), figure, foot, place.height_px, stage.tones.light, rng)
        note_subject(stage, figure, foot, place.height_px)
        enliven_subject(stage, "props", figure, foot, place.height_px)
        drawn.append(f"subject:{name}")
    return drawn + _set_people(stage, layout, brief, (company, people, flip))


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
    note_subject(stage, name, foot, height)
    enliven_subject(stage, layout.landmark_plane, name, foot, height)


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


def pose_for(text: str, size: ShotSize) -> str:
    """The pose that a scene's words ask for, else standing; close shots cut low poses off."""
    for pose, stems in POSE_STEMS:
        if size is ShotSize.CLOSE and pose in LOW_POSES:
            continue
        if pose in POSES and any(stem in text for stem in stems):
            return pose
    return "stand"


def _set_people(
    stage: Stage, layout: Layout, brief: Brief, who: tuple[Company, list[Character], float]
) -> list[str]:
    company, people, flip = who
    adult = _adult_px(stage, brief.shot)
    count = len(people)
    for index, character in enumerate(people):
        u, facing = _station((index, count), flip, adult / stage.frame.film_px[0])
        height = adult * STATURE[character.age] * (1.0 if character.kind != "animal" else 0.6)
        foot_v = _foot_v(stage, layout, brief.shot, adult)
        foot = (stage.frame.x(u), stage.frame.y(foot_v) + 0.01 * adult * (index % 2))
        pose = pose_for(brief.text, brief.shot) if index == 0 else "stand"
        note_person(stage, character, foot, height, pose)
        marks = draw_character(
            stage.canvas("cast"), character, foot, height, stage.tones.light, pose=pose,
            facing=facing, expression=EXPRESSION[company.mood], seed=company.seed,
        )  # fmt: skip
        note_figure(stage, character, (foot, height), (pose, facing), marks)
    return [f"character:{character.name}" for character in people]


def _station(which: tuple[int, int], flip: float, tall: float) -> tuple[float, int]:
    """Where a person stands (u) and looks: pairs face each other, near the thirds.

    ``tall`` is an adult's height in film widths: nobody hides another.
    """
    index, count = which
    if count == 1:
        return 0.5 - flip * 0.16, int(flip)
    spread = min(max(0.19, 0.52 * tall) * (count - 1), 0.46)
    offset = -spread / 2 + spread * index / (count - 1)
    middle = 0.5 - flip * min(0.06, max(0.0, 0.26 - spread / 2))
    return middle + offset, 1 if offset < 0 else -1


def _adult_px(stage: Stage, size: ShotSize) -> float:
    short = min(stage.frame.film_px)
    return ADULT[size] * short * (TALL_GAIN if stage.frame.is_tall else 1.0)


def _foot_v(stage: Stage, layout: Layout, size: ShotSize, adult: float) -> float:
    if size is ShotSize.WIDE:
        return layout.foot
    if size is ShotSize.MEDIUM:
        return max(layout.foot, min(1.0, HEAD_ROOM + adult / stage.frame.film_px[1]))
    return max(layout.foot, HEAD_ROOM + adult / stage.frame.film_px[1])


def _subject_place(
    stage: Stage, layout: Layout, brief: Brief, which: tuple[int, str, bool, float]
) -> _Place:
    index, name, peopled, flip = which
    habitat = subject_habitat(name)
    height = _subject_px(stage, brief.shot, (name, index, peopled))
    u = _subject_u(index, flip, peopled=peopled)
    share = height / stage.frame.film_px[1]
    rng = stage.rng("place", name, index)
    if layout.kind == "pedestal" and index == 0 and not peopled:
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
    height = min(max(natural, low * lesser), high * (lesser if index else 1.0)) * short
    room = (0.4 if peopled or index else 0.62) * stage.frame.film_px[0]
    return min(height, room / max(subject_aspect(name), 0.05))
