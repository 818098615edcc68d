"""Replicate's, Runware's and fal's adapters as resources; keys are read in the run, never here."""

from typing import Any, ClassVar, Generic, TypeVar

import dagster as dg
from pydantic import Field

from manike.remote_ports import (
    RemoteImageProvider,
    RemoteMotionProvider,
    RemoteMusicProvider,
    RemoteSpeechProvider,
)
from resources.downloads import Downloads
from resources.fal_media import FalImages, FalMotion
from resources.job_provider import JobProvider
from resources.replicate_media import ReplicateImages, ReplicateMotion, ReplicateMusic
from resources.runware_media import RunwareImages, RunwareMotion, RunwareMusic, RunwareSpeech

P = TypeVar("P")


class JobResource(dg.ConfigurableResource[P], Generic[P]):
    """A vendor under the key of its own variable, or of the file that ``…_FILE`` names."""

    provider: ClassVar[type[JobProvider[Any]]]

    model: str = Field(default="", description="Empty is the preferred one of the dated data.")
    base_url: str = Field(default="", description="Another server than the vendor's own.")
    allow_loopback: bool = Field(
        default=False, description="Whether results may lie on this machine: for the stand-in."
    )

    def create_resource(self, context: dg.InitResourceContext) -> P:
        """Build the provider."""
        del context
        client = self.provider.client_type(**self._reached())
        downloads = Downloads(allow_loopback=self.allow_loopback)
        made: Any = self.provider.of(client, model=self.model, downloads=downloads)
        found: P = made
        return found

    def _reached(self) -> dict[str, Any]:
        return {"base_url": self.base_url}


class _ReplicateResource(JobResource[P], Generic[P]):
    webhook_url: str = Field(default="", description="Where Replicate tells that a job has ended.")

    def _reached(self) -> dict[str, Any]:
        return {"base_url": self.base_url, "webhook_url": self.webhook_url}


class ReplicateMotionResource(_ReplicateResource[RemoteMotionProvider]):
    """Kling on Replicate."""

    provider = ReplicateMotion


class ReplicateMusicResource(_ReplicateResource[RemoteMusicProvider]):
    """MusicGen on Replicate, not for commercial tenants."""

    provider = ReplicateMusic


class ReplicateImagesResource(_ReplicateResource[RemoteImageProvider]):
    """FLUX on Replicate."""

    provider = ReplicateImages


class FalImagesResource(JobResource[RemoteImageProvider]):
    """FLUX on fal."""

    provider = FalImages


class FalMotionResource(JobResource[RemoteMotionProvider]):
    """Kling on fal."""

    provider = FalMotion


class RunwareImagesResource(JobResource[RemoteImageProvider]):
    """FLUX on Runware."""

    provider = RunwareImages


class RunwareMotionResource(JobResource[RemoteMotionProvider]):
    """Kling on Runware."""

    provider = RunwareMotion


class RunwareSpeechResource(JobResource[RemoteSpeechProvider]):
    """MiniMax's voices on Runware."""

    provider = RunwareSpeech


class RunwareMusicResource(JobResource[RemoteMusicProvider]):
    """ACE-Step on Runware."""

    provider = RunwareMusic
