"""Secrets, from the environment or from files only, and never shown."""

import hmac
import os
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn, Self

from manike.errors import BadInputError
from manike.scrubbing import make_known

_SHORTEST = 8
"""Hiding a shorter value would hide words of common texts."""
_LONGEST_BYTES = 65536


class Secret:
    """A key or password. Only ``reveal`` gives its value: no repr, str, JSON, pickle or copy does.

    Its value is hidden from logs and errors from the moment on that it exists.
    """

    __slots__ = ("_value", "name")

    def __init__(self, name: str, value: str) -> None:
        self.name = name  # first: a traceback shows even one that is refused
        if len(value) < _SHORTEST:
            raise BadInputError(name, f"a key of at least {_SHORTEST} characters is expected.")
        self._value = value
        make_known(value)

    def reveal(self) -> str:
        """The value itself, for a client that is about to use it."""
        return self._value

    def __repr__(self) -> str:
        return f"Secret({self.name!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and hmac.compare_digest(
            self._value.encode(), other._value.encode()
        )

    def __hash__(self) -> int:
        return hash(self.name)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"{self!r} stays in its process; the other one reads it for itself.")


def find_secret(name: str, environ: Mapping[str, str] | None = None) -> Secret | None:
    """The secret from ``NAME``, or from the file that ``NAME_FILE`` names; ``None`` if not set.

    Raises:
        BadInputError: both are set, the file can't be read, or the value can't be a key.
    """
    values = os.environ if environ is None else environ
    value, file = values.get(name, "").strip(), values.get(f"{name}_FILE", "").strip()
    if value and file:
        raise BadInputError(name, f"is set, and {name}_FILE too; set one of them.")
    if file:
        value = _content(f"{name}_FILE", Path(file))
    if not value:
        return None
    if not value.isprintable() or " " in value:
        raise BadInputError(name, "holds spaces or line breaks, which no key has.")
    return Secret(name, value)


def load_secret(name: str, environ: Mapping[str, str] | None = None) -> Secret:
    """As ``find_secret``, for a secret that can't be done without.

    Raises:
        BadInputError: it is not set, or can't be read.
    """
    found = find_secret(name, environ)
    if found is None:
        raise BadInputError(name, f"is not set. Set {name}, or {name}_FILE to a file that has it.")
    return found


def _content(variable: str, path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(_LONGEST_BYTES).decode().strip()
    except (OSError, ValueError):
        # its text could be a key that somebody put in place of the file's name
        raise BadInputError(variable, "names no file that can be read.") from None
    if not content:
        raise BadInputError(variable, "names an empty file.")
    return content
