"""What every embedder promises, run over all of them."""

import numpy as np
import pytest

from manike.embedded.embedder import EmbeddedEmbedder
from manike.secrets import Secret
from manike.testing.clock import StoppedClock
from manike.testing.fakes import FakeEmbedder
from manike.testing.standin.running import Standin
from resources.openai_calls import OpenAIClient
from resources.openai_embeddings import openai_embedder
from resources.sentence_embedder import sentence_embedder
from tests.sentence_model import build_model

TEXTS = ("A boat on a lake.", "Boats on lakes.", "Quantum physics explained with jazz.")


def _openai(folder, request):
    standin = Standin(folder, fast=True)
    request.addfinalizer(standin.stop)
    url = standin.start().base_url("openai")
    return openai_embedder(
        OpenAIClient(Secret("OPENAI_API_KEY", "of no worth"), base_url=url, clock=StoppedClock())
    )


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
