"""One generation for each way in which providers work, by the real adapters."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from manike.generation.door import MadeThere
from manike.generation.fingerprint import Generation, Job
from manike.remote_ports import RemoteMotionProvider
from manike.secrets import Secret
from manike.testing.requests import CHARACTER, MIRA, SCENE, motion_request, painted

_FRAMES = 96
_KEY = "a key of the stand-in's"


@dataclass(frozen=True, slots=True)
class Given:
    """What an adapter is set up with."""

    url: str
    """The stand-in's."""
    webhook_url: str
    """Of who hears webhooks; empty for nobody."""
    folder: Path
    """For files that go in."""


@dataclass(frozen=True, slots=True)
class Case:
    """A style of provider."""

    style: str
    adapter: str
    vendor: str
    """As the stand-in's books name it."""
    submit_route: str
    offer: Callable[[Given], MadeThere]
    in_flight: tuple[tuple[str, str], ...] = ()
    """Vendors and routes whose answers are waited for when a worker is killed."""
    has_webhook: bool = False
    needs_person: bool = False
    """What became of a lost submission is found out by a person, who is played here."""


def _openai_picture(given: Given, *, honours_keys: bool) -> MadeThere:
    from resources.openai_calls import OpenAIClient
    from resources.openai_images import openai_images

    client = OpenAIClient(
        Secret("OPENAI_API_KEY", _KEY),
        base_url=f"{given.url}/openai/v1",
        honours_keys=honours_keys,
    )
    images = openai_images(client, quality="low")
    made = Generation(Job.CHARACTER, images.name, images.model, {"character": MIRA.name})
    return MadeThere(made, images.character_job(CHARACTER))


def _replicate_clip(given: Given) -> MadeThere:
    from resources.downloads import Downloads
    from resources.replicate_calls import ReplicateClient
    from resources.replicate_media import replicate_motion

    client = ReplicateClient(
        Secret("REPLICATE_API_TOKEN", _KEY),
        base_url=f"{given.url}/replicate",
        webhook_url=given.webhook_url,
    )
    return _clip(given, replicate_motion(client, downloads=Downloads(allow_loopback=True)))


def _runware_clip(given: Given) -> MadeThere:
    from resources.downloads import Downloads
    from resources.runware_calls import RunwareClient
    from resources.runware_media import runware_motion

    client = RunwareClient(Secret("RUNWARE_API_KEY", _KEY), base_url=f"{given.url}/runware/v1")
    return _clip(given, runware_motion(client, downloads=Downloads(allow_loopback=True)))


def _clip(given: Given, motion: RemoteMotionProvider) -> MadeThere:
    request = motion_request(painted(given.folder / "image.jpg"), frame_count=_FRAMES)
    made = Generation(Job.CLIP, motion.name, motion.model, {"scene": SCENE.title})
    return MadeThere(made, motion.motion_job(request))


CASES = (
    Case(
        "synchronous",
        "OpenAI images, keys honoured",
        "openai",
        "images.generate",
        lambda given: _openai_picture(given, honours_keys=True),
        in_flight=(("openai", "images.generate"),),
    ),
    Case(
        "synchronous, no keys",
        "OpenAI images",
        "openai",
        "images.generate",
        lambda given: _openai_picture(given, honours_keys=False),
        in_flight=(("openai", "images.generate"),),
        needs_person=True,
    ),
    Case(
        "poll",
        "Replicate Kling",
        "replicate",
        "predictions.create",
        _replicate_clip,
        in_flight=(("replicate", "predictions.create"), ("files", "*")),
    ),
    Case(
        "poll, own id",
        "Runware Kling",
        "runware",
        "videoInference",
        _runware_clip,
        in_flight=(("runware", "videoInference"), ("files", "*")),
    ),
    Case(
        "webhook",
        "Replicate Kling, webhooks",
        "replicate",
        "predictions.create",
        _replicate_clip,
        in_flight=(("replicate", "predictions.create"), ("files", "*")),
        has_webhook=True,
    ),
)
