"""A hold as its movements tell it: what it was for, and what became of the money."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from manike.ids import ProjectId, project_of
from manike.money import Money


@dataclass(frozen=True, slots=True)
class Purpose:
    """What money is set aside for: one attempt at one take."""

    project: ProjectId
    run_id: str
    asset: str
    part: str
    """Scene slot, character or cue; empty for the whole."""
    job: str
    """What is generated: ``picture``, ``voice``."""
    provider: str
    model: str


class Kind(StrEnum):
    """What a movement does."""

    HOLD = "hold"
    SETTLE = "settle"
    RELEASE = "release"
    REFUND = "refund"


@dataclass(frozen=True, slots=True)
class Movement:
    """One thing that happened to a hold, as ``LedgerMovement`` keeps it, field by field."""

    id: str
    hold_id: str
    kind: str
    tenant: str
    project: str
    run_id: str
    asset: str
    part: str
    job: str
    provider: str
    model: str
    month: str
    amount: Decimal
    currency: str
    credits: Decimal
    pricing: str
    provider_job: str
    at: datetime


class HoldState(StrEnum):
    """What became of a hold."""

    OPEN = "open"
    SETTLED = "settled"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class Holding:
    """A hold and what became of it."""

    hold_id: str
    purpose: Purpose
    state: HoldState
    held: Money
    """What was set aside."""
    billed: Money
    """What the provider bills, less what it gave back."""
    spent: Money
    """The tenant's part of it: never more than was held."""
    credits: Decimal
    """What the tenant is charged."""
    month: str
    """``2026-11``: the month whose budget it counts for."""
    held_at: datetime
    provider_job: str
    """The job's id at the provider; empty if it was not told."""

    @property
    def overrun(self) -> Money:
        """What the provider bills beyond the hold; the house bears it. Above zero is a fault."""
        return Money(self.billed.amount - self.spent.amount, self.billed.currency)


def holding_of(movements: Sequence[Movement]) -> Holding:
    """Tell a hold from all of its movements, in any order."""
    first = next(movement for movement in movements if movement.kind == Kind.HOLD)
    kinds = {movement.kind for movement in movements}
    billed = sum((_billed(movement) for movement in movements), Decimal(0))
    limit = Decimal(0) if Kind.RELEASE in kinds else first.amount
    return Holding(
        hold_id=first.hold_id,
        purpose=_purpose(first),
        state=_state(kinds),
        held=Money(first.amount, first.currency),
        billed=Money(billed, first.currency),
        spent=Money(min(billed, limit), first.currency),
        credits=sum((movement.credits for movement in movements), Decimal(0)),
        month=first.month,
        held_at=first.at,
        provider_job=max(movement.provider_job for movement in movements),
    )


def _billed(movement: Movement) -> Decimal:
    if movement.kind == Kind.SETTLE:
        return movement.amount
    return -movement.amount if movement.kind == Kind.REFUND else Decimal(0)


def _state(kinds: set[str]) -> HoldState:
    if Kind.SETTLE in kinds:
        return HoldState.SETTLED
    return HoldState.RELEASED if Kind.RELEASE in kinds else HoldState.OPEN


def _purpose(movement: Movement) -> Purpose:
    return Purpose(
        project=project_of(movement.tenant, movement.project),
        run_id=movement.run_id,
        asset=movement.asset,
        part=movement.part,
        job=movement.job,
        provider=movement.provider,
        model=movement.model,
    )
