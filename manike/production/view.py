"""A project as it is at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass

from manike.ids import ProjectId
from manike.production.catalogues.song_choices import SongChoice, choices_of
from manike.production.footage.choices import FootageChoice
from manike.production.footage.choices import choices_of as footage_of
from manike.production.house import House
from manike.production.provider_plans.candidates import Cast
from manike.production.wanted import TakeNumbers
from manike.script.models import ScriptBreakdown
from manike.script.preferences import Preferences


@dataclass(frozen=True, slots=True)
class View:
    """A project with what the database says of it, read once for all of its scenes."""

    house: House
    project: ProjectId
    script: ScriptBreakdown
    preferences: Preferences
    numbers: TakeNumbers
    dictionary: Mapping[str, str]
    """How the tenant's own words are said."""
    cast: Cast
    """Who could make it."""
    songs: Mapping[int, SongChoice]
    """Recordings that cues play instead of being composed, by cue number."""
    footage: Mapping[str, FootageChoice]
    """Footage that scenes show in their picture's place, by slot, and as intro and outro."""


def view_of(house: House, project: ProjectId, script: ScriptBreakdown | None = None) -> View:
    """A project by a script; by the approved one where none is given.

    Raises:
        NotFoundError: no script is approved yet.
        BadInputError: the project's provider plan can't be followed.
    """
    return View(
        house=house,
        project=project,
        script=house.approved(project) if script is None else script,
        preferences=house.preferences(project),
        numbers=house.studio.take_numbers(project),
        dictionary=house.studio.pronunciations(project.tenant),
        cast=house.cast(project),
        songs=choices_of(house, project),
        footage=footage_of(house, project),
    )
