"""One order out of two: by meaning and by words."""

from collections.abc import Sequence
from enum import StrEnum

Ranked = Sequence[tuple[int, float]]
"""Rows and their scores, best first."""

WORDS_WEIGHT = 0.3
"""What the best match by words counts beside a cosine's whole range; see docs/search.md."""


class Ranking(StrEnum):
    """What a search goes by."""

    HYBRID = "hybrid"
    VECTOR = "vector"
    """Meaning alone."""
    TEXT = "text"
    """Words alone."""


def fused(by_vector: Ranked, by_text: Ranked, *, words_weight: float = WORDS_WEIGHT) -> Ranked:
    """Both in one order.

    The scores themselves are added, each set stretched to 0..1: a match that stands out stays so,
    which ranks alone would lose.
    """
    vector, text = _stretched(by_vector), _stretched(by_text)
    rows = vector.keys() | text.keys()
    scores = {
        row: (1 - words_weight) * vector.get(row, 0.0) + words_weight * text.get(row, 0.0)
        for row in rows
    }
    return sorted(scores.items(), key=lambda each: (-each[1], each[0]))


def fused_by_rank(by_vector: Ranked, by_text: Ranked, *, depth: int = 60) -> Ranked:
    """Reciprocal rank fusion, as a measure beside ``fused``."""
    scores: dict[int, float] = {}
    for ranked in (by_vector, by_text):
        for place, (row, _) in enumerate(ranked, 1):
            scores[row] = scores.get(row, 0.0) + 1 / (depth + place)
    return sorted(scores.items(), key=lambda each: (-each[1], each[0]))


def _stretched(ranked: Ranked) -> dict[int, float]:
    """Scores from 1 for the best to 0 for nothing in common."""
    best = max((score for _, score in ranked), default=0.0)
    if best <= 0:
        return {row: 0.0 for row, _ in ranked}
    return {row: max(score, 0.0) / best for row, score in ranked}
