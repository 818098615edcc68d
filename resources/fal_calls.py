"""Calls to fal's queue by its SDK: each made once, its failures turned into our errors.

By itself the SDK tries ten times, submissions too, then another domain, and speaks only TLS.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import httpx

from manike.errors import MachineError
from resources.http_errors import Refusal, error_of, error_of_unreadable, error_without_answer
from resources.job_provider import SdkClient
from resources.tls import trusted
from resources.waits import retry_after_s

if TYPE_CHECKING:
    from fal_client import SyncClient

PROVIDER = "fal"
KEY = "FAL_KEY"
DATA = "fal-2026-11-21.yaml"

T = TypeVar("T")

_CONNECT_S = 5.0
_BAD, _FORBIDDEN = 400, 403
_NO_BALANCE = ("exhausted balance", "user is locked")


class FalClient(SdkClient["SyncClient"]):
    """fal under one key."""

    provider, secret, data = PROVIDER, KEY, DATA

    def pay(self, call: "Callable[[SyncClient], T]") -> T:
        """Make a call that is billed, once.

        Raises:
            ProviderError: see ``resources.http_errors``.
        """
        with _errors(is_paid=True):
            return call(self._client())

    def ask(self, call: "Callable[[SyncClient], T]") -> T:
        """Make a call that is free and may be made again.

        Raises:
            ProviderError: see ``resources.http_errors``.
        """
        with _errors(is_paid=False):
            return call(self._client())

    def _new_client(self) -> "SyncClient":
        try:
            from fal_client import SyncClient
            from fal_client.client import QUEUE_URL_FORMAT, USER_AGENT
        except ImportError as error:
            raise MachineError("fal's SDK is missing: pip install 'manike[fal]'.") from error
        key = self._loaded_key()
        sdk = SyncClient(key=key.reveal(), default_timeout=self.figures.call_s)
        # Where the SDK keeps the client that it would make for itself.
        sdk.__dict__["_client"] = httpx.Client(
            transport=_Once(QUEUE_URL_FORMAT.rstrip("/"), self._base_url.rstrip("/")),
            headers={"Authorization": f"Key {key.reveal()}", "User-Agent": USER_AGENT},
            timeout=httpx.Timeout(self.figures.call_s, connect=_CONNECT_S),
            trust_env=False,
        )
        return sdk

    def _closed(self, sdk: "SyncClient") -> None:
        sdk._client.close()


class AnsweredError(Exception):
    """The server answered with an error."""

    def __init__(self, response: httpx.Response) -> None:
        super().__init__(f"HTTP {response.status_code}")
        self.response = response


class _UnheardError(Exception):
    """No answer came; the cause says why."""


class _Once(httpx.BaseTransport):
    """One attempt at one server: what fails is raised as something that the SDK does not retry."""

    def __init__(self, theirs: str, ours: str) -> None:
        self._theirs = theirs
        self._ours = ours
        self._inner = httpx.HTTPTransport(verify=trusted())

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = str(request.url)
        if url.startswith(self._theirs):
            request.url = httpx.URL(self._ours + url.removeprefix(self._theirs))
            request.headers["Host"] = request.url.netloc.decode("ascii")
        if not str(request.url).startswith(self._ours):
            raise _UnheardError("the key goes to no other server")
        try:
            response = self._inner.handle_request(request)
            response.read()
        except httpx.HTTPError as error:
            raise _UnheardError from error
        if response.status_code >= _BAD:
            raise AnsweredError(response)
        return response

    def close(self) -> None:
        self._inner.close()


@contextmanager
def _errors(*, is_paid: bool) -> Iterator[None]:
    try:
        yield
    except AnsweredError as error:
        raise error_of(refusal_of(error.response), PROVIDER, is_paid=is_paid) from error
    except _UnheardError as error:
        raise error_without_answer(error.__cause__ or error, PROVIDER, is_paid=is_paid) from error
    except (ValueError, KeyError, TypeError, httpx.HTTPError) as error:
        raise error_of_unreadable(PROVIDER, is_paid=is_paid) from error


def refusal_of(response: httpx.Response) -> Refusal:
    """What an error says: a text of the platform, or a list of the model's."""
    try:
        body = response.json()
    except ValueError:
        body = {}
    detail: Any = body.get("detail") if isinstance(body, dict) else None
    first = detail[0] if isinstance(detail, list) and detail else {}
    first = first if isinstance(first, dict) else {}
    message = str(first.get("msg") or detail or "no reason given")
    codes = [str(first.get("type", "")), response.headers.get("x-fal-error-type", "")]
    if response.status_code == _FORBIDDEN and any(word in message.lower() for word in _NO_BALANCE):
        codes.append("insufficient_credits")
    return Refusal(
        status=response.status_code,
        message=message,
        codes=tuple(code for code in codes if code),
        retry_after_s=retry_after_s(response.headers),
    )
