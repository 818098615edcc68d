"""Rows of songs, as a tenant gives them: CSV or JSON, read whole or refused with the row at fault.

``title``, ``artists`` and ``duration_s`` are needed. In CSV, several artists or tags are separated
by semicolons.
"""

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from manike.errors import BadInputError
from manike.song_ports import Artist, Song

_MOST_BYTES = 64 * 2**20
_ID_CHARS = 16
_CURES = {
    "title": "write the song's name",
    "artists": "name who plays, several with semicolons between them",
    "duration_s": "write its length in seconds, such as 215 or 215.4",
    "released": "write a year, a month or a day: 2019, 2019-03 or 2019-03-08",
    "is_explicit": "write yes or no",
    "tempo_bpm": "write beats per minute, such as 96, or leave it empty",
}


def _several(given: object) -> object:
    """A list, or one text with semicolons."""
    if isinstance(given, str):
        return [part.strip() for part in given.split(";") if part.strip()]
    return given


Text = Annotated[str, Field(max_length=500)]


class _Row(BaseModel):
    """One song as somebody wrote it down."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, coerce_numbers_to_str=True)

    id: Text = ""
    title: Annotated[Text, Field(min_length=1)]
    artists: Annotated[tuple[Text, ...], Field(min_length=1), BeforeValidator(_several)]
    album: Text = ""
    released: Annotated[str, Field(pattern=r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$")] = ""
    duration_s: Annotated[float, Field(gt=0, lt=86_400)]
    is_explicit: bool = False
    isrc: Text = ""
    tags: Annotated[tuple[Text, ...], BeforeValidator(_several)] = ()
    tempo_bpm: Annotated[float, Field(gt=0, lt=1000)] | None = None
    link: Text = ""

    def song(self) -> Song:
        """The song, with an id that stays the same as long as title, artists and album do."""
        own = self.id or _id_of(self.title, *self.artists, self.album)
        artists = tuple(Artist(id=_id_of(name), name=name) for name in self.artists)
        return Song.model_validate(self.model_dump() | {"id": own, "artists": artists})


def read_songs(file: Path) -> tuple[Song, ...]:
    """All songs of a CSV or JSON file, in its order.

    Raises:
        BadInputError: the file can't be read, or a row can't; names row, field and cure.
    """
    text = _text_of(file)
    rows = _json_rows(file, text) if file.suffix.lower() == ".json" else _csv_rows(file, text)
    songs: dict[str, Song] = {}
    lines: dict[str, str] = {}
    for line, row in rows:
        song = _read(file, line, row)
        if song.id in songs:
            said = f"is the song of {lines[song.id]} once more; drop one, or give each an id."
            raise BadInputError(f"{file.name}, {line}", said)
        songs[song.id], lines[song.id] = song, line
    if not songs:
        raise BadInputError(file.name, "holds no songs.")
    return tuple(songs.values())


def _read(file: Path, line: str, row: Mapping[str, Any]) -> Song:
    given = {name: value for name, value in row.items() if value not in (None, "")}
    try:
        return _Row.model_validate(given).song()
    except ValidationError as error:
        first = error.errors()[0]
        field = str(first["loc"][0])
        raise BadInputError(f"{file.name}, {line}, {field}", _said(first, field)) from error


def _said(problem: Mapping[str, Any], field: str) -> str:
    if problem["type"] == "extra_forbidden":
        return f"is not known; use {', '.join(_Row.model_fields)}."
    cure = _CURES.get(field, "write a shorter text")
    if problem["type"] == "missing":
        return f"is missing; {cure}."
    return f"{str(problem['input'])[:60]!r} can't be used; {cure}."


def _csv_rows(file: Path, text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    reader = csv.DictReader(StringIO(text, newline=""), strict=True)
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
            yield line, dict(row)
    except csv.Error as error:
        said = f"is no CSV: {error}."
        raise BadInputError(f"{file.name}, line {reader.line_num}", said) from error


def _json_rows(file: Path, text: str) -> Iterator[tuple[str, dict[str, Any]]]:
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


def _text_of(file: Path) -> str:
    if file.suffix.lower() not in (".csv", ".json"):
        raise BadInputError("file", f"{file.name} must be a .csv or a .json file.")
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise BadInputError(file.name, f"is larger than {_MOST_BYTES // 2**20} MiB; split it.")
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInputError(file.name, "is not UTF-8; save it as UTF-8.") from error
    except OSError as error:
        raise BadInputError("file", f"{file} can't be read: {error.strerror}.") from error


def _id_of(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).casefold().encode()).hexdigest()[:_ID_CHARS]
