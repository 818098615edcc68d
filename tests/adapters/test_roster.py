"""Who is set up, how vendors are told where to report, and what a command does not have to load."""

import subprocess
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from typing import get_type_hints
from uuid import uuid4

import pytest

from manike.production.opening import open_house
from manike.production.provider_plans.providers import Roster
from manike.testing.fakes import fake_providers
from manike.testing.requests import CHARACTER
from resources.roster import STANDIN, VENDORS, Entries, build_roster


@pytest.fixture
def job_of(standin):
    """A job of Replicate's, by the roster of some settings."""
    with ExitStack() as stack:

        def job_of(settings):
            roster = build_roster(settings, {STANDIN: standin.url})
            stack.callback(roster.close)
            return roster.image["replicate"].provider.character_job(CHARACTER)

        yield job_of


def test_replicate_reports_to_the_public_address(settings, standin, receiver, job_of):
    hook, got, arrived = receiver
    public_url = hook.removesuffix("/hook")
    job_of(replace(settings, public_url=public_url)).submit(str(uuid4()))
    assert standin.calls()[-1].body["webhook"] == f"{public_url}/webhooks/replicate"
    assert arrived.wait(20)
    assert b"succeeded" in got[0][1]


@pytest.mark.parametrize("public_url", ["", "https://studio.example.com"])
def test_nobody_is_told_an_address_that_is_not_theirs(settings, standin, job_of, public_url):
    job = job_of(replace(settings, public_url=public_url))
    made = job.submit(str(uuid4()))
    assert "webhook" not in standin.calls()[-1].body
    assert job.look(made.job_id).has_started  # polling is enough


def test_a_vendor_of_its_own_is_told_the_public_address(settings):
    settings = replace(settings, public_url="https://studio.example.com")
    roster = build_roster(settings, {"REPLICATE_API_TOKEN": "r8_key_of_nobody"})
    client = roster.image["replicate"].provider._client
    assert client.webhook_url == "https://studio.example.com/webhooks/replicate"


def test_without_keys_nobody_is_set_up_and_it_is_said_how(settings):
    roster = build_roster(settings, {})
    assert {*roster.text, *roster.image, *roster.speech, *roster.music, *roster.motion} == set()
    assert set(VENDORS) <= set(roster.missing)
    assert roster.missing["fal"] == "set FAL_KEY or FAL_KEY_FILE, or MANIKE_STANDIN_URL to try it"


def test_a_command_without_keys_loads_no_network_library(settings):
    code = (
        "import sys; from pathlib import Path; from manike.settings import Settings;"
        "from resources.roster import build_roster;"
        f"build_roster(Settings(Path({str(settings.home)!r}), 'sqlite:///x', 3000), {{}});"
        "print(*sorted({'httpx', 'httpx2', 'httpcore', 'requests', 'cv2'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_connections_are_closed_with_the_house_and_opened_anew(settings, standin):
    roster = build_roster(settings, {STANDIN: standin.url})
    provider = roster.image["replicate"].provider
    with open_house(settings, fake_providers(), roster=roster, worker_count=0):
        first = provider.character_job(CHARACTER).submit(str(uuid4()))
        assert provider._client._sdk is not None
    assert provider._client._sdk is None
    assert provider.character_job(CHARACTER).submit(str(uuid4())) != first
    roster.close()


def test_each_listing_is_checked_against_its_port():
    ports, listed = get_type_hints(Roster), get_type_hints(Entries)
    assert {part: Mapping[str, listing] for part, listing in listed.items()} == {
        part: ports[part] for part in listed
    }
    assert all(get_type_hints(vendor.build)["return"] is Entries for vendor in VENDORS.values())
