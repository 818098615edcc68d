"""A song from what its file says of itself: tags as the usual players write them, else its name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from manike.media.probe import read_tags
from manike.song_ports import KEY
from manike.songs.keys import PITCHES

UNKNOWN_ARTIST = "unknown artist"
_DATE = re.compile(r"[1-9][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?")
_SEVERAL = re.compile(r"\s*[;/]\s*|\s+(?:feat\.?|ft\.?|featuring)\s+", re.IGNORECASE)
_TRACK_NUMBER = re.compile(r"^\d{1,3}(?:[-.]\d{1,3})?(?:\s*[-.)]\s*|\s+)(?=\S)")
_SHORT_KEY = re.compile(r"([A-Ga-g])(#|b)?\s*(m|min|minor|maj|major)?")
_MOST_CHARS = 500
_SPELT = {"C#": "C#", "Db": "C#", "D#": "Eb", "Gb": "F#", "G#": "Ab", "A#": "Bb"}
_MOST_BPM = 1000.0


@dataclass(frozen=True, slots=True)
class Tags:
    """What a file says; empty or ``None`` is what it doesn't."""

    title: str
    artists: tuple[str, ...]
    album: str
    released: str
    genres: tuple[str, ...]
    tempo_bpm: float | None
    key: str
    isrc: str
    licence: str


def tags_of_file(path: Path) -> Tags:
    """What a recording says of itself.

    Raises:
        MediaError: it is not a media file, or it is broken.
    """
    return tags_of(read_tags(path), path.stem)


def tags_of(found: Mapping[str, str], stem: str) -> Tags:
    """Tags from a file's own, by lower-case names, and from its name for what they lack."""
    texts = {name: text[:_MOST_CHARS] for name, text in found.items()}
    artist, title = _of_name(stem)
    date = _DATE.match(_first(texts, "originaldate", "date", "year", "tdor", "tyer"))
    return Tags(
        title=_first(texts, "title") or title,
        artists=_several(_first(texts, "artist", "album_artist")) or (artist or UNKNOWN_ARTIST,),
        album=_first(texts, "album"),
        released=date.group() if date else "",
        genres=tuple(genre.casefold() for genre in _several(_first(texts, "genre", "mood"))),
        tempo_bpm=_tempo(_first(texts, "tbpm", "bpm", "tmpo")),
        key=_key(_first(texts, "tkey", "initialkey", "initial_key", "key")),
        isrc=_first(texts, "isrc", "tsrc").replace("-", "").upper(),
        licence=_first(texts, "license", "licence", "wcop"),
    )


def _first(tags: Mapping[str, str], *names: str) -> str:
    return next((tags[name] for name in names if name in tags), "")


def _several(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in _SEVERAL.split(text) if part))


def _of_name(stem: str) -> tuple[str, str]:
    """Artist and title of a name such as ``03 - Hollow Pine - Salt``; the artist may be empty."""
    name = PurePath(stem).name.replace("_", " ").strip()
    plain = _TRACK_NUMBER.sub("", name) or name
    artist, dash, title = plain.partition(" - ")
    return (artist.strip(), title.strip()) if dash and title.strip() else ("", plain)


def _tempo(text: str) -> float | None:
    try:
        tempo_bpm = float(text.replace(",", "."))
    except ValueError:
        return None
    return tempo_bpm if 0 < tempo_bpm < _MOST_BPM else None


def _key(text: str) -> str:
    """A key as DJs' programs write it, ``Am`` or ``F#maj``, in the words of a song."""
    found = _SHORT_KEY.fullmatch(text)
    if found is None:
        return ""
    letter, sign, mode = found.group(1).upper(), found.group(2) or "", found.group(3) or "maj"
    pitch = _SPELT.get(letter + sign, letter + sign)
    key = f"{pitch} {'major' if mode.startswith('maj') else 'minor'}"
    return key if pitch in PITCHES and re.match(KEY, key) else ""
