"""The provider of docs/add-a-provider.md, run as it is written there: paid once, whatever fails."""

import re
import sys
import textwrap
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import dagster as dg
import pytest

from manike.errors import PermanentProviderError, QuotaError, RefusedContentError
from manike.generation.fingerprint import Job
from manike.ports import Music, MusicRequest
from manike.script.vocabulary import Mood
from manike.testing.standin import app, running
from resources import job_provider, job_resources, roster
from resources.dated_data import read_data
from resources.job_figures import JobFigures
from resources.plain_calls import PlainClient
from tests.adapters.one_call import TURNED_DOWN, check_failure, failures

PAGE = Path(__file__).parents[2] / "docs" / "add-a-provider.md"
BLOCKS = {
    found[1]: textwrap.dedent(found[0])
    for found in re.finditer(
        r"^    # (\S+)\n(?:^    .*\n|^\n)+", PAGE.read_text(encoding="utf-8"), re.MULTILINE
    )
}
DATA, ADAPTER, ROSTER, RESOURCE, STANDIN = BLOCKS
REQUEST = MusicRequest(Mood.CALM, 100, "G major", 5.5, 7, 1)
MOST_LINES = 100


def module(block):
    """What a Python block of the page defines, as a module of its own name."""
    name = block.removesuffix(".py").replace("/", ".")
    made = ModuleType(name)
    exec(compile(BLOCKS[block], block, "exec"), made.__dict__)
    return made


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """The page's vendor, installed: its stand-in runs."""
    folder = tmp_path_factory.mktemp("acme")
    (folder / "acme.yaml").write_text(BLOCKS[DATA])
    with pytest.MonkeyPatch.context() as patch, ExitStack() as stack:
        data = read_data("acme.yaml", JobFigures, folder)
        patch.setattr(job_provider, "job_figures", lambda file: data)
        adapter = module(ADAPTER)
        patch.setitem(sys.modules, adapter.__name__, adapter)
        vendors = (*running.VENDORS, module(STANDIN).VENDOR)
        patch.setattr(app, "VENDORS", vendors)
        patch.setattr(running, "VENDORS", vendors)
        names = dict(vars(roster))
        listing, line = BLOCKS[ROSTER].split("# VENDORS\n")
        exec(listing, names)
        patch.setattr(roster, "VENDORS", eval(f"{{{line}}}", names))
        yield stack.enter_context(running.Standin(folder, fast=True))


@pytest.fixture
def standin(page):
    page.reset()
    return page


@pytest.fixture
def music(standin, settings):
    """Acme, as the roster lists it."""
    listed = roster.build_roster(settings, {roster.STANDIN: standin.url})
    return listed.music["acme"].provider


def test_a_cue_is_made_once_and_the_ledger_equals_the_bill(music, paid, standin):
    job = music.music_job(REQUEST)
    take = paid.obtain(Job.MUSIC, music, job)
    assert Music.model_validate(take.details).duration_s == 5.5
    assert music.model == "tracks-1 prompts 1"
    [bill], [call] = standin.bills("acme"), standin.calls("acme")
    assert bill.amount == take.cost.amount == paid.spent() == Decimal("0.012")
    assert job.quote().most.amount == bill.amount
    assert (call.body["seconds"], call.body["seed"]) == (6, 8)
    assert paid.obtain(Job.MUSIC, music, job).was_made is False
    assert len(standin.calls("acme")) == 1


@failures(TURNED_DOWN)
def test_each_failure_is_of_its_kind(failure, music, standin):
    check_failure(standin, "acme", music.music_job(REQUEST), failure)


def test_what_comes_back_broken_is_paid_for_and_no_take(music, paid, standin, monkeypatch):
    job = music.music_job(REQUEST)
    read = job.read

    def cut(heard):
        whole = read(heard)
        return type(whole)(whole.payload[:60], whole.cost)

    monkeypatch.setattr(job, "read", cut)
    with pytest.raises(PermanentProviderError, match="its file can't be used"):
        paid.obtain(Job.MUSIC, music, job)
    assert paid.spent() == standin.bills("acme")[0].amount


def test_its_resource_is_one_line(standin):
    names = dict(vars(job_resources), AcmeMusic=sys.modules["resources.acme_music"].AcmeMusic)
    exec(BLOCKS[RESOURCE], names)
    made = names["AcmeMusicResource"](base_url=standin.base_url("acme"))
    music = made.create_resource(dg.build_init_resource_context())
    assert (music.name, music.model) == ("acme", "tracks-1 prompts 1")


@pytest.mark.parametrize(
    ("field", "error"), [("refused", RefusedContentError), ("out_of_credit", QuotaError)]
)
def test_its_own_words_count_for_it_alone(music, standin, monkeypatch, field, error):
    job = music.music_job(REQUEST)
    kinds = []
    for words in ((), ("bad_request",)):
        monkeypatch.setattr(type(music._client), field, words)
        standin.fail("bad_request", "acme")
        with pytest.raises(PermanentProviderError) as caught:
            job.submit("a-key")
        kinds.append(type(caught.value))
    assert kinds == [PermanentProviderError, error]
    assert getattr(PlainClient, field) == ()


def test_without_a_key_it_is_a_clear_failure(music, monkeypatch):
    monkeypatch.delenv("ACME_API_KEY", raising=False)
    with pytest.raises(PermanentProviderError, match="Set ACME_API_KEY"):
        type(music).of().music_job(REQUEST).submit("a-key")


def test_the_page_s_provider_is_small():
    code = [
        line
        for block in (DATA, ADAPTER, ROSTER, RESOURCE)
        for line in BLOCKS[block].splitlines()
        if line.strip() and not line.lstrip().startswith("#")
    ]
    assert len(code) < MOST_LINES
