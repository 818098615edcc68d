"""One request in fal's queue: submitted once and looked at; a lost submission can't be found."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from manike.errors import (
    DeniedError,
    PermanentProviderError,
    ProviderError,
    QuotaError,
    RefusedContentError,
    TransientProviderError,
    UnknownOutcomeError,
)
from manike.generation.remote import Accepted, Failed, Recovery, Reply, Working
from manike.money import Money
from resources.downloads import Downloads
from resources.fal_calls import PROVIDER, FalClient
from resources.queued_job import QueuedJob, Work
from resources.sent_files import with_files

_PASSING = (
    "runner_disconnected",
    "runner_connection_timeout",
    "runner_connection_refused",
    "runner_connection_error",
    "runner_scheduling_failure",
    "startup_timeout",
    "request_timeout",
    "client_cancelled",
    "client_disconnected",
)
"""The runner went away or never came; the model said nothing."""


class FalJob(QueuedJob):
    """See ``RemoteJob``."""

    recovery = Recovery.NONE

    def __init__(self, client: FalClient, app: str, work: Work, downloads: Downloads) -> None:
        """Nothing is asked yet."""
        super().__init__(PROVIDER, client.account, work, downloads)
        self._client = client
        self._app = app

    def submit(self, key: str) -> Accepted | Reply | Failed:
        """The queue knows no keys of ours."""
        del key
        model = self._work.model
        model.check(self._client.today(), PROVIDER)
        given = with_files(self._work.given)
        made = self._client.pay(
            lambda sdk: sdk.submit(self._app, given, start_timeout=model.start_s)
        )
        return Accepted(str(made.request_id))

    def look(self, job_id: str) -> Working | Reply | Failed:
        """By the request's id; the result is another call."""
        from fal_client import Completed, Queued

        status = self._client.ask(lambda sdk: sdk.status(self._app, job_id))
        if not isinstance(status, Completed):
            return Working(has_started=not isinstance(status, Queued))
        if status.error_type in _PASSING:
            return Failed(TransientProviderError(str(status.error), provider=PROVIDER))
        try:
            result = self._client.ask(lambda sdk: sdk.result(self._app, job_id))
        except (DeniedError, QuotaError):
            raise  # the result is there, for a key and an account in order
        except RefusedContentError as error:
            return Failed(error)
        except TransientProviderError as error:
            if status.error is None:
                raise
            return Failed(PermanentProviderError(error.said, provider=PROVIDER))
        except PermanentProviderError as error:
            return Failed(error)
        return self._reply(job_id, result)

    def seek(self, key: str, since: datetime) -> Accepted | Reply | Failed | None:
        """The queue can't be listed."""
        del key, since
        raise UnknownOutcomeError("its queue can't be searched", provider=PROVIDER)

    def cancel(self, job_id: str) -> None:
        """What runs goes on, and is billed."""
        try:
            self._client.ask(lambda sdk: sdk.cancel(self._app, job_id))
        except PermanentProviderError:
            return  # it had ended just before, as the next look tells

    def _reply(self, job_id: str, result: Mapping[str, Any]) -> Reply | Failed:
        cost = Money(self._work.model.price_usd * self._work.units)
        if any(result.get("has_nsfw_concepts") or ()):
            said = "the picture was blacked out, as its content was flagged"
            return Failed(RefusedContentError(said, provider=PROVIDER), cost)
        files = [result.get("video"), *(result.get("images") or ())]
        urls = [file.get("url") for file in files if isinstance(file, dict)]
        url = urls[0] if urls else None
        if not isinstance(url, str):
            error: ProviderError = PermanentProviderError(
                "it succeeded without an output", provider=PROVIDER
            )
            return Failed(error, cost)
        content = {"url": url, "request": job_id, "app": self._app, "seed": result.get("seed")}
        return Reply(content, cost=cost)
