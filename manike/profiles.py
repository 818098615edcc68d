"""Who does which job, by profile."""

from pathlib import Path

from manike.embedded.animator.provider import EmbeddedAnimator
from manike.embedded.composer.provider import EmbeddedComposer
from manike.embedded.embedder import EmbeddedEmbedder
from manike.embedded.illustrator.provider import EmbeddedIllustrator
from manike.embedded.narrator.narrator import EmbeddedNarrator
from manike.embedded.transcriber import EmbeddedTranscriber
from manike.embedded.writer.writer import EmbeddedWriter
from manike.production.house import Providers


def embedded_providers(cache: Path) -> Providers:
    """One embedded provider for each job; ``cache`` can be emptied at any time."""
    return Providers(
        text=EmbeddedWriter(),
        image=EmbeddedIllustrator(),
        speech=EmbeddedNarrator(),
        music=EmbeddedComposer(cache),
        motion=EmbeddedAnimator(),
        embedder=EmbeddedEmbedder(),
        transcriber=EmbeddedTranscriber(),
    )
