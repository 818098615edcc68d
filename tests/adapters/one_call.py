"""What becomes of each failure of a call that answers with the medium itself."""

from typing import NamedTuple

import pytest

from manike.errors import (
    DeniedError,
    PermanentProviderError,
    QuotaError,
    TransientProviderError,
    UnknownOutcomeError,
)


class Failure(NamedTuple):
    """A fault that the stand-in is told to act out, and what the adapter makes of it."""

    kind: str
    error: type
    billed: int = 0
    status: int = 0
    wait_s: float | None = None


USUAL = (
    Failure("rate_limited", TransientProviderError, wait_s=5),
    Failure("rate_limited", TransientProviderError),
    Failure("quota", QuotaError),
    Failure("unauthorized", DeniedError),
    Failure("not_found", PermanentProviderError),
    Failure("server_error", UnknownOutcomeError),
    Failure("disconnect", UnknownOutcomeError),
    Failure("lost", UnknownOutcomeError, billed=1),
    Failure("malformed", UnknownOutcomeError, billed=1),
    Failure("truncated", UnknownOutcomeError, billed=1),
    Failure("empty", UnknownOutcomeError, billed=1),
    Failure("wrong_media", UnknownOutcomeError, billed=1),
)
TURNED_DOWN = Failure("server_error", TransientProviderError, status=503)
"""By vendors that say with a code of their own that they are away."""


def failures(*more):
    """A test for each of the usual failures, and these."""
    cases = [*USUAL, *more]
    names = [f"{each.kind} {each.status or each.wait_s or ''}".strip() for each in cases]
    return pytest.mark.parametrize("failure", cases, ids=names)


def check_failure(standin, vendor, job, failure):
    """Order it and ask once: the error is of its kind, with its wait, and billed so often."""
    status = {"status": failure.status} if failure.status else {}
    standin.fail(failure.kind, vendor, retry_after_s=failure.wait_s, **status)
    with pytest.raises(failure.error) as caught:
        job.submit("a-key")
    assert type(caught.value) is failure.error
    assert getattr(caught.value, "retry_after_s", None) == failure.wait_s
    assert (len(standin.calls(vendor)), len(standin.bills(vendor))) == (1, failure.billed)
