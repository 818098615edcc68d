"""What a provider's HTTP answer, or its absence, means: one of our errors; shared by all vendors.

status                         while submitting (paid)        while looking or loading (free)
no connection                  transient                      transient
cut, out of time               unknown outcome                transient
2xx that is not the result     unknown outcome                transient
503, 529 in its own words      transient, with its wait       transient, with its wait
408, 409, 425, 5xx             unknown outcome                transient
402, 429 out of credit         quota                          quota
401, 403                       denied                         denied
429                            transient, with its wait       transient, with its wait
4xx about the content          refused content                refused content
other                          permanent                      permanent

A 5xx may come from a proxy in front of a provider that did the work, and a 201, 202 or 206 from one
that did or does it; so it is not known. A provider
that says with a code of its own that it is overloaded or away has turned the request down.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from http import HTTPStatus

from manike.errors import (
    DeniedError,
    PermanentProviderError,
    ProviderError,
    QuotaError,
    RefusedContentError,
    TransientProviderError,
    UnknownOutcomeError,
)

OUT_OF_CREDIT = frozenset(
    {
        "insufficient_quota",
        "billing_hard_limit_reached",
        "billing_not_active",
        "billing_error",
        "insufficient_credits",
        "insufficientCredits",
        "quota",
    }
)
"""Codes that mean: pay first. They come with 400, 402, 403 or 429."""
REFUSED = frozenset(
    {
        "moderation_blocked",
        "content_policy_violation",
        "image_content_policy_violation",
        "content_filter",
        "invalidProviderContent",
        "safety",
    }
)
"""Codes that mean: not this content."""

_TURNED_DOWN = frozenset({503, 529})
"""Service unavailable, and Anthropic's overloaded."""
_DENIED = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})
_UNSETTLED = frozenset(
    {
        *range(200, 300),
        HTTPStatus.REQUEST_TIMEOUT,
        HTTPStatus.CONFLICT,
        HTTPStatus.TOO_EARLY,
    }
)
"""Neither done nor turned down; a result that is as it should be never becomes a ``Refusal``."""
_NEVER_LEFT = frozenset({"ConnectError", "ConnectTimeout", "PoolTimeout", "ClientConnectorError"})
"""What httpx, httpx2 and aiohttp raise before the first byte of a request has left."""
_LONGEST_SAID = 500


@dataclass(frozen=True, slots=True)
class Refusal:
    """An HTTP answer that is not the result."""

    status: int
    message: str
    """What the vendor said; scrubbed when it becomes an error."""
    codes: tuple[str, ...] = ()
    """The vendor's own words for it: code, type, reason."""
    categories: tuple[str, ...] = ()
    """Of refused content."""
    retry_after_s: float | None = None
    """See ``resources.waits``."""


def error_of(
    refusal: Refusal,
    provider: str,
    *,
    is_paid: bool,
    refused: Collection[str] = (),
    out_of_credit: Collection[str] = (),
) -> ProviderError:
    """The error for an answer.

    Args:
        refusal: the answer.
        provider: the vendor.
        is_paid: whether the request asks for something that is billed.
        refused: its own codes beside ``REFUSED``.
        out_of_credit: its own codes beside ``OUT_OF_CREDIT``.
    """
    said = f"HTTP {refusal.status}: {refusal.message[:_LONGEST_SAID]}"
    codes = set(refusal.codes)
    if refusal.status >= HTTPStatus.INTERNAL_SERVER_ERROR or refusal.status in _UNSETTLED:
        is_settled = refusal.status in _TURNED_DOWN and any(refusal.codes)
        if is_paid and not is_settled:
            return UnknownOutcomeError(said, provider=provider)
        return TransientProviderError(said, provider=provider, retry_after_s=refusal.retry_after_s)
    if codes & {*REFUSED, *refused}:
        return RefusedContentError(said, provider=provider, categories=refusal.categories)
    unpaid = codes & {*OUT_OF_CREDIT, *out_of_credit}
    if refusal.status == HTTPStatus.PAYMENT_REQUIRED or unpaid:
        return QuotaError(said, provider=provider)
    if refusal.status == HTTPStatus.TOO_MANY_REQUESTS:
        return TransientProviderError(said, provider=provider, retry_after_s=refusal.retry_after_s)
    kind = DeniedError if refusal.status in _DENIED else PermanentProviderError
    return kind(said, provider=provider)


def error_without_answer(error: BaseException, provider: str, *, is_paid: bool) -> ProviderError:
    """The error for a request that got no answer, or half of one."""
    kinds = [type(each).__name__ for each in _causes(error)]
    said = f"no answer ({kinds[-1]})"
    if is_paid and not _never_left(error):
        return UnknownOutcomeError(f"{said} after the request had left", provider=provider)
    return TransientProviderError(said, provider=provider)


def error_of_unreadable(provider: str, *, is_paid: bool, request_id: str = "") -> ProviderError:
    """The error for an answer that is not what it should be: half a JSON, a page of a proxy."""
    said = f"its answer can't be read{f' (request {request_id})' if request_id else ''}"
    if is_paid:
        return UnknownOutcomeError(f"{said}; the work may be done", provider=provider)
    return TransientProviderError(said, provider=provider)


def _never_left(error: BaseException) -> bool:
    return any(
        kind.__name__ in _NEVER_LEFT for each in _causes(error) for kind in type(each).__mro__
    )


def _causes(error: BaseException) -> Iterator[BaseException]:
    found: BaseException | None = error
    while found is not None:
        yield found
        found = found.__cause__ or found.__context__
