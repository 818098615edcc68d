"""How much of a film is by others than those who were asked first."""

from collections.abc import Iterator

from manike.production.provider_plans.provider_plan import ProviderPlan
from manike.production.records import FilmManifest, FilmParts, TakeManifest
from manike.quality.results import CheckResult


def check_fallbacks(film: FilmManifest, plan: ProviderPlan) -> CheckResult:
    """Whether enough of the film is by those who were asked first: one look, one voice."""
    takes = list(_takes(film.parts)) if film.parts is not None else []
    others = [
        f"{what} by {take.provider} instead of {take.tried[0]['provider']}"
        for what, take in takes
        if take.tried and take.tried[0]["provider"] != take.provider
    ]
    share = len(others) / len(takes) if takes else 0.0
    said = f"{len(others)} of {len(takes)} takes are by another provider than the one asked first"
    listed = f": {'; '.join(others)}" if others else ""
    return CheckResult(
        name="fallbacks",
        passed=share <= plan.most_fallbacks,
        message=f"{said} (at most {plan.most_fallbacks:.0%} may be){listed}.",
        figures={"fallback_share": share},
    )


def _takes(parts: FilmParts) -> Iterator[tuple[str, TakeManifest]]:
    yield from ((f"{name}: drawing", take) for name, take in parts.characters.items())
    yield from ((f"cue {number}: music", take) for number, take in parts.music.items())
    for what, found in (
        ("picture", parts.pictures),
        ("voice", parts.voices),
        ("clip", parts.clips),
    ):
        yield from ((f"scene {number}: {what}", take) for number, take in found.items())
