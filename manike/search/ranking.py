"""One order out of two: by meaning and by words."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

Ranked = Sequence[tuple[int, float]]
"""Rows and their scores, best first."""

WORDS_WEIGHT = 0.3
"""What having all words of a query counts, beside a cosine; see docs/search.md."""


class Ranking(StrEnum):
    """What a search goes by."""

    HYBRID = "hybrid"
    VECTOR = "vector"
    """Meaning alone."""
    TEXT = "text"
    """Words alone."""


def fused(
    cosines: Mapping[int, float],
    by_text: Mapping[int, float],
    *,
    words_weight: float = WORDS_WEIGHT,
) -> Ranked:
    """Rows by meaning, raised by the square of the share of the query's words that they have.

    Both are absolute: a row that has one common word of five is hardly raised, also where no other
    row has more. Ranks alone, or scores stretched to the best one, would make a first place of it.
    By the square, half of the words raise a quarter as much as all: one that is there by chance
    nearly nothing.

    Args:
        cosines: of every row that either found.
        by_text: shares of the query's words, rare words counting more; 0 to 1, see
            ``manike.studio.search_text``.
        words_weight: what a share of 1 counts.
    """
    scores = {
        row: cosine + words_weight * by_text.get(row, 0.0) ** 2 for row, cosine in cosines.items()
    }
    return _in_order(scores)


def fused_by_rank(by_vector: Ranked, by_text: Ranked, *, depth: int = 60) -> Ranked:
    """Reciprocal rank fusion, as a measure beside ``fused``."""
    scores: dict[int, float] = {}
    for ranked in (by_vector, by_text):
        for place, (row, _) in enumerate(ranked, 1):
            scores[row] = scores.get(row, 0.0) + 1 / (depth + place)
    return _in_order(scores)


def _in_order(scores: Mapping[int, float]) -> Ranked:
    return sorted(scores.items(), key=lambda each: (-each[1], each[0]))
