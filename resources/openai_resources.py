"""OpenAI's adapters as resources; the key is read in the run, never from their settings."""

from pathlib import Path
from typing import Generic, TypeVar

import dagster as dg
from pydantic import Field

from manike.remote_ports import RemoteEmbedder, RemoteImageProvider, RemoteSpeechProvider
from resources.openai_calls import OpenAIClient
from resources.openai_embeddings import openai_embeddings
from resources.openai_images import openai_images
from resources.openai_speech import openai_speech

P = TypeVar("P")


class _OpenAIResource(dg.ConfigurableResource[P], Generic[P]):
    """OpenAI under the key of OPENAI_API_KEY or OPENAI_API_KEY_FILE."""

    model: str = Field(default="", description="Empty is the preferred one of the dated data.")
    base_url: str = Field(default="", description="Another server than OpenAI's, or its stand-in.")
    honours_keys: bool = Field(
        default=False, description="Whether that server bills one idempotency key once."
    )

    @property
    def _client(self) -> OpenAIClient:
        return OpenAIClient(base_url=self.base_url, honours_keys=self.honours_keys)


class OpenAIImagesResource(_OpenAIResource[RemoteImageProvider]):
    """Draws characters and paints scenes."""

    quality: str = Field(default="", description="Such as low, medium, high.")
    style_frame: str = Field(default="", description="A picture whose look every scene keeps.")

    def create_resource(self, context: dg.InitResourceContext) -> RemoteImageProvider:
        """Build the painter."""
        del context
        style_frame = Path(self.style_frame) if self.style_frame else None
        return openai_images(
            self._client, model=self.model, quality=self.quality, style_frame=style_frame
        )


class OpenAISpeechResource(_OpenAIResource[RemoteSpeechProvider]):
    """Speaks narrations."""

    def create_resource(self, context: dg.InitResourceContext) -> RemoteSpeechProvider:
        """Build the speaker."""
        del context
        return openai_speech(self._client, model=self.model)


class OpenAIEmbeddingsResource(_OpenAIResource[RemoteEmbedder]):
    """Embeds texts for the search."""

    dimension: int = Field(default=384, description="Length of the vectors.")

    def create_resource(self, context: dg.InitResourceContext) -> RemoteEmbedder:
        """Build the embedder."""
        del context
        return openai_embeddings(self._client, model=self.model, dimension=self.dimension)
