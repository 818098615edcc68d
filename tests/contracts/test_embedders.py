"""What every embedder promises, run over all of them."""

from contextlib import ExitStack

import numpy as np
import pytest

from manike.embedded.embedder import EmbeddedEmbedder
from manike.ids import TenantId
from manike.production.opening import open_house
from manike.production.search.embeddings import embedder_of
from manike.settings import Settings
from manike.testing.fakes import FakeEmbedder, fake_providers
from manike.testing.standin.running import Standin
from resources.roster import STANDIN, build_roster
from resources.sentence_embedder import sentence_embedder
from tests.sentence_model import build_model

TEXTS = ("A boat on a lake.", "Boats on lakes.", "Quantum physics explained with jazz.")


def _openai(folder, request):
    """Through the one door, as a tenant that follows the plan ``openai``."""
    opened = ExitStack()
    request.addfinalizer(opened.close)
    standin = opened.enter_context(Standin(folder / "standin", fast=True))
    url = f"sqlite:///{folder / 'home' / 'studio.db'}"
    settings = Settings(home=folder / "home", database_url=url, studio_port=3000)
    roster = build_roster(settings, {STANDIN: standin.url})
    house = opened.enter_context(
        open_house(settings, fake_providers(), roster=roster, worker_count=0)
    )
    tenant = TenantId("acme")
    house.studio.add_tenant(tenant)
    house.studio.choose_provider_plan(tenant, {"name": "openai"})
    return embedder_of(house, tenant)


PROVIDERS = {
    "embedded": lambda folder, request: EmbeddedEmbedder(),
    "fake": lambda folder, request: FakeEmbedder(),
    "openai": _openai,
    "sentence-transformers": lambda folder, request: sentence_embedder(str(build_model(folder))),
}


@pytest.fixture(scope="module", params=PROVIDERS)
def embedder(request, tmp_path_factory):
    return PROVIDERS[request.param](tmp_path_factory.mktemp("embedder"), request)


def test_vectors_are_of_length_one_and_of_its_dimension(embedder):
    vectors = embedder.embed(TEXTS)
    assert (vectors.shape, vectors.dtype) == ((3, embedder.dimension), np.float32)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


def test_no_text_gives_no_vector(embedder):
    assert embedder.embed(()).shape == (0, embedder.dimension)


def test_texts_alike_are_nearer_than_others(embedder):
    boat, boats, jazz = embedder.embed(TEXTS)
    assert boat @ boats > boat @ jazz


def test_a_text_has_one_vector_in_any_company(embedder):
    together = embedder.embed(TEXTS)
    assert np.allclose(together[0], embedder.embed(TEXTS[:1])[0], atol=1e-5)
    assert np.array_equal(together, embedder.embed(TEXTS))


def test_any_text_has_a_vector(embedder):
    assert np.isfinite(embedder.embed(("", "🎉", "word " * 2000))).all()
