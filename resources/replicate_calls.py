"""Calls to Replicate by its SDK: each made once, its failures turned into our errors.

The SDK's ``run`` and its models of predictions are not used: at 1.0.7 they give ``None`` for a job
of more than a minute, choke on the status ``aborted``, and ask for versions after they have paid.
"""

from typing import TYPE_CHECKING, Any

import httpx

from manike.errors import MachineError, TransientProviderError
from manike.secrets import Secret
from manike.studio.clock import Clock
from resources.http_errors import Refusal, error_of, error_of_unreadable, error_without_answer
from resources.job_provider import SdkClient
from resources.tls import trusted
from resources.waits import retry_after_s, wait_of

if TYPE_CHECKING:
    from replicate.client import Client

PROVIDER = "replicate"
KEY = "REPLICATE_API_TOKEN"
DATA = "replicate-2026-11-21.yaml"

_CONNECT_S = 5.0
_BAD = 400


class ReplicateClient(SdkClient["Client"]):
    """Replicate under one key."""

    provider, secret, data = PROVIDER, KEY, DATA

    def __init__(
        self,
        key: Secret | None = None,
        *,
        base_url: str = "",
        account: str = "",
        webhook_url: str = "",
        clock: Clock | None = None,
    ) -> None:
        """As ``JobClient``; ``webhook_url`` is where it tells that a job has ended, or empty."""
        super().__init__(key, base_url=base_url, account=account, clock=clock)
        self.webhook_url = webhook_url

    def pay(self, path: str, body: dict[str, Any], headers: dict[str, str]) -> dict[str, Any]:
        """Create something that is billed, once.

        Raises:
            ProviderError: see ``resources.http_errors``.
        """
        return self._asked(
            "POST", path, is_paid=True, timeout_s=self.figures.call_s, json=body, headers=headers
        )

    def ask(self, method: str, path: str) -> dict[str, Any]:
        """Make a call that is free and may be made again.

        Raises:
            ProviderError: see ``resources.http_errors``.
        """
        return self._asked(method, path, is_paid=False, timeout_s=self.figures.upload_s)

    def upload(self, name: str, content: bytes) -> str:
        """Send a file, free of charge; the URL that it has for a day.

        Raises:
            ProviderError: see ``resources.http_errors``.
        """
        form = {"content": (name, content)}
        answer = self._asked(
            "POST", "/v1/files", is_paid=False, timeout_s=self.figures.upload_s, files=form
        )
        url = answer.get("urls", {}).get("get")
        if not isinstance(url, str):
            raise TransientProviderError("it keeps no file that it was sent", provider=PROVIDER)
        return url

    def _asked(
        self,
        method: str,
        path: str,
        *,
        is_paid: bool,
        timeout_s: float,
        **sent: Any,  # noqa: ANN401 - what httpx takes
    ) -> dict[str, Any]:
        limit = httpx.Timeout(timeout_s, connect=_CONNECT_S)
        try:
            response = self._client()._request(method, path, timeout=limit, **sent)
            content = response.json()
        except _AnsweredError as error:
            raise error_of(_refusal(error.response), PROVIDER, is_paid=is_paid) from error
        except httpx.HTTPError as error:
            raise error_without_answer(error, PROVIDER, is_paid=is_paid) from error
        except ValueError as error:
            raise error_of_unreadable(PROVIDER, is_paid=is_paid) from error
        if not isinstance(content, dict):
            raise error_of_unreadable(PROVIDER, is_paid=is_paid)
        return content

    def _new_client(self) -> "Client":
        try:
            from replicate.client import Client
        except ImportError as error:
            raise MachineError(
                "Replicate's SDK is missing: pip install 'manike[replicate]'."
            ) from error
        return Client(
            api_token=self._loaded_key().reveal(),
            base_url=self._base_url,
            transport=_Once(httpx.HTTPTransport(verify=trusted())),
            trust_env=False,
        )

    def _closed(self, sdk: "Client") -> None:
        sdk._client.close()


class _AnsweredError(Exception):
    """The server answered with an error."""

    def __init__(self, response: httpx.Response) -> None:
        super().__init__(f"HTTP {response.status_code}")
        self.response = response


class _Once(httpx.BaseTransport):
    """Raises answers that are errors before the SDK sees them.

    It would ask up to ten times again, sleeping as long as the server says, and drop from an error
    the wait, which Replicate tells in the body.
    """

    def __init__(self, inner: httpx.BaseTransport) -> None:
        self._inner = inner

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = self._inner.handle_request(request)
        if response.status_code >= _BAD:
            response.read()
            response.close()
            raise _AnsweredError(response)
        return response

    def close(self) -> None:
        self._inner.close()


def _refusal(response: httpx.Response) -> Refusal:
    try:
        body = response.json()
    except ValueError:
        body = {}
    body = body if isinstance(body, dict) else {}
    wait_s = wait_of(body.get("retry_after"))
    return Refusal(
        status=response.status_code,
        message=str(body.get("detail") or body.get("title") or "no reason given"),
        retry_after_s=retry_after_s(response.headers) if wait_s is None else wait_s,
    )
