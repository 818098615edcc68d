"""The rules that films must pass, each a named check of what was measured on the file."""

from collections.abc import Callable
from pathlib import Path

from manike.errors import MediaError
from manike.media.sound import SAMPLE_RATE_HZ
from manike.quality.caption_rules import burned_captions_are_on_time, caption_file_is_on_time
from manike.quality.coding import faults, picture_coding
from manike.quality.measures import FilmMeasures, measure_film
from manike.quality.picture_rules import (
    colours_are_those_of_the_clips,
    frames_are_in_their_place,
    framing_is_as_planned,
    light_does_not_flash,
    no_stretch_is_black,
    no_stretch_is_frozen,
)
from manike.quality.plans import FilmPlan, Sources
from manike.quality.results import CheckResult
from manike.quality.scene_rules import scenes_are_in_their_place
from manike.quality.sound_rules import (
    loudness_is_on_target,
    narrations_are_heard,
    narrations_are_on_time,
    peak_is_low_enough,
    sound_is_never_silent,
    sound_is_not_clipped,
    speech_is_level,
    speech_is_over_music,
)
from manike.quality.stretches import Stretch
from manike.quality.wording import run_of
from manike.quality.words import MAX_LETTER_ERROR_RATE, letter_error_rate

MAX_STREAM_DIFFERENCE_S = 1024 / SAMPLE_RATE_HZ
"""One AAC frame, 21.3 ms."""

FilmRule = Callable[[FilmMeasures, FilmPlan], CheckResult]


def check_film(path: Path, plan: FilmPlan, sources: Sources) -> tuple[CheckResult, ...]:
    """All checks of a film, measured on the file itself.

    A file that can't be decoded gives one failed result, named ``readable``.

    Args:
        path: the film.
        plan: what it should be.
        sources: what it was made from, which must be seen and heard in it.
    """
    try:
        measures = measure_film(path, plan, sources)
    except MediaError as error:
        return (CheckResult(name="readable", passed=False, message=str(error)),)
    readable = CheckResult(name="readable", passed=True, message="Decodes without error.")
    captions = (
        burned_captions_are_on_time(measures, plan, sources),
        caption_file_is_on_time(measures, plan, sources),
    )
    return (
        readable,
        *(rule(measures, plan) for rule in FILM_RULES),
        *captions,
        *_words(path, plan, sources),
    )


def frames_are_as_planned(film: FilmMeasures, plan: FilmPlan) -> CheckResult:
    """As many frames as the plan says, evenly spaced, at its rate."""
    rate, count = film.video.fps, film.frame_count
    right = count == plan.frame_count and rate == plan.rate and not film.uneven
    return CheckResult(
        name="frames",
        passed=right,
        message=f"{count} frames at {rate} a second, {len(film.uneven)} uneven gaps"
        f"{_first_uneven(film, plan)}; planned: {plan.frame_count} at {plan.rate}.",
        figures={"frame_count": count, "fps": float(rate), "uneven_gaps": len(film.uneven)},
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


FILM_RULES: tuple[FilmRule, ...] = (
    frames_are_as_planned,
    size_is_as_planned,
    framing_is_as_planned,
    coding_is_for_delivery,
    streams_run_together,
    loudness_is_on_target,
    peak_is_low_enough,
    sound_is_not_clipped,
    narrations_are_heard,
    narrations_are_on_time,
    speech_is_over_music,
    speech_is_level,
    sound_is_never_silent,
    no_stretch_is_black,
    no_stretch_is_frozen,
    light_does_not_flash,
    scenes_are_in_their_place,
    frames_are_in_their_place,
    colours_are_those_of_the_clips,
)


def _words(path: Path, plan: FilmPlan, sources: Sources) -> tuple[CheckResult, ...]:
    """Whether the film says the script, as a transcriber hears it."""
    if sources.hear is None:
        return ()
    text = " ".join(scene.text for scene in plan.scenes)
    heard = sources.hear(path)
    errors = letter_error_rate(text, heard)
    return (
        CheckResult(
            name="words",
            passed=errors <= MAX_LETTER_ERROR_RATE,
            message=f"{errors:.0%} of the script's letters are heard otherwise: {heard[:200]!r}",
            figures={"letter_error_rate": errors},
        ),
    )


def _first_uneven(film: FilmMeasures, plan: FilmPlan) -> str:
    if not film.uneven:
        return ""
    at_s = film.uneven[0]
    scene = plan.scene_at(run_of(plan, Stretch(at_s, at_s)).start).number
    return f", the first at {at_s:.2f} s (scene {scene})"
