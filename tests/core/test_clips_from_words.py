"""Videos that are made from a scene's words alone, where the plan says so."""

import pytest

from manike.generation.fingerprint import Job
from manike.ids import ProjectId
from manike.ports import MotionRequest
from manike.production.characters import draw_characters
from manike.production.clips import animate_scene, clip_of, shows_picture
from manike.production.opening import open_house
from manike.production.pictures import paint_scene, picture_of
from manike.production.provider_plans.estimates import estimates
from manike.production.provider_plans.providers import Listing
from manike.production.scripts import approve_script, write_script
from manike.production.voices import speak_scene
from manike.script.preferences import Preferences
from manike.testing.fakes import fake_providers
from manike.testing.remote_fakes import FakeRemote, fake_roster
from manike.testing.vendor import Vendor

PROJECT = ProjectId.parse("acme/spring")


class Filming(FakeRemote):
    """Keeps what it was asked for."""

    def __init__(self, vendor):
        super().__init__(vendor)
        self.asked: list[MotionRequest] = []

    def motion_job(self, request):
        self.asked.append(request)
        return super().motion_job(request)


@pytest.fixture
def provider():
    return Filming(Vendor("north"))


@pytest.fixture
def house(settings, provider):
    roster = fake_roster(Listing(provider))
    with open_house(settings, fake_providers(), roster=roster, worker_count=0) as house:
        yield house


def follow(house, *, from_words, order=("north", "embedded")):
    plan = {"name": "own", "parts": {"clips": {"order": list(order)}}}
    plan["clips_from_words"] = from_words
    house.submit(PROJECT, "A boat leaves.", Preferences(duration_s=10), plan=plan)
    write_script(house, PROJECT)
    approve_script(house, PROJECT)
    draw_characters(house, PROJECT)
    paint_scene(house, PROJECT, 1)
    speak_scene(house, PROJECT, 1)


def test_no_picture_goes_along_and_the_words_say_what_it_would_show(house, provider):
    follow(house, from_words=True)
    animate_scene(house, PROJECT, 1)
    [asked] = provider.asked
    script = house.approved(PROJECT)
    assert (asked.picture_files, asked.style) == ({}, script.style)
    assert asked.characters == tuple(map(script.character, script.scene(1).characters))
    clip = clip_of(house, PROJECT, 1)
    assert (clip.provider, clip.origins) == ("north", ())
    assert not shows_picture(house, PROJECT, 1)


def test_another_picture_makes_no_other_video_of_words(house, provider):
    follow(house, from_words=True)
    animate_scene(house, PROJECT, 1)
    before = picture_of(house, PROJECT, 1).files
    house.studio.ask_for_new_takes(PROJECT, [(Job.PICTURE.value, "s001")])
    paint_scene(house, PROJECT, 1)
    assert picture_of(house, PROJECT, 1).files != before
    animate_scene(house, PROJECT, 1)
    assert provider.vendor.bills.total() == 1


def test_a_picture_goes_along_where_the_plan_does_not_say_so(house, provider):
    follow(house, from_words=False)
    animate_scene(house, PROJECT, 1)
    [asked] = provider.asked
    assert "image.jpg" in asked.picture_files
    assert (asked.style, asked.characters) == ("", ())
    assert clip_of(house, PROJECT, 1).origins[0].asset == "scene_image"
    assert shows_picture(house, PROJECT, 1)


def test_the_animator_of_this_process_always_sees_the_picture(house, provider):
    follow(house, from_words=True, order=("embedded",))
    animate_scene(house, PROJECT, 1)
    assert provider.asked == []
    assert shows_picture(house, PROJECT, 1)


def test_an_estimate_is_of_what_will_be_asked(house, provider):
    follow(house, from_words=True)
    assert [line.provider for line in estimates(house, PROJECT) if line.asset == "scene_clip"]
    assert all(asked.picture_files == {} for asked in provider.asked)
