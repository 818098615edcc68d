"""A stretch of a sound, decoded into memory: as much as was asked for, however long the file is."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from manike.errors import MediaError
from manike.media.programs import ffmpeg_path, run_program


def sound_excerpt(
    path: Path, *, start_s: float, length_s: float, rate_hz: int
) -> NDArray[np.float32]:
    """The first audio stream as one channel, from a moment on; less where the file ends before.

    Returns:
        Samples, shape (n,), full scale is 1.

    Raises:
        MediaError: it can't be decoded, or holds no sound there.
    """
    command = [str(ffmpeg_path()), "-nostdin", "-loglevel", "error", "-ss", f"{start_s:.3f}"]
    command += ["-t", f"{length_s:.3f}", "-protocol_whitelist", "file", "-i", str(path)]
    command += ["-map", "0:a:0", "-ac", "1", "-ar", str(rate_hz), "-f", "f32le", "pipe:1"]
    heard = np.frombuffer(run_program(command).stdout, "<f4")
    if not heard.size:
        raise MediaError(f"{path.name} holds no sound.")
    if not np.isfinite(heard).all():
        raise MediaError(f"{path.name} holds samples that are no numbers.")
    return heard
