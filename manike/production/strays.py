"""Attempts that were left behind: their run is over, or their provider left the plan.

They are looked at from time to time, by what the studio database says and not by events. What was
made is stored and paid, so that it is there for whoever wants it next; what failed is closed, and
its money settled or released; what nobody can tell waits for a person. Nothing is submitted.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from traceback import extract_tb

from manike.errors import (
    BadInputError,
    ConflictError,
    ManikeError,
    TransientProviderError,
    UnknownOutcomeError,
)
from manike.generation.attempts import Attempts
from manike.generation.attempts_read import whose
from manike.generation.courier import Errand
from manike.ids import ProjectId, project_of
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
_LONGEST_WAIT_S = 24 * 3600.0
"""Of what a provider asks for."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """One stray, looked at."""

    attempt: str
    whose: str
    """Of which tenant at which account."""
    project: ProjectId
    fate: Fate
    said: str = ""
    """Why, for people; empty where the fate says it all."""
    wait: timedelta | None = None
    """How long its provider wants to be left alone; ``None`` if it is not that that failed."""
    is_fault: bool = False
    """Something of Manike's own broke over it."""


def gather_strays(
    house: House, clock: Clock | None = None, *, after: str = "", begin_within_s: float = 20.0
) -> Sequence[Gathered]:
    """Look at the strays that are due, each on its own, one of each tenant at each account in turn.

    An account that can't be asked is left alone until the next call: others wait no longer for it.
    The cost is that of the attempts that are open, however many have ended.

    Args:
        house: the studio.
        clock: the machine's if not given.
        after: whose was the last one of the call before; the next ones are first now.
        begin_within_s: those that are left after that time wait for the next call.

    Raises:
        MachineError: the database is away.
    """
    clock = clock or Clock()
    attempts, until_s = Attempts(house.studio.database, clock), clock.monotonic_s() + begin_within_s
    found, away = list[Gathered](), set[str]()
    for row in attempts.strays(MOST, after):
        if row.account in away:
            continue
        found.append(_looked_at(house, attempts, row))
        if found[-1].wait is not None:
            away.add(row.account)
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
    project = project_of(row.tenant, row.project)
    found = _tried(house, Gathered(row.id, whose(row), project, Fate.WORKING), row)
    now = attempts.find(project.tenant, row.id)
    if now is not None and not now.is_open:
        fate = Fate.TAKEN if now.state == AttemptState.DONE else Fate.ENDED
        return replace(found, fate=fate, said=now.error)
    try:
        attempts.look_again(row, max(_AGAIN[found.fate], found.wait or timedelta()), found.said)
    except ConflictError:  # somebody has ended it just now
        return replace(found, fate=Fate.WORKING, said="")
    return found


def _tried(house: House, stray: Gathered, row: Attempt) -> Gathered:
    """How it is if it did not end; what breaks over one must not stop the others."""
    try:
        _pick_up(house, stray.project, row)
    except (UnknownOutcomeError, BadInputError) as error:
        return replace(stray, fate=Fate.UNKNOWN, said=str(error))
    except TransientProviderError as error:
        wait = timedelta(seconds=min(error.retry_after_s or 0, _LONGEST_WAIT_S))
        return replace(stray, fate=Fate.BUSY, said=str(error), wait=wait)
    except ManikeError as error:
        return replace(stray, fate=Fate.BUSY, said=str(error))
    except Exception as error:  # noqa: BLE001 - whatever it is, other tenants' wait behind it
        return replace(stray, fate=Fate.BUSY, said=_fault(error), is_fault=True)
    return stray


def _pick_up(house: House, project: ProjectId, row: Attempt) -> None:
    if not row.asked:
        raise BadInputError("attempt", "an older version began it, and did not say what it wanted.")
    generation = generation_again(row.asked)
    purpose = house.ledger.find(row.id).purpose
    errand = Errand(project, purpose.asset, purpose.part, purpose.run_id)
    job = job_again(house, project, generation, AttemptState(row.state))
    house.door.pick_up(errand, generation, job)


def _fault(error: Exception) -> str:
    """Its kind and place: its words may repeat what the tenant wrote."""
    at = extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in line {at.lineno} of {Path(at.filename).name}"
