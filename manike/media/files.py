"""Writing a file whole or not at all."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from manike.errors import MachineError, StoreError


@contextmanager
def publishing(output: Path) -> Iterator[Path]:
    """A temporary path beside ``output`` that takes its name when the block ends well.

    The suffix is kept, as ffmpeg chooses the container by it. A failed block leaves nothing.

    Raises:
        MachineError: the disk is full or the folder is read-only; nothing is left behind.
        StoreError: the file can't be written for another reason.
    """
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(
            prefix=f".{output.stem[:40]}-", suffix=output.suffix, dir=output.parent
        )
        os.close(handle)
    except OSError as error:
        raise write_error(output, error) from error
    partial = Path(name)
    try:
        yield partial
        _seal(partial, output)
    except OSError as error:
        raise write_error(output, error) from error
    finally:
        partial.unlink(missing_ok=True)


def write_bytes(output: Path, content: bytes) -> None:
    """Write a file whole or not at all; see ``publishing``."""
    with publishing(output) as partial:
        partial.write_bytes(content)


def write_text(output: Path, content: str) -> None:
    """Write a UTF-8 text file whole or not at all; see ``publishing``."""
    write_bytes(output, content.encode("utf-8"))


def write_error(output: Path, error: OSError) -> MachineError | StoreError:
    """What a failed write means for the user."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return MachineError(f"The disk is full: {output} could not be written. Free some space.")
    if error.errno in (errno.EACCES, errno.EROFS, errno.EPERM):
        return MachineError(
            f"{output.parent} can't be written to. Make it writable or choose another."
        )
    return StoreError(f"{output} could not be written: {error}")


def _seal(partial: Path, output: Path) -> None:
    with partial.open("rb") as file:
        os.fsync(file.fileno())
    partial.chmod(0o644)
    partial.replace(output)
