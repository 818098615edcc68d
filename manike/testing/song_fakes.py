"""A song catalogue of invented songs, without file or network."""

from collections.abc import Iterable
from typing import TypeVar

from manike.errors import NotFoundError
from manike.song_ports import PAGE, Artist, Song, SongPage, SongQuery
from manike.testing.standin.songbook import songs

FoundT = TypeVar("FoundT", Song, Artist)


class FakeCatalogue:
    """Finds what holds all letters of each thing asked for, in the order of its songs."""

    name = "fake"

    def __init__(self, catalogue: Iterable[Song] | None = None) -> None:
        self._songs = invented_songs() if catalogue is None else tuple(catalogue)
        self.asked: list[SongQuery] = []

    def search(self, query: SongQuery, *, start: int = 0) -> SongPage:
        """See ``SongCatalogue.search``."""
        self.asked.append(query)
        found = [song for song in self._songs if _fits(song, query)]
        page = tuple(found[start : start + PAGE])
        end = start + len(page)
        return SongPage(page, len(found), end if page and end < len(found) else None)

    def song(self, song_id: str) -> Song:
        """See ``SongCatalogue.song``."""
        return _one((song for song in self._songs if song.id == song_id), song_id)

    def artist(self, artist_id: str) -> Artist:
        """See ``SongCatalogue.artist``."""
        artists = (artist for song in self._songs for artist in song.artists)
        return _one((artist for artist in artists if artist.id == artist_id), artist_id)


def invented_songs() -> tuple[Song, ...]:
    """Those of the stand-in's Spotify, with short ids."""
    return tuple(
        Song(
            id=f"song-{number}",
            title=each.track,
            artists=(Artist(id=each.artist.lower(), name=each.artist),),
            album=each.album,
            released=each.released.isoformat(),
            duration_s=each.duration_s,
            is_explicit=each.explicit,
            isrc=each.isrc,
        )
        for number, each in enumerate(songs(), 1)
    )


def _fits(song: Song, query: SongQuery) -> bool:
    names = " ".join(artist.name for artist in song.artists)
    everything = f"{song.title} {names} {song.album}".lower().split()
    words = query.words.lower().split()
    years = query.years or (0, 9999)
    return (
        (not words or any(word in everything for word in words))
        and query.title.lower() in song.title.lower()
        and query.artist.lower() in names.lower()
        and query.album.lower() in song.album.lower()
        and query.isrc in ("", song.isrc)
        and years[0] <= int(song.released[:4] or 0) <= years[1]
    )


def _one(found: Iterable[FoundT], wanted: str) -> FoundT:
    for each in found:
        return each
    raise NotFoundError(f"There is no {wanted!r}.")
