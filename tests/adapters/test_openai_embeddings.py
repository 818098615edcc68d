"""OpenAI's embeddings, through the official SDK, keep the promises of the port."""

from decimal import Decimal

import numpy as np
import pytest

from manike.errors import (
    BadInputError,
    DeniedError,
    QuotaError,
    TransientProviderError,
)
from manike.secrets import Secret
from manike.testing.clock import StoppedClock
from resources.openai_calls import OpenAIClient
from resources.openai_embeddings import openai_embedder

KEY = Secret("OPENAI_API_KEY", "sk-test-of-the-stand-in")
TEXTS = ("A boat on a lake.", "", "Jazz.", "word " * 4000)


@pytest.fixture
def client(standin):
    return OpenAIClient(KEY, base_url=standin.base_url("openai"), clock=StoppedClock())


def test_each_text_has_a_vector_of_length_one(client):
    embedder = openai_embedder(client)
    vectors = embedder.embed(TEXTS)
    assert (embedder.model, embedder.dimension) == ("text-embedding-3-small@384", 384)
    assert (vectors.shape, vectors.dtype) == ((4, 384), np.float32)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


def test_a_text_has_one_vector_in_any_company_and_order_is_kept(client):
    embedder = openai_embedder(client)
    together = embedder.embed(TEXTS)
    for text, row in zip(TEXTS, together, strict=True):
        assert np.allclose(embedder.embed((text,))[0], row, atol=1e-6)


def test_no_text_asks_nobody(client, standin):
    assert openai_embedder(client).embed(()).shape == (0, 384)
    assert standin.calls("openai") == []


def test_many_texts_go_in_batches_and_each_is_told_with_its_cost(client, standin):
    told = []
    embedder = openai_embedder(client, on_cost=told.append)
    assert embedder.embed([f"text {number}" for number in range(200)]).shape == (200, 384)
    bills = [bill.amount for bill in standin.bills("openai", "embeddings")]
    assert [cost.amount for cost in told] == bills
    assert (len(bills), sum(bills) > Decimal(0)) == (2, True)


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("rate_limited", TransientProviderError),
        ("quota", QuotaError),
        ("unauthorized", DeniedError),
        ("server_error", TransientProviderError),
        ("disconnect", TransientProviderError),
        ("lost", TransientProviderError),
        ("malformed", TransientProviderError),
        ("truncated", TransientProviderError),
        ("empty", TransientProviderError),
    ],
)
def test_each_failure_is_of_its_kind_and_not_retried_here(kind, error, client, standin):
    standin.fail(kind, "openai")
    with pytest.raises(error) as caught:
        openai_embedder(client).embed(TEXTS)
    assert type(caught.value) is error
    assert len(standin.calls("openai")) == 1


def test_what_can_not_be_had_is_said_at_once(client):
    with pytest.raises(BadInputError, match="1 to 1536"):
        openai_embedder(client, dimension=2000)
    with pytest.raises(BadInputError, match="text-embedding-3-small"):
        openai_embedder(client, model="text-embedding-ada-002")
