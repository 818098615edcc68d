"""Replicate's models behind the ports: Kling moves, MusicGen plays, LLaSA speaks, FLUX paints."""

from collections.abc import Mapping, Sequence

from manike.errors import BadInputError
from manike.generation.remote import RemoteJob
from manike.ports import (
    CharacterImageRequest,
    MotionRequest,
    MusicRequest,
    ScenePictureRequest,
    SpeechRequest,
)
from manike.voice_samples import VoiceSample
from resources import media_prompts
from resources.downloads import Downloads
from resources.job_figures import JobModel
from resources.job_provider import JobProvider, Moving, Painting
from resources.queued_job import Work
from resources.replicate_calls import PROVIDER, ReplicateClient
from resources.replicate_job import ReplicateJob, agreed_recording
from resources.speech_directions import respelled
from resources.work import (
    Spoken,
    character_work,
    format_of,
    motion_words,
    motion_work,
    music_s,
    music_words,
    music_work,
    nearest_shape,
    picture_words,
    scene_work,
    speech_work,
    start_image,
    wanted_px,
)


class _Replicate(JobProvider[ReplicateClient]):
    """What all of them share."""

    client_type = ReplicateClient

    def _job(self, work: Work) -> RemoteJob:
        return ReplicateJob(self._client, work, self._downloads)


class ReplicateMotion(Moving, _Replicate):
    """A ``RemoteMotionProvider``."""

    def motion_job(self, request: MotionRequest) -> RemoteJob:
        """From the scene's picture, or from its words if it has none."""
        video = format_of(request, self._model)
        given = {"prompt": motion_words(request, self._model), "duration": video.duration_s}
        image = start_image(request)
        if image is None:
            start = {"aspect_ratio": video.shape}
            return self._job(motion_work(request, self._model, {**given, **start}, PROVIDER))
        work = motion_work(request, self._model, {**given, "start_image": image}, PROVIDER)
        return self._job(work)


class ReplicateMusic(_Replicate):
    """A ``RemoteMusicProvider``."""

    job = "music"
    prompts = media_prompts.VERSION

    def music_job(self, request: MusicRequest) -> RemoteJob:
        """Up to half a minute, which is repeated for a longer cue."""
        given: dict[str, object] = {
            "prompt": music_words(request, self._model),
            "duration": music_s(request, self._model),
        }
        return self._job(music_work(request, self._model, given))


class ReplicateSpeech(_Replicate):
    """A ``RemoteSpeechProvider`` that imitates recorded voices whose owners have agreed.

    It takes no directions: it sounds as the recording does.
    """

    job = "speech"
    obeys_intensity = False

    def __init__(
        self,
        client: ReplicateClient,
        model: JobModel,
        downloads: Downloads,
        samples: Sequence[VoiceSample],
    ) -> None:
        super().__init__(client, model, downloads)
        self._samples = {sample.name: sample for sample in samples}

    @property
    def recordings(self) -> Mapping[str, VoiceSample]:
        """See ``RemoteSpeechProvider.recordings``."""
        return self._samples

    def voices(self) -> tuple[str, ...]:
        """The recorded voices, by name."""
        return tuple(self._samples)

    def voice_for(self, request: SpeechRequest) -> str:
        """The one asked for; else the first for the narrator, and the next of the speaker's gender.

        Raises:
            BadInputError: there is no voice of that name.
        """
        if request.voice:
            if request.voice not in self._samples:
                names = ", ".join(self._samples)
                raise BadInputError("voice", f"{request.voice} is not one of {names}.")
            return request.voice
        return self._cast(request)

    def speech_job(self, request: SpeechRequest) -> RemoteJob:
        """In the voice of a recording.

        Raises:
            PermanentProviderError: its owner has not agreed, or not to this recording.
        """
        sample = self._samples[self.voice_for(request)]
        agreed_recording(sample, self._client.today())
        text = respelled(request)
        given: dict[str, object] = {
            "text": text,
            "voice_sample": sample,
            "prompt_text": sample.transcript,
        }
        spoken = Spoken(text, sample.name, PROVIDER)
        return self._job(speech_work(request, self._model, given, spoken))

    def _cast(self, request: SpeechRequest) -> str:
        names = list(self._samples)
        if request.speaker is None:
            return names[0]
        gender = request.speaker.gender
        others = [name for name in names[1:] if self._samples[name].gender == gender]
        others = others or names[1:] or names
        order = [character.name for character in request.cast]
        speaker = request.speaker.name
        return others[(order.index(speaker) if speaker in order else 0) % len(others)]


class ReplicateImages(Painting[ReplicateClient], _Replicate):
    """A ``RemoteImageProvider``; characters' sheets are not sent along."""

    def character_job(self, request: CharacterImageRequest) -> RemoteJob:
        """See ``RemoteImageProvider``."""
        return self._job(self._noted(character_work(request, self._model, self._given(request))))

    def scene_job(self, request: ScenePictureRequest) -> RemoteJob:
        """See ``RemoteImageProvider``."""
        return self._job(self._noted(scene_work(request, self._model, self._given(request))))

    def _given(self, request: ScenePictureRequest | CharacterImageRequest) -> dict[str, object]:
        shape = nearest_shape(wanted_px(request), self._model.shapes)
        return {"prompt": picture_words(request, self._model, self._words), "aspect_ratio": shape}


replicate_motion = ReplicateMotion.of
replicate_music = ReplicateMusic.of
replicate_images = ReplicateImages.of


def replicate_speech(
    samples: Sequence[VoiceSample],
    client: ReplicateClient | None = None,
    *,
    model: str = "",
    downloads: Downloads | None = None,
) -> ReplicateSpeech:
    """LLaSA on Replicate; nothing is asked yet.

    Args:
        samples: recorded voices, the narrator's first; at least one.
        client: whose key pays.
        model: the first of the dated data if empty.
        downloads: how results are loaded.

    Raises:
        BadInputError: there is no sample, or no such model.
    """
    if not samples:
        raise BadInputError("samples", "a recorded voice is needed, with consent on record.")
    client = client or ReplicateClient()
    found = client.figures.model("speech", model)
    return ReplicateSpeech(client, found, downloads or Downloads(), samples)
