"""A tenant's own words, and an experiment's, reach every painter over the network."""

from uuid import uuid4

import pytest

from manike.errors import BadInputError
from manike.ids import ProjectId
from manike.production.brand.wordings import change_wording
from manike.production.house import House
from manike.prompts.experiments import Choice
from manike.prompts.wordings import wording
from manike.script.preferences import Preferences
from manike.testing.requests import CHARACTER, PICTURE
from resources.roster import build_roster

PAINTERS = ("openai", "replicate", "runware", "fal")
PLAN = {"name": "own", "parts": {"pictures": {"order": [*PAINTERS, "embedded"]}}}
ACME, OTHER = ProjectId.parse("acme/spring"), ProjectId.parse("other/spring")
OWN = "As our founder paints: {{ scene.description }}, in {{ style }}."


@pytest.fixture
def studio(house, settings, standin):
    roster = build_roster(settings, {"MANIKE_STANDIN_URL": standin.url})
    chosen = House(**{name: getattr(house, name) for name in house.__slots__} | {"roster": roster})
    for project in (ACME, OTHER):
        chosen.submit(project, "A boat.", Preferences(), plan=PLAN)
    yield chosen
    roster.close()


def painter(studio, project, vendor):
    found = studio.cast(project).image.chosen
    return next(each.there for each in found if each.name == vendor)


def asked(standin, vendor):
    """The last prompt that a vendor was sent."""
    body = next(call.body for call in reversed(standin.calls(vendor)) if call.method == "POST")
    return str(body)


@pytest.mark.parametrize("vendor", PAINTERS)
def test_a_tenants_own_words_are_sent_and_make_other_takes(vendor, studio, standin):
    before = painter(studio, ACME, vendor).model
    change_wording(studio, ACME.tenant, "picture.scene", OWN)
    own = painter(studio, ACME, vendor)
    own.scene_job(PICTURE).submit(str(uuid4()))
    assert "As our founder paints: Mist rises from a quiet lake, in ink." in asked(standin, vendor)
    assert own.model.startswith(f"{before}+")
    assert painter(studio, OTHER, vendor).model == before
    own.character_job(CHARACTER).submit(str(uuid4()))
    assert "A character sheet for an animated film, in this style: ink" in asked(standin, vendor)
    change_wording(studio, ACME.tenant, "picture.scene", "")
    assert painter(studio, ACME, vendor).model == before


def test_words_that_can_not_be_filled_in_are_refused_before_they_are_kept(studio):
    for text, said in (("{{ script }}", "script"), ("{% if %}", "picture.scene|template")):
        with pytest.raises(BadInputError, match=rf"{said}"):
            change_wording(studio, ACME.tenant, "picture.scene", text)
    assert studio.studio.prompts(ACME.tenant) == {}


@pytest.mark.parametrize(
    ("vendor", "model"),
    [("openai", "gpt-image-2"), ("runware", "runware:101@1"), ("fal", "fal-ai/flux/schnell")],
)
def test_an_experiment_may_ask_another_model(vendor, model, studio):
    choice = Choice(wording("picture"), {vendor: model}, {"experiment": "looks", "arm": "b"})
    before = painter(studio, ACME, vendor)
    assert before.with_wording(choice).model.startswith(model)
    assert not before.model.startswith(f"{model} ")


@pytest.mark.parametrize("vendor", ["runware", "openai"])
def test_the_arm_of_an_experiment_stands_on_the_take(vendor, studio, tmp_path):
    notes = {"experiment": "looks", "arm": "b"}
    job = painter(studio, ACME, vendor).with_wording(Choice(wording("picture"), {}, notes))
    job, key = job.character_job(CHARACTER), str(uuid4())
    reply = job.submit(key)
    while not hasattr(reply, "payload"):
        reply = job.look(key)
    assert notes.items() <= job.collect(reply, tmp_path).notes.items()


def test_writers_keep_their_own_words(studio):
    change_wording(studio, ACME.tenant, "picture.scene", OWN)
    model = studio.cast(ACME).roster.text["openai"].provider.model
    assert model.endswith("+script@1")
