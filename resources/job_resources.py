"""Replicate's, Runware's and fal's adapters as resources; keys are read in the run, never here."""

from typing import Generic, TypeVar

import dagster as dg
from pydantic import Field

from manike.remote_ports import (
    RemoteImageProvider,
    RemoteMotionProvider,
    RemoteMusicProvider,
    RemoteSpeechProvider,
)
from resources.downloads import Downloads
from resources.fal_calls import FalClient
from resources.fal_media import fal_images, fal_motion
from resources.replicate_calls import ReplicateClient
from resources.replicate_media import replicate_images, replicate_motion, replicate_music
from resources.runware_calls import RunwareClient
from resources.runware_media import runware_images, runware_motion, runware_music, runware_speech

P = TypeVar("P")


class _JobResource(dg.ConfigurableResource[P], Generic[P]):
    """A vendor under the key of its own variable, or of the file that ``…_FILE`` names."""

    model: str = Field(default="", description="Empty is the preferred one of the dated data.")
    base_url: str = Field(default="", description="Another server than the vendor's own.")
    allow_loopback: bool = Field(
        default=False, description="Whether results may lie on this machine: for the stand-in."
    )

    @property
    def _downloads(self) -> Downloads:
        return Downloads(allow_loopback=self.allow_loopback)


class _ReplicateResource(_JobResource[P], Generic[P]):
    webhook_url: str = Field(default="", description="Where Replicate tells that a job has ended.")

    @property
    def _client(self) -> ReplicateClient:
        return ReplicateClient(base_url=self.base_url, webhook_url=self.webhook_url)


class ReplicateMotionResource(_ReplicateResource[RemoteMotionProvider]):
    """Kling on Replicate."""

    def create_resource(self, context: dg.InitResourceContext) -> RemoteMotionProvider:
        """Build the provider."""
        del context
        return replicate_motion(self._client, model=self.model, downloads=self._downloads)


class ReplicateMusicResource(_ReplicateResource[RemoteMusicProvider]):
    """MusicGen on Replicate, not for commercial tenants."""

    def create_resource(self, context: dg.InitResourceContext) -> RemoteMusicProvider:
        """Build the provider."""
        del context
        return replicate_music(self._client, model=self.model, downloads=self._downloads)


class ReplicateImagesResource(_ReplicateResource[RemoteImageProvider]):
    """FLUX on Replicate."""

    def create_resource(self, context: dg.InitResourceContext) -> RemoteImageProvider:
        """Build the provider."""
        del context
        return replicate_images(self._client, model=self.model, downloads=self._downloads)


class _RunwareResource(_JobResource[P], Generic[P]):
    @property
    def _client(self) -> RunwareClient:
        return RunwareClient(base_url=self.base_url)


class RunwareImagesResource(_RunwareResource[RemoteImageProvider]):
    """FLUX on Runware."""

    def create_resource(self, context: dg.InitResourceContext) -> RemoteImageProvider:
        """Build the provider."""
        del context
        return runware_images(self._client, model=self.model, downloads=self._downloads)


class RunwareMotionResource(_RunwareResource[RemoteMotionProvider]):
    """Kling on Runware."""

    def create_resource(self, context: dg.InitResourceContext) -> RemoteMotionProvider:
        """Build the provider."""
        del context
        return runware_motion(self._client, model=self.model, downloads=self._downloads)


class RunwareSpeechResource(_RunwareResource[RemoteSpeechProvider]):
    """MiniMax's voices on Runware."""

    def create_resource(self, context: dg.InitResourceContext) -> RemoteSpeechProvider:
        """Build the provider."""
        del context
        return runware_speech(self._client, model=self.model, downloads=self._downloads)


class RunwareMusicResource(_RunwareResource[RemoteMusicProvider]):
    """ACE-Step on Runware."""

    def create_resource(self, context: dg.InitResourceContext) -> RemoteMusicProvider:
        """Build the provider."""
        del context
        return runware_music(self._client, model=self.model, downloads=self._downloads)


class _FalResource(_JobResource[P], Generic[P]):
    @property
    def _client(self) -> FalClient:
        return FalClient(base_url=self.base_url)


class FalImagesResource(_FalResource[RemoteImageProvider]):
    """FLUX on fal."""

    def create_resource(self, context: dg.InitResourceContext) -> RemoteImageProvider:
        """Build the provider."""
        del context
        return fal_images(self._client, model=self.model, downloads=self._downloads)


class FalMotionResource(_FalResource[RemoteMotionProvider]):
    """Kling on fal."""

    def create_resource(self, context: dg.InitResourceContext) -> RemoteMotionProvider:
        """Build the provider."""
        del context
        return fal_motion(self._client, model=self.model, downloads=self._downloads)
