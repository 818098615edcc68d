"""What killed processes left behind: unfinished files and scratch folders, taken away."""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

SETTLED_S = 600.0
"""Younger things are left alone: their maker may be about to take its lock."""
OLD_S = 86_400.0
"""On a disk without locks what is older than this is abandoned."""
EVERY_S = 3600.0
"""A store of 100,000 files takes 0.3 s to look through, too much for every command."""

_STAMP = ".swept"
_SCRATCH = "scratch"
_BLOBS = "blobs"
"""Holds only finished files, and most of all files."""
_PARTIAL = re.compile(r"\..{0,40}-[a-z0-9_]{8}(\.[^.]+)?")
"""The names that ``manike.media.files.publishing`` gives."""


def sweep_if_due(root: Path, now_s: float) -> int:
    """Like ``sweep``, at most once an hour; 0 where it is not due or ``root`` can't be used."""
    stamp = root / _STAMP
    try:
        if not root.is_dir() or (stamp.exists() and now_s - stamp.stat().st_mtime < EVERY_S):
            return 0
        stamp.touch()
    except OSError:
        return 0  # a full or read-only disk is the business of who writes to it
    return sweep(root, now_s)


def sweep(root: Path, now_s: float) -> int:
    """Take away what nobody works on any more, and return how many files and folders it was.

    Whoever works on a file or folder holds its lock until it is done or dead.
    """
    return sum(_is_abandoned(path, now_s) and _removed(path) for path in _unfinished(root))


def _unfinished(root: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(root):
        folder = Path(place)
        if folder.name == _SCRATCH:
            yield from (folder / name for name in (*folders, *files))
            folders.clear()
            continue
        folders[:] = [name for name in folders if name != _BLOBS]
        yield from (folder / name for name in files if _PARTIAL.fullmatch(name))


def _is_abandoned(path: Path, now_s: float) -> bool:
    try:
        age_s = now_s - path.lstat().st_mtime
        if age_s < SETTLED_S or path.is_symlink():
            return False
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return age_s >= OLD_S
    finally:
        os.close(handle)
    return True


def _removed(path: Path) -> bool:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)
    return not path.exists()
