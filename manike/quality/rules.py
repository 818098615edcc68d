"""The rules that pictures and films must pass, each a named check of what was measured."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from manike.errors import MediaError
from manike.media.sound import SAMPLE_RATE_HZ
from manike.quality.loudness import integrated_lufs
from manike.quality.measures import FilmMeasures, Stretch, measure_film
from manike.quality.plans import FilmPlan, PlannedScene
from manike.quality.results import CheckResult

TARGET_LUFS = -14.0
LOUDNESS_TOLERANCE_LU = 1.0
MAX_TRUE_PEAK_DBTP = -1.0
MAX_STREAM_DIFFERENCE_S = 1024 / SAMPLE_RATE_HZ
"""One AAC frame, 21.3 ms."""
MIN_NARRATION_LUFS = -22.0
"""A narration is heard at about -14; music alone, held down under it, at -29 or less."""
MIN_CONTRAST = 4.0
"""Standard deviation of luma, of 255; a plain ground has 0, a foggy picture about 15."""

FilmRule = Callable[[FilmMeasures, FilmPlan], CheckResult]


def check_film(path: Path, plan: FilmPlan) -> tuple[CheckResult, ...]:
    """All checks of a film, measured on the file itself; decodes it once.

    A file that can't be decoded gives one failed result, named ``readable``.
    """
    try:
        measures = measure_film(path)
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
    video, audio = film.video, film.info.audio
    assert audio is not None, "measure_film refuses a film without sound"
    found = {
        "codec": (video.codec, "h264"),
        "profile": (video.profile, "High"),
        "pixel format": (video.pixel_format, "yuv420p"),
        "colour space": (video.color_space, "bt709"),
        "colour range": (video.color_range, "tv"),
        "sound codec": (audio.codec, "aac"),
        "sound rate": (audio.rate_hz, SAMPLE_RATE_HZ),
        "sound channels": (audio.channel_count, 2),
        "index": ("first" if film.index_first else "last", "first"),
    }
    wrong = [f"{what} is {is_}, not {due}" for what, (is_, due) in found.items() if is_ != due]
    message = "; ".join(wrong) or "H.264 High, yuv420p, BT.709, AAC 48 kHz stereo, index first"
    return CheckResult(name="coding", passed=not wrong, message=message + ".")


def streams_are_equally_long(film: FilmMeasures, plan: FilmPlan) -> CheckResult:
    """Picture and decoded sound end within one AAC frame of each other."""
    sound_s = len(film.sound) / SAMPLE_RATE_HZ
    difference_s = abs(film.video.duration_s - sound_s)
    return CheckResult(
        name="streams",
        passed=difference_s <= MAX_STREAM_DIFFERENCE_S,
        message=f"The picture lasts {film.video.duration_s:.3f} s, the sound {sound_s:.3f} s.",
        figures={"picture_s": film.video.duration_s, "sound_s": sound_s},
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
    """Where a narration should be, there is more than music, to its end."""
    levels = {
        scene.number: _narration_lufs(film, scene)
        for scene in plan.scenes
        if scene.narration is not None
    }
    silent = [str(number) for number, lufs in levels.items() if lufs < MIN_NARRATION_LUFS]
    message = f"No narration is heard in scene {', '.join(silent)}." if silent else ""
    quietest = max(min(levels.values(), default=0.0), -120.0)
    return CheckResult(
        name="narration",
        passed=not silent,
        message=message or f"All {len(levels)} narrations are heard.",
        figures={"quietest_lufs": quietest},
    )


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
    streams_are_equally_long,
    loudness_is_on_target,
    peak_is_low_enough,
    narrations_are_heard,
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


def _narration_lufs(film: FilmMeasures, scene: PlannedScene) -> float:
    narration = scene.narration
    assert narration is not None, "asked only of scenes with a narration"
    end = narration.start_sample + narration.sample_count
    if end > len(film.sound) + MAX_STREAM_DIFFERENCE_S * SAMPLE_RATE_HZ:
        return float("-inf")
    part = film.sound[narration.start_sample : end].astype(np.float32) / 32768
    return integrated_lufs(part, SAMPLE_RATE_HZ)


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
