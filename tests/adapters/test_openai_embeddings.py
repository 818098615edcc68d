"""OpenAI's embeddings: asked for by the official SDK, paid for once, within the port's promises."""

from decimal import Decimal

import numpy as np
import pytest

from manike.errors import BadInputError, BudgetError, PermanentProviderError
from manike.generation.fingerprint import Job
from manike.ids import ProjectId, TenantId
from manike.money import Money
from manike.production.opening import open_house
from manike.production.scripts import approve_script, write_script
from manike.production.search.embeddings import embedder_of
from manike.production.search.indexing import index_scenes, library_of
from manike.remote_ports import Embedded, text_sha256
from manike.script.preferences import Preferences
from manike.secrets import Secret
from manike.studio.ledger.budgets import Budgets
from manike.testing.clock import StoppedClock
from manike.testing.fakes import fake_providers
from resources.openai_calls import OpenAIClient
from resources.openai_embeddings import openai_embeddings
from resources.roster import STANDIN, build_roster
from tests.adapters.one_call import check_failure, failures
from tests.scene_search import search_scenes

KEY = Secret("OPENAI_API_KEY", "sk-test-of-the-stand-in")
TEXTS = ("A boat on a lake.", "", "Jazz.", "word " * 4000)
ACME = TenantId("acme")


@pytest.fixture
def client(standin):
    return OpenAIClient(KEY, base_url=standin.base_url("openai"), clock=StoppedClock())


@pytest.fixture
def embedder(client):
    return openai_embeddings(client)


def vectors_of(paid, take):
    return np.load(paid.files(take)["vectors.npy"], allow_pickle=False)


def test_a_batch_is_embedded_and_the_ledger_equals_the_bill(embedder, paid, standin):
    job = embedder.embedding_job(TEXTS)
    take = paid.obtain(Job.EMBEDDING, embedder, job)
    record = Embedded.model_validate(take.details)
    vectors = vectors_of(paid, take)
    assert (record.dimension, record.texts) == (384, tuple(map(text_sha256, TEXTS)))
    assert (vectors.shape, vectors.dtype) == ((4, 384), np.float32)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    [bill] = standin.bills("openai", "embeddings")
    assert bill.amount == take.cost.amount == paid.spent() > 0
    assert bill.amount <= job.quote().most.amount
    assert paid.obtain(Job.EMBEDDING, embedder, job).was_made is False
    assert len(standin.calls("openai")) == 1


def test_a_text_has_one_vector_in_any_company_and_order_is_kept(embedder, paid):
    together = vectors_of(paid, paid.obtain(Job.EMBEDDING, embedder, embedder.embedding_job(TEXTS)))
    for number, text in enumerate(TEXTS):
        job = embedder.embedding_job((text,))
        alone = paid.obtain(Job.EMBEDDING, embedder, job, take_number=number + 2)
        assert np.allclose(vectors_of(paid, alone)[0], together[number], atol=1e-6)


def test_batches_hold_what_one_request_may(embedder):
    many = embedder.batches([f"text {number}" for number in range(200)])
    assert [len(batch) for batch in many] == [128, 72]
    long = embedder.batches(["x" * 9000] * 40)
    assert [len(batch) for batch in long] == [30, 10]
    assert embedder.batches([]) == []


@failures()
def test_each_failure_is_of_its_kind_and_paid_as_it_should_be(failure, embedder, standin):
    if failure.kind == "wrong_media":
        pytest.skip("it sends no medium")
    check_failure(standin, "openai", embedder.embedding_job(TEXTS), failure)


def test_what_can_not_be_had_is_said_at_once(client):
    with pytest.raises(BadInputError, match="1 to 1536"):
        openai_embeddings(client, dimension=2000)
    with pytest.raises(BadInputError, match="text-embedding-3-small"):
        openai_embeddings(client, model="text-embedding-ada-002")


@pytest.fixture
def following(settings, standin):
    """A house whose tenant follows the plan that ships for OpenAI, with one film's script."""
    roster = build_roster(settings, {STANDIN: standin.url})
    with open_house(settings, fake_providers(), roster=roster, worker_count=0) as house:
        house.studio.add_tenant(ACME)
        house.studio.choose_provider_plan(ACME, {"name": "openai"})
        boats = ProjectId(ACME, "boats")
        house.studio.submit(
            boats, "A boat leaves. It comes home.", Preferences(duration_s=10),
            plan={"name": "embedded"},
        )  # fmt: skip
        write_script(house, boats)
        approve_script(house, boats)
        yield house


def test_a_tenant_s_search_is_billed_once_and_the_ledger_equals_the_bill(following, standin):
    index_scenes(following, ACME)
    library_of(following, ACME).index(ACME, "scene").drop()
    index_scenes(following, ACME)
    for _ in range(2):
        assert search_scenes(following, ACME, "A boat leaves", 1)[0].number == 1
    bills = [bill.amount for bill in standin.bills("openai", "embeddings")]
    settled = {line.asset: line.settled for line in following.ledger.costs(ACME)}
    assert len(bills) == len(settled) == 2
    assert sum(settled.values()) == sum(bills) > 0
    assert [line.held for line in following.ledger.costs(ACME)] == [0, 0]


def test_no_credit_asks_nobody_else(following, standin):
    standin.fail("quota", "openai")
    with pytest.raises(PermanentProviderError, match="openai"):
        embedder_of(following, ACME).embed(["boat"])
    Budgets(following.studio.database).set_budget(ACME, Money(Decimal(0)))
    with pytest.raises(BudgetError, match="search_index by openai text-embedding-3-small@384"):
        embedder_of(following, ACME).embed(["fox"])
    assert standin.bills("openai") == []
