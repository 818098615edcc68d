"""A tenant's own song catalogue: a file in its store for each source, searched in memory."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from manike.errors import NotFoundError, StoreError
from manike.generation.fingerprint import hash_of
from manike.media.files import sha256_of, write_bytes
from manike.song_ports import PAGE, Artist, Song, SongPage, SongQuery

LOCAL = "local"
_WORD = re.compile(r"\w+")


class Source(StrEnum):
    """Where songs of a tenant come from. Each takes the place of its own ones before."""

    ROWS = "rows"
    """A file of rows that the tenant wrote."""
    FOLDER = "folder"
    """Recordings on its disk."""
    FETCHED = "fetched"
    """Searches of a catalogue over the network."""


class _Contents(BaseModel):
    """The file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1] = 1
    songs: tuple[Song, ...]


class LocalCatalogue:
    """See ``SongCatalogue``. Of two songs with as many of the words, the earlier row is better."""

    name = LOCAL

    def __init__(self, songs: Sequence[Song]) -> None:
        self._songs = tuple(songs)

    @classmethod
    def open(cls, folder: Path) -> "LocalCatalogue":
        """The catalogue that lies in a tenant's folder; see ``all_songs``.

        Raises:
            NotFoundError: none is kept there yet.
            StoreError: it is damaged.
        """
        songs = all_songs(folder)
        if not songs:
            said = "There are no songs yet: load some with manike songs load FILE."
            raise NotFoundError(said)
        return cls(songs)

    @property
    def songs(self) -> tuple[Song, ...]:
        """All of them."""
        return self._songs

    def __len__(self) -> int:
        return len(self._songs)

    def search(self, query: SongQuery, *, start: int = 0) -> SongPage:
        """See ``SongCatalogue``."""
        wanted = set(_words(query.words))
        scored = [
            (len(wanted & set(_words(_text(song)))), song)
            for song in self._songs
            if _holds(song, query)
        ]
        if wanted:
            scored = sorted((each for each in scored if each[0]), key=lambda each: -each[0])
        page = tuple(song for _, song in scored[start : start + PAGE])
        end = start + len(page)
        return SongPage(page, len(scored), end if page and end < len(scored) else None)

    def song(self, song_id: str) -> Song:
        """See ``SongCatalogue``."""
        for song in self._songs:
            if song.id == song_id:
                return song
        said = f"The catalogue has no song {song_id[:60]!r}; manike songs search shows their ids."
        raise NotFoundError(said)

    def artist(self, artist_id: str) -> Artist:
        """See ``SongCatalogue``."""
        for song in self._songs:
            for artist in song.artists:
                if artist.id == artist_id:
                    return artist
        raise NotFoundError(f"The catalogue has no artist {artist_id[:60]!r}.")


def all_songs(folder: Path) -> tuple[Song, ...]:
    """The songs of all sources, in their order; none where nothing was loaded.

    Of two songs with one id, which only a tenant's own ids can have, the first counts.

    Raises:
        StoreError: they are damaged.
    """
    songs: dict[str, Song] = {}
    for source in Source:
        for song in kept_songs(folder, source):
            songs.setdefault(song.id, song)
    return tuple(songs.values())


def kept_songs(folder: Path, source: Source) -> tuple[Song, ...]:
    """The songs of one source; none where nothing was loaded from it.

    Raises:
        StoreError: they are damaged.
    """
    file = _file_of(folder, source)
    try:
        return _Contents.model_validate_json(file.read_bytes()).songs
    except FileNotFoundError:
        return ()
    except (OSError, ValidationError) as error:
        raise StoreError(f"{file} is damaged. Load the songs again.") from error


def stored_version(folder: Path) -> str:
    """Hash of all that a tenant's sources have given: another one when any of it is."""
    files = [_file_of(folder, source) for source in Source]
    return hash_of([sha256_of(file) if file.is_file() else "" for file in files])


def keep_songs(folder: Path, source: Source, songs: Iterable[Song]) -> None:
    """Put songs in the place of those that the source gave before, whole."""
    content = _Contents(songs=tuple(songs)).model_dump_json(exclude_none=True)
    write_bytes(_file_of(folder, source), content.encode())


def _holds(song: Song, query: SongQuery) -> bool:
    """Whether a song meets all of a query but its words."""
    names = " ".join(artist.name for artist in song.artists)
    filters = ((query.title, song.title), (query.artist, names), (query.album, song.album))
    if query.isrc and query.isrc.upper() != song.isrc.upper():
        return False
    if query.years is not None:
        year = song.released[:4]
        if not year or not query.years[0] <= int(year) <= query.years[1]:
            return False
    return all(set(_words(wanted)) <= set(_words(text)) for wanted, text in filters)


def _text(song: Song) -> str:
    names = " ".join(artist.name for artist in song.artists)
    return " ".join((song.title, names, song.album, *song.tags))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _file_of(folder: Path, source: Source) -> Path:
    return folder / ("songs.json" if source is Source.ROWS else f"{source.value}.json")
