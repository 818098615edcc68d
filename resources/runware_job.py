"""One task at Runware, known by an id of ours: submitted once, looked at, and found again by it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from manike.errors import (
    PermanentProviderError,
    ProviderError,
    TransientProviderError,
    UnknownOutcomeError,
)
from manike.generation.remote import Accepted, Failed, Recovery, Reply, Working
from resources.downloads import Downloads
from resources.queued_job import QueuedJob, Work, told_cost
from resources.runware_calls import (
    PROVIDER,
    NotThereError,
    RunwareClient,
    looking_error,
    submission_error,
    task_error,
)
from resources.sent_files import with_files

_ASKING = "getResponse"
_URLS = ("videoURL", "imageURL", "audioURL")


class RunwareJob(QueuedJob):
    """See ``RemoteJob``; its id is the key that it was submitted with."""

    recovery = Recovery.OWN_ID

    def __init__(self, client: RunwareClient, work: Work, downloads: Downloads) -> None:
        """Nothing is asked yet."""
        super().__init__(PROVIDER, client.account, work, downloads)
        self._client = client

    def submit(self, key: str) -> Accepted | Reply | Failed:
        """Asked for later delivery: what is not waited for can't be lost."""
        self._work.model.check(self._client.today(), PROVIDER)
        task = {
            **with_files(self._work.given),
            "model": self._work.model.id,
            "taskUUID": key,
            "deliveryMethod": "async",
            "outputType": "URL",
            "includeCost": True,
            "numberResults": 1,
        }
        answer = self._client.send(task, is_paid=True)
        if answer.errors:
            raise submission_error(answer.errors[0])
        if not answer.items:
            raise UnknownOutcomeError("its answer names no task", provider=PROVIDER)
        return Accepted(key)

    def look(self, job_id: str) -> Working | Reply | Failed:
        """By our id of it."""
        answer = self._client.send({"taskType": _ASKING, "taskUUID": job_id}, is_paid=False)
        # One of the asking itself says nothing of the job.
        ended = [each for each in answer.errors if _is_of(job_id, each)]
        if ended:
            return Failed(task_error(ended[0]))
        done = [item for item in answer.items if item.get("status") == "success"]
        if done:
            return self._reply(done[0])
        if answer.errors:
            raise looking_error(answer.errors[0])
        if not answer.items:
            raise TransientProviderError("its answer tells nothing", provider=PROVIDER)
        # It does not tell waiting from running: the deadline of a start is not for what queues.
        return Working(has_started=True)

    def seek(self, key: str, since: datetime) -> Accepted | Reply | Failed | None:
        """By the key, which is the task's id."""
        del since
        try:
            seen = self.look(key)
        except NotThereError:
            return None
        except ProviderError as error:
            raise UnknownOutcomeError(
                f"it can't be asked now: {error.said}", provider=PROVIDER
            ) from error
        return Accepted(key) if isinstance(seen, Working) else seen

    def cancel(self, job_id: str) -> None:
        """It can't be stopped, and is billed all the same."""

    def _reply(self, item: Mapping[str, Any]) -> Reply | Failed:
        cost = told_cost(item.get("cost"))
        url = next((item[name] for name in _URLS if isinstance(item.get(name), str)), None)
        if url is None:
            error = PermanentProviderError("it succeeded without an output", provider=PROVIDER)
            return Failed(error, cost or self.quote().most)
        content = {
            "url": url,
            "task": item.get("taskUUID"),
            "model": self._work.model.id,
            "seed": item.get("seed"),
        }
        return Reply(content, cost=cost)


def _is_of(job_id: str, error: Mapping[str, Any]) -> bool:
    """Whether it is the job's own: an error of the asking may carry the job's id too."""
    return error.get("taskUUID") == job_id and error.get("taskType") != _ASKING
