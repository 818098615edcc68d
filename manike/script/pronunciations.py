"""A tenant's pronunciation dictionary: how words of its own are said, and where a text has them.

A word is respelled in syllables (``KAN-dee``: the stressed one in capitals) or written in IPA
between slashes (``/ˈkændi/``).
"""

# ruff: noqa: RUF001, RUF002 - phonemes look like letters

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from manike.errors import BadInputError

Entries = tuple[tuple[str, str], ...]
"""Words of a dictionary and how they are said, by word."""

MAX_ENTRIES = 1000
IPA_VOWELS = "iyɨʉɯuɪʏʊeøɘɵɤoəɛœɜɞʌɔæɐaɶɑɒɚɝ"
IPA_CONSONANTS = "bcdfghjklmnpqrstvwxzçðŋɡɢɣɥɦɫɬɱɲɳɹɻɽɾʀʁʂʃʈʋʎʐʑɕʒʔβθχɖɟɭʤʧ"
_IPA_MARKS = "ˈˌːˑ.͜͡ʰʲʷ̃ "

_MAX_CHARS = 60
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['-](?=[^\W_]))*")
_RESPELLING = re.compile(r"[A-Za-z]+(?:[- ][A-Za-z]+)*")
_VOWEL_LETTERS = frozenset("aeiouy")
_IN_TEXT = re.compile(r"[^\W\d_](?:[^\W_]|['’-](?=[^\W_]))*")
_PART = re.compile(r"[^\W\d_][^\W_]*")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where a text has a word of the dictionary."""

    start: int
    end: int
    said: str


def read_pronunciations(values: Mapping[str, str]) -> dict[str, str]:
    """A dictionary that a person gave, checked, by word.

    Raises:
        BadInputError: names the first word that is wrong, and the cure.
    """
    read = dict(sorted(_entry(word, said) for word, said in values.items()))
    if len(read) > MAX_ENTRIES:
        raise BadInputError(
            "pronunciations", f"there are {len(read)}; at most {MAX_ENTRIES} are kept."
        )
    return read


def entries_of(text: str, entries: Mapping[str, str]) -> Entries:
    """Of a dictionary only what a text has: another word's entry makes none of its takes anew."""
    matches = {_known(text[start:end], entries) for start, end in _words(text, entries)}
    return tuple(sorted((word, entries[word]) for word in matches if word is not None))


def occurrences(text: str, entries: Mapping[str, str]) -> Iterator[Occurrence]:
    """Where a text has words of a dictionary, in order.

    ``Kandy`` stands for Kandy and KANDY, also in Kandy's and Kandy-born; ``kandy`` for every
    spelling of it. So ``Polish`` leaves polish alone.
    """
    for start, end in _words(text, entries):
        word = _known(text[start:end], entries)
        if word is not None:
            yield Occurrence(start, end, entries[word])


def _words(text: str, entries: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Words as they are looked up: whole, without a possessive's end, then by their parts."""
    for match in _IN_TEXT.finditer(text):
        start, end = match.span()
        bare = end - 2 if text[start:end].lower().endswith(("'s", "’s")) else end
        known = next((stop for stop in (end, bare) if _known(text[start:stop], entries)), None)
        if known is not None:
            yield start, known
            continue
        yield from (
            (start + part.start(), start + part.end()) for part in _PART.finditer(text[start:bare])
        )


def _known(word: str, entries: Mapping[str, str]) -> str | None:
    """The entry that a written word goes by."""
    plain = _plain(word)
    if plain in entries:
        return plain
    if plain.lower() in entries:
        return plain.lower()
    if len(plain) > 1 and plain.isupper():
        return next((entry for entry in entries if entry.upper() == plain), None)
    return None


def _plain(word: str) -> str:
    return unicodedata.normalize("NFC", word).replace("’", "'")


def _entry(word: str, said: str) -> tuple[str, str]:
    plain, sound = _plain(word.strip()), unicodedata.normalize("NFC", said.strip())
    if len(plain) > _MAX_CHARS or not _WORD.fullmatch(plain):
        raise BadInputError(
            "pronunciations",
            f"{word[:_MAX_CHARS]!r} is not one word; give each word of a name an entry of its own.",
        )
    if not sound or len(sound) > _MAX_CHARS:
        raise BadInputError(plain, f"say it in 1 to {_MAX_CHARS} characters, such as KAN-dee.")
    _check_ipa(plain, sound) if sound.startswith("/") else _check_respelling(plain, sound)
    return plain, sound


def _check_ipa(word: str, sound: str) -> None:
    inside = sound[1:-1]
    if not (sound.endswith("/") and inside):
        raise BadInputError(word, f"{sound!r} must end with a slash, as in /ˈkændi/.")
    unknown = sorted(set(inside) - {*IPA_VOWELS, *IPA_CONSONANTS, *_IPA_MARKS})
    if unknown:
        raise BadInputError(word, f"{' '.join(unknown)!r} in {sound!r} is no sound of the IPA.")
    if not set(inside) & set(IPA_VOWELS):
        raise BadInputError(word, f"{sound!r} has no vowel and can't be spoken.")


def _check_respelling(word: str, sound: str) -> None:
    if not _RESPELLING.fullmatch(sound):
        raise BadInputError(
            word,
            f"{sound!r} is neither syllables such as KAN-dee nor IPA such as /ˈkændi/.",
        )
    mute = [part for part in re.split("[- ]", sound) if not _VOWEL_LETTERS & set(part.lower())]
    if mute:
        raise BadInputError(word, f"the syllable {mute[0]!r} in {sound!r} has no vowel.")
