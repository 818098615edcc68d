"""Where in a film something is, in the words that a check says it in."""

from collections.abc import Iterable

from manike.quality.plans import FilmPlan
from manike.quality.results import CheckResult
from manike.quality.stretches import Run, Stretch

_MOST = 6
"""Places that one check names."""


def place(plan: FilmPlan, run: Run) -> str:
    """``from 3.1 s to 4.0 s (scene 2)``."""
    stretch = run.at(plan.rate)
    return f"from {stretch.start_s:.1f} s to {stretch.end_s:.1f} s (scene {scene_of(plan, run)})"


def scene_of(plan: FilmPlan, run: Run) -> int:
    """Number of the scene in which frames begin."""
    return plan.scene_at(run.start).number


def run_of(plan: FilmPlan, stretch: Stretch) -> Run:
    """The frames of a stretch of time."""
    return Run(round(stretch.start_s * plan.rate), round(stretch.end_s * plan.rate))


def listed(texts: Iterable[str]) -> str:
    """One sentence of many; the last ones are counted only."""
    all_texts = list(texts)
    more = len(all_texts) - _MOST
    told = all_texts[:_MOST] + ([f"and {more} more"] if more > 0 else [])
    sentence = "; ".join(told)
    return sentence[:1].upper() + sentence[1:] + "." if sentence else ""


def verdict(
    name: str, wrong: Iterable[str], fine: str, figures: dict[str, float] | None = None
) -> CheckResult:
    """A check that passes if nothing is wrong."""
    message = listed(wrong)
    return CheckResult(
        name=name, passed=not message, message=message or fine, figures=figures or {}
    )
