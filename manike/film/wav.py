"""WAV files read in stretches, so that memory does not grow with their length."""

import wave
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from manike.errors import MediaError
from manike.media.sound import SAMPLE_RATE_HZ

Stereo = NDArray[np.float32]
"""Shape (n, 2), full scale is 1."""

_SAMPLE_BYTES = 2
_FULL_SCALE = np.float32(32768)
_STEREO = 2


@dataclass(frozen=True, slots=True)
class WavReader:
    """A 16-bit WAV at 48 kHz, mono or stereo, heard as stereo."""

    path: Path
    sample_count: int
    channel_count: int
    _offset_bytes: int

    @classmethod
    def open(cls, path: Path) -> Self:
        """Read the header.

        Raises:
            MediaError: not a 16-bit WAV at 48 kHz with one or two channels, or cut short.
        """
        try:
            with path.open("rb") as file, wave.open(file, "rb") as header:
                # The wave module stops at the first byte of the samples.
                reader = cls(path, header.getnframes(), header.getnchannels(), file.tell())
                rate_hz, width = header.getframerate(), header.getsampwidth()
            size_bytes = path.stat().st_size
        except (wave.Error, EOFError, OSError) as error:
            raise MediaError(f"{path.name} can't be read as WAV: {error}") from error
        if (rate_hz, width) != (SAMPLE_RATE_HZ, _SAMPLE_BYTES) or reader.channel_count > _STEREO:
            raise MediaError(
                f"{path.name} has {reader.channel_count} channels, {rate_hz} Hz, {width * 8} bits; "
                "16-bit mono or stereo at 48000 Hz is needed."
            )
        if size_bytes < reader._offset_bytes + reader.sample_count * reader._frame_bytes:
            raise MediaError(f"{path.name} is cut short.")
        return reader

    @property
    def _frame_bytes(self) -> int:
        return self.channel_count * _SAMPLE_BYTES

    def read(self, start: int, count: int) -> Stereo:
        """Samples ``start`` to ``start + count``; silence where the file has none."""
        samples = np.zeros((count, _STEREO), np.float32)
        first, last = max(start, 0), min(start + count, self.sample_count)
        if first < last:
            data = np.fromfile(
                self.path,
                "<i2",
                count=(last - first) * self.channel_count,
                offset=self._offset_bytes + first * self._frame_bytes,
            )
            samples[first - start : last - start] = data.reshape(-1, self.channel_count)
        samples /= _FULL_SCALE
        return samples
