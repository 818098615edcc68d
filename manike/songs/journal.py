"""Lines that are added to a file as work is done, so that a killed run goes on where it stopped."""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from manike.errors import ConflictError
from manike.media.files import writing


class Journal:
    """JSON lines of one writer at a time. What a kill cut off in the last line is dropped."""

    def __init__(self, file: Path) -> None:
        self._path = file
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Self:
        """Open it and keep others out.

        Raises:
            ConflictError: somebody else is writing.
            MachineError: it can't be written.
        """
        with writing(self._path):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("a+b")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self._file.close()
            said = "Another run or command reads songs of this tenant; wait until it has ended."
            raise ConflictError(said) from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let others in."""
        self._open.close()

    def lines(self) -> Iterator[dict[str, Any]]:
        """What was written; to be read to the end before anything is added."""
        file = self._open
        file.seek(0)
        whole = 0
        for line in file:
            try:
                content = json.loads(line) if line.endswith(b"\n") else None
            except ValueError:
                content = None
            if not isinstance(content, dict):
                break
            whole += len(line)
            yield content
        with writing(self._path):
            file.truncate(whole)

    def add(self, line: Mapping[str, Any]) -> None:
        """Write one line; it survives the process."""
        with writing(self._path):
            self._open.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
            self._open.flush()

    def begin_anew(self) -> None:
        """Forget all lines."""
        with writing(self._path):
            self._open.truncate(0)
            os.fsync(self._open.fileno())

    @property
    def _open(self) -> IO[bytes]:
        assert self._file is not None, "a journal is used within `with`"
        return self._file
