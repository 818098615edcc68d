"""fal's apps behind the ports: Kling moves, FLUX paints."""

from dataclasses import replace
from decimal import Decimal

from manike.generation.remote import RemoteJob
from manike.ports import CharacterImageRequest, MotionRequest, ScenePictureRequest
from resources.fal_calls import PROVIDER, FalClient
from resources.fal_job import FalJob
from resources.job_provider import JobProvider, Moving, Painting
from resources.queued_job import Work
from resources.work import (
    Given,
    character_work,
    format_of,
    legal_size_px,
    motion_words,
    motion_work,
    picture_words,
    scene_work,
    start_image,
    wanted_px,
)

_MEGAPIXEL = 1_000_000


class _Fal(JobProvider[FalClient]):
    """What all of them share."""

    client_type = FalClient

    def _job(self, app: str, work: Work) -> RemoteJob:
        return FalJob(self._client, app, work, self._downloads)


class FalMotion(Moving, _Fal):
    """A ``RemoteMotionProvider``."""

    def motion_job(self, request: MotionRequest) -> RemoteJob:
        """From the scene's picture, or from its words if it has none."""
        video = format_of(request, self._model)
        given: Given = {
            "prompt": motion_words(request, self._model),
            "duration": str(video.duration_s),
            "aspect_ratio": video.shape,
        }
        image = start_image(request)
        if image is not None:
            given["image_url"] = image
        kind = "text-to-video" if image is None else "image-to-video"
        work = motion_work(request, self._model, given, PROVIDER)
        return self._job(f"{self._model.id}/{kind}", work)


class FalImages(Painting[FalClient], _Fal):
    """A ``RemoteImageProvider``; characters' sheets are not sent along."""

    def character_job(self, request: CharacterImageRequest) -> RemoteJob:
        """See ``RemoteImageProvider``."""
        return self._picture(request, character_work(request, self._model, self._given(request)))

    def scene_job(self, request: ScenePictureRequest) -> RemoteJob:
        """See ``RemoteImageProvider``."""
        return self._picture(request, scene_work(request, self._model, self._given(request)))

    def _picture(
        self, request: ScenePictureRequest | CharacterImageRequest, work: Work
    ) -> RemoteJob:
        width_px, height_px = legal_size_px(wanted_px(request), self._model)
        megapixels = -(-width_px * height_px // _MEGAPIXEL)
        basis = f"{megapixels} megapixels, rounded up"
        work = replace(self._noted(work), units=Decimal(megapixels), basis=basis)
        return self._job(self._model.id, work)

    def _given(self, request: ScenePictureRequest | CharacterImageRequest) -> Given:
        width_px, height_px = legal_size_px(wanted_px(request), self._model)
        return {
            "prompt": picture_words(request, self._model, self._words),
            "image_size": {"width": width_px, "height": height_px},
            "seed": request.seed + request.take_number,
        }


fal_images = FalImages.of
fal_motion = FalMotion.of
