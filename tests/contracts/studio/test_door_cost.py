"""What the door asks of the database does not grow; ``make bench-door`` measures it in time."""

from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event

from manike.generation.courier import Errand
from manike.generation.door import MadeThere
from manike.generation.fingerprint import Generation, Job
from manike.generation.limits import RateRules
from manike.generation.remote import Recovery
from manike.generation.turns import RateLimit
from manike.production.opening import open_house
from manike.production.provider_plans.providers import Roster
from manike.testing.fakes import fake_providers
from manike.testing.vendor import Vendor, VendorJob


@contextmanager
def counted():
    """How many transactions and statements there were."""
    counts = {"transactions": 0, "statements": 0}

    def count(what):
        def add(*_args):
            counts[what] += 1

        return add

    listeners = [("begin", count("transactions")), ("after_cursor_execute", count("statements"))]
    for name, listener in listeners:
        event.listen(Engine, name, listener)
    try:
        yield counts
    finally:
        for name, listener in listeners:
            event.remove(Engine, name, listener)


@pytest.fixture
def house(settings):
    rates = RateRules({"vendor": RateLimit(1000)}, each_tenant=RateLimit(1000))
    with open_house(
        settings, fake_providers(), worker_count=0, roster=Roster(rates=rates)
    ) as house:
        yield house


def test_a_cached_take_is_one_question_and_a_fresh_one_costs_the_same_each_time(house, project):
    house.studio.add_tenant(project.tenant)
    vendor, costs = Vendor(), []

    def obtain(number):
        thing = Generation(job=Job.PICTURE, provider="vendor", model="1", parameters={"of": number})
        job = VendorJob(vendor, f"boat {number}", Recovery.SAME_KEY)
        house.door.obtain(Errand(project, "scene_image"), [MadeThere(thing, job)])

    for number in range(12):
        with counted() as fresh:
            obtain(number)
        costs.append(fresh["transactions"])
        with counted() as cached:
            obtain(number)
        assert cached["transactions"] == 1
        assert cached["statements"] <= 2
    assert len(set(costs[1:])) == 1
    assert costs[-1] <= 12
