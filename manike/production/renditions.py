"""The film in further shapes: with pictures and clips of their own, and the same sound."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from manike.errors import MediaError
from manike.generation.workers import core_count
from manike.ids import ProjectId, slot_of
from manike.production.clips import animate_scene
from manike.production.films import make_film
from manike.production.house import House, Outcome
from manike.production.inspection import Findings
from manike.production.judging import judge_film, judge_scene
from manike.production.pictures import paint_scene
from manike.production.plan import StepKind, rendition_step
from manike.production.records import FilmManifest
from manike.production.verdicts import Check, find_good_film
from manike.script.preferences import Aspect

ASSET = "renditions"


def make_renditions(house: House, project: ProjectId) -> Sequence[Outcome]:
    """Make the film in every further shape that is wanted of it, and that is not there.

    Raises:
        MediaError: a picture or clip is not what it should be; names the scene and the shape.
    """
    wanted = house.preferences(project).renditions
    return [_make(house.shaped(aspect), project, aspect) for aspect in wanted]


def judge_renditions(house: House, project: ProjectId) -> Findings:
    """Look at every rendition as at the film; each finding names its shape."""
    return [
        result.model_copy(
            update={
                "name": f"{aspect.value} {result.name}",
                "message": f"{aspect.value}: {result.message}",
            }
        )
        for aspect in house.preferences(project).renditions
        for result in judge_film(house.shaped(aspect), project)
    ]


def good_renditions(house: House, project: ProjectId) -> dict[Aspect, FilmManifest]:
    """The renditions of the film as it is: made from the same script, voices and music."""
    film = find_good_film(house, project)
    found = {}
    for aspect in house.preferences(project).renditions:
        rendition = find_good_film(house.shaped(aspect), project)
        if rendition and film and _sound(rendition) == _sound(film):
            found[aspect] = rendition
    return found


def _make(shaped: House, project: ProjectId, aspect: Aspect) -> Outcome:
    if rendition_step(shaped, project).kind is StepKind.SCENES:
        _make_scenes(shaped, project)
    return replace(make_film(shaped, project), asset=ASSET, part=aspect.value)


def _make_scenes(shaped: House, project: ProjectId) -> None:
    """Pictures and clips, as many at once as there are cores; a failed one loses no other."""
    numbers = [scene.number for scene in shaped.approved(project).scenes]
    shaped.listener.expect("clip", len(numbers))
    with ThreadPoolExecutor(core_count(), thread_name_prefix="rendition") as pool:
        attempts = [pool.submit(_make_scene, shaped, project, number) for number in numbers]
    for attempt in attempts:
        attempt.result()


def _make_scene(shaped: House, project: ProjectId, number: int) -> None:
    for step, check in ((paint_scene, Check.PICTURE), (animate_scene, Check.CLIP)):
        step(shaped, project, number)
        bad = [r.message for r in judge_scene(shaped, project, number, check) if not r.passed]
        if bad:
            shape = shaped.preferences(project).aspect.value
            raise MediaError(f"{shape} {slot_of(number)}: {'; '.join(bad)}")


def _sound(film: FilmManifest) -> object:
    parts = film.parts
    return parts and (
        parts.script,
        {number: take.files for number, take in parts.voices.items()},
        {number: take.files for number, take in parts.music.items()},
    )
