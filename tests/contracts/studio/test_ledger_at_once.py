"""A budget for 10 films holds against 50 runs at once, in threads and in processes."""

from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from multiprocessing import get_context

import pytest

from manike.ids import TenantId
from manike.money import Money
from manike.studio.ledger.budgets import BudgetKind
from manike.testing.spending import run_at_once

ACME = TenantId("acme")
RUNS = range(50)
TEN_FILMS = Money(Decimal(10))


@pytest.fixture
def budget(house):
    house.studio.add_tenant(ACME)
    house.studio.set_budget(ACME, TEN_FILMS)
    house.studio.set_budget(ACME, TEN_FILMS, BudgetKind.MONTH)
    return house


def spent_of(house, runs):
    """What all runs spent, after checking that not a cent is lost or made."""
    assert min(run.least_free for run in runs) >= 0
    assert any(run.was_refused for run in runs)
    assert sum(run.held for run in runs) == sum(run.spent + run.freed for run in runs)
    states = house.studio.budgets(ACME)
    assert {(state.held, state.spent) for state in states} == {(0, sum(run.spent for run in runs))}
    assert house.ledger.audit(ACME) == []
    return states[0].spent


def test_50_runs_in_threads_stay_within_a_budget_for_10_films(budget, settings, project):
    runs = run_at_once(settings.database_url, project, RUNS)
    assert 0 < spent_of(budget, runs) <= 10


def test_50_runs_in_processes_stay_within_a_budget_for_10_films(budget, settings, project):
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        halves = [
            processes.submit(run_at_once, settings.database_url, project, RUNS[half::2])
            for half in (0, 1)
        ]
        runs = [run for half in halves for run in half.result()]
    assert 0 < spent_of(budget, runs) <= 10
