"""What a provider's HTTP answer means, whoever the vendor is."""

import pytest

from manike.errors import (
    DeniedError,
    PermanentProviderError,
    QuotaError,
    RefusedContentError,
    TransientProviderError,
    UnknownOutcomeError,
)
from resources.http_errors import Refusal, error_of, error_without_answer


class ConnectError(Exception):
    """As httpx and httpx2 name it."""


@pytest.mark.parametrize(
    ("status", "code", "paid", "free"),
    [
        (201, "", UnknownOutcomeError, TransientProviderError),
        (202, "", UnknownOutcomeError, TransientProviderError),
        (206, "", UnknownOutcomeError, TransientProviderError),
        (400, "invalid_value", PermanentProviderError, PermanentProviderError),
        (400, "moderation_blocked", RefusedContentError, RefusedContentError),
        (400, "billing_hard_limit_reached", QuotaError, QuotaError),
        (401, "invalid_api_key", DeniedError, DeniedError),
        (402, "", QuotaError, QuotaError),
        (403, "", DeniedError, DeniedError),
        (404, "model_not_found", PermanentProviderError, PermanentProviderError),
        (408, "", UnknownOutcomeError, TransientProviderError),
        (409, "", UnknownOutcomeError, TransientProviderError),
        (429, "rate_limit_exceeded", TransientProviderError, TransientProviderError),
        (429, "insufficient_quota", QuotaError, QuotaError),
        (500, "", UnknownOutcomeError, TransientProviderError),
        (503, "", UnknownOutcomeError, TransientProviderError),
        (503, "server_error", TransientProviderError, TransientProviderError),
        (529, "overloaded_error", TransientProviderError, TransientProviderError),
    ],
)
def test_each_status_has_its_kind(status, code, paid, free):
    refusal = Refusal(status, "why", (code,), retry_after_s=5.0)
    assert type(error_of(refusal, "acme", is_paid=True)) is paid
    assert type(error_of(refusal, "acme", is_paid=False)) is free


def test_a_wait_and_categories_are_kept():
    wait = error_of(Refusal(429, "slow", retry_after_s=5.0), "acme", is_paid=True)
    blocked = Refusal(400, "no", ("moderation_blocked",), categories=("sexual",))
    assert wait.retry_after_s == 5.0
    assert error_of(blocked, "acme", is_paid=True).categories == ("sexual",)


def test_a_key_in_what_the_vendor_says_is_hidden():
    error = error_of(Refusal(401, "Incorrect key: sk-abcdefgh12345678"), "acme", is_paid=True)
    assert "sk-abc" not in str(error)


def test_only_a_request_that_never_left_may_be_asked_again():
    refused, cut = ConnectionError("wrapped"), ConnectionError("wrapped")
    refused.__cause__, cut.__cause__ = ConnectError("refused"), OSError("reset")
    kinds = [type(error_without_answer(each, "acme", is_paid=True)) for each in (refused, cut)]
    assert kinds == [TransientProviderError, UnknownOutcomeError]
    assert type(error_without_answer(cut, "acme", is_paid=False)) is TransientProviderError
