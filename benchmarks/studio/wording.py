"""What a film's narration repeats, and what two films share."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

from manike.script.rules import sentences

T = TypeVar("T")
Run = tuple[str, ...]

PHRASE_WORDS = 5
"""A run of so many words that comes twice in a film is a phrase repeated."""
SHARED_WORDS = 7
"""Two films that share so many words in a row were written from one line."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")  # noqa: RUF001 - a typographic apostrophe


def words_of(text: str) -> list[str]:
    """The words in lower case."""
    return _WORD.findall(text.lower())


def distinct_2(narrations: Iterable[str]) -> float:
    """Share of the pairs of neighbouring words that are different ones; 1 for a single word."""
    pairs = list(pairwise(words_of(" ".join(narrations))))
    return len(set(pairs)) / len(pairs) if pairs else 1.0


def repeated_sentences(narrations: Iterable[str]) -> tuple[str, ...]:
    """Sentences that one film says more than once."""
    said = Counter(sentence for text in narrations for sentence in sentences(text))
    return tuple(sentence for sentence, count in said.items() if count > 1)


def repeated_phrases(narrations: Iterable[str], count: int = PHRASE_WORDS) -> tuple[str, ...]:
    """Runs of at least ``count`` words that one film says more than once."""
    said = Counter(run for text in narrations for run in _runs(text, count))
    again = {run: times for run, times in said.items() if times > 1}
    return tuple(" ".join(run) for run in _joined(again))


def shared_sentences(films: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Sentences that more than one film says, with the films' ids."""
    return _shared({id_: [s for t in texts for s in sentences(t)] for id_, texts in films.items()})


def shared_phrases(
    films: Mapping[str, Sequence[str]], count: int = SHARED_WORDS
) -> dict[str, tuple[str, ...]]:
    """Runs of at least ``count`` words that more than one film says, with the films' ids."""
    runs = {id_: [r for text in texts for r in _runs(text, count)] for id_, texts in films.items()}
    shared = _shared(runs)
    return {" ".join(run): shared[run[:count]] for run in _joined(shared)}


def _shared(said: Mapping[str, Iterable[T]]) -> dict[T, tuple[str, ...]]:
    """What more than one film says, in the order in which it is met first."""
    who: dict[T, list[str]] = {}
    for id_, parts in said.items():
        for part in dict.fromkeys(parts):
            who.setdefault(part, []).append(id_)
    return {part: tuple(ids) for part, ids in who.items() if len(ids) > 1}


def _joined(runs: Mapping[Run, object]) -> Iterator[Run]:
    """Runs of one length, each joined with those that go on where it ends for the same reason."""
    left = dict(runs)
    followed = {run for run in left for other in left if other[1:] == run[:-1] != other[:-1]}
    for start in [run for run in runs if run not in followed] + list(runs):
        reason = left.pop(start, None)
        if reason is None:
            continue
        whole = start
        while True:
            tail = whole[len(whole) - len(start) + 1 :]
            after = next((run for run in left if run[:-1] == tail and left[run] == reason), None)
            if after is None:
                break
            del left[after]
            whole += after[-1:]
        yield whole


def _runs(text: str, count: int) -> Iterator[Run]:
    """Runs of words within a sentence."""
    for sentence in sentences(text):
        words = words_of(sentence)
        for start in range(len(words) - count + 1):
            yield tuple(words[start : start + count])
