"""Rules of what is heard in a film: levels, narration, music."""

from math import isfinite

from manike.media.sound import SAMPLE_RATE_HZ
from manike.quality.measures import SILENT_AT_LEAST_S, FilmMeasures
from manike.quality.narration import SEARCHED_S, HeardNarration
from manike.quality.plans import FilmPlan, PlannedScene
from manike.quality.results import CheckResult
from manike.quality.stretches import Run, Stretch
from manike.quality.targets import MAX_TRUE_PEAK_DBTP, TARGET_LUFS
from manike.quality.wording import place, run_of, verdict

LOUDNESS_TOLERANCE_LU = 0.5
MAX_UNHEARD_S = 0.1
"""One window; of 19 films not one was unheard."""
MAX_LATE_S = 0.005
LEAST_SPEECH_OVER_REST_LU = 10.0
MAX_SPEECH_SPREAD_LU = 2.0
_FEWEST_LOUD_S = 1.0
"""A shorter narration has no level that is worth comparing."""


def loudness_is_on_target(film: FilmMeasures, plan: FilmPlan) -> CheckResult:
    """-14 LUFS within 0.5 LU."""
    lufs = film.levels.lufs
    return CheckResult(
        name="loudness",
        passed=round(abs(lufs - TARGET_LUFS), 3) <= LOUDNESS_TOLERANCE_LU,
        message=f"The film has {lufs:.1f} LUFS; target {TARGET_LUFS:.0f} within "
        f"{LOUDNESS_TOLERANCE_LU}.",
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


def sound_is_not_clipped(film: FilmMeasures, plan: FilmPlan) -> CheckResult:
    """Nowhere three samples in a row at full scale."""
    sound = film.sound
    first = run_of(plan, Stretch(sound.first_clipped_s, sound.first_clipped_s))
    scene = plan.scene_at(first.start).number
    wrong = [
        f"the sound is clipped {sound.clipped} times, "
        f"first at {sound.first_clipped_s:.1f} s (scene {scene})"
    ]
    return verdict(
        "clipping", wrong * bool(sound.clipped), "Nothing is clipped.", {"clipped": sound.clipped}
    )


def narrations_are_heard(film: FilmMeasures, plan: FilmPlan) -> CheckResult:
    """Each narration is in the mix from its planned first sample to its last."""
    wrong = [text for scene in _spoken(plan) if (text := _unheard(film, scene.number))]
    unheard_s = sum(heard.unheard_s for heard in film.sound.narrations.values())
    fine = f"All {len(_spoken(plan))} narrations are heard."
    return verdict("narration", wrong, fine, {"unheard_s": unheard_s})


def narrations_are_on_time(film: FilmMeasures, plan: FilmPlan) -> CheckResult:
    """Each narration is heard within 5 ms of its time, at the start as at the end of the film."""
    wrong, most_s = [], 0.0
    for scene in _spoken(plan):
        heard = film.sound.narrations.get(scene.number)
        if heard is None or heard.late_s is None:
            continue
        most_s = max(most_s, abs(heard.late_s))
        if abs(heard.late_s) > MAX_LATE_S:
            way = "later" if heard.late_s > 0 else "earlier"
            wrong.append(
                f"scene {scene.number}: the narration is heard {abs(heard.late_s) * 1000:.0f} ms "
                f"{way} than planned, from {_start_s(scene):.1f} s on"
            )
    return verdict("drift", wrong, "Sound and plan run together.", {"most_late_s": most_s})


def speech_is_over_music(film: FilmMeasures, plan: FilmPlan) -> CheckResult:
    """In every scene the voice is at least 10 LU over all else that is heard meanwhile."""
    wrong, least = [], 120.0
    for scene, heard in _placed(film, plan):
        over = heard.speech_lufs - heard.other_lufs
        least = min(least, over)
        if over < LEAST_SPEECH_OVER_REST_LU:
            wrong.append(
                f"scene {scene.number}: the voice is only {over:.1f} LU over the music, "
                f"from {_start_s(scene):.1f} s on; at least {LEAST_SPEECH_OVER_REST_LU:.0f}"
            )
    fine = "The voice is well over the music."
    return verdict("speech_over_music", wrong, fine, {"least_over_lu": least})


def speech_is_level(film: FilmMeasures, plan: FilmPlan) -> CheckResult:
    """The voice has the same loudness in all scenes, within 2 LU."""
    levels = {
        scene.number: heard.speech_lufs
        for scene, heard in _placed(film, plan)
        if heard.loud_s >= _FEWEST_LOUD_S and isfinite(heard.speech_lufs)
    }
    if not levels:
        return CheckResult(name="speech_level", passed=True, message="Nobody speaks for long.")
    softest, loudest = min(levels, key=levels.__getitem__), max(levels, key=levels.__getitem__)
    spread = levels[loudest] - levels[softest]
    starts_s = {scene.number: _start_s(scene) for scene in _spoken(plan)}
    told = (
        f"the voice is {spread:.1f} LU softer in scene {softest} (from {starts_s[softest]:.1f} s) "
        f"than in scene {loudest} (from {starts_s[loudest]:.1f} s); "
        f"at most {MAX_SPEECH_SPREAD_LU:.0f}"
    )
    fine = f"The voice is level within {spread:.1f} LU."
    return verdict(
        "speech_level", [told] * (spread > MAX_SPEECH_SPREAD_LU), fine, {"spread_lu": spread}
    )


def sound_is_never_silent(film: FilmMeasures, plan: FilmPlan) -> CheckResult:
    """No silence of a second and a half or more where somebody speaks or music plays."""
    planned = [
        Run(cue.start_frame, cue.start_frame + cue.frame_count).at(plan.rate) for cue in plan.music
    ]
    planned += [
        Stretch(_start_s(scene), _start_s(scene) + scene.narration.sample_count / SAMPLE_RATE_HZ)
        for scene in plan.scenes
        if scene.narration is not None
    ]
    found = [
        stretch
        for stretch in film.silent
        if any(stretch.overlap_s(each) >= SILENT_AT_LEAST_S for each in planned)
    ]
    total_s = sum((stretch.duration_s for stretch in found), 0.0)
    told = (f"silent {place(plan, run_of(plan, stretch))}" for stretch in found)
    return verdict("silent", told, "Nothing silent.", {"silent_s": total_s})


def _spoken(plan: FilmPlan) -> list[PlannedScene]:
    return [scene for scene in plan.scenes if scene.narration is not None]


def _placed(film: FilmMeasures, plan: FilmPlan) -> list[tuple[PlannedScene, HeardNarration]]:
    """Scenes whose voice is found, with how it is heard."""
    heard = film.sound.narrations
    return [
        (scene, heard[scene.number])
        for scene in _spoken(plan)
        if scene.number in heard and heard[scene.number].late_s is not None
    ]


def _start_s(scene: PlannedScene) -> float:
    return scene.narration.start_sample / SAMPLE_RATE_HZ if scene.narration else 0.0


def _unheard(film: FilmMeasures, number: int) -> str:
    """What is wrong with a scene's narration; empty if nothing is."""
    heard = film.sound.narrations.get(number)
    if heard is None:
        return f"scene {number} has no voice to compare with"
    if heard.unheard_s <= MAX_UNHEARD_S:
        return ""
    nowhere = f", nor {SEARCHED_S} s before or after" if heard.late_s is None else ""
    return (
        f"scene {number}: {heard.unheard_s:.1f} s of {heard.loud_s:.1f} s of speech are not heard "
        f"where they should be, first at {heard.first_unheard_s:.1f} s{nowhere}"
    )
