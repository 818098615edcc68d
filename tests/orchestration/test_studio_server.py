import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import dagster as dg
import pytest
from dagster import DagsterRunStatus

from manike.errors import ConflictError
from resources.dagster_home import open_instance, prepare
from resources.studio_processes import close_dead_runs, home_lock

DEFINITIONS = """
import dagster as dg

@dg.asset
def greeting() -> None:
    "A greeting."

defs = dg.Definitions(assets=[greeting])
"""


@dataclass(frozen=True, slots=True)
class Studio:
    process: subprocess.Popen[str]
    address: str
    home: Path

    def ask(self, query: str) -> dict:
        body = json.dumps({"query": query}).encode()
        request = urllib.request.Request(
            f"{self.address}/graphql", body, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=30) as response:
            return json.load(response)["data"]


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    with started(tmp_path_factory.mktemp("studio")) as studio:
        yield studio


@contextmanager
def started(folder: Path) -> Iterator[Studio]:
    process = start(folder)
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        yield Studio(process, line.rpartition(" ")[2].strip(), folder / "home")
    finally:
        process.kill()
        process.communicate()


def start(folder: Path) -> subprocess.Popen[str]:
    (folder / "tiny_definitions.py").write_text(DEFINITIONS)
    arguments = ["--port", str(free_port()), "--module", "tiny_definitions"]
    return subprocess.Popen(
        [sys.executable, "-m", "resources.studio_server", *arguments],
        env=os.environ | {"MANIKE_HOME": str(folder / "home"), "PYTHONPATH": str(folder)},
        stdout=subprocess.PIPE,
        text=True,
    )


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def test_one_port_serves_assets_and_daemon(studio: Studio) -> None:
    assert studio.address.startswith("http://127.0.0.1:")
    assets = studio.ask("{assetNodes {assetKey {path}}}")["assetNodes"]
    assert assets == [{"assetKey": {"path": ["greeting"]}}]
    with urllib.request.urlopen(studio.address, timeout=30) as page:
        assert b"<html" in page.read()
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{studio.address}/media/a/b/{'0' * 64}/film.mp4", timeout=30)


def test_a_second_studio_on_the_home_is_refused(studio: Studio) -> None:
    with pytest.raises(ConflictError, match="already"), home_lock(studio.home / "dagster"):
        pass


def test_a_signal_ends_everything_soon(studio: Studio) -> None:
    started = time.monotonic()
    studio.process.send_signal(signal.SIGTERM)
    assert studio.process.wait(timeout=60) == 0
    # three seconds on a machine at rest; Dagster by itself may wait for a minute
    assert time.monotonic() - started < 20
    with home_lock(studio.home / "dagster"):
        assert processes_naming(str(studio.home)) == []


def test_a_killed_studio_takes_its_programs_with_it(tmp_path: Path) -> None:
    with started(tmp_path) as studio:
        assert len(processes_naming(str(studio.home))) == 2  # the code server and the daemon
        studio.process.kill()
        wait_for_lock(studio.home)
        assert processes_naming(str(studio.home)) == []


def test_a_studio_killed_while_it_starts_leaves_no_code_server(tmp_path: Path) -> None:
    home, process = tmp_path / "home", start(tmp_path)
    while process.poll() is None and not processes_naming(str(home)):
        time.sleep(0.01)
    process.kill()
    process.communicate()
    wait_for_lock(home)
    assert processes_naming(str(home)) == []


def wait_for_lock(home: Path) -> None:
    """The lock is free when the last of a studio's programs has gone."""
    with (home / "dagster" / "studio.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)


def processes_naming(text: str) -> list[str]:
    commands = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = path.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except (FileNotFoundError, ProcessLookupError):
            continue
        commands += [command] if text in command else []
    return commands


@dg.job(name="film")
def film_job() -> None:
    pass


@pytest.mark.parametrize(
    ("status", "tags", "becomes"),
    [
        (DagsterRunStatus.STARTED, {".dagster/grpc_info": "{}"}, DagsterRunStatus.FAILURE),
        (DagsterRunStatus.CANCELING, {".dagster/grpc_info": "{}"}, DagsterRunStatus.CANCELED),
        (DagsterRunStatus.STARTING, {}, DagsterRunStatus.FAILURE),
        (DagsterRunStatus.STARTED, {}, DagsterRunStatus.STARTED),
        (DagsterRunStatus.SUCCESS, {".dagster/grpc_info": "{}"}, DagsterRunStatus.SUCCESS),
    ],
)
def test_runs_of_a_dead_studio_are_closed(
    tmp_path: Path, status: DagsterRunStatus, tags: dict, becomes: DagsterRunStatus
) -> None:
    with open_instance(prepare(tmp_path / "dagster")) as instance:
        run = instance.create_run_for_job(film_job, tags=tags, status=status)
        assert close_dead_runs(instance) == int(status != becomes)
        stored = instance.get_run_by_id(run.run_id)
    assert stored is not None
    assert stored.status == becomes
