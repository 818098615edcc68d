"""A provider's own list of what it billed, as CSV or JSON, whatever its columns are called."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from manike.errors import BadInputError

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
    amount: Decimal
    at: datetime | None
    """``None`` if the export gives no time."""


def read_export(path: Path) -> Sequence[Billed]:
    """Read a usage export, in the order of its first lines.

    Raises:
        BadInputError: it can't be read, or has no column for the job or the amount; says which
            columns it has, or the number of the line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError("file", f"{path} can't be read: {error}.") from error
    is_json = text.lstrip()[:1] in {"[", "{"}
    jobs: dict[str, Billed] = {}
    for number, row in enumerate(_of_json(text) if is_json else _of_csv(text), start=1):
        line = _line(row, number)
        before = jobs.get(line.job)
        amount = line.amount + (before.amount if before else 0)
        jobs[line.job] = Billed(line.job, amount, before.at if before else line.at)
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
    job, amount = (_value(values, names, number) for names in (_JOB, _AMOUNT))
    at = next((values[name] for name in _TIME if values.get(name)), None)
    return Billed(
        job=str(job).strip(),
        amount=_amount(amount, number),
        at=None if at is None else _time(at, number),
    )


def _value(values: Mapping[str, Any], names: Sequence[str], number: int) -> object:
    for name in names:
        if values.get(name) not in {None, ""}:
            return values[name]
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
