"""Figures of media files as delivered: frame times, black, frozen and silent stretches, levels."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from manike.errors import MediaError
from manike.media.containers import index_comes_first
from manike.media.probe import AudioStream, VideoStream, probe
from manike.media.programs import ffprobe_path, measure_with_ffmpeg, run_program
from manike.quality.levels import METER, Levels, levels_in
from manike.quality.narration import FilmSound, measure_sound
from manike.quality.picture import SeenFilm, look
from manike.quality.plans import FilmPlan, Sources
from manike.quality.stretches import Stretch

BLACK_AT_LEAST_S = 0.5
"""A dip to black is dark for less than 0.2 s."""
FROZEN_AT_LEAST_S = 2.0
SILENT_AT_LEAST_S = 1.5
"""Between two cues that die away there may be 1.1 s."""

_BLACK = f"blackdetect=d={BLACK_AT_LEAST_S}:pix_th=0.02:pic_th=0.9"
"""Luma up to 20 of 16-235, so that a night sky is not black; a tenth may be captions."""
_FROZEN = f"crop=iw:ih*0.6:0:0,freezedetect=n=-50dB:d={FROZEN_AT_LEAST_S}"
"""Only above the captions, which move in a frozen film too."""
_SILENT = f"silencedetect=n=-60dB:d={SILENT_AT_LEAST_S}"
_BLACK_LINE = re.compile(r"black_start:(-?[\d.]+) black_end:(-?[\d.]+)")
_FREEZE_LINE = re.compile(r"freeze_(start|end): (-?[\d.]+)")
_SILENCE_LINE = re.compile(r"silence_(start|end): (-?[\d.]+)")


@dataclass(frozen=True, slots=True)
class VideoFaults:
    """What is seen when the picture is decoded."""

    black: tuple[Stretch, ...]
    frozen: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class FilmMeasures:
    """Everything that is measured on a film."""

    video: VideoStream
    audio: AudioStream
    frame_count: int
    uneven: tuple[float, ...]
    """Times of frames that are not one frame time after the one before."""
    seen: SeenFilm
    silent: tuple[Stretch, ...]
    levels: Levels
    sound: FilmSound
    index_first: bool
    """Whether players can start before the whole file is there."""


def measure_film(path: Path, plan: FilmPlan, sources: Sources) -> FilmMeasures:
    """Measure a film with picture and sound; memory does not grow with its length.

    Picture and sound are decoded at once, each in a process of its own.

    Raises:
        MediaError: it can't be decoded, or lacks picture or sound.
    """
    info = probe(path)
    if info.video is None or info.audio is None:
        raise MediaError(f"{path.name} has no {'picture' if info.video is None else 'sound'}.")
    with ThreadPoolExecutor(1, thread_name_prefix="film-sound") as pool:
        sound = pool.submit(_measure_sound, path, plan, sources)
        seen = look(path, plan, sources)
        report, heard = sound.result()
    ticks = _frame_times(path)
    return FilmMeasures(
        video=info.video,
        audio=info.audio,
        frame_count=len(ticks),
        uneven=tuple(float(each) for each in _uneven(ticks, info.video.fps)),
        seen=seen,
        silent=_stretches(_SILENCE_LINE, report, info.audio.duration_s),
        levels=levels_in(report, path.name),
        sound=heard,
        index_first=index_comes_first(path),
    )


def _measure_sound(path: Path, plan: FilmPlan, sources: Sources) -> tuple[str, FilmSound]:
    report = _decode(path, ["-map", "0:a:0", "-af", f"{_SILENT},{METER}"])
    return report, measure_sound(path, plan, sources.voices)


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
    return ClipMeasures(info.video, len(ticks), len(_uneven(ticks, info.video.fps)), faults)


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


def _uneven(times: list[Fraction], fps: Fraction) -> list[Fraction]:
    if not fps:
        return times
    return [after for before, after in pairwise(times) if after - before != 1 / fps]


def _faults(report: str, duration_s: float) -> VideoFaults:
    black = tuple(Stretch(float(m[1]), float(m[2])) for m in _BLACK_LINE.finditer(report))
    return VideoFaults(black, _stretches(_FREEZE_LINE, report, duration_s))


def _stretches(line: re.Pattern[str], report: str, duration_s: float) -> tuple[Stretch, ...]:
    """From each line with a start to the next one with an end."""
    found, start_s = [], None
    for match in line.finditer(report):
        if match[1] == "start":
            start_s = float(match[2])
        elif start_s is not None:
            found.append(Stretch(start_s, float(match[2])))
            start_s = None
    # What lasts to the end has no end in the report of some filters.
    if start_s is not None:
        found.append(Stretch(start_s, duration_s))
    return tuple(found)
