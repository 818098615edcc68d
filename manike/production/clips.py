"""The clips of scenes."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from manike.film.timeline import clip_frame_count, scene_frame_count
from manike.generation.door import Produce
from manike.generation.fingerprint import Generation, Job
from manike.ids import ProjectId, slot_of
from manike.ports import Clip, MotionProvider, MotionRequest, Picture
from manike.production import clip_generations as generations
from manike.production.clip_generations import ClipWish, FilmWords, asked_clip, finished_clip
from manike.production.footage.choices import FootageChoice, shown_in
from manike.production.footage.clips import clip_generation, cut_scene_clip
from manike.production.house import FPS, House, Outcome
from manike.production.pictures import ASSET as PICTURE
from manike.production.pictures import picture_of
from manike.production.provider_plans.candidates import Wanted
from manike.production.provider_plans.routing import Ask
from manike.production.records import TakeManifest
from manike.production.takes import check_whole, derive, obtain, outcome_of
from manike.production.view import View, view_of
from manike.production.voices import voice_record
from manike.production.wanted import moved_part, scene_take, seen
from manike.remote_ports import RawClip
from manike.script.models import Scene

ASSET = "scene_clip"


def animate_scene(house: House, project: ProjectId, number: int) -> Outcome:
    """Set a scene's picture in motion for as long as the scene lasts, unless its clip is there.

    A scene that shows footage in its picture's place gets its clip from there.
    """
    view, slot = view_of(house, project), slot_of(number)
    scene = view.script.scene(number)
    footage = shown_in(view.footage, scene)
    if footage is not None:
        return _cut(view, scene, footage)
    wish = _wish(view, scene)
    picture = wish.picture
    check_whole(house, project, [picture], PICTURE, slot)
    request = MotionRequest(
        scene=moved_part(scene),
        picture=picture.record(Picture),
        picture_files={name: house.file(project, sha) for name, sha in picture.files.items()},
        frame_count=wish.frame_count,
        fps=FPS,
        size_px=wish.size_px,
        seed=wish.seed,
        take_number=wish.take_number,
    )
    asked = request if wish.words is None else _from_words(request, wish.words)

    def progress(done: int, total: int) -> None:
        house.listener.report(Job.CLIP.value, slot, done, total)

    def here(provider: MotionProvider) -> Produce:
        return lambda folder: provider.animate(request, folder, progress).model_dump(mode="json")

    ask = Ask(
        describe=lambda provider: asked_clip(provider, wish),
        here=here,
        there=lambda provider: provider.motion_job(asked),
        is_simple=not scene.characters,
    )
    take, is_new = obtain(
        house,
        project,
        view.cast.motion,
        ask,
        asset=ASSET,
        part=slot,
        prompt=f"{scene.shot.size.value} shot, {scene.shot.move.value}: {scene.description}",
        origins=picture.lineage(PICTURE, slot),
    )
    for raw in view.cast.motion.asked_elsewhere(ask.describe):
        if raw.fingerprint == take.fingerprint:
            return _finish(view, wish, take, finished_clip(raw, wish), request, is_new=is_new)
    house.manifests.write(project, ASSET, take, slot)
    return _outcome(scene, take, was_made=is_new)


def wanted_clip(view: View, scene: Scene) -> Wanted:
    """The clip that a scene should have, as its picture and voice-over are now.

    Raises:
        NotFoundError: its picture or voice-over is not made yet.
    """
    footage = shown_in(view.footage, scene)
    if footage is not None:
        return Wanted((_of_footage(view, scene, footage),))
    wish = _wish(view, scene)
    return view.cast.motion.wanted(lambda provider: generations.wanted_clip(provider, wish))


def is_bought(view: View, scene: Scene) -> bool:
    """Whether the video that a scene's clip is made from is there, however long the clip is.

    Raises:
        NotFoundError: its picture or voice-over is not made yet.
    """
    if shown_in(view.footage, scene) is not None:
        return False
    wish = _wish(view, scene)
    raw = view.cast.motion.asked_elsewhere(lambda provider: asked_clip(provider, wish))
    fingerprints = [generation.fingerprint for generation in raw]
    return view.house.door.first(view.project.tenant, fingerprints) is not None


def clip_frames(house: House, project: ProjectId, scene: Scene) -> int:
    """How many frames a scene's clip has.

    Raises:
        NotFoundError: its voice-over is not made yet.
    """
    voice = voice_record(house, project, scene)
    return clip_frame_count(scene_frame_count(scene, voice, FPS), FPS)


def clip_of(house: House, project: ProjectId, number: int) -> TakeManifest:
    """The clip that a scene has.

    Raises:
        NotFoundError: it has none yet.
    """
    return house.manifests.read(project, ASSET, TakeManifest, slot_of(number))


def shows_picture(house: House, project: ProjectId, number: int) -> bool:
    """Whether a scene's clip shows its picture; not so of footage, or made from words alone."""
    clip = house.manifests.find(project, ASSET, TakeManifest, slot_of(number))
    return clip is None or any(origin.asset == PICTURE for origin in clip.origins)


def _cut(view: View, scene: Scene, footage: FootageChoice) -> Outcome:
    house, project = view.house, view.project
    frame_count = clip_frames(house, project, scene)
    take, was_made = cut_scene_clip(house, project, scene, footage, frame_count)
    house.manifests.write(project, ASSET, take, slot_of(scene.number))
    outcome = _outcome(scene, take, was_made=was_made)
    figures = {name: value for name, value in outcome.figures.items() if name != "move"}
    return replace(outcome, figures=figures | {"footage": str(footage)})


def _of_footage(view: View, scene: Scene, footage: FootageChoice) -> Generation:
    frame_count = clip_frames(view.house, view.project, scene)
    return clip_generation(footage, frame_count, view.preferences.size_px)


def _wish(view: View, scene: Scene) -> ClipWish:
    words = None
    if view.cast.plan.clips_from_words:
        words = FilmWords(view.script.style, seen(view.script, scene))
    return ClipWish(
        scene=scene,
        picture=picture_of(view.house, view.project, scene.number),
        frame_count=clip_frames(view.house, view.project, scene),
        size_px=view.preferences.size_px,
        seed=view.preferences.seed,
        take_number=scene_take(view.numbers, Job.CLIP, scene.number),
        words=words,
    )


def _from_words(request: MotionRequest, words: FilmWords) -> MotionRequest:
    """The same for those that see no picture."""
    return replace(request, picture_files={}, style=words.style, characters=words.characters)


def _finish(
    view: View,
    wish: ClipWish,
    raw: TakeManifest,
    generation: Generation,
    request: MotionRequest,
    *,
    is_new: bool,
) -> Outcome:
    """Make the clip of exact frames from a provider's video, which was bought just now or before.

    It stands in the film as that provider's take, with its cost.
    """
    house, project = view.house, view.project
    source = house.file(project, raw.files[raw.record(RawClip).file])

    def produce(folder: Path) -> dict[str, Any]:
        from manike.arrivals.clips import finish_clip  # not at the top: it needs OpenCV

        return house.workers.call(finish_clip, source, request, folder).model_dump(mode="json")

    part = slot_of(wish.scene.number)
    clip, was_made = derive(
        house, project, generation, produce, asset=ASSET, part=part, prompt=raw.prompt
    )
    changed = clip.model_dump(include={"fingerprint", "files", "details", "size_bytes"})
    if wish.words is not None:
        changed["origins"] = ()
    take = raw.model_copy(update=changed)
    house.manifests.write(project, ASSET, take, part)
    is_only_finished = was_made and not is_new
    shown = take.model_copy(update={"cost": Decimal(0)}) if is_only_finished else take
    return _outcome(wish.scene, shown, was_made=is_new or was_made)


def _outcome(scene: Scene, take: TakeManifest, *, was_made: bool) -> Outcome:
    clip = take.record(Clip)
    return outcome_of(
        ASSET,
        slot_of(scene.number),
        take,
        was_made=was_made,
        preview=clip.file,
        figures={
            "scene": f"{scene.number}. {scene.title}",
            "frames": clip.frame_count,
            "size": f"{clip.width_px} x {clip.height_px}",
            "move": scene.shot.move.value,
            "take": take.take_number,
        },
    )
