"""Files that the stand-in hands out by URL, as providers do with outputs."""

import hashlib
import threading
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shelved:
    """A file on the shelf."""

    content: bytes
    media_type: str


class Shelf:
    """Outputs by name; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._files: dict[str, Shelved] = {}

    def put(self, content: bytes, media_type: str, suffix: str) -> str:
        """Keep a file and return its path below the base URL, such as ``/files/….mp4``."""
        name = hashlib.sha256(content).hexdigest()[:24] + suffix
        with self._lock:
            self._files[name] = Shelved(content, media_type)
        return f"/files/{name}"

    def get(self, name: str) -> Shelved | None:
        """The file of that name; ``None`` if it was never there or is gone."""
        with self._lock:
            return self._files.get(name)

    def drop(self, path: str) -> None:
        """Let an output die; its URL answers 404 from now on."""
        with self._lock:
            self._files.pop(path.rsplit("/", 1)[-1], None)

    def clear(self) -> None:
        """Let every output die."""
        with self._lock:
            self._files.clear()
