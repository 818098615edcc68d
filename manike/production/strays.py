"""Attempts that were left behind: their run is over, or their provider left the plan.

They are looked at from time to time, by what the studio database says and not by events. What was
made is stored and paid, so that it is there for whoever wants it next; what failed is closed, and
its money settled or released; what nobody can tell waits for a person. Nothing is submitted.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from traceback import extract_tb

from manike.errors import (
    BadInputError,
    ConflictError,
    ManikeError,
    UnknownOutcomeError,
)
from manike.generation.attempts import Attempts
from manike.generation.courier import Errand
from manike.ids import ProjectId, TenantId
from manike.production.asking_again import generation_again, job_again
from manike.production.house import House
from manike.studio.clock import Clock
from manike.studio.models import Attempt, AttemptState

MOST = 20
"""Attempts of one look: each may be a call or two to a provider, and a download."""


class Fate(StrEnum):
    """What became of a stray."""

    TAKEN = "taken"
    """Its take is stored and paid."""
    ENDED = "ended"
    """It gave no take; what was held is settled or released."""
    WORKING = "working"
    """Its job is not done, or somebody is at it."""
    BUSY = "busy"
    """It could not be looked at, or loaded, just now."""
    UNKNOWN = "unknown"
    """A person has to tell."""


_AGAIN = {
    Fate.WORKING: timedelta(minutes=1),
    Fate.BUSY: timedelta(minutes=5),
    Fate.UNKNOWN: timedelta(hours=1),
}
"""After what time one that is still open is looked at again."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """One stray, looked at."""

    attempt: str
    project: ProjectId
    fate: Fate
    said: str = ""
    """Why, for people; empty where the fate says it all."""
    is_fault: bool = False
    """Something of Manike's own broke over it."""


def gather_strays(
    house: House, clock: Clock | None = None, *, begin_within_s: float = 20.0
) -> Sequence[Gathered]:
    """Look at the strays that are due, the longest left first, each on its own.

    The cost is that of the attempts that are open, however many have ended.

    Args:
        house: the studio.
        clock: the machine's if not given.
        begin_within_s: those that are left after that time wait for the next call.

    Raises:
        MachineError: the database is away.
    """
    clock = clock or Clock()
    attempts, until_s = Attempts(house.studio.database, clock), clock.monotonic_s() + begin_within_s
    found = []
    for row in attempts.strays(MOST):
        found.append(_looked_at(house, attempts, row))
        if clock.monotonic_s() >= until_s:
            break
    return found


def gather(house: House, attempt_id: str, clock: Clock | None = None) -> Gathered:
    """Look at one open attempt now, due or not.

    Raises:
        NotFoundError: there is no such attempt.
        ConflictError: it has ended.
    """
    attempts = Attempts(house.studio.database, clock or Clock())
    return _looked_at(house, attempts, attempts.require_open(attempt_id))


def gather_open(house: House, clock: Clock | None = None) -> Sequence[Gathered]:
    """Look at every open attempt now, due or not; one that somebody ends meanwhile is left out."""
    found = []
    for row in Attempts(house.studio.database, clock or Clock()).open_ones(None):
        with suppress(ConflictError):
            found.append(gather(house, row.id, clock))
    return found


def _looked_at(house: House, attempts: Attempts, row: Attempt) -> Gathered:
    project = ProjectId(TenantId(row.tenant), row.project)
    found = _tried(house, project, row)
    now = attempts.find(project.tenant, row.id)
    if now is not None and not now.is_open:
        is_made = now.state == AttemptState.DONE
        return Gathered(row.id, project, Fate.TAKEN if is_made else Fate.ENDED, now.error)
    try:
        attempts.look_again(row, _AGAIN[found.fate], found.said)
    except ConflictError:  # somebody has ended it just now
        return Gathered(row.id, project, Fate.WORKING)
    return found


def _tried(house: House, project: ProjectId, row: Attempt) -> Gathered:
    """How it is if it did not end; what breaks over one must not stop the others."""
    try:
        fate, said = _fate(house, project, row)
    except Exception as error:  # noqa: BLE001 - whatever it is, other tenants' wait behind it
        return Gathered(row.id, project, Fate.BUSY, _fault(error), is_fault=True)
    return Gathered(row.id, project, fate, said)


def _fate(house: House, project: ProjectId, row: Attempt) -> tuple[Fate, str]:
    if not row.asked:
        return Fate.UNKNOWN, "an older version began it, and did not write down what it asked for"
    try:
        generation = generation_again(row.asked)
        purpose = house.ledger.find(row.id).purpose
        errand = Errand(project, purpose.asset, purpose.part, purpose.run_id)
        house.door.pick_up(errand, generation, job_again(house, project, generation))
    except (UnknownOutcomeError, BadInputError) as error:
        return Fate.UNKNOWN, str(error)
    except ManikeError as error:
        return Fate.BUSY, str(error)
    return Fate.WORKING, ""


def _fault(error: Exception) -> str:
    """Its kind and place: its words may repeat what the tenant wrote."""
    at = extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in line {at.lineno} of {Path(at.filename).name}"
