"""Everything that a run of the studio may need, imported; run workers are forked from here.

Only imports: a process with open files, connections or busy threads could not be forked safely.
"""

from manike.embedded import embedder, transcriber
from manike.embedded.animator import provider as animator
from manike.embedded.composer import provider as composer
from manike.embedded.illustrator import provider as illustrator
from manike.embedded.narrator import narrator
from manike.embedded.writer import writer

__all__ = [
    "animator",
    "composer",
    "embedder",
    "illustrator",
    "narrator",
    "transcriber",
    "writer",
]
