"""Replicate's, Runware's and fal's adapters as resources; keys are read in the run, never here."""

from typing import Any, ClassVar, Generic, TypeVar

import dagster as dg
from pydantic import Field

from resources.downloads import Downloads
from resources.fal_media import FalImages, FalMotion
from resources.job_provider import JobProvider
from resources.replicate_media import ReplicateImages, ReplicateMotion, ReplicateMusic
from resources.runware_media import RunwareImages, RunwareMotion, RunwareMusic, RunwareSpeech

P = TypeVar("P", bound=JobProvider[Any])


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


class ReportedJobResource(JobResource[P], Generic[P]):
    """One whose vendor can tell that a job has ended."""

    webhook_url: str = Field(default="", description="Where it tells that a job has ended.")

    def _reached(self) -> dict[str, Any]:
        return {**super()._reached(), "webhook_url": self.webhook_url}


def job_resource(provider: type[P], base: type[Any] = JobResource) -> type[JobResource[P]]:
    """The resource of a provider, named after it.

    Args:
        provider: what its ``create_resource`` returns.
        base: its settings.
    """
    client = provider.client_type
    told = f"{client.provider} for {provider.job}, under the key of {client.secret} or its file."
    named = {"provider": provider, "__module__": __name__, "__doc__": told}
    return type(f"{provider.__name__}Resource", (base,), named)


ReplicateImagesResource = job_resource(ReplicateImages, ReportedJobResource)
ReplicateMotionResource = job_resource(ReplicateMotion, ReportedJobResource)
ReplicateMusicResource = job_resource(ReplicateMusic, ReportedJobResource)
FalImagesResource = job_resource(FalImages)
FalMotionResource = job_resource(FalMotion)
RunwareImagesResource = job_resource(RunwareImages)
RunwareMotionResource = job_resource(RunwareMotion)
RunwareMusicResource = job_resource(RunwareMusic)
RunwareSpeechResource = job_resource(RunwareSpeech)
