"""The job of an attempt, described again from what the attempt says that it asked for.

It is looked at, loaded and paid, and never submitted: so references that were sent along are not
needed any more.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from manike.errors import BadInputError
from manike.generation.fingerprint import Generation, Job
from manike.generation.remote import RemoteJob
from manike.ids import ProjectId
from manike.ports import (
    USUAL_INTENSITY,
    CharacterImageRequest,
    MotionRequest,
    MusicRequest,
    Picture,
    Provider,
    ScenePictureRequest,
    SceneStart,
    ScriptRequest,
    SpeechRequest,
)
from manike.production.house import FPS, House
from manike.production.provider_plans.providers import Listing
from manike.production.wanted import cue_seed
from manike.remote_ports import sides_of
from manike.script.models import Character, Scene
from manike.script.preferences import Preferences
from manike.script.vocabulary import Mood
from manike.studio.models import AttemptState


class Where(Protocol):
    """Where a file lies, by its SHA-256."""

    def __call__(self, sha256: str, /) -> Path:
        """Its path, whether it is there or not."""
        ...


def job_again(
    house: House, project: ProjectId, generation: Generation, state: AttemptState
) -> RemoteJob:
    """The job that an attempt submitted.

    Args:
        house: where its provider is set up.
        project: whose it is.
        generation: what was asked for.
        state: how far it is known to have come. One that is known by its id, or was answered, may
            be told of in other words than it was asked in.

    Raises:
        BadInputError: nobody is set up here who could tell of it; says what is missing.
    """

    def where(sha256: str) -> Path:
        return house.layout.blob(project.tenant, sha256)

    provider = _provider(house, project, generation)
    is_known = state in _KNOWN and _vendors_own(provider.model) == _vendors_own(generation.model)
    if provider.model != generation.model and not is_known:
        now = f"{provider.name} is set up as {provider.model}"
        raise BadInputError("model", f"{now}; {generation.model} can't be told of.")
    request = request_again(generation, where)
    describe = getattr(provider, _METHODS[generation.job])
    job: RemoteJob = describe(request)
    return job


def generation_again(asked: Mapping[str, Any]) -> Generation:
    """What an attempt asked for, as it was written down.

    Raises:
        BadInputError: a version of Manike wrote it that describes things in another way.
    """
    try:
        return Generation.from_json(asked)
    except (LookupError, TypeError, ValueError) as error:
        raise _by_another_version(error) from error


def request_again(generation: Generation, where: Where) -> Any:  # noqa: ANN401 - one of the ports'
    """What a provider was asked for, read back from a generation; see ``manike.production.wanted``.

    References of a picture are named, and lie nowhere.

    Raises:
        BadInputError: a version of Manike wrote it that described things in another way.
    """
    try:
        return _READERS[generation.job](generation, where)
    except (LookupError, TypeError, ValueError) as error:
        raise _by_another_version(error) from error


def _by_another_version(error: Exception) -> BadInputError:
    """Says the kind alone: its words may repeat what the tenant wrote."""
    return BadInputError("attempt", f"another version asked for it ({type(error).__name__}).")


def _provider(house: House, project: ProjectId, generation: Generation) -> Provider:
    roster = house.cast(project).roster
    parts: Mapping[Job, Mapping[str, Listing[Any]]] = {
        Job.SCRIPT: roster.text,
        Job.CHARACTER: roster.image,
        Job.PICTURE: roster.image,
        Job.VOICE: roster.speech,
        Job.MUSIC: roster.music,
        Job.CLIP: roster.motion,
        Job.EMBEDDING: roster.embeddings,
    }
    name = generation.provider
    found: Provider | None = next(
        (
            listing.provider
            for listing in parts[generation.job].values()
            if listing.provider.name == name
        ),
        None,
    )
    if found is None:
        why = roster.missing.get(name, "no provider of that name is set up here")
        raise BadInputError("provider", f"{name} can't be asked: {why}.")
    return found


def _vendors_own(model: str) -> str:
    """The vendor's model and its version, without our words for it; see ``Provider.model``."""
    return re.split(r"[ +]", model, maxsplit=1)[0]


_KNOWN = (AttemptState.ACCEPTED, AttemptState.ANSWERED)
_METHODS: Mapping[Job, str] = {
    Job.SCRIPT: "script_job",
    Job.CHARACTER: "character_job",
    Job.PICTURE: "scene_job",
    Job.VOICE: "speech_job",
    Job.MUSIC: "music_job",
    Job.CLIP: "motion_job",
    Job.EMBEDDING: "embedding_job",
}


def _script(generation: Generation, _where: Where) -> ScriptRequest:
    asked = generation.parameters
    return ScriptRequest(asked["prompt"], Preferences.model_validate(asked["preferences"]))


def _character(generation: Generation, _where: Where) -> CharacterImageRequest:
    asked = generation.parameters
    return CharacterImageRequest(
        character=Character.model_validate(asked["character"]),
        style=asked["style"],
        seed=generation.seed,
        take_number=generation.take_number,
        size_px=_size_px(asked),
    )


def _picture(generation: Generation, _where: Where) -> ScenePictureRequest:
    asked = generation.parameters
    scene = Scene.model_validate(asked["scene"])
    return ScenePictureRequest(
        scene=scene,
        characters=tuple(Character.model_validate(each) for each in asked["characters"]),
        character_images=dict.fromkeys(scene.characters, Path("nowhere")),
        style=asked["style"],
        seed=generation.seed,
        take_number=generation.take_number,
        size_px=_size_px(asked),
    )


def _voice(generation: Generation, _where: Where) -> SpeechRequest:
    asked = generation.parameters
    speaker = asked["speaker"]
    return SpeechRequest(
        text=asked["text"],
        speaker=None if speaker is None else Character.model_validate(speaker),
        cast=(),
        voice=asked["voice"],
        narrator="",
        mood=Mood(asked["mood"]),
        language=asked["language"],
        seed=generation.seed,
        take_number=generation.take_number,
        available_s=asked["available_s"],
        pronunciations=tuple(asked["pronunciations"].items()),
        # Not told to whoever does not hear it.
        intensity=asked.get("intensity", USUAL_INTENSITY),
    )


def _music(generation: Generation, _where: Where) -> MusicRequest:
    asked = generation.parameters
    return MusicRequest(
        mood=Mood(asked["mood"]),
        tempo_bpm=asked["tempo_bpm"],
        key=asked["key"],
        duration_s=asked["duration_s"],
        seed=cue_seed(generation.seed, asked["number"]),
        take_number=generation.take_number,
        scenes=tuple(SceneStart(at_s, intensity) for at_s, intensity in asked["scenes"]),
    )


def _clip(generation: Generation, where: Where) -> MotionRequest:
    """One that asks for the same format; the scene's own frames are nobody's business there."""
    asked = generation.parameters
    return MotionRequest(
        scene=Scene.model_validate(asked["scene"]),
        picture=Picture(image="image.jpg", planes=()),
        picture_files={name: where(sha256) for name, sha256 in generation.inputs.items()},
        frame_count=int(asked["format"]["duration_s"] * FPS),
        fps=FPS,
        size_px=sides_of(asked["format"]["shape"]),
        seed=generation.seed,
        take_number=generation.take_number,
        # Only where no picture was sent.
        style=asked.get("style", ""),
        characters=tuple(map(Character.model_validate, asked.get("characters", ()))),
    )


def _texts(generation: Generation, _where: Where) -> Sequence[str]:
    return tuple(generation.parameters["texts"])


def _size_px(asked: Mapping[str, Any]) -> tuple[int, int]:
    width_px, height_px = asked["size_px"]
    return width_px, height_px


_READERS: Mapping[Job, Callable[[Generation, Where], Any]] = {
    Job.SCRIPT: _script,
    Job.CHARACTER: _character,
    Job.PICTURE: _picture,
    Job.VOICE: _voice,
    Job.MUSIC: _music,
    Job.CLIP: _clip,
    Job.EMBEDDING: _texts,
}
