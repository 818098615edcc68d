"""From a generation to its manifest and outcome; shared by all steps that generate."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from manike.generation.door import TakeResult
from manike.generation.fingerprint import Generation
from manike.ids import ProjectId
from manike.money import Money
from manike.production.house import House, Outcome
from manike.production.origins import Origin
from manike.production.records import TakeManifest

Produce = Callable[[Path], Mapping[str, Any]]


def obtain(
    house: House,
    project: ProjectId,
    generation: Generation,
    produce: Produce,
    *,
    prompt: str,
    origins: Sequence[Origin] = (),
) -> tuple[TakeManifest, bool]:
    """The manifest of the take, and whether it was made just now.

    Args:
        house: the studio.
        project: whose take.
        generation: what is wanted, completely.
        produce: makes the files, if they are not there.
        prompt: what is asked for, in words for people.
        origins: the takes that go in.
    """
    take = house.door.obtain(project, generation, produce)
    return TakeManifest.of(take, generation.take_number, prompt, origins), take.was_made


def outcome_of(
    asset: str,
    part: str,
    take: TakeManifest | TakeResult,
    *,
    was_made: bool,
    preview: str,
    figures: dict[str, float | str],
) -> Outcome:
    """What the operator sees of a take."""
    cost = (
        str(Money(take.cost, take.currency)) if isinstance(take, TakeManifest) else str(take.cost)
    )
    return Outcome(
        asset=asset,
        part=part,
        was_made=was_made,
        provider=f"{take.provider} {take.model}",
        fingerprint=take.fingerprint,
        files=dict(take.files),
        seconds=take.seconds,
        size_bytes=take.size_bytes,
        cost=cost,
        preview=preview,
        figures=figures,
    )
