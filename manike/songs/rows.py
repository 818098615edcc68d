"""Rows of songs, as a tenant gives them: CSV, JSON or Parquet, read whole or refused with the row.

``title``, ``artists`` and ``duration_s`` are needed.
"""

from pathlib import Path

from manike.song_ports import Song
from manike.songs.song_row import song_of_row
from manike.tables import Kind, read_things

MOST_SONGS = 200_000
"""In one catalogue: it is searched in memory, of which that many take half a GiB."""
_SONGS = Kind("song", song_of_row)


def read_songs(file: Path, *, most: int = MOST_SONGS) -> tuple[Song, ...]:
    """All songs of a CSV, JSON or Parquet file, in its order; see ``read_things``."""
    return read_things(file, _SONGS, most)
