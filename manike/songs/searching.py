"""A search over all pages of a catalogue."""

from manike.song_ports import Song, SongCatalogue, SongQuery


def songs_found(catalogue: SongCatalogue, query: SongQuery, most: int) -> tuple[Song, ...]:
    """The first songs that a query means, best first, from as few pages as needed.

    Args:
        catalogue: where to look.
        query: what for.
        most: how many songs at most.
    """
    found: list[Song] = []
    start: int | None = 0
    while start is not None and len(found) < most:
        page = catalogue.search(query, start=start)
        found.extend(page.songs)
        start = page.next_start
    return tuple(found[:most])
