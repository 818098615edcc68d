"""A narration in phrases that the voice model speaks in one go, each with its phonemes' words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from manike.embedded.narrator.normaliser import ends_sentence, spoken_words
from manike.embedded.narrator.pronunciation import NOBODY, Pronounced, pronounce
from manike.embedded.narrator.respelling import stood_in

SENTENCE_PAUSE_S = 0.4
CLAUSE_PAUSE_S = 0.15

_LONGEST = 240
"""The model takes 510 phonemes, but memory grows with them: 500 MiB here, 690 MiB at 318."""
_SHORTEST = 24
"""Alone, shorter ones such as ``Stop!`` come out clipped; they join their neighbour."""
_BREAKS = (";:—…", ",", " ")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Spoken in one breath.

    Attributes:
        phonemes: 1 to 510 symbols.
        owners: for each symbol the index of the written word, or ``NOBODY``.
        pause_s: silence after it.
    """

    phonemes: str
    owners: tuple[int, ...]
    pause_s: float


def phrases(
    words: Sequence[str], *, british: bool, dictionary: Mapping[str, str] = MappingProxyType({})
) -> list[Phrase]:
    """The phrases of a text that was split at white space; none if nothing in it is spoken.

    ``dictionary`` says how some of its words are said, see ``manike.script.pronunciations``.
    """
    result: list[Phrase] = []
    for sentence in _sentences(words, dictionary, british=british):
        short = min(len(sentence.phonemes), len(result[-1].phonemes) if result else 0) < _SHORTEST
        if result and short and len(result[-1].phonemes) + len(sentence.phonemes) < _LONGEST:
            result[-1] = _together(result[-1], sentence)
        else:
            result += _split(sentence)
    return result


def _sentences(
    words: Sequence[str], dictionary: Mapping[str, str], *, british: bool
) -> list[Pronounced]:
    words, sounds = stood_in(words, dictionary)
    spoken = spoken_words(words)
    result, first = [], 0
    for at in range(len(spoken)):
        if ends_sentence(spoken, at):
            sound = pronounce(spoken[first : at + 1], british=british, sounds=sounds)
            owners = tuple(owner if owner == NOBODY else owner + first for owner in sound.owners)
            if any(owner != NOBODY for owner in owners):
                result.append(Pronounced(sound.phonemes, owners))
            first = at + 1
    return result


def _together(first: Phrase, second: Pronounced) -> Phrase:
    return Phrase(
        f"{first.phonemes} {second.phonemes}",
        (*first.owners, NOBODY, *second.owners),
        SENTENCE_PAUSE_S,
    )


def _split(sentence: Pronounced) -> list[Phrase]:
    """The sentence, or its clauses if it is too long for one breath."""
    phonemes, owners = sentence.phonemes, sentence.owners
    if len(phonemes) <= _LONGEST:
        return [Phrase(phonemes, owners, SENTENCE_PAUSE_S)]
    cut = _cut(phonemes)
    head = Phrase(
        phonemes[:cut].rstrip(" "), owners[: len(phonemes[:cut].rstrip(" "))], CLAUSE_PAUSE_S
    )
    return [head, *_split(Pronounced(phonemes[cut:], owners[cut:]))]


def _cut(phonemes: str) -> int:
    """Where to break: after the last strong mark past a third, else a comma, else a space."""
    for marks in _BREAKS:
        cut = max(phonemes.rfind(mark, _LONGEST // 3, _LONGEST) for mark in marks)
        if cut >= 0:
            return cut + 1
    return _LONGEST
