"""The clips of scenes."""

from manike.film.timeline import clip_frame_count, scene_frame_count
from manike.generation.door import Produce
from manike.generation.fingerprint import Job
from manike.ids import ProjectId, slot_of
from manike.ports import Clip, MotionProvider, MotionRequest, Picture
from manike.production.candidates import Wanted
from manike.production.house import FPS, House, Outcome
from manike.production.pictures import ASSET as PICTURE
from manike.production.pictures import picture_of
from manike.production.records import TakeManifest
from manike.production.routing import Ask
from manike.production.takes import check_whole, obtain, outcome_of
from manike.production.view import View
from manike.production.voices import voice_record
from manike.production.wanted import clip_generation, moved_part, scene_take
from manike.script.models import Scene

ASSET = "scene_clip"


def animate_scene(house: House, project: ProjectId, number: int) -> Outcome:
    """Set a scene's picture in motion for as long as the scene lasts, unless its clip is there."""
    scene = house.approved(project).scene(number)
    picture = picture_of(house, project, number)
    check_whole(house, project, [picture], PICTURE, slot_of(number))
    take_number = scene_take(house.studio.take_numbers(project), Job.CLIP, number)
    frame_count = clip_frames(house, project, scene)
    preferences = house.preferences(project)
    request = MotionRequest(
        scene=moved_part(scene),
        picture=picture.record(Picture),
        picture_files={name: house.file(project, sha) for name, sha in picture.files.items()},
        frame_count=frame_count,
        fps=FPS,
        size_px=preferences.size_px,
        seed=preferences.seed,
        take_number=take_number,
    )

    def progress(done: int, total: int) -> None:
        house.listener.report(Job.CLIP.value, slot_of(number), done, total)

    def here(provider: MotionProvider) -> Produce:
        return lambda folder: provider.animate(request, folder, progress).model_dump(mode="json")

    ask = Ask(
        describe=lambda provider: clip_generation(
            provider, scene, picture, frame_count, preferences, request.take_number
        ),
        here=here,
        there=lambda provider: provider.motion_job(request),
        is_simple=not scene.characters,
    )
    take, was_made = obtain(
        house,
        project,
        house.cast(project).motion,
        ask,
        asset=ASSET,
        part=slot_of(number),
        prompt=f"{scene.shot.size.value} shot, {scene.shot.move.value}: {scene.description}",
        origins=picture.lineage(PICTURE, slot_of(number)),
    )
    house.manifests.write(project, ASSET, take, slot_of(number))
    return _outcome(scene, take, was_made=was_made)


def wanted_clip(view: View, scene: Scene) -> Wanted:
    """The clip that a scene should have, as its picture and voice-over are now.

    Raises:
        NotFoundError: its picture or voice-over is not made yet.
    """
    take_number = scene_take(view.numbers, Job.CLIP, scene.number)
    picture = picture_of(view.house, view.project, scene.number)
    frame_count = clip_frames(view.house, view.project, scene)
    return view.cast.motion.wanted(
        lambda provider: clip_generation(
            provider, scene, picture, frame_count, view.preferences, take_number
        )
    )


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
