"""One call to a model that writes, by pydantic-ai on the vendor's SDK; failures as our errors."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Self

from manike.errors import (
    MachineError,
    PermanentProviderError,
    ProviderError,
    UnknownOutcomeError,
)
from manike.money import Money
from manike.scrubbing import hide_known, scrub, scrub_error
from manike.secrets import Secret
from manike.studio.clock import Clock
from manike.writing.speaking import Ending, Said, Turn
from resources.http_errors import Refusal, error_of, error_without_answer
from resources.keys import key_of
from resources.waits import wait_of
from resources.writer_figures import Figures, writer_figures

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from pydantic_ai.messages import ModelMessage, ModelResponse
    from pydantic_ai.models import Model, ModelRequestParameters

CONNECT_S = 5.0
_NAME = "film_script"
_ENDINGS = {"length": Ending.CUT, "content_filter": Ending.REFUSED}


@dataclass(frozen=True, slots=True)
class Opened:
    """A model, and what closes its connections."""

    model: "Model"
    close: Callable[[], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Line:
    """How to reach a model: whose, where, under which key."""

    vendor: str
    model: str
    secret: str
    """The variable that its key is read from."""
    key: Secret | None
    """``None`` is read when it is needed."""
    base_url: str
    timeout_s: float

    def reveal(self) -> str:
        """The key itself.

        Raises:
            PermanentProviderError: it is not set, or can't be read.
        """
        return key_of(self.key, self.secret, self.vendor).reveal()


Open = Callable[[Line], Opened]
"""Builds a model on the vendor's SDK, with its retries off; called anew for each call."""


@dataclass(frozen=True)
class ModelSpeaker:
    """See ``Speaker``."""

    line: Line
    open: Open
    clock: Clock
    account: str
    figures: Figures = field(default_factory=writer_figures)

    @property
    def vendor(self) -> str:
        """Its name."""
        return self.line.vendor

    @property
    def model(self) -> str:
        """The model's id."""
        return self.line.model

    def with_model(self, model: str) -> Self:
        """See ``Speaker.with_model``."""
        known = self.figures.model(self.vendor, model)
        return replace(self, line=replace(self.line, model=known.id))

    def most_tokens(self, film_s: float) -> int:
        """See ``Speaker.most_tokens``."""
        limits = self.figures.reply_tokens
        return limits.floor + round(limits.a_second * film_s)

    def price(self, input_tokens: int, output_tokens: int) -> Money:
        """See ``Speaker.price``."""
        return self._cost({"input_tokens": input_tokens, "output_tokens": output_tokens})

    def say(self, turns: Sequence[Turn], schema: Mapping[str, Any], most_tokens: int) -> Said:
        """See ``Speaker.say``."""
        self._check_model()
        self.line.reveal()
        self.price(1, 1)  # what can't be priced is not asked
        try:
            response = asyncio.run(self._respond(turns, schema, most_tokens))
        except ImportError as error:
            raise MachineError(
                f"The SDK of {self.vendor} is missing: pip install 'manike[{self.vendor}]'."
            ) from error
        except Exception as error:
            scrub_error(error)
            raise _error(error, self.vendor) from error
        return self._said(response)

    async def _respond(
        self, turns: Sequence[Turn], schema: Mapping[str, Any], most_tokens: int
    ) -> "ModelResponse":
        from pydantic_ai.direct import model_request

        settings: Any = {
            "max_tokens": most_tokens,
            "request_timeout": self.line.timeout_s,  # of the whole; the SDKs' limit each read
        }
        async with _closing(self.open(self.line)) as model:
            return await model_request(
                model,
                _messages(turns),
                model_settings=settings,
                model_request_parameters=_wanted(schema),
            )

    def _check_model(self) -> None:
        model = self.figures.model(self.vendor, self.model)
        model.check(self.clock.now().date(), self.vendor)

    def _said(self, response: "ModelResponse") -> Said:
        details = response.provider_details or {}
        ending = _ENDINGS.get(response.finish_reason or "", Ending.WHOLE)
        text = response.text or ""
        reason = (
            details.get("refusal") or details.get("block_reason") or details.get("finish_reason")
        )
        if ending is Ending.REFUSED:
            text = scrub(str(text or reason or ""))
        said = Said(
            text=text,
            ending=ending,
            cost=self._cost(_tokens(response.usage)),
            model=response.model_name or self.model,
            request_id=response.provider_response_id or "",
            usage=_tokens(response.usage),
            categories=_categories(details) if ending is Ending.REFUSED else (),
        )
        # It is written down and shown to the model again: an echoed key goes no further.
        return Said.from_json(hide_known(said.as_json()))

    def _cost(self, tokens: Mapping[str, int]) -> Money:
        return self.figures.price(self.vendor, self.model, self.clock.now(), tokens)


@asynccontextmanager
async def _closing(opened: Opened) -> "AsyncIterator[Model]":
    try:
        yield opened.model
    finally:
        await opened.close()


def _messages(turns: Sequence[Turn]) -> "list[ModelMessage]":
    """The conversation as pydantic-ai has it: instructions stand apart from the user's words."""
    from pydantic_ai.messages import (
        ModelRequest,
        ModelResponse,
        SystemPromptPart,
        TextPart,
        UserPromptPart,
    )

    messages: list[ModelMessage] = []
    system = [SystemPromptPart(turn.text) for turn in turns if turn.role == "system"]
    for turn in turns:
        if turn.role == "user":
            messages.append(ModelRequest(parts=[*system, UserPromptPart(turn.text)]))
            system = []
        elif turn.role == "assistant":
            messages.append(ModelResponse(parts=[TextPart(turn.text)]))
    return messages


def _wanted(schema: Mapping[str, Any]) -> "ModelRequestParameters":
    from pydantic_ai.models import ModelRequestParameters
    from pydantic_ai.output import OutputObjectDefinition

    output = OutputObjectDefinition(json_schema=dict(schema), name=_NAME, strict=True)
    return ModelRequestParameters(output_mode="native", output_object=output)


def _tokens(usage: Any) -> dict[str, int]:  # noqa: ANN401 - pydantic-ai's
    names = ("input_tokens", "output_tokens", "cache_read_tokens", "cache_write_tokens")
    counted = {name: int(getattr(usage, name, 0) or 0) for name in names}
    return {name: count for name, count in counted.items() if count or "cache" not in name}


def _categories(details: Mapping[str, Any]) -> tuple[str, ...]:
    """Gemini's reason, where it is one; the others name none."""
    reason = details.get("block_reason") or details.get("finish_reason")
    return (str(reason).lower(),) if isinstance(reason, str) and reason.isupper() else ()


def _error(error: Exception, vendor: str) -> ProviderError:
    """Ours for what was raised while a paid call was made."""
    from pydantic_ai.exceptions import ModelHTTPError, UserError

    if isinstance(error, ModelHTTPError):
        return error_of(_refusal(error), vendor, is_paid=True)
    if isinstance(error, UserError):
        return PermanentProviderError(f"can't be asked so: {error}", provider=vendor)
    if isinstance(error.__cause__, ValueError):
        text = "the answer is not the JSON that it should be"
        return UnknownOutcomeError(text, provider=vendor)
    return error_without_answer(error, vendor, is_paid=True)


def _refusal(error: Any) -> Refusal:  # noqa: ANN401 - ModelHTTPError
    from pydantic_ai.exceptions import ModelQuotaExceededError

    codes = [error.provider_error_code, error.provider_error_type]
    if isinstance(error, ModelQuotaExceededError):
        codes.append("quota")
    return Refusal(
        status=error.status_code,
        message=_message(error.body) or "no reason given",
        codes=tuple(each for each in codes if isinstance(each, str)),
        retry_after_s=wait_of(error.retry_after),
    )


def _message(body: object) -> str:
    """What the vendor said, wherever its body has it."""
    if not isinstance(body, dict):
        return body if isinstance(body, str) else ""
    inner = body.get("error")
    return _message(inner) if isinstance(inner, dict) else str(body.get("message") or "")
