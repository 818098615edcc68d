"""A run is killed at any moment: the next ends with the same film, and no take is made twice."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from jobs.in_process import InProcess, open_instance
from manike.production.films import film_of
from manike.production.opening import open_house
from manike.settings import Settings
from manike.studio.owners import owner_name
from manike.testing.fakes import fake_providers
from tests.orchestration.floor import PROJECT

PRODUCE = """
import sys
from pathlib import Path
from jobs.in_process import InProcess, open_instance
from manike.studio.owners import owner_name
from manike.production.opening import open_house
from manike.settings import Settings
from manike.testing.fakes import fake_providers
from tests.orchestration.floor import PROJECT, PROMPT, SMALL

home = Path(sys.argv[1])
settings = Settings(home, f"sqlite:///{home / 'studio.db'}", 3000)
with (
    open_house(settings, fake_providers(), worker_count=0) as house,
    open_instance(settings) as instance,
):
    house.studio.submit(PROJECT, PROMPT, SMALL)
    InProcess(instance, house).produce(PROJECT, owner_name(), lambda step: None)
"""


def start(home):
    environment = {**os.environ, "MANIKE_HOME": str(home)}
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", PRODUCE, str(home)],
        env=environment,
        cwd=Path(__file__).parents[2],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def rows(home, query):
    try:
        with sqlite3.connect(f"file:{home / 'studio.db'}?mode=ro", uri=True) as connection:
            return connection.execute(query).fetchall()
    except sqlite3.OperationalError:  # not created or migrated yet
        return []


def wait_until(process, condition):
    while process.poll() is None and not condition():
        try:
            process.wait(0.02)
        except subprocess.TimeoutExpired:
            continue


def go_on(home):
    """What the next command does; the SHA-256 of its film."""
    settings = Settings(home, f"sqlite:///{home / 'studio.db'}", 3000)
    with (
        open_house(settings, fake_providers(), worker_count=0) as house,
        open_instance(settings) as instance,
    ):
        InProcess(instance, house).produce(PROJECT, owner_name(), lambda step: None)
        return film_of(house, PROJECT).files["film.mp4"]


def made(job, count):
    return lambda home: rows(home, f"select count(*) from take where job = '{job}'") >= [(count,)]


def assembling(home):
    return rows(home, "select status from project") == [("assembling",)]


@pytest.mark.parametrize(
    "moment",
    [made("picture", 1), made("voice", 1), assembling],
    ids=["in pictures", "in voices", "in assembly"],
)
def test_a_killed_run_ends_with_the_same_film(tmp_path, undisturbed, moment):
    process = start(tmp_path)
    wait_until(process, lambda: moment(tmp_path))
    os.killpg(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    before = {row[0]: row[1] for row in rows(tmp_path, "select fingerprint, id from take")}
    film = go_on(tmp_path)
    after = {row[0]: row[1] for row in rows(tmp_path, "select fingerprint, id from take")}
    assert film == undisturbed
    assert {key: after[key] for key in before} == before
    assert len(after) == 1 + 1 + 1 + 2 * 3
