"""Figures of media files as delivered: frame times, black and frozen stretches, levels."""

import re
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from struct import unpack

import numpy as np
from numpy.typing import NDArray

from manike.errors import MediaError
from manike.media.probe import MediaInfo, VideoStream, probe
from manike.media.programs import ffmpeg_path, ffprobe_path, measure_with_ffmpeg, run_program
from manike.media.sound import SAMPLE_RATE_HZ
from manike.quality.levels import Levels, levels_in

BLACK_AT_LEAST_S = 0.5
"""A dip to black is dark for less than 0.2 s."""
FROZEN_AT_LEAST_S = 2.0

_BLACK = f"blackdetect=d={BLACK_AT_LEAST_S}:pix_th=0.02:pic_th=0.9"
"""Luma up to 20 of 16-235, so that a night sky is not black; a tenth may be captions."""
_FROZEN = f"crop=iw:ih*0.6:0:0,freezedetect=n=-50dB:d={FROZEN_AT_LEAST_S}"
"""Only above the captions, which move in a frozen film too."""
_BLACK_LINE = re.compile(r"black_start:(-?[\d.]+) black_end:(-?[\d.]+)")
_FREEZE_LINE = re.compile(r"freeze_(start|end): (-?[\d.]+)")
_BOX_HEAD_BYTES = 8


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one time to another."""

    start_s: float
    end_s: float

    @property
    def duration_s(self) -> float:
        """Its length."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True)
class VideoFaults:
    """What is seen when the picture is decoded."""

    black: tuple[Stretch, ...]
    frozen: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class FilmMeasures:
    """Everything that is measured on a film."""

    info: MediaInfo
    video: VideoStream
    frame_count: int
    uneven_gaps: int
    """Neighbouring frames that are not one frame time apart."""
    faults: VideoFaults
    levels: Levels
    sound: NDArray[np.int16]
    """The decoded sound, shape (n, 2), at 48 kHz."""
    index_first: bool
    """Whether players can start before the whole file is there."""


def measure_film(path: Path) -> FilmMeasures:
    """Measure a film with picture and sound; decodes it once.

    Raises:
        MediaError: it can't be decoded, or lacks picture or sound.
    """
    info = probe(path)
    if info.video is None or info.audio is None:
        raise MediaError(f"{path.name} has no {'picture' if info.video is None else 'sound'}.")
    meter = ["-map", "0:a:0", "-af", "ebur128=peak=true:framelog=verbose"]
    report = _decode(path, ["-map", "0:v:0", "-vf", f"{_BLACK},{_FROZEN}", *meter])
    ticks = _frame_times(path)
    return FilmMeasures(
        info=info,
        video=info.video,
        frame_count=len(ticks),
        uneven_gaps=_uneven(ticks, info.video.fps),
        faults=_faults(report, info.video.duration_s),
        levels=levels_in(report, path.name),
        sound=_sound(path),
        index_first=_index_comes_first(path),
    )


@dataclass(frozen=True, slots=True)
class ClipMeasures:
    """Everything that is measured on a clip."""

    video: VideoStream
    frame_count: int
    uneven_gaps: int
    faults: VideoFaults


def measure_clip(path: Path) -> ClipMeasures:
    """Measure a moving picture; decodes it once.

    Raises:
        MediaError: it can't be decoded, or has no picture.
    """
    info = probe(path)
    if info.video is None:
        raise MediaError(f"{path.name} has no picture.")
    report = _decode(path, ["-map", "0:v:0", "-vf", f"{_BLACK},{_FROZEN}"])
    ticks = _frame_times(path)
    faults = _faults(report, info.video.duration_s)
    return ClipMeasures(info.video, len(ticks), _uneven(ticks, info.video.fps), faults)


def _decode(path: Path, arguments: list[str]) -> str:
    """Decode all of a file; an error in it is an error here, not a grey frame."""
    strict = ["-xerror", "-err_detect", "explode"]
    return measure_with_ffmpeg([*strict, "-i", str(path), *arguments])


def _frame_times(path: Path) -> list[Fraction]:
    """Times of all frames in order, in seconds."""
    command = [str(ffprobe_path()), "-v", "error", "-select_streams", "v:0", "-of", "csv=p=0"]
    command += ["-show_entries", "stream=time_base:packet=pts", str(path)]
    lines = run_program(command).stdout.decode("ascii", "replace").split()
    unit = next((Fraction(line.strip(",")) for line in lines if "/" in line), None)
    if unit is None:
        raise MediaError(f"{path.name} has no picture.")
    return sorted(int(line.strip(",")) * unit for line in lines if line.strip(",").isdigit())


def _uneven(times: list[Fraction], fps: Fraction) -> int:
    if not fps:
        return len(times)
    gaps = (after - before for before, after in pairwise(times))
    return sum(gap != 1 / fps for gap in gaps)


def _faults(report: str, duration_s: float) -> VideoFaults:
    black = tuple(Stretch(float(m[1]), float(m[2])) for m in _BLACK_LINE.finditer(report))
    frozen, start_s = [], None
    for match in _FREEZE_LINE.finditer(report):
        if match[1] == "start":
            start_s = float(match[2])
        elif start_s is not None:
            frozen.append(Stretch(start_s, float(match[2])))
            start_s = None
    # What is frozen to the end has no end in the report.
    if start_s is not None:
        frozen.append(Stretch(start_s, duration_s))
    return VideoFaults(black, tuple(frozen))


def _sound(path: Path) -> NDArray[np.int16]:
    command = [str(ffmpeg_path()), "-nostdin", "-loglevel", "error", "-i", str(path)]
    command += ["-map", "0:a:0", "-ac", "2", "-ar", str(SAMPLE_RATE_HZ), "-f", "s16le", "-"]
    samples = np.frombuffer(run_program(command).stdout, "<i2")
    return samples.reshape(-1, 2)


def _index_comes_first(path: Path) -> bool:
    """Whether the box ``moov`` lies before ``mdat`` in an MP4."""
    with path.open("rb") as file:
        while len(head := file.read(_BOX_HEAD_BYTES)) == _BOX_HEAD_BYTES:
            size, name = unpack(">I4s", head)
            if name in (b"moov", b"mdat"):
                return bool(name == b"moov")
            file.seek(max(size - _BOX_HEAD_BYTES, 0), 1)
    return False
