"""What a film's viewer gets: sound against picture, loudness, frames, lengths of the streams."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.assembly.job import FPS, Job
from benchmarks.assembly.made import Made
from benchmarks.assembly.pictures import mark_px
from manike.media.probe import probe
from manike.media.programs import ffmpeg_path, ffprobe_path, run_program
from manike.media.sound import SAMPLE_RATE_HZ, read_wav
from manike.quality.levels import measure_levels

_SEARCH_S = 0.5
"""A narration is looked for this far from its place."""
_STEP = 25
"""The mark's levels lie 60 apart; a fade to black changes it by 13 from frame to frame."""


@dataclass(frozen=True, slots=True)
class Viewed:
    """What was measured on a film; times in milliseconds, late is positive."""

    frames: int
    frames_planned: int
    uneven_gaps: int
    """Neighbouring frames that are not one frame time apart, within 0.1 ms."""
    cuts_found: int
    """Scenes whose first frame was found by its mark; the plan stands in where one was not."""
    picture_ms: float
    """Largest distance of a scene's first frame from the plan."""
    sound_ms: float
    """Largest distance of a narration's first sample from the plan."""
    av_ms: float
    """Largest distance of narration and first frame from each other, against what was planned."""
    av_growth_ms: float
    """By how much that changes over the film: a straight line through all scenes."""
    streams_ms: float
    """Difference of the lengths of picture and sound."""
    lufs: float
    true_peak_dbtp: float


def view(made: Made, job: Job) -> Viewed:
    """Measure a delivered film."""
    times_s = _frame_times_s(made.film)
    cuts = _cuts(made.film, job.size_px)
    planned_s = np.array([scene.start_s for scene in made.scenes])
    is_found = len(cuts) == len(made.scenes) and len(times_s) > cuts[-1]
    starts_s = times_s[cuts] if is_found else planned_s
    picture_s = starts_s - planned_s
    sound_s = _sound_offsets_s(made, job)
    late_ms = (sound_s - picture_s) * 1000
    info, levels = probe(made.film), measure_levels(made.film)
    assert info.video is not None and info.audio is not None, "the film has both"
    return Viewed(
        frames=len(times_s),
        frames_planned=made.frame_count,
        uneven_gaps=int(np.sum(np.abs(np.diff(times_s) - float(1 / FPS)) > 1e-4)),
        cuts_found=len(cuts),
        picture_ms=_largest(picture_s * 1000),
        sound_ms=_largest(sound_s * 1000),
        av_ms=_largest(late_ms),
        av_growth_ms=_growth(planned_s, late_ms),
        streams_ms=(info.audio.duration_s - info.video.duration_s) * 1000,
        lufs=levels.lufs,
        true_peak_dbtp=levels.true_peak_dbtp,
    )


def packet_hashes(film: Path) -> list[str]:
    """MD5 of every picture in the order of decoding, as it lies in the file."""
    command = [str(ffmpeg_path()), "-v", "error", "-i", str(film), "-map", "0:v:0"]
    said = run_program([*command, "-c", "copy", "-f", "framemd5", "-"]).stdout.decode()
    return [line.rpartition(",")[2].strip() for line in said.splitlines() if line[0] != "#"]


def _largest(values: NDArray[np.float64]) -> float:
    """The value farthest from 0, with its sign."""
    return float(values[np.argmax(np.abs(values))])


def _growth(at_s: NDArray[np.float64], late_ms: NDArray[np.float64]) -> float:
    if len(at_s) < 2:
        return 0.0
    slope = np.polyfit(at_s, late_ms, 1)[0]
    return float(slope * (at_s[-1] - at_s[0]))


def _frame_times_s(film: Path) -> NDArray[np.float64]:
    command = [str(ffprobe_path()), "-v", "error", "-select_streams", "v:0", "-of", "csv=p=0"]
    command += ["-show_entries", "packet=pts_time", str(film)]
    lines = run_program(command).stdout.decode().split()
    return np.sort(np.array([float(line.strip(",")) for line in lines]))


def _cuts(film: Path, size_px: tuple[int, int]) -> NDArray[np.intp]:
    """Frames at which the mark changes; the first frame is one."""
    side_px = mark_px(size_px)
    inner = f"crop={side_px // 2}:{side_px // 2}:{side_px // 4}:{side_px // 4}"
    command = [str(ffmpeg_path()), "-v", "error", "-i", str(film), "-map", "0:v:0"]
    command += ["-vf", f"{inner},scale=1:1:flags=area,format=gray", "-fps_mode", "passthrough"]
    found = run_program([*command, "-f", "rawvideo", "-"]).stdout
    levels = np.frombuffer(found, np.uint8).astype(int)
    return np.concatenate([[0], np.flatnonzero(np.abs(np.diff(levels)) > _STEP) + 1])


def _sound_offsets_s(made: Made, job: Job) -> NDArray[np.float64]:
    sound = _sound(made.film)
    return np.array(
        [
            _offset_s(sound, read_wav(scene.voice.path)[0][:, 0], planned.narration_s)
            for scene, planned in zip(job.scenes, made.scenes, strict=True)
        ]
    )


def _sound(film: Path) -> NDArray[np.float32]:
    """The decoded sound in mono from time 0 of the container, whatever it begins with."""
    command = [str(ffmpeg_path()), "-v", "error", "-copyts", "-i", str(film), "-map", "0:a:0"]
    placed = f"aresample={SAMPLE_RATE_HZ}:async=1:first_pts=0"
    command += ["-af", placed, "-ac", "1", "-f", "f32le", "-"]
    return np.frombuffer(run_program(command).stdout, np.float32)


def _offset_s(sound: NDArray[np.float32], voice: NDArray[np.float32], planned_s: float) -> float:
    """How much later than planned a narration is heard: where it correlates best."""
    reach = round(_SEARCH_S * SAMPLE_RATE_HZ)
    first = round(planned_s * SAMPLE_RATE_HZ) - reach
    padded = np.pad(sound, (max(0, -first), len(voice) + 2 * reach))
    start = max(first, 0)
    heard = padded[start : start + len(voice) + 2 * reach]
    size = 1 << (len(heard) + len(voice)).bit_length()
    spectrum = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(voice, size))
    likeness = np.fft.irfft(spectrum, size)[: 2 * reach + 1]
    return (int(np.argmax(likeness)) - reach) / SAMPLE_RATE_HZ
