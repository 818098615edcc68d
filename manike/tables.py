"""Files of rows that a tenant wrote: CSV, JSON, JSON lines or Parquet, read whole or refused.

In CSV several values of one cell are separated by semicolons. All but a list in JSON is read row
by row: what is in memory is the things alone.
"""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from manike.errors import BadInputError
from manike.extras import songs_extra

_MOST_JSON_BYTES = 256 * 2**20
_INDEX_OF_PANDAS = "__index_level_"
_BATCH = 1000

Refuse = Callable[[BadInputError], None]
"""Told of a row that can't be used; raises, or notes it and the others are read."""


class Thing(Protocol):
    """What a row becomes."""

    @property
    def id(self) -> str:
        """Its own within a file."""
        ...


ThingT = TypeVar("ThingT", bound=Thing)


@dataclass(frozen=True, slots=True)
class Kind(Generic[ThingT]):
    """What rows are of."""

    one: str
    """Such as ``song``."""
    of_row: Callable[[Path, str, Mapping[str, Any]], ThingT]
    """Makes one of a row; raises ``BadInputError``."""

    @property
    def several(self) -> str:
        """Such as ``songs``."""
        return f"{self.one}s"


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    kind: Kind[Any]
    refuse: Refuse

    @property
    def name(self) -> str:
        return self.path.name


Rows = Iterator[tuple[str, Mapping[str, Any]]]
"""Where each row stands, and its values by column."""


def at_once(error: BadInputError) -> None:
    """Refuse the whole file for one row."""
    raise error


def is_table(file: Path) -> bool:
    """Whether a file of this name would be rows."""
    return file.suffix.lower() in _READERS


def read_things(
    file: Path, kind: Kind[ThingT], most: int, refuse: Refuse = at_once
) -> tuple[ThingT, ...]:
    """All things of a file, in its order.

    Args:
        file: its name's ending says what it is.
        kind: what it holds.
        most: how many at most.
        refuse: told of each row that can't be used.

    Raises:
        BadInputError: the file can't be read, or a row can't; names row, field and cure.
        MachineError: Parquet needs the extra [songs].
    """
    things: dict[str, ThingT] = {}
    lines: dict[str, str] = {}
    for line, row in _rows_of(_File(file, kind, refuse)):
        try:
            _refuse_zero(file, line, row)
            thing = kind.of_row(file, line, row)
        except BadInputError as error:
            refuse(error)
            continue
        if thing.id in things:
            said = (
                f"is the {kind.one} of {lines[thing.id]} once more; drop one, or give each an id."
            )
            refuse(BadInputError(f"{file.name}, {line}", said))
            continue
        things[thing.id], lines[thing.id] = thing, line
        if len(things) > most:
            raise BadInputError(
                file.name, f"holds more than {most} {kind.several}; leave some out."
            )
    if not things:
        raise BadInputError(file.name, f"holds no {kind.several}.")
    return tuple(things.values())


def _refuse_zero(file: Path, line: str, row: Mapping[str, Any]) -> None:
    """A zero character, which no database keeps, is left by a broken export."""
    for name, value in row.items():
        cells = value if isinstance(value, list) else (value,)
        if any("\x00" in str(cell) for cell in (name, *cells)):
            said = "holds a zero character; take it out."
            raise BadInputError(f"{file.name}, {line}, {name.replace(chr(0), '')}", said)


def _rows_of(file: _File) -> Rows:
    reader = _READERS.get(file.path.suffix.lower())
    if reader is None:
        said = f"{file.name} must be a .csv, a .json, a .jsonl or a .parquet file."
        raise BadInputError("file", said)
    try:
        yield from reader(file)
    except UnicodeDecodeError as error:
        raise BadInputError(file.name, "is not UTF-8; save it as UTF-8.") from error
    except OSError as error:
        said = f"{file.path} can't be read: {error.strerror or error}."
        raise BadInputError("file", said) from error


def _csv_rows(file: _File) -> Rows:
    with file.path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines, strict=True)
        try:
            header = [name.strip() for name in reader.fieldnames or ()]
            if len(header) == 1 and ";" in header[0]:
                raise BadInputError(f"{file.name}, line 1", "put commas between columns, not ';'.")
            twice = next((name for name in header if name and header.count(name) > 1), None)
            if twice is not None:
                said = f"names the column {twice[:60]!r} twice; take one away."
                raise BadInputError(f"{file.name}, line 1", said)
            reader.fieldnames = header
            for row in reader:
                line = f"line {reader.line_num}"
                if None in row:
                    said = f"has more cells than line 1 has columns ({len(header)}); quote commas."
                    file.refuse(BadInputError(f"{file.name}, {line}", said))
                else:
                    yield line, row
        except csv.Error as error:
            said = f"is no CSV: {error}."
            raise BadInputError(f"{file.name}, line {reader.line_num}", said) from error


def _json_rows(file: _File) -> Rows:
    if file.path.stat().st_size > _MOST_JSON_BYTES:
        said = f"is larger than {_MOST_JSON_BYTES // 2**20} MiB; make it a .csv or a .parquet."
        raise BadInputError(file.name, said)
    text = file.path.read_text(encoding="utf-8-sig")
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInputError(file.name, f"is no JSON: {error}.") from error
    rows = content.get(file.kind.several) if isinstance(content, dict) else content
    if not isinstance(rows, list):
        raise BadInputError(file.name, 'holds no list; write [{"title": …}, …].')
    for number, row in enumerate(rows, 1):
        if _is_row(file, f"row {number}", row):
            yield f"row {number}", row


def _json_lines(file: _File) -> Rows:
    with file.path.open(encoding="utf-8-sig") as lines:
        for number, text in enumerate(lines, 1):
            if not text.strip():
                continue
            line = f"line {number}"
            try:
                row = json.loads(text)
            except (ValueError, RecursionError) as error:
                file.refuse(BadInputError(f"{file.name}, {line}", f"is no JSON: {error}."))
                continue
            if _is_row(file, line, row):
                yield line, row


def _is_row(file: _File, line: str, row: object) -> bool:
    if not isinstance(row, dict):
        said = f'is no {file.kind.one}; write {{"title": …}}.'
        file.refuse(BadInputError(f"{file.name}, {line}", said))
        return False
    return True


def _parquet_rows(file: _File) -> Rows:
    with songs_extra("Reading Parquet"):
        import pyarrow
        import pyarrow.parquet
    number = 0
    try:
        with pyarrow.parquet.ParquetFile(file.path) as table:
            names = [name for name in table.schema_arrow.names if _INDEX_OF_PANDAS not in name]
            for batch in table.iter_batches(_BATCH, columns=names):
                for row in batch.to_pylist():
                    number += 1
                    yield f"row {number}", row
    except pyarrow.ArrowException as error:
        raise BadInputError(file.name, f"is no whole Parquet file: {error}.") from error


_READERS: Mapping[str, Callable[[_File], Rows]] = {
    ".csv": _csv_rows,
    ".json": _json_rows,
    ".jsonl": _json_lines,
    ".parquet": _parquet_rows,
}
