"""Makes media once for each request, and keeps them in a cache on disk."""

import hashlib
import json
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from manike.media.files import scratch_folder, write_bytes

_AT_ONCE = 2
"""Models and paintings take much memory."""
_VERSION = 2
"""Counts up with every change of what is made."""


class Maker:
    """Makes what vendors sell; the same request gives the same bytes. Safe between threads."""

    def __init__(self, cache: Path, *, fast: bool) -> None:
        """Nothing is loaded before it is needed.

        Args:
            cache: a folder, made when needed; it can be emptied at any time.
            fast: quick paintings and tones in place of the embedded providers.
        """
        self._cache = cache
        self._fast = fast
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()
        self._room = threading.Semaphore(_AT_ONCE)

    def writing(self, schema: Mapping[str, Any] | None, system: str, user: str) -> str:
        """A text: JSON that obeys the schema if there is one.

        Args:
            schema: of the answer, a JSON Schema; ``None`` for plain text.
            system: the instructions.
            user: the first message of the user, with the prompt.
        """
        from manike.testing.standin.making.writing import written

        asked = [schema, system, user]
        return self._kept(
            "writing", asked, ".txt", lambda path: _text(path, written(schema, system, user))
        ).decode()

    def picture(
        self, prompt: str, size_px: tuple[int, int], media_type: str = "image/png"
    ) -> bytes:
        """A painting of the prompt, as ``image/png``, ``image/jpeg`` or ``image/webp``."""
        from manike.testing.standin.making.painting import paint

        suffix = "." + media_type.rpartition("/")[2]
        return self._kept(
            "picture",
            [prompt, size_px],
            suffix,
            lambda path: paint(prompt, size_px, path, fast=self._fast),
        )

    def black(self, size_px: tuple[int, int], media_type: str) -> bytes:
        """What a safety checker leaves of a picture."""
        from manike.testing.standin.making.painting import blacken

        suffix = "." + media_type.rpartition("/")[2]
        return self._kept("black", [size_px], suffix, lambda path: blacken(size_px, path))

    def speech(
        self, text: str, voice: str, form: str = "wav", rate_hz: int = 24_000, speed: float = 1.0
    ) -> bytes:
        """The text, spoken in mono: ``wav``, ``mp3``, ``flac``, ``opus``, ``aac``, ``pcm``."""
        from manike.testing.standin.making.sounding import encode, speak

        asked = [text, voice, rate_hz, speed]
        sound = self._kept(
            "speech",
            asked,
            ".wav",
            lambda path: speak(text, voice, rate_hz, speed, path, fast=self._fast),
        )
        if form == "wav":
            return sound
        return self._kept("speech", asked, f".{form}", lambda path: encode(sound, path))

    def music(self, prompt: str, duration_s: float, form: str = "wav", seed: int = 0) -> bytes:
        """Music of that length in the prompt's mood: ``wav`` or ``mp3``, 48 kHz, stereo."""
        from manike.testing.standin.making.sounding import compose

        return self._kept(
            "music",
            [prompt, duration_s, seed],
            f".{form}",
            lambda path: compose(
                prompt, duration_s, seed, path, None if self._fast else self._cache / "composer"
            ),
        )

    def clip(
        self, prompt: str, image: bytes | None, duration_s: float, size_px: tuple[int, int]
    ) -> bytes:
        """A slow zoom into the image, or into a painting of the prompt: MP4, H.264, 24 a second."""
        from manike.testing.standin.making.filming import film

        start = image if image is not None else self.picture(prompt, size_px)
        return self._kept(
            "clip",
            [prompt, hashlib.sha256(start).hexdigest(), duration_s, size_px],
            ".mp4",
            lambda path: film(start, duration_s, size_px, path),
        )

    def vector(self, text: str, dimension: int) -> NDArray[np.float32]:
        """A unit vector, shape (dimension,); texts that share words lie closer."""
        from manike.testing.standin.making.writing import embedded

        return embedded(text, dimension)

    def _kept(
        self, kind: str, asked: list[Any], suffix: str, make: Callable[[Path], None]
    ) -> bytes:
        described = json.dumps([_VERSION, kind, self._fast, asked], sort_keys=True)
        name = hashlib.sha256(described.encode()).hexdigest()[:32] + suffix
        with self._lock:
            lock = self._locks.setdefault(name, threading.Lock())
        with lock:
            path = self._cache / name
            if not path.exists():
                self._cache.mkdir(parents=True, exist_ok=True)
                with self._room, scratch_folder(self._cache) as scratch:
                    make(scratch / name)
                    write_bytes(path, (scratch / name).read_bytes())
            return path.read_bytes()


def _text(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8")
