"""One generation for each way in which providers work, by the real adapters."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from manike.generation.door import MadeThere
from manike.generation.fingerprint import Generation, Job
from manike.ports import CharacterImageRequest, MotionRequest, Picture
from manike.remote_ports import RemoteMotionProvider
from manike.script.models import Character, Scene, Setting
from manike.script.vocabulary import Place
from manike.secrets import Secret

SIZE_PX = (320, 180)
_FRAMES = 96
_KEY = "a key of the stand-in's"
_MIRA = Character(name="Mira", description="A girl in a red coat", age="child", gender="female")
_LAKE = Scene(
    number=1,
    title="The lake",
    description="Mist rises from a quiet lake",
    narration="Come and see it.",
    setting=Setting(place=Place.LAKE),
    duration_s=4.0,
)


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
    request = CharacterImageRequest(_MIRA, "ink", 7, 1, SIZE_PX)
    made = Generation(Job.CHARACTER, images.name, images.model, {"character": _MIRA.name})
    return MadeThere(made, images.character_job(request))


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
    request = MotionRequest(
        scene=_LAKE,
        picture=Picture(image="image.jpg", planes=()),
        picture_files={"image.jpg": _painted(given.folder / "image.jpg")},
        frame_count=_FRAMES,
        fps=Fraction(30),
        size_px=SIZE_PX,
        seed=7,
        take_number=1,
    )
    made = Generation(Job.CLIP, motion.name, motion.model, {"scene": _LAKE.title})
    return MadeThere(made, motion.motion_job(request))


def _painted(file: Path) -> Path:
    """A picture, the same each time."""
    import cv2
    import numpy as np

    width_px, height_px = SIZE_PX
    across = np.linspace(0, 255, width_px, dtype=np.uint8)
    cv2.imwrite(str(file), np.dstack([np.tile(across, (height_px, 1))] * 3))
    return file


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
