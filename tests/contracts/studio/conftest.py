"""Every database that a studio may have keeps the same promises."""

from itertools import count

import pytest
from sqlalchemy import create_engine, make_url

from manike.generation.remote import Recovery
from manike.production.opening import open_house
from manike.production.provider_plans.providers import Listing
from manike.script.preferences import Preferences
from manike.settings import Settings
from manike.studio.database import Database
from manike.testing.clock import StoppedClock
from manike.testing.fakes import fake_providers
from manike.testing.remote_fakes import FakeRemote, fake_roster
from tests.contracts.studio.yard import Dying, Yard

_numbers = count(1)


@pytest.fixture(scope="session")
def postgres_studio(postgres_url):
    """A PostgreSQL database with the tables of a studio, to be copied."""
    template = make_url(postgres_url).set(database="template_studio")
    run_alone(postgres_url, "CREATE DATABASE template_studio")
    database = Database(template.render_as_string(hide_password=False))
    database.migrate()
    database.close()
    return postgres_url


@pytest.fixture(params=["sqlite", "postgres"])
def settings(request, tmp_path):
    home = tmp_path / "home"
    if request.param == "sqlite":
        yield Settings(home, f"sqlite:///{home / 'studio.db'}", 3000)
        return
    server, name = request.getfixturevalue("postgres_studio"), f"studio_{next(_numbers)}"
    run_alone(server, f"CREATE DATABASE {name} TEMPLATE template_studio")
    url = make_url(server).set(database=name).render_as_string(hide_password=False)
    yield Settings(home, url, 3000)
    run_alone(server, f"DROP DATABASE {name} WITH (FORCE)")


def run_alone(server, statement):
    """Run what PostgreSQL refuses within a transaction."""
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


@pytest.fixture
def yards(settings, project):
    """Opens a house with a vendor whose jobs are found again in that way."""
    opened = []

    def build(recovery=Recovery.OWN_ID, **vendor):
        clock, found = StoppedClock(), Dying(**vendor)
        roster = fake_roster(Listing(FakeRemote(found, recovery=recovery)))
        house = open_house(settings, fake_providers(), roster=roster, clock=clock, worker_count=0)
        yard = Yard(house.__enter__(), clock, project, found)
        opened.append(house)
        yard.house.studio.submit(project, "A fox.", Preferences())
        return yard

    yield build
    for house in opened:
        house.__exit__(None, None, None)
