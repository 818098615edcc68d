"""One row of songs as a tenant wrote it down: read, or refused with its place, field and cure."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from manike.song_ports import KEY, Artist, Song
from manike.table_rows import SEVERAL, TableRow, Text, id_of, row_of

_CURES = {
    "title": "write the song's name",
    "artists": "name who plays, several with semicolons between them",
    "duration_s": "write its length in seconds, such as 215 or 215.4",
    "released": "write a year, a month or a day: 2019, 2019-03 or 2019-03-08",
    "is_explicit": "write yes or no",
    "tempo_bpm": "write beats per minute, such as 96, or leave it empty",
    "key": "write a key such as A minor, F# major or Bb major, or leave it empty",
    "loudness_lufs": "write its loudness in LUFS, such as -14, or leave it empty",
    "brightness_hz": "write a frequency in Hz, such as 1800, or leave it empty",
    "onsets_per_s": "write how many notes begin in a second, such as 2.5, or leave it empty",
}


def _day(given: object) -> object:
    """A table has days as days and years as numbers."""
    if isinstance(given, date):
        return given.strftime("%Y-%m-%d")
    return int(given) if isinstance(given, float) and given.is_integer() else given


class _Row(TableRow):
    id: Annotated[str, Field(max_length=200)] = ""
    title: Annotated[Text, Field(min_length=1)]
    artists: Annotated[tuple[Text, ...], Field(min_length=1), SEVERAL]
    album: Text = ""
    released: Annotated[
        str, Field(pattern=r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$"), BeforeValidator(_day)
    ] = ""
    duration_s: Annotated[float, Field(gt=0, lt=86_400)]
    is_explicit: bool = False
    isrc: Text = ""
    tags: Annotated[tuple[Text, ...], SEVERAL] = ()
    tempo_bpm: Annotated[float, Field(gt=0, lt=1000)] | None = None
    key: Annotated[str, Field(pattern=KEY)] = ""
    loudness_lufs: Annotated[float, Field(ge=-120, le=20)] | None = None
    brightness_hz: Annotated[float, Field(ge=0, le=96_000)] | None = None
    onsets_per_s: Annotated[float, Field(ge=0, le=1000)] | None = None
    licence: Text = ""
    file: Text = ""
    link: Text = ""

    def song(self, folder: Path) -> Song:
        """The song, with an id that stays the same as long as title, artists and album do."""
        own = self.id or id_of(self.title, *self.artists, self.album)
        artists = tuple(Artist(id=id_of(name), name=name) for name in self.artists)
        file = str((folder / self.file).resolve()) if self.file else ""
        made = {"id": own, "artists": artists, "file": file}
        return Song.model_validate(self.model_dump() | made)


def song_of_row(file: Path, line: str, row: Mapping[str, Any]) -> Song:
    """The song of a row.

    Args:
        file: where the row stands; recordings are named from its folder.
        line: where in it, for people.
        row: texts, or values of a table; what is empty or no number counts as not given.

    Raises:
        BadInputError: it can't be read; says where and the cure.
    """
    return row_of(_Row, _CURES, file, line, row).song(file.parent)
