"""An index as people see it: how alike its things are, what they are about, what lies beside what.

Measured on a sample, so that it costs the same with a thousand vectors and with a million. The same
index gives the same portrait.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

import numpy as np
from numpy.typing import NDArray

from manike.search_ports import Ids, IndexModel, VectorIndex, Vectors
from manike.studio.search_text import words_of

SAMPLE = 2000
"""Vectors that are looked at: 3 MB of MiniLM's."""
_QUERIES = 300
_PAIRS = 5000
_CLUSTERS = 8
_NAME_WORDS = 3
_ROUNDS = 30
_LEAST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Sample:
    """Some vectors of an index."""

    index: VectorIndex
    model: IndexModel
    ids: Ids
    vectors: Vectors

    def only(self, ids: Sequence[int]) -> "Sample":
        """Those of these ids."""
        kept = np.isin(self.ids, np.array(ids, np.int64))
        return replace(self, ids=self.ids[kept], vectors=self.vectors[kept])

    def near(self, place: int, count: int) -> dict[int, float]:
        """What a search finds beside one of them: ids and cosines, the nearest first."""
        found = self.index.search(self.model, self.vectors[place], count)
        near = dict(zip(found.ids.tolist(), found.scores.tolist(), strict=True))
        near.pop(int(self.ids[place]), None)
        return near


@dataclass(frozen=True, slots=True)
class Similarities:
    """Cosines within an index."""

    nearest: NDArray[np.float32]
    """Of each sampled thing and the one nearest to it."""
    random: NDArray[np.float32]
    """Of two things drawn by chance."""


@dataclass(frozen=True, slots=True)
class ClusterMap:
    """Things in clusters, on a plane."""

    points: NDArray[np.float64]
    """Shape (n, 2)."""
    labels: tuple[int, ...]
    """The cluster of each, from 0; 0 is the largest."""
    names: tuple[str, ...]
    """The words that set each cluster apart."""


def sample_of(index: VectorIndex, count: int = SAMPLE) -> Sample | None:
    """At most so many vectors, evenly spaced; ``None`` before the first."""
    model, ids = index.model(), index.ids()
    if model is None:
        return None
    chosen = ids[spaced(ids.size, count)]
    return Sample(index, model, chosen, index.vectors(chosen))


def spaced(size: int, count: int) -> NDArray[np.int64]:
    """At most ``count`` places of ``size``, evenly spaced."""
    return np.unique(np.linspace(0, size - 1, min(count, size)).astype(np.int64))


def similarities(sample: Sample) -> Similarities:
    """How alike things are; nothing where there are less than two."""
    count = sample.ids.size
    if count < 2:  # noqa: PLR2004 - a pair
        none = np.empty(0, np.float32)
        return Similarities(none, none)
    near = (sample.near(place, 2) for place in spaced(count, _QUERIES).tolist())
    nearest = [next(iter(found.values())) for found in near if found]
    chance = np.random.default_rng(1)
    first = chance.integers(0, count, _PAIRS)
    second = (first + chance.integers(1, count, _PAIRS)) % count
    pairs = np.vecdot(sample.vectors[first], sample.vectors[second])
    return Similarities(np.array(nearest, np.float32), pairs)


def cluster_map(vectors: Vectors, texts: Sequence[str]) -> ClusterMap:
    """Clusters of a sample, and where their things lie beside each other.

    By k-means on the sphere, the root of half their number of them, 2 to 8. The plane is the one in
    which the clusters lie furthest apart.
    """
    count = len(vectors)
    wanted = min(max(round((count / 2) ** 0.5), 2), _CLUSTERS)
    is_few = count <= wanted
    labels = np.zeros(count, np.int64) if is_few else _by_size(_clustered(vectors, wanted))
    names = _names(labels, texts)
    return ClusterMap(_plane(vectors, labels), tuple(labels.tolist()), names)


def _clustered(vectors: Vectors, wanted: int) -> NDArray[np.int64]:
    """The cluster of each vector; the first centres are far from each other."""
    mean = vectors.mean(0)
    chosen = [int(np.argmax(vectors @ mean))]
    near = vectors @ vectors[chosen[0]]
    while len(chosen) < wanted:
        # Not the very furthest: that is a stray. The one that few things lie beyond.
        order = np.argsort(near, kind="stable")
        chosen.append(int(order[len(order) // (3 * wanted)]))
        near = np.maximum(near, vectors @ vectors[chosen[-1]])
    centres = vectors[chosen]
    labels = np.full(len(vectors), -1, np.int64)
    for _ in range(_ROUNDS):
        before, labels = labels, np.argmax(vectors @ centres.T, axis=1)
        if (before == labels).all():
            break
        for label in range(wanted):
            inside = vectors[labels == label]
            if len(inside):
                middle = inside.sum(0)
                centres[label] = middle / max(float(np.linalg.norm(middle)), 1e-9)
    return labels


def _by_size(labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """The same clusters, the largest as number 0, without empty ones."""
    kinds, counts = np.unique(labels, return_counts=True)
    order = kinds[np.argsort(-counts, kind="stable")]
    places = {int(kind): place for place, kind in enumerate(order)}
    return np.array([places[int(label)] for label in labels], np.int64)


def _plane(vectors: Vectors, labels: NDArray[np.int64]) -> NDArray[np.float64]:
    """Things on two axes: the main ones of the clusters' centres, else those of the things."""
    things = vectors.astype(np.float64) - vectors.mean(0, dtype=np.float64)
    if len(things) < 2:  # noqa: PLR2004 - one point lies anywhere
        return np.zeros((len(things), 2))
    kinds, counts = np.unique(labels, return_counts=True)
    centres = np.array([things[labels == kind].mean(0) for kind in kinds])
    weighted = centres * np.sqrt(counts)[:, None]
    axes = _axes(weighted) if len(kinds) > 2 else _axes(things)  # noqa: PLR2004 - a plane has three
    plane: NDArray[np.float64] = things @ axes.T
    return plane


def _axes(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """The two main directions, shape (2, dimension), each with a sign that is no accident."""
    axes = np.linalg.svd(rows, full_matrices=False)[2][:2]
    if len(axes) < 2:  # noqa: PLR2004 - two things span one direction
        axes = np.vstack([axes, np.zeros_like(axes[:1])])
    largest = axes[np.arange(2), np.abs(axes).argmax(1)]
    signed: NDArray[np.float64] = axes * np.where(largest < 0, -1.0, 1.0)[:, None]
    return signed


def _names(labels: NDArray[np.int64], texts: Sequence[str]) -> tuple[str, ...]:
    """The words that things of a cluster have and others have not."""
    count = int(labels.max(initial=-1)) + 1
    inside = [Counter[str]() for _ in range(count)]
    sizes = Counter(labels.tolist())
    for label, text in zip(labels.tolist(), texts, strict=True):
        inside[label].update(set(_said(text)))
    everywhere: Counter[str] = sum(inside, Counter())
    return tuple(
        _name(words, everywhere, sizes[label], len(texts)) for label, words in enumerate(inside)
    )


def _name(words: Mapping[str, int], everywhere: Mapping[str, int], size: int, total: int) -> str:
    def weight(word: str) -> float:
        """How often it is said here, and how much more often than elsewhere."""
        here = words[word] / size
        elsewhere = (everywhere[word] - words[word] + 0.5) / (total - size + 1)
        return here * log(1 + here / elsewhere)

    best = sorted(words, key=lambda word: (-weight(word), word))
    kept: list[str] = []
    for word in best:
        if not any(word.startswith(other[:4]) for other in kept):  # lake, lakes
            kept.append(word)
        if len(kept) == _NAME_WORDS:
            break
    return ", ".join(kept) or "no words"


def _said(text: str) -> list[str]:
    said = words_of(text, most=None)
    return [word for word in said if len(word) >= _LEAST_LETTERS and not word.isdecimal()]
