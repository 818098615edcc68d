"""Every failure that users report of texts, against every script writer: outcome and money."""

from decimal import Decimal

import pytest

from manike.errors import (
    DeniedError,
    PermanentProviderError,
    QuotaError,
    RefusedContentError,
    TransientProviderError,
    UnknownOutcomeError,
)
from manike.generation.remote import Failed, Reply
from manike.ports import ScriptRequest
from manike.script.preferences import Preferences
from manike.testing.exchanges import ExchangesInMemory
from manike.testing.standin.failures import failures
from tests.adapters.text_writers import KEY, WRITERS, writer_of

REQUEST = ScriptRequest("A turtle finds the sea.", Preferences(duration_s=20))
OF_PICTURES = {"picture blocked"}
OUTCOMES = {
    "rate limit with a wait": TransientProviderError,
    "rate limit without a wait": TransientProviderError,
    "no credit left": QuotaError,
    "server error": UnknownOutcomeError,
    "service unavailable": TransientProviderError,
    "overloaded": TransientProviderError,
    "no answer": UnknownOutcomeError,
    "connection cut before the work": UnknownOutcomeError,
    "answer lost after the work": UnknownOutcomeError,
    "no answer after the work": UnknownOutcomeError,
    "broken JSON": UnknownOutcomeError,
    "body cut short": UnknownOutcomeError,
    "first byte late": Reply,
    "key refused": DeniedError,
    "model gone": PermanentProviderError,
    "refusal with HTTP 200": RefusedContentError,
    "reply cut at the limit of tokens": PermanentProviderError,
    "reply that is no script": PermanentProviderError,
    "no candidates": RefusedContentError,
}
CALLS = {"reply cut at the limit of tokens": 3, "reply that is no script": 3}
TIMES = [
    (failure, vendor)
    for failure in failures()
    for vendor in WRITERS
    if vendor in failure.vendors and failure.name not in OF_PICTURES
]

# google-genai derives its session from aiohttp's, which aiohttp discourages.
pytestmark = pytest.mark.filterwarnings("ignore:Inheritance class AiohttpClientSession")


def ordered(failure, vendor):
    order = failure.of(vendor)
    return order.model_copy(update={"seconds": 0.05}) if order.kind == "slow" else order


@pytest.mark.parametrize(
    ("failure", "vendor"), [pytest.param(f, v, id=f"{v}: {f.name}") for f, v in TIMES]
)
def test_a_failure_has_its_outcome_and_its_money(failure, vendor, standin, project):
    standin.world.faults.order(ordered(failure, vendor))
    book = ExchangesInMemory()
    timeout_s = 0.4 if "hang" in failure.order.kind else 30.0
    job = writer_of(vendor, standin, project, book=book, timeout_s=timeout_s).script_job(REQUEST)
    expected = OUTCOMES[failure.name]
    try:
        outcome = job.submit("key")
    except (TransientProviderError, PermanentProviderError, UnknownOutcomeError) as error:
        assert type(error) is expected
        assert KEY not in str(error)
        assert len(standin.calls(vendor)) == 1
        if expected is UnknownOutcomeError:
            assert [each.said for each in book.of("key")] == [None]
            with pytest.raises(UnknownOutcomeError):
                job.submit("key")
            assert len(standin.calls(vendor)) == 1
            return
        assert standin.bills(vendor) == []
        assert book.of("key") == ()
        if expected is TransientProviderError:
            assert error.retry_after_s == failure.order.retry_after_s
        return
    kind = type(outcome.error) if isinstance(outcome, Failed) else type(outcome)
    assert kind is expected
    assert len(standin.calls(vendor)) == CALLS.get(failure.name, 1)
    billed = sum((bill.amount for bill in standin.bills(vendor)), Decimal(0))
    assert outcome.cost.amount == billed > 0


def test_every_failure_of_texts_has_an_outcome():
    assert {failure.name for failure, _ in TIMES} == set(OUTCOMES)
