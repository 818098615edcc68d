"""The boxes of MP4 files: whether a file is whole, and where its index lies."""

from collections.abc import Iterator
from pathlib import Path
from struct import unpack

from manike.errors import MediaError

_SUFFIXES = (".mp4", ".m4a")
_HEAD_BYTES = 8
_LONG_HEAD_BYTES = 16


def check_whole(path: Path) -> None:
    """Refuse an MP4 that ends too soon or has no index; files of other kinds pass.

    ffmpeg 6.0 ends with exit code 0 where the disk fills up as it writes an index.

    Raises:
        MediaError: the file is not whole.
    """
    if path.suffix not in _SUFFIXES:
        return
    boxes = dict(_boxes(path))
    if "moov" not in boxes or max(boxes.values()) != path.stat().st_size:
        raise MediaError(f"The {path.suffix} that ffmpeg wrote is not whole.")


def index_comes_first(path: Path) -> bool:
    """Whether players of this MP4 can start before the whole file is there."""
    return next((name == "moov" for name, _ in _boxes(path) if name in ("moov", "mdat")), False)


def _boxes(path: Path) -> Iterator[tuple[str, int]]:
    """Name and end of each outermost box, as far as they can be read."""
    at = 0
    with path.open("rb") as file:
        while len(head := file.read(_LONG_HEAD_BYTES)) >= _HEAD_BYTES:
            size, name = unpack(">I4s", head[:_HEAD_BYTES])
            if size == 1 and len(head) == _LONG_HEAD_BYTES:
                size = unpack(">Q", head[_HEAD_BYTES:])[0]
            if size < _HEAD_BYTES:
                return
            at += size
            yield name.decode("latin-1"), at
            file.seek(at)
