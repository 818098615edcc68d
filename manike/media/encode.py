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

from manike.errors import MachineError, MediaError
from manike.media.files import publishing
from manike.media.programs import failure_text, ffmpeg_path

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
        self._stack = ExitStack()
        self.frames_written = 0

    def __enter__(self) -> Self:
        partial = self._stack.enter_context(publishing(self._output))
        self._stderr = self._stack.enter_context(tempfile.TemporaryFile())
        self._command = self._arguments(partial)
        try:
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=self._stderr
            )
        except OSError as error:
            self._stack.close()
            raise MachineError(f"ffmpeg could not be started: {error}") from error
        return self

    def write(self, frame: bytes | NDArray[np.uint8]) -> None:
        """Add one frame in the pixel format given, rows top to bottom, without padding.

        Raises:
            MediaError: ffmpeg ended before all frames were written.
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

    def _failure(self) -> MediaError:
        exit_code = self._process.wait()
        self._stderr.seek(0)
        return MediaError(failure_text(self._command, exit_code, self._stderr.read()))

    def _arguments(self, partial: Path) -> list[str]:
        width_px, height_px = self._size_px
        source = ["-f", "rawvideo", "-pix_fmt", self._pixel_format, "-s", f"{width_px}x{height_px}"]
        source += ["-r", str(self._fps), "-i", "-"]
        flags = ["-y", "-hide_banner", "-loglevel", "error"]
        closing = ["-fflags", "+bitexact", str(partial)]
        return [str(ffmpeg_path()), *flags, *source, *self._options, *closing]
