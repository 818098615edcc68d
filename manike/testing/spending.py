"""Runs that spend a tenant's money all at once, as many as are asked for."""

import random
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from manike.errors import BudgetError
from manike.ids import ProjectId
from manike.money import Money
from manike.studio.clock import Clock
from manike.studio.database import Database
from manike.studio.ledger.budgets import states_in
from manike.studio.ledger.holding import Purpose
from manike.studio.ledger.ledger import Ledger

_TAKES = 4
_MOST = Money(Decimal("0.25"))
_RELEASED = 0.3


@dataclass(frozen=True, slots=True)
class RunSpending:
    """What one run did with its tenant's money, in USD."""

    held: Decimal
    spent: Decimal
    freed: Decimal
    """Held money that was not spent."""
    was_refused: bool
    least_free: Decimal
    """The least that any budget had left after one of its holds."""


def run_at_once(
    url: str, project: ProjectId, runs: Sequence[int], clock: Clock | None = None
) -> list[RunSpending]:
    """Have runs, told apart by number, make films of 1 USD in threads of their own."""
    database = Database(url)
    ledger = Ledger(database, clock)
    try:
        with ThreadPoolExecutor(len(runs)) as threads:
            return list(threads.map(lambda run: _run(ledger, project, run), runs))
    finally:
        database.close()


def _run(ledger: Ledger, project: ProjectId, run: int) -> RunSpending:
    """Hold, then settle, exceed, release or replay: as the run's own number has it."""
    chance = random.Random(run)
    film = ProjectId(project.tenant, f"{project.slug}-{run}")
    held, spent, least_free = Decimal(0), Decimal(0), Decimal("Infinity")
    for take in range(_TAKES):
        hold_id = str(UUID(int=chance.getrandbits(128), version=4))
        purpose = Purpose(film, f"run-{run}", "scene_image", f"s{take}", "picture", "fal", "flux")
        try:
            least_free = min(least_free, _hold(ledger, hold_id, purpose))
        except BudgetError:
            return RunSpending(held, spent, held - spent, True, least_free)
        held += _MOST.amount
        if chance.random() < _RELEASED:
            ledger.release(hold_id)
            ledger.release(hold_id)
            continue
        actual = Money(Decimal(chance.randint(0, 300)) / 1000)
        ledger.settle(hold_id, actual)
        spent += ledger.settle(hold_id, actual).spent.amount
    return RunSpending(held, spent, held - spent, False, least_free)


def _hold(ledger: Ledger, hold_id: str, purpose: Purpose) -> Decimal:
    """Hold money; the least that any budget has left right after it."""
    with ledger.database.transaction() as session:
        holding = ledger.hold_in(session, hold_id, _MOST, purpose)
        states = states_in(session, purpose.project, holding.month)
        return min(state.free for state in states)
