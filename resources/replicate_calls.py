"""Calls to Replicate by its SDK: each made once, its failures turned into our errors.

The SDK's ``run`` and its models of predictions are not used: at 1.0.7 they give ``None`` for a job
of more than a minute, choke on the status ``aborted``, and ask for versions after they have paid.
"""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx

from manike.errors import (
    BadInputError,
    MachineError,
    PermanentProviderError,
    ProviderError,
    TransientProviderError,
    UnknownOutcomeError,
)
from manike.secrets import Secret, load_secret
from manike.studio.clock import Clock
from resources.http_errors import Refusal, error_of, error_without_answer
from resources.job_figures import JobFigures, job_figures
from resources.waits import retry_after_s, wait_of

if TYPE_CHECKING:
    from replicate.client import Client

PROVIDER = "replicate"
KEY = "REPLICATE_API_TOKEN"
DATA = "replicate-2026-11-21.yaml"

_CONNECT_S = 5.0
_BAD = 400


class ReplicateClient:
    """Replicate under one key. The SDK and the key are loaded with the first call."""

    def __init__(
        self,
        key: Secret | None = None,
        *,
        base_url: str = "",
        account: str = PROVIDER,
        webhook_url: str = "",
        clock: Clock | None = None,
    ) -> None:
        """Nothing is asked yet.

        Args:
            key: the API token; that of the environment if not given.
            base_url: another server than Replicate's own.
            account: whose limits and health count.
            webhook_url: where Replicate tells that a prediction has ended; empty for nowhere.
            clock: ends models on their day.
        """
        self.figures: JobFigures = job_figures(DATA)
        self.account = account
        self.webhook_url = webhook_url
        self._clock = clock or Clock()
        self._key = key
        self._base_url = base_url or self.figures.base_url
        self._sdk: Client | None = None

    def close(self) -> None:
        """Let go of the connections; another call opens new ones."""
        if self._sdk is not None:
            self._sdk._client.close()
            self._sdk = None

    def today(self) -> date:
        """In UTC."""
        return self._clock.now().date()

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

    def upload(self, name: str, file: Path) -> str:
        """Send a file, free of charge; the URL that it has for a day.

        Raises:
            ProviderError: see ``resources.http_errors``.
            MachineError: the file can't be read.
        """
        try:
            content = file.read_bytes()
        except OSError as error:
            raise MachineError(f"The file {file.name} can't be read: {error}.") from error
        form = {"content": (name + file.suffix, content)}
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
            raise _unreadable(is_paid=is_paid) from error
        if not isinstance(content, dict):
            raise _unreadable(is_paid=is_paid)
        return content

    def _client(self) -> "Client":
        if self._sdk is None:
            self._sdk = self._new_client()
        return self._sdk

    def _new_client(self) -> "Client":
        try:
            from replicate.client import Client
        except ImportError as error:
            raise MachineError(
                "Replicate's SDK is missing: pip install 'manike[replicate]'."
            ) from error
        try:
            key = self._key or load_secret(KEY)
        except BadInputError as error:
            raise PermanentProviderError(str(error), provider=PROVIDER) from error
        return Client(
            api_token=key.reveal(),
            base_url=self._base_url,
            transport=_Once(httpx.HTTPTransport()),
            trust_env=False,
        )


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


def _unreadable(*, is_paid: bool) -> ProviderError:
    said = "its answer can't be read"
    if is_paid:
        return UnknownOutcomeError(f"{said}; the work may be done", provider=PROVIDER)
    return TransientProviderError(said, provider=PROVIDER)


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
