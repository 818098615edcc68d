"""Who does which job, by profile."""

from functools import cached_property
from pathlib import Path

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

# Each provider is imported when it is first asked for: most commands need none of them, and skia,
# spaCy and the runtimes of the models take 3 s.


class EmbeddedProviders(Providers):
    """One embedded provider for each job."""

    _cache: Path

    def __init__(self, cache: Path) -> None:
        """``cache`` can be emptied at any time."""
        object.__setattr__(self, "_cache", cache)  # the class is frozen

    @cached_property
    def text(self) -> TextProvider:
        """Writes scripts."""
        from manike.embedded.writer.writer import EmbeddedWriter

        return EmbeddedWriter()

    @cached_property
    def image(self) -> ImageProvider:
        """Draws characters and paints scenes."""
        from manike.embedded.illustrator.provider import EmbeddedIllustrator

        return EmbeddedIllustrator()

    @cached_property
    def speech(self) -> SpeechProvider:
        """Speaks."""
        from manike.embedded.narrator.narrator import EmbeddedNarrator

        return EmbeddedNarrator()

    @cached_property
    def music(self) -> MusicProvider:
        """Composes."""
        from manike.embedded.composer.provider import EmbeddedComposer

        return EmbeddedComposer(self._cache)

    @cached_property
    def motion(self) -> MotionProvider:
        """Animates."""
        from manike.embedded.animator.provider import EmbeddedAnimator

        return EmbeddedAnimator()

    @cached_property
    def embedder(self) -> Embedder:
        """Embeds texts."""
        from manike.embedded.embedder import EmbeddedEmbedder

        return EmbeddedEmbedder()

    @cached_property
    def transcriber(self) -> Transcriber:
        """Hears speech."""
        from manike.embedded.transcriber import EmbeddedTranscriber

        return EmbeddedTranscriber()


def embedded_providers(cache: Path) -> Providers:
    """One embedded provider for each job; ``cache`` can be emptied at any time."""
    return EmbeddedProviders(cache)
