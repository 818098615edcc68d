"""Rows of songs, as a tenant gives them: CSV, JSON or Parquet, read whole or refused with the row.

``title``, ``artists`` and ``duration_s`` are needed. In CSV, several artists or tags are separated
by semicolons. CSV and Parquet are read row by row: what is in memory is the songs alone.
"""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from manike.errors import BadInputError
from manike.song_ports import Song
from manike.songs.extra import songs_extra
from manike.songs.song_row import song_of_row

MOST_SONGS = 200_000
"""In one catalogue: it is searched in memory, of which that many take half a GiB."""
_MOST_JSON_BYTES = 256 * 2**20
_INDEX_OF_PANDAS = "__index_level_"
_BATCH = 1000

Rows = Iterator[tuple[str, Mapping[str, Any]]]
"""Where each row stands, and its values by column."""


def read_songs(file: Path, *, most: int = MOST_SONGS) -> tuple[Song, ...]:
    """All songs of a CSV, JSON or Parquet file, in its order.

    Raises:
        BadInputError: the file can't be read, or a row can't; names row, field and cure.
        MachineError: Parquet needs the extra [songs].
    """
    songs: dict[str, Song] = {}
    lines: dict[str, str] = {}
    for line, row in _rows_of(file):
        song = song_of_row(file, line, row)
        if song.id in songs:
            said = f"is the song of {lines[song.id]} once more; drop one, or give each an id."
            raise BadInputError(f"{file.name}, {line}", said)
        songs[song.id], lines[song.id] = song, line
        if len(songs) > most:
            raise BadInputError(file.name, f"holds more than {most} songs; leave some out.")
    if not songs:
        raise BadInputError(file.name, "holds no songs.")
    return tuple(songs.values())


def _rows_of(file: Path) -> Rows:
    reader = _READERS.get(file.suffix.lower())
    if reader is None:
        said = f"{file.name} must be a .csv, a .json or a .parquet file, or a folder."
        raise BadInputError("file", said)
    try:
        yield from reader(file)
    except UnicodeDecodeError as error:
        raise BadInputError(file.name, "is not UTF-8; save it as UTF-8.") from error
    except OSError as error:
        said = f"{file} can't be read: {error.strerror or error}."
        raise BadInputError("file", said) from error


def _csv_rows(file: Path) -> Rows:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines, strict=True)
        try:
            header = [name.strip() for name in reader.fieldnames or ()]
            if len(header) == 1 and ";" in header[0]:
                raise BadInputError(f"{file.name}, line 1", "put commas between columns, not ';'.")
            reader.fieldnames = header
            for row in reader:
                line = f"line {reader.line_num}"
                if None in row:
                    said = f"has more cells than line 1 has columns ({len(header)}); quote commas."
                    raise BadInputError(f"{file.name}, {line}", said)
                yield line, row
        except csv.Error as error:
            said = f"is no CSV: {error}."
            raise BadInputError(f"{file.name}, line {reader.line_num}", said) from error


def _json_rows(file: Path) -> Rows:
    if file.stat().st_size > _MOST_JSON_BYTES:
        said = f"is larger than {_MOST_JSON_BYTES // 2**20} MiB; make it a .csv or a .parquet."
        raise BadInputError(file.name, said)
    text = file.read_text(encoding="utf-8-sig")
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInputError(file.name, f"is no JSON: {error}.") from error
    rows = content.get("songs") if isinstance(content, dict) else content
    if not isinstance(rows, list):
        raise BadInputError(file.name, 'holds no list; write [{"title": …}, …].')
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            raise BadInputError(f"{file.name}, row {number}", 'is no song; write {"title": …}.')
        yield f"row {number}", row


def _parquet_rows(file: Path) -> Rows:
    with songs_extra("Reading Parquet"):
        import pyarrow
        import pyarrow.parquet
    number = 0
    try:
        with pyarrow.parquet.ParquetFile(file) as table:
            names = [name for name in table.schema_arrow.names if _INDEX_OF_PANDAS not in name]
            for batch in table.iter_batches(_BATCH, columns=names):
                for row in batch.to_pylist():
                    number += 1
                    yield f"row {number}", row
    except pyarrow.ArrowException as error:
        raise BadInputError(file.name, f"is no whole Parquet file: {error}.") from error


_READERS: Mapping[str, Callable[[Path], Rows]] = {
    ".csv": _csv_rows,
    ".json": _json_rows,
    ".parquet": _parquet_rows,
}
