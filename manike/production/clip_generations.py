"""The clip that a scene should have, and the video that a provider is asked for to make it from.

A provider elsewhere makes videos of a few lengths and is paid for each; the clip's exact frames are
made from it here. So a voice-over that lasts a little longer does not pay for another video.
"""

from dataclasses import dataclass

from manike.generation.fingerprint import Generation, Job
from manike.ports import MotionProvider, Picture
from manike.production.house import FPS
from manike.production.records import TakeManifest
from manike.production.wanted import moved_part
from manike.remote_ports import RemoteMotionProvider
from manike.script.models import Character, Scene

FINISHER = "clip-finisher-1"
"""Counts up with every change of ``manike.arrivals.clips`` that can be seen."""


@dataclass(frozen=True, slots=True)
class FilmWords:
    """What a picture would have shown of a scene."""

    style: str
    characters: tuple[Character, ...]

    def as_json(self) -> dict[str, object]:
        """For fingerprints."""
        people = [character.model_dump(mode="json") for character in self.characters]
        return {"style": self.style, "characters": people}


@dataclass(frozen=True, slots=True)
class ClipWish:
    """What shapes a scene's clip."""

    scene: Scene
    picture: TakeManifest
    frame_count: int
    size_px: tuple[int, int]
    seed: int
    take_number: int
    words: "FilmWords | None" = None
    """What a video over the network is made from in the picture's place."""


def wanted_clip(provider: MotionProvider | RemoteMotionProvider, wish: ClipWish) -> Generation:
    """The clip as the film takes it."""
    asked = asked_clip(provider, wish)
    return finished_clip(asked, wish) if isinstance(provider, RemoteMotionProvider) else asked


def asked_clip(provider: MotionProvider | RemoteMotionProvider, wish: ClipWish) -> Generation:
    """What the provider is asked for: the clip itself in this process, elsewhere a video."""
    inputs = dict(wish.picture.files)
    if isinstance(provider, RemoteMotionProvider):
        video = provider.video_format(wish.frame_count / FPS, wish.size_px)
        shape: dict[str, object] = {"format": video.as_json()}
        if wish.words is not None:
            shape |= wish.words.as_json()
            inputs = {}
    else:
        planes = wish.picture.record(Picture).model_dump(mode="json")
        shape = {**_exact(wish), "planes": planes}
    return Generation(
        job=Job.CLIP,
        provider=provider.name,
        model=provider.model,
        parameters={"scene": moved_part(wish.scene).model_dump(mode="json"), **shape},
        inputs=inputs,
        seed=wish.seed,
        take_number=wish.take_number,
    )


def finished_clip(raw: Generation, wish: ClipWish) -> Generation:
    """A clip of exact frames made from a provider's video."""
    return Generation(
        job=Job.CLIP,
        provider="manike",
        model=FINISHER,
        parameters={**_exact(wish), "raw": raw.fingerprint},
        take_number=wish.take_number,
    )


def _exact(wish: ClipWish) -> dict[str, object]:
    return {"frame_count": wish.frame_count, "fps": str(FPS), "size_px": wish.size_px}
