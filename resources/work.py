"""Requests of the ports as work for vendors' jobs: lengths, shapes, units and finishing."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, log
from pathlib import Path

from manike.arrivals.clips import keep_raw_clip
from manike.arrivals.music import finish_music
from manike.arrivals.pictures import finish_picture
from manike.arrivals.voices import finish_voice
from manike.errors import PermanentProviderError
from manike.media.sniffing import MediaKind
from manike.ports import (
    CharacterImageRequest,
    MotionRequest,
    MusicRequest,
    ScenePictureRequest,
    SpeechRequest,
    plane_size_px,
)
from manike.prompts.wordings import Wording
from manike.remote_ports import VideoFormat, sides_of
from resources.job_figures import JobModel
from resources.lengths import check_length
from resources.media_prompts import motion_prompt, music_prompt
from resources.picture_prompts import Numbered, character_prompt, scene_prompt
from resources.queued_job import Work

Given = dict[str, object]

_SLOWEST_CHARACTERS_A_SECOND = 8
"""For quotes of speech: with pauses; people read 12 to 17."""
_GOOD_SLOWING = Fraction(5, 4)
"""A clip may be slowed by half; up to this nobody sees it, and a shorter clip is half the price."""


def video_format(length_s: Fraction, size_px: tuple[int, int], model: JobModel) -> VideoFormat:
    """The fewest seconds that fill a scene without slowing it much, in the nearest shape."""
    able = [each for each in model.durations_s if each * _GOOD_SLOWING >= length_s]
    duration_s = able[0] if able else model.durations_s[-1]
    return VideoFormat(duration_s, nearest_shape(size_px, model.shapes or model.sizes))


def format_of(request: MotionRequest, model: JobModel) -> VideoFormat:
    """The format that a request asks for."""
    return video_format(request.frame_count / request.fps, request.size_px, model)


def start_image(request: MotionRequest) -> Path | None:
    """The picture that a clip begins with; ``None`` for a scene without one."""
    return request.picture_files.get(request.picture.image)


def motion_work(request: MotionRequest, model: JobModel, given: Given, provider: str) -> Work:
    """A clip.

    Raises:
        PermanentProviderError: the model begins with a picture and the scene has none.
    """
    if model.needs_image and start_image(request) is None:
        said = f"{model.id} needs a picture, and scene {request.scene.number} has none"
        raise PermanentProviderError(said, provider=provider)
    seconds = format_of(request, model).duration_s
    return Work(
        model=model,
        kind=MediaKind.VIDEO,
        given={**model.options, **given},
        units=Decimal(seconds),
        basis=f"{seconds} s of video",
        finish=keep_raw_clip,
        notes={"asked_s": seconds},
    )


def motion_words(request: MotionRequest, model: JobModel) -> str:
    """The prompt, as long as the model takes it."""
    return shortened(motion_prompt(request), model.prompt_characters)


def music_s(request: MusicRequest, model: JobModel) -> int:
    """Whole seconds to ask for; longer cues repeat them."""
    return max(1, min(model.longest_s, ceil(request.duration_s)))


def music_work(request: MusicRequest, model: JobModel, given: Given) -> Work:
    """A cue."""
    seconds = music_s(request, model)
    units, basis = _sound_units(model, Decimal(seconds), f"{seconds} s of music")
    return Work(
        model=model,
        kind=MediaKind.SOUND,
        given={**model.options, **given},
        units=units,
        basis=basis,
        finish=lambda source, folder: finish_music(source, request, folder),
        notes={"asked_s": seconds},
    )


def music_words(request: MusicRequest, model: JobModel) -> str:
    """The prompt, as long as the model takes it."""
    return shortened(music_prompt(request), model.prompt_characters)


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is spoken, and by whom."""

    text: str
    """As it is sent: the tenant's own words as they are said."""
    voice: str
    provider: str


def speech_work(request: SpeechRequest, model: JobModel, given: Given, spoken: Spoken) -> Work:
    """A voice-over.

    Raises:
        PermanentProviderError: the text is longer than the model speaks at once.
    """
    check_length("text", spoken.text, model.characters, spoken.provider)
    count = len(spoken.text)
    if model.unit == "character":
        units, basis = Decimal(count), f"{count} characters"
    else:
        seconds = Decimal(ceil(count / _SLOWEST_CHARACTERS_A_SECOND))
        units, basis = _sound_units(model, seconds, f"{seconds} s of speech at most")
    return Work(
        model=model,
        kind=MediaKind.SOUND,
        given={**model.options, **given},
        units=units,
        basis=basis,
        finish=lambda source, folder: finish_voice(source, request, folder, voice=spoken.voice),
    )


def scene_work(request: ScenePictureRequest, model: JobModel, given: Given) -> Work:
    """A scene's picture."""
    return _picture_work(request.size_px, model, given, with_plane=True)


def character_work(request: CharacterImageRequest, model: JobModel, given: Given) -> Work:
    """A character's drawing."""
    return _picture_work(request.size_px, model, given, with_plane=False)


def picture_words(
    request: ScenePictureRequest | CharacterImageRequest,
    model: JobModel,
    words: Wording,
    references: Numbered | None = None,
) -> str:
    """The prompt, as long as the model takes it."""
    if isinstance(request, CharacterImageRequest):
        return shortened(character_prompt(request, words), model.prompt_characters)
    text = scene_prompt(request, references or Numbered({}), words)
    return shortened(text, model.prompt_characters)


def wanted_px(request: ScenePictureRequest | CharacterImageRequest) -> tuple[int, int]:
    """What a picture is brought to."""
    if isinstance(request, ScenePictureRequest):
        return plane_size_px(request.size_px)
    return request.size_px


def nearest_shape(size_px: tuple[int, int], shapes: tuple[str, ...]) -> str:
    """The ratio or size of a model's list that loses least when the result is cropped."""
    return min(shapes, key=lambda shape: _apart(size_px, sides_of(shape)))


def legal_size_px(size_px: tuple[int, int], model: JobModel) -> tuple[int, int]:
    """The size in whole steps, scaled until no side is too short or too long."""
    share = max(1.0, model.least_px / min(size_px))
    share = min(share, model.most_px / max(size_px))
    width_px, height_px = (
        min(model.most_px, max(model.least_px, round(side * share / model.step_px) * model.step_px))
        for side in size_px
    )
    return width_px, height_px


def shortened(text: str, most: int) -> str:
    """The text, cut at a word if it is too long."""
    return text if len(text) <= most else text[:most].rpartition(" ")[0]


def _picture_work(
    size_px: tuple[int, int], model: JobModel, given: Given, *, with_plane: bool
) -> Work:
    return Work(
        model=model,
        kind=MediaKind.IMAGE,
        given={**model.options, **given},
        units=Decimal(1),
        basis="1 picture",
        finish=lambda source, folder: finish_picture(
            source, size_px, folder, with_plane=with_plane
        ),
    )


def _sound_units(model: JobModel, seconds: Decimal, basis: str) -> tuple[Decimal, str]:
    if model.unit == "song":
        return Decimal(1), "1 song"
    if model.unit == "machine_second":
        units = model.base_units + model.units_each * seconds
        return units, f"{basis}, {units} s of the machine at most"
    return seconds, basis


def _apart(size_px: tuple[int, int], sides: tuple[int, int]) -> float:
    return abs(log(size_px[0] / size_px[1] * sides[1] / sides[0]))
