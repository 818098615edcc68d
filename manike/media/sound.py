"""WAV files as arrays of samples: whole, or in stretches so that memory does not grow."""

import io
import wave
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from manike.errors import MediaError
from manike.media.files import write_bytes

SAMPLE_RATE_HZ = 48_000
Stereo = NDArray[np.float32]
"""Shape (n, 2), full scale is 1."""

_FULL_SCALE = np.float32(32768)
_SAMPLE_BYTES = 2
_STEREO = 2


@dataclass(frozen=True, slots=True)
class WavReader:
    """A 16-bit WAV at 48 kHz, mono or stereo, heard as stereo."""

    path: Path
    sample_count: int
    _samples: "_Samples"

    @classmethod
    def open(cls, path: Path) -> Self:
        """Read the header.

        Raises:
            MediaError: not a 16-bit WAV at 48 kHz with one or two channels, or cut short.
        """
        samples = _Samples.of(path)
        if samples.rate_hz != SAMPLE_RATE_HZ or samples.channel_count > _STEREO:
            raise MediaError(
                f"{path.name} has {samples.channel_count} channels, {samples.rate_hz} Hz; "
                "mono or stereo at 48000 Hz is needed."
            )
        return cls(path, samples.count, samples)

    def read(self, start: int, count: int) -> Stereo:
        """Samples ``start`` to ``start + count``; silence where the file has none."""
        heard = np.zeros((count, _STEREO), np.float32)
        first, last = max(start, 0), min(start + count, self.sample_count)
        if first < last:
            heard[first - start : last - start] = self._samples.read(first, last - first)
        heard /= _FULL_SCALE
        return heard


def read_wav(path: Path) -> tuple[NDArray[np.float32], int]:
    """Read a 16-bit WAV.

    Returns:
        Samples of shape (n, channels), dtype float32, in -1..1, and the rate in Hz.

    Raises:
        MediaError: not a 16-bit WAV, or broken.
    """
    samples = _Samples.of(path)
    return samples.read(0, samples.count).astype(np.float32) / _FULL_SCALE, samples.rate_hz


def write_wav(path: Path, samples: NDArray[np.float32], rate_hz: int = SAMPLE_RATE_HZ) -> None:
    """Write a 16-bit WAV, whole or not at all.

    Args:
        path: the file to write.
        samples: shape (n,) or (n, channels), in -1..1; what lies outside is an error.
        rate_hz: samples a second.

    Raises:
        MediaError: a sample lies outside -1..1 or is not a number.
    """
    if samples.size and not np.max(np.abs(samples)) <= 1.0:
        raise MediaError(f"{path.name}: the sound is clipped or not a number.")
    whole = np.clip(np.round(samples * _FULL_SCALE), -_FULL_SCALE, _FULL_SCALE - 1)
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1 if samples.ndim == 1 else samples.shape[1])
        file.setsampwidth(_SAMPLE_BYTES)
        file.setframerate(rate_hz)
        file.writeframes(whole.astype("<i2").tobytes())
    write_bytes(path, buffer.getvalue())


@dataclass(frozen=True, slots=True)
class _Samples:
    """Where a 16-bit WAV of any rate and channels holds its samples."""

    path: Path
    rate_hz: int
    channel_count: int
    count: int
    offset_bytes: int

    @classmethod
    def of(cls, path: Path) -> Self:
        try:
            with path.open("rb") as file, wave.open(file, "rb") as header:
                # The wave module stops at the first byte of the samples.
                rate_hz, channel_count = header.getframerate(), header.getnchannels()
                samples = cls(path, rate_hz, channel_count, header.getnframes(), file.tell())
                width = header.getsampwidth()
            size_bytes = path.stat().st_size
        except (wave.Error, EOFError, OSError) as error:
            raise MediaError(f"{path.name} can't be read as WAV: {error}") from error
        if width != _SAMPLE_BYTES:
            raise MediaError(f"{path.name} is not a 16-bit WAV.")
        if size_bytes < samples.offset_bytes + samples.count * samples.frame_bytes:
            raise MediaError(f"{path.name} is cut short.")
        return samples

    @property
    def frame_bytes(self) -> int:
        return self.channel_count * _SAMPLE_BYTES

    def read(self, start: int, count: int) -> NDArray[np.int16]:
        """Shape (count, channels); the stretch must lie inside the file."""
        data = np.fromfile(
            self.path,
            "<i2",
            count=count * self.channel_count,
            offset=self.offset_bytes + start * self.frame_bytes,
        )
        return data.reshape(-1, self.channel_count)
