"""The figures of all films together, beside what the studio promises of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from benchmarks.studio.figures import Figures, Together

_LENGTH_TOLERANCE = 0.10
_LEAST_DISTINCT = 0.85
_MOST_TIMES_LENGTH, _MOST_MIB = 3.5, 1536.0


@dataclass(frozen=True, slots=True)
class Total:
    """A figure of all films, and whether it is as good as promised."""

    name: str
    figure: float
    promise: str
    kept: bool


def totals(films: Sequence[Figures], together: Together) -> tuple[Total, ...]:
    """Those that can be told of what was made."""
    return (*_of_scripts(films, together), *_of_films(films), *_of_costs(films))


def _of_scripts(films: Sequence[Figures], together: Together) -> list[Total]:
    scripts = [each.script for each in films if each.script]
    if not scripts:
        return []
    named = sum(script.entities for script in scripts)
    met = 100 * (1 - sum(len(script.missing) for script in scripts) / max(named, 1))
    repeated = sum(len(script.repeated_sentences) for script in scripts)
    repeated += len(together.shared_sentences)
    off = [abs(script.planned_s / script.target_s - 1) for script in scripts]
    plain = sum(script.distinct_2 < _LEAST_DISTINCT for script in scripts)
    return [
        Total("entities met, % of all", met, "at least 90", met >= 90),
        Total("sentences said twice, in or between films", repeated, "0", not repeated),
        Total("planned length off by at most, %", 100 * max(off), "10",
              max(off) <= _LENGTH_TOLERANCE),
        Total("films with distinct-2 below 0.85", plain, "0", not plain),
    ]  # fmt: skip


def _of_films(films: Sequence[Figures]) -> list[Total]:
    there = [(each.script, each.film) for each in films if each.script and each.film]
    if not there:
        return []
    off = max(abs(film.delivered_s / script.target_s - 1) for script, film in there)
    rate = 100 * fmean(film.word_error_rate for _, film in there)
    dropped = sum(len(film.dropped) for _, film in there)
    jitter = max(film.jitter_px for _, film in there)
    return [
        Total("delivered length off by at most, %", 100 * off, "10", off <= _LENGTH_TOLERANCE),
        Total("mean word error rate, %", rate, "at most 5", rate <= 5),
        Total("words for which nothing is heard", dropped, "0", not dropped),
        Total("jitter of the worst clip, px", jitter, "below 0.1", jitter < 0.1),
    ]


def _of_costs(films: Sequence[Figures]) -> list[Total]:
    costs = [each.cost for each in films if each.cost]
    if not costs:
        return []
    times = max(cost.times_length for cost in costs)
    peak_mib = max(cost.peak_mib for cost in costs)
    return [
        Total("times its length, the worst", times, "at most 3.5", times <= _MOST_TIMES_LENGTH),
        Total("peak memory, the worst, MiB", peak_mib, "below 1536", peak_mib < _MOST_MIB),
    ]
