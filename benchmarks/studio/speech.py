"""What is heard of a film's narration: word by word, and how even in loudness."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from manike.quality.words import comparable_words

_CONTEXT_WORDS = 2
_CHANGED = 1.0
_UNLIKE = 0.25
"""A changed word costs a little more the less it is like the other, so that names find theirs."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """A word of the script and what was heard in its place; one of them may be missing."""

    wanted: str
    heard: str

    @property
    def is_dropped(self) -> bool:
        """Whether nothing was heard for it."""
        return not self.heard

    @property
    def is_misheard(self) -> bool:
        """Whether something else was heard."""
        return bool(self.wanted and self.heard) and self.wanted != self.heard


def paired(reference: str, heard: str) -> tuple[Pairing, ...]:
    """The words of a script and of a transcript side by side, both in one spelling.

    Two neighbours that are heard as one word, or one that is heard as two, are no error.
    """
    wanted, got = comparable_words(reference), comparable_words(heard)
    costs = _costs(wanted, got)
    pairs: list[Pairing] = []
    row, column = len(wanted), len(got)
    while row or column:
        row_step, column_step = _way_back(costs, wanted, got, (row, column))
        words = " ".join(wanted[row - row_step : row])
        others = " ".join(got[column - column_step : column])
        same = row_step + column_step > 2 or words == others
        pairs.append(Pairing(words, words if same else others))
        row, column = row - row_step, column - column_step
    return tuple(reversed(pairs))


def dropped_words(pairs: Sequence[Pairing]) -> tuple[str, ...]:
    """Each word of the script that nothing was heard for, in brackets between its neighbours."""
    wanted = [pair for pair in pairs if pair.wanted]
    return tuple(
        " ".join(
            [
                *(each.wanted for each in wanted[max(0, at - _CONTEXT_WORDS) : at]),
                f"[{pair.wanted}]",
                *(each.wanted for each in wanted[at + 1 : at + 1 + _CONTEXT_WORDS]),
            ]
        )
        for at, pair in enumerate(wanted)
        if pair.is_dropped
    )


def misheard_words(pairs: Sequence[Pairing]) -> tuple[str, ...]:
    """``wanted: heard`` of each word that was heard as another."""
    return tuple(f"{pair.wanted}: {pair.heard}" for pair in pairs if pair.is_misheard)


def loudness_spread_lu(levels_lufs: Sequence[float]) -> float:
    """From the softest narration to the loudest; 0 for fewer than two."""
    heard = [level for level in levels_lufs if level > float("-inf")]
    return max(heard) - min(heard) if heard else 0.0


_STEPS = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2))
"""Words of the script and of the transcript that one step takes."""


def _costs(wanted: list[str], got: list[str]) -> list[list[float]]:
    costs = [[float("inf")] * (len(got) + 1) for _ in range(len(wanted) + 1)]
    costs[0][0] = 0.0
    for row in range(len(wanted) + 1):
        for column in range(len(got) + 1):
            for step in _STEPS:
                before = row - step[0], column - step[1]
                if min(before) >= 0:
                    cost = costs[before[0]][before[1]] + _cost(wanted, got, before, step)
                    costs[row][column] = min(costs[row][column], cost)
    return costs


def _cost(wanted: list[str], got: list[str], at: tuple[int, int], step: tuple[int, int]) -> float:
    words, others = wanted[at[0] : at[0] + step[0]], got[at[1] : at[1] + step[1]]
    if sum(step) == 1:
        return 1.0
    if "".join(words) == "".join(others):
        return 0.0
    if step != (1, 1):
        return float("inf")
    return _CHANGED + _UNLIKE * (1 - SequenceMatcher(None, words[0], others[0]).ratio())


def _way_back(
    costs: list[list[float]], wanted: list[str], got: list[str], at: tuple[int, int]
) -> tuple[int, int]:
    ways = [
        (costs[at[0] - step[0]][at[1] - step[1]], step)
        for step in _STEPS
        if at[0] >= step[0] and at[1] >= step[1]
    ]
    return min(
        ways,
        key=lambda way: way[0] + _cost(wanted, got, (at[0] - way[1][0], at[1] - way[1][1]), way[1]),
    )[1]
