"""Raw frames piped into ffmpeg, one at a time."""

import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

import numpy as np
from numpy.typing import NDArray

from manike.errors import MachineError, ManikeError
from manike.media.containers import check_whole
from manike.media.files import publishing
from manike.media.programs import QUIET, failure, ffmpeg_path

PixelFormat = Literal["rgb24", "bgr24", "yuv420p", "gray"]


class FrameEncoder:
    """Encodes frames as they come; the file appears under its name only when all went well.

    Use as a context manager. Memory does not grow with the number of frames.
    """

    def __init__(
        self,
        output: Path,
        size_px: tuple[int, int],
        fps: Fraction,
        *,
        pixel_format: PixelFormat = "rgb24",
        options: Sequence[str] = (),
    ) -> None:
        self._output = output
        self._size_px = size_px
        self._fps = fps
        self._pixel_format = pixel_format
        self._options = options
        self.frames_written = 0

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            self._partial = stack.enter_context(publishing(self._output))
            self._stderr = stack.enter_context(tempfile.TemporaryFile(dir=self._output.parent))
            self._command = self._arguments(self._partial)
            try:
                self._process = subprocess.Popen(
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=self._stderr,
                )
            except OSError as error:
                raise MachineError(f"ffmpeg could not be started: {error}") from error
            self._stack = stack.pop_all()
        return self

    def write(self, frame: bytes | NDArray[np.uint8]) -> None:
        """Add one frame in the pixel format given, rows top to bottom, without padding.

        Raises:
            MediaError: ffmpeg ended before all frames were written.
            MachineError: it did, as the disk is full or read-only.
        """
        assert self._process.stdin is not None
        data = frame if isinstance(frame, bytes) else np.ascontiguousarray(frame).data
        try:
            self._process.stdin.write(data)
        except BrokenPipeError as error:
            raise self._failure() from error
        self.frames_written += 1

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._process.stdin is not None
        if error is not None:
            self._process.kill()
            self._process.wait()
            with suppress(BrokenPipeError):  # what waits in the pipe is for a dead process
                self._process.stdin.close()
            self._stack.__exit__(kind, error, trace)
            return
        with self._stack:
            self._finish()

    def _finish(self) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.close()
        except BrokenPipeError as error:
            raise self._failure() from error
        if self._process.wait() != 0:
            raise self._failure()
        check_whole(self._partial)

    def _failure(self) -> ManikeError:
        exit_code = self._process.wait()
        self._stderr.seek(0)
        return failure(self._command, exit_code, self._stderr.read())

    def _arguments(self, partial: Path) -> list[str]:
        width_px, height_px = self._size_px
        source = ["-f", "rawvideo", "-pix_fmt", self._pixel_format, "-s", f"{width_px}x{height_px}"]
        source += ["-r", str(self._fps), "-i", "-"]
        closing = ["-fflags", "+bitexact", str(partial)]
        return [str(ffmpeg_path()), *QUIET, *source, *self._options, *closing]
