"""The nearest drawing for a noun that has none of its own, by the embedded sentence vectors."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from manike.embedded.embedder import EmbeddedEmbedder

NEAR_ENOUGH = 0.6
"""Least cosine between two nouns that may share a drawing.

Measured on 70 nouns without a drawing (35 things with a fitting drawing, 17 things without, 18
abstract). At 0.6 and above 20 are drawn: 18 fit (pigeon a bird, binoculars a telescope, tiger a
lion), two are cousins (speedboat a sailboat, submarine a boat); no abstract noun is among them.
From 0.55 to 0.6 lie 13 more, of which six are wrong (steak a cow, crocodile an octopus).
"""

MISLEADING = frozenset(
    (
        "autumn leaf", "autumn tree", "base", "berry", "brass instrument", "bunny", "camp", "chart",
        "city", "coach", "coin", "dagoba", "equipment", "food", "gold", "hound", "idea",
        "instrument", "invitation", "journal", "junk", "market", "medusa", "message", "mine",
        "noodle", "notice", "office", "podcast", "present", "prize", "probe", "school", "seed",
        "shop", "shopping", "shoot", "stand", "treasure", "watch", "world",
    )
)  # fmt: skip
"""Names that stand near nouns of another sense: daffodil to dagoba, future to present."""


@lru_cache(maxsize=512)
def nearest(name: str, names: tuple[str, ...]) -> str | None:
    """The name among ``names`` that means about the same, or ``None`` if none is near enough.

    What is written with a capital is a name of its own, which no drawing stands for.
    """
    text = " ".join(name.split())
    if not text or text != text.lower() or not any(letter.isalpha() for letter in text):
        return None
    known, vectors = _vectors(names)
    near = vectors @ EmbeddedEmbedder().embed([text])[0]
    best = int(near.argmax())
    return known[best] if near[best] >= NEAR_ENOUGH else None


@lru_cache(maxsize=1)
def _vectors(names: tuple[str, ...]) -> tuple[tuple[str, ...], NDArray[np.float32]]:
    """Names that may be compared, and their unit vectors (n, 384)."""
    known = tuple(name for name in names if name not in MISLEADING)
    return known, EmbeddedEmbedder().embed(known)
