"""The embedded providers as resources: they run in this process, without key or network."""

from pathlib import Path
from typing import Generic, TypeVar

import dagster as dg
from pydantic import Field

from manike.ports import (
    Embedder,
    ImageProvider,
    MotionProvider,
    MusicProvider,
    SpeechProvider,
    TextProvider,
    Transcriber,
)
from manike.production.provider_plans.providers import Providers
from manike.profiles import embedded_providers

P = TypeVar("P")


class _Embedded(dg.ConfigurableResource[P], Generic[P]):
    """One of the providers that ``manike.profiles`` names."""

    cache: str = Field(description="Folder that can be emptied at any time.")

    @property
    def _providers(self) -> Providers:
        return embedded_providers(Path(self.cache))


class EmbeddedWriterResource(_Embedded[TextProvider]):
    """Writes scripts by a grammar of beats."""

    def create_resource(self, context: dg.InitResourceContext) -> TextProvider:
        """Build the writer."""
        del context
        return self._providers.text


class EmbeddedIllustratorResource(_Embedded[ImageProvider]):
    """Paints layered pictures with depth."""

    def create_resource(self, context: dg.InitResourceContext) -> ImageProvider:
        """Build the illustrator."""
        del context
        return self._providers.image


class EmbeddedNarratorResource(_Embedded[SpeechProvider]):
    """Speaks with Kokoro."""

    def create_resource(self, context: dg.InitResourceContext) -> SpeechProvider:
        """Build the narrator."""
        del context
        return self._providers.speech


class EmbeddedComposerResource(_Embedded[MusicProvider]):
    """Composes music and renders it through a soundfont of its own."""

    def create_resource(self, context: dg.InitResourceContext) -> MusicProvider:
        """Build the composer."""
        del context
        return self._providers.music


class EmbeddedAnimatorResource(_Embedded[MotionProvider]):
    """Moves a camera through the planes of a picture."""

    def create_resource(self, context: dg.InitResourceContext) -> MotionProvider:
        """Build the animator."""
        del context
        return self._providers.motion


class EmbeddedEmbedderResource(_Embedded[Embedder]):
    """Embeds texts with MiniLM."""

    def create_resource(self, context: dg.InitResourceContext) -> Embedder:
        """Build the embedder."""
        del context
        return self._providers.embedder


class EmbeddedTranscriberResource(_Embedded[Transcriber]):
    """Hears speech with Whisper tiny."""

    def create_resource(self, context: dg.InitResourceContext) -> Transcriber:
        """Build the transcriber."""
        del context
        return self._providers.transcriber
