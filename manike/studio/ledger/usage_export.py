"""A provider's own list of what it billed, as CSV or JSON, whatever its columns are called."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from manike.errors import BadInputError
from manike.given import text_of_file
from manike.money import plain

_JOB = ("job_id", "request_id", "prediction_id", "task_uuid", "taskuuid", "id")
_AMOUNT = ("amount", "cost", "price", "total", "amount_usd", "cost_usd")
_TIME = ("time", "timestamp", "created_at", "completed_at", "date")
_LISTS = ("data", "items", "results", "usage")
_MILLISECONDS_FROM = 100_000_000_000
"""A number of seconds this large would be in the year 5138."""


@dataclass(frozen=True, slots=True)
class Billed:
    """What a provider billed for one job; several lines of one job are added up."""

    job: str
    """Empty where the export gives none."""
    amount: Decimal
    at: datetime | None
    """``None`` if the export gives no time."""
    line: int = 0
    """Of the export, the first one of the job; 1 is the first below the names of the columns."""


def read_export(path: Path) -> Sequence[Billed]:
    """Read a usage export, in the order of its first lines.

    Raises:
        BadInputError: it can't be read, holds no rows, has no column for the job or the amount,
            or a job comes to less than nothing; says which columns it has, or the line.
    """
    text = text_of_file(path)
    is_json = text.lstrip()[:1] in {"[", "{"}
    jobs: dict[str, Billed] = {}
    for number, row in enumerate(_of_json(text) if is_json else _of_csv(text), start=1):
        line = _line(row, number)
        key = line.job or f" {number}"  # what has no id is no job of another line's
        before = jobs.get(key)
        if before is not None:
            line = replace(before, amount=before.amount + line.amount)
        jobs[key] = line
    if not jobs:
        raise BadInputError("file", f"{path} holds no rows; export the days that are to compare.")
    for line in jobs.values():
        if line.amount < 0:
            said = f"line {line.line}: {line.job or 'it'} comes to {plain(line.amount)}, below 0."
            raise BadInputError("file", said)
    return list(jobs.values())


def _of_csv(text: str) -> Iterable[Mapping[str, Any]]:
    return csv.DictReader(io.StringIO(text))


def _of_json(text: str) -> Iterable[Mapping[str, Any]]:
    try:
        content = json.loads(text, parse_float=Decimal)
    except ValueError as error:
        raise BadInputError("file", f"it is no JSON: {error}.") from error
    if isinstance(content, dict):
        content = next((content[name] for name in _LISTS if name in content), None)
    if not isinstance(content, list) or not all(isinstance(row, dict) for row in content):
        raise BadInputError("file", "it holds no list of objects.")
    return content


def _line(row: Mapping[str, Any], number: int) -> Billed:
    values = {str(name).strip().lower(): value for name, value in row.items()}
    job = _value(values, _JOB, number, may_be_empty=True)
    amount = _value(values, _AMOUNT, number)
    at = next((values[name] for name in _TIME if values.get(name)), None)
    return Billed(
        job=str(job).strip(),
        amount=_amount(amount, number),
        at=None if at is None else _time(at, number),
        line=number,
    )


def _value(
    values: Mapping[str, Any], names: Sequence[str], number: int, *, may_be_empty: bool = False
) -> object:
    for name in names:
        if values.get(name) not in {None, ""}:
            return values[name]
    if may_be_empty and any(name in values for name in names):
        return ""
    raise BadInputError(
        "file", f"line {number} has none of {', '.join(names)}; it has {', '.join(values)}."
    )


def _amount(value: object, number: int) -> Decimal:
    try:
        amount = Decimal(str(value).strip().removeprefix("$").removesuffix("USD").strip())
    except InvalidOperation as error:
        raise BadInputError("file", f"line {number}: {value!r} is no amount.") from error
    if not amount.is_finite():
        raise BadInputError("file", f"line {number}: {value!r} is no amount.")
    return amount


def _time(value: object, number: int) -> datetime:
    """In UTC, also where the export names no zone."""
    try:
        text = str(value).strip()
        if text.replace(".", "", 1).isdigit():
            seconds = float(text)
            return datetime.fromtimestamp(
                seconds / 1000 if seconds >= _MILLISECONDS_FROM else seconds, UTC
            )
        at = datetime.fromisoformat(text)
    except (ValueError, OverflowError, OSError) as error:
        raise BadInputError("file", f"line {number}: {value!r} is no time.") from error
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
