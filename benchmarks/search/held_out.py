"""What a weight is worth to queries that had no say in it: chosen on the others, by turns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_FOLDS = 5
_ROUNDS = 20
_DRAWS = 4000
_SEED = 1

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Scores of the queries of a kind, each by the weight that other queries chose."""

    mean: float
    gain: float
    """Over vectors alone."""
    least_gain: float
    most_gain: float
    """Between these two the gain lies with 95 %, by drawing the queries anew."""


def held_out(
    vector: Mapping[str, Scores], weighted: Mapping[str, Scores]
) -> tuple[dict[str, HeldOut], tuple[int, ...]]:
    """One weight for all kinds, each kind counting the same; five folds, twenty times.

    Args:
        vector: of each kind, its queries' scores by vectors alone; shape (queries,).
        weighted: the same by each weight; shape (queries, weights).

    Returns:
        What the queries get, and which weights were chosen.
    """
    chance = np.random.default_rng(_SEED)
    gains = {kind: weighted[kind] - vector[kind][:, None] for kind in vector}
    sums = {kind: np.zeros(len(scores)) for kind, scores in vector.items()}
    chosen: list[int] = []
    for _ in range(_ROUNDS):
        folds = {kind: chance.permutation(len(each)) % _FOLDS for kind, each in gains.items()}
        for fold in range(_FOLDS):
            means = [each[folds[kind] != fold].mean(axis=0) for kind, each in gains.items()]
            chosen.append(int(np.argmax(np.sum(means, axis=0))))
            for kind, each in gains.items():
                out = folds[kind] == fold
                sums[kind][out] += each[out, chosen[-1]]
    found = {kind: _judged(vector[kind], sums[kind] / _ROUNDS, chance) for kind in vector}
    return found, tuple(chosen)


def _judged(vector: Scores, gains: Scores, chance: np.random.Generator) -> HeldOut:
    drawn = gains[chance.integers(0, len(gains), (_DRAWS, len(gains)))].mean(axis=1)
    least, most = np.percentile(drawn, [2.5, 97.5]).tolist()
    gain = float(gains.mean())
    return HeldOut(float(vector.mean()) + gain, gain, least, most)


def shares(chosen: tuple[int, ...], weights: Sequence[float]) -> dict[str, float]:
    """How often each weight was chosen, 0 to 1."""
    return {f"{weights[each]:g}": chosen.count(each) / len(chosen) for each in sorted(set(chosen))}
