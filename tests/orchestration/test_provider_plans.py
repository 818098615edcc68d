"""A film by providers that bill: who is asked, what is paid, and what happens when one fails."""

from contextlib import contextmanager
from decimal import Decimal

import pytest

from manike.errors import BadInputError, PermanentProviderError, RefusedContentError
from manike.generation.health import Outcome
from manike.ids import TenantId
from manike.money import Money
from manike.production.clips import animate_scene, clip_of
from manike.production.inspection import inspect_film
from manike.production.opening import open_house
from manike.production.pictures import picture_of
from manike.production.provider_plans.estimates import estimates, total_of
from manike.production.provider_plans.provider_plan import (
    Part,
    ProviderPlan,
    plan_of,
    shipped_plans,
)
from manike.production.provider_plans.providers import Listing
from manike.production.records import TakeManifest
from manike.production.scripts import edit_script, write_script
from manike.script.preferences import Preferences
from manike.studio.ledger.report import totals_of
from manike.testing.fakes import fake_providers
from manike.testing.remote_fakes import FakeRemote, fake_roster
from manike.testing.vendor import PRICE, Vendor

ACME = TenantId("acme")
GOOD = {"parts": {"pictures": {"order": ["north"], "lowest_quality": 3}}}
PROMPT = "A boat leaves at dawn. It comes home at night."


def plan(order, **rules):
    film = [part for part in Part if part is not Part.EMBEDDINGS]
    return {"name": "own", "parts": {part: {"order": order, **rules} for part in film}}


@pytest.fixture
def vendor():
    return Vendor("north")


@contextmanager
def opened(settings, roster):
    with open_house(settings, fake_providers(), roster=roster, worker_count=0) as house:
        yield house


@pytest.fixture
def house(settings, vendor):
    with opened(settings, fake_roster(Listing(FakeRemote(vendor)))) as house:
        house.studio.add_tenant(ACME)
        house.studio.choose_provider_plan(ACME, plan(["north", "embedded"]))
        yield house


def fallbacks(house, project):
    return next(check for check in inspect_film(house, project) if check.name == "fallbacks")


def test_a_film_is_made_and_paid_once_whatever_is_asked_again(house, floor, project, vendor):
    floor.make(project)
    everything = ["script", "character", "picture", "picture", "voice", "voice", "music"]
    assert sorted(bill.split()[0] for bill in vendor.bills) == sorted([*everything, "clip", "clip"])
    assert set(vendor.bills.values()) == {1}
    assert [line.settled for line in totals_of(house.ledger.costs(project))] == [9 * PRICE.amount]
    assert floor.run_scenes(project, 1, 2).success
    assert vendor.bills.total() == 9


def test_what_a_second_provider_made_stays_when_the_first_is_back(house, floor, project, vendor):
    vendor.refusals = [PermanentProviderError("no such model", provider="north")]
    floor.submit(project)
    floor.run("script", "approved_script", "character_images", "music", key=project)
    asked = len(vendor.submissions)
    assert floor.run("script", "approved_script", "character_images", "music", key=project).success
    assert len(vendor.submissions) == asked


def test_a_refused_picture_is_asked_for_once_more_in_other_words(house, floor, project, vendor):
    floor.prepare(project)
    vendor.refusals = [RefusedContentError("violence", provider="north", categories=["violence"])]
    assert floor.run_scenes(project, 1, 1, "scene_image").success
    take = picture_of(house, project, 1)
    assert (take.provider, take.tried[0]["error"][:19]) == ("north", "RefusedContentError")
    [picture] = [subject for subject in vendor.bills if subject.startswith("picture")]
    assert "A wide view of" in picture


def test_a_film_with_too_many_fallbacks_does_not_pass(house, floor, project, vendor):
    floor.prepare(project)
    vendor.refusals = [PermanentProviderError("ill", provider="north")] * 4
    assert floor.run_scenes(project, 1, 2, "scene_image").success
    floor.run_scenes(project, 1, 2, "voice_over", "scene_clip")
    floor.run("final_video", key=project)
    found = fallbacks(house, project)
    assert not found.passed
    assert "scene 1: picture by fake instead of north" in found.message


def test_what_is_made_while_the_first_is_left_alone_is_a_fallback(house, floor, project, vendor):
    house.health.record("north", Outcome.QUOTA, 0.1, why="no credit")
    floor.submit(project)
    assert floor.run("script", key=project).success
    take = house.manifests.read(project, "script", TakeManifest)
    assert (take.provider, [each["provider"] for each in take.tried]) == ("fake", ["north"])
    assert "no credit" in take.tried[0]["error"]


def test_an_edit_of_the_order_makes_nothing_anew(house, floor, project, vendor):
    floor.prepare(project)
    assert floor.run_scenes(project, 1, 2).success
    billed = vendor.bills.total()
    house.studio.choose_provider_plan(project, plan(["embedded", "north"]))
    assert floor.run_scenes(project, 1, 2).success
    assert vendor.bills.total() == billed
    assert picture_of(house, project, 1).provider == "north"


def test_what_is_made_stays_when_the_plan_allows_less_since(house, floor, project, vendor):
    floor.submit(project)
    assert floor.run("script", key=project).success
    house.studio.choose_provider_plan(project, plan(["north"], most_usd=0.01))
    assert floor.run("script", key=project).success
    assert vendor.bills.total() == 1


def test_what_is_begun_is_gone_on_with_when_the_plan_allows_less_since(
    house, floor, project, vendor
):
    floor.submit(project)
    vendor.outages = [RuntimeError("killed while loading")]
    with pytest.raises(RuntimeError, match="killed"):
        write_script(house, project)
    house.studio.choose_provider_plan(project, plan(["north", "embedded"], most_usd=0.01))
    assert floor.run("script", key=project).success
    take = house.manifests.read(project, "script", TakeManifest)
    assert (take.provider, vendor.bills.total()) == ("north", 1)


def test_a_longer_scene_pays_for_no_other_video(house, floor, project, vendor):
    floor.make(project)
    before, billed = clip_of(house, project, 1), vendor.bills.copy()
    script = house.approved(project)
    first = script.scene(1).model_copy(update={"duration_s": script.scene(1).duration_s + 1})
    edited = script.model_copy(update={"scenes": (first, *script.scenes[1:])})
    edit_script(house, project, edited, "ann")
    floor.run("approved_script", "character_images", "music", key=project)
    assert floor.run_scenes(project, 1, 1, "voice_over").success
    assert {each.part for each in estimates(house, project) if not each.is_there} == set()
    outcome = animate_scene(house, project, 1)
    assert (outcome.part, outcome.was_made, outcome.cost) == ("s001", True, "0 USD")
    after = clip_of(house, project, 1)
    assert after.details["frame_count"] > before.details["frame_count"]
    assert (after.provider, after.cost) == (before.provider, before.cost) == ("north", PRICE.amount)
    assert not {each for each in vendor.bills - billed if each.startswith("clip")}


def test_the_cheapest_is_asked_first_where_the_plan_says_so(settings, project):
    dear = FakeRemote(Vendor("north"), Money(Decimal("0.50")))
    cheap = FakeRemote(Vendor("south"), Money(Decimal("0.10")))
    with opened(settings, fake_roster(Listing(dear), Listing(cheap))) as house:
        house.studio.add_tenant(project.tenant)
        rules = plan(["north", "south"], cheapest_first=True)
        house.studio.choose_provider_plan(project.tenant, rules)
        house.studio.submit(project, PROMPT, Preferences(duration_s=10))
        assert write_script(house, project).provider == "south south-1"
    assert (dear.vendor.submissions, len(cheap.vendor.submissions)) == ([], 1)


@pytest.mark.parametrize(
    ("traits", "rules", "why"),
    [
        (
            {"quality": 2},
            GOOD,
            "qual",
        ),
        ({"region": "us"}, {"regions": ["eu"]}, "it works in us, not in eu"),
        ({"is_commercial": False}, {}, "its licence forbids commercial use"),
    ],
)
def test_who_is_left_out_says_why(settings, project, traits, rules, why):
    base = {"name": "own", "parts": {"pictures": {"order": ["north"]}}}
    roster = fake_roster(Listing(FakeRemote(Vendor("north")), **traits))
    with opened(settings, roster) as house:
        house.studio.add_tenant(project.tenant)
        house.studio.choose_provider_plan(project.tenant, base | rules)
        with pytest.raises(BadInputError, match=why):
            _ = house.cast(project).image


def test_a_provider_without_its_key_is_named_with_the_cure(settings, project):
    roster = fake_roster(missing={"north": "set NORTH_API_KEY"})
    with opened(settings, roster) as house:
        house.studio.add_tenant(project.tenant)
        house.studio.choose_provider_plan(project.tenant, plan(["north"]))
        with pytest.raises(BadInputError, match="north: set NORTH_API_KEY"):
            _ = house.cast(project).text


def test_every_shipped_plan_can_be_chosen_by_name():
    assert [plan_of({"name": name}).name for name in shipped_plans()] == list(shipped_plans())
    assert plan_of({}) == ProviderPlan(name="embedded")
    with pytest.raises(BadInputError, match="embedded, openai"):
        plan_of({"name": "gold"})


def test_a_plan_with_an_unknown_field_says_which():
    with pytest.raises(BadInputError, match=r"parts.pictures.ordre"):
        plan_of({"name": "own", "parts": {"pictures": {"ordre": ["openai"]}}})


def test_a_plan_is_explained_and_priced_before_anything_runs(house, floor, project, vendor):
    floor.submit(project)
    [script] = estimates(house, project)
    assert (script.asset, script.provider, script.then) == ("script", "north", ("embedded",))
    floor.run("script", "approved_script", "character_images", "music", key=project)
    found = estimates(house, project)
    made = [(each.asset, each.part) for each in found if each.is_there]
    assert made == [("character_images", "Mira"), ("music", "cue 1")]
    assert total_of(found) == Money(6 * PRICE.amount)
    assert {each.why for each in found} == {"by the plan's order"}
    assert vendor.bills.total() == 3
    floor.run_scenes(project, 1, 2)
    assert total_of(estimates(house, project)) == Money(Decimal(0))


def test_a_clip_whose_picture_is_made_anew_is_made_anew_too(house, floor, project, vendor):
    floor.submit(project)
    floor.run("script", "approved_script", "character_images", "music", key=project)
    floor.run_scenes(project, 1, 2)
    own = plan(["north", "embedded"])
    own["parts"][Part.PICTURES] = {"order": ["embedded"]}
    house.studio.choose_provider_plan(project, own)
    to_make = {(each.asset, each.part) for each in estimates(house, project) if not each.is_there}
    of_scenes = {
        (asset, slot) for asset in ("scene_image", "scene_clip") for slot in ("s001", "s002")
    }
    assert to_make == {("character_images", "Mira")} | of_scenes
    assert total_of(estimates(house, project)) == Money(2 * PRICE.amount)


def test_what_is_free_comes_last_below_the_quality_asked_for(house, floor, project):
    floor.submit(project)
    house.studio.choose_provider_plan(project, plan(["embedded", "north"], cheapest_first=True))
    assert estimates(house, project)[0].provider == "fake"
    rules = {"cheapest_first": True, "lowest_quality": 3}
    house.studio.choose_provider_plan(project, plan(["embedded", "north"], **rules))
    [script] = estimates(house, project)
    assert (script.provider, script.then) == ("north", ("embedded",))
    assert floor.run("script", key=project).success
    assert house.manifests.read(project, "script", TakeManifest).tried == ()


def test_a_sick_account_is_asked_last_and_the_plan_says_why(house, floor, project, vendor):
    floor.submit(project)
    house.health.record("north", Outcome.QUOTA, 0.1, why="no credit")
    [script] = estimates(house, project)
    assert (script.provider, script.then) == ("fake", ("north",))
