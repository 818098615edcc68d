"""Runware's models behind the ports: pictures, motion, speech and music by one key."""

from manike.generation.remote import RemoteJob
from manike.ports import (
    CharacterImageRequest,
    MotionRequest,
    MusicRequest,
    ScenePictureRequest,
    SpeechRequest,
)
from manike.remote_ports import sides_of
from resources import media_prompts
from resources.job_provider import JobProvider, Moving, Painting, Speaking
from resources.picture_prompts import Numbered
from resources.queued_job import Work
from resources.runware_calls import PROVIDER, RunwareClient
from resources.runware_job import RunwareJob
from resources.speech_directions import respelled
from resources.work import (
    Given,
    Spoken,
    character_work,
    format_of,
    legal_size_px,
    motion_words,
    motion_work,
    music_s,
    music_words,
    music_work,
    picture_words,
    scene_work,
    speech_work,
    start_image,
    wanted_px,
)


class _Runware(JobProvider[RunwareClient]):
    """What all of them share."""

    client_type = RunwareClient

    def _job(self, work: Work) -> RemoteJob:
        return RunwareJob(self._client, work, self._downloads)


class RunwareMotion(Moving, _Runware):
    """A ``RemoteMotionProvider``."""

    def motion_job(self, request: MotionRequest) -> RemoteJob:
        """From the scene's picture, or from its words if it has none."""
        video = format_of(request, self._model)
        width_px, height_px = sides_of(video.shape)
        given: Given = {
            "taskType": "videoInference",
            "positivePrompt": motion_words(request, self._model),
            "duration": video.duration_s,
            "width": width_px,
            "height": height_px,
        }
        image = start_image(request)
        if image is not None:
            given["inputs"] = {"frameImages": [{"image": image, "frame": "first"}]}
        return self._job(motion_work(request, self._model, given, PROVIDER))


class RunwareMusic(_Runware):
    """A ``RemoteMusicProvider``."""

    job = "music"
    prompts = media_prompts.VERSION

    def music_job(self, request: MusicRequest) -> RemoteJob:
        """As long as the model plays; longer cues repeat it."""
        given: Given = {
            "taskType": "audioInference",
            "positivePrompt": music_words(request, self._model),
            "outputFormat": "WAV",
        }
        if self._model.unit != "song":  # songs are as long as they are
            given["duration"] = music_s(request, self._model)
            given["seed"] = request.seed + request.take_number
        return self._job(music_work(request, self._model, given))


class RunwareSpeech(Speaking[RunwareClient], _Runware):
    """A ``RemoteSpeechProvider``."""

    def speech_job(self, request: SpeechRequest) -> RemoteJob:
        """See ``RemoteSpeechProvider``."""
        voice, text = self.voice_for(request), respelled(request)
        speech: Given = {"text": text, "voice": voice}
        delivery = self._model.delivery
        if delivery is not None:
            speech["emotion"] = delivery.emotion(request.mood, request.intensity)
            speech["speed"] = delivery.speed(request.intensity)
        given: Given = {"taskType": "audioInference", "speech": speech, "outputFormat": "WAV"}
        spoken = Spoken(text, voice, PROVIDER)
        return self._job(speech_work(request, self._model, given, spoken))


class RunwareImages(Painting[RunwareClient], _Runware):
    """A ``RemoteImageProvider``; characters' sheets are references where the model takes any."""

    def character_job(self, request: CharacterImageRequest) -> RemoteJob:
        """See ``RemoteImageProvider``."""
        given = self._given(request, picture_words(request, self._model, self._words))
        return self._job(self._noted(character_work(request, self._model, given)))

    def scene_job(self, request: ScenePictureRequest) -> RemoteJob:
        """See ``RemoteImageProvider``."""
        names = [each.name for each in request.characters if each.name in request.character_images]
        names = names[: self._model.references]
        numbered = Numbered({name: number for number, name in enumerate(names, start=1)})
        given = self._given(request, picture_words(request, self._model, self._words, numbered))
        if names:
            sheets = [request.character_images[name] for name in names]
            given["inputs"] = {"referenceImages": sheets}
        return self._job(self._noted(scene_work(request, self._model, given)))

    def _given(self, request: ScenePictureRequest | CharacterImageRequest, words: str) -> Given:
        width_px, height_px = legal_size_px(wanted_px(request), self._model)
        return {
            "taskType": "imageInference",
            "positivePrompt": words,
            "width": width_px,
            "height": height_px,
            "outputFormat": "PNG",
            "seed": request.seed + request.take_number,
        }


runware_images = RunwareImages.of
runware_motion = RunwareMotion.of
runware_speech = RunwareSpeech.of
runware_music = RunwareMusic.of
