"""Texts embedded by a provider that bills: paid once, by whom they belong to, within budgets."""

from contextlib import contextmanager
from decimal import Decimal
from threading import Barrier, Thread

import numpy as np
import pytest

from manike.errors import (
    BadInputError,
    BudgetError,
    PermanentProviderError,
    StoreError,
    UnknownOutcomeError,
)
from manike.generation.attempts import Attempts
from manike.generation.fingerprint import Job
from manike.generation.remote import Recovery
from manike.ids import NoProject, ProjectId, TenantId
from manike.money import Money
from manike.production.catalogues.songs import load_songs
from manike.production.opening import open_house
from manike.production.provider_plans.estimates import estimates
from manike.production.provider_plans.provider_plan import plan_of
from manike.production.provider_plans.providers import Listing, Roster
from manike.production.scripts import approve_script, write_script
from manike.production.search.embeddings import PaidEmbedder, embedder_of
from manike.production.search.indexing import index_scenes, library_of
from manike.production.search.song_index import index_songs
from manike.production.strays import Fate, gather
from manike.script.preferences import Preferences
from manike.studio.clock import Clock
from manike.studio.ledger.budgets import BudgetKind, Budgets
from manike.testing.fakes import FakeEmbedder, fake_providers
from manike.testing.remote_fakes import FakeRemote, fake_roster
from manike.testing.vendor import PRICE, Vendor
from tests.scene_search import search_scenes

ACME, GLOBEX = TenantId("acme"), TenantId("globex")
BOATS, FOXES = ProjectId.parse("acme/boats"), ProjectId.parse("acme/foxes")
BY_NORTH = {"name": "own", "parts": {"embeddings": {"order": ["north"]}}}


@pytest.fixture
def vendor():
    return Vendor("north")


@contextmanager
def opened(settings, vendor, recovery=Recovery.SAME_KEY):
    roster = fake_roster(Listing(FakeRemote(vendor, recovery=recovery)))
    with open_house(settings, fake_providers(), roster=roster, worker_count=0) as house:
        yield house


@pytest.fixture
def house(settings, vendor):
    with opened(settings, vendor) as house:
        for tenant in (ACME, GLOBEX):
            house.studio.add_tenant(tenant)
            house.studio.choose_provider_plan(tenant, BY_NORTH)
        yield house


def film(house, project, prompt):
    house.studio.submit(project, prompt, Preferences(duration_s=10))
    write_script(house, project)
    approve_script(house, project)


def costs(house, owner):
    """What was settled, by asset."""
    found = {}
    for line in house.ledger.costs(owner):
        found[line.asset] = found.get(line.asset, Decimal(0)) + line.settled
    return found


def test_a_text_is_embedded_once_in_whatever_company_it_is_asked_for(house, vendor):
    embedder = embedder_of(house, ACME)
    vectors = embedder.embed(["boat", "fox", "boat", "lake", "owl"])
    assert np.array_equal(vectors, FakeEmbedder().embed(["boat", "fox", "boat", "lake", "owl"]))
    assert list(vendor.bills) == ["embedding boat | fox | lake", "embedding owl"]
    again = embedder_of(house, ACME)
    assert again.embed(["owl", "fox"]).shape == (2, 26)
    assert again.embed([]).shape == (0, 26)
    assert again.embed(["zebra", "lake"]).shape == (2, 26)
    assert list(vendor.bills)[2:] == ["embedding zebra"]
    assert set(vendor.bills.values()) == {1}


def test_each_project_pays_for_its_scenes_and_the_index_is_made_again_for_nothing(house, vendor):
    film(house, BOATS, "Zigzag zebra jazz. A boat goes out to moor.")
    film(house, FOXES, "Quick foxes jump. Vivid wax hymns.")
    assert index_scenes(house, ACME)["new"] == 4
    bills = vendor.bills.total()
    assert bills == 2
    assert costs(house, BOATS) == costs(house, FOXES) == {"search_index": PRICE.amount}
    library_of(house, ACME).index(ACME, "scene").drop()
    assert index_scenes(house, ACME)["scenes"] == 4
    assert vendor.bills.total() == bills
    assert costs(house, ACME) == {"search_index": 2 * PRICE.amount}


def test_a_query_is_paid_by_the_tenant_once(house, vendor):
    film(house, BOATS, "Zigzag zebra jazz. A boat goes out to moor.")
    index_scenes(house, ACME)
    for _ in range(3):
        assert search_scenes(house, ACME, "zigzag zebra jazz", 1)[0].number == 1
    assert vendor.bills["embedding zigzag zebra jazz"] == 1
    assert costs(house, ACME)["search_query"] == PRICE.amount
    assert "search_query" not in costs(house, BOATS)


def test_songs_are_paid_by_the_tenant_and_a_changed_catalogue_for_its_new_ones(
    house, vendor, tmp_path
):
    rows = tmp_path / "songs.csv"
    for titles in (("Salt", "Rain"), ("Rain", "Sun", "Salt")):
        rows.write_text("title,artists,duration_s\n" + "".join(f"{t},A,61\n" for t in titles))
        load_songs(house, ACME, rows)
        index_songs(house, ACME)
    assert list(vendor.bills) == ["embedding Rain by A. | Salt by A.", "embedding Sun by A."]
    assert costs(house, ACME) == {"search_index": 2 * PRICE.amount}


def test_two_tenants_share_no_take(house, vendor):
    first, second = (embedder_of(house, tenant) for tenant in (ACME, GLOBEX))
    assert np.array_equal(first.embed(["boat"]), second.embed(["boat"]))
    assert vendor.bills["embedding boat"] == 2
    assert costs(house, ACME) == costs(house, GLOBEX) == {"search_index": PRICE.amount}


def test_workers_that_race_over_the_same_texts_pay_once(house, vendor):
    texts, ready = [f"text {number}" for number in range(7)], Barrier(3)
    made, wrong = [], []

    def work(mine):
        try:
            ready.wait()
            made.append(embedder_of(house, ACME).embed(mine))
        except Exception as error:  # noqa: BLE001 - told below
            wrong.append(error)

    threads = [Thread(target=work, args=(texts[at : at + 5],)) for at in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert (wrong, len(made)) == ([], 3)
    billed = [text for bill in vendor.bills.elements() for text in bill[10:].split(" | ")]
    assert sorted(billed) == texts


def test_what_somebody_died_over_is_gone_on_with_before_its_texts_are_asked_again(house, vendor):
    vendor.outages = [KeyboardInterrupt()]
    with pytest.raises(KeyboardInterrupt):
        embedder_of(house, ACME).embed(["boat", "fox"])
    assert embedder_of(house, ACME).embed(["ant", "boat"]).shape == (2, 26)
    assert list(vendor.bills.elements()) == ["embedding boat | fox", "embedding ant"]
    assert costs(house, ACME) == {"search_index": 2 * PRICE.amount}
    assert sum(line.held for line in house.ledger.costs(ACME)) == 0


def test_a_lost_answer_is_not_asked_for_again_and_says_how_to_go_on(settings, vendor):
    with opened(settings, vendor, Recovery.NONE) as house:
        house.studio.add_tenant(ACME)
        house.studio.choose_provider_plan(ACME, BY_NORTH)
        vendor.loses_answer = 1
        with pytest.raises(UnknownOutcomeError):
            embedder_of(house, ACME).embed(["boat"])
        with pytest.raises(UnknownOutcomeError, match="manike attempts resolve"):
            embedder_of(house, ACME).embed(["boat", "fox"])
        assert embedder_of(house, ACME).embed(["owl"]).shape == (1, 26)
        assert list(vendor.bills) == ["embedding boat", "embedding owl"]


def test_scenes_whose_answer_was_lost_keep_no_other_film_out_of_the_index(settings, vendor):
    with opened(settings, vendor, Recovery.NONE) as house:
        house.studio.add_tenant(ACME)
        house.studio.choose_provider_plan(ACME, BY_NORTH)
        film(house, BOATS, "Zigzag zebra jazz.")
        film(house, FOXES, "Quick foxes jump.")
        vendor.loses_answer = 1
        for _ in range(2):
            with pytest.raises(UnknownOutcomeError):
                index_scenes(house, ACME)
        assert vendor.bills.total() == 2
        assert len(search_scenes(house, ACME, "foxes", 9)) == 1


def test_a_batch_that_was_left_behind_is_gathered_without_a_project(settings, vendor):
    with opened(settings, vendor, Recovery.SEARCH) as house:
        house.studio.add_tenant(ACME)
        house.studio.choose_provider_plan(ACME, BY_NORTH)
        vendor.outages = [KeyboardInterrupt()]
        with pytest.raises(KeyboardInterrupt):
            embedder_of(house, ACME).embed(["boat"])
        [attempt] = Attempts(house.studio.database, Clock()).open_ones(ACME)
        gathered = gather(house, attempt.id)
        assert (gathered.fate, str(gathered.project)) == (Fate.TAKEN, "acme")
        assert embedder_of(house, ACME).embed(["boat"]).shape == (1, 26)
        assert vendor.bills.total() == 1


def test_a_budget_refuses_a_project_s_scenes_and_all_others_are_indexed(house, vendor):
    film(house, BOATS, "Zigzag zebra jazz.")
    film(house, FOXES, "Quick foxes jump.")
    Budgets(house.studio.database).set_budget(BOATS, Money(Decimal("0.01")))
    with pytest.raises(
        BudgetError, match=r"budget of project acme/boats is 0\.01 USD.*search_index"
    ):
        index_scenes(house, ACME)
    assert {hit.project for hit in search_scenes(house, ACME, "foxes", 9)} == {"foxes"}
    assert not any("igzag" in bill for bill in vendor.bills)


def test_a_budget_of_films_does_not_bound_queries_and_the_tenant_s_does(house):
    Budgets(house.studio.database).set_budget(ACME, Money(Decimal("0.01")), BudgetKind.FILM)
    embedder_of(house, ACME, of_queries=True).embed(["boat"])
    Budgets(house.studio.database).set_budget(ACME, Money(Decimal("0.06")))
    with pytest.raises(BudgetError, match="budget of tenant acme is"):
        embedder_of(house, ACME, of_queries=True).embed(["fox"])


def test_nobody_stands_in_for_the_one_who_embeds(house, vendor):
    vendor.refusals = [PermanentProviderError("no such model", provider="north")]
    with pytest.raises(PermanentProviderError, match="no such model"):
        embedder_of(house, ACME).embed(["boat"])
    with pytest.raises(BadInputError, match="vectors of two models never mix"):
        plan_of({"name": "own", "parts": {"embeddings": {"order": ["north", "embedded"]}}})
    house.studio.choose_provider_plan(
        ACME, {"name": "own", "parts": {"embeddings": {"order": ["south"]}}}
    )
    with pytest.raises(BadInputError, match="leaves nobody for embeddings: south"):
        embedder_of(house, ACME)


def test_another_provider_s_queries_are_refused_until_the_index_is_made_again(house):
    film(house, BOATS, "Zigzag zebra jazz.")
    index_scenes(house, ACME)
    house.studio.choose_provider_plan(ACME, {"name": "embedded"})
    with pytest.raises(StoreError, match="made with north-1"):
        search_scenes(house, ACME, "zebra", 1)
    assert index_scenes(house, ACME)["model"] == "letters-1"
    assert search_scenes(house, ACME, "zebra", 1)


def test_a_damaged_take_is_embedded_anew(house, vendor):
    embedder_of(house, ACME).embed(["boat"])
    [fingerprint] = house.door.made_by(ACME, Job.EMBEDDING, "north", "north-1", ())
    take = house.door.find(ACME, fingerprint)
    house.door.files(ACME, take)["vectors.npy"].write_bytes(b"broken")
    assert np.array_equal(embedder_of(house, ACME).embed(["boat"]), FakeEmbedder().embed(["boat"]))
    assert vendor.bills["embedding boat"] == 2


def test_a_text_of_a_damaged_take_is_found_in_another_one(house, vendor):
    embedder_of(house, ACME).embed(["boat", "fox"])
    [fingerprint] = house.door.made_by(ACME, Job.EMBEDDING, "north", "north-1", ())
    take = house.door.find(ACME, fingerprint)
    house.door.files(ACME, take)["vectors.npy"].unlink()
    for text in ("boat", "fox", "boat", "fox"):
        assert embedder_of(house, ACME).embed([text]).shape == (1, 26)
    assert list(vendor.bills) == ["embedding boat | fox", "embedding boat", "embedding fox"]
    assert set(vendor.bills.values()) == {1}


def test_the_plan_shows_what_a_film_s_vectors_cost_and_that_they_are_there(house):
    film(house, BOATS, "Zigzag zebra jazz.")
    line = estimates(house, BOATS)[-1]
    assert (line.asset, line.provider, line.most, line.then) == ("search_index", "north", PRICE, ())
    assert not line.is_there
    index_scenes(house, ACME)
    assert estimates(house, BOATS)[-1].is_there
    house.studio.choose_provider_plan(ACME, {"name": "embedded"})
    assert "search_index" not in {line.asset for line in estimates(house, BOATS)}


def test_a_model_of_this_process_is_chosen_by_its_own_name(settings):
    own = FakeEmbedder()
    own.name = "sentence-transformers"
    roster = Roster(embedder=own)
    with open_house(settings, fake_providers(), roster=roster, worker_count=0) as house:
        house.studio.add_tenant(ACME)
        named = {"name": "own", "parts": {"embeddings": {"order": ["sentence-transformers"]}}}
        house.studio.choose_provider_plan(ACME, named)
        assert embedder_of(house, ACME) is own
        assert not isinstance(embedder_of(house, ACME), PaidEmbedder)


def test_what_belongs_to_no_project_is_told_as_its_tenant_s():
    assert (str(NoProject(ACME)), NoProject(ACME).slug) == ("acme", "")
    with pytest.raises(BadInputError):
        ProjectId.parse("acme/")
