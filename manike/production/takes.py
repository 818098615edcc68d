"""From a generation to its manifest and outcome; shared by all steps that generate."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from manike.errors import CorruptBlobError, NotFoundError
from manike.generation.courier import Errand
from manike.generation.door import MadeHere
from manike.generation.fingerprint import Generation
from manike.generation.takes import TakeResult
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
    errand = Errand(project, asset=generation.job.value)
    take = house.door.obtain(errand, [MadeHere(generation, produce)])
    return TakeManifest.of(take, generation.take_number, prompt, origins), take.was_made


def check_whole(
    house: House, project: ProjectId, takes: Iterable[TakeManifest], asset: str, part: str = ""
) -> None:
    """Read all files of takes that something is about to be made from.

    Raises:
        CorruptBlobError: one is missing or damaged. The manifest that names it is taken away, so
            that the planner has it made again.
    """
    try:
        for take in takes:
            for sha256 in take.files.values():
                house.blobs.verify(project.tenant, sha256)
    except (NotFoundError, CorruptBlobError) as error:
        house.manifests.drop(project, asset, part)
        what = f"{asset} {part}".strip()
        raise CorruptBlobError(
            f"{project}: a file of {what} is missing or damaged. The next attempt makes it again."
        ) from error


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
