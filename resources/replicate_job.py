"""One prediction at Replicate: submitted once, looked at by its id, found again by our mark."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from manike.errors import (
    BadInputError,
    MachineError,
    PermanentProviderError,
    ProviderError,
    RefusedContentError,
    TransientProviderError,
    UnknownOutcomeError,
)
from manike.generation.remote import Accepted, Failed, Recovery, Reply, Working
from manike.money import Money
from manike.voice_samples import VoiceSample
from resources.downloads import Downloads
from resources.queued_job import QueuedJob, Work
from resources.replicate_calls import PROVIDER, ReplicateClient

_WAITING = ("starting", "processing")
_FLAGGED = ("flagged", "sensitive", "nsfw", "(e005)")
_PREEMPTED = ("interrupted", "(code: pa)")
_MOST_PAGES = 30
_SLACK = timedelta(minutes=5)
"""Between our clock and theirs."""


class ReplicateJob(QueuedJob):
    """See ``RemoteJob``."""

    recovery = Recovery.SEARCH

    def __init__(self, client: ReplicateClient, work: Work, downloads: Downloads) -> None:
        """Nothing is asked yet."""
        super().__init__(PROVIDER, client.account, work, downloads)
        self._client = client

    def submit(self, key: str) -> Accepted | Reply | Failed:
        """Files first, which are free; then the prediction, which carries our mark."""
        model = self._work.model
        model.check(self._client.today(), PROVIDER)
        given = {name: self._sent(name, value) for name, value in self._work.given.items()}
        body: dict[str, Any] = {"input": {**given, **self._mark(key)}}
        path = f"/v1/models/{model.id}/predictions"
        if model.version:
            path, body["version"] = "/v1/predictions", model.version
        if self._client.webhook_url:
            body["webhook"] = self._client.webhook_url
            body["webhook_events_filter"] = ["completed"]
        lifetime_s = round(model.start_s + model.run_s)
        made = self._client.pay(path, body, {"Cancel-After": f"{lifetime_s}s"})
        if not isinstance(made.get("id"), str):
            raise UnknownOutcomeError("its answer names no prediction", provider=PROVIDER)
        return Accepted(made["id"])

    def _sent(self, name: str, value: object) -> object:
        """An input as it is told: of a file the URL of what was sent."""
        match value:
            case VoiceSample(file=file):
                content = agreed_recording(value, self._client.today())
            case Path() as file:
                content = _read(file)
            case _:
                return value
        return self._client.upload(name + file.suffix, content)

    def look(self, job_id: str) -> Working | Reply | Failed:
        """By the prediction's id."""
        return self._seen(self._client.ask("GET", f"/v1/predictions/{job_id}"))

    def seek(self, key: str, since: datetime) -> Accepted | Reply | Failed | None:
        """Among all predictions since then the one with our mark."""
        mark, hidden = self._mark(key), 0
        found = []
        for each in self._predictions(since - _SLACK):
            given = each.get("input") or {}
            if given and all(given.get(name) == value for name, value in self._told(mark).items()):
                found.append(each)
            elif self._is_of_model(each) and not given:
                hidden += 1
        if len(found) > 1 or (not found and hidden):
            raise UnknownOutcomeError(
                f"{len(found) or hidden} of its predictions could be it", provider=PROVIDER
            )
        return Accepted(found[0]["id"]) if found else None

    def cancel(self, job_id: str) -> None:
        """Billed as far as it ran."""
        try:
            self._client.ask("POST", f"/v1/predictions/{job_id}/cancel")
        except PermanentProviderError:
            return  # it had ended just before, as the next look tells

    def _mark(self, key: str) -> dict[str, Any]:
        """An input that differs for each submission and does next to nothing.

        A seed is free to choose. Kling has none: its weight of the prompt is 0.5 and a millionth
        or so. LLaSA's pieces of text have 200 to 300 characters; equal texts at the same time are
        told apart by it in 99 of 100 cases, and for the others nobody is asked twice.
        """
        number = UUID(key).int
        match self._work.model.mark:
            case "cfg_scale":
                return {"cfg_scale": round(0.5 + number % 10**6 / 10**9, 9)}
            case "chunk_length":
                return {"chunk_length": 200 + number % 101}
            case _:
                return {"seed": number % 2**31}

    def _told(self, mark: Mapping[str, Any]) -> dict[str, Any]:
        """What of the input comes back as it was sent: not files, whose URLs are theirs.

        A seed alone tells ours from 2 billion; the words may be the tamer ones that a refused
        picture was asked for in, which a later process does not know of.
        """
        if "seed" in mark:
            return dict(mark)
        texts = ("prompt", "text")
        sent = {name: self._work.given[name] for name in texts if name in self._work.given}
        return {**sent, **mark}

    def _is_of_model(self, prediction: Mapping[str, Any]) -> bool:
        model = self._work.model
        names = {model.id, model.version} - {""}
        return bool(names & {prediction.get("model"), prediction.get("version")})

    def _predictions(self, since: datetime) -> Iterator[dict[str, Any]]:
        """Newest first, down to a time.

        Raises:
            UnknownOutcomeError: they could not all be seen.
        """
        path = "/v1/predictions"
        for _ in range(_MOST_PAGES):
            try:
                page = self._client.ask("GET", path)
            except ProviderError as error:
                raise UnknownOutcomeError(
                    f"its list can't be read: {error.said}", provider=PROVIDER
                ) from error
            for each in page.get("results", []):
                if datetime.fromisoformat(each["created_at"]) < since:
                    return
                yield each
            # Only its cursor is taken, so that the key is sent nowhere else.
            cursor = parse_qs(urlsplit(page.get("next") or "").query).get("cursor")
            if not cursor:
                return
            path = f"/v1/predictions?cursor={cursor[0]}"
        raise UnknownOutcomeError("its list is too long to be searched", provider=PROVIDER)

    def _seen(self, prediction: Mapping[str, Any]) -> Working | Reply | Failed:
        status = prediction.get("status")
        if status in _WAITING:
            return Working(has_started=status == "processing")
        if status == "succeeded":
            return self._succeeded(prediction)
        return self._ended_badly(prediction, str(status))

    def _succeeded(self, prediction: Mapping[str, Any]) -> Reply | Failed:
        output, cost = prediction.get("output"), self._cost(prediction)
        url = output[0] if isinstance(output, list) and output else output
        if not isinstance(url, str):
            said = "it succeeded without an output"
            if prediction.get("data_removed"):
                said = "its output was removed before it was loaded"
            return Failed(PermanentProviderError(said, provider=PROVIDER), cost)
        return Reply(
            {
                "url": url,
                "made_at": prediction.get("completed_at"),
                "prediction": prediction.get("id"),
                "model": prediction.get("model"),
                "version": prediction.get("version"),
                "metrics": prediction.get("metrics"),
            },
            cost=cost,
        )

    def _ended_badly(self, prediction: Mapping[str, Any], status: str) -> Failed:
        if status == "canceled":
            error = TransientProviderError("it was canceled", provider=PROVIDER)
            # Billed for the time that it ran, whoever canceled it.
            return Failed(error, self._cost(prediction) if prediction.get("started_at") else None)
        if status == "aborted":
            said = "it did not start in time and was aborted"
            return Failed(TransientProviderError(said, provider=PROVIDER))
        if status != "failed":
            raise TransientProviderError(f"its status {status!r} is unknown", provider=PROVIDER)
        return Failed(_failure(str(prediction.get("error") or "it failed without a reason")))

    def _cost(self, prediction: Mapping[str, Any]) -> Money:
        """By the medium's length or number, or by the seconds of the machine."""
        model = self._work.model
        if model.unit != "machine_second":
            return Money(model.price_usd * self._work.units)
        worked_s = (prediction.get("metrics") or {}).get("predict_time")
        if not isinstance(worked_s, int | float):
            return self.quote().most
        return Money(model.price_usd * Decimal(str(worked_s)))


def agreed_recording(sample: VoiceSample, today: date) -> bytes:
    """What is sent of a voice, for which its owner's consent holds today.

    Raises:
        PermanentProviderError: it does not hold, or is for another recording; nothing is sent.
    """
    try:
        return sample.agreed_recording(today)
    except BadInputError as error:
        raise PermanentProviderError(str(error), provider=PROVIDER) from error


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise MachineError(f"The file {file.name} can't be read: {error}.") from error


def _failure(said: str) -> ProviderError:
    low = said.lower()
    if any(word in low for word in _FLAGGED):
        return RefusedContentError(said, provider=PROVIDER)
    if any(word in low for word in _PREEMPTED):
        return TransientProviderError(said, provider=PROVIDER)
    return PermanentProviderError(said, provider=PROVIDER)
