"""Vendors without an SDK that answer one call with the work itself: a client, and its jobs.

A vendor adds what it is sent (``ask``) and, where the answer is more than the bare medium, how it
is read (``read``).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any, ClassVar

import httpx

from manike.errors import UnknownOutcomeError
from manike.generation.remote import Accepted, Collected, Deadlines, Failed, Quote, Reply
from manike.media.sniffing import format_of_bytes
from manike.money import Money
from manike.secrets import Secret
from resources.bounded_http import bounded_client
from resources.error_bodies import json_object, refusal_of
from resources.http_errors import Refusal, error_of, error_of_unreadable, error_without_answer
from resources.job_provider import JobClient
from resources.one_call import OneCallJob, collect_payload
from resources.queued_job import Work
from resources.sent_files import with_files


@dataclass(frozen=True, slots=True)
class Asked:
    """What is posted."""

    path: str
    """Behind the base URL."""
    body: Mapping[str, Any]
    """JSON; a ``Path`` in it stands for the file's content as a ``data:`` URL."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Beside the key's."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What came back with HTTP 200."""

    provider: str
    content: bytes
    headers: Mapping[str, str]
    """Blind to case."""

    def json(self) -> dict[str, Any]:
        """The answer as an object.

        Raises:
            UnknownOutcomeError: it is none; the work may be done and billed.
        """
        body = json_object(self.content)
        if body is None:
            raise error_of_unreadable(self.provider, is_paid=True)
        return body


@dataclass(frozen=True, slots=True)
class Read:
    """What an answer holds."""

    payload: bytes
    """The medium."""
    cost: Money | None = None
    """Where the answer tells it; else the quote counts."""
    notes: Mapping[str, Any] = field(default_factory=dict)
    """Plain JSON that is kept with the take: usage, request id."""


class PlainClient(JobClient):
    """A vendor under one key, asked by HTTP."""

    refused: ClassVar[tuple[str, ...]] = ()
    """Its codes for content that it does not take, beside the usual ones of ``http_errors``."""
    out_of_credit: ClassVar[tuple[str, ...]] = ()
    """Its codes for an account that is to be paid first, beside the usual ones."""

    def pay(self, asked: Asked, total_s: float) -> Heard:
        """Make a call that is billed, once.

        Raises:
            MachineError: a file can't be read; nothing has left.
            ProviderError: see ``resources.http_errors``.
        """
        headers = {**self.key_headers(self._loaded_key()), **asked.headers}
        url, body = f"{self._base_url}{asked.path}", with_files(asked.body)
        try:
            with bounded_client(total_s) as http:
                answer = http.post(url, json=body, headers=headers)
        except httpx.HTTPError as error:
            raise error_without_answer(error, self.provider, is_paid=True) from error
        if answer.status_code != HTTPStatus.OK:
            raise error_of(
                self.refusal(answer),
                self.provider,
                is_paid=True,
                refused=self.refused,
                out_of_credit=self.out_of_credit,
            )
        return Heard(self.provider, answer.content, answer.headers)

    def key_headers(self, key: Secret) -> dict[str, str]:
        """How the key is sent."""
        return {"Authorization": f"Bearer {key.reveal()}"}

    def refusal(self, answer: httpx.Response) -> Refusal:
        """What an answer that is not the result says, in any of the usual forms."""
        body = json_object(answer.content) or {}
        return refusal_of(answer.status_code, body, answer.headers)


class PlainCallJob(OneCallJob):
    """See ``RemoteJob``; a vendor adds ``ask`` and, if need be, ``read``."""

    def __init__(self, client: PlainClient, work: Work) -> None:
        """Nothing is asked yet."""
        super().__init__(client.provider, client.account, work.model.run_s)
        self._client = client
        self._work = work

    def ask(self, key: str) -> Asked:
        """What is sent.

        Args:
            key: a UUID, for vendors that take an idempotency key.
        """
        raise NotImplementedError

    def read(self, heard: Heard) -> Read | Failed:
        """What came: by itself, the bare medium.

        Raises:
            UnknownOutcomeError: it can't be read.
        """
        return Read(heard.content)

    @property
    def deadlines(self) -> Deadlines:
        """Those of the model."""
        return self._work.model.deadlines

    def quote(self) -> Quote:
        """By the dated price of the model."""
        return self._work.quote()

    def submit(self, key: str) -> Accepted | Reply | Failed:
        """One call; an answer that is not of the kind asked for is not taken."""
        model = self._work.model
        model.check(self._client.today(), self._provider)
        read = self.read(self._client.pay(self.ask(key), self._timeout_s))
        if isinstance(read, Failed):
            return read
        found = format_of_bytes(read.payload)
        if found is None or found.kind is not self._work.kind:
            said = f"its answer is no {self._work.kind.value}; the work may be done"
            raise UnknownOutcomeError(said, provider=self._provider)
        return Reply({"model": model.id, **read.notes}, read.payload, read.cost)

    def collect(self, reply: Reply, folder: Path) -> Collected:
        """Bring it to the port's form."""
        collected = collect_payload(
            reply, folder, self._work.finish, provider=self._provider, most=self.quote().most
        )
        return Collected(collected.record, collected.cost, {**collected.notes, **self._work.notes})
