"""One small request for each part of a film, as jobs of whoever is listed for it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from manike.generation.remote import RemoteJob
from manike.ports import (
    CharacterImageRequest,
    MotionRequest,
    MusicRequest,
    Picture,
    ScriptRequest,
    SpeechRequest,
)
from manike.production.house import House
from manike.production.providers import Roster
from manike.prompts.experiments import Choice
from manike.prompts.wordings import wording
from manike.script.models import Character, Scene, Setting
from manike.script.preferences import Preferences
from manike.script.vocabulary import Mood, Place
from manike.studio.clock import Clock
from manike.studio.exchanges import Exchanges

PROMPT = "A boat leaves the harbour at dawn. A girl in a red coat waits at the lighthouse."
SIZE_PX = (320, 180)
_MIRA = Character(name="Mira", description="A girl in a red coat", age="child", gender="female")
_SCENE = Scene(
    number=1,
    title="The harbour",
    description="A boat in a harbour at dawn",
    narration="A boat leaves at dawn.",
    setting=Setting(place=Place.LAKE),
    duration_s=5.0,
)


@dataclass(frozen=True, slots=True)
class Adapter:
    """One vendor in one part."""

    vendor: str
    part: str
    provider: Any
    job: Callable[[House], RemoteJob]
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
    picture = _picture(folder)
    asks: Mapping[str, tuple[str, Any]] = {
        "text": ("script_job", ScriptRequest(PROMPT, Preferences(duration_s=20))),
        "image": ("character_job", CharacterImageRequest(_MIRA, "ink", 7, 1, SIZE_PX)),
        "speech": ("speech_job", _speech()),
        "music": ("music_job", MusicRequest(Mood.CALM, 80, "C major", 6.0, 7, 1)),
        "motion": ("motion_job", _motion(picture)),
    }
    for part, (method, request) in asks.items():
        for vendor, listing in getattr(roster, part).items():
            yield Adapter(vendor, part, listing.provider, _job(listing.provider, method, request))


def _job(provider: Any, method: str, request: Any) -> Callable[[], RemoteJob]:  # noqa: ANN401
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


def _speech() -> SpeechRequest:
    return SpeechRequest(
        text=_SCENE.narration,
        speaker=None,
        cast=(),
        voice="",
        narrator="",
        mood=Mood.CALM,
        language="en",
        seed=7,
        take_number=1,
        available_s=6.0,
    )


def _motion(picture: Path) -> MotionRequest:
    return MotionRequest(
        scene=_SCENE,
        picture=Picture(image=picture.name, planes=()),
        picture_files={picture.name: picture},
        frame_count=60,
        fps=Fraction(30),
        size_px=SIZE_PX,
        seed=7,
        take_number=1,
    )


def _picture(folder: Path) -> Path:
    import cv2
    import numpy as np

    ramp = np.linspace(40, 200, SIZE_PX[0], dtype=np.uint8)
    _, data = cv2.imencode(".jpg", np.repeat(ramp[None, :, None], SIZE_PX[1], 0).repeat(3, 2))
    path = folder / "image.jpg"
    path.write_bytes(data.tobytes())
    return path
