"""The pictures of scenes."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from manike.generation.door import Produce
from manike.generation.fingerprint import Job
from manike.ids import ProjectId, slot_of
from manike.ports import ImageProvider, Picture, Region, ScenePictureRequest
from manike.production.characters import ASSET as CHARACTERS
from manike.production.footage.choices import FootageChoice, choices_of, shown_in
from manike.production.house import House, Outcome
from manike.production.provider_plans.candidates import Cast, Wanted
from manike.production.provider_plans.routing import Ask
from manike.production.records import Characters, TakeManifest
from manike.production.reframing import is_reframed, reframe, reframed_generation
from manike.production.takes import check_whole, obtain, outcome_of
from manike.production.view import View
from manike.production.wanted import (
    drawn_part,
    picture_generation,
    scene_take,
    seen,
)
from manike.script.models import Scene, ScriptBreakdown
from manike.script.taming import tamed

ASSET = "scene_image"


def paint_scene(house: House, project: ProjectId, number: int) -> Outcome:
    """Paint a scene, or for a rendition reframe it, unless its picture is there.

    A scene that shows footage in its picture's place is not painted.
    """
    scene = house.approved(project).scene(number)
    footage = shown_in(choices_of(house, project), scene)
    if footage is not None:
        return _not_painted(scene, footage)
    cast = house.cast(project)
    if is_reframed(house, cast):
        take, was_made = _reframe(house, project, number)
    else:
        take, was_made = _paint(house, project, number, cast)
    house.manifests.write(project, ASSET, take, slot_of(number))
    return _outcome(scene, take, was_made=was_made)


def wanted_picture(view: View, scene: Scene) -> Wanted:
    """The picture that a scene should have.

    Raises:
        NotFoundError: what it is made from is not made yet.
    """
    if is_reframed(view.house, view.cast):
        painted = picture_of(view.house.unshaped(), view.project, scene.number)
        return Wanted((reframed_generation(painted, view.preferences.size_px),))
    drawings = view.house.manifests.read(view.project, CHARACTERS, Characters)
    take_number = scene_take(view.numbers, Job.PICTURE, scene.number)
    return view.cast.image.wanted(
        lambda provider: picture_generation(
            provider, view.script, scene, view.preferences, drawings, take_number
        )
    )


def picture_of(house: House, project: ProjectId, number: int) -> TakeManifest:
    """The picture that a scene has.

    Raises:
        NotFoundError: it has none yet.
    """
    return house.manifests.read(project, ASSET, TakeManifest, slot_of(number))


def regions_of(house: House, project: ProjectId, number: int) -> tuple[Region, ...]:
    """Where a scene's picture says that people and things are; empty where it says nothing."""
    take = house.manifests.find(project, ASSET, TakeManifest, slot_of(number))
    return () if take is None else take.record(Picture).regions


def _paint(house: House, project: ProjectId, number: int, cast: Cast) -> tuple[TakeManifest, bool]:
    script, numbers = house.approved(project), house.studio.take_numbers(project)
    scene = script.scene(number)
    drawings = house.manifests.read(project, CHARACTERS, Characters)
    shown = [drawings.takes[name] for name in scene.characters]
    check_whole(house, project, shown, CHARACTERS)
    take_number = scene_take(numbers, Job.PICTURE, number)
    preferences = house.preferences(project)
    request = _request(house, project, script, scene, drawings, take_number)

    def here(provider: ImageProvider) -> Produce:
        def produce(folder: Path) -> dict[str, Any]:
            picture = house.workers.call(provider.paint_scene, request, folder)
            return picture.model_dump(mode="json")

        return produce

    tame = replace(request, scene=tamed(request.scene))
    ask = Ask(
        describe=lambda provider: picture_generation(
            provider, script, scene, preferences, drawings, take_number
        ),
        here=here,
        there=lambda provider: provider.scene_job(request),
        reworded=lambda provider: provider.scene_job(tame),
        is_simple=not scene.characters,
    )
    return obtain(
        house,
        project,
        cast.image,
        ask,
        asset=ASSET,
        part=slot_of(number),
        prompt=scene.description,
        origins=[
            origin
            for name in scene.characters
            for origin in drawings.takes[name].lineage("character_images", name)
        ],
    )


def _reframe(house: House, project: ProjectId, number: int) -> tuple[TakeManifest, bool]:
    film, slot = house.unshaped(), slot_of(number)
    painted = picture_of(film, project, number)
    check_whole(film, project, [painted], ASSET, slot)
    return reframe(house, project, painted, slot, painted.lineage(ASSET, slot))


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


def _not_painted(scene: Scene, footage: FootageChoice) -> Outcome:
    return Outcome(
        asset=ASSET,
        part=slot_of(scene.number),
        was_made=False,
        provider="",
        fingerprint="",
        files={},
        seconds=0.0,
        size_bytes=0,
        cost="0 USD",
        preview="",
        figures={
            "scene": f"{scene.number}. {scene.title}",
            "shows": f"footage in its picture's place: {footage}",
        },
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
