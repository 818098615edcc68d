"""Fits the lengths of scenes to the film that was asked for, on the frame grid."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from manike.script.models import Scene, ScriptBreakdown
from manike.script.timing import LEAD_S, TAIL_S, estimate_speech_s
from manike.writing.asking import scene_limits

_FPS = 30
_SLACK = 1.12
"""A narrator may speak up to 12 % faster to fit."""
_STRETCH = 1.08
"""How much longer than asked a film may become for its narration; a tenth is the rule."""
_SILENT_S = 2.5
"""The least for a scene in which nothing is said."""
_MOST_OF_MEAN = 4.0
"""A scene that is written longer than this many mean ones gets no more of the time to spare."""
_WORDS_A_SECOND = 2.4


@dataclass(frozen=True, slots=True)
class _Need:
    """Seconds that a scene needs."""

    hurried_s: float
    natural_s: float
    written_s: float
    """What the writer planned; a weight, no more."""


def fitted(script: ScriptBreakdown, film_s: float) -> ScriptBreakdown | str:
    """The script with lengths that add up to the film's, or why there are none.

    Each scene gets the time that its narration needs, and what is left goes to the scenes as their
    writer planned it. A narration that is a little too long is read faster or lengthens the film
    within what the rules allow; one that is much too long is the writer's to shorten.
    """
    fewest, most = scene_limits(film_s)
    if not fewest <= len(script.scenes) <= most:
        return (
            f"the script has {len(script.scenes)} scenes; a film of {film_s:g} s has "
            f"{fewest} to {most}"
        )
    needs = [_need(scene) for scene in script.scenes]
    hurried_s = sum(need.hurried_s for need in needs)
    if hurried_s > film_s * _STRETCH:
        words = ceil((hurried_s - film_s) * _WORDS_A_SECOND * _SLACK)
        return (
            f"the narrations need {hurried_s:.1f} s together with the pauses between scenes, and "
            f"the film has {film_s:g} s; leave out at least {words} words or some scenes"
        )
    frames = _on_grid(_lengths(needs, film_s), needs)
    scenes = tuple(
        scene.model_copy(update={"duration_s": round(count / _FPS, 6)})
        for scene, count in zip(script.scenes, frames, strict=True)
    )
    return script.model_copy(update={"scenes": scenes})


def _need(scene: Scene) -> _Need:
    speech_s = estimate_speech_s(scene.narration)
    if not speech_s:
        return _Need(_SILENT_S, _SILENT_S, scene.duration_s)
    pauses_s = LEAD_S + TAIL_S
    return _Need(speech_s / _SLACK + pauses_s, speech_s + pauses_s, scene.duration_s)


def _lengths(needs: Sequence[_Need], film_s: float) -> list[float]:
    natural_s = sum(need.natural_s for need in needs)
    hurried_s = sum(need.hurried_s for need in needs)
    if natural_s <= film_s:
        return _with_spare(needs, film_s - natural_s)
    whole_s = min(natural_s, max(film_s, min(film_s * _STRETCH, natural_s)))
    share = (whole_s - hurried_s) / (natural_s - hurried_s)
    return [need.hurried_s + (need.natural_s - need.hurried_s) * share for need in needs]


def _with_spare(needs: Sequence[_Need], spare_s: float) -> list[float]:
    """Natural lengths, and the rest to the scenes that were planned longer than that."""
    mean_s = sum(need.written_s for need in needs) / len(needs)
    whole_s = sum(need.natural_s for need in needs) + spare_s
    written_s = [min(need.written_s, mean_s * _MOST_OF_MEAN) for need in needs]
    scale = whole_s / sum(written_s)
    wanted_s = [
        max(0.0, written * scale - need.natural_s)
        for written, need in zip(written_s, needs, strict=True)
    ]
    total_s = sum(wanted_s)
    shares = [each / total_s if total_s else 1 / len(needs) for each in wanted_s]
    return [need.natural_s + spare_s * share for need, share in zip(needs, shares, strict=True)]


def _on_grid(lengths_s: Sequence[float], needs: Sequence[_Need]) -> list[int]:
    """Frames of each scene; ends are rounded, so that the whole is not off by a frame a scene."""
    frames: list[int] = []
    at_s, at_frame = 0.0, 0
    for length_s, need in zip(lengths_s, needs, strict=True):
        at_s += length_s
        # the narration must fit, whatever is rounded; a hair more, for the sums of the rules
        least = ceil(need.hurried_s * _FPS + 1e-3)
        frames.append(max(least, round(at_s * _FPS) - at_frame))
        at_frame += frames[-1]
    return frames
