"""What happens next to a project: what is wanted, compared with what is made."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TypeVar

from manike.errors import NotFoundError
from manike.film.engine import engine_of
from manike.generation.fingerprint import Generation, Job, hash_of
from manike.ids import ProjectId, slot_of
from manike.ports import Provider
from manike.production import characters, clips, pictures, scores, verdicts, voices
from manike.production.catalogues.song_choices import song_generation
from manike.production.footage.choices import choices_of, inserts_in, shown_in
from manike.production.footage.clips import clip_generation, insert_generation
from manike.production.house import FPS, House
from manike.production.provider_plans.candidates import Wanted
from manike.production.records import (
    ApprovedScript,
    Characters,
    FilmManifest,
    MusicCues,
    TakeManifest,
)
from manike.production.view import View, view_of
from manike.production.wanted import (
    character_generation,
    drawn_part,
    moved_part,
    music_generation,
    scene_take,
    seen,
    speech_request,
    take_of,
    voice_generation,
)
from manike.script.models import Character, MusicCue, Scene, ScriptBreakdown
from manike.studio.models import Project
from manike.studio.repository import Draft

K = TypeVar("K", str, int)


class StepKind(StrEnum):
    """One run's worth of work."""

    WRITE = "write"
    PREPARE = "prepare"
    """Approved script, characters, music."""
    SCENES = "scenes"
    FILM = "film"
    RENDITIONS = "renditions"
    """The film in further shapes."""
    REVIEW = "review"
    """Nothing to run: a person must approve the script."""
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done next, named by the wanted state."""

    kind: StepKind
    wanted: str = ""
    """Hash of what is wanted: it stays the same while the run works, so one state is launched
    once; it changes when more is asked for."""
    first_scene: int = 1
    last_scene: int = 1


def next_step(house: House, project: ProjectId, row: Project) -> Step:
    """The next thing to run for a project."""
    try:
        draft = house.studio.draft(project)
    except NotFoundError:
        return Step(StepKind.WRITE, hash_of([row.prompt_id, row.attempt]))
    view = view_of(house, project, draft.script)
    if view.preferences.review and house.studio.approval(project, draft.sha256) is None:
        return Step(StepKind.REVIEW)
    if not _is_prepared(view, draft):
        return Step(StepKind.PREPARE, _preparation_key(view, draft))
    step = _scenes_step(view) or _film_step(view)
    return step if step.kind is not StepKind.DONE else _renditions_step(view)


def rendition_step(house: House, project: ProjectId) -> Step:
    """The next thing to do for a rendition, in the house of its shape: scenes, film or nothing.

    What the project's own film is made from is there.
    """
    view = view_of(house, project)
    return _scenes_step(view) or _film_step(view)


def parts_made(house: House, project: ProjectId, script: ScriptBreakdown) -> set[tuple[str, str]]:
    """What of a script's film is there, or is made from what is: pairs of asset and part."""
    view = view_of(house, project, script)
    drawings = house.manifests.find(project, characters.ASSET, Characters)
    music = house.manifests.find(project, scores.ASSET, MusicCues)
    drawn = _met(drawings.takes, _wanted_drawings(view)) if drawings else set()
    composed = _met(music.takes, _wanted_music(view)) if music else set()
    made = {(characters.ASSET, name) for name in drawn}
    made |= {(scores.ASSET, f"cue {number}") for number in composed}
    for scene in script.scenes:
        for asset, wanted in _parts_of(view, scene).items():
            with suppress(NotFoundError):  # what it is made from is not there either
                if _has(view, scene, asset, wanted(view, scene)):
                    made.add((asset, slot_of(scene.number)))
        with suppress(NotFoundError):
            if clips.is_bought(view, scene):
                made.add((clips.ASSET, slot_of(scene.number)))
    return made


def scene_keys(house: House, project: ProjectId) -> dict[int, str]:
    """Hashes of all that is wanted of each scene of the approved script, by its number."""
    return _scene_keys(view_of(house, project))


def film_key(house: House, project: ProjectId) -> str:
    """Hash of everything that shapes the film, as it is now: its parts and the engine.

    Raises:
        NotFoundError: a clip, voice-over or cue is not made yet.
    """
    script = house.approved(project)
    music = house.manifests.read(project, scores.ASSET, MusicCues)
    return hash_of(
        {
            "script": script.model_dump(mode="json"),
            "scenes": [
                [
                    clips.clip_of(house, project, scene.number).files,
                    None
                    if voices.is_silent(scene)
                    else voices.voice_of(house, project, scene.number).files,
                ]
                for scene in script.scenes
            ],
            "music": {str(number): take.files for number, take in music.takes.items()},
            "brand": house.studio.brand(project.tenant),
            "captions": house.preferences(project).captions,
            "engine": engine_of(FPS),
            **_own_inserts(house, project),
        }
    )


def _own_inserts(house: House, project: ProjectId) -> dict[str, dict[str, str]]:
    """The project's own intro and outro; nothing if it has none, so that other films stay."""
    chosen = inserts_in(choices_of(house, project))
    own = {kind.value: insert_generation(each).fingerprint for kind, each in chosen.items()}
    return {"own inserts": own} if own else {}


def _is_prepared(view: View, draft: Draft) -> bool:
    manifests, project = view.house.manifests, view.project
    approved = manifests.find(project, "approved_script", ApprovedScript)
    drawings = manifests.find(project, characters.ASSET, Characters)
    music = manifests.find(project, scores.ASSET, MusicCues)
    if approved is None or drawings is None or music is None or approved.sha256 != draft.sha256:
        return False
    wanted_drawings, wanted_music = _wanted_drawings(view), _wanted_music(view)
    return (
        drawings.takes.keys() == _met(drawings.takes, wanted_drawings) == wanted_drawings.keys()
        and music.takes.keys() == _met(music.takes, wanted_music) == wanted_music.keys()
    )


def _preparation_key(view: View, draft: Draft) -> str:
    drawings = {name: wanted.key for name, wanted in _wanted_drawings(view).items()}
    music = {str(number): wanted.key for number, wanted in _wanted_music(view).items()}
    return hash_of([draft.sha256, drawings, music])


def _met(takes: Mapping[K, TakeManifest], wanted: Mapping[K, Wanted]) -> set[K]:
    """What is there as it is wanted."""
    both = takes.keys() & wanted.keys()
    return {name for name in both if wanted[name].is_met_by(takes[name].fingerprint)}


def _wanted_drawings(view: View) -> dict[str, Wanted]:
    candidates = view.cast.image
    return {
        character.name: candidates.wanted(partial(_drawing, view, character))
        for character in view.script.characters
    }


def _drawing(view: View, character: Character, provider: Provider) -> Generation:
    number = take_of(view.numbers, Job.CHARACTER, character.name)
    return character_generation(provider, character, view.script.style, view.preferences, number)


def _wanted_music(view: View) -> dict[int, Wanted]:
    return {cue.number: _wanted_cue(view, cue) for cue in view.script.music}


def _wanted_cue(view: View, cue: MusicCue) -> Wanted:
    if cue.number in view.songs:
        return Wanted((song_generation(view.script, cue, view.songs[cue.number]),))
    return view.cast.music.wanted(partial(_cue_music, view, cue))


def _cue_music(view: View, cue: MusicCue, provider: Provider) -> Generation:
    number = take_of(view.numbers, Job.MUSIC, str(cue.number))
    return music_generation(provider, view.script, cue, view.preferences, number)


def _scenes_step(view: View) -> Step | None:
    missing = [scene.number for scene in view.script.scenes if not _is_made(view, scene)]
    if not missing:
        return None
    keys = _scene_keys(view)
    film = view.house.manifests.find(view.project, "final_video", FilmManifest)
    # The range must not shrink while the run fills it, else it would be launched again: it is
    # taken from the last film, which stays the same until all scenes are made.
    changed = [n for n, key in keys.items() if film is None or film.scenes.get(n) != key]
    span = changed if set(missing) <= set(changed) else list(keys)
    wanted = hash_of({str(number): key for number, key in keys.items()})
    return Step(StepKind.SCENES, wanted, min(span), max(span))


def _film_step(view: View) -> Step:
    wanted = film_key(view.house, view.project)
    film = verdicts.find_good_film(view.house, view.project)
    if film is not None and film.wanted == wanted:
        return Step(StepKind.DONE)
    return Step(StepKind.FILM, wanted)


def _renditions_step(view: View) -> Step:
    """Renditions in one run, wanted by what the film and their own scenes are made from."""
    wanted: dict[str, list[str]] = {}
    for aspect in view.preferences.renditions:
        shaped = view.house.shaped(aspect)
        if rendition_step(shaped, view.project).kind is not StepKind.DONE:
            wanted[aspect.value] = list(scene_keys(shaped, view.project).values())
    if not wanted:
        return Step(StepKind.DONE)
    return Step(StepKind.RENDITIONS, hash_of([film_key(view.house, view.project), wanted]))


def _is_made(view: View, scene: Scene) -> bool:
    """Whether each part of the scene is there as it is wanted, and has passed its checks."""
    return all(
        _has(view, scene, asset, wanted(view, scene))
        for asset, wanted in _parts_of(view, scene).items()
        if asset != voices.ASSET or not voices.is_silent(scene)
    )


def _parts_of(view: View, scene: Scene) -> Mapping[str, Callable[[View, Scene], Wanted]]:
    """What a scene is made of; one that shows footage needs no picture."""
    if shown_in(view.footage, scene) is None:
        return _OF_SCENES
    return {asset: wanted for asset, wanted in _OF_SCENES.items() if asset != pictures.ASSET}


def _has(view: View, scene: Scene, asset: str, wanted: Wanted) -> bool:
    house, project, slot = view.house, view.project, slot_of(scene.number)
    made = house.manifests.find(project, asset, TakeManifest, slot)
    if made is None or not wanted.is_met_by(made.fingerprint):
        return False
    content = verdicts.content_of(made)
    return all(
        verdicts.has_passed(house, project, check, content, slot)
        for check in verdicts.CHECKS_OF[asset]
    )


def _wanted_voice(view: View, scene: Scene) -> Wanted:
    take = scene_take(view.numbers, Job.VOICE, scene.number)
    request = speech_request(view.script, scene, view.preferences, take, view.dictionary)
    return view.cast.speech.wanted(lambda provider: voice_generation(provider, request))


_OF_SCENES: Mapping[str, Callable[[View, Scene], Wanted]] = {
    pictures.ASSET: pictures.wanted_picture,
    voices.ASSET: _wanted_voice,
    clips.ASSET: clips.wanted_clip,
}
"""In the order in which one is made from the other."""


def _scene_keys(view: View) -> dict[int, str]:
    return {scene.number: _scene_key(view, scene) for scene in view.script.scenes}


def _scene_key(view: View, scene: Scene) -> str:
    take = scene_take(view.numbers, Job.VOICE, scene.number)
    speech = speech_request(view.script, scene, view.preferences, take)
    footage = shown_in(view.footage, scene)
    if footage is not None:
        size_px = view.preferences.size_px
        return hash_of(
            {
                "footage": clip_generation(footage, 0, size_px).fingerprint,
                "voice": _wanted_voice(view, scene).key,
                "available_s": speech.available_s,
            }
        )
    return hash_of(
        {
            "picture": pictures.wanted_picture(view, scene).key,
            "drawn": drawn_part(scene).model_dump(mode="json"),
            "moved": moved_part(scene).model_dump(mode="json"),
            "seen": [character.name for character in seen(view.script, scene)],
            "voice": _wanted_voice(view, scene).key,
            "available_s": speech.available_s,
            "clip take": scene_take(view.numbers, Job.CLIP, scene.number),
        }
    )
