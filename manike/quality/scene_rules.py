"""The rule of which scene is seen where: missing, swapped, repeated, or something else."""

from collections.abc import Mapping, Sequence

import numpy as np

from manike.quality.measures import FilmMeasures
from manike.quality.picture import Print, SeenFilm
from manike.quality.plans import FilmPlan, PlannedScene
from manike.quality.results import CheckResult
from manike.quality.stretches import Run, runs_of
from manike.quality.wording import place, verdict

_ALIKE = 0.85
"""Correlation of two prints of one scene; within a moving shot it stays above 0.9."""
_MOST = 0.5
"""Share of a scene's frames that are not its clip's, from which on the scene is not there."""
_UNKNOWN = 0


def scenes_are_in_their_place(film: FilmMeasures, plan: FilmPlan) -> CheckResult:
    """Each scene shows its own clip, from its first frame to its last."""
    strange = {scene.number: _strange(film.seen, scene) for scene in plan.scenes}
    gone = [s for s in plan.scenes if _share(film.seen, s, strange[s.number]) > _MOST]
    shown = {scene.number: scene.number for scene in plan.scenes}
    shown |= {scene.number: _best(film.seen, scene.number) for scene in gone}
    wrong = [_told(scene, shown, plan) for scene in gone]
    wrong += [
        f"something else than the scene's clip is seen {place(plan, run)}"
        for scene in plan.scenes
        if scene not in gone
        for run in strange[scene.number]
    ]
    frames = sum(run.count for runs in strange.values() for run in runs)
    return verdict(
        "scenes", wrong, "Every scene shows its clip.", {"strange_frames": float(frames)}
    )


def _strange(seen: SeenFilm, scene: PlannedScene) -> tuple[Run, ...]:
    """Frames that were compared and are not the clip's; those that are not there at all, too."""
    start, end = scene.start_frame, scene.start_frame + scene.frame_count
    missing = range(max(start, len(seen.frames)), end)
    frames = enumerate(seen.frames[start:end], start)
    unlike = (
        at for at, f in frames if f.like is not None and not f.like.same_picture and not f.shift
    )
    return runs_of([*unlike, *missing])


def _share(seen: SeenFilm, scene: PlannedScene, strange: Sequence[Run]) -> float:
    start, end = scene.start_frame, scene.start_frame + scene.frame_count
    compared = sum(frame.like is not None for frame in seen.frames[start:end])
    compared += max(0, end - max(start, len(seen.frames)))
    return sum(run.count for run in strange) / max(compared, 1)


def _told(scene: PlannedScene, shown: Mapping[int, int], plan: FilmPlan) -> str:
    number, other = scene.number, shown[scene.number]
    where = place(plan, Run(scene.start_frame, scene.start_frame + scene.frame_count))
    missing = "" if number in shown.values() else f", and scene {number} is missing"
    if other == number:
        return f"scene {number} is not seen as its clip shows it {where}"
    if other == _UNKNOWN:
        return f"scene {number} is missing: what is seen {where} is no scene of the film"
    if shown[other] == number:
        return f"scenes {number} and {other} are swapped: scene {other} is seen {where}"
    if shown[other] == other:
        return f"scene {other} is repeated {where}{missing}"
    return f"scene {other} is seen {where}, not scene {number}{missing}"


def _best(seen: SeenFilm, number: int) -> int:
    """The scene whose clip the film shows in place of one; 0 if it is none."""
    prints = seen.prints.get(number, [])
    scores = {
        clip: float(np.median([max(_alike(a, b) for b in others) for a in prints]))
        for clip, others in seen.clip_prints.items()
        if prints and others
    }
    best = max(scores, key=lambda clip: scores[clip], default=_UNKNOWN)
    return best if best and scores[best] >= _ALIKE else _UNKNOWN


def _alike(one: Print, other: Print) -> float:
    first, second = one - one.mean(), other - other.mean()
    power = float(np.linalg.norm(first) * np.linalg.norm(second))
    return float((first * second).sum()) / power if power > 0 else 0.0
