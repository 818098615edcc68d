"""Which words of a text carry weight: capitals, *asterisks*, short quotes."""

import re
from collections.abc import Iterator, Sequence

from manike.embedded.narrator import tables
from manike.embedded.narrator.written import taken_apart

_MOST_SHOUTED = 0.5
"""Where more of a text is in capitals, none of it stands out."""
_LONGEST_QUOTE = 4
"""Words; a longer one is somebody speaking."""
_OPENING, _CLOSING = re.compile(r"^[(\[]*[\"“«]"), re.compile(r"[\"”»][)\].,;:!?…]*$")
_STARRED = re.compile(r"^\W*\*+\w.*\w\*+\W*$|^\W*_+\w.*\w_+\W*$")


def weighty_words(words: Sequence[str]) -> frozenset[int]:
    """Indices of the words of a text, split at white space, that are emphasised."""
    return frozenset((*_shouted(words), *_quoted(words), *_starred(words)))


def _shouted(words: Sequence[str]) -> Iterator[int]:
    """``NOW`` and ``NEVER``; acronyms that are said by their letters have no more weight."""
    parts = taken_apart(words)
    shouted = [at for at, part in enumerate(parts) if part.is_shouted]
    if len(shouted) > _MOST_SHOUTED * len(parts):
        return
    for at in shouted:
        core = parts[at].core
        acronym = core in tables.SPOKEN_AS_WORDS or core in tables.SPOKEN_AS_LETTERS
        is_word = core in tables.EMPHATIC or len(core) > 3  # noqa: PLR2004 - as an acronym is read
        if is_word and not acronym and core.isalpha():
            yield at


def _quoted(words: Sequence[str]) -> Iterator[int]:
    """The words of a quote of a few words, such as a slogan or a name."""
    first: int | None = None
    for at, word in enumerate(words):
        if _OPENING.match(word):
            first = at
        if first is not None and _CLOSING.search(word):
            if at - first < _LONGEST_QUOTE:
                yield from range(first, at + 1)
            first = None


def _starred(words: Sequence[str]) -> Iterator[int]:
    yield from (at for at, word in enumerate(words) if _STARRED.match(word))
