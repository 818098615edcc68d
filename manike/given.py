"""What a person gives: a text file or one of several names, taken or refused with the cure."""

from collections.abc import Iterable
from pathlib import Path

from manike.errors import BadInputError


def text_of_file(file: Path) -> str:
    """A text file that somebody wrote, without the mark that some editors put first.

    Raises:
        BadInputError: there is none, it is a folder, is not UTF-8 or can't be read.
    """
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise BadInputError("file", f"{file} can't be read: there is no such file.") from error
    except IsADirectoryError as error:
        raise BadInputError("file", f"{file} is a folder; name a file.") from error
    except UnicodeDecodeError as error:
        raise BadInputError("file", f"{file} is not UTF-8; save it as UTF-8.") from error
    except OSError as error:
        raise BadInputError("file", f"{file} can't be read: {error.strerror}.") from error


def one_of(field: str, name: str, choices: Iterable[str]) -> str:
    """A name that somebody chose.

    Raises:
        BadInputError: it is none of the choices; they are named.
    """
    known = list(dict.fromkeys(choices))
    if name not in known:
        raise BadInputError(field, f"{name!r} is not one of {', '.join(known)}.")
    return name
