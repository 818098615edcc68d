"""Drawings of a project's characters."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from manike.generation.door import Produce
from manike.generation.fingerprint import Job
from manike.ids import ProjectId
from manike.ports import CharacterImageRequest, ImageProvider
from manike.production.house import House, Outcome
from manike.production.provider_plans.routing import Ask
from manike.production.records import Characters, TakeManifest
from manike.production.takes import obtain, outcome_of
from manike.production.wanted import CHARACTER_SIZE_PX, character_generation, take_of
from manike.script.models import Character
from manike.studio.models import Status

ASSET = "character_images"


def draw_characters(house: House, project: ProjectId) -> Sequence[Outcome]:
    """Draw every character of the approved script that is not drawn yet."""
    script, preferences = house.approved(project), house.preferences(project)
    house.studio.advance(project, Status.PREPARING)  # what is made from it has to follow
    takes: dict[str, TakeManifest] = {}
    outcomes = []
    for character in script.characters:
        take, was_made = _draw(house, project, character, script.style)
        takes[character.name] = take
        outcomes.append(
            outcome_of(
                ASSET,
                character.name,
                take,
                was_made=was_made,
                preview="image.jpg",
                figures={"description": character.description, "seed": preferences.seed},
            )
        )
    house.manifests.write(project, ASSET, Characters(takes=takes))
    return outcomes


def _draw(
    house: House, project: ProjectId, character: Character, style: str
) -> tuple[TakeManifest, bool]:
    preferences = house.preferences(project)
    number = take_of(house.studio.take_numbers(project), Job.CHARACTER, character.name)
    request = CharacterImageRequest(character, style, preferences.seed, number, CHARACTER_SIZE_PX)

    def here(provider: ImageProvider) -> Produce:
        def produce(folder: Path) -> dict[str, Any]:
            picture = house.workers.call(provider.draw_character, request, folder)
            return picture.model_dump(mode="json")

        return produce

    ask = Ask(
        describe=lambda provider: character_generation(
            provider, character, style, preferences, number
        ),
        here=here,
        there=lambda provider: provider.character_job(request),
    )
    return obtain(
        house,
        project,
        house.cast(project).image,
        ask,
        asset=ASSET,
        part=character.name,
        prompt=character.description,
    )
