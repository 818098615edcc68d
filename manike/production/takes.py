"""From a generation to its manifest and outcome; shared by all steps that generate."""

from collections.abc import Iterable, Sequence
from functools import partial

from manike.errors import CorruptBlobError, NotFoundError
from manike.generation.courier import Errand
from manike.generation.door import MadeHere, Produce
from manike.generation.fingerprint import Generation
from manike.generation.takes import TakeResult
from manike.ids import ProjectId
from manike.money import Money
from manike.production.house import House, Outcome
from manike.production.origins import Origin
from manike.production.provider_plans.candidates import Candidates
from manike.production.provider_plans.providers import HereT, ThereT
from manike.production.provider_plans.routing import Ask, route
from manike.production.records import TakeManifest


def obtain(  # noqa: PLR0913 - the words that name a take
    house: House,
    project: ProjectId,
    candidates: Candidates[HereT, ThereT],
    ask: Ask,
    *,
    asset: str,
    prompt: str,
    part: str = "",
    origins: Sequence[Origin] = (),
) -> tuple[TakeManifest, bool]:
    """The manifest of a take by one of the candidates, and whether it was made just now.

    Args:
        house: the studio.
        project: whose take.
        candidates: who could make it.
        ask: how it is asked for.
        asset: what it is for.
        prompt: what is asked for, in words for people.
        part: scene slot, character or cue; empty for the whole.
        origins: the takes that go in.
    """
    wanted = candidates.wanted(ask.describe)
    tenant, errand = project.tenant, Errand(project, asset, part, house.run_id)
    acceptable = [generation.fingerprint for generation in wanted.generations]
    # What is there is taken, whatever it would cost by today's plan and prices.
    take = house.door.first(tenant, acceptable)
    if take is None:
        way = route(house.health, candidates, ask, partial(house.door.is_begun, tenant))
        passed_over = [(choice.offer, choice.why) for choice in way.passed_over]
        take = house.door.obtain(errand, way.offers, acceptable, passed_over=passed_over)
    number = wanted.generations[0].take_number
    return TakeManifest.of(take, number, prompt, origins), take.was_made


def derive(  # noqa: PLR0913 - the words that name a take
    house: House,
    project: ProjectId,
    generation: Generation,
    produce: Produce,
    *,
    asset: str,
    prompt: str,
    part: str = "",
    origins: Sequence[Origin] = (),
) -> tuple[TakeManifest, bool]:
    """Like ``obtain`` for what this process makes from other takes, whatever the plan says."""
    errand = Errand(project, asset, part, house.run_id)
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
