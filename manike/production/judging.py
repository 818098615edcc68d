"""Inspects what was made and keeps the verdict, bound to the very content that was looked at."""

from collections.abc import Callable, Mapping

from manike.ids import ProjectId, slot_of
from manike.production import clips, inspection, pictures, verdicts, voices
from manike.production.films import film_of
from manike.production.footage.choices import choices_of, shown_in
from manike.production.house import House
from manike.production.inspection import Findings
from manike.production.records import TakeManifest
from manike.production.verdicts import Check
from manike.quality.results import CheckResult

_Inspect = Callable[[House, ProjectId, int], Findings]

_OF_SCENES: Mapping[Check, tuple[str, _Inspect]] = {
    Check.PICTURE: (pictures.ASSET, inspection.inspect_picture),
    Check.VOICE: (voices.ASSET, inspection.inspect_voice),
    Check.WORDS: (voices.ASSET, inspection.inspect_words),
    Check.CLIP: (clips.ASSET, inspection.inspect_clip),
}


def judge_scene(house: House, project: ProjectId, number: int, check: Check) -> Findings:
    """Look at one part of a scene; the planner counts it as made once it has passed."""
    asset, inspect = _OF_SCENES[check]
    part = slot_of(number)
    if check is Check.PICTURE and _shows_footage(house, project, number):
        said = "The scene shows footage in its picture's place."
        return (CheckResult(name="picture", passed=True, message=said),)
    verdicts.revoke(house, project, check, part)
    take = house.manifests.find(project, asset, TakeManifest, part)
    found = inspect(house, project, number)
    if take is not None and all(result.passed for result in found):
        verdicts.passed(house, project, check, verdicts.content_of(take), part)
    return found


def _shows_footage(house: House, project: ProjectId, number: int) -> bool:
    scene = house.approved(project).scene(number)
    return shown_in(choices_of(house, project), scene) is not None


def judge_film(house: House, project: ProjectId) -> Findings:
    """Look at the film; one that passes may be delivered and found by its scenes."""
    verdicts.revoke(house, project, Check.FILM)
    film = film_of(house, project)
    found = inspection.inspect_film(house, project)
    if all(result.passed for result in found):
        if house.rendition is None:  # the index shows scenes of the project's own film
            house.studio.want_index(project, film.wanted)
        verdicts.passed(house, project, Check.FILM, verdicts.content_of(film))
    return found
