"""Writing a file whole or not at all, and folders for work on the way to it.

Whoever writes holds a lock on its unfinished file or folder. The kernel lets it go when the process
dies, however it dies: so ``manike.storage.sweeping`` knows what is abandoned.
"""

import errno
import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from manike.errors import MachineError, StoreError

_FULL = (errno.ENOSPC, errno.EDQUOT)
_NOT_WRITABLE = (errno.EACCES, errno.EROFS, errno.EPERM)
_SAID_BY_PROGRAMS = (*_FULL, errno.EROFS)
"""Not EACCES: a program says the same of a file that it can't read."""


@contextmanager
def publishing(output: Path) -> Iterator[Path]:
    """A temporary path beside ``output`` that takes its name when the block ends well.

    The suffix is kept, as ffmpeg chooses the container by it. A failed block leaves nothing.

    Raises:
        MachineError: the disk is full or the folder is read-only; nothing is left behind.
        StoreError: the file can't be written for another reason.
    """
    with writing(output):
        output.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(
            prefix=f".{output.stem[:40]}-", suffix=output.suffix, dir=output.parent
        )
        partial = Path(name)
        try:
            _hold(handle)
            yield partial
            _seal(partial, output)
        finally:
            os.close(handle)
            partial.unlink(missing_ok=True)


@contextmanager
def scratch_folder(root: Path) -> Iterator[Path]:
    """An empty folder below ``root`` that goes with the block.

    Raises:
        MachineError: the disk is full or ``root`` is read-only, now or while the block writes.
        StoreError: the folder can't be made for another reason.
    """
    with writing(root / "scratch"):
        root.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(dir=root))
        handle = os.open(folder, os.O_RDONLY)
    try:
        _hold(handle)
        yield folder
    except OSError as error:
        # Other errors are the block's own: a provider's lost connection is an OSError too.
        if error.errno in _SAID_BY_PROGRAMS:
            raise write_error(root / "scratch", error) from error
        raise
    finally:
        os.close(handle)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def writing(output: Path) -> Iterator[None]:
    """Whatever the system says against writing ``output``, as an error of this package.

    Raises:
        MachineError: the disk is full or the folder is read-only.
        StoreError: the file can't be written for another reason.
    """
    try:
        yield
    except OSError as error:
        raise write_error(output, error) from error


def write_bytes(output: Path, content: bytes) -> None:
    """Write a file whole or not at all; see ``publishing``."""
    with publishing(output) as partial:
        partial.write_bytes(content)


def write_text(output: Path, content: str) -> None:
    """Write a UTF-8 text file whole or not at all; see ``publishing``."""
    write_bytes(output, content.encode("utf-8"))


def write_error(output: Path, error: OSError) -> MachineError | StoreError:
    """What a failed write means for the user."""
    if error.errno in _FULL:
        return MachineError(
            f"The disk is full: nothing more can be written in {output.parent}. Free some space."
        )
    if error.errno in _NOT_WRITABLE:
        return MachineError(
            f"{output.parent} can't be written to. Make it writable or choose another."
        )
    return StoreError(f"{output} could not be written: {error}")


def disk_fault(said: str) -> OSError | None:
    """The disk's fault in what a program said; ``None`` if it spoke of something else."""
    for number in _SAID_BY_PROGRAMS:
        if os.strerror(number) in said:
            return OSError(number, os.strerror(number))
    return None


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's content, as 64 hexadecimal digits; read in chunks."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _hold(handle: int) -> None:
    with suppress(OSError):  # some network file systems have no locks; age must do there
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _seal(partial: Path, output: Path) -> None:
    with partial.open("rb") as file:
        os.fsync(file.fileno())
    partial.chmod(0o644)
    partial.replace(output)
