"""Dated data that ship with this version: one file a vendor, read once and checked by field."""

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from manike.errors import BadInputError

_FOLDER = Path(__file__).parent / "data"

D = TypeVar("D", bound=BaseModel)


def read_data(file: str, kind: type[D], folder: Path = _FOLDER) -> D:
    """What a file of ``resources/data`` says.

    Args:
        file: its name.
        kind: what it holds; ``schema`` of the file is its ``schema_version``.
        folder: where it lies.

    Raises:
        BadInputError: names the file, and the field that is missing or wrong.
    """
    try:
        content = yaml.safe_load((folder / file).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadInputError(file, f"can't be read: {error}.") from error
    if isinstance(content, dict) and "schema" in content:
        content["schema_version"] = content.pop("schema")
    try:
        return kind.model_validate(content)
    except ValidationError as error:
        field, why = first_fault(error)
        raise BadInputError(file, f"{field}: {why}.") from error


def first_fault(error: ValidationError) -> tuple[str, str]:
    """The first field that is wrong, with the way to it, and why."""
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"])
    return field or "content", first["msg"]
