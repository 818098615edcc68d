"""How near the scenes of a film stay to its prompt in meaning."""

from collections.abc import Sequence

from manike.ports import Embedder


def similarities(prompt: str, descriptions: Sequence[str], embedder: Embedder) -> list[float]:
    """Cosine of the prompt and each scene's description, in their order."""
    vectors = embedder.embed([prompt, *descriptions])
    return [float(value) for value in vectors[1:] @ vectors[0]]
