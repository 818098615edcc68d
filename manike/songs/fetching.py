"""Searches of a catalogue over the network, page by page, into a catalogue of a tenant's own.

Each page is written down when it has come, with where the next one starts: whoever is stopped, by a
kill or by a limit, goes on there. The songs are a catalogue once all searches are through.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from manike.errors import StoreError
from manike.generation.fingerprint import hash_of
from manike.song_ports import Song, SongCatalogue, SongQuery
from manike.songs.journal import Journal


@dataclass(frozen=True, slots=True)
class Fetched:
    """What searches have found."""

    songs: tuple[Song, ...]
    """Each once, in the order in which they were found, search by search."""
    pages: int
    """How many were asked for just now."""
    found_again: int
    """Songs that a page before had already."""


@dataclass(slots=True)
class _Search:
    """How far one search is."""

    songs: dict[str, Song] = field(default_factory=dict)
    next_start: int | None = 0
    again: int = 0

    def take(self, songs: Sequence[Song], next_start: int | None) -> None:
        """A page that came; of a song that came before, what is known now counts."""
        self.again += sum(song.id in self.songs for song in songs)
        self.songs |= {song.id: song for song in songs}
        self.next_start = next_start

    def is_through(self, most: int) -> bool:
        return self.next_start is None or len(self.songs) >= most


class SongFetch:
    """A fetch that can be gone on with; its journal lies in a file of the tenant's."""

    def __init__(self, file: Path, catalogue: SongCatalogue, most: int) -> None:
        """Nothing is asked yet.

        Args:
            file: the journal.
            catalogue: who is asked.
            most: songs of one search, at most.
        """
        self._file = file
        self._catalogue = catalogue
        self._most = most

    def run(
        self,
        queries: Sequence[SongQuery],
        keep: Callable[[tuple[Song, ...]], None],
        report: Callable[[str, int, int], None] = lambda *_: None,
    ) -> Fetched:
        """Go on with these searches where they stopped, or begin; then keep what was found.

        Args:
            queries: searches; what an interrupted fetch has of others is dropped.
            keep: puts the songs in their place, whole; then the journal is begun anew.
            report: told of each search after a page: its words, songs so far, songs wanted.

        Raises:
            ProviderError: the catalogue does not answer; what came before is kept.
            ConflictError: another fetch of this tenant is under way.
        """
        pages = 0
        with Journal(self._file) as journal:
            searches = self._known(journal)
            for query in queries:
                search = searches.setdefault(_key(query), _Search())
                while not search.is_through(self._most):
                    assert search.next_start is not None
                    page = self._catalogue.search(query, start=search.next_start)
                    journal.add(_line(query, page.songs, page.next_start))
                    search.take(page.songs, page.next_start)
                    pages += 1
                    wanted = min(page.total, self._most)
                    report(query.words, len(search.songs), max(wanted, len(search.songs)))
            wanted_keys = dict.fromkeys(map(_key, queries))
            found: dict[str, Song] = {}
            again = 0
            for search in (searches[key] for key in wanted_keys):
                taken = dict(list(search.songs.items())[: self._most])
                again += search.again + len(found.keys() & taken.keys())
                found |= taken
            songs = tuple(found.values())
            keep(songs)
            journal.begin_anew()
        return Fetched(songs, pages, again)

    def _known(self, journal: Journal) -> dict[str, _Search]:
        searches: dict[str, _Search] = {}
        for line in journal.lines():
            try:
                songs = [Song.model_validate(song) for song in line["songs"]]
                key, next_start = line["search"], line["next_start"]
            except (KeyError, ValueError) as error:
                said = f"{self._file} is damaged. Remove it: the searches then begin anew."
                raise StoreError(said) from error
            searches.setdefault(key, _Search()).take(songs, next_start)
        return searches


def _key(query: SongQuery) -> str:
    return hash_of(asdict(query))


def _line(query: SongQuery, songs: Sequence[Song], next_start: int | None) -> dict[str, Any]:
    return {
        "search": _key(query),
        "next_start": next_start,
        "songs": [song.model_dump(mode="json", exclude_none=True) for song in songs],
    }
