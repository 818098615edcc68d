"""A studio with fake providers and a Dagster instance that forgets."""

import dagster as dg
import pytest

from manike.production.opening import open_house
from manike.script.preferences import Preferences
from manike.testing.fakes import fake_providers
from manike_assets import catalogue
from manike_assets.definitions import defs
from manike_assets.partitions import PROJECTS, TENANTS, scene_key

PROMPT = "A boat leaves at dawn. It comes home at night."
SMALL = Preferences(duration_s=10, aspect="1:1", resolution="720p", characters=True)


@pytest.fixture
def instance():
    with dg.DagsterInstance.ephemeral() as instance:
        yield instance


class StudioFloor:
    """Submits prompts and materializes assets, as an operator would."""

    def __init__(self, house, instance):
        self.house, self.instance = house, instance

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

    def prepare(self, project):
        self.submit(project)
        self.run("script", "approved_script", "character_images", "music", key=project)

    def look(self, sensor):
        """The runs that a sensor asks for."""
        context = dg.build_sensor_context(
            instance=self.instance, definitions=defs, resources={"house": self.house}
        )
        result = sensor(context)
        return [] if isinstance(result, dg.SkipReason) else result.run_requests

    def status(self, project):
        return self.house.studio.project(project).status

    def make(self, project):
        self.submit(project)
        results = [
            self.run("script", "approved_script", "character_images", "music", key=project),
            self.run_scenes(project, 1, 2),
            self.run("final_video", key=project),
        ]
        assert [result.success for result in results] == [True, True, True]


@pytest.fixture
def floor(house, instance):
    return StudioFloor(house, instance)


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A house with one finished film; tests only look at it."""
    from manike.ids import ProjectId
    from manike.settings import Settings

    home = tmp_path_factory.mktemp("finished")
    settings = Settings(home=home, database_url=f"sqlite:///{home / 'studio.db'}", studio_port=3000)
    project = ProjectId.parse("acme/spring")
    with (
        open_house(settings, fake_providers(), worker_count=0) as house,
        dg.DagsterInstance.ephemeral() as instance,
    ):
        floor = StudioFloor(house, instance)
        floor.make(project)
        yield floor, project
