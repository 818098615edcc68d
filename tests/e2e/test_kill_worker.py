"""A run worker of the studio is killed: the studio itself goes on to the same film."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from manike.production.opening import open_house
from manike.production.verdicts import good_film
from manike.settings import Settings
from manike.studio.models import Status
from manike.testing.fakes import fake_providers
from tests.orchestration.floor import PROJECT, PROMPT, SMALL

DEFINITIONS = """
import dagster as dg

from jobs import production
from manike.production.opening import open_house
from manike.settings import load_settings
from manike.testing.fakes import fake_providers
from manike_assets import catalogue
from sensors.failures import failed_runs
from sensors.new_requests import new_requests
from sensors.reconciler import reconciler


@dg.resource
def house(context):
    with open_house(load_settings(), fake_providers(), worker_count=0) as opened:
        yield opened


defs = dg.Definitions(
    assets=catalogue.ASSETS,
    asset_checks=catalogue.CHECKS,
    jobs=production.ALL,
    sensors=[new_requests, reconciler, failed_runs],
    resources={"house": house},
    executor=dg.in_process_executor,
)
"""
PATIENCE_S = 240


def settings_of(home):
    return Settings(home, f"sqlite:///{home / 'studio.db'}", 3000)


@contextmanager
def house_of(home):
    with open_house(settings_of(home), fake_providers(), worker_count=0) as house:
        yield house


@pytest.fixture
def studio(tmp_path):
    """The home of a running studio with fake providers."""
    (tmp_path / "fake_definitions.py").write_text(DEFINITIONS, encoding="utf-8")
    home = tmp_path / "home"
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    arguments = ["--port", str(port), "--module", "fake_definitions"]
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "resources.studio_server", *arguments],
        env={**os.environ, "MANIKE_HOME": str(home), "PYTHONPATH": str(tmp_path)},
        stdout=subprocess.PIPE,
    )
    assert b"The studio is open" in process.stdout.readline()
    yield home
    process.terminate()
    process.communicate(timeout=60)


def rows(home, query):
    with sqlite3.connect(f"file:{home / 'studio.db'}?mode=ro", uri=True) as connection:
        return connection.execute(query).fetchall()


def wait_until(condition):
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def warm_workers(home):
    """Run workers: forked from the fork server, whose command line they keep."""
    servers = {pid: parent for pid, parent in _processes(home) if "forkserver" in _command(pid)}
    return [pid for pid, parent in servers.items() if parent in servers]


def _processes(home):
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            environment = (folder / "environ").read_bytes()
            stat = (folder / "stat").read_text(encoding="utf-8")
        except OSError:
            continue
        if f"MANIKE_HOME={home}".encode() in environment.split(b"\0"):
            yield int(folder.name), int(stat.rpartition(")")[2].split()[1])


def _command(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""


def takes(home):
    return dict(rows(home, "select fingerprint, id from take"))


def test_a_killed_run_worker_ends_with_the_same_film(studio, undisturbed):
    with house_of(studio) as house:
        house.studio.submit(PROJECT, PROMPT, SMALL)
        wait_until(lambda: rows(studio, "select id from take where job = 'picture'"))
        [worker] = warm_workers(studio)
        os.kill(worker, signal.SIGKILL)
        before = takes(studio)
        at_rest = {Status.DONE, Status.FAILED}
        wait_until(lambda: house.studio.project(PROJECT).status in at_rest)
        row = house.studio.project(PROJECT)
        assert (row.status, row.problem) == (Status.DONE, "")
        assert good_film(house, PROJECT).files["film.mp4"] == undisturbed
    after = takes(studio)
    assert {key: after[key] for key in before} == before
    assert len(after) == 1 + 1 + 1 + 2 * 3
