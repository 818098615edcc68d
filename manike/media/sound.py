"""WAV files as arrays of samples."""

import io
import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from manike.errors import MediaError
from manike.media.files import publishing

SAMPLE_RATE_HZ = 48_000
_FULL_SCALE = 32768.0
_SAMPLE_BYTES = 2


def read_wav(path: Path) -> tuple[NDArray[np.float32], int]:
    """Read a 16-bit WAV.

    Returns:
        Samples of shape (n, channels), dtype float32, in -1..1, and the rate in Hz.

    Raises:
        MediaError: not a 16-bit WAV, or broken.
    """
    try:
        with wave.open(str(path), "rb") as file:
            if file.getsampwidth() != _SAMPLE_BYTES:
                raise MediaError(f"{path.name} is not a 16-bit WAV.")
            data = file.readframes(file.getnframes())
            channel_count, rate_hz = file.getnchannels(), file.getframerate()
    except (wave.Error, EOFError, OSError) as error:
        raise MediaError(f"{path.name} can't be read as WAV: {error}") from error
    samples = np.frombuffer(data, "<i2").astype(np.float32) / _FULL_SCALE
    return samples.reshape(-1, channel_count), rate_hz


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
    with publishing(path) as partial:
        partial.write_bytes(buffer.getvalue())
