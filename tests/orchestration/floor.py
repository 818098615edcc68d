"""The floor of a studio with fake providers: runs assets as an operator would, keeps its state."""

import json
import shutil
import sqlite3
from contextlib import closing, contextmanager

import dagster as dg

from manike.ids import ProjectId
from manike.production.opening import open_house
from manike.script.preferences import Preferences
from manike.settings import Settings
from manike.testing.fakes import fake_providers
from manike_assets import catalogue
from manike_assets.definitions import defs
from manike_assets.partitions import PROJECTS, TENANTS, scene_key

PROJECT = ProjectId.parse("acme/spring")
PROMPT = "A boat leaves at dawn. It comes home at night."
SMALL = Preferences(duration_s=10, aspect="1:1", resolution="720p", characters=True)
CAST = ("script", "approved_script", "character_images", "music")
JOBS = ("text", "image", "speech", "music", "motion")


class StudioFloor:
    """Submits prompts and materializes assets, as an operator would."""

    def __init__(self, house, instance, kept=None):
        """``kept`` gives the folder of a state of ``PROJECT`` that was made once; see ``keep``."""
        self.house, self.instance, self._kept = house, instance, kept

    def submit(self, project, prompt=PROMPT, preferences=SMALL):
        self.house.studio.submit(project, prompt, preferences)
        self.instance.add_dynamic_partitions(PROJECTS.name, [str(project)])
        self.instance.add_dynamic_partitions(TENANTS.name, [str(project.tenant)])

    def run(self, *names, key=None, tags=None, config=None):
        keys = [dg.AssetKey(name) for name in names]
        return dg.materialize(
            [*catalogue.ASSETS, *catalogue.CHECKS],
            selection=dg.AssetSelection.assets(*keys),
            partition_key=str(key) if key is not None else None,
            instance=self.instance,
            resources={"house": self.house},
            tags=tags,
            run_config=config,
            raise_on_error=False,
        )

    def run_scenes(self, project, first, last, *names, config=None):
        tags = {
            "dagster/asset_partition_range_start": scene_key(project, first),
            "dagster/asset_partition_range_end": scene_key(project, last),
        }
        chosen = names or ("scene_image", "voice_over", "scene_clip")
        return self.run(*chosen, tags=tags, config=config)

    def look(self, sensor):
        """The runs that a sensor asks for."""
        context = dg.build_sensor_context(
            instance=self.instance, definitions=defs, resources={"house": self.house}
        )
        result = sensor(context)
        return [] if isinstance(result, dg.SkipReason) else result.run_requests

    def status(self, project):
        return self.house.studio.project(project).status

    def prepare(self, project):
        self.submit(project)
        self.run(*CAST, key=project)

    def make(self, project):
        self.prepare(project)
        assert self.run_scenes(project, 1, 2).success
        assert self.run("final_video", key=project).success

    def begin(self, state):
        """Go on where ``PROJECT`` was prepared, had its scenes, had its film: made once for all.

        Of an empty house with the fake providers alone; others call ``prepare`` or ``make``.
        """
        self.take_up(self._kept(state))

    def keep(self, folder):
        """Write down everything that is here: files, both databases, what fakes were asked."""
        shutil.copytree(self.house.layout.root, folder / "store")
        with closing(sqlite3.connect(_file(self.house))) as studio:
            _copy(studio, folder / "studio.db")
        for name, connected in self._storages():
            with connected() as connection:
                _copy(_driver(connection), folder / f"{name}.db")
        asked = {job: getattr(self.house.providers, job).asked for job in JOBS}
        (folder / "asked.json").write_text(json.dumps(asked), encoding="utf-8")

    def take_up(self, folder):
        """Go on where ``keep`` was called; nothing may have happened here before."""
        assert not self.house.studio.open_requests() and not self.instance.get_runs(limit=1)
        shutil.copytree(folder / "store", self.house.layout.root, dirs_exist_ok=True)
        with closing(sqlite3.connect(_file(self.house))) as studio:
            _fill(studio, folder / "studio.db")
        for name, connected in self._storages():
            with connected() as connection:
                _fill(_driver(connection), folder / f"{name}.db")
        asked = json.loads((folder / "asked.json").read_text(encoding="utf-8"))
        for job, subjects in asked.items():
            getattr(self.house.providers, job).asked.extend(subjects)

    def _storages(self):
        """Dagster's in-memory storages."""
        events, runs = self.instance.event_log_storage, self.instance.run_storage
        return ("events", events.index_connection), ("runs", runs.connect)


@contextmanager
def opened(home, kept=None):
    """A floor of its own, in this folder."""
    settings = Settings(home=home, database_url=f"sqlite:///{home / 'studio.db'}", studio_port=3000)
    with (
        open_house(settings, fake_providers(), worker_count=0) as house,
        dg.DagsterInstance.ephemeral() as instance,
    ):
        yield StudioFloor(house, instance, kept)


def _file(house):
    return house.studio.database.url.removeprefix("sqlite:///")


def _driver(connection):
    return connection.connection.driver_connection


def _copy(source, path):
    with closing(sqlite3.connect(path)) as target:
        source.backup(target)


def _fill(target, path):
    with closing(sqlite3.connect(path)) as source:
        source.backup(target)
