"""The rules that a film's parts must pass: voices and clips."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import isfinite
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from manike.errors import MediaError
from manike.media.sound import SAMPLE_RATE_HZ, read_wav
from manike.ports import VoiceOver
from manike.quality.coding import faults, picture_coding
from manike.quality.loudness import integrated_lufs
from manike.quality.measures import ClipMeasures, measure_clip
from manike.quality.results import CheckResult

MAX_VOICE_PEAK_DBFS = -3.0
VOICE_LUFS = (-30.0, -12.0)
LETTERS_A_SECOND = (3.0, 32.0)
"""Slower is a voice with dead air in it, faster is one that was cut; people speak 10 to 20."""
MAX_VOICE_PAUSE_S = 1.5
"""Between two sentences a voice rests for 0.4 to 0.8 s."""
_QUIET = 0.003
"""-50 dBFS."""
_PEAK_TOLERANCE_DB = 0.1
_FEW_LETTERS = 12
"""Of a word or two the rate says nothing."""


@dataclass(frozen=True, slots=True)
class ClipPlan:
    """What a clip should be."""

    size_px: tuple[int, int]
    fps: Fraction
    frame_count: int


def check_voice(path: Path, voice: VoiceOver, text: str) -> tuple[CheckResult, ...]:
    """A voice-over has its format, a length that fits its text, and a level.

    A file that is not a WAV gives one failed result, named ``readable``.
    """
    try:
        samples, rate_hz = read_wav(path)
    except MediaError as error:
        return (CheckResult(name="readable", passed=False, message=str(error)),)
    return (
        _voice_format(samples, rate_hz),
        _voice_length(samples, voice, text),
        _voice_words(voice, text),
        _voice_peak(samples),
        _voice_loudness(samples, rate_hz),
        _voice_pauses(samples, rate_hz),
    )


def check_clip(path: Path, plan: ClipPlan) -> tuple[CheckResult, ...]:
    """A clip has its frames, size, rate and coding, and is not black.

    A file that can't be decoded gives one failed result, named ``readable``.
    """
    try:
        clip = measure_clip(path)
    except MediaError as error:
        return (CheckResult(name="readable", passed=False, message=str(error)),)
    return (_clip_frames(clip, plan), _clip_coding(clip, plan), _clip_is_lit(clip))


def _voice_format(samples: NDArray[np.float32], rate_hz: int) -> CheckResult:
    channels = samples.shape[1]
    return CheckResult(
        name="format",
        passed=(rate_hz, channels) == (SAMPLE_RATE_HZ, 1),
        message=f"{rate_hz} Hz, {channels} channels; wanted: {SAMPLE_RATE_HZ} Hz, 1.",
        figures={"rate_hz": rate_hz, "channels": channels},
    )


def _voice_length(samples: NDArray[np.float32], voice: VoiceOver, text: str) -> CheckResult:
    letters = sum(letter.isalnum() for letter in text)
    duration_s = len(samples) / SAMPLE_RATE_HZ
    letters_a_second = letters / duration_s if duration_s else float("inf")
    slowest, fastest = LETTERS_A_SECOND
    natural = letters <= _FEW_LETTERS or slowest <= letters_a_second <= fastest
    return CheckResult(
        name="length",
        passed=0 < len(samples) == voice.sample_count and natural,
        message=f"{len(samples)} samples ({duration_s:.2f} s) for {letters} letters; "
        f"recorded: {voice.sample_count}.",
        figures={"duration_s": duration_s, "letters": letters},
    )


def _voice_words(voice: VoiceOver, text: str) -> CheckResult:
    spoken = " ".join(word.text for word in voice.words)
    times = [time_s for word in voice.words for time_s in (word.start_s, word.end_s)]
    in_order = all(before <= after for before, after in pairwise(times))
    inside = all(0 <= time_s <= voice.duration_s + 0.01 for time_s in times)
    complete = spoken == " ".join(text.split())
    wrong = [
        what
        for what, right in (
            ("the words are not those of the text", complete),
            ("the times are not in order", in_order),
            ("a time lies outside the file", inside),
        )
        if not right
    ]
    return CheckResult(
        name="words",
        passed=not wrong,
        message=("; ".join(wrong) or f"{len(voice.words)} words with times").capitalize() + ".",
        figures={"words": len(voice.words)},
    )


def _voice_peak(samples: NDArray[np.float32]) -> CheckResult:
    peak_dbfs = 20 * np.log10(max(float(np.max(np.abs(samples), initial=0.0)), 1e-6))
    return CheckResult(
        name="peak",
        passed=bool(peak_dbfs <= MAX_VOICE_PEAK_DBFS + _PEAK_TOLERANCE_DB),
        message=f"{peak_dbfs:.1f} dBFS; at most {MAX_VOICE_PEAK_DBFS:.0f}.",
        figures={"peak_dbfs": float(peak_dbfs)},
    )


def _voice_loudness(samples: NDArray[np.float32], rate_hz: int) -> CheckResult:
    lufs = integrated_lufs(samples, rate_hz)
    lowest, highest = VOICE_LUFS
    return CheckResult(
        name="loudness",
        passed=lowest <= lufs <= highest,
        message=f"{lufs:.1f} LUFS; between {lowest:.0f} and {highest:.0f}.",
        figures={"lufs": lufs if isfinite(lufs) else -120.0},
    )


def _voice_pauses(samples: NDArray[np.float32], rate_hz: int) -> CheckResult:
    step = rate_hz // 20
    peaks = np.abs(samples[: len(samples) // step * step]).reshape(-1, step * samples.shape[1])
    # Loud steps with one before the file and one after it; between two of them lies a pause.
    loud = np.flatnonzero(peaks.max(axis=1, initial=0.0) > _QUIET)
    bounds = np.concatenate(([-1], loud, [len(peaks)]))
    longest_s = float(np.diff(bounds).max() - 1) * step / rate_hz
    return CheckResult(
        name="pauses",
        passed=longest_s <= MAX_VOICE_PAUSE_S,
        message=f"The longest silence lasts {longest_s:.2f} s; at most {MAX_VOICE_PAUSE_S} s.",
        figures={"longest_pause_s": longest_s},
    )


def _clip_frames(clip: ClipMeasures, plan: ClipPlan) -> CheckResult:
    right = clip.frame_count == plan.frame_count and clip.video.fps == plan.fps
    return CheckResult(
        name="frames",
        passed=right and clip.uneven_gaps == 0,
        message=f"{clip.frame_count} frames at {clip.video.fps} a second, {clip.uneven_gaps} "
        f"uneven gaps; wanted: {plan.frame_count} at {plan.fps}.",
        figures={"frame_count": clip.frame_count, "uneven_gaps": clip.uneven_gaps},
    )


def _clip_coding(clip: ClipMeasures, plan: ClipPlan) -> CheckResult:
    video = clip.video
    size = f"{video.width_px}x{video.height_px}"
    wanted = f"{plan.size_px[0]}x{plan.size_px[1]}"
    wrong = faults({"size": (size, wanted), **picture_coding(video)})
    return CheckResult(
        name="coding",
        passed=not wrong,
        message=f"{wrong or f'{size}, H.264 High, yuv420p, BT.709'}.",
        figures={"width_px": video.width_px, "height_px": video.height_px},
    )


def _clip_is_lit(clip: ClipMeasures) -> CheckResult:
    black_s = sum((stretch.duration_s for stretch in clip.faults.black), 0.0)
    return CheckResult(
        name="black",
        passed=not clip.faults.black,
        message=f"Black for {black_s:.1f} s." if black_s else "Nothing black.",
        figures={"black_s": black_s},
    )
