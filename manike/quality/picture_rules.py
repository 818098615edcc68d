"""Rules of what is seen in a film: light, motion, framing, colour."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil
from statistics import median

import numpy as np
from numpy.typing import NDArray

from manike.quality.measures import FilmMeasures
from manike.quality.picture import CLOSING_S, STILL_LEVELS, SeenFilm
from manike.quality.plans import FilmPlan
from manike.quality.results import CheckResult
from manike.quality.stretches import Run, runs_of
from manike.quality.wording import place, verdict

BLACK_AT_LEAST_S = 0.5
FROZEN_AT_LEAST_S = 2.0
MAX_FLASHES_A_SECOND = 3
MAX_LUMA_SHIFT = 5.0
"""Levels; a film in the wrong range is 12 or more off, on 4 films the most was 1.2."""
MAX_CHROMA_SHIFT = 5.0
_BLACK_SHARE = 0.9
"""A tenth may be captions."""
_FLASH_LEVELS = 30.0
_LONGEST_FLASH_S = 0.5
_BAR_LUMA = 26
_BAR_SHARE = 0.03
_FEWEST_COMPARED = 5
_LEAST_MOTION = 0.05
"""Levels a frame, over a second."""
_LEAD_SHARES = (0.0, 0.3)
"""Of the motion, for frames that are ahead and for those that are behind. The encoder repeats what
hardly moves, so that a slow picture lags by part of a frame: on 10 clean films at most -0.24 ahead
and 0.16 behind; one frame dropped gives 0.16 ahead, one frame too late 0.43 behind."""


def no_stretch_is_black(film: FilmMeasures, plan: FilmPlan) -> CheckResult:
    """Nothing black for half a second or more, beside what transitions darken."""
    dark = runs_of(at for at, f in enumerate(film.seen.frames) if f.dark_share >= _BLACK_SHARE)
    least = BLACK_AT_LEAST_S * plan.rate
    found = [run for run in dark if _of_scenes(run, plan) >= least]
    return _runs("black", found, plan)


def no_stretch_is_frozen(film: FilmMeasures, plan: FilmPlan) -> CheckResult:
    """No picture that stands still for two seconds or more, but in footage: that is as it is."""
    still = runs_of(at for at, frame in enumerate(film.seen.frames) if frame.step <= STILL_LEVELS)
    # The first frame of a still stretch is the one that the others are like.
    found = [Run(run.start - 1, run.end) for run in still]
    least = FROZEN_AT_LEAST_S * plan.rate
    frozen = [run for run in found if _of_scenes(run, plan) - _of_footage(run, plan) >= least]
    return _runs("frozen", frozen, plan)


def light_does_not_flash(film: FilmMeasures, plan: FilmPlan) -> CheckResult:
    """At most three flashes a second in scenes and cards, and none that is not in a clip."""
    # A slide of a third of a second lightens and darkens whatever it passes.
    passing = {at for run in _transitions(plan) for at in range(run.start, run.end)}
    changes = [at for at in film.seen.flash_changes if at not in passing]
    many = crowded_flashes(changes, plan.rate)
    frames = (at for run in many for at in range(run.start, run.end))
    wrong = [
        f"more than {MAX_FLASHES_A_SECOND} flashes a second {place(plan, run)}"
        for run in runs_of(sorted(set(frames)))
    ]
    wrong += [f"a flash {place(plan, run)}" for run in _strange_flashes(film.seen, plan)]
    return verdict("flash", wrong, "No flashes.", {"changes": float(len(changes))})


def crowded_flashes(changes: Sequence[int], rate: Fraction) -> list[Run]:
    """Stretches of a second at most in which light changes too often; each flash is two changes."""
    crowded = 2 * MAX_FLASHES_A_SECOND + 1
    return [
        Run(first, last + 1)
        for first, last in zip(changes, changes[crowded - 1 :], strict=False)
        if last - first < round(rate)
    ]


def _strange_flashes(seen: SeenFilm, plan: FilmPlan) -> list[Run]:
    """Short runs of frames much lighter or darker than the clip, unlike the frames around."""
    strange = runs_of(
        at for at, frame in enumerate(seen.frames) if abs(frame.mean_shift) > _FLASH_LEVELS
    )
    return [run for run in strange if run.count <= _LONGEST_FLASH_S * plan.rate]


def frames_are_in_their_place(film: FilmMeasures, plan: FilmPlan) -> CheckResult:
    """Each frame shows the moment of its clip that it should: none dropped, doubled or moved."""
    shifts = [frame.shift for frame in film.seen.frames]
    runs = _equal_runs(shifts)
    wrong = [f"the picture is {_off(shift)} {place(plan, run)}" for run, shift in runs]
    wrong += [
        f"the picture is a frame or more {way} {place(plan, run)}"
        for side, way in enumerate(("ahead (dropped)", "behind (repeated)"))
        for run in _slow_runs(film.seen, plan, side)
        if not any(run.shared(each) for each, _ in runs)
    ]
    return verdict(
        "motion",
        wrong,
        "Every frame is in its place.",
        {"misplaced_frames": float(sum(shift != 0 for shift in shifts))},
    )


def _slow_runs(seen: SeenFilm, plan: FilmPlan, side: int) -> tuple[Run, ...]:
    """Seconds that lie off by a frame where a clip moves too slowly for one frame to tell."""
    window = max(2, round(plan.rate))
    if len(seen.frames) < window:
        return ()
    lead = _summed([frame.lead[side] for frame in seen.frames], window)
    motion = _summed([frame.motion[side] for frame in seen.frames], window)
    off = np.flatnonzero((motion > _LEAST_MOTION * window) & (lead > _LEAD_SHARES[side] * motion))
    covered = {at for first in off for at in range(int(first), int(first) + window)}
    return runs_of(sorted(covered))


def _summed(values: Sequence[float], window: int) -> NDArray[np.float64]:
    """Sums of as many neighbours; the first one is of the first values."""
    return np.convolve(np.asarray(values, np.float64), np.ones(window), "valid")


def _equal_runs(shifts: Sequence[int]) -> list[tuple[Run, int]]:
    """Runs of frames that are ahead, and of those that are behind, with the most of it."""
    runs = []
    for way in (1, -1):
        for run in runs_of((at for at, each in enumerate(shifts) if each * way > 0), gap=5):
            most = max(shifts[run.start : run.end], key=lambda shift: shift * way)
            runs.append((run, most))
    return sorted(runs, key=lambda found: found[0].start)


def _off(shift: int) -> str:
    frames = "1 frame" if abs(shift) == 1 else f"{abs(shift)} frames"
    return f"{frames} {'ahead (dropped)' if shift > 0 else 'behind (repeated)'}"


def framing_is_as_planned(film: FilmMeasures, plan: FilmPlan) -> CheckResult:
    """Square pixels, and no black bars that the clips don't have."""
    wrong = []
    aspect = film.video.sample_aspect
    if aspect != 1:
        wrong.append(f"pixels are {aspect} as wide as high, so that all scenes look stretched")
    shown, meant = film.seen.highest_luma, film.seen.highest_clip_luma
    if shown is not None and meant is not None:
        wrong += [
            f"black bars {where}, over {own:.0%} of the picture, in all scenes"
            for where, own, due in (
                ("above and below", _bars(shown, 1), _bars(meant, 1)),
                ("left and right", _bars(shown, 0), _bars(meant, 0)),
            )
            if own - due >= _BAR_SHARE and own < 1
        ]
    return verdict("framing", wrong, "Square pixels, no bars.")


def _bars(highest: NDArray[np.uint8], axis: int) -> float:
    """Share of rows or columns at the edges that are never lit."""
    lit = np.flatnonzero(highest.max(axis=axis) > _BAR_LUMA)
    count = highest.shape[1 - axis]
    return 1.0 if not lit.size else float(lit[0] + count - 1 - lit[-1]) / count


def colours_are_those_of_the_clips(film: FilmMeasures, plan: FilmPlan) -> CheckResult:
    """Dark, light and colour of each scene are those of its clip."""
    wrong, most = [], 0.0
    for scene in plan.scenes:
        frames = film.seen.frames[scene.start_frame : scene.start_frame + scene.frame_count]
        likes = [f.like for f in frames if f.like and f.like.same_picture and not f.shift]
        if len(likes) < _FEWEST_COMPARED:
            continue
        dark = median(like.dark_shift for like in likes)
        light = median(like.light_shift for like in likes)
        chroma = median(like.chroma_shift for like in likes)
        most = max(most, abs(dark), abs(light), chroma)
        where = place(plan, Run(scene.start_frame, scene.start_frame + scene.frame_count))
        if max(abs(dark), abs(light)) > MAX_LUMA_SHIFT:
            wrong.append(
                f"dark parts are {dark:+.0f} and light parts {light:+.0f} of 255 off {where}: "
                "wrong colour range"
            )
        elif chroma > MAX_CHROMA_SHIFT:
            wrong.append(f"colours are {chroma:.0f} of 255 off {where}")
    return verdict("colours", wrong, "The colours are those of the clips.", {"most_levels": most})


def _changing(plan: FilmPlan) -> list[Run]:
    """Frames that are not a scene's alone: transitions, cards, the fade at the last one's end."""
    runs, end = [], 0
    for scene in plan.scenes:
        runs.append(Run(end, scene.start_frame + scene.transition_in.frame_count))
        end = scene.start_frame + scene.frame_count
    closing = ceil(CLOSING_S * plan.rate)
    return [*runs, Run(end - closing, plan.frame_count)]


def _transitions(plan: FilmPlan) -> list[Run]:
    return [
        Run(scene.start_frame, scene.start_frame + scene.transition_in.frame_count)
        for scene in plan.scenes
    ]


def _of_scenes(run: Run, plan: FilmPlan) -> int:
    """Frames of a run that show nothing but a scene."""
    return run.count - sum(run.shared(each) for each in _changing(plan))


def _of_footage(run: Run, plan: FilmPlan) -> int:
    """Frames of a run that show nothing but footage."""
    return sum(
        run.shared(
            Run(
                scene.start_frame + scene.transition_in.frame_count,
                scene.start_frame + scene.frame_count,
            )
        )
        for scene in plan.scenes
        if scene.footage
    )


def _runs(what: str, found: Sequence[Run], plan: FilmPlan) -> CheckResult:
    total_s = float(sum(run.count for run in found) / plan.rate)
    return verdict(
        what,
        (f"{what} {place(plan, run)}" for run in found),
        f"Nothing {what}.",
        {f"{what}_s": total_s},
    )
