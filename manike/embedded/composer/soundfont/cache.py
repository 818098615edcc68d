"""The soundfont on disk: built once, named by its hash, checked whenever it is loaded."""

import hashlib
from pathlib import Path

from manike.embedded.composer.soundfont.bank import VERSION, build_soundfont
from manike.errors import MachineError, StoreError
from manike.media.files import write_bytes

_SUFFIX = ".sf2"


def load_soundfont(cache: Path) -> bytes:
    """The soundfont, from the cache where it is there and whole, else built and kept there.

    Args:
        cache: a folder; made where it is missing. It can be emptied at any time.

    Raises:
        MachineError: the folder can't be read or written, or the disk is full.
    """
    prefix = f"soundfont-v{VERSION}-"
    try:
        found = sorted(cache.glob(f"{prefix}*{_SUFFIX}")) if cache.is_dir() else []
        for path in found:
            content = path.read_bytes()
            if path.name == _name(prefix, content):
                return content
            path.unlink(missing_ok=True)
    except OSError as error:
        raise MachineError(f"The cache folder {cache} can't be used: {error}") from error
    content = build_soundfont()
    try:
        write_bytes(cache / _name(prefix, content), content)
    except StoreError as error:
        raise MachineError(f"The cache folder {cache} can't be used: {error}") from error
    return content


def _name(prefix: str, content: bytes) -> str:
    return f"{prefix}{hashlib.sha256(content).hexdigest()}{_SUFFIX}"
