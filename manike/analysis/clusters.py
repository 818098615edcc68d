"""Groups of things that are alike: average linkage, the number of groups by their silhouette."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

MOST_GROUPS: Final = 20
LEAST_SILHOUETTE: Final = 0.12
"""Where the best division is no clearer than this, everything is one group."""
NEAR_BEST: Final = 0.9
"""Share of the best silhouette that a division into more groups needs."""

Distances = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Clusters:
    """A division into groups."""

    labels: tuple[int, ...]
    """Of each thing, from 0; group 0 is the largest."""
    silhouette: float
    """Mean over all things: how much nearer its own group is than the next, from -1 to 1; 0 where
    there is one group."""

    @property
    def count(self) -> int:
        """How many groups."""
        return max(self.labels, default=-1) + 1

    def members(self, label: int) -> tuple[int, ...]:
        """Indices of the things of a group."""
        return tuple(at for at, own in enumerate(self.labels) if own == label)


def cluster(vectors: NDArray[np.float32], most: int = MOST_GROUPS) -> Clusters:
    """Divide unit vectors into groups.

    All divisions by average linkage into 2 to ``most`` groups are compared by their mean
    silhouette. Of those that come near the best the one with the most groups is taken, since two
    coarse groups of 60 pictures nearly always are the best and tell nothing. There are never more
    groups than half as many as things. 2,000 things take two seconds, four times as many 16 times
    as long.
    """
    count = len(vectors)
    if count <= 2:  # noqa: PLR2004 - two things are no division worth telling
        return Clusters((0,) * count, 0.0)
    distances = np.clip(1 - vectors @ vectors.T, 0, 2).astype(np.float32)
    merges = _merges(distances)
    divisions = [_labels(merges, count, groups) for groups in range(2, min(most, count // 2) + 1)]
    scores = [_silhouette(distances, labels) for labels in divisions]
    best = max(scores, default=0.0)
    if best < LEAST_SILHOUETTE:
        return Clusters((0,) * count, 0.0)
    at = max(at for at, score in enumerate(scores) if score >= NEAR_BEST * best)
    return Clusters(tuple(divisions[at].tolist()), scores[at])


def _merges(distances: Distances) -> list[tuple[int, int]]:
    """Pairs of things whose groups are joined, nearest first (nearest-neighbour chains)."""
    near = distances.copy()
    np.fill_diagonal(near, np.inf)
    sizes = np.ones(len(near))
    alive = np.ones(len(near), np.bool_)
    joined: list[tuple[float, int, int]] = []
    chain: list[int] = []
    while len(joined) < len(near) - 1:
        if not chain:
            chain = [int(np.flatnonzero(alive)[0])]
        at = chain[-1]
        nearest = int(np.argmin(near[at]))
        if len(chain) > 1 and near[at, chain[-2]] <= near[at, nearest]:
            nearest = chain[-2]
            chain = chain[:-2]
            joined.append((float(near[at, nearest]), at, nearest))
            mean = (sizes[at] * near[at] + sizes[nearest] * near[nearest]) / (
                sizes[at] + sizes[nearest]
            )
            near[at], near[:, at] = mean, mean
            near[at, at] = np.inf
            near[nearest], near[:, nearest] = np.inf, np.inf
            sizes[at] += sizes[nearest]
            alive[nearest] = False
        else:
            chain.append(nearest)
    return [(one, other) for _, one, other in sorted(joined, key=lambda join: join[0])]


def _labels(merges: list[tuple[int, int]], count: int, groups: int) -> NDArray[np.int64]:
    """The group of each thing, the largest first."""
    roots = np.arange(count)
    for one, other in merges[: count - groups]:
        roots[roots == roots[other]] = roots[one]
    names, labels, sizes = np.unique(roots, return_inverse=True, return_counts=True)
    order = np.empty(len(names), np.int64)
    order[np.lexsort((names, -sizes))] = np.arange(len(names))
    return np.asarray(order[labels], np.int64)


def _silhouette(distances: Distances, labels: NDArray[np.int64]) -> float:
    groups = np.eye(int(labels.max()) + 1, dtype=np.float32)[labels]
    sums, sizes = distances @ groups, groups.sum(axis=0)
    own = sums[np.arange(len(labels)), labels] / np.maximum(sizes[labels] - 1, 1)
    others = np.where(groups > 0, np.inf, sums / sizes).min(axis=1)
    scores = (others - own) / np.maximum(np.maximum(own, others), 1e-9)
    return float(np.where(sizes[labels] > 1, scores, 0).mean())
