"""One row as a tenant wrote it down: read, or refused with its place, field and cure."""

import hashlib
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from manike.errors import BadInputError

_ID_CHARS = 16

Text = Annotated[str, Field(max_length=500)]


def _several(given: object) -> object:
    """A list, or one text with semicolons."""
    if isinstance(given, str):
        return [part.strip() for part in given.split(";") if part.strip()]
    return given


SEVERAL = BeforeValidator(_several)
"""Of a field with several values."""


class TableRow(BaseModel):
    """What columns a row may have, by their names."""

    model_config = ConfigDict(
        extra="forbid",
        str_strip_whitespace=True,
        coerce_numbers_to_str=True,
        allow_inf_nan=False,
    )


RowT = TypeVar("RowT", bound=TableRow)


def row_of(
    model: type[RowT], cures: Mapping[str, str], file: Path, line: str, row: Mapping[str, Any]
) -> RowT:
    """A row by its columns.

    Args:
        model: what columns there are.
        cures: what to write into a column, by its name.
        file: where the row stands.
        line: where in it, for people.
        row: texts, or values of a table; what is empty or no number counts as not given.

    Raises:
        BadInputError: it can't be read; says where and the cure.
    """
    given = {name: value for name, value in row.items() if not _is_empty(value)}
    try:
        return model.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        field = str(first["loc"][0]) if first["loc"] else "row"
        said = _said(first, model, cures.get(field, "write a shorter text"))
        raise BadInputError(f"{file.name}, {line}, {field}", said) from error


def id_of(*parts: str) -> str:
    """An id for what has none of its own: the same for the same names."""
    return hashlib.sha256("\n".join(parts).casefold().encode()).hexdigest()[:_ID_CHARS]


def _is_empty(value: object) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, float) and math.isnan(value))


def _said(problem: Mapping[str, Any], model: type[TableRow], cure: str) -> str:
    if problem["type"] == "extra_forbidden":
        return f"is not known; use {', '.join(model.model_fields)}."
    if problem["type"] == "missing":
        return f"is missing; {cure}."
    return f"{str(problem['input'])[:60]!r} can't be used; {cure}."
