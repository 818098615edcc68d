"""A studio with fake providers and a Dagster instance that forgets."""

import dagster as dg
import pytest

from tests.orchestration.floor import PROJECT, StudioFloor, opened


@pytest.fixture
def instance():
    with dg.DagsterInstance.ephemeral() as instance:
        yield instance


@pytest.fixture
def floor(house, instance, film_of_fakes):
    return StudioFloor(house, instance, film_of_fakes)


@pytest.fixture(scope="module")
def finished(film_of_fakes, tmp_path_factory):
    """A house with one finished film; tests only look at it."""
    with opened(tmp_path_factory.mktemp("finished"), film_of_fakes) as floor:
        floor.begin("film")
        yield floor, PROJECT
