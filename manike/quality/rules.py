"""The rules that pictures and films must pass, each a named check of what was measured."""

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from manike.errors import MediaError
from manike.media.sound import SAMPLE_RATE_HZ
from manike.quality.coding import faults, picture_coding
from manike.quality.measures import SILENT_AT_LEAST_S, FilmMeasures, Stretch, measure_film
from manike.quality.plans import FilmPlan
from manike.quality.results import CheckResult
from manike.quality.targets import MAX_TRUE_PEAK_DBTP, TARGET_LUFS

LOUDNESS_TOLERANCE_LU = 1.0
MAX_STREAM_DIFFERENCE_S = 1024 / SAMPLE_RATE_HZ
"""One AAC frame, 21.3 ms."""
MAX_UNHEARD_S = 0.1
"""One window; of 19 films not one was unheard."""
MIN_CONTRAST = 4.0
"""Standard deviation of luma, of 255; a plain ground has 0, a foggy picture about 15."""

FilmRule = Callable[[FilmMeasures, FilmPlan], CheckResult]


def check_film(path: Path, plan: FilmPlan, voices: Mapping[int, Path]) -> tuple[CheckResult, ...]:
    """All checks of a film, measured on the file itself.

    A file that can't be decoded gives one failed result, named ``readable``.

    Args:
        path: the film.
        plan: what it should be.
        voices: the voices alone, by scene number, which must be heard in it.
    """
    try:
        measures = measure_film(path, plan, voices)
    except MediaError as error:
        return (CheckResult(name="readable", passed=False, message=str(error)),)
    readable = CheckResult(name="readable", passed=True, message="Decodes without error.")
    return (readable, *(rule(measures, plan) for rule in FILM_RULES))


def frames_are_as_planned(film: FilmMeasures, plan: FilmPlan) -> CheckResult:
    """As many frames as the plan says, evenly spaced, at its rate."""
    rate, count = film.video.fps, film.frame_count
    right = count == plan.frame_count and rate == plan.rate and film.uneven_gaps == 0
    return CheckResult(
        name="frames",
        passed=right,
        message=f"{count} frames at {rate} a second, {film.uneven_gaps} uneven gaps; "
        f"planned: {plan.frame_count} at {plan.rate}.",
        figures={"frame_count": count, "fps": float(rate), "uneven_gaps": film.uneven_gaps},
    )


def size_is_as_planned(film: FilmMeasures, plan: FilmPlan) -> CheckResult:
    """Width and height of the plan."""
    width_px, height_px = film.video.width_px, film.video.height_px
    return CheckResult(
        name="size",
        passed=(width_px, height_px) == plan.size_px,
        message=f"{width_px}x{height_px}; planned: {plan.size_px[0]}x{plan.size_px[1]}.",
        figures={"width_px": width_px, "height_px": height_px},
    )


def coding_is_for_delivery(film: FilmMeasures, plan: FilmPlan) -> CheckResult:
    """H.264 High, yuv420p, BT.709 in TV range; AAC at 48 kHz in stereo; index first."""
    wrong = faults(
        {
            **picture_coding(film.video),
            "sound codec": (film.audio.codec, "aac"),
            "sound rate": (film.audio.rate_hz, SAMPLE_RATE_HZ),
            "sound channels": (film.audio.channel_count, 2),
            "index": ("first" if film.index_first else "last", "first"),
        }
    )
    message = wrong or "H.264 High, yuv420p, BT.709, AAC 48 kHz stereo, index first"
    return CheckResult(name="coding", passed=not wrong, message=message + ".")


def streams_run_together(film: FilmMeasures, plan: FilmPlan) -> CheckResult:
    """Picture and decoded sound start and end within one AAC frame of each other."""
    picture, sound_s = film.video, film.sound.sample_count / SAMPLE_RATE_HZ
    late_s = film.audio.start_s - picture.start_s
    longer_s = late_s + sound_s - picture.duration_s
    return CheckResult(
        name="streams",
        passed=max(abs(late_s), abs(longer_s)) <= MAX_STREAM_DIFFERENCE_S,
        message=f"The picture lasts {picture.duration_s:.3f} s, the sound {sound_s:.3f} s, "
        f"and starts {late_s:.3f} s after it.",
        figures={"picture_s": picture.duration_s, "sound_s": sound_s, "sound_late_s": late_s},
    )


def loudness_is_on_target(film: FilmMeasures, plan: FilmPlan) -> CheckResult:
    """-14 LUFS within 1 LU."""
    lufs = film.levels.lufs
    return CheckResult(
        name="loudness",
        passed=abs(lufs - TARGET_LUFS) <= LOUDNESS_TOLERANCE_LU,
        message=f"{lufs:.1f} LUFS; target {TARGET_LUFS:.0f} within {LOUDNESS_TOLERANCE_LU:.0f}.",
        figures={"lufs": lufs},
    )


def peak_is_low_enough(film: FilmMeasures, plan: FilmPlan) -> CheckResult:
    """At most -1 dBTP."""
    peak = film.levels.true_peak_dbtp
    return CheckResult(
        name="true_peak",
        passed=peak <= MAX_TRUE_PEAK_DBTP,
        message=f"{peak:.1f} dBTP; at most {MAX_TRUE_PEAK_DBTP:.0f}.",
        figures={"true_peak_dbtp": peak},
    )


def narrations_are_heard(film: FilmMeasures, plan: FilmPlan) -> CheckResult:
    """Each narration is in the mix from its planned first sample to its last."""
    planned = [scene.number for scene in plan.scenes if scene.narration is not None]
    wrong = [text for number in planned if (text := _unheard(film, number))]
    unheard_s = sum(heard.unheard_s for heard in film.sound.narrations.values())
    return CheckResult(
        name="narration",
        passed=not wrong,
        message="; ".join(wrong) + "." if wrong else f"All {len(planned)} narrations are heard.",
        figures={"unheard_s": unheard_s},
    )


def sound_is_never_silent(film: FilmMeasures, plan: FilmPlan) -> CheckResult:
    """No silence of a second and a half or more where somebody speaks or music plays."""
    planned = [_seconds(plan, cue.start_frame, cue.frame_count) for cue in plan.music]
    planned += [
        Stretch(
            scene.narration.start_sample / SAMPLE_RATE_HZ,
            (scene.narration.start_sample + scene.narration.sample_count) / SAMPLE_RATE_HZ,
        )
        for scene in plan.scenes
        if scene.narration is not None
    ]
    wrong = tuple(
        stretch
        for stretch in film.silent
        if any(stretch.overlap_s(each) >= SILENT_AT_LEAST_S for each in planned)
    )
    return _stretches("silent", wrong, plan)


def no_stretch_is_black(film: FilmMeasures, plan: FilmPlan) -> CheckResult:
    """Nothing black for half a second or more."""
    return _stretches("black", film.faults.black, plan)


def no_stretch_is_frozen(film: FilmMeasures, plan: FilmPlan) -> CheckResult:
    """No picture that stands still for two seconds or more."""
    return _stretches("frozen", film.faults.frozen, plan)


FILM_RULES: tuple[FilmRule, ...] = (
    frames_are_as_planned,
    size_is_as_planned,
    coding_is_for_delivery,
    streams_run_together,
    loudness_is_on_target,
    peak_is_low_enough,
    narrations_are_heard,
    sound_is_never_silent,
    no_stretch_is_black,
    no_stretch_is_frozen,
)


def check_picture(path: Path, size_px: tuple[int, int]) -> tuple[CheckResult, ...]:
    """A picture has the right size and shows something.

    A file that is not a picture gives one failed result, named ``readable``.
    """
    import cv2  # not at the top: definitions import this file, and need no OpenCV

    picture = cv2.imread(str(path), cv2.IMREAD_COLOR)
    if picture is None:
        message = f"{path.name} is not a picture."
        return (CheckResult(name="readable", passed=False, message=message),)
    height_px, width_px = picture.shape[:2]
    contrast = float(np.std(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)))
    return (
        CheckResult(
            name="size",
            passed=(width_px, height_px) == size_px,
            message=f"{width_px}x{height_px}; wanted: {size_px[0]}x{size_px[1]}.",
            figures={"width_px": width_px, "height_px": height_px},
        ),
        CheckResult(
            name="not_blank",
            passed=contrast >= MIN_CONTRAST,
            message=f"Contrast {contrast:.1f} of 255; at least {MIN_CONTRAST:.0f}.",
            figures={"contrast": contrast},
        ),
    )


def _unheard(film: FilmMeasures, number: int) -> str:
    """What is wrong with a scene's narration; empty if nothing is."""
    heard = film.sound.narrations.get(number)
    if heard is None:
        return f"Scene {number} has no voice to compare with"
    if heard.unheard_s <= MAX_UNHEARD_S:
        return ""
    return (
        f"Scene {number}: {heard.unheard_s:.1f} s of {heard.loud_s:.1f} s of speech are not heard "
        f"where they should be, first at {heard.first_unheard_s:.1f} s"
    )


def _seconds(plan: FilmPlan, start_frame: int, frame_count: int) -> Stretch:
    return Stretch(float(start_frame / plan.rate), float((start_frame + frame_count) / plan.rate))


def _stretches(what: str, found: tuple[Stretch, ...], plan: FilmPlan) -> CheckResult:
    places = [
        f"{what} from {stretch.start_s:.1f} s to {stretch.end_s:.1f} s"
        f" (scene {plan.scene_at(int(stretch.start_s * plan.rate)).number})"
        for stretch in found
    ]
    total_s = sum((stretch.duration_s for stretch in found), 0.0)
    return CheckResult(
        name=what,
        passed=not found,
        message=("; ".join(places) or f"nothing {what}").capitalize() + ".",
        figures={f"{what}_s": total_s},
    )
