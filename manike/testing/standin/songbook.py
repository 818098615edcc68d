"""Songs that the stand-in's Spotify finds: invented ones, by words and by field filters."""

import hashlib
import re
import string
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).parent / "songs.yaml"
_FILTER = re.compile(r'\b(track|artist|album|year|isrc):("[^"]*"|\S+(?:\s+[^\s:]+(?!\S*:))*)')
_YEARS = re.compile(r"([0-9]{4})(?:-([0-9]{4}))?")
_WORD = re.compile(r"\w+")
_LETTERS = string.digits + string.ascii_letters
_ID_LETTERS = 22


@dataclass(frozen=True, slots=True)
class Song:
    """One track."""

    track: str
    artist: str
    album: str
    released: date
    duration_s: int
    isrc: str
    explicit: bool


@cache
def songs() -> tuple[Song, ...]:
    """All of ``songs.yaml``."""
    content = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(Song(**row) for row in content["songs"])


def found(query: str) -> list[Song]:
    """Those that a query means, best first: all filters hold, and a word or more is theirs.

    Args:
        query: words, and filters such as ``artist:"Hollow Pine"`` or ``year:2016-2019``.
    """
    filters = [(name, value.strip('"')) for name, value in _FILTER.findall(query)]
    words = set(_words(_FILTER.sub(" ", query)))
    held = [song for song in songs() if all(_holds(song, *each) for each in filters)]
    shared = {song.isrc: len(words & set(_words(_text(song)))) for song in held}
    kept = [song for song in held if shared[song.isrc] or not words]
    return sorted(kept, key=lambda song: -shared[song.isrc])


def public_id(kind: str, name: str) -> str:
    """Of a track, an artist, an album: 22 letters and digits."""
    number = int.from_bytes(hashlib.sha256(f"{kind} {name}".encode()).digest())
    letters = []
    for _ in range(_ID_LETTERS):
        number, rest = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[rest])
    return "".join(letters)


def _holds(song: Song, name: str, value: str) -> bool:
    if name == "year":
        span = _YEARS.fullmatch(value)
        return span is not None and int(span[1]) <= song.released.year <= int(span[2] or span[1])
    if name == "isrc":
        return song.isrc == value
    return set(_words(value)) <= set(_words(getattr(song, name)))


def _text(song: Song) -> str:
    return f"{song.track} {song.artist} {song.album}"


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
