"""The pictures of scenes."""

from pathlib import Path
from typing import Any

from manike.generation.fingerprint import Job
from manike.ids import ProjectId, slot_of
from manike.ports import Picture, ScenePictureRequest
from manike.production.characters import ASSET as CHARACTERS
from manike.production.house import House, Outcome
from manike.production.records import Characters, TakeManifest
from manike.production.takes import check_whole, obtain, outcome_of
from manike.production.wanted import drawn_part, picture_generation, scene_take, seen
from manike.script.models import Scene, ScriptBreakdown

ASSET = "scene_image"


def paint_scene(house: House, project: ProjectId, number: int) -> Outcome:
    """Paint a scene, unless its picture is there."""
    script, preferences = house.approved(project), house.preferences(project)
    scene = script.scene(number)
    drawings = house.manifests.read(project, CHARACTERS, Characters)
    shown = [drawings.takes[name] for name in scene.characters]
    check_whole(house, project, shown, CHARACTERS)
    take_number = scene_take(house.studio.take_numbers(project), Job.PICTURE, number)
    generation = picture_generation(
        house.providers, script, scene, preferences, drawings, take_number
    )
    request = _request(house, project, script, scene, drawings, take_number)

    def produce(folder: Path) -> dict[str, Any]:
        picture = house.workers.call(house.providers.image.paint_scene, request, folder)
        return picture.model_dump(mode="json")

    take, was_made = obtain(
        house,
        project,
        generation,
        produce,
        prompt=scene.description,
        origins=[
            origin
            for name in scene.characters
            for origin in drawings.takes[name].lineage("character_images", name)
        ],
    )
    house.manifests.write(project, ASSET, take, slot_of(number))
    return _outcome(scene, take, was_made=was_made)


def picture_of(house: House, project: ProjectId, number: int) -> TakeManifest:
    """The picture that a scene has.

    Raises:
        NotFoundError: it has none yet.
    """
    return house.manifests.read(project, ASSET, TakeManifest, slot_of(number))


def _request(
    house: House,
    project: ProjectId,
    script: ScriptBreakdown,
    scene: Scene,
    drawings: Characters,
    take_number: int,
) -> ScenePictureRequest:
    preferences = house.preferences(project)
    return ScenePictureRequest(
        scene=drawn_part(scene),
        characters=seen(script, scene),
        character_images={
            name: house.file(project, drawings.takes[name].files["image.jpg"])
            for name in scene.characters
        },
        style=script.style,
        seed=preferences.seed,
        take_number=take_number,
        size_px=preferences.size_px,
    )


def _outcome(scene: Scene, take: TakeManifest, *, was_made: bool) -> Outcome:
    picture = take.record(Picture)
    return outcome_of(
        ASSET,
        slot_of(scene.number),
        take,
        was_made=was_made,
        preview=picture.image,
        figures={
            "scene": f"{scene.number}. {scene.title}",
            "shows": ", ".join(picture.drawn),
            "planes": len(picture.planes),
            "take": take.take_number,
        },
    )
