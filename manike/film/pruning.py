"""Kept segments and sounds that no film needs any more, taken away."""

from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from manike.film.cache import FilmCache, seal_path

UNUSED_S = 14 * 86_400.0
"""What no film uses is kept this long after its last use: an edit is often taken back."""
EVERY_S = 86_400.0

_STAMP = ".pruned"


def prune_if_due(folder: Path, used: Collection[str], now_s: float) -> int:
    """Like ``prune``, at most once a day; 0 where it is not due."""
    stamp = folder / _STAMP
    try:
        if not folder.is_dir() or (stamp.exists() and now_s - stamp.stat().st_mtime < EVERY_S):
            return 0
        stamp.touch()
    except OSError:
        return 0  # a full or read-only disk is the business of who writes to it
    return prune(folder, used, now_s)


def prune(folder: Path, used: Collection[str], now_s: float) -> int:
    """Take away what was not used for two weeks, and return how many files it was.

    Args:
        folder: of kept files.
        used: names, without suffix, of what current films are made of; these stay.
        now_s: the time, in seconds since 1970.

    Nothing is done while a film is being made from the folder.
    """
    with FilmCache(folder).alone() as is_alone:
        if not is_alone:
            return 0
        return sum(_removed(path) for path in _unused(folder, set(used), now_s))


def _unused(folder: Path, used: Collection[str], now_s: float) -> Iterator[Path]:
    for path in folder.glob("*/??/*"):
        is_kept_file = path.is_file() and not path.name.startswith(".")
        if not is_kept_file or path.suffix == ".json" or path.stem in used:
            continue
        with suppress(OSError):
            if now_s - _last_used_s(path) >= UNUSED_S:
                yield path


def _last_used_s(path: Path) -> float:
    """When it was made or last found; both touch the seal."""
    seal = seal_path(path)
    return (seal if seal.exists() else path).stat().st_mtime


def _removed(path: Path) -> bool:
    # The seal goes first: a file without one counts as not there.
    with suppress(OSError):
        seal_path(path).unlink(missing_ok=True)
        path.unlink(missing_ok=True)
    return not path.exists()
