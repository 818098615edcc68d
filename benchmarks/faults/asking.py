"""One small request for each part of a film, as jobs of whoever is listed for it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from manike.generation.fingerprint import Job
from manike.generation.remote import RemoteJob
from manike.ports import ScriptRequest
from manike.production.house import House
from manike.production.provider_plans.providers import Roster
from manike.prompts.experiments import Choice
from manike.prompts.wordings import wording
from manike.script.preferences import Preferences
from manike.studio.clock import Clock
from manike.studio.exchanges import Exchanges
from manike.testing.requests import CHARACTER, MUSIC, SPEECH, motion_request, painted

PROMPT = "A boat leaves the harbour at dawn. A girl in a red coat waits at the lighthouse."


@dataclass(frozen=True, slots=True)
class Adapter:
    """One vendor in one part."""

    vendor: str
    part: str
    provider: Any
    job: Callable[[House], RemoteJob]
    kind: Job
    route: str = "*"
    """The stand-in's name of the call that is paid for."""
    downloads: bool = False
    """Whether the result is loaded from a link, instead of coming in the answer."""

    @property
    def name(self) -> str:
        """For people."""
        return f"{self.vendor} {self.part}"


def adapters_of(roster: Roster, folder: Path) -> Iterator[Adapter]:
    """Every adapter that is set up, each with a small request; files that go in lie in a folder."""
    picture = painted(folder / "image.jpg")
    asks: Mapping[str, tuple[Job, str, Any]] = {
        "text": (Job.SCRIPT, "script_job", ScriptRequest(PROMPT, Preferences(duration_s=20))),
        "image": (Job.CHARACTER, "character_job", CHARACTER),
        "speech": (Job.VOICE, "speech_job", SPEECH),
        "music": (Job.MUSIC, "music_job", MUSIC),
        "motion": (Job.CLIP, "motion_job", motion_request(picture, frame_count=60)),
        "embeddings": (Job.EMBEDDING, "embedding_job", ("A boat.", "Jazz.")),
    }
    for part, (kind, method, request) in asks.items():
        for vendor, listing in getattr(roster, part).items():
            job = _job(listing.provider, method, request)
            yield Adapter(vendor, part, listing.provider, job, kind)


def _job(provider: Any, method: str, request: Any) -> Callable[[House], RemoteJob]:  # noqa: ANN401
    def job(house: House) -> RemoteJob:
        asked = provider
        if method == "script_job":  # its calls are written down in the studio of the one who asks
            asked = provider.worded(
                Choice(wording("script")),
                Exchanges(house.studio.database, Clock()),
                lambda _account: 0.0,
            )
        made: RemoteJob = getattr(asked, method)(request)
        return made

    return job
