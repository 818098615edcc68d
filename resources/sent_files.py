"""Files that are sent inside a request, as ``data:`` URLs."""

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from manike.errors import MachineError

_TYPES = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}
_OTHER = "application/octet-stream"


def with_files(given: Any) -> Any:  # noqa: ANN401 - any JSON with paths in it
    """The same, each ``Path`` in it replaced by the file's content.

    Raises:
        MachineError: a file can't be read.
    """
    if isinstance(given, Path):
        return data_url(given)
    if isinstance(given, Mapping):
        return {name: with_files(value) for name, value in given.items()}
    if isinstance(given, list | tuple):
        return [with_files(value) for value in given]
    return given


def data_url(path: Path) -> str:
    """A file as text."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise MachineError(f"The file {path.name} can't be read: {error}.") from error
    media_type = _TYPES.get(path.suffix.lower(), _OTHER)
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"
