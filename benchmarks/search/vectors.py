"""Vectors to search in, like those of sentences or the worst that can be; written to a file."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

DIMENSION = 384
QUERIES = 1000
_TOPICS, _CENTRES = 200, 4000
_OFF_TOPIC, _OFF_CENTRE, _OFF_QUERY = 1.2, 0.8, 1.0
"""Lengths of what is added to a unit vector: two things of one centre have a cosine of 0.61, as two
sentences on one subject have with MiniLM; a query and its best match one of about 0.6."""
_CHUNK = 50_000

Floats = NDArray[np.float32]

_WHEN = (
    "at dawn|in heavy rain|on the first day of spring|after the storm|by moonlight|all winter|"
    "before the festival|while the city sleeps|for the last time|with both hands"
)
_SENTENCE = (
    "A girl|An old fisherman|Two brothers|The baker|A fox|Our guide|A robot|The choir",
    "waits for|walks past|remembers|paints|looks for|repairs|listens to|leaves",
    "a red boat|the last train|a quiet lake|an empty theatre|the lighthouse|a field of rye|"
    "the market stalls|a broken clock|wild geese|the frozen river|a letter|the northern lights|"
    "an orange tree|the night bus|a volcano|the school bell",
    _WHEN,
    _WHEN,
)


def write_vectors(folder: Path, count: int, kind: str) -> None:
    """Write ``vectors.npy`` and ``queries.npy``.

    Args:
        folder: where.
        count: how many vectors.
        kind: ``mixture`` (of von Mises-Fisher kind: 4,000 centres around 200 topics, some much
            larger than others), ``sentences`` (MiniLM's own) or ``random`` (all directions alike).
    """
    chance = np.random.default_rng(count)
    if kind == "sentences":
        both = _sentences(chance, count + QUERIES)
        np.save(folder / "vectors.npy", both[:count])
        np.save(folder / "queries.npy", both[count:])
        return
    draw = _Mixture(chance) if kind == "mixture" else _Everywhere(chance)
    out = np.lib.format.open_memmap(folder / "vectors.npy", "w+", np.float32, (count, DIMENSION))
    for start in range(0, count, _CHUNK):
        stop = min(count, start + _CHUNK)
        out[start:stop] = draw.some(stop - start, _OFF_CENTRE)
    out.flush()
    np.save(folder / "queries.npy", draw.some(QUERIES, _OFF_QUERY))


class _Mixture:
    def __init__(self, chance: np.random.Generator) -> None:
        self._chance = chance
        topics = _units(chance, _TOPICS)
        of_topic = chance.integers(0, _TOPICS, _CENTRES)
        self._centres = _moved(chance, topics[of_topic], _OFF_TOPIC)
        share = 1 / np.arange(1, _CENTRES + 1) ** 0.7
        self._share = share / share.sum()

    def some(self, count: int, off: float) -> Floats:
        """Unit vectors, shape (count, DIMENSION)."""
        chosen = self._chance.choice(_CENTRES, count, p=self._share)
        return _moved(self._chance, self._centres[chosen], off)


class _Everywhere:
    def __init__(self, chance: np.random.Generator) -> None:
        self._chance = chance

    def some(self, count: int, off: float) -> Floats:
        """Unit vectors, shape (count, DIMENSION)."""
        del off
        return _units(self._chance, count)


def _sentences(chance: np.random.Generator, count: int) -> Floats:
    from manike.embedded.embedder import EmbeddedEmbedder

    parts = [line.split("|") for line in _SENTENCE]
    total = int(np.prod([len(part) for part in parts]))
    chosen = chance.choice(total, count, replace=False)
    texts = []
    for number in chosen:
        words, rest = [], int(number)
        for part in parts:
            rest, at = divmod(rest, len(part))
            words.append(part[at])
        texts.append(f"{' '.join(words[:4])}, {words[4]}.")
    return EmbeddedEmbedder().embed(texts)


def _units(chance: np.random.Generator, count: int) -> Floats:
    return _normed(chance.standard_normal((count, DIMENSION), dtype=np.float32))


def _moved(chance: np.random.Generator, vectors: Floats, off: float) -> Floats:
    noise = chance.standard_normal(vectors.shape, dtype=np.float32)
    return _normed(vectors + off / np.sqrt(DIMENSION, dtype=np.float32) * noise)


def _normed(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / lengths, np.float32)
