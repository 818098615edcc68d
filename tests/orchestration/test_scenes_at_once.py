"""How many scenes are in work at once: many that wait for others, as many as cores that do not."""

from threading import Barrier, BrokenBarrierError

import pytest

from manike.errors import PermanentProviderError
from manike.generation.workers import core_count
from manike.production.opening import open_house
from manike.production.provider_plans.providers import Listing
from manike.script.preferences import Preferences
from manike.testing.fakes import fake_providers
from manike.testing.remote_fakes import FakeRemote, fake_roster
from manike.testing.vendor import Vendor
from manike_assets import scene_work

PROMPT = "A boat leaves. It sails on. It meets a storm. It comes home."
PLAN = {"name": "own", "parts": {"pictures": {"order": ["north", "embedded"]}}}
SCENES = 4


class MeetingVendor(Vendor):
    """One that answers when so many pictures are asked for at once."""

    def take_in(self, key, subject):
        if subject.startswith("picture"):
            self.meeting.wait()
        super().take_in(key, subject)


@pytest.fixture
def vendor():
    return MeetingVendor("north")


@pytest.fixture
def providers():
    return fake_providers()


@pytest.fixture
def house(settings, vendor, providers, project):
    roster = fake_roster(Listing(FakeRemote(vendor)))
    with open_house(settings, providers, roster=roster, worker_count=0) as house:
        house.studio.add_tenant(project.tenant)
        house.studio.choose_provider_plan(project.tenant, PLAN)
        yield house


@pytest.fixture
def film(house, floor, project):
    floor.submit(project, PROMPT, Preferences(duration_s=20, resolution="720p"))
    floor.run("script", "approved_script", "character_images", key=project)
    assert len(house.approved(project).scenes) == SCENES
    return project


def test_scenes_wait_side_by_side_for_a_provider_elsewhere(floor, film, vendor, monkeypatch):
    monkeypatch.setattr(scene_work, "core_count", lambda: 1)
    vendor.meeting = Barrier(SCENES, timeout=10)
    assert floor.run_scenes(film, 1, SCENES, "scene_image").success


def test_no_more_scenes_than_cores_are_made_here(floor, film, vendor, providers, monkeypatch):
    vendor.meeting, crowd, crowded = Barrier(1), Barrier(core_count() + 1, timeout=0.3), []
    vendor.refusals = [PermanentProviderError("ill", provider="north")] * SCENES
    paint = providers.image.paint_scene

    def painted(request, folder):
        try:
            crowded.append(crowd.wait())
        except BrokenBarrierError:
            crowd.reset()
        return paint(request, folder)

    monkeypatch.setattr(providers.image, "paint_scene", painted)
    assert floor.run_scenes(film, 1, SCENES, "scene_image").success
    assert crowded == []
