"""Loudness and true peak of a sound as delivered, measured by ffmpeg's EBU R128 meter."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from manike.errors import MediaError
from manike.media.programs import measure_with_ffmpeg

SILENCE_LUFS = -70.0
"""What the meter says of silence."""
METER = "ebur128=peak=true:framelog=verbose"
"""The filter whose report ``levels_in`` reads."""

_LOUDNESS = re.compile(r"I:\s+(-?[\d.]+|nan|-inf) LUFS")
_PEAK = re.compile(r"Peak:\s+(-?[\d.]+|nan|-inf) dBFS")
_SILENT_PEAK_DBTP = -120.0


@dataclass(frozen=True, slots=True)
class Levels:
    """How loud a sound is."""

    lufs: float
    """Integrated loudness; -70 for silence."""
    true_peak_dbtp: float
    """-120 for digital silence."""


def measure_levels(path: Path, reading: Sequence[str] = ()) -> Levels:
    """Measure the first audio stream of a file after decoding it.

    Args:
        path: any file that ffmpeg reads.
        reading: input options, for a file without a header.

    Raises:
        MediaError: no sound in it, or it can't be decoded.
    """
    metered = ["-map", "0:a:0", "-af", METER]
    return levels_in(measure_with_ffmpeg([*reading, "-i", str(path), *metered]), path.name)


def levels_in(report: str, name: str) -> Levels:
    """The meter's summary in what ffmpeg reported."""
    summary = report.rpartition("Summary:")[2]
    loudness, peak = _LOUDNESS.search(summary), _PEAK.search(summary)
    if loudness is None or peak is None:
        raise MediaError(f"{name}: ffmpeg reported no loudness.")
    return Levels(
        lufs=max(_number(loudness[1], SILENCE_LUFS), SILENCE_LUFS),
        true_peak_dbtp=max(_number(peak[1], _SILENT_PEAK_DBTP), _SILENT_PEAK_DBTP),
    )


def _number(text: str, silent: float) -> float:
    return silent if text in ("nan", "-inf") else float(text)
