"""Calls to Runware by its SDK over REST: each made once, its failures turned into our errors.

The SDK is asynchronous and would poll by itself; each call here sends one task and no more.
"""

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from manike.errors import (
    DeniedError,
    MachineError,
    PermanentProviderError,
    ProviderError,
    QuotaError,
    RefusedContentError,
    TransientProviderError,
)
from resources.http_errors import Refusal, error_of, error_without_answer
from resources.job_provider import JobClient
from resources.waits import retry_after_s

if TYPE_CHECKING:
    from runware import RunwareError

PROVIDER = "runware"
KEY = "RUNWARE_API_KEY"
DATA = "runware-2026-11-21.yaml"

Task = dict[str, Any]

_STATUSES = {"auth": 401, "quota": 402, "rateLimit": 429, "notFound": 404}
"""Of an error that came with HTTP 200."""
_UNHEARD = ("timeout", "connection", "serverError", "unknown")
"""What the task's fate can't be told from, as HTTP 5xx."""
_OTHER_TRY = ("provider", "timeout", "connection", "serverError", "rateLimit")
_BAD, _SERVER_FAULT = 400, 500


@dataclass(frozen=True, slots=True)
class Answer:
    """What one task came back with."""

    items: tuple[Task, ...]
    errors: tuple[Task, ...]


class NotThereError(PermanentProviderError):
    """Runware knows no task of that id."""


class RunwareClient(JobClient):
    """Runware under one key."""

    provider, secret, data = PROVIDER, KEY, DATA

    def send(self, task: Task, *, is_paid: bool) -> Answer:
        """Send one task, once.

        Raises:
            NotThereError: the task names another one, which is not known.
            ProviderError: see ``resources.http_errors``.
        """
        try:
            from runware import RunwareError
        except ImportError as error:
            raise MachineError("Runware's SDK is missing: pip install 'manike[runware]'.") from (
                error
            )
        waits: dict[str, str] = {}
        try:
            content = asyncio.run(self._posted(task, waits))
        except RunwareError as error:
            raise _error_of(error, waits, is_paid=is_paid) from error
        except (OSError, TimeoutError, _client_error()) as error:
            raise error_without_answer(error, PROVIDER, is_paid=is_paid) from error
        items, errors = content.get("data"), content.get("errors")
        return Answer(tuple(items or ()), tuple(errors or ()))

    async def _posted(self, task: Task, headers: dict[str, str]) -> Task:
        import aiohttp
        from runware import RuntimeDependencies
        from runware.config import create_config
        from runware.transport.rest import RestTransport

        async def heard(_session: object, _context: object, told: Any) -> None:  # noqa: ANN401 - aiohttp's
            headers.update({name.lower(): value for name, value in told.response.headers.items()})

        trace = aiohttp.TraceConfig()
        trace.on_request_end.append(heard)
        async with aiohttp.ClientSession(trace_configs=[trace]) as session:
            config = create_config(
                api_key=self._loaded_key().reveal(),
                http_base_url=self._base_url,
                transport="rest",
                timeout=round(self.figures.call_s * 1000),
                max_retries=0,
                dependencies=RuntimeDependencies(session=session),
            )
            return cast(Task, await RestTransport(config).send_request(task))


def task_error(item: Task) -> ProviderError:
    """Why a task ended without a result."""
    from runware import parse_api_error

    found = parse_api_error(item)
    said = f"{found.message} ({item.get('code', 'no code')})"
    if found.code == "safety":
        return RefusedContentError(said, provider=PROVIDER)
    # The SDK looks for "Timeout" and misses "timeoutProvider".
    if found.code in _OTHER_TRY or "timeout" in str(item.get("code")).lower():
        return TransientProviderError(said, provider=PROVIDER)
    return PermanentProviderError(said, provider=PROVIDER)


def submission_error(item: Task) -> ProviderError:
    """Why a task was not taken, told with HTTP 200."""
    from runware import parse_api_error

    return _error_of(parse_api_error(item), {}, is_paid=True)


def looking_error(item: Task) -> ProviderError:
    """Why a job could not be looked at, told with HTTP 200; it goes on."""
    from runware import parse_api_error

    error = _error_of(parse_api_error(item), {}, is_paid=False)
    if isinstance(error, NotThereError | QuotaError | DeniedError | TransientProviderError):
        return error
    return TransientProviderError(f"it can't be looked at: {error.said}", provider=PROVIDER)


def _error_of(error: "RunwareError", headers: dict[str, str], *, is_paid: bool) -> ProviderError:
    status = error.status_code
    if status is None and error.code == "timeout":
        return error_without_answer(error, PROVIDER, is_paid=is_paid)
    if error.code == "notFound" and not is_paid:
        return NotThereError(error.message, provider=PROVIDER)
    if status is None or status < _BAD:
        unheard = _SERVER_FAULT if error.code in _UNHEARD else _BAD
        status = _STATUSES.get(error.code, unheard)
    refusal = Refusal(
        status=status,
        message=error.message,
        codes=(error.code,),
        retry_after_s=retry_after_s(headers),
    )
    return error_of(refusal, PROVIDER, is_paid=is_paid)


def _client_error() -> type[Exception]:
    import aiohttp

    return aiohttp.ClientError
