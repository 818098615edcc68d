"""Calls to OpenAI by its SDK: each made once, its failures turned into our errors."""

import weakref
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from manike.errors import (
    MachineError,
    ProviderError,
    RefusedContentError,
    UnknownOutcomeError,
)
from manike.generation.remote import Accepted, Failed, Recovery, Reply
from manike.secrets import Secret
from manike.studio.clock import Clock
from resources.bounded_http import bounding_hooks
from resources.http_errors import Refusal, error_of, error_of_unreadable, error_without_answer
from resources.keys import key_of
from resources.models import Model
from resources.openai_figures import PROVIDER, Figures, openai_figures
from resources.tls import trusted
from resources.waits import retry_after_s

if TYPE_CHECKING:
    from openai import APIStatusError, OpenAI

KEY = "OPENAI_API_KEY"

_CONNECT_S = 5.0

A = TypeVar("A", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Heard:
    """What came back with HTTP 200."""

    content: bytes
    request_id: str


class OpenAIClient:
    """OpenAI under one key. The SDK and the key are loaded with the first call."""

    def __init__(
        self,
        key: Secret | None = None,
        *,
        base_url: str = "",
        account: str = PROVIDER,
        honours_keys: bool = False,
        clock: Clock | None = None,
    ) -> None:
        """Nothing is asked yet.

        Args:
            key: the API key; that of the environment if not given.
            base_url: another server than OpenAI's own.
            account: whose limits and health count.
            honours_keys: whether a call with a known idempotency key gives the first one's answer
                and is billed once. OpenAI does not document it and its SDK sends none by itself.
            clock: dates prices and the ends of models.
        """
        self.figures: Figures = openai_figures()
        self.account = account
        self.clock = clock or Clock()
        self.recovery = Recovery.SAME_KEY if honours_keys else Recovery.NONE
        self._key = key
        self._base_url = base_url or self.figures.base_url
        self._sdk: OpenAI | None = None

    def pay(self, key: str, timeout_s: float, call: "Callable[[OpenAI], Any]") -> Heard:
        """Make a call that is billed, once, with an idempotency key.

        Args:
            key: see ``RemoteJob.submit``.
            timeout_s: for the whole answer; a call cut earlier is billed and lost.
            call: makes the call; gives the SDK's raw response.

        Raises:
            ProviderError: see ``resources.http_errors``.
        """
        sdk = self._client().with_options(default_headers={"Idempotency-Key": key})
        return self._asked(sdk, timeout_s, call, is_paid=True)

    def ask(self, timeout_s: float, call: "Callable[[OpenAI], Any]") -> Heard:
        """Make a call that may be made again: it is free, or nearly so.

        Raises:
            ProviderError: see ``resources.http_errors``.
        """
        return self._asked(self._client(), timeout_s, call, is_paid=False)

    def check(self, model: Model) -> None:
        """Raise ``PermanentProviderError`` on and after the day on which a model ends."""
        model.check(self.clock.now().date(), PROVIDER)

    def found_again(
        self, submit: Callable[[], Accepted | Reply | Failed]
    ) -> Accepted | Reply | Failed:
        """What became of a lost submission, by submitting it again under its key.

        Raises:
            UnknownOutcomeError: it can't be told; a limit or a bad key now says nothing of then.
        """
        if self.recovery is not Recovery.SAME_KEY:
            raise UnknownOutcomeError("it keeps no list of what it made", provider=PROVIDER)
        try:
            return submit()
        except RefusedContentError as error:
            return Failed(error)
        except ProviderError as error:
            raise UnknownOutcomeError(
                f"what was lost could not be asked for: {error.said}", provider=PROVIDER
            ) from error

    def _asked(
        self,
        sdk: "OpenAI",
        timeout_s: float,
        call: "Callable[[OpenAI], Any]",
        *,
        is_paid: bool,
    ) -> Heard:
        from openai import APIConnectionError, APIStatusError, Timeout

        limit = Timeout(timeout_s, connect=_CONNECT_S)
        try:
            raw = call(sdk.with_options(timeout=limit, max_retries=0))
            return Heard(raw.content, raw.headers.get("x-request-id", ""))
        except APIStatusError as error:
            raise error_of(_refusal(error), PROVIDER, is_paid=is_paid) from error
        except APIConnectionError as error:
            raise error_without_answer(error, PROVIDER, is_paid=is_paid) from error

    def _client(self) -> "OpenAI":
        if self._sdk is None:
            self._sdk = self._new_client()
        return self._sdk

    def _new_client(self) -> "OpenAI":
        try:
            from openai import DefaultHttpxClient, OpenAI
        except ImportError as error:
            raise MachineError("OpenAI's SDK is missing: pip install 'manike[openai]'.") from error
        key = key_of(self._key, KEY, PROVIDER)
        http = DefaultHttpxClient(verify=trusted(), event_hooks=bounding_hooks())
        weakref.finalize(self, http.close)
        return OpenAI(
            api_key=key.reveal(), base_url=self._base_url, max_retries=0, http_client=http
        )


def read_answer(heard: Heard, answer: type[A]) -> A:
    """The JSON of an answer.

    Raises:
        UnknownOutcomeError: it is not what it should be; the work may be done and billed.
    """
    try:
        return answer.model_validate_json(heard.content)
    except ValidationError as error:
        raise error_of_unreadable(
            PROVIDER, is_paid=True, request_id=heard.request_id or "unknown"
        ) from error


def _refusal(error: "APIStatusError") -> Refusal:
    body = error.body if isinstance(error.body, dict) else {}
    details = body.get("moderation_details")
    categories = details.get("categories") if isinstance(details, dict) else None
    codes = (body.get("code"), body.get("type"))
    return Refusal(
        status=error.status_code,
        message=str(body.get("message") or "no reason given"),
        codes=tuple(each for each in codes if isinstance(each, str)),
        categories=tuple(map(str, categories)) if isinstance(categories, list) else (),
        retry_after_s=retry_after_s(error.response.headers),
    )
