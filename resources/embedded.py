"""The embedded providers as resources: they run in this process, without key or network."""

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

# The providers themselves are imported when a run needs them: skia, spaCy and the models would add
# seconds to the start of every run, sensor and web server.


class EmbeddedWriterResource(dg.ConfigurableResource[TextProvider]):
    """Writes scripts by a grammar of beats."""

    def create_resource(self, context: dg.InitResourceContext) -> TextProvider:
        """Build the writer."""
        del context
        from manike.embedded.writer.writer import EmbeddedWriter

        return EmbeddedWriter()


class EmbeddedIllustratorResource(dg.ConfigurableResource[ImageProvider]):
    """Paints layered pictures with depth."""

    def create_resource(self, context: dg.InitResourceContext) -> ImageProvider:
        """Build the illustrator."""
        del context
        from manike.embedded.illustrator.provider import EmbeddedIllustrator

        return EmbeddedIllustrator()


class EmbeddedNarratorResource(dg.ConfigurableResource[SpeechProvider]):
    """Speaks with Kokoro."""

    def create_resource(self, context: dg.InitResourceContext) -> SpeechProvider:
        """Build the narrator."""
        del context
        from manike.embedded.narrator.narrator import EmbeddedNarrator

        return EmbeddedNarrator()


class EmbeddedComposerResource(dg.ConfigurableResource[MusicProvider]):
    """Composes music and renders it through a soundfont of its own."""

    cache: str = Field(description="Folder for the soundfont; can be emptied at any time.")

    def create_resource(self, context: dg.InitResourceContext) -> MusicProvider:
        """Build the composer."""
        del context
        from pathlib import Path

        from manike.embedded.composer.provider import EmbeddedComposer

        return EmbeddedComposer(Path(self.cache))


class EmbeddedAnimatorResource(dg.ConfigurableResource[MotionProvider]):
    """Moves a camera through the planes of a picture."""

    def create_resource(self, context: dg.InitResourceContext) -> MotionProvider:
        """Build the animator."""
        del context
        from manike.embedded.animator.provider import EmbeddedAnimator

        return EmbeddedAnimator()


class EmbeddedEmbedderResource(dg.ConfigurableResource[Embedder]):
    """Embeds texts with MiniLM."""

    def create_resource(self, context: dg.InitResourceContext) -> Embedder:
        """Build the embedder."""
        del context
        from manike.embedded.embedder import EmbeddedEmbedder

        return EmbeddedEmbedder()


class EmbeddedTranscriberResource(dg.ConfigurableResource[Transcriber]):
    """Hears speech with Whisper tiny."""

    def create_resource(self, context: dg.InitResourceContext) -> Transcriber:
        """Build the transcriber."""
        del context
        from manike.embedded.transcriber import EmbeddedTranscriber

        return EmbeddedTranscriber()
