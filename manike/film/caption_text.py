"""Text of captions measured and cut: cells, pieces of what is longer than a line, lines."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil

WIDE_CELLS = 2.6
"""A Chinese, Japanese or Korean character takes the place of so many letters: 42 letters are 16."""

_SENTENCE_ENDS = (".", "!", "?", "…", "\u3002", "\uff01", "\uff1f", "\u061f", "\u06d4", "\u0964")
"""Also the full-width marks, those of Arabic and Urdu, and the danda of Hindi."""
_CLAUSE_ENDS = (",", ";", ":", "\u2013", "\u2014", "\u3001", "\uff0c", "\u060c", "\u061b")
_CLOSERS = "\"'\u201d\u2019)]»\u300d\u300f\uff09"
_OPENERS = "\"'\u201c\u2018([«\u300c\u300e\uff08"
_TIED_TEXT = (
    "a an the of in on at to and or but for by with from as is are was were my our your his her "
    "its their this that no not"
)
_TIED = frozenset(_TIED_TEXT.split())
"""A line or a caption that ends with one of these leaves the eye hanging."""
_JOINERS = "\u200d\ufe0e\ufe0f"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)


@dataclass(frozen=True, slots=True)
class CaptionWord:
    """A word, or a piece of one that is longer than a line, in frames of the film."""

    text: str
    start_frame: int
    end_frame: int
    is_glued: bool = False
    """Follows the one before without a space: a piece of the same word."""


Line = tuple[CaptionWord, ...]


def text_of(words: Sequence[CaptionWord]) -> str:
    """Words as text."""
    return "".join(
        ("" if index == 0 or word.is_glued else " ") + word.text for index, word in enumerate(words)
    )


def cells(text: str) -> float:
    """Length of a text in letters' widths; marks and joiners take none."""
    return sum(_letter_cells(letter) for letter in text)


def is_wide(letter: str) -> bool:
    """Whether a character fills an em: Chinese, Japanese, Korean, most emoji."""
    return unicodedata.east_asian_width(letter) in "WF"


def clusters(text: str) -> list[str]:
    """What a reader takes for single characters: letters with their marks, joined emoji, flags."""
    found: list[str] = []
    for letter in text:
        if found and _belongs(found[-1], letter):
            found[-1] += letter
        else:
            found.append(letter)
    return found


def pieces(word: CaptionWord, line_chars: int) -> list[CaptionWord]:
    """A word in the pieces that lines may break at, which share its time by their length.

    Chinese, Japanese and Korean break between characters, but not before a closing mark; other
    words break only where they are longer than a line.
    """
    parts = [part for run in _runs(word.text) for part in _short(run, line_chars)]
    total = sum(cells(part) for part in parts) or 1.0
    span, at, done = word.end_frame - word.start_frame, 0.0, []
    for index, part in enumerate(parts):
        start = word.start_frame + int(span * at / total)
        at += cells(part)
        end = word.start_frame + int(span * at / total)
        done.append(replace(word, text=part, start_frame=start, end_frame=end, is_glued=index > 0))
    return done


def break_lines(words: Sequence[CaptionWord], line_chars: int) -> tuple[Line, ...] | None:
    """One line if the words fit it, else the evenest two; ``None`` if they don't fit two."""
    whole = cells(text_of(words))
    if whole <= line_chars:
        return (tuple(words),)
    if whole > 2 * line_chars + 1:  # the space between two lines counts for neither
        return None
    splits = [
        (_split_cost(words, at), at)
        for at in range(1, len(words))
        if max(_lengths(words, at)) <= line_chars
    ]
    if not splits:
        return None
    at = min(splits)[1]
    return tuple(words[:at]), tuple(words[at:])


def ends_sentence(text: str) -> bool:
    """Whether a word is the last of its sentence."""
    return text.rstrip(_CLOSERS).endswith(_SENTENCE_ENDS)


def ends_clause(text: str) -> bool:
    """Whether a reader would pause behind a word."""
    return ends_sentence(text) or text.rstrip(_CLOSERS).endswith(_CLAUSE_ENDS)


def is_tied(text: str) -> bool:
    """Whether a word belongs to the one behind it."""
    return text.casefold() in _TIED


@lru_cache(maxsize=4096)
def _letter_cells(letter: str) -> float:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0.0
    return WIDE_CELLS if is_wide(letter) else 1.0


def _belongs(before: str, letter: str) -> bool:
    if unicodedata.category(letter).startswith("M") or letter in _JOINERS:
        return True
    if before.endswith("\u200d") or ord(letter) in _SKIN_TONES:
        return True
    return ord(letter) in _FLAG_LETTERS and len(before) == 1 and ord(before) in _FLAG_LETTERS


def _runs(text: str) -> list[str]:
    """Stretches between which a line may break."""
    runs: list[str] = []
    for cluster in clusters(text):
        first = cluster[0]
        stays = runs and (
            runs[-1][-1] in _OPENERS
            or first in _CLOSERS
            or first in (*_SENTENCE_ENDS, *_CLAUSE_ENDS)
            or not (_breaks_anywhere(first) or _breaks_anywhere(runs[-1][0]))
        )
        if stays:
            runs[-1] += cluster
        else:
            runs.append(cluster)
    return runs


def _breaks_anywhere(letter: str) -> bool:
    """Korean is wide too, but has spaces."""
    return is_wide(letter) and not unicodedata.name(letter, "").startswith("HANGUL")


def _short(text: str, line_chars: int) -> list[str]:
    """A stretch in equal parts none of which is longer than a line."""
    count = ceil(cells(text) / line_chars)
    if count <= 1:
        return [text]
    letters = clusters(text)
    size = ceil(len(letters) / count)
    return ["".join(letters[at : at + size]) for at in range(0, len(letters), size)]


def _lengths(words: Sequence[CaptionWord], at: int) -> tuple[float, float]:
    return cells(text_of(words[:at])), cells(text_of(words[at:]))


def _split_cost(words: Sequence[CaptionWord], at: int) -> float:
    first, second = _lengths(words, at)
    last = words[at - 1].text
    return abs(first - second) - 8 * ends_clause(last) + 14 * is_tied(last)
