"""A studio with fake providers, Dagster's real queue, and runs that start when the bench says."""

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import dagster as dg
import yaml
from dagster import DagsterRun
from dagster._core.definitions.job_base import InMemoryJob
from dagster._core.execution.api import execute_run
from dagster._core.remote_origin import (
    GrpcServerCodeLocationOrigin,
    RemoteJobOrigin,
    RemoteRepositoryOrigin,
)
from dagster._core.run_coordinator import SubmitRunContext
from dagster._core.storage.tags import PARTITION_NAME_TAG, RUN_KEY_TAG
from dagster._core.test_utils import MockedRunLauncher
from dagster._daemon.run_coordinator.queued_run_coordinator_daemon import QueuedRunCoordinatorDaemon

from jobs import production, search
from manike.production.house import House
from manike.production.opening import open_house
from manike.settings import Settings
from manike.testing.fakes import fake_providers
from manike_assets import catalogue
from resources import dagster_home
from sensors.new_requests import new_requests
from sensors.reconciler import reconciler

R = TypeVar("R")

_URL_VARIABLE = "MANIKE_DATABASE_URL"
_REPOSITORY = RemoteRepositoryOrigin(GrpcServerCodeLocationOrigin(host="localhost", port=1), "all")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an installation lies."""

    home: Path
    postgres_url: str
    """Empty: both databases are SQLite."""


class Floor:
    """The house, Dagster's instance, and what the daemons do with them."""

    def __init__(self, house: House, instance: dg.DagsterInstance) -> None:
        self.house, self.instance = house, instance
        self.defs = dg.Definitions(
            assets=catalogue.ASSETS,
            asset_checks=catalogue.CHECKS,
            jobs=[*production.ALL, *search.ALL],
            resources={"house": house},
            executor=dg.in_process_executor,
        )
        self.waiting: deque[DagsterRun] = deque()
        """Launched and not yet done: they hold their slots of the queue."""
        self._run_keys: set[str] = set()
        self._daemon = QueuedRunCoordinatorDaemon(interval_seconds=1)

    def tick(self, sensor: dg.SensorDefinition) -> Sequence[dg.RunRequest]:
        """What a look of the sensor asks for; partitions are added, runs are not yet launched."""
        context = dg.build_sensor_context(
            instance=self.instance, definitions=self.defs, resources={"house": self.house}
        )
        result = sensor(context)
        if not isinstance(result, dg.SensorResult):
            return ()
        for added in result.dynamic_partitions_requests or ():
            keys = list(added.partition_keys)
            self.instance.add_dynamic_partitions(added.partitions_def_name, keys)
        return result.run_requests or ()

    def submit(self, request: dg.RunRequest) -> None:
        """Put a run into the queue, as the sensor daemon does: each run key once."""
        if request.run_key not in self._run_keys:
            self._run_keys.add(request.run_key or "")
            self.enqueue(self.create(request))

    def create(self, request: dg.RunRequest) -> DagsterRun:
        """The run that is asked for, not yet in the queue."""
        partition = {PARTITION_NAME_TAG: request.partition_key} if request.partition_key else {}
        return self.instance.create_run_for_job(
            self.defs.resolve_job_def(request.job_name or ""),
            tags={**request.tags, **partition, RUN_KEY_TAG: request.run_key or ""},
            remote_job_origin=RemoteJobOrigin(_REPOSITORY, request.job_name or ""),
        )

    def enqueue(self, run: DagsterRun) -> None:
        """Put a run into the queue."""
        self.instance.run_coordinator.submit_run(SubmitRunContext(run, workspace=None))

    def dequeue(self) -> None:
        """Launch what the queue's daemon launches now, in its order."""
        before = len(self.launched)
        for _ in self._daemon.run_iteration(_Workspace(self.instance)):
            pass
        self.waiting.extend(self.launched[before:])

    @property
    def launched(self) -> list[DagsterRun]:
        """Every run launched so far."""
        launcher = self.instance.run_launcher
        assert isinstance(launcher, MockedRunLauncher)
        return launcher.queue()

    def work(self) -> None:
        """Both sensors look, the queue launches, and the run launched first is done to its end."""
        for sensor in (new_requests, reconciler):
            for request in self.tick(sensor):
                self.submit(request)
        self.dequeue()
        if self.waiting:
            run = self.waiting.popleft()
            job = InMemoryJob(self.defs.resolve_job_def(run.job_name))
            execute_run(job, run, self.instance, raise_on_error=True)


def in_child(work: Callable[[Floor], R], place: Place) -> R:
    """What ``work`` returns on the floor of that place, done by a process of its own."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as child:
        return child.submit(_on_floor, work, place).result()


def _on_floor(work: Callable[[Floor], R], place: Place) -> R:
    with opened(place) as floor:
        return work(floor)


@contextmanager
def opened(place: Place) -> Iterator[Floor]:
    """The installation with this project's own ``dagster.yaml``, but a launcher that waits."""
    if place.postgres_url:
        os.environ[_URL_VARIABLE] = place.postgres_url
    variable = _URL_VARIABLE if place.postgres_url else None
    folder = dagster_home.prepare(place.home / "dagster", postgres_url_env=variable)
    file = folder / "dagster.yaml"
    configuration = yaml.safe_load(file.read_text(encoding="utf-8"))
    launcher = {"module": MockedRunLauncher.__module__, "class": MockedRunLauncher.__name__}
    configuration["run_launcher"] = launcher
    # one thread: the launcher's order is then the daemon's order
    configuration["run_coordinator"]["config"]["dequeue_use_threads"] = False
    file.write_text(yaml.safe_dump(configuration), encoding="utf-8")
    url = place.postgres_url or f"sqlite:///{place.home / 'studio.db'}"
    settings = Settings(home=place.home, database_url=url, studio_port=3000)
    with (
        dagster_home.open_instance(folder) as instance,
        open_house(settings, fake_providers(), worker_count=0) as house,
    ):
        yield Floor(house, instance)


@dataclass(frozen=True, slots=True)
class _Workspace:
    """As much of a workspace as the queue's daemon asks for."""

    instance: dg.DagsterInstance

    def create_request_context(self) -> None:
        """The launcher needs none."""
