"""Fixtures that all levels share."""

import pytest

from manike.ids import ProjectId
from manike.production.opening import open_house
from manike.settings import Settings
from manike.testing.fakes import fake_providers


@pytest.fixture
def settings(tmp_path):
    return Settings(
        home=tmp_path / "home",
        database_url=f"sqlite:///{tmp_path / 'home' / 'studio.db'}",
        studio_port=3000,
    )


@pytest.fixture
def house(settings):
    with open_house(settings, fake_providers(), worker_count=0) as house:
        yield house


@pytest.fixture
def project():
    return ProjectId.parse("acme/spring")
