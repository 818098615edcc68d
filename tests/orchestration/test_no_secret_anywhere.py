"""A film by a provider that answers with our key leaves no secret in a file, row, log or event."""

import base64
import json
import logging
from urllib.parse import quote

import dagster as dg
import pytest

from manike.production.opening import open_house
from manike.production.pictures import picture_of
from manike.production.provider_plans.provider_plan import Part
from manike.production.provider_plans.providers import Listing, Roster
from manike.studio.ledger.report import totals_of
from manike.testing.fakes import fake_providers
from manike.testing.standin.running import Standin
from resources.openai_calls import OpenAIClient
from resources.openai_images import openai_images

KEY, UNUSED = "canary-Rotkehlchen+42/y=", "canary-Zaunkoenig-99.z"
HOOK = "whsec_" + base64.b64encode(b"canary of the webhooks").decode()
LOGGERS = ("openai", "httpx", "httpx2", "httpcore2", "manike")


def forms(secret):
    """As it is, and as URLs, JSON and headers write it."""
    coded = base64.b64encode(secret.encode()).decode()
    return {secret, coded, coded.rstrip("="), quote(secret, safe=""), json.dumps(secret)[1:-1]}


@pytest.fixture
def logged(tmp_path):
    """Everything that any logger says, in a file."""
    before, root = logging.getLogRecordFactory(), logging.getLogger()
    handler = logging.FileHandler(tmp_path / "debug.log")
    levels = {name: logging.getLogger(name).level for name in ("", *LOGGERS)}
    root.addHandler(handler)
    for name in levels:
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
    root.removeHandler(handler)
    handler.close()
    logging.setLogRecordFactory(before)


@pytest.fixture
def keys(tmp_path_factory, monkeypatch):
    """One key in a file, others in the environment."""
    file = tmp_path_factory.mktemp("keys") / "openai"
    file.write_text(KEY + "\n")
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.setenv("OPENAI_API_KEY_FILE", str(file))
    monkeypatch.setenv("RUNWARE_API_KEY", UNUSED)
    monkeypatch.setenv("REPLICATE_WEBHOOK_SECRET", HOOK)


@pytest.fixture
def standin():
    with Standin(fast=True) as standin:
        yield standin


@pytest.fixture
def house(settings, standin, keys):
    client = OpenAIClient(base_url=standin.base_url("openai"))
    roster = Roster(image={"openai": Listing(openai_images(client, quality="low"))})
    with open_house(settings, fake_providers(), roster=roster, worker_count=0) as house:
        yield house


@pytest.fixture
def instance(tmp_path):
    """One that keeps everything in files, what loggers say too."""
    folder = tmp_path / "dagster"
    folder.mkdir()
    logs = {"managed_python_loggers": ["openai"], "python_log_level": "DEBUG"}
    with dg.DagsterInstance.local_temp(str(folder), overrides={"python_logs": logs}) as instance:
        yield instance


def plan(*order):
    parts = {Part.PICTURES: {"order": order}}
    return {"name": "own", "parts": parts, "most_fallbacks": 1}


@pytest.fixture
def film(logged, house, floor, standin, project):
    """A film whose provider names our key in its errors: one fails a run, one is fallen back on."""
    said = f"Incorrect API key provided: {KEY}. Send Authorization: Bearer {KEY}"
    house.studio.add_tenant(project.tenant)
    house.studio.choose_provider_plan(project.tenant, plan("openai"))
    floor.prepare(project)
    standin.fail("unauthorized", "openai", text=said, times=1)
    assert not floor.run_scenes(project, 1, 1, "scene_image").success
    house.studio.choose_provider_plan(project.tenant, plan("openai", "embedded"))
    # one scene after the other: side by side, either may be the one that is refused
    assert floor.run_scenes(project, 1, 1).success
    standin.fail("quota", "openai", text=said, times=1)
    assert floor.run_scenes(project, 2, 2).success
    assert floor.run("final_video", key=project).success
    return project


def test_no_secret_is_kept_anywhere(film, house, standin, tmp_path, capfd):
    assert [picture_of(house, film, scene).provider for scene in (1, 2)] == ["openai", "fake"]
    [total] = totals_of(house.ledger.costs(film))
    assert total.settled == sum(bill.amount for bill in standin.bills(api_key=KEY)) > 0
    shown = capfd.readouterr()
    kept = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    kept |= {"stdout": shown.out.encode(), "stderr": shown.err.encode()}
    # what the provider said is there, without the key
    telling = {str(name) for name, content in kept.items() if b"Incorrect API key" in content}
    for part in ("studio.db", "dagster/"):
        assert any(part in name for name in telling), part
    assert b"/images/generations" in kept[tmp_path / "debug.log"]
    for secret in (KEY, UNUSED, HOOK, HOOK.removeprefix("whsec_")):
        for form in forms(secret):
            found = [str(name) for name, content in kept.items() if form.encode() in content]
            assert found == [], form
